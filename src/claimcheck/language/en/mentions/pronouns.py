"""Which clusters a pronoun can mean."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.language.en.lexicon.grammar import CERTAINTY, FRACTIONS, IMPERSONAL, JUDGEMENTS, RECIPROCAL, WEATHER
from claimcheck.language.en.lexicon.organisations import COLLECTIVES, LEADS
from claimcheck.language.en.mentions.clusters import Cluster
from claimcheck.language.en.mentions.discourse import Antecedent, Discourse, live, ranked
from claimcheck.language.en.mentions.phrases import Form, Phrase, Position, is_whole_of_part, speaks
from claimcheck.models import EntityKind, Gender

_GENDERS = dict.fromkeys(("he", "him", "his"), Gender.MALE) | dict.fromkeys(("she", "her", "hers"), Gender.FEMALE)
_SPEAKING = frozenset(
    {EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.DOCUMENT, EntityKind.DATA, EntityKind.IMAGERY}
)
_ACTING = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE})
_OWNING = frozenset({EntityKind.ORGANISATION, EntityKind.PLACE})
_OF_STATEMENTS = frozenset("acknowledge admit believe claim confirm deny dispute doubt know say".split())
"""Verbs whose "it" is what somebody has said."""
_OF_MANY = frozenset("number rank total".split())
"""What only several have: "their number" is not one person's."""
_PEOPLE_BACK, _FAR_BACK, _THINGS_BACK, _SPEAKERS_BACK = 2, 5, 1, 2
_TOGETHER_BACK = 5


