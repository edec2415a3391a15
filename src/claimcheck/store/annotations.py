"""What was worked out once: annotations of documents, and what the findings of articles rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.models import Span
from claimcheck.store.database import Database
from claimcheck.store.rows import key, to_json

_EVIDENCE = (
    "documents",
    "captures",
    "links",
    "passages",
    "retrievals",
    "origins",
    "shared_texts",
    "origin_decisions",
    "source_kinds",
    "source_kind_decisions",
)
"""The tables that say what there is to check a claim against."""


_CLAIMS = (
    "SELECT claims.id FROM claims JOIN articles ON articles.document_id = claims.document_id"
    " WHERE articles.id = ? AND claims.is_current"
)
_FOUND = tuple(
    rows.replace("?", _CLAIMS) + " ORDER BY id"
    for rows in (
        "SELECT id, basis FROM claims WHERE id IN (?)",
        "SELECT * FROM findings WHERE claim_id IN (?)",
        "SELECT * FROM evidence WHERE claim_id IN (?)",
        "SELECT * FROM differences WHERE evidence_id IN (SELECT id FROM evidence WHERE claim_id IN (?))",
        "SELECT * FROM citations WHERE claim_id IN (?)",
        "SELECT * FROM provenance_flags WHERE claim_id IN (?)",
    )
)
"""The rows that hold what was found about the claims of an article."""


@dataclass(frozen=True, slots=True)
class KeptAnnotation:
    """An annotation as it is kept.

    Attributes:
        digest: the digest of the document.
        section: the part of it that is annotated.
        language, annotator, version: see :class:`claimcheck.models.Annotated`.
        basis: digest over what was annotated; of another text of the same bytes, the annotation says nothing.
        data: the packed annotation.
    """

    digest: str
    section: Span
    language: str
    annotator: str
    version: str
    basis: str
    data: bytes


class KeptAnnotations:
    """Annotations of documents, and what the findings of articles rest on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, digest: str, section: Span) -> list[KeptAnnotation]:
        """The annotations of a section of the document of this digest, one an annotator."""
        rows = self._database.rows(
            "SELECT language, annotator, version, basis, annotated FROM annotations"
            " WHERE digest = ? AND start_char = ? AND end_char = ? ORDER BY annotator",
            [digest, *section],
        )
        return [KeptAnnotation(digest, section, *row) for row in rows]

    def keep(self, made: KeptAnnotation) -> None:
        """Write an annotation over the one that the same annotator made before."""
        identity = key("p", made.digest, made.annotator, made.section)
        names = (made.language, made.annotator, made.version, made.basis)
        with self._database.write():
            self._database.execute(
                "INSERT INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " language = excluded.language, version = excluded.version, basis = excluded.basis,"
                " annotated = excluded.annotated",
                [identity, made.digest, *names, *made.section, made.data],
            )

    def evidence_state(self) -> str:
        """What changes whenever anything that claims are checked against does: where the chain last wrote of it."""
        row = self._database.row(
            "SELECT number, digest FROM chain WHERE number ="
            " (SELECT max(number) FROM chain WHERE sealed IN (SELECT value FROM json_each(?)))",
            [to_json(_EVIDENCE)],
        )
        return to_json(row)

    def keep_checks(self, inputs: Mapping[str, str]) -> None:
        """Note what the findings of articles, by place, rest on."""
        with self._database.write():
            for place, digest in inputs.items():
                self._database.execute(
                    "INSERT INTO article_checks VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET"
                    " inputs = excluded.inputs, findings = excluded.findings WHERE (inputs, findings) IS NOT (?2, ?3)",
                    [key("a", place), digest, self._findings(place)],
                )

    def is_checked(self, place: str, inputs: str) -> bool:
        """Whether the findings of the article at ``place`` rest on ``inputs``, and are as they were written."""
        row = self._database.row("SELECT inputs, findings FROM article_checks WHERE id = ?", [key("a", place)])
        return row is not None and tuple(row) == (inputs, self._findings(place))

    def _findings(self, place: str) -> str:
        """A digest over all that was found about the claims of an article."""
        summed = hashlib.sha256()
        for rows in _FOUND:
            for row in self._database.rows(rows, [key("a", place)]):
                summed.update(to_json(row).encode())
        return f"sha256:{summed.hexdigest()}"
