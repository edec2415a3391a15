"""Sources, not copies, at the desk: what counts once, what kind of source each is, and where a claim comes from."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from claimcheck.models import Capture, Person, Role
from claimcheck.store import Store
from claimcheck.text import document as plain_document
from conftest import Run
from desks import Editor, desk_of, refusal, text

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TABLE = "/-/desk/claimcheck"
SOURCES = f"{TABLE}/sources"
WIRE, POST, TODAY, HERALD = (
    f"evidence/{name}.md"
    for name in (
        "northcoast-wire-2025-09-01",
        "fulmar-post-2025-09-01",
        "islands-today-2025-09-02",
        "skerry-herald-2025-09",
    )
)
RETOLD = (
    "On 14 May 2031 the ferry of Skerry Lines left Brenna with Ann Lee at the wheel. It took in 412 litres, then 5600, "
    "wrote Max Roy to the Harbour Board, and Tom Fox saw it from Wrasse Bay.",
    "From Wrasse Bay it was Tom Fox who saw how, with 412 litres and later 5600 in her, the boat that Ann Lee steered "
    "for Skerry Lines came out of Brenna; so says a letter of 14 May 2031 from Max Roy that the Harbour Board has.",
)
"""One story in the words of two."""


@dataclass(frozen=True)
class Case:
    """A desk on a workspace, with somebody at it."""

    workspace: Path
    ines: Editor

    @property
    def database(self) -> Path:
        return self.workspace / "claimcheck.db"

    def key(self, place: str) -> str:
        """The key of the document that was found there."""
        with Store(self.database) as store:
            return store.documents.key(place)

    def page(self, place: str) -> str:
        """The address of its page."""
        return f"{TABLE}/documents/{self.key(place)}"

    def line(self, words: str) -> str:
        """What the table says of the claim that holds these words."""
        page = self.ines.get(f"{TABLE}?q={words.replace(' ', '+')}").text
        return " ".join(re.sub("<[^>]+>", " ", page.partition("<tbody>")[2].partition("</tbody>")[0]).split())

    def claim(self, words: str) -> str:
        """The address of the claim that holds these words."""
        found = re.search(r'data-href="([^"]+)"', self.ines.get(f"{TABLE}?q={words.replace(' ', '+')}").text)
        assert found
        return found[1]


@contextmanager
def case(example: Path, to: Path) -> Iterator[Case]:
    workspace = Path(shutil.copytree(example, to / "workspace"))
    with Store(workspace / "claimcheck.db") as store:
        for name, role in (("Ines", Role.EDITOR), ("Cleo", Role.CHECKER), ("Vera", Role.VIEWER)):
            store.people.keep(Person(name, role))
    with desk_of(workspace / "claimcheck.db") as desk:
        yield Case(workspace, Editor(desk, "Ines"))


@pytest.fixture(scope="module")
def quiet(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The repository's example, which no test writes to."""
    with case(example, tmp_path_factory.mktemp("quiet")) as made:
        yield made


