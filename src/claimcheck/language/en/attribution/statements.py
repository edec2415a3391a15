"""Which attributions put something forward as so, and which only report a source's wishes, acts and attitudes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from claimcheck.language.en.attribution.vocabulary import STATEMENTS
from claimcheck.language.en.parsing import Parse
from claimcheck.models import Attribution, AttributionType, Span

_EVENTS = frozenset("this that which".split())
"""Pronouns for an event mentioned before: the article interprets it, nobody states it."""

_CLAUSE_OPENERS = frozenset("that whether if how why what who whom when where which".split())


def statements(found: Iterable[Attribution], parse: Parse) -> tuple[Attribution, ...]:
    """Those of ``found`` whose content somebody states, believes or shows; the rest is said by the article itself.

    "Ruiz said", "the data show", "analysts fear that" are statements; "the city plans to", "the party supports" not.
    """
    starts = [sentence.span.start for sentence in parse.sentences]
    return tuple(one for one in found if _is_statement(one, parse, starts))


def _is_statement(one: Attribution, parse: Parse, starts: list[int]) -> bool:
    if not one.cue or one.type is AttributionType.DIRECT:
        return True
    if one.source and one.source[0].of(parse.document.text).lower() in _EVENTS:
        return False
    words = one.content[0].of(parse.document.text).split(maxsplit=1)
    return (words[0].lower() if words else "") in _CLAUSE_OPENERS or bool(_lemmas(one.cue, parse, starts) & STATEMENTS)


def _lemmas(cue: tuple[Span, ...], parse: Parse, starts: list[int]) -> set[str]:
    """The lemmas of the cue's words that do not depend on another of them."""
    if not starts:
        return set()
    sentence = parse.sentences[max(0, bisect_right(starts, cue[0].start) - 1)]
    inside = {
        token.i: token
        for token in sentence.tokens
        if any(span.start <= token.idx + sentence.offset < span.end for span in cue)
    }
    return {token.lemma_.lower() for token in inside.values() if token.head.i not in inside or token.head.i == token.i}
