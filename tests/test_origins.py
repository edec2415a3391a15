"""Which documents go back to one text: what merges, what does not, and what people make of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.models import Link
from claimcheck.origins import (
    Fingerprint,
    Joins,
    Member,
    OriginChoice,
    OriginDecision,
    Overlap,
    Signal,
    Source,
    SourceKind,
    components,
    decided,
    guess,
    independent,
    origin_of,
    overlap,
)
from claimcheck.origins.credits import Credited, credit, house
from claimcheck.origins.minhash import signature
from claimcheck.origins.story import story_words
from claimcheck.text import document

STORY = """\
The ferry to Tern Island ran aground shortly before dawn, and all ninety people on board were taken off by fishermen.

Divers went down at noon and found the hull whole, except for a dent below the engine room that let in no water.

The company that owns the ship had moved the crossing an hour forward, because the tide tables of the port were wrong.

By evening a tug from the mainland had pulled her free, and she lay at the old pier with her lights on, quite empty.

An inquiry will hear the pilot next week, and the harbour board wants to print new tables before the winter storms."""

OTHER = """\
The council of Brenna voted on Monday to close the indoor swimming pool, which has cost more every year since it opened.

Swimmers had collected four thousand names against it, and some of them sat in the public gallery with rubber rings.

The mayor promised that the school lessons would move to the lake in summer and to the neighbouring town in winter.

