"""The commands by which people decide: propose, assign, sign off, return, reopen, undo, and note a call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from claimcheck.cli.options import (
    by_option,
    claim_argument,
    name_of,
    note_option,
    open_store,
    stamp_options,
    vouched_head,
)
from claimcheck.errors import NotInStoreError
from claimcheck.models import CallTerms, CopyAction, ReviewVerdict, StepKind
from claimcheck.models.labels import QUESTIONS, TERMS

if TYPE_CHECKING:
    from claimcheck.models import Step
    from claimcheck.store import ClaimRecord, Store

VERDICTS = click.Choice([verdict.value for verdict in ReviewVerdict])
_SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@click.command()
@claim_argument
@click.argument("decision", type=VERDICTS, metavar="VERDICT")
@click.option("--said", type=VERDICTS, metavar="VERDICT", help="Whether the speaker said it, in these words.")
@click.option(
    "--copy", "action", type=click.Choice([action.value for action in CopyAction]), help="What to do with the copy."
)
@click.option("--replacement", metavar="WORDS", help="How the copy should read instead.")
@note_option
@by_option
@click.pass_context
def review(
    context: click.Context,
    claim: str,
    decision: str,
    said: str | None,
    action: str | None,
    replacement: str | None,
    note: str,
    person: str | None,
) -> None:
    """Decide whether CLAIM is true.

    VERDICT is one of confirmed, wrong, misleading, disputed, unproven, uncheckable, opinion. Decisions are only ever
    added. The last one counts, and waits for sign-off.
    """
    from claimcheck.models import Review

    with _deciding(context, claim) as (store, record):
        if record.basis is None:
            raise NotInStoreError(f"{record.status.id}: changed since it was checked; run `claimcheck verify` first")
        made = Review(
            claim_id=record.status.id,
            verdict=ReviewVerdict(decision),
            reviewer=name_of(person),
            note=note,
            basis=record.basis,
            reviewed_utc=datetime.now(UTC).strftime(_SECONDS),
            said=ReviewVerdict(said) if said else None,
            copy=CopyAction(action) if action else None,
            replacement=(replacement or "").strip() or None,
        )
        store.reviews.propose(made, seen=record.status.steps_count)


@click.command()
@claim_argument
@click.argument("assignee", metavar="PERSON")
@note_option
@by_option
@click.pass_context
def assign(context: click.Context, claim: str, assignee: str, note: str, person: str | None) -> None:
    """Assign CLAIM to PERSON, who then decides."""
    from claimcheck.people import plain_name

    with _deciding(context, claim) as (store, record):
        seen = record.status.steps_count
        store.reviews.assign(record.status.id, plain_name(assignee), name_of(person), note=note, seen=seen)


def _step(name: str, text: str) -> click.Command:
    """A command for a step that needs nothing but a note."""

    @click.command(name, help=text)
    @claim_argument
    @note_option
    @by_option
    @click.pass_context
    def command(context: click.Context, claim: str, note: str, person: str | None) -> None:
        with _deciding(context, claim) as (store, record):
            if name == "override":
                store.reviews.override(record.status.id, name_of(person), note, seen=record.status.steps_count)
                return
            steps = {"sign": store.reviews.sign, "return": store.reviews.return_}
            take = (steps | {"reopen": store.reviews.reopen, "undo": store.reviews.undo})[name]
            take(record.status.id, name_of(person), note=note, seen=record.status.steps_count)
            if name == "sign":
                vouched_head(context, store, record.status.id)

    if name == "sign":
        stamp_options(command)
    return command


STEPS = (
    _step(
        "sign",
        "Sign off the decision on CLAIM.\n\nEditors sign off, but not their own decisions. The claim needs evidence or"
        " a noted call, unless it was decided to be unproven, uncheckable or an opinion.",
    ),
    _step("return", "Return CLAIM to be decided again."),
    _step("reopen", "Reopen CLAIM after it was signed off."),
    _step(
        "override",
        "Let CLAIM be published as it is, although it was signed off as wrong, misleading or disputed.\n\nEditors do,"
        " with a note on why. It counts until the claim is decided anew.",
    ),
    _step("undo", "Undo your own last step on CLAIM; both steps stay in its history."),
)


@click.command()
@claim_argument
@click.argument("spoken_to", metavar="WHOM")
@click.argument("words")
@click.option("--role", help="Their role.")
@click.option(
    "--terms",
    type=click.Choice([terms.value for terms in CallTerms]),
    default=CallTerms.ON_RECORD.value,
    show_default=True,
    help="How the words can be used; off the record, no decision can rely on them.",
)
@click.option(
    "--at",
    "spoken_utc",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="TIME",
    help="When: 2025-06-10 or 2025-06-10T14:30, UTC.  [default: now]",
)
@by_option
@click.pass_context
def call(
    context: click.Context,
    claim: str,
    spoken_to: str,
    words: str,
    role: str | None,
    terms: str,
    spoken_utc: datetime | None,
    person: str | None,
) -> None:
    """Note a call or an interview about CLAIM: whom you spoke to, and their WORDS."""
    from claimcheck.models import Call

    now = datetime.now(UTC)
    with _deciding(context, claim) as (store, record):
        store.calls.add(
            Call(
                claim_id=record.status.id,
                spoken_to=spoken_to,
                terms=CallTerms(terms),
                words=words,
                spoken_utc=(spoken_utc or now).strftime(_SECONDS),
                person=name_of(person),
                noted_utc=now.strftime(_SECONDS),
                role=role or None,
            )
        )


@click.command()
@claim_argument
@click.pass_context
def history(context: click.Context, claim: str) -> None:
    """Show all steps that people took on CLAIM, and the calls about it."""
    with open_store(context) as store:
        record = store.claims.get(claim)
        _print_stage(store, record)
    for step in record.steps:
        click.echo(f"   {_described(step)}")
    for each in record.calls:
        who = f"{each.spoken_to}, {each.role}" if each.role else each.spoken_to
        words = " ".join(each.words.split())
        click.echo(f"   {each.spoken_utc}  {each.person} spoke to {who} ({TERMS[each.terms]}): {words}")


def _described(step: Step) -> str:
    words = f"{step.at_utc}  {step.person} {step.step}"
    if step.step is StepKind.ASSIGNED:
        words += f" it to {step.assignee}"
    elif step.step is StepKind.WITHDRAWN:
        words = f"{step.at_utc}  {step.person} took back step {step.withdraws}"
    if step.review is not None:
        answers = [str(step.review.verdict)]
        answers += [f"{QUESTIONS['said']} {step.review.said}"] if step.review.said else []
        answers += [f"copy: {step.review.copy}"] if step.review.copy else []
        answers += [f"should read “{step.review.replacement}”"] if step.review.replacement else []
        words += f" {', '.join(answers)}"
    if step.note:
        words += f": {' '.join(step.note.split())}"
    return words + (" (taken back)" if step.is_withdrawn else "")


@contextmanager
def _deciding(context: click.Context, claim: str) -> Iterator[tuple[Store, ClaimRecord]]:
    """The claim, to take a step on; its stage is printed after that."""
    with open_store(context) as store:
        record = store.claims.get(claim)
        yield store, record
        _print_stage(store, record)


def _print_stage(store: Store, record: ClaimRecord) -> None:
    """Print the stage of the claim, and who decided and signed off."""
    now = store.claims.get(record.status.id).status
    who = f"signed off by {now.signer}, {now.status}, decided by {now.checker}" if now.signer else now.status
    if now.checker and not now.signer:
        who += f", {now.checker}"
    click.echo(f"{now.handle}  {record.checked.claim.text}\n   {now.stage}: {who}")


COMMANDS = (review, assign, *STEPS, call, history)
"""All of them, in the order in which an editor meets them."""
