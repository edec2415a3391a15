"""Finding planted quotes among 100,000 documents: which comes first, how fast, how large. Takes some minutes.

There are not that many texts at hand, so each document is put together from stretches of three sentences that follow
one another in a real text, drawn by lot: the English is real, the documents are not. A sentence stands in several of
them, so that a document is the right one if it holds the words that the quote was made from.
"""

from __future__ import annotations

import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import finding
from bench.measures import Errors, Measure, rows
from claimcheck import passages, text
from claimcheck.locating import locate
from claimcheck.models import Capture, Document
from claimcheck.store import Store

DATA = (*finding.DATA, "retrieval/wice-dev.jsonl.xz")

DOCUMENTS = 100_000
EACH = 200
_GROUND = 100
_STRETCHES = 4
_SENTENCES = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")


def stretches(data: Path) -> list[str]:
    """Three sentences in a row, from every text at hand."""
    found: dict[str, None] = {}
    for name in DATA:
        for row in rows(data / name):
            body = row.get("text") or row.get("source") or "\n".join(row.get("evidence") or finding.abstract(row))
            kept = [sentence.strip() for sentence in _SENTENCE_END.split(body) if len(sentence.split()) > 4]
            for at in range(0, len(kept) - _SENTENCES + 1, _SENTENCES):
                found.setdefault(" ".join(kept[at : at + _SENTENCES]))
    return list(found)


def corpus(data: Path) -> Iterator[Document]:
    """Documents of four stretches each."""
    lot = random.Random(100_000)
    pool = stretches(data)
    return (text.document("\n\n".join(lot.sample(pool, _STRETCHES))) for _ in range(DOCUMENTS))


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db") as store:
        began = time.process_time()
        ground = []
        for number, document in enumerate(corpus(data)):
            capture = Capture(f"evidence/{number}.txt", document.digest, len(document.text))
            store.documents.keep(document, capture, passages.passages(document))
            if number % _GROUND == 0:
                # A quote is cut from words that really follow one another, not from over a join.
                ground.append(text.document(document.text.partition("\n\n")[0]))
        store.passages.settle()
        yield Measure("scale.build", time.process_time() - began, "s", lower_is_better=True)
        yield from _ours(store, ground, finding.planted(ground, EACH), errors)
        yield Measure("scale.database", store.path.stat().st_size / 2**20, "MB", lower_is_better=True)
    yield Measure("scale.memory", finding.peak_mb(), "MB", reference="reach 120 MB", lower_is_better=True)


def _ours(
    store: Store, ground: Sequence[Document], quotes: Sequence[finding.Planted], errors: Errors
) -> Iterator[Measure]:
    total = store.passages.count()
    hits: dict[str, list[bool]] = {}
    taken: list[float] = []
    for one in quotes:
        began = time.process_time()
        found = locate(store, one.quote, total=total)
        taken.append(1000 * (time.process_time() - began))
        there = one.span.of(ground[one.document].text)
        right = bool(found) and there in store.documents.get(found[0].digest).text
        hits.setdefault(one.kind, []).append(right)
        if not right:
            errors(f"{one.kind}: {one.quote}\n  there: {there}")
    for kind, right_ones in hits.items():
        yield Measure(f"scale.first_{kind}", sum(right_ones) / len(right_ones), reference="reach .995, .98 at 40 %")
    yield Measure("scale.ours", statistics.median(taken), "ms", lower_is_better=True)
