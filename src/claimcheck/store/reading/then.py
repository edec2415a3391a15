"""A claim when it was decided, and now: what it was edited from, and what of its evidence is other by now."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_TO_CORRECT = frozenset({"wrong", "misleading", "disputed"})


@dataclass(frozen=True, slots=True)
class Then:
    """What stood when the decision was made that still stands.

    Attributes:
        text: the claim as it was worded, and ``speaker`` who said it; None where the article did.
        replacement: the wording that was proposed in its place.
        is_taken_over: the article holds that wording now.
        gone: evidence that was seen, and is not there any more.
        new: evidence that is there, and was not seen.
    """

    text: str
    speaker: str | None
    verdict: str
    reviewer: str
    reviewed_utc: str
    replacement: str | None
    is_taken_over: bool
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Decision:
    claim: str
    review: str
    text: str
    speaker: str | None
    verdict: str
    reviewer: str
    reviewed_utc: str
    replacement: str | None
    copy: str | None
    article: str


_DECISIONS = """
SELECT claim_stage.id, reviews.id, before.text,
    (
        SELECT name FROM attributions JOIN speakers ON speakers.id = speaker_id
        WHERE attributions.id = before.attribution_id
    ),
    reviews.verdict, reviews.reviewer, reviews.reviewed_utc, reviews.replacement, reviews.copy, documents.text
FROM claim_stage
JOIN reviews ON reviews.id = claim_stage.review_id
JOIN claims ON claims.id = claim_stage.id
JOIN claims AS before ON before.id = reviews.claim_id
JOIN documents ON documents.id = claims.document_id
WHERE claim_stage.id = ? AND {condition}
"""
_SEEN = "SELECT text FROM review_evidence WHERE review_id = ? ORDER BY n"
_THERE = "SELECT text FROM evidence WHERE claim_id = ? ORDER BY n"


def successor(connection: sqlite3.Connection, claim: str) -> str | None:
    """What became of a claim that was edited; None where it was not, or where there is no such claim."""
    row = connection.execute("SELECT successor_id FROM claims WHERE id = ?", [claim]).fetchone()
    return row[0] if row else None


def then(connection: sqlite3.Connection, claim: str) -> Then | None:
    """How the claim stood when it was decided; None where nobody decided, or nothing is other by now."""
    for row in connection.execute(_DECISIONS.format(condition="claim_stage.is_stale"), [claim]):
        decision = _Decision(*row)
        seen = [text for (text,) in connection.execute(_SEEN, [decision.review])]
        there = [text for (text,) in connection.execute(_THERE, [claim])]
        return Then(
            text=decision.text,
            speaker=decision.speaker,
            verdict=decision.verdict,
            reviewer=decision.reviewer,
            reviewed_utc=decision.reviewed_utc,
            replacement=decision.replacement,
            is_taken_over=_holds(decision.article, decision.replacement),
            gone=tuple(text for text in seen if text not in there),
            new=tuple(text for text in there if text not in seen) if seen else (),
        )
    return None


def corrections(connection: sqlite3.Connection, wanted: str) -> dict[str, list[str]]:
    """For each claim of a JSON list of keys that was edited after it was decided: a line on what it was."""
    found: dict[str, list[str]] = defaultdict(list)
    edited = connection.execute(
        "SELECT DISTINCT successor_id FROM claims WHERE successor_id IN (SELECT value FROM json_each(?))", [wanted]
    )
    for claim in edited.fetchall():
        row = connection.execute(_DECISIONS.format(condition="before.id <> claims.id"), claim).fetchone()
        if row is None:
            continue
        decision = _Decision(*row)
        line = f"was “{decision.text}”, decided {decision.verdict} by {decision.reviewer}"
        if _holds(decision.article, decision.replacement):
            line += "; corrected as proposed"
        elif decision.verdict in _TO_CORRECT or decision.copy == "fix":
            line += "; reworded since"
        found[decision.claim].append(line)
    return found


def _holds(text: str, words: str | None) -> bool:
    """Whether the words stand in the text, whatever their case and punctuation."""
    if not words or not _WORD.search(words):
        return False
    pattern = r"\W+".join(map(re.escape, _WORD.findall(words)))
    return re.search(rf"\b{pattern}\b", text, re.IGNORECASE) is not None
