"""Who may log in: the file of users, passwords, the brake on guessing, and the commands that keep them."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from argon2 import Type, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import PeopleError
from claimcheck.models import Person, Role
from claimcheck.people import Throttle, Users, hashed, is_right, plain_name
from claimcheck.people.throttle import FORGOTTEN_AFTER_S, FREE_TRIES, LONGEST_WAIT_S, MOST
from claimcheck.store import Store
from conftest import Run
from store_values import keep_everything

PASSWORD = "correct horse"
HASHED = hashed(PASSWORD)


def test_hashing_costs_what_owasp_asks_for() -> None:
    """Argon2id with at least 19 MiB, two rounds and one lane (OWASP Password Storage Cheat Sheet)."""
    stated = extract_parameters(HASHED)
    assert stated.type is Type.ID
    assert stated.memory_cost >= 19 * 1024
    assert stated.time_cost >= 2
    assert stated.parallelism >= 1


def test_a_password_is_known_again_and_cannot_be_read_back() -> None:
    """Each time another salt; decomposed letters are the same letters."""
    assert is_right(PASSWORD, HASHED)
    assert not is_right("correct house", HASHED)
    assert PASSWORD not in HASHED
    assert hashed(PASSWORD) != HASHED
    assert is_right("Cafe\u0301 au lait", hashed("Caf\u00e9 au lait"))
    assert not is_right("", HASHED)
    assert not is_right("", None)


@pytest.mark.parametrize("password", ["", "short", "x" * 1001], ids=["none", "short", "endless"])
def test_a_password_that_will_not_do_is_told(password: str) -> None:
    """With how long it has to be."""
    with pytest.raises(PeopleError, match="10 to 1000"):
        hashed(password)


def written(**parts: object) -> str:
    return "\n".join(["[people.Ana]", *(f"{key} = {json.dumps(value)}" for key, value in parts.items())])


NOT_RIGHT = {
    "no file": (None, "make it with `claimcheck people add NAME`"),
    "not TOML": ("[people.Ana", "not TOML"),
    "not text": (b"\xff\xfe\x00", "not TOML"),
    "something else in it": ('title = "x"\n[people.Ana]\nrole = "editor"', "something other than people"),
    "people are no table": ("people = 3", "each begins with"),
    "a person is no table": ("[people]\nAna = 3", "has to be a table"),
    "no role": (written(password=HASHED), "role has to be one of viewer, checker, editor"),
    "a role that is none": (written(role="king"), "role has to be one of"),
    "a role that is no text": (written(role=["editor"]), "role has to be one of"),
    "a plain password": (written(role="editor", password="secret"), "not hashed correctly"),
    "a password that is no text": (written(role="editor", password=7), "has to be a text"),
    "another hash": (written(role="editor", password="scrypt$32768$8$1$AAAA$AAAA"), "not hashed correctly"),
    "a hash too dear": (written(role="editor", password=HASHED.replace("m=65536", f"m={2**40}")), "costs too much"),
    "a hash cut short": (written(role="editor", password=HASHED[:-24]), "Ana"),
    "an unknown key": (written(role="editor", admin=True), "'admin', which is not a known setting"),
    "an empty name": ('[people." "]\nrole = "editor"', "needs a name"),
    "an unseen letter": ('[people."An\u200ba"]\nrole = "editor"', "invisible characters"),
    "two that look alike": ('[people.Ana]\nrole = "editor"\n[people.ANA]\nrole = "viewer"', "listed twice"),
}


@pytest.mark.parametrize(("content", "says"), NOT_RIGHT.values(), ids=[name.replace(" ", "-") for name in NOT_RIGHT])
def test_a_file_that_is_not_right_is_told_in_one_line(tmp_path: Path, content: str | bytes | None, says: str) -> None:
    """With its name, and whom it is about."""
    path = tmp_path / "users.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(PeopleError) as told:
        Users.read(path)
    assert str(told.value).startswith(f"{path}: ")
    assert says in str(told.value)
    assert "\n" not in str(told.value)


@given(st.lists(st.text(min_size=1, max_size=30), max_size=5))
def test_whatever_the_names_the_file_reads_back(names: list[str]) -> None:
    """Quotes, brackets, backslashes and blanks included; what cannot be seen is refused in a line."""
    users, taken = Users({}), set()
    for name in names:
        try:
            plain = plain_name(name)
        except PeopleError:
            continue
        if plain.casefold() not in taken:
            taken.add(plain.casefold())
            users = users.with_user(name, Role.CHECKER, None)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "users.toml"
        users.write(path)
        assert Users.read(path) == users


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_guessing_becomes_slow() -> None:
    """Twice as long each time, up to a minute for a name, in whatever capitals."""
    clock = Clock()
    throttle = Throttle(clock)
    waits = []
    for _ in range(9):
        wait = throttle.admit("Ana", "address")
        waits.append(wait)
        if wait:
            clock.now += wait
            assert throttle.admit("ana", "address") == 0
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32]
    assert throttle.admit("Ben", "third") == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "is_free"),
    [
        pytest.param("10.0.0.2", "10.0.0.3", True, id="another address"),
        pytest.param("10.0.0.2", "10.0.0.2", False, id="the same address"),
        pytest.param("2001:db8::1", "2001:db8::2", False, id="one network"),
        pytest.param("2001:db8::1", "2001:db8:0:1::1", True, id="another network"),
        pytest.param("::ffff:10.0.0.2", "10.0.0.2", False, id="one address in two forms"),
        pytest.param("", "unix", True, id="no address"),
    ],
)
def test_nobody_is_locked_out_by_others(ours: str, theirs: str, is_free: bool) -> None:
    """Whatever somebody tries from elsewhere at a name, its owner logs in."""
    throttle = Throttle(Clock())
    for _ in range(50):
        throttle.admit("Ana", theirs)
    assert (throttle.admit("Ana", ours) == 0) is is_free


def test_tries_at_once_count_each() -> None:
    """A try counts before its password is looked at."""
    throttle = Throttle(Clock())
    assert [throttle.admit("Ana", "address") > 0 for _ in range(5)] == [False, False, False, True, True]


def test_the_right_password_counts_from_nought() -> None:
    """For the name; an address goes on counting what others tried from it."""
    clock = Clock()
    throttle = Throttle(clock)
    for n in range(FREE_TRIES["address"] - 1):
        assert throttle.admit(f"victim {n}", "one address") == 0
    assert throttle.admit("Mallory", "one address") == 0
    throttle.passed("Mallory", "one address")
    assert throttle.admit("victim a", "one address") == 0
    assert throttle.admit("victim b", "one address") > 0
    for _ in range(2 * FREE_TRIES["name"]):
        assert throttle.admit("Ana", "at home") == 0
        throttle.passed("Ana", "at home")


def test_an_address_waits_longer_and_all_is_forgotten_in_the_end() -> None:
    """A quarter of an hour at most, and an hour after the last try nothing is left."""
    clock = Clock()
    throttle = Throttle(clock)
    for n in range(40):
        clock.now += throttle.admit(f"name {n}", "one address")
        throttle.admit(f"name {n}", "one address")
    assert throttle.admit("somebody", "one address") == LONGEST_WAIT_S["address"]
    clock.now += FORGOTTEN_AFTER_S + 1
    assert throttle.admit("somebody", "one address") == 0


def test_it_remembers_no_more_than_it_says() -> None:
    """A flood of made-up names fills no memory."""
    throttle = Throttle(Clock())
    for n in range(MOST):
        throttle.admit(f"name {n}", f"address {n}")
    assert len(throttle._tries) <= MOST


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)
    return tmp_path


def test_people_are_added_by_a_command_that_never_shows_the_password(workspace: Path, claimcheck: Run) -> None:
    """Into the database and the file of users, which only its owner may read."""
    done = claimcheck(
        "-w", workspace, "people", "add", "Ana Weiß", "--role", "editor", input=f"{PASSWORD}\n{PASSWORD}\n"
    )
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    file = workspace / "users.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD not in file.read_text()
    user = Users.read(file).check("Ana Weiß", PASSWORD)
    assert user is not None
    assert user.person == Person("Ana Weiß", Role.EDITOR)
    assert Users.read(file).check("Ana Weiß", "wrong password") is None
    assert Users.read(file).check("Nobody", PASSWORD) is None
    assert claimcheck("-w", workspace, "people").stdout == "Ana Weiß: editor\n"


def test_a_workspace_without_people_says_who_will_be_the_first(workspace: Path, claimcheck: Run) -> None:
    assert (
        claimcheck("-w", workspace, "people").stdout == "nobody yet: the first person who decides becomes an editor\n"
    )


def test_a_role_changes_and_somebody_leaves(workspace: Path, claimcheck: Run) -> None:
    """The password stays with another role, and goes when they go; in the database their name stays."""
    claimcheck("-w", workspace, "people", "add", "Ana", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert claimcheck("-w", workspace, "people", "add", "Ana", "--role", "viewer", "--no-password").exit_code == 0
    user = Users.read(workspace / "users.toml").check("Ana", PASSWORD)
    assert user is not None
    assert user.role is Role.VIEWER
    assert claimcheck("-w", workspace, "people", "remove", "Ana").exit_code == 0
    assert Users.read(workspace / "users.toml").check("Ana", PASSWORD) is None
    assert claimcheck("-w", workspace, "people").stdout == "Ana: viewer, no longer works here\n"
    missing = claimcheck("-w", workspace, "people", "remove", "Eve")
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("Ana", "short\nshort\n", "choose one of 10 to 1000"),
        ("claimcheck", f"{PASSWORD}\n{PASSWORD}\n", "give the name of a person"),
        ("A\u202ena", f"{PASSWORD}\n{PASSWORD}\n", "invisible characters"),
        (" ", f"{PASSWORD}\n{PASSWORD}\n", "needs a name"),
    ],
    ids=["short password", "the machine", "an unseen letter", "no name"],
)
def test_who_cannot_be_added_is_told_and_nothing_is_written(
    workspace: Path, claimcheck: Run, name: str, typed: str, says: str
) -> None:
    """One line, exit 1, no file."""
    done = claimcheck("-w", workspace, "people", "add", name, input=typed)
    assert done.exit_code == 1
    assert says in done.stderr
    assert not (workspace / "users.toml").exists()
    with Store(workspace / "claimcheck.db") as store:
        assert store.people.all() == []


def test_what_it_takes_to_sign_off_is_shown_and_set(workspace: Path, claimcheck: Run) -> None:
    """By editors; the last setting holds, and says whose it is."""
    shown = claimcheck("-w", workspace, "kind").stdout
    assert "quote: high-risk\n" in shown
    assert "event: second\n" in shown
    done = claimcheck("-w", workspace, "kind", "event", "--sign-off", "own", "--by", "Ana", "--note", "two of us")
    assert done.stdout.startswith("event: own (Ana, ")
    assert done.stdout.endswith("): two of us\n")
    claimcheck("-w", workspace, "people", "add", "Ben", "--no-password")
    refused = claimcheck("-w", workspace, "kind", "event", "--sign-off", "high-risk", "--by", "Ben")
    assert "only editors" in refused.stderr
