"""Subtitles, transcripts, OpenDocument, rich text, mails and pictures: read, each with its moment or place."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from claimcheck.errors import DamagedError, EmptyError, NoTextError, ReadError
from claimcheck.models import PROSE, Document
from claimcheck.reader import read
from webservers import Site, answer, page, serving

FILES = Path(__file__).parent / "files"
ODT = FILES / "harbour.odt"
"""Written by LibreOffice 7.4 from a page with a struck-out sum, two raised numbers, a list, a table and a link."""


def spoken(document: Document) -> list[tuple[str, int | None, int | None]]:
    """The paragraphs with when they begin and end, in seconds."""
    found = []
    for block in document.blocks:
        region = document.region(block.span)
        times = (None, None) if region is None else (region.from_ms, region.until_ms)
        if block.kind in PROSE:
            found.append((block.span.of(document.text), *(ms if ms is None else ms // 1000 for ms in times)))
    return found


VTT = """WEBVTT

NOTE made by hand

1
00:00:01.000 --> 00:00:04.000 align:start
<v Mary Jones>The council voted to close

2
00:00:04.000 --> 00:00:06.500
<v Mary Jones>the <i>old</i> bridge for a year.

00:00:07.000 --> 00:00:08.000
[applause]

01:00:12.000 --> 01:00:14.000
<v John Roe>Some 4,500 homes lost power &amp; heat.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
The council voted to close

2
00:00:04,000 --> 00:00:06,500
{\\an8}the old bridge for a year.
- Really?

3
00:12:31,000 --> 00:12:33,000
- Yes, and some 4,500 homes lost power.
"""
ROLLING = """WEBVTT
Kind: captions

00:00:01.000 --> 00:00:03.000
the council voted

00:00:03.000 --> 00:00:05.000
the council voted
to close<00:00:03.500><c> the old bridge.</c>

