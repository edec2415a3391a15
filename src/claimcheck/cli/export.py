"""The commands that hand a case on: in forms that other programs read, and whole, to another machine and back in."""

from __future__ import annotations

import math
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.gather import wacz
from claimcheck.cli.opening import checked_workspace, workspace_of
from claimcheck.errors import NotInStoreError
from claimcheck.fetch.agent import software

if TYPE_CHECKING:
    from claimcheck.models import ReviewVerdict
    from claimcheck.store import Store
    from claimcheck.workspace import Workspace


@click.group()
def export() -> None:
    """Hand claims, evidence and decisions on to other programs."""


export.add_command(wacz)


OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.  [default: print it]"
)


ARTICLE = click.argument("article", type=click.Path(path_type=Path), required=False)


@export.command("csv")
@ARTICLE
@OUTPUT
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, so that Excel reads it as UTF-8.")
@click.pass_context
def csv_(context: click.Context, article: Path | None, output: Path | None, bom: bool) -> None:
    """Write the claim status table of ARTICLE, or of all, as CSV.

    What a spreadsheet would take for a formula gets an apostrophe in front.
    """
    from claimcheck.export.as_csv import BYTE_ORDER_MARK, status_csv
    from claimcheck.export.writing import write
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        records = store.claims(_place(workspace, store, article))
        write(chain([BYTE_ORDER_MARK] if bom else [], status_csv(records)), output)


@export.command()
@ARTICLE
@OUTPUT
@click.option("--url", required=True, help="The address of the page that the fact-check is published on.")
@click.option("--publisher", required=True, help="The name of your newsroom.")
@click.option("--publisher-url", help="The address of its own page.")
@click.option(
    "--label", "labels", multiple=True, metavar="VERDICT=LABEL", help="What you call a decision: wrong=False."
)
@click.option("--rating", "ratings", multiple=True, metavar="VERDICT=NUMBER",
              help="Where a decision stands on your scale: wrong=1; the highest number is the best.")  # fmt: skip
@click.pass_context
def claimreview(
    context: click.Context,
    article: Path | None,
    output: Path | None,
    url: str,
    publisher: str,
    publisher_url: str | None,
    labels: tuple[str, ...],
    ratings: tuple[str, ...],
) -> None:
    """Write the claims of ARTICLE, or of all, that are signed off as ClaimReview JSON-LD.

    Exit 1 when none is. Notes, evidence and calls are not in it.
    """
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.claimreview import Newsroom, claim_reviews_json
    from claimcheck.export.writing import write
    from claimcheck.store import Store

    newsroom = Newsroom(
        url=_web_address("--url", url),
        name=publisher,
        home=_web_address("--publisher-url", publisher_url) if publisher_url else None,
        labels=dict(_by_verdict("--label", label) for label in labels),
        ratings={verdict: _number(told) for verdict, told in (_by_verdict("--rating", rating) for rating in ratings)},
    )
    if ratings and len(set(newsroom.ratings.values())) == 1:
        raise click.UsageError("--rating: a scale has two ends; give a number for more decisions")
    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        articles = checked_articles(store, _place(workspace, store, article))
        write([claim_reviews_json(articles, newsroom)], output)


def _web_address(option: str, given: str) -> str:
    from urllib.parse import urlsplit

    with suppress(ValueError):
        parts = urlsplit(given)
        if parts.scheme in ("http", "https") and parts.hostname and not any(c.isspace() for c in given):
            return given
    raise click.UsageError(f"{option}: {given!r} is no address of the web; give one that begins with https://")


def _by_verdict(option: str, given: str) -> tuple[ReviewVerdict, str]:
    from claimcheck.models import ReviewVerdict

    name, sign, told = given.partition("=")
    if name not in set(ReviewVerdict) or not sign or not told.strip():
        raise click.UsageError(f"{option}: {given!r} is not VERDICT=... with one of {', '.join(ReviewVerdict)}")
    return ReviewVerdict(name), told.strip()


def _number(told: str) -> float:
    try:
        number = float(told)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise click.UsageError(f"--rating: {told!r} is no number")
    return int(number) if number.is_integer() else number


@export.command("annotations")
@ARTICLE
@OUTPUT
@click.pass_context
def annotations_(context: click.Context, article: Path | None, output: Path | None) -> None:
    """Write the claims of ARTICLE, or of all, and their evidence as W3C Web Annotations.

    Positions count characters (Unicode code points) of the text as claimcheck read it.
    """
    from claimcheck.export.annotations import annotations_json
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.writing import write
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        articles = checked_articles(store, _place(workspace, store, article))
        write([annotations_json(store, articles, software())], output)


@export.command()
@ARTICLE
@OUTPUT
@click.pass_context
def html(context: click.Context, article: Path | None, output: Path | None) -> None:
    """Write ARTICLE, or all, with claims, evidence and decisions as one HTML page that needs nothing else.

    Calls off the record are not in it, and what was said on background is without its name. Notes on decisions are.
    """
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.report import report_html
    from claimcheck.export.writing import write
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        articles = checked_articles(store, _place(workspace, store, article))
        write([report_html(articles, store.sources(), software())], output)


@export.command("json")
@OUTPUT
@click.pass_context
def json_(context: click.Context, output: Path | None) -> None:
    """Write the case whole as one JSON file, for `claimcheck import` on another machine.

    In it are all rows of the database and all files under claims/ and evidence/: articles, evidence with the archive of
    captures, claims, decisions. Notes and calls off the record are in it too.
    """
    from claimcheck.export.case import case_json
    from claimcheck.export.writing import write
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        write(case_json(workspace, store), output)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--max-mb", type=click.FloatRange(min=0, min_open=True), default=2000, show_default=True,
              help="Refuse a larger file.")  # fmt: skip
@click.pass_context
def import_(context: click.Context, file: Path, max_mb: float) -> None:
    """Read FILE, a case that `claimcheck export json` wrote, into this workspace.

    All of it is read in, or nothing. What is here already and equal stays as it is; what is here and differs refuses
    the whole import. The chain that `claimcheck audit` follows is not a part of a case: it begins anew with the import.
    """
    from claimcheck.export.case import import_case

    moved = import_case(workspace_of(context), file, int(max_mb * 1_000_000))
    added = sum(table.added_count for table in moved.tables)
    known = sum(table.known_count for table in moved.tables)
    click.echo(f"{added:,} rows and {len(moved.written):,} files imported; {known:,} rows were here already")
    for place in moved.absent:
        click.echo(f"{place}: did not come along, and `claimcheck audit` will miss it", err=True)


def _place(workspace: Workspace, store: Store, article: Path | None) -> str | None:
    """Where the article lies inside the workspace; None for all of them."""
    if article is None:
        return None
    place = workspace.place(article)
    if not store.articles(place):
        raise NotInStoreError(f"{place}: no such article in the database; run `claimcheck verify {article}`")
    return place
