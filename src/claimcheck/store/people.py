"""Who works with this database, and what it takes them to sign off."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from claimcheck.models import ClaimKind, KindSetting, Person, Role
from claimcheck.store.rows import Row, storable


def people(connection: sqlite3.Connection) -> Iterator[Person]:
    """Everybody, by name; also those who work here no longer."""
    rows = connection.execute("SELECT name, role, is_active FROM people ORDER BY name")
    return (Person(name, Role(role), bool(active)) for name, role, active in rows)


def keep_person(connection: sqlite3.Connection, person: Person, at_utc: str) -> None:
    """List a person, or give one who is listed their role."""
    name = storable(person.name).strip()
    row: Row = {"role": person.role, "is_active": int(person.is_active)}
    changed = connection.execute(
        "UPDATE people SET role = :role, is_active = :is_active WHERE name = :name"
        " AND (role <> :role OR is_active <> :is_active)",
        row | {"name": name},
    )
    if changed.rowcount or connection.execute("SELECT 1 FROM people WHERE name = ?", [name]).fetchone():
        return
    connection.execute(
        "INSERT INTO people (name, role, is_active, added_utc) VALUES (:name, :role, :is_active, :added_utc)",
        row | {"name": name, "added_utc": at_utc},
    )


def welcome(connection: sqlite3.Connection, name: str, at_utc: str) -> None:
    """List whoever comes first as an editor: somebody who works alone needs no setting up."""
    if not connection.execute("SELECT 1 FROM people").fetchone():
        keep_person(connection, Person(name, Role.EDITOR), at_utc)


def kinds(connection: sqlite3.Connection) -> Iterator[KindSetting]:
    """What it takes to sign off a claim of each kind."""
    rows = connection.execute("SELECT id, is_high_risk, may_sign_own, person, note, set_utc FROM kinds")
    return (
        KindSetting(ClaimKind(kind), bool(high), bool(own), person, note or "", set_utc)
        for kind, high, own, person, note, set_utc in rows
    )


def set_kind(connection: sqlite3.Connection, setting: KindSetting, person: str, at_utc: str) -> None:
    """Write what it takes from now on to sign off a claim of this kind."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM kind_settings").fetchone()
    row: Row = {
        "number": last + 1,
        "kind": setting.kind,
        "is_high_risk": int(setting.is_high_risk),
        "may_sign_own": int(setting.may_sign_own),
        "person": storable(person),
        "note": storable(setting.note),
        "set_utc": at_utc,
    }
    connection.execute(
        f"INSERT INTO kind_settings ({', '.join(row)}) VALUES ({', '.join(f':{column}' for column in row)})",  # noqa: S608
        row,
    )
