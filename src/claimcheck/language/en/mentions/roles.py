"""What a name is called beside it: titles before, appositions after, "who is", "of the Institute"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.language.en.lexicon.organisations import ORGANISATION_NOUNS
from claimcheck.language.en.lexicon.people import (
    FEMALE_NAMES,
    FEMALE_NOUNS,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_NAMES,
    MALE_NOUNS,
    MALE_TITLES,
    NO_ROLES,
    PEOPLE,
    RELATIONS,
    ROLE_ENDINGS,
    ROLES,
    TITLES,
)
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.language.en.mentions.names import NameTokens
from claimcheck.language.en.parsing import ParsedSentence
from claimcheck.models import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PREPOSITIONS = frozenset("of at for from with in to on by".split())
_BREAKS = frozenset([",", ";", ":", "(", ")", '"', "—", "–", "...", "…"])
_DETERMINERS = frozenset("the a an his her its their our my this that one another".split())
_OPENERS = _DETERMINERS - {"this", "that"}
_NO_NOUN_PHRASE = frozenset("VERB AUX ADP PRON SCONJ CCONJ ADV".split())
# Things that are given people's names.
_NAMESAKES = frozenset(
    """
    album boat book brand bridge cruiser cyclone destroyer ferry film freighter frigate hospital hurricane lifeboat
    liner magazine musical novel opera play prize school ship song storm street tanker trawler trophy tug typhoon
    vessel yacht
    """.split()
)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_GOVERNING = frozenset(("ADP", "PART", "VERB", "AUX"))
_LONGEST = 24
_LONGEST_INSERTED = 8
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


@dataclass(frozen=True, slots=True)
class Description:
    """What stands beside a name.

    Attributes:
        role: its words without article, where they name an office, a job or a kind of organisation.
        span: where they stand in the document.
        head: the place of that noun.
        noun: the noun that they turn on ("spokesperson", "outfit"), in lower case.
        female, male: whether a title or noun says so.
        person: whether they can only be said of a person.
    """

    role: str | None = None
    span: Span | None = None
    head: Span | None = None
    noun: str = ""
    female: bool = False
    male: bool = False
    person: bool = False


def described(text: str, sentence: ParsedSentence, name: NameTokens) -> list[Description]:
    """Everything that stands beside ``name`` in ``text``, nearest first."""
    found = [
        _before(text, sentence, name),
        _leading(text, sentence, name),
        _after(text, sentence, name),
        _belonging(text, sentence, name),
    ]
    return [description for description in found if description is not None]


def _is_role(token: Token) -> bool:
    return _is_office(_singular(token))


def _of_person(token: Token) -> bool:
    word = _singular(token)
    return _is_office(word) or word in PEOPLE or word in RELATIONS


def _is_office(word: str) -> bool:
    return word in ROLES or word in TITLES or (word.endswith(ROLE_ENDINGS) and word not in NO_ROLES)


def _singular(token: Token) -> str:
    """The dictionary form of a noun or title, in lower case and without the full stop of an abbreviation."""
    word = token.lower_.rstrip(".")
    return word if word in ROLES or word in PEOPLE or word in TITLES or word in HONORIFICS else token.lemma_.lower()


def _made(text: str, sentence: ParsedSentence, first: int, last: int, noun: Token, called: bool = False) -> Description:
    doc = sentence.tokens.doc
    while first < last and (doc[first].lower_ in _DETERMINERS or _singular(doc[first]) in HONORIFICS):
        first += 1
    span = sentence.span_of(first, last)
    word = _singular(noun)
    person = _is_office(word) or word in PEOPLE
    return Description(
        span.of(text),
        span,
        sentence.span_of(noun.i, noun.i),
        word,
        word in FEMALE_NOUNS or word in FEMALE_TITLES,
        word in MALE_NOUNS or word in MALE_TITLES,
        person or called,
    )


def _before(text: str, sentence: ParsedSentence, name: NameTokens) -> Description | None:
    """A title, or the words of the same noun phrase up to a role noun right before the name."""
    doc, at, start = sentence.tokens.doc, name.first - 1, sentence.tokens.start
    if at < start:
        return None
    noun = doc[at]
    word = _singular(noun)
    if noun.pos_ == "VERB" and doc[name.last].head.i == at and any(left.dep_ in _SUBJECTS for left in noun.lefts):
        # "Her rival accused Roe": what may be a noun is the verb here.
        return None
    if word in HONORIFICS:
        return Description(noun="", female=word in FEMALE_TITLES, male=word in MALE_TITLES, person=True)
    if name.title is not None and not _is_role(noun):
        noun = next((doc[i] for i in range(at, name.title - 1, -1) if _is_role(doc[i])), noun)
    kind = word in ORGANISATION_NOUNS and not noun.is_title
    person = _singular(doc[name.first]) in FEMALE_NAMES | MALE_NAMES
    hangs_together = noun.dep_ in ("compound", "nmod", "amod") or doc[name.last].head.i == at
    called = person and noun.tag_ == "NN" and hangs_together and word not in _NAMESAKES
    if not (_is_role(noun) or kind or called or word in RELATIONS or word in PEOPLE):
        return None
    if noun.tag_ in ("NNS", "NNPS") and word not in TITLES:
        return None
    first = at if name.title is None else name.title
    while first - 1 >= start and word not in RELATIONS and _joins(doc[first - 1]):
        first -= 1
    return _made(text, sentence, first, at, noun, called)


def _joins(token: Token) -> bool:
    """Whether ``token`` can stand inside a role before a name ("former", "Kremlin", "deputy", "U.S.")."""
    if token.dep_ == "compound":
        # After a quotation the first noun of "harbour master" may be tagged as a verb.
        return token.text.isalpha()
    if token.dep_ == "prep":
        return False
    if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG"):
        return False
    if token.text in ("-", "–", "—"):
        return token.i > 0 and not token.whitespace_ and not token.nbor(-1).whitespace_
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("VBN", "VBG")


def _leading(text: str, sentence: ParsedSentence, name: NameTokens) -> Description | None:
    """A description before a comma: "a spokesman for the ministry, Ivan Petrov,"."""
    doc = sentence.tokens.doc
    at = (name.first if name.title is None else name.title) - 1
    start = sentence.tokens.start
    if at <= start or doc[at].text != ",":
        return None
    first, found = at - 1, -1
    while first >= start and doc[first].text not in _BREAKS and at - first < _LONGEST:
        noun = _segment_noun(doc, first, at) if doc[first].lower_ in _OPENERS else None
        if noun is not None and (found < 0 or _is_role(noun)):
            found = first
        first -= 1
    apposed = doc[name.last].head
    if found < 0 and doc[name.last].dep_ == "appos" and start <= apposed.i < at and _of_person(apposed):
        found = apposed.left_edge.i
    noun = _segment_noun(doc, found, at) if found >= 0 else None
    if noun is None or noun.tag_ in ("NNS", "NNPS") or (name.title is not None and not _of_person(noun)):
        return None
    return _made(text, sentence, found, at - 1, noun) if _leads(sentence, found, noun, name) else None


def _leads(sentence: ParsedSentence, first: int, noun: Token, name: NameTokens) -> bool:
    """Whether the description from token ``first`` on, which a comma parts from ``name``, describes it.

    "The minister, Roe, said" and "A former minister, Roe said" do; "According to the bank, Veltra took", "With Bell, a
    critic, Roe said" and "It hit the doctor, Roe said" do not.
    """
    doc, after, end = sentence.tokens.doc, name.last + 1, sentence.tokens.end
    head = doc[name.last]
    if _is_inserted(doc, after, end):
        return False
    if head.dep_ == "appos" and head.head.i == noun.i:
        return True
    before = doc[first - 1] if first > sentence.tokens.start else None
    if before is not None and before.text == "," and doc[first - 2].pos_ == "PROPN":
        return False
    if after < end and doc[after].pos_ in ("VERB", "AUX"):
        return before is None or before.is_quote
    if after < end - 1 and doc[after].text == "," and before is not None and before.pos_ in _GOVERNING:
        return not _goes_on_as_subject(doc, after + 1, end)
    return after < end and (doc[after].text in _BREAKS or after == end - 1)


def _is_inserted(doc: Doc, first: int, end: int) -> bool:
    """Whether a name and its verb only say who speaks, inside a clause that goes on: "the captain, Roe said, was"."""
    if first >= end or doc[first].lemma_.lower() not in SPEECH_VERBS:
        return False
    comma = next((at for at in range(first + 1, min(first + _LONGEST_INSERTED, end)) if doc[at].text == ","), end)
    return comma + 1 < end and doc[comma + 1].tag_ in _FINITE


def _goes_on_as_subject(doc: Doc, first: int, end: int) -> bool:
    """Whether the words after a name's comma only say more of it before its verb: ", which owns the port, took"."""
    comma = next((at for at in range(first, end) if doc[at].text == ","), end)
    return comma + 1 < end and doc[comma + 1].tag_ in _FINITE


