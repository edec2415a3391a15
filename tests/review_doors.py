"""Whoever writes to a database of ours, by the door that they come through; and what they may and may not do."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields, replace
from pathlib import Path

import httpx
from click.testing import CliRunner

from claimcheck.cli import main
from claimcheck.errors import ClaimcheckError
from claimcheck.models import (
    Call,
    CallTerms,
    CheckedClaim,
    ClaimKind,
    Person,
    Review,
    ReviewVerdict,
    Role,
    SplitArticle,
)
from claimcheck.store import Store
from store_values import checked, split

TONNAGE, QUAY = (claim.id for claim in split().claims)
NEWS = "c00000000ccc3"
"""A claim of the article itself, of a kind without high risk, with evidence."""

WHEN = "2025-06-10T08:00:00Z"
STEP_OF = {"assign": "assigned", "sign": "signed", "return": "returned", "reopen": "reopened", "undo": "withdrawn"}


@dataclass(frozen=True)
class Act:
    """Something that a person does, or tries to."""

    what: str
    person: str = "Cem"
    claim: str = TONNAGE
    verdict: str = "wrong"
    said: str = ""
    assignee: str = ""
    terms: str = "on_record"


def news() -> CheckedClaim:
    tonnage, _ = checked()
    return replace(tonnage, claim=replace(tonnage.claim, id=NEWS, kind=ClaimKind.EVENT, attribution=None))


def with_news() -> SplitArticle:
    made = split()
    return replace(made, claims=(*made.claims, news().claim))


def copy_of(newsroom: Path, to: Path) -> Path:
    for file in newsroom.parent.glob("claimcheck.db*"):
        shutil.copy(file, to.with_name(to.name + file.name.removeprefix("claimcheck.db")))
    return to


def through_store(store: Store, act: Act) -> None:
    if act.what == "propose":
        basis = store.claims.get(act.claim).basis or ""
        said = ReviewVerdict(act.said) if act.said else None
        number = len(store.reviews.history(act.claim))
        store.reviews.propose(
            Review(act.claim, ReviewVerdict(act.verdict), act.person, "", basis, f"2025-06-10T08:00:{number:02}Z", said)
        )
    elif act.what == "call":
        store.calls.add(Call(act.claim, "the harbour master", CallTerms(act.terms), "No.", WHEN, act.person, WHEN))
    elif act.what == "add person":
        store.people.keep(Person(act.person, Role.EDITOR))
    elif act.what == "assign":
        store.reviews.assign(act.claim, act.assignee, act.person)
    else:
        name = {"return": "return_"}.get(act.what, act.what)
        getattr(store.reviews, name)(act.claim, act.person)


PROPOSE = """
INSERT INTO reviews (id, claim_id, verdict, reviewer, note, reviewed_utc, basis, number, said)
SELECT 'r' || lower(hex(randomblob(6))), :claim, :verdict, :person, '', '2025-06-10T09:00:00Z', coalesce(basis, ''),
    (SELECT coalesce(max(number), 0) + 1 FROM reviews), nullif(:said, '') FROM claims WHERE id = :claim
"""
STEP = """
INSERT INTO steps (
    id, claim_id, n, step, old_stage, new_stage, person, assignee, review_id, note, at_utc, withdraws_id, number
)
SELECT 'rs' || lower(hex(randomblob(6))), id, steps_count + 1, :step, last_stage,
    CASE :step WHEN 'withdrawn' THEN (SELECT old_stage FROM steps WHERE steps.id = step_id) ELSE :step END,
    :person, nullif(:assignee, ''), CASE WHEN :step IN ('signed', 'returned', 'reopened') THEN review_id END, '',
    '2025-06-10T09:00:00Z', CASE :step WHEN 'withdrawn' THEN step_id END,
    (SELECT coalesce(max(number), 0) + 1 FROM steps)
FROM claim_stage WHERE id = :claim
"""
CALL = """
INSERT INTO calls (id, claim_id, spoken_to, terms, words, spoken_utc, person, noted_utc, steps_count, number)
SELECT 'rc' || lower(hex(randomblob(6))), :claim, 'the harbour master', :terms, 'No.', '2025-06-10', :person,
    '2025-06-10T09:00:00Z', (SELECT coalesce(max(number), 0) FROM steps),
    (SELECT coalesce(max(number), 0) + 1 FROM calls)
