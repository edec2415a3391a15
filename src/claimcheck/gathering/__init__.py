"""Evidence gathered: addresses are fetched, archived, read, and kept in the order in which they came."""

from claimcheck.fetch.addresses import place_of
from claimcheck.gathering.run import Gathered, Gathering, MakeClient, Progress, gather
from claimcheck.gathering.targets import GatheringTargets, listed_urls, wanted

__all__ = [
    "Gathered",
    "Gathering",
    "GatheringTargets",
    "MakeClient",
    "Progress",
    "gather",
    "listed_urls",
    "place_of",
    "wanted",
]
