"""A source that was retracted, doubted or corrected says so beside every claim that rests on it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.audit import audit
from claimcheck.errors import DamagedError
from claimcheck.models import Block, NoticeKind
from claimcheck.reader import read
from claimcheck.reader.notices import doi_of, notices_in
from claimcheck.reader.retractions import read_retractions
from claimcheck.text import document
from claimcheck.workspace import Workspace
from conftest import Run

SAYS: dict[str, tuple[NoticeKind, str | None]] = {
    "This article was corrected on 3 May 2025 to say that the bridge cost 15 million.": (
        NoticeKind.CORRECTED,
        "2025-05-03",
    ),
    "Correction (3 May 2025): The bridge cost 15 million.": (NoticeKind.CORRECTED, "2025-05-03"),
    "Correction, May 3, 2025: The bridge cost 15 million.": (NoticeKind.CORRECTED, "2025-05-03"),
    "On May 3, 2025, this story was corrected to fix the number.": (NoticeKind.CORRECTED, "2025-05-03"),
    "CORRECTION: An earlier version of this article misstated the cost.": (NoticeKind.CORRECTED, None),
    "Editor’s note: Correction: The cost was wrong.": (NoticeKind.CORRECTED, None),
    "This story has been corrected to show that the mayor is 54.": (NoticeKind.CORRECTED, None),
    "An earlier version of this article incorrectly stated the age of the mayor.": (NoticeKind.CORRECTED, None),
    "The original version of this report said the mayor was 45; he is in fact 54.": (NoticeKind.CORRECTED, None),
    "(Corrects paragraph 3 to say million, not billion)": (NoticeKind.CORRECTED, None),
    "Cet article a été corrigé le 3 mai 2025.": (NoticeKind.CORRECTED, None),
    "Dieser Artikel wurde nachträglich korrigiert.": (NoticeKind.CORRECTED, None),
    "RETRACTED ARTICLE: Masks and oxygen": (NoticeKind.RETRACTED, None),
    "This paper has been withdrawn by the authors.": (NoticeKind.RETRACTED, None),
    "Expression of concern: Masks and oxygen": (NoticeKind.CONCERN, None),
}


@pytest.mark.parametrize("words", SAYS)
def test_a_source_says_so_of_itself(words: str) -> None:
    """In the languages and wordings of corrections policies, with the day where it is stated, and where it stands."""
    text = f"The bridge was opened on 4 March 2019.\n\n{words}\n\nIt is 300 metres long."
    (notice,) = notices_in(document(text))
    assert (notice.kind, notice.noticed) == SAYS[words]
    assert notice.span is not None
    assert notice.span.of(text) == notice.words == words


@pytest.mark.parametrize(
    "words",
    [
        "The minister corrected the figure on Monday.",
        "Nature retracted the paper on 3 May 2025.",
        "“This article was corrected,” the editor said.",
        "This report was not corrected.",
        "An earlier version of this article appeared in The Courier.",
        "Correction fluid sales rose.",
        "The market is in a correction: prices fell by 10 percent.",
        "This page was updated on 3 May 2025.",
        "The study was retracted: a scandal.",
        "Amendment 4: The word is struck.",
        "Removed: three chairs.",
    ],
)
def test_what_is_said_of_something_else_is_no_notice(words: str) -> None:
    """Of another article, of prices, of an edition, or in a quotation."""
    assert notices_in(document(f"The bridge was opened in 2019.\n\n{words}")) == []


def test_a_list_of_corrections_is_not_corrected_itself() -> None:
    """Its page is about other articles."""
    made = document("Correction: The bridge cost 15 million.")
    assert notices_in(replace(made, title="Corrections and clarifications")) == []


PROSE = (
    "<p>The bridge at Arlen was opened in March, and the council paid for it out of its own budget that year.</p>" * 6
)


@pytest.mark.parametrize(
    ("head", "foot", "kind", "noticed"),
    [
        (
            '{"@type": "NewsArticle", "headline": "A bridge", "correction": {"@type": "CorrectionComment",'
            ' "text": "The cost was wrong.", "datePublished": "2025-05-03T10:00:00Z"}}',
            "",
            NoticeKind.CORRECTED,
            "2025-05-03",
        ),
        (
            '{"@type": "NewsArticle", "headline": "A bridge", "correction": ["The cost was wrong."]}',
            "",
            NoticeKind.CORRECTED,
            None,
        ),
        (
            '{"@type": "ScholarlyArticle", "headline": "A bridge", "creativeWorkStatus": "Retracted"}',
            "",
            NoticeKind.RETRACTED,
            None,
        ),
        ("{}", '<div itemprop="correction">The cost was wrong.</div>', NoticeKind.CORRECTED, None),
        (
            "{}",
            "<footer><small>This article was corrected on 3 May 2025.</small></footer>",
            NoticeKind.CORRECTED,
            "2025-05-03",
        ),
    ],
    ids=["correction comment", "correction in words", "status", "microdata", "at the foot"],
)
def test_a_page_states_it_in_its_markup_or_at_its_foot(
    head: str, foot: str, kind: NoticeKind, noticed: str | None
) -> None:
    """It is kept as a piece apart from the article's text."""
    page = (
        f'<html><head><title>A bridge</title><script type="application/ld+json">{head}</script></head>'
        f"<body><article><h1>A bridge</h1>{PROSE}</article>{foot}</body></html>"
    )
    made = read(page.encode())
    (notice,) = notices_in(made)
    assert (notice.kind, notice.noticed) == (kind, noticed)
    assert notice.span is not None
    assert notice.span.of(made.text) == notice.words


