"""What words do in their sentences: opposites, shares of a whole, and the uses that a comparison asks about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from claimcheck.language.en.lexicon.grammar import (
    AGENT,
    ARTICLES,
    BE,
    COORDINATING,
    DEBUNKING,
    DISTANCING,
    HAVE,
    INFINITIVE,
    JOINING,
    KINDS,
    LIGHT,
    LOCATING,
    MEASURING,
    POSSESSIVE,
)
from claimcheck.language.en.lexicon.irregular import IRREGULAR
from claimcheck.language.en.lexicon.numbers import QUANTIFIER_SENSES, QUANTIFIERS, STRICT_QUANTIFIERS, SUMMING
from claimcheck.language.en.lexicon.polarity import BIRTH, CONVERSES, DEATH, IN_PLACE_ONLY, OPPOSITES
from claimcheck.language.en.stems import stem
from claimcheck.models import Pole, Portion, Quantity, Range, Token, WordUse

_NOUN_WITHIN = 5
"""How many tokens behind a share word the noun that it bears on may stand."""

_LISTED = {
    WordUse.LIGHT: LIGHT,
    WordUse.KIND: KINDS,
    WordUse.SUMMING: SUMMING,
    WordUse.BEING: BE,
    WordUse.PAST: BE | HAVE,
    WordUse.INFINITIVE: INFINITIVE,
    WordUse.ARTICLE: ARTICLES,
    WordUse.COORDINATING: COORDINATING,
    WordUse.LOCATING: LOCATING,
    WordUse.JOINING: JOINING,
    WordUse.AGENT: AGENT,
    WordUse.POSSESSIVE: POSSESSIVE,
    WordUse.DISTANCING: DISTANCING,
}
_LISTED_STEMS = {
    WordUse.BIRTH: BIRTH,
    WordUse.DEATH: DEATH,
    WordUse.AMBIGUOUS: frozenset(stem(word) for word in IN_PLACE_ONLY),
}


def uses(found: Sequence[Token]) -> dict[int, frozenset[WordUse]]:
    """By token, what it does in its sentence; those that do nothing of the kind are left out."""
    return {
        token.at: held
        for token in found
        if (held := _uses(token.lower, token.stem) | _governing(token) | _debunking(token, found))
    }


@lru_cache(maxsize=65536)
def _uses(word: str, root: str) -> frozenset[WordUse]:
    held = {use for use, words in _LISTED.items() if word in words}
    held |= {use for use, stems in _LISTED_STEMS.items() if root in stems}
    if word.endswith("ed") or IRREGULAR.get(word, word) != word:
        held.add(WordUse.PAST)
    return frozenset(held)


def _governing(token: Token) -> frozenset[WordUse]:
    governs = token.is_content and not token.is_capital and token.lower.endswith(("ed", "ing"))
    return frozenset({WordUse.GOVERNING} if governs and token.lower not in LIGHT | MEASURING else ())


def _debunking(token: Token, found: Sequence[Token]) -> frozenset[WordUse]:
    """What calls a statement wrong ends a clause ("that is false"), or goes before "that" ("the false report that")."""
    if token.lower not in DEBUNKING:
        return frozenset()
    behind = [after.lower for after in found[token.at + 1 : token.at + 3]]
    closes = not behind or (found[token.at + 1].breaks and behind[0] != "-")
    return frozenset({WordUse.DEBUNKING} if closes or "that" in behind else ())


def _opposites() -> dict[str, tuple[Pole, ...]]:
    found: dict[str, dict[int, Pole]] = defaultdict(dict)
    for pair, (plus, minus) in enumerate(OPPOSITES):
        converse = not CONVERSES.isdisjoint(plus) and not CONVERSES.isdisjoint(minus)
        for sign, words in ((1, plus), (-1, minus)):
            for word in words:
                found[stem(word)][pair] = Pole(pair, sign, converse)
    return {word: tuple(held.values()) for word, held in found.items()}


_POLES = _opposites()


def poles(found: Sequence[Token]) -> dict[int, tuple[Pole, ...]]:
    """By token, the opposites that it is one of."""
    return {token.at: _POLES[token.stem] for token in found if token.stem in _POLES}


def shares(found: Sequence[Token], quantities: Sequence[Quantity]) -> tuple[Portion, ...]:
    """The words that say how large a part, but for those that belong to a figure."""
    taken = {
        at for one in quantities for at in range(one.first, one.end) if not one.is_vague and found[at].lower != "half"
    }
    out = []
    for token in found:
        if token.lower in QUANTIFIERS and token.at not in taken:
            behind = (after.at for after in found[token.at + 1 : token.at + 1 + _NOUN_WITHIN] if after.is_content)
            senses = frozenset(name for name, words in QUANTIFIER_SENSES.items() if token.lower in words)
            strict = token.lower in STRICT_QUANTIFIERS
            out.append(Portion(token.at, next(behind, None), Range(*QUANTIFIERS[token.lower]), senses, strict))
    return tuple(out)
