"""How fast the review desk answers: every page of it, over a database of 10,000 claims and 100,000 documents.

The rows are made up, and written straight into the tables. Processor time of one request after another, through the
whole application and without a network; the first one after a change is listed by itself: the table is read anew then.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from bench.measures import Errors, Measure
from claimcheck.store import Store

DATA = ()

ARTICLES, CLAIMS_EACH, EVIDENCE_EACH = 100, 100, 4
DOCUMENTS = 100_000
SIZE = float(os.environ.get("CLAIMCHECK_BENCH_DESK_SIZE", "1"))
"""How large the database is made, as a share of the full size."""

_ROUNDS = 5

Client: TypeAlias = Any
"""A client of httpx that talks to the application, without a network."""
_WORDS = "harbour quay council tonnes budget minister report figures north bridge hospital beds strike price".split()
_FINDINGS = ("supported", "contradicted", "conflicting", "related", "not_found", "failed", "unchecked")
_KINDS = ("number", "date", "quote", "event", "cause", "identity", "opinion")


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    del data
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "desk.db"
        fill(database, SIZE)
        yield from asyncio.run(_timed(database, errors))


async def _timed(database: Path, errors: Errors) -> list[Measure]:
    import httpx
    from datasette.app import Datasette

    from claimcheck.desk.pages.headers import START
    from claimcheck.desk.serve import SETTINGS, SignIn, settings, start_token, started

    stated = settings("127.0.0.1", SignIn(name="ines"))
    datasette = Datasette([str(database)], settings=SETTINGS, metadata=stated)
    await started(datasette)
    transport = httpx.ASGITransport(datasette.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8001") as client:
        await client.get(f"{START}/{start_token(datasette)}")
        return await _all_timed(client, database, errors)


async def _all_timed(client: Client, database: Path, errors: Errors) -> list[Measure]:
    table = f"/-/desk/{database.stem}"
    await client.get(table)
    found = [
        await _asked(name, errors, lambda address=address: client.get(address))
        for name, address in pages(database).items()
    ]
    change = partial(_change, database)
    found.append(await _asked("after_a_change", errors, partial(client.get, table), change))
    # A collection of garbage may fall into one answer of several.
    found.append(await _asked("after_a_change_worst", errors, partial(client.get, table), change, 4 * _ROUNDS, max))
    found.append(await _decided(client, database, errors))
    slowest = max(measure.value for measure in found)
    return [*found, Measure("desk.slowest", slowest, "ms", "aim 150", lower_is_better=True)]


async def _asked(
    name: str,
    errors: Errors,
    ask: Callable[[], Awaitable[Any]],
    before: Callable[[], None] = lambda: None,
    rounds: int = _ROUNDS,
    of: Callable[[list[float]], float] = statistics.median,
) -> Measure:
    """The middle one of several times that an answer took, or another ``of`` them."""
    taken = []
    for _ in range(rounds):
        before()
        began = time.process_time()
        answer = await ask()
        taken.append(1000 * (time.process_time() - began))
        assert answer.status_code in (200, 303), (name, answer.status_code, answer.text[-500:])
    errors(f"{name}: {[round(one) for one in taken]} ms, {len(answer.text) // 1000} kB")
    return Measure(f"desk.{name}", of(taken), "ms", "aim 150", lower_is_better=True)


def _change(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        for _ in range(2):
            connection.execute("UPDATE articles SET is_current = 1 - is_current")


async def _decided(client: Client, database: Path, errors: Errors) -> Measure:
    """A decision, sent from the page of a claim that nobody has touched."""
    with closing(sqlite3.connect(database)) as connection:
        untouched = connection.execute(
            "SELECT id FROM claims WHERE id NOT IN (SELECT claim_id FROM reviews) ORDER BY number LIMIT ?", [_ROUNDS]
        ).fetchall()
    claims = iter([f"/-/desk/{database.stem}/claims/{claim}" for (claim,) in untouched])
    page = await client.get(f"/-/desk/{database.stem}/claims/{untouched[0][0]}")
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))

    def send() -> Awaitable[Any]:
        return client.post(next(claims), data={**form, "do": "propose", "so": "wrong"})

    return await _asked("decide", errors, send)


def pages(database: Path) -> dict[str, str]:
    """The addresses that are asked for, by what they are."""
    with closing(sqlite3.connect(database)) as connection:
        claim, document = connection.execute(
            "SELECT claim_id, document_id FROM evidence ORDER BY id LIMIT 1"
        ).fetchone()
        article, place = connection.execute("SELECT id, place FROM articles ORDER BY place LIMIT 1").fetchone()
    table = f"/-/desk/{database.stem}"
    return {
        "table": table,
        "table_first": f"{table}?sort=first",
        "table_last_page": f"{table}?page=100",
        "table_article": f"{table}?article={place}",
        "table_filtered": f"{table}?kind=number&status=contradicted&sort=first",
        "table_searched": f"{table}?q=harbour+tonnes",
        "table_searched_speaker": f"{table}?q=Ann+7",
        "table_mine": f"{table}?mine=1&sort=first",
        "home": f"{table}/home",
        "news": f"{table}/news",
        "bring": f"{table}/bring",
        "work": f"{table}/work",
        "gaps": f"{table}/gaps",
        "ready": f"{table}/ready",
        "claim": f"{table}/claims/{claim}",
        "claim_in_list": f"{table}/claims/{claim}?in=sort%3Dfirst",
        "claim_in_search": f"{table}/claims/{claim}?in=q%3Dharbour",
        "article": f"{table}/articles/{article}",
        "correct": f"{table}/articles/{article}/claims",
        "links": f"{table}/articles/{article}/share",
        "agreement": f"{table}/agreement",
        "sources": f"{table}/sources",
        "sources_searched": f"{table}/sources?q=harbour+5000",
        "sources_last_page": f"{table}/sources?page=1000",
        "document": f"{table}/documents/{document}",
    }


def fill(database: Path, size: float = 1.0) -> None:
    """Make the database: articles, claims, evidence, documents and decisions, drawn by lot from a fixed seed."""
    Store(database).close()
    lot = random.Random(7)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        documents = max(10, int(DOCUMENTS * size))
        _documents(connection, lot, documents)
        number = 0
        for n in range(max(1, int(ARTICLES * size))):
            number = _article(connection, lot, n, number, documents)
        _reviews(connection, lot)
        connection.execute("ANALYZE")


def _sentence(lot: random.Random) -> str:
    return f"The {' '.join(lot.choices(_WORDS, k=9))} reached {lot.randrange(9000)} in {lot.randrange(1990, 2026)}."


def _key(letter: str, *parts: object) -> str:
    return letter + "".join(f"{int(part):06x}" for part in parts).zfill(12)[-12:]


def _documents(connection: sqlite3.Connection, lot: random.Random, count: int) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for n in range(count):
            text = " ".join(_sentence(lot) for _ in range(8))
            blocks = json.dumps([["paragraph", 0, len(text), None, None]])
            publisher = f"Publisher {n % 300}"
            url = f"https://example.org/{n}"
            digest = f"sha256:{n:064x}"
            yield _key("d", n), f"Harbour report {n}", publisher, f"2025-{n % 12 + 1:02}", url, text, digest, blocks

    connection.executemany(
        "INSERT INTO documents (id, label, publisher, published, url, text, digest, blocks_json)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows(),
    )
    connection.execute(
        "INSERT INTO captures (id, place, document_id, is_current, captured_utc, size_bytes, digest)"
        " SELECT 'k' || substr(id, 2), url, id, 1, '2025-06-01T10:00:00Z', 900, digest FROM documents"
    )
    connection.executemany(
        "INSERT INTO captures (id, place, failure, note, is_current, captured_utc) VALUES (?, ?, ?, ?, 1, ?)",
        [
            (_key("k", 1, n), f"https://example.org/gone/{n}", "paywall", "asks for a login", "2025-06-01T10:00:00Z")
            for n in range(count // 20)
        ],
    )


def _article(connection: sqlite3.Connection, lot: random.Random, n: int, number: int, documents: int) -> int:
    sentences = [_sentence(lot) for _ in range(CLAIMS_EACH)]
    text = "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
    place, key = f"claims/article-{n:03}.md", _key("d", 1, n)
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(["paragraph", at, at + len(paragraph), None, None])
        at += len(paragraph) + 2
    connection.execute(
        "INSERT INTO documents (id, label, title, text, digest, blocks_json) VALUES (?, ?, ?, ?, ?, ?)",
        [key, f"Article {n}", f"Article {n}", text, f"sha256:{n + (1 << 40):064x}", json.dumps(blocks)],
    )
    connection.execute(
        "INSERT INTO captures (id, place, document_id, is_current, captured_utc, size_bytes, digest)"
        " VALUES (?, ?, ?, 1, '2025-06-01T09:00:00Z', 900, ?)",
        [_key("k", 2, n), place, key, f"sha256:{n + (1 << 40):064x}"],
    )
    connection.execute(
        "INSERT INTO articles (id, place, document_id, is_from_sheet, is_current) VALUES (?, ?, ?, 0, 1)",
        [_key("a", n), place, key],
    )
    speaker = _key("s", n)
    connection.execute(
        "INSERT INTO speakers VALUES (?, ?, 'person', 'minister', NULL, NULL, '[]')", [speaker, f"Ann {n}"]
    )
    connection.execute(
        "INSERT INTO attributions VALUES (?, 'Ann said', ?, 'Ann', 'said', '', 'indirect', ?, NULL)",
        [_key("t", n), speaker, key],
    )
    at = 0
    for order, sentence in enumerate(sentences, 1):
        at = text.index(sentence, at)
        number += 1
        _claim(connection, lot, number, order, sentence, at, key, _key("t", n) if order % 3 else None)
        for piece in range(EVIDENCE_EACH):
            _evidence(connection, lot, number, piece, documents)
    return number


def _claim(
    connection: sqlite3.Connection,
    lot: random.Random,
    number: int,
    order: int,
    sentence: str,
    at: int,
    document: str,
    attribution: str | None,
) -> None:
    claim, end = _key("c", number), at + len(sentence)
    connection.execute(
        "INSERT INTO claims (id, n, text, kind, attribution_id, priority_pct, is_checkable, is_current, document_id,"
        " sentence_start_char, sentence_end_char, basis, number) VALUES (?, ?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?)",
        [claim, order, sentence, lot.choice(_KINDS), attribution, lot.randrange(100), document, at, end, "z1", number],
    )
    connection.execute(
        "INSERT INTO claim_spans VALUES (?, ?, 'words', 1, ?, ?, ?)", [_key("w", number), claim, sentence, at, end]
    )
    connection.execute(
        "INSERT INTO coverage VALUES (?, ?, ?, ?, 'claims', NULL, ?, ?)",
        [_key("v", number), document, order, sentence, at, end],
    )
    for question in ("said", "so"):
        connection.execute(
            "INSERT INTO findings VALUES (?, ?, ?, ?, 'as the sources have it', 'a_rule', NULL)",
            [_key("f", number * 2 + (question == "so")), claim, question, lot.choice(_FINDINGS)],
        )


def _evidence(connection: sqlite3.Connection, lot: random.Random, number: int, piece: int, documents: int) -> None:
    document = _key("d", lot.randrange(documents))
    (text,) = connection.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()
    end = text.index(".") + 1
    key = _key("e", number * 10 + piece)
    match = {"claim_span": [0, 4], "evidence_span": [0, 4], "edits": [["same", [0, 3], [0, 3]]], "missing": []}
    connection.execute(
        "INSERT INTO evidence (id, claim_id, n, stance, text, document_id, is_echo, score_pct, covered_pct, start_char,"
        " end_char, match_json) VALUES (?, ?, ?, ?, ?, ?, 0, 80, 70, 0, ?, ?)",
        [
            key,
            _key("c", number),
            piece + 1,
            ("supports", "contradicts", "related")[piece % 3],
            text[:end],
            document,
            end,
            json.dumps(match),
        ],
    )
    if piece % 3 == 1:
        connection.execute(
            "INSERT INTO differences VALUES (?, ?, 1, 'number', '48', '42', 'says 48, the source says 42', 0, 4, 0, 4)",
            [_key("g", number * 10 + piece), key],
        )


def _reviews(connection: sqlite3.Connection, lot: random.Random) -> None:
    """A share of the claims decided, and some of those gone stale; each decision makes a step by itself."""
    connection.execute("INSERT INTO people VALUES ('ines', 'editor', 1, '2025-06-01T10:00:00Z')")
    claims = [claim for (claim,) in connection.execute("SELECT id FROM claims ORDER BY number")]
    connection.executemany(
        "INSERT INTO reviews (id, claim_id, verdict, reviewer, note, reviewed_utc, basis, number)"
        " VALUES (?, ?, ?, 'ines', '', '2025-06-02T10:00:00Z', ?, ?)",
        [
            (_key("r", n), claim, lot.choice(("confirmed", "wrong")), lot.choice(("z1", "z1", "z0")), n)
            for n, claim in enumerate(lot.sample(claims, len(claims) // 20), 1)
        ],
    )
