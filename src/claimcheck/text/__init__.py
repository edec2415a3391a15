"""Text as the other modules see it: folded for matching, cut into blocks, parsed into sentences."""

from claimcheck.text.around import sentence_around
from claimcheck.text.blocks import blocks, document
from claimcheck.text.folding import Folded, Word, fold, words
from claimcheck.text.language import DEFAULT_MODEL, Parse, Sentence, parsing
from claimcheck.text.quotation import Quotation, quotations

__all__ = [
    "DEFAULT_MODEL",
    "Folded",
    "Parse",
    "Quotation",
    "Sentence",
    "Word",
    "blocks",
    "document",
    "fold",
    "parsing",
    "quotations",
    "sentence_around",
    "words",
]
