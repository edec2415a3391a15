"""Figures and dates in the form that a model can compare, and weekdays as dates where two texts mean different days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.language.en.figures import in_plain_figures, with_days_dated

PLAIN = {
    "grouped by blanks": ("It sold 12 500 boats.", "It sold 12,500 boats."),
    "grouped by hard blanks": ("It sold 1\u00a0204\u202f000 boats.", "It sold 1.204 million boats."),
    "grouped by apostrophes": ("It cost 86'000 francs.", "It cost 86,000 francs."),
    "grouped by points": ("It cost 1.250.000,50 euros.", "It cost 1,250,000.50 euros."),
    "round thousands": ("It had 240.500 guests.", "It had 240,500 guests."),
    "decimal comma": ("It is 7,5 percent.", "It is 7.5 percent."),
    "a list": ("Lots 12, 300 and 415 were sold.", "Lots 12, 300 and 415 were sold."),
    "a date and a count": ("In May 12 500 left.", "In May 12 500 left."),
    "a page and a count": ("See page 12 500 words on.", "See page 12 500 words on."),
    "minus": ("It fell to −3 degrees.", "It fell to minus 3 degrees."),
    "hyphen as minus": ("Growth: -2.1 percent.", "Growth: minus 2.1 percent."),
    "minus before money": ("The balance was −€40 million.", "The balance was minus €40 million."),
    "minus behind money": ("The balance was $-40 million.", "The balance was minus $40 million."),
    "bookkeepers' brackets": ("Cash in 2022: (€18.2 million).", "Cash in 2022: minus €18.2 million."),
    "brackets": ("A round sum (18 million crowns) was paid.", "A round sum (18 million crowns) was paid."),
    "a dash": ("It paid 5 percent – 2 points more.", "It paid 5 percent – 2 points more."),
    "a range": ("Rents rise by 3-4 percent.", "Rents rise by 3 to 4 percent."),
    "a result": ("Lund won 3-1 on Sunday.", "Lund won 3-1 on Sunday."),
    "years": ("In 1914-18 boats were lost.", "In 1914-18 boats were lost."),
    "a weekday that the calendar gives": ("It opened on Sat., Oct. 15, 2022.", "It opened on 15 October 2022."),
    "a weekday of another date": ("It opened on Tuesday, 16 May 2022.", "It opened on Tuesday, 16 May 2022."),
    "no date": ("It opened on 31 February 2022.", "It opened on 31 February 2022."),
    "a feast by Easter": ("It opened on Good Friday 2022.", "It opened on 15 April 2022."),
    "a feast of a fixed day": ("It opened on Boxing Day, 2022.", "It opened on 26 December 2022."),
    "millions in digits": ("It sold 1,200,000 boats.", "It sold 1.2 million boats."),
    "millions to the last digit": ("It sold 1,234,567 boats.", "It sold 1,234,567 boats."),
    "lakhs": ("It sold 1,25,000 boats.", "It sold 125,000 boats."),
    "short scales": ("It made $2.6bn and €40m.", "It made $2.6 billion and €40 million."),
    "metres": ("The boat is 40 m long.", "The boat is 40 m long."),
    "per cent": ("It rose 3% or 4 per cent.", "It rose by 3 percent or 4 percent."),
    "degrees": ("It was −6 °C at dawn.", "It was minus 6 degrees at dawn."),
    "a change with its sign": ("Wages changed by −2 percent.", "Wages fell by 2 percent."),
    "a change in a list": ("Exports in 2020: +4 percent.", "Exports in 2020: up 4 percent."),
    "a negative result": ("The net result for 2020 was −€3m.", "The loss for 2020 was €3 million."),
    "Black Friday": ("It opened on Black Friday 2021.", "It opened on 26 November 2021."),
}
DAYS = {
    "one Monday": ("He left on Monday.", "On Monday he left.", "2023-05-17", "2023-05-16", False),
    "two Mondays": ("He left on Monday.", "On Monday he left.", "2023-05-17", "2023-06-16", True),
    "a date beside it": ("He left on Monday.", "He left on 15 May 2023.", "2023-05-17", "2023-06-16", True),
    "no day beside it": ("He left on Monday.", "He left in the spring.", "2023-05-17", "2023-06-16", False),
    "every Monday": ("He sings every Monday.", "Every Monday he sings.", "2023-05-17", "2023-06-16", False),
    "a Monday to come": ("He will leave on Monday.", "On 15 May 2023 he left.", "2023-05-12", "2023-06-16", False),
    "a league": ("Lund, a Sunday league side, won.", "It was 15 May 2023.", "2023-05-17", "2023-06-16", False),
    "a year alone": ("He left on Monday.", "On Monday he left.", "2023", "2023-06-16", False),
}


@pytest.mark.parametrize(("written", "plain"), PLAIN.values(), ids=PLAIN)
def test_figures_and_dates_take_one_form(written: str, plain: str) -> None:
    assert in_plain_figures(written) == plain


@pytest.mark.parametrize(("one", "other", "dated", "other_dated", "changes"), DAYS.values(), ids=DAYS)
def test_weekdays_become_dates_where_they_are_compared(
    one: str, other: str, dated: str, other_dated: str, changes: bool
) -> None:
    found = with_days_dated((one, other), (dated, other_dated))
    assert (found != (one, other)) is changes
    assert not changes or "15 May 2023" in found[0]


@given(st.text("0123456789 .,-–−'()€% Monday,May", max_size=30))
def test_any_text_has_a_form(text: str) -> None:
    """And the same text, written on the same day, means the same days."""
    assert isinstance(in_plain_figures(text), str)
    assert with_days_dated((text, text), ("2023-05-17", "2023-05-17")) == (text, text)
