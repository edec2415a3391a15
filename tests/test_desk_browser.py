"""The review desk in a real browser: an editor's day, what axe finds, and strings that want to run."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claimcheck.models import (
    Capture,
    Coverage,
    Covered,
    FailureReason,
    Finding,
    Person,
    Review,
    ReviewVerdict,
    Role,
    Span,
    SplitArticle,
)
from claimcheck.store import Store
from claimcheck.text import document as plain_document
from desks import desk_of, sent_for
from hostile import STRINGS

pytest.importorskip("datasette", reason="the extra `desk` is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
TABLE = "/-/desk/claimcheck"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@contextmanager
def at(browser: Browser, desk: str, name: str, **options: object) -> Iterator[Page]:
    """A window in which somebody is at the desk; whatever the page does that it should not, is told at the end."""
    context = browser.new_context(base_url=desk, extra_http_headers=sent_for(name), **options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda asked: None if asked.url.startswith(desk) else wrong.append(f"asked for {asked.url}"))
    try:
        yield page
        assert page.evaluate("window.pwned") is None
    finally:
        context.close()
    assert not wrong


@pytest.fixture(scope="module")
def workspace(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's example, with people who work there."""
    database = Path(shutil.copy(example / "claimcheck.db", tmp_path_factory.mktemp("desk") / "claimcheck.db"))
    with Store(database) as store:
        for name, role in (("Ines", Role.EDITOR), ("Omar", Role.EDITOR), ("Cleo", Role.CHECKER)):
            store.people.keep(Person(name, role))
    return database


@pytest.fixture(scope="module")
def desk(workspace: Path) -> Iterator[str]:
    with desk_of(workspace) as address:
        yield address


def test_an_editors_day(browser: Browser, desk: str, workspace: Path) -> None:
    """Open, filter, read, decide by keys, be refused, sign as another, see it go stale, take back."""
    with at(browser, desk, "Ines") as ines, at(browser, desk, "Omar") as omar:
        ines.goto(TABLE)
        ines.select_option("select[name=kind]", "number")
        ines.wait_for_url("**kind=number**")
        ines.select_option("select[name=sort]", "first")
        ines.wait_for_url("**sort=first**")
        assert ines.locator("tbody tr").first.locator(".flags").inner_text().startswith("says 40 percent")
        ines.goto(f"{TABLE}?q=corresponds")
        assert ines.locator(".flags li").first.inner_text().startswith("quote: 3 words differ; ")
        ines.goto(f"{TABLE}?kind=number&sort=first")
        ines.keyboard.press("?")
        assert "undo your last step" in ines.locator("dialog[open]").inner_text()
        ines.keyboard.press("Escape")
        ines.keyboard.press("j")
        ines.keyboard.press("Enter")
        ines.wait_for_url("**/claims/**")
        claim = ines.url
        assert "21 percent" in ines.locator(".against .piece").first.inner_text()
        ines.keyboard.press("2")
        ines.keyboard.press("n")
        ines.keyboard.type("SIPRI has 21, says their table of March.")
        ines.locator("button[value=propose]").click()
        assert "proposed" in ines.locator(".stands").inner_text()
        ines.fill("form.propose textarea[name=note]", "Signing my own.")
        ines.locator("button[value=sign]").click()
        assert "a second editor has to" in ines.locator("#refused").inner_text()
        assert ines.locator("form.propose textarea[name=note]").input_value() == "Signing my own."

        omar.goto(claim)
        omar.locator("button[value=sign]").click()
        assert "signed by Omar" in omar.locator(".stands").inner_text()
        with closing(sqlite3.connect(workspace)) as connection, connection:
            connection.execute(
                "UPDATE evidence SET text = 'other' WHERE claim_id = ?",
                [claim.rsplit("/", 1)[1].split("?")[0].split("#")[0]],
            )
        omar.goto(f"{TABLE}?stage=stale")
        assert omar.locator("tbody tr").count() == 1
        omar.goto(claim)
        assert "stale" in omar.locator(".stands").inner_text()
        omar.keyboard.press("u")
        omar.locator(".history .back").wait_for()
        assert "stale" in omar.locator(".stands").inner_text()
        assert "took back" in omar.locator(".history").inner_text()


