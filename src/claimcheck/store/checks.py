"""What the machine found out about claims, written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcheck.errors import NotInStoreError
from claimcheck.models import CheckedClaim, Evidence, Match
from claimcheck.store.database import Database
from claimcheck.store.documents import document_id
from claimcheck.store.rows import Row, columns, key, to_json


def basis(checked: CheckedClaim) -> str:
    """Digest over a claim's text, speaker and evidence: what a review of it rests on."""
    speaker = checked.claim.speaker
    named = speaker and (speaker.name, speaker.role, speaker.via)
    rested_on = sorted((piece.digest, piece.span, piece.text) for piece in checked.evidence)
    return key("z", checked.claim.text, named, rested_on)


def keep_checked(database: Database, article_digest: str, checked: Sequence[CheckedClaim]) -> None:
    """Make findings and evidence of these claims be what was found now; what is so already is not touched.

    Raises:
        NotInStoreError: a claim or a document of its evidence was never kept.
    """
    article = document_id(article_digest)
    known = set(database.column("SELECT id FROM claims WHERE document_id = ?", [article]))
    for each in checked:
        if each.claim.id not in known:
            raise NotInStoreError(f"{each.claim.id}: no such claim of this article in the database")
    digests = sorted({piece.digest for each in checked for piece in each.evidence})
    held = database.column(
        "SELECT digest FROM documents WHERE digest IN (SELECT value FROM json_each(?))", [to_json(digests)]
    )
    for digest in set(digests).difference(held):
        raise NotInStoreError(f"{digest}: evidence of a document that is not in the database")
    scope, claims = "claim_id IN (SELECT value FROM json_each(?))", [to_json([each.claim.id for each in checked])]
    database.reconcile("findings", scope, claims, [row for each in checked for row in _findings(each)])
    evidence = [pair for each in checked for pair in _evidence(database, each)]
    database.reconcile("evidence", scope, claims, [row for row, _ in evidence])
    differences = [row for identity, piece in evidence for row in _differences(str(identity["id"]), piece)]
    database.reconcile(
        "differences",
        "evidence_id IN (SELECT value FROM json_each(?))",
        [to_json([row["id"] for row, _ in evidence])],
        differences,
    )
    bases = dict(database.rows("SELECT id, basis FROM claims WHERE document_id = ?", [article]))
    fresh = [[basis(each), each.claim.id] for each in checked if basis(each) != bases[each.claim.id]]
    if fresh:
        with database.working_out():
            database.execute_many("UPDATE claims SET basis = ? WHERE id = ?", fresh)


def _findings(checked: CheckedClaim) -> list[Row]:
    return [
        {
            "id": key("f", checked.claim.id, question),
            "claim_id": checked.claim.id,
            "question": question,
            **columns(finding, "finding reason rule wording"),
        }
        for question, finding in (("said", checked.said), ("so", checked.so))
    ]


def _evidence(database: Database, checked: CheckedClaim) -> list[tuple[Row, Evidence]]:
    pairs: list[tuple[Row, Evidence]] = []
    seen: Counter[str] = Counter()
    for n, piece in enumerate(checked.evidence, 1):
        identity = key("e", checked.claim.id, piece.digest, piece.span)
        seen[identity] += 1
        if seen[identity] > 1:
            identity = key("e", identity, seen[identity])
        row: Row = {
            "id": identity,
            "claim_id": checked.claim.id,
            "n": n,
            "document_id": document_id(piece.digest),
            **columns(piece, "text stance wording span"),
            **columns(piece.match, "score_pct covered_pct"),
            "is_echo": int(piece.echo),
            "is_reprint": int(piece.reprint),
            "origin_document_id": _origin(database, piece.origin),
            "match_json": _match(piece.match),
        }
        pairs.append((row, piece))
    return pairs


def _origin(database: Database, digest: str | None) -> str | None:
    if digest is None:
        return None
    found = database.value("SELECT id FROM documents WHERE digest = ?", [digest])
    if found is None:
        raise NotInStoreError(f"{digest}: an origin that is not in the database")
    return str(found)


def _match(match: Match) -> str:
    return to_json(
        {
            "claim_span": match.claim_span,
            "evidence_span": match.evidence_span,
            "edits": [[edit.kind, edit.claim_span, edit.evidence_span] for edit in match.edits],
            "missing": match.missing,
        }
    )


def _differences(evidence: str, piece: Evidence) -> list[Row]:
    return [
        {
            "id": key("g", evidence, n),
            "evidence_id": evidence,
            "n": n,
            **columns(difference, "type claim evidence note claim_span evidence_span"),
        }
        for n, difference in enumerate(piece.differences, 1)
    ]
