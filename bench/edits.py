"""Single edits that change what a sentence says: the seeded generator behind ``differences``."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PLACES = (
    "London Paris Berlin Madrid Rome Moscow Beijing Tokyo Cairo Nairobi Sydney Toronto Chicago Boston Miami Manchester"
    " Glasgow Dublin Warsaw Kyiv France Germany Spain Italy Russia China Japan Egypt Kenya Australia Canada Scotland"
    " Ireland Poland Ukraine Mexico Brazil Argentina India Pakistan Nigeria Syria Iraq Iran Turkey Greece Sweden Norway"
).split()
OPPOSITES = [
    pair.split("/")
    for pair in (
        "rose/fell increased/decreased won/lost more/fewer higher/lower largest/smallest highest/lowest up/down"
        " gained/lost before/after first/last oldest/youngest opened/closed increase/decrease rise/fall growth/decline"
        " accepted/rejected approved/rejected supported/opposed best/worst better/worse bought/sold joined/left"
        " success/failure north/south east/west northern/southern eastern/western guilty/innocent"
        " alive/dead older/younger beat/lost longest/shortest biggest/smallest improved/worsened positive/negative"
    ).split()
]
QUANTITIES = {
    "all": ("some", "none", "few"),
    "some": ("all", "no"),
    "most": ("few", "all"),
    "many": ("few", "all"),
    "several": ("no", "all"),
    "every": ("no", "hardly any"),
    "both": ("neither", "none"),
    "few": ("many", "most"),
    "dozens": ("thousands", "millions"),
    "hundreds": ("millions", "dozens"),
    "thousands": ("dozens", "millions"),
    "half": ("all", "a tenth"),
    "always": ("never", "sometimes"),
}
UNITS = {
    "miles": "kilometres",
    "km": "miles",
    "kilometres": "metres",
    "metres": "miles",
    "feet": "miles",
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "years": "months",
    "months": "weeks",
    "weeks": "years",
    "days": "weeks",
    "hours": "days",
    "minutes": "hours",
    "tonnes": "kilograms",
    "kg": "tonnes",
    "pounds": "euros",
    "dollars": "euros",
    "per cent": "percentage points",
    "percent": "percentage points",
    "acres": "hectares",
    "mph": "kph",
}
MODALS = {
    "will": ("may", "might"),
    "may": ("will", "did"),
    "might": ("will",),
    "could": ("will",),
    "is": ("may be", "might be"),
    "are": ("may be",),
    "was": ("may have been", "could have been"),
    "were": ("may have been", "might have been"),
    "has": ("may have",),
    "have": ("may have",),
}
AUXILIARIES = "is are was were will would can could has have had should must did does do".split()

Edit = Callable[[str, random.Random, Sequence[str]], str | None]
"""An edited sentence, or None where this one offers nothing to edit; names of other sentences are given."""

_WORD_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w:/-])|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/,-])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*(?= [a-z]|[,.]|'s)")


def _swap(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


def _pick(pattern: str | re.Pattern[str], text: str, dice: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return dice.choice(found) if found else None


def _any_of(words: Sequence[str]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, words))})\b"


def number(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """Another number, at least a tenth away."""
    found = _pick(_NUMBER, text, dice)
    if found is None or re.fullmatch(r"1[89]\d\d|20[0-4]\d", found.group()):
        word = _pick(_any_of(_WORD_NUMBERS), text, dice)
        if word is None:
            return None
        return _swap(text, word, dice.choice([one for one in _WORD_NUMBERS if one != word.group()]))
    value = float(found.group().replace(",", ""))
    decimals = len(found.group().partition(".")[2])
    new = round(value * dice.choice((0.5, 0.7, 0.8, 1.25, 1.5, 2, 3)), decimals)
    if abs(new - value) < 0.1 * value or new == value:
        new = value + dice.choice((1, 2, 3))
    return _swap(text, found, f"{new:,.{decimals}f}")


def date(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """Another year, month or day of the week."""
    found = _pick(
        rf"\b(?:19|20)\d\d\b(?!,)|(?<=\d )(?:{'|'.join(MONTHS)})\b|\b(?:{'|'.join(MONTHS)})(?= \d)", text, dice
    )
    if found is None:
        return None
    if found.group().isdigit():
        return _swap(text, found, str(int(found.group()) + dice.choice((-7, -3, -2, -1, 1, 2, 4))))
    return _swap(text, found, dice.choice([one for one in MONTHS if one != found.group()]))


def negation(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """A "not" or "never" put in, or taken out."""
    there = _pick(r" (?:not|never)\b(?! only| just)|(?<=[a-z])n't\b", text, dice)
    if there is not None and dice.random() < 0.5:
        return _swap(text, there, "")
    found = _pick(_any_of(AUXILIARIES) + r"(?= [a-z])(?! not| n't| never)", text, dice)
    return _swap(text, found, f"{found.group()} {dice.choice(('not', 'never'))}") if found else None


def direction(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """A word's opposite."""
    poles = dict(OPPOSITES) | {other: one for one, other in reversed(OPPOSITES)}
    found = _pick(_any_of(sorted(poles)), text, dice)
    return _swap(text, found, poles[found.group()]) if found else None


