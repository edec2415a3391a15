"""Text as the other modules see it: folded for matching, cut into blocks, its quotation marks paired."""

from claimcheck.text.around import sentence_around
from claimcheck.text.blocks import blocks, document
from claimcheck.text.folding import Folded, Word, fold, words
from claimcheck.text.outlets import OUTLETS
from claimcheck.text.quotation import Quotation, quotations

__all__ = [
    "OUTLETS",
    "Folded",
    "Quotation",
    "Word",
    "blocks",
    "document",
    "fold",
    "quotations",
    "sentence_around",
    "words",
]
