"""Correcting by hand how an article is split: claims are edited, split, merged, added and removed on its sheet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from claimcheck import pipeline, sheet
from claimcheck.annotations import Annotations
from claimcheck.contents import ReaderProcesses
from claimcheck.errors import RuleError, SheetError
from claimcheck.folders import sheet_of
from claimcheck.models import (
    Attribution,
    AttributionType,
    Claim,
    ClaimKind,
    Coverage,
    Span,
    Speaker,
    SpeakerKind,
    SplitArticle,
    identified,
)
from claimcheck.store import Store
from claimcheck.workspace import Workspace

Change: TypeAlias = Callable[[SplitArticle], list[Claim]]
"""The claims as they are to be."""


@dataclass(frozen=True, slots=True)
class WordedClaim:
    """A claim as somebody words it.

    Attributes:
        text: the claim, self-contained.
        words: the words of the article that it rests on, one piece a line.
        speaker: who says it; empty where the article does.
        why_not: why it cannot be checked; empty where it can.
        kind: None to leave it.
        near: about where in the article the words stand.
    """

    text: str
    words: str
    speaker: str = ""
    why_not: str = ""
    kind: ClaimKind | None = None
    near: int = 0


def edited(claim_id: str, made: WordedClaim) -> Change:
    """Have a claim read otherwise."""

    def change(split: SplitArticle) -> list[Claim]:
        at, claim = _found(split, claim_id)
        return [*split.claims[:at], _reworded(split, claim, made), *split.claims[at + 1 :]]

    return change


def divided(claim_id: str, first: WordedClaim, second: WordedClaim) -> Change:
    """Make two claims of one."""

    def change(split: SplitArticle) -> list[Claim]:
        at, claim = _found(split, claim_id)
        both = [_reworded(split, claim, first), _reworded(split, claim, second)]
        return [*split.claims[:at], *both, *split.claims[at + 1 :]]

    return change


def merged(claim_id: str, text: str) -> Change:
    """Make one claim of this one and the next; without ``text`` it reads as both did."""

    def change(split: SplitArticle) -> list[Claim]:
        at, claim = _found(split, claim_id)
        if at + 1 == len(split.claims):
            raise RuleError("this is the last claim: there is none after it to merge it with")
        other = split.claims[at + 1]
        spans = _joined((*claim.spans, *other.spans))
        worded = text.strip() or f"{claim.text.rstrip('.')}; {other.text}"
        attribution = claim.attribution or other.attribution
        made = replace(
            claim, text=worded, spans=spans, attribution=attribution, quotes=_joined((*claim.quotes, *other.quotes))
        )
        return [*split.claims[:at], made, *split.claims[at + 2 :]]

    return change


def added(made: WordedClaim) -> Change:
    """Add a claim."""

    def change(split: SplitArticle) -> list[Claim]:
        spans = _spans(split, made)
        claim = Claim("", made.text, made.kind or ClaimKind.EVENT, spans, _sentence(split, spans[0]), priority_pct=50.0)
        return [*split.claims, _reworded(split, claim, made)]

    return change


def removed(claim_id: str) -> Change:
    """Take a claim off the sheet."""

    def change(split: SplitArticle) -> list[Claim]:
        at, _ = _found(split, claim_id)
        return [*split.claims[:at], *split.claims[at + 1 :]]

    return change


def state(workspace: Workspace, store: Store, place: str) -> str:
    """What a correction is based on: it changes with the article and with its sheet."""
    kept = next(iter(store.articles.all(place)), None)
    content = _read(sheet_of(workspace.path / place)) or ""
    return hashlib.sha256(f"{kept and kept.digest} {content}".encode()).hexdigest()[:16]


def correct(workspace: Workspace, store: Store, place: str, person: str, what: str, change: Change) -> SplitArticle:
    """Write a change into the claim sheet of an article, and take it over into the store.

    Raises:
        SheetError: the change does not fit the article; nothing was changed.
        RuleError: it is none that can be made.
    """
    path = workspace.path / place
    before = _read(sheet_of(path))
    split = workspace.kept_split(store, place)
    after = sheet.written(replace(split, claims=tuple(sorted(change(split), key=lambda claim: claim.spans))), path.name)
    # What does not fit the article is refused before anything is written.
    sheet.applied(after, split, "the claim")
    return _take_over(workspace, store, place, person, what, before, after)


def go_back(workspace: Workspace, store: Store, place: str, person: str, edit: str) -> SplitArticle:
    """Have the claim sheet be what it was before a correction, or go where there was none.

    Raises:
        SheetError: that sheet does not fit the article as it reads now.
        NotInStoreError: there is no such correction.
    """
    found = store.sheet_edits.get(edit)
    path = workspace.path / place
    if found.before is not None:
        sheet.applied(found.before, workspace.kept_split(store, place), "the earlier sheet")
    what = f"went back to before “{found.what}”"
    return _take_over(workspace, store, place, person, what, _read(sheet_of(path)), found.before)


def rewrite(workspace: Workspace, store: Store, place: str, person: str, text: str) -> None:
    """Write an article anew; claims of its sheet stay where their words do, and changed sentences are split anew.

    Raises:
        ModelError: the language model is not installed.
    """
    path = workspace.path / place
    beside = sheet_of(path)
    before = _read(beside)
    old = workspace.kept_split(store, place) if before is not None else None
    _write(path, text)
    with ReaderProcesses() as processes:
        taken = pipeline.take(path, place, workspace.settings.max_bytes, processes)
    if old is None or taken is None or taken.document is None:
        return
    automatic = Annotations(workspace.settings.language, store).article(taken.document).split(taken.document)
    claims = _carried(old, automatic)
    after = sheet.written(replace(automatic, claims=tuple(claims)), path.name)
    _write(beside, after)
    store.control_files.keep(workspace.place(beside), after.encode())
    store.sheet_edits.add(place, person, "carried over to the edited text", before, after)


def _carried(old: SplitArticle, new: SplitArticle) -> list[Claim]:
    """The claims of a sheet on a new text, with those that the new text's changed sentences make by themselves."""
    text, claims = new.document.text, []
    known = {entry.span.of(old.document.text) for entry in old.coverage}
    for claim in old.claims:
        try:
            spans = tuple(_near(text, span.of(old.document.text), span.start) for span in claim.spans)
            kept = _moved(claim, old, new, spans)
        except SheetError:
            continue
        if any(span.of(text) in known for span in [_sentence(new, spans[0])]):
            claims.append(kept)
    fresh = [entry.span for entry in new.coverage if entry.span.of(text) not in known]
    claims += [claim for claim in new.claims if any(claim.sentence.meets(span) for span in fresh)]
    unique = {(claim.spans, claim.text): claim for claim in claims}
    return sorted(unique.values(), key=lambda claim: (claim.spans, claim.text))


