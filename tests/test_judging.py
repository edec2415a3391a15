"""Claims against evidence that says it in other words, as an editor would judge them."""

from __future__ import annotations

import pytest

import claimcheck
from claimcheck.models import CheckedClaim, FindingKind
from claimcheck.workspace import Workspace

SUPPORTED, CONTRADICTED, RELATED = FindingKind.SUPPORTED, FindingKind.CONTRADICTED, FindingKind.RELATED
CONFLICTING, NOT_FOUND = FindingKind.CONFLICTING, FindingKind.NOT_FOUND
NEVER_WRONG = {SUPPORTED, RELATED, NOT_FOUND}
"""What may be said where only "contradicted" would be a mistake."""
NEVER_RIGHT = {CONTRADICTED, RELATED, NOT_FOUND}
"""What may be said where only "supported" would be a mistake."""

AGAINST_EVIDENCE = {
    "police_deny": (
        "In Oakfield, they are poisoning the ducks.",
        ["The police have not received any reports of ducks being poisoned."],
        {CONTRADICTED},
    ),
    "research_does_not_show": (
        "Aspirin causes deafness.",
        ["Research doesn't show that taking aspirin causes deafness."],
        {CONTRADICTED},
    ),
    "suggestion_dismissed": (
        "Aspirin causes deafness.",
        ["The college said that suggestions that aspirin causes deafness are “irresponsible”."],
        {CONTRADICTED},
    ),
    "no_link_found": (
        "The study found no significant association between aspirin and deafness.",
        ["A review has further debunked claims regarding a link between aspirin and deafness."],
        {SUPPORTED, RELATED},
    ),
    "misleading_on_another_matter": (
        "Bell and Roe debated in Oakfield on 10 September.",
        ["Bell made a misleading claim during the debate in Oakfield that Roe left the county without a budget."],
        NEVER_WRONG,
    ),
    "one_month_of_two": (
        "The report revised job growth in May downward.",
        ["The agency is revising its May and June estimates downward."],
        {SUPPORTED},
    ),
    "difference_computed": (
        "June figures were revised down by 1,330 to 140.",
        ["The agency revised May from 1,440 to 190 and June from 1,470 to 140."],
        {SUPPORTED},
    ),
    "two_figures": (
        "Production softened 0.8%.",
        ["Production contracted 0.8%.", "Production fell by 0.3%."],
        {CONFLICTING},
    ),
    "figure_with_a_clause_more": (
        "740 jobs were added in July, well below the 1,100 estimate.",
        ["Employers added just 730 jobs in July."],
        {CONTRADICTED},
    ),
    "lowered_for_cut": (
        "The bank cut its main rate to 4 percent.",
        ["The bank lowered its benchmark rate to 4 percent."],
        {SUPPORTED},
    ),
    "attack_for_assault": (
        "The group killed dozens in a recent assault.",
        ["The group killed dozens of soldiers in an attack this month."],
        {SUPPORTED},
    ),
    "cost_with_a_clause_more": (
        "The bridge cost £48.6 million, most of it paid by the county.",
        ["The bridge cost £52 million."],
        {CONTRADICTED},
    ),
    "french_denial": (
        "The bridge at Oakfield is going to be pulled down.",
        ["Le porte-parole de la ville a démenti que le pont d'Oakfield doive être démoli."],
        NEVER_RIGHT,
    ),
    "russian_paraphrase": (
        "The bank lowered its key rate to 4 percent.",
        ["Центральный банк снизил ключевую ставку до 4 процентов."],
        {SUPPORTED},
    ),
    "planned_is_not_done": (
        "The council has built 220 homes on the old market.",
        ["The council plans to build 220 homes on the old market."],
        NEVER_RIGHT,
    ),
    "asked_is_not_said": (
        "The minister resigned on Monday.",
        ["Did the minister resign on Monday? Nobody in the ministry would say."],
        NEVER_RIGHT,
    ),
    "another_year": (
        "Burglaries in the district fell by 9 percent in 2024.",
        ["Burglaries in the district fell by 9 percent in 2019."],
        NEVER_RIGHT,
    ),
    "points_are_not_percent": (
        "Turnout rose by 5 percent.",
        ["Turnout rose by 5 percentage points, from 50 to 55 percent."],
        NEVER_RIGHT,
    ),
    "digit_slip": ("The march drew 74,000 people.", ["The march drew 73,000 people."], {CONTRADICTED}),
}


