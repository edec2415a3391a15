"""A claim keeps its key while its article is edited elsewhere, and leads on when it is edited itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.markup import compared
from claimcheck.migrations import APPLICATION_ID, statements
from claimcheck.models import (
    CheckedClaim,
    Claim,
    ClaimKind,
    Coverage,
    Covered,
    Document,
    Finding,
    FindingKind,
    Review,
    ReviewVerdict,
    Span,
    SplitArticle,
    claim_id,
    identified,
)
from claimcheck.store import Store
from claimcheck.store.documents import document_id
from claimcheck.store.reading.flags import flags
from claimcheck.store.reading.then import successor, then
from claimcheck.store.rows import key
from claimcheck.text import document as plain_document

PLACE = "claims/dyke.txt"
LEAD = "The council met on Monday."
RAISED = "The dyke was raised by 40 centimetres last year."
COST = "The work cost 2.4 million crowns."
LAST = "Nobody was hurt in the flood of March."


def split(text: str, root: str) -> SplitArticle:
    """Every sentence is a claim."""
    document = plain_document(text)
    spans = [Span(*found.span()) for found in re.finditer(r"[^.\n]+(?:\.\d+[^.\n]*)*\.", text)]
    spans = [Span(span.end - len(span.of(text).lstrip()), span.end) for span in spans]
    claims = [Claim("", span.of(text), ClaimKind.EVENT, (span,), span) for span in spans]
    return SplitArticle(document, identified(claims, root), tuple(Coverage(span, Covered.CLAIMS) for span in spans))


@dataclass
class Desk:
    """An article that is edited and checked, and what people decide about its claims."""

    store: Store

    def edit(self, *sentences: str, place: str = PLACE) -> Document:
        text = " ".join(sentences)
        root = self.store.articles.root(place, plain_document(text).digest)
        made = split(text, root)
        self.store.articles.keep(place, made, from_sheet=False)
        found = Finding(FindingKind.NOT_FOUND, "Nothing bears on it.", "none")
        checked = [CheckedClaim(claim, found, found) for claim in made.claims]
        self.store.claims.keep_checked(made.document.digest, checked)
        return made.document

    def id_of(self, text: str) -> str:
        return next(line.id for line in self.store.claims.status() if line.claim == text)

    def decide(self, text: str, replacement: str | None = None) -> str:
        record = self.store.claims.get(self.id_of(text))
        self.store.reviews.propose(
            Review(
                record.status.id,
                ReviewVerdict.WRONG,
                "Ines",
                "the survey says 14",
                record.basis or "",
                "2025-06-10T08:00:00Z",
                replacement=replacement,
            )
        )
        return record.status.id

    def statuses(self) -> dict[str, str]:
        return {line.claim: line.status for line in self.store.claims.status()}

    def leads_to(self, claim: str) -> str | None:
        """The text of what became of it."""
        later = successor(self.store.database.connection, claim)
        return self.store.claims.get(later).checked.claim.text if later else None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(tmp_path / "claimcheck.db") as store:
        made = Desk(store)
        made.edit(LEAD, RAISED, COST, LAST)
        yield made


ELSEWHERE = {
    "a sentence before it": (LEAD, "It rained.", RAISED, COST, LAST),
    "the first sentence goes": (RAISED, COST, LAST),
    "another word elsewhere": (LEAD.replace("Monday", "Tuesday"), RAISED, COST, LAST),
    "moved to the end": (LEAD, COST, LAST, RAISED),
    "a longer article": (LEAD, RAISED, COST, LAST, *(f"House {n} stands empty." for n in range(40))),
    "all else anew": ("Spring came late.", RAISED, "Ferries ran on Sunday."),
}


@pytest.mark.parametrize("after", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_an_edit_elsewhere_leaves_a_claim_and_its_decision_as_they_were(desk: Desk, after: tuple[str, ...]) -> None:
    """The same key, the same address, the same decision, and nothing is stale at any time."""
    claim = desk.decide(RAISED)
    text = " ".join(after)
    root = desk.store.articles.root(PLACE, plain_document(text).digest)
    desk.store.articles.keep(PLACE, split(text, root), from_sheet=False)
    assert desk.statuses()[RAISED] == "wrong", "while the check still runs"
    desk.edit(*after)
    assert desk.id_of(RAISED) == claim
    assert desk.statuses()[RAISED] == "wrong"
    assert desk.leads_to(claim) is None


EDITED = {
    "the number": RAISED.replace("40", "14"),
    "a negation": RAISED.replace("was", "was not"),
    "shorter": "The dyke was raised last year.",
    "longer": "The dyke was raised by 14 centimetres last year, half of what the survey of 2019 had asked for.",
    "another verb": "The dyke was lowered by 40 centimetres last year.",
    "reordered": "Last year the dyke was raised by 14 centimetres.",
    "attributed": "The dyke was raised by 40 centimetres last year, the mayor said.",
}


@pytest.mark.parametrize("after", EDITED.values(), ids=EDITED.keys())
@pytest.mark.parametrize(
    "lead", [LEAD, "It rained on Sunday, and the council did not meet."], ids=["alone", "with more"]
)
def test_an_edited_claim_carries_on_the_history_of_what_it_was(desk: Desk, after: str, lead: str) -> None:
    """The old address leads on, the decision shows as stale, and the page shows what was and what is."""
    claim = desk.decide(RAISED)
    desk.edit(lead, after, COST, LAST)
    assert desk.leads_to(claim) == after
    assert desk.statuses()[after] == "wrong (stale)"
    assert RAISED not in desk.statuses()
    found = then(desk.store.database.connection, desk.id_of(after))
    assert found is not None
    assert (found.text, found.verdict, found.reviewer, found.is_taken_over) == (RAISED, "wrong", "Ines", False)
    record = desk.store.claims.get(desk.id_of(after))
    assert [step.step for step in record.steps] == ["proposed"]
    [flag, *_] = flags(desk.store.database.connection, f'["{record.status.id}"]')[record.status.id]
    assert flag.words == f"was “{RAISED}”, decided wrong by Ines; reworded since"


def test_a_claim_that_nobody_decided_leads_on_too(desk: Desk) -> None:
    """An address that somebody wrote down is good after the edit."""
    claim = desk.id_of(RAISED)
    desk.edit(LEAD, EDITED["the number"], COST, LAST)
    desk.edit(LEAD, EDITED["longer"], COST, LAST)
    assert desk.leads_to(claim) == EDITED["longer"]


def test_edited_twice_and_back(desk: Desk) -> None:
    """What was decided about the first wording counts again once the article has it again."""
    claim = desk.decide(RAISED)
    desk.edit(LEAD, EDITED["the number"], COST, LAST)
    between = desk.id_of(EDITED["the number"])
    desk.edit(LEAD, EDITED["a negation"], COST, LAST)
    assert desk.leads_to(claim) == desk.leads_to(between) == EDITED["a negation"]
    desk.edit(LEAD, RAISED, COST, LAST)
    assert desk.id_of(RAISED) == claim
    assert desk.statuses()[RAISED] == "wrong"
    assert desk.leads_to(between) == RAISED


TAKEN_OVER = {
    "whole sentence": (EDITED["the number"], EDITED["the number"]),
    "a few words": ("raised by 14 centimetres", EDITED["the number"]),
    "other case and stops": ("The dyke was raised by 14 centimetres last year", f"“{EDITED['the number']}”"),
    "another sentence altogether": ("Spring tides are held back now.", "Spring tides are held back now."),
}


@pytest.mark.parametrize(("replacement", "after"), TAKEN_OVER.values(), ids=TAKEN_OVER.keys())
def test_a_claim_says_that_the_replacement_was_taken_over(desk: Desk, replacement: str, after: str) -> None:
    """By itself, as soon as the article has the wording that was proposed."""
    claim = desk.decide(RAISED, replacement)
    desk.edit(LEAD, after, COST, LAST)
    later = successor(desk.store.database.connection, claim)
    assert later is not None
    found = then(desk.store.database.connection, later)
    assert found is not None
    assert found.is_taken_over
    assert flags(desk.store.database.connection, f'["{later}"]')[later][0].words.endswith("corrected as proposed")


GONE = {
    "cut": (LEAD, COST, LAST),
    "replaced by another subject": (LEAD, "Ferries ran on Sunday.", COST, LAST),
    "only a like sentence far away": (LEAD, COST, LAST, "The harbour was deepened in 1911."),
}


@pytest.mark.parametrize("after", GONE.values(), ids=GONE.keys())
def test_a_claim_that_was_cut_leads_nowhere(desk: Desk, after: tuple[str, ...]) -> None:
    """It stays listed as gone, with its decision."""
    claim = desk.decide(RAISED)
    desk.edit(*after)
    assert desk.leads_to(claim) is None
    assert desk.statuses()[RAISED] == "wrong (gone)"


def test_two_claims_that_become_one_both_lead_to_it(desk: Desk) -> None:
    """And the last decision about either stands, as stale."""
    both = [desk.decide(RAISED), desk.decide(COST)]
    merged = "The dyke was raised by 40 centimetres last year, and the work cost 2.4 million crowns."
    desk.edit(LEAD, merged, LAST)
    assert [desk.leads_to(claim) for claim in both] == [merged, merged]
    assert desk.statuses()[merged] == "wrong (stale)"


def test_the_same_words_twice_are_two_claims(desk: Desk) -> None:
    """Each with a key of its own, in the order of the text."""
    desk.edit(LEAD, RAISED, COST, RAISED)
    lines = [line.id for line in desk.store.claims.status() if line.claim == RAISED]
    assert len(set(lines)) == 2


def test_a_renamed_article_keeps_its_claims(desk: Desk) -> None:
    """Also when it is edited after it was renamed, and had been edited before."""
    desk.edit(LEAD, RAISED, COST)
    claim = desk.decide(RAISED)
    desk.store.articles.forget([])
    desk.edit(LEAD, RAISED, COST, place="claims/renamed.txt")
    desk.edit("It rained.", RAISED, place="claims/renamed.txt")
    assert {line.article: line.id for line in desk.store.claims.status() if not line.is_gone and line.n == 2} == {
        "claims/renamed.txt": claim
    }


def test_two_articles_that_were_copies_part_ways(desk: Desk) -> None:
    """The same sentence in both is a claim of each, and neither loses it."""
    desk.edit(LEAD, RAISED, COST, LAST, place="claims/copy.txt")
    desk.edit("It rained.", RAISED, place="claims/copy.txt")
    lines = [line for line in desk.store.claims.status() if line.claim == RAISED and not line.is_gone]
    assert sorted(line.article for line in lines) == ["claims/copy.txt", PLACE]
    assert len({line.id for line in lines}) == 2
    desk.edit(LEAD, RAISED, "Ferries ran on Sunday.")
    assert len([line for line in desk.store.claims.status() if line.claim == RAISED and not line.is_gone]) == 2


def test_a_note_typed_while_the_article_was_checked_is_kept(desk: Desk) -> None:
    """It is written under the old key, and counts for what became of the claim."""
    old, record = desk.id_of(RAISED), desk.store.claims.get(desk.id_of(RAISED))
    desk.edit(LEAD, EDITED["the number"], COST, LAST)
    typed = Review(old, ReviewVerdict.WRONG, "Omar", "half an hour of work", record.basis or "", "2025-06-10T09:00:00Z")
    desk.store.reviews.propose(typed, seen=0)
    assert desk.store.claims.get(desk.id_of(EDITED["the number"])).steps[-1].note == "half an hour of work"


@given(st.lists(st.sampled_from([LEAD, RAISED, COST, LAST]), min_size=1, max_size=6))
def test_keys_depend_on_text_and_order_alone(sentences: list[str]) -> None:
    """Whatever stands around them, the same claims have the same keys."""
    made = split(" ".join(sentences), "root")
    later = split("It rained. " + " ".join(sentences), "root")
    assert [claim.id for claim in later.claims[1:]] == [claim.id for claim in made.claims]
    assert len({claim.id for claim in made.claims}) == len(sentences)
    assert made.claims[0].id == claim_id("root", sentences[0])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("by 40 cm", "by 14 cm", "by <del>40 </del><ins>14 </ins>cm"),
        ("<b>", "<i>", "&lt;<del>b</del><ins>i</ins>&gt;"),
        ("same", "same", "same"),
        ("", "new", "<ins>new</ins>"),
    ],
    ids=["number", "markup of others", "same", "nothing before"],
)
def test_then_and_now_word_by_word(before: str, after: str, shown: str) -> None:
    """What went is struck out, what came is marked, and markup in the text is text."""
    assert str(compared(before, after)) == shown


FIRST_SCHEMA = """
CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT);
INSERT INTO _sqlite_migrations VALUES (1, 'claimcheck', '0001_first', '2025-01-01');
INSERT INTO documents (id, label, text, digest, blocks_json) VALUES (:d, 'Dyke', :text, :digest, '[]');
INSERT INTO captures (id, place, document_id, is_current, captured_utc, digest)
VALUES ('k1', :place, :d, 1, '2025-01-01T00:00:00Z', :digest);
INSERT INTO articles VALUES (:a, :place, :d, 0, 1);
INSERT INTO claims (id, n, text, kind, priority_pct, is_checkable, is_current, document_id,
    sentence_start_char, sentence_end_char, basis, number)
