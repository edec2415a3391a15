"""Cut plain text into blocks, and separate prose from headings, captions and boilerplate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

from claimcheck.models import PROSE, Block, BlockKind, Document, Span
from claimcheck.text.boilerplate import boilerplate, is_caption
from claimcheck.text.letters import CAPITAL

Kind = tuple[BlockKind, str | None]
"""What a block is and, for boilerplate, the wording that shows it."""

_PARAGRAPH: Kind = (BlockKind.PARAGRAPH, None)
_HEADING: Kind = (BlockKind.HEADING, None)

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ITEM = re.compile(r"(?:[-*•‣◦▪●·–+]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+\S")
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+")
_QUOTED = re.compile(r">")
_MARKED_HEADING = re.compile(r"#{1,6}\s+\S")
_UNDERLINE = re.compile(r"([=\-~^])\1{2,}")
_SHOUTED_LABEL = re.compile(rf"(?:[{CAPITAL}][{CAPITAL}.'’ -]{{1,40}}|[QA]):(?:\s|$)")
_LABEL = re.compile(rf"{_SHOUTED_LABEL.pattern}|[{CAPITAL}][\w.'’-]+(?: [{CAPITAL}][\w.'’-]+){{0,3}}:(?:\s|$)")
# Each of these runs is entered at its first mark alone, else a long one would be gone through from each of its marks.
_ENDED = re.compile(r"(?<![.!?…。！？।؟܀])[.!?…。！？।؟܀]+[\"'”’»“‘)\]}*]*(?:\[?\d{1,3}\]|[¹²³†*]+)?$")
_OPEN_END = re.compile(r"[,;:–—-]$")
_OPENS_QUOTE = re.compile(r"[\"'“”„«‹‘’‚「]")
_CLOSES_QUOTE = re.compile(r"[\"”»]$|[‘'].*[’']$")
_QUESTION = re.compile(r"[^.!?…]+\?")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")

_SMALL = frozenset(
    "a an the and or nor but as at by for from in into of off on onto out over per so to up via vs with than that"
    " after before between against amid is are was be its it de la le el von van".split()
)
_SENTENCE_OPENERS = frozenset(
    "he she it they we i you this these those there that his her their our my who nobody everyone".split()
)
_CARRIES_ON = (_SENTENCE_OPENERS - {"who"}) | frozenset("and but or so yet then well yes no".split())
_IN_CONVERSATION = frozenset("i me my we us our you your".split())
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|added|noted|stated|claimed|explained|announced|according to)\b", re.IGNORECASE
)

_WIDEST_WRAP = 120
_NARROWEST_WRAP = 30
_RAGGED = 4
_LONGEST_HEADING = 110
_LONGEST_MARKED = 250
_MOST_HEADING_WORDS = 14
_MOST_QUESTION_WORDS = 10
_SENTENCE_WORDS = 8


def document(text: str) -> Document:
    """A document made of a plain string; its text is ``text`` itself, unchanged."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text=text, digest=f"sha256:{digest}", blocks=blocks(text))


def blocks(text: str) -> tuple[Block, ...]:
    """Cut plain ``text`` into its blocks, in order; every non-blank character lies in exactly one.

    Hard-wrapped lines are joined into one block that spans their newlines, unless each line stands for a paragraph.
    """
    spans = _cut(text)
    decided = kinds([span.of(text) for span in spans])
    return tuple(Block(kind, span, why=why) for span, (kind, why) in zip(spans, decided, strict=True))


def kinds(pieces: Sequence[str]) -> list[Kind]:
    """What each of the pieces of one text is, decided with a view to the others."""
    decided = [_by_wording(piece) for piece in pieces]
    open_ones = [piece for piece, kind in zip(pieces, decided, strict=True) if kind is None]
    if len(open_ones) < 2:
        return [kind if kind and kind[0] is not BlockKind.CAPTION else _PARAGRAPH for kind in decided]
    punctuates = _punctuates(
        [piece for piece, kind in zip(pieces, decided, strict=True) if kind is None or kind[0] in PROSE]
    )
    shouts = sum(piece.isupper() for piece in open_ones) * 2 > len(open_ones)
    last = max(at for at, kind in enumerate(decided) if kind is None)
    seen_prose = False
    for at, piece in enumerate(pieces):
        if decided[at] is None:
            heads = at < last and (
                _is_heading(piece, punctuates=punctuates, shouts=shouts, first=not seen_prose)
                or (_is_question(piece) and _stands_between(pieces, decided, at))
            )
            decided[at] = _HEADING if heads else _PARAGRAPH
            seen_prose = seen_prose or not heads
        elif punctuates and at < last and _is_numbered_heading(pieces, at):
            decided[at] = _HEADING
    return [kind or _PARAGRAPH for kind in decided]


