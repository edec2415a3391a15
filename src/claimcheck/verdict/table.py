"""The decision tables, as data: the first row whose conditions hold decides."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models import Finding, FindingKind, Wording


class Fact(StrEnum):
    """What the tables ask about the evidence for a claim."""

    UNCHECKABLE = "uncheckable"
    OPINION = "opinion"
    OWN_VOICE = "own voice"
    QUOTED = "quoted"
    SAME_WORDS = "same words"
    OTHER_WORDS = "other words"
    OTHER_SPEAKER = "other speaker"
    SEVERAL_PLACES = "several places"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    RELATED = "related"
    ECHOES = "echoes"
    ECHO_SUPPORTS = "echo supports"
    REPRINT_SUPPORTS = "reprint supports"
    ELSEWHERE = "elsewhere"
    NEAREST = "nearest"
    CITED_FAILED = "cited failed"
    TOO_FEW_SOURCES = "too few sources"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision table.

    Attributes:
        name: what a finding gives as its rule.
        when: the facts that must all hold.
        finding: the suggestion.
        reason: the reason, with places for the words of the case.
    """

    name: str
    when: frozenset[Fact]
    finding: FindingKind
    reason: str


def _row(name: str, when: tuple[Fact, ...], finding: FindingKind, reason: str) -> Row:
    return Row(name, frozenset(when), finding, reason)


SAID = (
    _row("own_voice", (Fact.OWN_VOICE,), FindingKind.UNCHECKED, "no one is quoted: the article says this itself"),
    _row("quote_same_words", (Fact.QUOTED, Fact.SAME_WORDS), FindingKind.SUPPORTED, "{wording}"),
    _row("quote_other_words", (Fact.QUOTED, Fact.OTHER_WORDS), FindingKind.CONTRADICTED, "{wording}"),
    _row("quote_other_speaker", (Fact.QUOTED, Fact.OTHER_SPEAKER), FindingKind.CONTRADICTED, "{wording}"),
    _row("quote_several_places", (Fact.QUOTED, Fact.SEVERAL_PLACES), FindingKind.RELATED, "{wording}"),
    _row(
        "reports_disagree",
        (Fact.SUPPORTS, Fact.CONTRADICTS),
        FindingKind.CONFLICTING,
        "reports of what {speaker} said disagree: {contradicting}; {supporting}",
    ),
    _row(
        "reported_otherwise",
        (Fact.CONTRADICTS,),
        FindingKind.CONTRADICTED,
        "reported as said otherwise by {speaker}: {contradicting}",
    ),
    _row(
        "quote_only_in_substance",
        (Fact.QUOTED, Fact.SUPPORTS),
        FindingKind.RELATED,
        "reported as said by {speaker}, but not in these words: {supporting}",
    ),
    _row("reported", (Fact.SUPPORTS,), FindingKind.SUPPORTED, "reported as said by {speaker}: {supporting}"),
    _row(
        "quote_only_in_reprints",
        (Fact.QUOTED, Fact.REPRINT_SUPPORTS),
        FindingKind.NOT_FOUND,
        "only a reprint of this article, or a text that it was taken from, has these words: no independent support",
    ),
    _row(
        "quote_not_found",
        (Fact.QUOTED, Fact.RELATED),
        FindingKind.NOT_FOUND,
        "these words of {speaker} were not found: {missing}",
    ),
    _row(
        "reported_in_part",
        (Fact.RELATED,),
        FindingKind.RELATED,
        "reported in part as said by {speaker}: {missing}",
    ),
    _row(
        "cited_source_failed",
        (Fact.CITED_FAILED,),
        FindingKind.FAILED,
        "the source that the article links to could not be retrieved: {failure}",
    ),
    _row(
        "not_from_this_speaker",
        (Fact.ELSEWHERE,),
        FindingKind.NOT_FOUND,
        "passages on this were found, but none gives it as the words of {speaker}",
    ),
    _row("nothing_found", (), FindingKind.NOT_FOUND, "nothing that {speaker} said on this was found"),
)
"""Did this speaker say it, in these words?"""

SO = (
    _row("uncheckable", (Fact.UNCHECKABLE,), FindingKind.UNCHECKED, "{why_not}"),
    _row(
        "sources_disagree",
        (Fact.SUPPORTS, Fact.CONTRADICTS),
        FindingKind.CONFLICTING,
        "the sources disagree: {contradicting}; {supporting}",
    ),
    _row("contradicted", (Fact.CONTRADICTS,), FindingKind.CONTRADICTED, "{contradicting}"),
    _row(
        "second_source_needed",
        (Fact.SUPPORTS, Fact.TOO_FEW_SOURCES, Fact.STRICT),
        FindingKind.RELATED,
        "{supporting}, but {independent}: the newsroom’s rule asks for {asked}",
    ),
    _row(
        "too_few_sources",
        (Fact.SUPPORTS, Fact.TOO_FEW_SOURCES),
        FindingKind.SUPPORTED,
        "{supporting}; {independent}: the newsroom’s rule asks for {asked}",
    ),
    _row("every_part_found", (Fact.SUPPORTS,), FindingKind.SUPPORTED, "{supporting}"),
    _row(
        "opinion",
        (Fact.OPINION,),
        FindingKind.UNCHECKED,
        "a judgement, an appeal or a figure of speech: evidence can neither bear it out nor refute it",
    ),
    _row(
        "only_speaker_says_so",
        (Fact.ECHO_SUPPORTS,),
        FindingKind.RELATED,
        "only {speaker}'s own words say all of this; a speaker cannot corroborate their own claim",
    ),
    _row(
        "only_reprints",
        (Fact.REPRINT_SUPPORTS,),
        FindingKind.NOT_FOUND,
        "only a reprint of this article, or a text that it was taken from, says this: no independent support",
    ),
    _row("found_in_part", (Fact.RELATED,), FindingKind.RELATED, "found in part: {missing}"),
    _row(
        "only_echoes",
        (Fact.ECHOES,),
        FindingKind.RELATED,
        "only {speaker}'s own words were found; a speaker cannot corroborate their own claim",
    ),
    _row(
        "cited_source_failed",
        (Fact.CITED_FAILED,),
        FindingKind.FAILED,
        "the source that the article links to could not be retrieved: {failure}",
    ),
    _row(
        "nothing_decides",
        (Fact.NEAREST,),
        FindingKind.NOT_FOUND,
        "nothing on this was found in the evidence; the nearest passages are shown",
    ),
    _row("nothing_found", (), FindingKind.NOT_FOUND, "nothing on this was found in the evidence"),
)
"""Is the content so?"""


def decide(
    table: tuple[Row, ...], facts: Set[Fact], words: Mapping[str, str], wording: Wording | None = None
) -> Finding:
    """The finding of the first row of ``table`` whose facts all hold; ``words`` fill its reason."""
    row = next(row for row in table if row.when <= facts)
    return Finding(row.finding, row.reason.format_map(words), row.name, wording)
