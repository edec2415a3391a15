"""The claim status table: counted, filtered, sorted and cut into pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.store.reading.lines import StatusLine

PER_PAGE = 50
SORTS = ("article", "first", "said", "so", "speaker", "stage", "age")

_TURNS = {"stale": 1, "returned": 2, "reopened": 2, "proposed": 7, "signed": 8}
_URGENT = {"contradicted": 3, "conflicting": 4, "failed": 5}
_GONE, _OTHERS = 9, 6


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What of the table was asked for; every part is in the page's address.

    Attributes:
        q: words to search for.
        article: an article's place.
        stage, status, kind, speaker, checker: what each line has to have; empty for any.
        mine: anything to leave the claims that wait for whoever asks.
        sort: ``article`` order, ``first`` for what to look at first, or a column.
        page: which page, from 1.
    """

    q: str = ""
    article: str = ""
    stage: str = ""
    status: str = ""
    kind: str = ""
    speaker: str = ""
    checker: str = ""
    mine: str = ""
    sort: str = "article"
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether lines are left out."""
        return any((self.q, self.stage, self.status, self.kind, self.speaker, self.checker, self.mine))


def urgency(line: StatusLine) -> tuple[int, float, str, int]:
    """What to look at first: as the view ``review_queue`` has it, and what could not be retrieved before the rest."""
    turn = _TURNS.get(line.standing.stage) or _URGENT.get(line.suggestion, _OTHERS)
    if not line.is_there:
        turn = _GONE
    return turn, -line.priority_pct, line.place, line.n


def narrowed(lines: Sequence[StatusLine], asked: TableRequest, found: frozenset[str] | None) -> list[StatusLine]:
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
    return sorted(kept, key=_KEYS[asked.sort]) if asked.sort in _KEYS else kept


_GRAVEST = {
    finding: n
    for n, finding in enumerate(
        ("contradicted", "conflicting", "failed", "not_found", "related", "supported", "unchecked")
    )
}
_KEYS: dict[str, Callable[[StatusLine], Any]] = {
    "first": urgency,
    "said": lambda line: _GRAVEST.get(line.said, 9),
    "so": lambda line: _GRAVEST.get(line.so, 9),
    "speaker": lambda line: line.speaker.casefold(),
    "stage": lambda line: line.standing.stage,
    "age": lambda line: (line.standing.since_utc is None, line.standing.since_utc or ""),
}
"""How the table is put in order; article order needs none."""


def counted(lines: Sequence[StatusLine]) -> Counter[str]:
    """How many of the claims that are still made stand where, and how many rest on what could not be retrieved."""
    there = [line for line in lines if line.is_there]
    counts = Counter(line.standing.stage for line in there)
    counts["failed"] = sum(line.suggestion == "failed" for line in there)
    counts["all"] = len(there)
    return counts


def blocking_claims(lines: Sequence[StatusLine]) -> list[StatusLine]:
    """The claims that stand in the way of publishing: all that are still made, and not signed off or decided badly."""
    return [line for line in lines if line.is_there and line.standing.blocks]


def verdict_on(lines: Sequence[StatusLine]) -> str:
    """Whether these claims can be published, in one sentence."""
    there = [line for line in lines if line.is_there]
    unsigned = sum(line.standing.stage != "signed" for line in there)
    bad = len(blocking_claims(there)) - unsigned
    if not there:
        return "Nothing to publish: no claims yet"
    if not unsigned and not bad:
        return "Ready to publish: every claim is signed off, and none has to be corrected"
    reasons = []
    if unsigned:
        reasons.append(f"{unsigned} of {len(there)} claims {'is' if unsigned == 1 else 'are'} not signed off")
    if bad:
        verb = "has" if bad == 1 else "have"
        reasons.append(f"{bad} signed off as wrong, misleading or disputed {verb} to be corrected")
    return f"Not ready to publish: {', and '.join(reasons)}"


def is_undecided(line: StatusLine) -> bool:
    """Whether somebody has to decide about it."""
    return line.standing.stage in ("open", "assigned", "stale", "returned", "reopened")


def waiting_for(lines: Sequence[StatusLine], who: str | None, *, is_editor: bool) -> list[StatusLine]:
    """The claims that wait for this person: to be decided by them, or, of an editor, to be signed off."""
    return [
        line
        for line in lines
        if line.is_there
        and who is not None
        and (
            (is_undecided(line) and line.standing.checker == who)
            or (is_editor and line.standing.stage == "proposed" and line.standing.checker != who)
        )
    ]
