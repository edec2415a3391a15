"""Who wrote a page, when, and which of its statements are about itself."""

from __future__ import annotations

import json

import pytest

from claimcheck.models import Document
from claimcheck.reader import read

BODY = ("<p>The board met on Monday and voted to close the bridge for a year, its chair said on the way out.</p>") * 3
URL = "https://paper.example/news/bridge"
TITLE = "Bridge closed for a year"


def page(before: str = "", head: str = "", url: str | None = URL) -> Document:
    return read(
        f"<html><head>{head}</head><body>{before}{BODY}</body></html>".encode(), url=url, content_type="text/html"
    )


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Abby Frost", "Abby Frost"),
        ("By Ruby Kirby", "Ruby Kirby"),
        ("Written by Toby Darby", "Toby Darby"),
        ("By: Abby Frost and Libby Quill", "Abby Frost and Libby Quill"),
        ("Story by Bobby Ashby | 3 May 2024", "Bobby Ashby"),
        ("Colby Frost", "Colby Frost"),
        ("By Abby Frost, Published 3 May", "Abby Frost"),
    ],
)
def test_names_that_end_in_by_stay_whole(byline: str, author: str) -> None:
    assert page(f"<h1>{TITLE}</h1><div class=byline>{byline}</div>").author == author


PUBLISHED, MODIFIED = "datetime=2024-05-03", "datetime=2024-05-09"
EARLY, LATE = "<time datetime=2024-05-03>3 May</time>", "<time datetime=2024-05-09>9 May</time>"
TIMES = {
    "marked by itemprop": (
        f"<time itemprop=dateModified {MODIFIED}></time><time itemprop=datePublished {PUBLISHED}></time>"
    ),
    "marked by class": f"<time class=updated {MODIFIED}></time><time class=published {PUBLISHED}></time>",
    "only one is marked": f"{EARLY}<time itemprop=dateModified datetime=2024-05-09></time>",
    "by the words before": f"<p>Updated {LATE}, first published {EARLY}</p>",
    "by the words before, in containers": f"<span>Last updated: {LATE}</span><span>Published: {EARLY}</span>",
    "by the words inside": f"<time datetime=2024-05-09>Updated 9 May 2024</time>{EARLY}",
    "in German": f"<div>Aktualisiert am {LATE}</div><div>Erschienen am {EARLY}</div>",
}  # fmt: skip


@pytest.mark.parametrize("times", TIMES.values(), ids=TIMES)
def test_the_time_of_the_last_change_is_not_that_of_publication(times: str) -> None:
    """Wherever it stands."""
    document = page(f"<h1>{TITLE}</h1>{times}")
    assert (document.published, document.modified) == ("2024-05-03", "2024-05-09")


def test_a_page_that_states_only_its_last_change_has_no_date_of_publication() -> None:
    document = page("<time itemprop=dateModified datetime=2024-05-09>9 May</time>")
    assert (document.published, document.modified) == (None, "2024-05-09")


def article(headline: str, author: str, **more: str) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": headline, "author": {"name": author}, **more}


def linked(*items: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)


MILL = article("Mill burns", "Wrong", datePublished="2020-01-01", url="https://paper.example/news/mill")
SEVERAL = {
    "by its address": linked(MILL, article("Other words", "Right", url=URL)),
    "by an address with a query": linked(MILL, article("Other words", "Right", url=f"{URL}?from=front#top")),
    "by the page that it is the main entity of": linked(
        MILL, article("Other words", "Right", mainEntityOfPage="https://www.paper.example/news/bridge/")
    ),
    "by its headline": linked(MILL, article(TITLE, "Right")),
    "in one list": linked([MILL, article(TITLE, "Right")]),
    "in one graph": linked({"@graph": [MILL, article(TITLE, "Right")]}),
    "whichever comes first": linked(article(TITLE, "Right"), MILL),
}


@pytest.mark.parametrize("head", SEVERAL.values(), ids=SEVERAL)
def test_of_several_articles_the_one_that_the_page_shows_is_meant(head: str) -> None:
    """And nothing is taken from the others, not even what it does not state itself."""
    document = page(f"<h1>{TITLE}</h1>", head)
    assert (document.author, document.published) == ("Right", None)


def test_the_canonical_address_and_the_title_of_the_window_tell_as_well() -> None:
    canonical = f'<link rel=canonical href="{URL}">'
    assert page("", canonical + linked(MILL, article("Other words", "Right", url=URL)), None).author == "Right"
    window = f"<title>{TITLE} - The Paper</title>"
    assert page("", window + linked(MILL, article(TITLE, "Right")), None).author == "Right"


def test_the_only_article_is_taken_at_its_word() -> None:
    assert page(f"<h1>{TITLE}</h1>", linked(MILL)).author == "Wrong"
