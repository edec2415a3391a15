"""Where a claim comes from, on a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from claimcheck.cli.tables import console, labelled
from claimcheck.models.labels import counted
from claimcheck.provenance import Citation, Phrasing, Provenance, ProvenanceSource
from claimcheck.store import ClaimRecord

ENDS = {
    "primary": ("✓", "green"),
    "circle": ("↻ circular reporting:", "bold magenta"),
    "dead_end": ("✗ dead end:", "bold red"),
    "not_captured": ("!", "yellow"),
    "own_report": ("·", ""),
}
"""Each kind of end by shape and by colour."""

LEADS = 5
"""How many leads are shown; ``--json`` has them all."""


def print_provenance(record: ClaimRecord, found: Provenance) -> None:
    """Print where a claim comes from: a summary, then each document from the earliest to the article."""
    out = console()
    out.print(Text(f"\n{record.status.handle}  {found.claim.text}", style="bold"))
    out.print(Text(f"{found.claim.id}, {record.status.article}\n", style="dim"))
    out.print(labelled(_summary(found)))
    _print_leads(out, found)
    if len(found.sources) > 1:
        out.print(Text("\nFrom the earliest to the article", style="bold"))
        for source in found.sources:
            out.print()
            out.print(_heading(source, found))
            out.print(labelled(_details(source, found), indent=4))


def _summary(found: Provenance) -> Iterator[tuple[str, Text]]:
    """What an editor on deadline wants first."""
    yield "first", Text(found.first_note, style="bold")
    if found.first:
        words = next(each for each in found.phrasings if found.first[0] in each.carriers)
        yield "", Text(f"“{_plain(words.text)}”")
        yield "wordings", Text(_wordings(found))
    for n, end in enumerate(found.ends):
        mark, style = ENDS[end.kind]
        yield "ends" if n == 0 else "", Text.assemble((f"{mark} ", style), end.note)


def _print_leads(out: Console, found: Provenance) -> None:
    """What to fetch next; a command with its address is not broken into lines, so that it can be copied."""
    for n, lead in enumerate(found.leads[:LEADS]):
        advice = lead.advice if lead.url else f"{lead.what}: {lead.advice}"
        name, why = "fetch" if n == 0 else "", Text(f"   {lead.why}", style="dim")
        if lead.url:
            out.print(Text.assemble((f"{name:<9}", "dim"), f"{n + 1}. {advice}"), soft_wrap=True)
        else:
            out.print(labelled([(name, Text(f"{n + 1}. {advice}"))]))
        out.print(labelled([("", why)]))
    if len(found.leads) > LEADS:
        more = f"and {len(found.leads) - LEADS} more: claimcheck trace {found.claim.id} --json"
        out.print(labelled([("", Text(more, style="dim"))]))


def _wordings(found: Provenance) -> str:
    documents = sum(source.carries and not source.is_article for source in found.sources)
    own = any(found.source(each).is_article for words in found.phrasings for each in words.carriers[:1])
    words = f"{len(found.phrasings)}, in {counted(documents, 'document')} from {counted(found.origins_count, 'origin')}"
    return f"{words} and the article" + (", which has its own" if own else "")


def _heading(source: ProvenanceSource, found: Provenance) -> Text:
    head = Text(f"{source.name}, {source.dated.words}", style="bold")
    if source.origin != source.digest:
        origins = {other.digest: other.name for other in found.sources}
        head.append(f"  carries {origins.get(source.origin, 'a text that other outlets carry too')}", style="cyan")
    if source.primary:
        head.append(f"  primary source: {source.primary}", style="green")
    if not source.carries:
        head.append("  does not contain the claim", style="yellow")
    head.append(f"  {source.place}", style="dim")
    return head


def _details(source: ProvenanceSource, found: Provenance) -> Iterator[tuple[str, Text]]:
    """What one document says, how that differs from the wording before it, and whom it cites."""
    for n, words in enumerate(found.phrasings):
        if words.carriers[0] == source.digest:
            yield "words", _marked(words, found.phrasings[n - 1].text if n else "")
        elif source.digest in words.carriers:
            yield "words", Text(f"same as {found.source(words.carriers[0]).name}{f' ({n + 1})' * (n > 0)}")
    cited = [each for each in found.citations if each.citing == source.digest]
    named = [each for each in cited if each.how != "vague"]
    for whom, same in groupby(sorted(named, key=_whom), key=_whom):
        yield "cites", _cited(list(same), _name(whom, found))
    if cited and not named:
        yield "cites", Text(f"no named source: it says only “{_plain(cited[0].text)}”", style="bold red")


def _cited(ways: list[Citation], name: str) -> Text:
    """The source that a document cites, how it cites it, and in which words."""
    source = Text(name) if ways[0].cited else Text(f"{name}, not captured", style="yellow")
    how = ", ".join(dict.fromkeys(each.how for each in ways))
    return source.append(f"  {how}: “{_plain(max((each.text for each in ways), key=len))}”", style="dim")


def _whom(citation: Citation) -> str:
    return citation.cited or citation.source or ""


def _name(whom: str, found: Provenance) -> str:
    return next((source.name for source in found.sources if source.digest == whom), whom)


def _marked(words: Phrasing, before: str) -> Text:
    """The wording with what is new in it in braces, after what stood there before; readable without colour too."""
    shown, at = Text("“"), 0
    for edit in words.edits:
        if edit.kind == "same":
            continue
        old, new = _plain(edit.claim_span.of(before)), _plain(edit.evidence_span.of(words.text))
        shown.append(re.sub(r"\s+", " ", words.text[at : edit.evidence_span.start]))
        shown.append(" {" if not new and shown.plain[-1:].isalnum() else "{")
        shown.append(old if new else f"− {old}", style="red")
        shown.append(" → " if old and new else "")
        shown.append(new if old else f"+ {new}", style="bold green")
        shown.append("}")
        at = edit.evidence_span.end
    shown.append(re.sub(r"\s+", " ", f"{words.text[at:]}”"))
    return shown


def _plain(text: str) -> str:
    return " ".join(text.split())
