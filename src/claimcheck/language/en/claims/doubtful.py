"""Sentences whose grammar the parser cannot know: verbs left out in a second clause, and clauses without a verb.

Such a sentence is kept as it stands and marked, since every way to take it apart may say something that it does not.
"""

from __future__ import annotations

from claimcheck.language.en.claims.kinds import is_date
from claimcheck.language.en.claims.tree import NOMINAL, VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.calendar import DATE_WORDS

_DATING = ("on", "in", "until", "till", "since", "by", "from", "before", "after")
_REPEATED = ("to", "with", "by", "for", "from", "at")
_OPENERS = ("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "RBS", "$")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_AGAIN = ("DT", "PRP$", "CD", "$")
_BESIDE = ("relcl", "conj", "advcl", "parataxis", "dep")


def is_doubtful(tree: Tree) -> bool:
    """Whether a sentence leaves out a verb that another clause of it has, or that no clause has."""
    rules = (
        _joins_behind_comma,
        _joins_date_to_thing,
        _repeats_preposition,
        _lacks_verb,
        _is_verbless,
        _is_spliced,
    )
    return any(rule(tree) for rule in rules)


def _joins_behind_comma(tree: Tree) -> bool:
    """A list of things with something put in before its last: "her job, her flat and, a month later, her licence"."""
    for token, word in enumerate(tree.lower[:-1]):
        if word in ("and", "or") and tree.text[token + 1] == ",":
            closing = next((at for at in range(token + 2, len(tree)) if tree.text[at] == ","), None)
            last = _noun_phrase(tree, closing + 1) if closing is not None else -1
            if last >= 0 and (last + 1 >= len(tree) or tree.mark[last + 1] or tree.tag[last + 1] == "IN"):
                return True
        # "His party has 40 seats, Lund's 31".
        if word == "'s" and tree.tag[token + 1] == "CD" and token + 2 < len(tree) and "," in tree.text[:token]:
            start = max(at for at in range(token) if tree.text[at] == ",")
            closes = tree.mark[token + 2] or tree.lower[token + 2] in ("and", "or")
            if closes and all(tree.tag[at] in (*_NOUNS, "DT", "JJ") for at in range(start + 1, token)):
                return True
    return False


def _joins_date_to_thing(tree: Tree) -> bool:
    """A day and a thing are no list: "took the airport on Friday and the radio on Saturday"."""
    for token, dep in enumerate(tree.dep):
        first = tree.head[token]
        if dep != "conj" or tree.dep[first] != "pobj" or tree.lower[tree.head[first]] not in _DATING:
            continue
        dated = [_is_time(tree, each) for each in (first, token)]
        named = [is_date(tree, each) for each in (first, token)]
        if any(named) and not all(dated) and all(tree.pos[each] in (*NOMINAL, "ADJ") for each in (first, token)):
            return True
    return False


def _repeats_preposition(tree: Tree) -> bool:
    """What goes where, twice: "left her house to the town and her dogs to a neighbour"."""
    for first, word in enumerate(tree.lower):
        if word not in _REPEATED or tree.dep[first] not in ("prep", "dative"):
            continue
        one = _noun_phrase(tree, first + 1)
        if one < 0 or one + 2 >= len(tree) or tree.lower[one + 1] != "and" or tree.tag[one + 2] not in _AGAIN:
            continue
        other = _noun_phrase(tree, one + 2)
        if 0 <= other < len(tree) - 1 and tree.lower[other + 1] == word:
            return True
    return False


def _is_time(tree: Tree, noun: int) -> bool:
    stops = {child for child in tree.children[noun] if tree.dep[child] in ("prep", "conj", "relcl", "acl", "appos")}
    return any(_times(tree, at) for at in tree.subtree(noun, stops))


def _lacks_verb(tree: Tree) -> bool:
    """Two noun phrases side by side that no verb, comma or word joins: "and the army the south", "the state 50"."""
    for at, word in enumerate(tree.lower):
        if word not in ("and", "or", "but", ",", ";") or at + 1 >= len(tree):
            continue
        first = _noun_phrase(tree, at + 1)
        again = first + 1
        if first < 0 or again >= len(tree) or tree.tag[again] not in _AGAIN:
            continue
        opened = tree.tag[at + 1] in ("DT", "PRP$", "JJS") or tree.tag[again] in ("DT", "PRP$")
        if not opened or tree.tag[first] in ("NNP", "NNPS") or _is_figure(tree, first, again):
            continue
        second = _noun_phrase(tree, again)
        end = (again if second < 0 and tree.tag[again] == "CD" else second) + 1
        while end < len(tree) and tree.lower[end] == "of":
            end = max(end, _noun_phrase(tree, end + 1)) + 1
        closes = end >= len(tree) or tree.mark[end] or tree.lower[end] in ("and", "or", "but", "on", "in")
        if end > again and closes and not any(_times(tree, k) for k in range(again, min(end, len(tree)))):
            return True
    return False


def _noun_phrase(tree: Tree, at: int) -> int:
    """The last token of the noun phrase that begins at a token; -1 where none does."""
    last = -1
    start = at
    while at < len(tree) and tree.tag[at] in _OPENERS:
        if at > start and tree.tag[at] in ("DT", "PRP$") and tree.tag[at - 1] != "POS":
            break
        if at > start and tree.tag[at] in ("CD", "$") and tree.tag[at - 1] in _NOUNS:
            break
        if tree.tag[at] in (*_NOUNS, "CD", "JJS"):
            last = at
        at += 1
    return last


def _times(tree: Tree, token: int) -> bool:
    """Whether a word is a date or a span of time, or part of one."""
    return is_date(tree, token) or tree.lower[token] in WORDS["periods"] or tree.lower[token] in DATE_WORDS


def _is_figure(tree: Tree, noun: int, number: int) -> bool:
    """Whether a number belongs to the noun before it: "chapter 4", "the number 9", "June 4"."""
    single = tree.tag[number] == "CD" and tree.tag[noun] == "NN" and tree.head[number] == noun
    before = tree.tag[noun - 1] if noun else ""
    return _times(tree, noun) or (single and before not in ("DT", "PRP$", "JJS") and tree.tag[noun] != "JJS")


def _is_verbless(tree: Tree) -> bool:
    """A subject whose clause has no verb: "four of them electric", "its captain drunk"."""
    for token, dep in enumerate(tree.dep):
        if dep not in ("nsubj", "nsubjpass"):
            continue
        top = tree.head[token]
        bare = tree.pos[top] not in VERBAL and tree.dep[top] in _BESIDE
        helped = any(tree.dep[child] in ("aux", "auxpass", "cop") for child in tree.children[top])
        if bare and not helped and tree.is_set_off(token):
            return True
        of_them = [child for child in tree.children[token] if tree.lower[child] == "of"]
        some = any(tree.lower[each] == "them" for of in of_them for each in tree.children[of])
        first = tree.first_of_subtree(token)
        if some and first > 0 and tree.text[first - 1] == ",":
            return True
    return False


def _is_spliced(tree: Tree) -> bool:
    """A finite clause that nothing subordinates: "A third walk, a third cycle and the rest ride"."""
    for token, dep in enumerate(tree.dep):
        if dep != "advcl" or tree.tag[token] not in ("VBP", "VBZ", "VBD") or tree.head[token] < token:
            continue
        subject = tree.subject(token)
        first = tree.first_of_subtree(token)
        plain = subject is not None and subject < token and tree.first_of_subtree(subject) == first
        if plain and tree.tag[first] not in ("WP", "WDT", "WRB"):
            return True
    return False
