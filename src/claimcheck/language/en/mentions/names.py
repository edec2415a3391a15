"""Find proper names by shape and grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claimcheck.language.en.lexicon.calendar import CALENDAR, FIRST_NAME_MONTHS
from claimcheck.language.en.lexicon.organisations import COLLECTIVES, ORGANISATION_WORDS, ORGANISATIONS
from claimcheck.language.en.lexicon.people import (
    FEMALE_NAMES,
    HONORIFICS,
    MALE_NAMES,
    OFFICES,
    PARTICLES,
    PEOPLE,
    RELATIONS,
    ROLES,
    SUFFIXES,
    TITLES,
)
from claimcheck.language.en.lexicon.places import COUNTRIES, DEMONYMS, PLACES
from claimcheck.language.en.lexicon.sources import RUMOURS, SPEECH_VERBS
from claimcheck.language.en.mentions.kinds import kind_of
from claimcheck.language.en.parsing import Parse, ParsedSentence
from claimcheck.language.en.vocabulary import is_listed
from claimcheck.models import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEVER = frozenset("PRON DET ADP CCONJ SCONJ AUX PART INTJ PUNCT NUM SYM SPACE X".split())
_WHOLE = COUNTRIES | ORGANISATIONS
_PARTY = re.compile(r"[DRI]-\w.*")
_OFFICIALS = TITLES | HONORIFICS | ROLES
_COMPANIES = frozenset("plc gmbh".split())
_BEFORE_CAPITALS = frozenset(['"', "'", ":", "(", "-", "—", "–"])
_LINKS = frozenset("of for".split())
_BODIES = frozenset("commission committee subcommittee council board panel conference".split())
_LONGEST_NICKNAME = 3
_HEADS = ORGANISATION_WORDS | frozenset("republic kingdom states gulf bay strait isle duchy emirates city".split())

# Behind an American legislator's name: party and state, "R-Fla.", "D-Texas".
_PARTY_LABEL = re.compile(r"[RDI]-[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class NameTokens:
    """A name as tokens of its sentence's ``doc``.

    Attributes:
        first, last: its first and last token, both included.
        title: the first token of the capitalised title before it ("Foreign Minister"), if any.
        the: whether "the" stands before it.
    """

    first: int
    last: int
    title: int | None
    the: bool


def familiar_words(parse: Parse) -> frozenset[str]:
    """Capitalised words seen inside a sentence, where a capital means a name."""
    return frozenset(
        token.text
        for sentence in parse.sentences
        if not _is_headline(sentence)
        for token in sentence.tokens[1:]
        if token.text[:1].isupper() and token.pos_ == "PROPN" and token.nbor(-1).text not in ('"', "'", ":", ".")
    )


def names_in(sentence: ParsedSentence, familiar: frozenset[str]) -> list[NameTokens]:
    """The names of a sentence, in order, titles split off."""
    doc = sentence.tokens.doc
    headline = _is_headline(sentence)
    found: list[NameTokens] = []
    at, end = sentence.tokens.start, sentence.tokens.end
    while at < end:
        if not _begins(doc, at, end, sentence.tokens.start, familiar, headline):
            at += 1
            continue
        last = _run_end(doc, at, end) if not headline else _headline_end(doc, at, end, familiar)
        for first, end_of in _parts(doc, at, last):
            found += _split(doc, first, end_of, sentence.tokens.start)
        at = last + 1
    return found


def _is_headline(sentence: ParsedSentence) -> bool:
    """Whether nearly every word is capitalised, so that a capital says nothing."""
    words = [token.text for token in sentence.tokens if token.is_alpha and len(token) > 3]
    capital = sum(word[0].isupper() for word in words)
    if len(words) > 2 and all(word.isupper() for word in words):
        return True
    if sentence.tokens[-1].text[-1:] in ".?!:" and any(
        t.is_lower and t.pos_ in ("VERB", "AUX") for t in sentence.tokens
    ):
        return False
    return len(words) > 3 and capital > 0.7 * len(words)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text != "I"


def _begins(doc: Doc, at: int, end: int, start: int, familiar: frozenset[str], headline: bool) -> bool:
    """Whether a name may begin at token ``at``."""
    token = doc[at]
    if not _is_capital(token):
        return token.lower_ in ("al", "el") and at + 2 < end and doc[at + 1].text == "-" and _is_capital(doc[at + 2])
    if _PARTY_LABEL.match(doc[at : at + 3].text):
        return False
    known = token.text in familiar
    shouted = token.text.isupper() and len(token) > 1
    follows = at + 1 < end and _is_capital(doc[at + 1]) and _plain(doc[at + 1]) not in CALENDAR
    if _plain(token) in CALENDAR and not shouted and not (follows and token.lower_ in FIRST_NAME_MONTHS):
        return False
    if headline:
        return known
    plural = token.lower_.endswith("s")
    people = plural and (kind_of(token) is EntityKind.PERSON or token.lower_.removesuffix("s") in PEOPLE | RELATIONS)
    if people and not follows and not known:
        return False
    if at > start and doc[at - 1].text not in _BEFORE_CAPITALS:
        return token.pos_ == "PROPN" or shouted or token.pos_ not in _NEVER
    if known or (shouted and not token.is_stop):
        return True
    named = token.pos_ == "PROPN" or (follows and token.pos_ not in _NEVER) or _is_unheard_of(token)
    return named and not token.is_stop


def _is_unheard_of(token: Token) -> bool:
    """Whether a capitalised word that is taken for a common noun is no English word, or speaks as only a name can."""
    if token.pos_ != "NOUN" or not token.is_alpha or len(token) < 3:
        return False
    single = token.tag_ == "NN" or not token.lower_.endswith("s")
    speaks = single and token.i + 1 < len(token.doc) and token.nbor().lemma_ in SPEECH_VERBS
    return not is_listed(token.lower_) or (speaks and token.nbor().tag_ in ("VBD", "VBZ") and _is_no_source(token))


def _is_no_source(token: Token) -> bool:
    return kind_of(token) is EntityKind.OTHER and token.lower_ not in RUMOURS | COLLECTIVES


def _run_end(doc: Doc, at: int, end: int) -> int:
    """The last token of the run of name words that begins at ``at``."""
    last = at
    organisation = doc[at].lower_ in _HEADS
    office = False
    at += 1
    while at < end:
        token, after = doc[at], doc[at + 1] if at + 1 < end else None
        if (
            _is_capital(token)
            and (token.lower_ not in CALENDAR or _is_capital(doc[at - 1]))
            and token.pos_ not in ("PRON", "DET")
        ):
            last = at
        elif token.text == "-" and after is not None and not doc[at - 1].whitespace_ and not token.whitespace_:
            if not (_is_capital(after) or after.lower_ in PARTICLES):
                break
        elif token.lower_ in _COMPANIES and _is_capital(doc[at - 1]):
            last = at
        elif token.lower_ in PARTICLES and _reaches(doc, at, end, 2) and doc[last].lower_ not in TITLES:
            pass
        elif token.lower_ in _LINKS and (organisation or _is_office(doc, at, end)) and _reaches(doc, at, end, 2):
            office = True
        elif token.lower_ == "the" and doc[at - 1].lower_ in _LINKS and office:
            pass
        elif nickname_end := _nickname_end(doc, at, end):
            last = at = nickname_end
        elif not (_reaches(doc, at, end, 1) and _joins(doc, at, end, linked=office and organisation)):
            break
        organisation = organisation or token.lower_ in _HEADS
        at += 1
    return last


def _nickname_end(doc: Doc, at: int, end: int) -> int:
    """Where the name goes on behind a nickname in marks that opens at token ``at``: "Ann “The Hammer” Roe"; else 0."""
    close = {'"': '"', "'": "'", "(": ")"}.get(doc[at].text)
    if close is None or doc[at].whitespace_ or not doc[at - 1].whitespace_ or not _is_capital(doc[at - 1]):
        return 0
    for stop in range(at + 2, min(at + 2 + _LONGEST_NICKNAME, end - 1)):
        if doc[stop].text == close:
            return stop + 1 if _is_capital(doc[stop + 1]) and doc[stop + 1].pos_ == "PROPN" else 0
        if not _is_capital(doc[stop - 1]):
            return 0
    return 0


def _headline_end(doc: Doc, at: int, end: int, familiar: frozenset[str]) -> int:
    """The last word of a name in a headline, where only words known from elsewhere go on with it."""
    last = _run_end(doc, at, end)
    while last > at and not all(doc[i].text in familiar for i in range(at, last + 1) if _is_capital(doc[i])):
        last -= 1
    return last


def _parts(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Two names that only stand next to each other, taken apart: "in the Harbour Post Smith said"."""
    tops = [i for i in range(first, last + 1) if not first <= doc[i].head.i <= last or doc[i].head.i == i]
    for top, following in pairwise(tops):
        if doc[top].dep_ in ("pobj", "dobj") and doc[following].dep_ in ("nsubj", "nsubjpass"):
            yield first, top
            first = top + 1
    yield first, last


