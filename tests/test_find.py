"""``claimcheck find``: words looked for by hand in the evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(
            "This also corresponds to such sensitive areas as defence and security",
            ["Africanews", "altered", "{and extends to}", "without an ellipsis"],
            id="words left out",
        ),
        pytest.param("It’s an EASY WIN", ["Africanews", "Lyammouri said"], id="typography and case"),
    ],
)
def test_words_are_shown_where_they_stand(example: Path, claimcheck: Run, words: str, shown: list[str]) -> None:
    printed = claimcheck("-w", example, "find", words, "--most", "1").stdout
    assert all(part in printed for part in shown), printed


def test_words_that_stand_nowhere_are_said_to(example: Path, claimcheck: Run) -> None:
    done = claimcheck("-w", example, "find", "zeppelins over the quartz mine")
    assert done.exit_code == 1
    assert "does not hold these words" in done.output


@pytest.mark.parametrize("words", ["", "  \n"], ids=["nothing", "blanks"])
def test_no_words_are_asked_for(example: Path, claimcheck: Run, words: str) -> None:
    done = claimcheck("-w", example, "find", words)
    assert done.exit_code == 2
    assert "give the words to find" in done.output
