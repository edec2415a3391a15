"""Annotations: values that survive being written down, and what English says of a document."""

from __future__ import annotations

import math
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import library, text
from claimcheck.models import (
    Annotated,
    Attribution,
    AttributionType,
    Claim,
    ClaimKind,
    Coverage,
    Covered,
    Cue,
    Entity,
    EntityKind,
    Gender,
    Mention,
    Moment,
    Name,
    Quantity,
    Range,
    Sentence,
    Span,
    Speaker,
    SpeakerKind,
    Substitution,
    Token,
)
from claimcheck.models.packing import packed, unpacked

WORDS = st.text(st.characters(), max_size=12)
NUMBERS = st.integers(0, 10**6)
SPANS = st.builds(Span, NUMBERS, NUMBERS)
FLOATS = st.floats(allow_nan=False)


def many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


RANGES = st.builds(Range, FLOATS, FLOATS, st.booleans(), st.booleans())
SPEAKERS = st.builds(
    Speaker, WORDS, st.sampled_from(SpeakerKind), st.none() | WORDS, st.none() | WORDS, many(WORDS), st.none() | WORDS
)
PLAIN_ATTRIBUTIONS = st.builds(
    Attribution, st.sampled_from(AttributionType), many(SPANS), many(SPANS), many(SPANS), st.none() | SPEAKERS
)
ATTRIBUTIONS = st.builds(
    Attribution,
    st.sampled_from(AttributionType),
    many(SPANS),
    many(SPANS),
    many(SPANS),
    st.none() | SPEAKERS,
    st.none() | PLAIN_ATTRIBUTIONS,
)
CLAIMS = st.builds(
    Claim,
    WORDS,
    WORDS,
    st.sampled_from(ClaimKind),
    many(SPANS),
    SPANS,
    st.none() | ATTRIBUTIONS,
    many(SPANS),
    many(st.builds(Substitution, SPANS, WORDS, WORDS)),
    st.booleans(),
    st.none() | WORDS,
    st.none() | WORDS,
    FLOATS,
)
TOKENS = st.builds(
    Token,
    *(WORDS, WORDS, WORDS, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    *(st.booleans(), st.booleans(), st.booleans(), WORDS),
)
QUANTITIES = st.builds(
    Quantity,
    *(NUMBERS, NUMBERS, WORDS, WORDS, FLOATS, FLOATS, FLOATS, FLOATS, WORDS),
    *(st.frozensets(WORDS, max_size=3), NUMBERS, st.booleans()),
)
MOMENTS = st.builds(
    Moment, NUMBERS, NUMBERS, RANGES, WORDS, st.booleans(), NUMBERS, NUMBERS, st.none() | st.tuples(RANGES, RANGES)
)
ENTITIES = st.builds(
    Entity,
    *(WORDS, st.sampled_from(EntityKind), st.none() | WORDS, st.none() | WORDS, st.sampled_from(Gender)),
    *(st.booleans(), st.booleans(), st.booleans(), many(SPANS)),
)
ANNOTATED = st.builds(
    Annotated,
    *(WORDS, WORDS, WORDS, WORDS),
    many(st.builds(Sentence, SPANS, NUMBERS)),
    many(TOKENS),
    many(QUANTITIES),
    many(MOMENTS),
    many(st.builds(Name, NUMBERS, NUMBERS, many(WORDS), WORDS, st.booleans(), st.booleans())),
    many(ENTITIES),
    many(st.builds(Mention, SPANS, WORDS, many(NUMBERS), many(WORDS))),
    many(ATTRIBUTIONS),
    many(CLAIMS),
    many(st.builds(Coverage, SPANS, st.sampled_from(Covered), st.none() | WORDS)),
    many(WORDS),
)


@settings(deadline=None)
@given(ANNOTATED)
def test_an_annotation_reads_back_as_it_was(annotated: Annotated) -> None:
    """Packed and unpacked, an annotation is the same, whatever text it holds; packed again, so are its bytes."""
    data = packed(annotated)
    again = unpacked(Annotated, data)
    assert again == annotated
    assert packed(again) == data
    for name in get_type_hints(Annotated):
        for one, other in zip(getattr(again, name), getattr(annotated, name), strict=True):
            assert type(one) is type(other)


@pytest.mark.parametrize("kind", [Cue, Range, Speaker, Annotated], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    "data", [b"", b"not compressed", packed(("of", "another", "kind", "and", "much", "too", "long") * 3)], ids=len
)
def test_bytes_of_something_else_are_refused(kind: type, data: bytes) -> None:
    """What is damaged, or of another kind, is a ValueError and never half a value."""
    with pytest.raises(ValueError, match=f"not a packed {kind.__name__}"):
        unpacked(kind, data)


def test_a_range_without_end_is_kept() -> None:
    """ "More than 20" has no upper end, and keeps having none."""
    assert unpacked(Range, packed(Range(20, math.inf, low_open=True))) == Range(20, math.inf, low_open=True)


ARTICLE = """# Bridge reopens

The Fell Bridge cost £48.6 million. Ann Poe, the county engineer, said on 3 May 2024 that it "will last a century".

She opened it herself.
"""


def test_english_says_all_of_a_document() -> None:
    """Every layer of an annotation lies where the text has it."""
    document = text.document(ARTICLE)
    annotated = library.annotate(document)
    assert (annotated.digest, annotated.language, annotated.unread) == (document.digest, "en", ())
    assert [sentence.span.of(ARTICLE) for sentence in annotated.sentences] == [
        "# Bridge reopens",
        "The Fell Bridge cost £48.6 million.",
        'Ann Poe, the county engineer, said on 3 May 2024 that it "will last a century".',
        "She opened it herself.",
    ]
    assert [document.blocks[sentence.block].span.holds(sentence.span) for sentence in annotated.sentences] == [True] * 4
    for number, token in enumerate(annotated.tokens):
        assert token.at == number
        assert annotated.sentences[token.sentence].span.holds(token.span)
    assert {token.text: token.part_of_speech for token in annotated.tokens}["engineer"] == "NOUN"
    (cost,) = [one for one in annotated.quantities if one.family == "pounds"]
    assert cost.low * cost.size == 48.6e6
    assert annotated.tokens[annotated.moments[0].first].text in ("on", "3")
    she = next(mention for mention in annotated.mentions if mention.span.of(ARTICLE) == "She")
    assert [annotated.entities[number].name for number in she.entities] == ["Ann Poe"]
    (said,) = annotated.attributions
    assert said.speaker is not None
    assert said.speaker.name == "Ann Poe"
    assert annotated.attributions_in(said.content[0]) == (said,)
    assert annotated.attributions_in(Span(0, 5)) == ()
    assert annotated.split(document).claims == tuple(library.split(document))
