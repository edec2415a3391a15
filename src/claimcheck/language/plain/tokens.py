"""Words, figures and marks of any script, and the sentences they make."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from claimcheck.models import Span, Token

# What \w leaves out: vowel signs and accents of their own, and the joiners between letters.
_MARKS = "".join(chr(code) for code in range(0x300, 0x1E00) if unicodedata.category(chr(code)).startswith("M"))
_TOKEN = re.compile(
    rf"""\d{{1,3}}(?:[.,'’٫٬\u00a0\u202f ]\d{{3}})+(?!\d)(?:[.,٫]\d+)? | \d+(?:[.,٫]\d+)?     # 1 200,5
    | [\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]  # scripts without blanks between words
    | [^\W\d_](?:[^\W\d_]|[{_MARKS}\u200c\u200d])*
    | [.!?…。！？؟۔।]+ | [^\s\w] | _""",
    re.VERBOSE,
)
_ENDS = frozenset(".!?…。！？؟۔।")
_BREAKS = _ENDS | frozenset(",;:،؛、，；：-–—()[]")
_CLOSERS = frozenset("\"'”’»“›)]」』")
_LONG_ENOUGH = 3


def tokens(text: str, within: Span | None = None, *, first: int = 0, sentence: int = 0) -> list[Token]:
    """The tokens of ``text``, or of a stretch of it, in order; they and their sentences are numbered from these on."""
    place = within or Span(0, len(text))
    out: list[Token] = []
    ended, opens, reached = False, True, place.start
    for found in _TOKEN.finditer(text, *place):
        shown = found.group()
        blank = "\n\n" in text[reached : found.start()] or found.start() > reached
        spaceless = bool(out) and out[-1].text[0] in "。！？"
        if ended and shown not in _CLOSERS and (blank or spaceless) and not shown[0].islower():
            sentence, opens = sentence + 1, True
        if shown not in _CLOSERS:
            ended = False
        word = shown[0].isalpha()
        lower = unicodedata.normalize("NFKC", shown).casefold()
        content = word and (len(shown) >= _LONG_ENOUGH or ord(shown[0]) >= 0x3040)
        out.append(
            Token(
                *(shown, lower, lower, *found.span(), first + len(out), sentence),
                *(opens and word, content, shown[0] in _BREAKS),
            )
        )
        opens = opens and not shown[0].isalnum()
        if shown[0] in _ENDS:
            before = out[-2].text if len(out) > 1 and out[-2].end == found.start() else ""
            # An initial, or a day, with a dot behind it: "J. Doe", "3. marraskuuta".
            is_short = (before.isdecimal() and len(before) < _LONG_ENOUGH) or (len(before) == 1 and before.isupper())
            ended = shown != "." or not is_short
        reached = found.end()
    return out


def sentences(found: Sequence[Token]) -> Iterator[Span]:
    """The sentences that tokens in order make."""
    for _, held in groupby(found, key=lambda token: token.sentence):
        inside = list(held)
        yield Span(inside[0].start, inside[-1].end)
