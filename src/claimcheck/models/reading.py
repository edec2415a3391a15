"""A short text as comparison uses it: its tokens, and what they count, date, name, deny or leave open."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from claimcheck.models.documents import Span
from claimcheck.models.ranges import Range

ABOUT = 0.1
"""How far, as a share, "about" may be off."""


PEOPLE_COUNTED = "people"
"""In ``Quantity.head``: people are counted."""


class WordUse(StrEnum):
    """What a word does in its sentence, as far as the comparison of two texts asks."""

    LIGHT = "light"
    """So general that a text covers it in other words: "people", "named"."""
    KIND = "kind"
    """What a name names; general beside the name: "the *band* Blur"."""
    GOVERNING = "governing"
    """A verb that says what is done to what is counted behind it: "*killed* 50 men"."""
    SUMMING = "summing"
    """A number beside it is the sum of others: "together"."""
    BIRTH = "birth"
    DEATH = "death"
    BEING = "being"
    """A form of the verb of being."""
    PAST = "past"
    """A form that shows that something is, has or was: a past form, or an auxiliary of the passive or the perfect."""
    INFINITIVE = "infinitive"
    """The mark before an infinitive: "to"."""
    ARTICLE = "article"
    COORDINATING = "coordinating"
    """Joins parts of a list: "and"."""
    LOCATING = "locating"
    """A preposition before a place: "near"."""
    AGENT = "agent"
    """The preposition before whoever does what a passive verb says: "by"."""
    JOINING = "joining"
    """A preposition that joins a verb to what it concerns: "with"."""
    POSSESSIVE = "possessive"
    """The mark of possession behind a name: "'s"."""
    DISTANCING = "distancing"
    """What follows is only repeated: "allegedly"."""
    DEBUNKING = "debunking"
    """What a statement is called by those who hold it to be wrong: "hoax"."""
    AMBIGUOUS = "ambiguous"
    """A word with so many uses that its opposite counts only in its very place: "free"."""


class Token(NamedTuple):
    """One word, figure, sign or mark.

    Attributes:
        text: the characters of the text, with plain quotation marks and dashes.
        lower: the same, case-folded.
        stem: the word without its inflection; equals ``lower`` for what is not a word.
        start, end: its place.
        at: its number in the text.
        sentence: the number of its sentence.
        first: whether it opens its sentence.
        is_content: whether it is a word that says something by itself.
        breaks: whether a clause ends here.
        part_of_speech: as Universal Dependencies name it ("NOUN"); "" where the language does not say.
    """

    text: str
    lower: str
    stem: str
    start: int
    end: int
    at: int
    sentence: int
    first: bool
    is_content: bool
    breaks: bool
    part_of_speech: str = ""

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def is_figure(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0] in "0123456789"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Quantity(NamedTuple):
    """A number with what it measures.

    Attributes:
        first, end: its tokens, words like "more than" and the unit included.
        family: what is measured: "count", "ordinal", "share", "length", "dollars" ...
        unit: the unit's own word; "" for counts.
        size: one unit in the family's base.
        low, high, step: as written, in the unit.
        bound: how it is meant: "", "more", "least", "less", "most", "about", "nearly", "slightly_more", "exact".
        counted: what the words behind it, which say what is counted, can be matched by.
        core: the token of the number itself.
        is_vague: a word rather than a figure ("dozens").
        falls: whether the words before it say that something fell or was lost by so much.
        head: what the noun itself of what is counted can be matched by: "crew *members*"; all of ``counted`` where it
            cannot be made out. It has ``PEOPLE_COUNTED`` where it is known to mean people.
        is_plus: whether a plus before it says that it is above zero, or a rise.
    """

    first: int
    end: int
    family: str
    unit: str
    size: float
    low: float
    high: float
    step: float
    bound: str
    counted: frozenset[str]
    core: int
    is_vague: bool = False
    falls: bool = False
    head: frozenset[str] = frozenset()
    is_plus: bool = False

    @property
    def meant(self) -> Range:
        """The values it stands for, in the family's base."""
        low, high = round(self.low * self.size, 9), round(self.high * self.size, 9)
        if self.bound == "more":
            return Range(low, math.inf, low_open=True)
        if self.bound == "least":
            return Range(low, math.inf)
        if self.bound == "less":
            return Range(-math.inf, high, high_open=True)
        if self.bound == "most":
            return Range(-math.inf, high)
        if self.bound == "about":
            slack = self._slack(high)
            return Range(low - slack, high + slack)
        if self.bound == "nearly":
            return Range(low - self._slack(low), high)
        if self.bound == "slightly_more":
            return Range(low, high + ABOUT * abs(high))
        return Range(low, high)

    def _slack(self, value: float) -> float:
        return max(ABOUT * abs(value), min(0.5 * self.step * self.size, 0.15 * abs(value)))


