"""Coreference clusters of names: one for each person, organisation, place or thing, whatever it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from claimcheck.language.en.identity import SMALL_WORDS, initials, is_acronym
from claimcheck.language.en.lexicon.organisations import ORGANISATION_WORDS
from claimcheck.language.en.lexicon.people import FEMALE_NAMES, MALE_NAMES, SUFFIXES
from claimcheck.language.en.lexicon.places import DEMONYMS, PLACES
from claimcheck.language.en.mentions.labels import hints
from claimcheck.language.en.mentions.namesakes import means_person, means_place
from claimcheck.language.en.mentions.phrases import Phrase
from claimcheck.language.en.mentions.roles import Description, described
from claimcheck.language.en.mentions.weighing import CERTAIN, HINT, is_open, weighed, weightiest
from claimcheck.language.en.parsing import Parse
from claimcheck.models import EntityKind, Gender, Span
from claimcheck.text import OUTLETS

_ASKED = 3
_MARKS = re.compile(r"[.’'‘`\"“”]")
_NICKNAME = re.compile(r"\s[“\"‘'(](?P<name>[^“”\"‘’'()]+)[”\"’')](?=\s)")


@dataclass(eq=False, slots=True)
class Cluster:
    """An entity in the making.

    Attributes:
        number: identifies the cluster, in order of making.
        certain: whether more than a hint speaks for its kind.
        nouns: the common nouns that can be said of it ("group", "minister").
        first: where it is first spoken of; the rest as in :class:`claimcheck.language.en.mentions.Entity`.
    """

    name: str
    kind: EntityKind
    number: int
    role: str | None = None
    affiliation: str | None = None
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    named: bool = True
    definite: bool = False
    certain: bool = True
    nouns: set[str] = field(default_factory=set)
    mentions: set[Span] = field(default_factory=set)
    first: int = 0


@dataclass(slots=True)
class _NameUses:
    """All phrases that use one and the same string of words as a name; ``alone`` where it is short for no other."""

    words: tuple[str, ...]
    phrases: list[Phrase] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    votes: dict[EntityKind, float] = field(default_factory=dict)
    kind: EntityKind = EntityKind.OTHER
    parents: list[_NameUses] = field(default_factory=list)
    cluster: Cluster | None = None
    acronyms: set[str] = field(default_factory=set)
    alone: bool = False

    @property
    def longest(self) -> str:
        """The name as most often written."""
        texts = [_bare(phrase.text) for phrase in self.phrases]
        return max(texts, key=lambda text: (texts.count(text), text))


def _bare(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"^(?:the|The) (?=\S)", "", text)


def _key(text: str) -> tuple[str, ...]:
    words = re.split(r"[\s\u00ad-]+", _MARKS.sub("", _NICKNAME.sub("", _bare(text))).casefold())
    kept = tuple(word for word in words if word and word not in SUFFIXES)
    return kept or (text,)


@dataclass(frozen=True, slots=True)
class NameClusters:
    """Who is in the document by name.

    Attributes:
        clusters: in order of first mention.
        by_phrase: for the place of each name, the clusters it can mean: one, or several of one surname.
        descriptions: what stands beside each name.
    """

    clusters: list[Cluster]
    by_phrase: dict[Span, tuple[Cluster, ...]]
    descriptions: dict[Span, list[Description]]


def name_clusters(parse: Parse, named: Iterable[Phrase]) -> NameClusters:
    """The coreference clusters of the names of a document."""
    calls: dict[tuple[str, ...], _NameUses] = {}
    descriptions: dict[Span, list[Description]] = {}
    for phrase in named:
        assert phrase.name is not None
        call = calls.setdefault(_key(phrase.text), _NameUses(_key(phrase.text)))
        call.phrases.append(phrase)
        beside = described(parse.document.text, parse.sentences[phrase.sentence], phrase.name)
        descriptions[phrase.span] = beside
        call.descriptions += beside
        if nickname := _NICKNAME.search(phrase.text):
            call.acronyms.add(nickname["name"].split()[-1].casefold())
        if acronym := _bracketed(parse.document.text, phrase.span):
            call.acronyms.add(acronym)
    for call in calls.values():
        uses = [(phrase, descriptions[phrase.span]) for phrase in call.phrases]
        call.votes = weighed(call.words, uses, parse.document.text)
    _ask([call for call in calls.values() if is_open(call.votes)], parse)
    for call in calls.values():
        call.kind = weightiest(call.votes)
    _part_namesakes(calls, descriptions, parse.document.text)
    _relate(calls)
    clusters = _clusters(calls)
    by_phrase = {phrase.span: _meant(call) for call in calls.values() for phrase in call.phrases}
    return NameClusters(clusters, by_phrase, descriptions)


def _ask(calls: list[_NameUses], parse: Parse) -> None:
    """Let the name recogniser have its say on the names whose kind is open, by their first uses."""
    asked = [phrase for call in calls for phrase in call.phrases[:_ASKED]]
    seen = iter(hints(parse, [(phrase.sentence, phrase.head) for phrase in asked]))
    for call in calls:
        uses = call.phrases[:_ASKED]
        for kind in islice(seen, len(uses)):
            if kind is not None:
                call.votes[kind] += HINT / len(uses)


def _bracketed(text: str, span: Span) -> str | None:
    found = re.match(r"\s*\((?:the )?[\"“']?([A-Z][A-Za-z&.-]{1,9})[\"”']?\)", text[span.end : span.end + 20])
    if not found:
        return None
    acronym = found.group(1).casefold().replace(".", "")
    letters = iter(span.of(text).casefold())
    same = all(letter in letters for letter in acronym)
    return acronym if same and span.of(text)[:1].casefold() == acronym[:1] else None


def _part_namesakes(
    calls: dict[tuple[str, ...], _NameUses], descriptions: dict[Span, list[Description]], text: str
) -> None:
    """Where a person and a place share a name, part the uses of the one from those of the other."""
    people = [call.words for call in calls.values() if call.kind is EntityKind.PERSON]
    for call in list(calls.values()):
        size = len(call.words)
        longer = any(len(words) > size and words[-size:] == call.words for words in people)
        listed = " ".join(call.words) in PLACES
        if listed:
            # Of a place that everybody knows, only what must be a person's is taken for one.
            places = [phrase for phrase in call.phrases if not (longer and means_person(phrase))]
        else:
            known = longer or any(means_person(phrase) for phrase in call.phrases)
            places = [phrase for phrase in call.phrases if known and means_place(phrase)]
        others = [phrase for phrase in call.phrases if phrase not in places]
        if not places or not (others or longer):
            continue
        place = _NameUses(call.words, places, [one for phrase in places for one in descriptions[phrase.span]])
        place.kind, place.votes, place.alone = EntityKind.PLACE, {EntityKind.PLACE: 2 * CERTAIN}, True
        calls[*call.words, "place"] = place
        call.phrases = others
        call.descriptions = [one for phrase in others for one in descriptions[phrase.span]]
        if not others:
            del calls[call.words]
            continue
        call.votes = weighed(call.words, [(phrase, descriptions[phrase.span]) for phrase in others], text)
        call.votes[EntityKind.PLACE] = 0
        call.kind = EntityKind.PERSON if longer or listed else weightiest(call.votes)


def _relate(calls: dict[tuple[str, ...], _NameUses]) -> None:
    """Lead every short name to the longer ones that it can stand for."""
    longer = sorted(calls.values(), key=lambda call: (-len(call.words), call.phrases[0].span))
    sharing: dict[str, list[_NameUses]] = defaultdict(list)
    for full in longer:
        for word in {*full.words, *full.acronyms, initials(full.words, SMALL_WORDS)}:
            sharing[word].append(full)
    for short in longer:
        parents = [full for full in sharing[short.words[-1]] if full is not short and _stands_for(short, full)]
        if short.alone or (short.kind is EntityKind.PLACE and " ".join(short.words) in PLACES):
            parents = []
        surnames = [full for full in parents if full.kind is EntityKind.PERSON and full.words[-1] == short.words[-1]]
        same = [full for full in parents if full.kind is short.kind]
        short.parents = surnames or same or parents


def _stands_for(short: _NameUses, full: _NameUses) -> bool:
    """Whether ``short`` can be a shorter name of what ``full`` names."""
    a, b = short.words, full.words
    if len(a) == 1 and a[0] in full.acronyms:
        return True
    if len(a) == 1 and len(b) > 1 and short.phrases[0].text.isupper() and is_acronym(a, b):
        return full.kind is not EntityKind.PERSON
    if len(a) >= len(b):
        return False
    if full.kind is EntityKind.PERSON:
        if short.kind is EntityKind.ORGANISATION and short.votes[EntityKind.ORGANISATION] >= 3:
            return False
        same_ends = len(a) == 2 and a[0] == b[0] and a[-1] == b[-1]
        return b[-len(a) :] == a or same_ends or (len(a) == 1 and a[0] == b[0] and short.kind is not EntityKind.PLACE)
    if full.kind is EntityKind.ORGANISATION and short.kind is not EntityKind.PLACE:
        if len(a) == 1 and a[0] in ORGANISATION_WORDS:
            return a[0] == _core(b)
        named_before = full.phrases[0].span < short.phrases[0].span or b[len(a)] in ORGANISATION_WORDS
        return (b[: len(a)] == a and a[-1] not in DEMONYMS and named_before) or (b[-len(a) :] == a and a[-1] in OUTLETS)
    return False


def _core(words: tuple[str, ...]) -> str:
    """The noun that an organisation's name turns on: "Observatory" in "Syrian Observatory for Human Rights"."""
    return next((words[i] for i in range(len(words) - 1) if words[i + 1] in ("of", "for")), words[-1])


