"""Whether the content is so: passages weighed by origin, and decided by the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck import language, text
from claimcheck.meaning import Meaning
from claimcheck.models import Finding, Span, Stance
from claimcheck.verdict import reasons
from claimcheck.verdict.fact_checks import fact_checks
from claimcheck.verdict.signals import Prior
from claimcheck.verdict.stretches import Passed, in_passages
from claimcheck.verdict.table import SO, Fact, decide
from claimcheck.verdict.weighing import Weighed, weigh


def by_origin(weighed: Sequence[Weighed]) -> dict[Stance, list[Weighed]]:
    """For each origin the passage that bears most on the claim, by which way it points, closest first.

    Between passages that bear on it alike, the one that contradicts stands for its origin.
    """
    chosen: dict[str, Weighed] = {}
    for one in weighed:
        if one.stance is None:
            continue
        held = chosen.get(one.origin)
        if held is None or _precedence(one) > _precedence(held):
            chosen[one.origin] = one
    ordered = sorted(chosen.values(), key=lambda one: (*one.closeness, one.origin), reverse=True)
    return {stance: [one for one in ordered if one.stance is stance] for stance in Stance}


def _precedence(one: Weighed) -> tuple[object, ...]:
    return one.stance is not Stance.RELATED, *one.closeness, one.stance is Stance.CONTRADICTS


def bearing_facts(found: dict[Stance, list[Weighed]]) -> tuple[set[Fact], dict[str, str]]:
    """The facts and words that the tables need about evidence."""
    facts: set[Fact] = set()
    words = {"supporting": "", "contradicting": "", "missing": ""}
    if found[Stance.SUPPORTS]:
        facts.add(Fact.SUPPORTS)
        words["supporting"] = reasons.supporting(found[Stance.SUPPORTS])
    if found[Stance.CONTRADICTS]:
        facts.add(Fact.CONTRADICTS)
        words["contradicting"] = reasons.contradicting(found[Stance.CONTRADICTS])
    if found[Stance.RELATED]:
        facts.add(Fact.RELATED)
        words["missing"] = reasons.lacking(found[Stance.RELATED])
    return facts, words


def judge(claim: str, evidence: Sequence[str], meaning: Meaning | None = None) -> Finding:
    """What pieces of evidence, each of its own origin, suggest about a claim.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    passages = [(number, one) for number, words in enumerate(evidence) for one in _pieces(words)]
    weighed = weigh(claim, [one for _, one in passages], meaning, prior=Prior.GIVEN)
    numbered = [replace(one, origin=f"{number:06}") for (number, _), one in zip(passages, weighed, strict=True)]
    facts, because = bearing_facts(by_origin(numbered))
    return decide(SO, facts, because)


def _pieces(words: str) -> list[Passed]:
    return in_passages(words, sentences(words), fact_checks(text.document(words)))


def sentences(words: str) -> list[Span]:
    """The sentences of a text, by a cheap reading of it."""
    bounds: dict[int, tuple[int, int]] = {}
    for token in language.for_document(text.document(words)).read(words).tokens:
        start, _ = bounds.get(token.sentence, (token.start, 0))
        bounds[token.sentence] = start, token.end
    return [Span(*ends) for ends in bounds.values()]
