"""The commands about proof: keys that sign, and the head of the chain as a line."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.options import open_store, stamp_options, vouched_head, workspace_of
from claimcheck.errors import MissingError, ProofError

_APP = "claimcheck"

file_option = click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file of the key, outside of the workspace.  [default: key.pem in your folder of settings]",
)


@click.group()
def key() -> None:
    """Make and show the key that signs the head of the chain (Ed25519).

    A key belongs to an editor or to a desk, and lies outside of the workspace.
    """


@key.command()
@file_option
@click.pass_context
def new(context: click.Context, file: Path | None) -> None:
    """Make a key, and say how to use it and what to hand out."""
    from claimcheck.proof.keys import make_key

    place = _place(file)
    if place.resolve().is_relative_to(workspace_of(context).path.resolve()):
        raise ProofError(f"{place}: a key in the workspace proves nothing; name a file elsewhere with --file")
    public = make_key(place)
    click.echo(f"The key is in {place}. Keep it to yourself, and a copy in a safe place.")
    click.echo(f"To sign with it, set CLAIMCHECK_KEY={place}, or write into claimcheck.toml:")
    click.echo(f"\n[proof]\nkey = '{place}'\n")
    click.echo(f"The public key, to hand out to whoever checks:\n{public}")


@key.command()
@file_option
def show(file: Path | None) -> None:
    """Print the public key."""
    from claimcheck.proof.keys import public_key

    click.echo(public_key(_place(file)))


def _place(file: Path | None) -> Path:
    return (file or Path(click.get_app_dir(_APP)) / "key.pem").expanduser().absolute()


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the line to this file, and its time stamp, where it has one, beside it with the ending .tsr.",
)
@stamp_options
@click.pass_context
def head(context: click.Context, output: Path | None) -> None:
    """Print the head of the chain as one line, signed where a key is configured.

    Whoever has the line can check later, with `claimcheck audit --against`, that nothing written until now was changed.
    """
    with open_store(context) as store:
        made = vouched_head(context, store)
    if output is None:
        click.echo(made.head.line)
        return
    try:
        # Without an end of line: a time stamp is over these bytes.
        output.write_bytes(made.head.line.encode())
        if made.token:
            output.with_suffix(".tsr").write_bytes(made.token)
    except OSError as error:
        raise MissingError(f"{output}: {error.strerror}; name another file") from error


COMMANDS = (key, head)