VALUES ('c0', 1, :claim, 'event', 50, 1, 1, :d, 27, 76, 'z', 1);
INSERT INTO people VALUES ('Ines', 'editor', 1, '2025-01-01T00:00:00Z');
INSERT INTO reviews VALUES ('r000000000000', 'c0', 'wrong', 'Ines', '', '2025-01-02T00:00:00Z', 'z', NULL, NULL, 1);
"""


def test_a_database_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its claims had other keys; what was decided about them counts for the same words."""
    path, document = tmp_path / "claimcheck.db", plain_document(f"{LEAD} {RAISED}")
    kept = {"d": document_id(document.digest), "digest": document.digest, "text": document.text, "place": PLACE}
    bound = kept | {"a": key("a", PLACE), "claim": RAISED}
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for script in sorted((files("claimcheck.migrations") / "0001_first").iterdir(), key=lambda each: each.name):
            for statement in statements(script.read_text(encoding="utf8")):
                old.execute(statement)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in statements(FIRST_SCHEMA):
            old.execute(statement, bound)
    with Store(path) as store:
        desk = Desk(store)
        assert desk.statuses() == {RAISED: "wrong"}
        desk.edit(LEAD, RAISED)
        assert desk.leads_to("c0") == RAISED
        assert desk.statuses()[RAISED] == "wrong (stale)"
