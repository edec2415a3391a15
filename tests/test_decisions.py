"""The rules of review hold whatever tool writes; two people at once lose nothing; and what changed turns stale."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.errors import RuleError
from claimcheck.models import (
    Call,
    CallTerms,
    ClaimKind,
    CopyAction,
    KindSetting,
    Person,
    Review,
    ReviewVerdict,
    Role,
    Stage,
)
from claimcheck.store import Store
from review_doors import (
    CASES,
    CHANGED,
    DESTRUCTIVE,
    NEWS,
    QUAY,
    SIGNED,
    SQL,
    STEP,
    TONNAGE,
    WHEN,
    Act,
    ByCommand,
    ByDatasette,
    BySqlite,
    ByStore,
    Case,
    copy_of,
    news,
    through_store,
    with_news,
)
from store_values import PLACE, checked, keep_everything, split
from test_desk import free_port, served


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with three claims and five people, to be copied."""
    path = tmp_path_factory.mktemp("newsroom") / "claimcheck.db"
    with Store(path) as store:
        keep_everything(store)
        store.articles.keep(PLACE, with_news(), from_sheet=False)
        store.claims.keep_checked(split().document.digest, [*checked(), news()])
        for name, role in (("Ines", Role.EDITOR), ("Max", Role.EDITOR), ("Cem", Role.CHECKER), ("Vera", Role.VIEWER)):
            store.people.keep(Person(name, role))
        store.people.keep(Person("Gone", Role.EDITOR, is_active=False))
    return path


