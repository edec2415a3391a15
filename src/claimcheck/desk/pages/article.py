"""The article as a galley: every claim underlined in its status, with notes in the margin that print."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.listing import counted, verdict_on
from claimcheck.markup import Mark, marked
from claimcheck.store.reading import table
from claimcheck.store.reading.article import ArticleParagraph, Galley, galley, gaps
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
    values = await to_thread(galley_values, desk, found)
    return shown(desk, request, "article.html", values)


def galley_values(desk: Desk, found: Galley) -> dict[str, object]:
    """What a page with the galley shows."""
    made = [claim for paragraph in found.paragraphs for claim in paragraph.claims]
    keys = list(dict.fromkeys(claim.line.id for claim in made))
    details = desk.reader.read(table.details, keys)
    lines = list({claim.line.id: claim.line for claim in made}.values())
    return {
        "found": found,
        "details": details,
        "counts": counted(lines),
        "publishable": verdict_on(lines),
        "notes": _first_places(found.paragraphs),
        "galley": lambda paragraph, is_shared=False: underlined(desk, paragraph, is_shared=is_shared),
        "tone": tone,
    }


@at_desk
async def gaps_page(desk: Desk, request: Request) -> Response:
    """The sentences of one article, or of all, that no claim was made of."""
    place = request.args.get("article") or ""
    found = await to_thread(desk.reader.read, gaps, place)
    return shown(desk, request, "gaps.html", {"articles": found})


def tone(line: StatusLine) -> str:
    """How a claim is underlined: by the decision, else by the suggestion."""
    return line.standing.verdict or f"suggests-{line.suggestion}"


def underlined(desk: Desk, paragraph: ArticleParagraph, *, is_shared: bool = False) -> Markup:
    """A paragraph with its claims underlined; words that several claims share lead to the first of them."""
    marks = []
    for claim in paragraph.claims:
        name = f"claim {tone(claim.line)}"
        # Whoever holds a link to the article alone cannot open the pages of its claims.
        address = None if is_shared else f"{desk.root}/claims/{claim.line.id}"
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
