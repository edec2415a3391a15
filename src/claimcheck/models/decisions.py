"""What people decide: who they are, the steps that a claim takes, and whom they spoke to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models.claims import ClaimKind


class ReviewVerdict(StrEnum):
    """A person's decision."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    MISLEADING = "misleading"
    DISPUTED = "disputed"
    UNPROVEN = "unproven"
    UNCHECKABLE = "uncheckable"
    OPINION = "opinion"


class CopyAction(StrEnum):
    """What to do with the copy after a decision."""

    KEEP = "keep"
    FIX = "fix"
    SOFTEN = "soften"
    ATTRIBUTE = "attribute"
    CUT = "cut"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision of one person about one claim, as it stood when they decided.

    Attributes:
        verdict: whether it is so.
        basis: digest over the claim's text and evidence that the person saw.
        reviewed_utc: ISO 8601 with seconds, UTC.
        said: whether this speaker said it; None where nobody but the article speaks, or where it was left open.
        copy: what to do with the copy.
        replacement: the wording proposed in place of the claim's.
    """

    claim_id: str
    verdict: ReviewVerdict
    reviewer: str
    note: str
    basis: str
    reviewed_utc: str
    said: ReviewVerdict | None = None
    copy: CopyAction | None = None
    replacement: str | None = None


BLOCKING = frozenset({ReviewVerdict.WRONG, ReviewVerdict.MISLEADING, ReviewVerdict.DISPUTED})
"""Decisions that stand in the way of publishing until the copy is changed, or an editor overrides them."""


@dataclass(frozen=True, slots=True)
class Override:
    """An editor's reason to publish a claim as it is, although it was decided to be wrong, misleading or disputed.

    Attributes:
        is_standing: the decision that it is about still stands.
        overridden_utc: ISO 8601 with seconds, UTC.
    """

    claim_id: str
    person: str
    note: str
    overridden_utc: str
    is_standing: bool


class Role(StrEnum):
    """What a person may do: viewers look, checkers decide too, editors sign off too."""

    VIEWER = "viewer"
    CHECKER = "checker"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works with the database, by the name that they decide under."""

    name: str
    role: Role
    is_active: bool = True


class Stage(StrEnum):
    """Where a claim stands; a stale one was proposed or signed off, and what that rests on changed since."""

    OPEN = "open"
    ASSIGNED = "assigned"
    PROPOSED = "proposed"
    SIGNED = "signed"
    RETURNED = "returned"
    REOPENED = "reopened"
    STALE = "stale"


class StepKind(StrEnum):
    """What a person did with a claim; withdrawn: took their own last step back."""

    ASSIGNED = "assigned"
    PROPOSED = "proposed"
    SIGNED = "signed"
    RETURNED = "returned"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a claim.

    Attributes:
        n: its order among the claim's steps, from 1.
        old_stage, new_stage: where the claim stood before, and from then on; never stale.
        assignee: to whom the claim was assigned.
        review: the decision that was proposed, signed, returned or reopened.
        withdraws: the order of the step that was taken back.
        is_withdrawn: this step was taken back later.
        at_utc: ISO 8601 with seconds, UTC.
    """

    claim_id: str
    n: int
    step: StepKind
    old_stage: Stage
    new_stage: Stage
    person: str
    note: str
    at_utc: str
    assignee: str | None = None
    review: Review | None = None
    withdraws: int | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands now.

    Attributes:
        checker: whom it is assigned to, or who decided.
        signer: who signed off.
        since_utc: when the last step was taken.
        steps_count: how many steps were taken: what a further step says that its author has seen.
    """

    claim_id: str
    stage: Stage
    checker: str | None
    signer: str | None
    since_utc: str | None
    is_stale: bool
    steps_count: int


class CallTerms(StrEnum):
    """What may be done with what somebody said; off the record, nothing may rest on it."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"
    OFF_RECORD = "off_record"


@dataclass(frozen=True, slots=True)
class Call:
    """A call or an interview about a claim, as noted by whoever spoke.

    Attributes:
        spoken_to: who was spoken to.
        words: what they said.
        spoken_utc: when: ISO 8601, as exact as noted.
        person: who noted it.
        noted_utc: when it was noted: ISO 8601 with seconds, UTC.
        role: in what capacity they speak.
    """

    claim_id: str
    spoken_to: str
    terms: CallTerms
    words: str
    spoken_utc: str
    person: str
    noted_utc: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class KindSetting:
    """What it takes to sign off a claim of a kind.

    Attributes:
        is_high_risk: whoever proposed must never sign off.
        may_sign_own: whoever proposed may sign off.
        person: who set it; None for a default.
    """

    kind: ClaimKind
    is_high_risk: bool
    may_sign_own: bool = False
    person: str | None = None
    note: str = ""
    set_utc: str | None = None
