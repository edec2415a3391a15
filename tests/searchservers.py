"""Search services on loopback: each speaks the documented format of its original over a few invented pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from webservers import Asked, Handler, Site, Writer, response

KEY = "k3y-that/nobody+may=see"

Parameters = dict[str, str]


def speaking(told: Callable[[Parameters], object]) -> Handler:
    """Answers with what ``told`` makes of the parameters, as JSON."""

    async def handle(asked: Asked, writer: Writer) -> None:
        writer.write(response(200, json.dumps(told(parameters(asked.path))).encode(), Content_Type="application/json"))
        await writer.drain()

    return handle


def parameters(path: str) -> Parameters:
    return {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}


def keyed(header: str, known: Handler, unknown: Handler) -> Handler:
    """The second answers those without the key."""

    async def handle(asked: Asked, writer: Writer) -> None:
        await (known if asked.headers.get(header.lower()) == KEY else unknown)(asked, writer)

    return handle


def failing(status: int, told: object) -> Handler:
    async def handle(_asked: Asked, writer: Writer) -> None:
        writer.write(response(status, json.dumps(told).encode(), Content_Type="application/json"))
        await writer.drain()

    return handle


def wikipedia(*titles: str, url: str = "https://en.wikipedia.org") -> Handler:
    """Two steps: a search that tells page numbers, and the revisions of those pages."""

    def told(asked: Parameters) -> object:
        if asked.get("list") == "search":
            hits = [
                {
                    "ns": 0,
                    "title": title,
                    "pageid": 100 + n,
                    "snippet": f'The <span class="searchmatch">{title}</span> &amp; more',
                }
                for n, title in enumerate(titles)
            ]
            return {"batchcomplete": True, "query": {"searchinfo": {"totalhits": len(hits)}, "search": hits}}
        pages = [
            {
                "pageid": 100 + n,
                "ns": 0,
                "title": title,
                "extract": f"{title} is described here.\nAt length.",
                "revisions": [{"revid": 9000 + n, "parentid": 1, "timestamp": "2025-03-04T05:06:07Z"}],
                "canonicalurl": f"{url}/wiki/{title.replace(' ', '_')}",
            }
            for n, title in enumerate(titles)
        ]
        return {"batchcomplete": True, "query": {"pages": list(reversed(pages))}}

    return speaking(told)


def gdelt(*urls: str) -> Handler:
    articles = [
        {
            "url": url,
            "url_mobile": "",
            "title": "Port closes quay ",
            "seendate": "20250304T050607Z",
            "socialimage": "",
            "domain": "news.example",
            "language": "English",
            "sourcecountry": "Germany",
        }
        for url in urls
    ]
    return speaking(lambda _asked: {"articles": articles} if articles else {})


def factcheck(*urls: str) -> Handler:
    claims = [
        {
            "text": "The north quay was closed.",
            "claimant": "A flyer",
            "claimDate": "2025-03-01T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Harbour Facts", "site": "facts.example"},
                    "url": url,
                    "title": "No, the quay is open",
                    "reviewDate": "2025-03-05T00:00:00Z",
                    "textualRating": "Mostly false",
                    "languageCode": "en",
                }
            ],
        }
        for url in urls
    ]
    invalid = {
        "error": {
            "code": 400,
            "message": "API key not valid. Please pass a valid API key.",
            "status": "INVALID_ARGUMENT",
            "details": [{"reason": "API_KEY_INVALID", "domain": "googleapis.com"}],
        }
    }
    return keyed("X-Goog-Api-Key", speaking(lambda _asked: {"claims": claims} if claims else {}), failing(400, invalid))


def searxng(*urls: str) -> Handler:
    results = [
        {
            "url": url,
            "title": "The quay",
            "content": "About the quay",
            "publishedDate": "2025-03-04T00:00:00",
            "engine": "mojeek",
            "score": 1.0,
            "category": "general",
        }
        for url in urls
    ]
    return speaking(
        lambda asked: {"query": asked.get("q"), "number_of_results": 0, "results": results, "unresponsive_engines": []}
    )


def brave(*urls: str) -> Handler:
    results = [
        {
            "title": "The <strong>quay</strong>",
            "url": url,
            "description": "About the <strong>quay</strong> &amp; its ships",
            "page_age": "2025-03-04T05:06:07",
            "age": "March 4, 2025",
            "language": "en",
        }
        for url in urls
    ]
    invalid = {
        "type": "ErrorResponse",
        "error": {"status": 422, "code": "SUBSCRIPTION_TOKEN_INVALID", "detail": "The provided token is invalid."},
    }
    known = speaking(lambda asked: {"type": "search", "query": {"original": asked["q"]}, "web": {"results": results}})
    return keyed("X-Subscription-Token", known, failing(422, invalid))


def service(handler: Handler) -> Site:
    """A site that is nothing but this service."""
    return Site({"*": handler})
