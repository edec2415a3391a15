"""What a model of meaning answered, kept by the texts and the model's version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np

from claimcheck.meaning import Entailment, Meaning, TextRole, Vectors
from claimcheck.store.database import Database
from claimcheck.store.rows import to_json

Asked = TypeVar("Asked", bound=Hashable)
Row = tuple[Any, ...]

_TOGETHER = 64
"""Answers that are written in one transaction: a run that is stopped loses no more than these."""

_STORED = np.dtype("<f2")


class KeptMeaning:
    """A model of meaning that computes each text and pair once and then looks it up; read-only, it keeps nothing new.

    It is a ``Meaning`` itself. Vectors are rounded to 16 bits, whether they are new or were kept.
    """

    def __init__(self, database: Database, model: Meaning) -> None:
        self._database = database
        self._model = model
        self.name = model.name
        self.version = model.version

    def embed(self, texts: Sequence[str], role: TextRole) -> Vectors:
        """See ``Meaning.embed``."""

        def computed(some: list[str]) -> Iterable[Row]:
            return ((vector.astype(_STORED).tobytes(),) for vector in self._model.embed(some, role))

        found = self._answers("embeddings", {text: self._key(role, text) for text in texts}, computed)
        if not texts:
            return self._model.embed(texts, role)
        return np.stack([np.frombuffer(found[text][0], _STORED) for text in texts]).astype(np.float32)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        """See ``Meaning.judge``."""

        def computed(some: list[tuple[str, str]]) -> Iterable[Row]:
            for one in self._model.judge(some):
                yield tuple(round(100 * share) for share in (one.entailment, one.neutral, one.contradiction))

        found = self._answers("entailments", {pair: self._key(*pair) for pair in pairs}, computed)
        return [Entailment(*(share / 100 for share in found[pair])) for pair in pairs]

    def _answers(
        self, table: str, keys: dict[Asked, str], computed: Callable[[list[Asked]], Iterable[Row]]
    ) -> dict[Asked, Row]:
        """What the table has for each thing asked, computed and kept where it has nothing yet."""
        rows = self._database.rows(
            f"SELECT * FROM {table} WHERE key IN (SELECT value FROM json_each(?))",  # noqa: S608
            [to_json(list(keys.values()))],
        )
        known: dict[str, Row] = {row[0]: row[2:] for row in rows}
        missing = [one for one, key in keys.items() if key not in known]
        for start in range(0, len(missing), _TOGETHER):
            some = missing[start : start + _TOGETHER]
            made: dict[str, Row] = dict(zip((keys[one] for one in some), computed(some), strict=True))
            known |= made
            if self._database.is_read_only:
                continue
            with self._database.write():
                # Another program may have computed the same meanwhile.
                for key, answer in made.items():
                    marks = ", ".join("?" * len(answer))
                    self._database.execute(
                        f"INSERT OR IGNORE INTO {table} VALUES (?, ?, {marks})",  # noqa: S608
                        [key, self.version, *answer],
                    )
        return {one: known[key] for one, key in keys.items()}

    def _key(self, *parts: str) -> str:
        digest = hashlib.blake2b(to_json([self.version, *parts]).encode(), digest_size=16)
        return digest.hexdigest()
