"""The schema, from its first version on: each migration is SQL with comments, applied whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database

APPLICATION_ID = 0x636C636B
"""``clck``: what the header of our databases carries, so that no other program's is taken for ours."""

MIGRATIONS = (
    "0001_first",
    "0002_lineage",
    "0003_overrides",
    "0004_sheet_edits",
    "0005_talking",
    "0006_status",
    "0007_reprints.sql",
    "0008_documents_named.sql",
    "0009_proof.sql",
    "0010_known.sql",
    "0011_notices.sql",
    "0012_claim_titles.sql",
)
"""The migrations in order; each is the name of a file of SQL beside this module, or of a folder of such files.

One that is part of a release, or of the main branch, is never edited: what changes is a further one.
"""

BEFORE_THE_FIRST = "0001_schema"
"""What databases carry that were made before the first schema was complete: they cannot be brought up to date."""

_SET = "claimcheck"


def applied(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of the migrations that the database has been through, unknown ones included."""
    kept = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if not kept:
        return frozenset()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [_SET])
    return frozenset(name for (name,) in rows)


def migrate(connection: sqlite3.Connection, finish: Callable[[sqlite3.Connection], object] | None = None) -> None:
    """Bring the database up to the present schema.

    Args:
        connection: not inside a transaction.
        finish: called where anything was applied, in the same transaction, after the last migration.

    Raises:
        sqlite3.Error: nothing was changed.
    """
    if applied(connection).issuperset(MIGRATIONS):
        return
    # Imported late: most runs find nothing to migrate, and the import takes 0.2 s.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(_SET)
    for name in MIGRATIONS:
        migrations(name=name)(lambda database, name=name: _run(database, name))
    database = Database(connection)
    # The outer transaction makes two programs that open a new database at once take turns.
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database)
        if finish is not None:
            finish(connection)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _run(database: Database, name: str) -> None:
    folder = files(__package__).joinpath(name)
    scripts = sorted(folder.iterdir(), key=lambda script: script.name) if folder.is_dir() else [folder]
    for script in scripts:
        for statement in statements(script.read_text(encoding="utf8")):
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
