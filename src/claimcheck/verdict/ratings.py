"""What a fact-checker's verdict says of a claim, and which words it is a verdict on."""

from __future__ import annotations

import re
from functools import cache

from claimcheck import language
from claimcheck.models import FactCheckRating
from claimcheck.wordlists import WordLists

LISTS = WordLists(__file__, "fact_checks.toml")
_FEWEST_WORDS = 3
"""A claim has at least so many words."""
_ASIDE = r"[^.!?\n]{0,80}?"
"""What stands before and between the words by which a post passes a claim on."""
_OPENS_WITH = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…][\"”»“]?(?=\s|$)|\n|$)")
_PARTICIPLE = re.compile(r"(?:be|been|being|have|not|never|\w+(?:ed|ing|en))$")
_FRENCH_INVERSION = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on)\b")
_ENDS = ' ?¿!"“”„«»'


def rating(rated: str, *, answers: bool = False) -> FactCheckRating | None:
    """The rating that a text begins with: "Not so.", "That is right, the port says", "Wrong by a wide margin".

    A word of rating inside a sentence says something else: "the right to a home", "true love", "false teeth". With
    ``answers``, a text that answers a question may also begin with "yes" or "no".
    """
    words = _opened(rated).lower()
    ratings = (FactCheckRating.MIXED, FactCheckRating.FALSE, FactCheckRating.TRUE)
    found = next((each for each in ratings if _ratings(each).match(words)), None)
    if found is None and answers:
        if _answers("no").match(words):
            return FactCheckRating.FALSE
        return FactCheckRating.TRUE if _answers("yes").match(words) else None
    return found


def behind_rating(rated: str) -> str | None:
    """What stands behind the rating and a colon, dash or bar that a text begins with: "False: the pier is closed"."""
    words = _opened(rated)
    for each in (FactCheckRating.MIXED, FactCheckRating.FALSE, FactCheckRating.TRUE):
        found = re.match(rf"(?:{any_of(each)})\s*(?:[:|]|\s[–—-])\s*", words, re.IGNORECASE)
        if found:
            rest = words[found.end() :].strip()
            return rest if _is_claim(rest) else None
    return None


def closing_rating(words: str) -> FactCheckRating | None:
    """The rating of a closing sentence: "We rate this claim Mostly False.", "That earns Roe four Pinocchios."."""
    for found in _closing().finditer(words):
        return rating(found["rated"])
    return None


def reported(words: str) -> str | None:
    """What the first sentence of a text says that posts, or people who claim something, pass on; None if nothing."""
    sentence = _SENTENCE.match(_opened(words))
    if sentence is None:
        return None
    found = _reporting().match(sentence[0])
    rest = sentence[0][found.end() :].strip(f"{_ENDS}.…") if found else ""
    return rest if _is_claim(rest) else None


def said_to_be(words: str) -> tuple[str, FactCheckRating] | None:
    """The claim of a sentence that calls it false or true, and which: "It is false that the pier is closed"."""
    for name, each in (("denied", FactCheckRating.FALSE), ("borne_out", FactCheckRating.TRUE)):
        found = re.match(rf"(?:{any_of(name)})\s*(?P<claim>[^.!?\n]+)", _opened(words), re.IGNORECASE)
        if found and _is_claim(found["claim"]):
            return found["claim"].strip(), each
    return None


def is_question(words: str) -> bool:
    """Whether a text is a question."""
    return words.strip(' "”»').endswith("?")


def statement(words: str) -> str:
    """What a question asks about, as a statement: "Was the pier closed?" becomes "the pier was closed".

    The model of meaning takes no question to follow from a statement. Words that ask nothing stay as they are.
    """
    if not is_question(words):
        return words
    asked = words.strip(_ENDS)
    asked = re.sub(rf"^(?:{any_of('called')})\s*[:–—-]\s*", "", asked, flags=re.IGNORECASE)
    whether = re.match(rf"(?:{any_of('asked_whether')})\s*", asked, re.IGNORECASE)
    if whether:
        return asked[whether.end() :]
    first, _, rest = asked.partition(" ")
    if first.casefold() in LISTS.phrases("doing"):
        return rest
    return _reordered(first.casefold(), rest) if first.casefold() in LISTS.phrases("auxiliaries") else asked


def _reordered(auxiliary: str, rest: str) -> str:
    """The words behind an auxiliary with it before their verb; without it where none is found."""
    words = rest.split()
    is_verb = language.vocabulary(language.ENGLISH).is_verb
    nouns = LISTS.phrases("before_nouns")
    sure = [at for at, word in enumerate(words) if at and _PARTICIPLE.fullmatch(word)]
    likely = [
        at
        for at, word in enumerate(words)
        if at and word.islower() and words[at - 1].casefold() not in nouns and is_verb(word.strip(","))
    ]
    place = next(iter(sure or likely), None)
    if place is None:
        return rest
    return " ".join([*words[:place], auxiliary, *words[place:]])


def any_of(name: str) -> str:
    """The phrases of a list as one regular expression; a blank in a phrase stands for a comma and a blank too."""
    phrases = sorted(LISTS.phrases(name), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(each).replace(r"\ ", r",?\s+").replace("'", "['’]") for each in phrases)


def _opened(words: str) -> str:
    """A text without the signs before its first word: marks of a heading, crosses and ticks, quotation marks."""
    opening = _OPENS_WITH.match(words)
    return words[opening.end() :] if opening else words


def _is_claim(words: str) -> bool:
    return len(words.split()) >= _FEWEST_WORDS


@cache
def _ratings(each: FactCheckRating) -> re.Pattern[str]:
    ending = r"\s*(?:[\"”»“)*_]*\s*(?:[.,;:!?–—|-]|$)|\n)"
    if each is not FactCheckRating.TRUE:
        ending += rf"|\s+(?:{any_of('qualified')})(?!\w)"
    return re.compile(rf"(?:(?:{any_of('lead')})[\s:]+[\"“«]?)*(?:{any_of(each)})(?:{ending})")


@cache
def _answers(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(name)})\s*(?:[.,;:!–—-]|$)")


@cache
def _closing() -> re.Pattern[str]:
    rated = "|".join(f"(?:{any_of(each)})" for each in FactCheckRating)
    verbs = r"we (?:rate|rated|award|give|judge|find)|(?:this|that|which|so|it|he|she) (?:earns?|gets?|receives?)"
    return re.compile(rf"\b(?:{verbs})\b[^.!?\n]{{0,60}}?\b(?P<rated>{rated})(?=\s*[.!\"”]|\s*$)", re.IGNORECASE)


@cache
def _reporting() -> re.Pattern[str]:
    that = rf"\s*[,:]?\s*(?:(?:{any_of('that')})(?!\w)\s*)?[\"“„«]?"
    passes_on = rf"{any_of('passing_on')}|{any_of('claiming')}"
    by_post = rf"{_ASIDE}(?<!\w)(?:{any_of('carriers')})(?!\w){_ASIDE}(?<!\w)(?:{passes_on})(?!\w){that}"
    by_person = rf"{_ASIDE}(?<!\w)(?:{any_of('claiming')})(?!\w){that}"
    source = rf"(?:{any_of('according')})\s[^,.!?\n]{{0,80}}?(?<!\w)(?:{any_of('carriers')})(?!\w)[^,.!?\n]{{0,60}},\s*"
    return re.compile(rf"(?:{source}|{by_post}|{by_person})", re.IGNORECASE)
