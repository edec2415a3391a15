"""The HTML report: valid, alone, safe whatever text is in it; readable on a phone, on paper and in the dark."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from claimcheck.models import Call, CallTerms, Person, Review, ReviewVerdict, Role
from claimcheck.store import Store
from conftest import Run

ARTICLE = "claims/wagner-leaves-mali.md"
CHROMIUM = shutil.which("chromium")

HOSTILE = (
    "<script>document.title='run'</script>",
    '"><img src=x onerror="document.title=\'run\'">',
    "'><svg/onload=document.title='run'>",
    "</title></style></textarea><script>document.title='run'</script>",
    "javascript:document.title='run'",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- --><![CDATA[ ]]>&amp;&#60;",
    "\u202eright to left\u2066 isolated",
    "control \x00\x01\x0b\x1b\x7f\x85 \ufdd0\ufffe\U0001ffff",
    "https://evil.example/\"onmouseover=\"document.title='run'",
    "W" * 500,
)
COLUMNS = {
    "documents": ("title", "publisher", "author", "published", "url", "label"),
    "claims": ("text", "uncertain", "why_not"),
    "speakers": ("name", "role", "via"),
    "findings": ("reason",),
    "differences": ("note",),
    "substitutions": ("old", "new"),
    "captures": ("note",),
}
"""The columns whose words come from pages, articles or the machine's reading of them."""


def worked_on(folder: Path, note: str = "He never said that.", who: str = "Ines", words: str = "It was so.") -> None:
    """Decisions, a sign-off and three calls on the example."""
    with Store(folder / "claimcheck.db") as store:
        claims = {record.status.n: record for record in store.claims.all(ARTICLE)}
        for n in (5, 16):
            review = Review(
                claims[n].status.id, ReviewVerdict.WRONG, who, note, str(claims[n].basis), "2025-06-11T08:00:00Z"
            )
            store.reviews.propose(review)
        store.people.keep(Person("Jonas", Role.EDITOR))
        for terms in CallTerms:
            said = f"{words} ({terms})"
            store.calls.add(
                Call(claims[2].status.id, f"Name {terms}", terms, said, "2025-06-10", who, "2025-06-11T09:00:00Z")
            )
        store.reviews.sign(claims[5].status.id, "Jonas", at_utc="2025-06-12T09:00:00Z")