def _moved(claim: Claim, old: SplitArticle, new: SplitArticle, spans: tuple[Span, ...]) -> Claim:
    """The claim with all its places in the new text."""
    before, after = old.document.text, new.document.text

    def there(each: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(_near(after, span.of(before), span.start) for span in each)

    def moved(said: Attribution | None) -> Attribution | None:
        if said is None:
            return None
        places = there(said.source), there(said.cue), there(said.content)
        return replace(said, source=places[0], cue=places[1], content=places[2], outer=moved(said.outer))

    replaced = tuple(replace(each, span=_near(after, each.old, each.span.start)) for each in claim.substitutions)
    return replace(
        claim,
        spans=spans,
        sentence=_sentence(new, spans[0]),
        quotes=there(claim.quotes),
        attribution=moved(claim.attribution),
        substitutions=replaced,
    )


def _take_over(
    workspace: Workspace, store: Store, place: str, person: str, what: str, before: str | None, after: str | None
) -> SplitArticle:
    beside = sheet_of(workspace.path / place)
    if after is None:
        beside.unlink(missing_ok=True)
        split = workspace.split_anew(store, place)
    else:
        _write(beside, after)
        kept = workspace.kept_split(store, place)
        made = sheet.applied(after, kept, beside.name)
        split = replace(made, claims=identified(made.claims, store.articles.root(place, kept.document.digest)))
    store.articles.keep(place, split, from_sheet=after is not None)
    store.control_files.keep(workspace.place(beside), None if after is None else after.encode())
    store.sheet_edits.add(place, person, what, before, after)
    return split


def _found(split: SplitArticle, claim_id: str) -> tuple[int, Claim]:
    for at, claim in enumerate(split.claims):
        if claim.id == claim_id:
            return at, claim
    raise RuleError("the article does not make this claim any more: reload the page")


def _reworded(split: SplitArticle, claim: Claim, made: WordedClaim) -> Claim:
    text = " ".join(made.text.split())
    if not text:
        raise RuleError("a claim needs a text")
    spans = _spans(split, replace(made, near=made.near or claim.sentence.start))
    quotes = tuple(span for span in claim.quotes if any(place.holds(span) for place in spans))
    same = text == claim.text
    return replace(
        claim,
        text=text,
        spans=spans,
        sentence=_sentence(split, spans[0]),
        kind=made.kind or claim.kind,
        attribution=_attributed(claim, made.speaker, spans),
        quotes=quotes,
        substitutions=claim.substitutions if same else (),
        checkable=not made.why_not,
        why_not=made.why_not or None,
        uncertain=None,
    )


def _attributed(claim: Claim, name: str, spans: tuple[Span, ...]) -> Attribution | None:
    """Who says it: as before where the name is the same."""
    name = " ".join(name.split())
    if not name:
        return None
    said = claim.attribution or Attribution(AttributionType.INDIRECT, (), (), spans)
    if said.speaker is not None and said.speaker.name == name:
        return said
    return replace(said, speaker=Speaker(name, SpeakerKind.PERSON))


def _spans(split: SplitArticle, made: WordedClaim) -> tuple[Span, ...]:
    pieces = [line.strip() for line in made.words.splitlines() if line.strip()]
    if not pieces:
        raise RuleError("say which words of the article the claim rests on: select them, or copy them")
    return _joined([_near(split.document.text, piece, made.near) for piece in pieces])


def _near(text: str, words: str, near: int) -> Span:
    """Where the words stand, however lines are broken there; of several places the one next to ``near``."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
    if not found:
        shown = words if len(words) <= 60 else f"{words[:57]}..."
        raise SheetError(f"the article has no words “{shown}”: copy them exactly as they stand there")
    return min(found, key=lambda place: abs(place.start - near))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, overlapping ones as one."""
    made: list[Span] = []
    for span in sorted(set(spans)):
        if made and span.start < made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return tuple(made)


def _sentence(split: SplitArticle, span: Span) -> Span:
    held: Sequence[Coverage] = [entry for entry in split.coverage if entry.span.meets(span)]
    return held[0].span if held else span


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf8", errors="replace") if path.is_file() else None


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf8", newline="\n")
    part.replace(path)
