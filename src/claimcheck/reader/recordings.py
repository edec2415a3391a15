"""Subtitles and transcripts: what was spoken, in paragraphs, each piece with the moment at which it was."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from claimcheck.errors import EmptyError
from claimcheck.models import BlockKind, Document, SourceRegion
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import clean, one_line
from claimcheck.reader.frontmatter import front_matter
from claimcheck.reader.raw import RawFile

_CLOCK = r"(?:(?P<{0}h>\d{{1,3}}):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{2}})(?:[.,](?P<{0}f>\d{{1,3}}))?"
_TIMING = re.compile(rf"\s*{_CLOCK.format('a')}\s*-->\s*{_CLOCK.format('b')}")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^>]{1,80})>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]{0,80}\}", re.IGNORECASE)
_SOUND = re.compile(r"(?:[\[(][^\[\]()]{1,80}[\])]|[♪♫#][^♪♫]*[♪♫#]?)")
_DASH = re.compile(r"^[-–—]\s*(?=\S)")
_LABELLED = re.compile(r"(?:>>+\s*)?(?:[A-Z][\w.’'#-]*(?: [\w.’'#-]+){0,5}(?: \([^()]{1,40}\))?):\s+\S")
_CHANGE = re.compile(r">>+\s*")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SOUND_WHY = "sound"
_PAUSE_MS = 4000
_LONG = 600
_FIRST = 1_000

# A time that begins a line or stands in a label: [00:12:31], (12:31), 00:12:31 -, SMITH [12:31]:
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_BEHIND = r"(?=[ \t]*(?:$|[-–—:|][ \t]|[ \t]{2}|\t))"
_STAMP = re.compile(
    rf"^[ \t]*(?:[-*•][ \t]+)?(?:\[(?P<a>{_TIME})\]|\((?P<b>{_TIME})\)|(?P<c>{_TIME}){_BEHIND})"
    rf"(?:[ \t]*(?:-->|[-–—])[ \t]*\[?{_TIME}\]?)?[ \t]*(?:[-–—:|][ \t]+)?",
    re.MULTILINE,
)
_LABEL_STAMP = re.compile(
    rf"^(?P<name>[A-Z][\w.’' #-]{{0,60}}?)[ \t]*[\[(]?(?P<a>{_TIME})[\])]?(?P<colon>:)?[ \t]*$"
    rf"|^(?P<named>[A-Z][\w.’' #-]{{0,60}}?)[ \t]*[\[(](?P<b>{_TIME})[\])][ \t]*:",
    re.MULTILINE,
)
_FEWEST_STAMPS = 3
_STAMPED_LINES = 0.3


@dataclass(frozen=True, slots=True)
class _SpokenPiece:
    words: str
    region: SourceRegion
    begins: bool = False


def is_subtitles(raw: RawFile) -> bool:
    """Whether the text is WebVTT or SubRip, by its first lines."""
    start = raw.text[:_FIRST].lstrip("\ufeff \t\r\n")
    return start.startswith("WEBVTT") or any(map(_TIMING.match, start.splitlines()[:2]))


def is_transcript(raw: RawFile) -> bool:
    """Whether many lines of the text begin with a time that goes on and on."""
    text = clean(raw.text[:20_000])
    stamps = [_ms_of(found) for found in _stamps(text)]
    spoken = sum(bool(line.strip()) for line in text.splitlines())
    if len(stamps) < _FEWEST_STAMPS or len(stamps) < _STAMPED_LINES * spoken:
        return False
    return stamps == sorted(stamps) and stamps[0] < stamps[-1]


def read_subtitles(raw: RawFile) -> Document:
    """A document of the words of subtitles, cue after cue, in paragraphs.

    Raises:
        EmptyError: no cue has words.
    """
    made = _document(_joined(_cues(clean(raw.text))))
    if not made.text:
        raise EmptyError("subtitles without words; check that this is the right file")
    return made


def read_transcript(raw: RawFile) -> Document:
    """A document of a transcript with times: they are taken out of the text, and each paragraph is tied to its own."""
    text = clean(raw.text).lstrip("\n")
    front = front_matter(text)
    body = text[front.body_start :]
    stamps = list(_stamps(body))
    builder = Builder()
    for line in front.ignored:
        builder.add(BlockKind.BOILERPLATE, line, why="front matter that cannot be used")
    before = body[: stamps[0].start()]
    for paragraph in re.split(r"\n\s*\n", before):
        builder.add(BlockKind.PARAGRAPH, paragraph)
    for found, following in zip(stamps, [*stamps[1:], None], strict=True):
        until = following.start() if following else len(body)
        named = found.groupdict().get("name") or found.groupdict().get("named")
        words = body[found.end() : until]
        spoken = SourceRegion(0, 0, _ms_of(found), _ms_of(following) if following else None)
        for at, paragraph in enumerate(re.split(r"\n\s*\n", words.strip("\n"))):
            said = one_line(f"{named}: {paragraph}" if named and at == 0 else paragraph)
            if said:
                builder.add(BlockKind.PARAGRAPH, said, regions=[(said, spoken)])
    return front.applied(_spoken(builder.document()))


def _stamps(text: str) -> Iterator[re.Match[str]]:
    found = [*_STAMP.finditer(text), *_LABEL_STAMP.finditer(text)]
    end = -1
    for each in sorted(found, key=lambda each: each.start()):
        if each.start() >= end:
            yield each
            end = each.end()


def _ms_of(found: re.Match[str]) -> int:
    time = next(value for name in "abc" if (value := found.groupdict().get(name)))
    parts = [float(part) for part in time.replace(",", ".").split(":")]
    hours, minutes, seconds = parts if len(parts) == 3 else (0.0, *parts)
    return round(1000 * (seconds + 60 * (minutes + 60 * hours)))


def _cues(text: str) -> Iterator[_SpokenPiece]:
    """The spoken pieces of subtitles in order; lines that roll on from the cue before are left out."""
    rolling: tuple[str, ...] = ()
    speaker = ""
    for part in re.split(r"\n[ \t]*\n", text):
        lines = part.splitlines()
        at = next((at for at, line in enumerate(lines[:3]) if _TIMING.match(line)), None)
        timing = _TIMING.match(lines[at]) if at is not None else None
        if timing is None or at is None:
            continue
        region = SourceRegion(0, 0, _ms(timing, "a"), _ms(timing, "b"))
        shown = []
        for line in lines[at + 1 :]:
            voice = _VOICE.search(line)
            words = one_line(html.unescape(_MARKUP.sub("", _VOICE.sub("", line))))
            if not words:
                continue
            shown.append(words)
            if words in rolling:
                continue
            if voice and voice["name"].strip() != speaker:
                speaker = voice["name"].strip()
                words = f"{speaker}: {words}"
            begins = bool(_LABELLED.match(words) or _DASH.match(words) or _CHANGE.match(words))
            yield _SpokenPiece(_DASH.sub("", _CHANGE.sub("", words)), region, begins)
        rolling = tuple(shown)


def _ms(timing: re.Match[str], side: str) -> int:
    hours, minutes, seconds = (int(timing[f"{side}{unit}"] or 0) for unit in "hms")
    fraction = (timing[f"{side}f"] or "0").ljust(3, "0")
    return 1000 * (seconds + 60 * (minutes + 60 * hours)) + int(fraction)


def _joined(pieces: Iterable[_SpokenPiece]) -> Iterator[list[_SpokenPiece]]:
    """Pieces in paragraphs: another begins with a speaker, after a pause, and where one grows long."""
    paragraph: list[_SpokenPiece] = []
    length = 0
    for piece in pieces:
        if paragraph:
            last = paragraph[-1]
            pause = (piece.region.from_ms or 0) - (last.region.until_ms or 0)
            is_over = _ENDED.search(last.words) and (pause > _PAUSE_MS or length > _LONG)
            if piece.begins or is_over or _SOUND.fullmatch(piece.words) or _SOUND.fullmatch(last.words):
                yield paragraph
                paragraph, length = [], 0
        paragraph.append(piece)
        length += len(piece.words)
    if paragraph:
        yield paragraph


def _document(paragraphs: Iterable[list[_SpokenPiece]]) -> Document:
    builder = Builder()
    for pieces in paragraphs:
        is_sound = all(_SOUND.fullmatch(piece.words) for piece in pieces)
        builder.add(
            BlockKind.BOILERPLATE if is_sound else BlockKind.PARAGRAPH,
            " ".join(piece.words for piece in pieces),
            why=_SOUND_WHY if is_sound else None,
            regions=[(piece.words, piece.region) for piece in pieces],
        )
    return _spoken(builder.document())


def _spoken(made: Document) -> Document:
    """``made`` with paragraphs for what is spoken: a short line is no heading there."""
    blocks = (
        replace(block, kind=BlockKind.PARAGRAPH, why=None) if block.regions and block.why != _SOUND_WHY else block
        for block in made.blocks
    )
    return replace(made, blocks=tuple(blocks))