00:00:05.000 --> 00:00:07.000
to close the old bridge.
Nobody was hurt.
"""
SPOKEN = {
    "WebVTT": (
        VTT,
        [("Mary Jones: The council voted to close the old bridge for a year.", 1, 6),
         ("John Roe: Some 4,500 homes lost power & heat.", 3612, 3614)],
    ),
    "SubRip": (
        SRT,
        [("The council voted to close the old bridge for a year.", 1, 6), ("Really?", 4, 6),
         ("Yes, and some 4,500 homes lost power.", 751, 753)],
    ),
    "lines that roll": (ROLLING, [("the council voted to close the old bridge. Nobody was hurt.", 1, 7)]),
    "times in brackets": (
        "[00:12:31] SPEAKER 1: The bridge is closed.\n[00:12:40] SPEAKER 2: It is not.\nIt is cold.\n"
        "[00:13:05] SPEAKER 1: Nobody was hurt.\n",
        [("SPEAKER 1: The bridge is closed.", 751, 760), ("SPEAKER 2: It is not. It is cold.", 760, 785),
         ("SPEAKER 1: Nobody was hurt.", 785, None)],
    ),
    "times behind names": (
        "Mary Doe (00:01:05):\nThe bridge is shut.\n\nJohn Roe (00:01:15):\nIt is not.\n\nMary Doe (00:02:00):\nGood.",
        [("Mary Doe: The bridge is shut.", 65, 75), ("John Roe: It is not.", 75, 120), ("Mary Doe: Good.", 120, None)],
    ),
    "times on lines of their own": (
        "0:05\nThe bridge is shut.\n0:15\nIt is not.\n1:20\nNobody was hurt.\n",
        [("The bridge is shut.", 5, 15), ("It is not.", 15, 80), ("Nobody was hurt.", 80, None)],
    ),
    "times with a dash": (
        "12:31 - MARY: The bridge is shut.\n12:40 - ANN: It is not.\n13:05 - MARY: Nobody was hurt.\n",
        [("MARY: The bridge is shut.", 751, 760), ("ANN: It is not.", 760, 785), ("MARY: Nobody was hurt.", 785, None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", ""])
@pytest.mark.parametrize(("text", "expected"), SPOKEN.values(), ids=SPOKEN)
def test_what_is_spoken_is_tied_to_its_moment(
    text: str, expected: list[tuple[str, int | None, int | None]], name: str
) -> None:
    assert spoken(read(text.encode(), name=name)) == expected


def test_a_word_within_a_cue_has_the_time_of_the_cue() -> None:
    document = read(VTT.encode(), name="a.vtt")
    at = document.text.index("the old bridge")
    region = next(block for block in document.blocks if block.span.start <= at < block.span.end).regions[1]
    assert document.text[region.start : region.end] == "the old bridge for a year."
    assert (region.from_ms, region.label) == (4000, "at 00:00:04")


@pytest.mark.parametrize(
    "text",
    [
        "The town met at 10:30.\n12:15 is when it voted.\nThe bridge is closed for a year.\n",
        "Trains leave at:\n12:40\n10:15\n09:30\n",
        "1:30 The odds were long.\nNobody thought that he would win, and few came to see it.\nIn the end he did.\n",
    ],
)
def test_times_of_day_make_no_transcript(text: str) -> None:
    assert not any(block.regions for block in read(text.encode(), name="a.txt").blocks)


def test_subtitles_without_words() -> None:
    with pytest.raises(EmptyError, match=r"^a.vtt: subtitles without words; "):
        read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", name="a.vtt")


CUE = st.lists(
    st.sampled_from(["\n", "\n\n", "00:00:01.000 --> 00:00:02.000\n", "[00:12:31] A: ", "words ", "- ", "<v Ann>", "♪",
                     "[00:13:00] ", "2:15\n", "A. ", "&amp;", "é¹ ", "[x]"]), max_size=30,
)  # fmt: skip


@given(CUE.map("".join), st.sampled_from(["", "WEBVTT\n\n"]))
def test_whatever_is_in_it_regions_lie_in_order_in_their_blocks(text: str, start: str) -> None:
    try:
        document = read((start + text).encode(), name="a.vtt" if start else "a.txt")
    except ReadError:
        return
    for block in document.blocks:
        at = block.span.start
        for region in block.regions:
            assert at <= region.start < region.end <= block.span.end
            at = region.end


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def test_an_odt_of_libreoffice() -> None:
    document = read(ODT)
    assert shown(document) == [
        ("heading", "The bridge at Skerry"),
        ("paragraph", "The council of Skerry voted by nine to four to close the bridge over the Lind for a year, Mayor"
         " Ida Quill said on Monday."),
        ("paragraph", "The work costs 5 million crowns, and some 4,500 [1] homes lost power. The cells number 10⁷."),
        ("heading", "What comes next"),
        ("item", "The northern lane closes in May."),
        ("item", "The southern lane closes in June."),
        ("item", "2024 | 120 ships"),
        ("item", "2025 | 135 ships"),
    ]  # fmt: skip
    assert document.title == "Harbour notes"
    assert [(link.url, link.text) for link in document.links] == [("https://port.example/quill", "Ida Quill")]


@pytest.mark.parametrize("cut", [200, 5_000, 16_000])
def test_an_odt_that_was_cut_off(cut: int) -> None:
    with pytest.raises(DamagedError, match=r"^a.odt: a damaged OpenDocument file .*; "):
        read(ODT.read_bytes()[:cut], name="a.odt")


def test_rich_text() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252{\info{\title Harbour notes}{\author Jane Doe}}\f0\fs24 The caf\'e9 closes.\par"
        rb" It cost {\strike 4 million }5 million crowns, 4,500{\super 1} homes and {\v secret }10{\super 7} cells.}"
    )
    document = read(source, name="a.doc")
    assert document.text == "The café closes.\n\nIt cost 5 million crowns, 4,500 [1] homes and 10⁷ cells."
    assert (document.title, document.author) == ("Harbour notes", "Jane Doe")


MAIL = """From: Jane Doe <jane@port.example>
To: desk@gazette.example
Subject: =?utf-8?q?Bridge_closed_=E2=80=93_statement?=
Date: Thu, 12 Jun 2025 10:30:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/{kind}; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

