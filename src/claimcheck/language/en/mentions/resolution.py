"""Read a document once from left to right and say what every mention refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claimcheck.language.en.lexicon.calendar import NOUNS_OF_TIME
from claimcheck.language.en.lexicon.people import FEMALE_NOUNS, MALE_NOUNS
from claimcheck.language.en.mentions.clusters import Cluster, NameClusters, name_clusters
from claimcheck.language.en.mentions.descriptions import country_of, meant_by_description
from claimcheck.language.en.mentions.discourse import Discourse, PastMention
from claimcheck.language.en.mentions.entities import Mentions, Referent
from claimcheck.language.en.mentions.kinds import kind_of
from claimcheck.language.en.mentions.names import familiar_words
from claimcheck.language.en.mentions.phrases import Form, Phrase, Position, phrases
from claimcheck.language.en.mentions.pronouns import meant_by_pronoun
from claimcheck.language.en.parsing import Parse
from claimcheck.models import Entity, EntityKind, Gender, Span

_DEFINITE = frozenset("the this that these those both".split())
_NOTHING_IN_PARTICULAR = frozenset("any no every each either neither fewer less more".split())
_NOBODY = frozenset("nobody none nothing".split())
_FAMILIES = (
    dict.fromkeys("him his".split(), "he")
    | dict.fromkeys("her hers".split(), "she")
    | dict.fromkeys("them their theirs".split(), "they")
    | {"its": "it"}
)
_LONG_AGO = 10
_UNCOUNTED = re.compile(r"^(?:dozen|few|many|several|some) (?=\w)", re.IGNORECASE)
"""How many there are, roughly: "they" are "the neighbours", and not "the dozen neighbours"."""


def mentions(parse: Parse) -> Mentions:
    """Who and what a parsed document names, and what each name, pronoun and description in it refers to."""
    found = phrases(parse, familiar_words(parse))
    people = name_clusters(parse, [phrase for phrase in found if phrase.form is Form.NAME])
    named: dict[int, list[PastMention]] = {}
    for phrase in found:
        meant = people.by_phrase.get(phrase.span, ()) if phrase.form is Form.NAME else ()
        if len(meant) == 1:
            named.setdefault(phrase.sentence, []).append(PastMention(meant, phrase))
    reader = _MentionResolver(parse, people, Discourse(named))
    for phrase in found:
        reader.read(phrase)
    return reader.mentions()


@dataclass(slots=True)
class _MentionResolver:
    parse: Parse
    name_clusters: NameClusters
    discourse: Discourse
    links: dict[Span, list[tuple[Cluster, ...]]] = field(default_factory=dict)
    unnamed: list[Cluster] = field(default_factory=list)
    beside: dict[Span, tuple[Cluster, ...]] = field(default_factory=dict)
    open: dict[str, tuple[int, list[tuple[Cluster, ...]]]] = field(default_factory=dict)
    introduced: dict[Span, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which nouns stand beside a name."""
        for place, descriptions in self.name_clusters.descriptions.items():
            for description in descriptions:
                if description.head is not None:
                    self.beside[description.head] = self.name_clusters.by_phrase[place]

    def read(self, phrase: Phrase) -> None:
        """Say what ``phrase`` refers to, and remember it."""
        if phrase.form is Form.NAME:
            self._link(phrase, self._named(phrase))
        elif phrase.form is Form.RELATIVE:
            self._relative(phrase)
        elif phrase.form is Form.PRONOUN:
            parallel = self._parallel(phrase)
            meant = [c.clusters for c in meant_by_pronoun(phrase, self.discourse)] if parallel is None else parallel
            self._link(phrase, self._as_before(phrase, meant))
        else:
            self._nominal(phrase)

    def _link(self, phrase: Phrase, meant: list[tuple[Cluster, ...]]) -> None:
        if not meant:
            return
        self.links[phrase.span] = meant
        if phrase.chunk != phrase.span:
            self.links[phrase.chunk] = meant
        if len(meant) == 1:
            self.discourse.add(meant[0], phrase)

    def _parallel(self, phrase: Phrase) -> list[tuple[Cluster, ...]] | None:
        """What the same pronoun means as subject of the clause before: "It fell, but on Tuesday it rose"; else None."""
        verb = phrase.verb
        if verb is None or phrase.position is not Position.SUBJECT or verb.dep_ != "conj":
            return None
        offset = self._offset(phrase)
        for subject in verb.head.children:
            if subject.dep_ in ("nsubj", "nsubjpass") and subject.lower_ == phrase.word and subject.i < phrase.head.i:
                return self.links.get(Span(subject.idx + offset, subject.idx + offset + len(subject)), [])
        return None

    def _as_before(self, phrase: Phrase, meant: list[tuple[Cluster, ...]]) -> list[tuple[Cluster, ...]]:
        """What a pronoun means; as open as the same pronoun shortly before, where nothing new has come between."""
        family = _FAMILIES.get(phrase.word, phrase.word)
        sentence, before = self.open.get(family, (-2, []))
        if phrase.sentence - sentence <= 1 and all(clusters in before for clusters in meant):
            meant = before if len(meant) < 2 else meant
        if len(meant) > 1:
            self.open[family] = (phrase.sentence, meant)
        return meant

    def _named(self, phrase: Phrase) -> list[tuple[Cluster, ...]]:
        """The clusters of a name: of several with one surname, those spoken of lately and of the right gender."""
        clusters = self.name_clusters.by_phrase[phrase.span]
        if len(clusters) > 1:
            beside = self.name_clusters.descriptions[phrase.span]
            female = any(description.female for description in beside)
            male = any(description.male for description in beside)
            if female or male:
                wrong = Gender.MALE if female else Gender.FEMALE
                clusters = tuple(cluster for cluster in clusters if cluster.gender is not wrong) or clusters
            ago = {cluster: self.discourse.since(cluster, phrase) for cluster in clusters}
            known = [cluster for cluster in clusters if ago[cluster] is not None]
            lately = [cluster for cluster in known if (ago[cluster] or 0) <= _LONG_AGO]
            clusters = tuple(
                sorted(lately or known or clusters, key=lambda cluster: (ago[cluster] or 0, cluster.first))
            )
        return [(cluster,) for cluster in clusters]

    def _relative(self, phrase: Phrase) -> None:
        verb = phrase.verb
        while verb is not None and verb.dep_ != "relcl" and verb.head.i != verb.i:
            verb = verb.head
        if verb is None or verb.dep_ != "relcl":
            return
        for seen in self.discourse.seen.get(phrase.sentence, ()):
            cluster = seen.clusters[0]
            if seen.phrase.head.i != verb.head.i or len(seen.clusters) > 1:
                continue
            if cluster.named or cluster.kind is EntityKind.PERSON:
                self.links[phrase.span] = [seen.clusters]
                return

    def _nominal(self, phrase: Phrase) -> None:
        filler = (phrase.head.pos_ == "PRON" and phrase.word != "both") or _is_what_something_is(phrase)
        if filler or phrase.word in NOUNS_OF_TIME or _is_nothing_in_particular(phrase):
            return
        clusters = self._beside(phrase)
        if clusters:
            self._link(phrase, [(cluster,) for cluster in clusters])
            return
        kind = kind_of(phrase.head)
        if phrase.determiner in _DEFINITE or phrase.word == "both":
            meant = [c.clusters for c in meant_by_description(phrase, kind, self.discourse)]
            if meant:
                self._link(phrase, meant)
                return
        self._link(phrase, [(self._new(phrase, kind),)])

    def _beside(self, phrase: Phrase) -> tuple[Cluster, ...]:
        """The clusters of the name that a description stands beside: "a developer and spokeswoman, Ann Lee,"."""
        offset = self._offset(phrase)
        for token in (phrase.head, *phrase.head.conjuncts):
            later = max(token, phrase.head, key=lambda one: one.i)
            alone = token.i == phrase.head.i or not any(child.dep_ in ("det", "poss") for child in later.children)
            clusters = self.beside.get(Span(token.idx + offset, token.idx + offset + len(token)))
            if clusters and alone:
                return clusters
        return ()

    def _new(self, phrase: Phrase, kind: EntityKind) -> Cluster:
        """A cluster without a name, called by the words of its first mention."""
        text = re.sub(r"\s+", " ", self._full_words(phrase, kind))
        bare = re.sub(r"^(?:the|an?|this|that|these|those|some|such|our|my|your) ", "", text, flags=re.IGNORECASE)
        bare = _UNCOUNTED.sub("", bare) if phrase.plural else bare
        first = phrase.head.doc[phrase.head.left_edge.i]
        if bare == text and first.is_sent_start and first.pos_ != "PROPN" and not bare[1:2].isupper():
            bare = bare[:1].lower() + bare[1:]
        definite = bare.casefold() != text.casefold() or phrase.determiner.isdigit()
        if phrase.determiner == "the" and (country := country_of(phrase, self.discourse)):
            bare, kind = f"{bare} of {'the ' if country.definite else ''}{country.name}", EntityKind.ORGANISATION
        else:
            self.introduced[phrase.span] = phrase.text
        number = len(self.name_clusters.clusters) + len(self.unnamed)
        cluster = Cluster(
            bare, kind, number, plural=phrase.plural, named=False, definite=definite, first=phrase.span.start
        )
        cluster.nouns.update((phrase.word, *bare.casefold().split()))
        if kind is EntityKind.PERSON:
            female, male = phrase.word in FEMALE_NOUNS, phrase.word in MALE_NOUNS
            cluster.gender = Gender.FEMALE if female else Gender.MALE if male else Gender.UNKNOWN
        self.unnamed.append(cluster)
        return cluster

    def _full_words(self, phrase: Phrase, kind: EntityKind) -> str:
        """The words of a description, with what narrows it down: "a report by the auditor"."""
        if kind in (EntityKind.OTHER, EntityKind.PLACE):
            return phrase.text
        end = phrase.span.end
        offset = self._offset(phrase)
        for child in phrase.head.rights:
            narrows = child.dep_ == "prep" and child.lower_ in ("of", "by", "for", "from", "at", "close")
            if not narrows and not (child.dep_ == "amod" and kind is EntityKind.PERSON):
                break
            tail = list(child.subtree)
            stop = next(
                (i for i, token in enumerate(tail) if token.text in ',;:()"' or token.pos_ in ("VERB", "AUX")),
                len(tail),
            )
            if stop > 1 and tail[0].idx + offset <= end + 1:
                end = max(end, tail[stop - 1].idx + len(tail[stop - 1]) + offset)
        return Span(phrase.span.start, end).of(self.parse.document.text)

    def _offset(self, phrase: Phrase) -> int:
        return self.parse.sentences[phrase.sentence].offset

    def mentions(self) -> Mentions:
        """Everything read, as values."""
        self._affiliate()
        clusters = sorted(
            [*self.name_clusters.clusters, *self.unnamed], key=lambda cluster: (cluster.first, cluster.number)
        )
        entities = {cluster.number: _entity(cluster) for cluster in clusters}
        shown = tuple(
            entities[cluster.number] for cluster in clusters if cluster.named or cluster.kind is not EntityKind.OTHER
        )
        referents = {place: _referent(self.links[place], entities) for place in sorted(self.links)}
        for place, words in self.introduced.items():
            referents[place] = replace(referents[place], name=words)
        return Mentions(shown, referents)

    def _affiliate(self) -> None:
        """Name the organisation inside each role."""
        organisations = [
            (place, clusters[0])
            for place, clusters in self.name_clusters.by_phrase.items()
            if len(clusters) == 1 and clusters[0].kind in (EntityKind.ORGANISATION, EntityKind.PLACE)
        ]
        for place, clusters in self.name_clusters.by_phrase.items():
            for description in self.name_clusters.descriptions[place] if len(clusters) == 1 else ():
                if clusters[0].affiliation or description.span is None or description.role != clusters[0].role:
                    continue
                inside = [cluster for held, cluster in organisations if description.span.holds(held)]
                inside += self._owners(description.span)
                inside.sort(key=lambda cluster: cluster.kind is EntityKind.PLACE)
                clusters[0].affiliation = inside[0].name if inside else None

    def _owners(self, role: Span) -> list[Cluster]:
        """Whose "its leader" or "the group's leader" a role is."""
        text = self.parse.document.text
        before = [
            meant[0][0]
            for place, meant in self.links.items()
            if 0 < role.start - place.end <= 3
            and len(meant) == len(meant[0]) == 1
            and text[place.end : role.start].strip() in ("", "'s", "’s")
        ]
        return [cluster for cluster in before if cluster.kind in (EntityKind.ORGANISATION, EntityKind.PLACE)]


