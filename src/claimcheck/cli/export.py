"""The commands that export claims in formats of other programs, and a whole case to another machine and back."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.options import (
    article_argument,
    checked_workspace,
    max_mb_option,
    open_store,
    stamp_options,
    vouched_head,
    workspace_of,
)
from claimcheck.errors import NotInStoreError

if TYPE_CHECKING:
    from claimcheck.export.articles import CheckedArticle
    from claimcheck.models import ReviewVerdict
    from claimcheck.store import Store

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.  [default: print it]"
)


@click.group()
def export() -> None:
    """Write claims, evidence and decisions in the formats of other programs.

    Every file carries the head of the chain, with which `claimcheck audit --against FILE` checks later that nothing was
    changed. The head is signed where a key is configured, and stamped with --online.
    """


def _head(context: click.Context, store: Store) -> str:
    """The head that the export carries."""
    return vouched_head(context, store).head.line


@export.command("csv")
@article_argument
@output_option
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, so that Excel reads it as UTF-8.")
@stamp_options
@click.pass_context
def csv_(context: click.Context, article: Path | None, output: Path | None, bom: bool) -> None:
    """Write the claim status table of ARTICLE, or of all articles, as CSV.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    from claimcheck.export.as_csv import BYTE_ORDER_MARK, status_csv
    from claimcheck.export.writing import write

    with open_store(context) as store:
        records = store.claims.all(_place(context, store, article))
        write(chain([BYTE_ORDER_MARK] if bom else [], status_csv(records, _head(context, store))), output)


@export.command()
@article_argument
@output_option
@click.option("--url", required=True, help="The address of the page where the fact-check is published.")
@click.option("--publisher", required=True, help="The name of your newsroom.")
@click.option("--publisher-url", help="The web address of your newsroom.")
@click.option(
    "--label", "labels", multiple=True, metavar="VERDICT=LABEL", help="Your word for a decision: wrong=False."
)
@click.option(
    "--rating",
    "ratings",
    multiple=True,
    metavar="VERDICT=NUMBER",
    help="The number of a decision on your scale: wrong=1; the highest number is the best.",
)
@stamp_options
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
    """Write the signed-off claims of ARTICLE, or of all articles, as ClaimReview JSON-LD.

    Exit 1 when no claim is signed off. Notes, evidence and calls are not included.
    """
    from claimcheck.export.claimreview import Newsroom, claim_reviews_json
    from claimcheck.export.writing import write

    newsroom = Newsroom(
        url=_web_address("--url", url),
        name=publisher,
        home=_web_address("--publisher-url", publisher_url) if publisher_url else None,
        labels=dict(_by_verdict("--label", label) for label in labels),
        ratings={verdict: _number(value) for verdict, value in (_by_verdict("--rating", each) for each in ratings)},
    )
    if ratings and len(set(newsroom.ratings.values())) == 1:
        raise click.UsageError("--rating: a scale needs two ends; give numbers for more decisions")
    with _checked(context, article) as (store, articles):
        write([claim_reviews_json(articles, newsroom, _head(context, store))], output)


def _web_address(option: str, given: str) -> str:
    from urllib.parse import urlsplit

    with suppress(ValueError):
        parts = urlsplit(given)
        if parts.scheme in ("http", "https") and parts.hostname and not any(c.isspace() for c in given):
            return given
    raise click.UsageError(f"{option}: {given!r} is not a web address; give one that begins with https://")


def _by_verdict(option: str, given: str) -> tuple[ReviewVerdict, str]:
    from claimcheck.models import ReviewVerdict

    name, sign, value = given.partition("=")
    if name not in set(ReviewVerdict) or not sign or not value.strip():
        raise click.UsageError(f"{option}: {given!r} is not VERDICT=... with one of {', '.join(ReviewVerdict)}")
    return ReviewVerdict(name), value.strip()


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise click.UsageError(f"--rating: {value!r} is not a number")
    return int(number) if number.is_integer() else number


@export.command("annotations")
@article_argument
@output_option
@stamp_options
@click.pass_context
def annotations_(context: click.Context, article: Path | None, output: Path | None) -> None:
    """Write the claims of ARTICLE, or of all articles, and their evidence as W3C Web Annotations.

    Positions count characters (Unicode code points) of the text as claimcheck read it.
    """
    from claimcheck.export.annotations import annotations_json
    from claimcheck.export.writing import write
    from claimcheck.fetch.agent import software

    with _checked(context, article) as (store, articles):
        write([annotations_json(store, articles, software(), _head(context, store))], output)


