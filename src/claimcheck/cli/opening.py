"""What commands that work on kept claims begin with: the workspace's database, and who is at the keyboard."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from claimcheck.errors import NotInStoreError, PeopleError

if TYPE_CHECKING:
    from pathlib import Path

    from claimcheck.store import Store

by_option = click.option("--by", "person", envvar="CLAIMCHECK_REVIEWER", help="Your name.  [default: your login name]")
"""The option that says who is deciding."""


def database_of(context: click.Context) -> Path:
    """The database of the workspace that the command was given.

    Raises:
        NotInStoreError: there is none yet.
    """
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    path = Workspace(folder, database=database).database
    if not path.is_file():
        raise NotInStoreError(f"no {path}; run `claimcheck verify` first, or name the workspace with -w")
    return path


def open_store(context: click.Context) -> Store:
    """That database, opened."""
    from claimcheck.store import Store

    return Store(database_of(context))


def name_of(person: str | None) -> str:
    """The name that somebody decides under: the one given, else the login name.

    Raises:
        PeopleError: there is none.
    """
    from claimcheck.people import plain_name

    if person is not None:
        return plain_name(person)
    try:
        return plain_name(getpass.getuser())
    except (KeyError, OSError, ImportError) as error:
        raise PeopleError("your login name cannot be found out; give your name with --by") from error
