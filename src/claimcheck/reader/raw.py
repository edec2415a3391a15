"""Bytes to be read, before anything is known of their format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from claimcheck.reader.charsets import declared_charset, decode


@dataclass(frozen=True)
class RawFile:
    """Bytes to be read, and what is known about them.

    Attributes:
        data: the bytes, at most ``max_bytes`` of them.
        max_bytes: the most that packed data may unpack to.
        name: the path or name, for its suffix; empty when not known.
        url: the address that it came from.
        content_type: what the server called it.
    """

    data: bytes
    max_bytes: int
    name: str = ""
    url: str | None = None
    content_type: str | None = None

    @property
    def suffix(self) -> str:
        """The suffix of the name, in lower case and without the dot; empty when it has none."""
        return self.name.rsplit(".", 1)[-1].lower() if "." in self.name else ""

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    @cached_property
    def decoded(self) -> str | None:
        """The text in the bytes; None when they are no text."""
        return decode(self.data, declared_charset(self.content_type))

    @property
    def text(self) -> str:
        """The text in the bytes; empty when they are no text."""
        return self.decoded or ""
