"""The schema is whole, says what it means, and is made at once or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import pytest

from claimcheck import models
from claimcheck.migrations import MIGRATIONS, applied, migrate, statements
from claimcheck.migrations.dictionary import Column, markdown, tables
from claimcheck.origins.groups import OriginChoice
from claimcheck.origins.overlap import Joins, Signal
from claimcheck.origins.sources import SourceKind
from claimcheck.provenance.values import CitationKind, ProvenanceFlagKind
from claimcheck.queries import QuerySide
from claimcheck.recheck import RecheckOutcome

ROOT = Path(__file__).parents[1]
TABLES = tables()

ENUMS = {
    ("source_notices", "kind"): models.NoticeKind,
    ("coverage", "covered"): models.Covered,
    ("speakers", "kind"): models.SpeakerKind,
    ("attributions", "type"): models.AttributionType,
    ("claims", "kind"): models.ClaimKind,
    ("findings", "finding"): models.FindingKind,
    ("findings", "wording"): models.Wording,
    ("evidence", "wording"): models.Wording,
    ("evidence", "stance"): models.Stance,
    ("review_evidence", "stance"): models.Stance,
    ("reviews", "verdict"): models.ReviewVerdict,
    ("searches", "side"): QuerySide,
    ("rechecks", "result"): RecheckOutcome,
    ("shared_texts", "joins"): Joins,
    ("shared_texts", "signal"): Signal,
    ("origin_decisions", "decision"): OriginChoice,
    ("source_kinds", "kind"): SourceKind,
    ("source_kind_decisions", "kind"): SourceKind,
    ("citations", "how"): CitationKind,
    ("provenance_flags", "flag"): ProvenanceFlagKind,
    ("reviews", "said"): models.ReviewVerdict,
    ("reviews", "copy"): models.CopyAction,
    ("people", "role"): models.Role,
    ("kind_settings", "kind"): models.ClaimKind,
    ("steps", "step"): models.StepKind,
    ("calls", "terms"): models.CallTerms,
}


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrate(made)
        yield made


def names(connection: sqlite3.Connection, kind: str) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ? AND sql IS NOT NULL", [kind])
    return {name for (name,) in rows}


def test_triggers_and_views_are_whole(connection: sqlite3.Connection) -> None:
    """Tools that rebuild a table drop its triggers without a word; a later migration must not lose any."""
    assert names(connection, "view") == {
        "claim_status",
        "review_queue",
        "proofs",
        "claim_reviews",
        "claim_stages",
        "claim_stage",
        "kinds",
        "agreement",
    }
    assert names(connection, "trigger") == {
        "passages_fts_insert",
        "passages_fts_update",
        "passages_fts_delete",
        "claims_fts_insert",
        "claims_fts_update",
        "claims_fts_delete",
        "reviews_are_not_replaced",
        "reviews_are_not_changed",
        "reviews_are_not_deleted",
        "reviewed_claims_are_not_deleted",
        "review_evidence_is_not_replaced",
        "review_evidence_is_not_changed",
        "review_evidence_is_not_deleted",
        "only_claimcheck_writes",
        "basis_is_worked_out",
        "successors_are_worked_out",
        "people_change_by_claimcheck",
        "people_keep_their_time",
        "deadlines_are_not_replaced",
        "deadlines_are_not_changed",
        "deadlines_are_not_deleted",
        "acknowledgements_are_of_editors",
        "acknowledgements_are_not_replaced",
        "acknowledgements_are_not_changed",
        "acknowledgements_are_not_deleted",
        "heads_are_not_replaced",
        "heads_are_not_changed",
        "heads_are_not_deleted",
        "chain_is_not_replaced",
        "chain_is_not_changed",
        "chain_is_not_deleted",
        "minhash_signatures_fts_insert",
        "minhash_signatures_fts_delete",
        "minhash_signatures_fts_update",
        "origin_decisions_are_not_replaced",
        "origin_decisions_are_not_changed",
        "origin_decisions_are_not_deleted",
        "source_kind_decisions_are_not_replaced",
        "source_kind_decisions_are_not_changed",
        "source_kind_decisions_are_not_deleted",
        "people_are_not_machines",
        "people_are_not_replaced",
        "people_keep_their_name",
        "people_are_not_deleted",
        "kind_settings_are_of_editors",
        "kind_settings_are_not_replaced",
        "kind_settings_are_not_changed",
        "kind_settings_are_not_deleted",
        "steps_are_not_replaced",
        "steps_are_not_changed",
        "steps_are_not_deleted",
        "calls_are_noted_by_people",
        "calls_are_not_replaced",
        "calls_are_not_changed",
        "calls_are_not_deleted",
        "overrides_are_of_editors",
        "overrides_are_not_replaced",
        "overrides_are_not_changed",
        "overrides_are_not_deleted",
        "claims_with_an_override_are_not_deleted",
        "sheet_edits_are_not_replaced",
        "sheet_edits_are_not_changed",
        "sheet_edits_are_not_deleted",
        "comments_are_of_people",
        "comments_are_not_replaced",
        "comments_are_not_changed",
        "comments_are_not_deleted",
        "claims_with_comments_are_not_deleted",
        "claims_with_a_history_are_not_deleted",
        "claims_are_not_replaced",
        "claims_keep_their_key",
        "reviews_are_of_people",
        "reviews_are_proposals",
        "steps_are_of_claims",
        "steps_follow_the_rules",
        "claims_that_change_lose_their_basis",
        "evidence_that_comes_is_news",
        "evidence_that_changes_is_news",
        "evidence_that_goes_is_news",
        "snapshots_that_change_are_news",
        "snapshots_that_go_are_news",
        "speakers_that_change_are_news",
        "attributions_that_change_are_news",
    }


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    """No number where words belong, whatever tool writes."""
    loose = [name for name, strict in connection.execute("SELECT name, strict FROM pragma_table_list") if not strict]
    ours = {table.name for table in TABLES if not table.is_view}
    assert ours.isdisjoint(loose)
    assert len(ours) == 52


@pytest.mark.parametrize("table", [table.name for table in TABLES if not table.is_view])
def test_every_reference_is_indexed(connection: sqlite3.Connection, table: str) -> None:
    """What refers to a row is found without reading the whole table."""
    leading = {
        connection.execute(f"PRAGMA index_info ({index[1]})").fetchone()[2]
        for index in connection.execute(f"PRAGMA index_list ({table})").fetchall()
    }
    assert {key[3] for key in connection.execute(f"PRAGMA foreign_key_list ({table})")} <= leading


@pytest.mark.parametrize(("place", "enum"), ENUMS.items(), ids=[f"{table}.{column}" for table, column in ENUMS])
def test_closed_lists_are_the_same_in_python_and_sql(place: tuple[str, str], enum: type[StrEnum]) -> None:
    """A word added on one side alone would be refused, or never read."""
    (values,) = [c.values for table in TABLES if table.name == place[0] for c in table.columns if c.name == place[1]]
    assert set(values) == set(enum)


def test_no_closed_list_goes_unchecked() -> None:
    """Every list in the schema is either an enum of the models or a part of its own table."""
    lists = {(table.name, column.name) for table in TABLES for column in table.columns if column.values}
    own = {
        ("findings", "question"),
        ("claim_spans", "part"),
        ("attribution_spans", "part"),
        ("requests", "truncated"),
        ("requests", "record_type"),
        # Stages but for "stale", which is found out and never written.
        ("steps", "old_stage"),
        ("steps", "new_stage"),
    }
    assert lists == set(ENUMS) | own


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_every_column_says_what_it_means(connection: sqlite3.Connection, table) -> None:
    """So that a newcomer can read the file without us."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_xinfo ({table.name})")]
    assert [column.name for column in table.columns] == columns
    assert table.meaning.endswith(".")
    assert all(column.meaning for column in table.columns)


