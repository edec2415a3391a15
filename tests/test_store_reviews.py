"""Decisions of people: added, never changed, and never silently outdated."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.errors import NotInStoreError
from claimcheck.models import Claim, Person, Review, ReviewVerdict, Role, SplitArticle
from claimcheck.store import Store, basis
from store_values import PLACE, checked, keep_everything, review, split

TONNAGE, QUAY = (claim.id for claim in split().claims)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "claimcheck.db") as opened:
        keep_everything(opened)
        yield opened


def edited(*, without: str | None = None) -> SplitArticle:
    """The article after a change elsewhere in it: another digest, so other claim ids, and the same words."""
    before = split()
    claims: tuple[Claim, ...] = tuple(
        replace(claim, id=claim.id[:-1] + "f") for claim in before.claims if claim.id != without
    )
    return replace(before, document=replace(before.document, digest="sha256:" + "e" * 64), claims=claims)


def status(store: Store) -> dict[str, str]:
    return {line.id: line.status for line in store.claims.status(PLACE)}


def test_a_review_stands_beside_the_suggestion(store: Store) -> None:
    """The person's word is the status; what the machine suggested stays to be seen."""
    made = review(store, TONNAGE, ReviewVerdict.WRONG)
    line = store.claims.get(TONNAGE).status
    assert (line.status, line.so, line.is_stale) == ("wrong", "contradicted", False)
    assert status(store)[QUAY] == "contradicted (suggested)"
    assert store.claims.get(TONNAGE).reviews == (made,)


def test_the_last_review_stands(store: Store) -> None:
    """Earlier ones stay, in order, even when all carry the same second."""
    first = review(store, TONNAGE, ReviewVerdict.WRONG)
    second = review(store, TONNAGE, ReviewVerdict.DISPUTED)
    assert store.reviews.all(TONNAGE) == [first, second]
    assert status(store)[TONNAGE] == "disputed"
    assert store.reviews.all(QUAY) == []


def test_the_same_review_twice_is_one(store: Store) -> None:
    """A run that was cut off and repeats itself doubles nothing."""
    made = review(store, TONNAGE)
    store.reviews.propose(made)
    assert store.reviews.all(TONNAGE) == [made]


def test_there_is_no_review_of_nothing(store: Store) -> None:
    """A claim that is not there cannot be reviewed."""
    with pytest.raises(NotInStoreError):
        store.reviews.propose(Review("c000000000000", ReviewVerdict.WRONG, "Ines", "", "", "2025-06-10T08:00:00Z"))


def test_a_run_after_a_review_changes_neither(store: Store) -> None:
    """The same article and the same evidence leave a review as fresh as it was."""
    review(store, TONNAGE)
    keep_everything(store)
    assert status(store)[TONNAGE] == "wrong"


def test_other_evidence_makes_a_review_stale(store: Store) -> None:
    """It is marked, first in the queue, and fresh again only by another review."""
    review(store, TONNAGE)
    tonnage, _ = checked()
    store.claims.keep_checked(split().document.digest, [replace(tonnage, evidence=tonnage.evidence[:1])])
    assert status(store)[TONNAGE] == "wrong (stale)"
    assert queue(store)[0] == (TONNAGE, "changed after review")
    review(store, TONNAGE, ReviewVerdict.UNPROVEN)
    assert status(store)[TONNAGE] == "unproven"


def test_what_the_reviewer_saw_is_kept(store: Store) -> None:
    """Also when the evidence is no longer found."""
    review(store, TONNAGE)
    tonnage, _ = checked()
    store.claims.keep_checked(split().document.digest, [replace(tonnage, evidence=())])
    seen = store.database.connection.execute("SELECT text FROM review_evidence ORDER BY n").fetchall()
    assert seen == [(piece.text,) for piece in checked()[0].evidence]


def test_a_review_of_older_evidence_is_stale_from_the_start(store: Store) -> None:
    """Two people at once: the second saw what is no longer so, and no evidence is put in their mouth."""
    seen = store.claims.get(TONNAGE)
    tonnage, _ = checked()
    store.claims.keep_checked(split().document.digest, [replace(tonnage, evidence=())])
    store.reviews.propose(Review(TONNAGE, ReviewVerdict.WRONG, "Ines", "", seen.basis or "", "2025-06-10T08:00:00Z"))
    assert status(store)[TONNAGE] == "wrong (stale)"
    assert store.database.connection.execute("SELECT count(*) FROM review_evidence").fetchone() == (0,)


def test_another_speaker_is_another_basis() -> None:
    """Who says it is part of what was reviewed."""
    tonnage, _ = checked()
    attribution = tonnage.claim.attribution
    assert attribution is not None
    alone = replace(tonnage, claim=replace(tonnage.claim, attribution=replace(attribution, speaker=None)))
    assert basis(alone) != basis(tonnage)


