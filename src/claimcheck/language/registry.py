"""Which language reads a document: those registered as entry points, found by their code."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from claimcheck.language.protocol import Language, LanguageOptions
from claimcheck.models import Document

GROUP = "claimcheck.languages"
ENGLISH = "en"
"""The language of short texts whose language nothing tells."""


@cache
def _registered() -> dict[str, EntryPoint]:
    return {each.name: each for each in entry_points(group=GROUP)}


@cache
def named(code: str = ENGLISH, options: LanguageOptions = LanguageOptions()) -> Language:  # noqa: B008
    """The language of this code."""
    language: Language = _registered()[code].load()(options)
    return language


def for_document(document: Document, options: LanguageOptions = LanguageOptions()) -> Language:  # noqa: B008, ARG001
    """The language that ``document`` is written in."""
    return named(ENGLISH, options)
