"""The home page, lists that are gone through, bulk assigning, comments, feeds, links for others, files to hand on."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from claimcheck.export.articles import checked_articles
from claimcheck.export.as_docx import article_docx
from claimcheck.export.as_markdown import article_markdown
from claimcheck.models import Person, Role
from claimcheck.store import Store
from desks import Editor, desk_of, refusal, text
from store_values import PLACE, checked, keep_everything, review, split

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TABLE = "/-/desk/case"
CLAIMS = 12


def make(path: Path) -> Path:
    """An article of twelve claims that differ in their numbers alone."""
    with Store(path) as store:
        keep_everything(store)
        made, (found, _) = split(), checked()
        claims = tuple(
            replace(made.claims[0], id=f"c{n:012x}", text=f"Claim {n:02} of twelve.") for n in range(1, CLAIMS + 1)
        )
        store.articles.keep(PLACE, replace(made, claims=claims), from_sheet=False)
        store.claims.keep_checked(made.document.digest, [replace(found, claim=claim) for claim in claims])
        for name, role in (("Ines", "editor"), ("Omar", "editor"), ("Cleo", "checker"), ("Vera", "viewer")):
            store.people.keep(Person(name, Role(role)))
    return path


@pytest.fixture
def desk(database: Path) -> Iterator[str]:
    with desk_of(database) as address:
        yield address


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make(tmp_path / "case.db")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk at which some things were done, and that tests only read."""
    with desk_of(make(tmp_path_factory.mktemp("busy") / "case.db")) as address:
        cleo = Editor(address, "Cleo")
        cleo.do(claim(3), "propose", so="wrong", said="confirmed", note="Two words were dropped.")
        cleo.do(claim(4), "comment", comment="Ask the harbour office.")
        cleo.do(claim(5), "call", spoken_to="The master", terms="on_record", words="I never said so.")
        yield address


def claim(n: int) -> str:
    return f"{TABLE}/claims/c{n:012x}"


def listed(page: str) -> list[int]:
    """The numbers of the claims that a page links to, in order."""
    return list(dict.fromkeys(int(key, 16) for key in re.findall(r"/claims/c([0-9a-f]{12})", page)))


def test_the_home_page_says_what_waits_for_whom(desk: str) -> None:
    """Articles with progress and people, my claims, and then what to look at first; an editor's are those to sign."""
    ines, cleo = Editor(desk, "Ines"), Editor(desk, "Cleo")
    cleo.do(claim(1), "propose", so="wrong")
    ines.do(claim(2), "assign", assignee="Cleo")
    home = text(ines.get(f"{TABLE}/home"))
    assert "0 of 12" in home
    assert "12 claims block" in home
    assert "Cleo 2" in home
    assert "harbour:3 Claim 03 of twelve. ○ open ✗ contradicted says 4.8, source says 4.2" in home
    assert "My claims 1 harbour:1 Claim 01 of twelve." in home
    theirs = cleo.get(f"{TABLE}/home")
    assert "My claims 1 harbour:2 Claim 02 of twelve." in text(theirs)
    assert "Ines assigned to you: Claim 02 of twelve." in text(theirs)
    assert "Nothing waits for you." in text(Editor(desk, "Vera").get(f"{TABLE}/home"))
    assert Editor(desk, "Ines").send("GET", "/-/desk").headers["location"].endswith("/home")


def test_a_deadline_is_set_and_passes(desk: str) -> None:
    """By whoever may decide; articles come in the order in which they are due."""
    cleo, address = Editor(desk, "Cleo"), f"{TABLE}/home"
    cleo.do(address, "", place=PLACE, deadline="2020-01-01T12:00")
    assert "2020-01-01 12:00 UTC, late" in text(cleo.get(address))
    assert "a deadline reads" in refusal(cleo.do(address, "", place=PLACE, deadline="tomorrow"))
    vera = Editor(desk, "Vera")
    assert "viewers cannot" in refusal(vera.do(address, "", form=vera.form(f"{TABLE}/news"), place=PLACE))
    cleo.do(address, "", place=PLACE, deadline="")
    assert "late" not in text(cleo.get(address))


