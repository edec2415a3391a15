"""``claimcheck recheck``: what evidence rests on is looked for again, and what became of it told as it is."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimcheck.audit import audit
from claimcheck.cli import main
from claimcheck.cli.evidence import recheck as command
from claimcheck.models import Review, ReviewVerdict, Span
from claimcheck.recheck import RecheckOutcome, located
from claimcheck.store import Store
from claimcheck.text import document, sentence_around
from claimcheck.workspace import Workspace
from gathering_run import run_gathering
from webservers import PROSE, Handler, Site, answer, conditional, page, serving

FIRST = "The quay was rebuilt at a cost of 3.2 million crowns."
OLD = f"{PROSE}\n\n{FIRST} The work took two winters. He denied it.\n\nThe ferry terminal cost 9 million crowns."


def at(words: str, text: str = OLD) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


STANDS = {
    "the same text": (OLD, FIRST),
    "typography": (OLD.replace("3.2 million", "3.2\xa0million").replace("He denied", "“He” denied"), FIRST),
    "words before and after": (f"Updated on Monday. {OLD} More will follow.", FIRST),
    "its paragraph moved": ("\n\n".join([*OLD.split("\n\n")[1:], OLD.split("\n\n")[0]]), FIRST),
    "another sentence changed": (OLD.replace("two winters", "three winters"), FIRST),
    "a number": (OLD.replace("3.2", "8.2"), FIRST.replace("3.2", "8.2")),
    "a denial": (OLD.replace("was rebuilt", "was not rebuilt"), FIRST.replace("was", "was not")),
    "a hedge at its beginning": (OLD.replace("The quay was", "Allegedly the quay was"), f"Allegedly t{FIRST[1:]}"),
    "a hedge at its end": (
        OLD.replace("crowns. The", "crowns, allegedly. The"),
        FIRST.replace("crowns.", "crowns, allegedly."),
    ),
    "a word at its end": (OLD.replace("3.2 million crowns", "3.2 million euros"), FIRST.replace("crowns", "euros")),
    "the sentence taken out": (OLD.replace(FIRST, ""), None),
    "its paragraph taken out": ("\n\n".join(OLD.split("\n\n")[::2]), None),
    "only a lookalike": (
        OLD.replace(FIRST, "").replace("The ferry terminal cost", "The ferry terminal was rebuilt at a cost of"),
        None,
    ),
    "another page": ("Nothing to see here. " * 20, None),
    "no words at all": ("", None),
}
"""What the page says now, and the sentence as it reads then: the very same, another, or none."""


@pytest.mark.parametrize(("now", "reads"), STANDS.values(), ids=STANDS)
def test_a_sentence_is_where_its_neighbours_are(now: str, reads: str | None) -> None:
    """Word for word, changed, or gone; never moved to what only looks like it."""
    old = document(OLD)
    result, place = located(old, sentence_around(old, at("rebuilt at a cost")), now)
    if reads is None:
        assert (result, place) == (RecheckOutcome.GONE, None)
    else:
        assert place is not None
        assert place.of(now).rstrip(".").split() == reads.rstrip(".").split()
        assert result is (RecheckOutcome.UNCHANGED if reads == FIRST else RecheckOutcome.CHANGED)


def test_a_short_sentence_among_strangers_is_not_the_same() -> None:
    """ "He denied it." of somebody else is no proof."""
    old = document(OLD)
    elsewhere = (
        "A baker in the old town was asked about the missing flour last week. He denied it. Nobody believed him."
    )
    assert located(old, at("He denied it."), elsewhere) == (RecheckOutcome.GONE, None)


def test_the_sentence_holds_the_words() -> None:
    """Whatever the words: within a sentence, over two, or the last."""
    old = document(OLD)
    for words, whole in (
        ("two winters", "The work took two winters."),
        ("crowns. The work", f"{FIRST} The work took two winters."),
        ("terminal cost", "The ferry terminal cost 9 million crowns."),
    ):
        assert sentence_around(old, at(words)).of(OLD) == whole


LOG = "<p>By noon eleven trawlers lay behind the breakwater.</p>"


def log(sentence: str) -> Handler:
    return answer(
        200, page(f"<article><h1>Log</h1><p>{PROSE.split('. ')[0]}.</p>{sentence}<p>{PROSE[-150:]}</p></article>")
    )


def recheck(folder: Path, *arguments: str) -> tuple[int, str, str]:
    main.add_command(command)
    done = CliRunner().invoke(
        main, ["-w", str(folder), "recheck", "--allow-loopback", "--delay", "0", *arguments], catch_exceptions=False
    )
    return done.exit_code, done.stdout, done.stderr


def review(folder: Path) -> None:
    with Store(folder / "claimcheck.db") as store:
        (record,) = store.claims.all()
        moment = f"2024-03-04T10:00:{len(record.reviews):02}Z"
        store.reviews.propose(Review(record.status.id, ReviewVerdict.CONFIRMED, "Mara", "", str(record.basis), moment))


def standing(folder: Path) -> str:
    with Store(folder / "claimcheck.db") as store:
        (record,) = store.claims.all()
        return record.status.status


def test_what_became_of_evidence_is_told_and_kept(tmp_path: Path) -> None:
    """Unchanged, unreachable, changed, back again, gone: reviews go stale, old captures stay, the audit is content."""
    workspace = Workspace(tmp_path)
    workspace.create()
    (tmp_path / "claims" / "storm.txt").write_text("Eleven trawlers lay behind the breakwater by noon.\n")
    site = Site({"/log": log(LOG)})
    with serving(site):
        url = f"{site.url}/log"
        run_gathering(tmp_path, {url: None}, {})
        workspace.verify()
        review(tmp_path)

        code, out, _ = recheck(tmp_path)
        assert (code, out.split()[0], standing(tmp_path)) == (0, "unchanged", "confirmed")

        site.pages["/log"] = answer(503, b"")
        code, out, _ = recheck(tmp_path)
        assert (code, out.split()[0], standing(tmp_path)) == (1, "unreachable", "confirmed")

        site.pages["/log"] = log(LOG.replace("eleven", "seven"))
        code, out, _ = recheck(tmp_path, url)
        assert (code, standing(tmp_path)) == (1, "confirmed (stale)")
        assert "then  By noon {eleven} trawlers" in out
        assert "now   By noon {seven} trawlers" in out

        site.pages["/log"] = log(LOG)
        assert (recheck(tmp_path)[0], standing(tmp_path)) == (0, "confirmed")

        site.pages["/log"] = answer(404, b"no")
        _, out, _ = recheck(tmp_path, "--json")
        told = [json.loads(line) for line in out.splitlines()]
        assert {each["result"] for each in told} == {"gone"}
        assert standing(tmp_path) == "confirmed (stale)"

        review(tmp_path)
        assert standing(tmp_path) == "confirmed"
    _, out, _ = recheck(tmp_path, url, "--compare")
    assert out.count("sha256:") == 4
    assert "- By noon eleven" in out
    assert "+ By noon seven" in out
    assert audit(workspace).problems == ()


def test_conditional_requests_are_enough(tmp_path: Path) -> None:
    """ "Not modified" is unchanged."""
    workspace = Workspace(tmp_path)
    workspace.create()
    (tmp_path / "claims" / "storm.txt").write_text("Eleven trawlers lay behind the breakwater by noon.\n")
    site = Site({"/log": conditional(page(f"<article><h1>Log</h1><p>{PROSE}</p>{LOG}</article>"), '"1"')})
    with serving(site):
        run_gathering(tmp_path, {f"{site.url}/log": None}, {})
        workspace.verify()
        assert recheck(tmp_path)[0] == 0


def test_what_nothing_rests_on_is_told(tmp_path: Path) -> None:
    """In one line each."""
    assert recheck(tmp_path)[2].count("\n") == 1
    Store(tmp_path / "claimcheck.db").close()
    assert "no evidence rests on it" in recheck(tmp_path, "https://a.example/")[2]
    assert "never captured" in recheck(tmp_path, "https://a.example/", "--compare")[2]
    assert recheck(tmp_path) == (0, "no evidence comes from a web page\n", "")


def test_a_clock_that_is_set_back_hides_no_change(tmp_path: Path) -> None:
    """The last capture is the one that came last, whatever time it states; that the clock ran back is said."""
    workspace = Workspace(tmp_path)
    workspace.create()
    (tmp_path / "claims" / "storm.txt").write_text("Eleven trawlers lay behind the breakwater by noon.\n")
    site = Site({"/log": log(LOG)})
    with serving(site):
        run_gathering(tmp_path, {f"{site.url}/log": None}, {})
        workspace.verify()
        review(tmp_path)
        assert recheck(tmp_path)[0] == 0
        with closing(sqlite3.connect(tmp_path / "claimcheck.db")) as database, database:
            for (trigger,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('retrievals', 'rechecks')"
            ).fetchall():
                database.execute(f"DROP TRIGGER {trigger}")
            database.execute("UPDATE retrievals SET retrieved_utc = '2099-01-01T00:00:00.000000Z'")
            database.execute("UPDATE rechecks SET rechecked_utc = '2099-01-01T00:00:00.000000Z'")
        site.pages["/log"] = log(LOG.replace("eleven", "nine"))
        code, out, errors = recheck(tmp_path)
    assert (code, out.split()[0], standing(tmp_path)) == (1, "changed", "confirmed (stale)")
    assert errors.startswith(f"the clock ran back: {site.url}/log was captured at ")
    assert errors.endswith("after 2099-01-01T00:00:00Z; set the clock: the times of these captures prove nothing\n")
