"""The commands by which people decide: propose, assign, sign off, return, reopen, take back, and note a call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from claimcheck.cli.opening import by_option, name_of, open_store
from claimcheck.errors import NotInStoreError
from claimcheck.models import CallTerms, CopyAction, ReviewVerdict, StepKind

if TYPE_CHECKING:
    from claimcheck.models import Step
    from claimcheck.store import ClaimRecord, Store

VERDICTS = [verdict.value for verdict in ReviewVerdict]

claim_argument = click.argument("claim")
note_option = click.option("--note", default="", help="Why, in your words.")


@click.command()
@claim_argument
@click.argument("decision", type=click.Choice(VERDICTS), metavar="VERDICT")
@click.option(
    "--said", type=click.Choice(VERDICTS), metavar="VERDICT", help="Whether the speaker said it, in these words."
)
@click.option(
    "--copy", "action", type=click.Choice([action.value for action in CopyAction]), help="What to do with the copy."
)
@note_option
@by_option
@click.pass_context
def review(
    context: click.Context,
    claim: str,
    decision: str,
    said: str | None,
    action: str | None,
    note: str,
    person: str | None,
) -> None:
    """Decide whether CLAIM is so.

    VERDICT is one of confirmed, wrong, misleading, disputed, unproven, uncheckable, opinion. Decisions are only ever
    added; the last one stands, and waits for somebody to sign it off.
    """
    from claimcheck.models import Review

    with _deciding(context, claim) as (store, record):
        if record.basis is None:
            raise NotInStoreError(f"{record.status.id}: not checked as it stands; run `claimcheck verify` first")
        made = Review(
            claim_id=record.status.id,
            verdict=ReviewVerdict(decision),
            reviewer=name_of(person),
            note=note,
            basis=record.basis,
            reviewed_utc=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            said=ReviewVerdict(said) if said else None,
            copy=CopyAction(action) if action else None,
        )
        store.propose(made, seen=record.status.steps_count)


@click.command()
@claim_argument
@click.argument("assignee", metavar="PERSON")
@note_option
@by_option
@click.pass_context
def assign(context: click.Context, claim: str, assignee: str, note: str, person: str | None) -> None:
    """Give CLAIM to PERSON, who then decides about it."""
    from claimcheck.people import plain_name

    with _deciding(context, claim) as (store, record):
        seen = record.status.steps_count
        store.assign(record.status.id, plain_name(assignee), name_of(person), note=note, seen=seen)


@click.command()
@claim_argument
@note_option
@by_option
@click.pass_context
def sign(context: click.Context, claim: str, note: str, person: str | None) -> None:
    """Sign off the decision on CLAIM.

    Editors sign off, and not what they decided themselves. Something has to bear on the claim: evidence that was kept,
    or a call that was noted; unless the decision is that it is unproven, uncheckable or an opinion.
    """
    with _deciding(context, claim) as (store, record):
        store.sign(record.status.id, name_of(person), note=note, seen=record.status.steps_count)


@click.command("return")
@claim_argument
@note_option
@by_option
@click.pass_context
def return_(context: click.Context, claim: str, note: str, person: str | None) -> None:
    """Return the decision on CLAIM, to be made anew."""
    with _deciding(context, claim) as (store, record):
        store.return_(record.status.id, name_of(person), note=note, seen=record.status.steps_count)


@click.command()
@claim_argument
@note_option
@by_option
@click.pass_context
def reopen(context: click.Context, claim: str, note: str, person: str | None) -> None:
    """Take CLAIM up again after it was signed off."""
    with _deciding(context, claim) as (store, record):
        store.reopen(record.status.id, name_of(person), note=note, seen=record.status.steps_count)


@click.command()
@claim_argument
@note_option
@by_option
@click.pass_context
def undo(context: click.Context, claim: str, note: str, person: str | None) -> None:
    """Take back your own last step with CLAIM; both stay in its history."""
    with _deciding(context, claim) as (store, record):
        store.undo(record.status.id, name_of(person), note=note, seen=record.status.steps_count)


@click.command()
@claim_argument
@click.argument("spoken_to", metavar="WHOM")
@click.argument("words")
@click.option("--role", help="In what capacity they speak.")
@click.option(
    "--terms",
    type=click.Choice([terms.value for terms in CallTerms]),
    default=CallTerms.ON_RECORD.value,
    show_default=True,
    help="What may be done with it; off the record, nothing may rest on it.",
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
        store.add_call(
            Call(
                claim_id=record.status.id,
                spoken_to=spoken_to,
                terms=CallTerms(terms),
                words=words,
                spoken_utc=(spoken_utc or now).strftime("%Y-%m-%dT%H:%M:%SZ"),
                person=name_of(person),
                noted_utc=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                role=role or None,
            )
        )


@click.command()
@claim_argument
@click.pass_context
def history(context: click.Context, claim: str) -> None:
    """Show every step that people took with CLAIM, and the calls about it."""
    with open_store(context) as store:
        record = store.claim(claim)
        _tell(store, record)
        for step in record.steps:
            click.echo(f"   {_told(step)}")
        for each in record.calls:
            terms = each.terms.replace("_", " ")
            who = f"{each.spoken_to}, {each.role}" if each.role else each.spoken_to
            click.echo(f"   {each.spoken_utc}  {who} told {each.person} ({terms}): {' '.join(each.words.split())}")


def _told(step: Step) -> str:
    told = f"{step.at_utc}  {step.person} {step.step}"
    if step.step is StepKind.ASSIGNED:
        told = f"{step.at_utc}  {step.person} assigned it to {step.assignee}"
    elif step.step is StepKind.WITHDRAWN:
        told = f"{step.at_utc}  {step.person} took step {step.withdraws} back"
    if step.review is not None:
        answers = [f"{step.review.verdict}"]
        answers += [f"quote accurate? {step.review.said}"] if step.review.said else []
        answers += [f"copy: {step.review.copy}"] if step.review.copy else []
        told += f" {', '.join(answers)}"
    if step.note:
        told += f": {' '.join(step.note.split())}"
    return told + (" (taken back)" if step.is_withdrawn else "")


@contextmanager
def _deciding(context: click.Context, claim: str) -> Iterator[tuple[Store, ClaimRecord]]:
    """The claim, to take a step with; where it stands then is told."""
    with open_store(context) as store:
        record = store.claim(claim)
        yield store, record
        _tell(store, record)


def _tell(store: Store, record: ClaimRecord) -> None:
    """Say where the claim stands now."""
    now = store.claim(record.status.id).status
    who = f"signed off by {now.signer}, {now.status}, decided by {now.checker}" if now.signer else now.status
    if now.checker and not now.signer:
        who += f", {now.checker}"
    click.echo(f"{now.n}. {record.checked.claim.text}\n   {now.stage}: {who}")


COMMANDS = (review, assign, sign, return_, reopen, undo, call, history)
"""All of them, in the order in which an editor meets them."""
