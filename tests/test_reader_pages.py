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
    boilerplate = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.BOILERPLATE]
    assert boilerplate == ["Crane operators went on strike for a day last week, and nobody noticed it."]


def test_links_of_frames_and_to_the_page_itself_are_left_out() -> None:
    around = """<aside><p>Also <a href="/x">the other harbour, which is open</a>.</p></aside>
    <p><a href="/news/bridge#comments">Comments on this page</a> <a href="/terms">Terms of this page</a></p>"""
    document = read(page(around=around), url="https://gazette.example/news/bridge")
    assert [link.url for link in document.links][2:] == ["https://gazette.example/terms"]


def test_short_words_that_are_a_link_are_placed_where_they_link() -> None:
    """The second "here" is the link, and emphasis inside it does not break it."""
    body = BODY + (
        "<p>What is said here was said before, and the count of the county <i>for the year</i> is published "
        '<a href="/count"><b>he</b>re</a>, not there.</p>'
    )
    document = read(page(body=body))
    link = document.links[-1]
    assert link.span is not None
    assert (link.text, link.span.of(document.text)) == ("here", "here")
    assert document.text[: link.span.start].endswith("is published ")


def test_links_after_a_mark_that_belongs_to_the_letter_before_it() -> None:
    body = BODY + '<p>They met in the cafe<b>\u0301</b> <a href="/inn">by the old harbour</a> on the day after it.</p>'
    document = read(page(body=body))
    link = document.links[-1]
    assert link.span is not None
    assert document.text[: link.span.start].endswith("caf\u00e9 ")
    assert link.text == link.span.of(document.text) == "by the old harbour"


def test_a_teaser_is_one_link() -> None:
    teaser = '<ul><li><a href="/crane"><h3>Cranes on strike</h3><p>Nobody noticed it.</p></a></li></ul>'
    document = read(page(around=teaser), url="https://gazette.example/news/bridge")
    assert [link.url for link in document.links].count("https://gazette.example/crane") == 1


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


def test_byline_in_the_head_of_an_article_and_menus_with_names() -> None:
    byline = '<header><p class="meta">Filed by <a rel="author" href="/jane">Jane <b>Doe</b></a></p></header>'
    document = read(page(body=byline + BODY), url="https://gazette.example/news/bridge")
    assert document.author == "Jane Doe"
    assert "https://gazette.example/jane" not in [link.url for link in document.links]


def test_author_named_within_its_mark() -> None:
    mark = '<div itemprop="author">Our man in Riga, <span itemprop="name">Jane Doe</span>, since 2019</div>'
    assert read(page(body=mark + BODY)).author == "Jane Doe"


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


def test_programs_and_comments_say_nothing() -> None:
    head = (
        '<!-- <script> --><meta name="author" content="Jane Doe"><script>var a = "<p>No.</p></scr" + "ipt>"; // <!--'
        '</script><style>p::before { content: "<p>No.</p>" }</style><!--[if IE]><p>No.</p><![endif]-->'
    )
    document = read(page(head + LINKED_DATA.replace("Jane", "<script> <!-- Jane")))
    assert document.author == "<script> <!-- Jane Doe, John Roe"
    assert document.title == "Town closes bridge & road"
    assert "No." not in document.text


@pytest.mark.parametrize("reference", ["&#7;", "&#27;", "&#x1B;", "&#x0;", "&#000012;"])
def test_references_to_control_characters_cost_no_words(reference: str) -> None:
    text = read(
        page(body=f"{BODY}<p>The bell{reference} rang &#38; rang over the closed bridge, people said.</p>")
    ).text
    assert "The bell rang & rang over the closed bridge, people said." in text


@pytest.mark.parametrize("left_open", ["<!-- ", "<!-->", "<nav><ul><li>", "<footer>", "<svg>", "<a href='/x'>", "<h1>"])
def test_what_a_page_forgot_to_close_costs_nothing_before_it(left_open: str) -> None:
    text = read_or_refused(page(around=f"{left_open}More of it"))[0]
    assert text.startswith("The council met on Monday")


@pytest.mark.parametrize("opening", ["<nav><ul><li>", "<footer>", "<header>"])
def test_an_article_in_a_frame_that_was_not_closed(opening: str) -> None:
    assert "The council met on Monday" in read(page().replace(b"<article>", f"{opening}<article>".encode())).text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>The bridge is closed.</p>",
        "The bridge is closed.",
        "bridge.html",
        "https://gazette.example/bridge",
        '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><p>Bridge</p></html>',
        '<?xml version="1.0"?><rss><channel><title>The bridge is closed.</title></channel></rss>',
        '<html xmlns:og="https://ogp.example/"><body><o:p og:x="1" class="author">The bridge is closed.</o:p>',
    ],
)
def test_odd_markup_is_read_without_a_warning(markup: str) -> None:
    """Short pages, pages that call themselves XML and pages with namespaces; warnings are errors here."""
    text, refusal = read_or_refused(markup.encode())
    assert "ridge" in text or "damaged" not in refusal


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
        pytest.param('<div class="byline">' * DEEP + "The bridge is closed.", id="nested bylines"),
        pytest.param('<p><a href="/x">' + "<b class=author>" * DEEP + "The bridge is closed.", id="nested in a link"),
        pytest.param("<div itemprop=author>" * DEEP + "<b itemprop=name>The bridge is closed.", id="nested authors"),
        pytest.param('<ul><li><a href="/x">It</a> is.' * DEEP, id="links in nested lists"),
        pytest.param("<nav>" * DEEP + "The bridge is closed.", id="nested menus"),
        pytest.param("<script>" * DEEP + "The bridge is closed.", id="programs left open"),
        pytest.param("<!--" * DEEP + "The bridge is closed.", id="comments left open"),
        pytest.param("<style>" + "</styl" * DEEP + "</style><p>The bridge is closed.</p>", id="style sheets"),
        pytest.param("<style>.a{text-decoration:line-through" * DEEP + "</style><p>The bridge.</p>", id="strikes"),
        pytest.param("<del>It</del> <ins>is.</ins> " * 20_000, id="many corrections"),
        pytest.param("<p>It is<sup>1</sup> " * 20_000, id="many notes"),
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
        return read(data, content_type="text/html").text, ""
    except ReadError as error:
        return "", str(error)


def test_a_page_of_endless_elements_is_refused() -> None:
    with pytest.raises(TooLargeError, match="more than 100,000 elements; "):
        read(b"<html><body>" + b"<p>a</p>" * 100_001)
