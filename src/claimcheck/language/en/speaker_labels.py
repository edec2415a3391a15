"""Labels that say who speaks in a transcript: "SMITH:", "[00:12:31] SPEAKER 2 (by phone):", a name on its own line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from claimcheck.language.en.lexicon.calendar import CALENDAR
from claimcheck.language.en.lexicon.people import FEMALE_NAMES, HONORIFICS, MALE_NAMES, PARTICLES, TITLES
from claimcheck.language.en.lexicon.places import PLACES
from claimcheck.models import PROSE, Block, BlockKind, Document, Span
from claimcheck.text.letters import CAPITAL
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_ROLES, _OTHER, _MANNER = _LISTS["roles"], _LISTS["other"], _LISTS["manner"]
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"(?:\[{_TIME}\]|\({_TIME}\)|{_TIME}(?:\s*(?:-->|[-–—])\s*{_TIME})?)"
_WORD = rf"(?:[{CAPITAL}][\w.’'-]*|\#?\d{{1,2}}(?!\d|:\d))"
_JOINED = "|".join(("of", "the", "for", *sorted(PARTICLES)))
_NAME = rf"[{CAPITAL}][\w.’'-]*(?:(?:[ \t]|,[ \t](?=Jr|Sr|JR|SR))+(?:{_WORD}|{_JOINED})){{0,5}}"
_BESIDE = r"(?P<beside>[ \t]*[(\[][^()\[\]\n]{1,60}[)\]]|,[ \t][^:.!?\n“”\"]{2,60}?)?"
_LABEL = re.compile(
    rf"(?:[-*•–—][ \t]+|(?P<change>>{{1,3}})[ \t]*)?(?P<stamp>{_STAMP}[ \t,:–—-]*)?"
    rf"(?:\*\*|__|[\"“])?(?P<name>{_NAME}){_BESIDE}"
    rf"(?:[ \t]*(?P<later>{_STAMP}))?(?:\*\*|__)?[ \t]*(?P<colon>:)(?:\*\*|__|[\"”](?=\s))?\s+(?=\S)"
)
_CAPITALS = rf"[{CAPITAL}][{CAPITAL}’'-]+\.?"
_STOPPED = re.compile(
    r"(?P<name>[QA])[ \t]*(?P<colon>[.–—-])\s+(?=\S)"
    rf"|(?P<titled>(?:The|Mrs?|Ms|Dr|Senator|Chairm[ae]n|Chairwoman)\.?[ \t]+[{CAPITAL}][{CAPITAL}’'-]+"
    rf"|(?=[{CAPITAL}. ’'-]{{5}}){_CAPITALS}(?:[ \t]{_CAPITALS}){{0,3}}(?<!\.))(?P<stop>\.)\s+(?=[\S])"
)
# In captions, a change of speaker without a name.
_CHANGE = re.compile(r"(?P<name>>{2,3})(?P<colon>)[ \t]*(?=[^\s>])")
_DASHED = re.compile(rf"(?P<name>{_NAME})[ \t]+(?P<colon>[—–]|--)\s+(?=\S)")
_BRACKETED = re.compile(rf"(?P<stamp>{_STAMP}[ \t]*)?\[(?P<name>{_NAME})(?P<colon>\])\s+(?=\S)")
_ALONE = re.compile(
    rf"(?:\*\*|__)?(?P<stamp>{_STAMP}[ \t]*)?(?P<name>{_NAME}){_BESIDE}(?:\*\*|__)?"
    rf"(?:[ \t]*(?P<later>{_STAMP}))?(?P<colon>:?)(?:\*\*|__)?\s*$"
)
_PLACE = re.compile(rf"(?<=\n)[ \t]*|(?<=[.!?…”\"')\]])\s+(?=[{CAPITAL}\[(\d*])")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s")
_TELLS = re.compile(r",.*,|\b(?:who|said|told|asked|added|wrote|says|tells|asks|adds|writes)\b")
_QUOTES = frozenset('“„«"')
_LETTERS = frozenset("QA")
_LONGEST_LINE = 80


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """Words that say who speaks the words behind them.

    Attributes:
        span: the whole label with its time stamp and mark.
        name: the speaker's name or role.
        mark: the colon or bracket that closes it; the name itself where nothing does.
        beside: an office or party in brackets or behind a comma, without them; "" for none.
        turn: what is spoken, block by block.
    """

    span: Span
    name: Span
    mark: Span
    beside: str
    turn: tuple[Span, ...]


def speaker_labels(document: Document) -> tuple[SpeakerLabel, ...]:
    """The labels of ``document`` in order; none where it is no transcript and no label stands before a quotation.

    Labels make a transcript when one comes back, when they carry times, when they are Q and A, or when most paragraphs
    have one. A lone "Update:" makes none; what stands behind a lone title ("Mayor Ruiz: Bridge is safe"), or in
    quotation marks after the colon, is said by its name.
    """
    found = list(_candidates(document))
    if not all(label.dashed for label in found):
        found = [label for label in found if not label.dashed]
    if not found:
        return ()
    if _is_transcript(document, found):
        return _with_turns(document, found)
    return tuple(_single(document, label) for label in found if _stands_for_itself(label, document))


@dataclass(frozen=True, slots=True)
class _FoundLabel:
    span: Span
    name: Span
    mark: Span
    beside: str
    words: str
    timed: bool
    block: int
    opens_block: bool
    dashed: bool = False
    is_alone_in_block: bool = False

    @property
    def key(self) -> str:
        """The name without capitals, so that the same speaker is seen to come back."""
        return self.words.casefold()


def _candidates(document: Document) -> Iterator[_FoundLabel]:
    text = document.text
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING or block.kind in PROSE:
            alone = _name_line(document, number, block)
            if alone is not None:
                yield alone
                continue
        if block.kind not in PROSE:
            continue
        start, end = block.span
        places = [start, *(place.end() for place in _PLACE.finditer(text, start, end))]
        reached = start
        for place in dict.fromkeys(places):
            if place < reached:
                continue
            shape = _LABEL.match(text, place, end) or _BRACKETED.match(text, place, end)
            shape = shape or _STOPPED.match(text, place, end)
            shape = shape or _CHANGE.match(text, place, end)
            shape = shape or (_DASHED.match(text, place, end) if text[max(place - 1, 0)] == "\n" or not place else None)
            if shape and shape.re is _CHANGE:
                reached = shape.end()
                yield _made(shape, number, opens=place == start)
            elif shape and _may_name(_named(shape)) and not _TELLS.search(shape.groupdict().get("beside") or ""):
                once = place == start and not _ENDED.search(text, shape.end(), end)
                reached = shape.end()
                yield _made(shape, number, opens=place == start, alone=once)


def _name_line(document: Document, number: int, block: Block) -> _FoundLabel | None:
    """A block that is nothing but a name, with a time or all in capitals, before a block of prose."""
    following = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
    words = block.span.of(document.text)
    if following is None or following.kind not in PROSE or len(words) > _LONGEST_LINE:
        return None
    shape = _ALONE.match(document.text, *block.span)
    if shape is None or not _may_name(shape["name"]) or _TELLS.search(shape["beside"] or ""):
        return None
    timed = bool(shape["stamp"] or shape["later"])
    return _made(shape, number, opens=True) if timed or shape["colon"] or shape["name"].isupper() else None


def _named(shape: re.Match[str]) -> str:
    return str(shape["name"] or shape["titled"])


def _made(shape: re.Match[str], block: int, *, opens: bool, alone: bool = False) -> _FoundLabel:
    groups = shape.groupdict()
    titled = bool(groups.get("titled"))
    name = Span(*shape.span("titled" if titled else "name"))
    mark = Span(*shape.span("stop" if titled else "colon"))
    beside = groups.get("beside") or ""
    timed_beside = re.fullmatch(_STAMP, beside.strip()) is not None
    return _FoundLabel(
        Span(*shape.span()),
        name,
        mark if mark.end > mark.start else name,
        "" if timed_beside else beside.strip(" \t,()[]"),
        " ".join(_named(shape).split()),
        bool(groups.get("stamp") or groups.get("later") or groups.get("change") or timed_beside or shape.re is _CHANGE),
        block,
        opens,
        shape.re is _DASHED,
        alone,
    )


def _may_name(name: str) -> bool:
    """Whether a label can be a speaker's name or role: "Mary Jones" and "HOST", and not "Key points"."""
    words = [word.strip(".,'’").casefold() for word in name.split()]
    words = words[1:] if words[0] == "the" and len(words) > 1 else words
    if all(word in _ROLES or word in TITLES or word.lstrip("#").isdigit() or len(word) == 1 for word in words):
        return not words[0].isdigit()
    if " ".join(words) in PLACES or any(word in _OTHER or word in CALENDAR for word in (words[0], words[-1])):
        return False
    return not words[0].isdigit()


