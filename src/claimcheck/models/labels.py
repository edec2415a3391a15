"""The words and marks that people read for the values that programs read: nothing is said by colour alone."""

from __future__ import annotations

import re

_LABELS = {
    "related": "partly found",
    "unchecked": "not checked",
    "presupposition": "taken for granted",
}

QUESTIONS = {"said": "quote accurate?", "so": "fact true?"}
"""The two questions about a claim."""

FINDINGS = {
    "supported": "✓",
    "contradicted": "✗",
    "conflicting": "≠",
    "related": "~",
    "not_found": "?",
    "failed": "!",
    "unchecked": "–",
}
VERDICTS = {
    "confirmed": "✓",
    "wrong": "✗",
    "misleading": "◐",
    "disputed": "≠",
    "unproven": "?",
    "uncheckable": "–",
    "opinion": "“",
}
"""In the order of the keys 1 to 7."""
STAGES = {
    "open": "○",
    "assigned": "◔",
    "proposed": "◑",
    "signed": "●",
    "returned": "↩",
    "stale": "▲",
    "reopened": "↻",
}
COPY = {
    "keep": "keep as it is",
    "fix": "fix the facts",
    "soften": "soften",
    "attribute": "attribute",
    "cut": "cut",
    "ask": "ask the author",
}
TERMS = {"on_record": "on the record", "background": "on background", "off_record": "off the record"}
SIDES = {"about": "on the topic", "claimant": "from the claimant", "against": "against the claim"}
SHOWN = {
    "used": "used as evidence",
    "failed": "could not be retrieved",
    "all": "everything",
    "once": "same story",
    "perhaps": "possible copies",
}
SOURCE_KINDS = {
    "primary": "primary document or data",
    "recording": "recording or transcript",
    "official": "official statement",
    "party": "interested party",
    "wire": "wire",
    "original": "original report",
    "republication": "republication",
    "opinion": "opinion",
    "anonymous": "anonymous",
}
STANCES = {"supports": "for", "contradicts": "against", "related": "partly found"}


def label(value: str) -> str:
    """What people read for a value of an enum: a word of its own, or the value with blanks."""
    return _LABELS.get(value) or value.replace("_", " ")


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 document``, ``2 documents``."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


_MONTHS = "January February March April May June July August September October November December".split()


def day_in_words(stated: str) -> str:
    """A date as people write it: ``3 May 2025`` for ``2025-05-03``, or as exact as it is."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", stated)
    if found is None:
        return stated
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= len(_MONTHS):
        return year
    return " ".join(filter(None, (day and str(int(day)), _MONTHS[int(month) - 1], year)))


_NOTICES = {"retracted": "retracted", "concern": "doubted by its publisher", "corrected": "corrected"}


def noticed(kind: str, when: str | None) -> str:
    """What became of a source: ``retracted on 3 May 2025``."""
    return f"{_NOTICES[kind]}{_when(when)}"


def _when(stated: str | None) -> str:
    return f" {'on' if len(stated) >= len('2025-05-03') else 'in'} {day_in_words(stated)}" if stated else ""


def checked_before(rating: str, checked: str | None) -> str:
    """What was decided before about a claim: ``checked on 3 May 2025: wrong``."""
    return f"checked{_when(checked) or ' before'}: {label(rating)}"