def test_a_review_follows_the_same_words_into_an_edited_article(store: Store) -> None:
    """A change elsewhere does not undo what was decided about this claim."""
    made = review(store, TONNAGE)
    after = edited()
    store.articles.keep(PLACE, after, from_sheet=False)
    assert status(store) == {
        after.claims[0].id: "wrong (stale)",
        after.claims[1].id: "unchecked (suggested)",
    }
    store.claims.keep_checked(
        after.document.digest,
        [replace(old, claim=new) for old, new in zip(checked(), after.claims, strict=True)],
    )
    assert status(store) == {after.claims[0].id: "wrong", after.claims[1].id: "contradicted (suggested)"}
    assert store.claims.get(after.claims[0].id).reviews == (made,)


def test_a_reviewed_claim_that_the_article_drops_stays_and_is_marked(store: Store) -> None:
    """Unreviewed ones go; when the article takes the claim up again, it is as it was."""
    review(store, TONNAGE)
    after = edited(without=TONNAGE)
    store.articles.keep(PLACE, after, from_sheet=False)
    assert status(store) == {TONNAGE: "wrong (gone)", after.claims[0].id: "unchecked (suggested)"}
    assert queue(store)[-1] == (TONNAGE, "gone from the article")
    assert store.claims.get("1").status.id == after.claims[0].id
    keep_everything(store)
    assert status(store) == {TONNAGE: "wrong", QUAY: "contradicted (suggested)"}


def test_a_vanished_article_leaves_its_reviewed_claims(store: Store) -> None:
    """The others are not listed until the file is back."""
    review(store, TONNAGE)
    store.articles.forget([])
    assert status(store) == {TONNAGE: "wrong (gone)"}
    keep_everything(store)
    assert len(status(store)) == 2


def test_the_same_article_twice_is_listed_twice(store: Store) -> None:
    """A copy under another name has the same claims, and taking one away leaves the other whole."""
    store.articles.keep("claims/copy.txt", split(), from_sheet=False)
    assert len(store.claims.status()) == 4
    store.articles.keep(PLACE, edited(), from_sheet=False)
    assert [line.so for line in store.claims.status("claims/copy.txt")] == ["contradicted", "unchecked"]


def test_the_queue_puts_settled_claims_last(store: Store) -> None:
    """What nobody has looked at comes first, but for what was returned."""
    assert queue(store) == [(TONNAGE, "contradicted"), (QUAY, "contradicted")]
    review(store, TONNAGE)
    assert queue(store) == [(QUAY, "contradicted"), (TONNAGE, "waits for sign-off")]
    store.people.keep(Person("Max", Role.EDITOR))
    store.reviews.sign(TONNAGE, "Max")
    assert queue(store) == [(QUAY, "contradicted"), (TONNAGE, "settled")]
    store.reviews.reopen(TONNAGE, "Max")
    assert queue(store) == [(TONNAGE, "reopened"), (QUAY, "contradicted")]


COPY = (
    "INTO reviews (id, claim_id, verdict, reviewer, note, reviewed_utc, basis, number)"
    " SELECT {0}, claim_id, {1}, {2}, note, reviewed_utc, basis, {3} FROM reviews"
)
BREACHES = {
    "update": "UPDATE reviews SET verdict = 'confirmed'",
    "delete": "DELETE FROM reviews",
    "replace": "REPLACE " + COPY.format("id", "'confirmed'", "reviewer", 9),
    "replace by number": "REPLACE " + COPY.format("'r00000000000a'", "'confirmed'", "reviewer", "number"),
    "upsert": "INSERT INTO reviews SELECT * FROM reviews WHERE 1 ON CONFLICT (id) DO UPDATE SET verdict = 'wrong'",
    "delete the claim": "DELETE FROM claims",
    "change the evidence seen": "UPDATE review_evidence SET text = 'other'",
    "delete the evidence seen": "DELETE FROM review_evidence",
    "unknown verdict": "INSERT " + COPY.format("'r00000000000a'", "'true'", "reviewer", 9),
    "nobody": "INSERT " + COPY.format("'r00000000000a'", "verdict", "' '", 9),
}


@pytest.mark.parametrize("statement", BREACHES.values(), ids=BREACHES.keys())
def test_no_tool_can_change_a_review(store: Store, statement: str) -> None:
    """The rules live in the database: a plain connection, without foreign keys or settings of ours, meets them too."""
    review(store, TONNAGE)
    store.close()
    connection = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


def queue(store: Store) -> list[tuple[str, str]]:
    return store.database.connection.execute("SELECT id, why FROM review_queue ORDER BY turn").fetchall()
