"""Passwords, kept as what scrypt makes of them (RFC 7914), each with its own salt."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import unicodedata

from claimcheck.errors import PeopleError

SHORTEST = 10
"""The shortest password, in characters."""

LONGEST = 1000
"""The longest one: a longer one only keeps the machine busy."""

_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_MEMORY_BYTES = 2**26
_COSTLIEST = 2**17
_SALT_BYTES, _KEY_BYTES = 16, 32


def hashed(password: str) -> str:
    """``scrypt$cost$block$parallel$salt$key``, salt and key in base64; another one each time.

    Raises:
        PeopleError: the password is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PeopleError(f"a password of {len(password)} characters; choose one of {SHORTEST} to {LONGEST}")
    salt = os.urandom(_SALT_BYTES)
    key = _key(password, salt, _COST, _BLOCK, _PARALLEL)
    written = (base64.b64encode(part).decode() for part in (salt, key))
    return "$".join(("scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), *written))


def is_right(password: str, kept: str | None) -> bool:
    """Whether this is the password that ``kept`` was made of; takes as long when there is none to compare with.

    Raises:
        PeopleError: ``kept`` was not made by :func:`hashed`.
    """
    cost, block, parallel, salt, key = _parts(kept) if kept else (_COST, _BLOCK, _PARALLEL, bytes(_SALT_BYTES), b"")
    made = _key(password[:LONGEST], salt, cost, block, parallel)
    return hmac.compare_digest(made, key) and len(password) <= LONGEST


def check_kept(kept: str) -> None:
    """Complain about what :func:`is_right` could not compare with.

    Raises:
        PeopleError: ``kept`` was not made by :func:`hashed`.
    """
    _parts(kept)


def _key(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    # The same letters typed on another machine may come decomposed.
    typed = unicodedata.normalize("NFC", password).encode("utf8", "surrogatepass")
    return hashlib.scrypt(typed, salt=salt, n=cost, r=block, p=parallel, maxmem=4 * _MEMORY_BYTES, dklen=_KEY_BYTES)


def _parts(kept: str) -> tuple[int, int, int, bytes, bytes]:
    try:
        name, cost, block, parallel, salt, key = kept.split("$")
        numbers = int(cost), int(block), int(parallel)
        salt_bytes, key_bytes = (base64.b64decode(part, validate=True) for part in (salt, key))
    except (ValueError, binascii.Error):
        raise PeopleError("a password that is not hashed rightly; set it with `claimcheck people add`") from None
    is_power = numbers[0] > 1 and numbers[0] & (numbers[0] - 1) == 0
    if name != "scrypt" or not is_power or numbers[0] > _COSTLIEST or numbers[1:] != (_BLOCK, _PARALLEL):
        raise PeopleError("a password hashed in a way that is not known; set it with `claimcheck people add`")
    if len(key_bytes) != _KEY_BYTES or len(salt_bytes) < _SALT_BYTES:
        raise PeopleError("a password hash that is cut short; set it with `claimcheck people add`")
    return (*numbers, salt_bytes, key_bytes)
