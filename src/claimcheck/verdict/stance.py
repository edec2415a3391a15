"""Which way one stretch of a document points on a claim: a decision table over its signals, as data."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models import Stance

BEYOND_DENIAL_PCT = 90.0
"""How likely support must be for a passage that denies something to bear a claim out."""
NEAR_PCT = 45.0
"""How much of a claim one sentence must hold to bear on it, where no model judges."""
NEARNESS = 0.81
"""How nearly a sentence must mean what a claim does to bear on it, -1 to 1."""
SAME_WORDS_PCT = 70.0
"""How much of a claim must be there, with nothing that differs, for the model alone not to contradict it."""
SPOKEN_OF_PCT = 65.0
"""How much of a claim must be spoken of before a difference of words contradicts it, where no model judges."""


class Sign(StrEnum):
    """What the table asks about a stretch."""

    JUDGED = "judged"
    LIKELY_SUPPORT = "likely support"
    LIKELY_CONTRADICTION = "likely contradiction"
    LEANS_TO_SUPPORT = "leans to support"
    LEANS_TO_CONTRADICTION = "leans to contradiction"
    COPY = "copy"
    REPEATED = "repeated"
    EVERY_PART = "every part"
    WORDS_AGREE = "words agree"
    DIFFERS = "differs"
    FIGURES_DIFFER = "figures differ"
    OTHER_EVENT = "other event"
    DENIAL = "denial"
    NEAR = "near"
    RATED_TRUE = "rated true"
    RATED_FALSE = "rated false"


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One row of the table.

    Attributes:
        name: what it is called.
        when: the signs that must all be there.
        unless: the signs of which none may be there.
        stance: which way the stretch points; None when it is about something else.
    """

    name: str
    when: frozenset[Sign]
    unless: frozenset[Sign]
    stance: Stance | None


def _row(name: str, when: tuple[Sign, ...], unless: tuple[Sign, ...], stance: Stance | None) -> StanceRow:
    return StanceRow(name, frozenset(when), frozenset(unless), stance)


STANCES = (
    _row("fact_checker_says_wrong", (Sign.RATED_FALSE,), (), Stance.CONTRADICTS),
    _row("fact_checker_says_right", (Sign.RATED_TRUE,), (), Stance.SUPPORTS),
    _row(
        "same_sentence_changed",
        (Sign.COPY, Sign.DIFFERS),
        (Sign.OTHER_EVENT, Sign.LIKELY_SUPPORT),
        Stance.CONTRADICTS,
    ),
    _row("same_sentence", (Sign.REPEATED,), (Sign.LEANS_TO_CONTRADICTION,), Stance.SUPPORTS),
    _row("says_the_same", (Sign.LIKELY_SUPPORT,), (Sign.FIGURES_DIFFER, Sign.DENIAL), Stance.SUPPORTS),
    _row(
        "says_otherwise",
        (Sign.LIKELY_CONTRADICTION,),
        (Sign.WORDS_AGREE,),
        Stance.CONTRADICTS,
    ),
    _row(
        "differs_and_leans",
        (Sign.DIFFERS, Sign.LEANS_TO_CONTRADICTION),
        (Sign.OTHER_EVENT, Sign.LEANS_TO_SUPPORT),
        Stance.CONTRADICTS,
    ),
    _row("every_part_in_words", (Sign.EVERY_PART,), (Sign.LEANS_TO_CONTRADICTION, Sign.JUDGED), Stance.SUPPORTS),
    _row("differs_in_words", (Sign.DIFFERS, Sign.NEAR), (Sign.JUDGED, Sign.OTHER_EVENT), Stance.CONTRADICTS),
    _row("near", (Sign.NEAR,), (), Stance.RELATED),
    _row("leaning", (Sign.LEANS_TO_SUPPORT,), (), Stance.RELATED),
    _row("elsewhere", (), (), None),
)
"""Which way a stretch points: the first row that fits decides."""


def row_for(signs: Set[Sign]) -> StanceRow:
    """The first row of the table that fits."""
    return next(row for row in STANCES if row.when <= signs and row.unless.isdisjoint(signs))
