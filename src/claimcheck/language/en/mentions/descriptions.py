"""Which clusters a definite description can mean: "the minister", "the group", "the country", "the two"."""

from __future__ import annotations

from claimcheck.language.en.lexicon.organisations import FUNCTIONS, ORGANISATION_NOUNS, ORGANISATION_WORDS, SAME_THING
from claimcheck.language.en.lexicon.people import ANYONE, FEMALE_NOUNS, MALE_NOUNS, RELATIONS, ROLES, SAME_ROLE
from claimcheck.language.en.lexicon.places import CITIES, CONTINENTS, COUNTRIES, PLACE_NOUNS, REGIONS, STATES
from claimcheck.language.en.mentions.clusters import Cluster
from claimcheck.language.en.mentions.discourse import Antecedent, Discourse, live, ranked
from claimcheck.language.en.mentions.phrases import Phrase, Position, speaks
from claimcheck.language.en.mentions.pronouns import lately, together
from claimcheck.models import EntityKind, Gender

_PAIRS = {
    **dict.fromkeys("two both pair duo couple sister brother sibling spouse twin".split(), 2),
    **dict.fromkeys("three trio".split(), 3),
    "four": 4,
}
_FAR = 400
_NEAR = 8
_SPECIFIC = frozenset(
    "ministry department court tribunal committee commission council university college school hospital church".split()
)
_GENERAL = frozenset("business company corporation firm group organisation organization outfit".split())
"""Nouns that nearly any organisation can be called by, of whatever type."""
_PLACES = {
    "country": COUNTRIES,
    "nation": COUNTRIES,
    "kingdom": COUNTRIES,
    "republic": COUNTRIES,
    "city": CITIES,
    "town": CITIES,
    "capital": CITIES,
    "region": REGIONS,
    "area": REGIONS,
    "territory": REGIONS,
    "continent": CONTINENTS,
    "state": STATES,
}
_ON_TRIAL = frozenset(
    "suspect accused defendant victim patient inmate prisoner convict plaintiff gunman attacker".split()
)
_IDLE = frozenset("the a an this that these those its his her their our former same two three latter".split())


def meant_by_description(phrase: Phrase, kind: EntityKind, discourse: Discourse) -> list[Antecedent]:
    """What a definite description can mean, likeliest first; empty when it brings in something new."""
    if count := _count(phrase):
        return _counted(phrase, count, kind, discourse)
    if phrase.plural:
        return _same_words(phrase, discourse)
    if phrase.word in PLACE_NOUNS and phrase.word in _PLACES:
        return _place(phrase, discourse)
    if kind is EntityKind.PERSON:
        return _person(phrase, discourse)
    if kind is EntityKind.ORGANISATION:
        return _organisation(phrase, discourse)
    return (phrase.word in SAME_THING and _organisation(phrase, discourse)) or _same_words(phrase, discourse)


def country_of(phrase: Phrase, discourse: Discourse) -> Cluster | None:
    """The one country that "the government" can be the government of; None when there is none, or more than one."""
    if phrase.word not in FUNCTIONS or phrase.word in ROLES or modifiers(phrase):
        return None
    countries = discourse.antecedents(phrase, lambda cluster: cluster.name.casefold() in COUNTRIES, 1)
    return countries[0].clusters[0] if len(countries) == 1 else None


def modifiers(phrase: Phrase) -> set[str]:
    """The words that narrow a description down: "Chad" in "the president of Chad"."""
    head = phrase.head
    words = {token.lower_ for child in head.lefts for token in child.subtree}
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "from"):
            words |= {token.lower_ for token in child.subtree if token.pos_ in ("NOUN", "PROPN", "ADJ")}
    return {word for word in words if word.isalpha() and word not in _IDLE}


def _count(phrase: Phrase) -> int | None:
    if phrase.word in _PAIRS and (phrase.plural or phrase.word not in RELATIONS):
        return _PAIRS[phrase.word]
    return next((_PAIRS[child.lower_] for child in phrase.head.lefts if child.lower_ in _PAIRS), None)


def _counted(phrase: Phrase, count: int, kind: EntityKind, discourse: Discourse) -> list[Antecedent]:
    """Clusters meant by "the two": those named side by side, else the only ones of their kind spoken of lately."""
    kind = EntityKind.ORGANISATION if kind is EntityKind.ORGANISATION else EntityKind.PERSON
    groups = [
        group
        for group in together(phrase, discourse, 3)
        if len(group.clusters) == count and group.clusters[0].kind is kind and not group.clusters[0].plural
    ]
    if groups:
        nearest = min(group.back for group in groups)
        return [group for group in groups if group.back == nearest]
    alike = _same_type(phrase.word)

    def fits(cluster: Cluster) -> bool:
        return cluster.kind is kind and (kind is EntityKind.PERSON or bool(cluster.nouns & alike))

    only = lately(phrase, fits, discourse)
    return [only] if only is not None and len(only.clusters) == count else []


