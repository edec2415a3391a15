"""Main text of web pages, scored as the public article-extraction-benchmark scores it.

Shingles of four words, counted as often as they occur; precision and recall per page, averaged, and F1 of the
averages (https://github.com/scrapinghub/article-extraction-benchmark, evaluate.py).
"""

from __future__ import annotations

import gzip
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.measures import Errors, Measure, rows
from claimcheck.errors import ReadError
from claimcheck.models import Document
from claimcheck.reader import read

DATA = ("extraction/truth.jsonl", "extraction/html")
GATE = True

PROCESSES = 2
ROUNDS = 6
_WORD = re.compile(r"\w+")
_SHINGLE = 4


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    """F1 of the main text, how often each fact about a page is found, and pages per second."""
    truth = list(rows(data / DATA[0]))
    pages = [(gzip.decompress((data / DATA[1] / f"{row['id']}.html.gz").read_bytes()), row["url"]) for row in truth]
    documents = [_read(page) for page in pages]
    counts = [_overlap(row["articleBody"], document.text) for row, document in zip(truth, documents, strict=True)]
    precision = _mean([same / (same + extra) for same, extra, _ in counts if same + extra])
    recall = _mean([same / (same + missed) for same, _, missed in counts if same + missed])
    for (same, extra, missed), row in sorted(zip(counts, truth, strict=True), key=lambda pair: _share(pair[0])):
        errors(f"{row['url']}\n  {same} shingles right, {extra} too many, {missed} missed")
    f1 = 2 * precision * recall / (precision + recall)
    yield Measure("extraction.f1", f1, reference="trafilatura .96, newspaper4k .95, readability .92", gate=True)
    yield Measure("extraction.precision", precision)
    yield Measure("extraction.recall", recall)
    for fact in ("title", "author", "published"):
        stated = _mean([float(getattr(document, fact) is not None) for document in documents])
        yield Measure(f"extraction.{fact}_stated", stated)
    yield Measure("extraction.speed", _speed(pages), unit="pages/s", reference=f"{PROCESSES} processes")


def _read(page: tuple[bytes, str]) -> Document:
    try:
        return read(page[0], url=page[1], content_type="text/html")
    except ReadError:
        return Document(text="", digest="")


def _speed(pages: list[tuple[bytes, str]]) -> float:
    """Pages per second over several rounds, once the processes have loaded what they need."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(_read, pages, chunksize=10))
        began = time.perf_counter()
        list(pool.map(_read, pages * ROUNDS, chunksize=10))
        return len(pages) * ROUNDS / (time.perf_counter() - began)


def _overlap(true: str, found: str) -> tuple[int, int, int]:
    """Shingles in both, only in ``found``, only in ``true``."""
    want, have = _shingles(true), _shingles(found)
    return (want & have).total(), (have - want).total(), (want - have).total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(min(1, len(words)), len(words) - _SHINGLE + 1)))


def _share(counts: tuple[int, int, int]) -> float:
    return counts[0] / max(sum(counts), 1)


def _mean(values: list[float]) -> float:
    return sum(values) / max(len(values), 1)
