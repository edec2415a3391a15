"""Which sources of a workspace were retracted, doubted or corrected, as they say themselves or a table says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from claimcheck.models import Document, NoticeKind, SourceNotice
from claimcheck.reader.notices import doi_of, notices_in
from claimcheck.reader.retractions import RetractionTable
from claimcheck.store import Store

Progress = Callable[[str, int, int], None]
"""Called with what is being worked on, how many are done, and how many there are."""


def look_up(store: Store, tables: Sequence[RetractionTable], progress: Progress) -> None:
    """Keep the notices on every document that a claim rests on, as they are now."""
    digests = store.notices.sources()
    for done, digest in enumerate(digests):
        progress("looking for retractions and corrections", done, len(digests))
        store.notices.keep(digest, notices_on(store.documents.get(digest), tables))


def notices_on(document: Document, tables: Sequence[RetractionTable]) -> list[SourceNotice]:
    """What the document says of itself, then what tables say of it; each kind of notice on one day once."""
    doi = doi_of(document)
    found = [*notices_in(document), *(notice for table in tables for notice in table.of(doi, document.title))]
    first = {(notice.kind, notice.noticed): notice for notice in reversed(found)}
    return sorted(
        (replace(notice, words=" ".join(notice.words.split())) for notice in first.values()),
        key=lambda notice: (list(NoticeKind).index(notice.kind), notice.noticed or "", notice.words),
    )
