"""What vouches for the chain beyond the workspace: heads as text, signatures (Ed25519) and time stamps (RFC 3161)."""

from claimcheck.proof.heads import Head, head_in_file, heads_in
from claimcheck.proof.settings import ProofSettings

__all__ = ["Head", "ProofSettings", "head_in_file", "heads_in"]
