"""Where to look for a claim: each provider a module of its own behind one interface."""

from claimcheck.providers.config import Config, ConfigError, Service
from claimcheck.providers.values import Provider, Rating, Result, ResultKind, SearchError

__all__ = ["Config", "ConfigError", "Provider", "Rating", "Result", "ResultKind", "SearchError", "Service"]
