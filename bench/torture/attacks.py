"""Each kind of attack: tries a number of them, and yields what each came to; an empty line is an attack survived."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from behaviours import CASES  # noqa: E402
from claimcheck import contents  # noqa: E402
from claimcheck.audit import audit  # noqa: E402
from claimcheck.errors import ClaimcheckError, ReadError  # noqa: E402
from claimcheck.folders import Folders  # noqa: E402
from claimcheck.reader import read  # noqa: E402
from claimcheck.store import Store  # noqa: E402
from claimcheck.store.chain import SEALED  # noqa: E402
from desks import Editor, desk_of  # noqa: E402
from hostile import STRINGS  # noqa: E402
from hostile_files import FILES, WORDS, bomb, drawing, lines_in_a_paragraph, nested_forms, page  # noqa: E402
from store_values import dump, keep_everything, keep_much, review, split  # noqa: E402
from webservers import Site, answer, serving  # noqa: E402

SECONDS = 20
"""How long a hostile file may take, where the machine does nothing else; as much longer as it has more to do."""

WRITERS, COMMENTS_EACH = 8, 10
_CLAIM = split().claims[0].id
_ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}


def damages(count: int) -> Iterator[str]:
    """A byte, a cell or a row of a database is changed, or the file beside it: the audit tells, or nothing reads so."""
    lot = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole" / "claimcheck.db"
        whole.parent.mkdir()
        with Store(whole) as store:
            keep_everything(store)
            review(store, _CLAIM)
            store.talking.comment(_CLAIM, "Ines", "Looked at it.")
            expected = dump(store)
        for n in range(count):
            path = Path(folder) / str(n) / "claimcheck.db"
            shutil.copytree(whole.parent, path.parent)
            what = lot.choice((_flip, _flip, _cell, _cell, _cell, _row, _head))(path, lot)
            # Files that evidence was read from are not there, before as after.
            problems = [each for each in audit(Folders(path.parent)).problems if each.part != "files"]
            yield "" if problems or _reads(path) == expected else f"{what}: not found"
            shutil.rmtree(path.parent)


def _reads(path: Path) -> list[str]:
    try:
        with Store(path) as store:
            return dump(store)
    except ClaimcheckError as error:
        return [str(error)]


def _flip(path: Path, lot: random.Random) -> str:
    content = bytearray(path.read_bytes())
    at = lot.randrange(len(content))
    content[at] ^= 1 << lot.randrange(8)
    path.write_bytes(content)
    return f"byte {at}"


def _head(path: Path, lot: random.Random) -> str:
    head = path.with_name(f"{path.name}.chain")
    if lot.random() < 0.5:
        head.unlink()
        return "the head is gone"
    head.write_text("1 sha256:" + "0" * 64 + "\n")
    return "another head"


def _edit(path: Path, change: Callable[[sqlite3.Connection, str], str], lot: random.Random) -> str:
    """Change a row as somebody would who knows SQL, and put back the triggers that were in the way."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        tables = [
            table for table in SEALED
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone()
            and connection.execute(f"SELECT 1 FROM {table}").fetchone()
        ]  # fmt: skip
        table = lot.choice(tables)
        what = change(connection, table)
        for _, sql in triggers:
            connection.execute(sql)
    return f"{table}: {what}"


def _cell(path: Path, lot: random.Random) -> str:
    def change(connection: sqlite3.Connection, table: str) -> str:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        for _, column, kind, *_ in lot.sample(columns, len(columns)):
            value = f"coalesce({column}, '') || 'x'" if kind == "TEXT" else f"coalesce({column}, 0) + 1"
            try:
                row = f"(SELECT rowid FROM {table} ORDER BY random() LIMIT 1)"
                connection.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = {row}")
            except sqlite3.Error:
                continue
            return f"{column} changed"
        return "nothing changed"

    return _edit(path, change, lot)


def _row(path: Path, lot: random.Random) -> str:
    def change(connection: sqlite3.Connection, table: str) -> str:
        connection.execute(f"DELETE FROM {table} WHERE rowid = (SELECT rowid FROM {table} ORDER BY random() LIMIT 1)")
        return "a row deleted"

    return _edit(path, change, lot)


_KEEP = "import sys; from pathlib import Path; from store_values import *\nwith Store(Path(sys.argv[1])) as store: "


