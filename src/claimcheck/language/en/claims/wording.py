"""From parts to a sentence that can be read on its own, and back to the exact words it is made of.

Every word of a claim comes from the article, by its token, except: a substitution that is listed; the supplied verb
"is", "are", "was" or "were"; "in" for "where"; "'s" for "whose"; "a" for "an" and the other way round; "a" for "the"
before a title; short forms in full behind a name ("are" for "'re"); a comma after words repeated in front, or before
words repeated behind; a verb's singular where a list that was its subject is taken apart, or where "this" becomes a
participle's subject; capitals and the full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.language.en.claims.candidate import ClaimCandidate, ClaimPart
from claimcheck.language.en.claims.referents import SentenceMention, left_open, stand_ins
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.mentions import Referent
from claimcheck.models import Span, Substitution
from claimcheck.text.quotation import Quotation

_OPENING = frozenset("([{“‘«‹„‚")
_BLANKS = re.compile(r"\s+")
_SOUNDS_OPEN = re.compile(
    r"(?!uni|use|usu|eu|one\b|once\b|u[ -])[aeiou]|hour|honest|honou?r|heir|8|11\b|18\b", re.IGNORECASE
)
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class ClaimInWords:
    """A claim in words.

    Attributes:
        spans: the words of the article it is made of, in text order.
        uncertain: which of its words leave open who is meant.
    """

    text: str
    spans: tuple[Span, ...]
    substitutions: tuple[Substitution, ...] = ()
    uncertain: str | None = None


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """A sentence with what is known about the words in it.

    Attributes:
        source: the document's text.
        quoted: the quotations that meet the sentence.
        known: the mentions inside the sentence, in text order.
        pairs: the tokens that open and close quotations and brackets.
    """

    tree: Tree
    source: str
    quoted: tuple[Quotation, ...] = ()
    known: tuple[SentenceMention, ...] = ()
    pairs: tuple[tuple[int, int], ...] = ()


def prepared(
    tree: Tree, source: str, quoted: Iterable[Quotation], known: Iterable[tuple[Span, Referent]]
) -> SentenceContext:
    """A sentence made ready to be worded."""
    quotations = tuple(quoted)
    mentions = tuple(SentenceMention(span, who, tuple(tokens)) for span, who in known if (tokens := tree.within(span)))
    return SentenceContext(tree, source, quotations, mentions, tuple(_pairs(tree, quotations)))


def worded(context: SentenceContext, candidate: ClaimCandidate) -> ClaimInWords:
    """The words of a candidate."""
    parts = _with_marks(context, candidate)
    said = [mention for mention in context.known if candidate.tokens.issuperset(mention.tokens)]
    # Where the grammar is in doubt, so is what its pronouns refer to.
    replaced = () if context.tree.unsure else stand_ins(context.tree, context.source, candidate.tokens, said)
    text = _sentence(_joined(context, candidate, parts, {one.span.start: one for one in replaced}))
    unclear = left_open(context.tree, candidate.parts, said, replaced)
    this = "This" if "This" in candidate.parts else "this"
    summed_up = [Span(context.tree.starts[first], context.tree.ends[last]) for first, last in candidate.summarised]
    replaced += tuple(Substitution(span, span.of(context.source), this) for span in summed_up)
    return ClaimInWords(text, _runs(context, parts), replaced, unclear)


def _with_marks(context: SentenceContext, candidate: ClaimCandidate) -> list[ClaimPart]:
    """The parts with the punctuation that stands between neighbours, quotation marks and brackets only in pairs."""
    tree, parts = context.tree, candidate.parts
    between = [_between(tree, left, right) for left, right in pairwise(parts)]
    marks = {mark for run in between if run for mark in run}
    marks, opening, closing = _paired_only(context, _closing_whole(tree, marks, candidate.tokens), candidate.tokens)
    out: list[ClaimPart] = []
    for at, part in enumerate(parts):
        if isinstance(part, int) and not (at and between[at - 1] is not None):
            lead = part
            while lead - 1 in opening:
                lead -= 1
            out += range(lead, part)
        out.append(part)
        after = between[at] if at < len(between) else None
        if after is not None:
            out += [mark for mark in after if mark in marks]
        elif isinstance(part, int):
            # “... in the world.” closes after its full stop, which the claim sets itself.
            following = part + 1
            while following < len(tree) and tree.mark[following]:
                out += [following] if following in closing else []
                following += 1
    return out


def _between(tree: Tree, left: ClaimPart, right: ClaimPart) -> range | None:
    """The punctuation between two tokens that follow each other in the sentence; None where they do not."""
    if not (isinstance(left, int) and isinstance(right, int) and left < right):
        return None
    run = range(left + 1, right)
    return run if all(tree.mark[at] for at in run) else None


def _closing_whole(tree: Tree, marks: set[int], inside: frozenset[int]) -> set[int]:
    """The marks without commas that close what the claim leaves out in part ("weaponry, including tanks, to ...")."""
    kept = set(marks)
    for mark in marks:
        if tree.text[mark] != ",":
            continue
        left = mark - 1
        while left >= 0 and not tree.mark[left]:
            left -= 1
        if left < 0 or tree.text[left] != ",":
            continue
        parted = any(at not in inside and tree.dep[at] not in ("cc", "advmod") for at in range(left + 1, mark))
        if parted or (left not in marks and _before_verb(tree, mark)):
            kept.discard(mark)
    return kept


def _before_verb(tree: Tree, comma: int) -> bool:
    return comma + 1 < len(tree) and tree.tag[comma + 1] in ("VBD", "VBZ", "VBP", "MD")


def _paired_only(
    context: SentenceContext, marks: set[int], inside: frozenset[int]
) -> tuple[set[int], set[int], set[int]]:
    """The marks without half pairs, and the ones among them that open and that close."""
    tree = context.tree
    opening: set[int] = set()
    closing: set[int] = set()
    for first, last in context.pairs:
        words = {at for at in range(first + 1, last) if not tree.mark[at]}
        kept = first in marks and last in marks and words & inside
        if last < len(tree) and words and (kept or (words <= inside and (first in marks or last in marks))):
            opening.add(first)
            closing.add(last)
        else:
            marks = marks - {first, last}
    return marks | opening | closing, opening, closing


def _pairs(tree: Tree, quoted: Iterable[Quotation]) -> list[tuple[int, int]]:
    """The tokens that open and close quotations and brackets; len(tree) for one that the sentence does not close."""
    at_start = {start: token for token, start in enumerate(tree.starts)}
    at_end = {end: token for token, end in enumerate(tree.ends)}
    pairs = []
    for quotation in quoted:
        first, last = at_start.get(quotation.span.start), at_end.get(quotation.span.end)
        if first is not None and last is not None and first < last and tree.mark[first] and tree.mark[last]:
            pairs.append((first, last))
        else:
            pairs += [(token, len(tree)) for token in (first, last) if token is not None and tree.text[token] in "\"'"]
    waiting: list[int] = []
    for token, text in enumerate(tree.text):
        if text in "([{":
            waiting.append(token)
        elif text in ")]}" and waiting:
            pairs.append((waiting.pop(), token))
        elif text in ")]}":
            pairs.append((token, len(tree)))
    return pairs + [(token, len(tree)) for token in waiting]


def _joined(
    context: SentenceContext, candidate: ClaimCandidate, parts: list[ClaimPart], replaced: dict[int, Substitution]
) -> str:
    tree, out = context.tree, ""
    opener = next((at for at in range(len(tree)) if not tree.mark[at]), -1)
    singular_verbs = dict(candidate.singular_verbs)
    within = Span(0, 0)
    previous: ClaimPart | None = None
    for at, part in enumerate(parts):
        if isinstance(part, int):
            start = tree.starts[part]
            if within.start < start < within.end:
                previous = part
                continue
            word = context.source[start : tree.ends[part]]
            if start in replaced:
                word, within = replaced[start].new, replaced[start].span
            elif part in singular_verbs:
                word = singular_verbs[part]
            elif previous is not None and within.end == start and (full := _in_full(tree, part)):
                out, previous, word = f"{out} ", None, full
            elif part == opener and at and tree.pos[part] not in ("PROPN", "ADJ") and word[1:].islower():
                word = word[0].lower() + word[1:]
            elif tree.lower[part] in ("a", "an") and at + 1 < len(parts) and parts[at + 1] != part + 1:
                word = _article(tree, word, parts[at + 1])
            adjacent = _is_adjacent(context, previous, part)
        else:
            word, adjacent = part, part.startswith(("'", ","))
            if part == "a" and at + 1 < len(parts):
                word = _article(tree, word, parts[at + 1])
        out += word if adjacent or not out else f" {word}"
        previous = part
    return out


def _in_full(tree: Tree, part: int) -> str | None:
    """A short form in full behind the name that took its pronoun's place: "They're" becomes "The people are"."""
    short = tree.lower[part].replace("’", "'")
    if short == "'s":
        verb = tree.head[part]
        has = tree.lemma[part] == "have" or (tree.tag[verb] == "VBN" and tree.child(verb, "dobj") is not None)
        return {"POS": None, "VBZ": "has" if has else "is"}.get(tree.tag[part])
    if short == "'d":
        return "would" if tree.tag[part] == "MD" else "had"
    return {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}.get(short)


