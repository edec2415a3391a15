"""Documents that go back to one text count once: who copied whom, what kind of source each is, and what shows it."""

from claimcheck.origins.fingerprints import Fingerprint
from claimcheck.origins.groups import Member, OriginChoice, OriginDecision, components, decided, origin_of
from claimcheck.origins.kinds import guess
from claimcheck.origins.overlap import Joins, Overlap, Signal, Stretch, boilerplate, may_be_same_story, overlap
from claimcheck.origins.sources import DEPENDENT, TWO_SOURCES, Source, SourceKind, SourceRule, independent
from claimcheck.origins.story import SHINGLE

__all__ = [
    "DEPENDENT",
    "SHINGLE",
    "TWO_SOURCES",
    "Fingerprint",
    "Joins",
    "Member",
    "OriginChoice",
    "OriginDecision",
    "Overlap",
    "Signal",
    "Source",
    "SourceKind",
    "SourceRule",
    "Stretch",
    "boilerplate",
    "components",
    "decided",
    "guess",
    "independent",
    "may_be_same_story",
    "origin_of",
    "overlap",
]
