"""Who reports that a speaker said so: a fact-checker who names them does, their words on the same matter do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.models import CheckedClaim, FindingKind, Stance
from claimcheck.workspace import Workspace

ARTICLE = "Anna Roe said that the bridge in Orla cost 12 million euros."
CHECK = """---
title: "Fact check: what the bridge cost"
---
CLAIM: “The bridge in Orla cost 12 million euros.” {by}

VERDICT: Wrong. It was more. According to the books of the county, the bill came to 19 million.
"""
REPORTS = {
    "a fact-checker who names the speaker": (CHECK.format(by="— Anna Roe"), FindingKind.SUPPORTED),
    "a fact-checker who names nobody": (CHECK.format(by=""), FindingKind.NOT_FOUND),
    "a fact-checker who names somebody else": (CHECK.format(by="— Ben Quill"), FindingKind.NOT_FOUND),
    "the speaker on the same matter": (
        "Anna Roe said the bridge in Orla will be painted green next spring.\n",
        FindingKind.NOT_FOUND,
    ),
    "the speaker in other words": (
        "The county paid 12 million euros for the bridge in Orla, said Anna Roe.\n",
        FindingKind.SUPPORTED,
    ),
}


def checked(folder: Path, evidence: str, article: str = ARTICLE) -> CheckedClaim:
    for name, text in (("claims/article.txt", article), ("evidence/report.md", evidence)):
        (folder / name).parent.mkdir()
        (folder / name).write_text(text, encoding="utf8")
    workspace = Workspace(folder)
    workspace.verify()
    (found,) = workspace.claims()
    return found


@pytest.mark.parametrize(("evidence", "finding"), REPORTS.values(), ids=REPORTS)
def test_who_reports_that_a_speaker_said_so(tmp_path: Path, evidence: str, finding: FindingKind) -> None:
    assert checked(tmp_path, evidence).said.finding is finding


def test_a_quotation_that_is_rated_is_shown_with_the_reason(tmp_path: Path) -> None:
    evidence = (
        "# Fact check: the hustings\n\n“Burglary capital of the county.” Not so. Orla has the most burglaries "
        "because it has the most people. Per household it is fifth of nine.\n"
    )
    article = "Anna Roe replied that Orla was now the burglary capital of the county."
    against = next(
        piece for piece in checked(tmp_path, evidence, article).evidence if piece.stance is not Stance.SUPPORTS
    )
    assert against.text.startswith("“Burglary capital")
    assert "fifth of nine" in against.text


def test_a_verdict_is_shown_with_what_is_rated_and_why(tmp_path: Path) -> None:
    """What a checker found stands behind the verdict: without it, an editor sees a word alone."""
    found = checked(tmp_path, CHECK.format(by="— Anna Roe"))
    assert found.so.finding is FindingKind.CONTRADICTED
    against = next(piece.text for piece in found.evidence if piece.stance is Stance.CONTRADICTS)
    assert "cost 12 million euros" in against
    assert "the bill came to 19 million" in against
