"""Read a document once from left to right and say what every mention refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claimcheck.language.en.lexicon.calendar import NOUNS_OF_TIME
from claimcheck.language.en.lexicon.people import FEMALE_NOUNS, MALE_NOUNS
from claimcheck.language.en.mentions.clusters import Cast, Figure, cast
from claimcheck.language.en.mentions.descriptions import country_of, meant_by_description
from claimcheck.language.en.mentions.discourse import Discourse, Seen
from claimcheck.language.en.mentions.entities import Mentions, Referent
from claimcheck.language.en.mentions.kinds import kind_of
from claimcheck.language.en.mentions.names import familiar_words
from claimcheck.language.en.mentions.phrases import Form, Phrase, phrases
from claimcheck.language.en.mentions.pronouns import meant_by_pronoun
from claimcheck.language.en.parsing import Parse
from claimcheck.models import Entity, EntityKind, Gender, Span

_DEFINITE = frozenset("the this that these those both".split())
_NOTHING_IN_PARTICULAR = frozenset("any no every each either neither".split())
_FAMILIES = (
    dict.fromkeys("him his".split(), "he")
    | dict.fromkeys("her hers".split(), "she")
    | dict.fromkeys("them their theirs".split(), "they")
    | {"its": "it"}
)
_LONG_AGO = 10


def mentions(parse: Parse) -> Mentions:
    """Who and what a parsed document names, and what each name, pronoun and description in it refers to."""
    found = phrases(parse, familiar_words(parse))
    people = cast(parse, [phrase for phrase in found if phrase.form is Form.NAME])
    named: dict[int, list[Seen]] = {}
    for phrase in found:
        meant = people.by_phrase.get(phrase.span, ()) if phrase.form is Form.NAME else ()
        if len(meant) == 1:
            named.setdefault(phrase.sentence, []).append(Seen(meant, phrase))
    reader = _Reader(parse, people, Discourse(named))
    for phrase in found:
        reader.read(phrase)
    return reader.mentions()


@dataclass(slots=True)
class _Reader:
    parse: Parse
    cast: Cast
    discourse: Discourse
    links: dict[Span, list[tuple[Figure, ...]]] = field(default_factory=dict)
    unnamed: list[Figure] = field(default_factory=list)
    beside: dict[Span, tuple[Figure, ...]] = field(default_factory=dict)
    open: dict[str, tuple[int, list[tuple[Figure, ...]]]] = field(default_factory=dict)
    introduced: dict[Span, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note which nouns stand beside a name."""
        for place, descriptions in self.cast.descriptions.items():
            for description in descriptions:
                if description.head is not None:
                    self.beside[description.head] = self.cast.by_phrase[place]

    def read(self, phrase: Phrase) -> None:
        """Say what ``phrase`` refers to, and remember it."""
        if phrase.form is Form.NAME:
            self._link(phrase, self._named(phrase))
        elif phrase.form is Form.RELATIVE:
            self._relative(phrase)
        elif phrase.form is Form.PRONOUN:
            self._link(phrase, self._as_before(phrase, [c.figures for c in meant_by_pronoun(phrase, self.discourse)]))
        else:
            self._nominal(phrase)

    def _link(self, phrase: Phrase, meant: list[tuple[Figure, ...]]) -> None:
        if not meant:
            return
        self.links[phrase.span] = meant
        if phrase.chunk != phrase.span:
            self.links[phrase.chunk] = meant
        if len(meant) == 1:
            self.discourse.add(meant[0], phrase)

    def _as_before(self, phrase: Phrase, meant: list[tuple[Figure, ...]]) -> list[tuple[Figure, ...]]:
        """What a pronoun means; as open as the same pronoun shortly before, where nothing new has come between."""
        family = _FAMILIES.get(phrase.word, phrase.word)
        sentence, before = self.open.get(family, (-2, []))
        if phrase.sentence - sentence <= 1 and all(figures in before for figures in meant):
            meant = before if len(meant) < 2 else meant
        if len(meant) > 1:
            self.open[family] = (phrase.sentence, meant)
        return meant

    def _named(self, phrase: Phrase) -> list[tuple[Figure, ...]]:
        """The figures of a name: of several with one surname, those spoken of lately and of the right gender."""
        figures = self.cast.by_phrase[phrase.span]
        if len(figures) > 1:
            beside = self.cast.descriptions[phrase.span]
            female = any(description.female for description in beside)
            male = any(description.male for description in beside)
            if female or male:
                wrong = Gender.MALE if female else Gender.FEMALE
                figures = tuple(figure for figure in figures if figure.gender is not wrong) or figures
            ago = {figure: self.discourse.since(figure, phrase) for figure in figures}
            known = [figure for figure in figures if ago[figure] is not None]
            lately = [figure for figure in known if (ago[figure] or 0) <= _LONG_AGO]
            figures = tuple(sorted(lately or known or figures, key=lambda figure: (ago[figure] or 0, figure.first)))
        return [(figure,) for figure in figures]

    def _relative(self, phrase: Phrase) -> None:
        verb = phrase.verb
        while verb is not None and verb.dep_ != "relcl" and verb.head.i != verb.i:
            verb = verb.head
        if verb is None or verb.dep_ != "relcl":
            return
        for seen in self.discourse.seen.get(phrase.sentence, ()):
            figure = seen.figures[0]
            if seen.phrase.head.i != verb.head.i or len(seen.figures) > 1:
                continue
            if figure.named or figure.kind is EntityKind.PERSON:
                self.links[phrase.span] = [seen.figures]
                return

    def _nominal(self, phrase: Phrase) -> None:
        filler = (phrase.head.pos_ == "PRON" and phrase.word != "both") or _is_what_something_is(phrase)
        if filler or phrase.word in NOUNS_OF_TIME or phrase.determiner in _NOTHING_IN_PARTICULAR:
            return
        figures = self._beside(phrase)
        if figures:
            self._link(phrase, [(figure,) for figure in figures])
            return
        kind = kind_of(phrase.head)
        if phrase.determiner in _DEFINITE or phrase.word == "both":
            meant = [c.figures for c in meant_by_description(phrase, kind, self.discourse)]
            if meant:
                self._link(phrase, meant)
                return
        self._link(phrase, [(self._new(phrase, kind),)])

    def _beside(self, phrase: Phrase) -> tuple[Figure, ...]:
        """The figures of the name that a description stands beside: "a developer and spokeswoman, Ann Lee,"."""
        offset = self._offset(phrase)
        for token in (phrase.head, *phrase.head.conjuncts):
            later = max(token, phrase.head, key=lambda one: one.i)
            alone = token.i == phrase.head.i or not any(child.dep_ in ("det", "poss") for child in later.children)
            figures = self.beside.get(Span(token.idx + offset, token.idx + offset + len(token)))
            if figures and alone:
                return figures
        return ()

    def _new(self, phrase: Phrase, kind: EntityKind) -> Figure:
        """A figure without a name, called by the words of its first mention."""
        text = re.sub(r"\s+", " ", self._full_words(phrase, kind))
        bare = re.sub(r"^(?:the|an?|this|that|these|those|some|such|our|my|your) ", "", text, flags=re.IGNORECASE)
        first = phrase.head.doc[phrase.head.left_edge.i]
        if bare == text and first.is_sent_start and first.pos_ != "PROPN" and not bare[1:2].isupper():
            bare = bare[:1].lower() + bare[1:]
        definite = bare.casefold() != text.casefold() or phrase.determiner.isdigit()
        if phrase.determiner == "the" and (country := country_of(phrase, self.discourse)):
            bare, kind = f"{bare} of {'the ' if country.definite else ''}{country.name}", EntityKind.ORGANISATION
        else:
            self.introduced[phrase.span] = phrase.text
        number = len(self.cast.figures) + len(self.unnamed)
        figure = Figure(
            bare, kind, number, plural=phrase.plural, named=False, definite=definite, first=phrase.span.start
        )
        figure.nouns.update((phrase.word, *bare.casefold().split()))
        if kind is EntityKind.PERSON:
            female, male = phrase.word in FEMALE_NOUNS, phrase.word in MALE_NOUNS
            figure.gender = Gender.FEMALE if female else Gender.MALE if male else Gender.UNKNOWN
        self.unnamed.append(figure)
        return figure

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
                (i for i, token in enumerate(tail) if token.text in ',;:()"' or token.pos_ == "VERB"), len(tail)
            )
            if stop > 1 and tail[0].idx + offset <= end + 1:
                end = max(end, tail[stop - 1].idx + len(tail[stop - 1]) + offset)
        return Span(phrase.span.start, end).of(self.parse.document.text)

    def _offset(self, phrase: Phrase) -> int:
        return self.parse.sentences[phrase.sentence].offset

    def mentions(self) -> Mentions:
        """Everything read, as values."""
        self._affiliate()
        figures = sorted([*self.cast.figures, *self.unnamed], key=lambda figure: (figure.first, figure.number))
        entities = {figure.number: _entity(figure) for figure in figures}
        shown = tuple(
            entities[figure.number] for figure in figures if figure.named or figure.kind is not EntityKind.OTHER
        )
        referents = {place: _referent(self.links[place], entities) for place in sorted(self.links)}
        for place, words in self.introduced.items():
            referents[place] = replace(referents[place], name=words)
        return Mentions(shown, referents)

    def _affiliate(self) -> None:
        """Name the organisation inside each role."""
        organisations = [
            (place, figures[0])
            for place, figures in self.cast.by_phrase.items()
            if len(figures) == 1 and figures[0].kind in (EntityKind.ORGANISATION, EntityKind.PLACE)
        ]
        for place, figures in self.cast.by_phrase.items():
            for description in self.cast.descriptions[place] if len(figures) == 1 else ():
                if figures[0].affiliation or description.span is None or description.role != figures[0].role:
                    continue
                inside = [figure for held, figure in organisations if description.span.holds(held)]
                inside += self._owners(description.span)
                inside.sort(key=lambda figure: figure.kind is EntityKind.PLACE)
                figures[0].affiliation = inside[0].name if inside else None

    def _owners(self, role: Span) -> list[Figure]:
        """Whose "its leader" or "the group's leader" a role is."""
        text = self.parse.document.text
        before = [
            meant[0][0]
            for place, meant in self.links.items()
            if 0 < role.start - place.end <= 3
            and len(meant) == len(meant[0]) == 1
            and text[place.end : role.start].strip() in ("", "'s", "’s")
        ]
        return [figure for figure in before if figure.kind in (EntityKind.ORGANISATION, EntityKind.PLACE)]


def _is_what_something_is(phrase: Phrase) -> bool:
    """Whether a description only says as what somebody is seen: "is remembered as a hero"."""
    preposition = phrase.head.head
    as_such = phrase.head.dep_ == "pobj" and preposition.lower_ == "as" and preposition.head.pos_ == "VERB"
    return as_such and phrase.determiner in ("a", "") and not phrase.plural


def _entity(figure: Figure) -> Entity:
    return Entity(
        figure.name,
        figure.kind,
        figure.role,
        figure.affiliation,
        figure.gender,
        figure.plural,
        figure.named,
        figure.definite,
        tuple(sorted(figure.mentions)),
    )


def _referent(meant: list[tuple[Figure, ...]], entities: dict[int, Entity]) -> Referent:
    names = [_joined([entities[figure.number].words for figure in figures]) for figures in meant]
    first = tuple(entities[figure.number] for figure in meant[0])
    single = first[0] if len(first) == 1 else None
    return Referent(names[0], single, tuple(names) if len(names) > 1 else (), () if single else first)


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
