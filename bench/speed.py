"""Words a second through language, attribution and splitting, and memory over a run of a thousand articles.

Processor time of this process on one core: claimcheck has its matrices multiplied by one thread, whatever the machine
has. What each article needs is counted, loading the models is not.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench.measures import Errors, Measure, rows
from claimcheck import text
from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import parsing

DATA = ("attribution/polnear-dev.jsonl.xz",)
GATE = False

_ARTICLES = 1000
_TIMED = 100


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    del errors
    texts = [row["text"] for row in rows(data / DATA[0])]
    _attributed(texts[0])
    seconds = {"language": 0.0, "attribution": 0.0, "splitting": 0.0}
    words = after_timed = 0
    for number, words_of_article in enumerate(islice(cycle(texts), _ARTICLES)):
        if number < _TIMED:
            words += len(words_of_article.split())
            for stage, took in _staged(words_of_article):
                seconds[stage] += took
        else:
            after_timed = after_timed or _peak_mb()
            _attributed(words_of_article)
    for stage, took in seconds.items():
        yield Measure(f"speed.{stage}", words / took, "words/s")
    yield Measure("speed.all", words / sum(seconds.values()), "words/s", "aim 10,000, floor 5,000")
    yield Measure("speed.peak_memory", _peak_mb(), "MB", lower_is_better=True)
    yield Measure(
        "speed.memory_growth", _peak_mb() - after_timed, "MB", "from article 100 to 1,000", lower_is_better=True
    )


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _attributed(words: str) -> None:
    with parsing(text.document(words)) as parse:
        attribution.detect(parse)


def _staged(words: str) -> Iterator[tuple[str, float]]:
    began = time.process_time()
    with parsing(text.document(words)) as parse:
        yield "language", (now := time.process_time()) - began
        known = mentions.mentions(parse)
        found = attribution.attributions(parse, known)
        yield "attribution", (then := time.process_time()) - now
        claims.split(parse, found, known)
        yield "splitting", time.process_time() - then
