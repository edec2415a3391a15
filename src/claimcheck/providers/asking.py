"""Services that answer in JSON: asked through the guarded client, and what they say taken with care."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from claimcheck.errors import ReadError
from claimcheck.fetch import addresses
from claimcheck.fetch.bodies import unpacked
from claimcheck.models import FailureReason
from claimcheck.providers.keys import Key
from claimcheck.providers.values import SearchError

if TYPE_CHECKING:
    from claimcheck.fetch import Fetched
    from claimcheck.fetch.fetching import Fetcher

_MOST_BYTES = 5_000_000
_MOST_CHARS = 5_000
_TOLD_CHARS = 120
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


async def ask(fetcher: Fetcher, url: str, parameters: Mapping[str, str | int], key: Key | None = None) -> Any:  # noqa: ANN401
    """The JSON that a service answers with.

    Args:
        fetcher: asks; a key is added to the request by its client.
        url: the service.
        parameters: of the query.
        key: what must not be told even if the service tells it.

    Raises:
        SearchError: there is no answer, or it is not JSON.
    """
    mark = "&" if "?" in url else "?"
    fetched = await fetcher.fetch(f"{url}{mark}{urlencode(parameters, errors='replace')}", ask_robots=False)
    told = _told(fetched, key)
    if fetched.failure is not None:
        reason = _reason(fetched, told)
        raise SearchError(reason, f"{fetched.note}{_said(told) if reason is not fetched.failure else ''}")
    try:
        return _hidden(json.loads(told), key) if key else json.loads(told)
    except (ValueError, RecursionError):
        raise SearchError(FailureReason.PARSE_ERROR, f"its answer is not JSON{_said(told)}") from None


def _told(fetched: Fetched, key: Key | None) -> str:
    try:
        told = unpacked(fetched.last, _MOST_BYTES).decode("utf-8", "replace")
    except ReadError as error:
        raise SearchError(error.reason, str(error).removeprefix(f"{fetched.last.url}: ")) from None
    return key.hidden_from(told) if key else told


def _hidden(told: Any, key: Key) -> Any:  # noqa: ANN401
    """The same without the key: JSON can write a character in ways that only show once it is read."""
    if isinstance(told, str):
        return key.hidden_from(told)
    if isinstance(told, list):
        return [_hidden(item, key) for item in told]
    return {name: _hidden(value, key) for name, value in told.items()} if isinstance(told, dict) else told


def _reason(fetched: Fetched, told: str) -> FailureReason:
    """What a refusal of a service means, which is not what it means of a page."""
    assert fetched.failure is not None
    # Google answers 400, and Brave 422, to a key that it does not know.
    if fetched.last.status in (400, 422) and ("API_KEY_INVALID" in told or "SUBSCRIPTION_TOKEN_INVALID" in told):
        return FailureReason.LOGIN
    if fetched.last.status in (400, 422):
        return FailureReason.PARSE_ERROR
    return fetched.failure


def _said(told: str) -> str:
    """What a service said that was no answer, on one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in _TAG.sub(" ", told[:2000])).split())
    return f": “{line[:_TOLD_CHARS]}”" if line else ""


def items(told: object, *path: str) -> Iterator[dict[str, Any]]:
    """The objects in the list at the end of a path of names; none where the answer is not as documented."""
    for name in path:
        told = told.get(name) if isinstance(told, dict) else None
    for item in told if isinstance(told, list) else []:
        if isinstance(item, dict):
            yield item


def words(told: object) -> str:
    """Plain words of a service, on one line, without markup; empty for anything else."""
    if not isinstance(told, str):
        return ""
    return " ".join(_CONTROL.sub(" ", unescape(_TAG.sub("", told[: 4 * _MOST_CHARS]))).split())[:_MOST_CHARS]


def address(told: object) -> str | None:
    """An address that can be asked for; None for anything else."""
    if not isinstance(told, str):
        return None
    try:
        return addresses.cleaned(told)
    except addresses.RefusedError:
        return None


def iso_date(told: object) -> str | None:
    """A date of ISO 8601, or GDELT's ``YYYYMMDDThhmmssZ``, as the first; None for anything else."""
    if not isinstance(told, str):
        return None
    try:
        found = datetime.fromisoformat(told.strip())
    except ValueError:
        return None
    return found.date().isoformat() if len(told.strip()) == 10 else found.isoformat().replace("+00:00", "Z")
