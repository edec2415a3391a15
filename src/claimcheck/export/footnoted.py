"""A checked article to hand on: its text with a note on each claim, and the sources of the note; Markdown or Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.export.articles import CheckedArticle, standing
from claimcheck.markup import web_address
from claimcheck.models import BlockKind, CallTerms, Evidence, Stage, Stance
from claimcheck.models.labels import VERDICTS, counted, label, noticed
from claimcheck.store import ClaimRecord

_PIECES = 4
"""No more pieces of evidence are cited in one note."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """What is said about one claim.

    Attributes:
        lines: the decision or suggestion, and what it rests on, a sentence each.
    """

    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FootnotedParagraph:
    """A paragraph: pieces of its text, each with the numbers of the footnotes that follow it."""

    is_heading: bool
    pieces: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Footnoted:
    """An article with footnotes, and how it was checked in one paragraph."""

    title: str
    paragraphs: tuple[FootnotedParagraph, ...]
    notes: tuple[Footnote, ...]
    methodology: str


def footnoted(article: CheckedArticle) -> Footnoted:
    """The article with a footnote behind each claim."""
    text = article.document.text
    ends: dict[int, list[int]] = {}
    notes = []
    for number, record in enumerate(article.claims, 1):
        ends.setdefault(record.checked.claim.spans[-1].end, []).append(number)
        notes.append(Footnote(number, tuple(_lines(record, article))))
    paragraphs = []
    for block in article.document.blocks:
        if block.kind is BlockKind.BOILERPLATE or not block.span.of(text).strip():
            continue
        inside = sorted(end for end in ends if block.span.start < end <= block.span.end)
        starts = [block.span.start, *inside]
        pieces = [(text[start:end], tuple(ends[end])) for start, end in zip(starts, inside, strict=False)]
        pieces.append((text[starts[-1] : block.span.end], ()))
        paragraphs.append(FootnotedParagraph(block.kind is BlockKind.HEADING, tuple(pieces)))
    title = article.document.title or article.place
    return Footnoted(title, tuple(paragraphs), tuple(notes), methodology(article))


def methodology(article: CheckedArticle) -> str:
    """How the article was checked, with counts."""
    claims = article.claims
    decided = Counter(review.verdict.value for record in claims if (review := standing(record)))
    signed = sum(record.status.stage is Stage.SIGNED for record in claims)
    people = {review.reviewer for record in claims if (review := standing(record))}
    people |= {record.status.signer for record in claims if record.status.signer}
    documents = {piece.digest for record in claims for piece in record.checked.evidence}
    # What was said off the record is not so much as counted.
    calls = sum(call.terms is not CallTerms.OFF_RECORD for record in claims for call in record.calls)
    parts = [
        f"The article was split into {counted(len(claims), 'claim')}, of which"
        f" {sum(record.checked.claim.checkable for record in claims)} can be checked."
    ]
    if decided:
        listed = ", ".join(f"{decided[verdict]} {verdict}" for verdict in VERDICTS if decided[verdict])
        parts.append(
            f"{counted(len(people), 'person', 'people')} decided on {sum(decided.values())} of them: {listed}."
        )
    parts.append(
        f"{signed} are signed off by a second person." if signed != 1 else "1 is signed off by a second person."
    )
    parts.append(
        f"The evidence is {counted(len(documents), 'document')}, each kept as it was read"
        + (f", and {counted(calls, 'call or interview', 'calls and interviews')}." if calls else ".")
    )
    parts.append(
        "Documents that repeat one text count once. The program only suggests; what it alone says is marked so."
    )
    return " ".join(parts)


def _lines(record: ClaimRecord, article: CheckedArticle) -> Iterator[str]:
    checked, review = record.checked, standing(record)
    if review is not None:
        state = "signed off" if record.status.stage is Stage.SIGNED else "not signed off"
        said = f", quote {review.said.value}" if review.said else ""
        yield f"“{checked.claim.text}” {review.verdict.value.capitalize()}{said} ({review.reviewer}, {state})."
        if review.note:
            yield _sentence(review.note)
        if review.replacement:
            yield f"Should read: “{review.replacement}”."
    else:
        yield f"“{checked.claim.text}” Not decided; the program suggests: {label(checked.suggestion)}."
    for piece in _cited(checked.evidence):
        source = article.sources.get(piece.digest)
        document = record.documents[piece.digest]
        stance = {Stance.SUPPORTS: "For", Stance.CONTRADICTS: "Against", Stance.RELATED: "See"}[piece.stance]
        named = ", ".join(filter(None, (document.publisher, document.title or document.place, document.published)))
        address = web_address(document.url)
        kept = f"kept {source.captured_utc[:10]}, {piece.digest[:19]}" if source else f"kept, {piece.digest[:19]}"
        for notice in record.notices.get(piece.digest, ()):
            kept = f"{kept}; {noticed(notice.kind, notice.noticed)}"
        yield f"{stance}: {named}: “{' '.join(piece.text.split())}” ({f'{address}, ' if address else ''}{kept})."


def _cited(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that a note names: what decides before what only touches on it."""
    weight = {Stance.CONTRADICTS: 0, Stance.SUPPORTS: 1, Stance.RELATED: 2}
    return sorted(evidence, key=lambda piece: weight[piece.stance])[:_PIECES]


def _sentence(words: str) -> str:
    words = " ".join(words.split())
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."
