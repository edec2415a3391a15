"""What people do with claims, through the store: decide, assign, sign off, take back, and note calls."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.models import Call, KindSetting, Person, Review, Standing, Step, StepKind
from claimcheck.store import calls, people, reviews, steps
from claimcheck.store.chain import transaction
from claimcheck.store.connection import told
from claimcheck.store.rows import storable, to_json


class Decisions:
    """The part of the store that people's decisions are kept in; the rules for them live in the database itself.

    Every method that takes a step raises RuleError, in one line, when a rule forbids it, and NotInStoreError when there
    is no such claim. ``seen`` is how many steps the person had seen (``steps_count``): when another one was taken
    meanwhile, theirs is refused. Times are ISO 8601 with seconds, UTC; left out, it is now.
    """

    path: Path
    _connection: sqlite3.Connection

    def propose(self, review: Review, *, seen: int | None = None) -> None:
        """Write a person's decision after all others: it stands from now on, and waits for a sign-off."""
        with transaction(self._connection, self.path) as connection:
            if reviews.is_kept(connection, review):
                return
            steps.check_seen(connection, review.claim_id, seen)
            people.welcome(connection, review.reviewer, review.reviewed_utc)
            reviews.add_review(connection, review)

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
        self._take(claim_id, StepKind.ASSIGNED, person, note, at_utc, seen, assignee)

    def sign(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Sign off the decision that stands."""
        self._take(claim_id, StepKind.SIGNED, person, note, at_utc, seen)

    def return_(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Return a proposed decision to be made anew."""
        self._take(claim_id, StepKind.RETURNED, person, note, at_utc, seen)

    def reopen(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Take a claim up again that was signed off."""
        self._take(claim_id, StepKind.REOPENED, person, note, at_utc, seen)

    def undo(
        self, claim_id: str, person: str, *, note: str = "", at_utc: str | None = None, seen: int | None = None
    ) -> None:
        """Take back the claim's last step, which must be one's own; both stay in its history."""
        self._take(claim_id, StepKind.WITHDRAWN, person, note, at_utc, seen)

    def _take(
        self,
        claim_id: str,
        kind: StepKind,
        person: str,
        note: str,
        at_utc: str | None,
        seen: int | None,
        assignee: str | None = None,
    ) -> None:
        at_utc = at_utc or _now()
        with transaction(self._connection, self.path) as connection:
            people.welcome(connection, person, at_utc)
            steps.take(connection, claim_id, kind, person, note=note, at_utc=at_utc, seen=seen, assignee=assignee)

    def add_call(self, call: Call) -> None:
        """Note a call or an interview as evidence about a claim; a sign-off that has not seen it goes stale."""
        with transaction(self._connection, self.path) as connection:
            people.welcome(connection, call.person, call.noted_utc)
            calls.add_call(connection, call)

    def standing(self, claim_id: str) -> Standing:
        """Where a claim stands now; of one that has a successor, where that one does."""
        with told(self.path):
            return steps.standing(self._connection, claim_id)

    def history(self, claim_id: str) -> list[Step]:
        """Every step that was taken with a claim and with those that it succeeds, the oldest first."""
        with told(self.path):
            return steps.steps_by_claim(self._connection, _listed(claim_id))[claim_id]

    def reviews(self, claim_id: str) -> list[Review]:
        """The decisions about a claim, the oldest first; also those that were taken back."""
        with told(self.path):
            return reviews.reviews_by_claim(self._connection, _listed(claim_id))[claim_id]

    def calls(self, claim_id: str) -> list[Call]:
        """The calls about a claim, the oldest first."""
        with told(self.path):
            return calls.calls_by_claim(self._connection, _listed(claim_id))[claim_id]

    def people(self) -> list[Person]:
        """Everybody who works with this database, by name; also those who do no longer."""
        with told(self.path):
            return list(people.people(self._connection))

    def keep_person(self, person: Person) -> None:
        """List a person, or give somebody who is listed another role."""
        with transaction(self._connection, self.path) as connection:
            people.keep_person(connection, person, _now())

    def kinds(self) -> list[KindSetting]:
        """What it takes to sign off a claim of each kind."""
        with told(self.path):
            return list(people.kinds(self._connection))

    def set_kind(self, setting: KindSetting, person: str, *, at_utc: str | None = None) -> None:
        """Say what it takes from now on to sign off a claim of this kind."""
        at_utc = at_utc or _now()
        with transaction(self._connection, self.path) as connection:
            people.welcome(connection, person, at_utc)
            people.set_kind(connection, setting, person, at_utc)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _listed(claim_id: str) -> str:
    return to_json([storable(claim_id)])
