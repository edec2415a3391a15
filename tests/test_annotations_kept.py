"""Annotations are made once: one parse a document and edition, none while nothing has changed."""

from __future__ import annotations

import importlib
import json
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest
from tests.conftest import Run
from tests.packages import install

from claimcheck.annotations import LONGEST_CHARS, Annotations
from claimcheck.language import LanguageOptions, registry
from claimcheck.models import Span
from claimcheck.store import Store
from claimcheck.text import document
from claimcheck.workspace import Workspace

COUNTING = """
from claimcheck.language.en.annotator import English

PARSED = []
EDITION = ["1"]

class Counting(English):
    @property
    def version(self):
        return EDITION[0]

    def annotate(self, document):
        PARSED.append(document.text.split()[0])
        return super().annotate(document)
"""
ARTICLES = {
    "one.md": "Oakfield opened a bridge on 3 May 2024. The bridge cost 48 million pounds, said Ann Poe.",
    "two.md": "Harwick will close its school in June. Ben Roe said that the school has 60 pupils.",
}
EVIDENCE = {
    "a.txt": "Council: the bridge in Oakfield cost 48 million pounds, Ann Poe said on Monday.",
    "b.txt": "Records show that the school in Harwick has 60 pupils and will close in June.",
    "c.txt": "Nothing here is about anything that was asked. The weather stayed dry all week.",
}


@pytest.fixture
def counting(site: Path) -> ModuleType:
    """English that notes what it parses, in place of ours."""
    install(site, "countinglang", COUNTING, "[claimcheck.languages]\nen = countinglang:Counting\n")
    registry.refresh()
    module = importlib.import_module("countinglang")
    module.PARSED.clear()
    module.EDITION[:] = ["1"]
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, files in (("claims", ARTICLES), ("evidence", EVIDENCE)):
        (tmp_path / name).mkdir()
        for file, words in files.items():
            (tmp_path / name / file).write_text(words, encoding="utf-8")
    # By meaning any evidence may be near; by words alone it is known which a claim meets.
    (tmp_path / "claimcheck.toml").write_text('[meaning]\nmodel = "off"\n', encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> str:
    with sqlite3.connect(folder / "claimcheck.db") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    return dump


def test_a_document_is_parsed_once(counting: ModuleType, folder: Path) -> None:
    """Articles and the evidence that claims meet are parsed once each; a second run parses nothing."""
    Workspace(folder).verify()
    assert sorted(counting.PARSED) == ["Council:", "Harwick", "Oakfield", "Records"]
    before = contents(folder)
    counting.PARSED.clear()
    assert set(Workspace(folder).verify().articles) == {"claims/one.md", "claims/two.md"}
    assert counting.PARSED == []
    assert contents(folder) == before


def test_only_what_is_new_is_parsed(counting: ModuleType, folder: Path) -> None:
    """A new piece of evidence is parsed when a claim meets it; an edited article is parsed anew; the rest is not."""
    Workspace(folder).verify()
    counting.PARSED.clear()
    (folder / "evidence" / "d.txt").write_text("Poe said that the bridge in Oakfield cost 52 million pounds.", "utf-8")
    Workspace(folder).verify()
    assert counting.PARSED == ["Poe"]
    counting.PARSED.clear()
    (folder / "claims" / "one.md").write_text(ARTICLES["one.md"] + " It is red.", encoding="utf-8")
    Workspace(folder).verify()
    assert counting.PARSED == ["Oakfield"]


def test_a_new_edition_parses_anew_and_replaces(counting: ModuleType, folder: Path) -> None:
    """What another edition of the annotator says is not taken for this one's, and does not pile up."""
    Workspace(folder).verify()
    counting.PARSED.clear()
    counting.EDITION[:] = ["2"]
    Workspace(folder).verify()
    assert sorted(counting.PARSED) == ["Council:", "Harwick", "Oakfield", "Records"]
    with Store(folder / "claimcheck.db") as store:
        assert list(store.integrity.chain_problems()) == []
    with sqlite3.connect(folder / "claimcheck.db") as connection:
        assert connection.execute("SELECT count(*), min(version), max(version) FROM annotations").fetchone() == (
            4,
            "2",
            "2",
        )
    connection.close()


def test_a_damaged_annotation_is_made_anew(counting: ModuleType, folder: Path) -> None:
    """Bytes that are no annotation cost a parse, not the run."""
    Workspace(folder).verify()
    with sqlite3.connect(folder / "claimcheck.db") as connection:
        connection.execute("UPDATE annotations SET annotated = x'00'")
    connection.close()
    counting.PARSED.clear()
    Workspace(folder).verify()
    assert "Oakfield" in counting.PARSED


def test_a_finding_that_another_tool_changed_is_found_anew(counting: ModuleType, folder: Path) -> None:
    """Findings are left as they are only where they are as they were written."""
    Workspace(folder).verify()
    before = contents(folder)
    with sqlite3.connect(folder / "claimcheck.db") as connection:
        connection.execute("UPDATE findings SET reason = 'because'")
    connection.close()
    counting.PARSED.clear()
    Workspace(folder).verify()
    assert contents(folder) == before
    assert counting.PARSED == []


def test_looking_parses_nothing(counting: ModuleType, folder: Path, claimcheck: Run) -> None:
    """Status, show and trace read what is kept."""
    Workspace(folder).verify()
    counting.PARSED.clear()
    lines = claimcheck("-w", folder, "status", "--json").stdout.splitlines()
    key = json.loads(lines[0])["id"]
    for command in (("status",), ("show", key), ("trace", key)):
        assert claimcheck("-w", folder, *command).exit_code == 0
    assert counting.PARSED == []


def test_of_long_evidence_only_the_section_is_parsed(counting: ModuleType) -> None:
    """A long document is annotated section by section, each where a claim first meets it, by offsets of the whole."""
    paragraph = "Ann Poe said that the bridge cost 48 million pounds. " * 40
    words = "\n\n".join(f"{paragraph}Number {n}." for n in range(2 + 2 * LONGEST_CHARS // len(paragraph)))
    whole = document(words)
    annotations = Annotations(LanguageOptions())
    last = whole.blocks[-1].span
    annotated = annotations.evidence(whole, last)
    assert annotated is annotations.evidence(whole, Span(last.start + 5, last.end))
    assert len(counting.PARSED) == 1
    assert 0 < annotated.sentences[0].span.start < last.start
    (said, *_) = annotated.attributions_in(last)
    assert said.speaker is not None
    assert said.speaker.name == "Ann Poe"
