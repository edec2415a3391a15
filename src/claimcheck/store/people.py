"""Who works with this database, and what it takes them to sign off."""

from __future__ import annotations

from datetime import UTC, datetime

from claimcheck.models import KindSetting, Person, Role
from claimcheck.store.database import Database
from claimcheck.store.rows import Row, storable


class People:
    """The people who decide, and the rules that they set for themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Person]:
        """Everybody who works with this database, by name; also those who do no longer."""
        return self._database.made(Person, "SELECT name, role, is_active FROM people ORDER BY name")

    def keep(self, person: Person, *, at_utc: str | None = None) -> None:
        """List a person, or give somebody who is listed another role."""
        row: Row = {
            "name": storable(person.name).strip(),
            "role": person.role,
            "is_active": int(person.is_active),
        }
        with self._database.write():
            known = self._database.row("SELECT role, is_active FROM people WHERE name = ?", [row["name"]])
            if known is None:
                self._database.insert("people", [row | {"added_utc": at_utc or now_utc()}])
            elif known != (row["role"], row["is_active"]):
                with self._database.working_out():
                    self._database.execute(
                        "UPDATE people SET role = :role, is_active = :is_active WHERE name = :name", row
                    )

    def welcome(self, name: str, at_utc: str) -> None:
        """List whoever comes first as an editor: somebody who works alone needs no setting up."""
        if not self._database.row("SELECT 1 FROM people"):
            self.keep(Person(name, Role.EDITOR), at_utc=at_utc)

    def kinds(self) -> list[KindSetting]:
        """What it takes to sign off a claim of each kind."""
        return self._database.made(
            KindSetting, "SELECT id, is_high_risk, may_sign_own, person, coalesce(note, ''), set_utc FROM kinds"
        )

    def set_kind(self, setting: KindSetting, person: str, *, at_utc: str | None = None) -> None:
        """Say what it takes from now on to sign off a claim of this kind.

        Raises:
            RuleError: the person may not.
        """
        at_utc = at_utc or now_utc()
        row: Row = {
            "kind": setting.kind,
            "is_high_risk": int(setting.is_high_risk),
            "may_sign_own": int(setting.may_sign_own),
            "person": person,
            "note": setting.note,
            "set_utc": at_utc,
        }
        with self._database.write():
            self.welcome(person, at_utc)
            self._database.insert("kind_settings", [row | {"number": self._database.last_number("kind_settings") + 1}])


def now_utc() -> str:
    """The present time, ISO 8601 with seconds, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
