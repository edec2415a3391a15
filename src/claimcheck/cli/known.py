"""``claimcheck known``: what was checked before, here and by others."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from claimcheck.cli.options import checked_workspace, json_option, meaning_option, open_store, workspace_of

NEAR = 5
"""How many fact-checks on similar claims are shown where none is on the same one."""


class _WordsOrCommand(click.Group):
    """A group that takes what is none of its commands for words to look up."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "known", look_up, args


@click.group(cls=_WordsOrCommand, subcommand_metavar="WORDS [--json] | import FILE...")
def known() -> None:
    """Show what was checked before that makes the same claim as WORDS, here or by others; exit 1 when nothing was.

    `verify` does the same for the claims of an article. Imported fact-checks and decisions on other articles are looked
    through, by meaning and by words; other figures, dates and names make another claim.
    """


@click.command()
@click.argument("words")
@json_option()
@meaning_option
@click.pass_context
def look_up(context: click.Context, words: str, as_json: bool, meaning: str | None) -> None:
    """Show what was checked before that makes the same claim as WORDS."""
    from claimcheck.cli import detail
    from claimcheck.cli.progress import progress
    from claimcheck.known import KnownIndex

    if not words.strip():
        raise click.UsageError("give the words to look up")
    workspace = checked_workspace(context, meaning)
    model = workspace.meaning()
    with open_store(context) as store, progress() as report:
        before = store.known.all()
        index = KnownIndex(
            [each.match.claim for each in before],
            model and store.meaning(model),
            lambda done, total: report("reading what was checked before", done, total),
        )
        same = [replace(before[at].match, likeness_pct=likely) for at, likely in index.same(words)] if before else []
        near = [] if same or not before else [before[at].match for at in index.near(words, NEAR)]
    if as_json:
        click.echo(json.dumps({"same": [asdict(match) for match in same]}, ensure_ascii=False))
    else:
        detail.print_known(same, near)
    if not same:
        raise click.ClickException(
            "nothing that was checked before makes this claim"
            if before
            else "nothing was checked before; read fact-checks of others in with `claimcheck known import FILE`"
        )


@known.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@meaning_option
@click.pass_context
def import_(context: click.Context, files: tuple[Path, ...], meaning: str | None) -> None:
    """Read fact-checks of others from each FILE, and look all claims up in them.

    ClaimReview as JSON or JSON-LD, alone, in lists or in Data Commons' feed; tables (CSV) with the columns claim and
    rating, and perhaps publisher, claimant, date, url and title. Nothing is sent anywhere.
    """
    from claimcheck.cli.progress import progress
    from claimcheck.models.labels import counted

    workspace = workspace_of(context, meaning=meaning)
    with progress() as report:
        imported = workspace.import_known(files, report)
    for each in imported:
        more = f"; {each.left_out_count} left out, without a claim or a rating in words" if each.left_out_count else ""
        click.echo(f"{each.file}: {counted(each.new_count, 'new fact-check')}, {each.known_count} known{more}")


COMMANDS = (known,)
