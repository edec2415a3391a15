"""Who asks: what servers, archives and exports learn about this program."""

from __future__ import annotations


def software() -> str:
    """The program and its version."""
    from importlib.metadata import version

    return f"claimcheck/{version('claimcheck-desk')}"


def user_agent(contact: str | None) -> str:
    """Who asks, and where to complain."""
    return f"{software()} (fact-checking; {contact or 'contact not given'})"
