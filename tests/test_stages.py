"""Whatever people try, in whatever order: claims stand only where the rules let them, and history is only added to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import RuleError
from claimcheck.models import Stage
from claimcheck.store import Store
from review_doors import NEWS, QUAY, TONNAGE, Act, copy_of, news, through_store
from store_values import checked, split
from test_decisions import newsroom

__all__ = ["newsroom"]

EDITORS = ("Ines", "Max")
DECIDERS = (*EDITORS, "Cem")
CLAIMS = (TONNAGE, QUAY, NEWS)

ACTS = st.builds(
    Act,
    st.sampled_from(["propose", "propose", "sign", "sign", "return", "reopen", "undo", "assign", "call", "change"]),
    st.sampled_from([*DECIDERS, "Vera"]),
    st.sampled_from(CLAIMS),
    verdict=st.sampled_from(["wrong", "opinion"]),
    assignee=st.sampled_from([*DECIDERS, "Vera"]),
)


@dataclass
class Claim:
    """What a reader of the rules would expect of one claim.

    Attributes:
        steps: those that were not taken back: what, by whom, the verdict, the state of the evidence then, calls then.
        state: which evidence the claim has now; it can change and change back.
        calls: how many calls were noted.
    """

    has_evidence: bool
    steps: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    state: int = 0
    calls: int = 0
    taken: int = 0

    @property
    def last(self) -> str:
        return self.steps[-1][0] if self.steps else "open"

    @property
    def decision(self) -> tuple[str, str, str, int, int] | None:
        return next((step for step in reversed(self.steps) if step[0] == "proposed"), None)

    @property
    def stage(self) -> str:
        is_moved = self.decision is not None and self.decision[3] != self.state
        if (self.last == "proposed" and is_moved) or (
            self.last == "signed" and (is_moved or self.calls > self.steps[-1][4])
        ):
            return "stale"
        return self.last

    def allows(self, act: Act) -> bool:
        if act.person not in DECIDERS:
            return False
        if act.what == "propose":
            return self.stage != "signed"
        if act.what == "assign":
            return act.assignee in DECIDERS and self.stage not in ("proposed", "signed")
        if act.what == "undo":
            return bool(self.steps) and self.steps[-1][1] == act.person
        if act.what == "call":
            return True
        if act.person not in EDITORS:
            return False
        if act.what == "reopen":
            return self.last == "signed"
        if self.last != "proposed" or self.decision is None:
            return False
        if act.what == "return":
            return True
        rests = self.decision[2] == "opinion" or self.calls > 0 or (self.has_evidence and self.state == 0)
        return self.stage != "stale" and act.person != self.decision[1] and rests

    def take(self, act: Act) -> None:
        if act.what == "call":
            self.calls += 1
            return
        self.taken += 1
        if act.what == "undo":
            self.steps.pop()
            return
        name = {"propose": "proposed", "sign": "signed", "return": "returned", "reopen": "reopened"}
        self.steps.append((name.get(act.what, "assigned"), act.person, act.verdict, self.state, self.calls))


def change(store: Store, claims: dict[str, Claim], claim: str) -> None:
    """A run that finds no evidence any more for one claim, or finds it again."""
    claims[claim].state = 1 - claims[claim].state if claims[claim].has_evidence else 0
    store.claims.keep_checked(
        split().document.digest,
        [each if claims[each.claim.id].state == 0 else replace(each, evidence=()) for each in (*checked(), news())],
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(ACTS, max_size=25))
def test_no_order_of_steps_leads_where_it_must_not(newsroom: Path, acts: list[Act]) -> None:
    """What is refused and what is allowed is what the rules say, and the view for all agrees with the one for each."""
    claims = {TONNAGE: Claim(True), QUAY: Claim(False), NEWS: Claim(True)}
    with TemporaryDirectory() as folder, Store(copy_of(newsroom, Path(folder) / "claimcheck.db")) as store:
        for act in acts:
            before = store.reviews.history(act.claim)
            if act.what == "change":
                change(store, claims, act.claim)
            elif claims[act.claim].allows(act):
                through_store(store, act)
                claims[act.claim].take(act)
            else:
                with pytest.raises(RuleError):
                    through_store(store, act)
            after = store.reviews.history(act.claim)
            assert [replace(step, is_withdrawn=False) for step in after][: len(before)] == [
                replace(step, is_withdrawn=False) for step in before
            ]
            assert [step.n for step in after] == list(range(1, len(after) + 1))
            for claim, expected in claims.items():
                stands = store.reviews.standing(claim)
                assert (stands.stage, stands.steps_count) == (Stage(expected.stage), expected.taken)
            assert views(store, "claim_stages") == views(store, "claim_stage")
        assert store.integrity.chain_problems() == []


def views(store: Store, view: str) -> list[tuple[object, ...]]:
    columns = "id, stage, last_stage, is_stale, steps_count, step_id, person, review_id, verdict, said, is_called, kind"
    return store.database.connection.execute(f"SELECT {columns} FROM {view} ORDER BY id").fetchall()
