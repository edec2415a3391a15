"""Which words of a sentence each speaker says: regions that are split, each with its attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.language.en.claims.candidate import ClaimCandidate, Region
from claimcheck.language.en.claims.interpretations import is_interpretation
from claimcheck.language.en.claims.questions import asking_words, quoted_questions
from claimcheck.language.en.claims.tree import VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.claims.wording import SentenceContext
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.models import Attribution, AttributionType, ClaimKind, Grain, Span

_COMPLETING = ("dobj", "attr", "acomp", "oprd", "pobj", "nsubj", "nsubjpass", "ROOT")


@dataclass(frozen=True, slots=True)
class SpeakerSegment:
    """A region of a sentence with its speaker's attribution.

    Attributes:
        said: the attribution whose content the region is; None for the article itself.
        partly: attributions whose content is no clause ("called it “a disgrace”"), with the tokens of cue and content.
    """

    region: Region
    said: Attribution | None
    partly: tuple[tuple[Attribution, frozenset[int], frozenset[int]], ...] = ()

    def attribution(self, candidate: ClaimCandidate) -> Attribution | None:
        """The attribution of a candidate of this region."""
        if candidate.tokens <= self.region.inside:
            # A content that only a noun announces ("the news that ...") is said again as part of the clause around it.
            for one, cue, content in self.partly if candidate.kind is not ClaimKind.OPINION else ():
                if cue & candidate.tokens and content & candidate.tokens:
                    return one
            return self.said
        return None


def speaker_segments(
    context: SentenceContext, attributions: Iterable[Attribution], grain: Grain, year: int | None
) -> Iterator[SpeakerSegment]:
    """The regions of a sentence, each with its speaker, in the order of their first words; ``year`` of the article."""
    tree = context.tree
    asked = quoted_questions(context)
    words = frozenset(token for token in range(len(tree)) if not tree.mark[token]) - asked
    owner: dict[int, Attribution | None] = dict.fromkeys(words)
    partly: list[tuple[Attribution, frozenset[int], frozenset[int]]] = []
    cues: set[int] = asking_words(tree, asked)
    announced: list[frozenset[int]] = []
    narrated: list[tuple[frozenset[int], frozenset[int]]] = []
    for attribution in sorted(attributions, key=_length, reverse=True):
        content = _tokens(tree, attribution.content) & words
        if not content:
            cues |= _tokens(tree, attribution.cue) | _tokens(tree, attribution.source)
            continue
        content -= _read_into(tree, content, attribution)
        cue = _tokens(tree, attribution.cue)
        content -= _listeners(tree, cue, content)
        speaking = cue | _tokens(tree, attribution.source)
        # “Probably the worst in our history,” Roe said: a fragment, but all that is said.
        said = any(tree.lemma[token] in SPEECH_VERBS for token in cue)
        fragment = said and attribution.type is AttributionType.DIRECT and words <= content | speaking
        stated = _states(tree, content) and not _denies(tree, cue, content)
        if content == words or stated or (fragment and not _denies(tree, cue, content)):
            owner.update(dict.fromkeys(content, attribution))
            # What a verb inside the source says ("the firm, based in Oslo, said") is a statement of its own.
            cues |= cue | {token for token in _tokens(tree, attribution.source) if tree.pos[token] not in VERBAL}
            if not any(tree.pos[token] in (*VERBAL, "ADP", "SCONJ", "ADV") for token in cue):
                announced.append(content)
            elif any(tree.dep[token] == "advcl" for token in cue):
                narrated.append((cue, content))
        elif attribution.source:
            partly.append((attribution, cue, content))
    regions: dict[int, tuple[Attribution | None, set[int]]] = {}
    for token in sorted(words):
        one = owner[token]
        regions.setdefault(id(one), (one, set()))[1].add(token)
    for one, inside in regions.values():
        for content in announced:
            if content.isdisjoint(inside) and any(tree.head[token] in inside for token in content):
                inside |= content
        attributing = frozenset(cues & inside)
        for cue, content in narrated:
            # "Roe caused a row when he tweeted that it was poisoned": without its end, the clause would say too little.
            if content.isdisjoint(inside) and cue <= inside:
                inside |= content
                attributing |= {token for token in content if tree.pos[token] in VERBAL}
        whole = grain is Grain.CLAUSE and one is not None and one.type is AttributionType.DIRECT
        yield SpeakerSegment(
            Region(tree, frozenset(inside), grain, attributing, whole, year),
            one,
            tuple(known for known in partly if known[1] | known[2] <= inside),
        )


def _length(one: Attribution) -> int:
    return sum(span.end - span.start for span in one.content)


def _tokens(tree: Tree, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset([token for span in spans for token in tree.within(span)])


def _states(tree: Tree, content: frozenset[int]) -> bool:
    """Whether a content is a clause of its own, with a subject, rather than "a disgrace" or "to resign"."""
    tops = [token for token in content if tree.head[token] not in content or tree.head[token] == token]
    clauses = [
        top
        for top in tops
        if tree.pos[top] in VERBAL
        and tree.subject(top) in content
        and (len(tops) == 1 or tree.dep[top] != "advcl")
        # "expects | sales to grow": without the verb before it, this states nothing.
        and not (tree.tag[top] == "VB" and any(tree.tag[child] == "TO" for child in tree.children[top]))
    ]
    return bool(clauses) and not any(tree.dep[top] in _COMPLETING for top in tops if top not in clauses)


def _denies(tree: Tree, cue: frozenset[int], content: frozenset[int]) -> bool:
    """Whether the source does not say that the content is so: it is denied, asked, or not said."""
    if any(tree.lemma[token] in WORDS["denying"] for token in cue):
        return True
    if any(tree.dep[child] == "neg" for token in cue for child in tree.children[token] if child not in content):
        return True
    return tree.lower[min(content)] in ("whether", "if", "how", "why", "who", "which", "where", "when")


def _listeners(tree: Tree, cue: frozenset[int], content: frozenset[int]) -> frozenset[int]:
    """The listener, where a content begins with them: "told | officers he had found it"."""
    first = min(content)
    for verb in cue:
        listener = tree.child(verb, "dobj", "dative") if tree.lemma[verb] in WORDS["telling"] else None
        clause = tree.child(verb, "ccomp")
        if listener in content and clause in content and tree.first_of_subtree(listener) == first:
            return frozenset(tree.subtree(listener))
    return frozenset()


def _read_into(tree: Tree, content: frozenset[int], attribution: Attribution) -> frozenset[int]:
    """The end of a reported content that the source did not say: the writer's reading of it, or what it rests on.

    ", signaling a long-term vision"; ", citing strong demand".
    """
    if attribution.type is not AttributionType.INDIRECT:
        return frozenset()
    for token in sorted(content):
        tail = tree.subtree(token) & content
        beside = is_interpretation(tree, token) or (
            tree.tag[token] == "VBG" and tree.lemma[token] in WORDS["grounding"]
        )
        if tree.dep[token] == "advcl" and beside and tree.is_set_off(token) and max(tail) == max(content):
            return frozenset(tail)
    return frozenset()