def test_the_list_that_was_filtered_is_gone_through(desk: str) -> None:
    """Next, previous, back, and "decide and next" follow it, also when deciding takes the claim out of it."""
    cleo = Editor(desk, "Cleo")
    for n in (2, 5, 9):
        cleo.do(claim(n), "assign", assignee="Cleo")
    page = cleo.get(f"{TABLE}?stage=assigned")
    assert listed(page.text.split("<tbody>")[1]) == [2, 5, 9]
    [first, *_] = re.findall(r'<tr data-href="([^"]+)"', page.text)
    shown = cleo.get(html.unescape(first))
    assert "1 of 3 in it" in text(shown)
    assert re.search(r'rel="next" href="[^"]*/claims/c0{11}5\?in=stage%3Dassigned"', shown.text)
    assert f'class="back" href="{TABLE}?stage=assigned"' in html.unescape(shown.text)
    sent = cleo.send("POST", claim(2), data=cleo.form(html.unescape(first)) | {"do": "propose-next", "so": "wrong"})
    assert sent.headers["location"] == f"{claim(5)}?in=stage%3Dassigned"
    after = cleo.get(sent.headers["location"])
    assert "1 of 2 in it" in text(after)
    form = cleo.form(sent.headers["location"])
    refused = cleo.send("POST", claim(5), data=form | {"do": "propose-next"})
    assert refused.status_code == 409
    assert "1 of 2 in it" in text(refused), "a refusal stays in the list"


SORTED = {"so": "Fact true?", "said": "Quote accurate?", "speaker": "Speaker", "stage": "Stage", "age": "Age"}


@pytest.mark.parametrize(("sort", "heading"), SORTED.items(), ids=SORTED.keys())
def test_columns_are_sorted(busy: str, sort: str, heading: str) -> None:
    """A click on the heading sorts, a second one goes back to the order of the article."""
    page = Editor(busy, "Ines").get(f"{TABLE}?sort={sort}").text
    assert re.search(rf'aria-sort="ascending"><a href="{TABLE}">{re.escape(heading)}</a>', page)
    if sort in ("stage", "age"):
        rows = listed(page.split("<tbody>")[1])
        assert rows[0 if sort == "age" else -1] == 3


def test_empty_columns_are_folded(desk: str) -> None:
    """Nobody has decided yet: no columns of checkers, signers and ages."""
    page = text(Editor(desk, "Ines").get(TABLE))
    assert "Signed by" not in page
    Editor(desk, "Cleo").do(claim(7), "propose", so="wrong")
    page = text(Editor(desk, "Ines").get(TABLE))
    assert "Checker Age" in page
    assert "Signed by" not in page


FOUND = {
    "a speaker": ("Anna Weiss", 12),
    "a publisher": ("Port Authority", 12),
    "a title of a source": ("yearb", 12),
    "a note": ("two words were dropped", 1),
    "a comment": ("the harbour office", 1),
    "what a call said": ("never said so", 1),
    "a claim": ("Claim 07", 1),
    "nothing": ("no such words", 0),
    "a sign of patterns": ("%", 0),
}


@pytest.mark.parametrize(("q", "count"), FOUND.values(), ids=FOUND.keys())
def test_search_finds_more_than_claims(busy: str, q: str, count: int) -> None:
    """Speakers, sources, notes, calls and comments."""
    shown = Editor(busy, "Cleo").send("GET", TABLE, params={"q": q})
    assert f"{count} {'claim' if count == 1 else 'claims'} of 12" in text(shown)


def test_a_search_finds_what_was_just_written(desk: str) -> None:
    """What it found a moment ago is not shown again once somebody wrote."""
    cleo, address = Editor(desk, "Cleo"), f"{TABLE}?q=dredger"
    assert "0 claims of 12" in text(cleo.get(address))
    cleo.do(claim(4), "comment", comment="Ask the dredger.")
    assert "1 claim of 12" in text(cleo.get(address))


def test_marked_claims_are_assigned_together(desk: str) -> None:
    """What cannot be is said with its number, and the others are."""
    ines = Editor(desk, "Ines")
    Editor(desk, "Cleo").do(claim(2), "propose", so="wrong")
    form = ines.form(TABLE) | {f"claim-c{n:012x}": "on" for n in (1, 2, 3)}
    answer = ines.send("POST", f"{TABLE}/assign", data=form | {"assignee": "Cleo"})
    assert refusal(answer) == "2: the claim is decided already: return or reopen it first"
    assert "2 claims of 12" in text(ines.get(f"{TABLE}?stage=assigned"))
    nothing = ines.send("POST", f"{TABLE}/assign", data=ines.form(TABLE) | {"assignee": "Cleo"})
    assert "mark the claims" in refusal(nothing)
    assert "Assign the marked" not in text(Editor(desk, "Vera").get(TABLE))


def main_button(page: str) -> str:
    return re.search(r'class="main" name="do" value="([\w-]+)"', page)[1]  # type: ignore[index]


