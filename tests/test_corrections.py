"""Correcting how an article is split: the claim sheet is written, wins, keeps what people did, and one can go back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from claimcheck import corrections
from claimcheck.corrections import Change, WordedClaim
from claimcheck.errors import NotInStoreError, RuleError, SheetError
from claimcheck.folders import sheet_of
from claimcheck.models import ClaimKind
from claimcheck.store import Store
from claimcheck.workspace import Workspace

PLACE = "claims/wrasse-bay-harbour.md"
CHANNEL, DREDGING, FERRY, QUAY = range(4)


@dataclass
class Desk:
    """The shorter article of the example, and somebody who corrects it."""

    workspace: Workspace
    store: Store

    def texts(self) -> list[str]:
        return [line.claim for line in self.store.claims.status(PLACE) if not line.is_gone]

    def ids(self) -> list[str]:
        return [line.id for line in self.store.claims.status(PLACE) if not line.is_gone]

    def correct(self, change: Change, what: str = "corrected") -> None:
        corrections.correct(self.workspace, self.store, PLACE, "Ines", what, change)

    @property
    def sheet(self) -> Path:
        return sheet_of(self.workspace.path / PLACE)


@pytest.fixture
def desk(example: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(example, tmp_path / "w")
    workspace = Workspace(tmp_path / "w")
    with Store(workspace.database) as store:
        yield Desk(workspace, store)


def worded(text: str, words: str, **more: object) -> WordedClaim:
    return WordedClaim(text, words, **more)  # type: ignore[arg-type]


def test_an_edited_claim_reads_as_typed(desk: Desk) -> None:
    """Text, words, speaker, kind and whether it can be checked; the others stay as they are."""
    before = desk.ids()
    made = worded(
        "The harbour channel loses depth every winter.",
        "loses ten centimetres of depth",
        speaker="Ida Quill",
        why_not="a figure of speech",
        kind=ClaimKind.OPINION,
    )
    desk.correct(corrections.edited(before[CHANNEL], made))
    claim = desk.store.claims.get(desk.ids()[CHANNEL]).checked.claim
    assert (claim.text, claim.kind, claim.why_not) == (made.text, ClaimKind.OPINION, "a figure of speech")
    assert claim.speaker is not None
    assert claim.speaker.name == "Ida Quill"
    assert desk.ids()[1:] == before[1:]


def test_a_claim_is_split_in_two_and_two_are_merged(desk: Desk) -> None:
    """What people did with each leads on to what became of it."""
    before = desk.ids()
    desk.store.reviews.assign(before[DREDGING], "Ines", "Ines")
    first = worded("The dredging had a price.", "The dredging was priced")
    second = worded("The price was 2.4 million crowns.", "at 2.4 million crowns")
    desk.correct(corrections.divided(before[DREDGING], first, second))
    assert desk.texts()[1:3] == [first.text, second.text]
    assert len(desk.texts()) == 5
    desk.correct(corrections.merged(desk.ids()[1], "The dredging was priced at 2.4 million crowns by the county."))
    assert desk.texts()[1] == "The dredging was priced at 2.4 million crowns by the county."
    assert desk.store.reviews.history(desk.ids()[1])[0].assignee == "Ines"


ADDED = {
    "from words": (worded("Quill is harbour master.", "harbour master Ida Quill"), None),
    "of a speaker": (worded("The channel is silting up.", "loses ten centimetres", speaker="Ida Quill"), "Ida Quill"),
    "over a line break": (worded("The dredging was priced.", "The  dredging\twas priced"), None),
    "in two pieces": (worded("The channel was dredged.", "The channel\nThe dredging"), None),
}


@pytest.mark.parametrize(("made", "speaker"), ADDED.values(), ids=ADDED.keys())
def test_a_claim_is_added(desk: Desk, made: WordedClaim, speaker: str | None) -> None:
    """At its place in the article, with the words that it rests on."""
    desk.correct(corrections.added(made))
    claim = next(
        record.checked.claim for record in desk.store.claims.all(PLACE) if record.checked.claim.text == made.text
    )
    assert (claim.speaker and claim.speaker.name) == speaker
    assert len(claim.spans) == len(made.words.splitlines())
    assert len(desk.texts()) == 5


REFUSED = {
    "words that are not there": (lambda _ids: corrections.added(worded("A.", "nowhere to be found")), SheetError),
    "no words": (lambda _ids: corrections.added(worded("A.", " \n")), RuleError),
    "no text": (lambda ids: corrections.edited(ids[0], worded(" ", "The channel")), RuleError),
    "the last with the next": (lambda ids: corrections.merged(ids[-1], ""), RuleError),
    "a claim that is gone": (lambda _ids: corrections.removed("c000000000000"), RuleError),
    "the same twice": (
        lambda ids: corrections.divided(ids[0], worded("A.", "The channel"), worded("A.", "The channel")),
        SheetError,
    ),
}


@pytest.mark.parametrize(("change", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_fit_changes_nothing(desk: Desk, change, error: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    """It is refused in one line, before anything is written."""
    before = desk.texts()
    with pytest.raises(error) as told:
        desk.correct(change(desk.ids()))
    assert "\n" not in str(told.value)
    assert not desk.sheet.exists()
    assert desk.texts() == before
    assert desk.store.sheet_edits.of(PLACE) == []


def test_one_can_go_back(desk: Desk) -> None:
    """To any earlier sheet, and to automatic splitting; going back is a correction too."""
    start, state = desk.ids(), corrections.state(desk.workspace, desk.store, PLACE)
    desk.correct(corrections.removed(start[QUAY]), "removed 4")
    desk.correct(corrections.removed(start[FERRY]), "removed 3")
    assert desk.ids() == start[:2]
    assert corrections.state(desk.workspace, desk.store, PLACE) != state
    later, first = desk.store.sheet_edits.of(PLACE)
    corrections.go_back(desk.workspace, desk.store, PLACE, "Ines", later.id)
    assert desk.ids() == start[:3]
    corrections.go_back(desk.workspace, desk.store, PLACE, "Ines", first.id)
    assert desk.ids() == start
    assert not desk.sheet.exists()
    assert len(desk.store.sheet_edits.of(PLACE)) == 4
    with pytest.raises(NotInStoreError):
        corrections.go_back(desk.workspace, desk.store, PLACE, "Ines", "sh000000000000")


def test_the_text_is_corrected_and_the_claims_follow(desk: Desk) -> None:
    """Claims of the sheet stay where their words do; a changed sentence is split anew; decisions lead on."""
    desk.correct(corrections.merged(desk.ids()[CHANNEL], "The channel loses depth, and dredging costs money."))
    before = desk.ids()
    record = desk.store.claims.get(before[1])
    assert record.checked.claim.text == "The ferry Kittiwake carried 41,000 passengers in 2024."
    path = desk.workspace.path / PLACE
    text = path.read_text(encoding="utf8").replace("41,000 passengers", "39,000 passengers")
    corrections.rewrite(desk.workspace, desk.store, PLACE, "Ines", f"{text}\n\nTern Bay has two piers.\n")
    desk.workspace.verify([path])
    assert desk.ids()[0] == before[0], "the merged claim"
    assert "The ferry Kittiwake carried 39,000 passengers in 2024." in desk.texts()
    assert "Tern Bay has two piers." in desk.texts()
    [edit, *_] = desk.store.sheet_edits.of(PLACE)
    assert edit.what == "carried over to the edited text"
