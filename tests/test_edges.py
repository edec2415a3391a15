"""What is cut off around a quote: where it changes the sense, the quote is altered; where it does not, it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.models import Wording
from claimcheck.quotes import check_quote
from edge_cases import CUTS, DENIED, HIDDEN

TABLE = [*CUTS, *DENIED, *HIDDEN]
UNRELATED = (
    "The choir sang two songs.",
    "Snow fell in the hills on Thursday.",
    "A ferry was late, as ferries are.",
    "Prices of barley rose by a tenth.",
    "“The swimming bath has new tiles,” a guest remarked.",
)


@pytest.mark.parametrize(
    ("wording", "quote", "source"),
    TABLE,
    ids=[f"{wording}: {quote} / {source[:70]}" for wording, quote, source in TABLE],
)
def test_a_cut_is_judged_by_what_it_leaves_out(wording: Wording, quote: str, source: str) -> None:
    check = check_quote(quote, source)
    assert check.wording is wording, check.reason
    assert check.spans


@pytest.mark.parametrize("table", [CUTS, DENIED], ids=["cuts", "denied"])
def test_half_of_each_table_is_sound(table: tuple[tuple[Wording, str, str], ...]) -> None:
    assert len(table) >= 30
    assert 0.4 <= sum(wording is Wording.ALTERED for wording, _, _ in table) / len(table) <= 0.6


@given(st.sampled_from(TABLE), st.sampled_from(UNRELATED), st.booleans())
@settings(max_examples=200, deadline=None)
def test_an_unrelated_sentence_behind_the_source_changes_nothing(
    case: tuple[Wording, str, str], unrelated: str, apart: bool
) -> None:
    wording, quote, source = case
    assert check_quote(quote, source + ("\n\n" if apart else " ") + unrelated).wording is wording


@pytest.mark.parametrize(
    ("quote", "source", "part"),
    [
        ("sell the harbour", "“We will never sell the harbour.”", "'never' is cut off before it, which denies it"),
        ("We may fish", "“We may fish, but only on Sundays.”", "'but only on Sundays' is cut off, on which it depends"),
        ("the bridge is shut", "“I never said the bridge is shut.”", "only in order to deny them: 'I never said'"),
        ("the bridge is shut", "“My critics say the bridge is shut.”", "as what others say: 'My critics say'"),
        ("the bridge is shut", "“Is it true that the bridge is shut?”", "only asks it: 'Is it true that'"),
        ("the bridge is shut", "“I hope the bridge is shut.”", "hopes, doubts or supposes it: 'I hope'"),
        ("We won the vote", "“We won the vote, but not the war.”", "'but not the war' is cut off, which limits"),
    ],
    ids=["negation", "condition", "denied", "reported", "asked", "supposed", "contrast"],
)
def test_the_reason_shows_the_words_cut_off(quote: str, source: str, part: str) -> None:
    reason = check_quote(quote, source).reason
    assert part in reason
    assert "changes the sense" in reason


@pytest.mark.parametrize(
    ("quote", "source", "around"),
    [
        ("sell the harbour", "“We will never sell the harbour.”", "Calder said she would not ."),
        ("We may fish", "“We may fish, but only on Sundays.”", "said Roe, though only on Sundays."),
        ("the bridge is shut", "“I never said the bridge is shut.”", "Roe denied having said that ."),
        ("the bridge is shut", "“Is it true that the bridge is shut?”", "Roe asked whether ."),
        ("shut", "“The bridge is not shut.”", "Roe said that the bridge was not ."),
    ],
)
def test_what_is_said_around_the_quote_is_not_cut_off(quote: str, source: str, around: str) -> None:
    assert check_quote(quote, source).wording is Wording.ALTERED
    assert check_quote(quote, source, around=around).wording is Wording.VERBATIM
