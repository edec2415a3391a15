"""Where to look for a claim: each provider a module of its own behind one interface."""

from claimcheck.providers.config import Config
from claimcheck.providers.values import (
    Provider,
    ProviderKind,
    ProviderSetup,
    PublishedRating,
    SearchError,
    SearchResult,
    SearchResultKind,
    Service,
)

__all__ = [
    "Config",
    "Provider",
    "ProviderKind",
    "ProviderSetup",
    "PublishedRating",
    "SearchError",
    "SearchResult",
    "SearchResultKind",
    "Service",
]
