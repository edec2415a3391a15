"""Who sees and asks what at the desk: SQL, calls off the record, sessions, and what one query may take."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import httpx
import pytest

from claimcheck.desk.pages.limits import LONGEST_VALUE_BYTES, limit
from claimcheck.models import Call, CallTerms, Person, Role
from claimcheck.people import Users
from claimcheck.store import Store
from desks import Editor, desk_of, text
from store_values import keep_everything, split

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

CLAIM = split().claims[0].id
PAGE = f"/-/desk/case/claims/{CLAIM}"
SQL = "/case.json?sql=select+1"
WHERE = "/case/claims.json?_where=n=1"
CALLS = "/case/calls.json"
SECRET = "The quay sinks"
OPEN = "The quay stands"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two editors, two checkers and a viewer; Cleo, a checker, noted two calls, one of them off the record."""
    database = tmp_path_factory.mktemp("access") / "case.db"
    with Store(database) as store:
        keep_everything(store)
        for name, role in (("Ines", "editor"), ("Cleo", "checker"), ("Carl", "checker"), ("Vera", "viewer")):
            store.people.keep(Person(name, Role(role)))
        for words, terms in ((SECRET, CallTerms.OFF_RECORD), (OPEN, CallTerms.ON_RECORD)):
            day = "2025-06-01T10:00:00Z"
            store.calls.add(Call(CLAIM, "Harbour master", terms, words, day, "Cleo", day))
    with desk_of(database) as address:
        yield address


@pytest.mark.parametrize(
    ("name", "is_editor"), [("Ines", True), ("Cleo", False), ("Vera", False), ("Stranger", False), ("ines", False)]
)
@pytest.mark.parametrize("address", [SQL, WHERE, CALLS])
def test_sql_and_the_table_of_calls_are_for_editors(desk: str, address: str, name: str, is_editor: bool) -> None:
    """All other tables, and the questions that were thought of, are there for everybody."""
    answer = Editor(desk, name).get(address)
    assert answer.status_code == (200 if is_editor else 403)
    assert Editor(desk, name).get("/case/claims.json").status_code == 200
    assert Editor(desk, name).get(f"/case/evidence_of_a_claim.json?claim_id={CLAIM}").status_code == 200


@pytest.mark.parametrize(("name", "sees"), [("Ines", True), ("Cleo", True), ("Carl", False), ("Vera", False)])
def test_calls_off_the_record_are_for_editors_and_who_noted_them(desk: str, name: str, sees: bool) -> None:
    """The others are there for everybody; nor does a search find them."""
    shown = text(Editor(desk, name).get(PAGE))
    assert (SECRET in shown) is sees
    assert OPEN in shown
    found = [Editor(desk, name).get(f"/-/desk/case?q={words.split()[-1]}").text for words in (SECRET, OPEN)]
    assert ["No claim matches" in page for page in found] == [True, False]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        pytest.param("select zeroblob(1000000000)", "too big", id="a long value"),
        pytest.param("select replace(hex(zeroblob(20000000)), '0', 'ab')", "too big", id="made by a function"),
        pytest.param(
            "with recursive n(i) as (select 1 union all select i + 1 from n) select hex(zeroblob(1000000)) from n",
            "more than 100 MB",
            id="many values",
        ),
        pytest.param(
            "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
            "interrupted|too long",
            id="no end",
        ),
        pytest.param(f"select 1 {'+ 1' * 2_000}", "too large", id="a deep query"),
        pytest.param("attach ':memory:' as other", "SELECT", id="attached"),
    ],
)
def test_one_query_takes_no_more_than_its_share(desk: str, sql: str, says: str) -> None:
    """An editor's, as others have none; the desk answers on."""
    answer = Editor(desk, "Ines").send("GET", "/case.json", params={"sql": sql})
    assert answer.status_code == 400, answer.text[:300]
    assert any(word in answer.json()["error"] for word in says.split("|"))
    assert Editor(desk, "Ines").get(PAGE).status_code == 200


def test_limits_count_each_answer_by_itself() -> None:
    """Many answers after one another may hold more than one of them may."""
    with closing(sqlite3.connect(":memory:")) as connection:
        limit(connection)
        for _ in range(4):
            assert len(connection.execute("SELECT zeroblob(?)", [LONGEST_VALUE_BYTES - 10]).fetchall()) == 1


def test_a_cookie_is_worth_nothing_after_the_logout(tmp_path: Path) -> None:
    """Somebody may have copied it; another session of the same person goes on."""
    file, database = tmp_path / "users.toml", tmp_path / "case.db"
    Users({}).with_user("Ines", Role.EDITOR, "a long password").write(file)
    with Store(database) as store:
        keep_everything(store)
    with desk_of(database, f"SignIn(users=Path({str(file)!r}))") as address:
        first, second, thief = Editor(address, None), Editor(address, None), Editor(address, None)
        login = "/-/desk/-/login"
        for who in (first, second):
            who.send("POST", login, data={**who.form(login), "name": "ines", "password": "a long password"})
        thief.cookies = httpx.Cookies(first.cookies)
        assert thief.get(PAGE).status_code == 200
        first.send("POST", "/-/desk/-/logout", data=first.form(PAGE))
        assert [who.get(PAGE).status_code for who in (first, thief, second)] == [302, 302, 200]


def test_the_right_password_from_elsewhere_always_logs_in(tmp_path: Path) -> None:
    """However often somebody else guesses at the name, in whatever spelling: all spellings count as one."""
    file, database = tmp_path / "users.toml", tmp_path / "case.db"
    Users({}).with_user("Ines Weiß", Role.EDITOR, "a long password").write(file)
    with Store(database) as store:
        keep_everything(store)
    with desk_of(database, f"SignIn(users=Path({str(file)!r}))") as address:

        def answered(name: str, password: str, peer: str) -> int:
            who = Editor(address, None)
            who.headers = {"x-forwarded-for": peer}
            login = "/-/desk/-/login"
            return who.send("POST", login, data={**who.form(login), "name": name, "password": password}).status_code

        # A machine that does much else lets a second go by between two of them.
        spellings = cycle(("Ines Weiß", "ines weiß", " INES  weiß"))
        tries = [answered(next(spellings), "guessed", "203.0.113.9") for _ in range(3)]
        while tries[-1] != 429 and len(tries) < 9:
            tries.append(answered(next(spellings), "guessed", "203.0.113.9"))
        assert tries[:3] == [403, 403, 403]
        assert tries[-1] == 429
        assert answered("Ines Weiß", "a long password", "198.51.100.7") == 303


def test_what_cannot_be_had_is_no_error_of_the_server(desk: str) -> None:
    """Nor does it end the desk."""
    for address in ("/case/people?_sort=<svg>", "/case/people.csv?_sort=no", "/case/claims.json?_sort=no"):
        assert Editor(desk, "Ines").get(address).status_code == 400
    assert Editor(desk, "Ines").get("/case/nowhere").status_code == 404
