"""What the provenance of claims is made of, and the citations and flags that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from claimcheck.models import Capture
from claimcheck.provenance import HeldDocument, LinkTarget, Material, Provenance, follow
from claimcheck.provenance.addresses import spellings
from claimcheck.store.claims import Claims
from claimcheck.store.database import Database
from claimcheck.store.documents import PLACE_OF_DOCUMENT, Documents, document_id
from claimcheck.store.records import ClaimRecord
from claimcheck.store.rows import Row, chars, columns, key, listed, made, to_json

_REMEMBERED = 256
"""How many documents and addresses are remembered from one claim to the next."""


class ProvenanceRecords:
    """Where claims come from, as far as it was captured."""

    def __init__(self, database: Database, documents: Documents, claims: Claims) -> None:
        self._database = database
        self._documents = documents
        self._claims = claims

    def trace(self, record: ClaimRecord) -> Provenance:
        """Where a claim comes from, as far as it was captured."""
        return _Tracer(self._database, self._documents).trace(record)

    def landing(self, address: str, place: str) -> LinkTarget:
        """What an address in the document at ``place`` leads to: a document held now, a failure, or nothing (None)."""
        return _Tracer(self._database, self._documents).landing(address, place)

    def keep(self, places: Iterable[str]) -> None:
        """Trace every claim of the articles at ``places``, and write citations and flags over earlier ones."""
        tracer = _Tracer(self._database, self._documents)
        for place in places:
            found = [tracer.trace(record) for record in self._claims.all(place) if not record.status.is_gone]
            with self._database.write():
                self._keep(found)

    def _keep(self, found: Sequence[Provenance]) -> None:
        scope, claims = "claim_id IN (SELECT value FROM json_each(?))", [to_json([each.claim.id for each in found])]
        self._database.reconcile("citations", scope, claims, [row for one in found for row in _citations(one)])
        self._database.reconcile("provenance_flags", scope, claims, [row for one in found for row in _flags(one)])


class _Tracer:
    """Traces claims; what was read for one claim is remembered for the next."""

    def __init__(self, database: Database, documents: Documents) -> None:
        self._database = database
        self._documents = documents
        self._held = lru_cache(_REMEMBERED)(self._read)
        self.landing = lru_cache(_REMEMBERED)(self._land)

    def trace(self, record: ClaimRecord) -> Provenance:
        claim, evidence = record.checked.claim, record.checked.evidence
        article = self._database.value(
            "SELECT digest FROM claims JOIN documents ON documents.id = document_id WHERE claims.id = ?", [claim.id]
        )
        digests = dict.fromkeys(piece.digest for piece in evidence)
        material = Material(claim, self._held(article), evidence, {digest: self._held(digest) for digest in digests})
        return follow(material, self.landing)

    def _read(self, digest: str) -> HeldDocument:
        document = self._documents.get(digest)
        place, captured_utc, origin, primary = self._database.row(
            f"""
            SELECT
                {PLACE_OF_DOCUMENT},
                coalesce((SELECT min(captured_utc) FROM captures WHERE document_id = documents.id), ''),
                (
                    SELECT heads.digest FROM origins JOIN documents AS heads ON heads.id = origin_document_id
                    WHERE origins.document_id = documents.id
                ),
                (
                    SELECT reason FROM source_kinds
                    WHERE source_kinds.document_id = documents.id AND kind IN ('primary', 'recording', 'official')
                )
            FROM documents WHERE digest = ?
            """,  # noqa: S608
            [digest],
        )
        return HeldDocument(document, place, captured_utc, origin or digest, primary)

    def _land(self, address: str, place: str) -> LinkTarget:
        wanted = listed(spellings(address, place))
        found = self._database.value(
            """
            WITH wanted (value) AS (SELECT value FROM json_each(?)),
            led (document_id) AS (
                SELECT document_id FROM captures WHERE place IN wanted AND is_current
                UNION SELECT id FROM documents WHERE url IN wanted
                UNION SELECT captures.document_id FROM retrievals JOIN captures ON captures.id = capture_id
                WHERE final_url IN wanted
                UNION SELECT captures.document_id FROM retrievals JOIN captures ON captures.id = capture_id
                WHERE memento_of IN wanted
            )
            SELECT digest FROM led JOIN documents ON documents.id = led.document_id
            WHERE EXISTS (SELECT 1 FROM captures WHERE captures.document_id = documents.id AND is_current)
            ORDER BY published IS NULL, published, digest LIMIT 1
            """,
            [wanted],
        )
        if found is not None:
            return self._held(found)
        failed = self._database.row(
            """
            SELECT place, digest, size_bytes, failure, note FROM captures
            WHERE place IN (SELECT value FROM json_each(?)) AND failure IS NOT NULL AND is_current
            ORDER BY place LIMIT 1
            """,
            [wanted],
        )
        return made(Capture, failed) if failed else None


def _citations(found: Provenance) -> list[Row]:
    return [
        {
            "id": key("i", found.claim.id, each.citing, each.how, each.source, each.span),
            "claim_id": found.claim.id,
            "document_id": document_id(each.citing),
            "cited_document_id": document_id(each.cited) if each.cited else None,
            **columns(each, "how text source note"),
            **chars(each.span),
        }
        for each in found.citations
    ]


def _flags(found: Provenance) -> list[Row]:
    return [
        {
            "id": key("m", found.claim.id, each.flag, each.digests),
            "claim_id": found.claim.id,
            **columns(each, "flag note"),
            "documents_json": to_json([document_id(digest) for digest in each.digests]),
        }
        for each in found.flags
    ]
