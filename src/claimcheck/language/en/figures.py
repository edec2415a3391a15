"""Figures and dates in one form: a model of meaning takes 86'000 and 86,000, or −3 and 3, for what they look like."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter

from claimcheck.language.en.lexicon.calendar import DAY_NAMES, FEASTS_FROM_EASTER, FIXED_FEASTS, MONTH_NAMES

_MONEY = r"(?:US\$|[$£€¥₹₦₽₩]|[A-Z]{3}[\s\u00a0])"
_FIGURE = r"\d+(?:,\d{3})*(?:[.,]\d+)?"
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\ufffd", " ") | dict.fromkeys("’‘ʼ´`′", "'"))
# Behind these a second group of digits is another number: a date or a label, and then a count.
_LABELS = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|[Pp]ages?|[Rr]ooms?|[Gg]roup|[Rr]oute|[Bb]us|[Ll]ine"
    r"|[Ff]light|[Cc]hapter|[Ss]ection|[Aa]rticle|[Dd]ay|aged|No\."
)
_GROUPED = re.compile(
    rf"(?P<label>(?:{_LABELS})\s)?(?<![\d.,:/\w])\d{{1,3}}(?:[ '\u00a0\u2007\u2009\u202f’]\d{{3}})+(?!\d)"
)
_POINTED = re.compile(r"(?<![\d.,\w])\d{1,3}(?:\.\d{3}){2,}(?!\d)|(?<![\d.,\w])\d{1,3}(?:\.\d{3})+(?=,\d{1,2}(?!\d))")
_ROUND = re.compile(r"(?<![\d.,\w])([1-9]\d{0,2})\.(\d00)(?=\s+(?!million|billion|per|degrees)[^\W\d_]{3})")
_DECIMAL = re.compile(r"(?<![\d.])(\d+(?:,\d{3})*),(\d{1,2})(?![\d,])")
_SIGN = re.compile(rf"(?:(?<=^)|(?<=[\s(:]))(?:(?:[–-]|−\s?)(?={_MONEY}?\d)|(?P<money>[$£€¥])[−–-](?=\d))")
_BRACKETED = re.compile(
    rf"(?P<before>(?:\b(?:was|were|is|of|at|to|stood at)|:)\s+)\((?P<sum>{_MONEY}\s?{_FIGURE}(?:\s?\w+)?"
    rf"|{_FIGURE}(?:\s?%|(?:\s[^\W\d_]+){{1,2}}))\)"
)
_RANGE = re.compile(
    r"(?<![\w./:–-])(?P<low>\d+(?:\.\d+)?)\s?[–-]\s?(?P<high>\d+(?:\.\d+)?)"
    r"(?=\s*(?:%|per\s?cent|million|billion|[a-z]+s\b))"
)
_LAKHS = re.compile(r"(?<![\d,.])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])")
_NO_DECIMALS = re.compile(r"(?<=\d)\.00?(?=[\s,;)]|\.?$)(?!\s(?:percent|million|billion))")
_MILLIONS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3}){2,3}(?![\d,]|\.\d)")
_SCALES = {"m": "million", "mn": "million", "mln": "million", "bn": "billion", "tn": "trillion"}
_SCALED = re.compile(
    rf"(?P<sum>{_MONEY}\s?{_FIGURE})\s?(?P<scale>m|mn|mln|bn|tn)\b|(?P<bare>\b{_FIGURE})\s?(?P<long>mn|mln|bn|tn)\b"
)
_PERCENT = re.compile(r"(?<=\d)\s?(?:%|per\s?cent\b|pct\b)")
_CELSIUS = re.compile(r"(?<=\d)\s?(?:°\s?(?P<scale>[CF])\b|degrees Celsius\b)")
_DEGREES = {"C": " degrees", "F": " degrees Fahrenheit"}
# A change with its sign is a rise or a fall, and a negative result a loss.
_CHANGED = re.compile(
    rf"\b(?:changed|moved|grew|rose|increased|developed|altered|varied|shifted) by (?P<sign>minus |plus |\+\s?)"
    rf"(?={_MONEY}?\d)"
)
_LISTED = re.compile(rf"(?<=: )(?P<sign>minus |plus |\+\s?)(?={_FIGURE} percent)")
_LEVEL = re.compile(r"\b(?:growth|rates?|inflation|margin|returns?|balance|yields?|temperature)\b", re.IGNORECASE)
_BELOW_ZERO = re.compile(rf"(?<=\bto )(?P<sum>{_FIGURE} degrees(?: Fahrenheit)?) (?:below zero|of frost)\b")
_NEGATIVE = re.compile(
    rf"\bnegative (?:by |at )?(?P<sum>{_MONEY}?\s?\d)|\bnegative (?P<what>[a-z]+(?: [a-z]+)?) of (?={_MONEY}?\s?\d)"
)
# "Fell 2.3 percent in 2023" follows from "fell by 2.3 percent in 2023" for a reader, and not for the model.
_BY = re.compile(
    rf"\b(?P<verb>(?:rose|fell|grew|shrank|dropped|declined|increased|decreased|climbed|slid|slipped|jumped|gained"
    rf"|(?:has|have|had) (?:risen|fallen|grown|shrunk|dropped|declined|increased|decreased)))"
    rf"(?= (?:an? |about |nearly |almost |some )?{_FIGURE} percent\b)"
)
_NET = re.compile(r"\bnet (?=(?:loss|profit)(?:es|s)?\b)")
_FOR_YEAR = re.compile(r"(?<=\d|n) for (?:the year )?(?=[12]\d{3}\b)")
# "Reported a loss" is only something said to the model.
_REPORTED_SUM = re.compile(
    r"\b(?:reported|made|posted|recorded|booked|ran|incurred|suffered|announced|logged|registered|showed)"
    r" (?P<what>an? (?:operating |annual |pre-tax )?(?:loss|profit|deficit|surplus) of)\b"
)
# The model knows a balance below zero, and not that it is a deficit.
_BALANCE = re.compile(
    rf"\ban? (?P<kind>deficit|surplus) of (?:(?:about|nearly|almost|some) )?(?=(?:{_MONEY}\s?)?{_FIGURE})"
)
_LOSS = re.compile(
    r"\b(?:profit/\(loss\)|profit or loss|result|profit|income|earnings)\b"
    r"(?P<between>[^.;\n]{0,60}?(?:\bwas|\bof|\bat|:)\s+)"
    rf"minus (?P<sum>(?:{_MONEY}\s?)?{_FIGURE})(?! percent)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
_DATES = tuple(
    re.compile(rf"\b{_WEEKDAY}{middle},?\s+(?P<year>[12]\d{{3}})\b(?!\s?\d)")
    for middle in (rf"{_DAY}\s+(?:of\s+)?{_MONTH}", rf"{_MONTH}\s+{_DAY}")
)
_FEASTS = "|".join([*FEASTS_FROM_EASTER, *FIXED_FEASTS, "Black Friday"])
_FEAST = re.compile(rf"\b(?P<feast>{_FEASTS}),?\s+(?P<year>[12]\d{{3}})\b")
# A weekday alone means the last one before its document, unless it repeats, or something is yet to come.
_ALONE = re.compile(
    rf"\b(?P<on>on\s+)?(?P<weekday>{'|'.join(DAY_NAMES)})\b(?!\s+(?:(?-i:[A-Z])|league|school|paper|market|\(?\d)|,\s+(?:the\s+)?\d"
    rf"|,?\s+(?:{'|'.join(MONTH_NAMES)}))",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:will|would|due|plans?|planned|expected|scheduled|to be|next|last|this|every|each|usually|always|most|some"
    r"|between|from|until|by|[A-Z]\w+)\s*$|\b(?:will|would|due|planned|expected|scheduled)\b"
)
_FULL_DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{'|'.join(MONTH_NAMES)})|(?:{'|'.join(MONTH_NAMES)}) \d{{1,2}})\b")


def in_plain_figures(text: str) -> str:
    """``text`` with its figures and dates as an English paper writes them, for a model to read; offsets change.

    12 500 and 12'500 become 12,500; 7,5 becomes 7.5; 1,200,000 and 1.2m become 1.2 million; 3-4% is 3 to 4 percent;
    −3 becomes minus 3, as does a sum in a bookkeeper's brackets; "changed by -3" becomes "fell by 3", a negative result
    a loss, and a deficit a negative balance;
    Sat., Oct. 15, 2022 and Good Friday 2022 become their dates, without a day of the week that the
    calendar gives.
    """
    for pattern in _DATES:
        text = pattern.sub(_dated, text)
    text = _FEAST.sub(_feast, text)
    text = _GROUPED.sub(_with_commas, text)
    text = _POINTED.sub(lambda found: found[0].replace(".", ","), text)
    text = _ROUND.sub(r"\1,\2", text)
    text = _DECIMAL.sub(r"\1.\2", text)
    text = _BRACKETED.sub(r"\g<before>minus \g<sum>", text)
    text = _LAKHS.sub(lambda found: f"{int(found[0].replace(',', '')):,}", text)
    text = _MILLIONS.sub(_in_millions, _NO_DECIMALS.sub("", text))
    text = _SCALED.sub(_scaled, text)
    text = _CELSIUS.sub(lambda found: _DEGREES[found["scale"] or "C"], _PERCENT.sub(" percent", text))
    text = _RANGE.sub(_ranging, text)
    text = _SIGN.sub(lambda found: f"minus {found['money'] or ''}", text)
    text = _BELOW_ZERO.sub(r"minus \g<sum>", text)
    text = _NEGATIVE.sub(lambda found: f"{found['what']} of minus " if found["what"] else f"minus {found['sum']}", text)
    text = _CHANGED.sub(lambda found: "fell by " if found["sign"] == "minus " else "rose by ", text)
    text = _LISTED.sub(_listed, text)
    text = _BY.sub(r"\g<verb> by", text)
    text = _LOSS.sub(r"loss\g<between>\g<sum>", text)
    text = _FOR_YEAR.sub(" in ", _NET.sub("", text))
    text = _REPORTED_SUM.sub(r"had \g<what>", text)
    return _BALANCE.sub(lambda found: f"a balance of {'minus' if found['kind'] == 'deficit' else 'plus'} ", text)


def with_days_dated(texts: tuple[str, str], dated: tuple[str, str]) -> tuple[str, str]:
    """Two texts with their weekdays as dates, where only so it shows whether both mean one day.

    ``dated`` says when they were written (ISO 8601). "On Monday" stays where both mean the same Monday, and where the
    other text has no day to compare it with.
    """
    meant = tuple(_meant(text, written) for text, written in zip(texts, dated, strict=True))
    ours, theirs = (set(days.values()) for days in meant)
    if ours == theirs or not all(days or _FULL_DATE.search(text) for days, text in zip(meant, texts, strict=True)):
        return texts
    one, other = (_with_days(text, days) for text, days in zip(texts, meant, strict=True))
    return one, other


def _meant(text: str, written: str) -> dict[int, date]:
    """The days that weekdays alone mean, by where these stand."""
    try:
        today = date.fromisoformat(written[:10])
    except ValueError:
        return {}
    found = {}
    for one in _ALONE.finditer(text):
        before = re.split(r"[.!?]\s", text[: one.start()])[-1]
        if one["weekday"][0].isupper() and not _OTHERWISE.search(before):
            back = (today.weekday() - DAY_NAMES.index(one["weekday"].capitalize())) % 7
            found[one.start()] = today - timedelta(days=back)
    return found


def _with_days(text: str, days: dict[int, date]) -> str:
    def written(one: re.Match[str]) -> str:
        day = days.get(one.start())
        return one[0] if day is None else f"{one['on'] or 'on '}{_written(day)}"

    return _ALONE.sub(written, text)


def _written(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _with_commas(found: re.Match[str]) -> str:
    return found[0] if found["label"] else re.sub(r"[ ']", ",", found[0].translate(_BLANKS))


def _listed(found: re.Match[str]) -> str:
    """A share in a list is a change, unless it is a level that is named before: "growth: -2 percent"."""
    if _LEVEL.search(found.string[: found.start()].rpartition("\n")[2].rpartition(". ")[2]):
        return found[0]
    return "down " if found["sign"] == "minus " else "up "


def _in_millions(found: re.Match[str]) -> str:
    number = int(found[0].replace(",", ""))
    size, name = (10**9, "billion") if number >= 10**9 else (10**6, "million")
    return f"{number / size:.6g} {name}" if number % (size // 1000) == 0 else found[0]


def _scaled(found: re.Match[str]) -> str:
    return f"{found['sum'] or found['bare']} {_SCALES[found['scale'] or found['long']]}"


def _ranging(found: re.Match[str]) -> str:
    return f"{found['low']} to {found['high']}" if float(found["low"]) < float(found["high"]) else found[0]


def _feast(found: re.Match[str]) -> str:
    feast, year = found["feast"], int(found["year"])
    if feast in FIXED_FEASTS:
        return _written(date(year, *FIXED_FEASTS[feast]))
    if feast in FEASTS_FROM_EASTER:
        return _written(easter(year) + timedelta(days=FEASTS_FROM_EASTER[feast]))
    # The day after the fourth Thursday of November.
    return _written(date(year, 11, 23) + timedelta(days=(4 - date(year, 11, 23).weekday()) % 7))


def _dated(found: re.Match[str]) -> str:
    month = next(at for at, name in enumerate(MONTH_NAMES, 1) if name.startswith(found["month"][:3]))
    try:
        day = date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return found[0]
    agrees = not found["weekday"] or DAY_NAMES[day.weekday()].startswith(found["weekday"][:3])
    return _written(day) if agrees else found[0]
