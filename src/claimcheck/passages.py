"""Cut documents into the windows that are searched, and choose the words to search them by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.language import vocabulary
from claimcheck.models import Block, BlockKind, Document, Passage, Span
from claimcheck.text import Word, words

LENGTH_WORDS = 80
"""How long a window is; the next one begins half a window later."""

_FEW_WORDS = 4
_NAME_WEIGHT = 2

_TOKEN = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*$")


def passages(document: Document) -> tuple[Passage, ...]:
    """Overlapping windows of about 80 words over all that is not boilerplate, in text order.

    A window begins and ends at a sentence where one is near, else between words. A heading stands in the window of
    the text below it.
    """
    spans = [
        Span(start, end)
        for first, last in _runs(document.blocks)
        for start, end in _windows(document.text, first.span.start, last.span.end)
    ]
    return tuple(Passage(span, span.of(document.text)) for span in spans)


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Block]]:
    """First and last block of each stretch without boilerplate."""
    run: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            if run:
                yield run[0], run[-1]
            run = []
        else:
            run.append(block)
    if run:
        yield run[0], run[-1]


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Windows over one stretch; each begins where a sentence does, if one does in the last half of the one before."""
    tokens = [found.span() for found in _TOKEN.finditer(text, start, end)]
    ends = [place + 1 for place, token in enumerate(tokens) if _ends_sentence(text, token, tokens, place)]
    first = 0
    while first < len(tokens):
        last = _near(ends, first + LENGTH_WORDS, LENGTH_WORDS // 4, len(tokens))
        yield tokens[first][0], tokens[last - 1][1]
        if last >= len(tokens):
            return
        first = _near(ends, first + LENGTH_WORDS // 2, LENGTH_WORDS // 4, len(tokens))


def _ends_sentence(text: str, token: tuple[int, int], tokens: list[tuple[int, int]], place: int) -> bool:
    if place + 1 < len(tokens) and "\n" in text[token[1] : tokens[place + 1][0]]:
        return True
    return bool(_SENTENCE_END.search(text, max(token[0], token[1] - 8), token[1]))


def _near(ends: list[int], wanted: int, slack: int, total: int) -> int:
    """The sentence end nearest to ``wanted`` words, or ``wanted`` itself where none is within ``slack``."""
    if wanted + slack // 2 >= total and wanted < total:
        return total
    at = bisect_left(ends, wanted)
    nearest = min(ends[max(0, at - 1) : at + 1], key=lambda end: (abs(end - wanted), end), default=wanted)
    return min(nearest if abs(nearest - wanted) <= slack else wanted, total)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many passages a query may bring to be ranked.

    Attributes:
        words: it takes so many words at least, whatever they bring.
        passages, share: it takes no more words once they bring so many passages, and so large a share of all.
    """

    words: int
    passages: int
    share: float = 0.0


WIDE = Reach(words=5, passages=2000, share=0.04)
"""For what may be said in other words."""

NARROW = Reach(words=3, passages=300)
"""For words that stand there much as given: several times as fast."""


def query(
    text: str, frequency: Callable[[Iterable[str]], Mapping[str, int]], total: int, reach: Reach = WIDE
) -> tuple[str, ...]:
    """The words and phrases to search for, joined by OR: the rarest words, and pairs of words where those are few.

    Names and numbers go before other words that are as rare. A word that stands nowhere is left out, and so are
    frequent ones once the rarer ones bring enough passages to rank.

    Args:
        text: a claim or a quote.
        frequency: how many passages hold each of the words it is given.
        total: how many passages there are.
        reach: how many passages it may bring.
    """
    found = words(text)
    content = {word.text: word for word in reversed(found) if _is_content(word)}
    counts = frequency(content)

    def rarity(name: str) -> tuple[float, str]:
        marked = text[content[name].span.start]
        return counts[name] / (_NAME_WEIGHT if marked.isupper() or marked.isdigit() else 1), name

    chosen: list[str] = []
    enough = max(reach.passages, reach.share * total)
    passages_found = 0
    for name in sorted((name for name in content if counts.get(name, 0)), key=rarity):
        passages_found += counts[name]
        if len(chosen) >= reach.words and (passages_found > enough or counts[name] > total / 2):
            break
        chosen.append(name)
    return (*chosen, *_phrases(found, len(chosen)))


def _phrases(found: list[Word], content: int) -> Iterator[str]:
    """Neighbouring words as phrases, where there are few words to search by."""
    names = [word.text for word in found]
    if content <= _FEW_WORDS:
        for one, other in pairwise(found):
            if _is_content(one) or _is_content(other):
                yield f"{one.text} {other.text}"
    if content <= 1:
        yield from (" ".join(names[at : at + 3]) for at in range(len(names) - 2))


def _is_content(word: Word) -> bool:
    return word.text.removesuffix("'s") not in vocabulary().function_words and word.text[-1].isalnum()