def test_keys_follow_the_list_that_was_filtered(browser: Browser, desk: str) -> None:
    """Through it with j and k, back to it with Esc, and on in it after a decision."""
    narrowed = f"{TABLE}?article=claims%2Fwagner-leaves-mali.md&kind=number&sort=first"
    with at(browser, desk, "Cleo") as cleo:
        cleo.goto(narrowed)
        listed = [str(link.get_attribute("href")).split("?")[0] for link in cleo.locator("tbody .what a").all()]
        assert len(listed) > 3

        def pressed(key: str, to: str) -> None:
            cleo.keyboard.press(key)
            cleo.wait_for_url(f"**{to}*")

        cleo.keyboard.press("j")
        pressed("Enter", listed[0])
        pressed("j", listed[1])
        pressed("j", listed[2])
        pressed("k", listed[1])
        assert "2 of" in cleo.locator(".place").inner_text()
        cleo.keyboard.press("5")
        cleo.get_by_role("button", name="Decide and next").click()
        cleo.wait_for_url(f"**{listed[2]}*")
        cleo.keyboard.press("Escape")
        cleo.wait_for_url("**kind=number*")
        assert "sort=first" in cleo.url
        # As it was, for the other tests.
        cleo.goto(listed[1])
        cleo.keyboard.press("u")
        cleo.locator(".stands", has_text="open").wait_for()


def test_two_editors_at_once(browser: Browser, desk: str) -> None:
    """Both have the page open; the slower one loses nothing that was typed."""
    with at(browser, desk, "Ines") as ines, at(browser, desk, "Cleo") as cleo:
        for page in (ines, cleo):
            page.goto(f"{TABLE}?q=peacekeepers")
            page.locator("tbody a").first.click()
            page.locator("input[name=so][value=unproven]").check()
        ines.locator("button[value=propose]").click()
        ines.locator(".history").wait_for()
        cleo.fill("form.propose textarea[name=note]", "I asked the mission.")
        cleo.locator("button[value=propose]").click()
        assert cleo.locator("#refused").inner_text().startswith("Ines changed it first (proposed unproven")
        assert cleo.locator("form.propose textarea[name=note]").input_value() == "I asked the mission."
        assert cleo.locator("input[name=so][value=unproven]").is_checked()
        cleo.locator("button[value=propose]").click()
        cleo.locator(".history li").nth(1).wait_for()
        assert cleo.locator(".history li").count() == 2


def test_paper_and_a_small_screen(browser: Browser, desk: str) -> None:
    """The galley prints with its notes; at 320 pixels nothing is cut off, and a refusal is in sight."""
    with at(browser, desk, "Ines") as page:
        page.goto(TABLE)
        page.goto(f"{TABLE}?article=claims/wagner-leaves-mali.md")
        page.locator(".title a").click()
        page.wait_for_load_state()
        page.emulate_media(media="print")
        assert page.locator(".margin li").count() == 21
        assert not page.locator(".top").is_visible()
        assert len(page.pdf()) > 10_000
    with at(browser, desk, "Ines", viewport={"width": 320, "height": 640}) as page:
        for address in main_pages(page):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        page.goto(f"{TABLE}?q=Boulkessi")
        page.locator("tbody a").first.click()
        page.locator(".jump").click()
        page.locator("button[value=propose]").click()
        page.locator("#refused:focus").wait_for()


def test_a_telephone_shows_claims_first(browser: Browser, desk: str, workspace: Path) -> None:
    """The first claim is on the first screen, filters are behind a touch, and the picture of sources is not cut."""
    with at(browser, desk, "Ines", viewport={"width": 390, "height": 844}) as page:
        page.goto(TABLE)
        first = page.locator("tbody tr").first.bounding_box()
        assert first is not None
        assert first["y"] < 500
        assert not page.locator("select[name=kind]").is_visible()
        page.locator(".more summary").click()
        page.select_option("select[name=kind]", "number")
        page.wait_for_url("**kind=number**")
        assert page.locator("select[name=kind]").is_visible(), "what narrows the table stays in sight"
        page.goto(f"{TABLE}?q=Russia+supplied")
        page.locator("tbody a").first.click()
        assert page.locator(".picture li").count() == 3
        assert page.locator(".picture li").last.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [1440, 1280, 1024, 390])
