"""A claim and a text: where they meet word by word, and whether quoted words stand there."""

from claimcheck.match.alignment import align
from claimcheck.match.ranking import rank
from claimcheck.match.relevance import by_relevance
from claimcheck.match.wording import check_quote

__all__ = ["align", "by_relevance", "check_quote", "rank"]