@pytest.fixture(scope="module")
def report(example: Path, claimcheck: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the example, after some work."""
    folder = shutil.copytree(example, tmp_path_factory.mktemp("report") / "workspace")
    worked_on(folder)
    assert claimcheck("-w", folder, "export", "html", folder / ARTICLE, "-o", folder / "report.html").exit_code == 0
    return folder / "report.html"


@pytest.fixture(scope="module")
def hostile(example: Path, claimcheck: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with hostile words in every field that is not our own."""
    folder = shutil.copytree(example, tmp_path_factory.mktemp("hostile") / "workspace")
    worked_on(folder, " ".join(HOSTILE), "<b>Ines</b>", HOSTILE[0])
    with closing(sqlite3.connect(folder / "claimcheck.db", isolation_level=None)) as database:
        for table, columns in COLUMNS.items():
            keys = [key for (key,) in database.execute(f"SELECT id FROM {table} ORDER BY id")]
            for n, key in enumerate(keys):
                for m, column in enumerate(columns):
                    words = HOSTILE[(n + m) % len(HOSTILE)]
                    database.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", [words, key])
    assert claimcheck("-w", folder, "export", "html", "-o", folder / "report.html").exit_code == 0
    return folder / "report.html"


def parsed(report: Path) -> Element:
    """The page by the rules of the HTML standard: any mistake in it raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(report.read_bytes())


def elements(report: Path) -> Iterator[Element]:
    return (element for element in parsed(report).iter() if isinstance(element.tag, str))


@pytest.mark.parametrize("name", ["report", "hostile"])
def test_the_page_is_valid_and_alone(request: pytest.FixtureRequest, name: str) -> None:
    """No parse error, nothing that runs, nothing that is loaded, and every link within it leads somewhere."""
    page: Path = request.getfixturevalue(name)
    found = list(elements(page))
    ids = [element.get("id") for element in found if element.get("id")]
    assert len(ids) == len(set(ids)) > 10
    for element in found:
        assert element.tag not in {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg"}
        assert not [name for name in element.attrib if name.startswith("on") or name in ("src", "srcset", "style")]
        if "href" in element.attrib:
            assert element.tag == "a"
            assert re.match(r"https?://|#", element.attrib["href"])
            if element.attrib["href"].startswith("#"):
                assert element.attrib["href"][1:] in ids
    (style,) = [element for element in found if element.tag == "style"]
    assert not re.search(r"@import|url\(|expression", style.text or "")
    (policy,) = [element for element in found if element.get("http-equiv") == "Content-Security-Policy"]
    assert policy.get("content", "").startswith("default-src 'none'")


def test_the_page_says_what_the_case_says(report: Path, example: Path) -> None:
    """Every claim with its number and its answers, every sentence of the article, every piece of evidence."""
    words = " ".join("".join(parsed(report).itertext()).split())
    with Store(report.parent / "claimcheck.db") as store:
        records = store.claims.all(ARTICLE)
        for record in records:
            assert " ".join(record.checked.claim.text.split()) in words
            assert record.checked.so.reason in words or record.status.so == "unchecked"
            assert record.checked.said.reason in words or record.status.said == "unchecked"
            for piece in record.checked.evidence:
                assert " ".join(piece.text.split()) in words
                assert piece.digest in words
    assert "Not signed off: 1, 2, 3, 4, 6" in words
    assert "How this was checked The article was split into 21 claims, of which 20 can be checked." in words
    assert "2 people decided on 2 of them: 2 wrong. 1 is signed off by a second person." in words
    assert "and 2 calls and interviews." in words, "what was said off the record is not counted"
    assert "● signed by Jonas" in words
    assert "evidence/un-mission-closing-statement.pdf: empty" in words


def test_the_numbers_of_claims_stand_where_claims_end(report: Path) -> None:
    """Each once in the article, and the article reads on around them."""
    (galley,) = [element for element in elements(report) if element.get("class") == "galley"]
    numbers = [(link.text or "").strip() for link in galley.iter("a")]
    assert sorted(map(int, numbers)) == list(range(1, 22))
    for sup in galley.iter("sup"):
        for child in list(sup):
            sup.remove(child)
    assert "Peskov added." in "".join(galley.itertext())
    assert "left Mali in December 2023, according to the closing statement" in "".join(galley.itertext())


def test_what_was_said_in_confidence_stays_so(report: Path) -> None:
    """Off the record is left out; on background, the name is."""
    page = report.read_text(encoding="utf8")
    assert "It was so. (on_record)" in page
    assert "Name on_record" in page
    assert "It was so. (background)" in page
    assert "Name background" not in page
    assert "off_record" not in page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser."""
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield opened
        opened.close()


@pytest.mark.parametrize("name", ["report", "hostile"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_it_fits_and_runs_nothing(
    request: pytest.FixtureRequest, browser: Any, name: str, width: int, scheme: str
) -> None:
    """At 320 pixels and wide nothing sticks out sideways; no request leaves, and no script of anybody runs."""
    file: Path = request.getfixturevalue(name)
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda asking: asked.append(asking.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() != "run"
    assert asked == [file.as_uri()]
    ground, ink = page.evaluate("[document.body, document.querySelector('h1')].map(e => getComputedStyle(e))"
                                ".map((s, n) => n ? s.color : s.backgroundColor)")  # fmt: skip
    assert contrast(ground, ink) > 7
    page.close()


def contrast(*colours: str) -> float:
    """WCAG 2.2, contrast ratio."""
    luminance = []
    for colour in colours:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance.append(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))
    darker, lighter = sorted(luminance)
    return (lighter + 0.05) / (darker + 0.05)


def test_it_is_accessible(browser: Any, report: Path) -> None:
    """WCAG, as far as axe can tell: nothing to complain about."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(report.as_uri())
    assert axe.Axe().run(page).response["violations"] == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_colours_can_be_told_from_their_ground(browser: Any, report: Path, scheme: str) -> None:
    """WCAG AA: 4.5 to 1 for every text on every ground that it can stand on."""
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(report.as_uri())
    page.emulate_media(media="print" if scheme == "print" else "screen")
    grounds = ["ground", "good-ground", "bad-ground", "mixed-ground", "open-ground"]
    for ink in ("ink", "muted", "link", "good", "bad", "mixed", "open"):
        for ground in grounds:
            told = page.evaluate(
                "([ink, ground]) => { document.body.style.color = `var(--${ink})`;"
                " document.body.style.background = `var(--${ground})`; const s = getComputedStyle(document.body);"
                " return [s.color, s.backgroundColor]; }",
                [ink, ground],
            )
            assert contrast(*told) >= 4.5, (ink, ground, told)
    page.close()


def test_it_prints(browser: Any, report: Path, tmp_path: Path) -> None:
    """On A4, with every claim on paper."""
    import pypdfium2

    page = browser.new_page()
    page.goto(report.as_uri())
    page.pdf(path=tmp_path / "report.pdf", format="A4")
    page.close()
    printed = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    assert 3 < len(printed) < 30
    words = "".join(printed[n].get_textpage().get_text_range() for n in range(len(printed)))
    assert words.count("In the article") == 21
    printed.close()
