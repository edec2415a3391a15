"""The command line: it parses what was asked for and shows what was found, and decides nothing itself."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.audit import audit, recheck
from claimcheck.cli.export import export, import_
from claimcheck.cli.find import find
from claimcheck.cli.gather import gather, looking_online
from claimcheck.cli.opening import by_option, checked_workspace, name_of, open_store
from claimcheck.cli.origins import origins
from claimcheck.cli.people import kind, people
from claimcheck.cli.review import COMMANDS as REVIEW_COMMANDS
from claimcheck.cli.trace import trace
from claimcheck.errors import ClaimcheckError, NotInStoreError, SheetError
from claimcheck.models import FindingKind

if TYPE_CHECKING:
    from claimcheck.workspace import Workspace

FAIL_ON_EXIT = 3
"""The exit code of ``verify --fail-on`` when a claim has one of the findings named."""


class _OneLineErrors(click.Group):
    """A group whose commands end with one line, and no traceback, when claimcheck itself raises."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ClaimcheckError as error:
            raise click.ClickException(str(error)) from error


@click.group(
    name="claimcheck",
    cls=_OneLineErrors,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="claimcheck-desk", prog_name="claimcheck")
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    envvar="CLAIMCHECK_WORKSPACE",
    help="The folder with claims/, evidence/ and claimcheck.db.  [default: this folder]",
)
@click.option("--db", type=click.Path(path_type=Path), help="Another database than claimcheck.db in the workspace.")
@click.pass_context
def main(context: click.Context, folder: Path, db: Path | None) -> None:
    """Split an article into claims, find the evidence for each, and keep it all in one SQLite file.

    Put articles under claims/ and source material under evidence/, then run `claimcheck verify`.
    """
    # A terminal that cannot show a mark gets a question mark, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    context.obj = (folder, db)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_context
def init(context: click.Context, folder: Path | None) -> None:
    """Make the folders of a workspace."""
    workspace = _workspace(context, folder=folder)
    workspace.create()
    click.echo(
        f"Put articles under {workspace.path / 'claims'} and source material under"
        f" {workspace.path / 'evidence'}, then run: claimcheck verify"
    )


