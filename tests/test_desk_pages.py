"""The review desk, through a real server: what its pages show, and what becomes of what people send."""

from __future__ import annotations

import asyncio
import gc
import html
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from claimcheck.desk.pages.people import SECRET_VARIABLE
from claimcheck.desk.serve import SignIn, settings, start_token, started
from claimcheck.errors import PeopleError
from claimcheck.models import Capture, Person, Role
from claimcheck.people import Users
from claimcheck.store import Store
from claimcheck.text import document as plain_document
from desks import BY_HEADER, SECRET, SERVE, Editor, desk_of, free_port, refusal, sent_for, served, text
from store_values import checked, keep_everything, split

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TONNAGE, QUAY = (claim.id for claim in split().claims)
TABLE = "/-/desk/case"
CLAIM = f"{TABLE}/claims/{TONNAGE}"
ARTICLES = 40


def make(path: Path) -> Path:
    """A database with an article of two claims, two editors, a checker and a viewer."""
    with Store(path) as store:
        keep_everything(store)
        for name, role in (("Ines", "editor"), ("Omar", "editor"), ("Cleo", "checker"), ("Vera", "viewer")):
            store.people.keep(Person(name, Role(role)))
    return path


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, which no test writes to."""
    return make(tmp_path_factory.mktemp("quiet") / "case.db")


@pytest.fixture(scope="module")
def desk(quiet: Path) -> Iterator[str]:
    """A desk that is read-only."""
    with desk_of(quiet) as address:
        yield address


@dataclass(frozen=True)
class Fresh:
    """A claim that nobody has touched, in an article of its own."""

    desk: str
    database: Path
    id: str
    place: str

    @property
    def page(self) -> str:
        return f"{TABLE}/claims/{self.id}"

    @property
    def table(self) -> str:
        return f"{TABLE}?article={self.place}"

    def steps(self) -> int:
        """How much was written about it."""
        with closing(sqlite3.connect(self.database)) as connection:
            (steps,) = connection.execute("SELECT count(*) FROM steps WHERE claim_id = ?", [self.id]).fetchone()
            (calls,) = connection.execute("SELECT count(*) FROM calls WHERE claim_id = ?", [self.id]).fetchone()
        return int(steps + calls)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Fresh]]:
    """A desk at which people decide, and claims to decide about."""
    database = make(tmp_path_factory.mktemp("busy") / "case.db")
    made = []
    with Store(database) as store:
        for n in range(1, ARTICLES + 1):
            before, place = split(), f"claims/harbour{n}.txt"
            document = replace(before.document, digest=f"sha256:{n:064x}")
            claims = tuple(replace(claim, id=f"c{n:04}{claim.id[5:]}") for claim in before.claims)
            store.articles.keep(place, replace(before, document=document, claims=claims), from_sheet=False)
            found = [replace(each, claim=claim) for each, claim in zip(checked(), claims, strict=True)]
            store.claims.keep_checked(document.digest, found)
            made.append((claims[0].id, place))
    with desk_of(database) as address:
        yield (Fresh(address, database, *each) for each in made)


@pytest.fixture
def claim(untouched: Iterator[Fresh]) -> Fresh:
    """One of them."""
    return next(untouched)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "The port handled … 4.8 million tonnes in 2023"),
        ("", "says 4.8, source says 4.2"),
        ("", "Not ready to publish: 2 of 2 claims are not signed off"),
        ("", "Anna Weiss"),
        ("?q=tonnes", "1 claim of 2"),
        ("?q=TÓNNES+port", "1 claim of 2"),
        ("?q=%22+OR+*%00+NEAR(", "0 claims of 2"),
        ("?kind=quote", "1 claim of 2"),
        ("?status=contradicted&sort=first", "2 claims"),
        ("?stage=signed", "No claim matches these filters."),
        ("?page=99999999999999999999&sort=nonsense", "2 claims"),
        ("?page=-1&q=%ED%A0%80", "0 claims"),
        ("/ready", "Not ready to publish: 2 of 2 claims are not signed off"),
        (f"/claims/{TONNAGE}", "The port handled 4.2 million tonnes in 2023"),
        (f"/claims/{TONNAGE}", "The yearbook gives another number."),
        (f"/claims/{TONNAGE}", "Port Authority"),
        (f"/claims/{TONNAGE}", "4.8 ≠ 4.2"),
        (f"/claims/{TONNAGE}", "harbour master"),
        (f"/claims/{TONNAGE}", "Not searched on the web"),
        (f"/claims/{QUAY}", "We → Anna Weiss"),
        (f"/claims/{QUAY}", "who “she” is"),
        ("/gaps", "None: every sentence became a claim"),
        ("/", "2 claims"),
        ("/agreement", "Nobody has decided anything yet."),
        ("?checker=Ines", "No claim matches these filters."),
        ("/sources", "Yearbook"),
        ("/sources?show=failed", "empty: pictures only"),
        ("/sources?q=nothing_like%25", "Nothing here."),
        ("/sources?page=77&show=all", "page 77"),
    ],
)
def test_a_page_says(desk: str, address: str, says: str) -> None:
    """Words that an editor looks for, and no error for addresses that nobody would type."""
    answer = Editor(desk, "Ines").get(TABLE + address)
    assert answer.status_code == 200, answer.text
    assert says in text(answer)


@pytest.mark.parametrize(
    "address",
    ["/claims/c000", "/articles/a000", "/documents/d000", "x", "/nowhere", "/claims", "/claims/c000/x", "x/y", "/%20"],
)
def test_what_is_not_there_is_not_found(desk: str, address: str) -> None:
    """Without a traceback."""
    answer = Editor(desk, "Ines").get(TABLE + address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_an_address_of_nothing_leaves_the_terminal_quiet(quiet: Path) -> None:
    """Whoever serves the desk reads no traceback for what somebody typed into a browser."""
    port = free_port()
    with served(["-c", SERVE, str(quiet), str(port), BY_HEADER], port) as (client, process):
        for address in ("/nowhere", "/x/y", "/claims/c000"):
            assert client.get(TABLE + address, headers=sent_for("Ines")).status_code == 404
        process.terminate()
        assert "Traceback" not in process.communicate(timeout=30)[1]


def test_no_sentence_is_announced_where_there_is_none(desk: str) -> None:
    """The table leads to sentences with no claim only where there are some."""
    assert "with no claim" not in text(Editor(desk, "Ines").get(TABLE))


def test_a_database_of_another_time_is_told_in_one_line(tmp_path: Path) -> None:
    """Datasette opens what nobody brought up to date."""
    with closing(sqlite3.connect(make(tmp_path / "case.db"))) as connection, connection:
        connection.execute("DROP VIEW claim_stages")
    with desk_of(tmp_path / "case.db") as address:
        answer = Editor(address, "Ines").get(TABLE)
    assert answer.status_code == 500
    assert "The database cannot be read" in refusal(answer)


def test_from_claim_to_its_words_here_and_there(desk: str) -> None:
    """The saved copy with the words marked, and the live page with a fragment that jumps to them."""
    ines = Editor(desk, "Ines")
    page = ines.get(CLAIM).text
    assert "https://example.org/yearbook#:~:text=The%20port%20handled%204.2%20million%20tonnes%20in%202023" in page
    kept = re.search(r'href="(/-/desk/case/documents/[^"]+)#words"', page)
    assert kept
    shown = ines.get(html.unescape(kept[1]))
    assert re.search(r'<p dir="auto" id="words">.*wanted.*The port handled 4\.2 million', shown.text)


def test_the_galley_holds_the_whole_article(desk: str) -> None:
    """Every claim underlined where it stands, and noted in the margin by its number."""
    ines = Editor(desk, "Ines")
    article = re.search(r'href="(/-/desk/case/articles/\w+)"', ines.get(f"{TABLE}?article=claims/harbour.txt").text)
    assert article
    page = ines.get(article[1])
    assert "“We will not close the north quay,” she said." in text(page)
    assert re.findall(r'<li value="(\d)"', page.text) == ["1", "2"]
    assert re.search(rf'<a class="claim suggests-contradicted" href="{CLAIM}"[^>]*>The port handled</a>', page.text)


@pytest.mark.parametrize(
    ("file", "content_type", "holds"),
    [
        ("report.html", "text/html", "The port handled"),
        ("claims.csv", "text/csv", "says 4.8, source says 4.2"),
        ("annotations.json", "application/ld+json", "TextQuoteSelector"),
    ],
)
def test_an_article_can_be_taken_away(desk: str, file: str, content_type: str, holds: str) -> None:
    """As a file to keep, which the browser does not show under the desk's name."""
    ines = Editor(desk, "Ines")
    article = re.search(r'href="(/-/desk/case/articles/\w+)"', ines.get(f"{TABLE}?article=claims/harbour.txt").text)
    assert article
    answer = ines.get(f"{article[1]}/{file}")
    assert answer.headers["content-disposition"] == f'attachment; filename="{file}"'
    assert answer.headers["content-type"].startswith(content_type)
    assert holds in answer.text


