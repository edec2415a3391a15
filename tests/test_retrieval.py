"""Passages near a claim: by its words, by what they mean, and kept so that nothing is computed twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from claimcheck import passages, retrieval, text
from claimcheck.meaning import Entailment, Meaning, TextRole, Vectors, load
from claimcheck.models import Capture
from claimcheck.retrieval import Likeness, Retrieval
from claimcheck.store import Store

EVIDENCE = {
    "rain.txt": "It rained in Oakfield for three days. The river rose by two metres.",
    "bank.txt": "Policymakers at the central bank lowered borrowing costs for the third time this year.",
    "banque.txt": "La banque centrale a réduit son taux directeur pour la troisième fois cette année.",
    "quay.txt": "The quay is finished, and carriers may go from Monday on, said the harbour master.",
    "ducks.txt": "Nobody has reported any poisoned ducks, said the police.",
}
CLAIM = "The central bank cut interest rates."


class Counting:
    """A model of meaning that counts what it computes."""

    def __init__(self, model: Meaning, version: str | None = None) -> None:
        self.name = model.name
        self.version = version or model.version
        self.computed: list[object] = []
        self._model = model

    def embed(self, texts: Sequence[str], role: TextRole) -> Vectors:
        self.computed += [(role, text) for text in texts]
        return self._model.embed(texts, role)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        self.computed += pairs
        return self._model.judge(pairs)


@pytest.fixture
def counting() -> Counting:
    model = load()
    assert model is not None
    return Counting(model)


def filled(path: Path) -> Store:
    store = Store(path / "claims.db")
    for name, content in EVIDENCE.items():
        document = text.document(content)
        capture = Capture(f"evidence/{name}", document.digest, len(content))
        store.documents.keep(document, capture, passages.passages(document))
    return store


def found(near: Retrieval, claim: str, most: int = 3) -> dict[str, Likeness]:
    digests = {text.document(content).digest: name for name, content in EVIDENCE.items()}
    return {digests[one.digest]: one.likeness for one in near.nearest(claim, most)}


def test_a_paraphrase_and_another_language_are_found_by_meaning(tmp_path: Path, counting: Counting) -> None:
    """Both stand before what shares nothing with the claim, and each says how it is like it."""
    with filled(tmp_path) as store:
        near = found(Retrieval(store, store.meaning(counting)), CLAIM, most=2)
    assert near == {"bank.txt": Likeness.BOTH, "banque.txt": Likeness.MEANING}


def test_without_a_model_words_alone_find(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        near = found(Retrieval(store, None), CLAIM)
    assert near == {"bank.txt": Likeness.WORDS}


def test_nothing_is_computed_twice(tmp_path: Path, counting: Counting) -> None:
    """Another claim embeds that claim alone; the same claim in another run nothing at all, and finds the same."""
    with filled(tmp_path) as store:
        first = Retrieval(store, store.meaning(counting))
        near = first.nearest(CLAIM, 3)
        assert len(counting.computed) == len(EVIDENCE) + 1
        first.nearest("It rained.", 3)
        assert len(counting.computed) == len(EVIDENCE) + 2
    with Store(tmp_path / "claims.db") as store:
        assert Retrieval(store, store.meaning(counting)).nearest(CLAIM, 3) == near
        assert len(counting.computed) == len(EVIDENCE) + 2


def test_another_version_of_the_model_computes_anew(tmp_path: Path, counting: Counting) -> None:
    with filled(tmp_path) as store:
        Retrieval(store, store.meaning(counting)).nearest(CLAIM, 3)
        newer = Counting(counting, "newer")
        Retrieval(store, store.meaning(newer)).nearest(CLAIM, 3)
        assert len(newer.computed) == len(EVIDENCE) + 1


def test_of_many_passages_only_those_that_share_words_are_embedded(
    tmp_path: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "WHOLE", 2)
    with filled(tmp_path) as store:
        near = found(Retrieval(store, store.meaning(counting)), CLAIM)
    assert near == {"bank.txt": Likeness.BOTH}
    assert len(counting.computed) == 2


@pytest.mark.parametrize("claim", ["", " ", "zzzz", "\ud800", "the of and"])
def test_a_claim_of_no_use_is_answered(tmp_path: Path, counting: Counting, claim: str) -> None:
    with filled(tmp_path) as store:
        assert len(Retrieval(store, store.meaning(counting)).nearest(claim, 3)) <= 3


def test_an_empty_store_has_nothing_near(tmp_path: Path, counting: Counting) -> None:
    with Store(tmp_path / "claims.db") as store:
        assert Retrieval(store, store.meaning(counting)).nearest(CLAIM, 3) == []


def test_documents_can_be_left_out(tmp_path: Path, counting: Counting) -> None:
    left_out = text.document(EVIDENCE["bank.txt"]).digest
    with filled(tmp_path) as store:
        near = Retrieval(store, store.meaning(counting)).nearest(CLAIM, 5, {left_out})
    assert len(near) == len(EVIDENCE) - 1
    assert left_out not in {one.digest for one in near}


def test_judgements_and_vectors_are_the_same_when_kept(tmp_path: Path, counting: Counting) -> None:
    """What is looked up is what was computed, to the last digit, whatever is asked together."""
    pairs = [(content, CLAIM) for content in EVIDENCE.values()]
    texts = [*EVIDENCE.values(), ""]
    with Store(tmp_path / "claims.db") as store:
        kept = store.meaning(counting)
        judged, vectors = kept.judge(pairs), kept.embed(texts, TextRole.PASSAGE)
        assert judged == counting.judge(pairs)
        counting.computed.clear()
        assert kept.judge(pairs[::-1]) == judged[::-1]
        assert np.array_equal(kept.embed(texts[::-1], TextRole.PASSAGE), vectors[::-1])
        assert kept.judge([]) == []
        assert counting.computed == []
        kept.judge([pairs[0][::-1]])
        kept.embed(texts[:1], TextRole.QUERY)
        assert len(counting.computed) == 2, "order and role are part of the question"