@main.command()
@click.argument("articles", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article, one a line.")
@click.option(
    "--fail-on",
    type=click.Choice([kind.value for kind in FindingKind]),
    multiple=True,
    help="Exit 3 if a claim has this finding.",
)
@click.option("--online", is_flag=True, help="Also look on the web; without this no packet leaves.")
@click.option("--contact", envvar="CLAIMCHECK_CONTACT", help="With --online: your address, sent along to servers.")
@click.option("--allow-loopback", is_flag=True, hidden=True, help="Let this machine be asked, for tests.")
@click.option("--model", help="Another spaCy model than the one that comes with claimcheck.")
@click.option(
    "--max-mb",
    type=click.FloatRange(min=0, min_open=True),
    default=20,
    show_default=True,
    help="Leave larger files unread.",
)
@click.pass_context
def verify(
    context: click.Context,
    articles: tuple[Path, ...],
    as_json: bool,
    fail_on: tuple[str, ...],
    online: bool,
    contact: str | None,
    allow_loopback: bool,
    model: str | None,
    max_mb: float,
) -> None:
    """Check ARTICLES, or every article under claims/, against evidence/."""
    from claimcheck.cli import tables
    from claimcheck.cli.progress import progress
    from claimcheck.export.as_json import verified_json
    from claimcheck.store import Store

    workspace = _workspace(context, model=model, max_mb=max_mb)
    with progress() as told:
        look = looking_online(workspace, contact, allow_loopback, told) if online else None
        verified = workspace.verify(articles, look=look, progress=told)
    failing = False
    with Store(workspace.database) as store:
        for place, split in verified.articles.items():
            records = store.claims(place)
            failing |= any(record.checked.suggestion in fail_on for record in records)
            if as_json:
                click.echo(verified_json(split.document, records, split.coverage))
            else:
                tables.print_status(place, records)
    for failure in (*verified.unread, *verified.refused):
        click.echo(f"{failure.place}: {failure.reason}", err=True)
    if verified.refused:
        sys.exit(1)
    sys.exit(FAIL_ON_EXIT if failing else 0)


@main.command()
@click.argument("article", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--sheet", is_flag=True, help="Write the claims beside the article, to be corrected by hand.")
@click.option(
    "--grain",
    type=click.Choice(["clause", "fine"]),
    default="clause",
    show_default=True,
    help="fine takes every time, place and attribute apart.",
)
@click.option("--model", help="Another spaCy model than the one that comes with claimcheck.")
@click.pass_context
def split(context: click.Context, article: Path, as_json: bool, sheet: bool, grain: str, model: str | None) -> None:
    """Split ARTICLE into claims, without looking for evidence.

    A dash stands for standard input.
    """
    from claimcheck import reader
    from claimcheck import sheet as sheets
    from claimcheck.cli import tables
    from claimcheck.export.as_json import split_json
    from claimcheck.folders import sheet_of

    workspace = _workspace(context, model=model, grain=grain)
    from_stdin = str(article) == "-"
    if sheet and from_stdin:
        raise click.UsageError("--sheet needs an article in a file, to write the sheet beside it")
    document = reader.read(sys.stdin.buffer.read()) if from_stdin else reader.read(article)
    if sheet:
        path = sheet_of(article)
        if path.exists():
            raise SheetError(f"{path} is there already; delete it to start from automatic splitting again")
        path.write_text(sheets.written(workspace.split(document), article.name), encoding="utf8")
        click.echo(f"Wrote {path}: correct it by hand; it wins from the next run on.")
        return
    taken_apart = workspace.split(document, None if from_stdin else article)
    if as_json:
        click.echo(split_json(taken_apart))
    else:
        tables.print_split(taken_apart)


@main.command()
@click.argument("article", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a claim, one a line.")
@click.option("--first", is_flag=True, help="What to look at first, first.")
@click.pass_context
def status(context: click.Context, article: Path | None, as_json: bool, first: bool) -> None:
    """Show the claim status table of ARTICLE, or of every article."""
    from claimcheck.cli import tables
    from claimcheck.export.as_json import record_object, to_line
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        place = workspace.place(article) if article else None
        records = store.queue(place) if first else store.claims(place)
        if article and not records:
            raise NotInStoreError(f"{place}: no claims in the database; run `claimcheck verify {article}`")
    if as_json:
        for record in records:
            placed = {"article": record.status.article, "n": record.status.n}
            click.echo(to_line(placed | record_object(record)))
    elif first:
        tables.print_status("What to look at first", records)
    else:
        for name, group in groupby(records, key=lambda record: record.status.article):
            tables.print_status(name, list(group))


@main.command()
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def show(context: click.Context, claim: str, as_json: bool) -> None:
    """Show CLAIM with its evidence, word by word.

    CLAIM is a number of the status table, with a part of its article's name before it where several articles have it
    (harbour:3), or an id or its beginning.
    """
    from claimcheck.cli import detail
    from claimcheck.export.as_json import record_object, to_line

    with open_store(context) as store:
        record = store.claim(claim)
        if as_json:
            click.echo(to_line(record_object(record)))
        else:
            detail.print_claim(record, store.article_text(record))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8001, show_default=True, help="Which port to listen at.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in your browser.")
@click.option(
    "--users",
    type=click.Path(path_type=Path),
    help="The file of those who may log in.  [default: users.toml beside the database, where there is one]",
)
@click.option("--user-header", metavar="NAME", help="Instead: the header in which a proxy in front says who asks.")
@click.option("--proxy", multiple=True, metavar="ADDRESS", help="Where that proxy asks from, if not from this machine.")
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
    person: str | None,
    metadata: bool,
) -> None:
    """Open the review desk, with Datasette's browsing beside it.

    Without a file of users or a proxy, whoever sits at this machine decides; from other machines one can only look.
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
    desk.serve(database, host, port, open_browser, desk.People(alone, users, user_header, proxy))


for command in (*REVIEW_COMMANDS, people, kind, gather, recheck, find, trace, origins, audit, export, import_):
    main.add_command(command)


def _workspace(
    context: click.Context,
    *,
    folder: Path | None = None,
    model: str | None = None,
    grain: str | None = None,
    max_mb: float | None = None,
) -> Workspace:
    from claimcheck.models import Grain
    from claimcheck.pipeline import Settings
    from claimcheck.workspace import Workspace

    default = Settings()
    settings = Settings(
        model=model or default.model,
        grain=Grain(grain) if grain else default.grain,
        max_bytes=int(max_mb * 1_000_000) if max_mb else default.max_bytes,
    )
    return Workspace(folder or context.obj[0], database=context.obj[1], settings=settings)
