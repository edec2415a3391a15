"""What people decide about claims, step by step, by rules that the database itself keeps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from claimcheck.errors import NotInStoreError, RuleError
from claimcheck.models import Override, Review, Standing, Step, StepKind
from claimcheck.store.database import Database
from claimcheck.store.people import People, now_utc
from claimcheck.store.rows import Row, columns, key, listed, made

COLUMNS = (
    "reviews.claim_id, reviews.verdict, reviews.reviewer, reviews.note, reviews.basis, reviews.reviewed_utc,"
    " reviews.said, reviews.copy, reviews.replacement"
)
"""The columns that a :class:`Review` is made of."""


class Reviews:
    """What people do with claims: decide, assign, sign off, return, reopen and take back.

    Every method that takes a step raises RuleError, in one line, when a rule forbids it, and NotInStoreError when there
    is no such claim. ``seen`` is how many steps the person had seen (``steps_count``): when another one was taken
    meanwhile, theirs is refused. Times are ISO 8601 with seconds, UTC; left out, it is now.
    """

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def propose(self, review: Review, *, seen: int | None = None) -> None:
        """Write a person's decision after all others: it stands from now on, and waits for a sign-off."""
        database, identity = self._database, review_id(review)
        fields = "claim_id verdict reviewer note reviewed_utc basis said copy replacement"
        row: Row = {"id": identity, **columns(review, fields)}
        with database.write():
            if database.row("SELECT 1 FROM reviews WHERE id = ?", [identity]):
                return
            self._check_seen(review.claim_id, seen)
            self._people.welcome(review.reviewer, review.reviewed_utc)
            database.append("reviews", row)
            if review.basis == database.value("SELECT basis FROM claims WHERE id = ?", [review.claim_id]):
                self._keep_evidence(identity, review.claim_id)

    def assign(
        self,
        claim_id: str,
        assignee: str,
        person: str,
        *,
        note: str = "",
        at_utc: str | None = None,
        seen: int | None = None,
    ) -> None:
        """Give a claim to ``assignee`` to be decided."""
        self._take(StepKind.ASSIGNED, claim_id, person, note=note, at_utc=at_utc, seen=seen, assignee=assignee)

    def sign(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Sign off the decision that stands."""
        self._take(StepKind.SIGNED, claim_id, person, note=note, at_utc=at_utc, seen=seen)

    def return_(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Return a proposed decision to be made anew."""
        self._take(StepKind.RETURNED, claim_id, person, note=note, at_utc=at_utc, seen=seen)

    def reopen(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Take a claim up again that was signed off."""
        self._take(StepKind.REOPENED, claim_id, person, note=note, at_utc=at_utc, seen=seen)

    def undo(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Take back the claim's last step, which must be one's own; both stay in its history."""
        self._take(StepKind.WITHDRAWN, claim_id, person, note=note, at_utc=at_utc, seen=seen)

    def override(self, claim_id: str, person: str, note: str, *, seen: int | None = None) -> None:
        """Let a claim be published as it is, although the decision that stands says that it should not be."""
        at_utc = now_utc()
        with self._database.write():
            self._people.welcome(person, at_utc)
            self._check_seen(claim_id, seen)
            stands, review = self._database.row(
                "SELECT id, review_id FROM claim_stage"
                " WHERE id = (SELECT coalesce(successor_id, claims.id) FROM claims WHERE claims.id = ?)",
                [claim_id],
            )
            if review is None:
                raise RuleError("nothing is decided about this claim: there is nothing to override")
            row: Row = {
                "id": override_id(stands, review, person, note, at_utc),
                "claim_id": stands,
                "review_id": review,
                "person": person,
                "note": note,
                "overridden_utc": at_utc,
            }
            self._database.append("overrides", row)

    def overrides(self, claim_id: str) -> list[Override]:
        """What editors let be published of a claim, the oldest first."""
        return self._database.made(
            Override,
            """
            SELECT overrides.claim_id, overrides.person, note, overridden_utc,
                overrides.review_id IS (SELECT review_id FROM claim_stage WHERE id = :claim)
            FROM overrides JOIN claims ON claims.id = overrides.claim_id
            WHERE :claim IN (claims.id, successor_id) ORDER BY overrides.number
            """,
            {"claim": claim_id},
        )

    def standing(self, claim_id: str) -> Standing:
        """Where a claim stands now; of one that has a successor, where that one does.

        Raises:
            NotInStoreError: there is no such claim.
        """
        row = self._database.row(
            """
            SELECT claim_stages.id, stage, checker, signer, since_utc, is_stale, steps_count
            FROM claims JOIN claim_stages ON claim_stages.id = coalesce(successor_id, claims.id) WHERE claims.id = ?
            """,
            [claim_id],
        )
        if row is None:
            raise NotInStoreError(f"{claim_id}: no such claim in the database")
        return made(Standing, row)

    def history(self, claim_id: str) -> list[Step]:
        """Every step that was taken with a claim and with those that it succeeds, the oldest first."""
        return steps_by_claim(self._database, listed([claim_id]))[claim_id]

    def all(self, claim_id: str) -> list[Review]:
        """The decisions about a claim, the oldest first; also those that were taken back."""
        return reviews_by_claim(self._database, listed([claim_id]))[claim_id]

    def _check_seen(self, claim_id: str, seen: int | None) -> None:
        """Refuse whoever has not seen all of a claim's steps; None stands for somebody who says nothing about it.

        Raises:
            NotInStoreError: there is no such claim.
            RuleError: who did what meanwhile, and when.
        """
        stands = self.standing(claim_id)
        if seen is None or seen == stands.steps_count:
            return
        taken = self.history(stands.claim_id)
        if not taken:
            raise RuleError("the claim is not the one that you saw: check it again and decide again")
        last = taken[-1]
        done = str(last.step)
        if last.step is StepKind.PROPOSED and last.review:
            done += f" {last.review.verdict}"
        if last.assignee:
            done += f" to {last.assignee}"
        raise RuleError(f"{last.person} changed it first ({done}, {last.at_utc}): check it again and decide again")

    def _take(
        self,
        kind: StepKind,
        claim_id: str,
        person: str,
        *,
        note: str,
        at_utc: str | None,
        seen: int | None,
        assignee: str | None = None,
    ) -> None:
        """Write a step after all others."""
        at_utc = at_utc or now_utc()
        with self._database.write():
            self._people.welcome(person, at_utc)
            self._check_seen(claim_id, seen)
            stands, count, last_stage, review, last, before = self._database.row(
                """
                SELECT claim_stage.id, steps_count, last_stage, claim_stage.review_id, step_id,
                    (SELECT old_stage FROM steps WHERE steps.id = step_id)
                FROM claim_stage WHERE id = (SELECT coalesce(successor_id, claims.id) FROM claims WHERE claims.id = ?)
                """,
                [claim_id],
            )
            is_undo = kind is StepKind.WITHDRAWN
            rests_on_review = kind in (StepKind.SIGNED, StepKind.RETURNED, StepKind.REOPENED)
            if is_undo and last is None:
                raise RuleError("no step was taken with this claim: there is nothing to take back")
            if rests_on_review and review is None:
                raise RuleError("nothing is proposed for this claim: decide first")
            row: Row = {
                "id": step_id(stands, count + 1, kind, person, note, at_utc),
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
            }
            self._database.append("steps", row)

    def _keep_evidence(self, review: str, claim: str) -> None:
        """Keep the evidence of a claim as what the reviewer saw."""
        found = self._database.rows(
            "SELECT n, document_id, text, stance, start_char, end_char FROM evidence WHERE claim_id = ? ORDER BY n",
            [claim],
        )
        rows: list[Row] = [
            {"id": seen_id(review, n), "review_id": review, "n": n, "document_id": document, "text": text}
            | {"stance": stance, "start_char": start, "end_char": end}
            for n, document, text, stance, start, end in found
        ]
        self._database.insert("review_evidence", rows)


def review_id(review: Review) -> str:
    """The key of a decision, from all that it says."""
    answers: tuple[str | None, ...] = (review.said, review.copy) if review.said or review.copy else ()
    if review.replacement:
        answers = (review.said, review.copy, review.replacement)
    return key(
        "r", review.claim_id, review.verdict, review.reviewer, review.note, review.basis, review.reviewed_utc, *answers
    )


def seen_id(review: str, n: int) -> str:
    """The key of the ``n``-th piece of evidence that a reviewer saw."""
    return key("y", review, n)


def step_id(claim: str, n: int, step: str, person: str, note: str, at_utc: str) -> str:
    """The key of the ``n``-th step of a claim that is no proposal; a proposal has the digits of its decision."""
    return key("rs", claim, n - 1, step, person, note, at_utc)


def override_id(claim: str, review: str, person: str, note: str, at_utc: str) -> str:
    """The key of an override."""
    return key("ro", claim, review, person, note, at_utc)


def reviews_by_claim(database: Database, wanted: str) -> dict[str, list[Review]]:
    """Reviews of these claims (a JSON list) and of those that they succeed, the oldest first."""
    return database.made_by_owner(
        Review,
        f"""
        SELECT coalesce(successor_id, claims.id) AS counts_for, {COLUMNS}
        FROM reviews JOIN claims ON claims.id = claim_id
        WHERE counts_for IN (SELECT value FROM json_each(?)) ORDER BY reviews.number
        """,  # noqa: S608
        [wanted],
    )


def steps_by_claim(database: Database, wanted: str) -> dict[str, list[Step]]:
    """Steps of these claims (a JSON list) and of those that they succeed, the oldest first."""
    steps: dict[str, list[Step]] = defaultdict(list)
    for owner, *row in database.rows(
        f"""
        SELECT coalesce(claims.successor_id, claims.id) AS counts_for, steps.claim_id, steps.n, steps.step,
            steps.old_stage, steps.new_stage, steps.person, steps.note, steps.at_utc, steps.assignee, NULL,
            taken_back.n, EXISTS (SELECT 1 FROM steps AS later WHERE later.withdraws_id = steps.id), {COLUMNS}
        FROM steps JOIN claims ON claims.id = steps.claim_id
        LEFT JOIN reviews ON reviews.id = steps.review_id
        LEFT JOIN steps AS taken_back ON taken_back.id = steps.withdraws_id
        WHERE counts_for IN (SELECT value FROM json_each(?))
        ORDER BY steps.number
        """,  # noqa: S608
        [wanted],
    ):
        review = made(Review, row[12:]) if row[12] else None
        steps[owner].append(replace(made(Step, row[:12]), review=review))
    return steps
