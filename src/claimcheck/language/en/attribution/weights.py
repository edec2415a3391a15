"""The trained weights: which tokens attribute something, and which tokens are source, cue and content.

The first question is answered by logistic regression, the second by a linear-chain conditional random field
(Lafferty, McCallum and Pereira 2001) over the sentence, one pass for each cue. ``bench/train_attribution.py`` makes
the file; its lines are a section's name in brackets, or a feature and its weights in hundredths.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_LEAN = 0.5
_TRIES = 6
FILE = Path(__file__).parent / "weights.tsv.gz"


class TokenRole(IntEnum):
    """What a token is to a given cue."""

    NONE = 0
    SOURCE = 1
    CUE = 2
    CONTENT = 3


@dataclass(frozen=True, slots=True)
class AttributionWeights:
    """The trained numbers.

    Attributes:
        words: ``lemma|POS`` of the words other than verbs that are worth asking about.
        cues: the weight of each feature of a cue.
        rows: which row of ``parts`` belongs to each feature of a part.
        parts: a column for each :class:`Part`.
        steps: from part to part along the sentence; the last row is the sentence's start.
    """

    words: frozenset[str]
    cues: dict[str, float]
    rows: dict[str, int]
    parts: NDArray[float32]
    steps: tuple[tuple[float, ...], ...]

    def cue_score(self, features: list[str]) -> float:
        """The log odds that a token with these features is a cue."""
        weigh = self.cues.get
        return sum(weigh(feature, 0.0) for feature in features)

    def best_parts(self, features: list[list[str]], *, sure: bool = False) -> list[TokenRole]:
        """The most probable parts of a sentence's tokens, given the features of each.

        For a ``sure`` cue, content is looked for harder where there seems to be none.
        """
        import numpy as np

        place = self.rows.get
        rows: list[int] = []
        begins: list[int] = []
        for of_token in features:
            begins.append(len(rows))
            rows.append(0)
            rows += [row for row in map(place, of_token) if row is not None]
        scores = np.add.reduceat(self.parts[rows], begins, axis=0)
        way = self._path(scores.tolist())
        for _ in range(_TRIES if sure else 0):
            if TokenRole.CONTENT in way:
                break
            scores[:, TokenRole.CONTENT] += _LEAN
            way = self._path(scores.tolist())
        return [TokenRole(at) for at in way]

    def _path(self, scores: list[list[float]]) -> list[int]:
        """Viterbi's way through the sentence; of equals, the lower part."""
        parts = range(len(TokenRole))
        ahead = [score + step for score, step in zip(scores[0], self.steps[-1], strict=True)]
        came: list[list[int]] = []
        for token in scores[1:]:
            best, sums = [], []
            for part in parts:
                reached = [ahead[before] + self.steps[before][part] for before in parts]
                top = max(reached)
                best.append(reached.index(top))
                sums.append(top + token[part])
            came.append(best)
            ahead = sums
        way = [ahead.index(max(ahead))]
        for best in reversed(came):
            way.append(best[way[-1]])
        return way[::-1]


@lru_cache(maxsize=1)
def trained() -> AttributionWeights:
    """The weights that come with claimcheck, read once."""
    return read(FILE)


def read(path: Path) -> AttributionWeights:
    """The weights in a file that :func:`written` made."""
    import numpy as np

    sections: dict[str, list[list[str]]] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf8").split("\n"):
        if line.startswith("[") and line.endswith("]") and "\t" not in line:
            rows = sections.setdefault(line[1:-1], [])
        elif line:
            rows.append(line.split("\t"))
    parts = [[0, 0, 0, 0], *([int(n) for n in row[1:]] for row in sections["parts"])]
    return AttributionWeights(
        words=frozenset(row[0] for row in sections["words"]),
        cues={row[0]: int(row[1]) / 100 for row in sections["cues"]},
        rows={row[0]: at for at, row in enumerate(sections["parts"], 1)},
        parts=np.array(parts, dtype=np.float32) / np.float32(100),
        steps=tuple(tuple(int(n) / 100 for n in row[1:]) for row in sections["steps"]),
    )


def written(weights: AttributionWeights) -> bytes:
    """The bytes of a weights file; the same weights make the same bytes."""
    lines = ["[words]", *sorted(weights.words), "[cues]"]
    lines += [f"{feature}\t{round(weight * 100)}" for feature, weight in sorted(weights.cues.items())]
    lines.append("[parts]")
    lines += [_row(feature, weights.parts[row].tolist()) for feature, row in sorted(weights.rows.items())]
    lines.append("[steps]")
    names = [*(part.name for part in TokenRole), "START"]
    lines += [_row(name, steps) for name, steps in zip(names, weights.steps, strict=True)]
    return gzip.compress("\n".join(lines).encode("utf8"), compresslevel=9, mtime=0)


def _row(name: str, numbers: Iterable[float]) -> str:
    return "\t".join([name, *(str(round(number * 100)) for number in numbers)])
