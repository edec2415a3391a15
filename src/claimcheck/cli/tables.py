"""The claim status table on a terminal: article order, what each claim rests on, what to look at first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimcheck.models import CheckedClaim, Covered, Edit, EditKind, Finding, FindingKind, SplitArticle, Wording
from claimcheck.models.labels import FINDINGS, QUESTIONS, checked_before, counted, label, noticed
from claimcheck.store import ClaimRecord

WIDTH = 100
"""How wide tables are that go into a file or another program."""

WIDEST = 160
"""Lines longer than this are hard to read, whatever the terminal."""

NARROW, WIDE = 96, 130
"""A terminal with fewer columns gets narrow columns beside the claim, one with more gets wide ones."""

LONGEST_HANDLE = 24
"""A handle that is longer than this stands on a line of its own."""

MOST_FIRST = 10
"""No more lines than this on what to look at first."""

_STYLES = {
    "supported": "green",
    "contradicted": "bold red",
    "conflicting": "bold magenta",
    "related": "yellow",
    "not_found": "yellow",
    "failed": "bold yellow",
    "unchecked": "dim",
}
MARKS = {kind: (FINDINGS[kind], _STYLES[kind]) for kind in FindingKind}
"""Each finding by shape as well as by colour."""

SECOND_NEEDED = ("too_few_sources", "second_source_needed")
"""The rows of the decision table by which fewer independent sources bear a claim out than the newsroom asks for."""

LOOK_FIRST = (FindingKind.CONTRADICTED, FindingKind.CONFLICTING, FindingKind.FAILED)


def console() -> Console:
    """A console as wide as the terminal, up to :data:`WIDEST`; ``NO_COLOR`` and pipes get plain text."""
    made = Console(highlight=False)
    made.width = min(made.width, WIDEST) if made.is_terminal else WIDTH
    return made


def labelled(rows: Iterable[tuple[str, Text]], width: int = 8, indent: int = 0) -> Padding:
    """Labels in a column of ``width`` characters, each with its text beside it; long lines stay right of the label."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=width, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for name, value in rows:
        table.add_row(Text(name), value)
    return Padding(table, (0, 0, 0, indent))


def in_braces(text: str, edits: Sequence[Edit], offset: int = 0, *, evidence: bool) -> Text:
    """The text, which begins at ``offset``, with the words that the other text does not share in braces."""
    shown, at = Text(), 0
    for edit in edits:
        span = (edit.evidence_span if evidence else edit.claim_span).shifted(-offset)
        if edit.kind is EditKind.SAME or span.start >= span.end or span.start < at:
            continue
        shown.append(text[at : span.start])
        shown.append(f"{{{span.of(text)}}}", style="bold red" if edit.kind is EditKind.CHANGED else "bold yellow")
        at = span.end
    return shown.append(text[at:])


def one_line(text: Text) -> Text:
    """The text with its runs of white space as single blanks."""
    return Text(" ").join(text.split())


def mark(finding: Finding) -> Text:
    """A finding as its mark and its word: the wording of a quote, where that is the answer."""
    shape, style = MARKS[finding.finding]
    if finding.finding is FindingKind.UNCHECKED:
        return Text(shape, style=style)
    word = finding.finding if finding.wording in (None, Wording.NOT_FOUND) else finding.wording
    return Text(f"{shape} {label(word)}", style=style)


def print_status(heading: str, records: Sequence[ClaimRecord]) -> None:
    """Print the claim status table of one article, and below it what to look at first."""
    out = console()
    named = min(max((cell_len(record.status.handle) for record in records), default=0), LONGEST_HANDLE)
    columns = _columns(out.width, named)
    is_stacked = out.width < WIDE
    claim_begins = sum(width + 2 for _, width in columns[: 1 if is_stacked else 2])
    out.print(Text(f"\n{heading}", style="bold"), Text(f"  {_counted(records)}\n", style="dim"), sep="")
    out.print(_row(columns, [Text(name, style="bold") for name, _ in columns]))
    for record in records:
        handle = Text(record.status.handle, style="bold")
        if handle.cell_len > named:
            out.print(handle, soft_wrap=True)
            handle = Text()
        out.print(_row(columns, _cells(record, handle, is_stacked=is_stacked)))
        for remark in _remarks(record):
            out.print(Padding(remark, (0, 0, 0, claim_begins)))
    _print_first(out, records)


def _columns(width: int, named: int) -> list[tuple[str, int]]:
    """The columns of the status table with their widths; the claim takes what the others leave.

    ``named`` is the width of the handles, which stand above the speaker where there is not much room.
    """
    speaker, answer, sources = (13, 14, 9) if width < NARROW else (17, 14, 11) if width < WIDE else (24, 15, 22)
    before = [("speaker", max(speaker, named))] if width < WIDE else [("", named), ("speaker", speaker)]
    after = [(QUESTIONS["said"], answer), (QUESTIONS["so"], answer), ("sources", sources)]
    taken = sum(each + 2 for _, each in (*before, *after))
    return [*before, ("claim", width - taken), *after]


