"""Claim sheets: the claims of an article as YAML that a person can correct, and that then wins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import yaml

from claimcheck.errors import SheetError
from claimcheck.models import (
    Attribution,
    AttributionType,
    Claim,
    ClaimKind,
    Coverage,
    Covered,
    Document,
    Span,
    Speaker,
    SpeakerKind,
    SplitArticle,
    Substitution,
    claim_id,
    identified,
)

_HEAD = """\
# The claims of {name}. What stands here wins over automatic splitting.
#
# Change, add or delete claims freely. Each needs "text" (the claim, readable on its own) and "words" (the words of the
# article it rests on, exactly as they stand there; "at" says where to look when they occur more than once). A claim
# without "speaker" is the article's own. Delete this file to go back to automatic splitting.
claims:
"""
_CLAIM_KEYS = frozenset(
    "text words kind speaker attribution quotes replaced checkable why_not uncertain priority_pct".split()
)
_SPEAKER_KEYS = frozenset("name kind role via candidates anonymity".split())
_ATTRIBUTION_KEYS = frozenset("type source cue content speaker outer".split())
_DEEPEST = 60
_E = TypeVar("_E", ClaimKind, SpeakerKind, AttributionType)


def written(split: SplitArticle, name: str) -> str:
    """The claim sheet of a split article as YAML text; ``name`` is the article's file name."""
    text = split.document.text
    lines = [_HEAD.format(name=name)]
    for claim in split.claims:
        lines.append(f"- text: {_quoted(claim.text)}\n")
        lines.append(f"  words: [{_places(claim.spans, text)}]\n")
        lines.append(f"  kind: {claim.kind}\n")
        if claim.attribution is not None:
            lines.extend(_attribution_lines("attribution", claim.attribution, text, "  "))
        if claim.quotes:
            lines.append(f"  quotes: [{_places(claim.quotes, text)}]\n")
        for position, substitution in enumerate(claim.substitutions):
            if position == 0:
                lines.append("  replaced:\n")
            place = f"at: {substitution.span.start}, words: {_quoted(substitution.old)}"
            lines.append(f"  - {{{place}, by: {_quoted(substitution.new)}}}\n")
        if not claim.checkable:
            lines.append(f"  checkable: false\n  why_not: {_quoted(claim.why_not or '')}\n")
        if claim.uncertain:
            lines.append(f"  uncertain: {_quoted(claim.uncertain)}\n")
        lines.append(f"  priority_pct: {claim.priority_pct}\n")
    return "".join(lines)


def applied(sheet: str, split: SplitArticle, name: str) -> SplitArticle:
    """The article split as its claim sheet says; sentences that no claim rests on become gaps.

    Raises:
        SheetError: the sheet is not YAML, or does not fit the article; the message names the line.
    """
    reader = _SheetReader(name, split.document, [entry.span for entry in split.coverage])
    claims = sorted(reader.claims(sheet), key=lambda claim: (claim.spans, claim.text))
    coverage = tuple(_recovered(split.coverage, claims))
    return SplitArticle(split.document, identified(claims, split.document.digest), coverage)


def _recovered(coverage: Iterable[Coverage], claims: Sequence[Claim]) -> Iterator[Coverage]:
    spans = [span for claim in claims for span in claim.spans]
    for entry in coverage:
        if any(entry.span.meets(span) for span in spans):
            yield Coverage(entry.span, Covered.CLAIMS)
        elif entry.covered is Covered.CLAIMS:
            yield Coverage(entry.span, Covered.GAP, "not on the claim sheet")
        else:
            yield entry


def _quoted(text: str) -> str:
    # YAML knows which characters it cannot hold as they are; one line keeps line numbers worth telling.
    return str(yaml.safe_dump(text, default_style='"', allow_unicode=True, width=float("inf"))).rstrip("\n")


def _places(spans: Iterable[Span], text: str) -> str:
    return ", ".join(f"{{at: {span.start}, words: {_quoted(span.of(text))}}}" for span in spans)