def test_the_picture_of_where_it_comes_from_is_on_the_page(desk: str) -> None:
    """Drawn into the page, without a script or a style."""
    page = Editor(desk, "Ines").get(CLAIM)
    assert '<svg class="provenance-picture"' in page.text
    assert "Where it comes from" in text(page)


@pytest.mark.parametrize(
    "address", [TABLE, f"{TABLE}?sort=first", f"{TABLE}/ready", CLAIM, f"{TABLE}/sources", f"{TABLE}/claims/c0"]
)
def test_every_page_is_guarded(desk: str, address: str) -> None:
    """No script or style but files of this host, no frame, no guessing of types, no address told elsewhere."""
    headers = Editor(desk, "Ines").get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_datasettes_own_pages_are_held_to_this_host(desk: str) -> None:
    """They need scripts of their own inside the page, and nothing from elsewhere."""
    policy = Editor(desk, "Ines").get("/case/claims").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


def test_the_day_of_a_claim(claim: Fresh) -> None:
    """Proposed, not signed by the same person, signed by another, reopened, decided anew, handed back, taken back."""
    ines, omar = Editor(claim.desk, "Ines"), Editor(claim.desk, "Omar")
    done = ines.do(claim.page, "propose", so="wrong", said="confirmed", copy="fix", note="The yearbook has 4.2.")
    assert "◑ proposed quote accurate? ✓ confirmed , fact true? ✗ wrong by Ines copy: fix the facts" in text(done)
    refused = ines.do(claim.page, "sign", note="I am sure")
    assert refused.status_code == 409
    assert "a second editor has to" in refusal(refused)
    assert ">\nI am sure</textarea>" in refused.text, "nothing that was typed is lost"
    assert "● signed" in text(omar.do(claim.page, "sign"))
    assert "1 ● signed" in text(omar.get(claim.table))
    assert "number" in text(omar.get(f"{TABLE}/agreement"))
    assert "1 claim of 2" in text(omar.get(f"{claim.table}&checker=Ines"))
    assert "↻ reopened" in text(omar.do(claim.page, "reopen", note="A reader wrote in."))
    assert "fact true? ≠ disputed" in text(omar.do(claim.page, "propose", so="disputed", said="confirmed"))
    assert "↩ returned" in text(ines.do(claim.page, "return", note="By whom?"))
    assert "◑ proposed" in text(ines.do(claim.page, "undo"))
    history = text(ines.get(claim.page)).partition("History ")[2]
    assert re.findall(r"UTC (?:Ines|Omar) (\w+)", history.partition("Keys")[0]) == [
        "proposed",
        "signed",
        "reopened",
        "proposed",
        "returned",
        "took",
    ]


