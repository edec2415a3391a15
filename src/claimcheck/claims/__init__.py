"""What exactly is claimed: an article becomes atomic, attributed claims that can be read on their own."""

from claimcheck.claims.article import split
from claimcheck.claims.draft import Grain

__all__ = ["Grain", "split"]