def _reaches(doc: Doc, at: int, end: int, within: int) -> bool:
    """Whether a capitalised word follows ``at``, with at most ``within - 1`` small words between."""
    for i in range(at + 1, min(at + 1 + within + 1, end)):
        token = doc[i]
        if _is_capital(token):
            return token.lower_ not in CALENDAR
        if token.lower_ not in PARTICLES and token.text not in ("the", "-"):
            return False
    return False


def _joins(doc: Doc, at: int, end: int, *, linked: bool) -> bool:
    """Whether "and", "&" or "on" at ``at`` stands inside a name: "Securities and Exchange Commission".

    ``linked``: an organisation's noun with "of" or "for" stands before it ("Centre for Media and Public Affairs").
    """
    word, before, after = doc[at].lower_, doc[at - 1], doc[at + 1]
    if word in ("on", "&"):
        return word == "&" or before.lower_ in _BODIES
    if word != "and" or not _is_capital(after) or after.lower_ in FEMALE_NAMES | MALE_NAMES:
        return False
    beside = after.dep_ == "conj" and after.head.i == before.i
    return (beside and _organisation_ahead(doc, at, end)) or (linked and before.lower_ not in PLACES)


def _organisation_ahead(doc: Doc, at: int, end: int) -> bool:
    """Whether the capitalised words right after ``at`` hold an organisation's noun ("Food and Drug Administration")."""
    for i in range(at + 1, min(at + 5, end)):
        if not _is_capital(doc[i]):
            return False
        if doc[i].lower_ in ORGANISATION_WORDS:
            return True
    return False


