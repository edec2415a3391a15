"""What is made of content: walls are told from pages, and no content, however odd, does more than that."""

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

REAL = Path(__file__).parents[1] / "../shared/data/extraction"
URL = "https://paper.example/news/storm"
tags = st.sampled_from(
    ["<p>", "</p>", "<script type='application/ld+json'>", '{"isAccessibleForFree":', "false}", "[[[[", "</script>",
     "<meta http-equiv=refresh content='0;url=", "<div id=root>", "<noscript>", "<input type=password>", "\0", "Log in",
     "<title>404", "&#0;", "&#xd800;", "<!--", "<svg><p>", "]]>", "<template>"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(tags | st.text(max_size=8), max_size=30).map("".join), st.integers(0, 400))
def test_any_markup_is_a_page_or_a_wall(markup: str, words: int) -> None:
    """And nothing is raised."""
    told = soft_error(AnsweredPage(URL, URL, markup, words))
    assert told is None or "\n" not in told[1]


def test_markup_nested_without_end_is_looked_at_and_left() -> None:
    """Depth is no way to stop us."""
    nested = "<div>" * 50_000 + json.dumps({"@graph": []})
    unclosed = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    for markup in (nested, unclosed):
        told = soft_error(AnsweredPage(URL, URL, markup, 0))
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
def test_no_real_page_is_taken_for_a_wall() -> None:
    """On news pages of a public benchmark, all of which hold their article."""
    taken = {}
    paths = sorted((REAL / "html").glob("*.gz"))[::3]
    for path in paths:
        content = gzip.decompress(path.read_bytes())
        document = reader.read(content, content_type="text/html")
        words = sum(len(each.span.of(document.text).split()) for each in document.blocks if each.kind in PROSE)
        taken[path.name] = soft_error(AnsweredPage(URL, URL, decode(content) or "", words))
    assert len(paths) >= 20
    assert {name: told for name, told in taken.items() if told} == {}
