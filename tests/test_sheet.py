"""A claim sheet says again what was split, wins once corrected, and is refused by line where it does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import library, sheet
from claimcheck.errors import SheetError
from claimcheck.models import (
    Attribution,
    AttributionType,
    Claim,
    ClaimKind,
    Coverage,
    Covered,
    Span,
    Speaker,
    SpeakerKind,
    SplitArticle,
    Substitution,
    claim_id,
)
from claimcheck.text import document

TEXT = "The mayor, Ana Ruiz, said: “Rents fell by 4 %.” She said no more. Rents fell."
DOCUMENT = document(TEXT)
FIRST, SECOND, THIRD = Span(0, 47), Span(48, 65), Span(66, 77)


def claim(text: str, *spans: Span, sentence: Span = FIRST, **more: object) -> Claim:
    made = Claim(claim_id(DOCUMENT.digest, text), text, ClaimKind.EVENT, spans, sentence, priority_pct=50.0)
    return replace(made, **more)  # type: ignore[arg-type]


QUOTED = claim(
    "Rents fell by 4 %.",
    Span(28, 45),
    attribution=Attribution(
        AttributionType.DIRECT,
        (Span(0, 19),),
        (Span(21, 25),),
        (Span(27, 47),),
        Speaker("Ana Ruiz", SpeakerKind.PERSON, role="the mayor", candidates=("Ana Ruiz", "Eva Ruiz")),
        Attribution(AttributionType.INDIRECT, (), (), (Span(0, 47),)),
    ),
    quotes=(Span(28, 45),),
    kind=ClaimKind.NUMBER,
)
SILENT = claim(
    "Ana Ruiz said no more.",
    SECOND,
    sentence=SECOND,
    substitutions=(Substitution(Span(48, 51), "She", "Ana Ruiz"),),
    checkable=False,
    why_not='a "non-event"',
    uncertain="who?",
)
SPLIT = SplitArticle(
    DOCUMENT,
    (QUOTED, SILENT),
    (Coverage(FIRST, Covered.CLAIMS), Coverage(SECOND, Covered.CLAIMS), Coverage(THIRD, Covered.EXCLUDED, "repeated")),
)


def test_an_untouched_sheet_says_what_was_split() -> None:
    """Writing the sheet and reading it back changes nothing, ids included."""
    assert sheet.applied(sheet.written(SPLIT, "a.md"), SPLIT, "a.md.claims.yaml") == SPLIT


def test_a_deleted_claim_leaves_a_gap_and_a_new_one_fills_its_sentence() -> None:
    """The sheet wins, and coverage follows it."""
    corrected = 'claims:\n- text: "Rents fell."\n  words: "Rents fell."\n  speaker: Ana Ruiz\n'
    split = sheet.applied(corrected, SPLIT, "sheet")
    assert [(one.text, one.spans, one.sentence) for one in split.claims] == [("Rents fell.", (THIRD,), THIRD)]
    assert split.claims[0].speaker == Speaker("Ana Ruiz", SpeakerKind.PERSON)
    assert [entry.covered for entry in split.coverage] == [Covered.GAP, Covered.GAP, Covered.CLAIMS]
    assert split.coverage[0].why == "not on the claim sheet"


RENTS = "claims:\n- text: A\n  words: Rents fell.\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param("", "line 1: the sheet has no list", id="empty"),
        pytest.param("claims:\n- text: [", "line 2: not YAML", id="not YAML"),
        pytest.param("claims: 4\n", 'line 1: "claims" must be a list', id="no list"),
        pytest.param(
            "claims:\n- text: A\n  words: Prices fell\n", "line 3: the article has no words", id="changed words"
        ),
        pytest.param("claims:\n- text: A\n", 'line 2: "words" is missing', id="no words"),
        pytest.param("claims:\n- words: Rents fell.\n", 'line 2: "text" is missing', id="no text"),
        pytest.param("claims:\n- text: A\n  words: []\n", 'line 3: "words" is empty', id="empty words"),
        pytest.param("claims:\n- text: A\n  words: Rents\n", "line 3: 'Rents' occurs 2 times; say which", id="twice"),
        pytest.param("claims:\n- text: A\n  words: Rents\n  knid: event\n", "line 4: unknown word 'knid'", id="typo"),
        pytest.param(
            "claims:\n- text: A\n  words: Rents fell.\n  kind: odd\n", "line 4: 'odd' is not one of", id="kind"
        ),
        pytest.param(
            "claims:\n- text: A\n  words: Rents fell.\n- text: A\n  words: Rents fell.\n",
            "line 4: the same",
            id="double",
        ),
        pytest.param("claims:\n- text: A\n  words: {at: x, words: Rents}\n", "line 3: 'x' is not a number", id="at"),
        pytest.param("claims:\n- just words\n", "line 2: expected", id="not a mapping"),
        pytest.param("claims:\n- text: A\n  words: Rents fell.\n  checkable: maybe\n", "line 4: 'maybe' is", id="flag"),
        pytest.param(f"{RENTS}  priority_pct: 500\n", "line 4: '500' is not a number from 0 to 100", id="over 100"),
        pytest.param(f"{RENTS}  priority_pct: .nan\n", "line 4: '.nan' is not a number", id="no number"),
        pytest.param(f"{RENTS}  priority_pct: nan\n", "line 4: 'nan' is not a number from 0", id="not a number"),
        pytest.param(f"{RENTS}  priority_pct: -1\n", "line 4: '-1' is not a number from 0", id="below 0"),
        pytest.param("claims:\n- text: A\n  words: {at: 1e999, words: Rents}\n", "line 3: '1e999' is", id="infinite"),
        pytest.param("claims:\n" + "[" * 5000, "line 2: ", id="nested"),
        pytest.param("claims:\n" + "- " * 5000, "line 2: nested more than 60 deep", id="nested lists"),
        pytest.param("claims:\n" + "? " * 5000, "line 2: nested more than 60 deep", id="nested keys"),
        pytest.param(f"{RENTS}  attribution: &a\n    outer: *a\n", "line 5: *a stands inside", id="cycle"),
        pytest.param("claims: &a\n- *a\n", "line 2: *a stands inside", id="cycle of the list"),
        pytest.param(f"{RENTS}  ? [a]\n  : b\n", "line 4: unknown word", id="key that is a list"),
        pytest.param(f"{RENTS}  why_not: \x01\n", "line 4: not YAML (special characters", id="control character"),
        pytest.param("claims:\n- text: *a\n", "line 2: not YAML (found undefined alias", id="unknown alias"),
        pytest.param("claims: !!python/object/apply:os.system [ls]\n", "line 1:", id="python tag runs nothing"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused_with_its_line(content: str, told: str) -> None:
    """The message is one line and names the sheet, the line and the fault."""
    with pytest.raises(SheetError) as refused:
        sheet.applied(content, SPLIT, "sheet.yaml")
    assert str(refused.value).startswith("sheet.yaml: ")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_at_finds_the_nearest_occurrence_after_the_article_moved() -> None:
    """A hint that is slightly off still lands on the words meant."""
    split = sheet.applied("claims:\n- text: A\n  words: {at: 60, words: Rents}\n", SPLIT, "sheet")
    assert split.claims[0].spans == (Span(66, 71),)


@given(st.text(min_size=1).filter(str.strip), st.data())
def test_any_words_survive_the_sheet(text: str, data: st.DataObject) -> None:
    """Quotation marks, control characters, any script: what is written reads back the same."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    if not span.of(text).strip():
        return
    made = document(text)
    one = Claim(claim_id(made.digest, text), text, ClaimKind.EVENT, (span,), Span(0, len(text)))
    split = SplitArticle(made, (one,), (Coverage(Span(0, len(text)), Covered.CLAIMS),))
    assert sheet.applied(sheet.written(split, "a"), split, "a") == split


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            "Ann Poe, the mayor, said that rents fell. She opened a bridge, and Ben Roe closed it.", id="split"
        ),
        pytest.param("Rents fell in May.\n\nRents fell in May.", id="the same twice"),
        pytest.param("“Rents fell,” said Ann Poe. A\ud800 bad letter stands here.", id="half a surrogate pair"),
    ],
)
def test_a_sheet_that_nobody_edited_changes_no_id(words: str) -> None:
    """Reviews and links name claims by their ids: writing down what was split must keep all of them."""
    split = library.split_article(words)
    assert split.claims
    assert [each.id for each in sheet.applied(sheet.written(split, "a.md"), split, "sheet").claims] == [
        each.id for each in split.claims
    ]
