"""Whom each source stands for: full name, role, kind, who relayed it, and what stays open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.language.en.attribution.transcripts import labelled_speakers
from claimcheck.language.en.lexicon.sources import RUMOURS
from claimcheck.language.en.mentions import Mentions, Referent, kind_of
from claimcheck.language.en.parsing import Parse, ParsedSentence
from claimcheck.models import Attribution, AttributionType, Entity, EntityKind, Span, Speaker, SpeakerKind
from claimcheck.text import OUTLETS

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = {
    EntityKind.PERSON: SpeakerKind.PERSON,
    EntityKind.DOCUMENT: SpeakerKind.DOCUMENT,
    EntityKind.IMAGERY: SpeakerKind.IMAGERY,
    EntityKind.DATA: SpeakerKind.DATA,
    EntityKind.OTHER: SpeakerKind.PERSON,
}
_MATERIAL = (SpeakerKind.DOCUMENT, SpeakerKind.IMAGERY, SpeakerKind.DATA)
_RELAYED = re.compile(
    r"[\s,]*\b(?:(?:was|were|been|which|that|first|later|also|exclusively|independently)\s+)*"
    r"(?:reviewed|obtained|seen|viewed|examined|verified|analy[sz]ed|geolocated|authenticated|cited|quoted|carried|"
    r"provided|shared|leaked|given|supplied|passed|relayed|circulated|heard|read|consulted|accessed|acquired)"
    r"(?:\s+(?:exclusively|independently|first))?\s+(?:by|to|with)\s+"
)
_SPOKEN_TO = re.compile(
    r"\b(?:(?:told|tells|telling|informed)\s+|(?:in|during)\s+(?:an?|his|her|their|the)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:interview|statement|comment|email|e-mail|message|briefing|conversation)s?\s+(?:with|to|for|on)\s+|"
    r"(?:speaking|talking|spoke|talked|comments?|remarks?|statements?|interview)\s+(?:to|with)\s+)"
)
_TELLING_VERB = re.compile(r"(?:told|tells|telling|informed)\b")
_QUOTED_BY = re.compile(r"\b(?:quoted|cited|reported|carried)\s+(?:as\s+saying\s+)?(?:by|in|on)\s+|\bas\s+told\s+to\s+")
_ANONYMITY = re.compile(
    r"on (?:the )?condition of anonymity|(?:requested|requesting|asked for|asking for|granted|sought) anonymity|"
    r"anonymously|(?:asked|asking|wished|wishing|wanted|wanting|preferred|requested|declined|declining|refused|refusing)"
    r" (?:to remain anonymous|to stay anonymous|(?:not )?to be (?:named|identified|quoted by name))|"
    r"did not (?:want|wish) to be (?:named|identified)|(?:cannot|(?:could|can|may) not) be (?:named|identified)|"
    r"(?:was|were|is|are) not (?:authori[sz]ed|allowed|permitted) to (?:speak|talk|comment|discuss)"
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|out of|for fear|for (?=\w+ reasons)|citing|as (?=(?:he|she|they|it|the)\b))"
)
_ARTICLE = re.compile(
    r"(?:this|our) (?:newspaper|paper|reporter|correspondent|magazine|publication|website|outlet)s?$", re.I
)
_LEARNED = re.compile(r"(?:has|have) (?:learn|seen|obtained|been told|established)|understands?\b")
# What ends a description; the commas of "countries like Mali, Niger and Chad" are its own.
_CLAUSE = re.compile(r" who | which ")
_APART = re.compile(r",(?!\d)| who | which ")
_LISTING = re.compile(r"^[^,]* (?:like|such as) ")
_DETERMINER = re.compile(r"^(?:the|an?|this|that|these|those)\s+", re.IGNORECASE)
_PREPOSITIONS = frozenset("of for by at from with in on to and or against about".split())
_FIRST_PERSON = frozenset(("i", "we"))


def resolved(parse: Parse, found: tuple[Attribution, ...], known: Mentions) -> tuple[Attribution, ...]:
    """``found`` with the speaker of each, in the same order; a speaker stays None where the text names none.

    Where a source can mean more than one, ``Speaker.candidates`` lists them all, likeliest first.
    """
    resolver = _SpeakerResolver(parse, known, found)
    for attribution in found:
        resolver.resolved(attribution)
    return tuple(resolver.with_anonymity(attribution) for attribution in found)


@dataclass(slots=True)
class _SpeakerResolver:
    parse: Parse
    known: Mentions
    found: tuple[Attribution, ...]
    done: dict[Attribution, Attribution] = field(default_factory=dict)
    anonymous: dict[str, str] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    labelled: dict[Span, Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts = [sentence.span.start for sentence in self.parse.sentences]
        self.labelled = labelled_speakers(self.parse, self.known)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.parse.document.text

    def resolved(self, attribution: Attribution) -> Attribution:
        """The attribution with its speaker, and with that of the attribution around it."""
        if attribution not in self.done:
            outer = self.resolved(attribution.outer) if attribution.outer else None
            self.done[attribution] = attribution  # a circle of quotations ends here
            speaker = self._speaker(attribution, outer)
            self.done[attribution] = replace(attribution, outer=outer, speaker=speaker)
        return self.done[attribution]

    def _speaker(self, attribution: Attribution, outer: Attribution | None) -> Speaker | None:
        if not attribution.source:
            return self._left_out(attribution)
        source = attribution.source[0]
        if labelled := self.labelled.get(source):
            return labelled
        sentence = self._sentence(source.start)
        if sentence is None or not any(letter.isalnum() for letter in source.of(self.text)):
            return None
        words = " ".join(" ".join(span.of(self.text).split()) for span in attribution.source)
        if words.lower() in _FIRST_PERSON:
            return self._first_person(attribution, outer, source)
        if article := self._article(words, attribution, sentence):
            return article
        speaker = self._meant(source, sentence, words)
        if speaker.kind is SpeakerKind.UNNAMED and speaker.name not in self.anonymous:
            stated = self._anonymity(source)
            if stated:
                self.anonymous[speaker.name] = stated
        return replace(speaker, via=speaker.via or self._via(attribution, sentence, speaker, outer))

    def _sentence(self, place: int) -> ParsedSentence | None:
        at = bisect_right(self.starts, place) - 1
        return self.parse.sentences[at] if at >= 0 else None

    def _meant(self, source: Span, sentence: ParsedSentence, words: str) -> Speaker:
        """The speaker that the words of a source name or describe."""
        head = _head(sentence, source)
        if head is None:
            return Speaker(words, SpeakerKind.UNNAMED)
        if group := self._side_by_side(head, sentence, source):
            return group
        place, referent = self._mention(head, sentence, source)
        kind = kind_of(head)
        if referent is None or place is None:
            return self._described(source, head, kind, words)
        entity = referent.entity
        if entity is None:
            names = _listed([member.name for member in referent.members])
            return Speaker(names, _common_kind(referent.members), candidates=referent.candidates)
        longer = len(words) > len(entity.words)
        if not entity.named and longer and place.of(self.text) == referent.name:
            return self._described(source, head, entity.kind, words)
        return self._of(referent, entity, source)

    def _mention(self, head: Token, sentence: ParsedSentence, source: Span) -> tuple[Span | None, Referent | None]:
        """The mention that the head of a source belongs to; for a description beside a name, that name."""
        at = sentence.span_of(head.i, head.i)
        inside = self.known.within(source)
        holding = [(place, referent) for place, referent in inside if place.holds(at)]
        if holding:
            named = [found for found in holding if found[1].entity is not None and found[1].entity.named]
            return max(named or holding, key=lambda found: (found[0].end - found[0].start, found[0].start))
        whole = self.known.referents.get(source)
        if whole is not None:
            return source, whole
        for place, referent in inside:
            before = self.text[source.start : place.start].lower().split()
            owner = self.text[place.end : place.end + 1] in ("'", "’")
            leads = not before or (place.end == source.end and before[-1] not in _PREPOSITIONS)
            if leads and not owner and _is_person(referent):
                return place, referent
        return None, None

    def _of(self, referent: Referent, entity: Entity, source: Span) -> Speaker:
        """The speaker that an entity is."""
        candidates = tuple(_DETERMINER.sub("", name) for name in referent.candidates)
        kind = _kind(entity)
        if entity.named:
            return Speaker(entity.name, kind, entity.role, candidates=candidates)
        name = self._owned(entity.name, source)
        role = name if entity.kind is EntityKind.PERSON and not entity.plural else None
        return Speaker(name, kind, role, candidates=candidates)

    def _owned(self, name: str, source: Span) -> str:
        """A description with whose it is by name: "his office" as "Thabo Nkosi's office"."""
        owner = re.match(r"(?:his|her|its|their)\s+", source.of(self.text), re.IGNORECASE)
        if owner is None or not name.casefold().startswith(owner.group().casefold()):
            return name
        whose = self.known.referent(Span(source.start, source.start + len(owner.group().rstrip())))
        if whose is None or whose.uncertain:
            return name
        return f"{whose.name}'s {name[owner.end() :]}"

    def _described(self, source: Span, head: Token, kind: EntityKind, words: str) -> Speaker:
        """The speaker that a description without a name is: its own words, without what only says who relayed it."""
        relayed = _RELAYED.search(self.text, source.start, source.end)
        via = self._organisation_at(relayed.end()) if relayed else None
        if relayed and via:
            words = " ".join(self.text[source.start : relayed.start()].split())
        words = (_CLAUSE if _LISTING.search(words) else _APART).split(words)[0]
        name = self._owned(_lowered(_DETERMINER.sub("", words), head), source)
        if kind is EntityKind.PERSON or kind is EntityKind.OTHER or (head.lower_ in RUMOURS and via is None):
            single = kind is EntityKind.PERSON and head.tag_ in ("NN", "NNP")
            return Speaker(name, SpeakerKind.UNNAMED, name if single else None, via)
        return Speaker(name, _KINDS.get(kind, SpeakerKind.ORGANISATION), None, via)

    def _side_by_side(self, head: Token, sentence: ParsedSentence, source: Span) -> Speaker | None:
        """Several sources of one attribution, by their full names: "Smith and Jones said"."""
        heads = [head, *(token for token in head.conjuncts if source.holds(sentence.span_of(token.i, token.i)))]
        if len(heads) < 2:
            return None
        speakers = []
        for one in heads:
            place, referent = self._mention(one, sentence, source)
            if place is None or referent is None or referent.entity is None:
                return None
            speakers.append(self._of(referent, referent.entity, place))
        if len(heads) == 2 and _is_same_person(speakers, heads[1]):
            return speakers[1]
        names = [speaker.name for speaker in speakers]
        kind = speakers[0].kind if len({speaker.kind for speaker in speakers}) == 1 else SpeakerKind.UNNAMED
        if any(speaker.candidates for speaker in speakers):
            return None
        roles = {speaker.role for speaker in speakers}
        return Speaker(_listed(names), kind, roles.pop() if len(roles) == 1 else None)

    def _left_out(self, attribution: Attribution) -> Speaker | None:
        """The speaker of an attribution that names none: who spoke right before, where the text makes that plain."""
        if attribution.type is not AttributionType.DIRECT or not attribution.content or attribution.cue:
            return None
        start = attribution.content[0].start
        before = [other for other in self.found if other is not attribution and other.source and _end(other) <= start]
        if not before:
            return None
        last = max(before, key=_end)
        between = self.text[_end(last) : start]
        if any(letter.isalnum() for letter in between) or last.outer is not None:
            return None
        return self.resolved(last).speaker

    def _first_person(self, attribution: Attribution, outer: Attribution | None, source: Span) -> Speaker | None:
        """For "I" and "we", the speaker of the words they stand in, else the article itself."""
        if outer is not None:
            return outer.speaker
        for other in self.found:
            if other is not attribution and any(content.holds(source) for content in other.content):
                return self.resolved(other).speaker
        document = self.parse.document
        return Speaker(document.author or document.publisher or source.of(self.text), SpeakerKind.ARTICLE)

    def _article(self, words: str, attribution: Attribution, sentence: ParsedSentence) -> Speaker | None:
        """The document speaking of itself: "this newspaper", or its own publisher that "has learned"."""
        publisher = self.parse.document.publisher
        if _ARTICLE.match(words):
            return Speaker(publisher or words.lower(), SpeakerKind.ARTICLE)
        if not publisher or not attribution.cue:
            return None
        bare = _DETERMINER.sub("", words).casefold()
        own = _DETERMINER.sub("", publisher).casefold()
        cue = self.text[attribution.cue[0].start : sentence.span.end]
        if (bare == own or own.endswith(f" {bare}")) and _LEARNED.match(cue):
            return Speaker(publisher, SpeakerKind.ARTICLE)
        return None

    def _via(
        self, attribution: Attribution, sentence: ParsedSentence, speaker: Speaker, outer: Attribution | None
    ) -> str | None:
        """Who reviewed, obtained or relayed it."""
        source = attribution.source[-1]
        if speaker.kind in _MATERIAL or speaker.kind is SpeakerKind.UNNAMED:
            relayed = _RELAYED.match(self.text, source.end)
            if relayed and (via := self._organisation_at(relayed.end())):
                return via
        for relay in _relays(sentence.span.of(self.text)):
            place = Span(*relay.span()).shifted(sentence.span.start)
            if any(content.holds(place) for content in attribution.content):
                continue
            if _TELLING_VERB.match(relay.group()) and not any(cue.meets(place) for cue in attribution.cue):
                continue
            via = self._organisation_at(place.end)
            if via and via != speaker.name:
                return via
        relayer = outer.speaker if outer else None
        if relayer and relayer.kind is SpeakerKind.ORGANISATION and set(relayer.name.casefold().split()) & OUTLETS:
            return relayer.name
        return None

    def _organisation_at(self, place: int) -> str | None:
        """The organisation named at ``place``, at most three words on ("the news agency TASS")."""
        for span, referent in self.known.within(Span(place, place + 80)):
            between = self.text[place : span.start]
            if len(between.split()) > 3 or re.search(r"[,.;:\"”]", between):
                break
            entity = referent.entity
            if entity is not None and entity.named and entity.kind in (EntityKind.ORGANISATION, EntityKind.OTHER):
                return entity.name
            if entity is not None and entity.named and entity.kind is EntityKind.PERSON:
                break
        return None

    def with_anonymity(self, attribution: Attribution) -> Attribution:
        """The resolved attribution, its unnamed speaker with the reason that the text gives anywhere."""
        done = self.done[attribution]
        outer = self.with_anonymity(attribution.outer) if attribution.outer else None
        if done.speaker is None or done.speaker.kind is not SpeakerKind.UNNAMED:
            return replace(done, outer=outer)
        return replace(
            done, outer=outer, speaker=replace(done.speaker, anonymity=self.anonymous.get(done.speaker.name))
        )

    def _anonymity(self, source: Span) -> str | None:
        """Why a source is unnamed, as its own sentence, the next one or the one that brought it in says."""
        here = bisect_right(self.starts, source.start) - 1
        places = [source.start]
        for _, referent in self.known.within(source):
            if referent.entity is not None and not referent.entity.named:
                places += [span.start for span in referent.entity.mentions]
        for place in dict.fromkeys(places):
            sentence = self._sentence(place)
            if sentence is not None and (stated := _stated(sentence.span.of(self.text))):
                return stated
        if here + 1 < len(self.parse.sentences):
            following = self.parse.sentences[here + 1].span.of(self.text)
            if re.match(r"(?:He|She|They|The \w+) ", following):
                return _stated(following)
        return None


@lru_cache(maxsize=64)
def _relays(sentence: str) -> tuple[re.Match[str], ...]:
    """Where a sentence says to whom its words were spoken, or who published them."""
    return tuple(relay for pattern in (_SPOKEN_TO, _QUOTED_BY) for relay in pattern.finditer(sentence))


@lru_cache(maxsize=64)
def _stated(words: str) -> str | None:
    found = _ANONYMITY.search(words)
    if not found:
        return None
    clause = re.split(r"[,;:.\"”](?:\s|$)", words[found.end() :])[0]
    reason = _REASON.search(clause)
    stated = clause[reason.start() :] if reason else found.group()
    return " ".join(stated.split())


def _head(sentence: ParsedSentence, source: Span) -> Token | None:
    """The token of a source that its other tokens depend on."""
    first, last = (bisect_left(sentence.tokens, at - sentence.offset, key=lambda token: token.idx) for at in source)
    inside = sentence.tokens[first:last]
    places = {token.i for token in inside}
    tops = [token for token in inside if token.head.i not in places or token.head.i == token.i]
    nouns = [token for token in tops if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return next(iter(nouns or tops), None)


def _is_person(referent: Referent) -> bool:
    return referent.entity is not None and referent.entity.kind is EntityKind.PERSON and referent.entity.named


def _end(attribution: Attribution) -> int:
    return max(span.end for span in (*attribution.source, *attribution.cue, *attribution.content))


def _is_same_person(speakers: list[Speaker], second: Token) -> bool:
    """Whether "his wife and campaign manager Ann Lee" is one person: a description, then a name without an article."""
    articles = any(child.dep_ in ("det", "poss") for child in second.children)
    described = speakers[0].kind is SpeakerKind.UNNAMED and speakers[0].role is not None
    return described and speakers[1].kind is SpeakerKind.PERSON and speakers[1].role is not None and not articles


def _kind(entity: Entity) -> SpeakerKind:
    person = entity.kind in (EntityKind.PERSON, EntityKind.OTHER)
    if not entity.named and (person or entity.name.split()[-1].casefold() in RUMOURS):
        return SpeakerKind.UNNAMED
    return _KINDS.get(entity.kind, SpeakerKind.ORGANISATION)


def _common_kind(entities: tuple[Entity, ...]) -> SpeakerKind:
    kinds = {_kind(entity) for entity in entities}
    return kinds.pop() if len(kinds) == 1 else SpeakerKind.UNNAMED


def _lowered(name: str, head: Token) -> str:
    """A description without the capital that only the start of its sentence gave it."""
    first = head.doc[head.left_edge.i]
    if not first.is_sent_start or first.pos_ == "PROPN" or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
