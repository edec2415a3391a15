"""HTML pages: the article in them, and what the page says about it."""

from __future__ import annotations

import logging
import re

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document as Extracted

from claimcheck.errors import DamagedError, EmptyError
from claimcheck.models import Document
from claimcheck.reader.building import Builder
from claimcheck.reader.flow import Flow
from claimcheck.reader.links import placed_links
from claimcheck.reader.metadata import page_facts

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False

_NOT_IN_MARKUP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_html(markup: str, url: str | None) -> Document:
    """A document of the page's main text; menus, comments and other pages' teasers are left out.

    Raises:
        DamagedError: no markup to be made out; EmptyError: a page without an article.
    """
    tree: HtmlElement | None = load_html(_NOT_IN_MARKUP.sub("", markup))
    if tree is None:
        raise DamagedError("no HTML that can be read; open the page in a browser and save it again")
    facts = page_facts(tree, url)
    found = bare_extraction(tree, include_comments=False)
    if not isinstance(found, Extracted) or found.body is None:
        raise EmptyError("no article text in this page; save it from a browser once it has loaded")
    builder = Builder()
    Flow(builder).walk(found.body)
    made = builder.document()
    return Document(
        text=made.text,
        digest="",
        blocks=made.blocks,
        links=placed_links(tree, made.text, facts.url or url, facts.base),
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        modified=facts.modified,
        url=facts.url,
        kind=facts.kind,
    )
