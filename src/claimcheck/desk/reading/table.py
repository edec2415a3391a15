"""The claim status table: counted, filtered, sorted and cut into pages, with the details of the claims on one page."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.desk.reading.flags import Flag, flags
from claimcheck.desk.reading.lines import Line

PER_PAGE = 50
SORTS = ("article", "first")

_TURNS = {"stale": 1, "returned": 2, "reopened": 2, "proposed": 7, "signed": 8}
_URGENT = {"contradicted": 3, "conflicting": 4, "failed": 5}
_GONE, _OTHERS = 9, 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the table was asked for; every part is in the page's address.

    Attributes:
        q: words to search for.
        article: an article's place.
        stage, status, kind, speaker, checker: what each line has to have; empty for any.
        sort: ``article`` order, or ``first`` for what to look at first.
        page: which page, from 1.
    """

    q: str = ""
    article: str = ""
    stage: str = ""
    status: str = ""
    kind: str = ""
    speaker: str = ""
    checker: str = ""
    sort: str = "article"
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether lines are left out."""
        return any((self.q, self.stage, self.status, self.kind, self.speaker, self.checker))


@dataclass(frozen=True, slots=True)
class Detail:
    """What a line shows beyond what the whole table is sorted by.

    Attributes:
        words: the exact words of the article, pieces joined by an ellipsis.
        text: the claim, self-contained.
        documents_count: documents that support it, contradict it or hold the speaker's own words.
        origins_count: how many independent texts those go back to.
    """

    words: str
    text: str
    flags: tuple[Flag, ...]
    documents_count: int
    origins_count: int

    @property
    def is_reworded(self) -> bool:
        """Whether the claim is worded otherwise than the article, but for its first letter and its full stop."""
        return self.text.rstrip(".").casefold() != self.words.rstrip(".").casefold()


@dataclass(frozen=True, slots=True)
class Article:
    """An article under check, and how many of its sentences became no claim without a stated reason."""

    id: str
    place: str
    title: str
    gaps_count: int


def urgency(line: Line) -> tuple[int, float, str, int]:
    """What to look at first: as the view ``review_queue`` has it, and what could not be retrieved before the rest."""
    turn = _TURNS.get(line.standing.stage) or _URGENT.get(line.suggestion, _OTHERS)
    if not line.is_there:
        turn = _GONE
    return turn, -line.priority_pct, line.place, line.n


def narrowed(lines: Sequence[Line], asked: Asked, found: frozenset[str] | None) -> list[Line]:
    """The lines asked for, in the order asked for; ``found`` are the claims that hold the words searched for."""
    kept = [
        line
        for line in lines
        if (not asked.article or line.place == asked.article)
        and (not asked.stage or line.standing.stage == asked.stage)
        and (not asked.status or asked.status in (line.standing.verdict, line.suggestion))
        and (not asked.kind or line.kind == asked.kind)
        and (not asked.speaker or line.speaker == asked.speaker)
        and (not asked.checker or line.standing.checker == asked.checker)
        and (found is None or line.id in found)
    ]
    return sorted(kept, key=urgency) if asked.sort == "first" else kept


def counted(lines: Sequence[Line]) -> Counter[str]:
    """How many of the claims that are still made stand where, and how many rest on what could not be retrieved."""
    there = [line for line in lines if line.is_there]
    counts = Counter(line.standing.stage for line in there)
    counts["failed"] = sum(line.suggestion == "failed" for line in there)
    counts["all"] = len(there)
    return counts


def blocking(lines: Sequence[Line]) -> list[Line]:
    """The claims that stand in the way of publishing: all that are still made and not signed off."""
    return [line for line in lines if line.is_there and line.standing.stage != "signed"]


def searched(connection: sqlite3.Connection, q: str) -> frozenset[str]:
    """The claims that hold all the words of ``q``, in their text or among the article's words."""
    terms = " ".join(f'"{word}"' for word in q.replace('"', " ").replace("\0", " ").split())
    if not terms:
        return frozenset()
    rows = connection.execute(
        "SELECT claims.id FROM claims_fts JOIN claims ON claims.number = claims_fts.rowid WHERE claims_fts MATCH ?",
        [terms],
    )
    return frozenset(identity for (identity,) in rows)


def articles(connection: sqlite3.Connection) -> list[Article]:
    """The articles in the workspace now, by place."""
    rows = connection.execute(
        """
        SELECT articles.id, articles.place, coalesce(documents.title, articles.place),
            (SELECT count(*) FROM coverage WHERE coverage.document_id = documents.id AND covered = 'gap')
        FROM articles JOIN documents ON documents.id = articles.document_id
        WHERE articles.is_current ORDER BY articles.place
        """
    )
    return [Article(*row) for row in rows]


def details(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Detail]:
    """What the lines of these claims show."""
    wanted = json.dumps(list(keys))
    flagged = flags(connection, wanted)
    rows = connection.execute(
        """
        SELECT claims.id, claims.text,
            (
                SELECT group_concat(text, ' … ') FROM (
                    SELECT text FROM claim_spans WHERE claim_id = claims.id AND part = 'words' ORDER BY n
                )
            ),
            count(DISTINCT bearing.document_id),
            count(DISTINCT coalesce(origins.origin_document_id, bearing.document_id))
        FROM claims
        LEFT JOIN evidence AS bearing ON bearing.claim_id = claims.id
            AND (bearing.stance <> 'related' OR bearing.is_echo)
        LEFT JOIN origins ON origins.document_id = bearing.document_id
        WHERE claims.id IN (SELECT value FROM json_each(?))
        GROUP BY claims.id
        """,
        [wanted],
    )
    return {
        identity: Detail(words or text, text, tuple(flagged.get(identity, ())), documents, origins)
        for identity, text, words, documents, origins in rows
    }