def test_two_at_once_lose_nothing(claim: Fresh) -> None:
    """The slower one is told who was faster, keeps what they typed, and may then send it again."""
    ines, cleo = Editor(claim.desk, "Ines"), Editor(claim.desk, "Cleo")
    opened = cleo.form(claim.page)
    ines.do(claim.page, "propose", so="wrong", note="first")
    refused = cleo.do(claim.page, "propose", opened, so="misleading", note="second <thought>")
    assert refused.status_code == 409
    assert refusal(refused).startswith("Ines changed it first (proposed wrong, ")
    assert ">\nsecond &lt;thought&gt;</textarea>" in refused.text
    assert re.search(r'name="so" value="misleading" data-key="3" checked', refused.text)
    again = text(cleo.do(claim.page, "propose", so="misleading", note="second"))
    assert "first" in again
    assert "second" in again


def test_what_is_assigned_and_what_was_said_on_the_phone(claim: Fresh) -> None:
    """Both stand on the page of the claim."""
    ines = Editor(claim.desk, "Ines")
    assert "◔ assigned assigned to Cleo" in text(ines.do(claim.page, "assign", assignee="Cleo"))
    assert "choose first whom" in refusal(ines.do(claim.page, "assign"))
    refused = ines.do(claim.page, "call", spoken_to="Anna Weiss", words="It was 4.2.")
    assert refusal(refused) == "choose whether it was on the record"
    assert 'value="Anna Weiss"' in refused.text
    called = text(ines.do(claim.page, "call", spoken_to="Anna Weiss", words="It was 4.2.", terms="on_record"))
    assert "Anna Weiss , on the record" in called


