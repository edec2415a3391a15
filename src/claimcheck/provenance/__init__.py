"""Where a claim comes from: who said it first among what was captured, how it moved on, and where that ends."""

from claimcheck.provenance.citing import Mention, mentions
from claimcheck.provenance.dates import Certainty, Dated, dated
from claimcheck.provenance.following import follow
from claimcheck.provenance.values import (
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
