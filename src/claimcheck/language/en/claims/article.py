"""A parsed article with its attributions becomes claims, and every sentence is accounted for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from claimcheck.language.en.attribution import statements
from claimcheck.language.en.claims.candidate import ClaimCandidate
from claimcheck.language.en.claims.clauses import candidates
from claimcheck.language.en.claims.kinds import is_year, kind, why_not
from claimcheck.language.en.claims.parse_repair import repaired
from claimcheck.language.en.claims.priority import priority
from claimcheck.language.en.claims.questions import asks, only_speaks, quoted_questions
from claimcheck.language.en.claims.soundness import are_sound, is_left_dangling
from claimcheck.language.en.claims.speaker_segments import SpeakerSegment, speaker_segments
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.claims.wording import SentenceContext, prepared, span_of_words, worded
from claimcheck.language.en.foreign import is_foreign
from claimcheck.language.en.mentions import Mentions
from claimcheck.language.en.parsing import Parse, ParsedSentence
from claimcheck.models import (
    PROSE,
    Attribution,
    AttributionType,
    BlockKind,
    Claim,
    Coverage,
    Covered,
    Document,
    Grain,
    Span,
    SplitArticle,
    claim_id,
    identified,
)
from claimcheck.text.quotation import quotations

_EXCLUDED = {BlockKind.HEADING: "heading", BlockKind.CAPTION: "caption", BlockKind.BOILERPLATE: "boilerplate"}
_SOLID = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_LEAD = re.compile(
    r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|BST|UTC|CET|CEST|EST|EDT|ET))?\s*[–—:|-]?\s+(?=\w)"
    r"|[A-Z][A-Z.'’ -]{2,40}(?:,\s[A-Z][\w.]*(?:\s(?:[A-Z]\w+|\d{1,2}))?){0,3}"
    r"(?:,\s\d{4})?\s*(?:\([^()]{2,40}\))?\s*(?:[–—]|--|\s-)\s*(?=\w|[\"“])"
    # In small letters a place needs its date or its agency beside it: "Lunde, 4 May –", "Lunde (Reuters) -".
    r"|(?!(?:On|In|At|By|Since|From|Until|The|Before|After)\b)[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}(?:,\s[A-Z]\w+)?"
    r"(?:,\s(?:\d{1,2}\.?\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{1,2})?(?:,?\s\d{4})?"
    r"(?:\s\([^()]{2,40}\))?|\s\([A-Z][\w .]{1,20}\))\s*(?:[–—:]|--|\s-)\s*(?=[A-Z0-9\"“])"
)
_SET_OFF = (BlockKind.ITEM, BlockKind.QUOTE)
_ITEM_MARK = re.compile(r"(?:[-*•‣◦▪●·–+>]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+")
_FEWEST_WORDS = 4
_NOT_TAKEN_APART = "the sentence could not be taken apart with certainty"
_DASHES = ("–", "—", "―")
_NAME_PARTS = ("of", "the", "de", "van", "von", "al", "bin")
_LONGEST_NAME = 6
_Thing = TypeVar("_Thing")


def split(
    parse: Parse, found: tuple[Attribution, ...], known: Mentions | None, grain: Grain = Grain.CLAUSE
) -> SplitArticle:
    """The claims of a document in its order, and what became of every sentence, heading and block of boilerplate.

    Args:
        parse: the document with its sentences.
        found: who says what in it; what only reports wishes and acts counts as said by the article itself.
        known: what its pronouns and descriptions refer to; None leaves them as they are.
        grain: how finely to take it apart.
    """
    document = parse.document
    stated = [one for one in found if one.content and one.content[0].of(document.text).strip()]
    put_forward = statements(stated, parse)
    attributed = _ByPlace((Span(one.content[0].start, one.content[-1].end), one) for one in put_forward)
    # "Falk said:" before a list states nothing itself.
    announcing = _ByPlace((one.cue[0], one) for one in put_forward if one.cue)
    quoted = _ByPlace((one.span, one) for one in quotations(document))
    meant = _ByPlace(known.referents.items() if known else ())
    claims: dict[tuple[tuple[Span, ...], str], Claim] = {}
    sentences: list[Coverage] = []
    for sentence in parse.sentences:
        place = sentence.span
        context = prepared(
            repaired(Tree(sentence, _lead_end(document, sentence))),
            document.text,
            [one for _, one in quoted.meeting(place)],
            [(span, who) for span, who in meant.meeting(place) if place.holds(span)],
        )
        speaking = [one for _, one in attributed.meeting(place)]
        speaking += [one for _, one in announcing.meeting(place) if one not in speaking]
        made = _claims(document, context, speaking, grain)
        for claim in made:
            claims.setdefault((claim.spans, claim.text), claim)
        sentences.append(Coverage(place, Covered.CLAIMS) if made else _without_claims(context, speaking))
    return SplitArticle(document, identified(claims.values(), document.digest), tuple(_coverage(parse, sentences)))


class _ByPlace(Generic[_Thing]):
    """Things by their place in the text, asked for sentence by sentence."""

    def __init__(self, things: Iterable[tuple[Span, _Thing]]) -> None:
        self._things = sorted(things, key=lambda thing: thing[0])
        self._starts = [span.start for span, _ in self._things]
        self._longest = max((span.end - span.start for span, _ in self._things), default=0)

    def meeting(self, place: Span) -> list[tuple[Span, _Thing]]:
        """What shares a character with ``place``, in order."""
        first = bisect_left(self._starts, place.start - self._longest)
        last = bisect_left(self._starts, place.end)
        return [thing for thing in self._things[first:last] if thing[0].meets(place)]


def _claims(document: Document, context: SentenceContext, attributions: list[Attribution], grain: Grain) -> list[Claim]:
    tree = context.tree
    if asks(tree) or _greets(tree) or _signs(tree) or is_foreign(tree.text):
        return []
    made: list[tuple[ClaimCandidate, SpeakerSegment]] = []
    for segment in speaker_segments(context, attributions, grain, _year(document)):
        found = candidates(segment.region)
        if found and (tree.unsure or (len(found) > 1 and not are_sound(segment.region, found))):
            found = [_whole(tree, segment)]
        found = [_with_what_is_said(tree, candidate) for candidate in found]
        made += [
            (candidate, segment)
            for candidate in found
            if (candidate.is_statement or _is_informative(tree, candidate)) and not only_speaks(tree, candidate)
        ]
    made.sort(key=lambda one: min(one[0].tokens, default=0))
    return [_claim(document, context, candidate, segment) for candidate, segment in made]


def _whole(tree: Tree, segment: SpeakerSegment) -> ClaimCandidate:
    """All that a speaker says in a sentence, as one claim, without the word that joins it to who says so."""
    tokens = sorted(segment.region.inside)
    while len(tokens) > 1 and tree.lower[tokens[0]] in ("that", "and") and tree.dep[tokens[0]] in ("mark", "cc"):
        del tokens[0]
    return ClaimCandidate(tuple(tokens), doubt=_NOT_TAKEN_APART)


def _with_what_is_said(tree: Tree, candidate: ClaimCandidate) -> ClaimCandidate:
    """The whole sentence for words that break off before what somebody said; short ones only say that they spoke."""
    if len(candidate.tokens) <= _FEWEST_WORDS or not is_left_dangling(tree, candidate):
        return candidate
    return ClaimCandidate(tuple(token for token in range(len(tree)) if not tree.mark[token]), doubt=_NOT_TAKEN_APART)


def _claim(document: Document, context: SentenceContext, candidate: ClaimCandidate, segment: SpeakerSegment) -> Claim:
    words = worded(context, candidate)
    said = segment.attribution(candidate)
    quotes = _quotes(context, words.spans, said)
    direct = said is not None and said.type is AttributionType.DIRECT and bool(quotes)
    unable = why_not(context.tree, candidate)
    sort = kind(context.tree, candidate, direct)
    return Claim(
        id=claim_id(document.digest, words.text),
        text=words.text,
        kind=sort,
        spans=words.spans,
        sentence=context.tree.sentence.span,
        attribution=said,
        quotes=quotes,
        substitutions=words.substitutions,
        checkable=unable is None,
        why_not=unable,
        uncertain=_doubt(candidate, words.uncertain),
        priority_pct=priority(context.tree, candidate, sort, unable is None),
    )


def _doubt(candidate: ClaimCandidate, unclear: str | None) -> str | None:
    """What a reader has to look at before taking a claim as it stands; None where nothing is in doubt."""
    if not candidate.is_statement:
        return "this may not be a complete statement"
    return candidate.doubt or unclear


def _quotes(context: SentenceContext, spans: tuple[Span, ...], said: Attribution | None) -> tuple[Span, ...]:
    """The words of a claim that stand between quotation marks, where they are somebody's."""
    if said is None:
        return ()
    found: list[Span] = []
    for quotation in context.quoted:
        if quotation.depth or not any(quotation.inner.meets(content) for content in said.content):
            continue
        for span in spans:
            shared = Span(max(span.start, quotation.inner.start), min(span.end, quotation.inner.end))
            words = span_of_words(context.source, shared)
            if words:
                found.append(words)
    return tuple(found)


