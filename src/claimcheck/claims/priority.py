"""What to check first: a small linear model over features that a person can read.

The weights are trained by ``python -m bench.train_priority`` on which sentences of debates people found worth checking
(Arslan et al., "A Benchmark Dataset of Check-Worthy Factual Claims", ICWSM 2020).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from claimcheck.claims.draft import Draft
from claimcheck.claims.kinds import is_amount, is_date
from claimcheck.claims.tree import Tree
from claimcheck.claims.vocabulary import vocabulary
from claimcheck.models import ClaimKind

_UNCHECKABLE_SHARE = 0.3
_MOST = 3.0
_SHORT = 7


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, Mapping[str, float]]:
    loaded: dict[str, dict[str, float]] = tomllib.loads(
        files(__package__).joinpath("priority.toml").read_text(encoding="utf8")
    )
    return loaded


def priority(tree: Tree, draft: Draft, sort: ClaimKind, checkable: bool) -> float:
    """How soon a claim should be checked, 0 to 100; what cannot be checked comes last."""
    weights = _weights()
    score = weights["kinds"].get(sort, 0.0)
    for name, value in features(tree, draft).items():
        score += weights["features"].get(name, 0.0) * value
    worth = 100.0 / (1.0 + math.exp(-score))
    return round(worth if checkable else worth * _UNCHECKABLE_SHARE, 1)


def features(tree: Tree, draft: Draft) -> dict[str, float]:
    """What the model sees of a claim, by name; counts stop at three."""
    words = vocabulary()
    counts = dict.fromkeys(
        "figure date name public counted quantifying past third first_person second_person must future maybe believing"
        " comparative superlative negation greeting".split(),
        0.0,
    )
    tokens = draft.tokens
    for token in tokens:
        lower, tag, lemma = tree.lower[token], tree.tag[token], tree.lemma[token]
        counts["figure"] += is_amount(tree, token)
        counts["date"] += is_date(tree, token)
        counts["name"] += tag in ("NNP", "NNPS")
        counts["public"] += lower in words["public"]
        counts["counted"] += lemma in words["counted"] and tag.startswith("VB")
        counts["quantifying"] += lower in words["quantifying"]
        counts["past"] += tag in ("VBD", "VBN")
        counts["third"] += tag == "VBZ"
        counts["first_person"] += lower in ("i", "me", "my")
        counts["second_person"] += lower in ("you", "your")
        counts["must"] += tag == "MD" and lower in ("should", "must", "ought", "let", "need")
        counts["future"] += tag == "MD" and lower in ("will", "'ll", "shall")
        counts["maybe"] += tag == "MD" and lower in ("would", "could", "can", "may", "might")
        counts["believing"] += lemma in words["believing"]
        counts["comparative"] += tag in ("JJR", "RBR")
        counts["superlative"] += tag in ("JJS", "RBS")
        counts["negation"] += lower in words["negations"]
        counts["greeting"] += lower in words["greetings"]
    seen = {name: min(float(count), _MOST) for name, count in counts.items()}
    return seen | {"always": 1.0, "length": math.log1p(len(tokens)), "short": float(len(tokens) < _SHORT)}
