"""The word lists of ``words.toml``, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_WORD = r"[A-Z0-9][\w.&'’-]{0,40}"
_NAME = rf"(?P<the>[Tt]he\s)?(?P<name>{_WORD}(?:\s(?:(?:of|de|la|le|der|for)\s)?{_WORD}){{0,6}})"
"""A run of capitalised words, which may be the name of an outlet."""


@dataclass(frozen=True, slots=True)
class CitationVocabulary:
    """How reports say where they have something from.

    Attributes:
        named: patterns with the groups ``the`` and ``name``, for words inside a text.
        vague: a phrase that names no source.
        credits: the same as ``named``, for lines at the top and the foot of a text.
        credit_first, credit_last: patterns with the groups ``credit`` and ``own``, for the name of a publisher.
        lists: parts of addresses that lead to lists of pages.
        notes: what a document calls itself that only tells what a page says.
    """

    outlet_nouns: frozenset[str]
    doubtful: frozenset[str]
    short: dict[str, str]
    named: tuple[re.Pattern[str], ...]
    vague: re.Pattern[str]
    credits: tuple[re.Pattern[str], ...]
    credit_first: re.Pattern[str]
    credit_last: re.Pattern[str]
    lists: frozenset[str]
    notes: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> CitationVocabulary:
    """The lists, read once."""
    lists = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf8"))
    outlets, named, credits_, documents = lists["outlets"], lists["named"], lists["credits"], lists["documents"]
    return CitationVocabulary(
        outlet_nouns=frozenset(outlets["nouns"].split()),
        doubtful=frozenset(outlets["doubtful"].split()),
        short=outlets["short"],
        named=(
            re.compile(rf"\b(?i:{_either(named['before'])})\s{_NAME}"),
            re.compile(
                rf"\b{_NAME},?\s(?:(?:{_either(named['between'].split())})\s){{0,3}}(?:{_either(named['behind'].split())})\b"
            ),
        ),
        vague=re.compile(rf"\b(?:{_either(lists['vague']['phrases'])})\b", re.IGNORECASE),
        credits=(
            re.compile(rf"\b(?i:{_either(credits_['before'])}):?\s{_NAME}"),
            re.compile(rf"\b{_NAME}\s(?:has\s)?(?:{_either(credits_['behind'])})\b"),
            re.compile(rf"\({_NAME}\)\s?[-–—]"),
        ),
        credit_first=re.compile(rf"(?P<credit>.+?),?\s(?:{_either(credits_['publisher_first'])})\s(?P<own>.+)"),
        credit_last=re.compile(rf"(?P<own>.+?),\s(?:{_either(credits_['publisher_last'])})\s(?P<credit>.+)"),
        lists=frozenset(lists["links"]["lists"].split()),
        notes=frozenset(documents["notes"].split()),
    )


def _either(phrases: Iterable[str]) -> str:
    """Any of the phrases, the longest first, with any blanks between their words."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
