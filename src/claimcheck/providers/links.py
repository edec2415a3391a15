"""Links in the article and in its evidence: the sources that the text itself points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck import text
from claimcheck.language import vocabulary
from claimcheck.models import Document, Link, Span
from claimcheck.providers.asking import address
from claimcheck.providers.values import ProviderKind, SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher

_AROUND_CHARS = 200
_SNIPPET_CHARS = 300
_FEWEST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Links:
    """The links out of some documents whose surroundings share words with a query. Nothing is asked for it.

    Attributes:
        documents: where the links stand.
        results: how many to find at most.
    """

    documents: tuple[Document, ...]
    results: int
    name: str = "links"
    sides: frozenset[QuerySide] = frozenset({QuerySide.ABOUT})

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:  # noqa: ARG002
        """The links, those first that stand among most words of the query."""
        wanted = set(query.terms) - vocabulary().function_words
        found: dict[str, tuple[int, SearchResult]] = {}
        for document in self.documents:
            for link in document.links:
                url = address(link.url)
                if url is None:
                    continue
                around = _around(document, link)
                shared = len(wanted & {word.text for word in text.words(around)})
                if shared >= min(_FEWEST_SHARED, len(wanted)) > 0 and shared > found.get(url, (0, None))[0]:
                    snippet = " ".join(around.split())[:_SNIPPET_CHARS]
                    found[url] = (
                        shared,
                        SearchResult(url, " ".join(link.text.split()), snippet, kind=SearchResultKind.LINK),
                    )
        best = sorted(found.values(), key=lambda pair: -pair[0])
        return tuple(result for _, result in best[: self.results])


def _around(document: Document, link: Link) -> str:
    """The block that a link stands in, or as much of it as stands near."""
    if link.span is None:
        return link.text
    block = next((block.span for block in document.blocks if block.span.meets(link.span)), link.span)
    near = Span(max(block.start, link.span.start - _AROUND_CHARS), min(block.end, link.span.end + _AROUND_CHARS))
    return near.of(document.text)


PROVIDER = ProviderKind(
    "links", lambda setup: Links(setup.documents, setup.results), by_default=True, reads_documents=True
)