def _year(document: Document) -> int | None:
    year = (document.published or "")[:4]
    return int(year) if is_year(year) else None


def _lead_end(document: Document, sentence: ParsedSentence) -> int:
    """Where a time or a dateline at the start of a block ends ("14:32", "BAMAKO, Mali (AP) —")."""
    if sentence.span.start != sentence.block.span.start:
        return 0
    start, end = sentence.span
    marker = _ITEM_MARK.match(document.text, start, end) if sentence.block.kind in _SET_OFF else None
    lead = _LEAD.match(document.text, marker.end() if marker else start, end) or marker
    return lead.end() if lead else 0


def _greets(tree: Tree) -> bool:
    """Whether a sentence is no more than "Good morning" or "Q: Thank you"."""
    words = [tree.lower[token] for token in range(len(tree)) if not tree.mark[token]]
    if ":" in tree.text[:_FEWEST_WORDS]:
        words = [tree.lower[token] for token in range(tree.text.index(":"), len(tree)) if not tree.mark[token]]
    return bool(words) and words[0] in WORDS["greetings"] and len(words) <= _FEWEST_WORDS


def _signs(tree: Tree) -> bool:
    """Whether a sentence is only the name below a quotation ("― Ann Poe")."""
    first = next((at for at, text in enumerate(tree.text) if text[:1] in _DASHES), len(tree))
    ahead, name = range(first), [text for text in tree.text[first + 1 :] if any(map(str.isalnum, text))]
    shaped = all(text[0].isupper() or text in _NAME_PARTS for text in name)
    return 0 < len(name) <= _LONGEST_NAME and shaped and all(tree.mark[at] for at in ahead)


