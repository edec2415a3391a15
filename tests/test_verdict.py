from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.meaning_models import GivenMeaning

from claimcheck import verdict
from claimcheck.meaning import Entailment
from claimcheck.models import (
    Attribution,
    AttributionType,
    Candidate,
    Capture,
    CheckedClaim,
    Claim,
    ClaimKind,
    Document,
    FailureReason,
    Finding,
    FindingKind,
    Passage,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Wording,
)
from claimcheck.origins import Source, SourceKind, SourceRule
from claimcheck.text import document
from claimcheck.verdict import SAID, SO, Fact, Row
from claimcheck.verdict.table import decide

LEE = Speaker("Ann Lee", SpeakerKind.PERSON)
ROY = Speaker("Max Roy", SpeakerKind.PERSON)
ARTICLE = replace(document("An article that the claims are taken from."), published="2025-06-10")


def own_claim(text: str, *, checkable: bool = True, why_not: str | None = None) -> Claim:
    whole = Span(0, 10)
    return Claim("c0", text, ClaimKind.EVENT, (whole,), whole, checkable=checkable, why_not=why_not)


def said_claim(text: str, speaker: Speaker = LEE) -> Claim:
    whole = Span(0, 10)
    attribution = Attribution(AttributionType.INDIRECT, (), (), (whole,), speaker)
    return replace(own_claim(text), attribution=attribution)


def quoted(quote: str, speaker: Speaker = LEE) -> tuple[Claim, Document]:
    article = replace(document(f"Ann Lee said: “{quote}”"), published="2025-06-10")
    at = article.text.index(quote)
    span = Span(at, at + len(quote))
    attribution = Attribution(AttributionType.DIRECT, (Span(0, 7),), (Span(8, 12),), (span,), speaker)
    claim = Claim("c1", quote, ClaimKind.QUOTE, (span,), Span(0, len(article.text)), attribution, (span,))
    return claim, article


def candidate(
    text: str, *voices: tuple[Speaker, str], publisher: str = "Gazette", published: str = "2025-06-01"
) -> Candidate:
    """A document of one passage, in which each voice says the words given."""
    source = replace(document(text), publisher=publisher, published=published)
    attributions = tuple(
        Attribution(
            AttributionType.INDIRECT, (), (), (Span(text.index(words), text.index(words) + len(words)),), speaker
        )
        for speaker, words in voices
    )
    return Candidate(source, Passage(Span(0, len(text)), text), attributions)


FAILED = Capture("https://example.org/report.pdf", None, failure=FailureReason.PAYWALL, note="asks for a subscription")
GOOD, BAD = "The dam holds 40 million litres.", "The dam holds 90 million litres."
CLAIM = "The dam holds 40 million litres."

RULES = {"too_few_sources": SourceRule(asked=2), "second_source_needed": SourceRule(asked=2, strict=True)}
"""What the newsroom asks for in the cases of these rows; in the others one source is as good as two."""

SO_ROWS = [
    ("uncheckable", own_claim("The dam is lovely.", checkable=False, why_not="an opinion"), [candidate(GOOD)], ()),
    ("sources_disagree", own_claim(CLAIM), [candidate(GOOD), candidate(BAD, publisher="Courier")], ()),
    ("contradicted", own_claim(CLAIM), [candidate(BAD)], ()),
    ("every_part_found", own_claim(CLAIM), [candidate(GOOD)], ()),
    ("too_few_sources", own_claim(CLAIM), [candidate(GOOD)], ()),
    ("second_source_needed", own_claim(CLAIM), [candidate(GOOD)], ()),
    ("only_speaker_says_so", said_claim(CLAIM), [candidate(f"Ann Lee said: {GOOD}", (LEE, GOOD))], ()),
    ("only_reprints", own_claim(CLAIM), [replace(candidate(GOOD), is_copy=True)], ()),
    ("found_in_part", own_claim("The dam in Brenna holds 40 million litres."), [candidate(GOOD)], ()),
    (
        "only_echoes",
        said_claim("The dam in Brenna holds 40 million litres."),
        [candidate(f"Ann Lee said: {GOOD}", (LEE, GOOD))],
        (),
    ),
    ("cited_source_failed", own_claim(CLAIM), [candidate("The choir sang two songs.")], (FAILED,)),
    ("nothing_found", own_claim(CLAIM), [], ()),
]


