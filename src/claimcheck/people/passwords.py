"""Passwords, kept as Argon2id hashes (RFC 9106), each with its own salt."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from claimcheck.errors import PeopleError

SHORTEST = 10
"""The shortest password, in characters."""

LONGEST = 1000
"""The longest one: a longer one only keeps the machine busy."""

_HASHER = PasswordHasher()
# A hash states its own cost: a file of users must not keep the machine busy with it.
_LARGEST_MEMORY_KIB, _MOST_ROUNDS, _MOST_LANES = 2**18, 10, 16


def hashed(password: str) -> str:
    """The password as an Argon2id hash; another one each time.

    Raises:
        PeopleError: the password is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PeopleError(f"a password of {len(password)} characters; choose one of {SHORTEST} to {LONGEST}")
    return _HASHER.hash(_bytes(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether this is the password that ``kept`` was made of; takes as long when there is none to compare with.

    Raises:
        PeopleError: ``kept`` was not made by :func:`hashed`.
    """
    given = _bytes(password[:LONGEST])
    if kept is None:
        _HASHER.hash(given)
        return False
    check_kept(kept)
    try:
        return _HASHER.verify(kept, given) and len(password) <= LONGEST
    except VerificationError:
        return False


def check_kept(kept: str) -> None:
    """Complain about what :func:`is_right` could not compare with.

    Raises:
        PeopleError: ``kept`` was not made by :func:`hashed`.
    """
    try:
        stated = extract_parameters(kept)
    except (InvalidHashError, ValueError):
        raise PeopleError("a password that is not hashed correctly; set it with `claimcheck people add`") from None
    if stated.hash_len < _HASHER.hash_len or stated.salt_len < _HASHER.salt_len:
        raise PeopleError("a password hash that is cut short; set it with `claimcheck people add`")
    costs = (stated.memory_cost, stated.time_cost, stated.parallelism)
    if any(cost > most for cost, most in zip(costs, (_LARGEST_MEMORY_KIB, _MOST_ROUNDS, _MOST_LANES), strict=True)):
        raise PeopleError("a password hash that costs too much to compare with; set it with `claimcheck people add`")


def _bytes(password: str) -> bytes:
    # The same letters typed on another machine may come decomposed.
    return unicodedata.normalize("NFC", password).encode("utf8", "surrogatepass")
