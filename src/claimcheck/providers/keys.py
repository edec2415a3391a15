"""Keys of search services: from the environment or the system keyring, and shown to nobody but their service."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Generator, Mapping
from html import unescape
from urllib.parse import unquote, urlsplit

import httpx

SERVICE = "claimcheck"
"""The name under which the system keyring holds keys; the user name is the provider's."""

_HIDDEN = "[key]"


class Key:
    """A secret that no log, repr, error or comparison gives away."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @property
    def is_sound(self) -> bool:
        """Whether it can be sent: printable ASCII without blanks."""
        return self._secret.isascii() and self._secret.isprintable() and " " not in self._secret

    def reveal(self) -> str:
        """The secret itself, for the request to its service."""
        return self._secret

    def hidden_from(self, words: str) -> str:
        """The words without the secret, should a service repeat it, in whatever dress."""
        for plain in (str, unescape, unquote):
            if self._secret in plain(words):
                words = plain(words).replace(self._secret, _HIDDEN)
        for form in (json.dumps(self._secret)[1:-1], self._secret.replace("/", r"\/")):
            words = words.replace(form, _HIDDEN)
        return words

    def __repr__(self) -> str:
        return f"Key({_HIDDEN})"

    def __reduce__(self) -> str:
        raise TypeError("a key is not written anywhere")


def variable(provider: str) -> str:
    """The environment variable that holds a provider's key."""
    return f"CLAIMCHECK_{provider.upper()}_KEY"


def key_of(provider: str, environment: Mapping[str, str] = os.environ) -> Key | None:
    """The key of a provider: from the environment, else from the system keyring where that is installed."""
    secret = environment.get(variable(provider), "").strip() or _from_keyring(provider)
    return Key(secret) if secret else None


def _from_keyring(provider: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return (keyring.get_password(SERVICE, provider) or "").strip()
    except KeyringError:
        return ""


class KeyedRequests(httpx.Auth):
    """Adds keys to requests as they leave, each only to those for its own service, wherever that points on."""

    def __init__(self) -> None:
        self._headers: dict[tuple[str, str], tuple[str, Key]] = {}
        # HTTP/2's header packing tells every header at DEBUG, keys among them.
        logging.getLogger("hpack").setLevel(logging.INFO)

    def add(self, url: str, header: str, key: Key) -> None:
        """Send ``key`` in ``header`` to the origin of ``url``."""
        self._headers[_origin(url)] = (header, key)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """What httpx calls for every request."""
        found = self._headers.get(_origin(str(request.url)))
        if found is not None:
            header, key = found
            request.headers[header] = key.reveal()
        yield request


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.lower()
