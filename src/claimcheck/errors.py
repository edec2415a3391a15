"""Everything that claimcheck raises on purpose.

    ClaimcheckError
    ├── ReadError            a file or page that yields no document
    │   ├── EmptyError
    │   ├── BinaryError
    │   ├── EncryptedError
    │   ├── NoTextError      scanned pages: pictures, no letters
    │   ├── TooLargeError
    │   ├── DamagedError     the format's own parser gave up
    │   └── MissingError     no such file, or not readable
    ├── SheetError           a claim sheet that does not fit its article
    ├── ModelError           the language model is not installed
    ├── MeaningError         the folder of a model of meaning cannot be used
    ├── ConfigError          the configuration of a workspace cannot be used
    ├── ProofError           a head, a key or a time stamp that cannot be used
    ├── PeopleError          a name, a password or a file of users that will not do
    ├── StoreError           the database cannot be used
    │   └── RuleError        it can, and its rules forbid what was asked
    └── NotInStoreError      no claim or article of that name

Every message is one line: what is wrong, then what to do about it.
"""

from __future__ import annotations

from claimcheck.models import FailureReason


class ClaimcheckError(Exception):
    """Something that one line says to a user; the root of the tree."""


class ReadError(ClaimcheckError):
    """A file or page from which no document could be read."""

    reason = FailureReason.PARSE_ERROR


class EmptyError(ReadError):
    """There is nothing to read: no bytes, or no text in them."""

    reason = FailureReason.EMPTY


class BinaryError(ReadError):
    """The bytes are not text of any kind that the reader knows."""


class EncryptedError(ReadError):
    """The file asks for a password."""

    reason = FailureReason.LOGIN


class NoTextError(ReadError):
    """The pages are pictures: there is nothing to read without text recognition."""

    reason = FailureReason.EMPTY


class TooLargeError(ReadError):
    """The file is over the size limit."""

    reason = FailureReason.TOO_LARGE


class DamagedError(ReadError):
    """The file claims a format that its bytes do not follow."""


class MissingError(ReadError):
    """The file is not there, or may not be read."""

    reason = FailureReason.DEAD


class SheetError(ClaimcheckError):
    """A claim sheet that cannot be used; the message names the line at fault."""


class ModelError(ClaimcheckError):
    """The language model cannot be loaded."""


class MeaningError(ClaimcheckError):
    """A model of meaning that cannot be loaded or run; the message names its folder or file."""


class ConfigError(ClaimcheckError):
    """A configuration file that cannot be used; the message names the line or the key at fault."""


class ProofError(ClaimcheckError):
    """A head, a key or a time stamp that cannot be used."""


class PeopleError(ClaimcheckError):
    """A name, a password or a file of users that cannot be used."""


class StoreError(ClaimcheckError):
    """The database is missing, locked, damaged or of another program."""


class RuleError(StoreError):
    """A decision, or another step of people, that the rules of the database do not allow."""


class NotInStoreError(ClaimcheckError):
    """No claim or article goes by the given name."""


def in_one_line(error: BaseException, most_chars: int | None = None) -> str:
    """What an exception of a library says, to stand inside a message of ours; its class where it says nothing."""
    said = " ".join(str(error).split())
    return "".join(c for c in said if c.isprintable())[:most_chars] or type(error).__name__
