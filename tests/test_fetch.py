"""Servers do what they like, and the row says what happened, what was tried and what to do next."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from behaviours import ADDRESSES, CASES, Case
from claimcheck.archive import Archive
from claimcheck.fetch import Limits
from claimcheck.fetch.network import client, system_addresses
from claimcheck.gathering import Gathered, Gathering, GatheringTargets
from claimcheck.models import FailureReason
from claimcheck.store import RetrievalRecord, Store
from webservers import Site, answer, serving

LIMITS = Limits(
    connect_s=1.5,
    read_s=1.5,
    whole_s=3.0,
    max_bytes=200_000,
    max_content_bytes=1_000_000,
    max_redirects=5,
    attempts=2,
    backoff_s=0.02,
    max_wait_s=0.3,
    delay_s=0.0,
    hosts=40,
)
NAMES = {"intranet.example": ["10.1.2.3"], "metadata.example": ["169.254.169.254", "fe80::1%eth0"]}


async def resolve(host: str, port: int) -> Sequence[str]:
    if host == "slow-names.example":
        await asyncio.sleep(20)
    if host in NAMES:
        return NAMES[host]
    if host.endswith(".example"):
        raise OSError("no such name")
    return await system_addresses(host, port)


@dataclass
class Outcome:
    """What one run over all cases left behind."""

    folder: Path
    urls: dict[str, str]
    gathered: dict[str, Gathered]
    retrievals: dict[str, RetrievalRecord]
    problems: list[str]


def gather(store: Store, folder: Path, urls: Sequence[str], limits: Limits = LIMITS) -> list[Gathered]:
    gathered: list[Gathered] = []
    with Archive(folder / "archive", software="claimcheck/test", find=store.retrievals.record_of) as archive:
        gathering = Gathering(
            store, archive, lambda: client("test", limits, allow_loopback=True, resolve=resolve), limits
        )
        gathering.run(GatheringTargets(dict.fromkeys(urls), {}), gathered.append)
    return gathered


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    folder = tmp_path_factory.mktemp("behaviours")
    sites = {
        case.name: Site({case.path: case.handler, "/robots.txt": case.robots or answer(404, b""), **dict(case.pages)})
        for case in CASES
    }
    with ExitStack() as stack:
        stack.enter_context(serving(*sites.values()))
        store = stack.enter_context(Store(folder / "claimcheck.db"))
        urls = {case.name: sites[case.name].url + case.path for case in CASES}
        gathered = gather(store, folder, [*urls.values(), *ADDRESSES])
        problems = Archive(folder / "archive", software="", find=store.retrievals.record_of).verify(
            store.retrievals.stretches()
        )
        yield Outcome(
            folder,
            urls,
            {each.place: each for each in gathered},
            {each.place: each for each in store.retrievals.all()},
            problems,
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_behaviour_is_recorded_for_what_it_is(outcome: Outcome, case: Case) -> None:
    """With its reason from the closed list, what was tried, and what a person could do next."""
    row = outcome.retrievals[outcome.urls[case.name]]
    assert row.failure == case.why, f"{row.note} | {row.tried}"
    assert case.says in f"{row.note} {row.tried}"
    assert row.tried
    assert (row.advice is not None) == (case.why is not None)
    assert "\n" not in f"{row.note}{row.tried}{row.advice}"
    assert outcome.gathered[row.place].failure == case.why


@pytest.mark.parametrize("url", ADDRESSES)
def test_addresses_that_are_not_to_be_asked_are_recorded_too(outcome: Outcome, url: str) -> None:
    """An address inside the network, however it is dressed up, is refused before a connection is made."""
    (row,) = [row for row in outcome.retrievals.values() if row.place == url]
    why, says = ADDRESSES[url]
    assert (row.failure, says in f"{row.note}") == (why, True), row.note


def test_nothing_but_loopback_was_connected_to(outcome: Outcome) -> None:
    """The address of every request that was answered is the one that was checked."""
    with closing(sqlite3.connect(outcome.folder / "claimcheck.db")) as database:
        rows = database.execute("SELECT DISTINCT address FROM requests WHERE status IS NOT NULL").fetchall()
        asked = database.execute("SELECT count(*) FROM requests WHERE address LIKE '10.%'").fetchone()
    assert rows == [("127.0.0.1",)]
    assert asked == (0,)


def test_the_archive_of_all_that_is_whole(outcome: Outcome) -> None:
    """Whatever the servers sent, the records hold it and their digests hold."""
    assert outcome.problems == []


def test_the_database_is_whole(outcome: Outcome) -> None:
    """One row for every address, each with a reason or a document."""
    with closing(sqlite3.connect(outcome.folder / "claimcheck.db")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        places = database.execute("SELECT count(DISTINCT place) FROM captures").fetchone()[0]
    assert places == len(CASES) + len(ADDRESSES)
    assert set(FailureReason) == {row.failure for row in outcome.retrievals.values()} - {None}
