"""Crossref's table of retractions, corrections and expressions of concern, as Retraction Watch made it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from claimcheck.errors import DamagedError
from claimcheck.models import NoticeKind, SourceNotice
from claimcheck.reader.charsets import decode
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import iso_date
from claimcheck.reader.notices import plain_doi

MAX_BYTES = 500_000_000
"""The whole table has some 65 MB."""

_KINDS = {
    "retraction": NoticeKind.RETRACTED,
    "expression of concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTED,
}
_REINSTATED = "reinstatement"
_NEEDED = ("RetractionNature", "OriginalPaperDOI", "Title")
_LEAST_TITLE = 30
"""A shorter title may be of several works."""


@dataclass(frozen=True, slots=True)
class RetractionTable:
    """What a table says, by the DOI of the work, and by its title in letters alone."""

    by_doi: Mapping[str, Sequence[SourceNotice]] = field(default_factory=dict)
    by_title: Mapping[str, Sequence[SourceNotice]] = field(default_factory=dict)

    def of(self, doi: str | None, title: str | None) -> Sequence[SourceNotice]:
        """The notices on a work; by its title only where its DOI is not known."""
        if doi is not None:
            return self.by_doi.get(doi, ())
        letters = _letters(title or "")
        return self.by_title.get(letters, ()) if len(letters) >= _LEAST_TITLE else ()


def read_retractions(content: bytes, table: str) -> RetractionTable:
    """The notices of a table, which is named by its path; a work that was reinstated since has none from before.

    Raises:
        DamagedError: it is no such table.
    """
    text = decode(content)
    rows = csv.DictReader(io.StringIO((text or "").lstrip("\ufeff")))
    try:
        if not set(_NEEDED) <= set(rows.fieldnames or ()):
            raise DamagedError(
                f"not Crossref's table of retractions: it has no column {_NEEDED[0]}; download it as CSV again"
            )
        events = sorted((_event(row, table) for row in rows), key=lambda event: event[3].noticed or "")
    except csv.Error as error:
        raise DamagedError(f"a table that is broken ({error}); download it again") from error
    by_doi: defaultdict[str, list[SourceNotice]] = defaultdict(list)
    by_title: defaultdict[str, list[SourceNotice]] = defaultdict(list)
    for nature, doi, title, notice in events:
        for found, name in ((by_doi, doi), (by_title, title)):
            if name and nature == _REINSTATED:
                found.pop(name, None)
            elif name and nature in _KINDS:
                found[name].append(notice)
    return RetractionTable(by_doi, by_title)


def _event(row: Mapping[str, str | None], table: str) -> tuple[str, str | None, str, SourceNotice]:
    nature = (row.get("RetractionNature") or "").strip().casefold()
    reasons = [each.strip(" +") for each in (row.get("Reason") or "").split(";")]
    words = "; ".join(filter(None, reasons))
    name = one_line(row.get("Title")) or "the work"
    doi = plain_doi(row.get("RetractionDOI") or "")
    notice = SourceNotice(
        kind=_KINDS.get(nature, NoticeKind.CORRECTED),
        noticed=_day(row.get("RetractionDate") or ""),
        words=f"{name}: {words}" if words else name,
        table=table,
        url=f"https://doi.org/{doi}" if doi else None,
    )
    return nature, plain_doi(row.get("OriginalPaperDOI") or ""), _letters(row.get("Title") or ""), notice


def _day(stated: str) -> str | None:
    """The table writes months first: ``5/3/2025 0:00`` is 3 May."""
    try:
        return datetime.strptime(stated.split()[0], "%m/%d/%Y").date().isoformat() if stated.split() else None
    except ValueError:
        return iso_date(stated)


def _letters(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())
