"""Quotes planted by edits of real text: which document comes first, how exactly the words are placed, how fast.

200 quotes of 8 to 30 words with 10, 25 and 40 % of the words edited, 200 of 4 to 7 words with one edit, and 50 that
stand nowhere, over 2,000 documents. Peers that are not installed are left out.
"""

from __future__ import annotations

import ast
import random
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.measures import Errors, Measure, rows
from claimcheck import passages, quotes, text
from claimcheck.locating import locate
from claimcheck.models import Capture, Document, Span, Wording
from claimcheck.store import Store

DATA = (
    "attribution/polnear-train.jsonl.xz",
    "attribution/polnear-dev.jsonl.xz",
    "verdict/news-summaries.jsonl.xz",
    "retrieval/scifact-corpus.jsonl.xz",
)

GATE = True

DOCUMENTS = 2000
_KINDS = {"10": (8, 30, 0.10), "25": (8, 30, 0.25), "40": (8, 30, 0.40), "short": (4, 7, 0.0)}
_TOKEN = re.compile(r"\S+")
_BETWEEN = re.compile(r"(?<=['\"])\n (?=['\"])")


@dataclass(frozen=True, slots=True)
class Planted:
    """A quote made from ``span`` of a document by edits."""

    kind: str
    quote: str
    document: int
    span: Span


def corpus(data: Path) -> list[Document]:
    """Real English, the same text never twice."""
    found: dict[str, None] = {}
    for name in DATA:
        for row in rows(data / name):
            body = row.get("text") or row.get("source") or " ".join(abstract(row))
            if len(body.split()) >= 40:
                found.setdefault(body)
    return [text.document(body) for body in list(found)[:DOCUMENTS]]


def abstract(row: dict[str, Any]) -> list[str]:
    """The sentences of a SciFact abstract, which come as an array printed without commas."""
    sentences: list[str] = ast.literal_eval(_BETWEEN.sub(", ", row["abstract"]))
    return sentences


def planted(documents: Sequence[Document], each: int = 200) -> list[Planted]:
    """Quotes cut from documents drawn by lot, their words replaced, dropped and doubled by lot."""
    lot = random.Random(2500)
    vocabulary = [token for document in documents[::40] for token in document.text.split()]
    quotes = []
    for kind, (shortest, longest, share) in _KINDS.items():
        for _ in range(each):
            number = lot.randrange(len(documents))
            body = documents[number].text
            tokens = [found.span() for found in _TOKEN.finditer(body)]
            length = min(lot.randint(shortest, longest), len(tokens))
            first = lot.randrange(len(tokens) - length + 1)
            span = Span(tokens[first][0], tokens[first + length - 1][1])
            words = _edited(span.of(body).split(), max(1, round(length * share)), vocabulary, lot)
            quotes.append(Planted(kind, " ".join(words), number, span))
    return quotes


def _edited(words: list[str], edits: int, vocabulary: list[str], lot: random.Random) -> list[str]:
    for at in sorted(lot.sample(range(len(words)), edits), reverse=True):
        operation = lot.random()
        if operation < 0.6:
            words[at] = lot.choice(vocabulary)
        elif operation < 0.8:
            del words[at]
        else:
            words.insert(at, lot.choice(vocabulary))
    return words


def absent(documents: Sequence[Document], count: int = 50) -> list[str]:
    """Quotes of the corpus's own words in an order that stands nowhere."""
    lot = random.Random(2501)
    vocabulary = [token for document in documents[::20] for token in document.text.split()]
    return [" ".join(lot.sample(vocabulary, lot.randint(8, 30))) for _ in range(count)]


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    documents = corpus(data)
    quotes = planted(documents)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db") as store:
        for number, document in enumerate(documents):
            capture = Capture(f"evidence/{number}.txt", document.digest, len(document.text))
            store.documents.keep(document, capture, passages.passages(document))
        store.passages.settle()
        yield from _ours(store, documents, quotes, errors)
        yield Measure("finding.memory", peak_mb(), "MB", lower_is_better=True)
    yield from _peers(documents, quotes)


