"""The names of outlets: in running text, in bylines, and in the name of a publisher."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claimcheck.models import Span
from claimcheck.provenance.vocabulary import vocabulary
from claimcheck.text import OUTLETS

_LONGEST_NAME = 120
"""What is longer is no name: a page may state anything as its author."""

_ENDING = re.compile(r"(?:['’]s|\.(?:com|org|net|co\.uk))$|[.,'’]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """An outlet as it is named in a text.

    Attributes:
        span: the words that name it, with those that say that something is had from it.
    """

    name: str
    span: Span


def outlet_key(name: str) -> str:
    """What all spellings of an outlet's name share: "the AP" and "Associated Press"."""
    folded = " ".join(name.casefold().split()).removeprefix("the ")
    folded = _ENDING.sub("", folded)
    return vocabulary().short.get(folded, folded)


def own_name(publisher: str | None) -> str | None:
    """The outlet itself: of "X, carried by Y" and of "Y, from X" it is Y."""
    parts = _parts(publisher)
    return parts[0] if parts else None


def credited_name(publisher: str | None) -> str | None:
    """Whom the name of a publisher credits: of "X, carried by Y" and of "Y, from X" it is X."""
    parts = _parts(publisher)
    return parts[1] if parts else None


def outlets_in(text: str, patterns: Collection[re.Pattern[str]], known: Collection[str]) -> Iterator[NamedOutlet]:
    """The outlets that ``text`` names where one of the patterns finds a name.

    ``known`` are keys of outlets that count whatever their names look like.
    """
    taken: set[int] = set()
    for pattern in patterns:
        for found in pattern.finditer(text):
            name = _outlet(found["name"], bool(found["the"]), known)
            if name is not None and found.start("name") not in taken:
                taken.add(found.start("name"))
                yield NamedOutlet(
                    name, Span(found.start(), found.end() - len(found[0]) + len(found[0].rstrip(" .,;:'’-")))
                )


def is_outlet(name: str, known: Collection[str] = ()) -> bool:
    """Whether a name by itself is that of an outlet."""
    return bool(name.strip()) and _outlet(name[:_LONGEST_NAME], False, known) is not None


def _parts(publisher: str | None) -> tuple[str, str | None] | None:
    name = " ".join((publisher or "").split())[:_LONGEST_NAME]
    if not name:
        return None
    for pattern in (vocabulary().credit_last, vocabulary().credit_first):
        found = pattern.fullmatch(name)
        if found:
            return found["own"], found["credit"]
    return name, None


def _outlet(run: str, with_article: bool, known: Collection[str]) -> str | None:
    """The outlet that a run of capitalised words names; None when it names something else."""
    words = [_ENDING.sub("", word) for word in run.split()]
    full_names = vocabulary().short.values()
    for last in range(len(words), 0, -1):
        key = outlet_key(" ".join(words[:last]))
        if key in known or key in full_names:
            return " ".join(words[:last])
    before, _, behind = run.rpartition(" of ")
    if before:
        # "Bill Hook of Fox News" is had from Fox News, and "Times of India" is one name.
        return _outlet(behind, with_article, known) or (" ".join(words) if _is_noun(before) else None)
    word = words[-1].casefold()
    if word in vocabulary().doubtful and not with_article:
        return None
    return " ".join(words) if _is_noun(word) else None


def _is_noun(word: str) -> bool:
    """Whether a word makes the name of an outlet."""
    return word.casefold() in OUTLETS or word.casefold() in vocabulary().outlet_nouns
