"""``claimcheck.toml``: where a workspace looks for its claims, and how much."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from claimcheck.errors import ClaimcheckError
from claimcheck.fetch.addresses import RefusedError, cleaned

FILE = "claimcheck.toml"
"""The name of the file in a workspace."""


class ConfigError(ClaimcheckError):
    """A configuration file that cannot be used; the message names the line or the key at fault."""


@dataclass(frozen=True, slots=True)
class Service:
    """A provider as it is configured.

    Attributes:
        url: where it is; None for one that asks nobody.
        delay_s: the pause between two requests to it.
    """

    name: str
    url: str | None = None
    delay_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Config:
    """Where to look, and how much.

    Attributes:
        services: the providers, in order of name.
        queries: per claim and provider, at most.
        results: per query, at most.
        claims: how many claims of an article are looked for, those with the highest priority.
        pages: how many pages are gathered for an article, at most.
        levels: 1 for the links of the article, 2 for those of its evidence too, 0 for none.
    """

    services: tuple[Service, ...]
    queries: int = 4
    results: int = 10
    claims: int = 50
    pages: int = 200
    levels: int = 2


KNOWN = {
    service.name: service
    for service in (
        Service("brave", "https://api.search.brave.com/res/v1/web/search", 1.0),
        Service("factcheck", "https://factchecktools.googleapis.com/v1alpha1/claims:search", 0.5),
        # GDELT asks for at most one request in five seconds.
        Service("gdelt", "https://api.gdeltproject.org/api/v2/doc/doc", 5.5),
        Service("links"),
        Service("searxng"),
        Service("wikipedia", "https://en.wikipedia.org/w/api.php", 1.0),
    )
}
"""All providers, as they are without configuration."""

DEFAULT = Config(tuple(KNOWN[name] for name in ("gdelt", "links", "wikipedia")))
"""What needs neither a key nor a server of one's own."""

_COUNTS = {"queries": 8, "results": 50, "claims": 1000, "pages": 2000, "levels": 2}
_LONGEST_DELAY_S = 3600


def read(folder: Path) -> Config:
    """The configuration of a workspace; the default where it has no file.

    Raises:
        ConfigError: the file cannot be read, or says something that is not known.
    """
    try:
        content = (folder / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return DEFAULT
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{FILE}: cannot be read as text in UTF-8") from None
    try:
        return parsed(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{FILE}: {error}") from None


def parsed(tables: Mapping[str, object]) -> Config:
    """The configuration that the tables of a file state.

    Raises:
        ConfigError: a table or key is not known, or its value is of the wrong kind.
    """
    _expect(tables, ("looking", "providers", "sources"), "")
    counts = _table(tables, "looking", "looking")
    _expect(counts, _COUNTS, "looking.")
    named = _table(tables, "providers", "providers")
    _expect(named, KNOWN, "providers.")
    services = tuple(_service(name, _table(named, name, f"providers.{name}")) for name in sorted(named))
    config = replace(DEFAULT, services=services) if "providers" in tables else DEFAULT
    whole = {name: _count(name, counts.get(name, getattr(config, name))) for name in _COUNTS}
    return Config(config.services, **whole)


def _service(name: str, stated: Mapping[str, object]) -> Service:
    service = KNOWN[name]
    _expect(stated, () if name == "links" else ("url", "delay_s"), f"providers.{name}.")
    if "url" in stated:
        service = replace(service, url=_url(stated["url"], f"providers.{name}.url"))
    if "delay_s" in stated:
        service = replace(service, delay_s=_seconds(stated["delay_s"], f"providers.{name}.delay_s"))
    if service.url is None and name != "links":
        raise ConfigError(f"{FILE}: providers.{name}.url is missing: where does it run?")
    return service


def _table(tables: Mapping[str, object], name: str, path: str) -> Mapping[str, object]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{FILE}: {path} is not a table; write [{path}]")
    return table


def _expect(table: Mapping[str, object], known: Mapping[str, object] | tuple[str, ...], path: str) -> None:
    for name in table:
        if name not in known:
            listed = ", ".join(known) or "nothing to set here"
            raise ConfigError(f"{FILE}: {path}{name} is not known; there is {listed}"[:300])


def _count(name: str, value: object) -> int:
    least, most = (0 if name == "levels" else 1), _COUNTS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ConfigError(f"{FILE}: looking.{name} is not a whole number from {least} to {most}")
    return value


def _seconds(value: object, path: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= _LONGEST_DELAY_S:
        raise ConfigError(f"{FILE}: {path} is not a number of seconds from 0 to {_LONGEST_DELAY_S}")
    return float(value)


def _url(value: object, path: str) -> str:
    try:
        if not isinstance(value, str):
            raise RefusedError("not words")
        url = cleaned(value)
        has_secrets = "@" in urlsplit(value).netloc
    except RefusedError as error:
        raise ConfigError(f"{FILE}: {path} cannot be asked: {error}") from None
    if has_secrets:
        raise ConfigError(f"{FILE}: {path} holds a name or password; those are not sent")
    return url