HEAD = (
    "Record ID,Title,Journal,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,RetractionNature,Reason\n"
)
ROWS = (
    '1,"Masks, and oxygen in the blood of nurses",J,5/3/2025 0:00,10.1000/r1,1/1/2020 0:00,10.1000/MASKS,Retraction,'
    '"+Error in Data;+Unreliable Results;"\n'
    "2,Bridges and their costs in four small towns,J,6/1/2024 0:00,10.1000/r2,1/1/2020 0:00,10.1000/bridges,"
    "Expression of concern,\n"
    "3,Ferries,J,6/1/2023 0:00,10.1000/r3,1/1/2020 0:00,10.1000/ferries,Retraction,\n"
    "4,Ferries,J,6/1/2024 0:00,10.1000/r4,1/1/2020 0:00,10.1000/ferries,Reinstatement,\n"
    "5,Boats,J,6/1/2024 0:00,10.1000/r5,1/1/2020 0:00,unavailable,Correction,\n"
)
TABLE = (HEAD + ROWS).encode()


@pytest.mark.parametrize(
    ("doi", "title", "found"),
    [
        ("10.1000/masks", None, [(NoticeKind.RETRACTED, "2025-05-03")]),
        ("10.1000/bridges", None, [(NoticeKind.CONCERN, "2024-06-01")]),
        ("10.1000/ferries", None, []),
        ("10.1000/other", "Masks, and oxygen in the blood of nurses", []),
        (None, "Masks and Oxygen in the Blood of Nurses.", [(NoticeKind.RETRACTED, "2025-05-03")]),
        (None, "Boats", []),
        (None, None, []),
    ],
    ids=["retracted", "doubted", "reinstated", "another with that title", "by its title", "a short title", "nothing"],
)
def test_a_table_tells_what_became_of_a_work(
    doi: str | None, title: str | None, found: list[tuple[NoticeKind, str]]
) -> None:
    """By its DOI, else by a title that no other work has; the table writes months first."""
    table = read_retractions(TABLE, "retractions/table.csv")
    assert [(notice.kind, notice.noticed) for notice in table.of(doi, title)] == found


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"%PDF-1.7\x00\xff\xfe"], ids=["empty", "other", "binary"])
def test_another_table_is_refused(content: bytes) -> None:
    """In one line."""
    with pytest.raises(DamagedError, match="not Crossref's table of retractions"):
        read_retractions(content, "retractions/table.csv")


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1000/Masks", "10.1000/masks"),
        ("https://journal.example/doi/full/10.1000/masks?from=x#top", "10.1000/masks"),
        ("https://journal.example/doi/10.1000/masks/full", "10.1000/masks"),
        ("https://journal.example/10.1000/masks.pdf", "10.1000/masks"),
        ("https://news.example/2025/masks", None),
    ],
)
def test_an_address_tells_the_doi(url: str, doi: str | None) -> None:
    """Without what the publisher puts behind it."""
    assert doi_of(replace(document("A text."), url=url)) == doi