def _by_wording(piece: str) -> Kind | None:
    """What the words alone show; None where the blocks around are needed to decide."""
    why = boilerplate(piece)
    if why:
        return BlockKind.BOILERPLATE, why
    if is_caption(piece):
        return BlockKind.CAPTION, None
    marked = _MARKED_HEADING.match(piece) or _UNDERLINE.fullmatch(piece.rsplit("\n", 1)[-1].strip())
    if marked and len(piece) <= _LONGEST_MARKED:
        return _HEADING
    if _QUOTED.match(piece):
        return BlockKind.QUOTE, None
    if _ITEM.match(piece):
        return BlockKind.ITEM, None
    return None


def _punctuates(pieces: Sequence[str]) -> bool:
    """Whether this text ends its paragraphs with a mark, so that a line without one stands out."""
    long = [piece for piece in pieces if len(piece) > _LONGEST_HEADING]
    middling = [piece for piece in pieces if len(piece.split()) >= _SENTENCE_WORDS]
    sample = long or middling or pieces
    ended = sum(bool(_ENDED.search(piece)) for piece in sample)
    return ended * 2 >= len(sample)


def _is_heading(piece: str, *, punctuates: bool, shouts: bool, first: bool) -> bool:
    words = _WORD.findall(piece)
    if not words or len(words) > _MOST_HEADING_WORDS + 6 * first or len(piece) > _LONGEST_HEADING + 40 * first:
        return False
    if _ENDED.search(piece) or _OPEN_END.search(piece) or _SHOUTED_LABEL.match(piece):
        return False
    if piece.isupper():
        return not shouts
    if (not first and (_OPENS_QUOTE.match(piece) or _SPEECH.search(piece))) or _is_all_quoted(piece):
        return False
    if _is_title_case(words):
        return True
    if not first and (words[0].lower() in _SENTENCE_OPENERS or _CLOSES_QUOTE.search(piece)):
        return False
    return punctuates and not piece[:1].islower()


def _is_question(piece: str) -> bool:
    """Whether ``piece`` is a question that the text goes on to answer, rather than one asked by somebody in it."""
    words = [word.lower() for word in _WORD.findall(piece)]
    if not 2 <= len(words) <= _MOST_QUESTION_WORDS or not _QUESTION.fullmatch(piece) or not piece[0].isupper():
        return False
    if words[0] in _CARRIES_ON or not _IN_CONVERSATION.isdisjoint(words):
        return False
    return not _LABEL.match(piece) and not _SPEECH.search(piece)


def _stands_between(pieces: Sequence[str], decided: Sequence[Kind | None], at: int) -> bool:
    """Whether a long paragraph follows, and another or nothing but headings comes before."""
    following, before = pieces[at + 1], pieces[at - 1] if at else ""
    is_plain = decided[at + 1] is None and not _OPENS_QUOTE.match(following) and not _LABEL.match(following)
    is_open = decided[at - 1] != _PARAGRAPH if at else True
    return is_plain and len(following) > _LONGEST_HEADING and (is_open or len(before) > _LONGEST_HEADING)


def _is_numbered_heading(pieces: Sequence[str], at: int) -> bool:
    """Whether what looks like an item stands alone and reads as the heading of a numbered part."""
    number = _NUMBER.match(pieces[at])
    beside = [pieces[place] for place in (at - 1, at + 1) if 0 <= place < len(pieces)]
    if number is None or any(_numbering(piece) == _numbering(pieces[at]) for piece in beside):
        return False
    return _is_heading(pieces[at][number.end() :], punctuates=True, shouts=False, first=False)


