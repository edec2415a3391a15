"""``claimcheck.toml``: where a workspace looks for its claims, and how much."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from claimcheck.errors import ConfigError
from claimcheck.fetch.addresses import RefusedError, cleaned
from claimcheck.providers.values import ProviderKind, Service

FILE = "claimcheck.toml"
"""The name of the file in a workspace."""


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


_COUNTS = {"queries": 8, "results": 50, "claims": 1000, "pages": 2000, "levels": 2}
_LONGEST_DELAY_S = 3600


def _kinds() -> Mapping[str, ProviderKind]:
    # Imported here, since with the providers comes the HTTP client, which few commands need.
    from claimcheck.providers.registry import provider_kinds

    return provider_kinds()


def default() -> Config:
    """Where to look without configuration: what needs neither a key nor a server of one's own."""
    kinds = _kinds().values()
    return Config(tuple(Service(kind.name, kind.url, kind.delay_s) for kind in kinds if kind.by_default))


def read(folder: Path) -> Config:
    """The configuration of a workspace; the default where it has no file.

    Raises:
        ConfigError: the file cannot be read, or says something that is not known.
    """
    try:
        content = (folder / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return default()
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
    _expect(tables, ("web_search", "providers", "sources", "meaning"), "")
    counts = _table(tables, "web_search", "web_search")
    _expect(counts, _COUNTS, "web_search.")
    named = _table(tables, "providers", "providers")
    _expect(named, _kinds(), "providers.")
    services = tuple(_service(name, _table(named, name, f"providers.{name}")) for name in sorted(named))
    config = Config(services) if "providers" in tables else default()
    whole = {name: _count(name, counts.get(name, getattr(config, name))) for name in _COUNTS}
    return Config(config.services, **whole)


def _service(name: str, stated: Mapping[str, object]) -> Service:
    kind = _kinds()[name]
    service = Service(name, kind.url, kind.delay_s)
    _expect(stated, () if kind.reads_documents else ("url", "delay_s"), f"providers.{name}.")
    if "url" in stated:
        service = replace(service, url=_url(stated["url"], f"providers.{name}.url"))
    if "delay_s" in stated:
        service = replace(service, delay_s=_seconds(stated["delay_s"], f"providers.{name}.delay_s"))
    if service.url is None and not kind.reads_documents:
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
        raise ConfigError(f"{FILE}: web_search.{name} is not a whole number from {least} to {most}")
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