def _ours(store: Store, documents: Sequence[Document], quotes: Sequence[Planted], errors: Errors) -> Iterator[Measure]:
    total = store.passages.count()
    places = {document.digest: number for number, document in enumerate(documents)}
    hits: dict[str, list[bool]] = {kind: [] for kind in _KINDS}
    overlaps: list[float] = []
    taken: list[float] = []
    waited: list[float] = []
    for one in quotes:
        began, started = time.process_time(), time.perf_counter()
        found = locate(store, one.quote, total=total)
        taken.append(time.process_time() - began)
        waited.append(time.perf_counter() - started)
        right = bool(found) and places[found[0].digest] == one.document
        hits[one.kind].append(right)
        if right:
            overlaps.append(_overlap(found[0].span, one.span))
        else:
            errors(f"{one.kind}: {one.quote}\n  there: {one.span.of(documents[one.document].text)}")
    for kind, right_ones in hits.items():
        yield Measure(
            f"finding.first_{kind}", sum(right_ones) / len(right_ones), reference="reach .995, .98 at 40 %", gate=True
        )
    yield Measure("finding.span_iou", sum(overlaps) / len(overlaps), reference="reach .95", gate=True)
    spent = 1000 * statistics.median(taken)
    yield Measure("finding.ours", spent, "ms", reference="CPU, median; reach 3 ms", lower_is_better=True)
    spent = 1000 * statistics.median(waited)
    yield Measure("finding.ours_wall", spent, "ms", reference="median", lower_is_better=True)
    wrong = sum(_is_placed(store, quote, total) for quote in absent(documents))
    yield Measure("finding.absent_placed", wrong / 50, lower_is_better=True)


def _is_placed(store: Store, quote: str, total: int) -> bool:
    found = locate(store, quote, total=total)
    return bool(found) and quotes.check_quote(quote, found[0].passage.text).wording is not Wording.NOT_FOUND


def peak_mb() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _overlap(one: Span, other: Span) -> float:
    """Intersection over union."""
    both = max(0, min(one.end, other.end) - max(one.start, other.start))
    return both / (max(one.end, other.end) - min(one.start, other.start))


Search = Callable[[str], int]


def _peers(documents: Sequence[Document], quotes: Sequence[Planted]) -> Iterator[Measure]:
    for name, build in (("rapidfuzz", _rapidfuzz), ("fts5", _fts5), ("bm25s", _bm25s), ("tantivy", _tantivy)):
        try:
            search = build([document.text for document in documents])
        except ModuleNotFoundError:
            continue
        asked = quotes[:: 20 if name == "rapidfuzz" else 1]
        began = time.process_time()
        right = sum(search(one.quote) == one.document for one in asked)
        yield Measure(f"finding.peer_{name}_first", right / len(asked), reference="all kinds together")
        yield Measure(f"finding.peer_{name}", 1000 * (time.process_time() - began) / len(asked), "ms")


def _rapidfuzz(texts: list[str]) -> Search:
    from rapidfuzz import fuzz, process

    folded = [text.fold(body).text for body in texts]

    def search(quote: str) -> int:
        found = process.extractOne(text.fold(quote).text, folded, scorer=fuzz.partial_ratio)
        return int(found[2])

    return search


def _fts5(texts: list[str]) -> Search:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE documents USING fts5 (text)")
    connection.executemany("INSERT INTO documents (rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(quote: str) -> int:
        terms = " OR ".join(f'"{term}"' for term in re.findall(r"\w+", quote))
        found = connection.execute(
            "SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT 1", [terms]
        ).fetchone()
        return int(found[0]) if found else -1

    return search


def _bm25s(texts: list[str]) -> Search:
    import bm25s

    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)

    def search(quote: str) -> int:
        asked = bm25s.tokenize([quote], stopwords="en", show_progress=False)
        return int(retriever.retrieve(asked, k=1, show_progress=False)[0][0, 0])

    return search


def _tantivy(texts: list[str]) -> Search:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("text").add_integer_field("number", stored=True).build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for number, body in enumerate(texts):
        writer.add_document(tantivy.Document(text=body, number=number))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(quote: str) -> int:
        asked = index.parse_query(" ".join(re.findall(r"\w+", quote.lower())), ["text"])
        found = searcher.search(asked, 1).hits
        return int(searcher.doc(found[0][1])["number"][0]) if found else -1

    return search
