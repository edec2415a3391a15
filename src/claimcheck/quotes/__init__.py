"""A claim and a text: where they meet word by word, and whether quoted words stand there."""

from claimcheck.quotes.alignment import align
from claimcheck.quotes.ranking import rank
from claimcheck.quotes.relevance import by_relevance
from claimcheck.quotes.wording import check_quote

__all__ = ["align", "by_relevance", "check_quote", "rank"]
