"""Noun phrases as grammar sees them: names, descriptions and pronouns, each with its standing in the sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from claimcheck.language.en.foreign import is_foreign
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.language.en.mentions.names import NameTokens, names_in
from claimcheck.language.en.parsing import Parse, ParsedSentence
from claimcheck.models import Span
from claimcheck.text import quotations

if TYPE_CHECKING:
    from spacy.tokens import Span as Chunk
    from spacy.tokens import Token

_COUNTS = frozenset("two both three four".split())
_PLURAL = frozenset("they them their theirs two both three these those".split())
_THIRD_PERSON = frozenset("he him his she her hers it its they them their theirs".split())
# What stands before "of" for a part of the thing after it.
_PARTS = frozenset(
    """
    all any both dozens each either few fifth fraction half handful hundreds majority many minority most much neither
    none number one part percent percentage portion proportion quarter rest share some tenth third thousands
    """.split()
)
_RELATIVE = frozenset("who which that whom".split())


class Form(Enum):
    """How a phrase refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    RELATIVE = "relative"


class Position(IntEnum):
    """The place of a phrase among the arguments of its verb: the higher, the likelier to be spoken of next."""

    MODIFIER = 0
    OBLIQUE = 1
    OBJECT = 2
    SUBJECT = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """One mention of something.

    Attributes:
        span: its words in the document, without "the" or "a" for a name.
        text: those words.
        form: name, description or pronoun.
        sentence: the index of its sentence in the parse.
        head: its head token.
        word: the head's lemma, in lower case; for a pronoun the pronoun.
        chunk: the whole noun phrase, article included.
        position: its place among the arguments of ``verb``.
        verb: the verb that it belongs to; None in a fragment.
        main: whether that verb is the sentence's main verb.
        spoken: whether it stands in quotation marks, or in what a verb of speech reports.
        quoted: whether it stands in quotation marks.
        plural: by its grammar.
        determiner: "the", "a", "this", "no" ..., "'s" for a possessor, "" for none.
        name: for a name, its tokens.
    """

    span: Span
    text: str
    form: Form
    sentence: int
    head: Token
    word: str
    chunk: Span
    position: Position
    verb: Token | None
    main: bool
    spoken: bool
    quoted: bool
    plural: bool
    determiner: str
    name: NameTokens | None = None


def phrases(parse: Parse, familiar: frozenset[str]) -> list[Phrase]:
    """Every name, description and third-person pronoun of the document, in text order."""
    quoted = _Quoted([quotation.span for quotation in quotations(parse.document) if quotation.depth == 0])
    found: list[Phrase] = []
    for index, sentence in enumerate(parse.sentences):
        if is_foreign([token.text for token in sentence.tokens]):
            continue
        found += _SentencePhrases(parse.document.text, sentence, index, quoted).phrases(names_in(sentence, familiar))
    return found


class _Quoted:
    """The outermost quotations of a document, asked for in text order."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._spans = spans

    def holds(self, place: int) -> bool:
        """Whether the character at ``place`` is quoted."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._spans[at].end


@dataclass(frozen=True, slots=True)
class _SentencePhrases:
    """One sentence, with what is needed to make phrases of its tokens."""

    text: str
    sentence: ParsedSentence
    index: int
    quoted: _Quoted

    def phrases(self, names: list[NameTokens]) -> list[Phrase]:
        """The phrases of the sentence, in order; of those that begin together the shorter first."""
        owned = {i for name in names for i in range(name.first, name.last + 1)}
        here = [self._named(name) for name in names]
        roots: set[int] = set()
        for chunk in self.sentence.tokens.noun_chunks:
            roots.add(chunk.root.i)
            if chunk.root.i in owned:
                continue
            form = _pronoun_form(chunk.root)
            if form is None:
                first = _after_dateline(chunk)
                here.append(self._placed(chunk.root, self.sentence.span_of(first, chunk[-1].i), Form.NOMINAL))
            else:
                here.append(self._placed(chunk.root, self.sentence.span_of(chunk.root.i, chunk.root.i), form))
        for token in self.sentence.tokens:
            if token.i in roots:
                continue
            counted = token.lower_ in _COUNTS and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "dative")
            if counted or (token.dep_ == "poss" and token.pos_ == "NOUN"):
                here.append(self._placed(token, self.sentence.span_of(token.left_edge.i, token.i), Form.NOMINAL))
            elif form := _pronoun_form(token):
                here.append(self._placed(token, self.sentence.span_of(token.i, token.i), form))
        return sorted(here, key=lambda phrase: (phrase.span.start, phrase.span.end))

    def _named(self, name: NameTokens) -> Phrase:
        doc = self.sentence.tokens.doc
        inside = range(name.first, name.last + 1)
        head = next((doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i), doc[name.last])
        return self._placed(head, self.sentence.span_of(name.first, name.last), Form.NAME, name)

    def _placed(self, head: Token, span: Span, form: Form, name: NameTokens | None = None) -> Phrase:
        verb, main, reported = _verb(head)
        quoted = self.quoted.holds(span.start)
        word = head.lower_ if form in (Form.PRONOUN, Form.RELATIVE) else head.lemma_.lower()
        start = self.sentence.span_of(name.title, name.title).start if name and name.title is not None else span.start
        return Phrase(
            span=span,
            text=span.of(self.text),
            form=form,
            sentence=self.index,
            head=head,
            word=word,
            chunk=Span(start, span.end),
            position=_position(head),
            verb=verb,
            main=main,
            spoken=quoted or reported,
            quoted=quoted,
            plural=head.tag_ in ("NNS", "NNPS") or word in _PLURAL,
            determiner=_determiner(head) if form is Form.NOMINAL else "",
            name=name,
        )


