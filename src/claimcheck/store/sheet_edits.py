"""Corrections of how articles are split, so that one can go back."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.errors import NotInStoreError
from claimcheck.store.database import Database
from claimcheck.store.people import People, now_utc
from claimcheck.store.rows import Row, key


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """One correction.

    Attributes:
        what: what was done, in words.
        before, after: the claim sheet; None where there was none.
        edited_utc: ISO 8601 with seconds, UTC.
    """

    id: str
    place: str
    person: str
    what: str
    before: str | None
    after: str | None
    edited_utc: str


_COLUMNS = "id, place, person, what, sheet_before, sheet_after, edited_utc"


class SheetEdits:
    """The corrections of all articles; rows are only ever added."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def add(self, place: str, person: str, what: str, before: str | None, after: str | None) -> None:
        """Write down a correction after all others."""
        at_utc, count = now_utc(), self._database.last_number("sheet_edits")
        row: Row = {
            "id": key("sh", place, person, what, at_utc, count),
            "place": place,
            "person": person,
            "what": what,
            "sheet_before": before,
            "sheet_after": after,
            "edited_utc": at_utc,
        }
        with self._database.write():
            self._people.welcome(person, at_utc)
            self._database.append("sheet_edits", row)

    def of(self, place: str) -> list[SheetEdit]:
        """The corrections of one article, the newest first."""
        sql = f"SELECT {_COLUMNS} FROM sheet_edits WHERE place = ? ORDER BY number DESC"  # noqa: S608
        return self._database.made(SheetEdit, sql, [place])

    def get(self, identity: str) -> SheetEdit:
        """One correction.

        Raises:
            NotInStoreError: there is none of that key.
        """
        sql = f"SELECT {_COLUMNS} FROM sheet_edits WHERE id = ?"  # noqa: S608
        for found in self._database.made(SheetEdit, sql, [identity]):
            return found
        raise NotInStoreError(f"{identity}: no such correction in the database")