@pytest.fixture
def store(newsroom: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(copy_of(newsroom, tmp_path / "claimcheck.db")) as opened:
        yield opened


def prepared(newsroom: Path, folder: Path, name: str, acts: tuple[Act, ...], sql: tuple[str, ...] = ()) -> Path:
    database = copy_of(newsroom, folder / f"{name}.db")
    with Store(database) as store:
        for act in acts:
            through_store(store, act)
        if not acts and name == "worked":
            store.people.set_kind(KindSetting(ClaimKind.EVENT, False, may_sign_own=True), "Max", at_utc=WHEN)
            through_store(store, Act("call"))
            through_store(store, Act("propose"))
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in sql:
            connection.execute(statement)
    return database


def database_of(case: Case) -> str:
    """The database that is as it has to be before the case: one's own, where something is going to be written."""
    if case.says is None:
        return f"own{CASES.index(case)}"
    return f"shared{next(n for n, other in enumerate(CASES) if (other.before, other.sql) == (case.before, case.sql))}"


@pytest.fixture(scope="session")
def databases(newsroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The databases as they are before somebody tries."""
    folder = tmp_path_factory.mktemp("cases")
    for case in {database_of(case): case for case in CASES}.values():
        prepared(newsroom, folder, database_of(case), case.before, case.sql)
    prepared(newsroom, folder, "worked", ())
    return folder


@pytest.fixture(scope="session")
def datasette(databases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ByDatasette]:
    """A served Datasette on copies of all of them, with queries that write."""
    pytest.importorskip("datasette", reason="the extra `desk` is not installed")
    folder = tmp_path_factory.mktemp("datasette")
    queries = {name: {"sql": sql, "write": True} for name, sql in SQL.items()} | {"step": {"sql": STEP, "write": True}}
    told: dict[str, object] = {}
    for file in databases.glob("*.db"):
        shutil.copy(file, folder)
        told[file.stem] = {"queries": {name.replace(" ", "_"): query for name, query in queries.items()}}
    told["worked"] = {
        "queries": {name.replace(" ", "_"): {"sql": sql, "write": True} for name, sql in DESTRUCTIVE.items()}
    }
    (folder / "metadata.json").write_text(json.dumps({"databases": told}))
    port = free_port()
    files = [str(file) for file in sorted(folder.glob("*.db"))]
    command = ["-m", "datasette", *files, "-m", str(folder / "metadata.json"), "-p", str(port)]
    # Without our plugin: nothing but the database itself is there to say no.
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATASETTE_LOAD_PLUGINS", "")
        with served(command, port) as (client, _):
            yield ByDatasette(client)


def told_by(door: str, case: int, databases: Path, request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    database = databases / f"{database_of(CASES[case])}.db"
    if door == "datasette":
        return request.getfixturevalue("datasette").attempt(database, CASES[case].act)
    doors = {"store": ByStore, "sqlite3": BySqlite, "command line": ByCommand}
    return doors[door]().attempt(shutil.copy(database, tmp_path / "case.db"), CASES[case].act)


@pytest.mark.parametrize("door", ["store", "sqlite3", "command line", "datasette"])
@pytest.mark.parametrize("case", range(len(CASES)), ids=[case.name.replace(" ", "-") for case in CASES])
def test_the_rules_hold_at_every_door(
    databases: Path, request: pytest.FixtureRequest, tmp_path: Path, case: int, door: str
) -> None:
    """Each refusal is one line that says what is wrong; and what is allowed is allowed everywhere."""
    told = told_by(door, case, databases, request, tmp_path)
    says = CASES[case].says
    if says is None:
        assert told is None
    else:
        assert told is not None, "nobody refused"
        assert says in told or (says == "take" and "take" in told)
        assert "\n" not in told


@pytest.mark.parametrize("door", ["sqlite3", "datasette"])
@pytest.mark.parametrize("name", DESTRUCTIVE, ids=lambda name: name.replace(" ", "-"))
def test_nothing_that_was_decided_can_be_undone_in_sql(
    databases: Path, request: pytest.FixtureRequest, tmp_path: Path, name: str, door: str
) -> None:
    """No edit, no deletion, no replacement, and no row that does not follow from those before it."""
    if door == "datasette":
        told = request.getfixturevalue("datasette").write("worked", name, {})
    else:
        with closing(sqlite3.connect(shutil.copy(databases / "worked.db", tmp_path))) as connection:
            with pytest.raises(sqlite3.IntegrityError) as refused:
                connection.execute(DESTRUCTIVE[name])
            told = str(refused.value)
    assert told
    assert "no such" not in told
    assert "syntax" not in told


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"spoken_to": " "}, "say whom you spoke to"),
        ({"words": ""}, "note what they said"),
        ({"spoken_utc": "2025-06-12T00:00:00Z"}, "still to come"),
    ],
    ids=["with nobody", "without words", "tomorrow"],
)
def test_what_is_no_call_is_told_in_words(store: Store, changed: dict[str, str], says: str) -> None:
    """What the schema says of its columns is nothing that a person has to read."""
    call = Call(TONNAGE, "the harbour master", CallTerms.ON_RECORD, "No.", WHEN, "Cem", WHEN)
    with pytest.raises(RuleError, match=says):
        store.calls.add(replace(call, **changed))
    assert store.calls.all(TONNAGE) == []


def test_a_refusal_leaves_nothing_behind(store: Store) -> None:
    """Neither the decision nor its step."""
    for act in (Act("propose", "Vera"), Act("sign", "Max"), Act("call", "Vera")):
        with pytest.raises(RuleError):
            through_store(store, act)
    assert (store.reviews.history(TONNAGE), store.reviews.all(TONNAGE), store.calls.all(TONNAGE)) == ([], [], [])
    assert store.integrity.chain_problems() == []


def test_whoever_works_alone_needs_no_setting_up(tmp_path: Path) -> None:
    """They are listed as an editor; what they may not do alone is told in a line, and can be allowed for some kinds."""
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)
        store.articles.keep(PLACE, with_news(), from_sheet=False)
        store.claims.keep_checked(split().document.digest, [*checked(), news()])
        for claim in (TONNAGE, NEWS):
            through_store(store, Act("propose", "root", claim))
            with pytest.raises(RuleError, match="second"):
                store.reviews.sign(claim, "root")
        assert store.people.all() == [Person("root", Role.EDITOR)]
        store.people.set_kind(KindSetting(ClaimKind.EVENT, is_high_risk=False, may_sign_own=True), "root")
        store.reviews.sign(NEWS, "root")
        assert store.reviews.standing(NEWS).stage is Stage.SIGNED
        with pytest.raises(RuleError, match="second editor"):
            store.reviews.sign(TONNAGE, "root")


def test_the_history_tells_every_step(store: Store) -> None:
    """Who, when, what, from where to where; what was taken back stays."""
    store.reviews.assign(TONNAGE, "Cem", "Max", note="by noon", at_utc=WHEN)
    made = Review(
        TONNAGE,
        ReviewVerdict.WRONG,
        "Cem",
        "yearbook",
        store.claims.get(TONNAGE).basis or "",
        WHEN,
        ReviewVerdict.CONFIRMED,
        CopyAction.FIX,
    )
    store.reviews.propose(made)
    store.reviews.sign(TONNAGE, "Max", at_utc=WHEN)
    store.reviews.undo(TONNAGE, "Max", at_utc=WHEN)
    store.reviews.return_(TONNAGE, "Max", note="page?", at_utc=WHEN)
    told = [
        (step.n, step.step, step.old_stage, step.new_stage, step.person, step.note)
        for step in store.reviews.history(TONNAGE)
    ]
    assert told == [
        (1, "assigned", "open", "assigned", "Max", "by noon"),
        (2, "proposed", "assigned", "proposed", "Cem", "yearbook"),
        (3, "signed", "proposed", "signed", "Max", ""),
        (4, "withdrawn", "signed", "proposed", "Max", ""),
        (5, "returned", "proposed", "returned", "Max", "page?"),
    ]
    assigned, proposed, signed, withdrawn, _ = store.reviews.history(TONNAGE)
    assert (assigned.assignee, proposed.review, signed.review) == ("Cem", made, made)
    assert (withdrawn.withdraws, signed.is_withdrawn, proposed.is_withdrawn) == (3, True, False)
    line = store.claims.get(TONNAGE).status
    assert (line.stage, line.checker, line.signer, line.copy, line.steps_count) == ("returned", "Cem", None, "fix", 5)


def test_a_decision_taken_back_counts_no_longer(store: Store) -> None:
    """The one before it stands again; of none, the suggestion."""
    through_store(store, Act("propose", verdict="disputed"))
    through_store(store, Act("propose", verdict="wrong"))
    assert store.claims.get(TONNAGE).status.status == "wrong"
    store.reviews.undo(TONNAGE, "Cem")
    assert (store.claims.get(TONNAGE).status.status, store.reviews.standing(TONNAGE).stage) == (
        "disputed",
        Stage.PROPOSED,
    )
    store.reviews.undo(TONNAGE, "Cem")
    assert (store.claims.get(TONNAGE).status.status, store.reviews.standing(TONNAGE).stage) == (
        "contradicted (suggested)",
        Stage.OPEN,
    )
    assert len(store.reviews.all(TONNAGE)) == 2


CHANGES: dict[str, str | Callable[[Store], object]] = {
    "the claim's words": f"UPDATE claims SET text = 'Other words.' WHERE id = '{TONNAGE}'",
    "the claim's kind": f"UPDATE claims SET kind = 'event' WHERE id = '{TONNAGE}'",
    "the claim's speaker": f"UPDATE claims SET attribution_id = NULL WHERE id = '{TONNAGE}'",
    "who the speaker is": "UPDATE speakers SET name = 'Anna Weiz' WHERE name = 'Anna Weiss'",
    "whom the attribution names": "UPDATE attributions SET speaker_id = NULL",
    "the words of evidence": CHANGED,
    "evidence that goes": "DELETE FROM evidence",
    "evidence that comes": (
        "INSERT INTO evidence SELECT 'e00000000000f', claim_id, 9, stance, text, document_id, is_echo, wording,"
        " score_pct, covered_pct, NULL, start_char, end_char, match_json, is_reprint"
        f" FROM evidence WHERE claim_id = '{TONNAGE}' LIMIT 1"
    ),
    "the text of a snapshot": "UPDATE documents SET text = text || ' more' WHERE title = 'Yearbook'",
    "the digest of a snapshot": f"UPDATE documents SET digest = 'sha256:{'0' * 64}' WHERE title = 'Yearbook'",
    "a snapshot that goes": "DELETE FROM documents WHERE title = 'Yearbook'",
    "the page at its address": (
        "INSERT INTO rechecks SELECT 'j00000000000f', 'https://example.org', 'changed', text, document_id, start_char,"
        " end_char, NULL, NULL, NULL, NULL, NULL, 'q0', '2025-06-11T08:00:00Z', 99"
        f" FROM evidence WHERE claim_id = '{TONNAGE}' LIMIT 1"
    ),
    "a call": lambda store: through_store(store, Act("call")),
    "another run": lambda store: store.claims.keep_checked(
        split().document.digest, [replace(checked()[0], evidence=checked()[0].evidence[:1])]
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=[name.replace(" ", "-") for name in CHANGES])
def test_a_sign_off_goes_stale_by_whatever_changes(store: Store, change: str | Callable[[Store], object]) -> None:
    """Whatever tool changed it; another claim's sign-off stays."""
    for act in (*SIGNED, Act("propose", claim=QUAY, verdict="opinion"), Act("sign", "Max", QUAY)):
        through_store(store, act)
    assert store.reviews.standing(TONNAGE).stage is Stage.SIGNED
    if isinstance(change, str):
        with closing(sqlite3.connect(store.path)) as other, other:
            other.execute(change)
    else:
        change(store)
    assert store.reviews.standing(TONNAGE).stage is Stage.STALE
    assert store.claims.get(TONNAGE).status.stage is Stage.STALE
    if "attributions" not in str(change):
        assert store.reviews.standing(QUAY).stage is Stage.SIGNED


def test_what_is_as_it_was_is_signed_off_as_before(store: Store) -> None:
    """A run that finds the same evidence again settles what another tool unsettled."""
    for act in SIGNED:
        through_store(store, act)
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute(CHANGED)
    store.claims.keep_checked(split().document.digest, [*checked(), news()])
    assert store.reviews.standing(TONNAGE).stage is Stage.SIGNED


def test_steps_and_calls_follow_the_same_words_into_an_edited_article(store: Store) -> None:
    """The claim under its new key carries on from where the old one stood."""
    for act in (Act("call"), *SIGNED):
        through_store(store, act)
    before = with_news()
    after = replace(
        before,
        document=replace(before.document, digest="sha256:" + "e" * 64),
        claims=tuple(replace(claim, id=claim.id[:-1] + "f") for claim in before.claims),
    )
    store.articles.keep(PLACE, after, from_sheet=False)
    store.claims.keep_checked(
        after.document.digest,
        [replace(old, claim=new) for old, new in zip((*checked(), news()), after.claims, strict=True)],
    )
    new = after.claims[0].id
    assert (store.reviews.standing(new).stage, store.reviews.standing(TONNAGE).claim_id) == (Stage.SIGNED, new)
    assert [step.step for step in store.reviews.history(new)] == ["proposed", "signed"]
    assert len(store.calls.all(new)) == 1
    store.reviews.reopen(TONNAGE, "Max")
    assert [(step.n, step.claim_id) for step in store.reviews.history(new)][-1] == (3, new)


RUN = """
import sys
from pathlib import Path
from claimcheck.errors import RuleError
from claimcheck.models import Review, ReviewVerdict
from claimcheck.store import Store
with Store(Path(sys.argv[1])) as store:
    basis = store.claims.get(sys.argv[2]).basis
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        made = Review(sys.argv[2], ReviewVerdict.WRONG, sys.argv[3], "", basis, "2025-06-10T08:00:00Z")
        store.reviews.propose(made, seen=0)
    except RuleError as error:
        print(error)
    else:
        print("written")
"""


def test_of_two_who_decide_at_once_one_is_told_about_the_other(store: Store) -> None:
    """One decision is written whole, and the other refused with who did what, and when."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(store.path), TONNAGE, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("Ines", "Max", "Cem")
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    told = [run.communicate(timeout=20)[0].strip() for run in runs]
    (first,) = store.reviews.all(TONNAGE)
    assert told.count("written") == 1
    assert (
        told.count(f"{first.reviewer} changed it first (proposed wrong, {WHEN}): check it again and decide again") == 2
    )
    assert [step.person for step in store.reviews.history(TONNAGE)] == [first.reviewer]


def test_the_view_of_agreement_says_where_to_trust_the_machine(store: Store) -> None:
    """Suggestions against decisions, with the reasons of those who decided otherwise; stale ones do not count."""

    def agreement() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(store.path)) as other:
            return other.execute(
                "SELECT question, kind, rule, finding, decisions_count, agreed_count, agreed_pct, reasons"
                " FROM agreement ORDER BY id"
            ).fetchall()

    basis = store.claims.get(TONNAGE).basis or ""
    store.reviews.propose(
        Review(TONNAGE, ReviewVerdict.WRONG, "Cem", "he did say so", basis, WHEN, said=ReviewVerdict.CONFIRMED)
    )
    assert agreement() == [
        ("said", "number", "said_nothing", "not_found", 1, 0, 0.0, "confirmed: he did say so"),
        ("so", "number", "number_differs", "contradicted", 1, 1, 100.0, None),
    ]
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute(CHANGED)
    assert agreement() == []
