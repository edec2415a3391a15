"""What is kept comes back as it was, whatever happens in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import NotInStoreError
from claimcheck.models import Capture, FailureReason, FindingKind, Passage, Span
from claimcheck.store import Store
from claimcheck.text import document as plain_document
from store_values import NOTE, PLACE, TEXT, checked, dump, keep_everything, note, split


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "claimcheck.db") as opened:
        yield opened


@pytest.fixture
def full(store: Store) -> Store:
    keep_everything(store)
    return store


def test_documents_come_back_as_they_were(full: Store) -> None:
    """Blocks, links, metadata and text."""
    assert full.documents.get(note().digest) == note()
    assert full.documents.get(split().document.digest) == split().document


def test_claims_come_back_as_they_were(full: Store) -> None:
    """Attributions within attributions, spans, evidence, alignment and differences."""
    assert tuple(record.checked for record in full.claims.all(PLACE)) == checked()
    assert full.claims.all(PLACE)[0].documents[note().digest].publisher == "Port Authority"


def test_a_second_run_writes_nothing(full: Store) -> None:
    """Not even a row that is written again as it was."""
    with closing(sqlite3.connect(full.database.path)) as watching:
        before = watching.execute("PRAGMA data_version").fetchone()
        keep_everything(full)
        assert watching.execute("PRAGMA data_version").fetchone() == before


def test_the_place_holds_what_it_last_held(full: Store) -> None:
    """A place that changed holds its new bytes, and what it held before is history."""
    assert full.captures.holds("evidence/note.txt", note().digest)
    assert not full.captures.holds("evidence/other.txt", note().digest)
    full.captures.keep(Capture("evidence/note.txt", None, None, FailureReason.DEAD, "gone"))
    assert not full.captures.holds("evidence/note.txt", note().digest)


def test_failures_are_listed_until_they_are_mended(full: Store) -> None:
    """A failure is a row with its reason, and no failure once the place can be read."""
    assert full.captures.failures() == [Capture("evidence/scan.pdf", None, None, FailureReason.EMPTY, "pictures only")]
    full.documents.keep(note(), Capture("evidence/scan.pdf", note().digest, 9), [])
    assert full.captures.failures() == []


def test_evidence_that_vanished_is_not_searched(full: Store) -> None:
    """Its document stays, with what rests on it; when the file is back, it is found again."""
    assert full.passages.search(["tonnes"], 5)
    full.captures.forget([PLACE])
    assert full.passages.search(["tonnes"], 5) == []
    assert [kept.place for kept in full.documents.all()] == [PLACE]
    assert full.documents.get(note().digest) == note()
    keep_everything(full)
    assert [digest for digest, _ in full.passages.search(["tonnes"], 5)] == [note().digest]


def test_a_copy_keeps_a_vanished_document_in_the_index(full: Store) -> None:
    """Two files of the same bytes are one document, which goes when both are gone."""
    passage = Passage(Span(0, 75), NOTE[:75])
    full.documents.keep(note(), Capture("evidence/copy.txt", note().digest, 9), [passage])
    full.captures.forget([PLACE, "evidence/copy.txt"])
    assert full.passages.search(["tonnes"], 5) == [(note().digest, passage)]


def test_search_leaves_out_what_it_is_told_to(full: Store) -> None:
    """The article and its copies are no evidence for it."""
    assert full.passages.search(["tonnes"], 5, {note().digest}) == []


def test_equals_are_found_in_the_same_order_whatever_came_first(tmp_path: Path) -> None:
    """Two machines that read the same files in another order cut the list at the same place."""
    notes = [plain_document(f"The quay is closed. {number}") for number in range(60)]
    found = []
    for name, order in (("a.db", notes), ("b.db", notes[::-1])):
        with Store(tmp_path / name) as store:
            for document in order:
                passage = Passage(Span(0, 19), "The quay is closed.")
                store.documents.keep(document, Capture(document.digest, document.digest, 1), [passage])
            found.append(store.passages.search(["quay", "closed"], 7))
    assert found[0] == found[1]
    assert len(found[0]) == 7


@pytest.mark.parametrize(
    "words",
    [
        ['"'],
        ['quay"'],
        ["NEAR(", "quay"],
        ["u.s.-led"],
        ["AND", "OR", "NOT"],
        ["*"],
        ["text:quay"],
        ["\0", "a\0b"],
        [""],
        ["\ud800"],
        ["quay\ud800"],
        ["é" * 9000],
    ],
    ids=[
        "quote",
        "quote in word",
        "function",
        "hyphen",
        "operators",
        "star",
        "column",
        "nul",
        "empty",
        "half pair",
        "half pair in word",
        "long",
    ],
)
def test_any_word_can_be_looked_for(full: Store, words: list[str]) -> None:
    """No word is taken for the query language."""
    full.passages.search(words, 3)
    assert set(full.passages.frequency(words)) == set(words)


def test_frequency_counts_passages_as_the_index_folds_words(full: Store) -> None:
    """Case and accents fold; a word that is cut in two counts as its rarer part."""
    assert full.passages.frequency(["TONNES", "tónnes", "yearbook-tonnes", "missing"]) == {
        "TONNES": 1,
        "tónnes": 1,
        "yearbook-tonnes": 1,
        "missing": 0,
    }


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(), max_size=200), title=st.none() | st.text(st.characters()))
def test_any_text_can_be_kept(text: str, title: str | None) -> None:
    """NUL and half surrogate pairs included; only the latter, which are no text, are replaced, one for one."""
    document = replace(plain_document(text), title=title)
    with Store(Path(":memory:")) as store:
        store.documents.keep(
            document, Capture("evidence/x.txt", document.digest, 1), [Passage(Span(0, len(text)), text)]
        )
        kept = store.documents.get(document.digest)
    assert len(kept.text) == len(text)
    assert all(a == b or (b == "\ufffd" and "\ud800" <= a <= "\udfff") for a, b in zip(text, kept.text, strict=True))


@pytest.mark.parametrize("name", ["c00000000a", "c00000000aaa1", "1"])
def test_a_claim_goes_by_its_number_or_the_beginning_of_its_key(full: Store, name: str) -> None:
    """As with git: as many characters as tell it from the others."""
    record = full.claims.get(name)
    assert record.checked == checked()[0]
    assert full.documents.get(full.claims.article_digest(record)).text == TEXT


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("c0", "2 claims go by that"),
        ("zz", "no such"),
        ("", "no such"),
        ("%", "no such"),
        ("3", "no such"),
        ("²", "no"),
    ],
)
def test_an_unclear_name_is_refused(full: Store, name: str, says: str) -> None:
    """In one line."""
    with pytest.raises(NotInStoreError, match=says):
        full.claims.get(name)


def test_the_number_of_two_claims_names_neither(full: Store) -> None:
    """With several articles, a number may be anybody's."""
    other = split()
    others = replace(
        other,
        document=replace(other.document, digest="sha256:" + "0" * 64),
        claims=tuple(replace(claim, id=claim.id[:-1] + "9") for claim in other.claims),
    )
    full.articles.keep("claims/other.txt", others, from_sheet=False)
    with pytest.raises(NotInStoreError, match="2 claims go by that"):
        full.claims.get("1")


