"""What to ask a search engine about a claim: from its names, numbers and rare words, for it and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claimcheck import text
from claimcheck.language import vocabulary
from claimcheck.models import Claim, SpeakerKind


class QuerySide(StrEnum):
    """From where a query looks at a claim."""

    ABOUT = "about"
    CLAIMANT = "claimant"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Query:
    """Words for a search engine; plain quotation marks hold phrases together.

    Attributes:
        side: about the matter, from the claimant's side, or against the claim.
    """

    text: str
    side: QuerySide = QuerySide.ABOUT

    @property
    def terms(self) -> tuple[str, ...]:
        """Its words, folded, without quotation marks."""
        return tuple(word.text for word in text.words(self.text))


MOST_QUERIES = 8
"""As many as can be made of one claim."""

_MOST_NAMES = 3
_MOST_NUMBERS = 2
_MOST_RARE = 4
_LONGEST_PHRASE_WORDS = 12
_LONGEST_QUERY_CHARS = 300
_NAMED_SPEAKERS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION})

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]|['’.-](?=[^\W\d_]))*"
_JOINED = r"(?:(?:de|del|della|der|di|al|bin|van|von|la|le|of|of the|for the)\s)?"
_NAME = re.compile(rf"\b{_NAME_WORD}(?:\s{_JOINED}{_NAME_WORD})*")
_NUMBER = re.compile(r"\d(?:[\d.,:/]*\d)?")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]")
_POSSESSIVE = re.compile(r"['’]s?$")


def queries(claim: Claim, article: str, most: int = MOST_QUERIES) -> tuple[Query, ...]:
    """What to ask about a claim, the most telling first; the same for the same claim.

    Args:
        claim: the claim.
        article: the text that its spans count in.
        most: how many queries to make of it at most.
    """
    found: dict[str, Query] = {}
    for words, side in _asked(claim, article):
        query = Query(_clipped(words), side)
        # Two queries of the same words in the same marks find the same.
        if query.terms:
            found.setdefault(query.text.casefold(), query)
    return tuple(found.values())[:most]


def _asked(claim: Claim, article: str) -> Iterator[tuple[str, QuerySide]]:
    """The queries in order of use: one of every kind comes before a second of any."""
    quoted = _quotes(claim, article)
    names = _names(_QUOTED.sub(" ", claim.text))
    numbers = list(dict.fromkeys(_NUMBER.findall(claim.text)))[:_MOST_NUMBERS]
    rare = _rare(claim.text, names)
    plain = " ".join([*names, *numbers, *rare])
    speaker = claim.speaker.name if claim.speaker and claim.speaker.kind in _NAMED_SPEAKERS else None
    others = [name for name in names if name != speaker]
    matter = " ".join([*others, *numbers, *rare])
    yield plain, QuerySide.ABOUT
    yield f"{matter} fact check", QuerySide.AGAINST
    if quoted:
        yield f"{_in_marks(quoted[0])} {speaker or ''}", QuerySide.CLAIMANT if speaker else QuerySide.ABOUT
    if speaker:
        yield f"{_in_marks(speaker)} said {matter}", QuerySide.CLAIMANT
    phrases = " ".join(map(_in_marks, names))
    yield " ".join([phrases, *numbers, *rare]), QuerySide.ABOUT
    if names:
        yield f"{(others or names)[0]} denies {' '.join([*numbers, *rare])}", QuerySide.AGAINST
    yield f"{matter} debunked", QuerySide.AGAINST
    if len(quoted) > 1:
        yield _in_marks(quoted[1]), QuerySide.ABOUT


def _quotes(claim: Claim, article: str) -> list[str]:
    """The quoted words of the claim, the longest first, cut to what search engines take as a phrase."""
    found = [span.of(article) for span in claim.quotes] or [match[1] for match in _QUOTED.finditer(claim.text)]
    phrases = [" ".join(quote.split()[:_LONGEST_PHRASE_WORDS]).strip(" ,.;:!?") for quote in found]
    phrases = [phrase for phrase in dict.fromkeys(phrases) if len(phrase.split()) > 1]
    return sorted(phrases, key=lambda phrase: -len(phrase.split()))


def _names(words: str) -> list[str]:
    """Runs of capitalised words, without the capital that only begins a sentence."""
    found: dict[str, None] = {}
    for match in _NAME.finditer(words):
        parts = match.group().split()
        while parts and parts[0].casefold() in vocabulary().function_words:
            parts = parts[1:]
        begins = not words[: match.start()].rstrip() or words[: match.start()].rstrip()[-1] in ".!?"
        # One capitalised word at the beginning may be any word: it is found among the rare ones instead.
        if parts and not (begins and len(parts) == 1 and parts[0][1:].islower() and match.group() == parts[0]):
            found.setdefault(_POSSESSIVE.sub("", " ".join(parts)))
    return list(found)[:_MOST_NAMES]


def _rare(words: str, names: list[str]) -> list[str]:
    """The content words that are likely rarest, in the claim's order.

    The longer a word, the rarer (Zipf, 1935, The Psycho-Biology of Language): no corpus is needed to tell.
    """
    named = {word.text for name in names for word in text.words(name)}
    found: dict[str, str] = {}
    for word in text.words(words):
        bare = word.text.removesuffix("'s")
        if bare not in vocabulary().function_words and bare not in named and len(bare) > 2 and not bare[0].isdigit():
            found.setdefault(bare, bare)
    kept = set(sorted(found, key=lambda word: -len(word))[:_MOST_RARE])
    return [word for word in found if word in kept]


def _in_marks(phrase: str) -> str:
    bare = phrase.replace('"', " ").strip()
    return f'"{bare}"' if " " in bare else bare


def _clipped(words: str) -> str:
    """One line of whole words, without marks that some search engines take for commands."""
    line = " ".join(re.sub(r"[^\w\s\"'’.,:/%$€£&-]", " ", words).split())
    if len(line) > _LONGEST_QUERY_CHARS:
        line = line[:_LONGEST_QUERY_CHARS].rpartition(" ")[0] or line[:_LONGEST_QUERY_CHARS]
    return f'{line}"' if line.count('"') % 2 else line
