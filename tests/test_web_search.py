"""Looking for claims from end to end: real services on loopback, a real store and archive."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from claimcheck import passages, text
from claimcheck.fetch import Limits
from claimcheck.fetch.network import client
from claimcheck.models import (
    Attribution,
    AttributionType,
    Capture,
    Claim,
    ClaimKind,
    Coverage,
    Covered,
    Document,
    FailureReason,
    Link,
    Span,
    Speaker,
    SpeakerKind,
    SplitArticle,
    claim_id,
)
from claimcheck.providers import Config, SearchResultKind, Service
from claimcheck.store import Store
from claimcheck.web_search import WebSearchOutcome, search_web
from claimcheck.workspace import Workspace
from searchservers import KEY, brave, factcheck, gdelt, parameters, searxng, service, speaking, wikipedia
from webservers import LONG, Handler, Site, answer, page, serving, to

LIMITS = Limits(connect_s=1, read_s=1, whole_s=2, attempts=1, backoff_s=0.01, max_wait_s=0.1, delay_s=0)
PLACE = "claims/quay.txt"
FIRST = "The port of Lindau closed the north quay in 2023."
SECOND = "Eleven trawlers lay behind the breakwater of Lindau."
TEXT = f"{FIRST}\n\n{SECOND} Anna Weiss said so."
ENVIRONMENT = {"CLAIMCHECK_BRAVE_KEY": KEY, "CLAIMCHECK_FACTCHECK_KEY": KEY}


def article(*links: Link, claims: tuple[str, ...] = (FIRST, SECOND)) -> SplitArticle:
    """Two claims, the second of which is the more urgent and told by somebody."""
    document = text.document(TEXT)
    document = Document(text=document.text, digest=document.digest, blocks=document.blocks, links=links)
    weiss = Speaker("Anna Weiss", SpeakerKind.PERSON)
    told = Attribution(AttributionType.INDIRECT, (Span(0, 1),), (Span(0, 1),), (Span(0, 1),), weiss)
    made = []
    for words in claims:
        span = Span(TEXT.index(words), TEXT.index(words) + len(words))
        made.append(
            Claim(
                id=claim_id(document.digest, words),
                text=words,
                kind=ClaimKind.EVENT,
                spans=(span,),
                sentence=span,
                attribution=told if words == SECOND else None,
                priority_pct=90.0 if words == SECOND else 10.0,
            )
        )
    return SplitArticle(document, tuple(made), (Coverage(Span(0, len(TEXT)), Covered.CLAIMS),))


class Run:
    """A workspace with the article in its store, to be looked for again and again."""

    def __init__(self, folder: Path, split: SplitArticle) -> None:
        self.workspace = Workspace(folder)
        self.workspace.create()
        self.split = split
        with Store(self.workspace.database) as store:
            capture = Capture(PLACE, split.document.digest, 3)
            store.documents.keep(split.document, capture, passages.passages(split.document))
            store.articles.keep(PLACE, split, from_sheet=False)

    def look(self, *services: Service, environment: Mapping[str, str] = ENVIRONMENT, **counts: int) -> WebSearchOutcome:
        return search_web(
            self.workspace,
            self.split,
            lambda: client("test", LIMITS, allow_loopback=True),
            LIMITS,
            Config(services, **counts),
            software="claimcheck/test",
            environment=environment,
        )

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.workspace.database)) as database:
            return database.execute(query).fetchall()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path, article())


def at(site: Site, name: str) -> Service:
    return Service(name, f"{site.url}/{name}", 0.0)


def pages(*names: str) -> dict[str, Handler]:
    return {f"/{name}": answer(200, page(f"<article><h1>{name}</h1>{LONG}</article>")) for name in names}


def test_what_is_found_is_gathered_and_can_be_searched(run: Run) -> None:
    """From every provider; each query with its time and results is on record."""
    web = Site(pages("news", "found", "review", "web", "wiki/Lindau?oldid=9000"))
    with serving(web):
        made = {
            "brave": brave(f"{web.url}/web"),
            "factcheck": factcheck(f"{web.url}/review"),
            "gdelt": gdelt(f"{web.url}/news"),
            "searxng": searxng(f"{web.url}/found"),
            "wikipedia": wikipedia("Lindau", url=web.url),
        }
        sites = {name: service(handler) for name, handler in made.items()}
        with serving(*sites.values()):
            looked = run.look(*(at(site, name) for name, site in sites.items()), queries=3)
    assert {each.place: each.failure for each in looked.gathered} == dict.fromkeys(
        [f"{web.url}{path}" for path in web.pages], None
    )
    with Store(run.workspace.database) as store:
        assert sorted(store.searches.all(), key=repr) == sorted(looked.searches, key=repr)
        assert store.passages.search(["bollards"], 3)
    asked = {name: [parameters(each.path) for each in site.asked] for name, site in sites.items()}
    assert len(asked["gdelt"]) == 6
    assert len(asked["factcheck"]) == 2, "only what is about the matter"
    first = looked.searches[0]
    assert (first.claim, first.provider, first.failure) == (SECOND, "brave", None), "the urgent claim comes first"
    assert first.asked_utc.endswith("Z")
    sides = run.rows("SELECT DISTINCT side FROM searches ORDER BY 1")
    assert sides == [("about",), ("against",), ("claimant",)]


def test_a_rating_is_evidence_of_its_own_kind(run: Run) -> None:
    """Beside the findings, never a support for the claim that it rates, and linked to the review as it was gathered."""
    web = Site(pages("review"))
    with serving(web):
        site = service(factcheck(f"{web.url}/review"))
        with serving(site):
            looked = run.look(at(site, "factcheck"), queries=1)
    assert {result.kind for each in looked.searches for result in each.results} == {SearchResultKind.CLAIM_REVIEW}
    found = run.rows("SELECT claim, rating, rated_by, rated_claim, url, document_id IS NOT NULL FROM claim_reviews")
    rated = ("Mostly false", "Harbour Facts", "The north quay was closed.", f"{web.url}/review", 1)
    assert sorted(found) == sorted([(FIRST, *rated), (SECOND, *rated)])
    with Store(run.workspace.database) as store:
        assert store.passages.search(["flyer"], 3) == []


def test_an_extract_keeps_its_revision(run: Run) -> None:
    web = Site(pages("wiki/Lindau?oldid=9000"))
    with serving(web):
        site = service(wikipedia("Lindau", url=web.url))
        with serving(site):
            run.look(at(site, "wikipedia"), queries=1, claims=1)
    assert run.rows("SELECT url, revision, text FROM search_results") == [
        (f"{web.url}/wiki/Lindau?oldid=9000", "9000", "Lindau is described here. At length.")
    ]


def test_nothing_found_is_on_record(run: Run) -> None:
    site = service(searxng())
    with serving(site):
        looked = run.look(at(site, "searxng"), queries=2)
    assert looked.gathered == ()
    assert run.rows("SELECT count(*) FROM searches WHERE failure IS NULL") == [(4,)]
    assert run.rows("SELECT count(*) FROM search_results") == [(0,)]


@pytest.mark.parametrize(
    ("name", "handler", "reason"),
    [
        ("gdelt", answer(429, b"Please limit requests"), FailureReason.RATE_LIMITED),
        ("brave", brave(), FailureReason.LOGIN),
        ("factcheck", factcheck(), FailureReason.LOGIN),
    ],
)
def test_a_provider_that_cannot_be_had_is_left_alone(
    run: Run, name: str, handler: Handler, reason: FailureReason
) -> None:
    """Asked once, and the failure noted for every claim; the others are asked all the same."""
    site, other = service(handler), service(searxng())
    with serving(site, other):
        run.look(at(site, name), at(other, "searxng"), environment=dict.fromkeys(ENVIRONMENT, "not-the-key"), queries=3)
    assert len(site.asked) == 1
    assert len(other.asked) == 6
    told = run.rows(f"SELECT claim, failure, note FROM searches WHERE provider = '{name}' ORDER BY asked_utc")
    assert [(claim, failure) for claim, failure, _ in told] == [(SECOND, reason), (FIRST, reason)]
    assert "not asked again in this run" in str(told[1][2])


def test_a_passing_failure_ends_only_its_own_query(run: Run) -> None:
    site = service(answer(200, b"not json"))
    with serving(site):
        run.look(at(site, "gdelt"), queries=2)
    assert run.rows("SELECT failure, count(*) FROM searches GROUP BY 1") == [("parse_error", 4)]


def test_a_page_that_cannot_be_had_is_a_row_too(run: Run) -> None:
    web = Site({})
    with serving(web):
        site = service(searxng(f"{web.url}/gone", "http://192.168.0.1/inside"))
        with serving(site):
            run.look(at(site, "searxng"), queries=1, claims=1)
    failures = run.rows("SELECT failure FROM captures WHERE place LIKE 'http%' ORDER BY 1")
    assert failures == [("dead",), ("refused",)]


def test_a_second_look_asks_only_what_is_not_known(run: Run) -> None:
    """Neither services nor pages, for a day."""
    web = Site(pages("found"))
    with serving(web):
        site = service(searxng(f"{web.url}/found"))
        with serving(site):
            with Store(run.workspace.database) as store:
                first = run.look(at(site, "searxng"), queries=2)
                assert store.passages.search(["bollards"], 3), "a store that was open all along sees it too"
                store.captures.keep(Capture("note.txt", None, None, FailureReason.EMPTY, "nothing in it"))
            asked = len(site.asked), len(web.asked)
            second = run.look(at(site, "searxng"), queries=2)
            assert (len(site.asked), len(web.asked)) == asked
    assert second.searches == first.searches
    assert second.gathered == ()


def linked(site: Site, words: str = "north quay") -> Link:
    start = TEXT.index(words)
    return Link(f"{site.url}/source", words, Span(start, start + len(words)))


@pytest.mark.parametrize(("levels", "reached"), [(0, []), (1, ["/source"]), (2, ["/source", "/deeper"])])
def test_links_are_followed_two_levels_deep(tmp_path: Path, levels: int, reached: list[str]) -> None:
    """Those that stand among the claim's words: in the article, and in what it links to; no further."""
    near = '<p>The port of Lindau closed the north quay in 2023, <a href="{}">a report</a> on the quay says.</p>'
    web = Site(pages("deeper", "deepest", "terms"))
    web.pages["/source"] = answer(
        200, page(f'<article>{LONG}{near.format("/deeper")}<p>See <a href="/terms">here</a> too.</p></article>')
    )
    web.pages["/deeper"] = answer(200, page(f"<article>{LONG}{LONG}{near.format('/deepest')}</article>"))
    with serving(web):
        run = Run(tmp_path, article(linked(web)))
        run.look(Service("links"), levels=levels)
    assert [path for path in web.paths() if path != "/robots.txt"] == reached
    assert len(run.rows("SELECT DISTINCT url FROM search_results WHERE kind = 'link'")) == len(reached)