@pytest.mark.parametrize(("rule", "claim", "candidates", "failures"), SO_ROWS, ids=[row[0] for row in SO_ROWS])
def test_each_row_on_the_content_decides(
    rule: str, claim: Claim, candidates: list[Candidate], failures: tuple[Capture, ...]
) -> None:
    found = verdict.check(claim, ARTICLE, candidates, failures, rule=RULES.get(rule, SourceRule(asked=0))).so
    assert found.rule == rule
    assert found.finding is next(row for row in SO if row.name == rule).finding
    assert found.reason
    assert "{" not in found.reason


def test_every_row_on_the_content_has_a_case() -> None:
    """Opinions and what nothing decides need a model, and are tried apart."""
    assert {row[0] for row in SO_ROWS} | {"nothing_decides", "opinion"} == {row.name for row in SO}


def test_where_nothing_decides_the_nearest_passages_are_shown() -> None:
    model = GivenMeaning(Entailment(0.0, 1.0, 0.0), near=0.77)
    found = verdict.check(own_claim(CLAIM), ARTICLE, [candidate("The valley is dry.")], meaning=model)
    assert (found.so.rule, found.so.finding) == ("nothing_decides", FindingKind.NOT_FOUND)
    assert [piece.text for piece in found.evidence] == ["The valley is dry."]


COPIES = {
    "same_figure": (GOOD, FindingKind.NOT_FOUND, "only_reprints"),
    "other_figure": (BAD, FindingKind.CONTRADICTED, "contradicted"),
}


@pytest.mark.parametrize(("text", "finding", "rule"), COPIES.values(), ids=COPIES)
def test_a_reprint_is_shown_and_bears_nothing_out(text: str, finding: FindingKind, rule: str) -> None:
    """What it has otherwise counts: the wire has 90 million, the article 40."""
    found = verdict.check(own_claim(CLAIM), ARTICLE, [replace(candidate(text), is_copy=True)])
    assert (found.so.finding, found.so.rule) == (finding, rule)
    assert [piece.reprint for piece in found.evidence] == [True]


def test_a_fact_check_that_repeats_the_article_is_a_source_in_all_but_its_words() -> None:
    text = f"{CLAIM}\n\nNot so. It was emptied in May, the county says."
    page = replace(document(text), kind="fact-check", publisher="Fact Desk")
    offered = Candidate(page, Passage(Span(0, len(text)), text), is_copy=True, fact_checks=verdict.fact_checks(page))
    found = verdict.check(own_claim(CLAIM), ARTICLE, [offered])
    assert found.so.finding is FindingKind.CONTRADICTED
    assert "a fact-checker rates this claim “Not so”" in found.so.reason


def check_quote(quote: str, *candidates: Candidate, speaker: Speaker = LEE) -> CheckedClaim:
    claim, article = quoted(quote, speaker)
    return verdict.check(claim, article, candidates)


def check_in_substance(*candidates: Candidate) -> CheckedClaim:
    claim, article = quoted("we picked up that ruin by the river, at long last")
    return verdict.check(replace(claim, text="The old mill was bought in March."), article, candidates)


