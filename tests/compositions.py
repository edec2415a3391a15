"""About 400 sentences put together from known parts, with the claims that may be made of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import yaml

PARTS = yaml.safe_load((Path(__file__).parent / "tables" / "compositions.yaml").read_text(encoding="utf8"))
_STEP = 7
_NAMES = frozenset("Anna Tom Veltra Sund Oskar Harbour Ines Mossfield Karl Norland Oakfield".split())


class Composition(NamedTuple):
    """A sentence and what may be claimed of it, the whole sentence included."""

    sentence: str
    allowed: frozenset[str]


def compositions() -> Iterator[Composition]:
    """Every sentence, in an order that does not change."""
    yield from islice(_coordinated("and"), 150)
    yield from islice(_coordinated("but"), 40)
    yield from islice(_framed(), 100)
    yield from _sharing()
    yield from _described()
    yield from _listed()
    yield from islice(_quoted(), 24)


def _parts(name: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in PARTS[name]]


def _made(sentence: str, *claims: str) -> Composition:
    return Composition(sentence, frozenset(_stop(claim) for claim in (sentence, *claims)))


def _stop(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}".rstrip(".") + "."


def _inside(subject: str) -> str:
    first = subject.split()[0]
    return subject if first in _NAMES else subject[0].lower() + subject[1:]


def _pairs() -> Iterator[tuple[str, str]]:
    clauses = [" ".join(clause) for clause in _parts("clauses")]
    for step in range(1, _STEP):
        for at, clause in enumerate(clauses):
            yield clause, clauses[(at + step) % len(clauses)]


def _coordinated(word: str) -> Iterator[Composition]:
    """Two clauses, each with its own subject: what follows a noun may not be joined to it."""
    for one, other in _pairs():
        yield _made(f"{_stop(one)[:-1]} {word} {_inside(other)}.", one, other)


def _framed() -> Iterator[Composition]:
    for at, (one, other) in enumerate(_pairs()):
        frame = PARTS["frames"][at % len(PARTS["frames"])]
        yield _made(f"{_stop(one)[:-1]} {frame} {_inside(other)}.", one, other)


def _sharing() -> Iterator[Composition]:
    for subject, first, second in _parts("shared"):
        both = (f"{subject} {first}", f"{subject} {second}")
        yield _made(f"{subject} {first} and {second}.", *both)
        yield _made(f"{subject} {first} but {second}.", *both)
        yield _made(
            f"On Monday, {_inside(subject)} {first} and {second}.",
            *both,
            *(f"On Monday, {_inside(one)}" for one in both),
        )


def _described() -> Iterator[Composition]:
    for subject, noun, verb in _parts("appositions"):
        be = ("is", "was")
        yield _made(f"{subject}, {noun}, {verb}.", f"{subject} {verb}", *(f"{subject} {one} {noun}" for one in be))
        yield _made(
            f"{noun}, {subject}, {verb}.",
            f"{noun} {verb}",
            f"{subject} {verb}",
            *(f"{noun} {one} {subject}" for one in be),
        )
    for subject, first, second in _parts("relatives"):
        yield _made(f"{subject}, which {first}, {second}.", f"{subject} {first}", f"{subject} {second}")
        yield _made(f"{subject} that {first} {second}.", f"{subject} {first}", f"{subject} that {first} {second}")


def _listed() -> Iterator[Composition]:
    singular = {"have": "has", "were": "was"}
    for names, verb in _parts("lists"):
        first, *rest = verb.split()
        single = " ".join([singular.get(first, first), *rest])
        one, two, three = (name.strip() for name in names.split(","))
        yield _made(f"{one}, {two} and {three} {verb}.", *(f"{name} {single}" for name in (one, two, three)))
        yield _made(f"{one} and {two} {verb}.", f"{one} {single}", f"{two} {single}")


def _quoted() -> Iterator[Composition]:
    for one, other in _pairs():
        yield _made(f"{_stop(one)[:-1]} and {_inside(other)}, Quill said.", one, other, f"{one} and {_inside(other)}")