{body}
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
"""


@pytest.mark.parametrize("name", ["a.eml", ""])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("plain", "The bridge at the caf=E9 is closed.\n\nSome 4,500 homes lost power."),
        ("html", "<p>The bridge at the caf=E9 is closed.</p><p>Some <s>400</s> 4,500 homes lost power.</p>"),
    ],
)
def test_a_mail(kind: str, body: str, name: str) -> None:
    document = read(MAIL.format(kind=kind, body=body).encode(), name=name)
    assert shown(document) == [
        ("paragraph", "The bridge at the café is closed."),
        ("paragraph", "Some 4,500 homes lost power."),
        ("boilerplate", "Attached, and not read: plan.pdf"),
    ]
    assert document.title == "Bridge closed – statement"
    assert (document.author, document.published, document.kind) == ("Jane Doe", "2025-06-12T08:30:00Z", "mail")


LINES = (
    "The council of Skerry voted by nine to four to",
    "close the bridge over the Lind for a year.",
    "Some 4,500 homes lost power on 3 May 2024.",
)


def picture(*lines: str, turned: float = 0) -> Image.Image:
    """A photograph of a notice: grey on yellowish paper, a little askew."""
    paper = (246, 242, 230)
    made = Image.new("RGB", (800, 60 + 45 * len(lines)), paper)
    draw = ImageDraw.Draw(made)
    for at, line in enumerate(lines):
        draw.text((40, 30 + 45 * at), line, fill=(40, 40, 48), font=ImageFont.load_default(size=28))
    return made.rotate(turned, Image.Resampling.BICUBIC, fillcolor=paper)


def saved(made: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    made.save(out, kind, **({"quality": 70} if kind == "JPEG" else {}))
    return out.getvalue()


def scan() -> bytes:
    """A PDF whose one page is a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 200))
    made = picture(*LINES)
    canvas.drawImage(ImageReader(made), 20, 40, 360, 360 * made.height / made.width)
    canvas.save()
    return out.getvalue()


def test_a_picture_keeps_the_place_and_the_confidence_of_each_line() -> None:
    document = read(saved(picture(*LINES, turned=0.7), "JPEG"), name="notice.png")
    assert " ".join(document.text.split()) == " ".join(LINES)
    regions = [region for block in document.blocks for region in block.regions]
    assert [document.text[region.start : region.end] for region in regions] == list(LINES)
    for region, top in zip(regions, (30, 75, 120), strict=True):
        assert region.box is not None
        assert region.box[0] == pytest.approx(40, abs=12)
        assert region.box[1] == pytest.approx(top, abs=14)
        assert region.confidence_pct is not None
        assert 80 < region.confidence_pct <= 100
    whole = document.region(document.blocks[0].span)
    assert whole is not None
    assert "% confidence" in whole.label


def test_a_screenshot_of_the_desk() -> None:
    """A real picture: a piece of one in the documentation."""
    with Image.open(Path(__file__).parent.parent / "docs" / "desk-table.png") as shot:
        piece = shot.convert("RGB").crop((0, 0, min(shot.width, 640), 200))
    document = read(saved(piece, "PNG"))
    assert "claim" in document.text.lower()


def test_a_scanned_pdf_is_read_with_page_and_place() -> None:
    document = read(scan())
    assert " ".join(document.text.split()) == " ".join(LINES)
    assert {block.page for block in document.blocks} == {1}
    box = document.blocks[0].regions[0].box
    assert box is not None
    assert box[0] == pytest.approx(38, abs=8)


