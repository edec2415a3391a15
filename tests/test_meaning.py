"""Models of meaning: the one that comes with the package, those of others, and folders that hold none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.meaning_models import cross_encoder

from claimcheck.errors import MeaningError
from claimcheck.meaning import BUNDLED, OFF, Entailment, Meaning, TextRole, load

NEUTRAL = Entailment(0.0, 1.0, 0.0)


@pytest.fixture(scope="module")
def bundled() -> Meaning:
    model = load()
    assert model is not None
    return model


@pytest.mark.parametrize(
    ("evidence", "claim", "likeliest"),
    [
        pytest.param("The council turned down the plan on Monday.", "The council rejected it.", "entailment", id="en"),
        pytest.param(
            "La banque a abaissé son taux à 4 %.", "The bank cut its rate to 4 percent.", "entailment", id="fr"
        ),
        pytest.param("The bank did not cut its rate.", "The bank cut its rate.", "contradiction", id="denial"),
        pytest.param("The ducks were fed at noon.", "The bank cut its rate.", "neutral", id="other topic"),
    ],
)
def test_the_bundled_model_judges(bundled: Meaning, evidence: str, claim: str, likeliest: str) -> None:
    """The likeliest of the three is what a reader would say."""
    (judged,) = bundled.judge([(evidence, claim)])
    shares = {name: getattr(judged, name) for name in ("entailment", "neutral", "contradiction")}
    assert max(shares, key=lambda name: shares[name]) == likeliest


def test_the_bundled_model_finds_a_paraphrase_and_a_translation(bundled: Meaning) -> None:
    """Passages that mean the same are nearer than one that shares words."""
    passages = [
        "The bank of the river was cut by the flood.",
        "The central bank lowered its benchmark interest rate.",
        "Центральный банк снизил ключевую ставку.",
    ]
    query = bundled.embed(["Policymakers cut borrowing costs."], TextRole.QUERY)
    similar = bundled.embed(passages, TextRole.PASSAGE) @ query[0]
    assert similar[1] > similar[0]
    assert similar[2] > similar[0]


def test_an_answer_depends_on_nothing_else_that_is_asked(bundled: Meaning) -> None:
    """A pair and a text get the same answer alone, among others, twice, and in another order."""
    pairs = [("It rained all day.", "It was wet."), ("Not a drop fell. " * 20, "It rained."), ("No.", "Yes.")]
    together = bundled.judge([*pairs, pairs[0]])
    assert together[0] == together[3]
    assert together[:3] == [bundled.judge([pair])[0] for pair in pairs]
    assert bundled.judge(pairs[::-1]) == together[2::-1]
    texts = [evidence for evidence, _ in pairs]
    vectors = bundled.embed(texts, TextRole.PASSAGE)
    alone = np.concatenate([bundled.embed([text], TextRole.PASSAGE) for text in texts])
    assert np.array_equal(vectors, alone)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


ODD = {
    "nothing": "",
    "blanks": " \n\u3000\t",
    "half a surrogate pair": "a \ud800 b",
    "nul": "a\0b",
    "no blanks": "x" * 100_000,
    "very long": "The bank cut its rate. " * 20_000,
    "emoji": "👩‍👩‍👧" * 50,
    "right to left": "\u202eقال الوزير\u202c",
    "special tokens": "<s></s><pad>",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_answered(bundled: Meaning, text: str) -> None:
    """Nothing that a document may hold stops the model; a blank text is neutral to all, and like nothing."""
    for pair in ((text, "The bank cut its rate."), ("The bank cut its rate.", text)):
        (judged,) = bundled.judge([pair])
        assert judged.entailment + judged.neutral + judged.contradiction == pytest.approx(1, abs=0.02)
        assert text.strip() or judged == NEUTRAL
    (vector,) = bundled.embed([text], TextRole.PASSAGE)
    assert np.linalg.norm(vector) == pytest.approx(1 if text.strip() else 0, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_answered(evidence: str, claim: str) -> None:
    """Probabilities are hundredths from 0 to 1."""
    model = load()
    assert model is not None
    for share in vars_of(model.judge([(evidence, claim)])[0]):
        assert 0 <= share <= 1
        assert share == round(share, 2)


def vars_of(judged: Entailment) -> tuple[float, float, float]:
    return judged.entailment, judged.neutral, judged.contradiction


def test_of_a_long_pair_the_evidence_is_cut(bundled: Meaning) -> None:
    """The claim is judged whole, by the beginning of the evidence."""
    claim = "The bank cut its rate."
    (judged,) = bundled.judge([("The bank left its rate unchanged. " + "It rained. " * 500, claim)])
    assert judged == bundled.judge([("The bank left its rate unchanged. " + "It rained. " * 400, claim)])[0]
    assert judged.entailment < 0.5
    (reverse,) = bundled.judge([("It rained.", "word " * 5000)])
    assert reverse.entailment < 0.5


def test_nothing_asked_nothing_answered(bundled: Meaning) -> None:
    assert bundled.judge([]) == []
    assert len(bundled.embed([], TextRole.QUERY)) == 0


def test_an_exported_cross_encoder_takes_its_place(tmp_path: Path, bundled: Meaning) -> None:
    """Labels are taken in the order that its config.json states, inputs as it names them; the bundled model embeds."""
    model = load(cross_encoder(tmp_path / "tiny"))
    assert model is not None
    asked = [("not", "what"), ("same", "same"), ("word", "word"), ("", "not"), ("word " * 1000 + "not", "what")]
    contradiction, entailment, neutral, blank, cut = model.judge(asked)
    assert contradiction.contradiction > 0.9
    assert entailment.entailment > 0.9
    assert neutral.neutral > 0.4
    assert blank == NEUTRAL
    assert cut.contradiction < 0.5, "the end of long evidence is cut"
    embedded = [one.embed(["It rained."], TextRole.QUERY) for one in (model, bundled)]
    assert np.array_equal(*embedded)
    assert (model.name, model.version != bundled.version) == ("tiny", True)


def test_a_model_of_two_labels_never_contradicts(tmp_path: Path) -> None:
    """Where the labels are "entailment" and "not entailment", the second is neutral."""
    model = load(cross_encoder(tmp_path, {"0": "not_entailment", "1": "entailment"}))
    assert model is not None
    not_entailed, entailed = model.judge([("not", "what"), ("same", "same")])
    assert (not_entailed.neutral > 0.9, entailed.entailment > 0.9) == (True, True)
    assert not_entailed.contradiction == entailed.contradiction == 0


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    """What was kept of one model is not taken for another's."""
    first = load(cross_encoder(tmp_path / "first"))
    same = load(cross_encoder(tmp_path / "same"))
    other = load(cross_encoder(tmp_path / "other", {"0": "entailment", "1": "neutral", "2": "contradiction"}))
    assert first is not None
    assert same is not None
    assert other is not None
    assert first.version == same.version != other.version


