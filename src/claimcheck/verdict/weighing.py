"""Passages weighed on a claim: which way each points, and which of its words say so."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from claimcheck import language
from claimcheck.comparison import Comparison, comparison, read
from claimcheck.comparison.arithmetic import FigureFit
from claimcheck.meaning import Entailment, Meaning
from claimcheck.models import Difference, DifferenceType, Document, FactCheck, FactCheckRating, Span, Stance
from claimcheck.verdict.denial import denies
from claimcheck.verdict.ratings import statement
from claimcheck.verdict.signals import LEANING_PCT, Prior, Signals
from claimcheck.verdict.stance import (
    BEYOND_DENIAL_PCT,
    NEAR_PCT,
    NEARNESS,
    SAME_WORDS_PCT,
    SPOKEN_OF_PCT,
    Sign,
    StanceRow,
    row_for,
)
from claimcheck.verdict.stretches import Passed, nearest

TELLING_APART = frozenset({DifferenceType.DATE, DifferenceType.NAME})
"""Differences by which two events are distinguished."""
JUDGED = 8
"""How many passages the model judges for a claim: those whose meaning comes nearest."""
UNJUDGED = Entailment(0.0, 1.0, 0.0)
"""What stands for the model's judgement of a passage whose meaning is far from the claim's."""
ABOUT_AS_CLEAR = 0.1
"""How much less probable a shorter stretch may make a stance than the clearest one."""
SAME_CLAIM = 0.6
"""How probable it must be that one claim follows from the other for a fact-checker's verdict to be on both."""
PROMISING = 0.3
"""How probable entailment or contradiction by a whole passage must be for its parts to be judged too: below, on 1,400
claims of made cases, what its parts say decided nothing.
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage weighed on a claim.

    Attributes:
        claim: the claim's words.
        signals: what is known of the two.
        row: the row of the table that decided which way it points.
        span: the sentence or two that bear most on the claim, in the text that the passage is of.
        words: those sentences.
        start: where the passage begins in that text.
        origin: what it goes back to; passages of one origin count once.
        title: how a reason names it.
        later: when it was published, where that was after the claim's article.
    """

    claim: str
    signals: Signals
    row: StanceRow
    span: Span
    words: str = ""
    start: int = 0
    origin: str = ""
    title: str = ""
    later: str | None = None

    @property
    def stance(self) -> Stance | None:
        """Which way it points; None when it is about something else."""
        return self.row.stance

    @property
    def comparison(self) -> Comparison:
        """The words of the two, set against each other."""
        return self.signals.comparison

    @property
    def shown(self) -> tuple[Difference, ...]:
        """The differences that explain which way it points, evidence offsets in the text that the passage is of.

        There are none where it bears the claim out; a model's judgement is explained by those in its deciding words.
        """
        if self.stance is Stance.SUPPORTS:
            return ()
        found = (
            replace(one, evidence_span=one.evidence_span.shifted(self.start)) for one in self.comparison.differences
        )
        return tuple(one for one in found if not self.signals.judged or one.evidence_span.meets(self.span))

    @property
    def closeness(self) -> tuple[float, float, float]:
        """How much it bears on the claim, for choosing between passages."""
        found = self.signals
        likely = 100.0 if found.fact_check else found.support_pct + found.contradiction_pct
        return likely, *self.nearness

    @property
    def nearness(self) -> tuple[float, float]:
        """How near its words come to the claim's, and how near its meaning does."""
        found = self.comparison
        return found.covered_pct + 100 * self.signals.nearness, found.focus_pct


