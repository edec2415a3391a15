"""``claimcheck trace``: where a claim comes from, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from claimcheck.store import ClaimRecord
    from claimcheck.trail import Phrasing, Source, Trail

ENDS = {
    "primary": ("✓", "green", "primary source"),
    "not_captured": ("!", "yellow", "not captured"),
    "own_report": ("·", "", "own report"),
    "dead_end": ("✗", "bold red", "dead end"),
    "circle": ("↻", "bold magenta", "circle"),
}
"""Each kind of end by shape, by colour and by name."""

LEADS = 5
"""How many leads are shown; ``--json`` has them all."""


@click.command()
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def trace(context: click.Context, claim: str, as_json: bool) -> None:
    """Show where CLAIM comes from, as far as it was captured.

    Who said it first, how its wording moved from outlet to outlet, who has it from whom, where that ends, and what to
    fetch next. CLAIM is a number of the status table, or an id or its beginning.
    """
    from claimcheck.errors import NotInStoreError
    from claimcheck.export.as_json import to_line
    from claimcheck.export.trail import trail_object
    from claimcheck.store import Store
    from claimcheck.tracing import Tracer
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    path = Workspace(folder, database=database).database
    if not path.is_file():
        raise NotInStoreError(f"no {path}; run `claimcheck verify` first, or name the workspace with -w")
    with Store(path) as store:
        record = store.claim(claim)
        trail = Tracer(store).trail(record)
    if as_json:
        click.echo(to_line(trail_object(trail)))
    else:
        _print(record, trail)


def _print(record: ClaimRecord, trail: Trail) -> None:
    from rich.text import Text

    from claimcheck.cli.tables import console

    out = console()
    out.print(Text(f"\n{record.status.n}. {trail.claim.text}", style="bold"))
    out.print(Text(f"{trail.claim.id}, {record.status.article}\n", style="dim"))
    out.print(_grid(_summary(trail)))
    if len(trail.sources) > 1:
        out.print(Text("\nFrom the earliest to the article", style="bold"))
        for source in trail.sources:
            out.print()
            out.print(_heading(source, trail))
            out.print(_grid(_told(source, trail), indent=4))


def _summary(trail: Trail) -> Iterator[tuple[str, Text]]:
    """What an editor on deadline wants first."""
    from rich.text import Text

    yield "first", Text(trail.first_note, style="bold")
    if trail.first:
        words = next(each for each in trail.phrasings if trail.first[0] in each.carriers)
        yield "", _quoted(words.text)
        yield "wordings", Text(_counted(trail))
    for n, end in enumerate(trail.ends):
        shape, style, name = ENDS[end.kind]
        yield "ends" if n == 0 else "", Text.assemble((f"{shape} {name}: ", style), end.note)
    for n, lead in enumerate(trail.leads[:LEADS]):
        told = lead.advice if lead.url else f"{lead.what}: {lead.advice}"
        yield "fetch" if n == 0 else "", Text.assemble(f"{n + 1}. {told}", (f"  ({lead.why})", "dim"))
    if len(trail.leads) > LEADS:
        yield "", Text(f"and {len(trail.leads) - LEADS} more: claimcheck trace {trail.claim.id} --json", style="dim")


def _counted(trail: Trail) -> str:
    documents = sum(source.carries and not source.is_article for source in trail.sources)
    own = any(trail.source(each).is_article for words in trail.phrasings for each in words.carriers[:1])
    told = f"{len(trail.phrasings)}, in {_many(documents, 'document')} from {_many(trail.origins_count, 'origin')}"
    return f"{told} and the article, which has its own" if own else f"{told} and the article"


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)}"


def _heading(source: Source, trail: Trail) -> Text:
    from rich.text import Text

    head = Text(source.name if source.is_article else f"{source.name}, {source.dated.told}", style="bold")
    if source.is_article:
        head.append(f", {source.dated.told}", style="bold")
    if source.origin != source.digest:
        origins = {other.digest: other.name for other in trail.sources}
        head.append(f"  carries {origins.get(source.origin, 'a text that others carry too')}", style="cyan")
    if source.primary:
        head.append(f"  primary source: {source.primary}", style="green")
    if not source.carries:
        head.append("  does not carry the claim", style="yellow")
    head.append(f"  {source.place}", style="dim")
    return head


def _told(source: Source, trail: Trail) -> Iterator[tuple[str, Text]]:
    """What one document says, how that differs from the wording before it, and from whom it has it."""
    from rich.text import Text

    for n, words in enumerate(trail.phrasings):
        if words.carriers[0] == source.digest:
            yield "words", _marked(words)
        elif source.digest in words.carriers:
            yield "words", Text(f"those of {trail.source(words.carriers[0]).name}{f' ({n + 1})' * (n > 0)}")
    cited = [each for each in trail.citations if each.citing == source.digest]
    vague_only = all(each.how == "vague" for each in cited)
    for each in cited:
        if each.how != "vague":
            style = "" if each.cited else "yellow"
            yield (
                "from",
                Text.assemble((_whom(each.note, source), style), (f"  {each.how}: “{_plain(each.text)}”", "dim")),
            )
        elif vague_only:
            yield "from", Text(f"nobody: it says only “{_plain(each.text)}”", style="bold red")


def _whom(note: str, source: Source) -> str:
    """What a citation's note says after the name of the document that cites."""
    return note.removeprefix(f"{source.name} ").partition(" ")[2].removeprefix("to ")


def _marked(words: Phrasing) -> Text:
    """The wording with what is new in it in braces, so that it shows without colour too, and then what went."""
    from rich.text import Text

    shown, at = Text("“"), 0
    for edit in words.edits:
        span = edit.evidence_span
        if edit.kind == "same" or span.start >= span.end or span.start < at:
            continue
        shown.append(words.text[at : span.start])
        shown.append(f"{{{span.of(words.text).strip()}}}", style="bold red")
        at = span.end
    shown.append(f"{words.text[at:]}”")
    return _flat(shown)


def _quoted(text: str) -> Text:
    from rich.text import Text

    return Text(f"“{_plain(text)}”")


def _flat(text: Text) -> Text:
    text.plain = text.plain.replace("\n", " ")
    return text


def _plain(text: str) -> str:
    return " ".join(text.split())


def _grid(rows: Iterator[tuple[str, Text]] | Sequence[tuple[str, Text]], indent: int = 0) -> RenderableType:
    """Labels and what they label, so that long lines stay right of their label."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    table.add_column(width=8, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for label, told in rows:
        table.add_row(Text(label), told)
    return Padding(table, (0, 0, 0, indent))
