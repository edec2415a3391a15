"""Correcting the split of an article, and its text, in the browser."""

from __future__ import annotations

import hashlib
from asyncio import to_thread
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck import corrections
from claimcheck.corrections import Change, WordedClaim
from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.people import Actor, make_known, role
from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.markup import Mark, marked
from claimcheck.models import ClaimKind, SplitArticle
from claimcheck.models.labels import label
from claimcheck.store import Store
from claimcheck.store.reading.article import ArticleParagraph, Galley, galley
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_REFUSED = 409
_TEXTS = frozenset({".md", ".markdown", ".txt", ""})
"""The files that can be edited as text."""

Form = dict[str, str]
Page = Callable[..., "Awaitable[Response]"]


@at_desk
async def claims(desk: Desk, request: Request) -> Response:
    """The claims of an article, to be corrected; or a form that was sent from there."""
    found = await _galley(desk, request)
    return await _answer(desk, request, found, _claims_page, _correct, f"articles/{found.id}/claims#corrections")


@at_desk
async def text(desk: Desk, request: Request) -> Response:
    """The text of an article, to be corrected; or a form that was sent from there."""
    return await _answer(desk, request, await _galley(desk, request), _text_page, _rewrite, "work")


async def _answer(
    desk: Desk, request: Request, found: Galley, page: Page, change: Callable[..., None], onwards: str
) -> Response:
    """The page; or, where a form was sent, the change and the way onwards, or the page again with why not."""
    from datasette.utils.asgi import Response

    if request.method != "POST":
        return await page(desk, request, found)
    form = await fields(request)
    try:
        await to_thread(change, desk, found.place, request.actor, form)
    except (ClaimcheckError, OSError) as error:
        return await page(desk, request, found, str(error), form)
    return Response.redirect(f"{desk.root}/{onwards}", status=303)


async def _galley(desk: Desk, request: Request) -> Galley:
    from datasette.utils.asgi import NotFound

    found = await to_thread(desk.reader.read, galley, request.url_vars["article"])
    if found is None:
        raise NotFound("There is no article of that key")
    return found


async def _claims_page(
    desk: Desk, request: Request, found: Galley, refused: str | None = None, typed: Form | None = None
) -> Response:
    split, state, edits, who = await to_thread(_read, desk, found.place, request.actor)
    values: dict[str, object] = {
        "found": found,
        "claims": split.claims,
        "text": split.document.text,
        "pieces": lambda claim: "\n".join(" ".join(span.of(split.document.text).split("\n")) for span in claim.spans),
        "numbered": _numbered,
        "state": state,
        "edits": edits,
        "role": who,
        "refused": refused,
        "typed": typed or {},
        "asked": request.args.get("claim") or (typed or {}).get("claim", ""),
        "kinds": [(kind.value, label(kind.value)) for kind in ClaimKind],
    }
    return shown(desk, request, "correct.html", values, _REFUSED if refused else 200)


def _read(desk: Desk, place: str, who: Actor | None) -> tuple[SplitArticle, str, object, str]:
    workspace = _workspace(desk)
    with Store(desk.path) as store:
        listed = {person.name: person.role for person in store.people.all() if person.is_active}
        split, edits = workspace.kept_split(store, place), store.sheet_edits.of(place)
        return split, corrections.state(workspace, store, place), edits, role(listed, who)


def _numbered(paragraph: ArticleParagraph) -> Markup:
    marks = [
        Mark(span, "claim", f"#c{claim.line.n}", claim.text, claim.line.n if span == claim.spans[-1] else None)
        for claim in paragraph.claims
        for span in claim.spans
    ]
    return marked(paragraph.text, paragraph.span.start, marks)


def _correct(desk: Desk, place: str, who: Actor | None, form: Form) -> None:
    workspace = _workspace(desk)
    with Store(desk.path) as store:
        person = make_known(store, who)
        if form.get("state") != corrections.state(workspace, store, place):
            raise RuleError("somebody corrected the article or its claims meanwhile: look again, and correct it then")
        if form.get("do") == "back":
            corrections.go_back(workspace, store, place, person, form.get("edit", ""))
        else:
            corrections.correct(workspace, store, place, person, *_change(form))
    desk.jobs.add("check", f"check {place} after a correction", person, articles=[place])


def _change(form: Form) -> tuple[str, Change]:
    """What the form asks for, in words and as a change."""
    claim, n = form.get("claim", ""), form.get("n", "")
    match form.get("do"):
        case "save":
            return f"edited {n}", corrections.edited(claim, _worded(form))
        case "divide":
            return f"split {n}", corrections.divided(claim, _worded(form), _worded(form, "_2"))
        case "merge":
            return f"merged {n} with the next", corrections.merged(claim, form.get("merged", ""))
        case "remove":
            return f"removed {n}", corrections.removed(claim)
        case "add":
            return "added a claim", corrections.added(_worded(form))
    raise RuleError("the form does not say what to do: press one of its buttons")


def _worded(form: Form, suffix: str = "") -> WordedClaim:
    kind, near = form.get("kind", ""), form.get("near", "")
    is_open = form.get("checkable", "yes") == "yes"
    return WordedClaim(
        text=form.get(f"text{suffix}", ""),
        words=form.get(f"words{suffix}", "") or form.get("words", ""),
        speaker=form.get("speaker", ""),
        why_not="" if is_open else form.get("why_not", "").strip() or "marked at the desk as not checkable",
        kind=ClaimKind(kind) if kind in set(ClaimKind) else None,
        near=int(near) if near.isdecimal() and len(near) < 10 else 0,
    )


async def _text_page(
    desk: Desk, request: Request, found: Galley, refused: str | None = None, typed: Form | None = None
) -> Response:
    from datasette.utils.asgi import NotFound

    path = _workspace(desk).path / found.place
    if not path.is_file():
        raise NotFound("The file of this article is not in the workspace")
    people = await to_thread(desk.reader.read, lambda connection: Store.reading(connection).people.all())
    content = path.read_bytes()
    values: dict[str, object] = {
        "found": found,
        "is_text": path.suffix.lower() in _TEXTS,
        "content": (typed or {}).get("text") or content.decode("utf-8", "replace"),
        "state": _digest(path),
        "refused": refused,
        "role": role({person.name: person.role for person in people if person.is_active}, request.actor),
    }
    return shown(desk, request, "text.html", values, _REFUSED if refused else 200)


def _rewrite(desk: Desk, place: str, who: Actor | None, form: Form) -> None:
    workspace = _workspace(desk)
    path = workspace.path / place
    with Store(desk.path) as store:
        person = make_known(store, who)
    if path.suffix.lower() not in _TEXTS:
        raise RuleError("only text and Markdown can be edited here: bring in the new version as a file")
    if form.get("state") != _digest(path):
        raise RuleError("somebody changed the article meanwhile: copy your text, reload the page, and edit it again")
    if not form.get("text", "").strip():
        raise RuleError("an article needs a text")
    desk.jobs.add("rewrite", f"check {place} with its new text", person, articles=[place], text=[form["text"]])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _workspace(desk: Desk) -> Workspace:
    return Workspace(desk.jobs.workspace, database=desk.path)
