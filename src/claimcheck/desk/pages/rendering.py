"""Templates to pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claimcheck.markup import Mark, at_words, compared, marked, visible, web_address
from claimcheck.models import Person, Span
from claimcheck.models import labels as words
from claimcheck.models.labels import label

_STEPS = ((31_536_000, "y"), (2_592_000, "mo"), (86_400, "d"), (3_600, "h"), (60, "min"))


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates of the desk: what is put into them is escaped, and what hides in it is shown.

    What goes back into a field is to stay as it was typed: ``|e`` there escapes it and does no more.
    """
    made = Environment(
        loader=PackageLoader("claimcheck.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
    )
    made.filters |= {
        "age": age,
        "moment": moment,
        "named": named,
        "label": lambda value: label(str(value)),
        "web_address": web_address,
    }
    made.globals |= {"words": words, "marked": marked, "compared": compared, "at_words": at_words}
    return made


def named(words: str, people: Sequence[Person]) -> Markup:
    """A comment with the people whom it names marked."""
    marks = []
    for person in people:
        for found in re.finditer(rf"@{re.escape(person.name)}(?!\w)", words, re.IGNORECASE):
            marks.append(Mark(Span(*found.span()), "person"))
    return marked(words, 0, marks)


def age(utc: str | None, now: datetime | None = None) -> str:
    """How long ago that was, in one unit: ``3 d``; empty for what no clock can tell."""
    if not utc:
        return ""
    try:
        then = datetime.fromisoformat(utc)
    except ValueError:
        return ""
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    for step, unit in _STEPS:
        if seconds >= step:
            return f"{int(seconds // step)} {unit}"
    return "now"


def moment(utc: str | None) -> str:
    """A time as people read it: ``2025-06-10 08:00 UTC``, or as exact as it is known."""
    if not utc:
        return ""
    day, _, clock = utc.partition("T")
    return f"{day} {clock[:5]} UTC" if clock else day
