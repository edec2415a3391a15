"""A text as the comparison sees it: tokens with what they measure, name, deny or leave open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimcheck.language.en.dates import document_day
from claimcheck.language.en.lexicon.polarity import (
    AFFIRMING_PAIRS,
    DENYING_PAIRS,
    DENYING_VERBS,
    FUTURE,
    NEGATIONS,
    OBLIGATION,
    PLANNED,
    POSSIBLE,
)
from claimcheck.language.en.lexicon.questions import ASKING, INVERTED, YES
from claimcheck.language.en.moments import moments
from claimcheck.language.en.names import names
from claimcheck.language.en.quantities import quantities
from claimcheck.language.en.stems import keys_of
from claimcheck.language.en.tokens import tokens
from claimcheck.language.en.uses import poles, shares, uses
from claimcheck.models import Cue, Reading, Token

REACH = 3
"""How many content words behind it a negation or a modal may bear on."""

_NOT_VERBS = frozenset("a an the his her its their this that these those our my your".split())
_NOT_DENYING = frozenset("only just least merely simply necessarily".split())


@lru_cache(maxsize=256)
def read(text: str, dated: str | None = None) -> Reading:
    """Read ``text``, whose document is dated ``dated`` (ISO 8601)."""
    found = tokens(text)
    when = moments(found, document_day(dated))
    taken = {at for moment in when for at in range(moment.first, moment.end)}
    amounts = quantities(found, taken)
    taken |= {at for amount in amounts for at in range(amount.first, amount.end)}
    named = names(found, taken)
    taken |= {at for name in named for at in range(name.first, name.end)}
    denials = _denials(found, taken)
    modals = _modals(found, taken)
    content = tuple(token.at for token in found if token.is_content and token.at not in taken)
    keys = tuple(keys_of(token.lower, token.stem) for token in found)
    asked, refused = _questions(found)
    denied = frozenset(at for cue in denials for at in (cue.at, *cue.reach))
    right_denied = frozenset(at for cue in denials for at in cue.reach[:2])
    return Reading(
        *(text, found, when, amounts, named, content, denials, modals, denied, right_denied, asked, refused, keys),
        uses=uses(found),
        poles=poles(found),
        shares=shares(found, amounts),
        questions=_open_questions(found),
    )


def _questions(found: Sequence[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences that only ask, and those among them that the next sentence answers with "no"."""
    asked: set[int] = set()
    refused: set[int] = set()
    spoken = [token for token in found if token.is_word or token.is_figure]
    opening = {token.sentence: token for token in reversed(spoken)}
    last = {token.sentence: token.at for token in spoken}
    marked = {
        token.sentence for token in found if token.lower.endswith("?") and last.get(token.sentence, -1) < token.at
    }
    for sentence in sorted(marked | {number for number, token in opening.items() if token.lower in INVERTED}):
        answer = opening.get(sentence + 1)
        if answer is not None and answer.lower in YES:
            continue
        asked.add(sentence)
        # "No." denies; "No answer could be found" does not.
        after = found[answer.at + 1] if answer is not None and answer.at + 1 < len(found) else None
        if answer is not None and answer.lower == "no" and (after is None or not after.is_content):
            refused.add(sentence)
    return frozenset(asked), frozenset(refused)


def _open_questions(found: Sequence[Token]) -> frozenset[int]:
    """The sentences that ask for more than "yes" or "no"."""
    opening = {token.sentence: token.lower for token in reversed(found) if token.is_word}
    marked = {token.sentence for token in found if token.lower.endswith("?")}
    return frozenset(number for number in marked if opening.get(number, "") in ASKING)


def _reach(found: Sequence[Token], at: int) -> tuple[int, ...]:
    """The content words that a cue bears on: those behind it, up to the end of its clause."""
    out: list[int] = []
    for token in found[at + 1 : at + 12]:
        if (token.breaks and token.text != '"') or len(out) == REACH:
            break
        if token.is_content or token.is_figure:
            out.append(token.at)
    return tuple(out)


def _denials(found: Sequence[Token], taken: set[int]) -> tuple[Cue, ...]:
    out = []
    for token in found:
        if token.at in taken:
            continue
        after = found[token.at + 1].lower if token.at + 1 < len(found) else ""
        behind = found[token.at + 2].lower if token.at + 2 < len(found) else ""
        if (token.lower, after) in AFFIRMING_PAIRS and behind != "of":
            continue
        if (token.lower, after) in DENYING_PAIRS:
            out.append(Cue(token.at, "not", _reach(found, token.at)))
        elif token.lower in NEGATIONS:
            if after in _NOT_DENYING or (token.lower == "no" and (after == "." or after[:1].isdigit())):
                continue
            out.append(Cue(token.at, "not", _reach(found, token.at)))
        elif token.lower in DENYING_VERBS:
            out.append(Cue(token.at, "denied", _reach(found, token.at)))
    return tuple(out)


def _modals(found: Sequence[Token], taken: set[int]) -> tuple[Cue, ...]:
    out = []
    for token in found:
        if (token.at in taken and token.lower != "may") or (token.is_capital and not token.first):
            continue
        after = [other.lower for other in found[token.at + 1 : token.at + 3]]
        kind = _modality(token.lower, after)
        if kind:
            out.append(Cue(token.at, kind, _reach(found, token.at)))
    return tuple(out)


def _modality(word: str, after: Sequence[str]) -> str:
    if word in POSSIBLE:
        return "possible"
    if word in PLANNED and after[:1] == ["to"] and after[1:] and after[1] not in _NOT_VERBS:
        return "planned"
    if word in FUTURE and (word != "going" or after[:1] == ["to"]):
        return "future"
    if word in OBLIGATION:
        return "obliged"
    return ""
