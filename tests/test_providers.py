"""Providers against loopback servers that speak their documented formats, and against ones that do not."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import pickle
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from claimcheck import text
from claimcheck.errors import ConfigError
from claimcheck.fetch import Limits
from claimcheck.fetch.fetching import Fetcher
from claimcheck.fetch.network import client
from claimcheck.models import Document, FailureReason, Link, Span
from claimcheck.providers import PublishedRating, SearchError, SearchResult, SearchResultKind, Service
from claimcheck.providers.config import default, read
from claimcheck.providers.keys import SERVICE, Key, KeyedRequests, key_of
from claimcheck.providers.registry import provider
from claimcheck.queries import Query, QuerySide
from searchservers import KEY, brave, factcheck, failing, gdelt, parameters, searxng, service, speaking, wikipedia
from webservers import Handler, Site, answer, dripping, in_turn, raw, reset, response, serving, to

LIMITS = Limits(
    connect_s=1, read_s=0.3, whole_s=0.6, attempts=1, backoff_s=0.01, max_wait_s=0.1, delay_s=0, max_redirects=0,
    max_bytes=200_000,
)  # fmt: skip
QUERY = Query('Lindau "north quay" closed 2023')
KEYS = {"CLAIMCHECK_BRAVE_KEY": KEY, "CLAIMCHECK_FACTCHECK_KEY": KEY}
FOUND = "https://news.example/quay"

Outcome = tuple[SearchResult, ...] | SearchError


async def asking(name: str, url: str, query: Query, results: int, keys: dict[str, str], times: int) -> list[Outcome]:
    """What came of asking a service some times over."""
    keyed = KeyedRequests()
    made = provider(Service(name, url), results, (), keyed, keys)
    outcomes: list[Outcome] = []
    async with client("test", LIMITS, allow_loopback=True) as through:
        through.auth = keyed
        fetcher = Fetcher(through, LIMITS)
        for _ in range(times):
            try:
                outcomes.append(await made.search(query, fetcher))
            except SearchError as error:
                outcomes.append(error)
    return outcomes


def ask(
    name: str, url: str, query: Query = QUERY, results: int = 10, keys: dict[str, str] = KEYS
) -> tuple[SearchResult, ...]:
    (outcome,) = asyncio.run(asking(name, url, query, results, keys, 1))
    if isinstance(outcome, SearchError):
        raise outcome
    return outcome


def asked(name: str, handler: Handler) -> tuple[tuple[SearchResult, ...], list[dict[str, str]]]:
    site = service(handler)
    with serving(site):
        found = ask(name, f"{site.url}/api")
    return found, [parameters(each.path) for each in site.asked]


def test_wikipedia_tells_the_revision() -> None:
    """In the order of the search, whatever the order of the pages."""
    found, (searched, revised) = asked("wikipedia", wikipedia("Lindau", "Lindau Harbour"))
    assert found[0] == SearchResult(
        url="https://en.wikipedia.org/wiki/Lindau?oldid=9000",
        title="Lindau",
        snippet="The Lindau & more",
        published="2025-03-04T05:06:07Z",
        kind=SearchResultKind.ENCYCLOPEDIA,
        text="Lindau is described here. At length.",
        revision="9000",
    )
    assert found[1].title == "Lindau Harbour"
    assert (searched["action"], searched["list"], searched["srsearch"]) == ("query", "search", QUERY.text)
    assert (revised["prop"], revised["pageids"]) == ("extracts|revisions|info", "100|101")


def test_gdelt_lists_news() -> None:
    found, (searched,) = asked("gdelt", gdelt(FOUND))
    assert found == (
        SearchResult(FOUND, "Port closes quay", "news.example", "2025-03-04T05:06:07Z", SearchResultKind.NEWS),
    )
    assert (searched["mode"], searched["format"], searched["query"]) == ("artlist", "json", QUERY.text)


def test_fact_checkers_ratings_are_told_as_they_stand() -> None:
    (found,), _ = asked("factcheck", factcheck(FOUND))
    assert found.kind is SearchResultKind.CLAIM_REVIEW
    assert found.rating == PublishedRating("Mostly false", "The north quay was closed.", "A flyer", "Harbour Facts")
    assert (found.url, found.title, found.published) == (FOUND, "No, the quay is open", "2025-03-05T00:00:00Z")


def test_searxng_lists_pages() -> None:
    found, (searched,) = asked("searxng", searxng(FOUND))
    assert found == (SearchResult(FOUND, "The quay", "About the quay", "2025-03-04T00:00:00"),)
    assert searched == {"q": QUERY.text, "format": "json"}


def test_brave_lists_pages() -> None:
    found, (searched,) = asked("brave", brave(FOUND))
    assert found == (SearchResult(FOUND, "The quay", "About the quay & its ships", "2025-03-04T05:06:07"),)
    assert searched == {"q": QUERY.text, "count": "10"}


@pytest.mark.parametrize(
    ("name", "handler"),
    [
        ("wikipedia", wikipedia()),
        ("gdelt", gdelt()),
        ("factcheck", factcheck()),
        ("searxng", searxng()),
        ("brave", brave()),
        ("brave", speaking(lambda _asked: {"type": "search"})),
    ],
)
def test_nothing_found_is_an_answer(name: str, handler: Handler) -> None:
    assert asked(name, handler)[0] == ()


@pytest.mark.parametrize("name", ["wikipedia", "gdelt", "searxng"])
def test_no_more_is_taken_than_was_asked_for(name: str) -> None:
    many = [f"{FOUND}/{n}" for n in range(40)]
    site = service({"wikipedia": wikipedia("A", "B"), "gdelt": gdelt(*many), "searxng": searxng(*many)}[name])
    with serving(site):
        assert len(ask(name, site.url, results=3)) <= 3


BEHAVIOURS = {
    "too many requests": (answer(429, b"slow down"), FailureReason.RATE_LIMITED, "too many requests"),
    "overloaded": (answer(503, b""), FailureReason.RATE_LIMITED, "overloaded"),
    "a login": (answer(401, b"{}"), FailureReason.LOGIN, "name and password"),
    "forbidden": (answer(403, b"{}"), FailureReason.BLOCKED, "forbids"),
    "a bad request": (failing(400, {"error": "bad words"}), FailureReason.PARSE_ERROR, "bad words"),
    "gone": (answer(404, b"no"), FailureReason.DEAD, "no such page"),
    "broken": (answer(500, b"no"), FailureReason.DEAD, "fails"),
    "a page": (
        answer(200, b"<p>Your query was too short.</p>"),
        FailureReason.PARSE_ERROR,
        "Your query was too short.",
    ),
    "half of it": (answer(200, b'{"articles": [{"url"'), FailureReason.PARSE_ERROR, "not JSON"),
    "nothing": (answer(200, b""), FailureReason.EMPTY, "without content"),
    "hangs": (raw(b"HTTP/1.1 200 OK\r\n", hang=True), FailureReason.TIMEOUT, "seconds"),
    "drips": (dripping(response(200, b"", Content_Length="9999"), b" "), FailureReason.TIMEOUT, "not done"),
    "too large": (answer(200, b" " * 300_000), FailureReason.TOO_LARGE, "over 200,000 bytes"),
    "hangs up": (reset(), FailureReason.PARSE_ERROR, "hung up"),
    "deeply nested": (answer(200, b"[" * 100_000), FailureReason.PARSE_ERROR, "not JSON"),
    "packed and broken": (answer(200, b"\x1f\x8bxxxx", Content_Encoding="gzip"), FailureReason.PARSE_ERROR, "damaged"),
    "points inward": (to("http://169.254.169.254/latest"), FailureReason.BLOCKED, "points on"),
}


@pytest.mark.parametrize(("handler", "reason", "note"), BEHAVIOURS.values(), ids=BEHAVIOURS)
def test_what_a_service_does_wrong_has_a_reason(handler: Handler, reason: FailureReason, note: str) -> None:
    """One of the closed list, with a line for a person."""
    with pytest.raises(SearchError, match=note) as error:
        asked("gdelt", handler)
    assert error.value.reason is reason
    assert "\n" not in error.value.note


def test_a_service_inside_the_network_is_refused() -> None:
    with pytest.raises(SearchError, match="inside the network") as error:
        ask("searxng", "http://10.0.0.1/search")
    assert error.value.reason is FailureReason.REFUSED


@pytest.mark.parametrize(
    ("code", "reason"), [("ratelimited", FailureReason.RATE_LIMITED), ("srsearch-error", FailureReason.PARSE_ERROR)]
)
def test_errors_that_mediawiki_reports_with_200_are_errors(code: str, reason: FailureReason) -> None:
    with pytest.raises(SearchError, match="it says: Not now") as error:
        asked("wikipedia", speaking(lambda _asked: {"error": {"code": code, "info": "Not now"}}))
    assert error.value.reason is reason


def test_a_searxng_that_has_json_turned_off_says_what_to_do() -> None:
    with pytest.raises(SearchError, match=r"settings\.yml"):
        asked("searxng", answer(403, b"no"))


def _samples(url: str) -> dict[str, object]:
    """One whole answer of every kind, for breaking."""
    return {
        "wikipedia": [
            {"query": {"search": [{"pageid": 1, "title": "T", "snippet": "s"}]}},
            {"query": {"pages": [{"pageid": 1, "title": "T", "canonicalurl": url, "revisions": [{"revid": 2}]}]}},
        ],
        "gdelt": {"articles": [{"url": url, "title": "t", "seendate": "20250101T000000Z", "domain": "d"}]},
        "factcheck": {
            "claims": [{"text": "t", "claimReview": [{"publisher": {"name": "n"}, "url": url, "textualRating": "r"}]}]
        },
        "searxng": {"results": [{"url": url, "title": "t", "content": "c", "publishedDate": None}]},
        "brave": {"web": {"results": [{"url": url, "title": "t", "description": "d", "page_age": "x"}]}},
    }  # fmt: skip


def _broken(told: object, lot: random.Random) -> object:
    """The same with one value of another kind."""
    odd = lot.choice([None, 7, -1.5, True, "", "\ud800\x00", "http://[", [], {}, [[]], [None], {"a": [1]}, "x" * 9000])
    if isinstance(told, dict) and told and lot.random() < 0.8:
        key = lot.choice(list(told))
        return told | {key: _broken(told[key], lot)}
    if isinstance(told, list) and told and lot.random() < 0.8:
        at = lot.randrange(len(told))
        return [*told[:at], _broken(told[at], lot), *told[at + 1 :]]
    return odd


@pytest.mark.parametrize("name", ["wikipedia", "gdelt", "factcheck", "searxng", "brave"])
def test_answers_that_lie_about_their_format_do_no_harm(name: str) -> None:
    """Each of sixty answers with a value of the wrong kind yields results or a reason, and nothing else."""
    lot = random.Random(name)
    answers = []
    for _ in range(60):
        told = _broken(copy.deepcopy(_samples(FOUND)[name]), lot)
        parts = told if name == "wikipedia" and isinstance(told, list) else [told]
        answers += [answer(200, json.dumps(part).encode()) for part in parts]
    site = service(in_turn(*answers))
    with serving(site):
        for outcome in asyncio.run(asking(name, f"{site.url}/api", QUERY, 10, KEYS, 60)):
            if isinstance(outcome, SearchError):
                assert outcome.reason in FailureReason
                continue
            for result in outcome:
                assert result.url.startswith("http")
                assert all(isinstance(words, str) for words in (result.title, result.snippet))


WORDS = "The port authority closed the north quay in Lindau.\n\nElsewhere the sun shone.\n\nRead our newsletter."


def page(*links: tuple[str, str]) -> Document:
    places = {words: Span(WORDS.index(words), WORDS.index(words) + len(words)) for _, words in links}
    return replace(text.document(WORDS), links=tuple(Link(url, words, places[words]) for url, words in links))


def test_links_are_followed_that_stand_among_the_claims_words() -> None:
    """Not the one in another paragraph, nor what is no web address."""
    document = page((FOUND, "north quay"), ("https://news.example/sun", "sun"), ("mailto:a@b.example", "closed"))

    async def run() -> tuple[SearchResult, ...]:
        made = provider(Service("links"), 5, (document,), KeyedRequests(), {})
        async with client("test", LIMITS) as asking:
            return await made.search(QUERY, Fetcher(asking, LIMITS))

    (found,) = asyncio.run(run())
    assert (found.url, found.title, found.kind) == (FOUND, "north quay", SearchResultKind.LINK)
    assert "port authority" in found.snippet


@pytest.mark.parametrize(("name", "handler"), [("factcheck", factcheck(FOUND)), ("brave", brave(FOUND))])
def test_a_key_that_is_not_known_is_a_login(name: str, handler: Handler) -> None:
    site = service(handler)
    wrong = dict.fromkeys(KEYS, "another")
    with serving(site), pytest.raises(SearchError) as error:
        ask(name, site.url, keys=wrong)
    assert error.value.reason is FailureReason.LOGIN
    assert "another" not in str(error.value)


@pytest.mark.parametrize("name", ["factcheck", "brave"])
@pytest.mark.parametrize(
    ("secret", "note"), [("", "there is no key"), ("a\nb", "characters"), ("schlüssel", "characters")]
)
def test_without_a_sound_key_nothing_is_asked(name: str, secret: str, note: str) -> None:
    site = service(answer(200, b"{}"))
    with serving(site), pytest.raises(SearchError, match=note) as error:
        ask(name, site.url, keys=dict.fromkeys(KEYS, secret))
    assert error.value.reason is FailureReason.LOGIN
    assert site.asked == []
    assert not secret or secret not in error.value.note


def test_a_key_goes_to_its_service_alone() -> None:
    """Not where the service points to, and in no address."""
    other = service(answer(200, b"{}"))
    with serving(other):
        site = service(to(f"{other.url}/take"))
        with serving(site), pytest.raises(SearchError):
            ask("brave", site.url)
    assert [each.headers["x-subscription-token"] for each in site.asked] == [KEY]
    assert other.asked == []
    assert not any(KEY in each.path for each in site.asked)


def test_a_key_is_nowhere_to_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    """Neither in what is logged, nor in values and errors, even when the service repeats it."""
    caplog.set_level(logging.DEBUG)
    dressed = "".join(f"&#{ord(c)};" for c in KEY)
    told = {"url": f"{FOUND}?{quote(KEY, safe='')}", "title": f"hello {KEY}", "description": f"hello {dressed}"}
    site = service(speaking(lambda _asked: {"web": {"results": [told]}}))
    with serving(site):
        (found,) = ask("brave", site.url)
        site.pages["*"] = answer(400, f"what is {KEY}?".encode())
        with pytest.raises(SearchError) as error:
            ask("brave", site.url)
    assert (found.title, found.snippet, found.url) == ("hello [key]", "hello [key]", f"{FOUND}?[key]")
    assert site.asked[0].headers["x-subscription-token"] == KEY
    secret = Key(KEY)
    assert all(
        KEY not in each for each in (caplog.text, str(error.value), repr(error.value), repr(secret), str(secret))
    )
    assert KEY not in repr(provider(Service("brave", site.url), 3, (), KeyedRequests(), KEYS))
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@contextmanager
def system_keyring(held: dict[tuple[str, str], str]) -> Iterator[None]:
    """The system keyring, with these keys in it."""
    keyring = pytest.importorskip("keyring", reason="the extra “keyring” is not installed")

    class Held(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            if not held:
                raise keyring.errors.KeyringError("locked")
            return held.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            held[service, username] = password

    before = keyring.get_keyring()
    keyring.set_keyring(Held())
    try:
        yield
    finally:
        keyring.set_keyring(before)


def test_keys_come_from_the_environment_or_the_keyring() -> None:
    with system_keyring({(SERVICE, "brave"): KEY}):
        from_environment = key_of("brave", {"CLAIMCHECK_BRAVE_KEY": " first\n"})
        assert from_environment is not None
        assert from_environment.reveal() == "first"
        from_keyring = key_of("brave", {})
        assert from_keyring is not None
        assert from_keyring.reveal() == KEY
        assert key_of("factcheck", {}) is None
    with system_keyring({}):
        assert key_of("brave", {}) is None


CONFIGS = {
    "broken": ("[providers.brave\n", "line 1"),
    "unknown table": ("[provider.brave]", "provider is not known; there is web_search, providers"),
    "unknown provider": ("[providers.brav]", "providers.brav is not known"),
    "unknown key": ("[providers.brave]\nkey = 'secret'", "providers.brave.key is not known"),
    "links have no address": ("[providers.links]\nurl = 'http://a.example'", "providers.links.url is not known"),
    "unknown count": ("[web_search]\nquerys = 3", "web_search.querys is not known"),
    "too many": ("[web_search]\nqueries = 99", "web_search.queries is not a whole number from 1 to 8"),
    "not a number": ("[web_search]\npages = true", "web_search.pages is not a whole number"),
    "not seconds": ("[providers.gdelt]\ndelay_s = 'long'", "providers.gdelt.delay_s is not a number of seconds"),
    "never": ("[providers.gdelt]\ndelay_s = nan", "providers.gdelt.delay_s is not a number of seconds"),
    "not the web": ("[providers.gdelt]\nurl = 'ftp://a.example'", "providers.gdelt.url cannot be asked"),
    "no words": ("[providers.gdelt]\nurl = 3", "providers.gdelt.url cannot be asked"),
    "a password": ("[providers.gdelt]\nurl = 'http://me:pw@a.example'", "providers.gdelt.url holds a name or password"),
    "no server": ("[providers.searxng]", "providers.searxng.url is missing"),
    "no table": ("providers = 3", "providers is not a table"),
    "no table inside": ("[providers]\nbrave = 1", "providers.brave is not a table"),
}


@pytest.mark.parametrize(("content", "told"), CONFIGS.values(), ids=CONFIGS)
def test_a_wrong_configuration_is_told_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "claimcheck.toml").write_text(content)
    with pytest.raises(ConfigError) as error:
        read(tmp_path)
    assert told in str(error.value)
    assert str(error.value).startswith("claimcheck.toml: ")
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_a_configuration_names_what_is_asked(tmp_path: Path) -> None:
    """Only what it names, and what needs no key where there is none."""
    assert read(tmp_path) == default()
    assert {each.name for each in default().services} == {"links", "wikipedia", "gdelt"}
    (tmp_path / "claimcheck.toml").write_text(
        "[sources]\nasked = 2\n[web_search]\nqueries = 2\n[providers.brave]\n"
        "[providers.searxng]\nurl = 'http://127.0.0.1:8080/search'\ndelay_s = 0\n"
    )
    config = read(tmp_path)
    assert [each.name for each in config.services] == ["brave", "searxng"]
    assert config.services[1] == Service("searxng", "http://127.0.0.1:8080/search", 0.0)
    assert (config.queries, config.results) == (2, default().results)


def test_every_provider_says_which_sides_it_is_of_use_for() -> None:
    for name in ("wikipedia", "gdelt", "factcheck", "searxng", "brave"):
        made = provider(Service(name, FOUND), 3, (), KeyedRequests(), KEYS)
        assert made.name == name
        assert QuerySide.ABOUT in made.sides


def test_unused_sites_are_not_asked() -> None:
    """Making a provider sends nothing."""
    site = Site()
    with serving(site):
        provider(Service("wikipedia", site.url), 3, (), KeyedRequests(), {})
    assert site.asked == []
