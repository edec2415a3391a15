"""Months, days, seasons and the words that place them in time."""

from __future__ import annotations

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
    if len(name) > 4
}

SEASONS: dict[str, tuple[int, int]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 2),
}
"""First and last month, on the northern half of the earth."""

PARTS: dict[str, tuple[float, float]] = {
    "early": (0.0, 0.4),
    "beginning": (0.0, 0.3),
    "start": (0.0, 0.3),
    "mid": (0.3, 0.7),
    "middle": (0.3, 0.7),
    "late": (0.6, 1.0),
    "end": (0.7, 1.0),
    "first half": (0.0, 0.5),
    "second half": (0.5, 1.0),
}
"""Which share of a year, month or decade a word covers."""

RELATIONS: dict[tuple[str, ...], str] = {
    ("since",): "since",
    ("ever", "since"): "since",
    ("from",): "since",
    ("starting",): "since",
    ("starting", "in"): "since",
    ("beginning", "in"): "since",
    ("before",): "before",
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("earlier", "than"): "before",
    ("by",): "by",
    ("until",): "by",
    ("till",): "by",
    ("up", "to"): "by",
    ("no", "later", "than"): "by",
    ("after",): "after",
    ("following",): "after",
    ("later", "than"): "after",
    ("as", "of"): "at",
    ("as", "at"): "at",
}
"""Words before a date, and what they make of it."""

SPOKEN_DAYS: dict[str, int] = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
"""Days counted from the document's own."""

PERIODS = frozenset("day week fortnight month quarter year decade century".split())
