"""``claimcheck find``: words looked for by hand in the evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.meaning_models import cross_encoder

from conftest import Run


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(
            "This also corresponds to such sensitive areas as defence and security",
            ["Africanews", "altered", "{and extends to}", "without an ellipsis"],
            id="words left out",
        ),
        pytest.param("It’s an EASY WIN", ["Africanews", "Lyammouri said"], id="typography and case"),
    ],
)
def test_words_are_shown_where_they_stand(example: Path, claimcheck: Run, words: str, shown: list[str]) -> None:
    printed = claimcheck("-w", example, "find", words, "--most", "1").stdout
    assert all(part in printed for part in shown), printed


def workspace(folder: Path, configuration: str = "") -> Path:
    """An article, evidence that shares no word with what it says, and a configuration."""
    for name, content in {
        "claims/article.md": "# Rates\n\nPolicymakers cut borrowing costs on Monday.\n",
        "evidence/bank.md": "It rained in Oakfield. The central bank lowered its main interest rate. Ducks were fed.\n",
        "evidence/banque.md": "Il a plu. La banque centrale a baissé son taux directeur lundi.\n",
        "evidence/ducks.md": "Nobody has reported any poisoned ducks in Oakfield, said the police.\n",
        "claimcheck.toml": configuration,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf8")
    return folder


def test_sentences_of_similar_meaning_are_found(tmp_path: Path, claimcheck: Run) -> None:
    """In other words and in another language, each with the kind of likeness; other topics are not shown."""
    folder = workspace(tmp_path)
    claimcheck("-w", folder, "verify")
    printed = claimcheck("-w", folder, "find", "On Monday the central bank cut its main interest rate.").stdout
    assert "same words: altered" in printed
    assert "La banque centrale a baissé" in printed
    assert printed.count("similar meaning") == 1
    assert "Il a plu" not in printed, "the sentence is shown, not all of the passage"
    assert "ducks" not in printed.lower().replace("ducks were fed", "")


@pytest.mark.parametrize(
    ("configuration", "options"),
    [
        pytest.param("", ["--meaning", "off"], id="by option"),
        pytest.param('[meaning]\nmodel = "off"\n', [], id="by configuration"),
    ],
)
def test_without_the_model_words_alone_are_found(
    tmp_path: Path, claimcheck: Run, configuration: str, options: list[str]
) -> None:
    """The commands work, and say what they did without."""
    folder = workspace(tmp_path, configuration)
    done = claimcheck("-w", folder, "verify", *options)
    assert done.exit_code == 0
    assert "The model of meaning is off" in done.stderr
    done = claimcheck("-w", folder, "find", "On Monday the central bank cut its main interest rate.", *options)
    assert "similar meaning" not in done.stdout
    assert "The model of meaning is off" in done.stderr


@pytest.mark.parametrize(
    ("configuration", "options", "named"),
    [
        pytest.param("", ["--meaning", "nowhere"], "nowhere: no such folder", id="option"),
        pytest.param('[meaning]\nmodel = "nowhere"\n', [], "nowhere: no such folder", id="configuration"),
        pytest.param("[meaning]\nmodel = 3\n", [], "[meaning] takes model", id="number"),
        pytest.param('[meaning]\nfolder = "x"\n', [], "[meaning] takes model", id="other key"),
        pytest.param("meaning = 3\n", [], "write [meaning]", id="no table"),
    ],
)
def test_a_model_that_cannot_be_used_is_named(
    tmp_path: Path, claimcheck: Run, configuration: str, options: list[str], named: str
) -> None:
    """In one line, before any work is done."""
    done = claimcheck("-w", workspace(tmp_path, configuration), "verify", *options)
    assert done.exit_code == 1
    assert named in done.stderr.replace("\n", " ")


def test_a_folder_in_the_configuration_counts_from_the_workspace(tmp_path: Path, claimcheck: Run) -> None:
    """Another model of the same form takes the place of the bundled one."""
    folder = workspace(tmp_path, '[meaning]\nmodel = "models/tiny"\n')
    cross_encoder(folder / "models/tiny")
    assert claimcheck("-w", folder, "verify").exit_code == 0
    found = claimcheck("-w", folder, "find", "On Monday the central bank cut its main interest rate.")
    assert found.stdout.count("similar meaning") == 1, "the bundled model embeds for a model that only judges"


def test_words_that_stand_nowhere_are_said_to(example: Path, claimcheck: Run) -> None:
    done = claimcheck("-w", example, "find", "zeppelins over the quartz mine")
    assert done.exit_code == 1
    assert "does not hold these words" in done.output


@pytest.mark.parametrize("words", ["", "  \n"], ids=["nothing", "blanks"])
def test_no_words_are_asked_for(example: Path, claimcheck: Run, words: str) -> None:
    done = claimcheck("-w", example, "find", words)
    assert done.exit_code == 2
    assert "give the words to find" in done.output
