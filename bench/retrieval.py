"""Sentences of a page that bear on a claim, and abstracts of a corpus: what comes first, beside bm25 and a fuzzy score.

WiCE: the sentences of one web page in the order of ``quotes.by_relevance``; recall is of all sentences that annotators
call supporting, whichever of their alternatives they belong to. SciFact: 5,183 abstracts in the store's own index, in
the order of their best passages; relevant are those that the claim cites.
"""

from __future__ import annotations

import math
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from bench.finding import abstract
from bench.measures import Errors, Measure, rows
from claimcheck import passages, quotes, text
from claimcheck.models import Capture, Passage, Span
from claimcheck.store import Store

DATA = ("retrieval/wice-dev.jsonl.xz", "retrieval/scifact-corpus.jsonl.xz", "retrieval/scifact-claims.jsonl")
GATE = True

SENTENCES = 5
ABSTRACTS = 10
_PASSAGES = 60

Order = Callable[[str, list[str]], list[int]]
"""The places of sentences, best first."""


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    yield from _page(data, errors)
    yield from _corpus(data)


def _page(data: Path, errors: Errors) -> Iterator[Measure]:
    asked = [row for row in rows(data / DATA[0]) if any(row["supporting_sentences"])]
    for name, order in (("wice_recall_5", _ours), ("peer_bm25", _bm25), ("peer_token_set_ratio", _token_set_ratio)):
        began = time.process_time()
        recalls = []
        for row in asked:
            gold = {at for group in row["supporting_sentences"] for at in group}
            first = order(row["claim"], row["evidence"])[:SENTENCES]
            recalls.append(len(gold.intersection(first)) / len(gold))
            if order is _ours and not gold.intersection(first):
                wanted = "\n  wanted: ".join(row["evidence"][at] for at in sorted(gold))
                errors(f"{row['claim']}\n  first: {row['evidence'][first[0]]}\n  wanted: {wanted}")
        yield Measure(f"retrieval.{name}", sum(recalls) / len(recalls), gate=order is _ours)
        spent = 1000 * (time.process_time() - began) / len(asked)
        yield Measure(f"retrieval.{name}_page", spent, "ms", lower_is_better=True)


def _ours(claim: str, sentences: list[str]) -> list[int]:
    found, at = [], 0
    for sentence in sentences:
        found.append(("page", Passage(Span(at, at + len(sentence)), sentence)))
        at += len(sentence) + 1
    places = {passage.span: number for number, (_, passage) in enumerate(found)}
    return [places[passage.span] for _, passage in quotes.by_relevance(claim, found)]


def _token_set_ratio(claim: str, sentences: list[str]) -> list[int]:
    scores = [fuzz.token_set_ratio(claim.lower(), sentence.lower()) for sentence in sentences]
    return sorted(range(len(scores)), key=lambda at: -scores[at])


def _bm25(claim: str, sentences: list[str], saturation: float = 1.2, length_share: float = 0.75) -> list[int]:
    """Okapi BM25 over sentences as bags of words (Robertson and Zaragoza, 2009)."""
    bags = [Counter(re.findall(r"\w+", sentence.lower())) for sentence in sentences]
    lengths = [bag.total() for bag in bags]
    mean = sum(lengths) / len(lengths) or 1
    scores = [0.0] * len(bags)
    for term in sorted(set(re.findall(r"\w+", claim.lower()))):
        held = sum(term in bag for bag in bags)
        rarity = math.log(1 + (len(bags) - held + 0.5) / (held + 0.5))
        for at, bag in enumerate(bags):
            norm = saturation * (1 - length_share + length_share * lengths[at] / mean)
            scores[at] += rarity * bag[term] * (saturation + 1) / (bag[term] + norm)
    return sorted(range(len(scores)), key=lambda at: -scores[at])


def _corpus(data: Path) -> Iterator[Measure]:
    asked = [
        (row["claim"], {int(number) for number in re.findall(r"\d+", row["cited_doc_ids"])})
        for row in rows(data / DATA[2])
    ]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db") as store:
        numbers: dict[str, int] = {}
        for row in rows(data / DATA[1]):
            document = text.document(f"{row['title']}\n\n{' '.join(abstract(row))}")
            numbers.setdefault(document.digest, int(row["doc_id"]))
            capture = Capture(f"evidence/{row['doc_id']}.txt", document.digest, len(document.text))
            store.documents.keep(document, capture, passages.passages(document))
        total = store.passages.count()
        gains = []
        began = time.process_time()
        for claim, cited in asked:
            found = store.passages.search(passages.query(claim, store.passages.frequency, total), _PASSAGES)
            ranked = list(dict.fromkeys(numbers[digest] for digest, _ in found))
            gains.append(_ndcg(ranked, cited))
        spent = 1000 * (time.process_time() - began) / len(asked)
    reference = "BM25 .67, reach .68"
    yield Measure("retrieval.scifact_ndcg_10", sum(gains) / len(gains), reference=reference, gate=True)
    yield Measure("retrieval.scifact_claim", spent, "ms", lower_is_better=True)


def _ndcg(ranked: Sequence[int], relevant: set[int]) -> float:
    """Normalised discounted cumulative gain of the first ten, relevance being yes or no."""
    gain = sum(1 / math.log2(place + 2) for place, number in enumerate(ranked[:ABSTRACTS]) if number in relevant)
    most = sum(1 / math.log2(place + 2) for place in range(min(len(relevant), ABSTRACTS)))
    return gain / most if most else 0.0