def test_the_main_button_is_what_one_can_do_next(desk: str) -> None:
    """To sign, for an editor who did not decide; to decide, for everybody else. A return says why."""
    ines, cleo = Editor(desk, "Ines"), Editor(desk, "Cleo")
    cleo.do(claim(1), "propose", so="wrong")
    assert main_button(ines.get(claim(1)).text) == "sign"
    assert main_button(cleo.get(claim(1)).text) == "propose"
    ines.do(claim(1), "return", note="Which yearbook?")
    decision = cleo.get(claim(1)).text.split('id="deciding"')[1]
    assert "Which yearbook?" in decision
    assert main_button(ines.get(claim(1)).text) == "propose"


def test_comments_reach_those_whom_they_name(desk: str) -> None:
    """On the claim, in the news of whoever is named or works on it, and as Atom; nobody reads their own."""
    ines, cleo, omar = (Editor(desk, name) for name in ("Ines", "Cleo", "Omar"))
    cleo.do(claim(1), "propose", so="wrong")
    page = omar.do(claim(1), "comment", comment="@ines, is <b>that</b> so? Not @Inesita.")
    assert '<mark class="person">@ines</mark>, is &lt;b&gt;that&lt;/b&gt; so? Not @Inesita.' in page.text
    assert "write the comment first" in refusal(omar.do(claim(1), "comment", comment=" "))
    for who in (ines, cleo):
        assert "Omar said: Claim 01 of twelve." in text(who.get(f"{TABLE}/news"))
    assert "Nothing yet." in text(omar.get(f"{TABLE}/news"))
    made = ines.send("POST", f"{TABLE}/news", data=ines.form(f"{TABLE}/news") | {"do": "share", "kind": "feed"})
    address = re.search(r"<strong>(http[^<]+)</strong>", made.text)[1]  # type: ignore[index]
    feed = Editor(desk, None).get(address)
    assert feed.headers["content-type"].startswith("application/atom+xml")
    titles = [each.text for each in ElementTree.fromstring(feed.text).iter("{http://www.w3.org/2005/Atom}title")]
    assert titles == ["claimcheck: news for Ines", "Omar said: Claim 01 of twelve."]


def test_a_link_shows_one_article_until_it_is_withdrawn(desk: str, database: Path) -> None:
    """To people without a login, who see nothing else; viewers cannot make one."""
    ines, nobody = Editor(desk, "Ines"), Editor(desk, None)
    article = re.search(rf"{TABLE}/articles/a\w+", ines.get(f"{TABLE}?article={PLACE}").text)[0]  # type: ignore[index]
    assert nobody.get(article).status_code == 403
    made = ines.send("POST", f"{article}/share", data=ines.form(f"{article}/share") | {"do": "share"})
    link = re.search(r'id="made" href="([^"]+)"', made.text)[1]  # type: ignore[index]
    shown = nobody.get(link)
    assert shown.status_code == 200
    assert "The port handled" in text(shown)
    assert "Claim 01 of twelve." in text(shown)
    assert not re.findall(rf'href="{TABLE}', shown.text), "no way from there into the desk"
    secret = link.rsplit("/", 1)[1]
    assert secret.encode() not in database.read_bytes(), "the link cannot be read from the database"
    ines.send("POST", f"{article}/share", data=ines.form(f"{article}/share") | {"do": "withdraw"})
    assert nobody.get(link).status_code == 404
    assert nobody.get(f"{link}x").status_code == 404
    vera = Editor(desk, "Vera")
    assert "viewers cannot" in refusal(
        vera.send("POST", f"{article}/share", data=vera.form(f"{article}/share") | {"do": "share"})
    )


