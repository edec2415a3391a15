"""Whether the content is so: evidence weighed by origin, and decided by the table."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.models import Finding, Stance
from claimcheck.verdict import reasons
from claimcheck.verdict.table import SO, Fact, decide
from claimcheck.verdict.weighing import Weighed, weigh


def voices(weighed: Sequence[Weighed]) -> dict[Stance, list[Weighed]]:
    """The passage that speaks for each origin, by its stance, closest first.

    Passages of one origin speak with one voice, that of the closest; between equals, the one that contradicts.
    """
    speaking: dict[str, Weighed] = {}
    for one in weighed:
        if one.stance is None:
            continue
        held = speaking.get(one.origin)
        if held is None or _precedence(one) > _precedence(held):
            speaking[one.origin] = one
    ordered = sorted(speaking.values(), key=lambda one: (*one.closeness, one.origin), reverse=True)
    return {stance: [one for one in ordered if one.stance is stance] for stance in Stance}


def _precedence(one: Weighed) -> tuple[bool, float, float, bool]:
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


def judge(claim_text: str, evidence_texts: Sequence[str]) -> Finding:
    """What pieces of evidence, each of its own origin, suggest about a claim."""
    weighed = [weigh(claim_text, text) for text in evidence_texts]
    numbered = [
        Weighed(one.comparison, one.claim, one.stance, origin=f"{number:06}") for number, one in enumerate(weighed)
    ]
    facts, words = bearing_facts(voices(numbered))
    return decide(SO, facts, words)