@pytest.fixture(scope="module")
def busy(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The same, for those who decide."""
    with case(example, tmp_path_factory.mktemp("busy")) as made:
        yield made


def test_what_counts_once_is_listed(quiet: Case) -> None:
    """Who is the origin, why, and which words the others share with it."""
    page = text(quiet.ines.get(f"{SOURCES}?show=once"))
    assert "1 same story" in page
    assert re.search(r"3 documents, 1 origin \d+ claims? rests? on them", page)
    assert "the origin Silt closes in on Wrasse Bay Northcoast Wire" in page
    assert "1 of the others credit it: northcoast wire" in page
    assert "97 % of the shorter one’s own words are in the other" in page
    assert re.search(r"\d+ words shared: .*Silt is closing in", page)
    assert "Nothing here." in text(quiet.ines.get(f"{SOURCES}?show=once&q=100%25"))
    assert "3 documents, 1 origin" in text(quiet.ines.get(f"{SOURCES}?show=once&q=islands"))
    assert "No pair waits" in text(quiet.ines.get(f"{SOURCES}?show=perhaps"))


def test_a_wrong_group_is_split_and_stays_so(busy: Case, claimcheck: Run) -> None:
    """The counts change at once, everywhere, and the next verification leaves them; a join undoes it."""
    assert "5 3 origins" in busy.line("channel")
    ines, form = busy.ines, busy.ines.form(f"{SOURCES}?show=once")
    after = text(ines.do(busy.page(TODAY), "split", form, note="Their own soundings."))
    assert "2 documents, 1 origin" in after, "one is led back to the list"
    assert "Wrasse Bay counts its winters" not in after
    assert "5 4 origins" in busy.line("channel")
    assert text(ines.get(busy.claim("channel"))).count("same story, counted once") == 1
    assert claimcheck("-w", busy.workspace, "verify").exit_code == 0
    assert "5 4 origins" in busy.line("channel")
    assert "2 documents, 1 origin" in text(ines.get(f"{SOURCES}?show=once"))
    refused = ines.do(busy.page(WIRE), "join", form, named="evidence/nowhere.md", note="I <think> so.")
    assert "no such document" in refusal(refused)
    assert 'value="I &lt;think&gt; so."' in refused.text
    joined = text(ines.do(busy.page(WIRE), "join", form, named=TODAY, note="It is the wire’s text."))
    assert "joined with “Silt closes in on Wrasse Bay” by Ines: It is the wire’s text." in joined
    assert "5 3 origins" in busy.line("channel")


def test_what_may_be_one_waits_for_somebody(busy: Case) -> None:
    """Who says that two are one, or are two, is asked no more."""
    with Store(busy.database) as store:
        for n, told in enumerate(RETOLD):
            retold = replace(plain_document(told), title=f"Ferry, told {n}")
            store.documents.keep(retold, Capture(f"evidence/retold{n}.txt", retold.digest, 1), [])
        store.origins.compare(processes=0)
    ines, waiting = busy.ines, f"{SOURCES}?show=perhaps"
    page = text(ines.get(waiting))
    assert "1 possible copies" in page
    assert "the same names and figures in other words" in page
    assert "Same story: join them" in page
    form = ines.form(waiting)
    apart = ines.get(waiting).text.partition("Different stories")[0].rpartition('action="')[2].partition('"')[0]
    assert "No pair waits" in text(ines.do(apart, "split", form, note="Another crossing."))
    one, other = (busy.key(f"evidence/retold{n}.txt") for n in range(2))
    assert "No pair waits" in text(ines.do(f"{TABLE}/documents/{one}", "join", {**form, "other": other}))
    assert "Ferry, told 1" in text(ines.get(f"{SOURCES}?show=once"))


def test_what_kind_of_source_it_is_is_for_people_to_say(busy: Case, claimcheck: Run) -> None:
    """A guess with its reason, until a checker knows better; then so everywhere, and for good."""
    cleo, page = Editor(busy.ines.desk, "Cleo"), busy.page(HERALD)
    assert re.search(r"kind original report a guess: \w+", text(cleo.get(page)))
    assert "choose first what kind" in refusal(cleo.do(page, "kind", kind="rumour"))
    done = text(cleo.do(page, "kind", kind="opinion", note="A column."))
    assert "kind opinion set by Cleo: A column." in done
    assert "A harbour on borrowed time Skerry Herald , 2025-09, opinion altered" in text(
        cleo.get(busy.claim("channel"))
    )
    listed = text(cleo.get(SOURCES))
    assert "skerry-herald-2025-09.md opinion 2025-09" in listed
    assert "republication (guess)" in listed
    assert claimcheck("-w", busy.workspace, "verify").exit_code == 0
    assert "opinion set by Cleo" in text(cleo.get(page))


@pytest.mark.parametrize("do", ["split", "join", "kind", ""])
def test_viewers_do_not_decide_about_sources(quiet: Case, do: str) -> None:
    """No button is shown to them, and what they send all the same is refused."""
    vera = Editor(quiet.ines.desk, "Vera")
    for address in (f"{SOURCES}?show=once", f"{SOURCES}?show=perhaps", quiet.page(WIRE)):
        assert 'name="do"' not in vera.get(address).text
    form, vera.cookies = quiet.ines.form(quiet.page(WIRE)), quiet.ines.cookies
    answer = vera.do(quiet.page(WIRE), do, form, kind="opinion", named=POST)
    assert "ask a checker" in refusal(answer)
    assert "5 3 origins" in quiet.line("channel")


def picture(page: str) -> str:
    """The picture of the trail, as drawn."""
    return html.unescape(page.partition('<svg class="provenance-picture"')[2].partition("</svg>")[0])


def boxes(page: str) -> list[str]:
    """What stands in each box of it, from top to bottom."""
    drawn = re.findall(r"<g class=.*?</g>", picture(page), re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", re.sub("<title>.*?</title>", "", box)).split()) for box in drawn]


def test_one_origin_behind_several_documents_can_be_seen(quiet: Case) -> None:
    """Those that carry the wire's story say so, with an arrow to it."""
    page = quiet.ines.get(quiet.claim("channel")).text
    drawn = boxes(page)
    assert drawn[0].startswith("2025-09-01 06:30 Northcoast Wire wording 1")
    assert [box.split(" wording")[0] for box in drawn if "carries Northcoast Wire" in box] == [
        "2025-09-01 Fulmar Post carries Northcoast Wire",
        "2025-09-02 Islands Today carries Northcoast Wire",
    ]
    assert picture(page).count('class="provenance-arrow"') == 4


def test_a_wording_that_drifted_can_be_seen(quiet: Case) -> None:
    """Three wordings, each by its number and in its words."""
    drawn = " ".join(boxes(quiet.ines.get(quiet.claim("channel")).text))
    for wording in (
        "wording 1: “The channel loses about ten centimetres of depth every winter, and nobody is dredging it”",
        "wording 2: “The channel loses ten centimetres of depth every winter”",
        "wording 3: “The channel is losing twenty centimetres of depth every year”",
    ):
        assert wording in drawn
    assert "wording 4" not in drawn


def test_a_circle_can_be_seen(quiet: Case) -> None:
    """Two that cite each other, marked in words, in the table too."""
    page = quiet.ines.get(quiet.claim("Kittiwake")).text
    assert sum("circular reporting" in box for box in boxes(page)) == 2
    assert picture(page).count('class="provenance-arrow provenance-circle"') == 2
    told = "Saltmarsh Gazette and Harbour Messenger cite each other, and neither names another source"
    assert f'<li class="doubt">{told}' in page
    assert told in quiet.line("Kittiwake")


def test_a_dead_end_can_be_seen(quiet: Case) -> None:
    """A report of reports, and whom to ask."""
    page = quiet.ines.get(quiet.claim("east quay"))
    assert [box for box in boxes(page.text) if "dead end" in box] == [boxes(page.text)[0]]
    told = "Quayside Notebook says only “reports say”, without a name or a link: it cannot be traced further"
    assert f'<li class="doubt">{told}' in page.text
    assert told in quiet.line("east quay")
    assert "ask Quayside Notebook" in text(page)
