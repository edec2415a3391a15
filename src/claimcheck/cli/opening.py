"""What commands that work on kept claims begin with: the workspace's database, and who is at the keyboard."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

from claimcheck.errors import NotInStoreError, PeopleError

if TYPE_CHECKING:
    from claimcheck.store import Store
    from claimcheck.workspace import Workspace

by_option = click.option("--by", "person", envvar="CLAIMCHECK_REVIEWER", help="Your name.  [default: your login name]")
"""The option that says who is deciding."""


def workspace_of(context: click.Context) -> Workspace:
    """The workspace that the command was given."""
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    return Workspace(folder, database=database)


def checked_workspace(context: click.Context) -> Workspace:
    """The same, where something was kept in it.

    Raises:
        NotInStoreError: it has no database yet.
    """
    workspace = workspace_of(context)
    if not workspace.database.is_file():
        raise NotInStoreError(f"no {workspace.database}; run `claimcheck verify` first, or name the workspace with -w")
    return workspace


def open_store(context: click.Context) -> Store:
    """Its database, opened."""
    from claimcheck.store import Store

    return Store(checked_workspace(context).database)


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
