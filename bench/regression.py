"""Multinomial logistic regression, which fits the calibration of the verdict and the recognition of opinions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]

_STEPS, _RATE = 3000, 0.1


def fit(rows: Matrix, gold: Numbers, penalty: float = 3.0) -> Matrix:
    """The weights of each class but the first, a row each, by gradient descent with momentum.

    Args:
        rows: features, of which the first is 1 throughout and is not penalised.
        gold: the class of each row, from 0.
        penalty: how strongly large weights are held down.
    """
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    mean[0], scale[0] = 0.0, 1.0
    inputs = (rows - mean) / scale
    wanted = np.eye(int(gold.max()) + 1)[gold]
    weights = np.zeros((wanted.shape[1] - 1, rows.shape[1]))
    velocity = np.zeros_like(weights)
    for _ in range(_STEPS):
        slope = (chances(inputs, weights)[:, 1:] - wanted[:, 1:]).T @ inputs
        slope[:, 1:] += penalty * weights[:, 1:]
        velocity = 0.9 * velocity - _RATE * slope / len(inputs)
        weights += velocity
    weights /= scale
    weights[:, 0] -= weights[:, 1:] @ mean[1:]
    return weights


def chances(rows: Matrix, weights: Matrix) -> Matrix:
    """How likely each class is for each row, the first class included."""
    scores = np.hstack([np.zeros((len(rows), 1)), rows @ weights.T])
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely: Matrix = grown / grown.sum(axis=1, keepdims=True)
    return likely
