"""A small part of ``./dev torture``: a few attacks of each kind are survived, and what is not is listed."""

from __future__ import annotations

import pytest

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

from bench.torture.attacks import ATTACKS

FEW = {
    "damages": 6,
    "kills": 1,
    "writers": 3,
    "server behaviours": 4,
    "hostile files": 2,
    "mutated inputs": 200,
    "desk requests": 20,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_few_attacks_of_each_kind_are_survived(name: str) -> None:
    """An empty line for each that was."""
    _, attack = ATTACKS[name]
    assert list(attack(FEW[name])) == [""] * FEW[name]
