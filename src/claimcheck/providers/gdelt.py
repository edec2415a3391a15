"""GDELT DOC 2.0: news of the last months, worldwide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.providers.asking import address, ask, iso_date, items, words
from claimcheck.providers.values import SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher

_MOST = 250


@dataclass(frozen=True, slots=True)
class Gdelt:
    """The article list of GDELT's DOC 2.0 service.

    Attributes:
        url: the address of the service.
        results: how many articles to ask for.
    """

    url: str
    results: int
    name: str = "gdelt"
    sides: frozenset[QuerySide] = frozenset(QuerySide)

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """The articles, the most relevant first."""
        parameters: dict[str, str | int] = {
            "query": _understood(query.text),
            "mode": "artlist",
            "format": "json",
            "sort": "hybridrel",
            "maxrecords": min(self.results, _MOST),
        }
        told = await ask(fetcher, self.url, parameters)
        return tuple(
            SearchResult(
                url=url,
                title=words(article.get("title")),
                snippet=words(article.get("domain")),
                published=iso_date(article.get("seendate")),
                kind=SearchResultKind.NEWS,
            )
            for article in items(told, "articles")
            if (url := address(article.get("url")))
        )[: self.results]


def _understood(words_asked: str) -> str:
    """The query in GDELT's grammar, where marks mean something and words of one or two letters are errors."""
    parts = words_asked.split('"')
    for n, part in enumerate(parts):
        kept = [word for word in re.sub(r"[^\w\s]", " ", part).split() if n % 2 or len(word) > 2 or word.isdigit()]
        parts[n] = f'"{" ".join(kept)}"' if n % 2 and kept else " ".join(kept)
    return " ".join(filter(None, parts))
