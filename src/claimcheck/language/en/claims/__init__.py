"""What exactly is claimed: an article becomes atomic, attributed claims that can be read on their own."""

from claimcheck.language.en.claims.article import split
from claimcheck.models import Grain

__all__ = ["Grain", "split"]