def _same_words(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    """What was last called by the same noun and number."""
    narrow = modifiers(phrase)

    def fits(cluster: Cluster) -> bool:
        if cluster.kind is EntityKind.PERSON and not cluster.plural:
            return False
        return cluster.plural == phrase.plural and phrase.word in cluster.nouns and _narrowed(cluster, narrow)

    found = discourse.antecedents(phrase, fits, _NEAR)
    return [antecedent for antecedent in found if antecedent.back == found[0].back] if found else []


def _narrowed(cluster: Cluster, narrow: set[str]) -> bool:
    known = cluster.nouns | set((cluster.role or "").casefold().split()) | set(cluster.name.casefold().split())
    return narrow <= known


def _same_role(word: str) -> frozenset[str]:
    return frozenset({word}).union(*(words for words in SAME_ROLE if word in words))


def _person(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    word, narrow = phrase.word, modifiers(phrase)
    wrong = Gender.FEMALE if word in MALE_NOUNS else Gender.MALE if word in FEMALE_NOUNS else None

    def of_role(words: frozenset[str]) -> list[Antecedent]:
        def fits(cluster: Cluster) -> bool:
            if cluster.kind is not EntityKind.PERSON or cluster.plural or (wrong and cluster.gender is wrong):
                return False
            return bool(words & cluster.nouns) and _narrowed(cluster, narrow)

        return discourse.antecedents(phrase, fits, min(phrase.sentence, _FAR))

    found = of_role(frozenset({word})) or of_role(_same_role(word))
    if found:
        nearest = min(found, key=lambda antecedent: antecedent.back)
        near = [c for c in found if c.back <= max(nearest.back + 4, _NEAR)]
        return ranked(near) + _without_role(phrase, nearest, wrong, discourse)
    if word not in ANYONE or narrow - {"old"}:
        return []

    def anyone(cluster: Cluster) -> bool:
        if cluster.kind is not EntityKind.PERSON or cluster.plural or (wrong and cluster.gender is wrong):
            return False
        return word not in _ON_TRIAL or not cluster.nouns & ROLES

    found = live(discourse.antecedents(phrase, anyone, 2), phrase)
    if len(found) == 1 and wrong and found[0].clusters[0].gender is Gender.UNKNOWN:
        found[0].clusters[0].gender = Gender.MALE if wrong is Gender.FEMALE else Gender.FEMALE
    return found


def _without_role(phrase: Phrase, nearest: Antecedent, wrong: Gender | None, discourse: Discourse) -> list[Antecedent]:
    """People spoken of since, of whom the text does not say what they do: the description may be theirs."""
    aside = nearest.phrase.position is Position.MODIFIER
    window = nearest.back if aside else nearest.back - 1
    if window < 1:
        return []

    def fits(cluster: Cluster) -> bool:
        role = (cluster.role or "").split()
        unknown = cluster.kind is EntityKind.PERSON and cluster.named and (not role or role[-1] in RELATIONS)
        return unknown and not cluster.plural and not (wrong and cluster.gender is wrong)

    since = [c for c in discourse.antecedents(phrase, fits, window) if c.clusters != nearest.clusters]
    return [c for c in since if c.phrase.position is Position.SUBJECT and c.phrase.main and not c.phrase.spoken]


def _same_type(word: str) -> frozenset[str]:
    return frozenset({word, *SAME_THING.get(word, "").split()})


def _organisation(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    word, narrow = phrase.word, modifiers(phrase)
    alike = _same_type(word)

    def of_type(cluster: Cluster) -> bool:
        return cluster.kind is EntityKind.ORGANISATION and bool(alike & cluster.nouns) and _narrowed(cluster, narrow)

    found = discourse.antecedents(phrase, of_type, _NEAR)
    if found:
        nearest = min(antecedent.back for antecedent in found)
        return live([c for c in found if c.back <= nearest + 1], phrase)
    if narrow or word not in SAME_THING or word in _SPECIFIC:
        return []
    general = word in _GENERAL

    def unknown_type(cluster: Cluster) -> bool:
        if not cluster.named or cluster.nouns & (ORGANISATION_NOUNS | ORGANISATION_WORDS):
            return False
        if cluster.kind is EntityKind.ORGANISATION:
            return general or cluster.certain
        return general and not cluster.certain and cluster.kind is not EntityKind.PERSON

    # "Veltra took bribes, the bank said": a bank that its own sentence has not named so far is somebody else.
    found = [c for c in discourse.antecedents(phrase, unknown_type, 2) if general or c.back]
    # "Roe said the firm had lied": who nothing says is a firm, and speaks of one, speaks of another.
    return live([c for c in found if c.clusters[0].certain or c.back or not speaks(c.phrase)], phrase)


def _place(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    names, narrow = _PLACES[phrase.word], modifiers(phrase)
    if narrow:
        return []
    found = discourse.antecedents(phrase, lambda cluster: cluster.name.casefold() in names, 3)
    if not found:
        return []
    nearest = min(antecedent.back for antecedent in found)
    here = [antecedent for antecedent in found if antecedent.back == nearest]
    plain = [antecedent for antecedent in here if antecedent.phrase.position is not Position.MODIFIER]
    return plain or here
