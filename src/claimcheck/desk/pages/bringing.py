"""Bringing in, in the browser: articles, evidence, searches, and what becomes of the work that this takes."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import Upload, fields, parts
from claimcheck.desk.pages.people import Actor, make_known, role
from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.folders import Folders, free_name
from claimcheck.gathering import listed_urls, place_of
from claimcheck.models import Role
from claimcheck.reader import recognition
from claimcheck.store import Store
from claimcheck.store.reading import table

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_REFUSED = 409
_LIST = "desk.urls"
"""The list of addresses that people gave at the desk, under ``evidence/``."""


@at_desk
async def bring(desk: Desk, request: Request) -> Response:
    """The page at which articles and evidence are brought in, or a form that was sent from there or from a claim."""
    from datasette.utils.asgi import Response

    if request.method != "POST":
        return await _page(desk, request)
    form, files = await parts(request)
    try:
        await to_thread(_take, desk, request.actor, form, files)
    except (ClaimcheckError, OSError) as error:
        return await _page(desk, request, str(error), form, _REFUSED)
    return Response.redirect(f"{desk.root}/work", status=303)


@at_desk
async def work(desk: Desk, request: Request) -> Response:
    """What is being worked on, what comes next, and what came of what was done; or a form that stops it."""
    from datasette.utils.asgi import Response

    refused = None
    if request.method == "POST":
        form = await fields(request)
        try:
            await to_thread(_stop, desk, request.actor, form.get("job", ""))
        except ClaimcheckError as error:
            refused = str(error)
        else:
            return Response.redirect(f"{desk.root}/work", status=303)
    # A job that was cut off, or that came while the last one ended, is taken up by whoever looks.
    await to_thread(desk.jobs.work)
    values: dict[str, object] = {"jobs": desk.jobs.all(), "refused": refused, "role": await _role(desk, request.actor)}
    return shown(desk, request, "work.html", values, _REFUSED if refused else 200)


async def _page(
    desk: Desk, request: Request, refused: str | None = None, typed: dict[str, str] | None = None, status: int = 200
) -> Response:
    values: dict[str, object] = {
        "refused": refused,
        "typed": typed or {},
        "articles": await to_thread(desk.reader.read, table.articles),
        "role": await _role(desk, request.actor),
        "reads_pictures": recognition.is_installed(),
    }
    return shown(desk, request, "bring.html", values, status)


async def _role(desk: Desk, who: Actor | None) -> Role:
    people = await to_thread(desk.reader.read, lambda connection: Store.reading(connection).people.all())
    return role({person.name: person.role for person in people if person.is_active}, who)


def _take(desk: Desk, who: Actor | None, form: dict[str, str], files: Sequence[Upload]) -> None:
    """Keep what was sent, and have the work done that it takes.

    Raises:
        RuleError: they may only look, or the form lacks something.
        OSError: the workspace cannot be written to.
    """
    with Store(desk.path) as store:
        person = make_known(store, who)
    folders = Folders(desk.jobs.workspace, desk.path)
    folders.create()
    articles = [place] if (place := form.get("article", "")) else []
    match form.get("do", ""):
        case "paste":
            path = _pasted(folders, form.get("title", ""), form.get("text", ""))
            desk.jobs.add("check", f"check {path.name}", person, articles=[folders.place(path)])
        case "upload":
            places = [folders.place(_kept(folders.path / "claims", file)) for file in _chosen(files)]
            desk.jobs.add("check", f"check {', '.join(places)}", person, articles=places)
        case "fetch":
            urls = _addresses(form)
            desk.jobs.add("fetch_article", f"fetch and check {' '.join(urls)}", person, urls=urls)
        case "evidence":
            names = [_kept(folders.path / "evidence", file).name for file in files]
            urls = _addresses(form) if form.get("urls", "").strip() else []
            if not names and not urls:
                raise RuleError("choose a file, or give an address")
            _note(folders, urls, person, form.get("claim", ""))
            what = f"take up {' '.join([*names, *urls])}, and check again"
            desk.jobs.add("gather" if urls else "check", what, person, urls=urls, articles=articles)
        case "search":
            with Store(desk.path) as store:
                record = store.claims.get_by_key(form.get("claim", ""))
            if record is None:
                raise RuleError("this claim is gone: open it again, and search from there")
            what, status = f"search the web for {record.status.handle}", record.status
            desk.jobs.add("search", what, person, claims=[status.id], articles=[status.article])
        case "check":
            what = f"check {articles[0]} again" if articles else "check all articles again"
            desk.jobs.add("check", what, person, articles=articles)
        case _:
            raise RuleError("the form does not say what to do: press one of its buttons")


def _stop(desk: Desk, who: Actor | None, job: str) -> None:
    with Store(desk.path) as store:
        make_known(store, who)
    desk.jobs.stop(job)


def _pasted(folders: Folders, title: str, text: str) -> Path:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise RuleError("paste the text of the article first")
    named = " ".join(title.split())
    path = free_name(folders.path / "claims", named or text.split("\n")[0][:60], ".md")
    head = f"# {named}\n\n" if named and not text.startswith("#") else ""
    path.write_text(f"{head}{text}\n", encoding="utf8")
    return path


def _chosen(files: Sequence[Upload]) -> Sequence[Upload]:
    return files or _missing("choose a file first")


def _missing(what: str) -> Sequence[Upload]:
    raise RuleError(what)


def _kept(folder: Path, file: Upload) -> Path:
    """Write an uploaded file under a free name of its own kind."""
    name = Path(file.name.replace("\\", "/")).name
    suffix = Path(name).suffix.lower()
    suffix = suffix if suffix[1:].isalnum() and len(suffix) < 10 else ""
    path = free_name(folder, Path(name).stem, suffix or ".txt")
    path.write_bytes(file.content)
    return path


def _addresses(form: dict[str, str]) -> list[str]:
    """The addresses of the field ``urls``, one a line."""
    urls = listed_urls(form.get("urls", ""))
    if not urls:
        raise RuleError("give an address first: https://...")
    for url in urls:
        if not url.lower().startswith(("http://", "https://")):
            raise RuleError(f"{url[:80]}: no address of the web; it begins with https:// or http://")
    return [place_of(url) for url in urls]


def _note(folders: Folders, urls: Sequence[str], person: str, claim: str) -> None:
    """Add addresses to the list of the desk, so that every later run of ``gather`` knows them."""
    if urls:
        why = f"# {person}, for claim {claim}" if claim else f"# {person}"
        with (folders.path / "evidence" / _LIST).open("a", encoding="utf8") as file:
            file.write("\n".join([why, *urls, ""]))
