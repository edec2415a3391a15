"""The files that make a model of meaning, and what its configuration states."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from claimcheck.errors import MeaningError

LENGTH = 256
"""Pieces of a text, or of a pair, that are read; what is beyond them is cut."""

_NETWORKS = ("model.onnx", "onnx/model.onnx")
_EMBEDDING = "embedding.onnx"
_FILES = ("model.onnx*", f"{_EMBEDDING}*", "weights.data")
"""What the answers depend on besides the tokenizer and the configuration: networks, and the weights that they share."""
_POSITIONS_RESERVED = 2
"""Models after RoBERTa count their positions from here."""


@dataclass(frozen=True)
class ModelFolder:
    """A folder as Hugging Face lays it out.

    Attributes:
        network: ``model.onnx``, beside the other files or in a folder ``onnx``.
        embedding: ``embedding.onnx`` beside it, where texts are embedded by a network of their own.
        tokenizer: ``tokenizer.json``.
        labels: what each value of the network's logits stands for, in their order: entailment, neutral, contradiction.
        prompts: what is put before a text to embed it, by its role.
        length: pieces of a text, or of a pair, that the model reads.
    """

    path: Path
    network: Path
    embedding: Path | None
    tokenizer: Path
    labels: tuple[str, ...]
    prompts: Mapping[str, str]
    length: int

    @classmethod
    def read(cls, path: Path) -> ModelFolder:
        """The model in the folder ``path``.

        Raises:
            MeaningError: there is no such folder, it lacks a file, or config.json does not name the labels.
        """
        if not path.is_dir():
            raise MeaningError(
                f"{path}: no such folder; give one with model.onnx, tokenizer.json and config.json, or off"
            )
        network = next((path / name for name in _NETWORKS if (path / name).is_file()), path / _NETWORKS[0])
        tokenizer, configuration = path / "tokenizer.json", path / "config.json"
        for file in (network, tokenizer, configuration):
            if not file.is_file():
                raise MeaningError(
                    f"{path}: no {file.name}; the model needs model.onnx, tokenizer.json and config.json"
                )
        try:
            stated = json.loads(configuration.read_bytes())
            by_number = {int(number): _label(str(name)) for number, name in stated["id2label"].items()}
            prompts = {str(role): str(prompt) for role, prompt in stated.get("prompts", {}).items()}
            positions = int(stated.get("max_position_embeddings") or LENGTH + _POSITIONS_RESERVED)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise MeaningError(f"{configuration}: id2label does not number the labels; see docs/meaning.md") from None
        labels = tuple(by_number[number] for number in sorted(by_number))
        if "entailment" not in labels:
            raise MeaningError(f"{configuration}: id2label names no label entailment; the model judges something else")
        length = max(8, min(LENGTH, positions - _POSITIONS_RESERVED))
        embedding = network.parent / _EMBEDDING
        return cls(path, network, embedding if embedding.is_file() else None, tokenizer, labels, prompts, length)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all files of the model, in hex."""
        weights = [file for pattern in _FILES for file in sorted(self.network.parent.glob(pattern))]
        summed = hashlib.sha256()
        for file in (*weights, self.tokenizer, self.path / "config.json"):
            with file.open("rb") as opened:
                summed.update(hashlib.file_digest(opened, "sha256").digest())
        return summed.hexdigest()


def _label(name: str) -> str:
    """The label in our words; models of two labels call the other one "not_entailment"."""
    plain = name.lower()
    if plain.startswith("entail"):
        return "entailment"
    return "contradiction" if plain.startswith("contradict") else "neutral"
