"""The commands about people: who works here, and who signs off which kind of claim."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.options import by_option, checked_workspace, name_of, note_option, open_store, users_option
from claimcheck.errors import PeopleError
from claimcheck.models import ClaimKind, Role


@click.group(invoke_without_command=True)
@click.pass_context
def people(context: click.Context) -> None:
    """List the people who work here, with their roles.

    Viewers read. Checkers also decide. Editors also sign off. The first person who decides becomes an editor; add
    everybody else.
    """
    if context.invoked_subcommand is not None:
        return
    with open_store(context) as store:
        listed = store.people.all()
    for person in listed:
        click.echo(f"{person.name}: {person.role}" + ("" if person.is_active else ", no longer works here"))
    if not listed:
        click.echo("nobody yet: the first person who decides becomes an editor")


@people.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.CHECKER.value,
    show_default=True,
    help="What they can do.",
)
@click.option("--no-password", is_flag=True, help="They do not log in at the desk.")
@users_option
@click.pass_context
def add(context: click.Context, name: str, role: str, no_password: bool, users: Path | None) -> None:
    """Add NAME, or change their role or password; asks for the password."""
    from claimcheck.models import Person
    from claimcheck.people import Users, plain_name
    from claimcheck.people.users import FILE_NAME

    name = plain_name(name)
    file = users or checked_workspace(context).database.with_name(FILE_NAME)
    known = Users.read(file) if file.exists() else Users({})
    if not no_password:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        known = known.with_user(name, Role(role), password)
    elif name in known.by_name:
        known = known.with_user(name, Role(role), None)
    with open_store(context) as store:
        store.people.keep(Person(name, Role(role)))
    if name in known.by_name:
        known.write(file)
    click.echo(f"{name}: {role}" + (f", logs in with the password in {file}" if name in known.by_name else ""))


@people.command()
@click.argument("name")
@users_option
@click.pass_context
def remove(context: click.Context, name: str, users: Path | None) -> None:
    """Stop NAME from deciding and logging in; their decisions stay."""
    from dataclasses import replace

    from claimcheck.people import Users, plain_name
    from claimcheck.people.users import FILE_NAME

    name = plain_name(name)
    file = users or checked_workspace(context).database.with_name(FILE_NAME)
    known = Users.read(file) if file.exists() else Users({})
    with open_store(context) as store:
        found = [person for person in store.people.all() if person.name == name]
        if not found and name not in known.by_name:
            raise PeopleError(f"{name}: nobody of that name works here; `claimcheck people` lists them")
        for person in found:
            store.people.keep(replace(person, is_active=False))
    if name in known.by_name:
        known.without(name).write(file)
    click.echo(f"{name}: no longer works here")


@click.command()
@click.argument("name", type=click.Choice([kind.value for kind in ClaimKind]), metavar="[KIND]", required=False)
@click.option(
    "--sign-off",
    type=click.Choice(["high-risk", "second", "own"]),
    help="high-risk: never the person who decided; second: another person; own: also the person who decided.",
)
@note_option
@by_option
@click.pass_context
def kind(context: click.Context, name: str | None, sign_off: str | None, note: str, person: str | None) -> None:
    """Show or set who signs off claims of KIND.

    KIND is one of number, date, quote, event, cause, comparison, superlative, identity, prediction, opinion,
    presupposition (taken for granted). The last setting counts; earlier ones stay in the history.
    """
    from claimcheck.models import KindSetting

    if sign_off and not name:
        raise click.UsageError("--sign-off needs a KIND")
    with open_store(context) as store:
        if name and sign_off:
            setting = KindSetting(ClaimKind(name), sign_off == "high-risk", sign_off == "own", note=note)
            store.people.set_kind(setting, name_of(person))
        for each in store.people.kinds():
            if name in (None, each.kind):
                rule = "high-risk" if each.is_high_risk else "own" if each.may_sign_own else "second"
                by = f" ({each.person}, {each.set_utc})" if each.person else ""
                click.echo(f"{each.kind}: {rule}{by}" + (f": {each.note}" if each.note else ""))


COMMANDS = (people, kind)
