"""What kind of thing a name names: what the name itself, its neighbours and its grammar say, weighed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from claimcheck.language.en.lexicon.organisations import ORGANISATION_NOUNS, ORGANISATION_WORDS, ORGANISATIONS
from claimcheck.language.en.lexicon.people import FEMALE_NAMES, MALE_NAMES
from claimcheck.language.en.lexicon.places import PLACES
from claimcheck.language.en.mentions.phrases import Phrase, speaks
from claimcheck.language.en.mentions.roles import Description
from claimcheck.models import EntityKind

CERTAIN = 2.0
"""From this weight on, more than a hint supports a kind."""

HINT = 1.0
"""What the name recogniser sees weighs this much, when it sees the same in every use."""

_NEXT_TO_NOTHING = 0.3
_WHERE = frozenset("in near across outside throughout around inside".split())
_DATELINE = re.compile(r"[A-Z][A-Z .'-]+\b(?:, [^\n]{1,40}?)?(?: \([\w ]+\))? [—–-]{1,2} ")
_LONGEST_PERSON = 3
_GENERATIONS = (" Jr", " Sr", " II", " III", " IV")


def weighed(words: tuple[str, ...], uses: list[tuple[Phrase, list[Description]]], text: str) -> dict[EntityKind, float]:
    """How strongly each kind is supported of the name ``words``, over all its uses in ``text``.

    What is said once for all (a title, an apposition) counts once however often it is said; what may differ from use
    to use ("the", the verb) counts by the share of the uses that say it.
    """
    weights: dict[EntityKind, float] = defaultdict(float)
    for kind, weight in _by_itself(words):
        weights[kind] += weight
    firm = {sign for phrase, beside in uses for sign in _beside(words, phrase, beside, text)}
    for _, kind, weight in sorted(firm):
        weights[kind] += weight
    for phrase, _ in uses:
        for kind, weight in _in_use(words, phrase):
            weights[kind] += weight / len(uses)
    return weights


def is_open(weights: dict[EntityKind, float]) -> bool:
    """Whether a hint could change what a name is taken for, or make it certain."""
    best, second, *_ = sorted((weights.get(kind, 0.0) for kind in EntityKind), reverse=True)
    return best < CERTAIN or best - second <= HINT


def weightiest(weights: dict[EntityKind, float]) -> EntityKind:
    """The kind with the strongest support, ties to the first of the enum; OTHER where there is next to none."""
    best = max(EntityKind, key=lambda kind: weights.get(kind, 0.0))
    return best if weights.get(best, 0.0) > _NEXT_TO_NOTHING else EntityKind.OTHER


def _by_itself(words: tuple[str, ...]) -> Iterator[tuple[EntityKind, float]]:
    whole = " ".join(words)
    if whole in PLACES:
        yield EntityKind.PLACE, 6
    elif "&" in whole:
        yield EntityKind.ORGANISATION, 6
    elif whole in ORGANISATIONS or any(word in ORGANISATION_WORDS for word in words[1:] or words):
        yield EntityKind.ORGANISATION, 4
    elif words[0] in FEMALE_NAMES or words[0] in MALE_NAMES:
        yield EntityKind.PERSON, 2 if len(words) > 1 else 0.5


def _beside(
    words: tuple[str, ...], phrase: Phrase, beside: list[Description], text: str
) -> Iterator[tuple[str, EntityKind, float]]:
    """What stands beside one use, each sign by a name of its own."""
    assert phrase.name is not None
    doc = phrase.head.doc
    if any(description.person for description in beside):
        yield "role", EntityKind.PERSON, 3
    if any(description.noun in ORGANISATION_NOUNS and not description.person for description in beside):
        yield "type", EntityKind.ORGANISATION, 3
    if any(token.pos_ == "ADP" and token.is_title for token in doc[phrase.name.first + 1 : phrase.name.last]):
        yield "preposition", EntityKind.ORGANISATION, 2
    if phrase.text.rstrip(".").endswith(_GENERATIONS):
        yield "suffix", EntityKind.PERSON, 3
    if re.match(r",?\s+who\b", text[phrase.span.end : phrase.span.end + 8]):
        yield "who", EntityKind.PERSON, 2
    if phrase.text.isupper() and len(words) <= _LONGEST_PERSON and _opens(phrase, text):
        yield "dateline", EntityKind.PLACE, 4


def _opens(phrase: Phrase, text: str) -> bool:
    """Whether a name opens a paragraph as the place it is written from: "GENEVA, May 4 -"."""
    start = phrase.span.start
    return (start == 0 or text[start - 1] == "\n") and _DATELINE.match(text, start) is not None


def _in_use(words: tuple[str, ...], phrase: Phrase) -> Iterator[tuple[EntityKind, float]]:
    assert phrase.name is not None
    short = len(words) <= _LONGEST_PERSON
    if phrase.name.the and phrase.name.title is None:
        yield EntityKind.PERSON, -2
        yield EntityKind.ORGANISATION, 0.5
    elif short:
        yield EntityKind.PERSON, (0.4 if len(words) > 1 else 0) + (0.7 if speaks(phrase) else 0)
    if len(words) == 1 and phrase.text.isupper() and 1 < len(phrase.text) < 7:
        yield EntityKind.ORGANISATION, 1.5
    if phrase.head.dep_ == "pobj" and phrase.head.head.lower_ in _WHERE and len(words) == 1:
        yield EntityKind.PLACE, 1.5