def test_what_goes_back_to_one_text_is_for_people_to_say(claim: Fresh) -> None:
    """Two documents are joined and one is split off again, from the page of the saved copy."""
    with Store(claim.database) as store:
        other = plain_document("The quay, a report of another house.")
        store.documents.keep(other, Capture("evidence/other.txt", other.digest, 1), [])
    ines = Editor(claim.desk, "Ines")
    page = re.search(r'href="(/-/desk/case/documents/\w+)', ines.get(claim.page).text)
    assert page
    assert "No other document goes back" in text(ines.get(page[1]))
    assert "no such document" in refusal(ines.do(page[1], "join", named="evidence/nowhere.txt", note="alike"))
    joined = text(ines.do(page[1], "join", named="evidence/other.txt", note="The same release."))
    assert "2 documents go back to one text and count once" in joined
    assert "goes back to" in text(ines.get(f"{TABLE}/sources?show=all"))
    assert "No other document goes back" in text(ines.do(page[1], "split", note="Not so."))
    vera = Editor(claim.desk, "Vera")
    form, vera.cookies = ines.form(page[1]), ines.cookies
    assert "ask a checker" in refusal(vera.do(page[1], "split", form))


def test_evidence_that_changes_makes_it_stale(claim: Fresh) -> None:
    """In the table, above it, and on the page of the claim."""
    ines, omar = Editor(claim.desk, "Ines"), Editor(claim.desk, "Omar")
    ines.do(claim.page, "propose", so="wrong")
    omar.do(claim.page, "sign")
    with closing(sqlite3.connect(claim.database)) as connection, connection:
        connection.execute("UPDATE evidence SET text = 'other words' WHERE claim_id = ?", [claim.id])
    assert "1 ▲ stale" in text(ines.get(claim.table))
    page = ines.get(claim.page)
    assert "▲ stale" in text(page)
    assert "check it again and decide again" in text(page)


