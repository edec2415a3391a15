"""The commands about people: who works here, and what it takes to sign off a kind of claim."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.opening import by_option, checked_workspace, name_of, open_store
from claimcheck.errors import PeopleError
from claimcheck.models import ClaimKind, Role


@click.group(invoke_without_command=True)
@click.pass_context
def people(context: click.Context) -> None:
    """List who works here, and in which role.

    Viewers look, checkers decide too, editors sign off too. Whoever decides first is listed as an editor; everybody
    else is added.
    """
    if context.invoked_subcommand is not None:
        return
    with open_store(context) as store:
        listed = store.people()
        if not listed:
            click.echo("nobody yet: whoever decides first is listed as an editor")
        for person in listed:
            click.echo(f"{person.name}: {person.role}" + ("" if person.is_active else ", works here no longer"))


_users_option = click.option(
    "--users",
    "path",
    type=click.Path(path_type=Path),
    help="The file of those who may log in at the desk.  [default: users.toml beside the database]",
)


@people.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.CHECKER.value,
    show_default=True,
    help="What they may do.",
)
@click.option("--no-password", is_flag=True, help="They do not log in at the desk.")
@_users_option
@click.pass_context
def add(context: click.Context, name: str, role: str, no_password: bool, path: Path | None) -> None:
    """Add NAME, or give them another role or password; asks for the password."""
    from claimcheck.models import Person
    from claimcheck.people import Users, plain_name
    from claimcheck.people.users import FILE_NAME

    name = plain_name(name)
    file = path or checked_workspace(context).database.with_name(FILE_NAME)
    users = Users.read(file) if file.exists() else Users({})
    if not no_password:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        users = users.with_user(name, Role(role), password)
    elif name in users.by_name:
        users = users.with_user(name, Role(role), None)
    with open_store(context) as store:
        store.keep_person(Person(name, Role(role)))
    if name in users.by_name:
        users.write(file)
    click.echo(f"{name}: {role}" + (f", logs in with the password in {file}" if name in users.by_name else ""))


@people.command()
@click.argument("name")
@_users_option
@click.pass_context
def remove(context: click.Context, name: str, path: Path | None) -> None:
    """Let NAME decide and log in no longer; what they decided stays."""
    from dataclasses import replace

    from claimcheck.people import Users, plain_name
    from claimcheck.people.users import FILE_NAME

    name = plain_name(name)
    file = path or checked_workspace(context).database.with_name(FILE_NAME)
    users = Users.read(file) if file.exists() else Users({})
    with open_store(context) as store:
        known = [person for person in store.people() if person.name == name]
        if not known and name not in users.by_name:
            raise PeopleError(f"{name}: nobody of that name works here; `claimcheck people` lists them")
        for person in known:
            store.keep_person(replace(person, is_active=False))
    if name in users.by_name:
        users.without(name).write(file)
    click.echo(f"{name}: works here no longer")


@click.command()
@click.argument("name", type=click.Choice([kind.value for kind in ClaimKind]), metavar="[KIND]", required=False)
@click.option(
    "--sign-off",
    type=click.Choice(["high-risk", "second", "own"]),
    help="high-risk: never by whoever decided; second: by somebody else; own: by whoever decided, too.",
)
@click.option("--note", default="", help="Why, in your words.")
@by_option
@click.pass_context
def kind(context: click.Context, name: str | None, sign_off: str | None, note: str, person: str | None) -> None:
    """Show or set who signs off claims of KIND.

    KIND is one of number, date, quote, event, cause, comparison, superlative, identity, prediction, opinion,
    presupposition (taken for granted). The last setting holds; all of them are kept.
    """
    from claimcheck.models import KindSetting

    if sign_off and not name:
        raise click.UsageError("--sign-off needs a KIND")
    with open_store(context) as store:
        if name and sign_off:
            setting = KindSetting(ClaimKind(name), sign_off == "high-risk", sign_off == "own", note=note)
            store.set_kind(setting, name_of(person))
        for each in store.kinds():
            if name in (None, each.kind):
                told = "high-risk" if each.is_high_risk else "own" if each.may_sign_own else "second"
                by = f" ({each.person}, {each.set_utc})" if each.person else ""
                click.echo(f"{each.kind}: {told}{by}" + (f": {each.note}" if each.note else ""))
