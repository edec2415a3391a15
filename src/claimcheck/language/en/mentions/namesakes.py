"""Names that a person and a place share: which of the two each use of the name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.language.en.lexicon.places import PLACE_NOUNS, PLACES
from claimcheck.language.en.mentions.phrases import Phrase, speaks
from claimcheck.wordlists import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTS = WordLists(__file__)
_FROM_AND_TO = frozenset("from to toward towards into through via of".split())
_AT_A_DISTANCE = frozenset(("lie", "sit", "stand"))


def means_person(phrase: Phrase) -> bool:
    """Whether a use of a name can only be a person's: with a title, or as who speaks."""
    return (phrase.name is not None and phrase.name.title is not None) or speaks(phrase)


def means_place(phrase: Phrase) -> bool:
    """Whether the words around a name show that it is a place's: "in Dunmore", "residents of Dunmore"."""
    if means_person(phrase):
        return False
    token = phrase.head
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return _is_followed_by_place(phrase) or _is_called_place(phrase.head) or _stands_as_place(token)


def _is_followed_by_place(phrase: Phrase) -> bool:
    """Whether a state or country stands behind a name: "Dunmore, Ohio"."""
    assert phrase.name is not None
    after = phrase.head.doc[phrase.name.last + 1 : phrase.name.last + 4]
    words = [token.lower_ for token in after]
    return words[:1] == [","] and (" ".join(words[1:2]) in PLACES or " ".join(words[1:3]) in PLACES)


def _is_called_place(head: Token) -> bool:
    """Whether the text says so: "Dunmore, a town in the north", "Dunmore is a town"."""
    places = PLACE_NOUNS | _LISTS["schools"]
    if any(child.dep_ == "appos" and child.lemma_ in places for child in head.children):
        return True
    verb = head.head
    is_subject = head.dep_ == "nsubj" and verb.lemma_ == "be"
    return is_subject and any(child.dep_ == "attr" and child.lemma_ in PLACE_NOUNS for child in verb.children)


def _stands_as_place(token: Token) -> bool:
    head = token.head
    if token.dep_ == "pobj":
        return _is_led_to(head)
    if token.dep_ in ("compound", "nmod", "poss", "amod"):
        return head.lemma_.lower() in _LISTS["belonging"] or head.lemma_ == "base"
    if token.dep_ in ("dobj", "nsubjpass"):
        doers = {child.lemma_.lower() for child in head.children if child.dep_ in ("nsubj", "conj")}
        doers |= {below.lemma_.lower() for child in head.children if child.dep_ == "agent" for below in child.children}
        if head.lemma_ in _LISTS["only_of_places"]:
            return True
        return head.lemma_ in _LISTS["befalling"] and not doers.isdisjoint(_LISTS["forces"])
    if token.dep_ == "nsubj":
        if head.lemma_ == "have":
            had = (child for child in head.children if child.dep_ == "dobj")
            return any(one.lemma_.lower() in _LISTS["belonging"] for one in had)
        return head.lemma_ in _AT_A_DISTANCE and any(child.dep_ in ("prep", "npadvmod") for child in head.children)
    return False


def _is_led_to(preposition: Token) -> bool:
    """Whether a preposition leads to a place: "in", "near", "residents of", "30 miles from", "flew to"."""
    word, above = preposition.lower_, preposition.head.lemma_.lower()
    if word in _LISTS["locating"]:
        return above not in _LISTS["trusting"]
    if word == "of":
        return above in _LISTS["belonging"] or above in PLACE_NOUNS
    return word in _FROM_AND_TO and above in _LISTS["moving"]
