"""What a language has to do, and the editions of its rules."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

from claimcheck.models import Annotated, Document, Grain, Reading

_RULES = (".py", ".toml", ".gz")
"""How files end that hold programs, word lists and weights; trained models have editions of their own."""


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """What a person can choose about annotation.

    Attributes:
        model: the trained model that parses, where a language uses one; None for the language's own.
        grain: how fine claims are cut.
    """

    model: str | None = None
    grain: Grain = Grain.CLAUSE


class Language(Protocol):
    """Reads documents of one language. The same text gives the same annotation.

    An entry point of the group ``claimcheck.languages``, named by the language's code ("pt"), leads to a callable that
    takes :class:`LanguageOptions` and returns one of these. It may also have an attribute ``vocabulary``, a
    :class:`Vocabulary`.

    Attributes:
        code: the two or three letters of ISO 639 ("en").
        annotator: what annotates; it names whatever a person chose about it.
        version: its edition; kept annotations of another edition are made anew.
    """

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def annotator(self) -> str: ...  # noqa: D102

    @property
    def version(self) -> str: ...  # noqa: D102

    def annotate(self, document: Document) -> Annotated:
        """All that the language says about a document.

        Raises:
            ModelError: a model that it needs is not installed.
        """
        ...

    def read(self, text: str, dated: str | None = None) -> Reading:
        """What a short text says, without parsing; ``dated`` (ISO 8601) is the date of its document."""
        ...


@cache
def edition(package: str) -> str:
    """A digest of the program and data files of ``package``: rules that change give another edition."""
    summed = hashlib.sha256()
    for path, content in _contents(files(package), ""):
        summed.update(f"{path}\n{len(content)}\n".encode())
        summed.update(content)
    return summed.hexdigest()[:12]


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{prefix}{each.name}"
        if each.is_dir():
            found += _contents(each, f"{path}/") if each.name != "__pycache__" else []
        elif path.endswith(_RULES):
            found.append((path, each.read_bytes()))
    return found
