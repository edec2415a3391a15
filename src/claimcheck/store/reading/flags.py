"""What to look at in a claim, in words that an editor can act on."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from claimcheck.models import EditKind, FindingKind, NoticeKind, Span, Stance, Wording
from claimcheck.models.labels import checked_before, noticed
from claimcheck.store import Store
from claimcheck.store.known import known_matches
from claimcheck.store.reading.then import corrections

_MOST = 3
"""No more differences than this are shown of one claim; the claim's page has them all."""
_DIFFERING = frozenset({Wording.ALTERED, Wording.TRIMMED, Wording.SPLICED, Wording.VARIANT})


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at.

    Attributes:
        weight: grave, warn or note: how loud it is shown.
        words: what it is.
    """

    weight: str
    words: str


def flags(connection: sqlite3.Connection, wanted: str) -> dict[str, list[Flag]]:
    """The flags of the claims whose keys are in the JSON list ``wanted``, the gravest first."""
    found: dict[str, list[Flag]] = defaultdict(list)
    for ask in (_corrections, _differences, _quotes, _failures, _changed, _notices, _known, _provenance, _doubts):
        for claim, flag in ask(connection, wanted):
            if flag not in found[claim]:
                found[claim].append(flag)
    return found


def _corrections(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    found = corrections(connection, wanted)
    return [(claim, Flag("warn", words)) for claim, listed in found.items() for words in listed]


def _differences(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    rows = connection.execute(
        """
        SELECT claim_id, note FROM (
            SELECT evidence.claim_id, differences.note, row_number() OVER (
                PARTITION BY evidence.claim_id ORDER BY evidence.n, differences.n
            ) AS turn
            FROM evidence JOIN differences ON differences.evidence_id = evidence.id
            JOIN findings ON findings.claim_id = evidence.claim_id AND findings.question = 'so'
            WHERE evidence.claim_id IN (SELECT value FROM json_each(?)) AND evidence.stance = ? AND NOT evidence.is_echo
            AND findings.finding IN ('contradicted', 'conflicting')
        ) WHERE turn <= ? ORDER BY claim_id, turn
        """,
        [wanted, Stance.CONTRADICTS, _MOST],
    )
    return [(claim, Flag("grave", note)) for claim, note in rows]


def _quotes(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    """How far quoted words are from what the source has; the reason alone where that cannot be counted."""
    rows = connection.execute(
        """
        SELECT
            findings.claim_id, findings.wording, findings.reason, claims.text,
            (SELECT json_group_array(text) FROM claim_spans WHERE claim_id = claims.id AND part = 'quote'),
            evidence.text, evidence.start_char, evidence.match_json
        FROM findings JOIN claims ON claims.id = findings.claim_id
        LEFT JOIN evidence ON evidence.claim_id = findings.claim_id AND evidence.wording = findings.wording
            AND NOT EXISTS (
                SELECT 1 FROM evidence AS better
                WHERE better.claim_id = evidence.claim_id AND better.wording = evidence.wording
                AND better.n < evidence.n
            )
        WHERE findings.claim_id IN (SELECT value FROM json_each(?)) AND findings.question = 'said'
        AND findings.finding IN ('contradicted', 'conflicting')
        """,
        [wanted],
    )
    found = []
    for claim, wording, reason, text, quotes, found_text, begins, match in rows:
        count = 0
        if wording in _DIFFERING and match is not None:
            quoted = [Span(at, at + len(words)) for words in json.loads(quotes) if (at := text.find(words)) >= 0]
            count = _differing(text, quoted, found_text, begins, json.loads(match)["edits"])
        words = f"quote: {count} {'word differs' if count == 1 else 'words differ'}; {reason}" if count else reason
        found.append((claim, Flag("grave", words)))
    return found


def _differing(text: str, quoted: list[Span], found: str, begins: int, edits: list[list[Any]]) -> int:
    """How many words of the quotes were changed or left out, or were put in between them."""
    count = 0
    for kind, claim, evidence in edits:
        start, end = claim
        inside = any(
            (quote.start < end and start < quote.end) or quote.start < start == end < quote.end for quote in quoted
        )
        if kind != EditKind.SAME and inside:
            there = Span(*evidence).shifted(-begins).of(found)
            count += max(len(text[start:end].split()), len(there.split()))
    return count


def _failures(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    rows = connection.execute(
        "SELECT claim_id, reason FROM findings WHERE claim_id IN (SELECT value FROM json_each(?)) AND finding = ?"
        " ORDER BY claim_id, question DESC",
        [wanted, FindingKind.FAILED],
    )
    return [(claim, Flag("warn", reason)) for claim, reason in rows]


def _changed(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    """Evidence whose words were looked for again at their address, and were not what they had been."""
    rows = connection.execute(
        """
        SELECT claim_id, result FROM (
            SELECT evidence.claim_id, rechecks.result, row_number() OVER (
                PARTITION BY evidence.id, rechecks.place ORDER BY rechecks.rechecked_utc DESC
            ) AS turn
            FROM evidence JOIN rechecks ON rechecks.document_id = evidence.document_id
            AND rechecks.start_char = evidence.start_char AND rechecks.end_char = evidence.end_char
            WHERE evidence.claim_id IN (SELECT value FROM json_each(?)) AND rechecks.result <> 'unreachable'
        ) WHERE turn = 1 AND result <> 'unchanged' ORDER BY claim_id, result
        """,
        [wanted],
    )
    words = {"changed": "source changed since capture", "gone": "source gone since capture"}
    return [(claim, Flag("grave", words[result])) for claim, result in rows]


def _notices(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    """Sources that the claim rests on and that were retracted, doubted or corrected."""
    rows = connection.execute(
        """
        SELECT DISTINCT evidence.claim_id, source_notices.kind, noticed, label
        FROM evidence JOIN source_notices ON source_notices.document_id = evidence.document_id
        JOIN documents ON documents.id = evidence.document_id
        WHERE evidence.claim_id IN (SELECT value FROM json_each(?)) AND (evidence.is_echo OR evidence.stance <> ?)
        ORDER BY evidence.claim_id, CASE source_notices.kind WHEN 'retracted' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END,
            noticed, label
        """,
        [wanted, Stance.RELATED],
    )
    weights = {NoticeKind.CORRECTED: "warn"}
    return [
        (claim, Flag(weights.get(kind, "grave"), f"source {noticed(kind, when)}: {name}"))
        for claim, kind, when, name in rows
    ]


def _known(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    """What was decided before about the same claim, the first of it; not for those who may only read one article."""
    found = known_matches(Store.reading(connection).database, wanted)
    return [
        (claim, Flag("note", checked_before(same[0].rating, same[0].checked))) for claim, same in found.items() if same
    ]


def _provenance(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    rows = connection.execute(
        "SELECT claim_id, note FROM provenance_flags WHERE claim_id IN (SELECT value FROM json_each(?))"
        " ORDER BY claim_id, id",
        [wanted],
    )
    return [(claim, Flag("warn", note)) for claim, note in rows]


def _doubts(connection: sqlite3.Connection, wanted: str) -> list[tuple[str, Flag]]:
    """What cannot be checked, and what the splitter was not sure of."""
    rows = connection.execute(
        "SELECT id, is_checkable, why_not, uncertain FROM claims WHERE id IN (SELECT value FROM json_each(?))", [wanted]
    )
    found = []
    for claim, is_checkable, why_not, uncertain in rows:
        if not is_checkable:
            found.append((claim, Flag("note", why_not or "no evidence could settle it")))
        if uncertain:
            found.append((claim, Flag("note", f"unsure: {uncertain}")))
    return found