def _is_informative(tree: Tree, candidate: ClaimCandidate) -> bool:
    """Whether a phrase without a main verb still says something: it has a number, or a part of a sentence."""
    if len(candidate.tokens) < _FEWEST_WORDS and not any(tree.tag[token] == "VBD" for token in candidate.tokens):
        return False
    ends = tree.text[-1][-1:] in (".", "!", '"', "'")
    for token in candidate.tokens:
        verb = tree.tag[token] in ("VBD", "VBZ", "VBP", "JJS", "RBS") or (tree.tag[token] == "VBN" and ends)
        # "Canada exports wheat." may be read as three nouns.
        noun_or_verb = ends and tree.tag[token] == "NNS" and token > 0 and tree.tag[token - 1] in ("NN", "NNP")
        if verb or noun_or_verb or tree.tag[token] == "CD":
            return True
    return False


def _without_claims(context: SentenceContext, attributions: list[Attribution]) -> Coverage:
    tree, place = context.tree, context.tree.sentence.span
    words = [tree.lower[token] for token in range(len(tree)) if not tree.mark[token]]
    if asks(tree) or quoted_questions(context):
        return Coverage(place, Covered.EXCLUDED, "question")
    if not words:
        return Coverage(place, Covered.EXCLUDED, "no words")
    if is_foreign(tree.text):
        return Coverage(place, Covered.EXCLUDED, "not in English")
    if _greets(tree):
        return Coverage(place, Covered.EXCLUDED, "greeting")
    if _signs(tree):
        return Coverage(place, Covered.EXCLUDED, "signature")
    if attributions or only_speaks(tree, ClaimCandidate(tuple(t for t in range(len(tree)) if not tree.mark[t]))):
        return Coverage(place, Covered.EXCLUDED, "only says that someone spoke")
    if any(tree.dep[token] == "ROOT" and tree.tag[token] == "VB" for token in range(len(tree))):
        return Coverage(place, Covered.EXCLUDED, "instruction")
    if any(tree.subject(token) is not None for token in range(len(tree))):
        return Coverage(place, Covered.GAP, "could not be split automatically")
    return Coverage(place, Covered.EXCLUDED, "not a full sentence")


def _coverage(parse: Parse, sentences: list[Coverage]) -> Iterator[Coverage]:
    """The sentences, the blocks that hold none, and whatever of a block no sentence holds; in order."""
    at, document = 0, parse.document
    for block in document.blocks:
        if block.kind not in PROSE:
            why = block.why or _EXCLUDED[block.kind]
            yield Coverage(block.span, Covered.EXCLUDED, why)
            continue
        reached = block.span.start
        while at < len(sentences) and sentences[at].span.start < block.span.end:
            yield from _left_over(parse, Span(reached, sentences[at].span.start))
            yield sentences[at]
            reached = sentences[at].span.end
            at += 1
        yield from _left_over(parse, Span(reached, block.span.end))


def _left_over(parse: Parse, between: Span) -> Iterator[Coverage]:
    solid = _SOLID.search(parse.document.text, between.start, between.end)
    if solid:
        place = Span(*solid.span())
        labelled = any(label.span.meets(place) for label in parse.labels)
        yield Coverage(place, Covered.EXCLUDED, "says who speaks" if labelled else "no words")
