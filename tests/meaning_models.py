"""Small models of meaning, as others would export them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from claimcheck.meaning import Entailment, TextRole, Vectors

WORDS = {"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "same": 3, "not": 4, "perhaps": 5}
LABELS = {"0": "CONTRADICTION", "1": "ENTAILMENT", "2": "NEUTRAL"}


def cross_encoder(
    folder: Path,
    labels: Mapping[str, str] = LABELS,
    inputs: tuple[str, ...] = ("input_ids", "attention_mask", "token_type_ids"),
    output: str = "logits",
) -> Path:
    """A network that calls a pair with "not" a contradiction and one with "same" an entailment, else neutral.

    Its labels come in another order than the bundled model's, and it does not embed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    weights = np.zeros((len(WORDS), len(labels)), np.float32)
    weights[WORDS["not"], 0] = weights[WORDS["same"], 1] = 50
    weights[:, -1] += 1
    nodes = [
        helper.make_node("Gather", ["weights", "input_ids"], ["each"]),
        helper.make_node("ReduceMean", ["each"], [output], axes=[1], keepdims=0),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", len(labels)])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, folder / "model.onnx")
    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    special = [(name, WORDS[name]) for name in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing("[CLS] $A [SEP]", "[CLS] $A [SEP] $B:1 [SEP]:1", special)
    tokenizer.save(str(folder / "tokenizer.json"))
    configuration = {"id2label": dict(labels), "max_position_embeddings": 64}
    (folder / "config.json").write_text(json.dumps(configuration), encoding="utf8")
    return folder


@dataclass
class GivenMeaning:
    """A model that answers every pair alike, and to which every text is as near as said."""

    answer: Entailment
    near: float = 0.95
    pairs: Mapping[tuple[str, str], Entailment] = field(default_factory=dict)
    name: str = "given"
    version: str = "1"

    def embed(self, texts: Sequence[str], role: TextRole) -> Vectors:
        rest = float(np.sqrt(1 - self.near**2))
        return np.array([[1.0, 0.0] if role is TextRole.QUERY else [self.near, rest] for _ in texts], np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        return [self.pairs.get(pair, self.answer) for pair in pairs]
