"""Wikipedia: articles that match, each with its introduction and the number of the revision it is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.models import FailureReason
from claimcheck.providers.asking import address, ask, iso_date, items, words
from claimcheck.providers.values import ProviderKind, SearchError, SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher

_MOST_EXTRACTS = 20
_PASSING = frozenset({"ratelimited", "maxlag", "readonly"})


@dataclass(frozen=True, slots=True)
class Wikipedia:
    """The search of a MediaWiki with the TextExtracts extension.

    Attributes:
        url: the address of its ``api.php``.
        results: how many articles to ask for.
    """

    url: str
    results: int
    name: str = "wikipedia"
    sides: frozenset[QuerySide] = frozenset({QuerySide.ABOUT})

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """The articles in order of the search, each by the address of its present revision."""
        answer = await ask(
            fetcher,
            self.url,
            {
                "action": "query",
                "format": "json",
                "formatversion": 2,
                "list": "search",
                "srsearch": query.text,
                "srlimit": min(self.results, _MOST_EXTRACTS),
                "srprop": "snippet",
            },
        )
        _refuse(answer)
        snippets = {
            hit["pageid"]: words(hit.get("snippet"))
            for hit in items(answer, "query", "search")
            if isinstance(hit.get("pageid"), int)
        }
        if not snippets:
            return ()
        return await self._revisions(snippets, fetcher)

    async def _revisions(self, snippets: dict[int, str], fetcher: Fetcher) -> tuple[SearchResult, ...]:
        answer = await ask(
            fetcher,
            self.url,
            {
                "action": "query",
                "format": "json",
                "formatversion": 2,
                "prop": "extracts|revisions|info",
                "pageids": "|".join(map(str, snippets)),
                "exintro": 1,
                "explaintext": 1,
                "exlimit": _MOST_EXTRACTS,
                "rvprop": "ids|timestamp",
                "inprop": "url",
            },
        )
        _refuse(answer)
        found = {}
        for page in items(answer, "query", "pages"):
            revision = next(items(page, "revisions"), {})
            url = address(page.get("canonicalurl"))
            identity, number = page.get("pageid"), revision.get("revid")
            if url is None or not isinstance(identity, int) or not isinstance(number, int):
                continue
            found[identity] = SearchResult(
                # Under the article's own path: robots.txt keeps programs out of the other forms of the address.
                url=f"{url}?oldid={number}",
                title=words(page.get("title")),
                snippet=snippets.get(identity, ""),
                published=iso_date(revision.get("timestamp")),
                kind=SearchResultKind.ENCYCLOPEDIA,
                text=words(page.get("extract")) or None,
                revision=str(number),
            )
        return tuple(found[page] for page in snippets if page in found)


def _refuse(answer: object) -> None:
    """Raises SearchError for the errors that MediaWiki reports with a status of 200."""
    error = answer.get("error") if isinstance(answer, dict) else None
    if isinstance(error, dict):
        reason = FailureReason.RATE_LIMITED if words(error.get("code")) in _PASSING else FailureReason.PARSE_ERROR
        raise SearchError(reason, f"it says: {words(error.get('info')) or words(error.get('code'))}"[:300])


PROVIDER = ProviderKind(
    "wikipedia",
    lambda setup: Wikipedia(setup.url or "", setup.results),
    url="https://en.wikipedia.org/w/api.php",
    by_default=True,
)
