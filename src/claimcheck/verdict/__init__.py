"""From matches to findings: was it said, is it so, and why; a decision table, as data."""

from claimcheck.verdict.checking import check, standing
from claimcheck.verdict.content import judge
from claimcheck.verdict.fact_checks import fact_checks
from claimcheck.verdict.table import SAID, SO, Fact, Row

__all__ = ["SAID", "SO", "Fact", "Row", "check", "fact_checks", "judge", "standing"]
