"""A folder with an ONNX model, its tokenizer and its configuration, as a model of meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from claimcheck.errors import MeaningError
from claimcheck.meaning.folder import ModelFolder
from claimcheck.meaning.protocol import Entailment, Meaning, TextRole, Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

BUNDLED = Path(__file__).parent / "model"
"""The model that comes with the package; its page is README.md in this folder."""

OFF = "off"
"""The name that stands for no model."""

THREADS = 2
"""Texts that are computed at the same time."""

_METHOD = "1"
"""Raised when the code here changes what the same model answers."""

_READ_CHARS = 20_000
"""More than this many characters fill what a model reads: the rest is not tokenized."""

Asked = TypeVar("Asked", str, tuple[str, str])
Answer = TypeVar("Answer")

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_NEUTRAL = Entailment(0.0, 1.0, 0.0)


_EMBEDDINGS = ("embedding", "sentence_embedding")
"""What an output for embeddings may be called: by ourselves, and by sentence-transformers."""


def load(folder: str | Path = BUNDLED) -> Meaning | None:
    """The model in ``folder``; None for ``"off"``. Its files are looked for now, and loaded when first used.

    Raises:
        MeaningError: the folder holds no model that can be used.
    """
    return None if folder == OFF else _loaded(Path(folder).resolve())


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> OnnxMeaning:
    return OnnxMeaning(folder)


class OnnxMeaning:
    """An ONNX network that judges pairs, and the same or another that may embed texts.

    Each text is computed alone. In a batch, many 8-bit networks scale a text's numbers by those of its neighbours, so
    that probabilities move by up to 0.57 with what else is asked; and alone no time is spent on padding.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = ModelFolder.read(folder)
        self.name = "bundled" if folder == BUNDLED else folder.name

    @cached_property
    def version(self) -> str:
        """A digest of the model's files, of the bundled model that may embed for it, and of the method."""
        joined = self._folder.digest if self._folder.path == BUNDLED else self._folder.digest + _loaded(BUNDLED).version
        return hashlib.sha256(f"{joined} {_METHOD}".encode()).hexdigest()[:16]

    def embed(self, texts: Sequence[str], role: TextRole) -> Vectors:
        """See ``Meaning.embed``; the bundled model embeds for one that only judges, as most cross-encoders do."""
        import numpy as np

        output = next((name for name in self._embedder.outputs if name in _EMBEDDINGS), None)
        if output is None:
            return _loaded(BUNDLED).embed(texts, role)
        prompt = self._folder.prompts.get(role, "")

        def embedded(text: str) -> Vectors:
            clean = _clean(text)
            encoding = self._tokenizer.encode(prompt + clean, add_special_tokens=False)
            encoding.truncate(self._folder.length - self._tokenizer.num_special_tokens_to_add(is_pair=False))
            vector = self._embedder.run(self._tokenizer.post_process(encoding), output)
            return vector / max(float(np.linalg.norm(vector)), 1e-12) * bool(clean)

        # Before threads start: two of them may each compute a property that is cached.
        _ = self._tokenizer, self._embedder.inputs
        found = _each(embedded, texts)
        return np.stack([found[text] for text in texts]) if texts else np.zeros((0, 0), np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        """See ``Meaning.judge``."""
        if "logits" not in self._judge.outputs:
            raise MeaningError(f"{self._folder.network}: no output named logits; export it for sequence classification")
        _ = self._tokenizer, self._judge.inputs
        found = _each(self._judged, pairs)
        return [found[pair] for pair in pairs]

    def _judged(self, pair: tuple[str, str]) -> Entailment:
        import numpy as np

        evidence, claim = map(_clean, pair)
        if not evidence or not claim:
            return _NEUTRAL
        logits = self._judge.run(self._encoded_pair(evidence, claim), "logits").astype(np.float64)
        if len(logits) != len(self._folder.labels):
            raise MeaningError(
                f"{self._folder.path}: the network gives {len(logits)} values, id2label in config.json names"
                f" {len(self._folder.labels)}; use the config.json that belongs to the model"
            )
        weights = np.exp(logits - logits.max())
        shares = dict.fromkeys(("entailment", "neutral", "contradiction"), 0.0)
        for label, weight in zip(self._folder.labels, weights, strict=True):
            shares[label] += float(weight)
        total = float(weights.sum())
        return Entailment(**{label: round(share / total, 2) for label, share in shares.items()})

    def _encoded_pair(self, evidence: str, claim: str) -> Encoding:
        """Both texts with the separators between; of texts too long, the evidence is cut first."""
        first, second = (self._tokenizer.encode(text, add_special_tokens=False) for text in (evidence, claim))
        room = self._folder.length - self._tokenizer.num_special_tokens_to_add(is_pair=True)
        second.truncate(room - min(len(first), room // 2))
        first.truncate(room - len(second))
        return self._tokenizer.post_process(first, second)

    @cached_property
    def _judge(self) -> _Network:
        return _Network(self._folder.network)

    @cached_property
    def _embedder(self) -> _Network:
        return _Network(self._folder.embedding) if self._folder.embedding else self._judge

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder.tokenizer))
        except Exception as error:  # noqa: BLE001 -- tokenizers raises plain Exception
            raise MeaningError(f"{self._folder.tokenizer}: not a tokenizer: {_first_line(error)}") from None
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer


class _Network:
    """One ONNX file, loaded when first used."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def run(self, encoding: Encoding, output: str) -> NDArray[np.float32]:
        """The values of one output for one text or pair.

        Raises:
            MeaningError: the network does not run.
        """
        import numpy as np

        columns = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {name: np.array([columns[name]], kind) for name, kind in self.inputs.items()}
        try:
            (found,) = self._session.run([output], feed)
        except Exception as error:  # noqa: BLE001 -- onnxruntime raises classes of its own for each status
            raise MeaningError(f"{self._file}: the network does not run: {_first_line(error)}") from None
        return np.asarray(found[0], np.float32)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Texts are short: two of them side by side are done sooner than each in two threads.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            return onnxruntime.InferenceSession(str(self._file), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # noqa: BLE001 -- onnxruntime raises classes of its own for each status
            raise MeaningError(f"{self._file}: not an ONNX model: {_first_line(error)}") from None

    @cached_property
    def inputs(self) -> dict[str, type[np.integer[Any]]]:
        """The kind of integer of each input.

        Raises:
            MeaningError: the network asks for what a text does not have.
        """
        import numpy as np

        kinds: dict[str, type[np.integer[Any]]]
        kinds = {node.name: np.int32 if "int32" in node.type else np.int64 for node in self._session.get_inputs()}
        unknown = kinds.keys() - {"input_ids", "attention_mask", "token_type_ids"}
        if unknown:
            raise MeaningError(f"{self._file}: cannot supply the input {min(unknown)}; export it without")
        return kinds

    @cached_property
    def outputs(self) -> tuple[str, ...]:
        """The names of what it computes."""
        return tuple(node.name for node in self._session.get_outputs())


def _each(answer: Callable[[Asked], Answer], asked: Sequence[Asked]) -> dict[Asked, Answer]:
    """What ``answer`` gives for each thing asked, each computed once."""
    distinct = list(dict.fromkeys(asked))
    if len(distinct) < THREADS:
        return {one: answer(one) for one in distinct}
    with ThreadPoolExecutor(THREADS) as pool:
        return dict(zip(distinct, pool.map(answer, distinct), strict=True))


def _clean(text: str) -> str:
    """The text as tokenizers take it: one blank between words, no half of a surrogate pair."""
    return " ".join(text.split())[:_READ_CHARS].translate(_SURROGATES)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
