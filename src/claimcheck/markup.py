"""Text of others on our pages: shown as text, with words marked and with everything visible that hides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from claimcheck.models import Span

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_WIDTHLESS = "\u200b\u2060-\u2065\ufeff\ufff9-\ufffb"
_HIDDEN = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_WIDTHLESS}]")
"""What nobody sees, and what turns the reading direction; joiners, which words need, are left alone."""
_FRAGMENT_WORDS = 5
_WORDS = re.compile(r"\w+\s*|\s+|[^\w\s]\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to stand out: where, as what, where they lead, and the number that is set behind them."""

    span: Span
    name: str
    leads_to: str | None = None
    title: str | None = None
    number: int | None = None


def visible(value: object) -> object:
    """The value as it goes on a page: hidden characters of a text are shown by their codes."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _HIDDEN.sub(lambda found: f"⟨{ord(found[0]):04X}⟩", value.replace("\r\n", "\n"))


def marked(text: str, begins: int, marks: Iterable[Mark]) -> Markup:
    """``text``, which begins at ``begins`` of its document, with marks that may overlap."""
    inside = [mark for mark in marks if mark.span.end > begins and mark.span.start < begins + len(text)]
    edges = sorted({0, len(text), *(min(max(at - begins, 0), len(text)) for mark in inside for at in mark.span)})
    made = []
    for start, end in pairwise(edges):
        here = [mark for mark in inside if mark.span.start < begins + end and begins + start < mark.span.end]
        made.append(_stretch(text[start:end], here))
        numbers = [str(mark.number) for mark in here if mark.number is not None and mark.span.end == begins + end]
        if numbers:
            made.append(Markup("<sup>{}</sup>").format(", ".join(numbers)))
    return Markup("").join(made)


def _stretch(words: str, marks: list[Mark]) -> Markup:
    if not marks:
        return Markup("{}").format(visible(words))
    name = " ".join(dict.fromkeys(mark.name for mark in marks))
    leads_to = next((mark.leads_to for mark in marks if mark.leads_to), None)
    title = next((mark.title for mark in marks if mark.title), None)
    hint = Markup(' title="{}"').format(visible(title)) if title else Markup()
    if leads_to:
        return Markup('<a class="{}" href="{}"{}>{}</a>').format(name, leads_to, hint, visible(words))
    return Markup('<mark class="{}"{}>{}</mark>').format(name, hint, visible(words))


def compared(then: str, now: str) -> Markup:
    """What a text was and is, word by word: words that went struck out, and new ones after them."""
    old, new = _WORDS.findall(then), _WORDS.findall(now)
    made = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(Markup("{}").format(visible("".join(old[a:b]))))
            continue
        if went := "".join(old[a:b]):
            made.append(Markup("<del>{}</del>").format(visible(went)))
        if came := "".join(new[c:d]):
            made.append(Markup("<ins>{}</ins>").format(visible(came)))
    return Markup("").join(made)


def web_address(url: str | None) -> str | None:
    """The address if a browser may be led there: of the web, and nothing that runs."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def at_words(url: str | None, words: str) -> str | None:
    """The address with a text fragment, which has the browser jump to ``words``; None where it must not be followed."""
    address = web_address(url)
    if address is None:
        return None
    first = words.strip().split("\n")[0].split()
    if not first:
        return address
    pieces = [first] if len(first) <= 2 * _FRAGMENT_WORDS else [first[:_FRAGMENT_WORDS], first[-_FRAGMENT_WORDS:]]
    # A hyphen and a comma mean something in a text fragment.
    fragment = ",".join(quote(" ".join(piece), safe="", errors="replace").replace("-", "%2D") for piece in pieces)
    return f"{address.split('#')[0]}#:~:text={fragment}"
