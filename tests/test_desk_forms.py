"""Forms of the desk that start work or correct the split, sent as a browser without script sends them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from claimcheck.desk.jobs import Job, Jobs
from claimcheck.models import Person, Role
from claimcheck.store import Store
from desks import Editor, desk_of, refusal, text
from webservers import Site, answer, page, serving

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TABLE = "/-/desk/claimcheck"
HARBOUR = "claims/wrasse-bay-harbour.md"
PAGE = page(
    "<article><h1>Quay reopens</h1>"
    + "<p>The quay of Lindau reopened on 4 May 2024. The council paid 12 million euros for the works, and the harbour"
    " master thanked the divers who had looked for the lost bollards. </p>" * 3 + "</article>",
    "Quay reopens",
)


@pytest.fixture(scope="module")
def jobs(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Jobs:
    """The example in a workspace of its own, with people who work there."""
    folder = tmp_path_factory.mktemp("forms") / "w"
    shutil.copytree(example, folder)
    with Store(folder / "claimcheck.db") as store:
        for name, role in (("Ines", Role.EDITOR), ("Cleo", Role.CHECKER), ("Vera", Role.VIEWER)):
            store.people.keep(Person(name, role))
    return Jobs(folder, folder / "claimcheck.db")


@pytest.fixture(scope="module")
def desk(jobs: Jobs) -> Iterator[str]:
    with desk_of(jobs.database, "SignIn(header='x-user', allow_loopback=True)") as address:
        yield address


@pytest.fixture
def idle(jobs: Jobs) -> Iterator[Jobs]:
    """Nobody works: what is asked for waits. What was asked for before is forgotten."""
    for old in (jobs.workspace / ".claimcheck/jobs").glob("*.json"):
        old.unlink()
    with jobs.lock():
        yield jobs


def bring(who: Editor, do: str, form: dict[str, str], **fields: str) -> httpx.Response:
    """Send a form that may hold files, and holds none."""
    data = {**form, **fields, "do": do}
    return who.send("POST", f"{TABLE}/bring", data=data, files=[("file", ("", b""))], follow_redirects=True)


def test_an_article_is_fetched_by_its_address(desk: str, jobs: Jobs) -> None:
    """Archived as ``gather`` does it, put under claims/ with its links and description, and checked."""
    cleo = Editor(desk, "Cleo")
    site = Site({"/quay": answer(body=PAGE)})
    with serving(site):
        shown = bring(cleo, "fetch", cleo.form(f"{TABLE}/bring"), urls=f"{site.url}/quay")
        assert "fetch and check http" in text(shown)
        [done] = jobs.wait(240)
    assert (done.state, done.person) == ("done", "Cleo"), done
    written = (jobs.workspace / "claims/quay-reopens.md").read_text(encoding="utf8")
    assert f'url: "{site.url}/quay"' in written
    assert list((jobs.workspace / "evidence").rglob("*.warc.gz"))
    assert "12 million euros" in text(cleo.get(f"{TABLE}?article=claims/quay-reopens.md"))


def test_an_address_is_evidence_for_one_claim(desk: str, idle: Jobs) -> None:
    """Typed, or fetched with one button where the page says what to fetch next; the list says for whom and for what."""
    cleo = Editor(desk, "Cleo")
    key = re.search(r"/claims/(c\w+)", cleo.get(f"{TABLE}?q=sensitive+areas").text.split("<tbody>")[1])[1]  # type: ignore[index]
    claim = cleo.get(f"{TABLE}/claims/{key}").text
    leads = re.findall(r'name="urls" value="([^"]+)"><button name="do" value="evidence"', claim)
    assert any(lead.startswith("https://humanonline.org/") for lead in leads)
    assert "claimcheck gather" not in claim
    bring(
        cleo, "evidence", cleo.form(f"{TABLE}/bring"), urls=leads[0], claim=key, article="claims/wagner-leaves-mali.md"
    )
    [job] = idle.all()
    assert (job.kind, job.arguments) == ("gather", {"urls": [leads[0]], "articles": ["claims/wagner-leaves-mali.md"]})
    listed = (idle.workspace / "evidence/desk.urls").read_text(encoding="utf8")
    assert f"# Cleo, for claim {key}\n{leads[0]}\n" in listed


def test_a_claim_that_is_gone_is_not_searched_for(desk: str, idle: Jobs) -> None:
    """The page was open while the article changed."""
    cleo = Editor(desk, "Cleo")
    assert "this claim is gone" in refusal(bring(cleo, "search", cleo.form(f"{TABLE}/bring"), claim="c000000000000"))
    assert not idle.all()


def test_work_is_stopped_from_its_page(desk: str, idle: Jobs) -> None:
    """By whoever may start it; once."""
    idle.keep(Job("20250610000000000001", "check", "check all", "Cleo", "2025-06-10T00:00:00Z", {}))
    form = Editor(desk, "Cleo").form(f"{TABLE}/work")
    vera = Editor(desk, "Vera")
    assert "viewers cannot" in refusal(vera.do(f"{TABLE}/work", "", vera.form(f"{TABLE}/news") | {"job": form["job"]}))
    cleo = Editor(desk, "Cleo")
    assert "check all stopped" in text(cleo.do(f"{TABLE}/work", "", cleo.form(f"{TABLE}/work")))
    assert "ended already" in refusal(cleo.do(f"{TABLE}/work", "", cleo.form(f"{TABLE}/bring") | {"job": form["job"]}))


def test_the_split_is_corrected_by_forms(desk: str, idle: Jobs) -> None:
    """Edited, marked as not checkable, split and removed; each step can be gone back to; nobody overwrites another."""
    cleo, vera = Editor(desk, "Cleo"), Editor(desk, "Vera")
    [article] = set(re.findall(rf"{TABLE}/articles/a\w+", cleo.get(f"{TABLE}?article={HARBOUR}").text))
    address = f"{article}/claims"

    def form_of(n: int) -> dict[str, str]:
        found = cleo.get(address).text
        part = found.split(f'<li id="c{n}">')[1].split("</form>")[0]
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', part))

    def claims() -> list[str]:
        return re.findall(r'<summary><span class="n">\d+</span> <span dir="auto">([^<]+)', cleo.get(address).text)

    before, opened = claims(), form_of(2)
    words = "The dredging was priced at 2.4 million crowns"
    edited = {"text": f"{words} by the board.", "words": words, "speaker": "the harbour board", "checkable": "no"}
    shown = cleo.do(address, "save", opened, **edited, why_not="a plan")
    assert f"{words} by the board. the harbour board, not checkable" in text(shown)
    assert "edited 2" in text(shown)
    assert "somebody corrected" in refusal(cleo.do(address, "save", opened, **edited))
    assert "viewers cannot" in refusal(vera.do(address, "remove", form_of(1) | vera.form(f"{TABLE}/news")))
    parts = {"text": "The dredging was priced.", "text_2": "The price is 2.4 million crowns.", "words": words}
    cleo.do(address, "divide", form_of(2), **parts, speaker="", checkable="yes")
    assert claims()[1:3] == ["The dredging was priced.", "The price is 2.4 million crowns."]
    cleo.do(address, "remove", form_of(1))
    assert claims()[0] == "The dredging was priced."
    [*_, first] = re.findall(r'name="edit" value="(\w+)"', cleo.get(address).text)
    cleo.do(address, "back", cleo.form(address) | {"edit": first})
    assert claims() == before
    assert {job.kind for job in idle.all()} == {"check"}
