"""Where words stand in the evidence: the right document, the right place, also when the words were changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck import text
from claimcheck.locating import locate
from claimcheck.models import Capture, Wording
from claimcheck.passages import passages
from claimcheck.store import Store

PAGES = {
    "harbour.txt": "The council voted on Monday to dredge the old harbour before the autumn storms. "
    "Mayor Ada Quill called the plan a gamble worth taking, and said that the ferries could not wait another year.",
    "reprint.txt": "From our correspondent. Mayor Ada Quill called the plan a gamble worth taking, readers were told.",
    "bakery.txt": "The bakery on Mill Lane closed after forty years. Its ovens were sold to a hotel.",
}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(Path(":memory:")) as kept:
        for name, body in PAGES.items():
            document = text.document(body)
            kept.documents.keep(document, Capture(name, document.digest, len(body)), passages(document))
        kept.passages.settle()
        yield kept


@pytest.mark.parametrize(
    ("words", "place", "stands"),
    [
        pytest.param("ferries could not wait another year", "harbour.txt", "ferries could not wait", id="as given"),
        pytest.param("ferries simply could wait one more year", "harbour.txt", "ferries could not wait", id="changed"),
        pytest.param("ITS OVENS WERE SOLD", "bakery.txt", "Its ovens were sold", id="other case"),
        pytest.param("“ovens … to a hotel”", "bakery.txt", "ovens were sold to a hotel", id="cut short"),
    ],
)
def test_words_are_placed_where_they_stand(store: Store, words: str, place: str, stands: str) -> None:
    (found,) = locate(store, words)
    document = store.documents.get(found.digest)
    assert document.text == PAGES[place]
    assert stands in found.span.of(document.text)


@pytest.mark.parametrize(
    "words", ["", "…", "zeppelin quartz", "\ud800"], ids=["none", "no letter", "absent", "half a pair"]
)
def test_words_that_stand_nowhere_are_not_placed(store: Store, words: str) -> None:
    assert locate(store, words) == []


def test_every_document_with_the_words_is_found_once(store: Store) -> None:
    found = locate(store, "a gamble worth taking", most=5)
    assert sorted(store.documents.get(one.digest).text for one in found if one.is_close) == [
        PAGES["reprint.txt"],
        PAGES["harbour.txt"],
    ]


def test_a_place_is_checked_in_its_document(store: Store) -> None:
    words = "Mayor Ada Quill called the plan a gamble not worth taking"
    found = {PAGES[name]: name for name in PAGES}
    checked = {
        found[document.text]: one.check(words, document)
        for one in locate(store, words, most=2)
        for document in [store.documents.get(one.digest)]
    }
    assert {name: check.wording for name, check in checked.items()} == {
        "harbour.txt": Wording.ALTERED,
        "reprint.txt": Wording.ALTERED,
    }
    for name, check in checked.items():
        assert [span.of(PAGES[name]) for span in check.spans] == [
            "Mayor Ada Quill called the plan a gamble worth taking"
        ]


def test_rare_words_of_another_page_do_not_hide_the_right_one() -> None:
    """Where the rarest words lead astray, the common ones are asked for too."""
    common = ("ferry", "quay", "winter", "tide", "harbour")
    pages = [
        f"Report {number} on the {common[number % 5]} and the {common[(number + 1) % 5]}." for number in range(780)
    ]
    pages += ["Of the ferry, the quay, the winter, the tide and the harbour.", PAGES["bakery.txt"]]
    with Store(Path(":memory:")) as kept:
        for number, body in enumerate(pages):
            document = text.document(body)
            kept.documents.keep(document, Capture(f"{number}.txt", document.digest, len(body)), passages(document))
        (found,) = locate(
            kept, "Of the ferry, the bakery, the quay, the ovens, the winter, the Mill, the tide and the harbour"
        )
        assert kept.documents.get(found.digest).text == pages[-2]
