"""The database in Datasette, through a real server: every page that the metadata names, and others' databases."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from claimcheck.desk.metadata import BROWSING, metadata
from claimcheck.desk.serve import SignIn, metadata_json, serve
from claimcheck.errors import StoreError
from claimcheck.migrations.dictionary import tables
from claimcheck.store import Store
from claimcheck.store.reading.browsing import canned_queries
from desks import ALONE, SERVE, free_port, served
from store_values import keep_everything, review, split

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TABLES = {table.name: table for table in tables()}
CLAIM = split().claims[0].id
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of ours, one of ours with hostile words in it, and one of another program."""
    made = tmp_path_factory.mktemp("desk")
    with Store(made / "claimcheck.db") as store:
        keep_everything(store)
        review(store, CLAIM)
    shutil.copy(made / "claimcheck.db", made / "hostile.db")
    with closing(sqlite3.connect(made / "hostile.db")) as hostile, hostile:
        hostile.execute("UPDATE documents SET label = ?, publisher = ?", [SCRIPT] * 2)
        hostile.execute("UPDATE evidence SET text = ?", [SCRIPT])
    with closing(sqlite3.connect(made / "other.db")) as other, other:
        other.execute("CREATE TABLE claims (id TEXT PRIMARY KEY, claim_id TEXT)")
        other.execute("INSERT INTO claims VALUES ('c00000000aaa1', 'c00000000aaa1')")
    return made


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[httpx.Client]:
    """What anyone sees who types ``datasette *.db``."""
    port = free_port()
    databases = [str(folder / name) for name in ("claimcheck.db", "hostile.db", "other.db")]
    with served(["-m", "datasette", *databases, "-p", str(port)], port) as (client, _):
        yield client


