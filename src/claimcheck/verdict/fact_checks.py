"""The verdicts of fact-checkers that a document publishes: which claim each is on, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from claimcheck.models import Block, BlockKind, Document, FactCheck, FactCheckRating, Span
from claimcheck.text import quotations
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_BLOCKS_BETWEEN = 3
"""How many paragraphs a verdict may stand behind the claim that it is on."""
_LONGEST_RATED_CHARS = 60
"""How much of a verdict's first sentence is shown."""
_LONGEST_CLAIM_CHARS = 400
"""A longer paragraph states more than one claim, so that a rating behind it is not of all of it."""
_JOINTS = " .,;:–—-"
_BRACKET = re.compile(r"^\([^)]*\)\W*")
_FIRST_SENTENCE = re.compile(r"[^.!?:;\n]*")
_IN_MARKS = re.compile(r"\s*[\"“”„«]\s*(.+?)\s*[\"”“»]", re.DOTALL)
_AFTER_LABEL = re.compile(r"\s*[:\-–—\n]\s*")


def is_fact_check(document: Document) -> bool:
    """Whether a document says of itself that it is a fact-check."""
    label = " ".join(filter(None, (document.kind, document.title, document.publisher))).casefold()
    return bool(_named("called").search(label))


def fact_checks(document: Document) -> tuple[FactCheck, ...]:
    """The verdicts that a document publishes, in text order.

    They are found where one paragraph begins with a label for the claim ("Claim:") and one behind it with a label for
    the verdict ("Verdict: false"), in whatever document; and, in one that calls itself a fact-check, where the words
    checked, a quotation or a paragraph of their own, are followed by a rating ("Not so.").
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.BOILERPLATE]
    labelled = tuple(_labelled(document.text, blocks))
    taken = [one.span for one in labelled]
    answered = tuple(_answered(document, blocks)) if is_fact_check(document) else ()
    found = [*labelled, *(one for one in answered if not any(one.span.meets(span) for span in taken))]
    return tuple(sorted(found, key=lambda one: one.span))


def _labelled(text: str, blocks: Sequence[Block]) -> Iterator[FactCheck]:
    for at, block in enumerate(blocks):
        claim = _behind_label(block.span.of(text), "claim")
        if claim is None:
            continue
        verdict_within = re.search(rf"\s{_label('verdict').pattern}", claim, re.IGNORECASE)
        if verdict_within:
            rated = claim[verdict_within.end() :]
            yield _made(claim[: verdict_within.start()], rated, block.span)
            continue
        for later in blocks[at + 1 : at + 1 + _BLOCKS_BETWEEN]:
            if _behind_label(later.span.of(text), "claim") is not None:
                break
            rated_words = _behind_label(later.span.of(text), "verdict")
            if rated_words is not None:
                yield _made(claim, rated_words, Span(block.span.start, later.span.end))
                break


def _answered(document: Document, blocks: Sequence[Block]) -> Iterator[FactCheck]:
    """Paragraphs that begin with the words checked and go on with a rating, and those that the next one rates."""
    text, marked = document.text, quotations(document)
    for block, behind in zip(blocks, [*blocks[1:], None], strict=True):
        first = next((one for one in marked if one.span.meets(block.span)), None)
        if first is not None and not text[block.span.start : first.span.start].strip():
            # A bracket after the quotation says who said it, and where.
            rest = _BRACKET.sub("", text[first.span.end : block.span.end].lstrip(_JOINTS))
            if _rating(rest) is not None:
                yield _made(first.inner.of(text), rest, block.span)
                continue
        if behind is not None and len(block.span.of(text)) <= _LONGEST_CLAIM_CHARS:
            rest = behind.span.of(text)
            if _rating(rest) is not None and _rating(block.span.of(text)) is None:
                yield _made(block.span.of(text), rest, Span(block.span.start, behind.span.end))


def _made(claim: str, rated: str, span: Span) -> FactCheck:
    found = _FIRST_SENTENCE.match(rated.strip())
    words = found[0].strip() if found else ""
    quoted = _IN_MARKS.match(claim)
    return FactCheck((quoted[1] if quoted else claim).strip(), _rating(rated), words[:_LONGEST_RATED_CHARS], span)


def _rating(rated: str) -> FactCheckRating | None:
    """The rating that a text begins with: "Not so.", "That is right, the port says", "Wrong by a wide margin".

    A word of rating inside a sentence says something else: "the right to a home", "true love", "false teeth".
    """
    words = rated.strip().casefold()
    ratings = (FactCheckRating.MIXED, FactCheckRating.FALSE, FactCheckRating.TRUE)
    return next((rating for rating in ratings if _ratings(rating).match(words)), None)


def _behind_label(words: str, label: str) -> str | None:
    found = _label(label).match(words)
    return words[found.end() :] if found else None


@cache
def _label(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(_LISTS.phrases(name))})(?:\s+\d+)?{_AFTER_LABEL.pattern}", re.IGNORECASE)


@cache
def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_LISTS.phrases(name))})", re.IGNORECASE)


@cache
def _ratings(rating: FactCheckRating) -> re.Pattern[str]:
    ending = r"\s*(?:[.,;:!?–—-]|$)"
    if rating is not FactCheckRating.TRUE:
        ending += rf"|\s+(?:{_any(_LISTS.phrases('qualified'))})\s"
    return re.compile(rf"(?:(?:{_any(_LISTS.phrases('lead'))})[\s:]+)?(?:{_any(_LISTS.phrases(rating))})(?:{ending})")


def _any(phrases: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))
