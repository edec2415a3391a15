"""What kind of source a document looks like, with what gives it away. A guess, until a person says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.models import Document
from claimcheck.origins.credits import Credited, credit, ends, host_of, house, is_agency, is_release
from claimcheck.origins.sources import SourceKind
from claimcheck.origins.vocabulary import any_of, lists, phrases

_OPENING_CHARS = 400
_ADDRESSED = (
    (SourceKind.OPINION, "opinion_address"),
    (SourceKind.ANONYMOUS, "anonymous_address"),
    (SourceKind.PRIMARY, "data_address"),
    (SourceKind.OFFICIAL, "official_address"),
)
_PUBLISHED = (
    (SourceKind.WIRE, "wire_publisher"),
    (SourceKind.OFFICIAL, "official_publisher"),
    (SourceKind.PARTY, "party_publisher"),
)
_LABELLED = (
    (SourceKind.RECORDING, "recording_label"),
    (SourceKind.OPINION, "opinion_label"),
    (SourceKind.OFFICIAL, "official_label"),
    (SourceKind.PRIMARY, "primary_label"),
)


def guess(document: Document) -> tuple[SourceKind, str]:
    """The kind that ``document`` looks like, and why."""
    return next(_guesses(document), (SourceKind.ORIGINAL, "nothing on it says that it is anything else"))


def _guesses(document: Document) -> Iterator[tuple[SourceKind, str]]:
    yield from _labelled(document)
    yield from _credited(document)
    yield from _addressed(document)
    publisher = (document.publisher or "").lower()
    for kind, name in _PUBLISHED:
        if found := _list(name).search(publisher):
            yield kind, f"its publisher’s name: “{found[0]}”"


def _labelled(document: Document) -> Iterator[tuple[SourceKind, str]]:
    title = (document.title or "").lower().strip()
    label = (document.kind or "").lower().strip()
    opening = document.text[:_OPENING_CHARS].lower()
    for kind, name in _LABELLED:
        words = lists()["kinds"][name]
        if label in words:
            yield kind, f"it calls itself “{label}”"
        # A title is a label where the word stands apart: “Opinion | Why ...”, “Interview: transcript”.
        if found := next((word for word in words if re.match(rf"{re.escape(word)}\s*[:|–—]", title)), None):
            yield kind, f"its title begins with “{found}”"
        if found := next((word for word in words if re.search(rf"[:|–—]\s*{re.escape(word)}$", title)), None):
            yield kind, f"its title ends with “{found}”"
    if said := _list("recording_text").search(opening):
        yield SourceKind.RECORDING, f"it says “{said[0]}”"


def _credited(document: Document) -> Iterator[tuple[SourceKind, str]]:
    publisher, credited = house(document), credit(document)
    if is_release(document) or (credited and credited.how is Credited.RELEASE):
        yield SourceKind.PARTY, "it is a press release"
    if is_agency(publisher):
        yield SourceKind.WIRE, f"published by {publisher}"
    if credited and credited.house != publisher and credited.how in (Credited.DATELINE, Credited.BYLINE):
        yield SourceKind.REPUBLICATION, f"it is credited to {credited.house}: “{credited.words}”"
    around = "\n".join(span.of(document.text) for span in ends(document)).lower()
    if said := phrases("republications").search(around):
        yield SourceKind.REPUBLICATION, f"it says “{said[0]}”"


def _addressed(document: Document) -> Iterator[tuple[SourceKind, str]]:
    host = host_of(document)
    if host is None or document.url is None:
        return
    path = document.url.partition(host)[2].lower()
    for kind, name in _ADDRESSED:
        for part in lists()["kinds"][name]:
            is_there = part in f"{host}{path}" if "/" in part else _in_host(part, host)
            if is_there:
                yield kind, f"its address: {part}"


def _in_host(part: str, host: str) -> bool:
    """Whether a host is, ends in or begins with ``part``, by whole labels."""
    if part.startswith("."):
        return host.endswith(part) or (part.endswith(".") and part in host)
    return host == part or host.endswith(f".{part}") or (part.endswith(".") and f".{part}" in f".{host}")


def _list(name: str) -> re.Pattern[str]:
    return any_of(lists()["kinds"][name])
