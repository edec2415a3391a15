"""Providers made from their configuration, with their keys where they need one."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.models import Document, FailureReason
from claimcheck.providers import brave, factcheck
from claimcheck.providers.brave import Brave
from claimcheck.providers.config import Service
from claimcheck.providers.factcheck import FactCheck
from claimcheck.providers.gdelt import Gdelt
from claimcheck.providers.keys import Key, KeyedRequests, key_of, variable
from claimcheck.providers.links import Links
from claimcheck.providers.searxng import SearXNG
from claimcheck.providers.values import Provider, SearchError
from claimcheck.providers.wikipedia import Wikipedia


def provider(
    service: Service,
    results: int,
    documents: tuple[Document, ...],
    keyed: KeyedRequests,
    environment: Mapping[str, str],
) -> Provider:
    """The provider that a service is asked through.

    Args:
        service: as configured.
        results: per query, at most.
        documents: for links, where they stand.
        keyed: told which key goes to which service.
        environment: where keys are looked for first.

    Raises:
        SearchError: it needs a key and there is none.
    """
    if service.url is None:
        return Links(documents, results)
    if service.name == "wikipedia":
        return Wikipedia(service.url, results)
    if service.name == "gdelt":
        return Gdelt(service.url, results)
    if service.name == "searxng":
        return SearXNG(service.url, results)
    key = _key(service, environment)
    if service.name == "brave":
        keyed.add(service.url, brave.HEADER, key)
        return Brave(service.url, results, key)
    keyed.add(service.url, factcheck.HEADER, key)
    return FactCheck(service.url, results, key)


def _key(service: Service, environment: Mapping[str, str]) -> Key:
    key = key_of(service.name, environment)
    where = f"set {variable(service.name)}, or put it into the system keyring as claimcheck / {service.name}"
    if key is None:
        raise SearchError(FailureReason.LOGIN, f"there is no key; {where}")
    if not key.is_sound:
        raise SearchError(FailureReason.LOGIN, f"its key holds characters that no key has; {where}")
    return key