def judged_by(folder: Path) -> list[Entailment]:
    model = load(folder)
    assert model is not None
    return model.judge([("same", "same")])


def without(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def writing(name: str, content: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(content, encoding="utf8")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        pytest.param(without("model.onnx"), "no model.onnx", id="no network"),
        pytest.param(without("tokenizer.json"), "no tokenizer.json", id="no tokenizer"),
        pytest.param(without("config.json"), "no config.json", id="no configuration"),
        pytest.param(writing("config.json", "{"), "id2label", id="configuration cut off"),
        pytest.param(writing("config.json", "[" * 100_000), "id2label", id="configuration nested"),
        pytest.param(writing("config.json", "[]"), "id2label", id="configuration of another kind"),
        pytest.param(writing("config.json", '{"id2label": {"0": "joy"}}'), "no label entailment", id="other labels"),
        pytest.param(writing("model.onnx", "no network"), "not an ONNX model", id="damaged network"),
        pytest.param(writing("model.onnx", ""), "not an ONNX model", id="empty network"),
        pytest.param(writing("tokenizer.json", "{}"), "not a tokenizer", id="damaged tokenizer"),
        pytest.param(writing("config.json", '{"id2label": {"0": "entailment"}}'), "names 1", id="labels missing"),
        pytest.param(lambda folder: cross_encoder(folder, inputs=("input_ids", "pixels")), "pixels", id="other input"),
        pytest.param(lambda folder: cross_encoder(folder, output="tokens"), "named logits", id="no logits"),
    ],
)
def test_a_folder_that_will_not_do_is_named_in_one_line(
    tmp_path: Path, damage: Callable[[Path], object], named: str
) -> None:
    """Whatever is wrong with a model: a typed error that says what, in one line."""
    damage(cross_encoder(tmp_path))
    with pytest.raises(MeaningError, match=named) as refused:
        judged_by(tmp_path)
    assert "\n" not in str(refused.value)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(MeaningError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_off_is_no_model() -> None:
    assert load(OFF) is None


def test_nothing_heavy_is_imported_before_use() -> None:
    """The package knows its model without the libraries that run it."""
    program = "import sys, claimcheck.meaning as m; m.load(); print({'onnxruntime', 'tokenizers'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_page_of_the_model_comes_with_it() -> None:
    assert "What it is bad at" in (BUNDLED / "README.md").read_text(encoding="utf8")
