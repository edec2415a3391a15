"""Values that exercise every column of the store, and the run that writes them."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.models import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Capture,
    CheckedClaim,
    Claim,
    ClaimKind,
    Coverage,
    Covered,
    Difference,
    DifferenceType,
    Document,
    Edit,
    EditKind,
    Evidence,
    FailureReason,
    Finding,
    FindingKind,
    Link,
    Match,
    Passage,
    Review,
    ReviewVerdict,
    Span,
    Speaker,
    SpeakerKind,
    SplitArticle,
    Stance,
    Substitution,
    Wording,
)
from claimcheck.store import Store
from claimcheck.text import document as plain_document

PLACE = "claims/harbour.txt"
TEXT = (
    "Harbour plans\n"
    "The port handled 4.8 million tonnes in 2023, Anna Weiss told the Courier. "
    "“We will not close the north quay,” she said."
)
NOTE = "The port handled 4.2 million tonnes in 2023, the authority’s yearbook says. The north quay stays open."


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def article(text: str = TEXT) -> Document:
    return replace(plain_document(text), title="Harbour plans", links=(Link("https://example.org/port", "port"),))


def note() -> Document:
    document = plain_document(NOTE)
    return replace(
        document,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(NOTE)), 3, None),),
        title="Yearbook",
        publisher="Port Authority",
        published="2024-02",
        url="https://example.org/yearbook",
        links=(Link("https://example.org/", "north quay", span("north quay", NOTE)),),
    )


def split(text: str = TEXT) -> SplitArticle:
    """Two claims: one told to a newspaper, one a quotation inside of what was told."""
    weiss = Speaker("Anna Weiss", SpeakerKind.PERSON, "harbour master", None, ("Anna Weiss", "Maria Weiss"))
    courier = Speaker("Courier", SpeakerKind.ORGANISATION)
    outer = Attribution(AttributionType.INDIRECT, (span("the Courier"),), (span("told"),), (span("The port"),), courier)
    told = Attribution(
        AttributionType.MIXED,
        (span("Anna Weiss"),),
        (span("told"),),
        (span("The port"), span("4.8 million tonnes in 2023")),
        weiss,
        outer,
    )
    said = Attribution(AttributionType.DIRECT, (), (span("said"),), (span("“We will not close the north quay,”"),))
    tonnage = Claim(
        id="c00000000aaa1",
        text="The port handled 4.8 million tonnes in 2023.",
        kind=ClaimKind.NUMBER,
        spans=(span("The port handled"), span("4.8 million tonnes in 2023")),
        sentence=span("The port handled 4.8 million tonnes in 2023, Anna Weiss told the Courier."),
        attribution=told,
        priority_pct=81.5,
    )
    quay = Claim(
        id="c00000000bbb2",
        text="Anna Weiss will not close the north quay.",
        kind=ClaimKind.QUOTE,
        spans=(span("“We will not close the north quay,” she said."),),
        sentence=span("“We will not close the north quay,” she said."),
        attribution=said,
        quotes=(span("We will not close the north quay"),),
        substitutions=(Substitution(span("We"), "We", "Anna Weiss"),),
        checkable=False,
        why_not="a promise",
        uncertain="who “she” is",
        priority_pct=40,
    )
    coverage = (
        Coverage(span("Harbour plans"), Covered.EXCLUDED, "heading"),
        Coverage(tonnage.sentence, Covered.CLAIMS),
        Coverage(quay.sentence, Covered.CLAIMS),
    )
    return SplitArticle(article(text), (tonnage, quay), coverage)


def checked() -> tuple[CheckedClaim, CheckedClaim]:
    tonnage, quay = split().claims
    words = span("The port handled 4.2 million tonnes in 2023", NOTE)
    contradiction = Evidence(
        digest=note().digest,
        span=words,
        text=words.of(NOTE),
        stance=Stance.CONTRADICTS,
        match=Match(
            Span(0, 43),
            words,
            97.25,
            80.0,
            (Edit(EditKind.SAME, Span(0, 16), Span(0, 16)), Edit(EditKind.CHANGED, Span(17, 20), Span(17, 20))),
            (Span(17, 20),),
        ),
        origin=note().digest,
        differences=(
            Difference(DifferenceType.NUMBER, "4.8", "4.2", "says 4.8, source says 4.2", Span(17, 20), Span(17, 20)),
        ),
    )
    return (
        CheckedClaim(
            tonnage,
            Finding(FindingKind.NOT_FOUND, "No document quotes her.", "said_nothing"),
            Finding(FindingKind.CONTRADICTED, "The yearbook gives another number.", "number_differs"),
            (contradiction, replace(contradiction, stance=Stance.RELATED, differences=(), origin=None)),
        ),
        CheckedClaim(
            quay,
            Finding(FindingKind.CONTRADICTED, "The words differ.", "altered", Wording.ALTERED),
            Finding(FindingKind.UNCHECKED, "A promise cannot be checked.", "not_checkable"),
        ),
    )


def keep_everything(store: Store) -> None:
    """All that one run writes."""
    text = note()
    store.documents.keep(
        text, Capture("evidence/note.txt", text.digest, len(NOTE.encode())), [Passage(Span(0, 75), NOTE[:75])]
    )
    store.captures.keep(Capture("evidence/scan.pdf", None, None, FailureReason.EMPTY, "pictures only"))
    store.articles.keep(PLACE, split(), from_sheet=False)
    store.captures.forget(["evidence/note.txt", "evidence/scan.pdf", PLACE])
    store.articles.forget([PLACE])
    store.claims.keep_checked(split().document.digest, checked())


def keep_much(store: Store) -> None:
    """A run over many files, which takes long enough to be cut off in the middle."""
    for number in range(60):
        document = plain_document(f"Minutes of meeting {number}. " * 40)
        passages = [
            Passage(Span(start, start + 100), document.text[start : start + 100]) for start in range(0, 800, 50)
        ]
        store.documents.keep(document, Capture(f"evidence/minutes{number}.txt", document.digest, 1), passages)
    keep_everything(store)


def review(store: Store, claim_id: str, verdict: ReviewVerdict = ReviewVerdict.WRONG) -> Review:
    made = Review(
        claim_id,
        verdict,
        "Ines",
        "checked the yearbook",
        store.claims.get(claim_id).basis or "",
        "2025-06-10T08:00:00Z",
    )
    store.reviews.propose(made)
    return made


def dump(store: Store) -> list[str]:
    """Every row of ours but the times, and the chain, which tells how they came about."""
    lines = []
    for (table,) in store.database.connection.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE '%STRICT' AND name <> 'chain' ORDER BY name"
    ):
        cursor = store.database.connection.execute(f"SELECT * FROM {table} ORDER BY 1")
        names = [column[0] for column in cursor.description]
        lines += [f"{table} {[v for k, v in zip(names, row, strict=True) if k != 'captured_utc']}" for row in cursor]
    return lines