def _is_transcript(document: Document, found: Sequence[_FoundLabel]) -> bool:
    names = Counter(label.key for label in found)
    if all(label.dashed for label in found):
        # "Roe — a farmer — left" begins a paragraph now and then; who speaks comes back, and so does somebody else.
        prose = sum(block.kind in PROSE for block in document.blocks)
        return len(names) > 1 and max(names.values()) > 1 and 2 * len(found) >= prose
    timed = sum(label.timed for label in found)
    if max(names.values()) > 1 or timed > 1 or timed == len(found):
        return True
    if {label.words for label in found} == _LETTERS:
        return True
    if len(names) > 1 and all(is_role(label.words) for label in found):
        return True
    prose = sum(block.kind in PROSE for block in document.blocks)
    opening = [label for label in found if label.opens_block]
    if len(names) > 1 and len(opening) >= prose and all(len(label.words.split()) > 1 for label in found):
        return True
    return len(names) > 1 and 2 * len(opening) >= prose and all(map(_is_surely_somebody, found))


def is_role(name: str) -> bool:
    """Whether a label names nobody: "Q", "SPEAKER 2", "THE HOST"."""
    words = name.casefold().replace(".", "").removeprefix("the ").split()
    return all(word in _ROLES or word.lstrip("#").isdigit() or len(word) == 1 for word in words)