def test_a_program_reads_with_a_token(desk: str, database: Path) -> None:
    """What its person can read, tables and pages; it decides nothing, and ends when withdrawn or when they leave."""
    cleo, news, rows = Editor(desk, "Cleo"), f"{TABLE}/news", "/case/claim_status.json?_shape=array"

    def made() -> Editor:
        page = cleo.send("POST", news, data=cleo.form(news) | {"do": "share", "kind": "reading"}).text
        program = Editor(desk, None)
        token = re.search(r'id="token">([^<]+)<', page)[1]  # type: ignore[index]
        program.headers = {"authorization": f"Bearer {token}"}
        return program

    program, other = made(), made()
    assert len(program.get(rows).json()) == CLAIMS
    assert "Claim 01 of twelve." in program.get("/case/claim_status.csv").text
    assert program.get(claim(1)).status_code == 200
    secret = program.headers["authorization"].split()[1]
    assert Editor(desk, None).get(f"/-/desk/-/shared/{secret}").status_code == 404, "a token is no link"
    refused = program.do(claim(1), "propose", program.form(news), so="wrong")
    assert "viewers cannot decide" in refusal(refused)
    wrong = Editor(desk, None)
    for header in ("", "Bearer", "Bearer x", f"Basic {secret}", f"Bearer {secret}x"):
        wrong.headers = {"authorization": header}
        assert wrong.get(rows).status_code == 403, header
    [first, _] = re.findall(
        r'name="kind" value="reading"><input type="hidden" name="share" value="(\w+)"', cleo.get(news).text
    )
    cleo.send("POST", news, data=cleo.form(news) | {"do": "withdraw", "kind": "reading", "share": first})
    assert [program.get(rows).status_code, other.get(rows).status_code] == [403, 200]
    with Store(database) as store:
        store.people.keep(Person("Cleo", Role.CHECKER, is_active=False))
    assert other.get(rows).status_code == 403


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store(database) as opened:
        review(opened, f"c{1:012x}")
        yield opened


def test_markdown_with_footnotes(store: Store) -> None:
    """Each claim has one, with the decision, what it rests on, and where that is kept; markup of others is text."""
    made = article_markdown(checked_articles(store, PLACE)[0])
    assert "4.8 million tonnes in 2023[^1][^2]" in made
    [note] = re.findall(r"^\[\^1\]: .*(?:\n    .*)*", made, re.MULTILINE)
    assert "“Claim 01 of twelve.” Wrong (Ines, not signed off)." in note
    assert "checked the yearbook." in note
    assert "Against: Port Authority, Yearbook, 2024-02: “The port handled 4.2 million tonnes in 2023”" in note
    assert "kept 20" in note
    assert "The article was split into 12 claims" in made
    assert "1 person decided on 1 of them: 1 wrong. 0 are signed off by a second person." in made
    assert re.findall(r"\[\^\d+\]: ", made) == [f"[^{n}]: " for n in range(1, 13)]


def test_word_with_footnotes(store: Store) -> None:
    """Word's own footnotes: each reference has its note, and another reader opens the file."""
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    content = article_docx(checked_articles(store, PLACE)[0])
    words = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body, notes = (ElementTree.fromstring(packed.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
    asked = [each.get(f"{words}id") for each in body.iter(f"{words}footnoteReference")]
    given = [each.get(f"{words}id") for each in notes.iter(f"{words}footnote")]
    assert sorted(asked, key=int) == [str(n) for n in range(1, CLAIMS + 1)]  # type: ignore[arg-type]
    between = [each.text for each in body.iter(f"{words}t") if each.text == ", "]
    assert len(between) == CLAIMS - 1, "numbers side by side do not read as one"
    assert given == ["-1", "0", *map(str, range(1, CLAIMS + 1))]
    assert "Port Authority" in "".join(notes.itertext())
    file = docx.Document(io.BytesIO(content))
    assert any("How this was checked" in paragraph.text for paragraph in file.paragraphs)


@pytest.mark.parametrize("name", ["report.html", "claims.csv", "annotations.json", "article.md", "article.docx"])
def test_files_to_hand_on(busy: str, name: str) -> None:
    """Each is downloaded under its name and never shown in the desk."""
    ines = Editor(busy, "Ines")
    article = re.search(rf"{TABLE}/articles/a\w+", ines.get(f"{TABLE}?article={PLACE}").text)[0]  # type: ignore[index]
    answer = ines.get(f"{article}/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert len(answer.content) > 500


def test_datasette_leads_to_the_desk(desk: str) -> None:
    """The status table is one click from the first page; its claims lead to the desk; percentages are whole."""
    ines = Editor(desk, "Ines")
    ines.do(claim(1), "propose", so="wrong")
    page = ines.get("/case/claim_status").text
    assert f'<a href="{claim(1)}">' in page
    assert ">82<" in page.replace("\n", "")
    assert ">81.5<" not in page.replace("\n", "")
    row = ines.get("/case/claim_status.json?_shape=array").json()[0]
    assert (row["verdict"], row["suggestion"], row["status"]) == ("wrong", "contradicted", "wrong")
    shown = ines.get("/case").text.split("hidden")[0]
    for plumbing in ("chain", "minhash_signatures", "claim_spans", "attribution_spans", "passages", "coverage"):
        assert f'href="/case/{plumbing}"' not in shown
    assert "Claim 01 of twelve." in ines.get("/case/claim_status.csv").text
