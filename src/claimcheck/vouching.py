"""Signing and stamping the head of the chain: at sign-offs, at exports, and by hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from claimcheck.errors import ProofError, StoreError
from claimcheck.proof import Head, keys, stamps
from claimcheck.store import Store
from claimcheck.workspace import Workspace

_MOST_BYTES = 1_000_000
"""No stamp is longer."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """The head of the chain, as far as anybody vouches for it.

    Attributes:
        head: signed where a key is configured.
        token: the stamp (RFC 3161, DER); None where there is none.
        missing: why it is not signed, not stamped or not kept although it was to be, a line each.
    """

    head: Head
    token: bytes | None = None
    missing: tuple[str, ...] = ()


def vouch(
    workspace: Workspace,
    store: Store,
    *,
    step_id: str | None = None,
    online: bool = False,
    allow_loopback: bool = False,
) -> Vouched:
    """Sign and stamp where the chain ends now, as ``[proof]`` in the configuration says, and keep that.

    Where nothing was written since the last time, that one is returned. What cannot be signed or stamped is
    reported, and stops nothing.

    Args:
        workspace: where the configuration is.
        store: its database.
        step_id: the sign-off that it is made at.
        online: also ask the time-stamping authority.
        allow_loopback: let the authority be this machine, for tests.

    Raises:
        ConfigError: the configuration cannot be used.
        StoreError: the database cannot be read.
    """
    settings, missing = workspace.proof(), []
    authority = settings.authority if online else None
    kept = store.heads.latest()
    found = _head(kept.head) if kept is not None else None
    if kept and found and step_id is None and (kept.token or not authority) and (found.signature or not settings.key):
        return Vouched(found, kept.token)
    head = Head(*store.heads.end())
    if settings.key is not None:
        try:
            head = keys.signed(head, settings.key, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        except ProofError as error:
            missing.append(f"the head was not signed: {error}")
    token = None
    if authority is not None:
        try:
            token = stamp(head.line, authority, allow_loopback=allow_loopback)
        except ProofError as error:
            missing.append(f"the head was not stamped: {error}")
    if head.signature or token:
        try:
            store.heads.keep(
                head.line,
                step_id=step_id,
                authority=authority if token else None,
                token=token,
                missing="; ".join(missing) or None,
            )
        except StoreError as error:
            missing.append(f"the head was not kept: {error}")
    return Vouched(head, token, tuple(missing))


def stamp(line: str, authority: str, *, allow_loopback: bool = False) -> bytes:
    """Ask a time-stamping authority to stamp a line; returns its answer.

    Raises:
        ProofError: it does not answer, refuses, or answers something else.
    """
    asked = stamps.request(line)
    answer = asyncio.run(_ask(asked.as_bytes(), authority, allow_loopback))
    stamps.check_answer(answer, asked, line)
    return answer


async def _ask(content: bytes, authority: str, allow_loopback: bool) -> bytes:
    import httpx

    from claimcheck.fetch import Limits
    from claimcheck.fetch.agent import user_agent
    from claimcheck.fetch.network import client

    limits = Limits()
    try:
        async with (
            asyncio.timeout(30),
            client(user_agent(None), limits, allow_loopback=allow_loopback) as asking,
            asking.stream(
                "POST", authority, content=content, headers={"Content-Type": stamps.REQUEST_TYPE, "Accept": "*/*"}
            ) as response,
        ):
            received = b""
            async for chunk in response.aiter_bytes():
                received += chunk
                if len(received) > _MOST_BYTES:
                    raise ProofError(f"{authority}: answers more than a time stamp; check [proof] timestamps")
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
        said = " ".join(str(error).split()) or "no answer in time"
        raise ProofError(f"{authority}: {said}; try again with `claimcheck head --online`") from error
    if response.status_code != httpx.codes.OK:
        raise ProofError(f"{authority}: answers {response.status_code}; check [proof] timestamps in claimcheck.toml")
    return received


def _head(line: str) -> Head | None:
    from claimcheck.proof import heads_in

    return next(iter(heads_in(line)), None)
