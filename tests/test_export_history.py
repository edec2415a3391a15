"""What people did is done again where a case is read in, under the rules that hold there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import ClaimcheckError
from claimcheck.models import (
    Call,
    CallTerms,
    Capture,
    ClaimKind,
    CopyAction,
    KindSetting,
    Passage,
    Person,
    Review,
    ReviewVerdict,
    Role,
    Span,
    Stage,
)
from claimcheck.store import Store
from store_values import NOTE, PLACE, checked, keep_everything, note, split

TONNAGE, QUAY = "c00000000aaa1", "c00000000bbb2"
Rows = dict[str, list[dict[str, Any]]]


def exported(store: Store) -> Rows:
    """The rows of the case, as a file has them."""
    case: Rows = defaultdict(list)
    for table, row in store.cases.rows():
        case[table].append(dict(row))
    return dict(case)


def propose(store: Store, claim: str, who: str, verdict: ReviewVerdict = ReviewVerdict.WRONG, at: int = 0) -> None:
    basis = store.claims.get(claim).basis or ""
    when = f"2025-06-10T08:{at:02}:00Z"
    store.reviews.propose(
        Review(claim, verdict, who, "the yearbook", basis, when, ReviewVerdict.CONFIRMED, CopyAction.FIX)
    )


def call(store: Store, terms: CallTerms = CallTerms.ON_RECORD) -> None:
    store.calls.add(Call(TONNAGE, "Press office", terms, "It was 4.2.", "2025-06-11", "Ines", "2025-06-11T10:00:00Z"))


def signed(store: Store) -> None:
    keep_everything(store)
    propose(store, TONNAGE, "Ines")
    store.people.keep(Person("Jonas", Role.EDITOR))
    store.reviews.sign(TONNAGE, "Jonas")


def worked_on(store: Store) -> None:
    """Assigned, decided, returned, decided anew, signed off, taken back, signed again, reopened; calls in between."""
    keep_everything(store)
    propose(store, QUAY, "Ines", ReviewVerdict.UNPROVEN)
    store.people.keep(Person("Jonas", Role.EDITOR))
    store.people.keep(Person("Mara", Role.CHECKER))
    store.reviews.assign(TONNAGE, "Mara", "Jonas")
    propose(store, TONNAGE, "Mara", at=1)
    call(store, CallTerms.OFF_RECORD)
    store.reviews.return_(TONNAGE, "Jonas", note="what about the other table?")
    propose(store, TONNAGE, "Mara", ReviewVerdict.MISLEADING, at=2)
    store.reviews.sign(TONNAGE, "Ines")
    store.reviews.undo(TONNAGE, "Ines")
    store.reviews.sign(TONNAGE, "Jonas")
    store.reviews.reopen(TONNAGE, "Ines")
    propose(store, TONNAGE, "Ines", at=3)
    call(store)
    store.reviews.sign(TONNAGE, "Jonas")


def someone_left(store: Store) -> None:
    signed(store)
    store.people.keep(Person("Jonas", Role.VIEWER, is_active=False))


def gone_stale(store: Store) -> None:
    """Signed off, then other evidence: decided and signed anew."""
    signed(store)
    tonnage, quay = checked()
    store.claims.keep_checked(split().document.digest, [replace(tonnage, evidence=tonnage.evidence[:1]), quay])
    assert store.reviews.standing(TONNAGE).stage is Stage.STALE
    propose(store, TONNAGE, "Ines", ReviewVerdict.DISPUTED, at=5)
    store.reviews.sign(TONNAGE, "Jonas")


def without_evidence_now(store: Store) -> None:
    """Signed off, and then all evidence vanished."""
    signed(store)
    store.claims.keep_checked(split().document.digest, [replace(each, evidence=()) for each in checked()])


def called_after_the_signature(store: Store) -> None:
    signed(store)
    call(store)


def rewritten(store: Store) -> None:
    """The article changed, and makes the same claim in other words around it: its history goes on."""
    signed(store)
    longer = "New: " + split().document.text
    again = split(longer)
    shifted = tuple(
        replace(
            claim,
            id=claim.id[:-1] + "c",
            spans=tuple(span.shifted(5) for span in claim.spans),
            sentence=claim.sentence.shifted(5),
            quotes=(),
            substitutions=(),
            attribution=None,
        )
        for claim in again.claims
    )
    store.articles.keep(PLACE, replace(again, claims=shifted, coverage=()), from_sheet=False)
    store.reviews.reopen(TONNAGE[:-1] + "c", "Jonas")


HISTORIES: dict[str, Callable[[Store], None]] = {
    "signed off": signed,
    "all kinds of steps": worked_on,
    "a signer who left": someone_left,
    "stale, and signed anew": gone_stale,
    "signed off, the evidence gone since": without_evidence_now,
    "a call after the signature": called_after_the_signature,
    "the article rewritten": rewritten,
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which nothing is yet."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Store(path).close()
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Store:
    return opened(empty, tmp_path / "here.db")


def opened(empty: Path, path: Path) -> Store:
    """A copy of the empty database: quicker than a new one."""
    with closing(sqlite3.connect(empty)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return Store(path)


@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_is_the_same_there(store: Store, empty: Path, tmp_path: Path, name: str) -> None:
    """Every step, call and person, in the same order; where every claim stands; and nothing new the second time."""
    HISTORIES[name](store)
    case = exported(store)
    with opened(empty, tmp_path / "there.db") as there:
        there.cases.keep(case)
        assert exported(there) == case
        assert there.claims.all() == store.claims.all()
        assert there.people.all() == store.people.all()
        for claim in store.claims.all():
            assert there.reviews.standing(claim.status.id) == store.reviews.standing(claim.status.id)
        length = there.integrity.chain_length()
        assert sum(table.added_count for table in there.cases.keep(case)) == 0
        assert there.integrity.chain_length() == length
        assert (
            there.integrity.file_problems() + there.integrity.schema_problems() + there.integrity.span_problems() == []
        )


def test_a_history_goes_on_there(store: Store, empty: Path, tmp_path: Path) -> None:
    """What is done after the import comes after all that was done before."""
    signed(store)
    with opened(empty, tmp_path / "there.db") as there:
        propose_elsewhere(there)
        there.cases.keep(exported(store))
        there.reviews.reopen(TONNAGE, "Jonas")
        assert [step.n for step in there.reviews.history(TONNAGE)] == [1, 2, 3]
        assert there.reviews.standing(TONNAGE).stage is Stage.REOPENED
        assert exported(store)["steps"][0] in exported(there)["steps"]


def propose_elsewhere(store: Store) -> None:
    """Another case that is there already."""
    text = note()
    store.documents.keep(
        text, Capture("evidence/note.txt", text.digest, len(NOTE.encode())), [Passage(Span(0, 75), NOTE[:75])]
    )
    store.people.keep(Person("Ines", Role.EDITOR))


def _sign_by_proposer(case: Rows) -> None:
    case["steps"][-1]["person"] = "Ines"


def _without_evidence(case: Rows) -> None:
    for table in ("differences", "evidence", "review_evidence"):
        case[table] = []


FORGED: dict[str, tuple[Callable[[Rows], object], str]] = {
    "signed off by whoever proposed": (_sign_by_proposer, "whoever proposed cannot sign off"),
    "signed off with nothing kept": (_without_evidence, "nothing kept bears on this claim"),
    "signed off by nobody": (lambda case: case["steps"][-1].update(person="Eve"), "no active person has that name"),
    "decided by the machine": (
        lambda case: [row.update(name="claimcheck") for row in case["people"] if row["name"] == "Ines"],
        "the machine only suggests",
    ),
    "a step without its decision": (lambda case: case["reviews"].clear(), "its decision is missing"),
    "signed off before it was decided": (lambda case: case["steps"].reverse(), "a step was taken meanwhile"),
    "a step of another decision": (lambda case: case["steps"][0].update(note="other"), "with another note"),
    "a call counted in words": (
        lambda case: case.update(calls=[{"id": "rc0123456789ab", "steps_count": "two"}]),
        "steps_count is no number",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_the_rules_forbid_is_not_imported(store: Store, empty: Path, tmp_path: Path, name: str) -> None:
    """An import is no way around a rule: it is refused in one line, and nothing of it is kept."""
    signed(store)
    case = exported(store)
    change, told = FORGED[name]
    change(case)
    with opened(empty, tmp_path / "there.db") as there:
        with pytest.raises(ClaimcheckError, match=told) as refused:
            there.cases.keep(case)
        assert "\n" not in str(refused.value)
        assert exported(there) == {}
        assert there.integrity.schema_problems() == []


def test_what_holds_here_holds_for_what_comes(store: Store, empty: Path, tmp_path: Path) -> None:
    """Who may decide here, and what it takes to sign off, is not brought along by a case."""
    signed(store)
    case = exported(store)
    with opened(empty, tmp_path / "viewer.db") as there:
        there.people.keep(Person("Jonas", Role.VIEWER))
        with pytest.raises(ClaimcheckError, match="viewers cannot decide"):
            there.cases.keep(case)
    assert "kind_settings" not in case
    store.people.set_kind(KindSetting(ClaimKind.NUMBER, is_high_risk=False, may_sign_own=True), "Ines")
    store.reviews.reopen(TONNAGE, "Ines")
    propose(store, TONNAGE, "Ines", at=9)
    store.reviews.sign(TONNAGE, "Ines")
    with opened(empty, tmp_path / "strict.db") as there, pytest.raises(ClaimcheckError, match="cannot sign off"):
        there.cases.keep(exported(store))
