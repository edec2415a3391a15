"""The steps that claims take: rows that are only ever added, by rules that the database itself keeps."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from claimcheck.errors import NotInStoreError, RuleError
from claimcheck.models import Stage, Standing, Step, StepKind
from claimcheck.store.reviews import COLUMNS, read_review
from claimcheck.store.rows import Row, key, reconcile, storable, to_json


def standing(connection: sqlite3.Connection, claim_id: str) -> Standing:
    """Where a claim, or the one that succeeds it, stands now.

    Raises:
        NotInStoreError: there is no such claim.
    """
    row = connection.execute(
        """
        SELECT claim_stages.id, stage, checker, signer, since_utc, is_stale, steps_count
        FROM claims JOIN claim_stages ON claim_stages.id = coalesce(successor_id, claims.id) WHERE claims.id = ?
        """,
        [storable(claim_id)],
    ).fetchone()
    if row is None:
        raise NotInStoreError(f"{claim_id}: no such claim in the database")
    identity, stage, checker, signer, since_utc, is_stale, steps_count = row
    return Standing(identity, Stage(stage), checker, signer, since_utc, bool(is_stale), steps_count)


def check_seen(connection: sqlite3.Connection, claim_id: str, seen: int | None) -> None:
    """Refuse whoever has not seen all of a claim's steps; None stands for somebody who says nothing about it.

    Raises:
        NotInStoreError: there is no such claim.
        RuleError: who did what meanwhile, and when.
    """
    stands = standing(connection, claim_id)
    if seen is None or seen == stands.steps_count:
        return
    taken = steps_by_claim(connection, to_json([stands.claim_id]))[stands.claim_id]
    if not taken:
        raise RuleError("the claim is not the one that was looked at: look again and decide anew")
    last = taken[-1]
    told = f"{last.step} {last.review.verdict}" if last.step is StepKind.PROPOSED and last.review else str(last.step)
    if last.assignee:
        told += f" to {last.assignee}"
    raise RuleError(f"{last.person} was faster ({told}, {last.at_utc}): look again and decide anew")


def take(
    connection: sqlite3.Connection,
    claim_id: str,
    kind: StepKind,
    person: str,
    *,
    note: str,
    at_utc: str,
    seen: int | None,
    assignee: str | None = None,
) -> None:
    """Write a step after all others.

    Raises:
        NotInStoreError: there is no such claim.
        RuleError: why the step cannot be taken.
    """
    check_seen(connection, claim_id, seen)
    stands, count, last_stage, review, last, before = connection.execute(
        """
        SELECT claim_stage.id, steps_count, last_stage, claim_stage.review_id, step_id,
            (SELECT old_stage FROM steps WHERE steps.id = step_id)
        FROM claim_stage WHERE id = (SELECT coalesce(successor_id, claims.id) FROM claims WHERE claims.id = ?)
        """,
        [storable(claim_id)],
    ).fetchone()
    is_undo = kind is StepKind.WITHDRAWN
    rests_on_review = kind in (StepKind.SIGNED, StepKind.RETURNED, StepKind.REOPENED)
    if is_undo and last is None:
        raise RuleError("no step was taken with this claim: there is nothing to take back")
    if rests_on_review and review is None:
        raise RuleError("nothing is proposed for this claim: decide first")
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM steps").fetchone()
    identity = key("rs", stands, count, kind, person, note, at_utc)
    row: Row = {
        "id": identity,
        "claim_id": stands,
        "n": count + 1,
        "step": kind,
        "old_stage": last_stage,
        "new_stage": before if is_undo else kind,
        "person": person,
        "assignee": assignee,
        "review_id": review if rests_on_review else None,
        "note": note,
        "at_utc": at_utc,
        "withdraws_id": last if is_undo else None,
        "number": number,
    }
    reconcile(connection, "steps", "id = ?", [identity], [row])


def steps_by_claim(connection: sqlite3.Connection, wanted: str) -> dict[str, list[Step]]:
    """Steps of these claims and of those that they succeed, the oldest first.

    A decision from before steps were kept counts as proposed, and has the order 0.
    """
    steps: dict[str, list[Step]] = defaultdict(list)
    found = connection.execute(
        f"""
        SELECT coalesce(claims.successor_id, claims.id) AS counts_for, steps.claim_id, steps.n, steps.step,
            steps.old_stage, steps.new_stage, steps.person, steps.note, steps.at_utc, steps.assignee, taken_back.n,
            EXISTS (SELECT 1 FROM steps AS later WHERE later.withdraws_id = steps.id), {COLUMNS}
        FROM steps JOIN claims ON claims.id = steps.claim_id
        LEFT JOIN reviews ON reviews.id = steps.review_id
        LEFT JOIN steps AS taken_back ON taken_back.id = steps.withdraws_id
        WHERE counts_for IN (SELECT value FROM json_each(?))
        ORDER BY steps.number
        """,  # noqa: S608
        [wanted],
    )
    for owner, made_for, n, kind, old, new, person, note, at_utc, assignee, back, is_back, *review in found:
        steps[owner].append(
            Step(
                claim_id=made_for,
                n=n,
                step=StepKind(kind),
                old_stage=Stage(old),
                new_stage=Stage(new),
                person=person,
                note=note,
                at_utc=at_utc,
                assignee=assignee,
                review=read_review(review) if review[0] else None,
                withdraws=back,
                is_withdrawn=bool(is_back),
            )
        )
    for owner, landed in _unstepped(connection, wanted).items():
        steps[owner] = [*landed, *steps[owner]]
    return steps


def _unstepped(connection: sqlite3.Connection, wanted: str) -> dict[str, list[Step]]:
    """Decisions from before steps were kept, as the steps that they would have been."""
    landed: dict[str, list[Step]] = defaultdict(list)
    for owner, *values in connection.execute(
        f"""
        SELECT coalesce(claims.successor_id, claims.id) AS counts_for, {COLUMNS}
        FROM reviews JOIN claims ON claims.id = reviews.claim_id
        WHERE counts_for IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.review_id = reviews.id AND steps.step = 'proposed')
        ORDER BY reviews.number
        """,  # noqa: S608
        [wanted],
    ):
        review = read_review(values)
        old = Stage.PROPOSED if landed[owner] else Stage.OPEN
        who, when = review.reviewer, review.reviewed_utc
        landed[owner].append(
            Step(review.claim_id, 0, StepKind.PROPOSED, old, Stage.PROPOSED, who, review.note, when, review=review)
        )
    return landed
