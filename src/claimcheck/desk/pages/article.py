"""The article as a galley: every claim underlined in its status, with notes in the margin that print."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.listing import counted, verdict_on
from claimcheck.markup import Mark, marked
from claimcheck.store.reading import table
from claimcheck.store.reading.article import ArticleParagraph, galley
from claimcheck.store.reading.lines import StatusLine

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response


@at_desk
async def article(desk: Desk, request: Request) -> Response:
    """One article with its claims."""
    from datasette.utils.asgi import NotFound

    key = request.url_vars["article"]
    found = await to_thread(desk.reader.read, galley, key)
    if found is None:
        raise NotFound("There is no article of that key")
    made = [claim for paragraph in found.paragraphs for claim in paragraph.claims]
    keys = list(dict.fromkeys(claim.line.id for claim in made))
    details = await to_thread(desk.reader.read, table.details, keys)
    lines = list({claim.line.id: claim.line for claim in made}.values())
    values = {
        "found": found,
        "details": details,
        "counts": counted(lines),
        "publishable": verdict_on(lines),
        "notes": _first_places(found.paragraphs),
        "galley": lambda paragraph: underlined(desk, paragraph),
        "tone": tone,
    }
    return shown(desk, request, "article.html", values)


def tone(line: StatusLine) -> str:
    """How a claim is underlined: by the decision, else by the suggestion."""
    return line.standing.verdict or f"suggests-{line.suggestion}"


def underlined(desk: Desk, paragraph: ArticleParagraph) -> Markup:
    """A paragraph with its claims underlined; words that several claims share lead to the first of them."""
    marks = []
    for claim in paragraph.claims:
        name, address = f"claim {tone(claim.line)}", f"{desk.root}/claims/{claim.line.id}"
        for span in claim.spans:
            number = claim.line.n if span == claim.spans[-1] else None
            marks.append(Mark(span, name, address, f"{claim.line.n}. {claim.text}", number))
    return marked(paragraph.text, paragraph.span.start, marks)


def _first_places(paragraphs: tuple[ArticleParagraph, ...]) -> dict[int, list[StatusLine]]:
    """The claims to be noted beside each paragraph, by where it begins: beside the first that holds their words."""
    noted: set[str] = set()
    notes: dict[int, list[StatusLine]] = {}
    for paragraph in paragraphs:
        lines = [claim.line for claim in paragraph.claims if claim.line.id not in noted]
        noted.update(line.id for line in lines)
        notes[paragraph.span.start] = lines
    return notes
