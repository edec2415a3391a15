"""Start Datasette on the database, for one person at one machine."""

from __future__ import annotations

import asyncio
import getpass
import json
import socket
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.desk.metadata import TITLE, Metadata, address_of, metadata
from claimcheck.desk.pages.headers import OURS
from claimcheck.desk.pages.people import PLUGIN, is_loopback
from claimcheck.errors import StoreError
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


def metadata_json(database: Path) -> str:
    """Datasette's metadata for the database as JSON, for those who start Datasette themselves."""
    return json.dumps(metadata(database.stem), indent=2, ensure_ascii=False)


def serve(database: Path, host: str, port: int, open_browser: bool, people: People | None = None) -> None:
    """Serve the database until Ctrl-C: the review desk, and Datasette's browsing beside it.

    Without ``people``, whoever sits at this machine decides under their login name; served to other machines, the desk
    is then for looking only.

    Raises:
        StoreError: there is no such database, Datasette is not installed, or the port is taken.
    """
    if not database.exists():
        raise StoreError(f"{database}: not there yet; run `claimcheck verify` first")
    Store(database).close()
    try:
        from datasette.app import Datasette
    except ImportError as error:
        raise StoreError("Datasette is not installed: pip install 'claimcheck-desk[desk]'") from error
    listening = _listen(host, port)
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{listening.getsockname()[1]}{OURS}/{address_of(database.stem)}"
    click.echo(f"Review {database} at {address} (Ctrl-C stops)", err=True)
    if open_browser:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(Datasette([str(database)], settings=SETTINGS, metadata=told(host, people)), listening))


@dataclass(frozen=True, slots=True)
class People:
    """How several people are told apart: by a header that a proxy in front of the desk sets.

    Attributes:
        header: its name.
        proxies: the addresses that such a proxy asks from, beside this machine's own.
    """

    header: str
    proxies: tuple[str, ...] = ()


def told(host: str, people: People | None) -> Metadata:
    """What Datasette is told beside the metadata of the database: who is who, and who may look."""
    made: Metadata = {"title": TITLE, "description_html": f'<a href="{OURS[1:]}">Open the review desk</a>'}
    if people is not None:
        who = {"header": people.header, "proxies": list(people.proxies)}
        return made | {"plugins": {PLUGIN: who}, "allow": {"id": "*"}}
    return made | {"plugins": {PLUGIN: {"name": getpass.getuser()} if is_loopback(host) else {"open": True}}}


def _listen(host: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise StoreError(f"{host}:{port}: cannot listen there ({error}); choose another with --port") from error
    return listening


async def _run(datasette: Datasette, listening: socket.socket) -> None:
    import uvicorn

    await datasette.invoke_startup()
    await uvicorn.Server(uvicorn.Config(datasette.app(), log_level="warning")).serve(sockets=[listening])
