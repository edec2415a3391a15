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
_SHOWN_CHARS = 120
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


async def ask(fetcher: Fetcher, url: str, parameters: Mapping[str, str | int], key: Key | None = None) -> Any:  # noqa: ANN401
    """The JSON that a service answers with.

    Args:
        fetcher: asks; a key is added to the request by its client.
        url: the service.
        parameters: of the query.
        key: what must not be shown even if the service repeats it.

    Raises:
        SearchError: there is no answer, or it is not JSON.
    """
    mark = "&" if "?" in url else "?"
    fetched = await fetcher.fetch(f"{url}{mark}{urlencode(parameters, errors='replace')}", ask_robots=False)
    answer = _answer(fetched, key)
    if fetched.failure is not None:
        reason = _reason(fetched, answer)
        raise SearchError(reason, f"{fetched.note}{_shown(answer) if reason is not fetched.failure else ''}")
    try:
        return _hidden(json.loads(answer), key) if key else json.loads(answer)
    except (ValueError, RecursionError):
        raise SearchError(FailureReason.PARSE_ERROR, f"its answer is not JSON{_shown(answer)}") from None


def _answer(fetched: Fetched, key: Key | None) -> str:
    try:
        answer = unpacked(fetched.last, _MOST_BYTES).decode("utf-8", "replace")
    except ReadError as error:
        raise SearchError(error.reason, str(error).removeprefix(f"{fetched.last.url}: ")) from None
    return key.hidden_from(answer) if key else answer


def _hidden(value: Any, key: Key) -> Any:  # noqa: ANN401
    """The same without the key: JSON can write a character in ways that only show once it is read."""
    if isinstance(value, str):
        return key.hidden_from(value)
    if isinstance(value, list):
        return [_hidden(item, key) for item in value]
    return {name: _hidden(inner, key) for name, inner in value.items()} if isinstance(value, dict) else value


def _reason(fetched: Fetched, answer: str) -> FailureReason:
    """What a refusal of a service means, which is not what it means of a page."""
    assert fetched.failure is not None
    # Google answers 400, and Brave 422, to a key that it does not know.
    if fetched.last.status in (400, 422) and ("API_KEY_INVALID" in answer or "SUBSCRIPTION_TOKEN_INVALID" in answer):
        return FailureReason.LOGIN
    if fetched.last.status in (400, 422):
        return FailureReason.PARSE_ERROR
    return fetched.failure


def _shown(answer: str) -> str:
    """What a service said that was no answer, on one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in _TAG.sub(" ", answer[:2000])).split())
    return f": “{line[:_SHOWN_CHARS]}”" if line else ""


def items(answer: object, *path: str) -> Iterator[dict[str, Any]]:
    """The objects in the list at the end of a path of names; none where the answer is not as documented."""
    for name in path:
        answer = answer.get(name) if isinstance(answer, dict) else None
    for item in answer if isinstance(answer, list) else []:
        if isinstance(item, dict):
            yield item


def words(answer: object) -> str:
    """Plain words of a service, on one line, without markup; empty for anything else."""
    if not isinstance(answer, str):
        return ""
    return " ".join(_CONTROL.sub(" ", unescape(_TAG.sub("", answer[: 4 * _MOST_CHARS]))).split())[:_MOST_CHARS]


def address(answer: object) -> str | None:
    """An address that can be asked for; None for anything else."""
    if not isinstance(answer, str):
        return None
    try:
        return addresses.cleaned(answer)
    except addresses.RefusedError:
        return None


def iso_date(answer: object) -> str | None:
    """A date of ISO 8601, or GDELT's ``YYYYMMDDThhmmssZ``, as the first; None for anything else."""
    if not isinstance(answer, str):
        return None
    try:
        found = datetime.fromisoformat(answer.strip())
    except ValueError:
        return None
    return found.date().isoformat() if len(answer.strip()) == 10 else found.isoformat().replace("+00:00", "Z")
