"""Word lists are data that reads back whole, and names, numbers and abbreviations are read in one way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck
from claimcheck.language.en.identity import same_person
from claimcheck.language.en.lexicon.places import CITY_COUNTRY, COUNTRIES, COUNTRY_OF
from claimcheck.language.en.reading import read
from claimcheck.quotes.coding import units
from claimcheck.wordlists import WordLists

LISTS = sorted(Path(claimcheck.__file__).parent.glob("language/en/**/*.toml"))
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ONES = [*SMALL.split(), "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = [(10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")]


def in_words(number: int) -> str:
    """``number`` as news writes it: "two hundred and five thousand and twenty-one"."""
    for size, name in SCALES:
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " " if rest else ""
            return f"{in_words(number // size)} {name}{joint}{in_words(rest) if rest else ''}"
    if number < len(ONES):
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_in_words_is_the_same_number_in_digits(number: int) -> None:
    assert [unit.key for unit in units(f"{in_words(number)} people")] == [str(number), "people"]
    if number != 1:
        assert [quantity.low for quantity in read(f"There were {in_words(number)} people.").quantities] == [number]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_word_list_says_where_it_comes_from(path: Path) -> None:
    assert path.read_text(encoding="utf8").startswith("# ")
    assert WordLists(str(path), path.name).tables


SAME = [
    ("Dmitry Peskov", "Kremlin spokesman Dmitry Peskov", True),
    ("Peskov", "Dmitry Peskov", True),
    ("D. Peskov", "Dmitry Peskov", True),
    ("Anna Berg", "Otto Berg", False),
    ("Defence Minister Karel Novak", "Karel Novak", True),
    ("Chief Executive Lena Aas", "Lena Aas", True),
    ("Dean Smith", "John Smith", False),
    ("Sen. Martha Quinn", "Martha Quinn Jr.", True),
    ("Martin Luther King", "Martin King", True),
    ("Rida Lyammouri", "Dmitry Peskov", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME, ids=[f"{one} / {other}" for one, other, _ in SAME])
def test_two_names_are_one_persons_whatever_title_stands_before_them(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_every_city_lies_in_a_country_that_is_listed() -> None:
    assert set(CITY_COUNTRY.values()) <= COUNTRIES
    assert COUNTRY_OF["malians"] == "mali"
    assert COUNTRY_OF["u.s."] == COUNTRY_OF["american"] == "united states"
