"""What claims nothing: sentences that ask, questions quoted inside a sentence, and words that only name who spoke."""

from __future__ import annotations

from claimcheck.language.en.claims.candidate import ClaimCandidate
from claimcheck.language.en.claims.kinds import is_date
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.claims.wording import SentenceContext
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS

_ENDS = (".", "!", "?", "…")
_SUBJECTS = ("nsubj", "nsubjpass")


def asks(tree: Tree) -> bool:
    """Whether a sentence ends with a question mark."""
    last = len(tree) - 1
    while last > 0 and tree.mark[last] and tree.text[last] not in ("?", ".", "!"):
        last -= 1
    return last >= 0 and tree.text[last].startswith("?")


def quoted_questions(context: SentenceContext) -> frozenset[int]:
    """The words of the questions that are quoted inside a sentence: "“Was it closed?” asked Quill."."""
    tree = context.tree
    found: set[int] = set()
    for quotation in context.quoted:
        if not quotation.inner.of(context.source).rstrip().endswith("?"):
            continue
        inside = [
            token for token in range(len(tree)) if quotation.inner.start <= tree.starts[token] < quotation.inner.end
        ]
        while inside and tree.mark[inside[-1]]:
            inside.pop()
        for token in reversed(inside):
            if tree.mark[token] and tree.text[token].startswith(_ENDS):
                break
            found.add(token)
    return frozenset(token for token in found if not tree.mark[token])


def asking_words(tree: Tree, asked: frozenset[int]) -> set[int]:
    """The verb of speech that a quoted question is the content of, with who asks."""
    if not asked:
        return set()
    verbs = [
        token
        for token in range(len(tree))
        if token not in asked and tree.lemma[token] in SPEECH_VERBS and tree.pos[token] == "VERB"
    ]
    subjects = {child for verb in verbs for child in tree.children[verb] if tree.dep[child] in _SUBJECTS}
    return {*verbs, *(below for subject in subjects for below in tree.subtree(subject) if below not in asked)}


_WHOLE = ("nobody", "none", "everybody", "everyone")
"""Listeners by whom a verb of telling says something by itself: "told nobody"."""
_FILLERS = frozenset(WORDS.rows("fillers"))


def only_speaks(tree: Tree, candidate: ClaimCandidate) -> bool:
    """Whether a candidate is no more than a speaker with a verb of speech ("said Quill"), or an aside ("you know")."""
    tokens = candidate.tokens
    if tuple(tree.lower[token] for token in sorted(tokens)) in _FILLERS:
        return True
    verbs = [token for token in tokens if tree.pos[token] == "VERB" and tree.lemma[token] in WORDS["bare_speech"]]
    verb = next((token for token in verbs if tree.head[token] not in tokens or tree.head[token] == token), None)
    if verb is None or candidate.summarised or len(candidate.parts) > len(tokens):
        return False
    listener = tree.lemma[verb] in WORDS["telling"]
    objects = [child for child in tree.children[verb] if tree.dep[child] in ("dobj", "attr", "oprd", "conj")]
    if any(tree.dep[child] == "conj" or not listener or tree.lower[child] in _WHOLE for child in objects):
        return False
    besides = [child for child in tree.children[verb] if child in tokens and tree.dep[child] not in _SUBJECTS]
    allowed = ("advmod", "aux", "cc", "mark", "prt", *(("dobj", "dative") if listener else ()))
    besides = [child for child in besides if not _says_when(tree, child)]
    subject = any(tree.dep[child] in _SUBJECTS for child in tree.children[verb] if child in tokens)
    return subject and all(tree.dep[child] in allowed for child in besides)


def _says_when(tree: Tree, token: int) -> bool:
    """Whether a phrase beside a verb is a day: "said on Monday", "said Monday"."""
    top = token if tree.dep[token] == "npadvmod" else tree.child(token, "pobj") if tree.dep[token] == "prep" else None
    return top is not None and is_date(tree, top)