@pytest.mark.parametrize("name", ["Vera", "Nobody", "claimcheck"])
def test_who_may_not_decide_is_told(claim: Fresh, name: str) -> None:
    """There is no button, and sending the form all the same writes nothing."""
    who = Editor(claim.desk, name)
    assert 'name="do"' not in who.get(claim.page).text
    ines = Editor(claim.desk, "Ines")
    form, who.cookies = ines.form(claim.page), ines.cookies
    assert "ask a checker or an editor" in refusal(who.do(claim.page, "propose", form, so="wrong"))
    assert claim.steps() == 0


@pytest.mark.parametrize("name", ["ines", "CLEO"])
def test_a_name_in_other_capitals_is_told_how_it_is_listed(claim: Fresh, name: str) -> None:
    """Whether that is the same person is not for the desk to guess."""
    who, ines = Editor(claim.desk, name), Editor(claim.desk, "Ines")
    page = who.get(claim.page)
    assert f"You are logged in as {name}, but listed as {name.title()}" in text(page)
    assert 'name="do"' not in page.text
    form, who.cookies = ines.form(claim.page), ines.cookies
    assert f"listed as {name.title()}: log in with exactly that spelling" in refusal(
        who.do(claim.page, "propose", form, so="wrong")
    )
    assert claim.steps() == 0


@pytest.mark.parametrize("cookies", ["none", "foreign", "own"])
def test_a_form_from_elsewhere_writes_nothing(claim: Fresh, cookies: str) -> None:
    """Whether or not the browser sends cookies along."""
    ines = Editor(claim.desk, "Ines")
    form = Editor(claim.desk, "Omar").form(claim.page)
    if cookies == "own":
        ines.form(claim.page)
    elif cookies == "foreign":
        ines.cookies.set("ds_csrftoken", "x")
    answer = ines.send("POST", claim.page, data={**form, "do": "propose", "so": "wrong"})
    assert answer.status_code == 403
    assert claim.steps() == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"\xff\xfe=&&&;", 403), (b"csrftoken=%ED%A0%80", 403), (b"x=" + b"y" * 300_000, 403)],
    ids=["bytes", "half a pair", "too large"],
)
def test_a_form_that_is_none_is_refused(desk: str, body: bytes, status: int) -> None:
    """Whatever it holds."""
    told = {"content-type": "application/x-www-form-urlencoded"}
    answer = Editor(desk, "Ines").send("POST", CLAIM, content=body, headers=told)
    assert answer.status_code == status


def test_nobody_gets_in_past_the_proxy(desk: str) -> None:
    """Without the header, or with two of them, there is nobody, and nothing to see."""
    assert Editor(desk, None).get(TABLE).status_code == 403
    behind = {**sent_for("Ines"), "x-forwarded-for": "203.0.113.9"}
    assert httpx.get(desk + TABLE, headers=behind).status_code == 200, "the proxy says for whom it asks"
    twice = httpx.get(desk + TABLE, headers=[*sent_for("Ines").items(), ("x-user", "Omar")])
    assert twice.status_code == 403
    alone = Editor(desk, "Ines")
    del alone.headers["x-claimcheck-secret"]
    assert "x-claimcheck-secret" in refusal(alone.get(TABLE)), "others at this machine can write the first header"
    for wrong in ([("x-claimcheck-secret", "guessed")], [("x-claimcheck-secret", SECRET)] * 2):
        assert httpx.get(desk + TABLE, headers=[("x-user", "Ines"), *wrong]).status_code == 403


@pytest.mark.parametrize(
    ("host", "is_known"), [("desk.example", True), ("DESK.example:443", True), ("evil.example", False)]
)
def test_the_desk_behind_a_proxy_is_known_by_its_names(quiet: Path, host: str, is_known: bool) -> None:
    """Those that it was started with, and this machine's."""
    people = SignIn(header="X-User", sites=("Desk.example",))
    headers = [*sent_for("Ines").items(), ("host", host)]
    assert (asked(quiet, "127.0.0.1", people, "127.0.0.1", headers) == 200) is is_known


