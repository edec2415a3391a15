"""An article with its claims, to take away: a report, a table, annotations."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from claimcheck.desk.pages.desks import Desk, at_desk
from claimcheck.store import Store
from claimcheck.store.reading.article import place_of
from claimcheck.vouching import vouch
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

Make: TypeAlias = Callable[[Store, str, str], str | bytes]


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
            head = vouch(
                Workspace(desk.jobs.workspace, database=desk.path),
                store,
                online=desk.stamps,
                allow_loopback=desk.jobs.allow_loopback,
            ).head
            content = make(store, place, head.line)
        return content if isinstance(content, bytes) else content.encode("utf-8", "replace")

    headers = {"content-disposition": f'attachment; filename="{name}"'}
    charset = "" if name.endswith(".docx") else "; charset=utf-8"
    return Response(await to_thread(made), headers=headers, content_type=f"{content_type}{charset}")


def _report(store: Store, place: str, head: str) -> str:
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.report import report_html
    from claimcheck.fetch.agent import software

    return report_html(checked_articles(store, place), store.captures.sources(), software(), head)


def _annotations(store: Store, place: str, head: str) -> str:
    from claimcheck.export.annotations import annotations_json
    from claimcheck.export.articles import checked_articles
    from claimcheck.fetch.agent import software

    return annotations_json(store, checked_articles(store, place), software(), head)


def _markdown(store: Store, place: str, head: str) -> str:
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.as_markdown import article_markdown

    return "".join(article_markdown(article, head) for article in checked_articles(store, place))


def _word(store: Store, place: str, head: str) -> bytes:
    from claimcheck.export.articles import checked_articles
    from claimcheck.export.as_docx import article_docx

    [article] = checked_articles(store, place)
    return article_docx(article, head)


def _table(store: Store, place: str, head: str) -> str:
    from claimcheck.export.as_csv import status_csv

    return "".join(status_csv(store.claims.all(place), head))


FILES: dict[str, tuple[Make, str]] = {
    "report.html": (_report, "text/html"),
    "claims.csv": (_table, "text/csv"),
    "article.md": (_markdown, "text/markdown"),
    "article.docx": (_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "annotations.json": (_annotations, "application/ld+json"),
}
"""What can be taken away, and how each is made."""
