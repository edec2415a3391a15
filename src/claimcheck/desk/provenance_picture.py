"""Where a claim comes from, as a picture: the earliest on top, the article last, arrows to the cited source."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from claimcheck.desk.pages.rendering import templates
from claimcheck.provenance import CitationKind, Provenance, ProvenanceFlagKind, ProvenanceSource

WIDTH = 720
_LINE, _GAP = 16, 12
_BOX_LEFT, _BOX_WIDTH, _INDENT = 240, 472, 24
_TOP = 8
_NAME_CHARS, _WORDS_CHARS, _WORDS_LINES = 48, 72, 2
_NEAREST, _STEP, _FARTHEST = 22, 13, 92
"""How far an arrow swings out to the left: for neighbours, for each row more, and at most."""


@dataclass(frozen=True, slots=True)
class _Box:
    """One document, or one source that was cited and not captured.

    Attributes:
        key: the document's digest, or what is cited and was not captured.
        title: its name, when it was published and its words, in full.
        date: when it was published, in little room.
        lines: its words, cut to the room that there is.
        tags: what there is to say of it besides its name.
        kind: the class that it is drawn in.
        top, indent: where it is drawn.
    """

    key: str
    name: str
    title: str
    date: str
    lines: tuple[str, ...]
    tags: tuple[str, ...]
    kind: str
    top: int
    indent: int = 0

    @property
    def short_name(self) -> str:
        most = _NAME_CHARS - self.indent // 6
        return self.name if len(self.name) <= most else f"{self.name[: most - 1].rstrip()}…"

    @property
    def left(self) -> int:
        return _BOX_LEFT + self.indent

    @property
    def width(self) -> int:
        return _BOX_WIDTH - self.indent

    @property
    def bottom(self) -> int:
        return self.top + _LINE * (1 + len(self.lines)) + _GAP

    @property
    def middle(self) -> int:
        return (self.top + self.bottom) // 2


@dataclass(frozen=True, slots=True)
class _Arrow:
    """A curve from the box that cites to the one that is cited; ``is_circle``: part of circular reporting."""

    path: str
    is_circle: bool


def picture(found: Provenance) -> str:
    """The picture as SVG for a page: no script, no styles of its own, colours by the classes of ``provenance.css``.

    Where that is missing it is drawn in the colour of the text around it. All that it shows is in its ``desc`` too.
    """
    boxes = entries(found)
    return (
        templates()
        .get_template("provenance.svg")
        .render(
            id=_clean(found.claim.id),
            claim=_clean(found.claim.text),
            described=_clean(" ".join(_described(found))),
            width=WIDTH,
            height=boxes[-1].bottom + _TOP,
            arrows=list(_arrows(found, boxes)),
            boxes=boxes,
        )
    )


def entries(found: Provenance) -> list[_Box]:
    """What the picture shows, from top to bottom; a list for screens too narrow for it."""
    boxes: list[_Box] = []
    cited = dict.fromkeys(each.source for each in found.citations if each.cited is None and each.source)
    for name in cited:
        # What was cited and not captured came before all that was captured.
        clean = _clean(name)
        boxes.append(_Box(_key(name), clean, clean, "", (), ("not captured",), "missing", _below(boxes)))
    for source in found.sources:
        boxes.append(_box(source, found, _below(boxes)))
    return boxes


def _below(boxes: Sequence[_Box]) -> int:
    return boxes[-1].bottom + _GAP if boxes else _TOP


def _box(source: ProvenanceSource, found: Provenance, top: int) -> _Box:
    number = next((n for n, words in enumerate(found.phrasings) if source.digest in words.carriers), None)
    words = "" if number is None else f"wording {number + 1}: “{found.phrasings[number].text}”"
    names = {other.digest: other.name for other in found.sources}
    is_copy = source.origin != source.digest
    tags = [f"carries {names.get(source.origin, 'a text that other outlets carry')}"] if is_copy else []
    tags += ["primary source"] if source.primary else []
    tags += [] if source.carries else ["does not contain the claim"]
    flagged = [each.flag for each in found.flags if source.digest in each.digests]
    tags += ["circular reporting" if flag is ProvenanceFlagKind.CIRCLE else "dead end" for flag in flagged]
    kind = "article" if source.is_article else flagged[0].replace("_", "-") if flagged else "source"
    indent = _INDENT if is_copy and source.origin in names else 0
    return _Box(
        key=source.digest,
        name=_clean(source.name),
        title=_clean(": ".join(filter(None, (source.name, source.dated.words, words)))),
        date=_clean(source.dated.short),
        lines=tuple(wrap(_clean(words), _WORDS_CHARS - indent // 6, max_lines=_WORDS_LINES, placeholder="…”")),
        tags=tuple(map(_clean, tags)),
        kind="primary" if source.primary and not flagged else kind,
        top=top,
        indent=indent,
    )


def _key(name: str) -> str:
    return f"not captured: {name}"


def _arrows(found: Provenance, boxes: Sequence[_Box]) -> Iterator[_Arrow]:
    """One arrow for each pair of boxes."""
    places: Mapping[str, int] = {box.key: n for n, box in enumerate(boxes)}
    circles = [set(each.digests) for each in found.flags if each.flag is ProvenanceFlagKind.CIRCLE]
    seen: set[tuple[int, int]] = set()
    for each in found.citations:
        if each.how is CitationKind.VAGUE:
            continue
        pair = places[each.citing], places[each.cited or _key(each.source or "")]
        if pair not in seen:
            seen.add(pair)
            is_circle = any({each.citing, each.cited} <= circle for circle in circles)
            yield _Arrow(_path(boxes[pair[0]], boxes[pair[1]], abs(pair[1] - pair[0])), is_circle)


def _path(one: _Box, other: _Box, rows: int) -> str:
    """A curve that starts and ends apart from other curves."""
    down = 1 if other.top > one.top else -1
    start, end = one.middle + 7 * down, other.middle - 7 * down
    swing = _BOX_LEFT - min(_FARTHEST, _NEAREST + _STEP * rows)
    return f"M{one.left} {start}C{swing} {start} {swing} {end} {other.left} {end}"


def _described(found: Provenance) -> Iterator[str]:
    """The picture in sentences."""
    yield found.first_note
    notes = (each.note for each in found.citations if each.how is not CitationKind.VAGUE)
    yield from (f"{note}." for note in dict.fromkeys(notes))
    yield from (f"{end.note}." for end in found.ends)


def _clean(text: str) -> str:
    """The text on one line, without what no page can hold."""
    held = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    return " ".join(held.split())