@pytest.mark.parametrize("secret", ["", "nineteen characters"])
def test_a_proxy_needs_a_secret(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of twenty characters, before anything is served."""
    monkeypatch.setenv(SECRET_VARIABLE, secret)
    with pytest.raises(PeopleError, match="set CLAIMCHECK_PROXY_SECRET to 20 characters or more"):
        settings("127.0.0.1", SignIn(header="X-User"))


@pytest.mark.parametrize(
    ("peer", "is_known"), [("127.0.0.1", True), ("::1", True), ("10.0.0.9", True), ("10.0.0.8", False), ("", False)]
)
def test_only_the_proxy_is_believed(quiet: Path, peer: str, is_known: bool) -> None:
    """The header counts from this machine and from the addresses named."""
    people = SignIn(header="X-User", proxies=("10.0.0.9",))
    assert (asked(quiet, "127.0.0.1", people, peer, [*sent_for("Ines").items()]) == 200) is is_known


@pytest.mark.parametrize(
    ("host", "is_known"),
    [("localhost:8001", True), ("127.0.0.1", True), ("[::1]:8001", True), ("evil.example", False)],
)
def test_alone_only_this_machine_is_answered(quiet: Path, host: str, is_known: bool) -> None:
    """A page elsewhere can have its own name lead to this machine; the browser then says that name."""
    assert (asked(quiet, "127.0.0.1", SignIn(name="Ines"), "127.0.0.1", [("host", host)]) == 200) is is_known


def asked(database: Path, host: str, people: SignIn, peer: str, headers: list[tuple[str, str]]) -> int:
    """The status of an answer of the desk, asked from ``peer``."""
    from datasette.app import Datasette

    async def ask() -> int:
        datasette = Datasette([str(database)], metadata=settings(host, people))
        await datasette.invoke_startup()
        transport = httpx.ASGITransport(datasette.app(), client=(peer, 1))
        cookies = {"claimcheck_start_None": start_token(datasette)} if people.name else {}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies=cookies) as client:
            return (await client.get(TABLE, headers=headers)).status_code

    return asyncio.run(ask())


def test_what_a_server_loads_is_left_out_of_collections(quiet: Path) -> None:
    """So that no answer waits while all of it is looked through."""
    from datasette.app import Datasette

    before = gc.get_freeze_count()
    try:
        asyncio.run(started(Datasette([str(quiet)], metadata=settings("127.0.0.1", SignIn(name="Ines")))))
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_from_other_machines_one_can_only_look(quiet: Path) -> None:
    """Where nobody is told apart, nobody decides, and the pages are there to be read."""
    people = settings("0.0.0.0", SignIn(name="Ines"))
    assert "Ines" not in str(people)
    assert asked(quiet, "0.0.0.0", SignIn(name="Ines"), "10.0.0.8", [("host", "desk.example")]) == 200


def test_logging_in_and_out(tmp_path: Path) -> None:
    """By name and password; guessing is slowed down; a session ends with logging out and with a new password."""
    database, file = make(tmp_path / "case.db"), tmp_path / "users.toml"
    users = Users({}).with_user("Ines", Role.EDITOR, "a long password")
    users.write(file)
    with desk_of(database, f"SignIn(users=Path({str(file)!r}))") as address:
        ines = Editor(address, None)
        shown = ines.get(CLAIM)
        assert shown.status_code == 302
        login = shown.headers["location"]
        wrong = [log_in(ines, login, "Ines", "a wrong password") for _ in range(4)]
        assert [answer.status_code for answer in wrong] == [403, 403, 403, 429]
        assert "wait" in refusal(wrong[-1])
        other = Editor(address, None)
        assert log_in(other, login, "Nobody", "a wrong password").status_code == 403
        users.with_user("Omar", Role.EDITOR, "another password").write(file)
        answer = log_in(other, login, " omar", "another password")
        assert (answer.status_code, answer.headers["location"]) == (303, CLAIM)
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "◑ proposed" in text(other.do(CLAIM, "propose", so="wrong"))
        assert other.get("/case/claims.json").status_code == 200
        Users.read(file).with_user("Omar", Role.EDITOR, "a third password").write(file)
        assert other.get(CLAIM).status_code == 302, "a new password ends the session"
        log_in(other, login, "Omar", "a third password")
        assert other.get(CLAIM).status_code == 200
        kept = file.read_bytes()
        file.write_bytes(b"people = broken")
        assert other.get(CLAIM).status_code == 302, "a file that is half written lets nobody in"
        assert "not TOML" in refusal(log_in(ines, login, "Omar", "a third password"))
        file.write_bytes(kept)
        assert other.get(CLAIM).status_code == 200
        other.send("POST", "/-/desk/-/logout", data=other.form(TABLE))
        assert other.get(CLAIM).status_code == 302


def log_in(who: Editor, login: str, name: str, password: str) -> httpx.Response:
    return who.send("POST", login, data={**who.form(login), "name": name, "password": password})


@pytest.mark.parametrize("then", ["//evil.example", "https://evil.example", "/\\evil.example", "/\tx", "javascript:1"])
def test_logging_in_leads_nowhere_else(then: str) -> None:
    """An address that was slipped in is left out."""
    from claimcheck.desk.pages.login import _safe

    assert _safe(then) == ""
    assert _safe("/-/desk/case?q=x") == "/-/desk/case?q=x"


def signed(claim: Fresh, so: str, **answers: str) -> Editor:
    """An editor at a claim that another one decided, and they signed off."""
    ines, omar = Editor(claim.desk, "Ines"), Editor(claim.desk, "Omar")
    ines.do(claim.page, "propose", so=so, **answers)
    omar.do(claim.page, "sign")
    return omar


@pytest.mark.parametrize(
    ("so", "said", "blocks"),
    [
        ("wrong", "", "decided wrong"),
        ("misleading", "", "decided misleading"),
        ("disputed", "confirmed", "decided disputed"),
        ("confirmed", "wrong", "decided wrong"),
        ("confirmed", "confirmed", None),
        ("unproven", "", None),
        ("opinion", "", None),
    ],
)
def test_what_was_decided_counts_for_publishing(claim: Fresh, so: str, said: str, blocks: str | None) -> None:
    """A claim that is signed off as wrong, misleading or disputed blocks; the page says which, and what to do."""
    omar = signed(claim, so, said=said, note="as the yearbook has it")
    ready = text(omar.get(f"{TABLE}/ready?article={claim.place}"))
    assert (f"{blocks}: change the copy, or let an editor override it" in ready) == (blocks is not None)
    assert ("1 signed off as wrong, misleading or disputed has to be corrected" in ready) == (blocks is not None)
    assert "1 of 2 claims is not signed off" in ready, "the other one of the article"


def test_an_editor_publishes_a_wrong_claim_with_a_reason(claim: Fresh) -> None:
    """Checkers cannot, nobody can without a reason, and a new decision ends it."""
    omar, cleo = signed(claim, "wrong", note="the yearbook says 4.2"), Editor(claim.desk, "Cleo")
    assert "Publish as it is" not in text(cleo.get(claim.page))
    assert "only editors publish a claim as it is" in refusal(cleo.do(claim.page, "override", note="I say so"))
    assert "say in the note why" in refusal(omar.do(claim.page, "override"))
    page = text(omar.do(claim.page, "override", note="it is a quote, and answered below"))
    assert "Omar let it be published as it is “ it is a quote, and answered below ”" in page
    ready = f"{TABLE}/ready?article={claim.place}"
    assert "has to be corrected" not in text(omar.get(ready))
    omar.do(claim.page, "reopen")
    signed(claim, "misleading", note="still")
    assert "has to be corrected" in text(omar.get(ready))
