"""``claimcheck serve``: the review desk."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.options import by_option, checked_workspace, name_of, users_option


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8001, show_default=True, help="The port to listen at.")
@click.option("--open", "open_browser", is_flag=True, help="Open the desk in your browser.")
@users_option
@click.option("--user-header", metavar="NAME", help="The header in which a proxy names the user, instead of a login.")
@click.option("--proxy", multiple=True, metavar="ADDRESS", help="The address of that proxy, if not this machine.")
@click.option("--site", multiple=True, metavar="HOST", help="The host name that people reach the proxy by.")
@click.option("--online", is_flag=True, help="Have the head of the chain time-stamped at sign-offs and downloads.")
@by_option
@click.option("--metadata", is_flag=True, help="Print Datasette's metadata for the database and stop.")
@click.pass_context
def serve(
    context: click.Context,
    host: str,
    port: int,
    open_browser: bool,
    users: Path | None,
    user_header: str | None,
    proxy: tuple[str, ...],
    site: tuple[str, ...],
    online: bool,
    person: str | None,
    metadata: bool,
) -> None:
    """Open the review desk, with Datasette for browsing the database.

    Without a file of users or a proxy, whoever starts the desk decides, in the browser that opens the address it
    prints. Served at another address than this machine's, such a desk can only be read.

    A proxy proves itself with the header X-Claimcheck-Secret, which has to hold what the environment variable
    CLAIMCHECK_PROXY_SECRET holds here.
    """
    from claimcheck.desk import serve as desk
    from claimcheck.people.users import FILE_NAME

    database = checked_workspace(context).database
    if metadata:
        click.echo(desk.metadata_json(database))
        return
    beside = database.with_name(FILE_NAME)
    if users is None and user_header is None and beside.exists():
        users = beside
    alone = name_of(person) if users is None and user_header is None else None
    desk.serve(database, host, port, open_browser, desk.SignIn(alone, users, user_header, proxy, site, stamps=online))


COMMANDS = (serve,)
