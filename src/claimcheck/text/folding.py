"""Fold typography and case away for matching, and lead every folded character back to its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claimcheck.models import Span

_SAME_MARK = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´＇", "'") | dict.fromkeys("“”„‟″«»‹›＂〝〞", '"') | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
# A plain run keeps its length when folded; the lookahead leaves a letter that carries a combining mark to a cluster.
_PIECE = re.compile(
    r"(?P<plain>[!-~]+(?:[ ][!-~]+)*(?![\u0300-\u036f\u20d0-\u20ff]))"
    r"|\s+|[^\W_](?:[\u0300-\u036f\u20d0-\u20ff]+)?|.",
    re.DOTALL,
)
# Text that keeps every character's place when folded; blanks may become fewer, and stand in no word.
_PLAIN = re.compile(r"[ -~\s]*", re.ASCII)
_WORD = re.compile(
    r"(?<![^\s(\[$£€¥])-?\.?\d+(?:[.,:/]\d+)*[^\W\d_]*"  # -5, .5, 1,200.5, 24/7, 3rd, 5bn
    r"|\d+(?:[.,:/]\d+)*[^\W\d_]*"
    r"|(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])"  # u.s, e.g
    r"|[^\W_]+(?:'[^\W_]+)*"
    r"|[%$£€¥°&]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with, for each of its characters, the original stretch that it stands for.

    Attributes:
        text: NFKC, case-folded, plain quotation marks and hyphens, single blanks, no invisible marks.
        starts, ends: per folded character, its half-open place in the original.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """Where a span of the folded text stands in the original."""
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else self._length
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    @property
    def _length(self) -> int:
        return self.ends[-1] if self.ends else 0


class Word(NamedTuple):
    """A folded word and its place in the original text."""

    text: str
    span: Span


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    if cluster.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", cluster.translate(_SAME_MARK)).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(_SAME_MARK).replace("⁄", "/")
    if unicodedata.decomposition(cluster[0]).startswith(("<fraction>", "<super>")):
        plain = f" {plain}"  # "2½" is not 21/2, and "10²" is not 102
    return "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))


def fold(text: str) -> Folded:
    """Fold ``text`` for comparison; offsets lead back exactly, also where folding changes length."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if piece.lastgroup:
            out.append(piece.group().lower().replace("`", "'"))
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        folded = _fold_cluster(piece.group())
        out.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return Folded("".join(out), tuple(starts), tuple(ends))


def words(text: str) -> list[Word]:
    """The words of ``text``, folded, with their places.

    "1,200.5", "-5", "u.s" and "acme's" are one word each, and so is each "%" or "$"; "long-term" is two.
    """
    plain = text if text.isascii() else text.translate(_SAME_MARK)
    if _PLAIN.fullmatch(plain):
        plain = plain.lower().replace("`", "'")
        return [Word(found.group(), Span._make(found.span())) for found in _WORD.finditer(plain)]
    folded = fold(text)
    starts, ends = folded.starts, folded.ends
    return [
        Word(found.group(), Span(starts[found.start()], ends[found.end() - 1])) for found in _WORD.finditer(folded.text)
    ]
