"""The verdicts of fact-checkers that a document publishes: which claim each is on, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimcheck.models import Block, BlockKind, Document, FactCheck, Span
from claimcheck.text import quotations
from claimcheck.verdict.ratings import (
    any_of,
    behind_rating,
    closing_rating,
    is_question,
    rating,
    reported,
    said_to_be,
)

_BLOCKS_BETWEEN = 3
"""How many paragraphs a verdict may stand behind the claim that it is on."""
_BLOCKS_BEFORE = 5
"""Among how many paragraphs at its start a fact-check names what it checks."""
_LONGEST_RATED_CHARS = 60
"""How much of a verdict's first sentence is shown."""
_LONGEST_CLAIM_CHARS = 400
"""A longer paragraph states more than one claim, so that a rating behind it is not of all of it."""
_LONGEST_HEADING_CHARS = 160
_JOINTS = " .,;:–—-"
_BRACKET = re.compile(r"^\([^)]*\)\W*")
_FIRST_SENTENCE = re.compile(r"[^.!?:;\n]*")
_IN_MARKS = re.compile(r"\s*[\"“”„«]\s*(.+?)\s*[\"”“»]", re.DOTALL)
_AFTER_LABEL = r"\s*(?:[:\n]|[-–—])[\s*_]*"
_NUMBER = r"(?:\s+\d+(?:\s+of\s+\d+)?)?"
_QUESTION_FIRST = re.compile(r"[^.!?\n]+\?[\"”»]?")


@dataclass(frozen=True, slots=True)
class _Field:
    """What stands behind a label: the words, with their place, the label included, and the number of their paragraph.

    Attributes:
        is_claim: whether it states the claim under check; else it states the verdict.
        is_set_apart: whether the label fills a paragraph or heading of its own.
    """

    is_claim: bool
    words: str
    span: Span
    at: int
    is_set_apart: bool = False


def is_fact_check(document: Document) -> bool:
    """Whether a document says of itself that it is a fact-check."""
    label = [document.kind, document.title, document.publisher, *_headings(document)[:1]]
    return bool(_called().search(" ".join(filter(None, label)).casefold()))