def weigh(
    claim: str,
    passages: Sequence[Passed],
    meaning: Meaning | None,
    dated: str | None = None,
    prior: Prior = Prior.FOUND,
) -> list[Weighed]:
    """Weigh passages on a claim written on ``dated`` (ISO 8601), by words and, where there is a model, by meaning.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    if meaning is None or not passages:
        return [_by_words(claim, one, dated) for one in passages]
    close = nearest(claim, passages, meaning)
    order = sorted(range(len(passages)), key=lambda at: (-close[at][1], at))
    parts = {at: passages[at].around(close[at][0]) for at in sorted(order[:JUDGED])}
    judged = _judged(claim, dated, parts, passages, meaning)
    rated = _rated(claim, passages, meaning)
    out = []
    for number, (one, (_, near)) in enumerate(zip(passages, close, strict=True)):
        found = comparison(*read(claim, one.whole.of(one.text), dated, one.dated))
        answers = judged.get(number, {one.whole: UNJUDGED})
        refutes = _rates(one.fact_check, FactCheckRating.FALSE, FactCheckRating.MIXED)
        denied = refutes or (denies(one.whole.of(one.text)) and not denies(claim))
        signals = Signals(found, tuple(answers.values()), near, prior, denied, rated.get(number), refutes)
        out.append(_weighed(claim, signals, one, _deciding(answers, row_for(signs(signals)).stance, one)))
    return out


def _judged(
    claim: str, dated: str | None, parts: dict[int, list[Span]], passages: Sequence[Passed], meaning: Meaning
) -> dict[int, dict[Span, Entailment]]:
    """What the model makes of passages, by their numbers: of the whole of each, and of the parts of promising ones."""
    wholes = meaning.judge([_as_read(claim, dated, passages[at], passages[at].whole) for at in parts])
    judged = {at: {passages[at].whole: found} for at, found in zip(parts, wholes, strict=True)}
    promising = [
        (at, span)
        for (at, spans), found in zip(parts.items(), wholes, strict=True)
        for span in spans
        if max(found.entailment, found.contradiction) >= PROMISING
    ]
    answers = meaning.judge([_as_read(claim, dated, passages[at], span) for at, span in promising])
    for (at, span), found in zip(promising, answers, strict=True):
        judged[at][span] = found
    return judged


def _as_read(claim: str, dated: str | None, passed: Passed, span: Span) -> tuple[str, str]:
    """Premise and conclusion for the model, with figures and dates as it can compare them in their language."""
    premise, conclusion = span.of(passed.text), claim
    words = language.vocabulary(language.detect(Document(f"{claim}\n{premise}", digest="")))
    premise, conclusion = words.in_plain_figures(premise), words.in_plain_figures(conclusion)
    if dated and passed.dated:
        return words.with_days_dated((premise, conclusion), (passed.dated, dated))
    return premise, conclusion


def _rated(claim: str, passages: Sequence[Passed], meaning: Meaning) -> dict[int, FactCheck]:
    """The verdicts among passages that are on this very claim, by the numbers of the passages."""
    rated = {number: one.fact_check for number, one in enumerate(passages) if one.fact_check and one.fact_check.rating}
    follows = meaning.judge([_asked(claim, one) for one in rated.values()])
    return {
        number: one
        for (number, one), found in zip(rated.items(), follows, strict=True)
        if found.entailment >= SAME_CLAIM
    }


def _asked(claim: str, fact_check: FactCheck) -> tuple[str, str]:
    """What must follow from what for a verdict to be on a claim: premise and conclusion.

    A claim is wrong when another that follows from it is, and right when it follows from one that is right.
    """
    checked = statement(fact_check.claim)
    return (checked, claim) if fact_check.rating is FactCheckRating.TRUE else (claim, checked)


def _rates(fact_check: FactCheck | None, *ratings: FactCheckRating) -> bool:
    return fact_check is not None and fact_check.rating in ratings


def _by_words(claim: str, passed: Passed, dated: str | None) -> Weighed:
    found = comparison(*read(claim, passed.whole.of(passed.text), dated, passed.dated))
    checked = passed.fact_check
    on_this = False
    if checked is not None and checked.rating is not None:
        premise, conclusion = _asked(claim, checked)
        on_this = Signals(comparison(*read(conclusion, premise, dated, passed.dated))).has_every_part
    refutes = _rates(checked, FactCheckRating.FALSE, FactCheckRating.MIXED)
    signals = Signals(found, fact_check=checked if on_this else None, refutes=refutes)
    focus = found.focus.shifted(passed.whole.start)
    return _weighed(claim, signals, passed, focus if focus.end > focus.start else passed.whole)


def _weighed(claim: str, signals: Signals, passed: Passed, span: Span) -> Weighed:
    row = row_for(signs(signals))
    return Weighed(claim, signals, row, span, span.of(passed.text), passed.whole.start)


def _deciding(judged: dict[Span, Entailment], stance: Stance | None, passed: Passed) -> Span:
    """The words to show: the shortest stretch that points the way the passage does about as clearly as any.

    Of a passage that points neither way all is shown: what is quoted in one sentence is often answered in the next. So
    it is of a fact-checker's verdict, which is shown with what is rated and why.
    """
    if passed.fact_check is not None or stance not in (Stance.SUPPORTS, Stance.CONTRADICTS):
        return passed.whole
    says = {span: one.entailment if stance is Stance.SUPPORTS else one.contradiction for span, one in judged.items()}
    most = max(says.values())
    clear = [span for span, value in says.items() if value >= most - ABOUT_AS_CLEAR]
    return min(clear, key=lambda span: (span.end - span.start, span))


def signs(signals: Signals) -> frozenset[Sign]:
    """What the table of stances asks about a passage."""
    found = signals.comparison
    close = found.focus_pct >= NEAR_PCT
    present = {
        Sign.JUDGED: bool(signals.judged),
        Sign.LIKELY_SUPPORT: signals.is_sure_support,
        Sign.LIKELY_CONTRADICTION: signals.is_sure_contradiction,
        Sign.LEANS_TO_SUPPORT: signals.support_pct >= LEANING_PCT,
        Sign.LEANS_TO_CONTRADICTION: signals.leans_to_contradiction,
        Sign.COPY: signals.is_copy,
        Sign.REPEATED: signals.is_repeated,
        Sign.EVERY_PART: signals.has_every_part,
        Sign.WORDS_AGREE: signals.prior is Prior.FOUND and _words_agree(signals),
        Sign.DIFFERS: signals.differs and (signals.is_copy or (close and found.covered_pct >= SPOKEN_OF_PCT)),
        Sign.FIGURES_DIFFER: signals.figures is FigureFit.DIFFERS,
        Sign.OTHER_EVENT: _is_other_event(found),
        Sign.DENIAL: signals.denies and (signals.support_pct < BEYOND_DENIAL_PCT or _is_what_is_refuted(signals)),
        Sign.NEAR: close or signals.nearness >= NEARNESS,
        Sign.RATED_TRUE: _rates(signals.fact_check, FactCheckRating.TRUE),
        Sign.RATED_FALSE: _rates(signals.fact_check, FactCheckRating.FALSE),
    }
    return frozenset(sign for sign, holds in present.items() if holds)


def _words_agree(signals: Signals) -> bool:
    """Whether the words of a claim are nearly all there and none differs, or its figure can be computed."""
    found = signals.comparison
    computed = signals.figures is FigureFit.COMPUTED
    return signals.has_every_part or (not found.differences and (computed or found.covered_pct >= SAME_WORDS_PCT))


def _is_what_is_refuted(signals: Signals) -> bool:
    """Whether the words of a claim are those that a fact-checker quotes to correct them."""
    return signals.refutes and signals.comparison.covered_pct >= SAME_WORDS_PCT and not signals.comparison.differences


def _is_other_event(found: Comparison) -> bool:
    """Whether what differs is said of another event, or of somebody whom the passage does not name."""
    every: Set[DifferenceType] = {one.type for one in found.differences}
    types = every - {DifferenceType.MODALITY}
    # Two battles have two tolls: with the day or the name, whatever else differs is of another event.
    if found.of_another_time or (len(types) > 1 and types & TELLING_APART):
        return True
    # What is planned and what was done are two things: each has its own figure.
    if DifferenceType.MODALITY in every and DifferenceType.NUMBER in types:
        return True
    return found.unnamed or (DifferenceType.NAME in types and bool(found.missing))
