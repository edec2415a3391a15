"""Where a claim comes from: who was first, in which words, who has it from whom, and where that ends."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import reader
from claimcheck.desk.provenance_picture import picture
from claimcheck.models import Capture, Claim, ClaimKind, Document, Evidence, FailureReason, Span, Stance
from claimcheck.provenance import (
    CitationKind,
    HeldDocument,
    LinkTarget,
    Material,
    Provenance,
    ProvenanceEndKind,
    ProvenanceFlagKind,
    dated,
    follow,
    mentions,
)
from claimcheck.provenance.outlets import credited_name, own_name
from claimcheck.quotes import align
from claimcheck.reader.addresses import with_written
from claimcheck.text import document

CLAIM = "The old mill burned down in March."
CAPTURED = "2026-01-05T12:00:00Z"


def held(name: str, words: str, published: str = "2025-04-01", origin: str | None = None, **facts: str) -> HeldDocument:
    """A document as the reader reads it from Markdown; its address is that of its outlet."""
    primary = facts.pop("primary", None)
    address = f"https://{name.lower().replace(' ', '-')}.example/mill"
    head = {"publisher": name, "published": published, "url": address} | facts
    lines = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
    read = reader.read(f"---\n{lines}---\n\n{words}\n".encode(), name=f"{name}.md")
    return HeldDocument(replace(read, digest=name), f"evidence/{name}.md", CAPTURED, origin or name, primary)


def trail(
    *holdings: HeldDocument,
    article: str = CLAIM,
    also: dict[str, LinkTarget] | None = None,
    stance: Stance = Stance.SUPPORTS,
) -> Provenance:
    """The trail of the one claim of an article through documents that all carry it."""
    text = replace(document(article), digest="article", published="2025-05-01")
    claim = Claim("c0", CLAIM, ClaimKind.EVENT, (Span(0, len(CLAIM)),), Span(0, len(article)))
    pieces = []
    for each in holdings:
        match = align(CLAIM, each.document.text)
        assert match is not None
        words = match.evidence_span.of(each.document.text)
        pieces.append(Evidence(each.document.digest, match.evidence_span, words, stance, match))
    known: dict[str, LinkTarget] = {str(each.document.url): each for each in holdings}
    return follow(
        Material(
            claim,
            HeldDocument(text, "claims/a.md", CAPTURED, "article"),
            tuple(pieces),
            {each.document.digest: each for each in holdings},
        ),
        lambda address, _place: (known | (also or {})).get(address),
    )


def ends(of: Provenance) -> list[tuple[ProvenanceEndKind, tuple[str, ...]]]:
    return [(end.kind, tuple(sorted(end.digests))) for end in of.ends]


ECHO = "The old mill burned down in March, according to the [Fen Courier](https://fen-courier.example/mill)."
COURIER = "The old mill burned down in March, the [Moor Post](https://moor-post.example/mill) reported."
POST = "The old mill burned down in March, the [Lake Echo](https://lake-echo.example/mill) wrote."
PLAIN = "The old mill burned down in March."

GRAPHS = {
    "line": (
        [held("Lake Echo", ECHO), held("Fen Courier", COURIER), held("Moor Post", PLAIN)],
        [(ProvenanceEndKind.OWN_REPORT, ("Moor Post",))],
    ),
    "circle of two": (
        [
            held("Lake Echo", ECHO),
            held("Fen Courier", COURIER.replace("Moor Post", "Lake Echo").replace("moor-post", "lake-echo")),
        ],
        [(ProvenanceEndKind.CIRCLE, ("Fen Courier", "Lake Echo"))],
    ),
    "circle of three": (
        [held("Lake Echo", ECHO), held("Fen Courier", COURIER), held("Moor Post", POST)],
        [(ProvenanceEndKind.CIRCLE, ("Fen Courier", "Lake Echo", "Moor Post"))],
    ),
    "circle by names alone": (
        [
            held("Lake Echo", "The old mill burned down in March, according to the Fen Courier."),
            held("Fen Courier", "The old mill burned down in March, the Lake Echo reported."),
        ],
        [(ProvenanceEndKind.CIRCLE, ("Fen Courier", "Lake Echo"))],
    ),
    "circle with a way out": (
        [
            held("Lake Echo", ECHO),
            held(
                "Fen Courier",
                f"{COURIER[:-1]}, as Reuters reported.".replace("Moor Post", "Lake Echo").replace(
                    "moor-post", "lake-echo"
                ),
            ),
        ],
        [(ProvenanceEndKind.CIRCLE, ("Fen Courier", "Lake Echo")), (ProvenanceEndKind.NOT_CAPTURED, ("Fen Courier",))],
    ),
    "a reprint and its origin that cite each other": (
        [held("Lake Echo", ECHO, origin="Fen Courier"), held("Fen Courier", POST)],
        [(ProvenanceEndKind.OWN_REPORT, ("Fen Courier", "Lake Echo"))],
    ),
    "a page that links to itself": (
        [held("Lake Echo", POST)],
        [(ProvenanceEndKind.OWN_REPORT, ("Lake Echo",))],
    ),
    "dead end": (
        [held("Lake Echo", "The old mill burned down in March, reports say.")],
        [(ProvenanceEndKind.DEAD_END, ("Lake Echo",))],
    ),
    "reports say, with a link": (
        [
            held("Lake Echo", "The old mill burned down in March, [reports say](https://moor-post.example/mill)."),
            held("Moor Post", PLAIN),
        ],
        [(ProvenanceEndKind.OWN_REPORT, ("Moor Post",))],
    ),
    "primary source": (
        [
            held("Lake Echo", "The old mill burned down in March, the [brigade](https://brigade.example/mill) said."),
            held("Brigade", PLAIN, primary="it calls itself a log"),
        ],
        [(ProvenanceEndKind.PRIMARY, ("Brigade",))],
    ),
    "link to what was never fetched": (
        [held("Fen Courier", COURIER)],
        [(ProvenanceEndKind.NOT_CAPTURED, ("Fen Courier",)), (ProvenanceEndKind.NOT_CAPTURED, ("Fen Courier",))],
    ),
    "agency in the dateline": (
        [held("Lake Echo", f"FENWICK (Reuters) — {PLAIN}")],
        [(ProvenanceEndKind.NOT_CAPTURED, ("Lake Echo",))],
    ),
    "carried by another": (
        [held("Moor Post, carried by Lake Echo", PLAIN)],
        [(ProvenanceEndKind.NOT_CAPTURED, ("Moor Post, carried by Lake Echo",))],
    ),
    "two reports of their own": (
        [held("Lake Echo", PLAIN), held("Moor Post", PLAIN)],
        [(ProvenanceEndKind.OWN_REPORT, ("Lake Echo", "Moor Post"))],
    ),
    "nothing carries it": ([], []),
}


@pytest.mark.parametrize(("holdings", "expected"), GRAPHS.values(), ids=GRAPHS)
def test_where_a_trail_ends(
    holdings: list[HeldDocument], expected: list[tuple[ProvenanceEndKind, tuple[str, ...]]]
) -> None:
    """Circles, dead ends, primary sources and what was not captured are told apart; a reprint is one with its text."""
    found = trail(*holdings)
    assert ends(found) == expected
    flagged = {flag.flag for flag in found.flags}
    kinds = {kind for kind, _ in expected}
    assert flagged == {
        ProvenanceFlagKind(kind.value) for kind in kinds & {ProvenanceEndKind.CIRCLE, ProvenanceEndKind.DEAD_END}
    }


def test_a_citation_far_from_the_claim_is_none() -> None:
    """What a page says about something else says nothing about this claim."""
    far = f"{PLAIN} A new bridge opened in May, according to the Fen Courier. {'It is long. ' * 40}"
    assert trail(held("Lake Echo", far), held("Fen Courier", PLAIN)).citations == ()


def test_what_is_only_related_is_on_the_trail_when_it_says_the_same() -> None:
    """A passage on the same matter that lacks a part of the claim does not carry it."""
    whole, part = held("Lake Echo", PLAIN), held("Fen Courier", "The old mill opened again in March.")
    found = trail(whole, part, stance=Stance.RELATED)
    assert [source.name for source in found.sources] == ["Lake Echo", "the article"]


def test_the_article_is_part_of_the_trail() -> None:
    """An article whose own source is “reports say” ends there, whatever else was found."""
    found = trail(
        held("Lake Echo", PLAIN), article="The old mill burned down in March. It was gone by noon, reports say."
    )
    assert [flag.flag for flag in found.flags] == [ProvenanceFlagKind.DEAD_END]
    assert found.flags[0].digests == ("article",)


def test_what_is_linked_to_and_does_not_carry_the_claim_is_on_the_trail_as_such() -> None:
    """A link is no proof that the page behind it says so."""
    behind = held("Moor Post", "Nothing about mills.")
    found = trail(held("Fen Courier", COURIER), also={"https://moor-post.example/mill": behind})
    assert [source.carries for source in found.sources if source.name == "Moor Post"] == [False]
    assert found.first == ("Fen Courier",)


FIRST = {
    "the earlier day": ([("A Post", "2025-03-02"), ("B Post", "2025-03-01")], ["B Post"]),
    "the earlier hour": ([("A Post", "2025-03-01T09:00:00Z"), ("B Post", "2025-03-01T08:00:00+02:00")], ["B Post"]),
    "one day": ([("A Post", "2025-03-01"), ("B Post", "2025-03-01")], ["A Post", "B Post"]),
    "an hour of that day": ([("A Post", "2025-03-01"), ("B Post", "2025-03-01T08:00:00Z")], ["B Post", "A Post"]),
    "a month that may be earlier": ([("A Post", "2025-03"), ("B Post", "2025-03-09")], ["B Post", "A Post"]),
    "a month that is earlier": ([("A Post", "2025-02"), ("B Post", "2025-03-09")], ["A Post"]),
    "only a year": ([("A Post", "2025"), ("B Post", "2025-12-31")], ["A Post", "B Post"]),
    "no date": ([("A Post", ""), ("B Post", "2025-03-09")], ["B Post", "A Post"]),
    "none has a date": ([("A Post", ""), ("B Post", "")], ["A Post", "B Post"]),
    "a date that is none": ([("A Post", "2025-02-30"), ("B Post", "2025-03-09")], ["B Post", "A Post"]),
}


@pytest.mark.parametrize(("dates", "first"), FIRST.values(), ids=FIRST)
def test_who_was_first_is_said_only_as_far_as_dates_tell(dates: list[tuple[str, str]], first: list[str]) -> None:
    """All that may have been first are named, and none that surely was not."""
    holdings = [held(name, PLAIN) for name, _ in dates]
    holdings = [
        replace(each, document=replace(each.document, published=published or None))
        for each, (_, published) in zip(holdings, dates, strict=True)
    ]
    found = trail(*holdings)
    assert list(found.first) == first
    assert "of the captured documents" in found.first_note


def test_who_has_it_from_another_was_not_first() -> None:
    """On one day, whoever credits the other comes after."""
    assert trail(held("Lake Echo", ECHO), held("Fen Courier", PLAIN)).first == ("Fen Courier",)


@pytest.mark.parametrize(
    ("published", "earliest", "latest", "short"),
    [
        pytest.param(
            "2025-06-10T08:30:00+02:00", "2025-06-10 06:30", "2025-06-10 06:30", "2025-06-10 06:30", id="time"
        ),
        pytest.param("2025-06-10", "2025-06-10 00:00", "2025-06-10 23:59", "2025-06-10", id="day"),
        pytest.param("2024-02", "2024-02-01 00:00", "2024-02-29 23:59", "2024-02-??", id="month"),
        pytest.param("2025", "2025-01-01 00:00", "2025-12-31 23:59", "2025-??-??", id="year"),
        pytest.param(None, None, "2026-01-05 12:00", "no date", id="not stated"),
        pytest.param("last Tuesday", None, "2026-01-05 12:00", "no date", id="no date at all"),
        pytest.param("2025-13-01", None, "2026-01-05 12:00", "no date", id="impossible"),
        pytest.param("\ud800", None, "2026-01-05 12:00", "no date", id="half a surrogate pair"),
    ],
)
def test_a_date_is_as_exact_as_it_is_stated(
    published: str | None, earliest: str | None, latest: str, short: str
) -> None:
    """A month is any of its days; no date is any time until the capture."""
    found = dated(published, CAPTURED)
    assert (earliest is None and found.earliest.year == 1) or f"{found.earliest:%Y-%m-%d %H:%M}" == earliest
    assert f"{found.latest:%Y-%m-%d %H:%M}" == latest
    assert found.short == short


NAMED = {
    "It burned down, according to the New York Times.": ["New York Times"],
    "It burned down, the Fen Courier's Ida Holm said.": [],
    "Reuters reported that it burned down.": ["Reuters"],
    "“It burned down,” she told the AP.": ["AP"],
    "It burned down, according to Ida Holm.": [],
    "It burned down, according to Vicente Fox.": [],
    "“It burned down,” she told Bill Hook of Fox News.": ["Fox News"],
    "It burned down, the Times of India reported.": ["Times of India"],
    "The International Atomic Energy Agency said that it burned down.": [],
    "It burned down, Fox said.": [],
    "Chats seen by Reuters say that it burned down.": ["Reuters"],
    "The Times had earlier reported that it burned down.": ["Times"],
    "Reuters has an office next to where it burned down.": [],
    "It burned down, as told to the Lake Echo, citing Agence France-Presse.": ["Agence France-Presse"],
}


@pytest.mark.parametrize(("sentence", "outlets"), NAMED.items(), ids=NAMED)
def test_outlets_named_as_sources(sentence: str, outlets: list[str]) -> None:
    """Only outlets, only where something is had from them, and never the outlet itself."""
    read = replace(document(sentence), publisher="Lake Echo")
    found = mentions(read, Span(0, len(sentence)), frozenset())
    assert [each.source for each in found if each.how is CitationKind.NAMED] == outlets


VAGUE = {
    "It burned down, reports say.": ["reports say"],
    "It reportedly burned down.": ["reportedly"],
    "According to local media it burned down.": ["According to local media"],
    "It burned down, two sources told us.": ["sources told"],
    "The ministry reports that it burned down.": [],
    "The fire was reported to the police.": [],
    "Amid reports that it burned down, he left.": ["Amid reports that"],
    "The report says that it burned down.": [],
}


@pytest.mark.parametrize(("sentence", "words"), VAGUE.items(), ids=VAGUE)
def test_words_that_sound_like_a_source_and_name_none(sentence: str, words: list[str]) -> None:
    """What somebody with a name reports is not among them."""
    found = mentions(document(sentence), Span(0, len(sentence)), frozenset())
    assert [each.text for each in found if each.how is CitationKind.VAGUE] == words


@pytest.mark.parametrize(
    ("publisher", "own", "credited"),
    [
        pytest.param("Moor Post, carried by Lake Echo", "Lake Echo", "Moor Post", id="carried by"),
        pytest.param("Lake Echo, from Moor Post", "Lake Echo", "Moor Post", id="from"),
        pytest.param("Moor Post via Lake Echo", "Lake Echo", "Moor Post", id="via"),
        pytest.param("Council on Mills", "Council on Mills", None, id="a name with a preposition"),
        pytest.param("News from Fenwick", "News from Fenwick", None, id="a name with from"),
        pytest.param("  ", None, None, id="blank"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_whom_the_name_of_a_publisher_credits(publisher: str | None, own: str | None, credited: str | None) -> None:
    """Who publishes and who wrote are told apart, where the name tells."""
    assert (own_name(publisher), credited_name(publisher)) == (own, credited)


@pytest.mark.parametrize(
    ("landing", "advice"),
    [
        pytest.param(None, "claimcheck gather https://moor-post.example/mill", id="never fetched"),
        pytest.param(FailureReason.DEAD, "claimcheck gather --online https://moor-post.example/mill", id="dead"),
        pytest.param(FailureReason.PAYWALL, "save the page under evidence/", id="paywall"),
    ],
)
def test_what_to_fetch_next(landing: FailureReason | None, advice: str) -> None:
    """An address comes with the command that fetches it; one that failed, with what to do instead."""
    address = "https://moor-post.example/mill"
    failed = Capture(address, None, failure=landing, note="no") if landing else None
    found = trail(held("Fen Courier", COURIER), also={address: failed})
    assert found.leads[0].url == address
    assert advice in found.leads[0].advice
    assert found.leads[0].why == "Fen Courier links to it"


def test_wordings_by_time_with_what_changed() -> None:
    """Spelling makes no new wording, another word does, and the change is told word by word."""
    found = trail(
        held("Lake Echo", "The old mill burned down in March!", "2025-04-01"),
        held("Fen Courier", "The old mill burned down in April.", "2025-04-03"),
        held("Moor Post", "The  old mill burned  down in March.", "2025-04-02"),
    )
    first, second = found.phrasings
    assert first.carriers == ("Lake Echo", "Moor Post", "article")
    assert second.carriers == ("Fen Courier",)
    changed = [
        (edit.claim_span.of(first.text), edit.evidence_span.of(second.text))
        for edit in second.edits
        if edit.kind.value != "same"
    ]
    assert changed == [("March", "April")]


PIECES = st.sampled_from(
    [
        *(part for part in ("The old mill burned down in March", "burned down", "in March")),
        *(
            ", ",
            ". ",
            " — ",
            "\n\n",
            "“",
            "”",
            '"',
            "(Reuters) — ",
            "é",
            "\u200b",
            "\ud800",
            "\x00",
            "𝒳",
            "[x](https://moor-post.example/mill)",
        ),
        *(
            "according to the Fen Courier",
            "reports say",
            "Reuters reported",
            "told the AP",
            "Source: Moor Post",
            "the Lake Echo wrote",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_every_span_reads_back(texts: list[str], random) -> None:  # type: ignore[no-untyped-def]
    """Whatever documents hold: what is quoted stands where it is said to stand, and the picture is well-formed."""
    holdings, pieces = {}, []
    for n, text in enumerate(texts):
        words = f"{PLAIN} {text}" if random.random() < 0.5 else f"{text} {PLAIN}"
        read = replace(
            _read(words), digest=f"d{n}", publisher=random.choice(["Fen Courier", "Moor Post", "\x00 Post", None])
        )
        match = align(CLAIM, read.text)
        if match is not None:
            holdings[f"d{n}"] = HeldDocument(read, f"evidence/{n}.md", CAPTURED, f"d{random.randrange(n + 1)}")
            pieces.append(Evidence(f"d{n}", match.evidence_span, "", Stance.SUPPORTS, match))
    article = HeldDocument(
        replace(document(f"{CLAIM} {texts[0]}"), digest="article"), "claims/a.md", CAPTURED, "article"
    )
    claim = Claim("c0", CLAIM, ClaimKind.EVENT, (Span(0, len(CLAIM)),), Span(0, len(article.document.text)))
    found = follow(Material(claim, article, tuple(pieces), holdings), lambda _address, _place: None)
    texts_by_digest = {digest: each.document.text for digest, each in holdings.items()}
    texts_by_digest["article"] = article.document.text
    for citation in found.citations:
        assert citation.span is None or citation.span.of(texts_by_digest[citation.citing]) == citation.text
    for phrasing in found.phrasings:
        assert phrasing.span.of(texts_by_digest[phrasing.digest]) == phrasing.text
    assert sorted(each for words in found.phrasings for each in words.carriers) == sorted(texts_by_digest)
    ElementTree.fromstring(picture(found).encode("utf8"))


def _read(words: str) -> Document:
    return replace(document(words), links=with_written(words, ()))


def test_the_picture_says_in_words_what_it_shows() -> None:
    """Whoever cannot see it hears who was first, who has it from whom, and where that ends; nothing in it can run."""
    found = trail(
        held("Lake <b>Echo", ECHO),
        held("Fen Courier", COURIER.replace("Moor Post", "Lake <b>Echo")),
        held("Moor Post", PLAIN),
    )
    drawn = picture(found)
    root = ElementTree.fromstring(drawn)
    spoken = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    assert found.first_note in spoken
    assert all(citation.note in spoken for citation in found.citations)
    assert all(end.note in spoken for end in found.ends)
    assert {"role", "aria-labelledby"} <= set(root.attrib)
    assert not {"script", "style", "foreignObject", "image"} & {part.tag.rpartition("}")[2] for part in root.iter()}
    assert not [name for part in root.iter() for name in part.attrib if name == "style" or name.startswith("on")]