def test_only_a_works_own_doi_counts() -> None:
    """On the first page of a file, where it is called one; not in the list of what is cited."""
    made = document("Masks\n\nhttps://doi.org/10.1000/masks.\n\nReferences\n\ndoi: 10.1000/ferries")
    assert doi_of(made) is None
    pages = (1, 1, 2, 2)
    paged = replace(
        made, blocks=tuple(Block(each.kind, each.span, page) for each, page in zip(made.blocks, pages, strict=True))
    )
    assert doi_of(paged) == "10.1000/masks"
    page = (
        '<html><head><title>Masks</title><meta name="citation_doi" content="10.1000/masks"></head>'
        f"<body><article><h1>Masks</h1>{PROSE}<p>See doi.org/10.1000/ferries.</p></article></body></html>"
    )
    assert doi_of(read(page.encode())) == "10.1000/masks"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, claimcheck: Run) -> Path:
    """A claim that rests on a retracted paper, and one on a corrected report."""
    folder = tmp_path_factory.mktemp("notices")
    for name in ("claims", "evidence", "retractions"):
        (folder / name).mkdir()
    (folder / "claims" / "port.txt").write_text(
        "Masks lowered the oxygen of 40 nurses in Arlen.\n\nThe bridge at Arlen cost 15 million euros.\n", "utf8"
    )
    page = (
        '<html><head><title>Masks and oxygen</title><meta name="citation_doi" content="10.1000/masks"></head>'
        "<body><article><h1>Masks and oxygen</h1><p>Masks lowered the oxygen of 40 nurses in Arlen.</p>"
        f"{PROSE}</article>"
    )
    (folder / "evidence" / "masks.html").write_text(page, "utf8")
    (folder / "evidence" / "bridge.txt").write_text(
        "The bridge at Arlen cost 15 million euros.\n\nThis article was corrected on 3 May 2025.\n", "utf8"
    )
    (folder / "retractions" / "retraction_watch.csv").write_bytes(TABLE)
    (folder / "retractions" / "notes.csv").write_text("a,b\n", "utf8")
    done = claimcheck("-w", folder, "verify")
    assert done.exit_code == 0, done.stderr
    assert "retractions/notes.csv: not Crossref's table of retractions" in done.stderr
    return folder


MASKS = "source retracted on 3 May 2025: Masks and oxygen"
BRIDGE = "source corrected on 3 May 2025: evidence/bridge.txt"


def test_the_table_and_show_say_so(workspace: Path, claimcheck: Run) -> None:
    """Beside each claim with the source, and beside its evidence with the words of the notice."""
    table = claimcheck("-w", workspace, "status").stdout
    assert table.count(MASKS) == table.count(BRIDGE) == 1
    shown = " ".join(claimcheck("-w", workspace, "show", "1").stdout.split())
    assert "source retracted on 3 May 2025 (retractions/retraction_watch.csv): Masks, and oxygen in the blood" in shown
    assert "Error in Data; Unreliable Results" in shown
    lines = [json.loads(line) for line in claimcheck("-w", workspace, "status", "--json").stdout.splitlines()]
    (bridge,) = (piece for piece in lines[1]["evidence"] if piece["document"]["place"] == "evidence/bridge.txt")
    (notice,) = bridge["notices"]
    assert (notice["kind"], notice["noticed"], notice["table"]) == ("corrected", "2025-05-03", None)


def test_what_is_handed_on_says_so(workspace: Path, claimcheck: Run) -> None:
    """The report, the footnotes and the whole case."""
    assert "Source retracted on 3 May 2025" in claimcheck("-w", workspace, "export", "html").stdout
    notes = claimcheck("-w", workspace, "export", "markdown", "port").stdout
    assert "; retracted on 3 May 2025)" in notes
    assert '"source_notices"' in claimcheck("-w", workspace, "export", "json").stdout
    assert audit(Workspace(workspace)).problems == ()


def test_the_desk_says_so(workspace: Path) -> None:
    """In the table, and beside the evidence on the claim's page."""
    from claimcheck.store.reading.claim import dossier
    from claimcheck.store.reading.reader import Reader

    reader = Reader(workspace / "claimcheck.db")
    pages = [page for line in reader.lines() if (page := reader.read(dossier, line.id))]
    reader.close()
    assert {MASKS, BRIDGE} <= {flag.words for page in pages for flag in page.flags}
    assert [notice.kind for piece in pages[0].pieces for notice in piece.notices] == [NoticeKind.RETRACTED]


def test_a_notice_goes_with_its_table(workspace: Path, claimcheck: Run) -> None:
    """Once the table no longer says so, nor does the claim; another run changes nothing."""
    table = workspace / "retractions" / "retraction_watch.csv"
    table.write_bytes(re.sub(rb"\n1,.*\n", b"\n", TABLE))
    claimcheck("-w", workspace, "verify")
    assert MASKS not in claimcheck("-w", workspace, "status").stdout
    assert BRIDGE in claimcheck("-w", workspace, "status").stdout