def _attribution_lines(key: str, attribution: Attribution, text: str, indent: str) -> Iterator[str]:
    yield f"{indent}{key}:\n"
    indent += "  "
    yield f"{indent}type: {attribution.type}\n"
    for part in ("source", "cue", "content"):
        yield f"{indent}{part}: [{_places(getattr(attribution, part), text)}]\n"
    speaker = attribution.speaker
    if speaker is not None:
        yield f"{indent}speaker:\n{indent}  name: {_quoted(speaker.name)}\n{indent}  kind: {speaker.kind}\n"
        for optional in ("role", "via", "anonymity"):
            value = getattr(speaker, optional)
            if value is not None:
                yield f"{indent}  {optional}: {_quoted(value)}\n"
        if speaker.candidates:
            yield f"{indent}  candidates: [{', '.join(map(_quoted, speaker.candidates))}]\n"
    if attribution.outer is not None:
        yield from _attribution_lines("outer", attribution.outer, text, indent)


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """Reads YAML nodes into claims; every complaint names the line of its node."""

    name: str
    document: Document
    sentences: Sequence[Span]

    def claims(self, sheet: str) -> Iterator[Claim]:
        try:
            self._bounded(sheet)
            root = yaml.compose(sheet, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark, at = getattr(error, "problem_mark", None), getattr(error, "position", None)
            line = mark.line if mark else sheet.count("\n", 0, at or 0)
            problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
            raise SheetError(
                f"{self.name}: line {line + 1}: not YAML ({problem}); correct the line or delete the sheet"
            ) from error
        if not isinstance(root, yaml.MappingNode):
            raise SheetError(f"{self.name}: line 1: the sheet has no list of claims; delete it to split automatically")
        top = self._mapping(root, frozenset({"claims"}))
        listed = top.get("claims")
        if not isinstance(listed, yaml.SequenceNode):
            raise self._fault(listed or root, '"claims" must be a list')
        seen: set[tuple[tuple[Span, ...], str]] = set()
        for node in listed.value:
            claim = self._claim(node)
            if (claim.spans, claim.text) in seen:
                raise self._fault(node, "the same claim is listed twice; delete one")
            seen.add((claim.spans, claim.text))
            yield claim

    def _bounded(self, sheet: str) -> None:
        """Refuse what is nested deeper than any claim; an anchor may not stand inside of what it names."""
        opened: list[str | None] = []
        for event in yaml.parse(sheet, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(event.anchor)
                if len(opened) > _DEEPEST:
                    raise self._fault(event, f"nested more than {_DEEPEST} deep; correct the line")
            elif isinstance(event, yaml.CollectionEndEvent):
                opened.pop()
            elif isinstance(event, yaml.AliasEvent) and event.anchor in opened:
                raise self._fault(event, f"*{event.anchor} stands inside of what it names; write it out")

    def _claim(self, node: yaml.Node) -> Claim:
        parts = self._mapping(node, _CLAIM_KEYS)
        text = self._string(parts.get("text"), node, "text")
        spans = self._spans(parts.get("words"), node, "words")
        attribution = None
        if "attribution" in parts:
            attribution = self._attribution(parts["attribution"])
        if "speaker" in parts:
            speaker = self._speaker(parts["speaker"])
            said = attribution or Attribution(AttributionType.INDIRECT, (), (), spans)
            attribution = replace(said, speaker=speaker)
        replaced = parts.get("replaced")
        why_not = self._string(parts["why_not"], node, "why_not") if "why_not" in parts else None
        checkable = self._flag(parts["checkable"]) if "checkable" in parts else True
        return Claim(
            id=claim_id(self.document.digest, text),
            text=text,
            kind=self._member(ClaimKind, parts.get("kind"), ClaimKind.EVENT),
            spans=spans,
            sentence=self._sentence(spans[0]),
            attribution=attribution,
            quotes=self._spans(parts["quotes"], node, "quotes") if "quotes" in parts else (),
            substitutions=tuple(self._substitution(item) for item in self._items(replaced)) if replaced else (),
            checkable=checkable,
            why_not=None if checkable else why_not or "marked on the claim sheet",
            uncertain=self._string(parts["uncertain"], node, "uncertain") if "uncertain" in parts else None,
            priority_pct=self._number(parts["priority_pct"], 100) if "priority_pct" in parts else 50.0,
        )

    def _attribution(self, node: yaml.Node) -> Attribution:
        parts = self._mapping(node, _ATTRIBUTION_KEYS)
        source, cue, content = (
            self._spans(parts[part], node, part) if part in parts else () for part in ("source", "cue", "content")
        )
        return Attribution(
            self._member(AttributionType, parts.get("type"), AttributionType.INDIRECT),
            source,
            cue,
            content,
            self._speaker(parts["speaker"]) if "speaker" in parts else None,
            self._attribution(parts["outer"]) if "outer" in parts else None,
        )

    def _speaker(self, node: yaml.Node) -> Speaker:
        if isinstance(node, yaml.ScalarNode):
            return Speaker(self._string(node, node, "speaker"), SpeakerKind.PERSON)
        parts = self._mapping(node, _SPEAKER_KEYS)
        optional = {key: self._string(parts[key], node, key) for key in ("role", "via", "anonymity") if key in parts}
        candidates = self._items(parts["candidates"]) if "candidates" in parts else []
        return Speaker(
            name=self._string(parts.get("name"), node, "name"),
            kind=self._member(SpeakerKind, parts.get("kind"), SpeakerKind.PERSON),
            candidates=tuple(self._string(item, node, "candidates") for item in candidates),
            **optional,
        )

    def _substitution(self, node: yaml.Node) -> Substitution:
        parts = self._mapping(node, frozenset({"at", "words", "by"}))
        span = self._place({key: value for key, value in parts.items() if key != "by"}, node)
        return Substitution(span, span.of(self.document.text), self._string(parts.get("by"), node, "by"))

    def _spans(self, node: yaml.Node | None, parent: yaml.Node, key: str) -> tuple[Span, ...]:
        if node is None:
            raise self._fault(parent, f'"{key}" is missing')
        items = self._items(node) if isinstance(node, yaml.SequenceNode) else [node]
        spans = tuple(sorted(self._anchored(item) for item in items))
        if not spans and key == "words":
            raise self._fault(node, '"words" is empty')
        return spans

    def _anchored(self, node: yaml.Node) -> Span:
        if isinstance(node, yaml.ScalarNode):
            return self._place({"words": node}, node)
        return self._place(self._mapping(node, frozenset({"at", "words"})), node)

    def _place(self, parts: dict[str, yaml.Node], node: yaml.Node) -> Span:
        words = self._string(parts.get("words"), node, "words")
        text, found = self.document.text, []
        at = text.find(words)
        while at >= 0 and words:
            found.append(at)
            at = text.find(words, at + 1)
        shown = words if len(words) <= 60 else words[:57] + "..."
        if not found:
            raise self._fault(node, f"the article has no words {shown!r}; correct them")
        if "at" in parts:
            near = self._number(parts["at"])
            start = min(found, key=lambda place: (abs(place - near), place))
        elif len(found) > 1:
            raise self._fault(node, f'{shown!r} occurs {len(found)} times; say which with "at: {found[0]}"')
        else:
            start = found[0]
        return Span(start, start + len(words))

    def _sentence(self, span: Span) -> Span:
        at = bisect_right([sentence.start for sentence in self.sentences], span.start) - 1
        return self.sentences[at] if at >= 0 else span

    def _mapping(self, node: yaml.Node, known: frozenset[str]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._fault(node, f"expected {' / '.join(sorted(known))}, found a plain value")
        parts: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value not in known:
                raise self._fault(key, f"unknown word {key.value!r}; known are {', '.join(sorted(known))}")
            if key.value in parts:
                raise self._fault(key, f"{key.value!r} is given twice")
            parts[key.value] = value
        return parts

    def _items(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._fault(node, "expected a list")
        return list(node.value)

    def _string(self, node: yaml.Node | None, parent: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self._fault(node or parent, f'"{key}" is missing or empty')
        return str(node.value)

    def _number(self, node: yaml.Node, most: float = 1e15) -> float:
        try:
            number = float(self._string(node, node, "number"))
        except ValueError:
            raise self._fault(node, f"{node.value!r} is not a number") from None
        if not 0 <= number <= most:
            raise self._fault(node, f"{node.value!r} is not a number from 0 to {most:g}")
        return number

    def _flag(self, node: yaml.Node) -> bool:
        value = self._string(node, node, "checkable").lower()
        if value not in ("true", "false", "yes", "no"):
            raise self._fault(node, f"{node.value!r} is neither true nor false")
        return value in ("true", "yes")

    def _member(self, kind: type[_E], node: yaml.Node | None, default: _E) -> _E:
        if node is None:
            return default
        try:
            return kind(self._string(node, node, "kind"))
        except ValueError:
            raise self._fault(node, f"{node.value!r} is not one of {', '.join(kind)}") from None

    def _fault(self, node: yaml.Node | yaml.Event, problem: str) -> SheetError:
        line = node.start_mark.line + 1 if node.start_mark else 1
        return SheetError(f"{self.name}: line {line}: {problem}")
