"""One claim on a terminal: its sentence, its two answers, and its evidence word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from claimcheck.cli.tables import MARKS, console, in_braces, labelled, one_line
from claimcheck.locating import Located, Paraphrase
from claimcheck.models import (
    CheckedClaim,
    Claim,
    Document,
    Evidence,
    KnownMatch,
    SourceNotice,
    SourceRegion,
    Span,
    Stage,
    Stance,
    Wording,
)
from claimcheck.models.labels import QUESTIONS, SOURCE_KINDS, checked_before, label, noticed
from claimcheck.providers import SearchResult
from claimcheck.store import ClaimRecord, KeptDocument, StatusRow
from claimcheck.text import sentence_around

_LABEL_WIDTH = max(len(question) for question in QUESTIONS.values())

STANCES = {Stance.SUPPORTS: "green", Stance.CONTRADICTS: "bold red", Stance.RELATED: "yellow"}


SHOWN = 3
"""How many passages are printed at first, besides those that decide."""


def print_claim(
    record: ClaimRecord, article: Document, regions: Sequence[SourceRegion | None], whole: bool = False
) -> None:
    """Print one claim with what is known about it: of the evidence what decides and what is first, unless ``whole``.

    ``article`` is what its spans count in; ``regions`` are the places of its pieces of evidence in recordings and
    pictures.
    """
    out, checked = console(), record.checked
    claim = checked.claim
    out.print(Text(f"\n{record.status.handle}  {claim.text}", style="bold"))
    out.print(Text(f"{claim.id}, {claim.kind}, {record.status.article}", style="dim"))
    out.print()
    out.print(labelled([*_facts(claim, article), *_answers(checked), *_decided(record)], _LABEL_WIDTH))
    numbered = list(enumerate(zip(checked.evidence, regions, strict=True), 1))
    printed = [one for one in numbered if whole or one[0] <= SHOWN or one[1][0].stance is not Stance.RELATED]
    for n, (piece, region) in printed:
        out.print()
        out.print(_heading(n, piece, record.documents[piece.digest], _source(piece.digest, record), region))
        for notice in record.notices.get(piece.digest, ()):
            out.print(Padding(_notice(notice), (0, 0, 0, 4)))
        out.print(labelled(_aligned(claim.text, piece), indent=4))
    if len(printed) < len(numbered):
        rest = len(numbered) - len(printed)
        more = f"\n{rest} more, which decide nothing: claimcheck show {record.status.handle} --all"
        out.print(Text(more, style="dim"), soft_wrap=True)
    for match in record.known:
        out.print()
        out.print(labelled(known_lines(match), _LABEL_WIDTH))
    for rated in record.claim_reviews:
        out.print()
        out.print(labelled(_rated(rated), _LABEL_WIDTH))


def _answers(checked: CheckedClaim) -> Iterator[tuple[str, Text]]:
    """The two questions and what the machine suggests."""
    for question, finding in (("said", checked.said), ("so", checked.so)):
        shape, style = MARKS[finding.finding]
        wording = f" ({label(finding.wording)})" if finding.wording else ""
        suggested = (f"{shape} {label(finding.finding)}{wording}: ", style)
        yield QUESTIONS[question], Text.assemble(suggested, finding.reason, (f" [{finding.rule}]", "dim"))


def _decided(record: ClaimRecord) -> Iterator[tuple[str, Text]]:
    """What people decided, and whether it still holds."""
    if record.status.stage is not Stage.OPEN:
        yield "stage", Text(_stage(record.status), style="cyan")
    for review in record.reviews:
        words = f"{review.verdict}, {review.reviewer}, {review.reviewed_utc} {review.note}".rstrip()
        words += f" should read “{review.replacement}”" if review.replacement else ""
        yield "review", Text(words, style="cyan")
    if record.status.is_stale:
        yield "", Text("stale: the claim's text or evidence changed after that", style="bold yellow")


def _stage(status: StatusRow) -> str:
    """How far people are with a claim, and who they are."""
    people = (status.checker and f"decided by {status.checker}", status.signer and f"signed by {status.signer}")
    if status.stage is Stage.ASSIGNED:
        people = (status.checker and f"to {status.checker}", None)
    copy = status.copy and f"copy: {status.copy}"
    since = status.since_utc and f"since {status.since_utc}"
    return ", ".join(filter(None, (label(status.stage), *people, copy, since)))


def known_lines(match: KnownMatch) -> Iterator[tuple[str, Text]]:
    """What was decided before about the same claim, where, and how the claim read."""
    who = f", {match.by}" if match.by else ""
    yield "before", Text(f"{checked_before(match.rating, match.checked)}{who}", style="cyan")
    yield "", Text(f"“{match.claim}”")
    where = f"{match.article}, claimcheck show {match.claim_id}" if match.is_own else match.url
    if where:
        yield "", Text(where, style="dim")


def print_known(same: Sequence[KnownMatch], near: Sequence[KnownMatch]) -> None:
    """Print what was decided before about a claim; where nothing was, what was checked that is similar to it."""
    out = console()
    for match in same or near:
        out.print()
        out.print(labelled(known_lines(match), _LABEL_WIDTH))
    if near:
        out.print(Text("\nThese are on similar claims, and not on this one.", style="yellow"))


def _rated(found: SearchResult) -> Iterator[tuple[str, Text]]:
    """What another fact-checker decided about a claim like this one: shown, and never counted."""
    rating = found.rating
    assert rating is not None, "a claim review has one"
    who = ", ".join(filter(None, (rating.publisher or found.title or "another fact-checker", found.published)))
    yield "rated", Text(f"{who}: {rating.rating}", style="cyan")
    yield "", Text(f"“{rating.claim}”" + (f" ({rating.claimant})" if rating.claimant else ""))
    yield "", Text(found.url, style="dim")


def _facts(claim: Claim, article: Document) -> list[tuple[str, Text]]:
    facts = [("article", _marked(article.text, claim.sentence, claim.spans))]
    region = article.region(claim.extent)
    if region is not None:
        facts.append(("", Text(region.label, style="dim")))
    speaker = claim.speaker
    if speaker is not None:
        who = ", ".join(filter(None, (speaker.name, speaker.role, speaker.via and f"via {speaker.via}")))
        facts.append(("speaker", Text(f"{who} ({speaker.kind})")))
        if speaker.candidates:
            facts.append(("", Text(f"or: {', '.join(speaker.candidates)}", style="yellow")))
        if speaker.anonymity:
            facts.append(("unnamed", Text(speaker.anonymity)))
    for substitution in claim.substitutions:
        facts.append(("replaced", Text(f"{substitution.old} → {substitution.new}")))
    notes = (("unsure", claim.uncertain), ("why not", claim.why_not))
    facts += [(name, Text(note, style="yellow")) for name, note in notes if note]
    return facts


def _marked(text: str, sentence: Span, spans: Sequence[Span]) -> Text:
    shown = Text(" ".join(sentence.of(text).split("\n")))
    for span in spans:
        if sentence.holds(span):
            shown.stylize("underline", span.start - sentence.start, span.end - sentence.start)
    return shown


def _name(document: KeptDocument) -> str:
    return ", ".join(filter(None, (document.publisher or document.title or document.place, document.published)))


def _heading(n: int, piece: Evidence, document: KeptDocument, source: str, region: SourceRegion | None) -> Text:
    stance = "the speaker’s own words" if piece.echo else label(piece.stance)
    if piece.reprint:
        stance = f"{stance}, in a reprint of the article or its source"
    wording = f", {label(piece.wording)}" if piece.wording else ""
    return Text.assemble(
        (f"[{n}] {_name(document)}", "bold"),
        "  ",
        (f"{stance}{wording}", "cyan" if piece.echo else STANCES[piece.stance]),
        (source, "magenta"),
        (f"  {document.place}, {piece.match.score_pct:.0f} % same words", "dim"),
        (f", {region.label}" if region else "", "dim"),
    )


def _notice(notice: SourceNotice) -> Text:
    where = f" ({notice.table})" if notice.table else ""
    return Text.assemble(
        (f"source {noticed(notice.kind, notice.noticed)}{where}: ", "bold red"), one_line(Text(notice.words))
    )


def _source(digest: str, record: ClaimRecord) -> str:
    """What kind of source a piece of evidence is, and whose words it carries on."""
    source = record.sources.get(digest)
    if source is None:
        return ""
    words = [SOURCE_KINDS[source.kind]] if source.kind else []
    if source.origin != digest:
        first = record.documents.get(source.origin)
        words.append(f"goes back to {(first and (first.publisher or first.title)) or 'another document'}")
    return f"  {', '.join(words)}" if words else ""


def _aligned(claim: str, piece: Evidence) -> Iterator[tuple[str, Text]]:
    yield "source", in_braces(piece.text, piece.match.edits, piece.span.start, evidence=True)
    yield "claim", in_braces(claim, piece.match.edits, 0, evidence=False)
    for difference in piece.differences:
        yield difference.type, Text(difference.note, style="red")
    if piece.match.missing and piece.stance is Stance.RELATED:
        yield "missing", Text(", ".join(span.of(claim) for span in piece.match.missing), style="yellow")


def print_found(words: str, found: Located, document: Document, kept: KeptDocument) -> None:
    """Print where words stand in a document, and how their wording differs there."""
    out, checked = console(), found.check(words, document)
    exact = checked.wording is not Wording.NOT_FOUND
    out.print(_found_heading(kept, f"same words: {label(checked.wording)}" if exact else "similar words"))
    for span in checked.spans or (found.span,):
        sentence = sentence_around(document, span)
        inside = [edit for edit in checked.edits if sentence.holds(edit.evidence_span)]
        shown = in_braces(sentence.of(document.text), inside, sentence.start, evidence=True)
        out.print(Padding(one_line(shown), (0, 0, 0, 4)))
    if checked.wording not in (Wording.VERBATIM, Wording.NOT_FOUND):
        out.print(Padding(Text(checked.reason, style="yellow"), (0, 0, 0, 4)))


def print_paraphrase(found: Paraphrase, document: Document, kept: KeptDocument) -> None:
    """Print the sentence of a document whose meaning is similar to the words that were searched for."""
    out = console()
    out.print(_found_heading(kept, "similar meaning"))
    out.print(Padding(one_line(Text(found.span.of(document.text))), (0, 0, 0, 4)))


def _found_heading(kept: KeptDocument, likeness: str) -> Text:
    return Text.assemble((f"\n{_name(kept)}", "bold"), (f"  {likeness}", "cyan"), (f"  {kept.place}", "dim"))