def meant_by_pronoun(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    """What a third-person pronoun can mean, likeliest first; empty when nothing fits."""
    if gender := _GENDERS.get(phrase.word):
        return _person(phrase, gender, discourse)
    return _thing(phrase, discourse) if phrase.word in ("it", "its") else _several(phrase, discourse)


def _person(phrase: Phrase, gender: Gender, discourse: Discourse) -> list[Antecedent]:
    def fits(cluster: Cluster) -> bool:
        return cluster.kind is EntityKind.PERSON and not cluster.plural and cluster.gender in (gender, Gender.UNKNOWN)

    if beside := discourse.beside(phrase, fits):
        return [beside]
    antecedents = [c for c in discourse.antecedents(phrase, fits, _PEOPLE_BACK) if _lasts(c)]
    if not any(antecedent.back == 0 for antecedent in antecedents) and (subject := discourse.ahead(phrase, fits)):
        others = [c for c in antecedents if c.clusters != subject.clusters and c.phrase.position is Position.SUBJECT]
        return [subject, *(c for c in others if c.back == 1 and c.phrase.main)]
    if not antecedents:
        far = discourse.antecedents(phrase, fits, _FAR_BACK)
        antecedents = [c for c in far if c.phrase.position is Position.SUBJECT and c.clusters[0].named]
    found = _or_unknown(live(antecedents, phrase), phrase, discourse)
    if len(found) == 1 and found[0].clusters[0].gender is Gender.UNKNOWN:
        found[0].clusters[0].gender = gender
        found[0].clusters[0].kind = EntityKind.PERSON
    return found


def _or_unknown(found: list[Antecedent], phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    """``found``, and a name of unknown kind that the sentence, or the one before, is about: it may be a person's.

    "Quill claimed he had paid", where nothing else says whether Quill is a person or a firm.
    """

    def fits(cluster: Cluster) -> bool:
        unknown = cluster.kind is not EntityKind.PERSON and not cluster.certain
        return unknown and cluster.named and not cluster.plural and not cluster.definite

    others = [c for c in discourse.antecedents(phrase, fits, 1) if c.phrase.position is Position.SUBJECT]
    if found:
        others = [c for c in others if c.back == 0 < found[0].back]
        return others[:1] + found
    return others[:1]


def _lasts(antecedent: Antecedent) -> bool:
    """Whether someone is still in mind: a person without a name only where its sentence was about them."""
    subject = antecedent.phrase.position is Position.SUBJECT and not antecedent.phrase.spoken
    return antecedent.back == 0 or antecedent.clusters[0].named or subject


def _thing(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    if _means_nothing(phrase):
        return []
    kinds: frozenset[EntityKind] | None = None
    window = _THINGS_BACK
    if phrase.word == "its" and phrase.head.head.lemma_.lower() in LEADS:
        kinds = _OWNING
    elif speaks(phrase):
        kinds, window = _SPEAKING, _SPEAKERS_BACK

    def fits(cluster: Cluster) -> bool:
        if cluster.plural or cluster.kind is EntityKind.PERSON or cluster.nouns & FRACTIONS:
            return False
        if cluster.named and not cluster.certain and phrase.position is not Position.SUBJECT and phrase.word == "it":
            return False
        return kinds is None or cluster.kind in kinds

    found = discourse.antecedents(phrase, fits, window)
    found = [c for c in found if not _reports(c, phrase)]
    if kinds is _SPEAKING:
        found = [c for c in found if c.clusters[0].kind in _OWNING or not c.phrase.spoken]
    return _plain(live(found, phrase), phrase)


def _reports(antecedent: Antecedent, phrase: Phrase) -> bool:
    """Whether a nameless subject reports what the pronoun stands in: who "said it was five" is not "it"."""
    cluster, subject = antecedent.clusters[0], antecedent.phrase.position is Position.SUBJECT
    nameless = cluster.kind is EntityKind.OTHER and not cluster.named
    return nameless and subject and antecedent.back == 0 and phrase.spoken and not antecedent.phrase.spoken


def _plain(found: list[Antecedent], phrase: Phrase) -> list[Antecedent]:
    """``found``, unless its only antecedent is a thing that another speaker mentions, or mentions in passing."""
    if len(found) != 1 or found[0].clusters[0].named or found[0].clusters[0].kind is EntityKind.PERSON:
        return found
    one = found[0].phrase
    near = found[0].back == 0 or (one.position is Position.SUBJECT and one.main)
    return found if near and one.quoted == phrase.quoted else []


def _means_nothing(phrase: Phrase) -> bool:
    """Whether "it" fills a place ("it is clear that", "it rained") or means the whole event ("it was a blow")."""
    if phrase.word == "it" and phrase.head.dep_ == "dobj" and phrase.head.head.lemma_ in _OF_STATEMENTS:
        return True
    if phrase.word != "it" or phrase.verb is None or phrase.position is not Position.SUBJECT:
        return phrase.head.dep_ == "expl"
    verb = phrase.verb
    if phrase.head.dep_ == "expl" or any(
        (child.dep_ == "attr" and child.lemma_.lower() in JUDGEMENTS)
        or (child.dep_ == "acomp" and child.lower_ in WEATHER | CERTAINTY)
        for child in verb.children
    ):
        return True
    if verb.lemma_ not in IMPERSONAL:
        return verb.tag_ == "VBN" and any(child.dep_ in ("ccomp", "csubj", "csubjpass") for child in verb.children)
    below = [*verb.children, *(grand for child in verb.children for grand in child.children)]
    return any(token.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acl") for token in below)


def _several(phrase: Phrase, discourse: Discourse) -> list[Antecedent]:
    speaking = speaks(phrase)

    def fits(cluster: Cluster) -> bool:
        if speaking and cluster.kind not in _SPEAKING | {EntityKind.PERSON}:
            return False
        return cluster.plural

    singles = _in_full(discourse.antecedents(phrase, fits, _THINGS_BACK))
    groups = [group for group in together(phrase, discourse, _THINGS_BACK) if group.score > 0 or group.back == 0]
    members = {cluster.number for group in groups for cluster in group.clusters}
    found = ranked([c for c in singles if c.clusters[0].number not in members] + groups)
    if speaking:
        found = [c for c in found if not c.phrase.spoken or phrase.spoken]
    if not found and phrase.verb is not None and phrase.verb.lemma_ in RECIPROCAL:
        pair = lately(phrase, lambda cluster: cluster.kind is EntityKind.PERSON, discourse)
        found = [pair] if pair is not None and len(pair.clusters) == 2 else []
    if phrase.position is Position.SUBJECT and phrase.verb is not None and phrase.verb.lemma_ != "be":
        found = [c for c in found if c.clusters[0].kind in _ACTING] or found
    if not found and not (phrase.word == "their" and phrase.head.head.lemma_ in _OF_MANY):
        found = _in_full(discourse.antecedents(phrase, _is_collective, _THINGS_BACK))
    return _plain(live(found, phrase), phrase)


def _in_full(found: list[Antecedent]) -> list[Antecedent]:
    """Those that are spoken of as a whole: "half of the voters said they ..." is not about all of the voters."""
    return [antecedent for antecedent in found if not is_whole_of_part(antecedent.phrase)]


def _is_collective(cluster: Cluster) -> bool:
    """Whether "they" can mean one of these: a team, a company, a source whose gender is kept back."""
    if cluster.kind is EntityKind.PERSON:
        return not cluster.named and cluster.gender is Gender.UNKNOWN
    return cluster.kind is EntityKind.ORGANISATION or bool(cluster.nouns & COLLECTIVES)


def lately(phrase: Phrase, fits: Callable[[Cluster], bool], discourse: Discourse) -> Antecedent | None:
    """All single named clusters of the last sentences that fit, taken together; None when there are none."""
    people: dict[int, Cluster] = {}
    first: Phrase | None = None
    for back in range(_TOGETHER_BACK, 0, -1):
        for seen in discourse.before(phrase, back):
            cluster = seen.clusters[0]
            if len(seen.clusters) == 1 and cluster.named and not cluster.plural and fits(cluster):
                first = first or seen.phrase
                people.setdefault(cluster.number, cluster)
    return Antecedent(tuple(people.values()), first, 1, 0) if first is not None else None


def together(phrase: Phrase, discourse: Discourse, window: int) -> list[Antecedent]:
    """Clusters named side by side ("Smith and Jones"), likeliest first."""
    found: list[Antecedent] = []
    for back in range(window + 1):
        joined: dict[int, list[tuple[Cluster, Phrase]]] = {}
        for seen in discourse.before(phrase, back):
            if seen.phrase.form in (Form.NAME, Form.NOMINAL) and len(seen.clusters) == 1:
                top = seen.phrase.head
                while top.dep_ == "conj" and top.head.i != top.i:
                    top = top.head
                joined.setdefault(top.i, []).append((seen.clusters[0], seen.phrase))
        for members in joined.values():
            clusters = tuple(dict.fromkeys(cluster for cluster, _ in members))
            kinds = {cluster.kind for cluster in clusters}
            if len(clusters) > 1 and len(kinds) == 1 and kinds <= _ACTING:
                first = members[0][1]
                found.append(Antecedent(clusters, first, back, float(first.position) + 0.5 * first.main - 3 * back))
    return ranked(found)
