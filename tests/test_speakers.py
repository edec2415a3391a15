"""Sources become speakers: who it is, in which role, through whom, and what is left open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from claimcheck.language.en.attribution.speakers import resolved
from claimcheck.language.en.mentions import mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.models import Attribution, AttributionType, Document, Span, Speaker, SpeakerKind
from claimcheck.text import document

TABLE = Path(__file__).parent / "tables" / "speakers.yaml"
LEAST_CASES = 120
FLOOR = 0.95
MARK = re.compile(r"\[\[(?P<source>)|\{\{(?P<cue>)|<<(?P<content>\d+)\||(?P<end>\]\]|\}\}|>>)")


@dataclass(frozen=True)
class Case:
    id: str
    genre: str
    expected: dict[str, Any] | None
    got: Speaker | None

    @property
    def open(self) -> bool:
        return bool(self.expected and "open" in self.expected)

    @property
    def right(self) -> bool:
        if self.expected is None or self.got is None:
            return self.expected is None and self.got is None
        if self.open:
            return set(self.got.candidates) == set(self.expected["open"]) and self.got.name in self.got.candidates
        kind = SpeakerKind(self.expected.get("kind", "person"))
        wanted = Speaker(self.expected["name"], kind, **{k: self.expected.get(k) for k in ("role", "via", "anonymity")})
        return self.got == wanted


def unmarked(text: str) -> tuple[str, list[Attribution]]:
    """The passage without its marks, and the attributions that they mark."""
    plain, at, open_at = "", 0, []
    sources: list[Span] = []
    cues: list[Span] = []
    contents: dict[int, Span] = {}
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        if mark.group("end") is None:
            open_at.append((mark, len(plain)))
            continue
        opened, start = open_at.pop()
        span = Span(start, len(plain))
        if opened.group("content"):
            contents[int(opened.group("content"))] = span
        else:
            (sources if opened.group("source") is not None else cues).append(span)
    plain += text[at:]
    found = []
    for number, source in enumerate(sources, 1):
        content = (contents[number],) if number in contents else ()
        direct = content and content[0].of(plain).startswith('"')
        cue = min(cues, key=lambda cue: apart(cue, source), default=None)
        near = (cue,) if cue and source.end > source.start else ()
        kind = AttributionType.DIRECT if direct else AttributionType.INDIRECT
        found.append(Attribution(kind, (source,) if source.end > source.start else (), near, content))
    return plain, found


def apart(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def spoken(passage: Document, found: list[Attribution]) -> tuple[Attribution, ...]:
    with parsing(passage) as parse:
        return resolved(parse, tuple(found), mentions(parse))


@lru_cache
def cases() -> tuple[Case, ...]:
    made = []
    for number, passage in enumerate(yaml.safe_load(TABLE.read_text(encoding="utf8"))):
        text, found = unmarked(passage["text"].strip())
        about = {key: passage.get(key) for key in ("publisher", "author")}
        done = spoken(replace(document(text), **about), found)
        assert len(done) == len(passage["speakers"]), text
        for attribution, expected in zip(done, passage["speakers"], strict=True):
            words = attribution.source[0].of(text) if attribution.source else "nobody"
            name = f"{passage['genre']} {number}: {words}"
            made.append(Case(name, passage["genre"], expected, attribution.speaker))
    return tuple(made)


def test_the_table_is_large_and_of_many_kinds() -> None:
    assert len(cases()) >= LEAST_CASES
    assert len({case.genre for case in cases()}) >= 8


def test_most_sources_become_the_right_speaker() -> None:
    wrong = [f"{case.id}\n   expected {case.expected}\n   got {case.got}" for case in cases() if not case.right]
    assert 1 - len(wrong) / len(cases()) >= FLOOR, "\n".join(wrong)


def test_what_is_open_is_never_silently_guessed() -> None:
    """Where a reader would hesitate, every possible name is listed."""
    silent = [case.id for case in cases() if case.open and not (case.got and len(case.got.candidates) > 1)]
    assert not silent


def test_speech_within_speech_keeps_its_chain() -> None:
    text = "Spokesman Oleg Sidorov told TASS that President Ivan Orlov had promised peace."
    said = Span(text.index("that"), len(text) - 1)
    outer = Attribution(
        AttributionType.INDIRECT, (Span(0, text.index(" told")),), (Span(text.index("told"), said.start - 6),), (said,)
    )
    source = Span(text.index("President"), text.index(" had"))
    promised = text.index("promised")
    cue = Span(promised, promised + len("promised"))
    inner = Attribution(AttributionType.INDIRECT, (source,), (cue,), (Span(cue.end + 1, said.end),), outer=outer)
    first, second = spoken(document(text), [outer, inner])
    assert first.speaker == Speaker("Oleg Sidorov", SpeakerKind.PERSON, "Spokesman", "TASS")
    assert second.speaker == Speaker("Ivan Orlov", SpeakerKind.PERSON, "President")
    assert second.outer == first


def test_words_relayed_by_an_outlet_say_so() -> None:
    text = "Reuters reported that Ada Koch had resigned, as she put it, in anger."
    outer = Attribution(
        AttributionType.INDIRECT, (Span(0, 7),), (Span(8, 16),), (Span(text.index("that"), len(text) - 1),)
    )
    source = Span(text.index("she"), text.index(" put"))
    inner = Attribution(AttributionType.INDIRECT, (source,), (), (), outer=outer)
    speaker = spoken(document(text), [outer, inner])[1].speaker
    assert speaker == Speaker("Ada Koch", SpeakerKind.PERSON, via="Reuters")


def test_nothing_said_gives_nothing_and_odd_spans_do_no_harm() -> None:
    text = "Rain fell. “…” — \n\n...!"
    nobody = Attribution(AttributionType.DIRECT, (), (), (Span(11, 14),))
    blank = Attribution(AttributionType.INDIRECT, (Span(18, 20),), (), ())
    marks = Attribution(AttributionType.INDIRECT, (Span(len(text) - 4, len(text)),), (), ())
    assert spoken(document(text), []) == ()
    assert [done.speaker for done in spoken(document(text), [nobody, blank])] == [None, None]
    assert len(spoken(document(text), [marks])) == 1