OPEN = {"two_figures", "attack_for_assault"}
"""What the model still leaves open: it calls evidence in almost the same words neutral."""


@pytest.mark.parametrize(
    ("claim", "evidence", "right"),
    [
        pytest.param(*case, id=name, marks=[pytest.mark.xfail(strict=True)] if name in OPEN else [])
        for name, case in AGAINST_EVIDENCE.items()
    ],
)
def test_a_claim_against_evidence(claim: str, evidence: list[str], right: set[FindingKind]) -> None:
    found = claimcheck.judge(claim, evidence)
    assert found.finding in right, found.reason


ARTICLE = """---
title: Figures, quays and waiting lists
publisher: The Oakfield Courier
published: 2031-05-06
---
Opposition leader Max Roe claimed on Monday that the crime figures were “manipulated” to make his party look bad.

“The quay is finished and the carriers can go,” said Ann Quill, who runs the port of Skerry.

Roe said that 9,400 patients are waiting for an operation at the county hospital.

The flood destroyed 410 houses in the lower town and cut the road to Skerry for nine days,
rescue workers from two counties said after the water had gone down.
"""

EVIDENCE = {
    "column.md": """---
title: On statistics
author: Max Roe
published: 2031-04-20
---
“Important numbers can't be manipulated for political purposes,” Roe wrote in a column for the party's magazine.
""",
    "port.md": """---
title: The port today
publisher: Skerry Radio
published: 2031-05-05
---
“I never said ‘The quay is finished and the carriers can go’,” said Ann Quill on Monday. “I said
that we hope to finish it by June.”
""",
    "check.md": """---
title: "Fact check: what Max Roe said about waiting lists"
publisher: Fact Desk
published: 2031-05-07
kind: fact-check
---
“9,400 patients are waiting for an operation at the county hospital.” (Max Roe, 5 May.) False.
The hospital's list had 4,900 names on 1 May; 9,400 is the number of all appointments.
""",
    "wire.md": """---
title: Floods in the lower town
publisher: Allied Wire
published: 2031-05-04
---
The flood destroyed 140 houses in the lower town and cut the road to Skerry for nine days,
rescue workers from two counties said after the water had gone down.
""",
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckedClaim]:
    """The claims of one article, by their text, checked against four documents."""
    folder = tmp_path_factory.mktemp("newsroom")
    files = {"claims/article.md": ARTICLE, **{f"evidence/{key}": text for key, text in EVIDENCE.items()}}
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf8")
    workspace = Workspace(folder)
    workspace.verify()
    return {one.claim.text: one for one in workspace.claims()}


def about(checked: dict[str, CheckedClaim], words: str) -> CheckedClaim:
    (found,) = (one for text, one in checked.items() if words in text)
    return found


def test_a_word_in_another_sentence_is_no_quotation(checked: dict[str, CheckedClaim]) -> None:
    assert about(checked, "manipulated").said.finding is NOT_FOUND


def test_words_that_the_speaker_disowns_are_not_said(checked: dict[str, CheckedClaim]) -> None:
    assert about(checked, "quay is finished").said.finding is not SUPPORTED


def test_a_fact_check_that_quotes_the_speaker_is_a_verdict_on_the_claim(checked: dict[str, CheckedClaim]) -> None:
    found = about(checked, "9,400")
    assert found.so.finding is CONTRADICTED
    assert "a fact-checker rates this claim “False”" in found.so.reason


def test_the_wire_that_an_article_was_taken_from_differs(checked: dict[str, CheckedClaim]) -> None:
    found = about(checked, "410")
    (piece,) = (piece for piece in found.evidence if "140" in piece.text)
    assert piece.reprint
    assert ("410", "140") in {(one.claim, one.evidence) for one in piece.differences}
    assert CONTRADICTED in (found.said.finding, found.so.finding)
