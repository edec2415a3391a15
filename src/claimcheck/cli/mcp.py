"""``claimcheck mcp``: what assistants may ask of a workspace."""

from __future__ import annotations

import click

from claimcheck.cli.options import meaning_option, open_store, workspace_of
from claimcheck.errors import StoreError


@click.command()
@click.option("--http", is_flag=True, help="Serve over HTTP on this machine instead of standard input and output.")
@click.option("--port", default=8002, show_default=True, help="The port to listen at with --http.")
@meaning_option
@click.pass_context
def mcp(context: click.Context, http: bool, port: int, meaning: str | None) -> None:
    """Let an assistant look things up over the Model Context Protocol; it can change nothing.

    The tools are find, check_quote, compare, judge, split, status, show and sources. An assistant that starts programs
    is set up to run `claimcheck -w WORKSPACE mcp`.
    """
    try:
        from claimcheck.mcp import server
    except ImportError as error:
        raise StoreError("the SDK of the protocol is not installed: pip install 'claimcheck-desk[mcp]'") from error
    workspace = workspace_of(context, meaning=meaning)
    if workspace.database.is_file():
        # A database of an earlier version is brought up to date now: the tools only read.
        open_store(context).close()
    if http:
        server.serve_http(workspace, port, lambda address: click.echo(f"Serving {address} (Ctrl-C stops)", err=True))
    else:
        server.serve_stdio(workspace)


COMMANDS = (mcp,)
