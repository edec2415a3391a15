"""The trail of a claim as a picture: the earliest on top, the article last, arrows to the cited source."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from claimcheck.provenance import Citation, CitationKind, Provenance, ProvenanceFlagKind, ProvenanceSource

WIDTH = 720
_LINE, _GAP = 16, 12
_BOX_LEFT, _BOX_WIDTH, _INDENT = 240, 472, 24
_TOP = 8
_NAME_CHARS, _WORDS_CHARS, _WORDS_LINES = 48, 72, 2
_NEAREST, _STEP, _FARTHEST = 22, 13, 92
"""How far an arrow swings out to the left: for neighbours, for each row more, and at most."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One box of the picture.

    Attributes:
        key: the document's digest, or what is cited and was not captured.
        date, told: when it was published, in little room and in full.
        tags: what there is to say of it besides its name.
        kind: the class that it is drawn in.
    """

    key: str
    name: str
    date: str = ""
    told: str = ""
    words: str = ""
    tags: tuple[str, ...] = ()
    kind: str = "source"
    indent: int = 0


def picture(trail: Provenance) -> str:
    """The trail as SVG for a page: no script, no styles of its own, colours by the classes of ``trail.css``.

    Where that is missing it is drawn in the colour of the text around it. All that it shows is in its ``desc`` too.
    """
    rows = [*_missing(trail), *(_row(source, trail) for source in trail.sources)]
    places = {row.key: n for n, row in enumerate(rows)}
    mark = f"arrow-{trail.claim.id}"
    boxes = _boxes(rows)
    height = boxes[-1].bottom + _TOP
    parts = [
        f'<svg class="trail-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="title-{_safe(trail.claim.id)} desc-{_safe(trail.claim.id)}">',
        f'<title id="title-{_safe(trail.claim.id)}">Where this comes from: {_safe(trail.claim.text)}</title>',
        f'<desc id="desc-{_safe(trail.claim.id)}">{_safe(" ".join(_told(trail)))}</desc>',
        f'<defs><marker id="{_safe(mark)}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
        ' orient="auto-start-reverse"><path class="trail-head" d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>',
        *(
            _arrow(boxes[one], boxes[other], abs(other - one), is_circle, mark)
            for one, other, is_circle in _arrows(trail, places)
        ),
        *map(_drawn, boxes),
        "</svg>",
    ]
    return "\n".join(parts)


def _row(source: ProvenanceSource, trail: Provenance) -> _Row:
    number = next((n for n, words in enumerate(trail.phrasings) if source.digest in words.carriers), None)
    words = "" if number is None else f"wording {number + 1}: “{trail.phrasings[number].text}”"
    names = {other.digest: other.name for other in trail.sources}
    is_copy = source.origin != source.digest
    tags = [f"carries {names.get(source.origin, 'a text that other outlets carry')}"] if is_copy else []
    tags += ["primary source"] if source.primary else []
    tags += [] if source.carries else ["does not carry the claim"]
    flagged = [each.flag for each in trail.flags if source.digest in each.digests]
    tags += [
        {ProvenanceFlagKind.CIRCLE: "circular reporting", ProvenanceFlagKind.DEAD_END: "dead end"}[flag]
        for flag in flagged
    ]
    kind = "article" if source.is_article else flagged[0].replace("_", "-") if flagged else "source"
    kind = "primary" if source.primary and not flagged else kind
    indent = _INDENT if is_copy and source.origin in names else 0
    return _Row(source.digest, source.name, source.dated.short, source.dated.words, words, tuple(tags), kind, indent)


def _missing(trail: Provenance) -> list[_Row]:
    """What is cited and was not captured: above all that was, since it came before."""
    cited = dict.fromkeys(each.source for each in trail.citations if each.cited is None and each.source)
    return [_Row(_key(name), name, tags=("not captured",), kind="missing") for name in cited]


def _key(name: str) -> str:
    return f"not captured: {name}"


def _arrows(trail: Provenance, places: Mapping[str, int]) -> Iterator[tuple[int, int, bool]]:
    """From which row to which row, each once, and whether that is part of a circle."""
    circles = [set(each.digests) for each in trail.flags if each.flag is ProvenanceFlagKind.CIRCLE]
    seen: set[tuple[int, int]] = set()
    for each in trail.citations:
        if each.how is CitationKind.VAGUE:
            continue
        pair = places[each.citing], places[each.cited or _key(each.source or "")]
        if pair not in seen:
            seen.add(pair)
            yield *pair, any({each.citing, each.cited} <= circle for circle in circles)


def _arrow(one: _Box, other: _Box, rows: int, is_circle: bool, mark: str) -> str:
    """A curve from the box that cites to the one that is cited, starting and ending apart from other curves."""
    down = 1 if other.top > one.top else -1
    start, end = one.middle + 7 * down, other.middle - 7 * down
    swing = _BOX_LEFT - min(_FARTHEST, _NEAREST + _STEP * rows)
    kind = "trail-arrow trail-circle" if is_circle else "trail-arrow"
    dashes = ' stroke-dasharray="5 3"' if is_circle else ""
    return (
        f'<path class="{kind}" d="M{one.left} {start}C{swing} {start} {swing} {end} {other.left} {end}" fill="none"'
        f' stroke="currentColor" stroke-width="1.5"{dashes} marker-end="url(#{_safe(mark)})"/>'
    )


@dataclass(frozen=True, slots=True)
class _Box:
    """A row where it is drawn, with its words cut into lines."""

    row: _Row
    top: int
    lines: tuple[str, ...]

    @property
    def left(self) -> int:
        return _BOX_LEFT + self.row.indent

    @property
    def bottom(self) -> int:
        return self.top + _LINE * (1 + len(self.lines)) + _GAP

    @property
    def middle(self) -> int:
        return (self.top + self.bottom) // 2


def _boxes(rows: Sequence[_Row]) -> list[_Box]:
    made: list[_Box] = []
    for row in rows:
        lines = wrap(_clean(row.words), _WORDS_CHARS - row.indent // 6, max_lines=_WORDS_LINES, placeholder="…”")
        made.append(_Box(row, made[-1].bottom + _GAP if made else _TOP, tuple(lines)))
    return made


def _drawn(box: _Box) -> str:
    row, left = box.row, box.left
    dashes = ' stroke-dasharray="4 3"' if row.kind == "missing" else ""
    title = ": ".join(filter(None, (row.name, row.told, row.words)))
    name = escape(_cut(_clean(row.name), _NAME_CHARS - row.indent // 6))
    tags = f'<tspan class="trail-tag" dx="8">{_safe(" · ".join(row.tags))}</tspan>' if row.tags else ""
    drawn = [
        f'<g class="trail-box trail-{row.kind}"><title>{_safe(title)}</title>',
        _text("trail-date", 4, box.middle + 4, 12, _safe(row.date)) if row.date else "",
        f'<rect x="{left}" y="{box.top}" width="{_BOX_WIDTH - row.indent}" height="{box.bottom - box.top}" rx="6"'
        f' fill="none" stroke="currentColor"{dashes}/>',
        _text("trail-name", left + 10, box.top + _LINE + 3, 14, f"{name}{tags}"),
        *(
            _text("trail-words", left + 10, box.top + _LINE * (n + 2) + 4, 12, escape(line))
            for n, line in enumerate(box.lines)
        ),
        "</g>",
    ]
    return "".join(drawn)


def _text(kind: str, x: int, y: int, size: int, content: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" font-size="{size}" fill="currentColor">{content}</text>'


def _told(trail: Provenance) -> Iterator[str]:
    """The picture in sentences."""
    yield trail.first_note
    yield from (f"{note}." for note in dict.fromkeys(each.note for each in _firm(trail.citations)))
    yield from (f"{end.note}." for end in trail.ends)


def _firm(citations: Sequence[Citation]) -> list[Citation]:
    return [each for each in citations if each.how is not CitationKind.VAGUE]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _safe(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    """The text on one line, without what no page can hold."""
    held = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    return " ".join(held.split())
