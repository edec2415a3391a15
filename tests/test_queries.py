"""What is asked about a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.models import Attribution, AttributionType, Claim, ClaimKind, Span, Speaker, SpeakerKind
from claimcheck.queries import MOST_QUERIES, Query, QuerySide, queries

WEISS = Speaker("Anna Weiss", SpeakerKind.PERSON)
PORT = "The port of Lindau handled 4.8 million tonnes of gravel in 2023, Anna Weiss said."
QUOTE = "“We will never close the north quay,” Anna Weiss said."


def claim(text: str, speaker: Speaker | None = None, quotes: tuple[Span, ...] = ()) -> Claim:
    attribution = Attribution(AttributionType.INDIRECT, (), (), (), speaker) if speaker else None
    return Claim("c0", text, ClaimKind.EVENT, (Span(0, 1),), Span(0, 1), attribution, quotes)


def asked(made: Claim, article: str = "") -> dict[str, QuerySide]:
    return {query.text: query.side for query in queries(made, article)}


def test_names_numbers_and_rare_words_are_asked_for() -> None:
    """With the numbers as they are written, and without words that carry only grammar."""
    first = queries(claim("The port of Lindau handled 4.8 million tonnes of gravel in 2023."), "")[0]
    assert first == Query("Lindau 4.8 2023 handled million tonnes gravel", QuerySide.ABOUT)


def test_every_side_is_asked() -> None:
    found = asked(claim("The port of Lindau handled 4.8 million tonnes of gravel in 2023.", WEISS))
    assert set(found.values()) == set(QuerySide)
    assert found['"Anna Weiss" said Lindau 4.8 2023 handled million tonnes gravel'] is QuerySide.CLAIMANT
    against = [words for words, side in found.items() if side is QuerySide.AGAINST]
    assert [words.split()[-1] for words in against] == ["check", "gravel", "debunked"]
    assert "denies" in against[1]


def test_names_are_asked_with_and_without_quotation_marks() -> None:
    found = asked(claim("Maria del Campo met Jean-Luc O'Neill in Lindau in 2023."))
    assert "Maria del Campo Jean-Luc O'Neill Lindau 2023 met" in found
    assert '"Maria del Campo" "Jean-Luc O\'Neill" Lindau 2023 met' in found


def test_quoted_words_are_asked_as_a_phrase_with_their_speaker() -> None:
    quote = "We will never close the north quay"
    span = Span(QUOTE.index("We"), QUOTE.index("We") + len(quote))
    found = asked(claim("We will never close the north quay.", WEISS, (span,)), QUOTE)
    assert found[f'"{quote}" Anna Weiss'] is QuerySide.CLAIMANT


def test_a_long_quote_is_cut_to_a_phrase() -> None:
    quote = " ".join(f"word{n}" for n in range(40))
    (phrase,) = [words for words in asked(claim(f"He said: “{quote}.”")) if words.startswith('"')]
    assert len(phrase.split()) == 12


def test_a_source_without_a_name_is_not_asked_for() -> None:
    unnamed = Speaker("two officials", SpeakerKind.UNNAMED)
    assert QuerySide.CLAIMANT not in asked(claim("The quay is closed.", unnamed)).values()


@pytest.mark.parametrize("words", ["", "   ", "It is.", "!!!", "“”", '"', "the of and", "\ud800", "“" * 500])
def test_little_to_ask_is_no_trouble(words: str) -> None:
    assert all(query.terms for query in queries(claim(words), words))


@given(st.text(), st.integers(1, MOST_QUERIES))
def test_queries_are_few_short_and_the_same_again(words: str, most: int) -> None:
    found = queries(claim(words, WEISS), words, most)
    assert len(found) <= most
    assert found == queries(claim(words, WEISS), words, most)
    assert len({query.text.casefold() for query in found}) == len(found)
    for query in found:
        assert len(query.text) <= 301
        assert query.text.count('"') % 2 == 0
        assert "\n" not in query.text
