"""What a claim is about, whether it can be checked, and if not, why not."""

from __future__ import annotations

from itertools import pairwise

from claimcheck.language.en.claims.candidate import ClaimCandidate
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.calendar import DATE_WORDS
from claimcheck.models import ClaimKind

INTERPRETATION = "it is the writer's interpretation, not a fact"
JUDGEMENT = "it is a judgement, not a statement of fact"


def kind(tree: Tree, candidate: ClaimCandidate, quoted: bool) -> ClaimKind:
    """The kind of a claim; the first that fits, from what is hardest to check to what is plainest."""
    if candidate.kind in (ClaimKind.PRESUPPOSITION, ClaimKind.OPINION):
        return candidate.kind
    if quoted:
        return ClaimKind.QUOTE
    tokens = sorted(candidate.tokens)
    if _opinion(tree, tokens):
        return ClaimKind.OPINION
    if _prediction(tree, tokens):
        return ClaimKind.PREDICTION
    if _superlative(tree, tokens):
        return ClaimKind.SUPERLATIVE
    if _comparison(tree, tokens):
        return ClaimKind.COMPARISON
    if _cause(tree, tokens):
        return ClaimKind.CAUSE
    if any(is_amount(tree, token) for token in tokens):
        return ClaimKind.NUMBER
    if candidate.kind is ClaimKind.IDENTITY or _identity(tree, tokens):
        return ClaimKind.IDENTITY
    if any(is_date(tree, token) for token in tokens):
        return ClaimKind.DATE
    return ClaimKind.EVENT


def why_not(tree: Tree, candidate: ClaimCandidate) -> str | None:
    """Why a claim cannot be checked; None where it can."""
    if candidate.kind is ClaimKind.OPINION:
        return INTERPRETATION
    tokens = sorted(candidate.tokens)
    if _opinion(tree, tokens):
        return JUDGEMENT
    # What is planned or expected can be checked as that: whoever plans it, or expects it, says so.
    return None


def is_date(tree: Tree, token: int) -> bool:
    """Whether a token is a year, or the name of a month or day."""
    return is_year(tree.text[token]) or (tree.lower[token] in DATE_WORDS and tree.tag[token].startswith("NNP"))


def is_year(text: str) -> bool:
    """Whether a word is a year of modern times."""
    return len(text) == 4 and text.isdecimal() and text[:2] in ("17", "18", "19", "20")


def is_amount(tree: Tree, token: int) -> bool:
    """Whether a token counts or measures; years and days of a month date instead."""
    if tree.text[token] in ("%", "$", "€", "£") or tree.lower[token] in WORDS["amounts"]:
        return True
    if tree.tag[token] != "CD" or is_date(tree, token) or tree.lower[token] in ("one",):
        return False
    return not any(is_date(tree, other) for other in (tree.head[token], *tree.children[token]))


def _superlative(tree: Tree, tokens: list[int]) -> bool:
    words = WORDS["superlatives"]
    return any(
        (tree.tag[token] in ("JJS", "RBS") and tree.lower[token] not in ("least", "most"))
        or (tree.lower[token] in words and (tree.lower[token] != "first" or _the(tree, token)))
        or (tree.lower[token] == "most" and tree.dep[token] == "advmod")
        for token in tokens
    )


def _the(tree: Tree, token: int) -> bool:
    return any(tree.lower[child] == "the" for child in tree.children[tree.head[token]])


def _comparison(tree: Tree, tokens: list[int]) -> bool:
    lower = [tree.lower[token] for token in tokens]
    for at, token in enumerate(tokens):
        if lower[at] == "than" and not (at + 1 < len(tokens) and tree.tag[tokens[at + 1]] in ("CD", "$")):
            return True
        if lower[at] in WORDS["comparing"]:
            return True
        if tree.tag[token] in ("JJR", "RBR") and lower[at] in (
            "higher",
            "lower",
            "larger",
            "smaller",
            "better",
            "worse",
        ):
            return True
    return False


def _cause(tree: Tree, tokens: list[int]) -> bool:
    return any(
        tree.lower[token] in WORDS["causal"]
        or (tree.pos[token] == "VERB" and tree.lemma[token] in WORDS["causal_verbs"])
        for token in tokens
    ) or any(
        tree.lower[left] in ("due", "owing", "thanks", "led", "leading", "leads") and tree.lower[right] == "to"
        for left, right in pairwise(tokens)
    )


def _prediction(tree: Tree, tokens: list[int]) -> bool:
    words = WORDS["intentions"]
    return any(
        (tree.tag[token] == "MD" and tree.lower[token] in ("will", "'ll", "wo", "would", "shall"))
        or (
            tree.pos[token] == "VERB"
            and tree.lemma[token] in words
            and any(tree.dep[child] == "xcomp" for child in tree.children[token])
        )
        for token in tokens
    )


def _opinion(tree: Tree, tokens: list[int]) -> bool:
    # "Must pay a fine of 3 million" is a duty that somebody laid down.
    counted = any(is_amount(tree, token) for token in tokens)
    for token in tokens:
        lower = tree.lower[token]
        if tree.tag[token] == "MD" and (lower in ("should", "ought") or (lower == "must" and not counted)):
            return True
        if lower in WORDS["judging"] and (tree.pos[token] == "ADV" or _predicate(tree, token)):
            return True
        if tree.lemma[token] in WORDS["believing"] and tree.lower[tree.head[token]] != "to":
            subject = tree.subject(token)
            if subject is not None and tree.lower[subject] in ("i", "we"):
                return True
    return False


def _predicate(tree: Tree, token: int) -> bool:
    """Whether a word is what is said of the subject, or stands before the noun that is."""
    noun = tree.head[token] if tree.dep[token] == "amod" else token
    verb = tree.head[tree.head[noun]] if tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "to" else None
    if tree.dep[noun] == "dobj":
        verb = tree.head[noun]
    equated = verb is not None and tree.lemma[verb] in WORDS["equating"]
    return equated or tree.dep[noun] in ("acomp", "attr", "oprd")


def _identity(tree: Tree, tokens: list[int]) -> bool:
    naming = WORDS["naming"]
    return any(
        (tree.dep[token] == "attr" and tree.lemma[tree.head[token]] == "be" and tree.pos[token] in ("NOUN", "PROPN"))
        or (
            tree.lower[token] in naming
            and any(tree.lower[child] == "as" or tree.dep[child] == "oprd" for child in tree.children[token])
        )
        for token in tokens
    )
