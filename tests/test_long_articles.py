"""Articles of any length are split within a gigabyte and a minute or so: whole, or as far as it is said."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claimcheck.language.en.annotator import within
from claimcheck.text import document

SENTENCE = "The bridge over the river was closed by the council and "
SPLIT = """\
import re
from pathlib import Path
from claimcheck.library import annotate
annotated = annotate(("%s" * 1_800)[:100_000] + "it stayed closed.")
assert annotated.coverage[-1].span.end > 100_000, annotated.coverage[-1]
assert len(annotated.claims) > 500, len(annotated.claims)
print(re.search("VmHWM:\\\\s*(\\\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the size is given in another unit")
def test_one_sentence_of_100_000_characters_takes_little_memory() -> None:
    """Once it took a gigabyte for three times as much; now the parser is given few pieces at a time."""
    done = subprocess.run([sys.executable, "-c", SPLIT % SENTENCE], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 500_000, "kilobytes"


@pytest.mark.parametrize(
    ("start", "blank"),
    [
        pytest.param("Prices rose.\n\n", " ", id="a long block"),
        pytest.param("", "", id="without blanks"),
        pytest.param("Prices rose.\n\nRents fell.\n\n", "\n\n", id="blocks"),
    ],
)
def test_what_is_beyond_the_limit_is_told_as_a_gap(start: str, blank: str) -> None:
    """Nothing is dropped without a word; offsets stay."""
    text = document(start + blank.join(["The", "quay", "sank", "in", "May."] * 9) + blank + "Wages fell by the sea.")
    first, rest = within(text, 60)
    kept = [*(block.span for block in first.blocks), *rest]
    assert rest
    assert first.text == text.text
    assert max(block.span.end for block in first.blocks) <= 60
    assert kept[-1].end == len(text.text)
    covered = {at for span in kept for at in range(span.start, span.end)}
    assert all(at in covered for at, letter in enumerate(text.text) if not letter.isspace())
    assert all(not rest[0].of(text.text).startswith(" ") for _ in rest)


def test_what_is_within_the_limit_stays_as_it_is() -> None:
    text = document("Prices rose.\n\nRents fell.")
    assert within(text, len(text.text)) == (text, [])
    assert within(document(""), 60) == (document(""), [])