def _row(columns: Sequence[tuple[str, int]], cells: Sequence[Text]) -> Table:
    table = Table.grid(padding=(0, 2), pad_edge=False)
    for _, width in columns:
        table.add_column(width=width, overflow="fold", vertical="top")
    table.add_row(*cells)
    return table


def _print_first(out: Console, records: Sequence[ClaimRecord]) -> None:
    """Print what to look at first, a line each, with the command that shows it; the command is never cut."""
    first = [
        record
        for kind in LOOK_FIRST
        for record in records
        if record.checked.suggestion is kind and not record.reviews and not record.status.is_gone
    ]
    if not first:
        return
    shown = first if len(first) <= MOST_FIRST else first[: MOST_FIRST - 1]
    out.print(Text("\nLook first", style="bold"))
    commands = [f"claimcheck show {record.status.handle}" for record in shown]
    names = [label(record.checked.suggestion) for record in shown]
    for record, command, name in zip(shown, commands, names, strict=True):
        line = Text(command.ljust(max(map(len, commands)) + 2))
        line.append(name.ljust(max(map(len, names)) + 2), style=MARKS[record.checked.suggestion][1])
        claim = one_line(Text(record.checked.claim.text))
        claim.truncate(max(out.width - line.cell_len, 0), overflow="ellipsis")
        out.print(line.append_text(claim), soft_wrap=True)
    if len(shown) < len(first):
        out.print(Text(f"and {len(first) - len(shown)} more: claimcheck status --first", style="dim"))


def print_split(split: SplitArticle) -> None:
    """Print the claims of an article, and what became of the rest of it."""
    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold", width=out.width)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("speaker", width=16 if out.width < NARROW else 24)
    table.add_column("claim", ratio=1)
    table.add_column("kind", width=17)
    for n, claim in enumerate(split.claims, 1):
        speaker = claim.speaker
        who = f"{speaker.name} via {speaker.via}" if speaker and speaker.via else speaker.name if speaker else ""
        text = Text(claim.text)
        for remark in (claim.uncertain, claim.why_not):
            if remark:
                text.append(f"\n{remark}", style="dim")
        table.add_row(str(n), who or Text("the article", style="dim"), text, label(claim.kind))
    out.print(table)
    kinds = [entry.covered for entry in split.coverage]
    out.print(
        Text(
            f"\n{len(split.claims)} claims; {kinds.count(Covered.CLAIMS)} sentences with claims, "
            f"{kinds.count(Covered.EXCLUDED)} excluded, {kinds.count(Covered.GAP)} not accounted for",
            style="dim",
        )
    )
    for entry in split.coverage:
        if entry.covered is Covered.GAP:
            out.print(Text(f"  gap: {' '.join(entry.span.of(split.document.text).split())} ({entry.why})"))


def _cells(record: ClaimRecord, handle: Text, *, is_stacked: bool) -> list[Text]:
    """What stands in each column; the handle above the speaker where they share one."""
    checked = record.checked
    speaker = Text(record.status.speaker, style="" if checked.claim.attribution else "dim")
    before = [handle, speaker]
    if is_stacked:
        before = [Text("\n").join([handle, speaker]) if handle else speaker]
    answers = [mark(checked.said), mark(checked.so), Text(_sources(record), style="dim")]
    return [*before, Text(checked.claim.text), *answers]


def _remarks(record: ClaimRecord) -> Iterator[Text]:
    """What stands below a claim, over all columns to its right: what to look at, and who decided."""
    checked = record.checked
    if record.status.flag:
        yield Text(record.status.flag, style=MARKS[checked.suggestion][1])
    if checked.so.rule in SECOND_NEEDED:
        yield Text("needs another independent source", style="dim")
    for document, notice in record.notices_beside:
        name = document.title or document.place
        yield Text(f"source {noticed(notice.kind, notice.noticed)}: {name}", style="bold red")
    for match in record.known[:1]:
        more = f" and {len(record.known) - 1} more" if len(record.known) > 1 else ""
        where = match.article or match.by or "others"
        yield Text(f"{checked_before(match.rating, match.checked)} ({where}){more}", style="cyan")
    if record.reviews:
        yield Text(f"{record.status.status}, {record.reviews[-1].reviewer}", style="bold cyan")
    if record.status.is_gone:
        yield Text("no longer in the article", style="dim")


def _sources(record: ClaimRecord) -> str:
    documents, origins = record.status.documents_count, record.status.origins_count
    if not documents:
        return ""
    return counted(documents, "document") + (f", {counted(origins, 'origin')}" if origins < documents else "")


def _counted(records: Sequence[ClaimRecord]) -> str:
    found: list[CheckedClaim] = [record.checked for record in records]
    counts = [(sum(each.suggestion is kind for each in found), label(kind)) for kind in FindingKind]
    return f"{counted(len(found), 'claim')}: " + ", ".join(f"{count} {word}" for count, word in counts if count)