def test_pictures_that_are_refused() -> None:
    blank = saved(Image.new("RGB", (200, 100), "white"), "PNG")
    with pytest.raises(NoTextError, match="no words are recognised; "):
        read(blank)
    with pytest.raises(DamagedError, match="damaged picture; "):
        read(blank[:60])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, claimcheck: Callable[..., Result]) -> tuple[Path, dict[str, dict]]:
    """A workspace with an article in each of these formats, verified: each with what was printed for it."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "claims").mkdir()
    (folder / "evidence").mkdir()
    (folder / "claims/notice.png").write_bytes(saved(picture(*LINES), "PNG"))
    (folder / "claims/notes.odt").write_bytes(ODT.read_bytes())
    (folder / "claims/scan.pdf").write_bytes(scan())
    (folder / "claims/talk.vtt").write_text(VTT)
    (folder / "evidence/report.txt").write_text(
        "The council of Skerry voted by nine to four to close the bridge over the Lind for a year.\n\n"
        "Some 4,500 homes lost power on 3 May 2024."
    )
    (folder / "evidence/later.srt").write_text(SRT)
    done = claimcheck("-w", folder, "verify", "--json", "--meaning", "off")
    assert done.exit_code == 0, done.stderr
    printed = [json.loads(line) for line in done.stdout.splitlines()]
    return folder, dict(zip(("notes.odt", "notice.png", "scan.pdf", "talk.vtt"), printed, strict=True))


@pytest.mark.parametrize("name", ["notes.odt", "notice.png", "scan.pdf", "talk.vtt"])
def test_verify_takes_it(desk: tuple[Path, dict[str, dict]], name: str) -> None:
    claims = desk[1][name]["claims"]
    assert any("4,500" in claim["text"] for claim in claims)
    assert any(claim["evidence"] for claim in claims)


def test_claims_are_tied_to_their_moment_and_their_place(
    desk: tuple[Path, dict[str, dict]], claimcheck: Callable[..., Result]
) -> None:
    folder, printed = desk
    power = next(claim for claim in printed["talk.vtt"]["claims"] if "4,500" in claim["text"])
    assert power["region"] == {"from_ms": 3612000, "until_ms": 3614000, "box": None, "confidence_pct": None}
    assert power["speaker"]["name"] == "John Roe"
    seen = next(claim for claim in printed["notice.png"]["claims"] if "4,500" in claim["text"])["region"]
    assert seen["box"][1] > 100
    assert seen["confidence_pct"] > 80
    assert "region" not in printed["notes.odt"]["claims"][0]
    text = claimcheck("-w", folder, "show", power["id"]).stdout
    assert "at 01:00:12" in text
    kept = json.loads(claimcheck("-w", folder, "show", power["id"], "--json").stdout)
    assert kept["region"] == power["region"]
    assert any(each and each["from_ms"] == 751000 for each in kept["evidence_regions"])


def test_an_article_given_as_an_address(tmp_path: Path, claimcheck: Callable[..., Result]) -> None:
    """It is fetched, archived, kept under claims/ and checked against the evidence, of which it is no part."""
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/report.txt").write_text("The harbour of Sund took in 120 ships in 2024, the port said.")
    body = "<h1>Ships</h1><article><p>The harbour of Sund took in 150 ships in 2024. The quay was built in 1932.</p>"
    site = Site({"/news/ships.html": answer(body=page(f"{body}</article>"))})
    with serving(site):
        arguments = ("-w", tmp_path, "verify", "--allow-loopback", "--meaning", "off", "--json")
        done = claimcheck(*arguments, f"{site.url}/news/ships.html")
        gone = claimcheck(*arguments, f"{site.url}/news/none.html")
    assert done.exit_code == 0, done.stderr
    (kept,) = (tmp_path / "claims").iterdir()
    assert kept.name.endswith("-news-ships.html")
    assert list((tmp_path / "evidence/archive").iterdir())
    claims = json.loads(done.stdout)["claims"]
    assert claims[0]["so"]["finding"] == "contradicted"
    assert {piece["document"]["place"] for claim in claims for piece in claim["evidence"]} == {"evidence/report.txt"}
    assert gone.exit_code == 1
    assert "dead" in gone.stderr