def _numbering(piece: str) -> str | None:
    """The style of the number that ``piece`` opens with: "1.", "(a)" or "A." for any like it; None without one."""
    number = _NUMBER.match(piece)
    if number is None:
        return None
    style = re.sub(r"\d+", "1", re.sub(r"[A-Z]+", "A", number.group()))
    return re.sub(r"[a-z]+", "a", style).strip()


def _is_all_quoted(piece: str) -> bool:
    return bool(_OPENS_QUOTE.match(piece)) and bool(re.search(r"[\"”’»“›」]$", piece))


def _is_title_case(words: Sequence[str]) -> bool:
    weighty = [word for word in words if word.lower() not in _SMALL]
    return len(weighty) >= 2 and all(not word[0].islower() for word in weighty)


def _cut(text: str) -> list[Span]:
    """The spans of the blocks of ``text``."""
    lines = [Span(*found.span()) for found in _LINE.finditer(text)]
    runs: list[list[Span]] = []
    for line in lines:
        if runs and len(_NEWLINE.findall(text, runs[-1][-1].end, line.start)) == 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    wrap = _wrap_width(text, runs)
    spans: list[Span] = []
    for run in runs:
        opening, is_item = run[0], _is_item(text, run[0])
        for line, following in pairwise(run):
            hangs = is_item and _indent(text, following) > _indent(text, opening)
            if not (hangs and _own_kind(following.of(text)) is None) and not _joins(text, line, following, wrap):
                spans.append(Span(opening.start, line.end))
                opening, is_item = following, _is_item(text, following)
        spans.append(Span(opening.start, run[-1].end))
    return spans


def _is_item(text: str, line: Span) -> bool:
    return _ITEM.match(text, line.start, line.end) is not None


def _wrap_width(text: str, runs: Sequence[Sequence[Span]]) -> int | None:
    """The column at which the lines of ``text`` were wrapped, None when each line is a paragraph of its own.

    Lines that were wrapped end anywhere in a sentence, and the next word would not have fitted.
    """
    inner = [(line, after) for run in runs for line, after in pairwise(run)]
    inner = [pair for pair in inner if _own_kind(pair[0].of(text)) is None and _own_kind(pair[1].of(text)) is None]
    if not inner:
        return None
    lengths = sorted(line.end - line.start for pair in inner for line in pair)
    width = lengths[len(lengths) * 95 // 100 - (len(lengths) == 1)]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    long = [(line, after) for line, after in inner if line.end - line.start > width * 0.6]
    running_on = sum(not _ENDED.search(line.of(text)) for line, _ in long)
    full = sum(_is_full(text, line, after, width) for line, after in long)
    return width if long and running_on >= 0.5 * len(long) and full >= 0.6 * len(long) else None


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would have stuck out, give or take a ragged edge inside sentences."""
    word = following.of(text).split(maxsplit=1)[0]
    ragged = 0 if _ENDED.search(line.of(text)) else _RAGGED
    return line.end - line.start + 1 + len(word) > width - ragged


def _own_kind(line: str) -> Kind | None:
    return _by_wording(line) or (_HEADING if line.isupper() else None)


def _joins(text: str, line: Span, following: Span, wrap: int | None) -> bool:
    """Whether ``following`` carries on the paragraph that ``line`` belongs to."""
    words, next_words = line.of(text), following.of(text)
    if _UNDERLINE.fullmatch(next_words):
        return bool(_own_kind(words) is None or words.isupper()) and not _ENDED.search(words)
    if _QUOTED.match(words) and _QUOTED.match(next_words):
        return True
    if _own_kind(next_words) is not None or boilerplate(words) or _QUOTED.match(words):
        return False
    if _SHOUTED_LABEL.fullmatch(words):
        return True
    if _LABEL.match(next_words) or _starts_indented(text, line, following):
        return False
    if _MARKED_HEADING.match(words):
        return False
    runs_on = not _ENDED.search(words) and not _OPEN_END.search(words) and next_words[0].islower()
    return runs_on or (wrap is not None and _is_full(text, line, following, wrap))


def _starts_indented(text: str, line: Span, following: Span) -> bool:
    """Whether ``following`` stands further in than ``line``, as the first line of a paragraph does."""
    return _indent(text, following) > _indent(text, line)


def _indent(text: str, line: Span) -> int:
    start = line.start
    while start and text[start - 1] in " \t\u00a0\u3000":
        start -= 1
    return line.start - start
