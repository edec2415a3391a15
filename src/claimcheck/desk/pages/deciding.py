"""Deciding about a claim: what a form asks for becomes a step in the store, or a refusal on the same page."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn, TypeAlias, TypeVar
from urllib.parse import urlencode

from claimcheck.desk.pages.claim import beside, claim_page
from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.people import Actor, make_known
from claimcheck.errors import ClaimcheckError, ConfigError, RuleError
from claimcheck.models import Call, CallTerms, CopyAction, Review, ReviewVerdict
from claimcheck.store import Store
from claimcheck.store.reading.claim import dossier
from claimcheck.store.reviews import Reviews
from claimcheck.vouching import vouch
from claimcheck.workspace import Workspace

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_REFUSED = 409
_TYPED = {"note": "Note", "replacement": "Replacement wording", "words": "What they said", "comment": "Comment"}
"""The fields that people type sentences into."""
Form: TypeAlias = Mapping[str, str]
Step: TypeAlias = Callable[[Store, str, str, Form], None]
Choice = TypeVar("Choice", ReviewVerdict, CopyAction, CallTerms)


@at_desk
async def claim(desk: Desk, request: Request) -> Response:
    """One claim: its evidence, what was not found, and what people decided; or a form that was sent from its page."""
    key = request.url_vars["claim"]
    return await (_decide(desk, request, key) if request.method == "POST" else claim_page(desk, request, key))


async def _decide(desk: Desk, request: Request, claim: str) -> Response:
    """Take the step that the form asks for; a refusal is shown on the page, with all that was typed."""
    from datasette.utils.asgi import NotFound, Response

    form = await fields(request)
    within = form.get("in")
    # Where it goes on from here is looked up before the decision, which may take the claim out of the list.
    around = await to_thread(beside, desk, request, claim, within) if within is not None else None
    try:
        await to_thread(_take, desk, claim, request.actor, form)
    except ClaimcheckError as error:
        try:
            refusal: dict[str, object] = {"refused": str(error), "typed": form}
            return await claim_page(desk, request, claim, refusal | ({"around": around} if around else {}), _REFUSED)
        except NotFound as gone:
            # The claim went while somebody typed: what they typed does not.
            typed = {label: form[name] for name, label in _TYPED.items() if form.get(name, "").strip()}
            return shown(desk, request, "error.html", {"what": str(gone), "typed": typed}, _REFUSED)
    query = f"?{urlencode({'in': within})}" if within is not None else ""
    if form.get("do", "").endswith("-next"):
        after = around.after if around else (await to_thread(_next_in_article, desk, claim))
        if after is None:
            return Response.redirect(f"{desk.root}?{within}" if within else desk.root, status=303)
        return Response.redirect(f"{desk.root}/claims/{after}{query}", status=303)
    return Response.redirect(f"{desk.root}/claims/{claim}{query}#deciding", status=303)


def _next_in_article(desk: Desk, claim: str) -> str | None:
    found = desk.reader.read(dossier, claim)
    return found.after if found else None


def _take(desk: Desk, claim: str, who: Actor | None, form: Form) -> None:
    do = _STEPS.get(form.get("do", "").removesuffix("-next"))
    if do is None:
        raise RuleError("the form does not say what to do: press one of its buttons")
    with Store(desk.path) as store:
        do(store, claim, make_known(store, who), form)
        if form.get("do", "").startswith("sign"):
            # The sign-off stands whatever becomes of this; the page tells whether its head was signed and stamped.
            workspace = Workspace(desk.jobs.workspace, database=desk.path)
            with suppress(ConfigError):
                vouch(
                    workspace,
                    store,
                    step_id=store.heads.last_sign_off(claim),
                    online=desk.stamps,
                    allow_loopback=desk.jobs.allow_loopback,
                )


def _propose(store: Store, claim: str, person: str, form: Form) -> None:
    review = Review(
        claim_id=claim,
        verdict=_chosen(form, "so", ReviewVerdict) or _missing("choose first whether the fact is true"),
        reviewer=person,
        note=form.get("note", "").strip(),
        basis=form.get("basis", ""),
        reviewed_utc=_now(),
        said=_chosen(form, "said", ReviewVerdict),
        copy=_chosen(form, "copy", CopyAction),
        replacement=form.get("replacement", "").strip() or None,
    )
    store.reviews.propose(review, seen=_seen(form))


def _assign(store: Store, claim: str, person: str, form: Form) -> None:
    assignee = form.get("assignee", "") or _missing("choose first whom to assign it to")
    store.reviews.assign(claim, assignee, person, note=form.get("note", "").strip(), seen=_seen(form))


def _note_call(store: Store, claim: str, person: str, form: Form) -> None:
    store.calls.add(
        Call(
            claim_id=claim,
            spoken_to=form.get("spoken_to", "").strip() or _missing("say whom you spoke to"),
            terms=_chosen(form, "terms", CallTerms) or _missing("choose whether it was on the record"),
            words=form.get("words", "").strip() or _missing("write down what they said"),
            spoken_utc=form.get("spoken_utc", "").strip() or _now()[:10],
            person=person,
            noted_utc=_now(),
            role=form.get("role", "").strip() or None,
        )
    )


def _comment(store: Store, claim: str, person: str, form: Form) -> None:
    store.talking.comment(claim, person, form.get("comment", ""))


def _override(store: Store, claim: str, person: str, form: Form) -> None:
    note = form.get("note", "").strip() or _missing("say in the note why the claim can be published as it is")
    store.reviews.override(claim, person, note, seen=_seen(form))


def _plain(step: Callable[..., None]) -> Step:
    """A step that needs nothing but a note."""

    def take(store: Store, claim: str, person: str, form: Form) -> None:
        step(store.reviews, claim, person, note=form.get("note", "").strip(), seen=_seen(form))

    return take


_STEPS: dict[str, Step] = {
    "propose": _propose,
    "assign": _assign,
    "call": _note_call,
    "override": _override,
    "comment": _comment,
    "sign": _plain(Reviews.sign),
    "return": _plain(Reviews.return_),
    "reopen": _plain(Reviews.reopen),
    "undo": _plain(Reviews.undo),
}


def _chosen(form: Form, name: str, of: type[Choice]) -> Choice | None:
    value = form.get(name, "")
    return of(value) if value in {each.value for each in of} else None


def _missing(what: str) -> NoReturn:
    raise RuleError(what)


def _seen(form: Form) -> int:
    """How many steps the page showed: a step that was taken meanwhile has this one refused."""
    seen = form.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
