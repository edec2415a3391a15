"""The figures of a claim against those of a passage, also where they have to be computed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.comparison import read
from claimcheck.comparison.arithmetic import Figured, FigureFit, figures, overall


def _figures(claim: str, evidence: str) -> tuple[Figured, ...]:
    return figures(*read(claim, evidence))


@pytest.mark.parametrize(
    ("claim", "evidence", "fit"),
    [
        pytest.param("The farm has 36 goats.", "The farm keeps 36 goats and a dog.", FigureFit.AGREES, id="the same"),
        pytest.param("About 2,000 came.", "The hall counted 1,960.", FigureFit.AGREES, id="rounded"),
        pytest.param("The farm has 36 goats.", "The farm keeps 63 goats.", FigureFit.DIFFERS, id="another"),
        pytest.param("The farm has 36 goats.", "The farm is old.", FigureFit.ABSENT, id="no figure"),
        pytest.param("The farm has 36 goats.", "The farm covers 40 hectares.", FigureFit.ABSENT, id="another family"),
        pytest.param("The farm is old.", "The farm keeps 63 goats.", FigureFit.NONE, id="none to check"),
        pytest.param("Sales fell by 250.", "Sales went from 900 to 650.", FigureFit.COMPUTED, id="difference"),
        pytest.param(
            "Together 70 boats left.", "Porto sent 40 boats, and 30 came from Faro.", FigureFit.COMPUTED, id="sum"
        ),
        pytest.param("A quarter of the boats sank.", "Of 80 boats, 20 sank.", FigureFit.COMPUTED, id="share"),
        pytest.param("Sales rose 20 percent.", "Sales rose from 500 to 600.", FigureFit.COMPUTED, id="rise in percent"),
        pytest.param("Sales fell 20 percent.", "Sales fell from 500 to 400.", FigureFit.COMPUTED, id="fall in percent"),
        pytest.param(
            "Sales fell by 15.", "It opened in 2005 and closed in 2020.", FigureFit.ABSENT, id="years are no terms"
        ),
        pytest.param("She came third.", "She came fifth of 80.", FigureFit.NONE, id="places are left out"),
    ],
)
def test_what_figures_of_a_passage_do_to_those_of_a_claim(claim: str, evidence: str, fit: FigureFit) -> None:
    assert overall(_figures(claim, evidence)) is fit


def test_a_computation_is_written_out_with_both_its_figures() -> None:
    evidence = "The yard had 1,830 orders in May and 310 in June."
    (found,) = _figures("Orders were down by 1,520.", evidence)
    assert found.note == "1,830 less 310 is 1,520"
    assert [span.of(evidence).split()[0] for span in found.evidence] == ["1,830", "310"]


def test_the_worst_of_several_figures_counts() -> None:
    found = _figures("The farm has 36 goats and 12 cows.", "The farm has 36 goats and 21 cows.")
    assert [one.fit for one in found] == [FigureFit.AGREES, FigureFit.DIFFERS]
    assert overall(found) is FigureFit.DIFFERS


@settings(max_examples=100, deadline=None)
@given(st.integers(2200, 9000), st.integers(1, 900))
def test_every_difference_of_two_figures_is_found(more: int, less: int) -> None:
    claim, evidence = f"It is down by {more - less:,} crates.", f"It fell from {more:,} crates to {less:,} crates."
    (found,) = _figures(claim, evidence)
    assert found.fit in (FigureFit.COMPUTED, FigureFit.AGREES)
    assert found.claim.of(claim).startswith(f"{more - less:,}")
