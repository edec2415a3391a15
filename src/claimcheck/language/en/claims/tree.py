"""A sentence's grammar as plain lists: read from spaCy once, then cheap to walk."""

from __future__ import annotations

from bisect import bisect_left
from copy import copy

from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.parsing import ParsedSentence
from claimcheck.models import Span

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_MARKS = ".,;:!?…\"'()[]"
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


class Tree:
    """The tokens of one sentence, numbered from 0, with their grammar.

    Attributes:
        sentence: where it comes from.
        starts, ends: per token, its half-open place in the document.
        text, lower, lemma, tag, pos, dep: per token, as spaCy says (dep in its English labels).
        head: per token, the number of its head; its own for the root.
        children: per token, the numbers of those that depend on it, in order.
        mark: per token, whether it is punctuation or blank, which no claim is about.
        unsure: whether its grammar may be another than it says, so that nothing should be taken apart.
    """

    __slots__ = (
        "children",
        "dep",
        "ends",
        "head",
        "lemma",
        "lower",
        "mark",
        "pos",
        "sentence",
        "starts",
        "tag",
        "text",
        "unsure",
    )

    def __init__(self, sentence: ParsedSentence, lead: int = 0) -> None:
        """Read a sentence; tokens before document offset ``lead`` (a time, a dateline) count as punctuation."""
        tokens = list(sentence.tokens)
        first, offset = (tokens[0].i if tokens else 0), sentence.offset
        self.sentence = sentence
        self.unsure = False
        self.text = [token.text for token in tokens]
        self.lower = [text.lower() for text in self.text]
        self.lemma = [token.lemma_.lower() for token in tokens]
        self.tag = [token.tag_ for token in tokens]
        self.pos = [token.pos_ for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.head = [token.head.i - first for token in tokens]
        self.starts = [token.idx + offset for token in tokens]
        self.ends = [start + len(text) for start, text in zip(self.starts, self.text, strict=True)]
        self.mark = [
            start < lead
            or (pos in ("PUNCT", "SPACE") and not any(map(str.isalnum, text)))
            or (text[:1] in _MARKS and not text.strip(_MARKS))
            for pos, text, start in zip(self.pos, self.text, self.starts, strict=True)
        ]
        self._mark_stage_directions()
        self.children: list[list[int]] = [[] for _ in tokens]
        for token, head in enumerate(self.head):
            if head != token and self.starts[token] >= lead:
                self.children[head].append(token)

    def _mark_stage_directions(self) -> None:
        """Count what a transcript notes in brackets as punctuation: "[applause]", "(laughs)"."""
        opened = -1
        for token, text in enumerate(self.text):
            if text in ("[", "("):
                opened = token
            elif text in ("]", ")") and opened >= 0:
                inside = self.lower[opened + 1 : token]
                if inside and all(word in WORDS["stage_directions"] for word in inside):
                    self.mark[opened : token + 1] = [True] * (token + 1 - opened)
                opened = -1

    def reattached(
        self,
        moved: dict[int, int],
        renamed: dict[int, str] | None = None,
        verbs: frozenset[int] = frozenset(),
        participles: frozenset[int] = frozenset(),
    ) -> Tree:
        """The same sentence with some branches attached elsewhere: from token to its new head.

        ``renamed`` says their new dependencies, ``verbs`` which are verbs in the past tense, ``participles``
        which are past participles.
        """
        tree = copy(self)
        if renamed:
            tree.dep = [renamed.get(token, dep) for token, dep in enumerate(self.dep)]
        if participles:
            tree.tag = ["VBN" if token in participles else tag for token, tag in enumerate(tree.tag)]
        if verbs:
            tree.tag = ["VBD" if token in verbs else tag for token, tag in enumerate(tree.tag)]
            tree.pos = ["VERB" if token in verbs else pos for token, pos in enumerate(self.pos)]
        tree.head = [moved.get(token, head) for token, head in enumerate(self.head)]
        tree.children = [[] for _ in self.head]
        for token, head in enumerate(tree.head):
            if head != token:
                tree.children[head].append(token)
        return tree

    def __len__(self) -> int:
        return len(self.text)

    def span(self, token: int) -> Span:
        """Where a token stands in the document."""
        return Span(self.starts[token], self.ends[token])

    def within(self, span: Span) -> list[int]:
        """The words that begin inside a span of the document."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [token for token in range(first, last) if not self.mark[token]]

    def subtree(self, top: int, without: frozenset[int] | set[int] = frozenset()) -> set[int]:
        """``top`` and all that depends on it, leaving out whole branches that begin in ``without``."""
        found, stack = set(), [top]
        while stack:
            token = stack.pop()
            found.add(token)
            stack += [child for child in self.children[token] if child not in without]
        return found

    def first_of_subtree(self, top: int) -> int:
        """The leftmost token below ``top``."""
        return min(self.subtree(top))

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of ``token`` with one of these dependencies."""
        return next((child for child in self.children[token] if self.dep[child] in deps), None)

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, where it has one of its own; a dummy "there" or "it" only where nothing else is."""
        subject = self.child(verb, "nsubj", "nsubjpass", "csubj", "csubjpass")
        return self.child(verb, "expl") if subject is None else subject

    def is_set_off(self, token: int) -> bool:
        """Whether the branch at ``token`` begins right after a comma, a bracket or a dash, or opens the sentence."""
        first = self.first_of_subtree(token)
        while first > 0 and self.text[first - 1] in "\"'":
            first -= 1
        return first == 0 or (self.mark[first - 1] and self.text[first - 1] in ",(;:–—--[")

    def plural(self, noun: int) -> bool:
        """Whether a noun takes a plural verb: by its form, or because others are joined to it."""
        return self.tag[noun] in ("NNS", "NNPS") or any(self.dep[child] == "conj" for child in self.children[noun])
