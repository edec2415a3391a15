"""An article with its claims, to take away: a report, a table, annotations."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from claimcheck.desk.pages.desks import Desk, at_desk
from claimcheck.store import Store
from claimcheck.store.reading.article import place_of

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

Make: TypeAlias = Callable[[Store, str], str | bytes]


@at_desk
async def download(desk: Desk, request: Request) -> Response:
    """The file that is asked for, to be kept and not shown: what is in it never runs under the desk's name."""
    from datasette.utils.asgi import NotFound, Response

    place = await to_thread(desk.reader.read, place_of, request.url_vars["article"])
    if place is None:
        raise NotFound("There is no article of that key")
    name = request.url_vars["file"]
    make, content_type = FILES[name]

    def made() -> bytes:
        with Store(desk.path) as store:
            content = make(store, place)
        return content if isinstance(content, bytes) else content.encode("utf-8", "replace")

    headers = {"content-disposition": f'attachment; filename="{name}"'}
    charset = "" if name.endswith(".docx") else "; charset=utf-8"
    return Response(await to_thread(made), headers=headers, content_type=f"{content_type}{charset}")


def _report(store: Store, place: str) -> str:
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.report import report_html
    from claimcheck.fetch.agent import software

    return report_html(checked_articles(store, place), store.captures.sources(), software())


def _annotations(store: Store, place: str) -> str:
    from claimcheck.export.annotations import annotations_json
    from claimcheck.export.articles import checked_articles
    from claimcheck.fetch.agent import software

    return annotations_json(store, checked_articles(store, place), software())


def _markdown(store: Store, place: str) -> str:
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.as_markdown import article_markdown

    return "".join(map(article_markdown, checked_articles(store, place)))


def _word(store: Store, place: str) -> bytes:
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.as_docx import article_docx

    [article] = checked_articles(store, place)
    return article_docx(article)


def _table(store: Store, place: str) -> str:
    from claimcheck.export.as_csv import status_csv

    return "".join(status_csv(store.claims.all(place)))


FILES: dict[str, tuple[Make, str]] = {
    "report.html": (_report, "text/html"),
    "claims.csv": (_table, "text/csv"),
    "article.md": (_markdown, "text/markdown"),
    "article.docx": (_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "annotations.json": (_annotations, "application/ld+json"),
}
"""What can be taken away, and how each is made."""
