"""Names that people decide under: what one reads is what is compared."""

from __future__ import annotations

import unicodedata

from claimcheck.errors import PeopleError

LONGEST = 100
"""The longest name, in characters."""

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def plain_name(name: str) -> str:
    """The name with single blanks and composed letters, so that two that look alike are not two people.

    Raises:
        PeopleError: it is empty, too long, or holds characters that cannot be seen.
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain:
        raise PeopleError("a person needs a name; none was given")
    if len(plain) > LONGEST:
        raise PeopleError(f"{plain[:20]}...: a name of {len(plain)} characters; shorten it to {LONGEST}")
    if any(unicodedata.category(character) in _UNSEEN for character in plain):
        raise PeopleError(f"{plain!a}: a name with invisible characters; type it again")
    return plain
