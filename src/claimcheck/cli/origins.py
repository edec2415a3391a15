"""The commands about sources: which documents go back to one text, and what kind of source each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claimcheck.cli.options import by_option, name_of, note_option, open_store

if TYPE_CHECKING:
    from claimcheck.store import Store
    from claimcheck.store.origins import GroupMember

_NEXT = "run `claimcheck verify` to update the claims"


@click.group(invoke_without_command=True)
@click.pass_context
def origins(context: click.Context) -> None:
    """List documents that tell the same story, which count as one source, and possible copies.

    Name a DOCUMENT by its place, such as evidence/report.md, or by its key or the beginning of it.
    """
    if context.invoked_subcommand is None:
        with open_store(context) as store:
            _print_groups(store)


@origins.command()
@click.argument("document")
@by_option
@note_option
@click.pass_context
def split(context: click.Context, document: str, person: str | None, note: str) -> None:
    """Take DOCUMENT out of its group: from now on it counts as a source of its own."""
    with open_store(context) as store:
        store.origins.split(store.documents.key(document), name_of(person), note=note)
    click.echo(f"{document} is a source of its own; {_NEXT}")


@origins.command()
@click.argument("document")
@click.argument("other")
@by_option
@note_option
@click.pass_context
def join(context: click.Context, document: str, other: str, person: str | None, note: str) -> None:
    """Count DOCUMENT and OTHER, with their groups, as one source."""
    with open_store(context) as store:
        store.origins.join(store.documents.key(document), store.documents.key(other), name_of(person), note=note)
    click.echo(f"{document} and {other} count as one source; {_NEXT}")


@origins.command()
@click.argument("document")
@click.argument("kind")
@by_option
@note_option
@click.pass_context
def kind(context: click.Context, document: str, kind: str, person: str | None, note: str) -> None:
    """Set what KIND of source DOCUMENT is; until then, the kind is a guess.

    primary (a document or data), recording (or transcript), official (a statement), party (somebody with an interest),
    wire, original (an outlet's own report), republication, opinion or anonymous.
    """
    from claimcheck.origins import SourceKind

    if kind not in list(SourceKind):
        raise click.BadParameter(f"{kind} is not one of {', '.join(SourceKind)}", param_hint="KIND")
    with open_store(context) as store:
        store.origins.set_kind(store.documents.key(document), SourceKind(kind), name_of(person), note=note)
    click.echo(f"{document}: {kind}; {_NEXT}")


def _print_groups(store: Store) -> None:
    groups = store.origins.groups()
    for first, *others in groups:
        click.echo(f"{_named(first)}: {len(others) + 1} documents, 1 origin\n  {first.reason}")
        for member in others:
            click.echo(f"  {_named(member)}\n    {member.reason}")
    for one, likeness in store.origins.probable():
        click.echo(f"possible copies: {one} | {likeness.label}\n  {likeness.reason}")
    if not groups:
        click.echo("no two documents tell the same story")


def _named(member: GroupMember) -> str:
    return f"{member.id} {member.label} ({member.kind})"


COMMANDS = (origins,)
