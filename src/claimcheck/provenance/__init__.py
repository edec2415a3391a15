"""Where a claim comes from: who said it first among what was captured, how it moved on, and where that ends."""

from claimcheck.provenance.citing import CitationMention, mentions
from claimcheck.provenance.dates import Certainty, PublicationDate, dated
from claimcheck.provenance.following import follow
from claimcheck.provenance.values import (
    Citation,
    CitationKind,
    HeldDocument,
    Lead,
    LinkTarget,
    Material,
    Phrasing,
    Provenance,
    ProvenanceEnd,
    ProvenanceEndKind,
    ProvenanceFlag,
    ProvenanceFlagKind,
    ProvenanceSource,
)

__all__ = [
    "Certainty",
    "Citation",
    "CitationKind",
    "CitationMention",
    "HeldDocument",
    "Lead",
    "LinkTarget",
    "Material",
    "Phrasing",
    "Provenance",
    "ProvenanceEnd",
    "ProvenanceEndKind",
    "ProvenanceFlag",
    "ProvenanceFlagKind",
    "ProvenanceSource",
    "PublicationDate",
    "dated",
    "follow",
    "mentions",
]