BOUGHT = "In March the old mill was purchased"
BOTH_SAY = candidate(
    "Max Roy said we will win. Ben Fox said, too, that we will win it.",
    (ROY, "we will win"),
    (Speaker("Ben Fox", SpeakerKind.PERSON), "we will win it"),
)
LONG = "we will open two new schools in the valley before the winter comes"
HEARD = candidate(f"Ann Lee said {LONG}.", (LEE, LONG))
SAID_ROWS = [
    ("own_voice", lambda: verdict.check(own_claim(CLAIM), ARTICLE, [candidate(GOOD)])),
    ("quote_same_words", lambda: check_quote(LONG, HEARD)),
    ("quote_other_words", lambda: check_quote(LONG.replace("two", "nine"), HEARD)),
    ("quote_other_speaker", lambda: check_quote(LONG, candidate(f"Max Roy said {LONG}.", (ROY, LONG)))),
    (
        "quote_several_places",
        lambda: check_quote("we will win", BOTH_SAY, speaker=Speaker("the union", SpeakerKind.ORGANISATION)),
    ),
    (
        "reports_disagree",
        lambda: verdict.check(
            said_claim(CLAIM), ARTICLE, [candidate(GOOD, (LEE, GOOD)), candidate(BAD, (LEE, BAD), publisher="Courier")]
        ),
    ),
    ("reported_otherwise", lambda: verdict.check(said_claim(CLAIM), ARTICLE, [candidate(BAD, (LEE, BAD))])),
    (
        "quote_only_in_substance",
        lambda: check_in_substance(candidate(f"{BOUGHT}, Ann Lee said.", (LEE, BOUGHT))),
    ),
    ("reported", lambda: verdict.check(said_claim(CLAIM), ARTICLE, [candidate(GOOD, (LEE, GOOD))])),
    ("quote_only_in_reprints", lambda: check_quote(LONG, replace(HEARD, is_copy=True))),
    (
        "quote_not_found",
        lambda: check_in_substance(
            candidate("In March the mill burned, Ann Lee said.", (LEE, "In March the mill burned"))
        ),
    ),
    (
        "reported_in_part",
        lambda: verdict.check(
            said_claim("The dam in Brenna holds 40 million litres."), ARTICLE, [candidate(GOOD, (LEE, GOOD))]
        ),
    ),
    ("cited_source_failed", lambda: verdict.check(said_claim(CLAIM), ARTICLE, [], [FAILED])),
    ("not_from_this_speaker", lambda: verdict.check(said_claim(CLAIM), ARTICLE, [candidate(GOOD)])),
    ("nothing_found", lambda: verdict.check(said_claim(CLAIM), ARTICLE, [])),
]


@pytest.mark.parametrize(("rule", "run"), SAID_ROWS, ids=[row[0] for row in SAID_ROWS])
def test_each_row_on_what_was_said_decides(rule: str, run) -> None:
    found = run().said
    assert found.rule == rule, found
    assert found.finding is next(row for row in SAID if row.name == rule).finding
    assert found.reason
    assert "{" not in found.reason


def test_every_row_on_what_was_said_has_a_case() -> None:
    assert {row[0] for row in SAID_ROWS} == {row.name for row in SAID}


WORDS = {
    key: key
    for key in (
        "why_not",
        "independent",
        "asked",
        "speaker",
        "supporting",
        "contradicting",
        "missing",
        "failure",
        "wording",
    )
}


@pytest.mark.parametrize("row", [*SO, *SAID], ids=lambda row: row.name)
def test_a_row_decides_when_its_facts_hold_and_no_row_above_does(row: Row) -> None:
    table = SO if row in SO else SAID
    above = table[: table.index(row)]
    assert not any(other.when <= row.when for other in above), "never reached"
    found = decide(table, row.when, WORDS)
    assert (found.rule, found.finding) == (row.name, row.finding)


def test_every_mix_of_facts_has_a_finding() -> None:
    for table in (SO, SAID):
        for size in range(3):
            for facts in combinations(Fact, size):
                assert isinstance(decide(table, set(facts), WORDS), Finding)


def test_a_quote_with_a_changed_word_is_contradicted_with_the_words_that_changed() -> None:
    found = check_quote(LONG.replace("two", "nine"), HEARD).said
    assert (found.finding, found.wording) == (FindingKind.CONTRADICTED, Wording.ALTERED)
    assert "nine" in found.reason
    assert "two" in found.reason


