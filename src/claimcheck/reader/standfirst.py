"""The standfirst of a page: sentences under its heading that stand outside of the article's body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice, pairwise

from lxml.html import HtmlElement

from claimcheck.reader.cleaning import one_line
from claimcheck.text.boilerplate import boilerplate, is_caption

# Names by which pages mark it, as parts of classes, ids and properties, and in newsrooms of other languages.
_NAMES = frozenset(
    "standfirst dek deck lead lede leadin subtitle subtitles subhead subheading subheadline subline subdeck summary"
    " excerpt intro introduction abstract description teaser strapline tagline blurb alternativeheadline chapo chapeau"
    " sapo ingress vorspann entradilla bajada copete sottotitolo occhiello catenaccio sommario linhafina resumo"
    " underrubrik manchet lid zajawka perex lideo lid podtytul".split()
)
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PAIRS = ("sub", "alternative", "lead")
_LOOKED_AT = 300
_FOLLOWING = f"following::*[{' or '.join(f'self::{tag}' for tag in 'p div span section strong em h2 h3 h4'.split())}]"
_PIECES = frozenset({"p", "h2", "h3", "h4"})
_OF_THE_SITE = re.compile(
    r"^by [A-Z]|\d{1,2}:\d{2}|\b(?:photo(?:graph)?(?:s|ed)? by|getty|opinions? expressed|contributors)\b|photo:"
    r"|/reuters|reuters/|\([^()]+ / [^()]+\)$|©",
    re.IGNORECASE,
)
_SHORTEST = 25
_FEWEST_WORDS = 5
_LONGEST = 900
_TELLING = 60
_ASIDES = frozenset({"nav", "aside", "footer", "li", "figure", "form", "a", "table"})
_LETTERS = re.compile(r"[^\W_]+")


def standfirst(tree: HtmlElement, body: str, descriptions: Iterable[str | None]) -> str | None:
    """The words between the first heading and the article's ``body`` that are marked as its standfirst.

    They are marked by a name, or are the same as one of ``descriptions`` of the page. None where the body has them.
    """
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return None
    known = letters(body)
    described = {each for each in map(letters, descriptions) if each}
    for element in islice(heading.xpath(_FOLLOWING), _LOOKED_AT):
        is_named = _is_named(element)
        if not is_named and element.tag not in _PIECES:
            continue
        words = one_line(element.text_content()) or ""
        shown = letters(words) if len(words) <= _LONGEST else ""
        is_in_body = shown[:_TELLING] in known
        if is_in_body and element.tag == "p" and len(shown) >= _TELLING:
            return None
        if not shown or is_in_body or not (is_named or shown in described):
            continue
        if _is_sentence(words) and _ASIDES.isdisjoint(each.tag for each in element.iterancestors()):
            return words
    return None


def _is_sentence(words: str) -> bool:
    """Whether the words are a sentence of the article's own, and no byline, caption or date."""
    is_short = len(words) < _SHORTEST or len(words.split()) < _FEWEST_WORDS
    return not is_short and not boilerplate(words) and not is_caption(words) and not _OF_THE_SITE.search(words)


def letters(words: str | None) -> str:
    """The letters and digits of some words, to compare them by."""
    return "".join(_LETTERS.findall((one_line(words) or "").casefold()))


def _is_named(element: HtmlElement) -> bool:
    for name in ("class", "id", "itemprop", "data-testid", "data-component"):
        parts = [part.lower() for part in _PART.findall(element.get(name) or "")]
        pairs = [before + after for before, after in pairwise(parts) if before in _PAIRS]
        if not _NAMES.isdisjoint((*parts, *pairs)):
            return True
    return False
