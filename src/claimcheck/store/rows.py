"""Rows as they are stored: keys that every machine derives alike, and values made of rows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import lru_cache, partial
from typing import Any, TypeAlias, TypeVar, get_args, get_type_hints

from claimcheck.models import Span

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]

T = TypeVar("T")

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def key(letter: str, *parts: object) -> str:
    """A row's key: ``letter`` and twelve hex digits of a digest over ``parts``."""
    return letter + hashlib.sha256(to_json(parts).encode()).hexdigest()[:12]


def to_json(value: object) -> str:
    """Compact JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def storable(text: str) -> str:
    """The text as SQLite can hold it: half a surrogate pair, which is no text, becomes U+FFFD, one for one."""
    return text if text.isascii() else _HALF_PAIR.sub("\ufffd", text)


def listed(values: Iterable[str]) -> str:
    """The values as a JSON list to be bound, for ``IN (SELECT value FROM json_each(?))``."""
    return to_json([storable(value) for value in values])


def columns(value: object, names: str) -> Row:
    """The named fields of a value as columns of the same names; a span as two, see :func:`chars`."""
    row: Row = {}
    for name in names.split():
        held = getattr(value, name)
        row |= chars(held, name.removesuffix("span")) if name.endswith("span") else {name: held}
    return row


def chars(span: Span | None, prefix: str = "") -> Row:
    """The two columns of a span, ``start_char`` and ``end_char``, each with ``prefix`` before its name."""
    start, end = span or (None, None)
    return {f"{prefix}start_char": start, f"{prefix}end_char": end}


def made(kind: type[T], values: Iterable[Any]) -> T:
    """The dataclass of ``values``, in the order of its fields.

    Enumerations and truth values are converted; a span is made of two values, and is None where these are.
    """
    left = iter(values)
    return kind(*(read(value, left) for read, value in zip(_readers(kind), left, strict=False)))  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _readers(kind: type[Any]) -> tuple[Callable[[Any, Iterator[Any]], Any], ...]:
    """How each field of a dataclass is made of a stored value and those that follow it."""
    return tuple(_reader(hint) for hint in get_type_hints(kind).values())


def _reader(hint: Any) -> Callable[[Any, Iterator[Any]], Any]:  # noqa: ANN401
    for one in (hint, *get_args(hint)):
        if one is Span:
            return _span
        if isinstance(one, type) and (one is bool or issubclass(one, Enum)):
            return partial(_converted, one)
    return lambda value, _: value


def _span(start: int | None, left: Iterator[Any]) -> Span | None:
    end = next(left)
    return None if start is None else Span(start, end)


def _converted(kind: Callable[[Any], Any], value: Any, _: Iterator[Any]) -> Any:  # noqa: ANN401
    return None if value is None else kind(value)
