"""When something was published: as exactly as it is stated, and never more exactly."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_STATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d.*))?)?)?")
_BEFORE_ALL = datetime(1, 1, 1)
_AFTER_ALL = datetime(9999, 12, 31)


class Certainty(StrEnum):
    """How exactly a date of publication is known."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CAPTURED = "captured"
    """Not stated: only that it was there when it was captured."""


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A date of publication as the stretch of time that it may mean, both ends included, UTC.

    A day is taken as the day that it names, whatever the outlet's time zone.

    Attributes:
        words: the date in words, with its certainty.
    """

    earliest: datetime
    latest: datetime
    certainty: Certainty
    words: str

    def surely_before(self, other: PublicationDate) -> bool:
        """Whether this was published before ``other``, whatever the two dates leave open."""
        return self.latest < other.earliest

    @property
    def short(self) -> str:
        """The date in little room, with ``?`` for what is not stated."""
        form = {Certainty.TIME: "%Y-%m-%d %H:%M", Certainty.DAY: "%Y-%m-%d", Certainty.MONTH: "%Y-%m-??"}
        if self.certainty is Certainty.CAPTURED:
            return "no date"
        return self.earliest.strftime(form.get(self.certainty, "%Y-??-??"))

    @property
    def is_bounded(self) -> bool:
        """Whether anything is known about when it was there at the latest."""
        return self.latest < _AFTER_ALL

    @property
    def order(self) -> tuple[datetime, datetime]:
        """What to sort by: a date that leaves much open goes by the last moment that it allows."""
        return self.latest, self.earliest


def dated(published: str | None, captured_utc: str) -> PublicationDate:
    """The date that a document states, ISO 8601 as exact as stated; else that it was there at ``captured_utc``."""
    stated = _stated(published or "")
    if stated is not None:
        return stated
    there = _moment(captured_utc)
    words = f"no date; there on {captured_utc[:10]}, when it was captured" if there else "no date"
    return PublicationDate(_BEFORE_ALL, there or _AFTER_ALL, Certainty.CAPTURED, words)


def _stated(published: str) -> PublicationDate | None:
    found = _STATED.fullmatch(published.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    moment = _moment(published.strip()) if found[4] else None
    try:
        if moment is not None:
            return PublicationDate(moment, moment, Certainty.TIME, f"{moment:%Y-%m-%d %H:%M} UTC")
        start = datetime(year or 0, month or 1, day or 1)
        last_day = day or monthrange(start.year, month or 12)[1]
        end = datetime(start.year, month or 12, last_day) + timedelta(hours=23, minutes=59, seconds=59)
    except (ValueError, OverflowError):
        return None
    if day:
        return PublicationDate(start, end, Certainty.DAY, f"{start:%Y-%m-%d}")
    if month:
        return PublicationDate(start, end, Certainty.MONTH, f"{start:%Y-%m}, day not stated")
    return PublicationDate(start, end, Certainty.YEAR, f"{start.year:04}, month not stated")


def _moment(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
