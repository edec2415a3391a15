"""Where a claim comes from: who said it first among what was captured, how it moved on, and where that ends."""

from claimcheck.trail.citing import Mention, mentions
from claimcheck.trail.dates import Certainty, Dated, dated
from claimcheck.trail.following import follow
from claimcheck.trail.values import (
    Citation,
    End,
    EndKind,
    Flag,
    Held,
    How,
    Landing,
    Lead,
    Material,
    Phrasing,
    Source,
    Trail,
    TrailFlag,
)

__all__ = [
    "Certainty",
    "Citation",
    "Dated",
    "End",
    "EndKind",
    "Flag",
    "Held",
    "How",
    "Landing",
    "Lead",
    "Material",
    "Mention",
    "Phrasing",
    "Source",
    "Trail",
    "TrailFlag",
    "dated",
    "follow",
    "mentions",
]
