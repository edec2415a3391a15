"""Texts as vectors, and pairs of texts as probabilities that one entails or contradicts the other."""

from claimcheck.meaning.onnx_model import BUNDLED, OFF, load
from claimcheck.meaning.protocol import Entailment, Meaning, TextRole, Vectors

__all__ = ["BUNDLED", "OFF", "Entailment", "Meaning", "TextRole", "Vectors", "load"]
