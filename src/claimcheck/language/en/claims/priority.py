"""What to check first: a small linear model over features that a person can read.

The weights are trained by ``python -m bench.train_priority`` on which sentences of debates people found worth checking
(Arslan et al., "A Benchmark Dataset of Check-Worthy Factual Claims", ICWSM 2020).
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache

from claimcheck.language.en.claims.candidate import ClaimCandidate
from claimcheck.language.en.claims.kinds import is_amount, is_date
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.polarity import NEGATIONS
from claimcheck.models import ClaimKind
from claimcheck.wordlists import WordLists

_WEIGHTS = WordLists(__file__)
_UNCHECKABLE_SHARE = 0.3
_MOST = 3.0
_SHORT = 7
_COUNTED = (
    "figure date name public counted quantifying past third first_person second_person must future maybe believing"
    " comparative superlative negation greeting"
).split()


def priority(tree: Tree, candidate: ClaimCandidate, sort: ClaimKind, checkable: bool) -> float:
    """How soon a claim should be checked, 0 to 100; what cannot be checked comes last."""
    score: float = _WEIGHTS.tables["kinds"].get(sort, 0.0)
    for name, value in features(tree, candidate).items():
        score += _WEIGHTS.tables["features"].get(name, 0.0) * value
    worth = 100.0 / (1.0 + math.exp(-score))
    return round(worth if checkable else worth * _UNCHECKABLE_SHARE, 1)


def features(tree: Tree, candidate: ClaimCandidate) -> dict[str, float]:
    """What the model sees of a claim, by name; counts stop at three."""
    tokens = candidate.tokens
    counts = Counter(sign for token in tokens for sign in _signs(tree.lower[token], tree.tag[token], tree.lemma[token]))
    counts["figure"] = sum(is_amount(tree, token) for token in tokens)
    counts["date"] = sum(is_date(tree, token) for token in tokens)
    seen = {name: min(float(counts[name]), _MOST) for name in _COUNTED}
    return seen | {"always": 1.0, "length": math.log1p(len(tokens)), "short": float(len(tokens) < _SHORT)}


@lru_cache(maxsize=20_000)
def _signs(lower: str, tag: str, lemma: str) -> tuple[str, ...]:
    """What the model sees in one word."""
    signs = {
        "name": tag in ("NNP", "NNPS"),
        "public": lower in WORDS["public"],
        "counted": lemma in WORDS["counted"] and tag.startswith("VB"),
        "quantifying": lower in WORDS["quantifying"],
        "past": tag in ("VBD", "VBN"),
        "third": tag == "VBZ",
        "first_person": lower in ("i", "me", "my"),
        "second_person": lower in ("you", "your"),
        "must": tag == "MD" and lower in ("should", "must", "ought", "let", "need"),
        "future": tag == "MD" and lower in ("will", "'ll", "shall"),
        "maybe": tag == "MD" and lower in ("would", "could", "can", "may", "might"),
        "believing": lemma in WORDS["believing"],
        "comparative": tag in ("JJR", "RBR"),
        "superlative": tag in ("JJS", "RBS"),
        "negation": lower in NEGATIONS,
        "greeting": lower in WORDS["greetings"],
    }
    return tuple(name for name, shown in signs.items() if shown)