def fact_checks(document: Document) -> tuple[FactCheck, ...]:
    """The verdicts that a document publishes, in text order.

    They are found where a label for the claim ("Claim:", "What was claimed") and one for the verdict ("Verdict: false")
    stand near each other, in whatever document, and where a labelled verdict goes on with what a post says; and, in a
    document that calls itself a fact-check, where the words checked, a quotation, a question or a paragraph of their
    own, are followed by a rating ("Not so."), or a sentence calls them false.
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.BOILERPLATE]
    checks = is_fact_check(document)
    found: list[FactCheck] = []
    ways = [_labelled(document, blocks, checks)]
    if checks:
        ways += [_titled(document, blocks), _answered(document, blocks), _closed(document, blocks)]
    for way in ways:
        taken = [one.span for one in found]
        found += [one for one in way if not any(one.span.meets(span) for span in taken)]
        if found:
            break
    return tuple(sorted(found, key=lambda one: one.span))


def _labelled(document: Document, blocks: Sequence[Block], checks: bool) -> Iterator[FactCheck]:
    fields = list(_fields(document.text, blocks, checks))
    verdicts_first = bool(fields) and not fields[0].is_claim
    paired: set[int] = set()
    for number, field in enumerate(fields):
        follows = fields[number + 1] if number + 1 < len(fields) else None
        if number in paired:
            continue
        if follows and follows.is_claim is not field.is_claim and field.is_claim is not verdicts_first:
            claim, verdict = (field, follows) if field.is_claim else (follows, field)
            near = follows.at - field.at <= _BLOCKS_BETWEEN
            span = Span(field.span.start, follows.span.end) if near else claim.span
            made = _made(claim.words, verdict.words, span)
            plain = checks or not (claim.is_set_apart or verdict.is_set_apart)
            if (near or (checks and len(fields) == 2)) and (made.rating or (plain and field.is_claim)):
                paired |= {number, number + 1}
                yield made
                continue
        if not field.is_claim and rating(field.words):
            yield from _verdict_alone(document, blocks, field, checks)


def _verdict_alone(document: Document, blocks: Sequence[Block], field: _Field, checks: bool) -> Iterator[FactCheck]:
    """A labelled verdict without a labelled claim: it goes on with what a post says, or its page names the claim."""
    rest = field.words.strip()[len(_rated(field.words)) :].lstrip(_JOINTS + "!\n")
    behind = blocks[field.at + 1].span if field.at + 1 < len(blocks) else None
    for words, span in ((rest, field.span), (behind.of(document.text) if behind else "", behind)):
        claim = reported(words)
        if claim is not None and span is not None:
            yield _made(claim, field.words, Span(field.span.start, span.end))
            return
    checked = _checked(document, blocks[: field.at]) if checks else None
    if checked is not None:
        claim, at = checked
        near = field.at - at <= _BLOCKS_BETWEEN
        span = Span(blocks[at].span.start, field.span.end) if near else blocks[at].span
        yield _made(claim, field.words, span)


def _fields(text: str, blocks: Sequence[Block], checks: bool) -> Iterator[_Field]:
    """What stands behind labels, in text order; a label alone in its paragraph is for the next one."""
    waiting: tuple[bool, int] | None = None
    for at, block in enumerate(blocks):
        words, start = block.span.of(text), block.span.start
        alone = _alone(checks).fullmatch(words)
        if alone:
            waiting = alone["claim"] is not None, start
            continue
        labels = list(_label(checks).finditer(words))
        first = labels[0].start() if labels else len(words)
        if waiting and words[:first].strip():
            yield _Field(waiting[0], words[:first], Span(waiting[1], start + first), at, is_set_apart=True)
        waiting = None
        ends = [*(label.start() for label in labels), len(words)][1:]
        for label, end in zip(labels, ends, strict=True):
            span = Span(label.start(), label.start() + len(words[label.start() : end].rstrip())).shifted(start)
            yield _Field(label["claim"] is not None, words[label.end() : end], span, at)


def _checked(document: Document, blocks: Sequence[Block]) -> tuple[str, int] | None:
    """What a fact-check says that it checks, and in which paragraph: what posts claim, a quotation, or a question."""
    for at, block in enumerate(blocks[:_BLOCKS_BEFORE]):
        words = _bare(document, block)
        claim = reported(words)
        if claim is not None:
            return claim, at
        if is_question(words) and len(words) <= _LONGEST_HEADING_CHARS:
            return words, at
    if document.title and is_question(document.title) and blocks:
        return document.title, 0
    return None


def _answered(document: Document, blocks: Sequence[Block]) -> Iterator[FactCheck]:
    """Paragraphs that begin with the words checked and go on with a rating, and those that the next one rates."""
    text, marked = document.text, quotations(document)
    for block, behind in zip(blocks, [*blocks[1:], None], strict=True):
        first = next((one for one in marked if one.span.meets(block.span)), None)
        if first is not None and not text[block.span.start : first.span.start].strip():
            # A bracket after the quotation says who said it, and where.
            rest = _BRACKET.sub("", text[first.span.end : block.span.end].lstrip(_JOINTS))
            if rating(rest) is not None:
                yield _made(first.inner.of(text), rest, block.span)
                continue
        words = block.span.of(text)
        question = _QUESTION_FIRST.match(words)
        if question and rating(words[question.end() :], answers=True) is not None:
            yield _made(question[0], words[question.end() :], block.span)
            continue
        asks = is_question(words)
        may_be_rated = asks or block.kind is not BlockKind.HEADING
        if behind is not None and may_be_rated and len(words) <= _LONGEST_CLAIM_CHARS and rating(words) is None:
            rest = behind.span.of(text)
            if rating(rest, answers=asks) is not None and closing_rating(rest) is None:
                yield _made(reported(words) or words, rest, Span(block.span.start, behind.span.end))


def _titled(document: Document, blocks: Sequence[Block]) -> Iterator[FactCheck]:
    """A headline or first sentence that rates a claim: "False: the pier is closed", "It is false that ..."."""
    for before, block in zip([None, *blocks], blocks[:_BLOCKS_BEFORE], strict=False):
        words = _bare(document, block)
        called, claim, passed_on = said_to_be(words), behind_rating(words), reported(words)
        if called is not None:
            yield FactCheck(called[0], called[1], words[:_LONGEST_RATED_CHARS], block.span)
        elif claim is not None and len(words) <= _LONGEST_CLAIM_CHARS:
            yield _made(reported(claim) or claim, words, block.span)
        elif before is not None and passed_on is not None and rating(_bare(document, before)) is not None:
            yield _made(passed_on, _bare(document, before), Span(before.span.start, block.span.end))
        else:
            continue
        return


def _closed(document: Document, blocks: Sequence[Block]) -> Iterator[FactCheck]:
    """The rating with which a fact-check ends, in a sentence or paragraph of its own, on what it checks."""
    checked = _checked(document, blocks) or _first_quoted(document, blocks)
    if checked is None:
        return
    claim, at = checked
    for block in reversed(blocks[at + 1 :]):
        words = _bare(document, block)
        found = closing_rating(words) or (rating(words) if len(words) <= _LONGEST_RATED_CHARS else None)
        if found is not None:
            yield FactCheck(claim, found, words[:_LONGEST_RATED_CHARS], blocks[at].span)
            return


def _first_quoted(document: Document, blocks: Sequence[Block]) -> tuple[str, int] | None:
    for one in quotations(document):
        for at, block in enumerate(blocks[:_BLOCKS_BEFORE]):
            if one.span.meets(block.span):
                return one.inner.of(document.text), at
    return None


def _bare(document: Document, block: Block) -> str:
    """The words of a paragraph or heading without the marks of a heading, and without "Fact check:"."""
    return _preface().sub("", block.span.of(document.text))


def _made(claim: str, rated: str, span: Span) -> FactCheck:
    quoted = _IN_MARKS.match(claim)
    words = (quoted[1] if quoted else claim).strip().rstrip("*_")
    return FactCheck(words, rating(rated, answers=is_question(words)), _rated(rated)[:_LONGEST_RATED_CHARS], span)


def _rated(rated: str) -> str:
    """The first sentence of a verdict."""
    found = _FIRST_SENTENCE.match(rated.strip())
    return found[0].strip() if found else ""


def _headings(document: Document) -> list[str]:
    found = [block.span.of(document.text) for block in document.blocks[:2]]
    return [words for words in found if len(words) <= _LONGEST_HEADING_CHARS]


@cache
def _label(checks: bool) -> re.Pattern[str]:
    """A label at the start of a paragraph or line, or with a capital inside of one."""
    claims, verdicts = _labels(checks)
    claim, verdict = (rf"(?P<{name}>{words})" for name, words in (("claim", claims), ("verdict", verdicts)))
    lead = r"(?:\A|(?<=\n)|(?<=[\s|])(?-i:(?=[A-ZÀ-ÞА-ЯІЇЄ])))"
    return re.compile(rf"{lead}[#*_>\s]*(?:{claim}|{verdict}){_NUMBER}[*_]*{_AFTER_LABEL}", re.IGNORECASE)


@cache
def _alone(checks: bool) -> re.Pattern[str]:
    claims, verdicts = _labels(checks)
    return re.compile(
        rf"[#*_>\s]*(?:(?P<claim>{claims})|(?P<verdict>{verdicts})){_NUMBER}\s*[:?]?[*_\s]*", re.IGNORECASE
    )


@cache
def _preface() -> re.Pattern[str]:
    return re.compile(rf"\A[#*_>\s]*(?:(?:{any_of('called')})\W+)?", re.IGNORECASE)


def _labels(checks: bool) -> tuple[str, str]:
    claims, verdicts = any_of("claim"), any_of("verdict")
    return (f"{claims}|{any_of('question')}", f"{verdicts}|{any_of('answer')}") if checks else (claims, verdicts)


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of('called')})", re.IGNORECASE)