def _clusters(calls: dict[tuple[str, ...], _NameUses]) -> list[Cluster]:
    """One cluster for each name that stands for no longer one, enriched by its shorter names."""
    ordered = sorted(calls.values(), key=lambda call: call.phrases[0].span)
    roots = [call for call in ordered if not call.parents]
    clusters = []
    for number, call in enumerate(roots):
        alone = [phrase.name for phrase in call.phrases if phrase.head.dep_ not in ("compound", "nmod", "amod")]
        definite = sum(name is not None and name.the for name in alone) * 2 > len(alone)
        call.cluster = Cluster(call.longest, call.kind, number, definite=definite, first=call.phrases[0].span.start)
        call.cluster.certain = call.votes.get(call.kind, 0) >= CERTAIN
        if call.kind is EntityKind.PERSON:
            call.cluster.gender = _first_name_gender(call.words)
            call.cluster.definite = False
        if call.kind in (EntityKind.ORGANISATION, EntityKind.PLACE):
            # "This disease" is not the Centers for Disease Control.
            call.cluster.nouns.update({_core(call.words), *(word for word in call.words if word in ORGANISATION_WORDS)})
        clusters.append(call.cluster)
    for call in ordered:
        meant = _meant(call)
        if len(meant) == 1:
            meant[0].first = min(meant[0].first, call.phrases[0].span.start)
            for description in call.descriptions:
                _enrich(meant[0], description)
    return sorted(clusters, key=lambda cluster: cluster.first)


def _meant(call: _NameUses, depth: int = 0) -> tuple[Cluster, ...]:
    if call.cluster is not None:
        return (call.cluster,)
    if depth > 5:
        return ()
    clusters = {cluster.number: cluster for parent in call.parents for cluster in _meant(parent, depth + 1)}
    return tuple(clusters[number] for number in sorted(clusters))


def _enrich(cluster: Cluster, description: Description) -> None:
    if description.noun:
        cluster.nouns.update((description.noun, *(description.role or "").casefold().split()))
    if cluster.kind is EntityKind.PERSON:
        if cluster.role is None and (description.person or not description.noun):
            cluster.role = description.role
        if cluster.gender is Gender.UNKNOWN or description.female or description.male:
            if description.female:
                cluster.gender = Gender.FEMALE
            elif description.male:
                cluster.gender = Gender.MALE


def _first_name_gender(words: tuple[str, ...]) -> Gender:
    if words[0] in FEMALE_NAMES:
        return Gender.FEMALE
    return Gender.MALE if words[0] in MALE_NAMES else Gender.UNKNOWN
