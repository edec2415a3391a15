"""The head of a chain as one line of text, which every export carries and people can paste."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import ProofError

_WORD = "claimcheck-head"
_LINE = re.compile(
    rf"{_WORD} (\d{{1,15}}) (sha256:[0-9a-f]{{64}})"
    r"(?: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ed25519 ([A-Za-z0-9_-]{43}) ([A-Za-z0-9_-]{86}))?"
)
_MOST_BYTES = 2_000_000_000
_PARTS = ("datapackage.json", "docProps/core.xml")
"""Where a WACZ and a Word file carry the head."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ended: the number of its last entry, and the digest over it and all before.

    Attributes:
        signed_utc: when it was signed, by the clock of whoever signed; None where it is not signed.
        key, signature: of Ed25519 (RFC 8032), as base64url without padding.
    """

    number: int
    digest: str
    signed_utc: str | None = None
    key: str | None = None
    signature: str | None = None

    @property
    def signed_text(self) -> str:
        """What a signature is made over: the line without the signature."""
        signer = f" {self.signed_utc} ed25519 {self.key}" if self.key else ""
        return f"{_WORD} {self.number} {self.digest}{signer}"

    @property
    def line(self) -> str:
        """The head as exports carry it."""
        return f"{self.signed_text} {self.signature}" if self.signature else self.signed_text


def heads_in(text: str) -> list[Head]:
    """Every head in a text, in order."""
    return [
        Head(int(number), digest, *(part or None for part in signed)) for number, digest, *signed in _LINE.findall(text)
    ]


def head_in_file(path: Path) -> Head:
    """The head that an export carries.

    Raises:
        ProofError: it cannot be read, or carries none.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as bundle:
                names = [name for name in _PARTS if name in bundle.namelist()]
                content = b"".join(bundle.open(name).read(_MOST_BYTES) for name in names)
        else:
            with path.open("rb") as stream:
                content = stream.read(_MOST_BYTES)
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise ProofError(f"{path}: cannot be read ({error}); name an export of claimcheck") from error
    found = heads_in(content.decode("utf-8", "replace"))
    if not found:
        raise ProofError(
            f"{path}: carries no head; name an export of claimcheck, or paste the line that begins {_WORD}"
        )
    # A table carries it behind all words of others, every other export before them.
    return found[-1 if path.suffix.lower() == ".csv" else 0]
