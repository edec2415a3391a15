"""Grouping 10,000 and 100,000 documents of 600 words: how long, how much memory, and one more. Takes some minutes.

There are not that many texts at hand, so words follow one another as they do in real text, one by one: the words are
real, the sentences are not. Every tenth document is a reprint: a part of an earlier one with an end of its own. The
time is told twice: as a clock shows it, which depends on what else the machine does, and as CPU time of all processes
together, which does not. Beside ours the whole texts are compared by the locality-sensitive hashing of rensa and, on
the smaller number, of datasketch, which finds likeness of wholes, reads nothing from a database and groups nothing.
"""

from __future__ import annotations

import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bench.finding import peak_mb
from bench.measures import Errors, Measure, rows
from claimcheck import text
from claimcheck.models import Capture, Document
from claimcheck.origins.pool import worthwhile
from claimcheck.origins.story import shingles
from claimcheck.store import Store

DATA = ("attribution/polnear-dev.jsonl.xz", "attribution/polnear-train.jsonl.xz")

SIZES = (10_000, 100_000)
_WORDS = 600
_ONE_IN = 10
_COPIED_FROM = 2000
_ADDED = 5
_WORD = re.compile(r"\w+")


def corpus(data: Path, size: int) -> Iterator[tuple[Document, bool]]:
    """Documents, each with whether it is a reprint."""
    lot = random.Random(size)
    following: dict[str, list[str]] = {}
    for name in DATA:
        for row in rows(data / name):
            words = row["text"].split()
            for one, other in pairwise(words):
                following.setdefault(one, []).append(other)
    starts = list(following)
    firsts: list[list[str]] = []
    for number in range(size):
        is_reprint = number % _ONE_IN == _ONE_IN - 1
        kept = lot.choice(firsts)[: lot.randint(_WORDS // 2, _WORDS)] if is_reprint else []
        words = kept + _written(lot, following, starts, _WORDS - len(kept) + 50 * is_reprint)
        if not is_reprint and len(firsts) < _COPIED_FROM:
            firsts.append(words)
        yield text.document("\n\n".join(" ".join(words[at : at + 60]) for at in range(0, len(words), 60))), is_reprint


def _written(lot: random.Random, following: dict[str, list[str]], starts: list[str], length: int) -> list[str]:
    words = [lot.choice(starts)]
    while len(words) < length:
        after = following.get(words[-1])
        words.append(lot.choice(after) if after else lot.choice(starts))
    return words[:length]


def measure(data: Path, _errors: Errors) -> Iterator[Measure]:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db") as store:
            reprints = []
            for number, (document, is_reprint) in enumerate(corpus(data, size)):
                store.documents.keep(document, Capture(f"evidence/{number}.txt", document.digest, 1), [])
                if is_reprint:
                    reprints.append(document.digest)
            began, spent = time.perf_counter(), _cpu_s()
            store.origins.compare()
            taken, spent = time.perf_counter() - began, _cpu_s() - spent
            name, reach = f"origins_scale.{size}", "reach 180 s for 100,000"
            yield Measure(name, taken, "s", f"{reach}; load {os.getloadavg()[1]:.1f}", lower_is_better=True)
            yield Measure(f"{name}_cpu", spent, "s", f"of {worthwhile(size) + 1} processes", lower_is_better=True)
            yield Measure(f"{name}_memory", _memory_mb(size), "MB", "reach 2,000 MB", lower_is_better=True)
            found = sum(bool(store.origins.group(digest)) for digest in reprints)
            yield Measure(f"{name}_found", found / len(reprints))
            yield Measure(f"{name}_one_more", 1000 * _one_more(store, data), "ms", "reach 50 ms", lower_is_better=True)
            yield from _peers(name, [store.documents.get(kept.digest).text for kept in store.documents.all()])


def _cpu_s() -> float:
    """CPU seconds of this process and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _memory_mb(size: int) -> float:
    """The most memory that this process held, and those beside it."""
    return peak_mb() + worthwhile(size) * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _one_more(store: Store, data: Path) -> float:
    """CPU seconds for a document that comes after all others, the slowest of some."""
    taken = []
    for number, (document, _) in enumerate(corpus(data, _ADDED)):
        added = text.document(f"One more.\n\n{document.text}")
        store.documents.keep(added, Capture(f"evidence/more-{number}.txt", added.digest, 1), [])
        began = time.process_time()
        store.origins.compare()
        taken.append(time.process_time() - began)
    return max(taken)


def _peers(name: str, texts: list[str]) -> Iterator[Measure]:
    for peer, run, most in (("rensa", _rensa, SIZES[-1]), ("datasketch", _datasketch, SIZES[0])):
        # What is added to be one more stands among the texts.
        if len(texts) > most + _ADDED:
            continue
        began = time.process_time()
        try:
            run(texts)
        except ModuleNotFoundError:
            continue
        yield Measure(f"{name}_peer_{peer}", time.process_time() - began, "s", "CPU; likeness of wholes only")


def _rensa(texts: list[str]) -> None:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    for number, each in enumerate(texts):
        minhash = RMinHash(128, 1)
        minhash.update(list(shingles(_WORD.findall(each.lower()))))
        index.query(minhash)
        index.insert(number, minhash)


def _datasketch(texts: list[str]) -> None:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    for number, each in enumerate(texts):
        minhash = MinHash(num_perm=128)
        minhash.update_batch([shingle.encode() for shingle in shingles(_WORD.findall(each.lower()))])
        index.query(minhash)
        index.insert(str(number), minhash)
