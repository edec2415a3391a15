"""Number words, scales, fractions, and words that say how many without a figure."""

from __future__ import annotations

import math

CARDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}

SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "dozen": 12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
"""Multipliers after a figure; the one-letter ones only right behind it."""

SHORT_SCALES = frozenset({"k", "m", "mn", "mln", "bn", "bln", "tn", "trn"})
"""Scales that are read only after figures, since "m" is also a metre."""

ORDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        start=1,
    )
} | {"thirtieth": 30, "fiftieth": 50, "hundredth": 100}

FRACTIONS: dict[str, float] = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}

VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2e3, 99_999),
    "millions": (2e6, 9.99e8),
    "billions": (2e9, 9.99e11),
    "several": (3, 12),
    "numerous": (5, math.inf),
    "countless": (100, math.inf),
    "couple": (2, 2),
    "handful": (3, 6),
    "pair": (2, 2),
    "twice": (2, 2),
    "once": (1, 1),
    "thrice": (3, 3),
}
"""Words that stand for a range of counts: "dozens" fits 30 and 60."""

QUANTIFIERS: dict[str, tuple[float, float]] = {
    "all": (1.0, 1.0),
    "every": (1.0, 1.0),
    "each": (1.0, 1.0),
    "entire": (1.0, 1.0),
    "always": (1.0, 1.0),
    "usually": (0.5, 1.0),
    "often": (0.2, 1.0),
    "frequently": (0.2, 1.0),
    "occasionally": (0.001, 0.3),
    "seldom": (0.0, 0.2),
    "half": (0.5, 0.5),
    "most": (0.5, 1.0),
    "majority": (0.5, 1.0),
    "mostly": (0.5, 1.0),
    "many": (0.05, 1.0),
    "some": (0.001, 1.0),
    "several": (0.001, 0.9),
    "both": (1.0, 1.0),
    "neither": (0.0, 0.0),
    "hardly": (0.0, 0.05),
    "sometimes": (0.001, 0.7),
    "minority": (0.001, 0.4999),
    "few": (0.0, 0.2),
    "rarely": (0.0, 0.2),
    "none": (0.0, 0.0),
    "no": (0.0, 0.0),
    "never": (0.0, 0.0),
}
"""Shares of a whole; a claim is borne out when the evidence's range lies inside its own."""

BOUNDS: dict[tuple[str, ...], str] = {
    ("more", "than"): "more",
    ("greater", "than"): "more",
    ("higher", "than"): "more",
    ("larger", "than"): "more",
    ("longer", "than"): "more",
    ("bigger", "than"): "more",
    ("better", "than"): "more",
    ("over",): "more",
    ("above",): "more",
    ("exceeding",): "more",
    ("exceeded",): "more",
    ("exceeds",): "more",
    ("exceed",): "more",
    ("surpassing",): "more",
    ("surpassed",): "more",
    ("topping",): "more",
    ("in", "excess", "of"): "more",
    ("upwards", "of"): "more",
    ("upward", "of"): "more",
    ("no", "more", "than"): "most",
    ("not", "more", "than"): "most",
    ("at", "most"): "most",
    ("a", "maximum", "of"): "most",
    ("maximum", "of"): "most",
    ("up", "to"): "most",
    ("as", "many", "as"): "most",
    ("as", "much", "as"): "most",
    ("at", "least"): "least",
    ("a", "minimum", "of"): "least",
    ("minimum", "of"): "least",
    ("no", "fewer", "than"): "least",
    ("no", "less", "than"): "least",
    ("not", "less", "than"): "least",
    ("less", "than"): "less",
    ("fewer", "than"): "less",
    ("lower", "than"): "less",
    ("smaller", "than"): "less",
    ("shorter", "than"): "less",
    ("worse", "than"): "less",
    ("under",): "less",
    ("below",): "less",
    ("about",): "about",
    ("around",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("approx",): "about",
    ("some",): "about",
    ("circa",): "about",
    ("an", "estimated"): "about",
    ("estimated",): "about",
    ("close", "to"): "about",
    ("in", "the", "region", "of"): "about",
    ("nearly",): "nearly",
    ("almost",): "nearly",
    ("just", "under"): "nearly",
    ("just", "below"): "nearly",
    ("just", "short", "of"): "nearly",
    ("just", "over"): "slightly_more",
    ("just", "above"): "slightly_more",
    ("slightly", "more", "than"): "slightly_more",
    ("slightly", "over"): "slightly_more",
    ("little", "over"): "slightly_more",
    ("slightly", "less", "than"): "nearly",
    ("slightly", "under"): "nearly",
    ("exactly",): "exact",
    ("precisely",): "exact",
    ("only",): "exact",
    ("just",): "exact",
}
"""Words before a figure, and what they make of it."""

RANKING: dict[tuple[str, ...], str] = {
    ("after",): "more",
    ("behind",): "more",
    ("before",): "less",
    ("ahead", "of"): "less",
}
"""Words before a place in an order, and what they make of it."""

TRAILING_BOUNDS: dict[tuple[str, ...], str] = {
    ("or", "more"): "least",
    ("or", "less"): "most",
    ("or", "fewer"): "most",
    ("or", "so"): "about",
    ("at", "least"): "least",
    ("at", "most"): "most",
    ("+",): "least",
}
"""Words after a figure, and what they make of it."""

SUMMING = frozenset("together combined altogether jointly".split())
"""A number beside one of these is the sum of others."""
