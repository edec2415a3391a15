"""Words by which a text calls a statement wrong, asks a question, or refers back to the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.lexicon.evidentiality import (
    ASKING,
    CLAIMING,
    DEBUNKING,
    INTRODUCING,
    JUDGING,
    LACKING,
    POINTING,
    WITHHOLDING,
)
from claimcheck.language.en.lexicon.grammar import BE
from claimcheck.models import Rebuttal, Token

_NEAR = 4
"""How many tokens before a verdict its verb may stand."""


def rebuttals(found: Sequence[Token]) -> tuple[Rebuttal, ...]:
    """The words that call a statement wrong: "False.", "that is a hoax", "the false claim that", "no evidence that"."""
    return tuple(Rebuttal(token.at, form) for token in found if (form := _form(found, token)))


def _form(found: Sequence[Token], token: Token) -> str:
    after = found[token.at + 1] if token.at + 1 < len(found) else None
    behind = after.lower if after else ""
    if token.lower == "no" and behind in LACKING:
        return "lacking"
    if token.lower not in DEBUNKING:
        return ""
    closing = after is None or (after.breaks and behind != "-") or behind in INTRODUCING
    if token.first:
        return "opens" if closing else ""
    if behind in CLAIMING:
        return "before"
    if not closing or not _is_predicate(found, token):
        return ""
    return "announcing" if behind == "that" else "predicate"


def _is_predicate(found: Sequence[Token], token: Token) -> bool:
    """Whether a verdict is what a verb of being says of its subject, and is not itself denied."""
    before = {one.lower for one in found[max(0, token.at - _NEAR) : token.at]}
    return WITHHOLDING.isdisjoint(before) and not (BE | JUDGING).isdisjoint(before)


def questions(found: Sequence[Token]) -> frozenset[int]:
    """The sentences that ask for more than "yes" or "no"."""
    opening = {token.sentence: token.lower for token in reversed(found) if token.is_word}
    marked = {token.sentence for token in found if token.lower.endswith("?")}
    return frozenset(number for number in marked if opening.get(number, "") in ASKING)


def referring(found: Sequence[Token]) -> frozenset[int]:
    """The sentences that refer back to the one before with one of their first words."""
    opening: dict[int, list[str]] = {}
    for token in found:
        opening.setdefault(token.sentence, []).append(token.lower)
    return frozenset(number for number, words in opening.items() if not POINTING.isdisjoint(words[:3]))
