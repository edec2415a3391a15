"""Amounts, dates and hours in the forms in which they are written: what is the same, and what differs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from claimcheck.comparison import compare
from claimcheck.models import DifferenceType

TABLE = yaml.safe_load((Path(__file__).parent / "tables" / "amounts.yaml").read_text(encoding="utf8"))
CASES = [
    pytest.param(*(part.strip() for part in case.split("|")), id=f"{kind}: {' '.join(case.split())[:100]}")
    for kind, cases in TABLE.items()
    for case in (each if each.count("|") == 3 else f"{each} | /" for each in cases)
]
MEASURED = (DifferenceType.NUMBER, DifferenceType.DATE, DifferenceType.UNIT)


@pytest.mark.parametrize(("expected", "claim", "evidence", "dates"), CASES)
def test_an_amount_differs_only_where_it_is_another(expected: str, claim: str, evidence: str, dates: str) -> None:
    ours, _, theirs = dates.partition("/")
    found = compare(claim, evidence, claim_date=ours or None, evidence_date=theirs or None)
    if expected == "fits":
        assert found == ()
    else:
        assert {one.type for one in found} & set(MEASURED)
