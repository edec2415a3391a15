"""What kind of source a document looks like, with what gives it away. A guess, until a person says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.models import Document
from claimcheck.origins.credits import Credited, host_of, is_agency
from claimcheck.origins.fingerprints import Fingerprint
from claimcheck.origins.sources import SourceKind
from claimcheck.origins.vocabulary import lists, phrases, said

_OPENING_CHARS = 400
_APART = re.compile(r"\s*[:|–—]\s*")
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


def guess(one: Fingerprint) -> tuple[SourceKind, str]:
    """The kind that a document looks like, and why."""
    return next(_guesses(one), (SourceKind.ORIGINAL, "nothing marks it as another kind"))


def _guesses(one: Fingerprint) -> Iterator[tuple[SourceKind, str]]:
    yield from _labelled(one.document)
    yield from _credited(one)
    yield from _addressed(one.document)
    publisher = (one.document.publisher or "").lower()
    for kind, name in _PUBLISHED:
        if found := phrases("kinds", name).search(publisher):
            yield kind, f"its publisher’s name: “{found[0]}”"


def _labelled(document: Document) -> Iterator[tuple[SourceKind, str]]:
    title = (document.title or "").lower().strip()
    label = (document.kind or "").lower().strip()
    # A title is a label where the word stands apart: “Opinion | Why ...”, “The mayor speaks: transcript”.
    apart = [part.strip() for part in _APART.split(title)] if title else []
    for kind, name in _LABELLED:
        words = lists()["kinds"][name]
        if label in words:
            yield kind, f"it calls itself “{label}”"
        # “Budget: what it means for you” is a story about one, and “Wrasse Bay, 3 May: minutes” are the minutes.
        places = apart[-1:] if kind is SourceKind.PRIMARY else [*apart[:1], *apart[-1:]]
        if len(apart) > 1 and (found := next((part for part in places if part in words), None)):
            yield kind, f"its title says “{found}”"
    if found := said(document.text[:_OPENING_CHARS].lower(), "kinds", "recording_text"):
        yield SourceKind.RECORDING, f"it says “{found}”"


def _credited(one: Fingerprint) -> Iterator[tuple[SourceKind, str]]:
    credited = one.credit
    if one.is_release or (credited and credited.how is Credited.RELEASE):
        yield SourceKind.PARTY, "it is a press release"
    if is_agency(one.house):
        yield SourceKind.WIRE, f"published by {one.house}"
    if credited and credited.house != one.house and credited.how in (Credited.DATELINE, Credited.BYLINE):
        yield SourceKind.REPUBLICATION, f"it is credited to {credited.house}: “{credited.words}”"
    if found := said(one.around, "republications"):
        yield SourceKind.REPUBLICATION, f"it says “{found}”"


def _addressed(document: Document) -> Iterator[tuple[SourceKind, str]]:
    host = host_of(document)
    if host is None or document.url is None:
        return
    address = f"{host}{document.url.partition(host)[2].lower()}"
    for kind, name in _ADDRESSED:
        for part in lists()["kinds"][name]:
            if part in address if "/" in part else _in_host(part, host):
                yield kind, f"its address: {part}"


def _in_host(part: str, host: str) -> bool:
    """Whether a host is, ends in or begins with ``part``, by whole labels."""
    if part.startswith("."):
        return host.endswith(part) or (part.endswith(".") and part in host)
    return host == part or host.endswith(f".{part}") or (part.endswith(".") and f".{part}" in f".{host}")
