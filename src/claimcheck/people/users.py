"""The file of users: who may log in at the desk, in which role, with which password."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from claimcheck.errors import PeopleError, in_one_line
from claimcheck.models import Person, Role
from claimcheck.people.names import plain_name
from claimcheck.people.passwords import check_kept, hashed, is_right

FILE_NAME = "users.toml"
"""What it is called, beside the database."""

_HEADING = """\
# Who may log in at the desk. `claimcheck people add NAME` writes this; passwords are hashed and cannot be read back.
"""
_KEYS = frozenset({"role", "password"})
_LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in; ``password`` is hashed, and None for those who come through a proxy that knows them."""

    name: str
    role: Role
    password: str | None = None

    @property
    def person(self) -> Person:
        """The same as one who works with the database."""
        return Person(self.name, self.role)


@dataclass(frozen=True, slots=True)
class Users:
    """All who may log in, by name."""

    by_name: Mapping[str, User]

    @classmethod
    def read(cls, path: Path) -> Self:
        """The users of a file.

        Raises:
            PeopleError: it cannot be read, or something in it is not as it has to be.
        """
        try:
            with path.open("rb") as file:
                written = file.read(_LARGEST_BYTES + 1)
            if len(written) > _LARGEST_BYTES:
                raise PeopleError(f"{path}: too large for a file of users; write it again with `claimcheck people add`")
            loaded = tomllib.loads(written.decode("utf8"))
        except OSError as error:
            raise PeopleError(f"{path}: {error.strerror}; make it with `claimcheck people add NAME`") from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            problem = in_one_line(error)
            raise PeopleError(f"{path}: not TOML ({problem}); correct it, or write it again") from error
        people = loaded.pop("people", {})
        if loaded or not isinstance(people, dict):
            raise PeopleError(f'{path}: holds something other than people; each begins with [people."NAME"]')
        found: dict[str, User] = {}
        for name, stated in people.items():
            try:
                user = _user(name, stated)
            except PeopleError as error:
                raise PeopleError(f"{path}: {name!r}: {error}") from None
            if user.name.casefold() in (known.casefold() for known in found):
                raise PeopleError(f"{path}: {name!r}: is listed twice; remove one")
            found[user.name] = user
        return cls(found)

    def check(self, name: str, password: str) -> User | None:
        """Who logs in with this name and password; None when that is nobody, which takes as long to find out."""
        with suppress(PeopleError):
            name = plain_name(name)
        user = self.by_name.get(name)
        is_known = is_right(password, user.password if user else None)
        return user if is_known else None

    def with_user(self, name: str, role: Role, password: str | None) -> Users:
        """These and one more, or one with another role; without a password, the one they had stays.

        Raises:
            PeopleError: the name or the password will not do.
        """
        name = plain_name(name)
        known = self.by_name.get(name, User(name, role))
        made = replace(known, role=role, password=hashed(password) if password else known.password)
        return Users({**self.by_name, name: made})

    def without(self, name: str) -> Users:
        """These without one."""
        return Users({known: user for known, user in self.by_name.items() if known != name})

    def write(self, path: Path) -> None:
        """Write the file whole or not at all, for its owner's eyes only.

        Raises:
            PeopleError: it cannot be written.
        """
        part = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf8") as file:
                file.write(_HEADING)
                for _, user in sorted(self.by_name.items()):
                    file.write(_written(user))
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise PeopleError(f"{path}: {error.strerror}; check who may write to its folder") from error


def _user(name: str, stated: object) -> User:
    if plain_name(name) != name:
        raise PeopleError("a name with unusual blanks or look-alike letters; type it again")
    if not isinstance(stated, dict):
        raise PeopleError('has to be a table: [people."NAME"]')
    if unknown := sorted(stated.keys() - _KEYS):
        raise PeopleError(f"has {unknown[0]!r}, which is not a known setting; remove it")
    try:
        role = Role(stated.get("role", ""))
    except ValueError:
        raise PeopleError(f"role has to be one of {', '.join(Role)}") from None
    password = stated.get("password")
    if password is not None:
        if not isinstance(password, str):
            raise PeopleError("password has to be a text; set it with `claimcheck people add`")
        check_kept(password)
    return User(name, role, password)


def _written(user: User) -> str:
    # A JSON string is a TOML string, as long as nothing in it has to be escaped that cannot be in a name.
    lines = [f"\n[people.{json.dumps(user.name, ensure_ascii=False)}]", f'role = "{user.role}"']
    if user.password:
        lines.append(f'password = "{user.password}"')
    return "\n".join(lines) + "\n"
