"""One claim on a terminal: its sentence, its two answers, and its evidence word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from claimcheck.cli.tables import MARKS, console
from claimcheck.models import Claim, Edit, EditKind, Evidence, Finding, Span, Stage, Stance
from claimcheck.providers import SearchResult
from claimcheck.store import ClaimRecord, KeptDocument, StatusRow

STANCES = {Stance.SUPPORTS: "green", Stance.CONTRADICTS: "bold red", Stance.RELATED: "yellow"}


def print_claim(record: ClaimRecord, article: str) -> None:
    """Print one claim with everything that is known about it; ``article`` is the text that its spans count in."""
    out, checked = console(), record.checked
    claim = checked.claim
    out.print(Text(f"\n{record.status.n}. {claim.text}", style="bold"))
    out.print(Text(f"{claim.id}, {claim.kind}, {record.status.article}", style="dim"))
    out.print()
    for label, fact in _facts(claim, article):
        out.print(Text.assemble((f"{label:<9}", "dim"), fact))
    out.print(_answer("said", checked.said))
    out.print(_answer("so", checked.so))
    if record.status.stage is not Stage.OPEN:
        out.print(Text.assemble((f"{'stage':<9}", "dim"), (_stage(record.status), "cyan")))
    for review in record.reviews:
        told = f"{review.verdict}, {review.reviewer}, {review.reviewed_utc} {review.note}".rstrip()
        out.print(Text.assemble((f"{'review':<9}", "dim"), (told, "cyan")))
    if record.status.is_stale:
        out.print(Text("         stale: the claim's text or evidence changed after that", style="bold yellow"))
    for n, piece in enumerate(checked.evidence, 1):
        out.print()
        out.print(_heading(n, piece, record.documents[piece.digest], _source(piece.digest, record)))
        for line in _aligned(claim.text, piece):
            out.print(Padding(line, (0, 0, 0, 4)))
    for rated in record.claim_reviews:
        out.print()
        out.print(*_rated(rated), sep="\n")


def _stage(status: StatusRow) -> str:
    """How far people are with a claim, and who they are."""
    people = (status.checker and f"decided by {status.checker}", status.signer and f"signed by {status.signer}")
    if status.stage is Stage.ASSIGNED:
        people = (status.checker and f"to {status.checker}", None)
    copy = status.copy and f"copy: {status.copy}"
    since = status.since_utc and f"since {status.since_utc}"
    return ", ".join(filter(None, (status.stage.replace("_", " "), *people, copy, since)))


def _rated(found: SearchResult) -> Iterator[RenderableType]:
    """What another fact-checker made of a claim like this one: told, and never counted."""
    rating = found.rating
    assert rating is not None, "a claim review has one"
    told = ", ".join(filter(None, (rating.publisher or found.title or "another fact-checker", found.published)))
    yield Text.assemble((f"{'rated':<9}", "dim"), (f"{told}: {rating.rating}", "cyan"))
    yield Padding.indent(Text(f"“{rating.claim}”" + (f" ({rating.claimant})" if rating.claimant else "")), 9)
    yield Padding.indent(Text(found.url, style="dim"), 9)


def _facts(claim: Claim, article: str) -> list[tuple[str, Text]]:
    facts = [("article", _marked(article, claim.sentence, claim.spans))]
    speaker = claim.speaker
    if speaker is not None:
        told = ", ".join(filter(None, (speaker.name, speaker.role, speaker.via and f"via {speaker.via}")))
        facts.append(("speaker", Text(f"{told} ({speaker.kind})")))
        if speaker.candidates:
            facts.append(("", Text(f"or: {', '.join(speaker.candidates)}", style="yellow")))
        if speaker.anonymity:
            facts.append(("unnamed", Text(speaker.anonymity)))
    for substitution in claim.substitutions:
        facts.append(("replaced", Text(f"{substitution.old} → {substitution.new}")))
    facts += [
        (label, Text(told, style="yellow"))
        for label, told in (("unsure", claim.uncertain), ("why not", claim.why_not))
        if told
    ]
    return facts


def _marked(text: str, sentence: Span, spans: Sequence[Span]) -> Text:
    shown = Text(" ".join(sentence.of(text).split("\n")))
    for span in spans:
        if sentence.holds(span):
            shown.stylize("underline", span.start - sentence.start, span.end - sentence.start)
    return shown


def _answer(question: str, finding: Finding) -> Text:
    shape, style = MARKS[finding.finding]
    told = finding.finding.replace("_", " ")
    wording = f" ({finding.wording.replace('_', ' ')})" if finding.wording else ""
    return Text.assemble(
        (f"{question:<9}", "dim"), (f"{shape} {told}{wording}: ", style), finding.reason, (f" [{finding.rule}]", "dim")
    )


def _heading(n: int, piece: Evidence, document: KeptDocument, source: str) -> Text:
    published = ", ".join(filter(None, (document.publisher or document.title or document.place, document.published)))
    stance = "echo: the same speaker" if piece.echo else piece.stance
    wording = f", {piece.wording.replace('_', ' ')}" if piece.wording else ""
    return Text.assemble(
        (f"[{n}] {published}", "bold"),
        "  ",
        (f"{stance}{wording}", "cyan" if piece.echo else STANCES[piece.stance]),
        (source, "magenta"),
        (f"  {document.place}, alike {piece.match.score_pct:.0f}", "dim"),
    )


def _source(digest: str, record: ClaimRecord) -> str:
    """What kind of source a piece of evidence is, and whose words it carries on."""
    source = record.sources.get(digest)
    if source is None:
        return ""
    carried = None
    if source.origin != digest:
        first = record.documents.get(source.origin)
        carried = f"goes back to {(first and (first.publisher or first.title)) or 'another document'}"
    told = ", ".join(filter(None, (source.kind, carried)))
    return f"  {told}" if told else ""


def _aligned(claim: str, piece: Evidence) -> list[Text]:
    lines = [Text("source  ", style="dim"), Text("claim   ", style="dim")]
    lines[0].append_text(marked_words(piece.text, piece.match.edits, piece.span.start, evidence=True))
    lines[1].append_text(marked_words(claim, piece.match.edits, 0, evidence=False))
    for difference in piece.differences:
        lines.append(Text.assemble((f"{difference.type:<8}", "dim"), (difference.note, "red")))
    if piece.match.missing and piece.stance is Stance.RELATED:
        missing = ", ".join(span.of(claim) for span in piece.match.missing)
        lines.append(Text.assemble(("missing ", "dim"), (missing, "yellow")))
    return lines


def marked_words(text: str, edits: Sequence[Edit], offset: int, *, evidence: bool) -> Text:
    """The text with what stands only on this side in braces, so that it shows without colour too."""
    shown, at = Text(), 0
    for edit in edits:
        span = (edit.evidence_span if evidence else edit.claim_span).shifted(-offset)
        if edit.kind is EditKind.SAME or span.start >= span.end or span.start < at:
            continue
        shown.append(text[at : span.start])
        shown.append(f"{{{span.of(text)}}}", style="bold red" if edit.kind is EditKind.CHANGED else "bold yellow")
        at = span.end
    shown.append(text[at:])
    return shown
