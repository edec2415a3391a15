"""Pages of the web: the article in them, what they say of themselves, where their links stand."""

from __future__ import annotations

import time

import pytest

from claimcheck.errors import ReadError, TooLargeError
from claimcheck.models import BlockKind, Document
from claimcheck.reader import read

BODY = """
<p>The council met on <a href="/monday">Monday</a> and voted to close the bridge for a year, said the mayor, who has
been in office since 2019 and who will stand for election again in the spring.</p>
<h2>Why it matters</h2>
<p>Nobody lives on the other side of the river, according to
<a href="https://count.example/2024?a=1&amp;b=2">the last count of the county</a>. The bridge was built in 1932.</p>
<blockquote><p>“It was time,” said the harbour master, whose office is beside the bridge and shakes when lorries
pass.</p></blockquote>
<ul><li>The northern lane closes in May.</li><li>The southern lane closes in June.</li></ul>
<p>Ships will be sent through the canal until the new bridge opens, the port authority said in a statement on
Friday.</p>
"""


def page(head: str = "", body: str = BODY, around: str = "") -> bytes:
    return f"""<!DOCTYPE html><html><head><title>Bridge closed | The Gazette</title>{head}</head><body>
    <nav><a href="/">Home</a> <a href="/news">All the news of the town and of the county</a></nav>
    <article><h1>Bridge closed</h1>{body}</article>{around}<footer>© The Gazette <a href="/about">About</a></footer>
    </body></html>""".encode()


def kinds(document: Document) -> list[BlockKind]:
    return [block.kind for block in document.blocks]


def test_main_text_and_its_blocks() -> None:
    document = read(page(), url="https://gazette.example/news/bridge")
    assert kinds(document) == [
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE,
        BlockKind.ITEM, BlockKind.ITEM, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert document.text.startswith("The council met on Monday and voted to close the bridge for a year")
    assert document.title == "Bridge closed"
    assert "Home" not in document.text
    assert "©" not in document.text


def test_links_are_absolute_and_placed() -> None:
    document = read(page(), url="https://gazette.example/news/bridge")
    links = [(link.url, link.text, link.span.of(document.text) if link.span else None) for link in document.links]
    assert links == [
        ("https://gazette.example/monday", "Monday", "Monday"),
        ("https://count.example/2024?a=1&b=2", "the last count of the county", "the last count of the county"),
    ]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "mailto:a@b.example", "#top", "data:text/html,x", "ftp://a.example", "http://[", ""]
)
def test_links_that_lead_to_no_page_are_left_out(href: str) -> None:
    body = (
        BODY + f'<p>Write <a href="{href}">to the editor of this paper</a>, as many readers did in the past week.</p>'
    )
    assert len(read(page(body=body)).links) == 2


def test_a_paragraph_that_is_a_link_leads_elsewhere() -> None:
    teaser = '<p><a href="/crane">Crane operators went on strike for a day last week, and nobody noticed it.</a></p>'
    document = read(page(body=BODY + teaser + BODY.replace("Monday", "Tuesday")))
    furniture = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.FURNITURE]
    assert furniture == ["Crane operators went on strike for a day last week, and nobody noticed it."]