def test_a_verbatim_quote_elsewhere_outweighs_a_rewording() -> None:
    reworded = "we are going to start a couple of new schools in the valley before winter"
    other = candidate(f"Ann Lee said {reworded}.", (LEE, reworded), publisher="Courier")
    found = check_quote(LONG, other, HEARD).said
    assert (found.finding, found.wording) == (FindingKind.SUPPORTED, Wording.VERBATIM)


def test_the_speaker_alone_never_bears_out_the_content() -> None:
    checked = verdict.check(said_claim(CLAIM), ARTICLE, [candidate(GOOD, (LEE, GOOD))])
    assert checked.said.finding is FindingKind.SUPPORTED
    assert checked.so.finding is FindingKind.RELATED
    assert checked.evidence[0].echo


def test_another_voice_bears_out_the_content() -> None:
    candidates = [candidate(GOOD, (LEE, GOOD)), candidate(f"Max Roy: {GOOD}", (ROY, GOOD), publisher="Courier")]
    checked = verdict.check(said_claim(CLAIM), ARTICLE, candidates)
    assert checked.so.finding is FindingKind.SUPPORTED
    assert [one.echo for one in checked.evidence].count(True) == 1


def test_one_dissent_among_many_is_a_conflict_not_a_vote() -> None:
    many = [candidate(f"{GOOD} {extra}", publisher=extra) for extra in ("North", "South", "East", "West")]
    assert verdict.check(own_claim(CLAIM), ARTICLE, [*many, candidate(BAD)]).so.finding is FindingKind.CONFLICTING


REPRINTS = [candidate(GOOD, publisher="Gazette"), candidate(f"{GOOD} It is old.", publisher="Herald")]
FIRST, SECOND = (one.document.digest for one in REPRINTS)
COUNTED = [
    ("two of one origin", {FIRST: Source(FIRST, house="gazette"), SECOND: Source(FIRST, house="herald")}, False),
    ("two on their own", {FIRST: Source(FIRST, house="gazette"), SECOND: Source(SECOND, house="herald")}, True),
    ("nothing known of either", {}, True),
    ("two of one house", {FIRST: Source(FIRST, house="gazette"), SECOND: Source(SECOND, house="gazette")}, False),
    ("an opinion", {FIRST: Source(FIRST), SECOND: Source(SECOND, SourceKind.OPINION)}, False),
    ("an interested party", {FIRST: Source(FIRST, SourceKind.PARTY), SECOND: Source(SECOND)}, False),
    ("nobody knows whose", {FIRST: Source(FIRST, SourceKind.ANONYMOUS), SECOND: Source(SECOND)}, False),
    ("a republication of a named house", {SECOND: Source(SECOND, SourceKind.REPUBLICATION, "reuters")}, True),
    ("a republication of nobody knows what", {SECOND: Source(SECOND, SourceKind.REPUBLICATION)}, False),
    (
        "one leads to the other",
        {
            FIRST: Source(FIRST, address="https://a.example/1"),
            SECOND: Source(SECOND, leads_to=frozenset(["https://a.example/1"])),
        },
        False,
    ),
]


@pytest.mark.parametrize(("sources", "enough"), [case[1:] for case in COUNTED], ids=[case[0] for case in COUNTED])
def test_two_sources_are_two_only_when_they_are_independent(sources: dict[str, Source], enough: bool) -> None:
    found = verdict.check(own_claim(CLAIM), ARTICLE, REPRINTS, sources=sources, rule=SourceRule(asked=2)).so
    assert found.finding is FindingKind.SUPPORTED
    assert (found.rule == "every_part_found") is enough
    assert ("one origin only: the newsroom’s rule asks for two" in found.reason) is not enough