def _segment_noun(doc: Doc, first: int, end: int) -> Token | None:
    """The role noun that heads ``doc[first:end]``: the last noun before its first preposition."""
    noun: Token | None = None
    for i in range(first, end):
        token = doc[i]
        if noun is not None and (token.lower_ in _PREPOSITIONS or token.text == "'s" or token.tag_ in ("VBN", "VBG")):
            if token.i and token.nbor(-1).text == "-":
                continue
            if token.text == "'s":
                noun = None
                continue
            break
        if token.lower_ in ("who", "which", "that", "whose") or token.pos_ in ("SCONJ", "PART"):
            break
        if noun is not None and token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX") and not _is_role(token):
            return None
        if noun is None and i > first and token.pos_ in ("ADP", "CCONJ"):
            break
        if token.pos_ in ("NOUN", "PROPN") or _is_role(token):
            noun = token
    if noun is None:
        return None
    word = _singular(noun)
    return noun if _is_role(noun) or word in ORGANISATION_NOUNS or word in RELATIONS or word in PEOPLE else None


def _after(text: str, sentence: ParsedSentence, name: NameTokens) -> Description | None:
    """An apposition ("X, a senior fellow at Y,"), "X, who is ...", or "X is the mayor of ..."."""
    doc, at, end = sentence.tokens.doc, name.last + 1, sentence.tokens.end
    if at < end and doc[at].text == "(" and doc[at + 1 : at + 4].text.find(")") > 0:
        at += next(i for i in range(4) if ")" in doc[at + i].text) + 1
    if at < end and doc[at].lower_ in ("is", "was", "became"):
        first = at + 1
    elif at + 1 < end and doc[at].text in (",", "—", "–", "("):
        first = at + 1
        if doc[first].is_digit and first + 2 < end and doc[first + 1].text == ",":
            first += 2
        if doc[first].lower_ == "who" and first + 2 < end and doc[first + 1].lemma_ == "be":
            first += 2
    else:
        return None
    stop = first
    copular = doc[at].lower_ in ("is", "was", "became")
    while stop < end and doc[stop].text not in _BREAKS and stop - first < _LONGEST:
        if doc[stop].lower_ in ("who", "which", "whose", "that") and stop > first:
            break
        if doc[stop].lower_ == "and" and not any(_is_role(token) for token in doc[stop + 1 : min(stop + 4, end)]):
            break
        if stop > first and doc[stop].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if doc[stop].text in (".", "?", "!") and stop == end - 1:
            break
        stop += 1
    noun = _segment_noun(doc, first, stop)
    if noun is None or stop - 1 < first or noun.tag_ in ("NNS", "NNPS"):
        return None
    if (
        doc[name.last].dep_ == "pobj"
        and noun.dep_ in _SUBJECTS
        and doc[name.last].i not in (a.i for a in noun.ancestors)
    ):
        # "In Norland, the minister, Ann Roe, said": the subject that a preposition and its place lead up to.
        return None
    if copular and (doc[first].lower_ not in ("a", "an", "the") or not _is_role(noun)):
        return None
    if (
        not copular
        and doc[first].pos_ in ("VERB", "AUX", "ADP", "PRON", "SCONJ", "CCONJ", "ADV")
        and not _is_role(doc[first])
    ):
        return None
    return _made(text, sentence, first, stop - 1, noun)


def _belonging(text: str, sentence: ParsedSentence, name: NameTokens) -> Description | None:
    """The organisation right after a name: "Jane Doe of Human Rights Watch"."""
    doc, at, end = sentence.tokens.doc, name.last + 1, sentence.tokens.end
    if at + 1 >= end or doc[at].lower_ not in ("of", "from", "at", "with") or name.last == name.first:
        return None
    first = at + 1
    while first < end and doc[first].lower_ in ("the", "a"):
        first += 1
    last = first
    while last < end and (doc[last].text[:1].isupper() or doc[last].lower_ in ("of", "for", "and", "the", "&", "-")):
        last += 1
    while last > first and not doc[last - 1].text[:1].isupper():
        last -= 1
    if last == first:
        return None
    span = sentence.span_of(at, last - 1)
    return Description(span.of(text), span)
