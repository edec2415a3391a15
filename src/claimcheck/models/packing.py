"""Frozen values as bytes, and back: JSON by the shape of their classes, compressed."""

from __future__ import annotations

import dataclasses
import json
import zlib
from collections.abc import Callable, Hashable
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_Make: TypeAlias = Callable[[Any], Any]


def packed(value: object) -> bytes:
    """A frozen value of dataclasses, named tuples, tuples, frozen sets, enums and plain values, as bytes.

    The same value gives the same bytes.
    """
    # Only ASCII: text of the web can hold half a surrogate pair, which no encoding of Unicode takes.
    written = json.dumps(value, default=_plain, ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(written.encode("ascii"))


def unpacked(kind: type[_T], data: bytes) -> _T:
    """The value of class ``kind`` that :func:`packed` made these bytes of.

    Raises:
        ValueError: the bytes are no such value.
    """
    try:
        made: _T = _maker(cast("Hashable", kind))(json.loads(zlib.decompress(data)))
    except (zlib.error, TypeError, ValueError) as error:
        raise ValueError(f"not a packed {kind.__name__}: {error}") from error
    return made


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return [getattr(value, field.name) for field in dataclasses.fields(value)]
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be packed")


@cache
def _maker(kind: Hashable) -> _Make:
    """What makes a value of type ``kind`` of its JSON."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _sequence(tuple, _maker(arguments[0]))
    if origin is frozenset:
        return _sequence(frozenset, _maker(arguments[0]))
    if origin is tuple:
        return _record(lambda *values: values, tuple(map(_maker, arguments)))
    if NoneType in arguments:
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        # Looked up when first used: a class may hold one of its own kind.
        return lambda value: None if value is None else _maker(inner)(value)
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")):
        return _record(kind, tuple(map(_maker, get_type_hints(kind).values())))
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _as_is


def _as_is(value: object) -> object:
    return value


def _sequence(collect: _Make, make: _Make) -> _Make:
    if make is _as_is:
        return collect
    return lambda values: collect(map(make, values))


def _record(build: Callable[..., Any], makers: tuple[_Make, ...]) -> _Make:
    if all(make is _as_is for make in makers):
        return lambda values: build(*values)
    return lambda values: build(*[make(value) for make, value in zip(makers, values, strict=True)])
