"""``claimcheck audit``: silent while nobody touched anything, and naming what somebody did."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bench.audit import damages, workspace_in
from click.testing import CliRunner

from claimcheck.audit import audit
from claimcheck.cli import main
from claimcheck.cli.evidence import audit as command
from claimcheck.migrations.dictionary import tables
from claimcheck.models import Review, ReviewVerdict
from claimcheck.store import Store
from claimcheck.store.chain import SEALED
from claimcheck.store.head import head_of
from claimcheck.workspace import Workspace


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with captures, claims, evidence and reviews; tests damage copies of it."""
    return workspace_in(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def copy(whole: Workspace, tmp_path: Path) -> Workspace:
    return Workspace(shutil.copytree(whole.path, tmp_path / "copy"))


def said(workspace: Workspace) -> list[str]:
    return [problem.what for problem in audit(workspace).problems]


def run(workspace: Workspace, *arguments: str) -> tuple[int, str]:
    main.add_command(command)
    done = CliRunner().invoke(main, ["-w", str(workspace.path), "audit", *arguments])
    return done.exit_code, done.stdout


def sql(workspace: Workspace, *statements: str) -> None:
    """What another tool does."""
    with closing(sqlite3.connect(workspace.database, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


def test_nothing_is_wrong_with_what_nobody_touched(whole: Workspace) -> None:
    """A short table, exit 0; as JSON too."""
    code, out = run(whole)
    assert code == 0
    assert "no tampering found" in out
    told = json.loads(run(whole, "--json")[1])
    assert told["problems"] == []
    assert all(part["count"] for part in told["checked"])


def test_checking_again_adds_nothing(copy: Workspace) -> None:
    """Neither to the tables nor to the chain, and an audit writes nothing at all."""
    head = head_of(copy.database).read_bytes()
    copy.verify()
    assert audit(copy).problems == ()
    assert head_of(copy.database).read_bytes() == head


def test_every_table_is_sealed() -> None:
    """A table that a later migration adds is sealed too, unless it holds only what can be computed again."""
    ours = {table.name for table in tables() if not table.is_view}
    assert ours - {"chain", "embeddings", "entailments", "article_checks", "known_lookups", "writing"} <= SEALED.keys()


def test_damage_of_any_kind_is_found(whole: Workspace) -> None:
    """Bytes flipped, cut and added, rows changed, deleted, swapped and slipped in, rules dropped and altered."""
    assert [damage.done for damage in damages(whole, 60, 5) if not damage.found] == []


NAMED: dict[str, tuple[list[str], str]] = {
    "an edited review": (
        ["DROP TRIGGER reviews_are_not_changed", "UPDATE reviews SET verdict = 'confirmed' WHERE number = 1"],
        "reviews r",
    ),
    "the last review removed": (
        [
            "DROP TRIGGER review_evidence_is_not_deleted",
            "DROP TRIGGER reviews_are_not_deleted",
            "DELETE FROM review_evidence WHERE review_id = (SELECT id FROM reviews ORDER BY number DESC LIMIT 1)",
            "DELETE FROM reviews WHERE number = (SELECT max(number) FROM reviews)",
        ],
        "was written, and is gone",
    ),
    "reviews reordered": (
        [
            "DROP TRIGGER reviews_are_not_changed",
            "UPDATE reviews SET number = 100 WHERE number = 1",
            "UPDATE reviews SET number = 1 WHERE number = 2",
            "UPDATE reviews SET number = 2 WHERE number = 100",
        ],
        "not what was written",
    ),
    "a review of another tool": (
        [
            "INSERT INTO reviews (id, claim_id, verdict, reviewer, note, reviewed_utc, basis, number)"
            " SELECT 'rffffffffffff', claim_id, 'wrong', 'Mara', '', reviewed_utc, basis, 99 FROM reviews LIMIT 1",
        ],
        "reviews rffffffffffff: not written by claimcheck; another tool put it there",
    ),
    "a capture made current again": (["UPDATE captures SET is_current = 1 - is_current"], "captures k"),
    "a document without its evidence": (
        ["DELETE FROM documents WHERE id IN (SELECT document_id FROM evidence)"],
        "refers",
    ),
    "evidence moved": (["UPDATE evidence SET start_char = start_char + 1"], "its text is not what stands at"),
    "an index that lost a word": (["DELETE FROM claims_fts_docsize"], "claims_fts"),
    "a trigger dropped": (["DROP TRIGGER reviews_are_not_deleted"], "trigger reviews_are_not_deleted: gone"),
    "a table dropped": (["DROP TABLE differences"], "table differences: gone"),
    "the chain dropped": (["DROP TABLE chain"], "table chain: gone"),
    "the chain emptied": (["DROP TRIGGER chain_is_not_deleted", "DELETE FROM chain"], "chain: ends at 0"),
    "the end of the chain cut, with what it seals": (
        [
            "DROP TRIGGER chain_is_not_deleted",
            "DROP TRIGGER review_evidence_is_not_deleted",
            "DELETE FROM review_evidence WHERE review_id = (SELECT row FROM chain ORDER BY number DESC LIMIT 1)",
            "DELETE FROM chain WHERE number = (SELECT max(number) FROM chain)",
        ],
        "claimcheck.db.chain says that it goes on to",
    ),
    "entries of the chain swapped": (
        [
            "DROP TRIGGER chain_is_not_changed",
            "UPDATE chain SET number = 1000 WHERE number = 3",
            "UPDATE chain SET number = 3 WHERE number = 4",
            "UPDATE chain SET number = 4 WHERE number = 1000",
        ],
        "chain 3",
    ),
}


@pytest.mark.parametrize(("statements", "named"), NAMED.values(), ids=NAMED)
def test_what_somebody_did_is_named(copy: Workspace, statements: list[str], named: str) -> None:
    """In a line of its own, with exit 1 and no traceback."""
    sql(copy, "PRAGMA foreign_keys = OFF", *statements)
    code, out = run(copy)
    assert code == 1
    assert any(named in line for line in out.splitlines()), out


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


FILES: dict[str, tuple[Callable[[Workspace], object], str]] = {
    "an edited piece of evidence": (
        lambda workspace: (workspace.path / "evidence" / "minutes.txt").write_text("Nothing happened.\n"),
        "evidence/minutes.txt: changed since it was read",
    ),
    "a pipe in place of evidence": (
        lambda workspace: replace_by_pipe(workspace.path / "evidence" / "minutes.txt"),
        "evidence/minutes.txt: is no longer a file",
    ),
    "a removed article": (lambda workspace: (workspace.path / "claims" / "storm.md").unlink(), "claims/storm.md: "),
    "a removed WARC file": (
        lambda workspace: min((workspace.path / "evidence" / "archive").iterdir()).unlink(),
        "missing, with",
    ),
    "the head removed": (lambda workspace: head_of(workspace.database).unlink(), "claimcheck.db.chain: missing"),
    "the head of another": (
        lambda workspace: head_of(workspace.database).write_text(f"3 sha256:{64 * 'a'}\n"),
        "is not about this chain",
    ),
    "no database any more": (lambda workspace: workspace.database.write_bytes(b"nothing"), "not a database"),
}


@pytest.mark.parametrize(("do", "named"), FILES.values(), ids=FILES)
def test_files_that_changed_are_named(copy: Workspace, do: Callable[[Workspace], object], named: str) -> None:
    """Also where there is no database to compare with."""
    do(copy)
    assert any(named in line for line in said(copy))


def test_a_write_after_another_tool_does_not_cover_it_up(copy: Workspace) -> None:
    """What is written next seals itself, and not the row that somebody slipped in."""
    sql(copy, *NAMED["a review of another tool"][0])
    with Store(copy.database) as store:
        record = store.claims.all()[0]
        store.reviews.propose(
            Review(record.status.id, ReviewVerdict.WRONG, "Mara", "", str(record.basis), "2024-03-04T10:00:00Z")
        )
    review = NAMED["a review of another tool"][1]
    assert said(copy) == [review, review.replace("reviews r", "steps rs")]
