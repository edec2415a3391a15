"""The whole loop in a browser, with two people and no terminal: bring in, check, correct, decide, publish."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.desk.jobs import Jobs
from claimcheck.folders import Folders
from claimcheck.models import Person, Role
from claimcheck.store import Store
from claimcheck.workspace import Workspace
from desks import desk_of, sent_for
from searchservers import failing, service, speaking
from webservers import Site, answer, page, serving

pytest.importorskip("datasette", reason="the extra `desk` is not installed")
pytest.importorskip("docx", reason="python-docx is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium")
TABLE = "/-/desk/claimcheck"
WAIT_S = 240.0
ARTICLE = "The Orla bridge cost 12 million euros. The Orla bridge has two lanes. The Orla bridge has four pillars.\n"
REPORT = page(
    "<article><h1>Accounts of Orla</h1><p>The Orla bridge cost 15 million euros, the county auditor found. "
    + "The accounts of the county were closed in June, and the auditor signed them. " * 6
    + "</p></article>",
    "Accounts of Orla",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@contextmanager
def at(browser: Browser, desk: str, name: str | None) -> Iterator[Page]:
    context = browser.new_context(base_url=desk, extra_http_headers=sent_for(name))
    shown = context.new_page()
    shown.set_default_timeout(30_000)
    try:
        yield shown
    finally:
        context.close()


def test_the_whole_loop_without_a_terminal(browser: Browser, tmp_path: Path) -> None:
    """Paste an article, add a file and an address, correct the split, decide, be refused, correct the copy, publish."""
    database = tmp_path / "claimcheck.db"
    Folders(tmp_path).create()
    with Store(database) as store:
        for name, role in (("Ines", Role.EDITOR), ("Cleo", Role.CHECKER)):
            store.people.keep(Person(name, role))
    site, jobs = Site({"/accounts": answer(body=REPORT)}), Jobs(tmp_path, database)
    with (
        serving(site),
        desk_of(database, "SignIn(header='x-user', allow_loopback=True)") as desk,
        at(browser, desk, "Cleo") as cleo,
        at(browser, desk, "Ines") as ines,
    ):
        bring_in(cleo, jobs, site)
        correct_the_split(cleo, jobs)
        decide(cleo, ines)
        claim = correct_the_copy(cleo, ines, jobs)
        publish(browser, desk, cleo, ines, claim)


def test_the_web_is_searched_for_one_claim(browser: Browser, tmp_path: Path) -> None:
    """From its page: the service that is configured is asked about this claim alone, and what it finds is evidence."""
    database = tmp_path / "claimcheck.db"
    folders = Folders(tmp_path)
    folders.create()
    (tmp_path / "claims/orla.txt").write_text(ARTICLE, encoding="utf8")
    Workspace(tmp_path).verify()
    with Store(database) as store:
        store.people.keep(Person("Cleo", Role.CHECKER))
    asked: list[str] = []
    site, jobs = Site({"/accounts": answer(body=REPORT)}), Jobs(tmp_path, database)
    with serving(site):
        found = [{"url": f"{site.url}/accounts", "title": "Accounts of Orla", "content": "The accounts"}]

        def results(parameters: dict[str, str]) -> object:
            asked.append(parameters["q"])
            return {"query": parameters["q"], "results": found, "unresponsive_engines": []}

        engine, broken = service(speaking(results)), service(failing(500, {"error": "out of order"}))
        with (
            serving(engine, broken),
            desk_of(database, "SignIn(header='x-user', allow_loopback=True)") as desk,
            at(browser, desk, "Cleo") as cleo,
        ):
            (tmp_path / "claimcheck.toml").write_text(
                f"[web_search]\nqueries = 1\n[providers.searxng]\nurl = '{engine.url}/search'\ndelay_s = 0\n"
                f"[providers.gdelt]\nurl = '{broken.url}/api'\ndelay_s = 0\n",
                encoding="utf8",
            )
            first_claim(cleo, f"{TABLE}?q=12+million")
            cleo.locator("details summary", has_text="More evidence").click()
            cleo.get_by_role("button", name="Search the web").click()
            cleo.wait_for_url("**/work")
            assert "search the web for orla:1" in cleo.locator(".jobs").inner_text()
            [done] = jobs.wait(WAIT_S)
            assert (done.state, done.person) == ("done", "Cleo"), done
            assert "2 searches" in done.message
            assert "gdelt" in done.message, "a service that is out of order is named"
            first_claim(cleo, f"{TABLE}?q=12+million")
            assert "Accounts of Orla" in cleo.locator("section.against").inner_text()
            assert "gdelt" in cleo.locator("section.vain").inner_text()
    assert len(asked) == 1
    assert {"Orla", "million"} <= set(asked[0].split())


def first_claim(page: Page, address: str, links: str = "tbody a", nth: int = 0) -> None:
    """Open a claim from a list, and wait until its page is there."""
    page.goto(address)
    page.locator(links).nth(nth).click()
    page.wait_for_url("**/claims/c*")
    page.locator(".deciding").wait_for()


def stands(page: Page, words: str) -> None:
    """Wait until the claim stands so."""
    page.locator(".stands", has_text=words).wait_for()


def bring_in(cleo: Page, jobs: Jobs, site: Site) -> None:
    """An article, and two pieces of evidence, while the page says how far the check is."""
    cleo.goto("/-/desk")
    cleo.get_by_role("link", name="Bring in an article or evidence").click()
    cleo.fill("form.paste input[name=title]", "The Orla bridge")
    cleo.fill("form.paste textarea", ARTICLE)
    cleo.get_by_role("button", name="Check the text").click()
    cleo.wait_for_url("**/work")
    assert "check the-orla-bridge.md" in cleo.locator(".jobs").inner_text()
    cleo.locator(".jobs progress").wait_for()
    cleo.goto(f"{TABLE}/bring")
    note = {
        "name": "note.txt",
        "mimeType": "text/plain",
        "buffer": b"The Orla bridge has two lanes, the engineer said.",
    }
    cleo.set_input_files("form.evidence input[type=file]", note)  # type: ignore[arg-type]
    cleo.fill("form.evidence textarea", f"{site.url}/accounts")
    cleo.get_by_role("button", name="Take up and check again").click()
    cleo.wait_for_url("**/work")
    done = jobs.wait(WAIT_S)
    assert [job.state for job in done] == ["done", "done"], done
    cleo.goto(TABLE)
    assert cleo.locator("tbody tr").count() == 3
    assert "the source says 15 million euros" in cleo.locator("tbody tr").first.inner_text()


def correct_the_split(cleo: Page, jobs: Jobs) -> None:
    """Two claims become one, and one is added by selecting its words."""
    first_claim(cleo, TABLE, nth=1)
    cleo.get_by_role("link", name="Correct this claim").click()
    cleo.locator("#c2 details summary", has_text="Merge with 3").click()
    cleo.fill("#c2 textarea[name=merged]", "The Orla bridge has two lanes and four pillars.")
    cleo.locator("#c2 button[value=merge]").click()
    cleo.locator("#corrections").wait_for()
    cleo.wait_for_load_state("load")  # only then its script listens
    assert cleo.locator(".claims > li").count() == 2
    paragraph = cleo.locator(".twin .sheet p", has_text="four pillars")
    paragraph.evaluate(
        """(paragraph) => {
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const node = [...function* () { while (walker.nextNode()) yield walker.currentNode; }()]
                .find((each) => each.data.includes("four pillars"));
            const at = node.data.indexOf("four pillars");
            getSelection().setBaseAndExtent(node, at, node, at + "four pillars".length);
            paragraph.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    assert cleo.locator("form.add textarea[name=words]").input_value() == "four pillars"
    cleo.fill("form.add textarea[name=text]", "The Orla bridge has four pillars of stone.")
    cleo.locator("form.add button").click()
    cleo.locator(".claims > li").nth(2).wait_for()
    assert all(job.state == "done" for job in jobs.wait(WAIT_S))


def decide(cleo: Page, ines: Page) -> None:
    """One is wrong, with the wording that it should have; nobody signs off their own decision."""
    first_claim(cleo, f"{TABLE}?q=12+million")
    cleo.keyboard.press("2")
    cleo.fill("textarea[name=replacement]", "The Orla bridge cost 15 million euros")
    cleo.fill("form.propose textarea[name=note]", "The auditor has 15.")
    cleo.keyboard.press("Control+Enter")
    stands(cleo, "proposed")
    first_claim(ines, f"{TABLE}/home", "section[aria-labelledby=mine] li a")
    ines.keyboard.press("Control+Enter")
    stands(ines, "signed by Ines")
    assert "This claim blocks publishing" in ines.locator(".deciding").inner_text()
    first_claim(ines, f"{TABLE}?stage=open")
    ines.keyboard.press("5")
    ines.locator("button[value=propose]").click()
    stands(ines, "proposed")
    ines.locator("button[value=sign]").click()
    ines.locator("#refused", has_text="second").wait_for()
    ines.locator("button[value=undo]").click()
    stands(ines, "open")
    ines.goto(f"{TABLE}/ready")
    assert "1 signed off as wrong, misleading or disputed has to be corrected" in ines.locator(".lead").inner_text()


def correct_the_copy(cleo: Page, ines: Page, jobs: Jobs) -> str:
    """The article is edited; the claim's old address leads to what it is now, which says that it was corrected."""
    cleo.goto(f"{TABLE}?q=12+million")
    old = str(cleo.locator("tbody a").first.get_attribute("href"))
    cleo.goto(f"{TABLE}?article=claims/the-orla-bridge.md")
    cleo.locator(".title a").first.click()
    cleo.get_by_role("link", name="Edit the text").click()
    text = cleo.locator("#text").input_value()
    cleo.fill("#text", text.replace("12 million", "15 million"))
    cleo.get_by_role("button", name="Save and check again").click()
    cleo.wait_for_url("**/work")
    assert all(job.state == "done" for job in jobs.wait(WAIT_S)), jobs.all()
    cleo.goto(old.split("?")[0])
    assert old.split("?")[0] not in cleo.url
    assert "Corrected: the article now has the wording that was proposed." in cleo.locator(".then").inner_text()
    assert cleo.locator(".compared del").inner_text().strip() == "12"
    assert cleo.locator(".compared ins").inner_text().strip() == "15"
    ines.goto(f"{TABLE}/articles/{article_of(cleo)}/claims")
    assert ines.locator(".claims > li").count() == 3, "the corrected split stays"
    return cleo.url


def article_of(page_of_claim: Page) -> str:
    link = page_of_claim.get_by_role("link", name="Correct this claim").get_attribute("href")
    return str(link).split("/articles/")[1].split("/")[0]


def publish(browser: Browser, desk: str, cleo: Page, ines: Page, claim: str) -> None:
    """All is decided and signed off; the Word file and a link for others go out."""
    cleo.goto(claim)
    cleo.keyboard.press("1")
    cleo.keyboard.press("Control+Enter")
    stands(cleo, "confirmed")
    for _ in range(2):
        first_claim(cleo, f"{TABLE}?stage=open")
        cleo.keyboard.press("5")
        cleo.keyboard.press("Control+Enter")
        stands(cleo, "proposed")
    for _ in range(3):
        first_claim(ines, f"{TABLE}/home", "section[aria-labelledby=mine] li a")
        ines.locator("button[value=sign]").click()
        stands(ines, "signed by Ines")
    ines.goto(f"{TABLE}/ready")
    assert ines.locator(".lead").inner_text().startswith("Ready to publish")
    article = f"{TABLE}/articles/{article_of(cleo)}"
    ines.goto(article)
    with ines.expect_download() as download:
        ines.get_by_role("link", name="Word").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as packed:
        assert b"cost 15 million euros" in packed.read("word/document.xml").replace(b"</w:t></w:r><w:r><w:t>", b"")
        assert b"Accounts of Orla" in packed.read("word/footnotes.xml")
    ines.goto(article)
    ines.get_by_role("link", name="Links for others").click()
    ines.get_by_role("button", name="Make a link").click()
    link = str(ines.locator("#made").get_attribute("href"))
    with at(browser, desk, None) as stranger:
        stranger.goto(link)
        assert "15 million euros" in stranger.locator(".sheet").inner_text()
        assert stranger.locator("form").count() == 1, "the help alone"
        stranger.goto(claim)
        assert stranger.locator(".dossier").count() == 0
