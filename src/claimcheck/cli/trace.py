"""``claimcheck trace``: where a claim comes from, on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from claimcheck.cli.opening import open_store

if TYPE_CHECKING:
    from rich.text import Text

    from claimcheck.provenance import Citation, Phrasing, Provenance, ProvenanceSource
    from claimcheck.store import ClaimRecord

ENDS = {
    "primary": ("✓", "green"),
    "circle": ("↻ circle:", "bold magenta"),
    "dead_end": ("✗ dead end:", "bold red"),
    "not_captured": ("!", "yellow"),
    "own_report": ("·", ""),
}
"""Each kind of end by shape and by colour."""

LEADS = 5
"""How many leads are shown; ``--json`` has them all."""


@click.command()
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def trace(context: click.Context, claim: str, as_json: bool) -> None:
    """Show where CLAIM comes from, as far as it was captured.

    Who said it first, how its wording moved from outlet to outlet, who has it from whom, where that ends, and what to
    fetch next.

    CLAIM is a number of the status table, with a part of its article's name before it where several articles have it
    (harbour:3), or an id or its beginning.
    """
    from claimcheck.export.as_json import to_line
    from claimcheck.export.provenance import trail_object

    with open_store(context) as store:
        record = store.claim(claim)
        trail = store.trail(record)
    if as_json:
        click.echo(to_line(trail_object(trail)))
    else:
        _print(record, trail)


def _print(record: ClaimRecord, trail: Provenance) -> None:
    from rich.text import Text

    from claimcheck.cli.tables import console, labelled

    out = console()
    out.print(Text(f"\n{record.status.n}. {trail.claim.text}", style="bold"))
    out.print(Text(f"{trail.claim.id}, {record.status.article}\n", style="dim"))
    out.print(labelled(_summary(trail)))
    if len(trail.sources) > 1:
        out.print(Text("\nFrom the earliest to the article", style="bold"))
        for source in trail.sources:
            out.print()
            out.print(_heading(source, trail))
            out.print(labelled(_told(source, trail), indent=4))


def _summary(trail: Provenance) -> Iterator[tuple[str, Text]]:
    """What an editor on deadline wants first."""
    from rich.text import Text

    yield "first", Text(trail.first_note, style="bold")
    if trail.first:
        words = next(each for each in trail.phrasings if trail.first[0] in each.carriers)
        yield "", _quoted(words.text)
        yield "wordings", Text(_counted(trail))
    for n, end in enumerate(trail.ends):
        mark, style = ENDS[end.kind]
        yield "ends" if n == 0 else "", Text.assemble((f"{mark} ", style), end.note)
    for n, lead in enumerate(trail.leads[:LEADS]):
        told = lead.advice if lead.url else f"{lead.what}: {lead.advice}"
        yield "fetch" if n == 0 else "", Text.assemble(f"{n + 1}. {told}", (f"  ({lead.why})", "dim"))
    if len(trail.leads) > LEADS:
        yield "", Text(f"and {len(trail.leads) - LEADS} more: claimcheck trace {trail.claim.id} --json", style="dim")


def _counted(trail: Provenance) -> str:
    documents = sum(source.carries and not source.is_article for source in trail.sources)
    own = any(trail.source(each).is_article for words in trail.phrasings for each in words.carriers[:1])
    told = f"{len(trail.phrasings)}, in {_many(documents, 'document')} from {_many(trail.origins_count, 'origin')}"
    return f"{told} and the article, which has its own" if own else f"{told} and the article"


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"


def _heading(source: ProvenanceSource, trail: Provenance) -> Text:
    from rich.text import Text

    head = Text(source.name if source.is_article else f"{source.name}, {source.dated.words}", style="bold")
    if source.is_article:
        head.append(f", {source.dated.words}", style="bold")
    if source.origin != source.digest:
        origins = {other.digest: other.name for other in trail.sources}
        head.append(f"  carries {origins.get(source.origin, 'a text that others carry too')}", style="cyan")
    if source.primary:
        head.append(f"  primary source: {source.primary}", style="green")
    if not source.carries:
        head.append("  does not carry the claim", style="yellow")
    head.append(f"  {source.place}", style="dim")
    return head


def _told(source: ProvenanceSource, trail: Provenance) -> Iterator[tuple[str, Text]]:
    """What one document says, how that differs from the wording before it, and from whom it has it."""
    from rich.text import Text

    for n, words in enumerate(trail.phrasings):
        if words.carriers[0] == source.digest:
            yield "words", _marked(words, trail.phrasings[n - 1].text if n else "")
        elif source.digest in words.carriers:
            yield "words", Text(f"those of {trail.source(words.carriers[0]).name}{f' ({n + 1})' * (n > 0)}")
    cited = [each for each in trail.citations if each.citing == source.digest]
    named = [each for each in cited if each.how != "vague"]
    for whom, same in groupby(sorted(named, key=_whom), key=_whom):
        yield "from", _cited(list(same), _name(whom, trail))
    if cited and not named:
        yield "from", Text(f"nobody: it says only “{_plain(cited[0].text)}”", style="bold red")


def _cited(ways: list[Citation], name: str) -> Text:
    """Whom a document has it from, in what way it says so, and in which words."""
    from rich.text import Text

    told = Text(name) if ways[0].cited else Text(f"{name}, not captured", style="yellow")
    how = ", ".join(dict.fromkeys(each.how for each in ways))
    told.append(f"  {how}: “{_plain(max((each.text for each in ways), key=len))}”", style="dim")
    return told


def _whom(citation: Citation) -> str:
    return citation.cited or citation.source or ""


def _name(whom: str, trail: Provenance) -> str:
    return next((source.name for source in trail.sources if source.digest == whom), whom)


def _marked(words: Phrasing, before: str) -> Text:
    """The wording with what is new in it in braces, after what stood there before; readable without colour too."""
    from rich.text import Text

    shown, at = Text("“"), 0
    for edit in words.edits:
        if edit.kind == "same":
            continue
        old, new = _plain(edit.claim_span.of(before)), _plain(edit.evidence_span.of(words.text))
        shown.append(_plain_part(words.text[at : edit.evidence_span.start]))
        shown.append(" {" if not new and shown.plain[-1:].isalnum() else "{")
        shown.append(old if new else f"− {old}", style="red")
        shown.append(" → " if old and new else "")
        shown.append(new if old else f"+ {new}", style="bold green")
        shown.append("}")
        at = edit.evidence_span.end
    shown.append(f"{_plain_part(words.text[at:])}”")
    return shown


def _plain_part(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _quoted(text: str) -> Text:
    from rich.text import Text

    return Text(f"“{_plain(text)}”")


def _plain(text: str) -> str:
    return " ".join(text.split())
