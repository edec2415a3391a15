"""Typed comparison of a claim with a piece of evidence: what differs, what agrees though worded differently."""

from claimcheck.comparison.remarks import Agreement
from claimcheck.comparison.texts import Comparison, agreements, compare, comparison, read

__all__ = ["Agreement", "Comparison", "agreements", "compare", "comparison", "read"]
