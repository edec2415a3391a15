"""Whether a claim is a judgement, an appeal or another sentence that evidence cannot bear out or refute."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claimcheck.meaning import Meaning, TextRole


@dataclass(frozen=True, slots=True)
class _Weights:
    """A logistic regression over embeddings: ``sure_pct`` is from which likelihood, 0 to 100, an opinion is said."""

    version: str
    sure_pct: float
    always: float
    weights: tuple[float, ...]


def is_opinion(claim: str, meaning: Meaning | None) -> bool:
    """Whether ``claim`` is surely an opinion; False where the weights do not belong to the model.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    trained = _trained()
    if meaning is None or meaning.version != trained.version:
        return False
    (vector,) = meaning.embed([claim], TextRole.QUERY).tolist()
    score = trained.always + sum(one * weight for one, weight in zip(vector, trained.weights, strict=True))
    return 100 / (1 + math.exp(-score)) >= trained.sure_pct


@cache
def _trained() -> _Weights:
    read = tomllib.loads(files(__package__).joinpath("opinions.toml").read_text(encoding="utf8"))
    return _Weights(**read)