class Moment(NamedTuple):
    """A stretch of days named in a text.

    Attributes:
        first, end: its tokens, words like "since" included.
        days: first and last day, as proleptic Gregorian ordinals.
        relation: "at", "since", "before", "by" or "after".
        floating: month and day are known, the year is not: ``month`` and ``day`` say which (day 0: the whole month);
            ``days`` are then the year around the document's own date, where that is known.
        of_month: for a part of a month ("early May"), its first and last day of the month.
        parts: for "2011 to 2014", its two ends.
        of_report: it is not when something happened, but when it was said or published.
    """

    first: int
    end: int
    days: Range
    relation: str = "at"
    floating: bool = False
    month: int = 0
    day: int = 0
    parts: tuple[Range, Range] | None = None
    of_month: tuple[int, int] = (1, 31)
    of_report: bool = False

    @property
    def meant(self) -> Range:
        """The days of which it speaks."""
        if self.relation == "before":
            return Range(-math.inf, self.days.low, high_open=True)
        if self.relation == "by":
            return Range(-math.inf, self.days.high)
        if self.relation == "after":
            return Range(self.days.high, math.inf, low_open=True)
        return self.days


class Name(NamedTuple):
    """A name, by its tokens.

    Attributes:
        first, end: its tokens.
        words: its words, lower case, without titles and joints.
        place: the country it names or lies in, where the gazetteer knows it; "" otherwise.
        certain: False where only the start of a sentence explains the capital.
        opens: whether its first word opens a sentence, and so may be no part of it.
        is_country: whether it names a country rather than a place in it.
        government: the country that it can stand for, by itself or by its seat of government; "" where there is none.
        distinctive: its words without those that a name may drop ("Ltd").
        initials: what it may be abbreviated to, in lower case ("un").
    """

    first: int
    end: int
    words: tuple[str, ...]
    place: str
    certain: bool
    opens: bool = False
    is_country: bool = False
    government: str = ""
    distinctive: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()


class Cue(NamedTuple):
    """A word that denies, or leaves open, the words behind it.

    Attributes:
        at: its token.
        kind: "not", "denied", "possible", "planned", "future" or "obliged".
        reach: the content tokens it bears on, nearest first.
    """

    at: int
    kind: str
    reach: tuple[int, ...]


class Pole(NamedTuple):
    """One of two opposites.

    Attributes:
        pair: the number of the pair of opposites.
        sign: which of the two, 1 or -1.
        converse: whether the other says the same when its two parts change places ("buy" and "sell").
    """

    pair: int
    sign: int
    converse: bool


class Portion(NamedTuple):
    """A word that says how large a part of a whole: "all", "most", "never".

    Attributes:
        at: its token.
        head: the token of the noun that it bears on; None where there is none.
        meant: the part, 0 to 1.
        senses: the names of the groups of words that mean much the same.
        strict: whether the statement is another one without it.
    """

    at: int
    head: int | None
    meant: Range
    senses: frozenset[str]
    strict: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a short text says, token by token.

    Attributes:
        tokens: all of them, in order.
        moments, quantities, names: what is dated, counted and named.
        content: the plain content words: no part of a date, a quantity or a name.
        denials, modals: the cues that deny and that leave open.
        denied, right_denied: the tokens that some denial bears on, and those it stands right before.
        asked: sentences that only ask, and are not answered with "yes".
        refused: sentences that ask, and are answered with "no".
        keys: per token, what it can be matched by: stem, word groups, country.
        uses, poles: by token, where it has any: what it does in its sentence, and what it is the opposite of.
        shares: the words that say how large a part.
        questions: sentences that ask for more than "yes" or "no", each with its answer.
    """

    text: str
    tokens: tuple[Token, ...]
    moments: tuple[Moment, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    names: tuple[Name, ...] = ()
    content: tuple[int, ...] = ()
    denials: tuple[Cue, ...] = ()
    modals: tuple[Cue, ...] = ()
    denied: frozenset[int] = frozenset()
    right_denied: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    refused: frozenset[int] = frozenset()
    keys: tuple[frozenset[str], ...] = ()
    uses: Mapping[int, frozenset[WordUse]] = field(default_factory=dict)
    poles: Mapping[int, tuple[Pole, ...]] = field(default_factory=dict)
    shares: tuple[Portion, ...] = ()
    questions: frozenset[int] = frozenset()

    def has(self, at: int, *uses: WordUse) -> bool:
        """Whether the token ``at`` has one of ``uses``."""
        return not self.uses.get(at, frozenset()).isdisjoint(uses)
