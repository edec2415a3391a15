"""The schema, from its first version on: each step is SQL with comments, applied whole or not at all."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database

APPLICATION_ID = 0x636C636B
"""``clck``: what the header of our databases carries, so that no other program's is taken for ours."""

STEPS = (
    "0001_schema",
    "0002_retrievals",
    "0003_chain",
    "0004_searches",
    "0005_rechecks",
    "0006_origins",
    "0007_trail",
    "0008_decisions",
    "0009_meaning",
    "0010_annotations",
)
"""The migrations in order; each is the name of a file of SQL beside this module."""

_SET = "claimcheck"


def applied(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of the migrations that the database has been through, unknown ones included."""
    kept = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if not kept:
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [_SET])
    return frozenset(name for (name,) in rows)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database up to the present schema.

    Raises:
        sqlite3.Error: nothing was changed.
    """
    if applied(connection).issuperset(STEPS):
        return
    # Imported late: most runs find nothing to migrate, and the import takes 0.2 s.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(_SET)
    for step in STEPS:
        migrations(name=step)(lambda database, step=step: _run(database, step))
    database = Database(connection)
    # The outer transaction makes two programs that open a new database at once take turns.
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _run(database: Database, step: str) -> None:
    for statement in statements(files(__package__).joinpath(f"{step}.sql").read_text(encoding="utf8")):
        database.conn.execute(statement)


def statements(script: str) -> list[str]:
    """The statements of a script, one by one: ``executescript`` would end the transaction they belong to."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    assert not pending.strip(), "the script ends inside a statement"
    return found
