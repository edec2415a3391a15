"""Who speaks in a passage: the claims made of it, each with its speaker, and none that only names who spoke."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.models import Claim
from claimcheck.text import document

TABLES = [
    yaml.safe_load((Path(__file__).parent / "tables" / name).read_text(encoding="utf8"))
    for name in ("who_speaks.yaml", "splitting.yaml")
]
CASES = [
    pytest.param(case["text"], case["claims"], id=f"{kind}: {' '.join(case['text'].split())[:60]}")
    for table in TABLES
    for kind, cases in table.items()
    for case in cases
]


def shown(claim: Claim) -> str:
    if claim.attribution is None:
        return f"- | {claim.text}"
    speaker = claim.attribution.speaker
    if speaker is None:
        return f"? | {claim.text}"
    role = f" ({speaker.role})" if speaker.role and speaker.role != speaker.name else ""
    return f"{speaker.name}{role} | {claim.text}"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_claim_has_its_speaker(text: str, expected: list[str]) -> None:
    with parsing(document(text)) as parse:
        known = mentions.mentions(parse)
        split = claims.split(parse, attribution.attributions(parse, known), known)
    assert [shown(claim) for claim in split.claims] == expected


@pytest.mark.parametrize(
    "text", ["SMITH: It is safe.\n\nRUIZ: It is not.\n\nSMITH: It is.", "“It is safe.” — Ann Ruiz, mayor"]
)
def test_who_speaks_is_accounted_for(text: str) -> None:
    """Labels and names below a quotation are no claims, and the coverage says what they are."""
    with parsing(document(text)) as parse:
        split = claims.split(parse, (), None)
    labels = [one.span.of(text) for one in split.coverage if one.why == "says who speaks"]
    assert labels in (["SMITH:", "RUIZ:", "SMITH:"], ["— Ann Ruiz, mayor"])
