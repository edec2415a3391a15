"""Which language reads a document: those registered as entry points, found by their code."""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from claimcheck.errors import ModelError, in_one_line
from claimcheck.language.detection import ENGLISH, detect
from claimcheck.language.protocol import Language, LanguageOptions
from claimcheck.language.vocabulary import Vocabulary
from claimcheck.models import Document

GROUP = "claimcheck.languages"
_OURS = "claimcheck-desk"

_DEFAULT = LanguageOptions()
_log = logging.getLogger("claimcheck")


def for_document(document: Document, options: LanguageOptions = _DEFAULT) -> Language:
    """The language that ``document`` is written in.

    Raises:
        ModelError: claimcheck is not installed whole.
    """
    return named(detect(document), options)


@cache
def named(code: str = ENGLISH, options: LanguageOptions = _DEFAULT) -> Language:
    """The language of this code; one that nobody registered is read plainly: sentences, numbers, dates and quotations.

    Raises:
        ModelError: claimcheck is not installed whole.
    """
    point = _registered().get(code)
    if point is not None:
        try:
            language: Language = point.load()(options)
        except Exception as error:
            if code == ENGLISH:
                raise
            problem = in_one_line(error)
            _log.warning("language %r cannot be loaded (%s); reinstall or remove its package", code, problem)
        else:
            return language
    if code == ENGLISH:
        raise ModelError("English is not registered; install claimcheck-desk again")
    from claimcheck.language.plain import Plain

    return Plain(code)


def editions(options: LanguageOptions = _DEFAULT) -> dict[str, str]:
    """Of every registered language, by its code, who annotates it and in which edition."""
    languages = (named(code, options) for code in sorted(_registered()))
    return {language.code: f"{language.annotator} {language.version}" for language in languages}


@cache
def vocabulary(code: str = ENGLISH) -> Vocabulary:
    """What the language of this code knows of its words; nothing where it gives no vocabulary."""
    found: Vocabulary = getattr(named(code), "vocabulary", Vocabulary())
    return found


@cache
def _registered() -> dict[str, EntryPoint]:
    # A language of another package takes the place of ours.
    points = sorted(entry_points(group=GROUP), key=lambda each: each.dist is None or each.dist.name != _OURS)
    return {each.name: each for each in points}


def refresh() -> None:
    """Look again which languages are registered; packages may have come or gone since."""
    _registered.cache_clear()
    named.cache_clear()
    vocabulary.cache_clear()
