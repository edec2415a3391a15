"""What a workspace says about its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ProofSettings:
    """Who signs heads, who stamps them, and whose signatures and stamps count.

    Attributes:
        key: the file of the private key, outside of the workspace; None where nothing is signed.
        authority: the address of the time-stamping authority; None where nothing is stamped.
        roots: the file of the certificates that its stamps are checked against, as PEM.
        signers: public keys by the names of those who sign with them; empty where any key counts.
    """

    key: Path | None = None
    authority: str | None = None
    roots: Path | None = None
    signers: Mapping[str, str] = field(default_factory=dict)