def _is_adjacent(context: SentenceContext, previous: ClaimPart | None, part: int) -> bool:
    """Whether a token follows the one before it without a blank."""
    tree = context.tree
    if previous == part - 1 and isinstance(previous, int):
        return (
            not context.source[tree.ends[previous] : tree.starts[part]].strip()
            and tree.ends[previous] == tree.starts[part]
        )
    closing = any(previous == last for _, last in context.pairs)
    if isinstance(previous, int) and tree.mark[previous] and tree.text[previous] in "([\"'" and not closing:
        return True
    if tree.mark[part]:
        return tree.text[part] not in "([\"'" or any(part == last for _, last in context.pairs)
    return part > 0 and tree.ends[part - 1] == tree.starts[part] and not tree.text[part][0].isalnum()


def _article(tree: Tree, word: str, following: ClaimPart) -> str:
    after = tree.text[following] if isinstance(following, int) else following
    plain = "an" if _SOUNDS_OPEN.match(after) else "a"
    return plain.capitalize() if word[0].isupper() else plain


def _sentence(words: str) -> str:
    text = _BLANKS.sub(" ", words).strip(" ,;:–—-")
    first = text.split(" ", 1)[0]
    if first[:1].islower() and not any(letter.isupper() for letter in first):
        text = text[0].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."


def _runs(context: SentenceContext, parts: list[ClaimPart]) -> tuple[Span, ...]:
    tree = context.tree
    spans: list[Span] = []
    last = -2
    for token in sorted({part for part in parts if isinstance(part, int)}):
        if token == last + 1:
            spans[-1] = Span(spans[-1].start, tree.ends[token])
        else:
            spans.append(tree.span(token))
        last = token
    return tuple(solid for span in spans if (solid := span_of_words(context.source, span)))


def span_of_words(source: str, span: Span) -> Span | None:
    """The span without blanks at either end; None where there is nothing else."""
    words = span.of(source)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
