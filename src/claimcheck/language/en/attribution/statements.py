"""Which attributions put something forward as so, and which only report a source's wishes, acts and attitudes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from claimcheck.language.en.attribution.vocabulary import DOING, LEADING, SHOWING, STATEMENTS, VOICELESS
from claimcheck.language.en.parsing import Parse
from claimcheck.models import Attribution, AttributionType, Span, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_EVENTS = frozenset("this that which".split())
"""Pronouns for an event mentioned before: the article interprets it, nobody states it."""

_CLAUSES = ("ccomp", "xcomp", "parataxis", "mark", "advcl")
_EVIDENCE = (SpeakerKind.DOCUMENT, SpeakerKind.DATA, SpeakerKind.IMAGERY)
_CLAUSE_OPENERS = frozenset("that whether if how why what who whom when where which".split())


def statements(found: Iterable[Attribution], parse: Parse) -> tuple[Attribution, ...]:
    """Those of ``found`` whose content somebody states, believes or shows; the rest is said by the article itself.

    "Ruiz said", "the data show", "analysts fear that" are statements; "the city plans to", "the party supports" not.
    """
    starts = [sentence.span.start for sentence in parse.sentences]
    return tuple(one for one in found if _is_statement(one, parse, starts))


def _is_statement(one: Attribution, parse: Parse, starts: list[int]) -> bool:
    if not one.cue or one.type is AttributionType.DIRECT or any(label.mark == one.cue[0] for label in parse.labels):
        return True
    text = parse.document.text
    if one.cue[0].of(text).lower() in LEADING:
        return True
    if "\n" in text[one.cue[-1].end : one.content[0].start]:
        return True
    if one.source and one.source[0].of(text).lower() in _EVENTS:
        return False
    tops = _tops(one.cue, parse, starts)
    if not one.source and any(_goes_on(token, one) for token in tops):
        return False
    words = one.content[0].of(text).split(maxsplit=1)
    if (words[0].lower() if words else "") in _CLAUSE_OPENERS:
        return True
    return any(_states(token, one, text) for token in tops)


def _goes_on(token: Token, one: Attribution) -> bool:
    """Whether a cue is the second verb of the clause that is taken for its content: "had known it but told nobody"."""
    joined = token.dep_ == "conj" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
    return joined and one.content[-1].end <= one.cue[0].start and token.head.pos_ in ("VERB", "AUX")


def _states(token: Token, one: Attribution, text: str) -> bool:
    """Whether a cue puts something forward as so: "added that jobs were lost", and not "added 730 jobs"."""
    lemma = token.lemma_.lower()
    if lemma not in STATEMENTS:
        return False
    clause = any(child.dep_ in _CLAUSES for child in token.children)
    if clause or one.type is not AttributionType.INDIRECT or token.pos_ != "VERB":
        return True
    if lemma in SHOWING and one.speaker is not None and one.speaker.kind in _EVIDENCE:
        return True
    nouns = {word.strip(".,").casefold() for source in one.source for word in source.of(text).split()}
    return lemma not in DOING and not nouns & VOICELESS


def _tops(cue: tuple[Span, ...], parse: Parse, starts: list[int]) -> list[Token]:
    """The cue's words that do not depend on another of them."""
    if not starts:
        return []
    sentence = parse.sentences[max(0, bisect_right(starts, cue[0].start) - 1)]
    inside = {
        token.i: token
        for token in sentence.tokens
        if any(span.start <= token.idx + sentence.offset < span.end for span in cue)
    }
    return [token for token in inside.values() if token.head.i not in inside or token.head.i == token.i]
