"""Which figures a definite description can mean: "the minister", "the group", "the country", "the two"."""

from __future__ import annotations

from claimcheck.language.en.lexicon.organisations import FUNCTIONS, ORGANISATION_NOUNS, ORGANISATION_WORDS, SAME_THING
from claimcheck.language.en.lexicon.people import ANYONE, FEMALE_NOUNS, MALE_NOUNS, RELATIONS, ROLES, SAME_ROLE
from claimcheck.language.en.lexicon.places import CITIES, CONTINENTS, COUNTRIES, PLACE_NOUNS, REGIONS, STATES
from claimcheck.language.en.mentions.clusters import Figure
from claimcheck.language.en.mentions.discourse import Candidate, Discourse, live, ranked
from claimcheck.language.en.mentions.phrases import Phrase, Position
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


def meant_by_description(phrase: Phrase, kind: EntityKind, discourse: Discourse) -> list[Candidate]:
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


def country_of(phrase: Phrase, discourse: Discourse) -> Figure | None:
    """The one country that "the government" can be the government of; None when there is none, or more than one."""
    if phrase.word not in FUNCTIONS or phrase.word in ROLES or modifiers(phrase):
        return None
    countries = discourse.candidates(phrase, lambda figure: figure.name.casefold() in COUNTRIES, 1)
    return countries[0].figures[0] if len(countries) == 1 else None


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


def _counted(phrase: Phrase, count: int, kind: EntityKind, discourse: Discourse) -> list[Candidate]:
    """Figures meant by "the two": those named side by side, else the only ones of their kind spoken of lately."""
    kind = EntityKind.ORGANISATION if kind is EntityKind.ORGANISATION else EntityKind.PERSON
    groups = [
        group
        for group in together(phrase, discourse, 3)
        if len(group.figures) == count and group.figures[0].kind is kind and not group.figures[0].plural
    ]
    if groups:
        nearest = min(group.back for group in groups)
        return [group for group in groups if group.back == nearest]
    alike = _same_type(phrase.word)

    def fits(figure: Figure) -> bool:
        return figure.kind is kind and (kind is EntityKind.PERSON or bool(figure.nouns & alike))

    only = lately(phrase, fits, discourse)
    return [only] if only is not None and len(only.figures) == count else []


def _same_words(phrase: Phrase, discourse: Discourse) -> list[Candidate]:
    """What was last called by the same noun and number."""
    narrow = modifiers(phrase)

    def fits(figure: Figure) -> bool:
        return figure.plural == phrase.plural and phrase.word in figure.nouns and _narrowed(figure, narrow)

    found = discourse.candidates(phrase, fits, _NEAR)
    return [candidate for candidate in found if candidate.back == found[0].back] if found else []


def _narrowed(figure: Figure, narrow: set[str]) -> bool:
    known = figure.nouns | set((figure.role or "").casefold().split()) | set(figure.name.casefold().split())
    return narrow <= known


def _same_role(word: str) -> frozenset[str]:
    return frozenset({word}).union(*(words for words in SAME_ROLE if word in words))


def _person(phrase: Phrase, discourse: Discourse) -> list[Candidate]:
    word, narrow = phrase.word, modifiers(phrase)
    wrong = Gender.FEMALE if word in MALE_NOUNS else Gender.MALE if word in FEMALE_NOUNS else None

    def of_role(words: frozenset[str]) -> list[Candidate]:
        def fits(figure: Figure) -> bool:
            if figure.kind is not EntityKind.PERSON or figure.plural or (wrong and figure.gender is wrong):
                return False
            return bool(words & figure.nouns) and _narrowed(figure, narrow)

        return discourse.candidates(phrase, fits, min(phrase.sentence, _FAR))

    found = of_role(frozenset({word})) or of_role(_same_role(word))
    if found:
        nearest = min(found, key=lambda candidate: candidate.back)
        near = [c for c in found if c.back <= max(nearest.back + 4, _NEAR)]
        return ranked(near) + _without_role(phrase, nearest, wrong, discourse)
    if word not in ANYONE or narrow - {"old"}:
        return []

    def anyone(figure: Figure) -> bool:
        if figure.kind is not EntityKind.PERSON or figure.plural or (wrong and figure.gender is wrong):
            return False
        return word not in _ON_TRIAL or not figure.nouns & ROLES

    found = live(discourse.candidates(phrase, anyone, 2), phrase)
    if len(found) == 1 and wrong and found[0].figures[0].gender is Gender.UNKNOWN:
        found[0].figures[0].gender = Gender.MALE if wrong is Gender.FEMALE else Gender.FEMALE
    return found


def _without_role(phrase: Phrase, nearest: Candidate, wrong: Gender | None, discourse: Discourse) -> list[Candidate]:
    """People spoken of since, of whom the text does not say what they do: the description may be theirs."""
    aside = nearest.phrase.position is Position.MODIFIER
    window = nearest.back if aside else nearest.back - 1
    if window < 1:
        return []

    def fits(figure: Figure) -> bool:
        role = (figure.role or "").split()
        unknown = figure.kind is EntityKind.PERSON and figure.named and (not role or role[-1] in RELATIONS)
        return unknown and not figure.plural and not (wrong and figure.gender is wrong)

    since = [c for c in discourse.candidates(phrase, fits, window) if c.figures != nearest.figures]
    return [c for c in since if c.phrase.position is Position.SUBJECT and c.phrase.main and not c.phrase.spoken]


def _same_type(word: str) -> frozenset[str]:
    return frozenset({word, *SAME_THING.get(word, "").split()})


def _organisation(phrase: Phrase, discourse: Discourse) -> list[Candidate]:
    word, narrow = phrase.word, modifiers(phrase)
    alike = _same_type(word)

    def of_type(figure: Figure) -> bool:
        return figure.kind is EntityKind.ORGANISATION and bool(alike & figure.nouns) and _narrowed(figure, narrow)

    found = discourse.candidates(phrase, of_type, _NEAR)
    if found:
        nearest = min(candidate.back for candidate in found)
        return live([c for c in found if c.back <= nearest + 1], phrase)
    if narrow or word not in SAME_THING or word in _SPECIFIC:
        return []

    def unknown_type(figure: Figure) -> bool:
        if not figure.named or figure.nouns & (ORGANISATION_NOUNS | ORGANISATION_WORDS):
            return False
        return figure.kind is EntityKind.ORGANISATION or not figure.certain

    return live(discourse.candidates(phrase, unknown_type, 2), phrase)


def _place(phrase: Phrase, discourse: Discourse) -> list[Candidate]:
    names, narrow = _PLACES[phrase.word], modifiers(phrase)
    if narrow:
        return []
    found = discourse.candidates(phrase, lambda figure: figure.name.casefold() in names, 3)
    if not found:
        return []
    nearest = min(candidate.back for candidate in found)
    here = [candidate for candidate in found if candidate.back == nearest]
    plain = [candidate for candidate in here if candidate.phrase.position is not Position.MODIFIER]
    return plain or here
