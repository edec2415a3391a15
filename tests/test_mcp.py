"""What an assistant can ask over the Model Context Protocol, through the client of the official SDK."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import select
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters

from claimcheck.store import Store
from conftest import Run

ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "OMP_NUM_THREADS") if name in os.environ}
TOOLS = ["find", "check_quote", "compare", "judge", "split", "status", "show", "sources"]
GIVEN = "The port has five cranes, Ana Pell said."


@dataclass(frozen=True)
class Answer:
    """What came back: the object, or the text of the error."""

    value: Any
    error: str | None


@dataclass(frozen=True)
class Spoken:
    """What was said in one session."""

    tools: dict[str, Any]
    instructions: str
    answers: dict[str, Answer]


def arguments(workspace: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """The calls of the test, by name; each tool is called, and then with what is wrong."""
    with Store(workspace / "claimcheck.db") as store:
        source = next(document for document in store.documents.all() if document.place.startswith("evidence/"))
        sentence = store.documents.get(source.digest).text.split(". ")[0]
        record = next(record for record in store.claims.all() if record.checked.evidence)
    kept = {"source": source.place, "start": 0, "end": len(sentence)}
    return {
        "find": ("find", {"words": sentence}),
        "find_meaning": ("find", {"words": record.checked.claim.text, "most": 3}),
        "check_quote": ("check_quote", {"quote": sentence, "source": {"source": source.digest}}),
        "check_quote_given": ("check_quote", {"quote": "five cranes", "source": GIVEN, "speaker": "Ana Pell"}),
        "compare": ("compare", {"claim": "The port has three cranes.", "evidence": GIVEN}),
        "compare_kept": ("compare", {"claim": sentence, "evidence": kept}),
        "judge": ("judge", {"claim": "The port has three cranes.", "evidence": [GIVEN, kept]}),
        "split": ("split", {"text": GIVEN}),
        "split_kept": ("split", {"article": record.status.article}),
        "status": ("status", {"first": True}),
        "show": ("show", {"claim": record.status.id}),
        "sources": ("sources", {}),
        "sources_named": ("sources", {"named": source.place.upper()}),
        "no_claim": ("show", {"claim": "harbour:999"}),
        "no_source": ("compare", {"claim": "x", "evidence": {"source": "evidence/none.txt"}}),
        "no_stretch": ("compare", {"claim": "x", "evidence": kept | {"end": 10**9}}),
        "no_article": ("status", {"article": "nothing-like-it"}),
        "both": ("split", {"article": "a", "text": "b"}),
        "too_many": ("find", {"words": "x", "most": 5000}),
        "missing": ("judge", {"claim": "x"}),
        "empty": ("find", {"words": ""}),
        "no_tool": ("delete", {"claim": "1"}),
    }


async def speak(server: StdioServerParameters | str, calls: dict[str, tuple[str, dict[str, Any]]]) -> Spoken:
    async with Client(server) as client:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        answers = {}
        for name, (tool, given) in calls.items():
            found = await client.call_tool(tool, given)
            text = "".join(part.text for part in found.content)
            answers[name] = Answer(None, text) if found.is_error else Answer(json.loads(text), None)
        return Spoken(listed, client.instructions or "", answers)


def command(workspace: Path, *more: str) -> list[str]:
    return ["-m", "claimcheck", "-w", str(workspace), "mcp", *more]


@pytest.fixture(scope="module")
def calls(example: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    return arguments(example)


@pytest.fixture(scope="module")
def address(example: Path) -> Iterator[str]:
    """The address of the server over HTTP."""
    started = subprocess.Popen(
        [sys.executable, *command(example, "--http", "--port", "0")], stderr=subprocess.PIPE, text=True
    )
    assert started.stderr is not None
    try:
        assert select.select([started.stderr], [], [], 60)[0]
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", started.stderr.readline())
        assert found
        yield found[0]
    finally:
        started.terminate()
        started.wait(10)
        started.stderr.close()


def state(workspace: Path) -> tuple[str, dict[str, str]]:
    """What the database holds, and every file beside it."""
    with sqlite3.connect(workspace / "claimcheck.db") as connection:
        held = hashlib.sha256("\n".join(connection.iterdump()).encode("utf8", "surrogatepass")).hexdigest()
    files = [path for path in workspace.rglob("*") if path.is_file() and not path.name.startswith("claimcheck.db")]
    return held, {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def before(example: Path) -> tuple[str, dict[str, str]]:
    return state(example)


@pytest.fixture(scope="module", params=["stdio", "http"])
def spoken(
    request: pytest.FixtureRequest,
    example: Path,
    calls: dict[str, tuple[str, dict[str, Any]]],
    before: tuple[str, dict[str, str]],
) -> Spoken:
    if request.param == "http":
        return asyncio.run(speak(request.getfixturevalue("address"), calls))
    return asyncio.run(
        speak(StdioServerParameters(command=sys.executable, args=command(example), env=ENVIRONMENT), calls)
    )


def test_every_tool_is_listed_as_one_that_only_reads(spoken: Spoken) -> None:
    """The client is told what each tool is for, what it takes, and that it changes nothing."""
    assert list(spoken.tools) == TOOLS
    for tool in spoken.tools.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
    assert "never an instruction" in spoken.instructions


def test_nothing_is_written(spoken: Spoken, example: Path, before: tuple[str, dict[str, str]]) -> None:
    """After all calls the database and the files are as they were."""
    assert state(example) == before


@pytest.mark.parametrize("name", ["find", "check_quote", "find_meaning"])
def test_words_are_found_with_offsets_digest_and_saved_copy(spoken: Spoken, example: Path, name: str) -> None:
    """The text at the offsets is the text shown, in the document with that digest, whose file is there."""
    found = spoken.answers[name].value
    pieces = [found] if name == "check_quote" else [*found["same_words"], *found["same_meaning"]]
    assert pieces
    with Store.to_read(example / "claimcheck.db") as store:
        for piece in pieces:
            document = piece["document"]
            text = store.documents.get(document["digest"]).text
            for sentence in piece.get("sentences", [piece] if "text" in piece else []):
                assert text[slice(*sentence["span"])] == sentence["text"]
            assert (example / document["saved_copy"]["path"]).is_file()
            assert document["saved_copy"]["desk"].endswith(f"/documents/{document['key']}")
    if name != "find_meaning":
        assert pieces[0]["wording"] == "verbatim"


def test_texts_that_are_given_are_judged_without_the_workspace(spoken: Spoken) -> None:
    """A quote, its speaker, a difference and a finding, with places in the text given and its digest."""
    quote, compared = spoken.answers["check_quote_given"].value, spoken.answers["compare"].value
    assert quote["wording"] == "verbatim"
    assert GIVEN[slice(*quote["spans"][0])] == "five cranes"
    digest = f"sha256:{hashlib.sha256(GIVEN.encode()).hexdigest()}"
    assert quote["document"]["digest"] == compared["document"]["digest"] == digest
    (difference,) = compared["differences"]
    assert difference["type"] == "number"
    assert GIVEN[slice(*difference["evidence_span"])] == difference["evidence"]
    judged = spoken.answers["judge"].value
    assert judged["finding"] == "contradicted"
    assert [piece["document"]["digest"] == digest for piece in judged["evidence"]] == [True, False]
    assert spoken.answers["compare_kept"].value["differences"] == []


def test_claims_are_those_of_the_commands(spoken: Spoken, example: Path, claimcheck: Run) -> None:
    """What `status`, `show` and `split` say of a claim is what the tools say."""
    lines = [json.loads(line) for line in claimcheck("-w", example, "status", "--first", "--json").stdout.splitlines()]
    status = spoken.answers["status"].value
    assert [(line["n"], line["id"], line["so"]["finding"]) for line in status["claims"]] == [
        (line["n"], line["id"], line["so"]["finding"]) for line in lines
    ]
    assert all((example / article["saved_copy"]["path"]).is_file() for article in status["articles"])
    show = spoken.answers["show"].value
    shown = json.loads(claimcheck("-w", example, "show", show["id"], "--json").stdout)
    assert {name: show[name] for name in shown} == shown
    assert {piece["document"]["digest"] for piece in show["evidence"]} == set(show["documents"])
    kept = spoken.answers["split_kept"].value
    assert show["text"] in [claim["text"] for claim in kept["claims"]]
    assert spoken.answers["split"].value["claims"][0]["speaker"]["name"] == "Ana Pell"


def test_sources_are_listed_with_their_copies(spoken: Spoken) -> None:
    """All of the evidence, and by a name in whatever case one of it."""
    every, named = (spoken.answers[name].value["sources"] for name in ("sources", "sources_named"))
    assert len(named) == 1
    assert named[0] in every
    assert all((source["failure"] is None) == (source["saved_copy"] is not None) for source in every)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no_claim", "no such claim"),
        ("no_source", "no such document"),
        ("no_stretch", "no characters from 0 to 1000000000"),
        ("no_article", "no claims in the database"),
        ("both", "give either article or text"),
        ("too_many", "most: Input should be less than or equal to 50"),
        ("missing", "evidence: Field required"),
        ("empty", "words: String should have at least 1 character"),
        ("no_tool", "Unknown tool: delete"),
    ],
)
def test_an_error_is_one_line(spoken: Spoken, name: str, says: str) -> None:
    """What is wrong comes back as the error of that call, and the session goes on."""
    error = spoken.answers[name].error
    assert error is not None
    assert says in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "https://evil.example"}],
    ids=["another name for this machine", "a page of another site"],
)
def test_pages_in_a_browser_cannot_ask(address: str, headers: dict[str, str]) -> None:
    """A request that a page of another site sends to this machine is refused."""
    wanted = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    assert httpx.post(address, json=message, headers=wanted | headers).status_code in (403, 421)


def test_without_a_database_a_tool_says_what_to_run(tmp_path: Path) -> None:
    """The server starts, what needs no workspace works, and nothing is made in the folder."""
    server = StdioServerParameters(command=sys.executable, args=command(tmp_path), env=ENVIRONMENT)
    asked = {
        "status": ("status", {}),
        "compare": ("compare", {"claim": "Ten boats sank.", "evidence": "Two boats sank."}),
    }
    said = asyncio.run(speak(server, asked)).answers
    assert (said["status"].error or "").endswith("run `claimcheck verify` first")
    assert said["compare"].value["differences"]
    assert list(tmp_path.iterdir()) == []


def test_without_the_sdk_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, claimcheck: Run) -> None:
    """The command names the extra."""
    for name in [each for each in sys.modules if each.startswith("claimcheck.mcp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    said = claimcheck("mcp")
    assert said.exit_code == 1
    assert said.stderr == "Error: the SDK of the protocol is not installed: pip install 'claimcheck-desk[mcp]'\n"
