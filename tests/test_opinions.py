"""What evidence can neither bear out nor refute is said to be that, and nothing else is."""

from __future__ import annotations

import pytest

from claimcheck.models import FindingKind
from claimcheck.workspace import Workspace

EVIDENCE = """The Arle county council met on Tuesday. The wait for a first appointment rose to 31 weeks.

Most residents of Arle oppose the sale of the mill, a survey of 900 households found.
"""
OPINIONS = {
    "judgement": "The wait for a first appointment is a disgrace.",
    "worth": "Arle deserves better than this.",
    "maxim": "A town without its mill is a town without a heart.",
    "vow": "We must never let this happen again.",
    "taste": "The report makes for grim reading.",
}
FACTS = {
    "figure": "The wait for a first appointment rose to 31 weeks.",
    "cause": "The closing of two wards made the wait in Arle longer.",
    "strong words": "A bloody attack in Arle left nine dead.",
    "superlative": "It is the longest wait since records began.",
    "what people want": "Most residents oppose the sale of the mill.",
    "harm": "The drug causes falls.",
    "plan": "The mill will be sold in May.",
    "knowledge": "The mayor knew of the payments.",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FindingKind]:
    """By the words of each claim, whether it is so."""
    folder = tmp_path_factory.mktemp("opinions")
    for name, text in (
        ("claims/article.txt", "\n\n".join([*OPINIONS.values(), *FACTS.values()])),
        ("evidence/report.txt", EVIDENCE),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf8")
    workspace = Workspace(folder)
    workspace.verify()
    return {one.claim.text: one.so.finding for one in workspace.claims()}


@pytest.mark.parametrize("text", OPINIONS.values(), ids=OPINIONS)
def test_an_opinion_is_not_checked(findings: dict[str, FindingKind], text: str) -> None:
    assert findings[text] is FindingKind.UNCHECKED


@pytest.mark.parametrize("text", FACTS.values(), ids=FACTS)
def test_a_fact_is(findings: dict[str, FindingKind], text: str) -> None:
    assert findings[text] is not FindingKind.UNCHECKED
