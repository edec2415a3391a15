"""How much damage an audit finds: a workspace is damaged in one random way a time, and the audit has to name it."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bench.measures import Errors, Measure
from claimcheck.archive import Archive
from claimcheck.audit import audit
from claimcheck.fetch import Limits
from claimcheck.gathering import Gathering, GatheringTargets
from claimcheck.models import Call, CallTerms, ClaimKind, KindSetting, Person, Review, ReviewVerdict, Role
from claimcheck.origins import SourceKind
from claimcheck.proof import Head
from claimcheck.providers import PublishedRating, SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide
from claimcheck.recheck import recheck
from claimcheck.store import Search, Store, chain
from claimcheck.store.head import START, head_of
from claimcheck.workspace import Workspace

DATA: tuple[str, ...] = ()

_TIMES = 1000
_REWRITTEN = 200
_SEED = 1000

_ARTICLE = """# The quay after the storm

Eleven trawlers lay behind the breakwater by noon, the port authority said. The [log](https://port.example/log) of the
harbour master names 14 trawlers. "Nobody was hurt," Ines Calder told reporters on 3 March 2024. The north quay lost
four iron bollards, according to [the paper](https://paper.example/storm). Ines Calder ran the port for ten years. She
left it in 2024.
"""
_NOTE = "Minutes of the port authority.\n\nBy noon eleven trawlers lay behind the breakwater. The quay stays open.\n"
_AGENCY = (
    "BREAKWATER, 3 March (Northcoast Wire) - Eleven trawlers lay behind the breakwater of the old port by noon, and"
    " four iron bollards of the north quay were lost to the sea before the wind turned in the evening.\n"
)
_RUMOUR = "Reports say that the north quay lost four iron bollards.\n"
_PROSE = "The harbour master counted the ships and wrote every name into the log. Nobody was hurt, Ines Calder said. "
_PAGES = {
    "https://port.example/log": "Log of the harbour: by noon eleven trawlers lay behind the breakwater. ",
    "https://paper.example/storm": "Storm takes six iron bollards from the north quay, the port authority said. ",
}


COMPUTED_AGAIN = frozenset({"article_checks", "embeddings", "entailments", "known_lookups"})
"""Tables that keep what is computed again when it is lost."""


def workspace_in(folder: Path) -> Workspace:
    """A small workspace with all that there is to damage: an article, files, captures, failures and reviews."""
    workspace = Workspace(folder)
    workspace.create()
    (folder / "claims" / "storm.md").write_text(_ARTICLE, encoding="utf8")
    (folder / "evidence" / "minutes.txt").write_text(_NOTE, encoding="utf8")
    for name in ("wire.txt", "carried.txt"):
        (folder / "evidence" / name).write_text(f"{_AGENCY}\nKept by the {name} desk.\n", encoding="utf8")
    (folder / "evidence" / "rumour.txt").write_text(_RUMOUR, encoding="utf8")
    limits = Limits(delay_s=0, backoff_s=0, attempts=1)
    archive = folder / "evidence" / "archive"
    for _ in range(2):
        with (
            Store(workspace.database) as store,
            Archive(archive, software="claimcheck/bench", find=store.retrievals.record_of) as kept,
        ):
            gathering = Gathering(store, kept, _client, limits)
            files = {"evidence/minutes.txt": folder / "evidence" / "minutes.txt"}
            gathering.run(
                GatheringTargets(dict.fromkeys([*_PAGES, "https://port.example/gone"]), files), lambda _: None
            )
    workspace.verify()
    with Store(workspace.database) as store:
        _decide(store)
    recheck(workspace, [], _client, limits, software="claimcheck/bench")
    return workspace


def _decide(store: Store) -> None:
    """What people do in a newsroom, once each."""
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for record in store.claims.all()[:3]:
        verdict, basis = ReviewVerdict.DISPUTED, str(record.basis)
        store.reviews.propose(Review(record.status.id, verdict, "Mara", "The log says otherwise.", basis, when))
    last = store.claims.all()[2].checked.claim
    claim, words = last.id, last.text
    rating = PublishedRating("Mostly false", words)
    results = (SearchResult("https://paper.example/storm", "Storm", kind=SearchResultKind.CLAIM_REVIEW, rating=rating),)
    store.searches.keep(Search(claim, words, "gdelt", Query("trawlers breakwater", QuerySide.AGAINST), when, results))
    store.people.keep(Person("Noor", Role.EDITOR))
    store.calls.add(Call(claim, "the harbour master", CallTerms.ON_RECORD, "Eleven.", when, "Mara", when))
    store.reviews.sign(claim, "Noor", note="as the log has it")
    store.people.set_kind(KindSetting(ClaimKind.NUMBER, False, may_sign_own=True), "Noor")
    wire, carried = (store.documents.key(f"evidence/{name}.txt") for name in ("wire", "carried"))
    store.origins.split(carried, "Mara", note="their own reporter was there")
    store.origins.set_kind(wire, SourceKind.WIRE, "Mara", note="an agency")


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.MockTransport(_page))


def _page(request: httpx.Request) -> httpx.Response:
    words = _PAGES.get(str(request.url))
    if words is None:
        return httpx.Response(404, stream=httpx.ByteStream(b"no such page"))
    paragraphs = "".join(f"<p>{words}{_PROSE * 3}</p>" for _ in range(3))
    body = f"<html><head><title>{words[:20]}</title></head><body><article>{paragraphs}</article></body></html>"
    return httpx.Response(200, headers={"Content-Type": "text/html"}, stream=httpx.ByteStream(body.encode()))


@dataclass(frozen=True, slots=True)
class Damage:
    """What was done to a workspace, in words, and what an audit then said."""

    done: str
    found: tuple[str, ...]


def damages(workspace: Workspace, times: int, seed: int) -> Iterator[Damage]:
    """Damage a copy of the workspace in one random way, audit it, and begin anew; the same seed damages alike."""
    lot = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        for n in range(times):
            copy = Workspace(Path(scratch) / str(n))
            shutil.copytree(workspace.path, copy.path)
            done = None
            while done is None:
                done = lot.choice(_WAYS)(copy, lot)
            yield Damage(done, tuple(problem.what for problem in audit(copy).problems))
            shutil.rmtree(copy.path)


def rewrite(workspace: Workspace, change: Callable[[sqlite3.Connection], object]) -> None:
    """What somebody does who knows how the chain is made: change rows, and seal them anew, head and all."""
    with _Opened(workspace) as database:
        change(database)
        entries = database.execute("SELECT sealed, row, content FROM chain ORDER BY number").fetchall()
        database.execute("DELETE FROM chain")
        newest = {(table, row): n for n, (table, row, _) in enumerate(entries)}
        last = START
        for n, (table, row, content) in enumerate(entries):
            now = chain.content_of(database, table, row) if newest[table, row] == n else content
            last = chain.add(database, last, table, row, now)
    head_of(workspace.database).write_text(f"{last[0]} {last[1]}\n", encoding="ascii")


def rewritten(workspace: Workspace, times: int, seed: int) -> Iterator[Damage]:
    """Change a row of a copy of the workspace, write its chain anew, and audit it against a head kept before."""
    lot = random.Random(seed)
    with Store(workspace.database) as store:
        head = Head(*store.heads.end())
    with tempfile.TemporaryDirectory() as scratch:
        for n in range(times):
            copy = Workspace(Path(scratch) / str(n))
            shutil.copytree(workspace.path, copy.path)
            done = None
            while done is None:
                done = lot.choice((_update, _update, _delete))(copy, lot)
                if done is not None and re.search(r"^chain\.|of chain ", done):
                    # The chain is written anew in any case.
                    shutil.rmtree(copy.path)
                    shutil.copytree(workspace.path, copy.path)
                    done = None
            rewrite(copy, lambda _: None)
            yield Damage(f"{done}, and sealed anew", tuple(problem.what for problem in audit(copy, [head]).problems))
            shutil.rmtree(copy.path)


def _file(workspace: Workspace, lot: random.Random) -> Path:
    paths = [path for path in workspace.path.rglob("*") if path.is_file() and path != workspace.database]
    return lot.choice(sorted(paths))


def _flip(workspace: Workspace, lot: random.Random) -> str:
    path = _file(workspace, lot)
    content = bytearray(path.read_bytes())
    at = lot.randrange(len(content))
    content[at] ^= 1 << lot.randrange(8)
    path.write_bytes(content)
    return f"a bit of byte {at} of {path.name} flipped"


def _truncate(workspace: Workspace, lot: random.Random) -> str:
    path = lot.choice([_file(workspace, lot), workspace.database])
    length = lot.randrange(path.stat().st_size)
    with path.open("r+b") as stream:
        stream.truncate(length)
    return f"{path.name} cut to {length} bytes"


def _append(workspace: Workspace, lot: random.Random) -> str:
    path = _file(workspace, lot)
    with path.open("ab") as stream:
        stream.write(lot.randbytes(lot.randint(1, 40)))
    return f"{path.name} added to"


def _remove(workspace: Workspace, lot: random.Random) -> str:
    path = _file(workspace, lot)
    path.unlink()
    return f"{path.name} removed"


def _update(workspace: Workspace, lot: random.Random) -> str | None:
    with _Opened(workspace) as database:
        table, row = _row(database, lot)
        columns = [column for _, column, *_ in database.execute(f"PRAGMA table_info ({table})")]
        column = lot.choice(columns)
        (old,) = database.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", [row]).fetchone()
        new = _other(old, lot)
        try:
            database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [new, row])
        except sqlite3.IntegrityError:
            return None
    return f"{table}.{column} of row {row} changed from {old!r:.40} to {new!r:.40}"


def _other(value: object, lot: random.Random) -> object:
    """Another value of the same type, as like it as can be."""
    if isinstance(value, int | float):
        return value + lot.choice((-1, 1))
    if isinstance(value, str) and value:
        at = lot.randrange(len(value))
        return value[:at] + lot.choice([c for c in "a7Zb3 " if c != value[at]]) + value[at + 1 :]
    return "x"


def _delete(workspace: Workspace, lot: random.Random) -> str:
    with _Opened(workspace) as database:
        table, row = _row(database, lot)
        database.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])
    return f"row {row} of {table} deleted"


def _swap(workspace: Workspace, lot: random.Random) -> str | None:
    """Two rows change places."""
    with _Opened(workspace) as database:
        table, row = _row(database, lot)
        rows = [other for (other,) in database.execute(f"SELECT rowid FROM {table} WHERE rowid <> ?", [row])]
        key = database.execute(f"PRAGMA table_info ({table})").fetchone()[1]
        if not rows:
            return None
        other = lot.choice(rows)
        if _without_key(database, table, row) == _without_key(database, table, other):
            # Two people of one role, added in one second: nothing has changed when they have changed places.
            return None
        (one,) = database.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", [row]).fetchone()
        (two,) = database.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", [other]).fetchone()
        between = -1 if isinstance(one, int) else "between"
        for old, new in ((one, between), (two, one), (between, two)):
            database.execute(f"UPDATE {table} SET {key} = ? WHERE {key} = ?", [new, old])
    return f"rows {row} and {other} of {table} swapped"


def _without_key(database: sqlite3.Connection, table: str, row: int) -> tuple[object, ...]:
    return tuple(database.execute(f"SELECT * FROM {table} WHERE rowid = ?", [row]).fetchone()[1:])


def _insert(workspace: Workspace, lot: random.Random) -> str | None:
    """A row like another is slipped in."""
    with _Opened(workspace) as database:
        table, row = _row(database, lot)
        cursor = database.execute(f"SELECT * FROM {table} WHERE rowid = ?", [row])
        values = [_other(value, lot) if not n else value for n, value in enumerate(cursor.fetchone())]
        try:
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        except sqlite3.IntegrityError:
            return None
    return f"a row like {row} slipped into {table}"


def _drop(workspace: Workspace, lot: random.Random) -> str:
    with _Opened(workspace, quietly=False) as database:
        kind, name = lot.choice(
            database.execute(
                "SELECT type, name FROM sqlite_master"
                " WHERE sql IS NOT NULL AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' OR type = 'trigger' ORDER BY 1, 2"
            ).fetchall()
        )
        database.execute(f"DROP {kind} {name}")
    return f"{kind} {name} dropped"


def _alter(workspace: Workspace, lot: random.Random) -> str:
    """A trigger or view does something else than it says."""
    with _Opened(workspace, quietly=False) as database:
        kind, name, sql = lot.choice(
            database.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1, 2"
            ).fetchall()
        )
        changed = sql.replace("BEGIN", "BEGIN SELECT 1;", 1) if kind == "trigger" else sql + " LIMIT 3"
        database.execute(f"DROP {kind} {name}")
        database.execute(changed)
    return f"{kind} {name} altered"


_WAYS: tuple[Callable[[Workspace, random.Random], str | None], ...] = (
    *(_flip, _flip, _flip, _truncate, _append, _remove),
    *(_update, _update, _update, _update, _update, _update),
    *(_delete, _delete, _swap, _insert, _drop, _alter),
)


class _Opened:
    """The database as another tool opens it: nothing is enforced, and, ``quietly``, no trigger fires."""

    def __init__(self, workspace: Workspace, *, quietly: bool = True) -> None:
        self._quietly = quietly
        self._connection = sqlite3.connect(workspace.database, isolation_level=None)

    def __enter__(self) -> sqlite3.Connection:
        self._connection.execute("PRAGMA ignore_check_constraints = ON")
        self._triggers: list[str] = []
        if self._quietly:
            kept = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            self._triggers = [sql for _, sql in kept]
            for name, _ in kept:
                self._connection.execute(f"DROP TRIGGER {name}")
        return self._connection

    def __exit__(self, *_: object) -> None:
        for sql in self._triggers:
            self._connection.execute(sql)
        self._connection.close()


def _row(database: sqlite3.Connection, lot: random.Random) -> tuple[str, int]:
    """A row of a sealed table: every table is as likely as any other; what can be computed again is not sealed."""
    tables = [
        name
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%STRICT' ORDER BY name")
        if name not in COMPUTED_AGAIN and database.execute(f"SELECT 1 FROM {name}").fetchone()
    ]
    table = lot.choice(tables)
    return table, lot.choice([row for (row,) in database.execute(f"SELECT rowid FROM {table} ORDER BY rowid")])


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    del data
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspace_in(Path(folder))
        assert not audit(workspace).problems, "nothing was damaged yet"
        found = 0
        for damage in damages(workspace, _TIMES, _SEED):
            found += bool(damage.found)
            if not damage.found:
                errors(damage.done)
        caught = 0
        for damage in rewritten(workspace, _REWRITTEN, _SEED):
            caught += bool(damage.found)
            if not damage.found:
                errors(damage.done)
    yield Measure("audit.damage_found", found / _TIMES, reference="of 1,000 single damages; goal all")
    yield Measure(
        "audit.rewritten_found", caught / _REWRITTEN, reference="of 200 chains written anew, by a head kept; goal all"
    )
