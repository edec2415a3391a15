"""The commands about sources: which documents go back to one, and what kind of source each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claimcheck.cli.opening import by_option, name_of, open_store

if TYPE_CHECKING:
    from claimcheck.store import Store
    from claimcheck.store.origins import GroupMember

_note_option = click.option("--note", default="", help="Why, in your words.")


@click.group(invoke_without_command=True)
@click.pass_context
def origins(context: click.Context) -> None:
    """List documents that go back to one text and so count once, and those that may.

    A DOCUMENT is named by its place, such as evidence/report.md, or by its key or the beginning of it.
    """
    if context.invoked_subcommand is not None:
        return
    with open_store(context) as store:
        _print_groups(store)


@origins.command()
@click.argument("document")
@by_option
@_note_option
@click.pass_context
def split(context: click.Context, document: str, person: str | None, note: str) -> None:
    """Take DOCUMENT out of its group: from now on it is an origin of its own."""
    with open_store(context) as store:
        store.split_origin(store.document_key(document), name_of(person), note=note)
        click.echo(f"{document} stands alone; `claimcheck verify` weighs the claims anew")


@origins.command()
@click.argument("document")
@click.argument("other")
@by_option
@_note_option
@click.pass_context
def join(context: click.Context, document: str, other: str, person: str | None, note: str) -> None:
    """Have DOCUMENT and OTHER, and their groups with them, count as one origin."""
    with open_store(context) as store:
        one, two = store.document_key(document), store.document_key(other)
        store.join_origin(one, two, name_of(person), note=note)
        click.echo(f"{document} and {other} are one origin; `claimcheck verify` weighs the claims anew")


@origins.command()
@click.argument("document")
@click.argument("kind")
@by_option
@_note_option
@click.pass_context
def kind(context: click.Context, document: str, kind: str, person: str | None, note: str) -> None:
    """Say what KIND of source DOCUMENT is; until somebody does, it is a guess.

    primary (a document or data), recording (or transcript), official (a statement), party (somebody with an interest),
    wire, original (an outlet's own report), republication, opinion or anonymous.
    """
    from claimcheck.origins import SourceKind

    if kind not in list(SourceKind):
        raise click.BadParameter(f"{kind} is not one of {', '.join(SourceKind)}", param_hint="KIND")
    with open_store(context) as store:
        store.set_source_kind(store.document_key(document), SourceKind(kind), name_of(person), note=note)
        click.echo(f"{document}: {kind}; `claimcheck verify` weighs the claims anew")


def _print_groups(store: Store) -> None:
    groups = store.groups()
    for members in groups:
        first, *others = members
        click.echo(f"{_named(first)}: {len(members)} documents, 1 origin")
        click.echo(f"  {first.reason}")
        for member in others:
            click.echo(f"  {_named(member)}\n    {member.reason}")
    for one, likeness in store.probable():
        click.echo(f"may be one: {one} | {likeness.label}\n  {likeness.reason}")
    if not groups:
        click.echo("every document stands alone")


def _named(member: GroupMember) -> str:
    return f"{member.id} {member.label} ({member.kind})"