def _is_surely_somebody(label: _FoundLabel) -> bool:
    first = label.key.split()[0].rstrip(".")
    named = first in FEMALE_NAMES or first in MALE_NAMES or first in TITLES or first in HONORIFICS
    return label.words.isupper() or named or is_role(label.words)


def _with_turns(document: Document, found: Sequence[_FoundLabel]) -> tuple[SpeakerLabel, ...]:
    """Each label with what is spoken behind it, up to the next; the last with its own block.

    Where the document is nothing but turns, the last one runs on to its end.
    """
    blocks = document.blocks
    first = next((number for number, block in enumerate(blocks) if block.kind in PROSE), 0)
    whole = found[0].block <= first and 2 * len({label.block for label in found}) >= len(blocks)
    made = []
    for label, following in zip(found, [*found[1:], None], strict=True):
        last = label.block if following is None else following.block
        if following is None and label.span.end >= blocks[label.block].span.end:
            last += 1
        end = following.span.start if following is not None else len(document.text)
        turn = []
        for block in blocks[label.block : (len(blocks) if whole and following is None else last + 1)]:
            if block.kind in PROSE:
                start, stop = max(block.span.start, label.span.end), min(block.span.end, end)
                stop -= len(document.text[start:stop]) - len(document.text[start:stop].rstrip())
                turn += [Span(start, stop)] if start < stop else []
            elif block.kind is BlockKind.HEADING and block.span.start > label.span.end:
                break
        made.append(SpeakerLabel(label.span, label.name, label.mark, label.beside, tuple(turn)))
    return tuple(made)


def _stands_for_itself(label: _FoundLabel, document: Document) -> bool:
    """Whether a label is one without others: alone with its words in a block, or in one before quoted blocks."""
    block = document.blocks[label.block].span
    if label.span.end < block.end:
        return label.is_alone_in_block and _speaks(label, document)
    after = document.blocks[label.block + 1].span.start
    return label.mark != label.name and document.text[after] in _QUOTES


def _single(document: Document, label: _FoundLabel) -> SpeakerLabel:
    blocks = document.blocks[label.block :]
    if label.span.end < blocks[0].span.end:
        turn: tuple[Span, ...] = (Span(label.span.end, blocks[0].span.end),)
    else:
        quoted = takewhile(lambda block: document.text[block.span.start] in _QUOTES, blocks[1:])
        turn = tuple(block.span for block in quoted)
    return SpeakerLabel(label.span, label.name, label.mark, label.beside, turn)


def _speaks(label: _FoundLabel, document: Document) -> bool:
    """Whether a label that stands alone names somebody: by title and name, or by the quotation after it."""
    first, *others = label.key.split()
    return document.text[label.span.end] in _QUOTES or bool(others and first.rstrip(".") in TITLES)


def is_manner(beside: str) -> bool:
    """Whether what stands beside a name only says how or from where somebody speaks: "by phone", "R-Ohio"."""
    words = beside.casefold().split()
    return words[0].strip(".,") in _MANNER or re.fullmatch(r"[DRI]-\w.*|\d+", beside) is not None