def test_long_words_stay_in_their_place(browser: Browser, desk: str, workspace: Path, width: int) -> None:
    """A long address in a claim, a speaker or a flag pushes no column off the screen; cards hold their differences."""
    long = "https://example.org/" + "a-very-long-path-without-a-blank" * 12
    with closing(sqlite3.connect(workspace)) as connection:
        [claim] = connection.execute("SELECT id FROM claims WHERE text LIKE 'Russia supplied%'").fetchone()
        connection.execute("UPDATE differences SET note = ?, evidence = ? WHERE note LIKE '%21 percent%'", [long, long])
        connection.execute("UPDATE speakers SET name = ? WHERE name = 'SIPRI'", [long])
        connection.commit()
    with at(browser, desk, "Ines", viewport={"width": width, "height": 900}) as page:
        for address in (TABLE, f"{TABLE}/claims/{claim}", f"{TABLE}/ready"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            outside = page.evaluate(
                """() => [...document.querySelectorAll('.piece, .status td')].filter(
                    (box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.innerText.slice(0, 60))"""
            )
            assert not outside


def main_pages(page: Page) -> list[str]:
    """A page of each kind."""
    page.goto(f"{TABLE}?sort=first&article=claims/wagner-leaves-mali.md")
    claim = page.locator("tbody a").first.get_attribute("href")
    article = page.locator(".title a").get_attribute("href")
    page.goto(str(claim))
    kept = page.locator(".piece h3 a").first.get_attribute("href")
    return [
        TABLE,
        f"{TABLE}/ready",
        f"{TABLE}/gaps",
        f"{TABLE}/agreement",
        f"{TABLE}/sources",
        f"{TABLE}/sources?show=once",
        f"{TABLE}/sources?show=perhaps",
        f"{TABLE}/claims/c0",
        f"{TABLE}/home",
        f"{TABLE}/bring",
        f"{TABLE}/work",
        f"{TABLE}/news",
        f"{article}/claims",
        f"{article}/share",
        *map(str, (claim, article, kept)),
    ]


VIOLATIONS = {"resultTypes": ["violations"]}
COLOURS = VIOLATIONS | {"runOnly": ["color-contrast"]}


def test_axe_finds_nothing(browser: Browser, desk: str) -> None:
    """On a page of each kind, with all open that can be; at 320 px too; in the dark nothing but colours is other."""
    # The policy of the page keeps axe out like any other script, so it is let in for this test alone.
    with at(browser, desk, "Ines", bypass_csp=True) as page:
        for address in main_pages(page):
            page.emulate_media(color_scheme="light")
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
            light = axe.Axe().run(page, options=VIOLATIONS).response["violations"]
            page.emulate_media(color_scheme="dark")
            dark = page.evaluate("(options) => axe.run(options)", COLOURS)["violations"]
            page.set_viewport_size({"width": 320, "height": 800})
            narrow = page.evaluate("(options) => axe.run(options)", VIOLATIONS)["violations"]
            page.set_viewport_size({"width": 1440, "height": 900})
            found = [(each["id"], node["target"]) for each in (*light, *dark, *narrow) for node in each["nodes"]]
            assert not found, (address, found[:3])


def test_without_script_everything_works(browser: Browser, desk: str) -> None:
    """Keys are a help, not a need."""
    with playwright_without_script(browser, desk) as page:
        page.goto(f"{TABLE}?q=Conakry+road")
        page.locator("tbody a").first.click()
        page.locator("input[name=so][value=confirmed]").check()
        page.locator("button[value=propose]").click()
        assert "proposed" in page.locator(".stands").inner_text()


@contextmanager
def playwright_without_script(browser: Browser, desk: str) -> Iterator[Page]:
    context = browser.new_context(base_url=desk, extra_http_headers=sent_for("Omar"), java_script_enabled=False)
    try:
        yield context.new_page()
    finally:
        context.close()


EACH = 10
"""How many hostile strings go into one field, each on a line of its own."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which every field that comes from the web or a person holds hostile strings."""
    database = tmp_path_factory.mktemp("hostile") / "claimcheck.db"
    texts = ["\n".join(STRINGS[at : at + EACH]) for at in range(0, len(STRINGS), EACH)]
    with Store(database) as store:
        store.people.keep(Person("Ines", Role.EDITOR))
        _keep(store, texts)
    with closing(sqlite3.connect(database)) as connection:
        _poison(connection, texts)
    return database


def _keep(store: Store, texts: list[str]) -> None:
    from store_values import checked, split

    tonnage = split().claims[0]
    body = plain_document("\n\n".join(texts))
    spans, at = [], 0
    for text in texts:
        start = body.text.index(text.split("\n")[0].strip() or text, at)
        spans.append(Span(start, start + 5))
        at = start
    claims = tuple(
        replace(tonnage, id=f"c{n:012x}", text=text, spans=(span,), sentence=span, attribution=None)
        for n, (text, span) in enumerate(zip(texts, spans, strict=True))
    )
    coverage = tuple(Coverage(span, Covered.GAP, text) for span, text in zip(spans, texts, strict=True))
    store.articles.keep("claims/hostile.txt", SplitArticle(body, claims, coverage), from_sheet=False)
    piece = checked()[0].evidence[0]
    for n, (claim, text) in enumerate(zip(claims, texts, strict=True)):
        evidence = replace(
            plain_document(text + "\n\n" + text), title=text, publisher=text, author=text, published=text
        )
        evidence = replace(evidence, url=STRINGS[150 + n % 12], digest=f"sha256:{n:064x}")
        store.documents.keep(evidence, Capture(f"evidence/{n}{text}", evidence.digest, 1), [])
        store.captures.keep(Capture(f"https://example.org/{n}/{text}", None, None, FailureReason.DEAD, text))
        words = Span(0, min(20, len(evidence.text)))
        told = tuple(replace(each, claim=text, evidence=text, note=text) for each in piece.differences)
        found = replace(
            piece, digest=evidence.digest, origin=None, span=words, text=words.of(evidence.text), differences=told
        )
        finding = Finding(checked()[0].so.finding, text, text)
        store.claims.keep_checked(
            body.digest, [replace(checked()[0], claim=claim, so=finding, said=finding, evidence=(found,))]
        )
        basis = store.claims.get(claim.id).basis or ""
        store.reviews.propose(Review(claim.id, ReviewVerdict.WRONG, "Ines", text, basis, "2025-06-10T08:00:00Z"))


def _poison(connection: sqlite3.Connection, texts: list[str]) -> None:
    """What the store would refuse or has no way to write, written past it."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    claims = [claim for (claim,) in connection.execute("SELECT id FROM claims ORDER BY number")]
    for n, (claim, text) in enumerate(zip(claims, texts, strict=True)):
        text = text.replace("\x00", "")
        person = f"{n} {text}"
        connection.execute("INSERT INTO people VALUES (?, 'editor', 1, '2025-06-01T10:00:00Z')", [person.strip()])
        connection.execute("UPDATE steps SET person = ? WHERE claim_id = ?", [person.strip(), claim])
        connection.execute(
            "INSERT INTO speakers VALUES (?, ?, 'person', ?, ?, ?, json_array(?, ?))",
            [f"s{n:012x}", *[text] * 6],
        )
        connection.execute(
            "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, 'direct', (SELECT document_id FROM articles), NULL)",
            [f"t{n:012x}", text, f"s{n:012x}", text, text, text],
        )
        connection.execute(
            "UPDATE claims SET attribution_id = ?, why_not = ?, uncertain = ?, is_checkable = 0 WHERE id = ?",
            [f"t{n:012x}", text, text, claim],
        )
        connection.execute("INSERT INTO substitutions VALUES (?, ?, 1, ?, ?, 0, 1)", [f"b{n:012x}", claim, text, text])
        connection.execute(
            "INSERT INTO calls VALUES (?, ?, ?, ?, 'on_record', ?, '2025-06-10', ?, '2025-06-10T08:00:00Z', 0, ?)",
            [f"rc{n:012x}", claim, text or "x", text, text or "x", person.strip(), n + 1],
        )
        connection.execute(
            "INSERT INTO searches VALUES (?, ?, ?, ?, ?, 'about', '2025-06-10T08:00:00Z', 'dead', ?)",
            [f"n{n:012x}", claim, text, text, text, text],
        )
        connection.execute(
            "INSERT INTO search_results VALUES (?, ?, 1, ?, ?, 'claim_review', ?, ?, ?, ?, ?, ?, ?, ?)",
            [f"u{n:012x}", f"n{n:012x}", text, STRINGS[150 + n % 12], *[text] * 8],
        )
    connection.execute("UPDATE documents SET title = text, label = text WHERE id IN (SELECT document_id FROM articles)")
    _poison_origins(connection, texts)
    connection.commit()


def _poison_origins(connection: sqlite3.Connection, texts: list[str]) -> None:
    """Half of the documents are one group, the others may be one with their neighbours."""
    documents = [key for (key,) in connection.execute("SELECT DISTINCT document_id FROM evidence ORDER BY 1")]
    for n, (document, text) in enumerate(zip(documents, texts, strict=True)):
        text, is_grouped, before = text.replace("\x00", ""), n < len(documents) // 2, documents[max(0, n - 1)]
        connection.execute(
            "INSERT INTO source_kinds VALUES (?, ?, 'original', ?, ?)", [f"ok{n:012x}", document, text, text]
        )
        if is_grouped:
            connection.execute("INSERT INTO origins VALUES (?, ?, ?, ?)", [f"o{n:012x}", document, documents[0], text])
        if n:
            connection.execute(
                "INSERT INTO shared_texts VALUES (?, ?, ?, ?, 'shared_text', ?, 50, 9, ?, NULL, NULL, NULL, NULL)",
                [f"p{n:012x}", before, document, "merged" if is_grouped else "probable", text, text],
            )


def test_hostile_strings_are_text(browser: Browser, hostile: Path) -> None:
    """In every field, on every page: nothing runs, nothing is fetched, and no policy has to step in."""
    with desk_of(hostile) as desk, at(browser, desk, "Ines") as page:
        page.goto(TABLE)
        claims = [row.get_attribute("data-href") for row in page.locator("tr[data-href]").all()]
        assert len(claims) == len(STRINGS) // EACH
        page.goto(f"{TABLE}?article=claims/hostile.txt")
        article = page.locator(".title a").get_attribute("href")
        page.goto(f"{TABLE}/sources?show=all")
        documents = [link.get_attribute("href") for link in page.locator("td.what > a[dir]").all()]
        assert len(documents) > len(STRINGS) // EACH // 2
        for address in (
            f"{TABLE}/ready",
            f"{TABLE}/gaps",
            f"{TABLE}/agreement",
            f"{TABLE}/sources?show=failed",
            f"{TABLE}/sources?show=once",
            f"{TABLE}/sources?show=perhaps",
            article,
            *claims,
            *documents,
        ):
            page.goto(str(address), wait_until="load")
            assert page.evaluate("window.pwned") is None, address
            assert page.locator("main img, main iframe, main object, main embed, main style, main base").count() == 0
            assert page.locator("a[href^='javascript' i], a[href^='data' i], a[href^='vbscript' i]").count() == 0


def test_hostile_strings_that_a_person_types(browser: Browser, desk: str) -> None:
    """In a note that is refused and in the search: they come back as they were typed."""
    with at(browser, desk, "Ines") as page:
        page.goto(f"{TABLE}?q=Boulkessi")
        page.locator("tbody a").first.click()
        typed = "\n" + "\n".join(STRINGS[:150]) + "\n\u200fעברית\u200e \u202eabc"
        page.fill("form.propose textarea[name=note]", typed)
        page.locator("button[value=propose]").click()
        assert page.locator("#refused").inner_text() == "choose first whether the fact is true"
        assert page.locator("form.propose textarea[name=note]").input_value() == typed
        page.goto(TABLE)
        for text in STRINGS[:150:15]:
            page.fill("#q", text)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert page.locator("#q").input_value() == text
