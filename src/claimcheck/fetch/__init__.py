"""Addresses opened from outside the network only, politely, with every request and its answer kept."""

from claimcheck.fetch.values import Exchange, Fetched, Known, Limits, Memento

__all__ = ["Exchange", "Fetched", "Known", "Limits", "Memento"]