def _is_office(doc: Doc, at: int, end: int) -> bool:
    """Whether "of" at ``at`` belongs to a title such as "Secretary of State"."""
    after = at + 2 if at + 2 < end and doc[at + 1].lower_ == "the" else at + 1
    return doc[at - 1].lower_ in TITLES and after < end and doc[after].lower_ in OFFICES


def _plain(token: Token) -> str:
    return token.lower_.rstrip(".")


def _split(doc: Doc, first: int, last: int, start: int) -> list[NameTokens]:
    """Take the title off the front of a run, and demonyms that only describe; nothing remains of a bare title."""
    title: int | None = None
    words = [_plain(doc[i]) for i in range(first, last + 1)]
    cut = title_length(words)
    if cut:
        title, first, words = first, first + cut, words[cut:]
    if not words:
        return []
    if words[0] in ("the", "a") and len(words) > 1:
        first, words = first + 1, words[1:]
    organisation = any(word in ORGANISATION_WORDS for word in words)
    while words and words[0] in DEMONYMS and not organisation and " ".join(words) not in _WHOLE:
        first, words = first + 1, words[1:]
        while words and words[0] == "-":
            first, words = first + 1, words[1:]
    if not words or all(word in DEMONYMS or word.removesuffix("s") in DEMONYMS for word in words):
        return []
    if _PARTY.fullmatch(doc[first].text):
        return []
    before = title if title is not None else first
    the = before > start and doc[before - 1].lower_ == "the"
    return [NameTokens(first, last, title, the)]


def title_length(words: list[str]) -> int:
    """How many words at the front of a run are title: up to the last title word that a name follows."""
    cut = 0
    if words[0] in FEMALE_NAMES or words[0] in MALE_NAMES:
        return 0
    for i, word in enumerate(words):
        if word in _OFFICIALS:
            cut = i + 1
            after = [word for word in words[i + 1 :] if word != "the"]
            if after[:1] == ["of"] and after[1:] and after[1] in OFFICES:
                two = after[1] in ("homeland", "veterans") and len(after) > 2
                cut = words.index(after[1], i) + (2 if two else 1)
        elif word in ORGANISATION_WORDS and cut <= i and not any(w in TITLES or w in ROLES for w in words[i + 1 :]):
            break
    rest = words[cut:]
    if cut and rest and (rest[0] in ("of", "for") or all(word in SUFFIXES or word == "-" for word in rest)):
        return 0
    if cut and rest and any(word in ORGANISATION_WORDS for word in rest) and words[0] not in HONORIFICS:
        return 0
    return cut
