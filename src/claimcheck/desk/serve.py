"""Start Datasette on the database: for whoever starts it, for those who log in, or behind a proxy."""

from __future__ import annotations

import asyncio
import gc
import html
import json
import os
import secrets
import socket
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.desk.metadata import TITLE, Metadata, address_of, metadata
from claimcheck.desk.pages.headers import OURS, PLUGIN, START
from claimcheck.desk.pages.people import SECRET_HEADER, SECRET_VARIABLE, is_loopback
from claimcheck.desk.pages.sessions import ask_for
from claimcheck.errors import PeopleError, StoreError
from claimcheck.people import Users
from claimcheck.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

SETTINGS = {
    "truncate_cells_html": 300,
    "default_facet_size": 10,
    "suggest_facets": False,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 3000,
}
"""Long texts are cut in tables, whole on the page of their row."""

SHORTEST_SECRET = 20
"""The shortest secret that a proxy may prove itself with, in characters."""

ENTRANCE = ' · <a href="/{0}/claim_status">Every claim and its status</a> · <a href="/{0}">All data</a>'
"""What Datasette's first page leads to beside the desk."""


def metadata_json(database: Path) -> str:
    """Datasette's metadata for the database as JSON, for those who start Datasette themselves."""
    return json.dumps(metadata(database.stem), indent=2, ensure_ascii=False)


def serve(database: Path, host: str, port: int, open_browser: bool, people: SignIn) -> None:
    """Serve the database until Ctrl-C: the review desk, and Datasette's browsing beside it.

    Raises:
        StoreError: there is no such database, Datasette is not installed, or the port is taken.
        PeopleError: the file of users cannot be used, or a proxy is to name people and no secret is agreed with it.
    """
    if not database.exists():
        raise StoreError(f"{database}: not there yet; run `claimcheck verify` first")
    Store(database).close()
    try:
        from datasette.app import Datasette
    except ImportError as error:
        raise StoreError("Datasette is not installed: pip install 'claimcheck-desk[desk]'") from error
    _be_brief()
    stated = settings(host, people)
    stated["description_html"] += ENTRANCE.format(address_of(database.stem))
    datasette = Datasette([str(database)], settings=SETTINGS, metadata=stated)
    page = f"{OURS}/{address_of(database.stem)}/home"
    if "name" in stated["plugins"][PLUGIN]:
        page = f"{START}/{start_token(datasette)}"
    listening = listen(host, port)
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{listening.getsockname()[1]}{page}"
    click.echo(f"Review {database} at {address} (Ctrl-C stops)", err=True)
    with _shown(address if open_browser else None), suppress(KeyboardInterrupt):
        asyncio.run(_run(datasette, listening, people))


def _be_brief() -> None:
    """With rich, Datasette prints every local variable of every frame for each address that leads nowhere: 17 KB."""
    # Imported when the application is: before it, Datasette's plugins would register this module half loaded, and
    # every address that leads nowhere would be an error of the server.
    from datasette import handle_exception

    handle_exception.rich = None


def start_token(datasette: Datasette) -> str:
    """Make the token that lets in whoever starts the desk, and nobody else at this machine."""
    token = secrets.token_urlsafe(24)
    ask_for(datasette, token)
    return token


@contextmanager
def _shown(address: str | None) -> Iterator[None]:
    """Open the browser on an address, by way of a file for our eyes only: others can see how programs are called."""
    if address is None:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as folder:
        page = Path(folder) / "desk.html"
        page.write_text(f'<meta http-equiv="refresh" content="0;url={html.escape(address)}">', encoding="utf8")
        webbrowser.open(page.as_uri())
        yield


@dataclass(frozen=True, slots=True)
class SignIn:
    """How the desk knows who asks.

    Attributes:
        name: whoever sits at this machine, under this name; nobody else can reach the desk then.
        users: else the file of those who log in.
        header: else the header in which a proxy in front of the desk says who asks.
        proxies: the addresses that such a proxy asks from, beside this machine's own.
        sites: the names that people call the desk by, where the proxy passes them on.
        allow_loopback: let what people have fetched come from this machine, for tests.
        stamps: have heads of the chain stamped at sign-offs and downloads.
    """

    name: str | None = None
    users: Path | None = None
    header: str | None = None
    proxies: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    allow_loopback: bool = False
    stamps: bool = False


def settings(host: str, people: SignIn) -> Metadata:
    """What Datasette gets beside the metadata of the database: who is who, and who may look.

    Served to other machines without knowing who asks, the desk is read-only.

    Raises:
        PeopleError: the file of users cannot be used, or a proxy is to name people and no secret is agreed with it.
    """
    made: Metadata = {"title": TITLE, "description_html": f'<a href="{OURS}">Open the review desk</a>'}
    who: Metadata | None = None
    if people.users is not None:
        Users.read(people.users)
        who = {"users": str(people.users.absolute())}
    elif people.header is not None:
        if len(os.environ.get(SECRET_VARIABLE, "")) < SHORTEST_SECRET:
            raise PeopleError(
                f"a proxy has to prove itself: set {SECRET_VARIABLE} to {SHORTEST_SECRET} characters or more by chance,"
                f" and have the proxy send them as {SECRET_HEADER}"
            )
        who = {"header": people.header, "proxies": list(people.proxies), "sites": [*map(str.lower, people.sites)]}
        # Datasette shows what is configured, and not what a variable holds.
        who |= {"secret": {"$env": SECRET_VARIABLE}}
    elif is_loopback(host):
        who = {"name": people.name}
    if who is not None:
        if people.allow_loopback:
            who |= {"allow_loopback": True}
        if people.stamps:
            who |= {"stamps": True}
        return made | {"plugins": {PLUGIN: who}, "allow": {"id": "*"}}
    return made | {"plugins": {PLUGIN: {"read_only": True}}}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine.

    Raises:
        StoreError: the port is taken, or the address is not of this machine.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise StoreError(f"{host}:{port}: cannot listen there ({error}); choose another with --port") from error
    return listening


async def started(datasette: Datasette) -> None:
    """Let Datasette's plugins start, and leave what is loaded by then out of later collections of garbage.

    A full collection went over some 80,000 objects that stay until the end, and made one answer in eight after a change
    of the database take 100 ms more.
    """
    await datasette.invoke_startup()
    gc.collect()
    gc.freeze()


async def _run(datasette: Datasette, listening: socket.socket, people: SignIn) -> None:
    import uvicorn

    await started(datasette)
    # Behind a proxy on this machine, whoever tries passwords is known by the address that it forwards, and nobody
    # is alone; but where the proxy itself is to be known, it is by the address that it asks from.
    forwarded = people.header is None
    config = uvicorn.Config(datasette.app(), log_level="warning", proxy_headers=forwarded)
    await uvicorn.Server(config).serve(sockets=[listening])