def name(text: str, dice: random.Random, others: Sequence[str]) -> str | None:
    """A name of another sentence."""
    found = _pick(_NAME, text, dice)
    if found is None or found.group().split()[0] in (*MONTHS, *DAYS):
        return None
    free = [other for other in others if other not in text and found.group() not in other]
    alike = [other for other in free if len(other.split()) == len(found.group().split())]
    return _swap(text, found, dice.choice(alike)) if alike else None


def quantity(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """Another word for how many."""
    found = _pick(_any_of(list(QUANTITIES)) + r"(?= [a-z])", text, dice)
    return _swap(text, found, dice.choice(QUANTITIES[found.group()])) if found else None


def unit(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """Another unit or scale behind a figure."""
    found = _pick(rf"(?<=\d[ -])(?:{'|'.join(UNITS)})\b|[$£€](?=\d)", text, dice)
    if found is None:
        return None
    return _swap(text, found, UNITS.get(found.group()) or dice.choice([s for s in "$£€" if s != found.group()]))


def modality(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """A fact made a possibility, or the other way round."""
    found = _pick(_any_of(list(MODALS)) + r"(?= [a-z]+)(?! (?:not|n't|been expected))", text, dice)
    if found is None:
        return None
    return _swap(text, found, dice.choice(MODALS[found.group()]))


def place(text: str, dice: random.Random, _: Sequence[str]) -> str | None:
    """Another town or country."""
    found = _pick(
        rf"(?<=\b(?:in|at|to) )(?:{'|'.join(PLACES)})\b(?! [A-Z])|(?<=from )(?:{'|'.join(PLACES)})\b(?! [A-Z])",
        text,
        dice,
    )
    return _swap(text, found, dice.choice([one for one in PLACES if one not in text])) if found else None


EDITS: dict[str, Edit] = {
    edit.__name__: edit for edit in (number, date, negation, direction, name, quantity, unit, modality, place)
}


def rounded(text: str, dice: random.Random) -> str | None:
    """The sentence with one of its numbers rounded correctly; None where it has none to round."""
    found = _pick(_NUMBER, text, dice)
    if found is None or re.fullmatch(r"1[89]\d\d|20[0-4]\d", found.group()):
        return None
    around = text[max(0, found.start() - 12) : found.end() + 12]
    if any(month[:3] in around for month in MONTHS):
        return None
    value = float(found.group().replace(",", ""))
    before = text[max(0, found.start() - 14) : found.start()].lower()
    if value < 13 or re.search(r"(?:than|about|over|under|nearly|almost|least|around|some|number|aged|no\.) $", before):
        return None
    step = 10 ** (len(str(int(value))) - 2) * (1 if value >= 100 else 5)
    below, above = value // step * step, -(-value // step) * step
    if below == above or not below:
        return None
    sign = (found.start() and text[found.start() - 1] in "$£€" and text[found.start() - 1]) or ""
    near = below if value - below <= above - value else above
    wordings = [f"more than {sign}{below:,.0f}", f"less than {sign}{above:,.0f}"]
    if abs(near - value) <= 0.08 * value:
        wordings.append(f"about {sign}{near:,.0f}")
    if above - value <= 0.08 * above:
        wordings.append(f"nearly {sign}{above:,.0f}")
    return text[: found.start() - len(sign)] + dice.choice(wordings) + text[found.end() :]


def names(text: str) -> list[str]:
    """The names in a sentence that ``name`` can lend to others."""
    return [found.group() for found in _NAME.finditer(text)]
