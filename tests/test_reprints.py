"""What counts as a reprint of the article under check, in a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.models import FindingKind
from claimcheck.workspace import Workspace

SENTENCE = "The Orla bridge cost 12 million euros."
STORY = (
    f"{SENTENCE} The county opened it on Friday after three years of work, and 400 people walked across. Ferries that "
    "took cars over the river since 1951 stop in June, the harbour master of Orla wrote in a letter to the council."
)
CASES = {
    "the same sentence with its figure otherwise": (
        "Kesten has 48,300 residents.",
        "Kesten has 48’300 residents.",
        FindingKind.SUPPORTED,
    ),
    "the article itself": (SENTENCE, f"{SENTENCE}\n", FindingKind.NOT_FOUND),
    "the same sentence in a report of its own": (
        SENTENCE,
        f"{SENTENCE} The auditor signed it off.",
        FindingKind.SUPPORTED,
    ),
    "the same story": (STORY, f"{STORY} It is 300 metres long.", FindingKind.NOT_FOUND),
}


@pytest.mark.parametrize(("article", "evidence", "finding"), CASES.values(), ids=CASES)
def test_a_reprint_has_more_than_a_sentence(tmp_path: Path, article: str, evidence: str, finding: FindingKind) -> None:
    """Two newsrooms may write one sentence alike; a story that is the same all through is one text."""
    for name, text in (("claims/article.txt", article), ("evidence/report.txt", evidence)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf8")
    workspace = Workspace(tmp_path)
    workspace.verify()
    found = next(one for one in workspace.claims() if "12 million" in one.claim.text or "48,300" in one.claim.text)
    assert found.so.finding is finding