def page(client: httpx.Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


@pytest.mark.parametrize("name", BROWSING)
def test_every_table_is_explained_on_its_page(desk: httpx.Client, name: str) -> None:
    """What it holds, and what each column means."""
    shown = page(desk, f"/claimcheck/{name}")
    assert TABLES[name].meaning in shown
    for column in TABLES[name].columns:
        assert f"<dt>{column.name}</dt><dd>{column.meaning}</dd>" in shown


@pytest.mark.parametrize("name", [name for name, browsing in BROWSING.items() if browsing.facets])
def test_every_table_is_counted_by_what_matters(desk: httpx.Client, name: str) -> None:
    """In the time that Datasette allows: a facet that takes longer is left out."""
    answer = desk.get(f"/claimcheck/{name}.json").json()
    assert set(answer["facet_results"]) == set(BROWSING[name].facets)


@pytest.mark.parametrize("name", canned_queries())
def test_every_question_is_answered(desk: httpx.Client, name: str) -> None:
    """With its title, and with what was kept."""
    assert canned_queries()[name]["title"] in page(desk, f"/claimcheck/{name}?claim_id={CLAIM}")
    rows = desk.get(f"/claimcheck/{name}.json?_shape=array&claim_id={CLAIM}").json()
    assert rows, "the example has an answer to every question"


def test_the_first_page_says_where_to_begin(desk: httpx.Client) -> None:
    """Its links lead somewhere."""
    shown = page(desk, "/claimcheck")
    assert "The machine only suggests" in shown
    for name, browsing in BROWSING.items():
        assert (f'<a href="claimcheck/{name}">' in shown) is not browsing.hidden
    assert httpx.URL("http://x/claimcheck").join("claimcheck/claims") == "http://x/claimcheck/claims"


def test_nothing_internal_is_listed(desk: httpx.Client) -> None:
    """Indexes and records of migrations are there for those who ask."""
    listed = {table["name"] for table in desk.get("/claimcheck.json").json()["tables"] if not table["hidden"]}
    assert listed == {name for name, browsing in BROWSING.items() if browsing.label and not browsing.hidden}


@pytest.mark.parametrize(
    ("table", "column", "label"),
    [
        ("evidence", "claim_id", "The port handled 4.8 million tonnes in 2023."),
        ("evidence", "document_id", "Yearbook"),
        ("claims", "attribution_id", "Anna Weiss told"),
        ("attributions", "speaker_id", "Anna Weiss"),
        ("differences", "evidence_id", "The port handled 4.2 million tonnes in 2023"),
        ("reviews", "claim_id", "The port handled 4.8 million tonnes in 2023."),
        ("articles", "document_id", "Harbour plans"),
    ],
)
def test_references_are_shown_by_name(desk: httpx.Client, table: str, column: str, label: str) -> None:
    """Not by key alone."""
    rows = desk.get(f"/claimcheck/{table}.json?_shape=array&_labels=on").json()
    assert label in {row[column]["label"] for row in rows if row[column]}


def test_without_the_plugin_claims_are_shown_by_their_words(folder: Path) -> None:
    """Whoever opens the file in a Datasette of their own sees no bare keys of claims."""
    asked = "/claimcheck/findings.json?_shape=array&_labels=on"
    answer = subprocess.run(
        [sys.executable, "-m", "datasette", str(folder / "claimcheck.db"), "--get", asked],
        env=os.environ | {"DATASETTE_LOAD_PLUGINS": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = {row["claim_id"]["label"] for row in json.loads(answer.stdout)}
    assert "The port handled 4.8 million tonnes in 2023." in shown


@pytest.mark.parametrize(("table", "words"), [("claims", "tónnes"), ("passages", "yearbook")])
def test_claims_and_passages_can_be_searched(desk: httpx.Client, table: str, words: str) -> None:
    """By words, with case and accents folded."""
    assert len(desk.get(f"/claimcheck/{table}.json", params={"_search": words, "_shape": "array"}).json()) == 1


@pytest.mark.parametrize("address", ["claim_status", "review_queue", "differences_found"])
def test_a_claim_is_one_click_away(desk: httpx.Client, address: str) -> None:
    """From what newcomers open to its page at the desk, from questions to its row."""
    root = "/claimcheck" if address == "differences_found" else "/-/desk/claimcheck"
    link = f'<a href="{root}/claims/{CLAIM}">{CLAIM}</a>'
    assert link in page(desk, f"/claimcheck/{address}")
    assert "4.8 million tonnes" in page(desk, f"/claimcheck/claims/{CLAIM}")


def test_a_row_names_what_it_refers_to(desk: httpx.Client) -> None:
    """On its own page too, where Datasette shows keys."""
    shown = page(desk, f"/claimcheck/claims/{CLAIM}")
    assert ">Harbour plans</a>" in shown
    assert ">Anna Weiss told</a>" in shown


def test_sizes_have_units(desk: httpx.Client) -> None:
    """And long strings a stylesheet."""
    assert "104 B" in page(desk, "/claimcheck/captures").replace("\xa0", " ")
    assert desk.get("/-/static-plugins/claimcheck-desk/desk.css").status_code == 200
    assert "desk.css" in page(desk, "/claimcheck/captures")


def test_databases_of_others_are_left_alone(desk: httpx.Client) -> None:
    """No description, no style and no link of ours, though a table has the same name."""
    shown = page(desk, "/other/claims")
    assert "desk.css" not in shown
    assert TABLES["claims"].meaning not in shown
    assert "/claimcheck/claims/c" not in shown
    assert page(desk, "/").count("<title>Datasette") == 1


@pytest.mark.parametrize("address", ["documents", "evidence", "differences", "differences_found", "evidence_row"])
def test_hostile_words_are_shown_and_not_run(desk: httpx.Client, folder: Path, address: str) -> None:
    """What comes from the web stands on the page as text."""
    if address == "evidence_row":
        with closing(sqlite3.connect(folder / "hostile.db")) as hostile:
            address = f"evidence/{hostile.execute('SELECT id FROM evidence').fetchone()[0]}"
    answer = desk.get(f"/hostile/{address}")
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    assert html.escape(SCRIPT) in answer.text


WITHOUT_PLUGINS = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"


def test_the_metadata_can_be_used_without_the_plugin(folder: Path, tmp_path: Path) -> None:
    """``claimcheck serve --metadata`` feeds a Datasette that knows nothing of us."""
    stated = tmp_path / "metadata.json"
    stated.write_text(metadata_json(folder / "claimcheck.db"), encoding="utf8")
    port = free_port()
    database = str(folder / "claimcheck.db")
    with served(["-c", WITHOUT_PLUGINS, database, "-p", str(port), "--metadata", str(stated)], port) as (client, _):
        assert client.get("/-/plugins.json").json() == []
        assert TABLES["evidence"].meaning in page(client, "/claimcheck/evidence")
        assert "What could not be read" in page(client, "/claimcheck/failures")


def test_the_file_alone_explains_itself(folder: Path) -> None:
    """Without plugin and without metadata: comments on tables and columns, documents and speakers by name."""
    port = free_port()
    with served(["-c", WITHOUT_PLUGINS, str(folder / "claimcheck.db"), "-p", str(port)], port) as (client, _):
        assert client.get("/-/plugins.json").json() == []
        for name in ("claims", "evidence", "claim_status", "speakers"):
            assert TABLES[name].meaning.split(".")[0] in " ".join(page(client, f"/claimcheck/{name}").split())
        for table, column in (("evidence", "document_id"), ("attributions", "speaker_id")):
            assert re.search(rf'col-{column} type-str"><a [^>]+>[^<]+</a>.<em>', page(client, f"/claimcheck/{table}"))


def test_serve_says_where_and_ends_with_ctrl_c(folder: Path) -> None:
    """Without a stack trace, and whatever the file is called."""
    port, name = free_port(), shutil.copy(folder / "claimcheck.db", folder / "my case, été.db")
    with served(["-c", SERVE, name, str(port), ALONE], port) as (client, process):
        address = "/my+case~2C+~C3~A9t~C3~A9"
        assert process.stderr is not None
        said = process.stderr.readline()
        opened = said.split()[-3]
        assert opened.startswith(f"http://127.0.0.1:{port}/-/desk/-/start/")
        assert said == f"Review {name} at {opened} (Ctrl-C stops)\n"
        for path in ("/", f"{address}/claims", "/-/desk", f"{opened}x"):
            assert client.get(path).status_code == 403, "others at this machine can ask, and are not answered"
        assert "open the address that `claimcheck serve` printed" in page(client, "/", 403)
        assert client.get(opened).url.path == f"/-/desk{address}/home"
        assert TABLES["claims"].meaning in page(client, f"{address}/claims")
        assert f'href="{address[1:]}/claim_status"' in page(client, address)
        assert "<title>claimcheck" in page(client, "/")
        assert 'href="/-/desk' in page(client, "/"), "the desk is one click away"
        assert f'href="{address}/claim_status"' in page(client, "/"), "and so is the status table"
        assert "The port handled" in page(client, f"/-/desk{address}")
        token = {"authorization": f"Bearer {opened.rpartition('/')[2]}"}
        assert httpx.get(f"http://127.0.0.1:{port}{address}/claims.json", headers=token).status_code == 200
        assert httpx.get(
            f"http://127.0.0.1:{port}{address}/claims.json", headers={"authorization": "Bearer x"}
        ).is_error
        tunnelled = client.get(f"/-/desk{address}", headers={"x-forwarded-for": "203.0.113.9"})
        assert tunnelled.status_code == 403, "alone means that nobody asks from elsewhere through this machine"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
        assert errors == ""


PEOPLE = SignIn(name="Ines")


def taken(folder: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        serve(folder / "claimcheck.db", "127.0.0.1", listening.getsockname()[1], False, PEOPLE)


def missing(folder: Path) -> None:
    serve(folder / "nowhere.db", "127.0.0.1", 0, False, PEOPLE)


def foreign(folder: Path) -> None:
    serve(folder / "other.db", "127.0.0.1", 0, False, PEOPLE)


def nowhere(folder: Path) -> None:
    serve(folder / "claimcheck.db", "host.invalid", 8001, False, PEOPLE)


@pytest.mark.parametrize(
    ("attempt", "says"),
    [
        (taken, "choose another with --port"),
        (missing, "run `claimcheck verify` first"),
        (foreign, "another program"),
        (nowhere, "cannot listen there"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(folder: Path, attempt: Callable[[Path], None], says: str) -> None:
    """Before a browser opens on nothing."""
    with pytest.raises(StoreError) as told:
        attempt(folder)
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_without_datasette_it_says_how_to_get_it(folder: Path) -> None:
    """The extra is optional, and the rest works without."""
    without = "import sys; sys.modules['datasette'] = None\n" + SERVE
    done = subprocess.run(
        [sys.executable, "-c", without, folder / "claimcheck.db", "0", ALONE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "StoreError: Datasette is not installed: pip install 'claimcheck-desk[desk]'" in done.stderr


def test_the_metadata_names_only_what_is_there() -> None:
    """Every table has its entry, and every column named in it exists."""
    assert set(BROWSING) == set(TABLES)
    for name, browsing in BROWSING.items():
        columns = {column.name for column in TABLES[name].columns}
        assert columns.issuperset(browsing.facets)
        assert browsing.sort is None or browsing.sort in columns
        assert (browsing.label in columns) is not TABLES[name].is_view
    assert json.loads(metadata_json(Path("some folder/my case.db"))) == metadata("my case")
