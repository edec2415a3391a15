"""The commands about articles and their claims: check them, split them, show them, trace them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import click

from claimcheck.cli.options import (
    CLAIM,
    article_argument,
    checked_workspace,
    claim_argument,
    contact_option,
    json_option,
    loopback_option,
    max_mb_option,
    meaning_option,
    model_option,
    open_store,
    workspace_of,
)
from claimcheck.errors import NotInStoreError, ReadError, SheetError
from claimcheck.models import FindingKind

FAIL_ON_EXIT = 3
"""The exit code of ``verify --fail-on`` when a claim has one of the findings named."""

WITHOUT_MEANING = (
    "The model of meaning is off: evidence in other words or another language was not searched for, and passages were"
    " compared by their words alone."
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_context
def init(context: click.Context, folder: Path | None) -> None:
    """Create the folders of a workspace."""
    workspace = workspace_of(context, folder)
    workspace.create()
    claims, evidence = workspace.path / "claims", workspace.path / "evidence"
    click.echo(f"Put articles under {claims} and source material under {evidence}, then run:")
    if workspace.path.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(str(workspace.path))}")
    click.echo("  claimcheck verify")


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE | URL]...")
@json_option("one JSON object for each article, one per line")
@click.option(
    "--fail-on",
    type=click.Choice([kind.value for kind in FindingKind]),
    multiple=True,
    help="Exit 3 if a claim has this finding.",
)
@click.option("--online", is_flag=True, help="Also search the web. Without this, nothing is sent over the network.")
@contact_option
@loopback_option
@model_option
@meaning_option
@max_mb_option(20, "Do not read larger files.")
@click.pass_context
def verify(
    context: click.Context,
    articles: tuple[str, ...],
    as_json: bool,
    fail_on: tuple[str, ...],
    online: bool,
    contact: str | None,
    allow_loopback: bool,
    model: str | None,
    meaning: str | None,
    max_mb: float,
) -> None:
    """Check each ARTICLE, or every article under claims/, against evidence/.

    The page at a URL is fetched, archived and put under claims/ first.
    """
    from claimcheck.cli import tables
    from claimcheck.cli.progress import progress
    from claimcheck.export.as_json import verified_json
    from claimcheck.store import Store
    from claimcheck.web_search import searcher

    workspace = workspace_of(context, model=model, max_mb=max_mb, meaning=meaning)
    with progress() as report:
        look = searcher(workspace, contact, allow_loopback, report) if online else None
        chosen, unreached = _chosen(
            articles,
            lambda article: (
                workspace.fetch_article(article, contact, allow_loopback, report)
                if "://" in article
                else workspace.article(Path(article))
            ),
        )
        if unreached and not chosen:
            sys.exit(1)
        verified = workspace.verify(chosen, look=look, progress=report)
    if workspace.meaning() is None:
        click.echo(WITHOUT_MEANING, err=True)
    failing = False
    with Store(workspace.database) as store:
        for place, split in verified.articles.items():
            records = store.claims.all(place)
            failing |= any(record.checked.suggestion in fail_on for record in records)
            if as_json:
                click.echo(verified_json(split.document, records, split.coverage))
            else:
                tables.print_status(place, records)
    if not workspace.evidence() and not verified.unread:
        click.echo(
            f"{workspace.path / 'evidence'} is empty: there was nothing to check claims against. Put source material"
            " there, or run `claimcheck gather` to fetch what the articles link to",
            err=True,
        )
    for failure in (*verified.unread, *verified.refused):
        click.echo(f"{failure.place}: {failure.reason}", err=True)
    sys.exit(1 if verified.refused or unreached else FAIL_ON_EXIT if failing else 0)


def _chosen(articles: Sequence[str], file_of: Callable[[str], Path]) -> tuple[list[Path], int]:
    """The files of articles, those given by their addresses fetched, and how many could not be; these are named."""
    chosen: list[Path] = []
    for article in articles:
        try:
            chosen.append(file_of(article))
        except ReadError as error:
            click.echo(f"{article}: {error}", err=True)
    return chosen, len(articles) - len(chosen)


@click.command()
@click.argument("article", type=click.Path(path_type=Path, allow_dash=True))
@json_option()
@click.option("--sheet", is_flag=True, help="Write the claims beside the article, so that you can correct them.")
@click.option(
    "--grain",
    type=click.Choice(["clause", "fine"]),
    default="clause",
    show_default=True,
    help="fine makes a claim of every time, place and attribute.",
)
@model_option
@click.pass_context
def split(context: click.Context, article: Path, as_json: bool, sheet: bool, grain: str, model: str | None) -> None:
    """Split ARTICLE into claims, without searching for evidence.

    A dash stands for standard input.
    """
    from claimcheck import contents
    from claimcheck import sheet as sheets
    from claimcheck.cli import tables
    from claimcheck.export.as_json import split_json
    from claimcheck.folders import sheet_of

    workspace = workspace_of(context, model=model, grain=grain)
    from_stdin = str(article) == "-"
    if sheet and from_stdin:
        raise click.UsageError("--sheet needs an article in a file: the sheet is written beside it")
    article = article if from_stdin else workspace.article(article)
    with contents.ReaderProcesses() as processes:
        document = contents.read(sys.stdin.buffer.read() if from_stdin else article, processes)
    if sheet:
        path = sheet_of(article)
        if path.exists():
            raise SheetError(f"{path} exists already; delete it to start again from automatic splitting")
        path.write_text(sheets.written(workspace.split(document), article.name), encoding="utf8")
        click.echo(f"Wrote {path}. Correct it by hand: from the next run on, it replaces automatic splitting.")
        return
    found = workspace.split(document, None if from_stdin else article)
    if as_json:
        click.echo(split_json(found))
    else:
        tables.print_split(found)
    for line in found.unread:
        click.echo(f"{article}: {line}", err=True)


@click.command()
@article_argument
@json_option("one JSON object for each claim, one per line")
@click.option("--first", is_flag=True, help="Order by what to look at first.")
@click.pass_context
def status(context: click.Context, article: Path | None, as_json: bool, first: bool) -> None:
    """Show the claim status table of ARTICLE, or of every article."""
    from claimcheck.cli import tables
    from claimcheck.export.as_json import record_object, to_line

    workspace = checked_workspace(context)
    place = workspace.place(workspace.article(article)) if article else None
    with open_store(context) as store:
        records = store.claims.queue(place) if first else store.claims.all(place)
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


@click.command(help=f"Show CLAIM with its evidence, word by word.\n\n{CLAIM}")
@claim_argument
@click.option(
    "--all", "whole", is_flag=True, help="Show every passage, not only the first three and those that decide."
)
@json_option()
@click.pass_context
def show(context: click.Context, claim: str, whole: bool, as_json: bool) -> None:
    """Show a claim with its evidence."""
    from claimcheck.cli import detail
    from claimcheck.export.as_json import record_object, regions_object, to_line

    with open_store(context) as store:
        record = store.claims.get(claim)
        article = store.documents.get(store.claims.article_digest(record))
        regions = [store.documents.get(piece.digest).region(piece.span) for piece in record.checked.evidence]
        if as_json:
            click.echo(to_line(record_object(record) | regions_object(record.checked, article, regions)))
        else:
            detail.print_claim(record, article, regions, whole)


@click.command(
    help="Show where CLAIM comes from, as far as its sources were captured: who published it first, how the wording"
    f" changed, who cites whom, where that ends, and what to fetch next.\n\n{CLAIM}"
)
@claim_argument
@json_option()
@click.pass_context
def trace(context: click.Context, claim: str, as_json: bool) -> None:
    """Show where a claim comes from."""
    from claimcheck.cli.provenance import print_provenance
    from claimcheck.export.as_json import to_line
    from claimcheck.export.provenance import provenance_object

    with open_store(context) as store:
        record = store.claims.get(claim)
        found = store.provenance.trace(record)
    if as_json:
        click.echo(to_line(provenance_object(found)))
    else:
        print_provenance(record, found)


@click.command()
@click.argument("words")
@click.option(
    "--most", type=click.IntRange(min=1), default=5, show_default=True, help="The number of documents to show."
)
@meaning_option
@click.pass_context
def find(context: click.Context, words: str, most: int, meaning: str | None) -> None:
    """Find WORDS in the evidence, also where the wording was changed, and sentences of similar meaning.

    WORDS is a quote or a sentence. The closest place in each document is shown, the same words first; {braces} mark
    words that it does not share. Then come sentences of similar meaning, in whatever words or language. Exit 1 when
    nothing is close.
    """
    from claimcheck.cli import detail
    from claimcheck.cli.progress import progress
    from claimcheck.locating import locate, paraphrases

    if not words.strip():
        raise click.UsageError("give the words to find")
    workspace = checked_workspace(context, meaning)
    with open_store(context) as store:
        found = [each for each in locate(store, words, most) if each.is_close]
        kept = {document.digest: document for document in store.documents.all()}
        for each in found:
            detail.print_found(words, each, store.documents.get(each.digest), kept[each.digest])
        with progress() as report:
            retrieval = workspace.retrieval(store, report)
            alike = paraphrases(store, words, retrieval, most, {each.digest for each in found})
        for paraphrase in alike:
            detail.print_paraphrase(paraphrase, store.documents.get(paraphrase.digest), kept[paraphrase.digest])
    if retrieval.meaning is None:
        click.echo(WITHOUT_MEANING, err=True)
    if not found and not alike:
        raise click.ClickException("the evidence does not hold these words, or similar ones; try fewer words")


COMMANDS = (init, verify, split, status, show, trace, find)
