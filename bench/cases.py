"""The made pairs and newsroom cases under ``bench/made``, read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.models import Stance

MADE = Path(__file__).parent / "made"

_STANCES = {"S": Stance.SUPPORTS, "N": None, "X": Stance.CONTRADICTS}
_DECIDES = re.compile(r"D(\d+):([\d,\s-]+?)\s*([SXN])$")


@dataclass(frozen=True, slots=True)
class MadePair:
    """A claim with a piece of evidence, and which way it points (None: neither)."""

    claim: str
    evidence: str
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Deciding:
    """Sentences of a case that decide a claim together.

    Attributes:
        document: its number in the case, from 0.
        sentences: their numbers in the document, from 0.
        stance: which way they point; None for those that are near but do not decide.
    """

    document: int
    sentences: tuple[int, ...]
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class Case:
    """An invented event: documents as lists of sentences, and claims with what decides them."""

    name: str
    documents: tuple[tuple[str, ...], ...]
    claims: tuple[tuple[str, tuple[Deciding, ...]], ...]


def pairs(path: Path) -> Iterator[MadePair]:
    """The pairs of one file."""
    for block in path.read_text(encoding="utf8").split("\n\n"):
        claim = evidence = ""
        for line in block.strip().splitlines():
            kind, _, words = line.partition(" ")
            if kind == "C":
                claim, evidence = words.strip(), ""
            elif kind == "E":
                claim, evidence = "", words.strip()
            elif kind in _STANCES and claim:
                yield MadePair(claim, words.strip(), _STANCES[kind])
            elif kind.upper() in _STANCES and kind.islower() and evidence:
                yield MadePair(words.strip(), evidence, _STANCES[kind.upper()])


def cases(path: Path) -> Iterator[Case]:
    """The cases of one file; a claim whose marks cannot be read is left out."""
    for part in path.read_text(encoding="utf8").split("=== ")[1:]:
        name, *lines = part.splitlines()
        documents: list[list[str]] = []
        claims: list[tuple[str, tuple[Deciding, ...]]] = []
        for line in lines:
            if line.startswith("D "):
                documents.append([])
            elif re.match(r"\d+ ", line) and documents:
                documents[-1].append(line.split(" ", 1)[1].strip())
            elif line.startswith("c "):
                claim, *marks = (piece.strip() for piece in line[2:].split("|"))
                found = [_deciding(mark) for mark in marks if mark != "-"]
                if None not in found:
                    claims.append((claim, tuple(one for one in found if one is not None)))
        if documents and claims:
            yield Case(name.strip(), tuple(map(tuple, documents)), tuple(claims))


def _deciding(mark: str) -> Deciding | None:
    found = _DECIDES.match(mark)
    if found is None:
        return None
    numbers: list[int] = []
    for piece in found[2].replace(" ", "").split(","):
        first, _, last = piece.partition("-")
        numbers += range(int(first) - 1, int(last or first)) if first else []
    return Deciding(int(found[1]) - 1, tuple(numbers), _STANCES[found[3]])
