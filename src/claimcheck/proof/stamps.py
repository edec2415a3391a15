"""Time stamps of an authority (RFC 3161): the request for one, and whether an answer stamps what it should."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import ProofError

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

REQUEST_TYPE = "application/timestamp-query"


def request(line: str) -> TimeStampRequest:
    """The request to have a line stamped, with a nonce, and for the certificate of whoever stamps."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder().data(line.encode()).hash_algorithm(HashAlgorithm.SHA256).build()


def check_answer(answer: bytes, asked: TimeStampRequest, line: str) -> None:
    """Whether an authority's answer is a stamp on what was asked for.

    Raises:
        ProofError: it is not.
    """
    found = _decoded(answer)
    if found.status not in (0, 1):
        said = "; ".join(found.status_string)
        raise ProofError(f"the time-stamping authority refused (status {found.status}{said and f': {said}'})")
    if found.tst_info.nonce != asked.nonce:
        raise ProofError("the answer of the time-stamping authority is to another request")
    _check_imprint(found, line)


def stamped_utc(answer: bytes, line: str, roots: Path | None) -> str:
    """When a line was stamped: ISO 8601 with seconds, UTC.

    With ``roots``, a file of certificates, the stamp must have been made by somebody whom one of them certifies.

    Raises:
        ProofError: it is no stamp of this line, or of nobody who is certified.
    """
    found = _decoded(answer)
    _check_imprint(found, line)
    if roots is not None:
        _check_certified(found, line, roots)
    return found.tst_info.gen_time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _decoded(answer: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    try:
        return decode_timestamp_response(answer)
    except ValueError as error:
        raise ProofError(f"no time stamp ({error})") from error


def _check_imprint(found: TimeStampResponse, line: str) -> None:
    try:
        imprint = found.tst_info.message_imprint.message
    except ValueError as error:
        raise ProofError(f"no time stamp ({error})") from error
    if imprint != hashlib.sha256(line.encode()).digest():
        raise ProofError("the time stamp is of something else")


def _check_certified(found: TimeStampResponse, line: str, roots: Path) -> None:
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder

    try:
        certificates = load_pem_x509_certificates(roots.read_bytes())
    except OSError as error:
        raise ProofError(f"{roots}: {error.strerror}; name the authority's certificates as timestamp_roots") from error
    except ValueError as error:
        raise ProofError(f"{roots}: no certificates in PEM; name the authority's as timestamp_roots") from error
    builder = VerifierBuilder()
    for certificate in certificates:
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify_message(found, line.encode())
    except (VerificationError, ValueError) as error:
        # OpenSSL tells the place in its source too.
        why = str(error).partition(": ErrorStack")[0]
        raise ProofError(f"the time stamp is not of an authority under {roots.name} ({why})") from error
