"""A claim and a text: where they meet word by word, and whether quoted words stand there."""

from claimcheck.match.alignment import align


__all__ = ["align"]
