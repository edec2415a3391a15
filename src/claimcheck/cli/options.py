"""What the commands share: options, the workspace with its database, and the name that a person decides under."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from claimcheck.errors import NotInStoreError, PeopleError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from claimcheck.store import Store
    from claimcheck.vouching import Vouched
    from claimcheck.workspace import Workspace

Decorator: TypeAlias = Callable[[Any], Any]

CLAIM = """CLAIM is the claim's number in the status table. Where several articles have that number, put a part of the
article's name before it (harbour:3). The claim's id, or the beginning of it, works too."""

claim_argument = click.argument("claim")
article_argument = click.argument("article", type=click.Path(path_type=Path), required=False)
by_option = click.option("--by", "person", envvar="CLAIMCHECK_REVIEWER", help="Your name.  [default: your login name]")
note_option = click.option("--note", default="", help="The reason, in your words.")
model_option = click.option("--model", help="Another spaCy model than the one that comes with claimcheck.")
meaning_option = click.option(
    "--meaning",
    metavar="DIR|off",
    help="The folder of another model of meaning than the bundled one, or off: find and compare by words alone.",
)
contact_option = click.option(
    "--contact",
    envvar="CLAIMCHECK_CONTACT",
    help="Your e-mail or web address, sent to the servers that are asked.  [env: CLAIMCHECK_CONTACT]",
)
delay_option = click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to one host.",
)
loopback_option = click.option("--allow-loopback", is_flag=True, hidden=True, help="Allow requests to this machine.")
users_option = click.option(
    "--users",
    type=click.Path(path_type=Path),
    help="The file of people who can log in at the desk.  [default: users.toml beside the database]",
)


_STAMP, _STAMP_HERE = "claimcheck.stamp", "claimcheck.stamp_here"


def stamp_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of commands that vouch for the head of the chain; :func:`vouched_head` reads them."""

    def noted(name: str) -> Callable[[click.Context, click.Parameter, bool], None]:
        return lambda context, _, value: context.meta.__setitem__(name, value)

    online = click.option(
        "--online",
        is_flag=True,
        expose_value=False,
        callback=noted(_STAMP),
        help="Also have the head of the chain time-stamped, as [proof] in claimcheck.toml says.",
    )
    here = click.option(
        "--allow-loopback",
        is_flag=True,
        hidden=True,
        expose_value=False,
        callback=noted(_STAMP_HERE),
        help="Allow the authority to be this machine.",
    )
    online(here(command))
    return command


def json_option(printed: str = "one JSON object") -> Decorator:
    """The option that prints for programs."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {printed}.")


def max_mb_option(default: int, text: str) -> Decorator:
    """The option that limits the size of what is read."""
    size = click.FloatRange(min=0, min_open=True)
    return click.option("--max-mb", type=size, default=default, show_default=True, help=text)


def print_json(values: Iterable[DataclassInstance]) -> None:
    """Print each value as one line of JSON."""
    for value in values:
        click.echo(json.dumps(asdict(value), ensure_ascii=False))


def workspace_of(
    context: click.Context,
    folder: Path | None = None,
    *,
    model: str | None = None,
    grain: str = "clause",
    max_mb: float | None = None,
    meaning: str | None = None,
) -> Workspace:
    """The workspace that the command was given, with the settings that its options state."""
    from claimcheck.models import Grain
    from claimcheck.pipeline import Settings
    from claimcheck.store.connection import when_waiting
    from claimcheck.workspace import Workspace

    when_waiting(lambda path: click.echo(f"{path}: another program is writing to it; waiting", err=True))
    settings = Settings(model=model, grain=Grain(grain), meaning=meaning)
    if max_mb:
        settings = replace(settings, max_bytes=int(max_mb * 1_000_000))
    return Workspace(folder or context.obj[0], database=context.obj[1], settings=settings)


def checked_workspace(context: click.Context, meaning: str | None = None) -> Workspace:
    """The workspace of a command that needs a database.

    Raises:
        NotInStoreError: it has no database yet.
    """
    workspace = workspace_of(context, meaning=meaning)
    if not workspace.database.is_file():
        raise NotInStoreError(f"no {workspace.database}; run `claimcheck verify` first, or name the workspace with -w")
    return workspace


def open_store(context: click.Context) -> Store:
    """Its database, opened; where that may not be written to, to be read alone."""
    from claimcheck.store import Store

    return Store.to_read(checked_workspace(context).database)


def vouched_head(context: click.Context, store: Store, signed_claim: str | None = None) -> Vouched:
    """The head of the chain, signed and stamped as the workspace and `stamp_options` say.

    With ``signed_claim``, it is kept as that of the last sign-off of this claim.
    """
    from claimcheck.vouching import vouch

    step = store.heads.last_sign_off(signed_claim) if signed_claim else None
    online, allow_loopback = (bool(context.meta.get(name)) for name in (_STAMP, _STAMP_HERE))
    made = vouch(workspace_of(context), store, step_id=step, online=online, allow_loopback=allow_loopback)
    for line in made.missing:
        click.echo(line, err=True)
    return made


def name_of(person: str | None) -> str:
    """The name that a person decides under: the one given, else the login name.

    Raises:
        PeopleError: there is none.
    """
    from claimcheck.people import plain_name

    if person is not None:
        return plain_name(person)
    try:
        return plain_name(getpass.getuser())
    except (KeyError, OSError, ImportError) as error:
        raise PeopleError("your login name is not known; give your name with --by") from error