def _is_nothing_in_particular(phrase: Phrase) -> bool:
    """Whether a description names nothing that could be spoken of again: "no bomb", "fewer nurses".

    What is denied to exist, and how much there is of something, is no thing or person of its own.
    """
    amounts = {child.lower_ for child in phrase.head.children if child.dep_ in ("amod", "det", "advmod")}
    if phrase.determiner in _NOTHING_IN_PARTICULAR or amounts & _NOTHING_IN_PARTICULAR:
        return True
    if phrase.verb is None or phrase.determiner not in ("a", "an") or phrase.position is not Position.OBJECT:
        return False
    return any(
        child.dep_ == "neg" or (child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _NOBODY)
        for child in phrase.verb.children
    )


def _is_what_something_is(phrase: Phrase) -> bool:
    """Whether a description only says as what somebody is seen: "is remembered as a hero"."""
    preposition = phrase.head.head
    as_such = phrase.head.dep_ == "pobj" and preposition.lower_ == "as" and preposition.head.pos_ == "VERB"
    return as_such and phrase.determiner in ("a", "") and not phrase.plural


def _entity(cluster: Cluster) -> Entity:
    return Entity(
        cluster.name,
        cluster.kind,
        cluster.role,
        cluster.affiliation,
        cluster.gender,
        cluster.plural,
        cluster.named,
        cluster.definite,
        tuple(sorted(cluster.mentions)),
    )


def _referent(meant: list[tuple[Cluster, ...]], entities: dict[int, Entity]) -> Referent:
    names = [_joined([entities[cluster.number].words for cluster in clusters]) for clusters in meant]
    first = tuple(entities[cluster.number] for cluster in meant[0])
    single = first[0] if len(first) == 1 else None
    return Referent(names[0], single, tuple(names) if len(names) > 1 else (), () if single else first)


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