def test_a_column_added_later_says_what_it_means_too(connection: sqlite3.Connection) -> None:
    """Whether the table ends with a column or with a constraint, nothing else loses its meaning."""
    before = {table.name: table.columns for table in TABLES}
    for table in ("reviews", "links"):
        connection.execute(
            f"ALTER TABLE {table} ADD COLUMN side TEXT CHECK (side IN ('a', 'b')) /* which side, if any */"
        )
        connection.execute(f"ALTER TABLE {table} ADD COLUMN place_id TEXT REFERENCES articles (id) /* where */")
    for table in tables(connection):
        more = table.columns[len(before[table.name]) :]
        assert table.columns[: len(before[table.name])] == before[table.name]
        if table.name in ("reviews", "links"):
            assert more == (
                Column("side", "which side, if any", "TEXT", None, ("a", "b")),
                Column("place_id", "where", "TEXT", "articles"),
            )


def test_the_page_about_the_schema_is_true() -> None:
    """``python -m claimcheck.migrations > docs/schema.md`` after every change."""
    assert (ROOT / "docs" / "schema.md").read_text(encoding="utf8") == markdown()


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Neither half of the tables nor a record that they are there."""
    with closing(sqlite3.connect(tmp_path / "half.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE findings (in_the_way)")
        with pytest.raises(sqlite3.OperationalError, match="findings"):
            migrate(connection)
        assert names(connection, "table") == {"findings"}
        assert applied(connection) == frozenset()
        connection.execute("DROP TABLE findings")
        migrate(connection)
        assert applied(connection) == frozenset(MIGRATIONS)


def test_statements_are_cut_where_they_end() -> None:
    """A trigger holds semicolons, and comments may too."""
    script = (
        "-- one; two\nCREATE TABLE a (b); -- not the end;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\nSELECT 1;\nEND;\n"
    )
    assert len(statements(script)) == 2
