"""Accuracy, speed and memory, measured on public data and held by floors.

A task is a module of this package with ``DATA`` (the files it reads, relative to the data folder), ``measure(data,
errors)`` that yields a :class:`bench.measures.Measure` per figure, and a docstring whose first line says what it
measures. Its name goes into ``TASKS`` here.
"""

TASKS: tuple[str, ...] = (
    "attribution",
    "extraction",
    "finding",
    "wording",
    "retrieval",
    "meaning",
    "known",
    "scale",
    "differences",
    "verdicts",
    "splitting",
    "checkworthy",
    "speed",
    "gathering",
    "audit",
    "origins",
    "origins_scale",
    "desk",
    "desk_load",
)
