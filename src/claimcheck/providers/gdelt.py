"""GDELT DOC 2.0: news of the last months, worldwide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.providers.asking import address, iso_date, items, words
from claimcheck.providers.service import Parameters, json_provider
from claimcheck.providers.values import SearchResult, SearchResultKind
from claimcheck.queries import Query

_MOST = 250


def _parameters(query: Query, results: int) -> Parameters:
    return {
        "query": _in_its_grammar(query.text),
        "mode": "artlist",
        "format": "json",
        "sort": "hybridrel",
        "maxrecords": min(results, _MOST),
    }


def _in_its_grammar(words_asked: str) -> str:
    """The query in GDELT's grammar, where marks mean something and words of one or two letters are errors."""
    parts = words_asked.split('"')
    for n, part in enumerate(parts):
        kept = [word for word in re.sub(r"[^\w\s]", " ", part).split() if n % 2 or len(word) > 2 or word.isdigit()]
        parts[n] = f'"{" ".join(kept)}"' if n % 2 and kept else " ".join(kept)
    return " ".join(filter(None, parts))


def _found(answer: object) -> Iterator[SearchResult]:
    """The articles, the most relevant first."""
    for article in items(answer, "articles"):
        if url := address(article.get("url")):
            yield SearchResult(
                url=url,
                title=words(article.get("title")),
                snippet=words(article.get("domain")),
                published=iso_date(article.get("seendate")),
                kind=SearchResultKind.NEWS,
            )


# GDELT asks for at most one request in five seconds.
PROVIDER = json_provider(
    "gdelt", _parameters, _found, url="https://api.gdeltproject.org/api/v2/doc/doc", delay_s=5.5, by_default=True
)
