"""The providers, registered in one place, and made from their configuration with their keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from claimcheck.models import Document, FailureReason
from claimcheck.plugins import registered_elsewhere
from claimcheck.providers import brave, factcheck, gdelt, links, searxng, wikipedia
from claimcheck.providers.keys import Key, KeyedRequests, key_of, variable
from claimcheck.providers.values import Provider, ProviderKind, ProviderSetup, SearchError, Service

GROUP = "claimcheck.providers"
"""The entry point group in which other packages register a :class:`ProviderKind`."""

BUILT_IN = (brave.PROVIDER, factcheck.PROVIDER, gdelt.PROVIDER, links.PROVIDER, searxng.PROVIDER, wikipedia.PROVIDER)


@cache
def provider_kinds() -> Mapping[str, ProviderKind]:
    """All providers by name; those of claimcheck itself keep their names."""
    found = {kind.name: kind for kind in (*registered_elsewhere(GROUP, ProviderKind), *BUILT_IN)}
    return dict(sorted(found.items()))


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
        keyed: takes which key goes to which service.
        environment: where keys are looked for first.

    Raises:
        SearchError: it needs a key and there is none.
    """
    kind = provider_kinds()[service.name]
    key = None
    if kind.key_header is not None:
        key = _key(service.name, environment)
        keyed.add(service.url or "", kind.key_header, key)
    return kind.make(ProviderSetup(service.url, results, documents, key))


def _key(name: str, environment: Mapping[str, str]) -> Key:
    key = key_of(name, environment)
    where = f"set {variable(name)}, or put it into the system keyring as claimcheck / {name}"
    if key is None:
        raise SearchError(FailureReason.LOGIN, f"there is no key; {where}")
    if not key.is_sound:
        raise SearchError(FailureReason.LOGIN, f"its key holds characters that no key has; {where}")
    return key
