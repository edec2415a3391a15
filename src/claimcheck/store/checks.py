"""What the machine found out about claims, written down."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from claimcheck.errors import NotInStoreError
from claimcheck.models import CheckedClaim, Evidence, Match
from claimcheck.store.documents import document_id
from claimcheck.store.rows import Row, key, reconcile, to_json


def basis(checked: CheckedClaim) -> str:
    """Digest over a claim's text, speaker and evidence: what a review of it rests on."""
    speaker = checked.claim.speaker
    named = speaker and (speaker.name, speaker.role, speaker.via)
    rested_on = sorted((piece.digest, piece.span, piece.text) for piece in checked.evidence)
    return key("z", checked.claim.text, named, rested_on)


def keep_checked(connection: sqlite3.Connection, article_digest: str, checked: Sequence[CheckedClaim]) -> None:
    """Make findings and evidence of these claims be what was found now; what is so already is not touched.

    Raises:
        NotInStoreError: a claim or a document of its evidence was never kept.
    """
    article = document_id(article_digest)
    known = {claim for (claim,) in connection.execute("SELECT id FROM claims WHERE document_id = ?", [article])}
    for each in checked:
        if each.claim.id not in known:
            raise NotInStoreError(f"{each.claim.id}: no such claim of this article in the database")
    digests = sorted({piece.digest for each in checked for piece in each.evidence})
    held = connection.execute(
        "SELECT digest FROM documents WHERE digest IN (SELECT value FROM json_each(?))", [to_json(digests)]
    ).fetchall()
    for digest in set(digests).difference(digest for (digest,) in held):
        raise NotInStoreError(f"{digest}: evidence of a document that is not in the database")
    scope, claims = "claim_id IN (SELECT value FROM json_each(?))", [to_json([each.claim.id for each in checked])]
    reconcile(connection, "findings", scope, claims, [row for each in checked for row in _findings(each)])
    evidence = [pair for each in checked for pair in _evidence(connection, each)]
    reconcile(connection, "evidence", scope, claims, [row for row, _ in evidence])
    differences = [row for identity, piece in evidence for row in _differences(str(identity["id"]), piece)]
    reconcile(
        connection,
        "differences",
        "evidence_id IN (SELECT value FROM json_each(?))",
        [to_json([row["id"] for row, _ in evidence])],
        differences,
    )
    connection.executemany(
        "UPDATE claims SET basis = :basis WHERE id = :id AND basis IS NOT :basis",
        [{"id": each.claim.id, "basis": basis(each)} for each in checked],
    )


def _findings(checked: CheckedClaim) -> list[Row]:
    return [
        {
            "id": key("f", checked.claim.id, question),
            "claim_id": checked.claim.id,
            "question": question,
            "finding": finding.finding,
            "reason": finding.reason,
            "rule": finding.rule,
            "wording": finding.wording,
        }
        for question, finding in (("said", checked.said), ("so", checked.so))
    ]


def _evidence(connection: sqlite3.Connection, checked: CheckedClaim) -> list[tuple[Row, Evidence]]:
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
            "text": piece.text,
            "stance": piece.stance,
            "is_echo": int(piece.echo),
            "wording": piece.wording,
            "score_pct": piece.match.score_pct,
            "covered_pct": piece.match.covered_pct,
            "origin_document_id": _origin(connection, piece.origin),
            "start_char": piece.span.start,
            "end_char": piece.span.end,
            "match_json": _match(piece.match),
        }
        pairs.append((row, piece))
    return pairs


def _origin(connection: sqlite3.Connection, digest: str | None) -> str | None:
    if digest is None:
        return None
    found = connection.execute("SELECT id FROM documents WHERE digest = ?", [digest]).fetchone()
    if found is None:
        raise NotInStoreError(f"{digest}: an origin that is not in the database")
    return str(found[0])


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
            "type": difference.type,
            "claim": difference.claim,
            "evidence": difference.evidence,
            "note": difference.note,
            "claim_start_char": difference.claim_span.start,
            "claim_end_char": difference.claim_span.end,
            "evidence_start_char": difference.evidence_span.start,
            "evidence_end_char": difference.evidence_span.end,
        }
        for n, difference in enumerate(piece.differences, 1)
    ]