def test_a_reprint_that_was_changed_is_no_second_voice() -> None:
    pair = [candidate(GOOD), candidate(f"{GOOD} {BAD}", publisher="Courier")]
    first = pair[0].document.digest
    sources = {one.document.digest: Source(first) for one in pair}
    assert verdict.check(own_claim(CLAIM), ARTICLE, pair, sources=sources).so.finding is not FindingKind.CONFLICTING


def test_evidence_names_its_origin() -> None:
    evidence = verdict.check(own_claim(CLAIM), ARTICLE, REPRINTS, sources={SECOND: Source(FIRST)}).evidence
    assert {piece.digest: piece.origin for piece in evidence} == {FIRST: FIRST, SECOND: FIRST}


def test_the_missing_part_is_named() -> None:
    found = verdict.check(own_claim("The dam in Brenna holds 40 million litres."), ARTICLE, [candidate(GOOD)]).so
    assert found.finding is FindingKind.RELATED
    assert "Brenna" in found.reason


def test_the_failure_of_a_cited_source_is_told() -> None:
    found = verdict.check(own_claim(CLAIM), ARTICLE, [], [FAILED]).so
    assert found.finding is FindingKind.FAILED
    assert "paywall" in found.reason
    assert "asks for a subscription" in found.reason


def test_evidence_younger_than_the_article_is_marked() -> None:
    later = verdict.check(own_claim(CLAIM), ARTICLE, [candidate(GOOD, published="2025-08-02")]).so
    assert "published after the article on 2025-08-02" in later.reason
    earlier = verdict.check(own_claim(CLAIM), ARTICLE, [candidate(GOOD, published="2025-06")]).so
    assert "published after" not in earlier.reason


def test_relative_dates_count_from_either_document() -> None:
    claim = own_claim("A storm last July destroyed the bridge.")
    evidence = candidate("A storm in July 2024 destroyed the bridge.", published="2024-08-01")
    assert verdict.check(claim, ARTICLE, [evidence]).so.finding is FindingKind.SUPPORTED


def test_evidence_reads_back_from_its_document_windows_merged() -> None:
    text = f"The valley is green. {BAD} The choir sang. It was cold."
    whole = replace(document(text), published="2025-01-01")
    windows = [Span(0, 60), Span(21, len(text))]
    offered = [Candidate(whole, Passage(window, window.of(text))) for window in windows]
    (evidence,) = verdict.check(own_claim(CLAIM), ARTICLE, offered).evidence
    assert evidence.text == evidence.span.of(text)
    assert evidence.stance is Stance.CONTRADICTS
    (difference,) = evidence.differences
    assert difference.evidence_span.of(text) == difference.evidence
    assert evidence.match.evidence_span.of(text).startswith("The dam")
    for edit in evidence.match.edits:
        assert 0 <= edit.evidence_span.start <= edit.evidence_span.end <= len(text)


def test_contradicting_evidence_is_never_cut() -> None:
    good = [candidate(f"{GOOD} {number}", publisher=str(number)) for number in range(12)]
    bad = [candidate(f"{BAD} {number}", publisher=str(number)) for number in range(3)]
    evidence = verdict.check(own_claim(CLAIM), ARTICLE, [*good, *bad]).evidence
    assert sum(one.stance is Stance.CONTRADICTS for one in evidence) == 3
    assert len(evidence) <= 11


STANDING = [
    (FindingKind.SUPPORTED, FindingKind.UNCHECKED, FindingKind.SUPPORTED),
    (FindingKind.CONTRADICTED, FindingKind.SUPPORTED, FindingKind.CONTRADICTED),
    (FindingKind.CONFLICTING, FindingKind.SUPPORTED, FindingKind.CONFLICTING),
    (FindingKind.SUPPORTED, FindingKind.CONTRADICTED, FindingKind.CONTRADICTED),
    (FindingKind.UNCHECKED, FindingKind.RELATED, FindingKind.RELATED),
    (FindingKind.FAILED, FindingKind.NOT_FOUND, FindingKind.NOT_FOUND),
]