Two members of her own party voted against, and one of them left the chamber before the result had been read out."""

QUOTE = (
    "“We owe the passengers an apology and we owe them an answer, and they will have both before the month is over, "
    "because nobody who boards one of our ships should have to wonder whether somebody has read the tables of the tide "
    "or counted the boats, and if it turns out that we did neither then I will be the first to leave this office,” "
)
FOOTER = (
    "\n\nThe Gazette is written by people who live here. We print on paper from our own woods and bring it to your "
    "door by six in the morning, and if it is late you may ring us at any hour and we will walk over with one and "
    "say sorry for it. Letters should carry a name and an address and be no longer than two hundred words."
)


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def written(text: str, **facts: str) -> Fingerprint:
    return Fingerprint(replace(document(text), **facts))


def joined(one: Fingerprint, other: Fingerprint) -> Joins | None:
    found = overlap(one, other)
    return found.joins if found else None


HALF = "\n\n".join(paragraphs(STORY)[:2])
REORDERED = "\n\n".join(reversed(paragraphs(STORY)))

MERGED = {
    "the same text": (STORY, STORY),
    "a new headline": (STORY, f"Ferry aground off Tern Island\n\n{STORY}"),
    "cut after the second paragraph": (STORY, HALF),
    "its paragraphs in another order": (STORY, REORDERED),
    "half of it, and as much of one's own": (STORY, f"{HALF}\n\n{OTHER}"),
    "a brief of it inside a long page": (HALF, f"{OTHER}\n\n{OTHER.replace('Monday', 'Friday')}\n\n{STORY}"),
    "quotes exchanged for other marks": (
        f"{STORY}\n\n{QUOTE}he said.",
        f"{STORY}\n\n{QUOTE.replace('“', chr(34))}he said.",
    ),
    "capitals and blanks": (STORY, STORY.upper().replace(" ", "  ")),
    "a statement that is all there is": (f"{QUOTE}the owner said.", f"The owner said: {QUOTE}and left."),
    "a few words only, the same ones": ("Nothing new today.", "Nothing new today."),
    "no letters between quotation marks closed": (f"“{STORY}", STORY),
}
APART = {
    "two stories": (STORY, OTHER),
    "one quote in two stories": (f"{STORY}\n\n{QUOTE}said Ann Lee.", f"{OTHER}\n\n{QUOTE}Ms Lee told us."),
    "one caption in two stories": (
        f"{STORY}\n\nThe ferry Wren at her pier in an undated file photo, with the island’s only church behind her.",
        f"{OTHER}\n\nThe ferry Wren at her pier in an undated file photo, with the island’s only church behind her.",
    ),
    "one sentence in two stories": (STORY, f"{OTHER}\n\n{paragraphs(STORY)[0].split(',')[0]}."),
    "empty": ("", STORY),
    "nothing at all": ("", ""),
    "marks only": ("… — …", "… — …"),
    "a stray surrogate": ("\ud800", STORY),
}


@pytest.mark.parametrize(("one", "other"), MERGED.values(), ids=MERGED)
def test_what_was_copied_is_one_origin(one: str, other: str) -> None:
    assert joined(written(one), written(other)) is Joins.MERGED


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_what_was_written_apart_stays_apart(one: str, other: str) -> None:
    assert joined(written(one), written(other)) is None


def test_the_shared_words_read_back_in_both() -> None:
    copy = f"Seen in the Courier.\n\n{REORDERED}\n\n{OTHER}"
    found = overlap(written(STORY), written(copy))
    assert found is not None
    assert found.stretch is not None
    words = found.stretch.one.of(document(STORY).text)
    assert words == found.stretch.other.of(document(copy).text)
    assert len(words.split()) > 15
    assert found.shared_words >= 0.95 * len(STORY.split())
    assert found.shared_pct > 80
    assert "%" in found.reason


def test_what_one_house_carries_on_every_page_joins_no_two_stories() -> None:
    stories = ["\n\n".join(text) for text in (paragraphs(STORY)[:2], paragraphs(OTHER)[:2], paragraphs(STORY)[3:])]
    pages = [written(story + FOOTER, publisher="Gazette") for story in stories]
    carried = pages[0].story.whole & pages[1].story.whole & pages[2].story.whole
    assert overlap(pages[0], pages[1], carried) is None
    assert joined(pages[0], pages[1]) is not Joins.MERGED, "even before a third page is known"


def test_versions_of_one_story_stay_together_among_the_pages_of_their_house() -> None:
    versions = [written("\n\n".join(paragraphs(STORY)[:end]) + FOOTER, publisher="Gazette") for end in (4, 5)]
    third = written(OTHER + FOOTER, publisher="Gazette")
    found = overlap(*versions, versions[0].story.whole & versions[1].story.whole & third.story.whole)
    assert found is not None
    assert found.joins is Joins.MERGED


def test_a_later_story_with_the_background_of_the_first_is_for_a_person_to_judge() -> None:
    later = f"{OTHER}\n\n" + "\n\n".join(paragraphs(STORY)[1:4])
    one, other = written(STORY, publisher="Gazette"), written(later, publisher="Gazette")
    assert joined(one, other) is Joins.PROBABLE
    assert joined(one, written(later, publisher="Courier")) is Joins.MERGED


RETOLD = (
    "On 14 May 2031 the ferry of Skerry Lines left Brenna with Ann Lee at the wheel. It took in 412 litres, then 5600, "
    "wrote Max Roy to the Harbour Board, and Tom Fox saw it from Wrasse Bay.",
    "From Wrasse Bay it was Tom Fox who saw how, with 412 litres and later 5600 in her, the boat that Ann Lee steered "
    "for Skerry Lines came out of Brenna; so says a letter of 14 May 2031 from Max Roy that the Harbour Board has.",
)
FOREIGN = (
    "Am 14 Mai 2031 lief die Fähre der Reederei aus, und an ihrem Ruder stand, wie man hier sagt, Ann Lee aus Brenna. "
    "Es drangen erst 412 und dann 5600 Liter ein, schrieb Max Roy, und auch Tom Fox hat es von Wrasse Bay aus gesehen.",
    "The ferry left on 14 May 2031, and at her wheel there stood, as people say here, Ann Lee from Brenna. "
    "First 412 litres came in and then 5600, wrote Max Roy, and so it was seen by Tom Fox too, who was at Wrasse Bay.",
)
LEADS = Link("https://a.example/1", "there")
PROBABLE: dict[str, tuple[Fingerprint, Fingerprint, Signal]] = {
    "names and figures in other words": (*(written(text) for text in RETOLD), Signal.REWRITE),
    "names and figures in another language": (*(written(text) for text in FOREIGN), Signal.TRANSLATION),
    "a translation that says so": (
        Fingerprint(replace(document("Translated from the Danish."), links=(LEADS,))),
        written(OTHER, url="https://a.example/1"),
        Signal.TRANSLATION,
    ),
    "a republication that says so": (
        Fingerprint(
            replace(document("This originally appeared there."), links=(Link("https://a.example/1", "there"),))
        ),
        written(OTHER, url="https://a.example/1"),
        Signal.CREDIT,
    ),
}


@pytest.mark.parametrize(("one", "other", "signal"), PROBABLE.values(), ids=PROBABLE)
def test_what_is_only_hinted_at_is_probable(one: Fingerprint, other: Fingerprint, signal: Signal) -> None:
    for found in (overlap(one, other), overlap(other, one)):
        assert found is not None
        assert (found.joins, found.signal) == (Joins.PROBABLE, signal)


def test_the_same_address_is_the_same_text() -> None:
    one, other = (written(text, url="https://a.example/story") for text in (STORY, OTHER))
    assert joined(one, other) is Joins.MERGED


CREDITS = {
    "a dateline": ("LONDON, May 3 (Reuters) - A ship sank.", {}, "reuters", Credited.DATELINE),
    "a dateline with a long dash": ("NEW YORK (AP) — A ship sank.", {}, "the associated press", Credited.DATELINE),
    "a dateline of an agency nobody knows": (
        "WRASSE BAY (Coast Press) — A ship sank.",
        {},
        "coast press",
        Credited.DATELINE,
    ),
    "a byline": ("Ship sinks\n\nBy The Associated Press\n\nIt sank.", {}, "the associated press", Credited.BYLINE),
    "the author": ("A ship sank.", {"author": "Agence France-Presse"}, "agence france-presse", Credited.BYLINE),
    "the publisher's name": ("A ship sank.", {"publisher": "Evening Post, from Reuters"}, "reuters", Credited.BYLINE),
    "a closing line": ("A ship sank.\n\nReuters contributed to this report.", {}, "reuters", Credited.CONTRIBUTION),
    "a wire for releases": ("PARIS (PR Newswire) - We are glad.", {}, "pr newswire", Credited.RELEASE),
}


@pytest.mark.parametrize(("text", "facts", "agency", "how"), CREDITS.values(), ids=CREDITS)
def test_credits_are_read(text: str, facts: dict[str, str], agency: str, how: Credited) -> None:
    found = credit(replace(document(text), **facts))
    assert found is not None
    assert (found.house, found.how) == (agency, how)


@pytest.mark.parametrize(
    "text",
    ["A ship sank, Reuters reported.", "The AP is a railway here.", "Photo by Ann Lee / Reuters", ""],
)
def test_a_name_in_passing_is_no_credit(text: str) -> None:
    assert credit(document(text)) is None


KINDS = {
    "nothing said": (STORY, {}, SourceKind.ORIGINAL),
    "an agency's own page": (STORY, {"publisher": "Reuters"}, SourceKind.WIRE),
    "a dateline elsewhere": (f"OSLO (Reuters) - {STORY}", {"publisher": "Evening Post"}, SourceKind.REPUBLICATION),
    "a press release": (f"FOR IMMEDIATE RELEASE\n\n{STORY}", {}, SourceKind.PARTY),
    "an opinion by its title": (STORY, {"title": "Opinion | Print the tables"}, SourceKind.OPINION),
    "an opinion by its address": (STORY, {"url": "https://a.example/opinion/tables"}, SourceKind.OPINION),
    "a transcript": (STORY, {"kind": "transcript"}, SourceKind.RECORDING),
    "a ministry": (STORY, {"publisher": "Ministry of Tides"}, SourceKind.OFFICIAL),
    "a government's address": (STORY, {"url": "https://www.tides.gov/1"}, SourceKind.OFFICIAL),
    "a court's ruling": (STORY, {"kind": "ruling"}, SourceKind.PRIMARY),
    "minutes": (STORY, {"kind": "Minutes"}, SourceKind.PRIMARY),
    "a contract": (STORY, {"kind": "contract"}, SourceKind.PRIMARY),
    "a budget": (STORY, {"kind": "budget"}, SourceKind.PRIMARY),
    "an annual report": (STORY, {"kind": "annual report"}, SourceKind.PRIMARY),
    "minutes by their title": (STORY, {"title": "Harbour board, 3 May: minutes"}, SourceKind.PRIMARY),
    "a story about a budget": (STORY, {"title": "Budget: what it means for bathers"}, SourceKind.ORIGINAL),
    "a news report": (STORY, {"kind": "report"}, SourceKind.ORIGINAL),
    "a ministry's report": (STORY, {"kind": "report", "publisher": "Ministry of Tides"}, SourceKind.OFFICIAL),
    "a report among data": (STORY, {"kind": "report", "url": "https://data.tides.example/1"}, SourceKind.PRIMARY),
    "a campaign": (STORY, {"publisher": "Save the Pool Campaign"}, SourceKind.PARTY),
    "a post": (STORY, {"url": "https://t.me/tides/12"}, SourceKind.ANONYMOUS),
    "an address that cannot be read": (STORY, {"url": "https://[bad/1"}, SourceKind.ORIGINAL),
}


@pytest.mark.parametrize(("text", "facts", "kind"), KINDS.values(), ids=KINDS)
def test_kinds_are_guessed_with_a_reason(text: str, facts: dict[str, str], kind: SourceKind) -> None:
    found, reason = guess(written(text, **facts))
    assert (found, bool(reason)) == (kind, True)


def test_houses_have_one_name() -> None:
    names = ["Reuters", "The Associated Press", "Evening  Post", None]
    found = [house(replace(document("x"), publisher=name, url="https://www.b.example/1")) for name in names]
    assert found == ["reuters", "the associated press", "evening post", "b.example"]


def member(name: str, published: str | None = None, words: int = 100, **facts: str | None) -> Member:
    return Member(name, facts.get("house"), facts.get("credited"), published, words)


ORIGINS = {
    "the one that is credited": [
        member("a", "2031-01-02", house="reuters"),
        member("b", "2031-01-01", credited="reuters"),
    ],
    "the one published first": [member("a", "2031-01-01"), member("b", "2031-01-02", words=900)],
    "not a later month for its day": [member("a", "2031-01", words=200), member("b", "2031-01-01", words=100)],
    "the most complete": [member("a", words=200), member("b", words=100)],
    "one that carries a credit": [member("a", credited="reuters"), member("b", words=900)],
    "the first by name, all else equal": [member("a"), member("b")],
}


@pytest.mark.parametrize("group", ORIGINS.values(), ids=ORIGINS)
def test_the_origin_of_a_group(group: list[Member]) -> None:
    assert {origin_of(order) for order in permutations(group)} == {origin_of(group)}
    assert origin_of(group)[0] == "a"


def decision(document: str, other: str | None = None) -> OriginDecision:
    choice = OriginChoice.JOIN if other else OriginChoice.SPLIT
    return OriginDecision(choice, document, other, "Ann", "", "2031-01-01T00:00:00Z")


DECIDED = {
    "none": ([], [("a", "b", "c"), ("d",)]),
    "a split": ([decision("b")], [("a",), ("b",), ("c",), ("d",)]),
    "a join": ([decision("a", "d")], [("a", "b", "c", "d")]),
    "a split, then a join": ([decision("b"), decision("b", "d")], [("a",), ("b", "d"), ("c",)]),
    "a join, then a split": ([decision("a", "d"), decision("d")], [("a", "b", "c"), ("d",)]),
    "a split at the end": ([decision("c")], [("a", "b"), ("c",), ("d",)]),
}


@pytest.mark.parametrize(("decisions", "groups"), DECIDED.values(), ids=DECIDED)
def test_people_split_and_join(decisions: list[OriginDecision], groups: list[tuple[str, ...]]) -> None:
    assert components("abcd", decided([("a", "b"), ("b", "c")], decisions)) == groups


def test_independent_sources_are_counted_once_each() -> None:
    assert independent([]) == 0
    assert independent([Source("a"), Source("b"), Source("a", house="x"), Source("c", house="x")]) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_alike_from_both_sides(one: str, other: str) -> None:
    mine, theirs = written(one), written(other)

    def told(found: Overlap | None) -> tuple[object, ...] | None:
        return (found.joins, found.signal, found.shared_pct) if found else None

    assert told(overlap(mine, theirs)) == told(overlap(theirs, mine))
    assert signature(mine.document) == signature(document(one))
    assert story_words(mine.document).own_words_count <= max(len(story_words(mine.document).words), 0)