def _after_dateline(chunk: Chunk) -> int:
    """The first token of a noun phrase, a place and a dash before it left out: "GENEVA - A ship"."""
    if len(chunk) < 4:
        return int(chunk[0].i)
    for token in reversed(chunk[1:-1]):
        if token.text in ("-", "–", "—", "--") and token.whitespace_ and token.nbor(-1).whitespace_:
            return int(token.i) + 1
    return int(chunk[0].i)


def _pronoun_form(token: Token) -> Form | None:
    if token.lower_ in _THIRD_PERSON and token.pos_ in ("PRON", "DET"):
        return Form.PRONOUN
    return Form.RELATIVE if token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT") else None


def is_whole_of_part(phrase: Phrase) -> bool:
    """Whether ``phrase`` is what a part is counted from: "half of the voters", "two of the men"."""
    of = phrase.head.head
    if phrase.head.dep_ != "pobj" or of.lower_ != "of":
        return False
    part = of.head
    return part.lower_ in _PARTS or part.pos_ == "NUM" or part.tag_ in ("CD", "JJR", "JJS")


def speaks(phrase: Phrase) -> bool:
    """Whether ``phrase`` is the subject of a verb of speech, or stands after "according to"."""
    if phrase.position is not Position.SUBJECT:
        return False
    if phrase.head.head.lower_ == "to":
        return True
    return phrase.verb is not None and phrase.verb.lemma_ in SPEECH_VERBS


def _determiner(head: Token) -> str:
    for child in head.children:
        if child.i > head.i:
            break
        if child.dep_ == "poss":
            return "'s"
        if child.dep_ in ("det", "predet", "nummod", "quantmod"):
            word = child.lower_
            return "a" if word == "an" else word
    return ""


def _position(token: Token) -> Position:
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    dep = token.dep_
    if dep in ("nsubj", "nsubjpass", "csubj", "ROOT"):
        return Position.SUBJECT
    if dep in ("dobj", "dative"):
        return Position.OBJECT
    if dep == "pobj":
        prep = token.head
        if prep.lower_ in ("of", "as") or (prep.lower_ in ("for", "at") and prep.head.pos_ in ("NOUN", "PROPN")):
            return Position.MODIFIER
        return (
            Position.SUBJECT
            if prep.dep_ == "agent" or (prep.lower_ == "to" and prep.head.lower_ == "according")
            else Position.OBLIQUE
        )
    return Position.MODIFIER if dep in ("poss", "compound", "nmod", "amod", "attr", "nummod") else Position.OBLIQUE


def _verb(token: Token) -> tuple[Token | None, bool, bool]:
    """The verb that ``token`` belongs to, whether it is the main one, and whether a verb of speech reports it."""
    verb: Token | None = None
    main, reported, steps = True, False, 0
    while steps < 60:
        steps += 1
        if verb is None and token.pos_ in ("VERB", "AUX"):
            verb = token
        if token.head.i == token.i:
            break
        if verb is not None and token.dep_ != "conj":
            main = False
            if token.dep_ in ("ccomp", "parataxis") and token.head.lemma_ in SPEECH_VERBS:
                reported = True
        token = token.head
    return verb, main, reported
