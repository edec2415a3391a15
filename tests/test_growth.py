"""Ten times the input costs at most twelve times the work, whatever it is made of: nothing is quadratic."""

from __future__ import annotations

import gc
import gzip
import math
import time
from collections.abc import Callable
from functools import partial

import pytest

from claimcheck import library
from claimcheck.errors import ReadError
from claimcheck.fetch.bodies import unpacked
from claimcheck.fetch.values import Exchange
from claimcheck.reader import read
from hostile_files import lines_in_a_paragraph

ALLOWED = 12
FLOOR_S = 1.0
"""So little work is not compared: it may be anything's."""

TRIES = 5
"""A machine that does other work besides may count it as ours."""

PROSE = "The bridge over the river is closed. "

_PLAIN = (
    " ", "\t", "\n", " \n", ".", ". ", "…", "a", "a ", "a. ", "A", "“", "“a” ", "\"", "'a' ", "(", ")", "[", "[1]", "-",
    "- a\n", "1. a\n", "a\n", "a-\n", "*", "**a** ", "_", "`", "#", "# a\n", ">", "> a\n", "|", "| a | b |\n",
    "=\n", "a: b\n", "Q: a\n", "00:01 a\n", "by A, ", "https://", "https://a.b/c ", "https://a.b/(", "1", "1,", "1²",
    "é", "e\u0301", "\u0301", "\u200b", "\u200d", "\u00ad", "\ufb01", "中", "\r", "\x85", "&", "&amp;", "\\",
)  # fmt: skip
_PAGES = (
    "<p>a", "<div><p>a", "<div><p>a</div>", "<span>a</span>", "<b>a</b> ", "<a href=/x>a</a> ", "<q>a</q>",
    "<td>a", "<tr><td>a", "<li>a", "<td><li>a", "<br>a", "a<sup>1</sup>", "<del>a</del>b ", "<nav></nav>a ",
    "<h1>a</h1>", "<p hidden>a</p>b ", '<div class="a"><p>a</p><p>b</p></div>', "<time>a</time>", "<!---->",
)  # fmt: skip
_LETTERS = ("To: a, ", "=?utf-8?q?a?= ", "a@b.c, ", "\n ", "<a")
_RICH = ("{", "{\\b a}", "\\par ", "\\'e9", "\\strike a", "\\u233?", "a ")


def _page(body: str) -> str:
    return f"<html><body><article><p>{PROSE * 9}</p>{body}</article></body></html>"


def _mail(body: str) -> str:
    return f"From: a@b.c\nSubject: e\nDate: x\nTo: {body}\n\n{PROSE}"


def _read(name: str, around: Callable[[str], str], text: str) -> None:
    try:
        read(around(text).encode(), name=name)
    except ReadError:
        return


def _plain(body: str) -> str:
    return f"{PROSE}{body}x"


READERS = [
    *((partial(_read, "a.txt", _plain), piece, 3_000, f"text {piece!r}") for piece in _PLAIN),
    *((partial(_read, "a.md", _plain), piece, 3_000, f"Markdown {piece!r}") for piece in _PLAIN),
    *((partial(_read, "a.html", _page), piece, 5_000, f"page {piece!r}") for piece in _PAGES),
    *((partial(_read, "a.eml", _mail), piece, 3_000, f"mail {piece!r}") for piece in _LETTERS),
    *((partial(_read, "a.rtf", "{{\\rtf1 {}x".format), piece, 3_000, f"rich text {piece!r}") for piece in _RICH),
]
_SAID_OTHERWISE = (
    ("12 ", "13 "), ("5 tonnes, ", "6 tonnes, "), ("Ann Lee, ", "Bob Ray, "), ("Ann met Bob. ", "Bob met Ann. "),
    ("rose ", "fell "), ("3 May 1990, ", "4 June 1991, "),
    ("It rose 5% in May 1990 and ", "It fell 6% in June 1991 and "),
    ("half of the men ", "a third of the men "), ("total of 5 and ", "5 and 6 and "), ("will not. ", "may. "),
)  # fmt: skip


def _against(other: str, piece: str, text: str) -> None:
    library.compare(text, other * (len(text) // len(piece)))


LIBRARY = [
    *((partial(_against, b, a), a, 700, f"two {a!r} {b!r}") for a, b in _SAID_OTHERWISE),
    (lambda quote: library.check_quote(quote, "the of " * (len(quote) // 7)), "of the ", 3_000, "quote turned"),
    *(
        (partial(ask, text), piece, 1_500, f"{name} {piece!r}")
        for name, ask, text in (
            ("quote in", library.check_quote, "of the bridge"),
            ("two", library.compare, PROSE),
            ("judge", lambda claim, text: library.judge(claim, [text], meaning="off"), PROSE),
        )
        for piece in (" ", "a ", "of the ", ". ", "“a” ", "1, ", PROSE)
    ),
    *(
        (lambda text, ask=ask: ask(text, text), piece, 1_500, f"{name} both {piece!r}")
        for name, ask in (("quote", library.check_quote), ("two", library.compare))
        for piece in ("a ", "of the ", PROSE)
    ),
]


def _work(function: Callable[[str], object], text: str) -> float:
    """CPU seconds, without those that go to collecting what other tests left in memory."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        function(text)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("function", "piece", "size"),
    [pytest.param(function, piece, size, id=name) for function, piece, size, name in [*READERS, *LIBRARY]],
)
def test_ten_times_the_input_costs_twelve_times_the_work(
    function: Callable[[str], object], piece: str, size: int
) -> None:
    text = piece * (size // len(piece))
    function(text)
    more, once = math.inf, 0.0
    for _ in range(TRIES):
        more = min(more, _work(function, text * 10))
        once = max(once, _work(function, text))
        if more <= FLOOR_S or more <= ALLOWED * once:
            return
    pytest.fail(f"{more:.2f} s for ten times the input of {once:.2f} s")


def test_the_lines_of_a_paragraph() -> None:
    """Eight thousand bytes of PDF once took a quarter of an hour."""
    began = time.process_time()
    assert len(read(lines_in_a_paragraph(6_500)).text) > 180_000
    assert time.process_time() - began < 20


def test_many_empty_pieces_of_gzip() -> None:
    """As a robots.txt they once held up all hosts."""
    exchange = Exchange("u", "t", headers=(("content-encoding", "gzip"),), body=gzip.compress(b"") * 1_000_000)
    began = time.process_time()
    with pytest.raises(ReadError, match="packed in more than 10,000 pieces"):
        unpacked(exchange, 2_000_000)
    assert time.process_time() - began < 2
