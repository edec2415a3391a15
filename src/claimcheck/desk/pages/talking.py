"""News for a person, on a page and as Atom, and links to one article for people without a login."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from claimcheck.desk.pages.article import galley_values
from claimcheck.desk.pages.desks import Desk, at_desk, desks, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.headers import SHARED
from claimcheck.desk.pages.people import Actor, make_known
from claimcheck.errors import ClaimcheckError
from claimcheck.store import Store
from claimcheck.store.reading.article import galley, key_of, place_of
from claimcheck.store.talking import ARTICLE, FEED, READING, News, Share

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_REFUSED = 409
_ATOM = "{http://www.w3.org/2005/Atom}"


@at_desk
async def news(desk: Desk, request: Request) -> Response:
    """What others did that concerns whoever asks; or a form that makes or withdraws their feed or a token."""
    made = refused = None
    kind = FEED
    if request.method == "POST":
        form = await fields(request)
        try:
            kind = READING if form.get("kind") == READING else FEED
            name = request.actor["id"] if request.actor else ""
            made = await to_thread(_share, desk, request.actor, form, kind, name)
        except ClaimcheckError as error:
            refused = str(error)
    name = request.actor["id"] if request.actor else ""
    found, shares = await to_thread(_news, desk, name)
    values: dict[str, object] = {
        "news": found,
        "shares": shares,
        "tokens": await to_thread(_shares, desk, READING, name),
        "made": _address(request, made) if kind == FEED else None,
        "token": made if kind == READING else None,
        "refused": refused,
        "example": f"{request.scheme}://{request.host}{desk.data}/claim_status.json",
    }
    return shown(desk, request, "news.html", values, _REFUSED if refused else 200)


@at_desk
async def share(desk: Desk, request: Request) -> Response:
    """The links to one article for people without a login; or a form that makes or withdraws one."""
    from datasette.utils.asgi import NotFound

    place = await to_thread(desk.reader.read, place_of, request.url_vars["article"])
    if place is None:
        raise NotFound("There is no article of that key")
    made = refused = None
    if request.method == "POST":
        form = await fields(request)
        try:
            made = await to_thread(_share, desk, request.actor, form, ARTICLE, place)
        except ClaimcheckError as error:
            refused = str(error)
    shares = await to_thread(_shares, desk, ARTICLE, place)
    values: dict[str, object] = {
        "article": request.url_vars["article"],
        "place": place,
        "shares": shares,
        "made": _address(request, made),
        "refused": refused,
    }
    return shown(desk, request, "share.html", values, _REFUSED if refused else 200)


async def shared(request: Request, datasette: Datasette) -> Response:
    """What a link leads to, for whoever holds it: an article to be read, or a feed."""
    from datasette.utils.asgi import Response

    token = request.url_vars["token"]
    for desk in desks(datasette).values():
        found = await to_thread(_shared, desk, token)
        if found is not None and found.kind == FEED:
            entries, _ = await to_thread(_news, desk, found.subject)
            root = f"{request.scheme}://{request.host}{desk.root}"
            return Response(_feed(found.subject, entries, root), content_type="application/atom+xml; charset=utf-8")
        if found is not None and found.kind == ARTICLE:
            key = await to_thread(desk.reader.read, key_of, found.subject)
            article = await to_thread(desk.reader.read, galley, key or "")
            if article is not None:
                return shown(desk, request, "shared.html", await to_thread(galley_values, desk, article))
    page = "<!doctype html><title>Withdrawn</title><p>This link leads nowhere: it was withdrawn, or never worked."
    return Response.html(page, 404)


def token_owner(datasette: Datasette, token: str) -> str | None:
    """The person who made this token for a program, while they work here and it was not withdrawn."""
    for desk in desks(datasette).values():
        found = _shared(desk, token)
        people = desk.reader.read(lambda connection: Store.reading(connection).people.all()) if found else []
        if found and found.kind == READING and found.subject in {each.name for each in people if each.is_active}:
            return found.subject
    return None


def _share(desk: Desk, who: Actor | None, form: dict[str, str], kind: str, subject: str) -> str | None:
    with Store(desk.path) as store:
        person = make_known(store, who)
        if form.get("do") == "withdraw":
            if form.get("share", "") in {each.id for each in store.talking.shares(kind, subject)}:
                store.talking.withdraw(form["share"])
            return None
        return store.talking.share(kind, subject, person)


def _shares(desk: Desk, kind: str, subject: str) -> list[Share]:
    return desk.reader.read(lambda connection: Store.reading(connection).talking.shares(kind, subject))


def _shared(desk: Desk, token: str) -> Share | None:
    return desk.reader.read(lambda connection: Store.reading(connection).talking.shared(token))


def _news(desk: Desk, name: str) -> tuple[list[News], list[Share]]:
    def read(connection: object) -> tuple[list[News], list[Share]]:
        talking = Store.reading(connection).talking  # type: ignore[arg-type]
        return (talking.news(name), talking.shares(FEED, name)) if name else ([], [])

    return desk.reader.read(read)


def _address(request: Request, token: str | None) -> str | None:
    return token and f"{request.scheme}://{request.host}{SHARED}/{token}"


def _feed(person: str, entries: list[News], root: str) -> str:
    """The news as Atom (RFC 4287)."""
    ElementTree.register_namespace("", _ATOM[1:-1])
    feed = ElementTree.Element(f"{_ATOM}feed")
    _add(feed, "id", f"{root}/news#{person}")
    _add(feed, "title", f"claimcheck: news for {person}")
    _add(feed, "updated", entries[0].at_utc if entries else "1970-01-01T00:00:00Z")
    for each in entries:
        entry = ElementTree.SubElement(feed, f"{_ATOM}entry")
        _add(entry, "id", f"{root}/news#{each.id}")
        _add(entry, "title", f"{each.person} {each.what}: {each.claim}")
        _add(entry, "updated", each.at_utc)
        _add(ElementTree.SubElement(entry, f"{_ATOM}author"), "name", each.person)
        _add(entry, "summary", each.words)
        ElementTree.SubElement(entry, f"{_ATOM}link", {"href": f"{root}/claims/{each.claim_id}"})
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True)


def _add(parent: ElementTree.Element, name: str, words: str) -> None:
    # XML has no place for control characters.
    clean = "".join(c for c in words if c.isprintable() or c.isspace())
    ElementTree.SubElement(parent, f"{_ATOM}{name}").text = clean