def kills(count: int) -> Iterator[str]:
    """A run is killed at any moment: the next one completes it, with nothing lost and nothing doubled."""
    lot = random.Random(2)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with Store(Path(folder) / "whole.db") as whole:
            keep_much(whole)
            expected = dump(whole)
        needs_s = time.monotonic() - began
        for n in range(count):
            path = Path(folder) / f"{n}.db"
            script = _KEEP + "print(flush=True); keep_much(store)"
            command = [sys.executable, "-c", script, str(path)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, env=_ENVIRONMENT) as run:
                assert run.stdout is not None
                run.stdout.readline()
                time.sleep(lot.uniform(0, needs_s))
                run.kill()
            with Store(path) as store:
                keep_much(store)
                is_whole = dump(store) == expected
            yield "" if is_whole else f"kill {n}: the database differs"


_WRITE = _KEEP + "\n    for n in range({each}): store.talking.comment({claim!r}, 'Ines', f'{{sys.argv[2]}} {{n}}')"


def writers(count: int) -> Iterator[str]:
    """Programs write at once: each line is there, and the chain is whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claimcheck.db"
        with Store(path) as store:
            keep_everything(store)
        script = _WRITE.format(each=COMMENTS_EACH, claim=_CLAIM)
        command = [sys.executable, "-c", script, str(path)]
        running = [
            subprocess.Popen([*command, str(n)], stderr=subprocess.PIPE, text=True, env=_ENVIRONMENT)
            for n in range(count)
        ]
        errors = [run.communicate()[1] for run in running]
        with Store(path) as store:
            said = {each.words for each in store.talking.comments(_CLAIM)}
        problems = [each.what for each in audit(Folders(path.parent)).problems if each.part != "files"]
        for n, error in enumerate(errors):
            is_there = {f"{n} {each}" for each in range(COMMENTS_EACH)} <= said
            yield "" if is_there and not problems else f"writer {n}: {error.strip()[-200:]} {problems[:1]}"


def servers(count: int) -> Iterator[str]:
    """Servers do all kinds of wrong: each is a row with the right reason."""
    from test_fetch import gather

    cases = CASES[:count]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sites = [
            Site({case.path: case.handler, "/robots.txt": case.robots or answer(404, b""), **dict(case.pages)})
            for case in cases
        ]
        stack.enter_context(serving(*sites))
        store = stack.enter_context(Store(Path(folder) / "claimcheck.db"))
        urls = [site.url + case.path for site, case in zip(sites, cases, strict=True)]
        found = {each.place: each.failure for each in gather(store, Path(folder), urls)}
        for url, case in zip(urls, cases, strict=True):
            yield "" if url in found and found[url] == case.why else f"{case.name}: {found.get(url)}"


def _hostile() -> list[tuple[str, Callable[[], bytes]]]:
    """Small files of every kind that costs a lot, in several sizes."""
    made: list[tuple[str, Callable[[], bytes]]] = [*FILES.items()]
    for n in range(1, 21):
        made += [
            (f"forms-{n}.pdf", partial(nested_forms, n, words=n % 2 == 0)),
            (f"lines-{n}.pdf", partial(lines_in_a_paragraph, 300 * n)),
            (f"drawing-{n}.pdf", partial(drawing, 6_000 * n)),
            (f"bomb-{n}.docx", partial(bomb, 4 * n)),
            (f"deep-{n}.html", lambda n=n: page("<div>" * 900 * n + WORDS)),
            (f"spans-{n}.html", lambda n=n: page("<p>" + "<b>a</b>" * 1_500 * n)),
        ]
    return made


def files(count: int) -> Iterator[str]:
    """Hostile files: each is read or refused within 20 s of a free processor, and the next one is read."""
    with contents.ReaderProcesses() as processes:
        for name, make in _hostile()[:count]:
            data, began = make(), time.monotonic()
            try:
                processes.run(len(data), contents.document, data, name, 20_000_000, None)
            except ReadError:
                pass
            except Exception as error:  # noqa: BLE001 whatever it is, it is reported
                yield f"{name}: {error!r}"
                continue
            took = time.monotonic() - began
            allowed = SECONDS * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
            yield "" if took < allowed else f"{name}: {took:.0f} s, allowed {allowed:.0f} s"


def _seeds() -> list[tuple[str, bytes]]:
    places = [ROOT / "claims", ROOT / "evidence", ROOT / "tests" / "files", ROOT / "tests" / "articles"]
    found = [(path.name, path.read_bytes()) for place in places for path in sorted(place.iterdir()) if path.is_file()]
    seeds = [(name, data) for name, data in found if len(data) < 60_000]
    return [
        *seeds,
        ("a.html", page(f"<article><h1>Quay</h1><p>{WORDS * 9}</p><table><tr><td>5</td></tr></table></article>")),
        ("a.eml", f"From: a@b.c\nTo: d@e.f\nSubject: Quay\nDate: Fri, 1 May 2026 10:00:00 +0000\n\n{WORDS}".encode()),
        ("a.rtf", b"{\\rtf1\\ansi {\\b The quay} is \\'e9 closed.\\par It sank.}"),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>The quay sank.\n"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:04,000\nThe quay sank.\n"),
        ("a.docx", bomb(0)),
        ("a.pdf", lines_in_a_paragraph(5)),
    ]


def mutated(first: int, last: int) -> list[str]:
    """Read inputs with bytes changed, doubled, dropped or put in, in this process; what is neither read nor refused."""
    seeds, grief = _seeds(), []
    for n in range(first, last):
        lot = random.Random(n)
        name, data = seeds[n % len(seeds)]
        content = bytearray(data)
        for _ in range(lot.randrange(1, 9)):
            at = lot.randrange(len(content) or 1)
            stretch = content[at : at + lot.randrange(40)]
            content[at : at + lot.choice((0, 1, len(stretch)))] = lot.choice(
                (
                    bytes([lot.randrange(256)]),
                    b"",
                    stretch * 3,
                    lot.randbytes(5),
                    lot.choice(STRINGS).encode("utf8", "replace"),
                )
            )
        try:
            read(bytes(content), name=name)
        except ReadError:
            continue
        except Exception as error:  # noqa: BLE001 whatever it is, it is reported
            grief.append(f"{name} {n}: {error!r}"[:200])
    return grief


def inputs(count: int) -> Iterator[str]:
    """Mutated files of every format: each is read, or refused with its reason."""
    with contents.ReaderProcesses(contents.ReadingLimits(seconds=120)) as processes:
        for first in range(0, count, 100):
            last = min(first + 100, count)
            try:
                grief = processes.run(0, mutated, first, last)
            except ReadError as error:
                grief = [f"inputs {first} to {last}: {error}"]
            yield from grief
            yield from [""] * (last - first - len(grief))


def requests(count: int) -> Iterator[str]:
    """Requests to the desk that hold everything but what they should: no error of the server, and it answers on."""
    lot = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        with Store(path) as store:
            keep_everything(store)
        root = "/-/desk/case"
        places = [
            root, f"{root}/home", f"{root}/claims/{_CLAIM}", f"{root}/claims/", f"{root}/articles/", f"{root}/sources",
            f"{root}/documents/", f"{root}/news", f"{root}/assign", f"{root}/bring", f"{root}/gaps", "/-/desk/-/login",
            "/-/desk/-/shared/", "/-/desk/-/start/", "/case/claims", "/case", "/case/claim_status.csv", "/case/people",
        ]  # fmt: skip
        with desk_of(path) as desk:
            for _ in range(count):
                place, words = lot.choice(places), lot.choice(STRINGS)
                name = lot.choice(("q", "sort", "page", "in", "do", "sql", "_where", "_sort", "_next", "token", "then"))
                who = Editor(desk, lot.choice(("Ines", None)))
                method = lot.choice(("GET", "GET", "POST", "HEAD", "PUT"))
                address = place + (quote(words, safe="", errors="replace") if place.endswith("/") else "")
                given = {name: words.encode("utf8", "replace").decode()}
                given_as = {"data": given} if method == "POST" else {"params": given}
                found = who.send(method, address, **given_as).status_code
                yield "" if found < 500 else f"{method} {address}?{name}={words[:50]!r}: {found}"
            if Editor(desk, "Ines").get(root).status_code != 200:
                yield "the desk no longer answers"


ATTACKS: dict[str, tuple[int, Callable[[int], Iterator[str]]]] = {
    "damages": (1_000, damages),
    "kills": (200, kills),
    "writers": (WRITERS, writers),
    "server behaviours": (60, servers),
    "hostile files": (130, files),
    "mutated inputs": (50_000, inputs),
    "desk requests": (700, requests),
}
"""How many of each, and what tries them."""
