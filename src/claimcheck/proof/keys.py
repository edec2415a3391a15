"""Keys that sign heads (Ed25519, RFC 8032), kept outside of the workspace."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import ProofError
from claimcheck.proof.heads import Head

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def make_key(path: Path) -> str:
    """Make a key in a new file that only its owner may read; returns the public key.

    Raises:
        ProofError: there is such a file already, or it cannot be written.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(written)
        try:
            # Unlike a rename, a link never takes the place of a key that is there.
            os.link(part, path)
        finally:
            part.unlink()
    except FileExistsError:
        raise ProofError(f"{path}: there is a file already; name another with --file") from None
    except OSError as error:
        raise ProofError(f"{path}: {error.strerror}; name another file with --file") from error
    return _public(key)


def public_key(path: Path) -> str:
    """The public key of the key in a file, as base64url without padding.

    Raises:
        ProofError: it cannot be read.
    """
    return _public(_loaded(path))


def signed(head: Head, path: Path, at_utc: str) -> Head:
    """The head with the signature of the key in a file.

    Raises:
        ProofError: the key cannot be read.
    """
    key = _loaded(path)
    made = Head(head.number, head.digest, at_utc, _public(key))
    return replace(made, signature=_text(key.sign(made.signed_text.encode())))


def is_genuine(head: Head) -> bool:
    """Whether the signature of a head was made with the key that it names, over all that it says."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not head.key or not head.signature:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(f"{head.key}="))
        key.verify(base64.urlsafe_b64decode(f"{head.signature}=="), head.signed_text.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _loaded(path: Path) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise ProofError(f"{path}: {error.strerror}; `claimcheck key new` makes a key") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ProofError(f"{path}: not a key without a password; `claimcheck key new` makes one") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ProofError(f"{path}: not an Ed25519 key; `claimcheck key new` makes one")
    return key


def _public(key: Ed25519PrivateKey) -> str:
    return _text(key.public_key().public_bytes_raw())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")
