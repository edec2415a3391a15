"""The SQL that Datasette runs on our database beside its own."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

OWNER_QUERY = "PRAGMA application_id"
"""What tells a database of ours from any other: it answers ``claimcheck.migrations.APPLICATION_ID``."""


def canned_queries() -> dict[str, dict[str, Any]]:
    """The questions that editors ask, by name, in the form of Datasette's metadata."""
    return tomllib.loads(files("claimcheck.store.reading").joinpath("queries.toml").read_text(encoding="utf8"))


def label_query(table: str, column: str) -> str:
    """The query for the label of one row, which takes the row's key; both names are those of the schema."""
    return f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608
