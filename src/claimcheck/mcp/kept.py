"""What the tools are asked about: words that are given, or a stretch of a document that the workspace keeps."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, NotRequired, TypeAlias

from pydantic import Field

# Pydantic, which makes the schemas of the tools, reads no TypedDict of the standard library before Python 3.12.
from typing_extensions import TypedDict

from claimcheck.desk.metadata import address_of
from claimcheck.desk.pages.headers import OURS
from claimcheck.errors import NotInStoreError
from claimcheck.export.as_json import Json
from claimcheck.folders import Folders
from claimcheck.models import Difference, Document, Span
from claimcheck.store import Store


class KeptText(TypedDict):
    """A stretch of a kept document: its path or address, key or digest, and the characters [start, end) of its text."""

    source: str
    start: NotRequired[int]
    end: NotRequired[int]


MOST_CHARS = 100_000
"""No tool takes a longer text: somebody waits for the answer."""

Text = Annotated[str, Field(min_length=1, max_length=MOST_CHARS)]
Given: TypeAlias = Text | KeptText
"""Words, or where to find them."""


@dataclass(frozen=True, slots=True)
class AskedText:
    """Words to look at, and where they come from.

    Attributes:
        text: the words.
        start: where they begin in ``document``.
        document: the kept document that they stand in; None for words that were given.
    """

    text: str
    start: int = 0
    document: Document | None = None

    @property
    def digest(self) -> str:
        """The digest of the words themselves, in UTF-8."""
        return f"sha256:{sha256(self.text.encode('utf8', 'surrogatepass')).hexdigest()}"

    @property
    def span(self) -> Span:
        """Where they stand in their document."""
        return Span(self.start, self.start + len(self.text))

    def placed(self, difference: Difference) -> Json:
        """A difference from these words, its offsets counted in the document that they stand in."""
        return {
            "type": difference.type,
            "claim": difference.claim,
            "evidence": difference.evidence,
            "note": difference.note,
            "claim_span": difference.claim_span,
            "evidence_span": difference.evidence_span.shifted(self.start),
        }


class Kept:
    """The documents that a workspace keeps, as the tools name them."""

    def __init__(self, folders: Folders, store: Store) -> None:
        self._folders = folders
        self._store = store
        self._places = {document.digest: document.place for document in store.documents.all()}

    def words(self, given: Given) -> AskedText:
        """The words that are meant.

        Raises:
            NotInStoreError: there is no such document, or no such stretch of it.
        """
        if isinstance(given, str):
            return AskedText(given)
        document = self._store.documents.get_by_key(self._store.documents.key(given["source"]))
        start, end = given.get("start", 0), given.get("end", len(document.text))
        if not 0 <= start < end <= len(document.text):
            raise NotInStoreError(
                f"{given['source']}: no characters from {start} to {end}; its text has {len(document.text)}"
            )
        return AskedText(document.text[start:end], start, document)

    def document(self, document: Document) -> Json:
        """What is known of a document, its digest, and where its saved copy is."""
        key = self._store.documents.key(document.digest)
        return {
            "key": key,
            "digest": document.digest,
            "place": self._places.get(document.digest),
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "url": document.url,
            "saved_copy": self.saved_copy(document.digest, key),
        }

    def saved_copy(self, digest: str, key: str) -> Json:
        """Where a person and a program find the bytes that a document was read from.

        ``path`` is the file, from the workspace; ``offset_bytes`` and ``length_bytes`` are where its records lie in an
        archive; ``desk`` is the address of its text on the review desk.
        """
        place = self._places.get(digest) or ""
        found: Json = {"desk": f"{OURS}/{address_of(self._folders.database.stem)}/documents/{key}"}
        archived = self._store.retrievals.archived(digest)
        if place and "://" not in place:
            return found | {"path": place}
        if archived is None:
            return found | {"path": None}
        return found | {
            "path": f"evidence/archive/{archived.file}",
            "offset_bytes": archived.offset,
            "length_bytes": archived.length,
        }