LINKED_DATA = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "The Gazette"},
 {"@type": "NewsArticle", "headline": "Town closes bridge &amp; road",
  "author": [{"@type": "Person", "name": "By Jane Doe"}, {"name": "John Roe"}],
  "publisher": {"@type": "Organization", "name": "The Gazette"}, "datePublished": "2025-06-12T10:30:00+02:00",
  "dateModified": "2025-06-13", "mainEntityOfPage": {"@id": "/news/bridge"}}]}</script>"""
META = """<meta property="og:title" content="Town closes bridge"><meta property="og:site_name" content="The Gazette">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2025-06-12T08:30:00Z">
<meta property="article:modified_time" content="2025-06-13T00:00:00Z"><link rel="canonical" href="/news/bridge?id=7">"""


def test_linked_data() -> None:
    document = read(page(LINKED_DATA), url="https://gazette.example/x")
    assert document.title == "Town closes bridge & road"
    assert document.author == "Jane Doe, John Roe"
    assert document.publisher == "The Gazette"
    assert document.published == "2025-06-12T08:30:00Z"
    assert document.modified == "2025-06-13"
    assert document.url == "https://gazette.example/news/bridge"
    assert document.kind == "NewsArticle"


def test_meta_tags() -> None:
    document = read(page(META), url="https://gazette.example/x")
    assert document.title == "Town closes bridge"
    assert document.author == "Jane Doe"
    assert document.publisher == "The Gazette"
    assert document.published == "2025-06-12T08:30:00Z"
    assert document.modified == "2025-06-13T00:00:00Z"
    assert document.url == "https://gazette.example/news/bridge?id=7"


def test_a_date_that_no_page_can_mean_is_passed_over() -> None:
    assert read(page(LINKED_DATA.replace("2025-06-12T10:30:00+02:00", "0001-01-01T00:00:00Z"))).published is None


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe",
        "Jane Doe",
        "by Jane Doe<br>Monday, 12 June 2025",
        "By <a href='/jane'>Jane Doe</a> Published 12 June",
    ],
)
def test_bylines(byline: str) -> None:
    assert read(page(body=f'<div class="article-byline">{byline}</div>{BODY}')).author == "Jane Doe"


def test_visible_marks() -> None:
    body = '<p class="byline">By Jane Doe</p><time datetime="2025-06-12">yesterday</time>' + BODY
    document = read(page(body=body))
    assert document.author == "Jane Doe"
    assert document.published == "2025-06-12"
    assert document.url is None


@pytest.mark.parametrize(
    "data",
    ["{", "[" * 100_000, '{"@type": 7, "author": [[[1]]]}', '"x"', '{"@graph": {"@type": ["NewsArticle", 3]}}', ""],
)
def test_broken_linked_data_is_passed_over(data: str) -> None:
    document = read(page(f'<script type="application/ld+json">{data}</script>'))
    assert document.title == "Bridge closed"


def test_an_article_torn_by_advertisements_is_put_together() -> None:
    half = "".join(
        f"<p>Sentence {n} of the story is long enough to be told from a menu, said the mayor, and from a caption.</p>"
        for n in range(12)
    )
    body = "".join(
        f'<div class="grid"><div class="body__chunk">{half.replace("Sentence", name)}</div><div>ad</div></div>'
        for name in ("First", "Second")
    )
    text = read(page(body=f'<div class="chunks">{body}</div>')).text
    assert "First 11" in text
    assert "Second 11" in text


DEEP = 20_000


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * DEEP + "The bridge is closed." + "</div>" * DEEP, id="nested divs"),
        pytest.param("<b><i>" * DEEP + "The bridge is closed.", id="unclosed inline"),
        pytest.param("<ul><li>" * DEEP + "The bridge is closed.", id="nested lists"),
        pytest.param("<table><tr><td>" * DEEP + "The bridge is closed.", id="nested tables"),
        pytest.param("<blockquote>" * DEEP + "The bridge is closed.", id="nested quotes"),
        pytest.param(f'<p class="{"x" * 1_000_000}">The bridge is closed.</p>', id="huge attribute"),
        pytest.param(
            "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">The bridge is closed.</p>", id="attributes"
        ),
        pytest.param("<p>The bridge is closed.</p>" * 20_000, id="many paragraphs"),
        pytest.param('<a href="/x">The bridge is closed.</a>' * 5_000, id="many links"),
        pytest.param("<p>" + '<a href="/x">It</a> is. ' * 2_000 + "</p>", id="many links in a paragraph"),
        pytest.param("<br>" * 100_000 + "The bridge is closed.", id="many breaks"),
        pytest.param("<p>" + "a" * 3_000_000 + "</p>", id="one long word"),
        pytest.param("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><p>The bridge &b;</p>", id="entities"),
        pytest.param("<p>The &#xD800; bridge &#0; is &#x110000; closed.</p>", id="impossible characters"),
        pytest.param("<svg><script>" * 1000 + "The bridge is closed.", id="scripts in pictures"),
        pytest.param("<form><input>" * 5000 + "<p>The bridge is closed.</p>", id="nested forms"),
    ],
)
def test_hostile_pages_end_soon(markup: str) -> None:
    """Whatever the page does, there is a document or a reason within seconds."""
    began = time.process_time()
    text, refusal = read_or_refused(f"<html><body>{markup}</body></html>".encode())
    assert "\n" not in refusal
    assert refusal or any(words in text for words in ("is", "aaa", "The bridge"))
    assert time.process_time() - began < 10


def read_or_refused(data: bytes) -> tuple[str, str]:
    try:
        return read(data).text, ""
    except ReadError as error:
        return "", str(error)


def test_a_page_of_endless_elements_is_refused() -> None:
    with pytest.raises(TooLargeError, match="more than 100,000 elements; "):
        read(b"<html><body>" + b"<p>a</p>" * 100_001)