@pytest.mark.parametrize("said", FindingKind)
def test_the_table_suggests_what_the_claim_suggests(full: Store, said: FindingKind) -> None:
    """The view and the value put the two answers together alike."""
    tonnage, _ = checked()
    for so in FindingKind:
        found = replace(tonnage, said=replace(tonnage.said, finding=said), so=replace(tonnage.so, finding=so))
        full.claims.keep_checked(split().document.digest, [found])
        (record, _) = full.claims.all()
        assert record.status.status == f"{found.suggestion} (suggested)"


def test_evidence_has_to_be_kept_before_it_is_used(store: Store) -> None:
    """Nothing of the refused claims is written."""
    store.articles.keep(PLACE, split(), from_sheet=False)
    with pytest.raises(NotInStoreError, match="evidence of a document"):
        store.claims.keep_checked(split().document.digest, checked())
    assert [line.so for line in store.claims.status()] == [FindingKind.UNCHECKED, FindingKind.UNCHECKED]


def test_an_article_that_was_only_split_says_so(store: Store) -> None:
    """Not looked for is another answer than not found."""
    store.articles.keep(PLACE, split(), from_sheet=True)
    (first, _) = store.claims.all()
    assert first.checked.so.finding is FindingKind.UNCHECKED
    assert first.status.status == "unchecked (suggested)"


def test_keys_are_the_same_on_every_machine(full: Store, tmp_path: Path) -> None:
    """Two databases made of the same files hold the same rows, but for the times."""
    with Store(tmp_path / "other.db") as other:
        keep_everything(other)
        assert dump(other) == dump(full)


def test_a_file_name_that_is_no_text_can_be_kept(store: Store) -> None:
    """Python gives the bytes of such a name as halves of surrogate pairs."""
    name = b"claims/caf\xe9.txt".decode("utf8", "surrogateescape")
    store.articles.keep(name, split(), from_sheet=False)
    store.captures.keep(Capture("evidence/\udce9", None, None, FailureReason.DEAD, "\udce9 is gone"))
    store.captures.forget(["evidence/\udce9"])
    store.articles.forget([name])
    assert len(store.claims.status(name)) == len(store.claims.queue(name)) == 2
    assert len(store.captures.failures()) == 1
    assert store.captures.holds(name, split().document.digest)