"""
PERSON = "INSERT INTO people (name, role, is_active, added_utc) VALUES (:person, 'editor', 1, '2025-06-10T09:00:00Z')"
SQL = {"propose": PROPOSE, "call": CALL, "add person": PERSON}


def sql_of(act: Act) -> tuple[str, dict[str, str]]:
    """The same in SQL, with what it is bound to."""
    sql = SQL.get(act.what, STEP)
    bound = {field.name: getattr(act, field.name) for field in fields(act)} | {"step": STEP_OF.get(act.what, "")}
    return sql, {name: bound[name] for name in re.findall(r":([a-z]+)", sql)}


class ByStore:
    """A program that uses the library."""

    def attempt(self, database: Path, act: Act) -> str | None:
        with Store(database) as store:
            try:
                through_store(store, act)
            except ClaimcheckError as error:
                return str(error)
        return None


class BySqlite:
    """A bare connection, without foreign keys or settings of ours."""

    def attempt(self, database: Path, act: Act) -> str | None:
        with closing(sqlite3.connect(database)) as connection, connection:
            try:
                connection.execute(*sql_of(act))
            except sqlite3.IntegrityError as error:
                return str(error)
        return None


class ByCommand:
    """The command line."""

    def attempt(self, database: Path, act: Act) -> str | None:
        arguments = {
            "propose": ["review", act.claim, act.verdict, *(["--said", act.said] if act.said else [])],
            "assign": ["assign", act.claim, act.assignee],
            "call": ["call", act.claim, "the harbour master", "No.", "--terms", act.terms],
            "add person": ["people", "add", act.person, "--no-password"],
        }.get(act.what, [act.what, act.claim])
        by = [] if act.what == "add person" else ["--by", act.person]
        done = CliRunner().invoke(main, ["--db", str(database), *arguments, *by], catch_exceptions=False)
        assert done.exit_code in (0, 1), done.output
        assert len(done.stderr.splitlines()) == done.exit_code
        return done.stderr.removeprefix("Error: ").strip() or None


class ByDatasette:
    """A writable query that somebody put into the metadata of a Datasette of their own."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        token = re.search(r'name="csrftoken" value="([^"]+)"', client.get("/worked/delete_steps").text)
        assert token, "the query is offered to be written"
        self._token = token[1]

    def attempt(self, database: Path, act: Act) -> str | None:
        _, bound = sql_of(act)
        return self.write(database.stem, query_of(act), bound)

    def write(self, database: str, query: str, bound: dict[str, str]) -> str | None:
        answer = self._client.post(
            f"/{database}/{query.replace(' ', '_')}",
            params={"_json": "1"},
            data={**bound, "csrftoken": self._token},
            headers={"Accept": "application/json"},
        )
        told = json.loads(answer.text)
        return None if told["ok"] else str(told["message"])


def query_of(act: Act) -> str:
    """The name of the query that does this; what is bound to it comes with the request."""
    return act.what if act.what in SQL else "step"


@dataclass(frozen=True)
class Case:
    """What happened before, what somebody then tries, and how they are told that it cannot be; None where it can."""

    name: str
    act: Act
    says: str | None
    before: tuple[Act, ...] = ()
    sql: tuple[str, ...] = ()


DECIDED = (Act("propose"),)
SIGNED = (Act("propose"), Act("sign", "Max"))
CHANGED = "UPDATE evidence SET text = substr(text, 2), start_char = start_char + 1"
NOBODY = "no active person has that name"

CASES = [
    Case("a checker decides", Act("propose"), None),
    Case("a checker takes back their decision", Act("undo"), None, DECIDED),
    Case("an editor signs", Act("sign", "Max"), None, DECIDED),
    Case("an editor returns", Act("return", "Max"), None, DECIDED),
    Case("an editor reopens", Act("reopen", "Ines"), None, SIGNED),
    Case("a checker takes a claim", Act("assign", assignee="Cem"), None),
    Case("a call is noted", Act("call"), None),
    Case("a person is added", Act("add person", "Noor"), None),
    Case(
        "signed by a call alone", Act("sign", "Max", QUAY), None, (Act("call", claim=QUAY), Act("propose", claim=QUAY))
    ),
    Case(
        "unproven needs no evidence",
        Act("sign", "Max", QUAY),
        None,
        (Act("propose", claim=QUAY, verdict="unproven", said="uncheckable"),),
    ),
    Case("a stranger decides", Act("propose", "Eve"), NOBODY),
    Case("the machine decides", Act("propose", "claimcheck"), NOBODY),
    Case("somebody who left decides", Act("propose", "Gone"), NOBODY),
    Case("somebody who left signs", Act("sign", "Gone"), NOBODY, DECIDED),
    Case("another spelling signs", Act("sign", "max"), NOBODY, DECIDED),
    Case("a viewer decides", Act("propose", "Vera"), "viewers cannot decide"),
    Case("a viewer assigns", Act("assign", "Vera", assignee="Cem"), "viewers cannot decide"),
    Case("a viewer notes a call", Act("call", "Vera"), "viewers cannot decide"),
    Case("a checker signs", Act("sign"), "only editors", (Act("propose", "Ines"),)),
    Case("a checker returns", Act("return"), "only editors", (Act("propose", "Ines"),)),
    Case("a checker reopens", Act("reopen"), "only editors", SIGNED),
    Case(
        "one signs their own high risk",
        Act("sign", "Max"),
        "cannot sign off a claim of this kind",
        (Act("propose", "Max"),),
    ),
    Case("one signs their own low risk", Act("sign", "Max", NEWS), "a second person", (Act("propose", "Max", NEWS),)),
    Case("nothing to sign", Act("sign", "Max"), "nothing is proposed"),
    Case("nothing to return", Act("return", "Max"), "nothing is proposed"),
    Case("signed twice", Act("sign", "Ines"), "signed off already", SIGNED),
    Case("returned after sign-off", Act("return", "Ines"), "signed off already", SIGNED),
    Case("signed with no evidence", Act("sign", "Max", QUAY), "nothing kept bears", (Act("propose", claim=QUAY),)),
    Case(
        "said with no evidence",
        Act("sign", "Max", QUAY),
        "nothing kept bears",
        (Act("propose", claim=QUAY, verdict="opinion", said="confirmed"),),
    ),
    Case(
        "signed on an off-record call",
        Act("sign", "Max", QUAY),
        "nothing kept bears",
        (Act("call", claim=QUAY, terms="off_record"), Act("propose", claim=QUAY)),
    ),
    Case("signed on what changed", Act("sign", "Max"), "changed after the decision", DECIDED, (CHANGED,)),
    Case("decided over a sign-off", Act("propose", "Ines"), "signed off", SIGNED),
    Case("decided anew once stale", Act("propose", "Ines"), None, (*SIGNED, Act("call"))),
    Case("assigned when decided", Act("assign", "Max", assignee="Cem"), "decided already", DECIDED),
    Case("assigned to a viewer", Act("assign", "Max", assignee="Vera"), "assigned to active checkers"),
    Case("assigned to a stranger", Act("assign", "Max", assignee="Eve"), "assigned to active checkers"),
    Case("nothing to reopen", Act("reopen", "Max"), "nothing", ()),
    Case("not signed, reopened", Act("reopen", "Max"), "not signed off", DECIDED),
    Case("nothing to take back", Act("undo"), "take"),
    Case("somebody else's step taken back", Act("undo", "Max"), "their own steps only", DECIDED),
    Case("the article has no speaker", Act("propose", claim=NEWS, said="wrong"), "no speaker to decide about"),
    Case("the machine is added", Act("add person", "ClaimCheck"), "people decide, and the machine only suggests"),
    Case("a robot is added", Act("add person", "Review bot"), "people decide, and the machine only suggests"),
]

DESTRUCTIVE = {
    f"{verb} {table}": statement.format(table=table, key=key)
    for table, key in (
        ("reviews", "number"),
        ("steps", "number"),
        ("calls", "number"),
        ("kind_settings", "number"),
        ("people", "name"),
    )
    for verb, statement in {
        "delete": "DELETE FROM {table}",
        "replace": "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE 1 LIMIT 1 ON CONFLICT DO UPDATE SET {key} = {key}",
    }.items()
} | {
    "change reviews": "UPDATE reviews SET verdict = 'confirmed'",
    "change steps": "UPDATE steps SET person = 'Ines'",
    "change calls": "UPDATE calls SET words = 'Yes.'",
    "change settings": "UPDATE kind_settings SET may_sign_own = 0",
    "rename people": "UPDATE people SET name = 'Eve' WHERE name = 'Max'",
    "delete the claims": "DELETE FROM claims",
    "replace the claim": (
        "REPLACE INTO claims (id, n, text, kind, priority_pct, is_checkable, is_current, document_id,"
        " sentence_start_char, sentence_end_char, basis, number) SELECT id, n, text, 'event', 1, 1, 1, document_id,"
        f" sentence_start_char, sentence_end_char, basis, number FROM claims WHERE id = '{TONNAGE}'"
    ),
    "replace a claim by another": f"UPDATE OR REPLACE claims SET id = '{TONNAGE}' WHERE id = '{NEWS}'",
    "replace a decision by its rowid": (
        "REPLACE INTO reviews (rowid, id, claim_id, verdict, reviewer, note, reviewed_utc, basis, number)"
        " SELECT rowid, 'r00000000000f', claim_id, 'confirmed', 'Max', '', reviewed_utc, basis, 99 FROM reviews"
    ),
    "replace a step by its rowid": (
        "REPLACE INTO steps (rowid, id, claim_id, n, step, old_stage, new_stage, person, assignee, note, at_utc,"
        " number) SELECT rowid, 'rs00000000000f', claim_id, n + 1, 'assigned', 'open', 'assigned', 'Max', 'Cem', '',"
        " at_utc, 99 FROM steps"
    ),
    "replace a person by their rowid": (
        "REPLACE INTO people (rowid, name, role, is_active, added_utc)"
        " SELECT rowid, 'Eve', 'editor', 1, added_utc FROM people WHERE name = 'Max'"
    ),
    "replace a person by another": (
        "UPDATE OR REPLACE people SET rowid = (SELECT rowid FROM people WHERE name = 'Max') WHERE name = 'Vera'"
    ),
    "replace a call by its rowid": (
        "REPLACE INTO calls (rowid, id, claim_id, spoken_to, terms, words, spoken_utc, person, noted_utc, steps_count,"
        " number) SELECT rowid, 'rc00000000000f', claim_id, spoken_to, terms, 'Yes.', spoken_utc, person, noted_utc, 1,"
        " 99 FROM calls"
    ),
    "a setting by a checker": (
        "INSERT INTO kind_settings VALUES (9, 'quote', 0, 1, 'Cem', '', '2025-06-10T08:00:00Z')"
    ),
    "a sign-off for another decision": (
        "INSERT INTO steps SELECT 'rs00000000000f', claim_id, n + 1, 'signed', 'proposed', 'signed', 'Max', NULL,"
        " 'r00000000000f', '', at_utc, NULL, number + 1 FROM steps ORDER BY number DESC LIMIT 1"
    ),
    "a step out of order": (
        "INSERT INTO steps SELECT 'rs00000000000f', claim_id, n + 9, 'signed', 'proposed', 'signed', 'Max', NULL,"
        " review_id, '', at_utc, NULL, number + 1 FROM steps WHERE step = 'proposed' ORDER BY number DESC LIMIT 1"
    ),
    "a step from another stage": (
        "INSERT INTO steps SELECT 'rs00000000000f', claim_id, n + 1, 'signed', 'open', 'signed', 'Max', NULL,"
        " review_id, '', at_utc, NULL, number + 1 FROM steps WHERE step = 'proposed' ORDER BY number DESC LIMIT 1"
    ),
    "a proposal without a decision": (
        "INSERT INTO steps SELECT 'rs00000000000f', claim_id, n + 1, 'proposed', 'proposed', 'proposed', 'Max', NULL,"
        " review_id, '', at_utc, NULL, number + 1 FROM steps WHERE step = 'proposed' ORDER BY number DESC LIMIT 1"
    ),
    "a call out of order": (
        "INSERT INTO calls SELECT 'rc00000000000f', claim_id, spoken_to, role, terms, words, spoken_utc, person,"
        " noted_utc, steps_count + 7, number + 1 FROM calls"
    ),
}
"""What has no command and no method, and can only be tried in SQL; after a call, a decision and a setting."""