@export.command()
@article_argument
@output_option
@stamp_options
@click.pass_context
def html(context: click.Context, article: Path | None, output: Path | None) -> None:
    """Write ARTICLE, or all articles, with claims, evidence and decisions as one HTML page without other files.

    Calls off the record are left out; calls on background appear without the name. Notes on decisions are included.
    """
    from claimcheck.export.report import report_html
    from claimcheck.export.writing import write
    from claimcheck.fetch.agent import software

    with _checked(context, article) as (store, articles):
        write([report_html(articles, store.captures.sources(), software(), _head(context, store))], output)


@export.command()
@article_argument
@output_option
@stamp_options
@click.pass_context
def markdown(context: click.Context, article: Path | None, output: Path | None) -> None:
    """Write ARTICLE, or all articles, as Markdown with footnotes: decisions, what they rest on, where that is kept."""
    from claimcheck.export.as_markdown import article_markdown
    from claimcheck.export.writing import write

    with _checked(context, article) as (store, articles):
        line = _head(context, store)
        write([article_markdown(each, line) for each in articles], output)


@export.command("docx")
@article_argument
@output_option
@stamp_options
@click.pass_context
def docx_(context: click.Context, article: Path | None, output: Path | None) -> None:
    """Write ARTICLE as a Word file with the same footnotes."""
    from claimcheck.export.as_docx import article_docx
    from claimcheck.export.writing import write

    with _checked(context, article) as (store, articles):
        if len(articles) != 1:
            raise click.UsageError(f"name one of the {len(articles)} articles: a Word file holds one")
        write([article_docx(articles[0], _head(context, store))], output)


@export.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@stamp_options
@click.pass_context
def wacz(context: click.Context, file: Path | None) -> None:
    """Write the archive of captures as one WACZ file, which ReplayWeb.page can replay.

    Exit 1 when the archive is not what was captured: the file then holds what is left, and says what is wrong.
    """
    from claimcheck.archive import Archive
    from claimcheck.export.wacz import write_wacz
    from claimcheck.fetch.agent import software

    workspace = checked_workspace(context)
    file = file or workspace.path / "evidence.wacz"
    with open_store(context) as store:
        archive = Archive(workspace.archive, software="", find=store.retrievals.record_of)
        damage = list(archive.verify(store.retrievals.stretches()))
        pages = write_wacz(
            file,
            workspace.archive,
            store.retrievals.all(),
            software(),
            damage=damage,
            head=_head(context, store),
        )
    click.echo(f"{file}: {pages} pages; open it at replayweb.page, which reads it in your browser")
    for line in damage:
        click.echo(f"incomplete: {' '.join(line.split())}", err=True)
    sys.exit(1 if damage else 0)


@export.command("json")
@output_option
@stamp_options
@click.pass_context
def json_(context: click.Context, output: Path | None) -> None:
    """Write the whole case as one JSON file, for `claimcheck import` on another machine.

    It holds all rows of the database and all files under claims/ and evidence/: articles, evidence with the archive of
    captures, claims, decisions. It also holds notes and calls off the record.
    """
    from claimcheck.export.case import case_json
    from claimcheck.export.writing import write

    with open_store(context) as store:
        write(case_json(workspace_of(context), store, _head(context, store)), output)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@max_mb_option(2000, "Refuse a larger file.")
@click.pass_context
def import_(context: click.Context, file: Path, max_mb: float) -> None:
    """Import FILE, a case that `claimcheck export json` wrote, into this workspace.

    The whole case is imported, or nothing. What exists already and is equal stays; if something exists already and
    differs, the import is refused. The chain that `claimcheck audit` checks is not part of a case: it starts again
    with the import.
    """
    from claimcheck.export.case import import_case

    moved = import_case(workspace_of(context), file, int(max_mb * 1_000_000))
    added = sum(table.added_count for table in moved.tables)
    known = sum(table.known_count for table in moved.tables)
    click.echo(f"{added:,} rows and {len(moved.written):,} files imported; {known:,} rows existed already")
    for place in moved.absent:
        click.echo(f"{place}: not part of the case; `claimcheck audit` will report it as missing", err=True)


@contextmanager
def _checked(context: click.Context, article: Path | None) -> Iterator[tuple[Store, list[CheckedArticle]]]:
    """The store, and the article or all articles with their claims."""
    from claimcheck.export.articles import checked_articles

    with open_store(context) as store:
        yield store, checked_articles(store, _place(context, store, article))


def _place(context: click.Context, store: Store, article: Path | None) -> str | None:
    """The path of the article inside the workspace; None for all of them."""
    if article is None:
        return None
    workspace = checked_workspace(context)
    place = workspace.place(workspace.article(article))
    if not store.articles.all(place):
        raise NotInStoreError(f"{place}: no such article in the database; run `claimcheck verify {article}`")
    return place


COMMANDS = (export, import_)
