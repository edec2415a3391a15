"""The model of meaning alone: pairs judged, passages found, and how fast.

Pairs count by the likeliest of the three answers. Of the newsroom stories, a claim is found where one of its best
passages is among the nearest; by words, by meaning and by both. WiCE is a sample: every tenth claim with support. Made
pairs and cases are those that the model was not trained on: what decides a claim of a case is a pair with it, and so is
what is near to it and decides nothing.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.cases import MADE, Case, cases, pairs
from bench.measures import Errors, Measure, rows
from claimcheck import passages, reader, text
from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.locating import SIMILAR
from claimcheck.meaning import Meaning, TextRole, load
from claimcheck.models import Capture, Stance
from claimcheck.retrieval import Retrieval
from claimcheck.store import Store

DATA = ("newsroom", "languages/pairs.jsonl", "retrieval/wice-dev.jsonl.xz")
GATE = False

NEAREST = (1, 3, 8)
_LABELS = ("supports", "neither", "contradicts")
_SHARE_OF_BEST = 0.6
"""A passage holds the best one where it has so much of its words, as the scorer of the stories counts them."""
_TIMED = 200


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    model = load()
    assert model is not None
    yield from _pairs("newsroom", list(rows(data / "newsroom" / "pairs.jsonl")), model, errors)
    yield from _pairs("languages", list(rows(data / "languages" / "pairs.jsonl")), model, errors)
    made = [_row(one.claim, one.evidence, one.stance) for one in pairs(MADE / "pairs-calibration.txt")]
    yield from _pairs("made_pairs", made, model, errors)
    kept_out = list(cases(MADE / "cases-kept-out.txt"))
    yield from _pairs("made_cases", [row for case in kept_out for row in _of_case(case)], model, errors)
    yield from _similar(kept_out, model)
    yield from _stories(data / "newsroom", model, errors)
    yield from _page(data / DATA[2], model)


def _pairs(name: str, pairs: Sequence[Mapping[str, str]], model: Meaning, errors: Errors) -> Iterator[Measure]:
    began = time.perf_counter()
    judged = model.judge([(pair["evidence"], pair["claim"]) for pair in pairs])
    pace = len(pairs) / (time.perf_counter() - began)
    counts: Counter[tuple[str, str]] = Counter()
    for pair, one in zip(pairs, judged, strict=True):
        shares = (one.entailment, one.neutral, one.contradiction)
        answer = _LABELS[shares.index(max(shares))]
        counts[pair["label"], answer] += 1
        if answer != pair["label"]:
            errors(f"{pair['label']}, judged {answer}: {pair['claim']}\n  {pair['evidence']}")
    yield Measure(f"meaning.{name}.macro_f1", sum(_f1(counts, label) for label in _LABELS) / len(_LABELS), gate=True)
    yield Measure(f"meaning.{name}.pace", pace, "pairs/s")


def _row(claim: str, evidence: str, stance: Stance | None) -> dict[str, str]:
    return {"claim": claim, "evidence": evidence, "label": stance.value if stance else "neither"}


def _of_case(case: Case) -> Iterator[dict[str, str]]:
    for claim, deciding in case.claims:
        for one in deciding:
            sentences = case.documents[one.document][min(one.sentences) : max(one.sentences) + 1]
            yield _row(claim, " ".join(sentences), one.stance)


def _similar(kept_out: Sequence[Case], model: Meaning) -> Iterator[Measure]:
    """How many sentences that bear a claim out ``find`` would show, and how many of other cases."""
    found: Counter[bool] = Counter()
    shown: Counter[bool] = Counter()
    for case, other in zip(kept_out, [*kept_out[1:], *kept_out[:1]], strict=True):
        elsewhere = [sentence for document in other.documents for sentence in document]
        for claim, deciding in case.claims:
            bearing = [
                case.documents[one.document][one.sentences[0]]
                for one in deciding
                if one.stance is Stance.SUPPORTS and len(one.sentences) == 1
            ]
            (query,) = model.embed([claim], TextRole.QUERY)
            for bears, sentences in ((True, bearing), (False, elsewhere)):
                if sentences:
                    similar = model.embed(sentences, TextRole.PASSAGE) @ query
                    found[bears] += len(sentences)
                    shown[bears] += int((similar >= SIMILAR).sum())
    yield Measure("meaning.find.shown_of_bearing", shown[True] / found[True])
    yield Measure("meaning.find.shown_of_other_topics", shown[False] / found[False])


def _f1(counts: Counter[tuple[str, str]], label: str) -> float:
    given = sum(counts[label, other] + counts[other, label] for other in _LABELS)
    return 2 * counts[label, label] / given if given else 0.0


def _stories(folder: Path, model: Meaning, errors: Errors) -> Iterator[Measure]:
    hits: Counter[tuple[str, int]] = Counter()
    total = 0
    for story in sorted(path.parent for path in folder.glob("*/gold.jsonl")):
        with tempfile.TemporaryDirectory() as scratch, Store(Path(scratch) / "bench.db") as store:
            names = dict(_kept(store, path) for path in sorted((story / "evidence").iterdir()))
            ways = {"words": Retrieval(store, None), "both": Retrieval(store, store.meaning(model))}
            for gold in map(json.loads, (story / "gold.jsonl").read_text(encoding="utf8").splitlines()):
                best = [(one["file"].removeprefix("evidence/"), _content(one["words"])) for one in gold["best"]]
                total += bool(best)
                for way, finder in ways.items() if best else ():
                    near = finder.nearest(gold["claim"], max(NEAREST))
                    held = [_holds(names[one.digest], one.passage.text, best) for one in near]
                    for most in NEAREST:
                        hits[way, most] += any(held[:most])
                    if way == "both" and not any(held[:3]):
                        errors(f"{story.name}, not among three: {gold['claim']}")
    for (way, most), count in sorted(hits.items()):
        yield Measure(f"meaning.newsroom.nearest_{most}.{way}", count / total, gate=way == "both")


def _kept(store: Store, path: Path) -> tuple[str, str]:
    document = reader.read(path)
    store.documents.keep(document, Capture(path.name, document.digest, 0), passages.passages(document))
    return document.digest, path.name


def _holds(name: str, passage: str, best: Sequence[tuple[str, set[str]]]) -> bool:
    held = _content(passage)
    return any(name == file and len(words & held) >= _SHARE_OF_BEST * len(words) for file, words in best)


def _content(words: str) -> set[str]:
    found = [word.text for word in text.words(words)]
    return {word for word in found if word not in FUNCTION} or set(found)


def _page(path: Path, model: Meaning) -> Iterator[Measure]:
    asked = [row for row in rows(path) if any(row["supporting_sentences"])][::10]
    recalls: list[float] = []
    for row in asked:
        sentences = row["evidence"]
        (query,) = model.embed([row["claim"]], TextRole.QUERY)
        order = (-(model.embed(sentences, TextRole.PASSAGE) @ query)).argsort(kind="stable")[:5].tolist()
        gold = {at for group in row["supporting_sentences"] for at in group}
        recalls.append(len(gold.intersection(order)) / len(gold))
    yield Measure("meaning.wice_sample_recall_5", sum(recalls) / len(recalls))
    texts = [sentence for row in asked for sentence in row["evidence"]][:_TIMED]
    began = time.perf_counter()
    model.embed(texts, TextRole.PASSAGE)
    yield Measure("meaning.pace", len(texts) / (time.perf_counter() - began), "sentences/s")
