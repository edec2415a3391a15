"""Any language without a folder of its own: sentences, words, numbers, dates and quotation marks, and nothing more."""

from claimcheck.language.plain.annotator import Plain

__all__ = ["Plain"]