def test_pages_are_bounded_and_the_first_results_come_first(run: Run) -> None:
    web = Site(pages(*(f"p{n}" for n in range(20))))
    with serving(web):
        one = service(searxng(*(f"{web.url}/p{n}" for n in range(0, 10))))
        other = service(gdelt(*(f"{web.url}/p{n}" for n in range(10, 20))))
        with serving(one, other):
            looked = run.look(at(one, "searxng"), at(other, "gdelt"), queries=1, pages=3)
    assert {each.place.rpartition("/")[2] for each in looked.gathered} == {"p0", "p10", "p1"}


def test_the_order_does_not_depend_on_who_answers_first(tmp_path: Path) -> None:
    orders = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        run = Run(tmp_path / folder, article())
        site, other = service(searxng()), service(gdelt())
        with serving(site, other):
            looked = run.look(at(site, "searxng"), at(other, "gdelt"), queries=3)
        orders.append([(each.claim, each.provider, each.query) for each in looked.searches])
    assert orders[0] == orders[1]
    assert [provider for _, provider, _ in orders[0]] == [*["searxng"] * 3, *["gdelt"] * 3] * 2


def test_no_key_stays_in_the_workspace(
    run: Run, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """In no file, log or output, whatever a service makes of it: repeats it, or points elsewhere with it."""
    caplog.set_level(logging.DEBUG)
    web = Site(pages("page"))
    with serving(web):
        repeats: Callable[..., object] = lambda _asked: {  # noqa: E731
            "web": {"results": [{"url": f"{web.url}/page?{KEY}", "title": KEY, "description": f"<b>{KEY}</b>"}]}
        }
        site, other = service(speaking(repeats)), service(to(f"{web.url}/page"))
        with serving(site, other):
            looked = run.look(at(site, "brave"), at(other, "factcheck"))
    assert site.asked[0].headers["x-subscription-token"] == KEY
    assert other.asked[0].headers["x-goog-api-key"] == KEY
    assert not any(KEY in value for each in web.asked for value in each.headers.values())
    files = [path for path in run.workspace.path.rglob("*") if path.is_file()]
    assert len(files) > 1
    for path in files:
        assert KEY.encode() not in path.read_bytes(), path
    assert KEY not in caplog.text + repr(looked) + "".join(capfd.readouterr())


def test_a_search_outlives_its_claim(run: Run) -> None:
    """What was asked stays on record when the article no longer makes the claim."""
    site = service(searxng())
    with serving(site):
        run.look(at(site, "searxng"), queries=1)
    with Store(run.workspace.database) as store:
        store.articles.keep(PLACE, article(claims=(SECOND,)), from_sheet=False)
    assert sorted(run.rows("SELECT claim, claim_id IS NULL FROM searches")) == [(SECOND, 0), (FIRST, 1)]


def test_without_the_flag_no_packet_leaves(tmp_path: Path) -> None:
    """``claimcheck verify`` with everything configured, and a listener that counts connections."""
    connections = 0

    async def count(_reader: object, _writer: object) -> None:
        nonlocal connections
        connections += 1

    site = Site(talk=count)
    workspace = Workspace(tmp_path)
    workspace.create()
    with serving(site):
        (tmp_path / "claims" / "quay.txt").write_text(f"{FIRST} See {site.url}/source for more.\n\n{SECOND}")
        (tmp_path / "evidence" / "list.urls").write_text(f"{site.url}/source\n")
        named = "".join(
            f"[providers.{name}]\nurl = '{site.url}/{name}'\n"
            for name in ("wikipedia", "gdelt", "searxng", "brave", "factcheck")
        )
        (tmp_path / "claimcheck.toml").write_text(f"{named}[providers.links]\n")
        done = subprocess.run(
            [sys.executable, "-m", "claimcheck", "-w", str(tmp_path), "verify"],
            capture_output=True, text=True, env=ENVIRONMENT | {"PATH": ""}, timeout=60,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert connections == 0
