"""Evidence gathered: addresses are fetched, archived, read side by side, and kept in the order in which they came."""

from claimcheck.gathering.run import Gathered, Gathering, MakeClient, Progress, gather
from claimcheck.gathering.targets import Wanted, listed_urls, place_of, wanted

__all__ = [
    "Gathered",
    "Gathering",
    "MakeClient",
    "Progress",
    "Wanted",
    "gather",
    "listed_urls",
    "place_of",
    "wanted",
]
