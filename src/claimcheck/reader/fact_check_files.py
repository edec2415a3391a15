"""Fact-checks that others publish, from files: ClaimReview as JSON or JSON-LD, Data Commons' feed, and tables."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimcheck.errors import DamagedError, EmptyError
from claimcheck.models import KnownCheck
from claimcheck.reader.charsets import decode
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import iso_date
from claimcheck.reader.files import too_large
from claimcheck.reader.metadata import names_in, rating_of, types_of, words_in
from claimcheck.wordlists import WordLists

MAX_BYTES = 200_000_000
"""Data Commons' feed of all fact-checks has 100 MB."""

_LISTS = WordLists(__file__)
_COLUMNS = ("claim", "rating", "publisher", "claimant", "checked", "url", "title")
_MOST_CHARS = 2000
_DEEPEST = 12
_GZIP = b"\x1f\x8b"
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class FactCheckFile:
    """What a file of fact-checks holds.

    Attributes:
        checks: the fact-checks, each once, in the file's order.
        left_out: how many have no claim or no rating in words or at an end of their scale.
    """

    checks: tuple[KnownCheck, ...]
    left_out: int


def read_fact_checks(content: bytes) -> FactCheckFile:
    """The fact-checks in the bytes of a file, whatever of the known forms it has.

    Raises:
        EmptyError: there is none in it.
        DamagedError: it is broken, or of no known form.
        TooLargeError: it is over ``MAX_BYTES``, or becomes so when it is unpacked.
    """
    decoded = decode(_unpacked(content))
    if decoded is None:
        raise DamagedError("not text; a file of fact-checks is JSON or a table (CSV)")
    text = decoded.lstrip("\ufeff \t\r\n")
    found = list(_items(text) if text[:1] in ("{", "[", "<") else _table(text))
    checks = tuple(dict.fromkeys(check for check in found if check is not None))
    if not checks:
        raise EmptyError(
            "no fact-check in it: a ClaimReview needs claimReviewed and reviewRating,"
            " a table the columns claim and rating"
        )
    return FactCheckFile(checks, found.count(None))


def _unpacked(content: bytes) -> bytes:
    if content.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedError("a gzip file that is broken; fetch it again") from error
    if len(content) > MAX_BYTES:
        raise too_large(len(content), MAX_BYTES)
    return content


def _items(text: str) -> Iterator[KnownCheck | None]:
    """Each ClaimReview in JSON, wherever it stands: alone, in lists, graphs and feeds, a line each, or in scripts."""
    sources = _SCRIPT.findall(text) if text.startswith("<") else [text]
    broken: ValueError | RecursionError | None = None
    for source in sources:
        try:
            for value in _values(source):
                yield from (_check(item) for item in _reviews(value, 0))
        except (ValueError, RecursionError) as error:
            broken = error
    if broken is not None and len(sources) == 1:
        raise DamagedError(f"JSON that is broken ({' '.join(str(broken).split())}); export it again") from broken


def _values(source: str) -> Iterator[object]:
    """The value of a text, or of each of its lines."""
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(source):
        if source[at].isspace():
            at += 1
            continue
        value, at = decoder.raw_decode(source, at)
        yield value


def _reviews(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _reviews(each, depth + 1)
    elif isinstance(value, dict):
        if "ClaimReview" in types_of(value) or "claimReviewed" in value:
            yield value
            return
        for each in value.values():
            if isinstance(each, (dict, list)):
                yield from _reviews(each, depth + 1)


def _check(item: dict[str, Any]) -> KnownCheck | None:
    """A ClaimReview as a fact-check; None where it does not say what was checked, or what came of it."""
    claim, rating = words_in(item.get("claimReviewed")), rating_of(item)
    if not claim or not rating:
        return None
    reviewed = _first(item.get("itemReviewed"))
    url = words_in(item.get("url"))
    return KnownCheck(
        claim=claim[:_MOST_CHARS],
        rating=rating[:_MOST_CHARS],
        publisher=names_in(item.get("author")) or names_in(item.get("publisher")),
        claimant=names_in(reviewed.get("author")) if isinstance(reviewed, dict) else None,
        checked=iso_date(words_in(item.get("datePublished")) or ""),
        url=url[:_MOST_CHARS] if url else None,
        title=words_in(item.get("headline")) or words_in(item.get("name")),
    )


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _table(text: str) -> Iterator[KnownCheck | None]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        at = _places(next(rows, []))
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _row(row, at)
    except csv.Error as error:
        raise DamagedError(f"a table that is broken ({error}); export it again") from error


def _places(head: list[str]) -> dict[str, int]:
    """In which column each field stands; of several, the one whose name is listed first.

    Raises:
        DamagedError: there is no column of claims, or none of ratings.
    """
    named = {re.sub(r"[\s_-]", "", cell).casefold(): at for at, cell in reversed(list(enumerate(head)))}
    found: dict[str, int] = {}
    for field in _COLUMNS:
        listed = [name.strip() for name in _LISTS.tables[field].replace("\n", " ").split(",")]
        at = next((named[name] for name in listed if name in named and named[name] not in found.values()), None)
        if at is not None:
            found[field] = at
    if "claim" not in found or "rating" not in found:
        raise DamagedError(
            "neither JSON nor a table with the columns claim and rating in its first line; name the columns so"
        )
    return found


def _row(row: list[str], at: dict[str, int]) -> KnownCheck | None:
    stated = {
        field: (one_line(row[place]) or "")[:_MOST_CHARS] or None for field, place in at.items() if place < len(row)
    }
    claim, rating = stated.get("claim"), stated.get("rating")
    if not claim or not rating:
        return None
    return KnownCheck(
        claim,
        rating,
        stated.get("publisher"),
        stated.get("claimant"),
        iso_date(stated.get("checked") or ""),
        stated.get("url"),
        stated.get("title"),
    )