@pytest.mark.parametrize(("said", "so", "shown"), STANDING)
def test_what_was_said_wrongly_counts_first(said: FindingKind, so: FindingKind, shown: FindingKind) -> None:
    checked = CheckedClaim(own_claim(CLAIM), Finding(said, "r", "x"), Finding(so, "r", "x"))
    assert verdict.standing(checked) is shown


JUDGED = [
    ("same words", CLAIM, [GOOD], FindingKind.SUPPORTED),
    ("other number", CLAIM, [BAD], FindingKind.CONTRADICTED),
    ("both", CLAIM, [GOOD, BAD], FindingKind.CONFLICTING),
    ("nothing", CLAIM, [], FindingKind.NOT_FOUND),
    ("elsewhere", CLAIM, ["The choir sang two songs."], FindingKind.NOT_FOUND),
    ("a part", "The dam in Brenna holds 40 million litres.", [GOOD], FindingKind.RELATED),
    ("only planned", "The ministry built the dam.", ["The ministry plans to build the dam."], FindingKind.RELATED),
    ("only claimed", "The dam was blown up.", ["Posts claim that the dam was blown up."], FindingKind.RELATED),
    (
        "called a hoax",
        "The dam was blown up.",
        ["The story that the dam was blown up is a hoax."],
        FindingKind.CONTRADICTED,
    ),
    ("a question", "The dam was blown up.", ["Was the dam blown up?"], FindingKind.NOT_FOUND),
    ("a question denied", "The dam was blown up.", ["Was the dam blown up? No."], FindingKind.CONTRADICTED),
    ("a question without its mark", "The dam was blown up.", ["Was the dam blown up by rebels"], FindingKind.NOT_FOUND),
    ("no answer", "The dam was blown up.", ["Was the dam blown up? No answer could be found."], FindingKind.NOT_FOUND),
    ("what a question takes for granted", CLAIM, ["Why does the dam hold 40 million litres?"], FindingKind.NOT_FOUND),
    ("no record", "The dam was blown up.", ["There is no record that the dam was blown up."], FindingKind.CONTRADICTED),
    ("a word the source lacks", "The old dam in Brenna leaks.", ["The dam in Brenna leaks."], FindingKind.RELATED),
    ("other predicate", "Lea Moss is a singer.", ["Lea Moss is a surgeon."], FindingKind.RELATED),
    ("empty claim", "", [GOOD], FindingKind.NOT_FOUND),
    ("empty evidence", CLAIM, ["", " "], FindingKind.NOT_FOUND),
    (
        "another day, another toll",
        "A raid near Kidal on 3 May 2021 killed 40 men.",
        ["A raid near Kidal on 9 June 2021 killed 12 men."],
        FindingKind.RELATED,
    ),
    (
        "a name it does not know",
        "The dam in Brenna holds 30 million litres, Ada Falk said.",
        ["The dam in Brenna holds 40 million litres."],
        FindingKind.RELATED,
    ),
    (
        "made by one, sold by another",
        "The lamp was sold by Orbit.",
        ["The lamp was made by Orbit and sold by Lumen."],
        FindingKind.RELATED,
    ),
    ("born, in brackets", "Mira Sand was born in 1931.", ["Mira Sand (1931-1999) painted."], FindingKind.SUPPORTED),
    (
        "a denial asked and denied",
        "The dam was not blown up.",
        ["Was the dam blown up? No."],
        FindingKind.SUPPORTED,
    ),
]


@pytest.mark.parametrize(
    ("claim", "evidence", "finding"), [case[1:] for case in JUDGED], ids=[case[0] for case in JUDGED]
)
def test_plain_strings_are_judged_alike(claim: str, evidence: list[str], finding: FindingKind) -> None:
    found = verdict.judge(claim, evidence)
    assert found.finding is finding, found
    assert found.wording is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_is_judged(claim: str, evidence: list[str]) -> None:
    found = verdict.judge(claim, evidence)
    assert found == verdict.judge(claim, evidence)
    assert found.reason
