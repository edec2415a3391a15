"""What a model of meaning can do, whatever it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
else:
    Vectors = object


class TextRole(StrEnum):
    """What a text is embedded as; a model may prefix each kind with other words."""

    QUERY = "query"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Entailment:
    """How evidence bears on a claim, as a model sees it.

    Attributes:
        entailment, neutral, contradiction: probabilities from 0 to 1, in hundredths.
    """

    entailment: float
    neutral: float
    contradiction: float


class Meaning(Protocol):
    """A model that embeds single texts and judges pairs of them.

    What it answers for a text or a pair depends on nothing else that is asked with it, so that answers can be kept.
    """

    @property
    def name(self) -> str:
        """What a person calls the model: the name of its folder."""

    @property
    def version(self) -> str:
        """Changes whenever answers may change; the key under which they are kept."""

    def embed(self, texts: Sequence[str], role: TextRole) -> Vectors:
        """Vectors of unit length, one a row; their dot product is a similarity. A blank text has the zero vector.

        Raises:
            MeaningError: the model cannot be loaded or run.
        """

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Entailment]:
        """Whether evidence entails or contradicts a claim, for pairs of (evidence, claim). A blank text is neutral.

        A pair that is too long for the model loses the end of its evidence.

        Raises:
            MeaningError: the model cannot be loaded or run.
        """
