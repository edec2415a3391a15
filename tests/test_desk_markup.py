"""What pages of the desk make of texts, addresses, times and advice; and that the bench's pages are there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

from claimcheck.desk.pages.claim import advice
from claimcheck.desk.pages.rendering import age, moment
from claimcheck.markup import Mark, at_words, marked, visible, web_address
from claimcheck.models import Span
from claimcheck.provenance import Lead
from conftest import REPOSITORY


def test_marks_may_overlap_and_touch_nothing_else() -> None:
    """The text stays whole, and what hides in it is shown."""
    made = marked("a <b> c\u202e", 10, [Mark(Span(10, 13), "one"), Mark(Span(12, 17), "two"), Mark(Span(0, 5), "far")])
    assert made == '<mark class="one">a </mark><mark class="one two">&lt;</mark><mark class="two">b&gt; c</mark>⟨202E⟩'


NUMBERED = {
    "claims that end together": ([(0, 5, 9), (2, 5, 11)], "<sup>9, 11</sup>", 1),
    "three of them": ([(0, 5, 1), (2, 5, 2), (4, 5, 3)], "<sup>1, 2, 3</sup>", 1),
    "claims that end apart": ([(0, 3, 9), (3, 5, 11)], "<sup>9</sup>", 2),
}


@pytest.mark.parametrize(("claims", "shown", "count"), NUMBERED.values(), ids=NUMBERED.keys())
def test_numbers_side_by_side_stay_two(claims: list[tuple[int, int, int]], shown: str, count: int) -> None:
    """9 and 11 behind the same word do not read as 911."""
    made = marked("a b c", 0, [Mark(Span(start, end), "claim", number=n) for start, end, n in claims])
    assert shown in made
    assert made.count("<sup>") == count


AT = "https://a.test/"
ADVICE = {
    "a page": (f"claimcheck gather {AT}", AT, ""),
    "a dead page": (
        f"could not be retrieved (dead): claimcheck gather --online {AT}",
        AT,
        "could not be retrieved (dead)",
    ),
    "a paywall": ("could not be retrieved (paywall): open it", AT, "could not be retrieved (paywall): open it"),
    "a report": ("find it, then: claimcheck gather URL", None, "find it and give its address under “More evidence”"),
    "a person": ("ask Ida Quill", None, "ask Ida Quill"),
}


@pytest.mark.parametrize(("words", "url", "shown"), ADVICE.values(), ids=ADVICE.keys())
def test_the_desk_advises_no_commands(words: str, url: str | None, shown: str) -> None:
    """Where the terminal has a command to type, the desk has a button."""
    assert advice(Lead("what", "why", words, url)) == shown


def test_every_page_that_the_bench_times_is_there() -> None:
    """The bench fills the database of today, and every page answers."""
    small = os.environ | {"CLAIMCHECK_BENCH_DESK_SIZE": "0.001"}
    command = [sys.executable, "-m", "bench", "desk"]
    done = subprocess.run(command, env=small, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "desk.slowest" in done.stdout


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", None),
        ("//example.org", None),
        ("data:text/html,x", None),
        ("https://[::1", None),
        ("https:", None),
        ("", None),
        (None, None),
    ],
)
def test_browsers_are_led_to_the_web_alone(url: str | None, leads: str | None) -> None:
    """And to nothing that runs."""
    assert web_address(url) == leads


def test_a_text_fragment_names_its_ends() -> None:
    """With what means something in a fragment written by its code."""
    assert at_words("https://example.org/#top", "well-known, so") == "https://example.org/#:~:text=well%2Dknown%2C%20so"
    long = at_words("https://example.org", " ".join(f"w{n}" for n in range(30)))
    assert long == "https://example.org#:~:text=w0%20w1%20w2%20w3%20w4,w25%20w26%20w27%20w28%20w29"
    assert at_words("javascript:x", "words") is None


def test_times_are_told_as_people_read_them() -> None:
    """As exact as they are known."""
    assert moment("2025-06-10T08:00:00Z") == "2025-06-10 08:00 UTC"
    assert moment("2025-06") == "2025-06"
    assert age("yesterday") == age(None) == ""
    assert visible("a\r\nb\x00") == "a\nb⟨0000⟩"
