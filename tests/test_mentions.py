"""Names gather into entities, and every later word leads back to what it means or admits that it does not know."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.language.en.mentions import Mentions, Referent, mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.models import EntityKind, Gender, Span
from claimcheck.text import document

TABLE, SURE = (
    yaml.safe_load((Path(__file__).parent / "tables" / name).read_text(encoding="utf8"))
    for name in ("referents.yaml", "referents-sure.yaml")
)
CASE = Path(__file__).parents[1] / "../shared/case/article.txt"
FLOOR = 0.95
MARKED = re.compile(r"\[\[(.*?)\]\]")


def known(text: str) -> Mentions:
    with parsing(document(text)) as parse:
        return mentions(parse)


def unmarked(text: str) -> tuple[str, list[Span]]:
    spans, removed = [], 0
    for mark in MARKED.finditer(text):
        start = mark.start() - removed
        spans.append(Span(start, start + len(mark.group(1))))
        removed += 4
    return MARKED.sub(r"\1", text), spans


@lru_cache
def cases() -> tuple[tuple[str, Any, Referent | None], ...]:
    made = []
    for row in TABLE:
        text, spans = unmarked(row["text"])
        here = known(text)
        made += [
            (f"{span.of(text)!r} in {text!r}", wanted, here.referent(span))
            for span, wanted in zip(spans, row["means"], strict=True)
        ]
    return tuple(made)


@pytest.mark.parametrize("row", SURE, ids=[row["text"][:60] for row in SURE])
def test_what_a_mechanism_decides_is_right_each_time(row: dict[str, Any]) -> None:
    text, spans = unmarked(row["text"])
    here = known(text)
    for span, wanted in zip(spans, row["means"], strict=True):
        assert is_right(wanted, here.referent(span)), (span.of(text), here.referent(span))


def is_right(wanted: Any, got: Referent | None) -> bool:
    if wanted is None or got is None:
        return wanted is None and got is None
    if isinstance(wanted, list):
        return set(got.candidates) == set(wanted) and got.uncertain
    return got.name == wanted and not got.uncertain


def test_most_words_lead_back_to_what_they_mean() -> None:
    wrong = [f"{words}\n   expected {wanted}, got {got}" for words, wanted, got in cases() if not is_right(wanted, got)]
    assert 1 - len(wrong) / len(cases()) >= FLOOR, "\n".join(wrong)


def test_two_live_antecedents_are_never_silently_guessed() -> None:
    silent = [words for words, wanted, got in cases() if isinstance(wanted, list) and (got and not got.uncertain)]
    assert not silent


NAMED = [
    pytest.param(
        "Kremlin spokesman Oleg Sidorov spoke. Sidorov left.",
        ("Oleg Sidorov", EntityKind.PERSON, "Kremlin spokesman", "Kremlin", Gender.MALE, 2),
        id="title before",
    ),
    pytest.param(
        "Nour Haddad, a fellow at the Levant Institute, agreed.",
        ("Nour Haddad", EntityKind.PERSON, "fellow at the Levant Institute", "Levant Institute", Gender.UNKNOWN, 2),
        id="apposition after",
    ),
    pytest.param(
        "Envoys met the rebel group Jabhat al-Nur (JAN). JAN refused.",
        ("Jabhat al-Nur", EntityKind.ORGANISATION, None, None, Gender.UNKNOWN, 4),
        id="acronym in brackets",
    ),
    pytest.param(
        "The Orange Group backed its leader Ivan Petrov.",
        ("Ivan Petrov", EntityKind.PERSON, "leader", "Orange Group", Gender.MALE, 2),
        id="leader of what was named before",
    ),
    pytest.param(
        "Jean-Claude van der Meer won. Van der Meer wept.",
        ("Jean-Claude van der Meer", EntityKind.PERSON, None, None, Gender.UNKNOWN, 2),
        id="particles and hyphens",
    ),
    pytest.param(
        "She moved to Conakry, Guinea. In Conakry she taught.",
        ("Conakry", EntityKind.PLACE, None, None, Gender.UNKNOWN, 2),
        id="city",
    ),
    pytest.param(
        "The Department of Health and Human Services closed. It reopened.",
        ("Department of Health and Human Services", EntityKind.ORGANISATION, None, None, Gender.UNKNOWN, 2),
        id="long office",
    ),
    pytest.param(
        "GENEVA, May 4 (Reuters) - Talks failed.",
        ("GENEVA", EntityKind.PLACE, None, None, Gender.UNKNOWN, 1),
        id="dateline",
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_name_becomes_an_entity_with_what_stands_beside_it(text: str, expected: tuple[Any, ...]) -> None:
    found = {entity.name: entity for entity in known(text).entities if entity.named}
    assert expected[0] in found, sorted(found)
    entity = found[expected[0]]
    told = (entity.name, entity.kind, entity.role, entity.affiliation, entity.gender, len(entity.mentions))
    assert told == expected


def test_a_title_case_heading_names_nobody_new() -> None:
    text = "Mayor Promises New Bridges Across River\nThe mayor, Ann Weber, promised bridges on Monday."
    assert [entity.name for entity in known(text).entities if entity.named] == ["Ann Weber"]


def test_names_keep_the_marks_of_the_article() -> None:
    text = "Officer James O’Neill of the People’s Guard spoke. O'Neill left."
    entity = next(entity for entity in known(text).entities if entity.kind is EntityKind.PERSON)
    assert entity.name == "James O’Neill"
    assert [span.of(text) for span in entity.mentions] == ["James O’Neill", "O'Neill"]


def test_a_span_with_its_article_or_title_means_the_same() -> None:
    text = "President Ann Weber joined the Green Front. Weber led the Front."
    here = known(text)
    at = text.index("Ann Weber")
    found = [here.referent(Span(start, at + len("Ann Weber"))) for start in (0, at)]
    assert [referent and referent.name for referent in found] == ["Ann Weber", "Ann Weber"]


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("Ab cD.,'’“”\"()-–\n\t\u00a0\ud800é中1$%"), max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    """Any string gives mentions, each at words that stand in the text."""
    here = known(text)
    for span in here.referents:
        assert 0 <= span.start < span.end <= len(text)
    assert here == known(text)


@pytest.mark.skipif(not CASE.exists(), reason="the case article is not part of the project")
def test_the_case_article() -> None:
    text = CASE.read_text(encoding="utf8")
    here = known(text)
    people = {entity.name: entity.role for entity in here.entities if entity.kind is EntityKind.PERSON and entity.named}
    assert people["Dmitry Peskov"] == "Kremlin spokesperson"
    assert people["Rida Lyammouri"] == "senior fellow at the Policy Center for the New South"
    for words, after, means in (
        ("He", " emph", "Dmitry Peskov"),
        ("the country", " since", "Mali"),
        ("its", " leader", "the Wagner Group"),
    ):
        start = text.index(words + after)
        referent = here.referent(Span(start, start + len(words)))
        assert referent is not None
        assert (referent.name, referent.uncertain) == (means, False)
