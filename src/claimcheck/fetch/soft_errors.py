"""Pages that answer "200 OK" and are not what was asked for: each recognised for what it is.

Every rule wants two signs: little prose, and a mark of its own. A page with much prose is taken at its word, and so is
a short report: a brief may well say that a boat was "not found" or that a council will "consent to" a plan.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck.models import FailureReason

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LITTLE_WORDS = 120
"""Prose of fewer words may be a paywall, a notice or a form."""

TEASER_WORDS = 350
"""Prose of fewer words, on a page that says it is not free, is its teaser."""

REPORT_WORDS = 15
"""Sentences of so many words in all that do not speak to the reader, two at least, make a short report."""

REPORT_WORDS_UNDER_NOTICE = 50
"""The same where the title speaks of the page, as that of a notice does."""

GONE_WORDS = 60
"""Prose of fewer words that reports nothing may say no more than that the page is gone."""

_QUOTED = re.compile(r"“[^”]{1,400}”|\"[^\"]{1,400}\"|„[^“”]{1,400}[“”]|«[^»]{1,400}»")
_SENTENCE = re.compile(r"[^.!?…。]+[.!?…。]+")
_SENTENCE_WORDS = 5
# A name inside a sentence with a figure beside it: a notice has hardly any.
_NAMED = re.compile(r"(?<=[a-z,] )(?!I\b)[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{2,}")
_DIGIT = re.compile(r"\d")
_MOST_MARKUP = 3_000_000
_TEXT_LOOKED_AT = 6_000
_DEEP = 12
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?\s*(?:false|no)\b', re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "svg")
_SEEN = f".//text()[not({' or '.join(f'ancestor::{name}' for name in _UNSEEN)})]"
_SLUG_CHARS = 12


@dataclass(frozen=True, slots=True)
class AnsweredPage:
    """A page as it came, and how much could be read of it.

    Attributes:
        asked, answered: the address wanted, and the one that answered in the end.
        markup: its HTML.
        prose: the prose that the reader found.
    """

    asked: str
    answered: str
    markup: str
    prose: str

    @property
    def words(self) -> int:
        """How many words of prose there are."""
        return len(self.prose.split())


@dataclass(frozen=True, slots=True)
class _Signs:
    title: str
    text: str
    noscript: str
    marks: str
    has_password: bool
    has_forms: bool
    has_empty_root: bool
    scripts: int
    forwards_to: str | None
    is_not_free: bool


def soft_error(page: AnsweredPage) -> tuple[FailureReason, str] | None:
    """What stands in place of the page, as a reason and one line; None when it seems to be the page."""
    if _is_sent_home(page.asked, page.answered):
        return FailureReason.DEAD, "sent on to the front page, as sites do with pages that are gone"
    if page.words >= TEASER_WORDS:
        return None
    signs = _signs(page)
    if signs.is_not_free:
        return FailureReason.PAYWALL, f"a paywall: the page says it is not free, and only {page.words} words are shown"
    if page.words >= LITTLE_WORDS:
        phrase = _found("paywall", signs.text) if _found("paywall_marks", signs.marks) else None
        return (FailureReason.PAYWALL, f"a paywall after {page.words} words: “{phrase}”") if phrase else None
    is_notice = _found("not_found", signs.title) is not None and _found("to_reader", signs.title) is not None
    words, reporting = _report(page.prose)
    if words >= (REPORT_WORDS_UNDER_NOTICE if is_notice and reporting < 2 else REPORT_WORDS):
        return _paywall(signs)
    return _notice(signs) or _gate(page, signs) or (_gone(page, signs) if not words else None) or _shell(signs)


def _report(prose: str) -> tuple[int, int]:
    """How many words stand in sentences that report something, and how many of these say who said it or which day.

    Those that speak to the reader do not report, unless in quotation marks. No words for a single sentence that says
    neither who nor when.
    """
    words = sentences = reporting = 0
    for sentence in (found.group() for found in _SENTENCE.finditer(_QUOTED.sub(_same_end, prose))):
        plain, count = _plain(sentence), len(sentence.split())
        is_reporting = _found("reporting", plain) is not None or bool(
            _NAMED.search(sentence) and _DIGIT.search(sentence)
        )
        if count >= _SENTENCE_WORDS and (is_reporting or not _found("to_reader", plain)):
            words, sentences, reporting = words + count, sentences + 1, reporting + is_reporting
    return (words if sentences > 1 or reporting else 0), reporting


def _same_end(quoted: re.Match[str]) -> str:
    """As many words as were quoted, without their sense."""
    return "“" + " ".join("x" for _ in quoted.group().split()) + "”"


def _paywall(signs: _Signs) -> tuple[FailureReason, str] | None:
    phrase = _found("paywall", signs.text)
    return (FailureReason.PAYWALL, f"a paywall: “{phrase}”") if phrase else None


def _notice(signs: _Signs) -> tuple[FailureReason, str] | None:
    """A page that says there is no page."""
    phrase = _found("not_found", signs.title)
    if phrase:
        return FailureReason.DEAD, f"a page that says “{phrase}” while its status says all is well"
    phrase = _found("parked", f"{signs.title} {signs.text}")
    if phrase:
        return FailureReason.DEAD, f"a parked domain: “{phrase}”"
    return None


def _gone(page: AnsweredPage, signs: _Signs) -> tuple[FailureReason, str] | None:
    """A few words that say that what was asked for is no longer there."""
    phrase = _found("gone", _plain(page.prose)) or _found("gone", signs.title)
    if phrase and page.words < GONE_WORDS:
        return FailureReason.DEAD, f"a page that says “{phrase}” while its status says all is well"
    return None


def _gate(page: AnsweredPage, signs: _Signs) -> tuple[FailureReason, str] | None:
    """A page that stands before the page."""
    whole = f"{signs.title} {signs.text}"
    parts = _parts(page.answered)
    moved = parts - _parts(page.asked)
    phrase = _found("challenge", f"{whole} {signs.noscript}")
    if phrase:
        return FailureReason.BLOCKED, f"a check for programs: “{phrase}”"
    paywall = _paywall(signs)
    if paywall:
        return paywall
    at_login = moved & set(_words("login_addresses"))
    phrase = _found("login", signs.title) or (_found("login", signs.text) if signs.has_password or at_login else None)
    if phrase and (signs.has_password or at_login or signs.has_forms):
        return FailureReason.LOGIN, f"a login page: “{phrase}”"
    phrase = _found("consent", whole)
    if phrase or moved & set(_words("consent_addresses")):
        return FailureReason.BLOCKED, f"a consent wall: “{phrase or page.answered}”"
    return None


def _shell(signs: _Signs) -> tuple[FailureReason, str] | None:
    """A page whose text is not in it."""
    if signs.forwards_to:
        return FailureReason.EMPTY, f"a page that only forwards to {signs.forwards_to}; gather that address"
    phrase = _found("script", f"{signs.noscript} {signs.text}")
    if phrase or (signs.has_empty_root and signs.scripts):
        return FailureReason.EMPTY, "an empty shell that a script fills; its text is not in the page"
    return None


def _signs(page: AnsweredPage) -> _Signs:
    from trafilatura import load_html

    tree: HtmlElement = load_html(page.markup[:_MOST_MARKUP])
    if tree is None:
        tree = load_html("<html><body><p></p></body></html>")
    heading = " ".join(_text(element) for element in (*tree.iter("title"), *tree.iter("h1"), *tree.iter("h2")))
    data = [script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    tiers = {
        (meta.get("content") or "").lower()
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or "").lower() in ("article:content_tier", "content_tier")
    }
    inputs = [element.get("type", "").lower() for element in tree.iter("input")]
    roots = set(_words("script_roots"))
    return _Signs(
        title=_plain(heading)[:500],
        text=_plain(_text(tree))[:_TEXT_LOOKED_AT],
        noscript=_plain(" ".join(element.text_content() for element in tree.iter("noscript")))[:_TEXT_LOOKED_AT],
        marks=" ".join(value.lower() for value in tree.xpath("//@class|//@id")[:5000]),
        has_password="password" in inputs,
        has_forms=any(kind in ("email", "text", "password", "tel") for kind in inputs),
        has_empty_root=any(element.get("id") in roots and not _text(element).strip() for element in tree.iter("div")),
        scripts=sum(1 for _ in tree.iter("script")),
        forwards_to=_forwards_to(tree),
        is_not_free=any(map(_says_not_free, data)) or bool(tiers & {"locked", "premium", "paid"}),
    )


def _text(element: HtmlElement) -> str:
    """What a person would see of it, roughly."""
    return " ".join(element.xpath(_SEEN))


def _says_not_free(source: str) -> bool:
    """Whether JSON-LD says of the page itself, not only of a part of it, that it is not free."""
    try:
        return _not_free(json.loads(source, strict=False), 0)
    except (ValueError, RecursionError):
        return bool(_NOT_FREE.search(source))


def _not_free(data: object, depth: int) -> bool:
    if depth > _DEEP:
        return False
    if isinstance(data, list):
        return any(_not_free(item, depth + 1) for item in data)
    if not isinstance(data, dict):
        return False
    free = data.get("isAccessibleForFree")
    return (free is False or str(free).strip().lower() in ("false", "no")) or any(
        _not_free(data.get(key), depth + 1) for key in ("@graph", "mainEntity", "hasPart")
    )


def _forwards_to(tree: HtmlElement) -> str | None:
    for meta in tree.iter("meta"):
        found = re.match(r"\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"\s>]+)", meta.get("content") or "", re.IGNORECASE)
        if (meta.get("http-equiv") or "").lower() == "refresh" and found:
            return str(found[1])
    return None


def _found(name: str, text: str) -> str | None:
    """The first word of a list that stands in the text, not inside another word."""
    found = _pattern(name).search(text)
    return found.group() if found else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(_words(name), key=len, reverse=True))
    edge = r"(?<![a-z0-9à-ÿа-я])", r"(?![a-z0-9à-ÿа-я])"
    return re.compile(alternatives if name == "paywall_marks" else f"{edge[0]}(?:{alternatives}){edge[1]}")


def _words(name: str) -> tuple[str, ...]:
    return _lists()[name]


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    content = files(__package__).joinpath("soft_errors.toml").read_text(encoding="utf8")
    return {name: tuple(words) for name, words in tomllib.loads(content).items()}


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).lower()


def _is_sent_home(asked: str, answered: str) -> bool:
    """Whether a page deep in a site was answered by the front of the same site."""
    wanted, came = urlsplit(asked), urlsplit(answered)
    steps = [step for step in wanted.path.split("/") if step]
    is_deep = len(steps) > 1 or any(len(step) >= _SLUG_CHARS for step in steps)
    same_site = (wanted.hostname or "").removeprefix("www.") == (came.hostname or "").removeprefix("www.")
    return is_deep and same_site and not came.path.strip("/") and not came.query


def _parts(url: str) -> set[str]:
    parts = urlsplit(url.lower())
    return set(re.split(r"[./]", f"{parts.hostname or ''}/{parts.path}")) - {""}
