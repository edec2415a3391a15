"""Why nothing could be read: the closed list of reasons, and what a person can do about each."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

_SAVE = "save the page as HTML or PDF, and put it under evidence/"


class FailureReason(StrEnum):
    """Why a capture holds no bytes, or bytes that hold no document.

    Attributes:
        advice: what a person can do next, in one line.
        needs_person: whether a person with a browser gets there where a program does not.
        ends_search: whether a search service that fails so is not asked again in the same run.
    """

    advice: str
    needs_person: bool
    ends_search: bool

    def __new__(cls, value: str, advice: str = "", needs_person: bool = False, ends_search: bool = False) -> Self:
        """A member; its value alone is what is stored."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.advice, member.needs_person, member.ends_search = advice, needs_person, ends_search
        return member

    PAYWALL = "paywall", f"open it with a subscription, {_SAVE}", True
    BLOCKED = "blocked", f"open it in a browser, {_SAVE}", True
    ROBOTS = "robots", f"open it in a browser, {_SAVE}", True
    DEAD = "dead", "run gather again with --online to look for a copy in the Wayback Machine"
    TIMEOUT = "timeout", "run gather again later, or open it in a browser and save the page under evidence/"
    LOGIN = "login", f"log in with a browser, {_SAVE}", True, True
    EMPTY = "empty", "open it in a browser until its text shows, save the page, and put it under evidence/"
    PARSE_ERROR = "parse_error", "open it in a browser and save the page as HTML, PDF or text under evidence/"
    TOO_LARGE = "too_large", "run gather again with a larger --max-mb, or save the part that matters under evidence/"
    RATE_LIMITED = "rate_limited", "wait, and run gather again", False, True
    REFUSED = "refused", "check the address; if it is right, save the page under evidence/ yourself", True, True
