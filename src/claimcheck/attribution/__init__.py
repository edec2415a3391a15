"""Who says what: sources, cues and contents, and the speakers that the sources stand for."""

from claimcheck.attribution.detection import detect

__all__ = ["detect"]
