"""What is made of content: soft errors are told from pages, and no content, however odd, does more than that."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import reader
from claimcheck.errors import ReadError
from claimcheck.fetch import Exchange, answers
from claimcheck.fetch.bodies import unpacked
from claimcheck.fetch.soft_errors import AnsweredPage, soft_error
from claimcheck.models import PROSE
from claimcheck.reader.charsets import decode
from webservers import page

REAL = Path(__file__).parents[1] / "../shared/data/extraction"
URL = "https://paper.example/news/storm"
tags = st.sampled_from(
    ["<p>", "</p>", "<script type='application/ld+json'>", '{"isAccessibleForFree":', "false}", "[[[[", "</script>",
     "<meta http-equiv=refresh content='0;url=", "<div id=root>", "<noscript>", "<input type=password>", "\0", "Log in",
     "<title>404", "&#0;", "&#xd800;", "<!--", "<svg><p>", "]]>", "<template>"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(tags | st.text(max_size=8), max_size=30).map("".join), st.integers(0, 400))
def test_any_markup_is_a_page_or_a_soft_error(markup: str, words: int) -> None:
    """And nothing is raised."""
    told = soft_error(AnsweredPage(URL, URL, markup, "word " * words))
    assert told is None or "\n" not in told[1]


def test_markup_nested_without_end_is_looked_at_and_left() -> None:
    """Depth is no way to stop us."""
    nested = "<div>" * 50_000 + json.dumps({"@graph": []})
    unclosed = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    for markup in (nested, unclosed):
        told = soft_error(AnsweredPage(URL, URL, markup, ""))
        assert told is None or "\n" not in told[1]


@given(st.text(max_size=40))
def test_any_wait_is_a_number_of_seconds_or_none(said: str) -> None:
    """Servers write dates, numbers and nonsense."""
    asked = answers.retry_after_s(Exchange(URL, "", headers=(("Retry-After", said),)))
    assert asked is None or asked >= 0


@given(st.binary(max_size=200), st.lists(st.sampled_from(["gzip", "deflate", "br", "x-gzip", "", "GZIP"]), max_size=4))
def test_any_body_is_unpacked_or_refused(body: bytes, packings: list[str]) -> None:
    """With a reason, and never past the limit."""
    exchange = Exchange(URL, "", status=200, headers=(("Content-Encoding", ",".join(packings)),), body=body)
    with suppress(ReadError):
        assert len(unpacked(exchange, 10_000)) <= 10_000


@given(st.binary(max_size=500), st.integers(1, 3))
def test_what_was_packed_is_unpacked(content: bytes, layers: int) -> None:
    """Also when it was packed more than once, and when members follow one another."""
    packed = gzip.compress(content) + gzip.compress(b"more")
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    exchange = Exchange(URL, "", headers=(("Content-Encoding", ", ".join(["gzip"] * layers)),), body=packed)
    assert unpacked(exchange, 10_000) == content + b"more"


@pytest.mark.skipif(not REAL.is_dir(), reason="the shared pages are not here")
def test_no_real_page_is_taken_for_a_soft_error() -> None:
    """On news pages of a public benchmark, all of which hold their article."""
    taken = {}
    paths = sorted((REAL / "html").glob("*.gz"))[::3]
    for path in paths:
        content = gzip.decompress(path.read_bytes())
        document = reader.read(content, content_type="text/html")
        prose = "\n".join(each.span.of(document.text) for each in document.blocks if each.kind in PROSE)
        taken[path.name] = soft_error(AnsweredPage(URL, URL, decode(content) or "", prose))
    assert len(paths) >= 20
    assert {name: told for name, told in taken.items() if told} == {}


BRIEFS = {
    "not found": (
        "Fishing boat not found after storm",
        "A fishing boat that left Skerry on Sunday was not found by Tuesday evening. Two helicopters searched the coast"
        " until dusk. The boat had a crew of four.",
    ),
    "no longer available": (
        "School meals no longer available in Oakfield",
        "Free school meals are no longer available in Oakfield, the county said on Monday. The programme fed 2,300"
        " children in 14 schools. It ended in June when its budget ran out.",
    ),
    "consent to": (
        "Board to vote on merger",
        "Shareholders have to consent to the merger by 3 May. The bank offered 12 crowns a share in March. A vote is"
        " planned for Thursday in Norland.",
    ),
    "security check": (
        "Queues at Norland airport",
        "A security check took two hours at Norland airport on Friday. Some 40 flights left late. The airport blamed a"
        " broken scanner.",
    ),
    "access denied": (
        "Access denied to observers",
        "Observers were denied entry to three polling stations in East Bay. “Access denied, the sign said,” said Ida"
        " Quill, who leads the mission. The ministry did not comment.",
    ),
    "a number": (
        "404 jobs to go at mill",
        "The mill in Lindau will cut 404 jobs by June. It employs 1,900 people now. The union called a strike.",
    ),
    "oops in a quotation": (
        "“Oops”: mayor on lost ledger",
        "The mayor of Skerry lost the town's ledger on a train. “Oops, I said,” he told the council. A copy is kept in"
        " the county archive.",
    ),
    "one sentence": (
        "Boat not found after storm",
        "The coast guard said on Tuesday that the fishing boat Kittiwake was not found after a search of nine hours.",
    ),
    "a quotation that says our": (
        "Minister: medicine no longer available",
        "“Our shelves are empty,” said Ida Quill, a pharmacist in Sund. Three medicines are no longer available in the"
        " county. The ministry blamed a strike.",
    ),
    "a page of a book": (
        "Page not found in archive: court orders search",
        "A page of the ledger of 1932 was not found in the archive. The court ordered a search by May. The family's"
        " lawyer said he was not surprised.",
    ),
    "a ruling on cookies": (
        "Court: cookie banners must have a no",
        "Sites must let visitors refuse as easily as consent to cookies, a court in Sund ruled on Friday. The ruling"
        " concerns 12 publishers. They may appeal until June.",
    ),
    "a website in the news": (
        "Ministry website attacked: access denied",
        "The website of the ministry was down for six hours on Monday. Access was denied to all visitors. The ministry"
        " said that no data were lost.",
    ),
    "a login in the news": (
        "Login data of clinic stolen",
        "Login data of 900 patients were stolen from a clinic in Sund. The police opened an inquiry on Monday. The"
        " clinic closed its portal for two days.",
    ),
}


BRIEFS |= {
    "a page of a codex": (
        "Missing page not found",
        "The page torn from the Lerna codex in 1994 was not found during a raid on a flat in Holm. Police seized 14"
        " maps instead. The museum offers a reward of 20,000 crowns.",
    ),
    "pages of a diary": (
        "Pages of diary not found",
        "The missing pages of the diary were not found in Tarn in 2019. A search of 12 houses in Lund ended in May.",
    ),
    "a page taken down": (
        "Page not found after dispute over mayor's website",
        "The page of the mayor of Harwick was removed from the town's website in May 2021. The council of Harwick voted"
        " by 8 to 5 for it.",
    ),
    "a site": (
        "Site of wreck not found",
        "The site where the ferry sank in 1911 off Skerry was not found. Divers from Lund spent 40 days at sea.",
    ),
    "a story removed": (
        "Story removed from school books",
        "The story has been removed from school books in Norland since 2019. Some 300 teachers of Lund signed it.",
    ),
}


@pytest.mark.parametrize(("title", "prose"), BRIEFS.values(), ids=BRIEFS)
def test_a_brief_is_no_soft_error(title: str, prose: str) -> None:
    """Short as it is, and though it has the very words of one; a form for a newsletter makes no difference."""
    body = f"<h1>{title}</h1><article><p>{prose}</p></article><form><input type=email></form>"
    markup = page(body, title).decode()
    document = reader.read(markup.encode(), content_type="text/html")
    assert "".join(prose.split()) in "".join(document.text.split())
    assert soft_error(AnsweredPage(URL, URL, markup, document.text)) is None


NOTICES = {
    "not found": (
        "Page not found",
        "Sorry, the page you were looking for was not found. It may have been moved. Try our search.",
    ),
    "not found with teasers": (
        "404: page not found",
        "The page does not exist. Read also: The council met on Monday and voted. The bridge was closed for a year.",
    ),
    "in an archive": (
        "Article not found",
        "The article that was requested is not in the archive. It may have expired. The archive reaches back to 2009.",
    ),
    "no longer available": (
        "No longer available",
        "This article is no longer available on our website. Please use the search above.",
    ),
    "removed story": (
        "Article unavailable",
        "This story has been removed and is no longer available. If you think this is a mistake, please contact our web"
        " desk.",
    ),
    "deleted by its author": ("Sorry", "The content you requested has been deleted by its author."),
    "could not find": ("Error", "We could not find that article. Try the home page."),
    "expired": ("Expired", "This content has expired and is no longer online."),
    "taken down": ("Nothing here", "The page you want has been taken down."),
    "in German": ("Hoppla", "Dieser Artikel ist nicht mehr verfügbar."),
    "consent": (
        "Paper",
        "We and our partners store cookies on your device. You can consent to this or manage your choices. Your data"
        " may be shared with 800 partners.",
    ),
    "security check": (
        "Paper",
        "Please complete the security check to access the site. Why do I have to do this? Your browser must prove it.",
    ),
    "denied": (
        "Access denied",
        "You do not have permission to view this page. The incident was logged by the server.",
    ),
}


@pytest.mark.parametrize(("title", "prose"), NOTICES.values(), ids=NOTICES)
def test_a_notice_is_a_soft_error(title: str, prose: str) -> None:
    """However many sentences it has."""
    markup = page(f"<h1>{title}</h1><p>{prose}</p>", title).decode()
    assert soft_error(AnsweredPage(URL, URL, markup, prose)) is not None
