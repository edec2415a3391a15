"""Start Datasette on the database, for one person at one machine."""

from __future__ import annotations

import asyncio
import json
import socket
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.desk.metadata import TITLE, address_of, metadata
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


def serve(database: Path, host: str, port: int, open_browser: bool) -> None:
    """Serve the database until Ctrl-C.

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
    address = f"http://{named}:{listening.getsockname()[1]}/{address_of(database.stem)}"
    click.echo(f"Browse {database} at {address} (Ctrl-C stops)", err=True)
    if open_browser:
        webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(Datasette([str(database)], settings=SETTINGS, metadata={"title": TITLE}), listening))


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
