"""Files and bytes become documents, or say in one line why not."""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import (
    BinaryError,
    DamagedError,
    EmptyError,
    EncryptedError,
    MissingError,
    ReadError,
    TooLargeError,
)
from claimcheck.models import Document
from claimcheck.reader import read

RUSSIAN = "Мэр закрыл мост на целый год. Никто не пострадал, сообщили в порту. Корабли ушли в соседний город."
JAPANESE = "市長は橋を一年間閉鎖した。けが人はいなかったと港の当局が発表した。船は隣の町へ向かった。"
FRENCH = "Le maire a fermé le pont pour un an. « Personne n’a été blessé », a déclaré l’autorité du port, à Bordeaux."
POLISH = "Burmistrz zamknął most na rok. Nikt nie ucierpiał, powiedział zarząd portu. Łodzie odpłynęły gdzie indziej."
GREEK = "Ο δήμαρχος έκλεισε τη γέφυρα για έναν χρόνο. Κανείς δεν τραυματίστηκε, είπε η αρχή του λιμανιού."
CHINESE = "市长把桥关闭了一年。港口当局表示没有人受伤。船只驶往邻近的城市。这是多年来的第一次关闭。"


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def whole(document: Document) -> bool:
    """Blocks cover the text in order, and links stand where they say."""
    end = 0
    for block in document.blocks:
        if block.span.start < end or document.text[end : block.span.start].strip():
            return False
        end = block.span.end
    placed = all(link.span is None or link.span.of(document.text) == link.text for link in document.links)
    return placed and not document.text[end:].strip()


def read_or_refused(data: bytes, name: str) -> tuple[Document | None, str]:
    try:
        return read(data, name=name), ""
    except ReadError as error:
        return None, str(error)


@pytest.mark.parametrize(
    ("words", "charset"),
    [
        pytest.param(words, charset, id=f"{charset}-{name}")
        for name, words, charsets in [
            ("french", FRENCH, "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 cp1252"),
            ("russian", RUSSIAN, "utf-8 utf-16 utf-16-le cp1251 koi8-r"),
            ("japanese", JAPANESE, "utf-8 utf-16 shift-jis euc-jp"),
            ("polish", POLISH, "utf-8 cp1250"),
            ("greek", GREEK, "utf-8 cp1253"),
            ("chinese", CHINESE, "utf-8 gb18030"),
        ]
        for charset in charsets.split()
    ],
)
def test_charset_of_a_file_that_does_not_say(words: str, charset: str) -> None:
    assert read(words.encode(charset), name="a.txt").text == words


@pytest.mark.parametrize(
    ("head", "content_type", "charset"),
    [
        pytest.param("", "text/html; charset=windows-1251", "cp1251", id="the server says"),
        pytest.param('<meta charset="koi8-r">', None, "koi8-r", id="meta says"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', None, "cp1251", id="old meta"
        ),
        pytest.param('<meta charset="utf-8">', "text/html; charset=windows-1251", "cp1251", id="server over meta"),
        pytest.param('<meta charset="utf-8">', None, "cp1251", id="meta lies, the bytes are not utf-8"),
        pytest.param('<meta charset="iso-8859-1">', None, "utf-8", id="meta lies, the bytes are utf-8"),
        pytest.param("", "text/html; charset=iso-8859-1", "utf-8", id="the server lies"),
        pytest.param('<meta charset="zip">', "text/html; charset=rot13", "utf-8", id="no charset at all"),
        pytest.param('<meta charset="utf-16">', None, "utf-8", id="meta in ASCII cannot be utf-16"),
        pytest.param('<meta charset="utf-8">', "text/html", "utf-16", id="mark over everything"),
    ],
)
def test_charset_of_a_page(head: str, content_type: str | None, charset: str) -> None:
    page = f"<html><head>{head}<title>Мост</title></head><body><p>{RUSSIAN}</p><p>{RUSSIAN[::-1]}</p></body></html>"
    assert RUSSIAN in read(page.encode(charset), content_type=content_type).text


def test_a_stray_byte_does_not_spoil_the_rest() -> None:
    """Windows punctuation in a UTF-8 file, and a file cut off inside a letter."""
    assert read(FRENCH.encode() + b" It\x92s over.").text == FRENCH + " It’s over."
    assert read((RUSSIAN + "ж").encode()[:-1]).text.startswith(RUSSIAN)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("The bridge\r\nis closed.", "The bridge\nis closed."),
        ("The bridge\ris closed.", "The bridge\nis closed."),
        ("The bridge\u2028is closed.", "The bridge\nis closed."),
        ("The har\u00adbour is closed.", "The harbour is closed."),
        ("The \ufb01rst e\ufb00ort of the o\ufb03ce.", "The first effort of the office."),
        ("The\u200b bridge\ufeff is\u2060 clo\u200dsed.", "The bridge is closed."),
        ("The bridge\x00 is\x07 closed.", "The bridge is closed."),
        ("The cafe\u0301 is closed.", "The café is closed."),
        ("\u202aThe bridge\u202c is closed.", "The bridge is closed."),
        ("The bridge is closed.   \n\n\n", "The bridge is closed."),
        ("A \U0001f469\u200d\U0001f680 and می\u200cخواهم.", "A \U0001f469\u200d\U0001f680 and می\u200cخواهم."),
    ],
)
def test_text_is_clean(dirty: str, clean: str) -> None:
    assert read(dirty.encode(), name="a.txt").text == clean


def test_trailing_nul_bytes_of_a_crashed_write() -> None:
    assert read(b"The bridge is closed." + bytes(4096)).text == "The bridge is closed."


MARKDOWN = """\
---
title: "The bridge: closed"
publisher: The Gazette
author: [Jane Doe, John Roe]
published: 2025-06
url: https://gazette.example/news/bridge
kind: report
mood: glum
---
# The bridge is closed

3 min read

The *mayor* said in a [long statement](/statement "why") that the bridge, built in
1932, **would** close &mdash; for `a year`.

> "It is over," she said.

- It is old.
- It is [rusty](https://rust.example).

| Year | Ships |
|------|-------|
| 2024 | 120   |

<!-- not for readers -->
Traffic goes through the valley.<br>Nobody was hurt.

![A bridge](bridge.png)
"""


def test_markdown() -> None:
    document = read(MARKDOWN.encode(), name="bridge.md")
    assert kinds(document) == [
        ("heading", "The bridge is closed"),
        ("boilerplate", "3 min read"),
        ("paragraph", "The mayor said in a long statement that the bridge, built in 1932, would close — for a year."),
        ("quote", '"It is over," she said.'),
        ("item", "It is old."),
        ("item", "It is rusty."),
        ("item", "Year | Ships"),
        ("item", "2024 | 120"),
        ("paragraph", "Traffic goes through the valley."),
        ("paragraph", "Nobody was hurt."),
    ]
    assert document.title == "The bridge: closed"
    assert document.publisher == "The Gazette"
    assert document.author == "Jane Doe, John Roe"
    assert document.published == "2025-06"
    assert document.url == "https://gazette.example/news/bridge"
    assert document.kind == "report"
    assert [(link.url, link.text) for link in document.links] == [
        ("https://gazette.example/statement", "long statement"),
        ("https://rust.example", "rusty"),
    ]
    assert whole(document)


def test_markdown_link_over_emphasis_and_lines_is_one() -> None:
    document = read(b"The [long\n*and winding* statement](https://a.example) says so.", name="a.md")
    assert [(link.text, link.url) for link in document.links] == [("long and winding statement", "https://a.example")]
    assert whole(document)


def test_markdown_title_is_its_first_heading() -> None:
    assert read(b"# The bridge\n\nIt is closed.", name="a.md").title == "The bridge"


def test_markdown_with_a_paragraph_a_line() -> None:
    """Text pasted without blank lines keeps its paragraphs and headings apart."""
    pasted = (
        "The council met on Monday and voted to close the bridge for a year.\nWhy It Matters\n"
        "Nobody lives on the other side of the river, and nobody ever did, the mayor of the town said on Monday.\n"
    )
    assert [kind for kind, _ in kinds(read(pasted.encode(), name="a.md"))] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2025-06-12", "2025-06-12"),
        ("2025", "2025"),
        ("12 June 2025", "2025-06-12"),
        ("June 12, 2025", "2025-06-12"),
        ("June 2025", "2025-06"),
        ("2025-06-12 10:30:00 +02:00", "2025-06-12T08:30:00Z"),
        ("2025-06-12T10:30:00Z", "2025-06-12T10:30:00Z"),
        ("", None),
    ],
)
def test_dates_are_as_exact_as_stated(stated: str, published: str | None) -> None:
    assert read(f"---\ntitle: x\npublished: {stated}\n---\nIt is closed.".encode()).published == published


LENIENT = {
    "an unquoted colon": ("title: Mali: Group leaves", {"title": "Mali: Group leaves"}),
    "two colons": (
        "title: Mali: the end: at last\nauthor: A: B",
        {"title": "Mali: the end: at last", "author": "A: B"},
    ),
    "a time in a title": ("title: Closed at 10:30", {"title": "Closed at 10:30"}),
    "no blank after the colon": ("title:Mali\nauthor : Abby Frost", {"title": "Mali", "author": "Abby Frost"}),
    "signs that mean something in YAML": (
        "title: 50%: @home & {away} `now`\nauthor: @abby",
        {"title": "50%: @home & {away} `now`", "author": "@abby"},
    ),
    "a quotation at the start": ('title: "The quay" is shut', {"title": '"The quay" is shut'}),
    "an open quotation mark": ('title: x\nauthor: "open', {"title": "x", "author": "open"}),
    "quoted as in YAML": ("title: \"The \\\"quay\\\"\"\nkind: 'it''s'", {"title": 'The "quay"', "kind": "it's"}),
    "a tab": ("title:\tThe quay\n\tis shut", {"title": "The quay is shut"}),
    "a folded value": ("title: >-\n  The quay\n  is shut", {"title": "The quay is shut"}),
    "a list of names": ("author:\n  - Abby Frost\n  - Ben Roe", {"author": "Abby Frost, Ben Roe"}),
    "a list on one line": ('author: [Abby Frost, "Ben Roe"]', {"author": "Abby Frost, Ben Roe"}),
    "people as objects": (
        "author:\n  - name: Abby Frost\n    email: a@b.example\n  - name: Ben Roe",
        {"author": "Abby Frost, Ben Roe"},
    ),
    "an object": ("author: !!python/object/apply:os.system [ls]", {"author": "ls"}),
    "a date with a comment": ("published: 2025-06-12 # checked", {"published": "2025-06-12"}),
    "keys that mean nothing here": ("layout: post: wide\ntags: [a, b\ntitle: x", {"title": "x"}),
    "capital letters": ("Title: x\nAUTHOR: Abby Frost", {"title": "x", "author": "Abby Frost"}),
    "aliases that multiply": (
        "\n".join([*(f"l{n}: &l{n} [{'*l0, ' * 9}]" for n in range(12)), "title: x"]),
        {"title": "x"},
    ),
}


@pytest.mark.parametrize(("front", "stated"), LENIENT.values(), ids=LENIENT)
def test_front_matter_is_read_line_by_line(front: str, stated: dict[str, str]) -> None:
    """Each line up to its first colon, whatever a YAML parser would say; the text is read whatever the header."""
    document = read(f"---\n{front}\n---\nIt is closed.".encode(), name="a.md")
    fields = ("title", "publisher", "author", "published", "modified", "url", "kind")
    assert {name: value for name in fields if (value := getattr(document, name))} == stated
    assert document.text == "It is closed."


@pytest.mark.parametrize(
    ("front", "ignored"),
    [
        pytest.param("title: x\npublished: last spring", "published: last spring", id="no date"),
        pytest.param("title: x\nmodified: 2025-13-45", "modified: 2025-13-45", id="a date that is none"),
        pytest.param("title: x\nthis is odd\nkind: y", "this is odd", id="no colon"),
        pytest.param("- y\ntitle: x", "- y", id="a list before all keys"),
        pytest.param("<<<<<<< HEAD\ntitle: x", "<<<<<<< HEAD", id="a conflict"),
    ],
)
def test_lines_of_front_matter_that_cannot_be_used_are_kept_and_named(front: str, ignored: str) -> None:
    document = read(f"---\n{front}\n---\nIt is closed.".encode(), name="a.md")
    assert document.title == "x"
    assert kinds(document) == [("boilerplate", ignored), ("paragraph", "It is closed.")]
    assert document.blocks[0].why == "front matter that cannot be used"
    assert whole(document)


@pytest.mark.parametrize("end", ["", "\n"], ids=["text at once", "a blank line"])
def test_front_matter_that_never_ends(end: str) -> None:
    document = read(f"---\ntitle: x\nauthor: Abby Frost\n{end}It is closed.".encode(), name="a.md")
    assert (document.title, document.author, document.text) == ("x", "Abby Frost", "It is closed.")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert "It is closed." in read(b"---\n\nIt is closed.\n\n---\n\nFor a year.", name="a.md").text


def test_content_goes_before_extension() -> None:
    page = b"<!DOCTYPE html><html><body><p>The bridge is closed for a year.</p></body></html>"
    assert read(page, name="page.txt").text == "The bridge is closed for a year."
    assert read(b"a < b and c > d, she wrote.", name="page.html").text == "a < b and c > d, she wrote."


def test_the_same_bytes_make_the_same_document() -> None:
    assert read(MARKDOWN.encode(), name="a.md") == read(MARKDOWN.encode(), name="a.md")
    assert read(b"abc").digest == f"sha256:{hashlib.sha256(b'abc').hexdigest()}"


def test_path_and_string_and_url(tmp_path: Path) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text("The bridge is closed.\n", encoding="utf8")
    assert read(file) == read(str(file))
    assert read(file, url="https://gazette.example/a").url == "https://gazette.example/a"


def test_the_head_of_a_text_says_who_and_when() -> None:
    text = (
        "Town Closes Its Bridge\nBy Jane Doe and John Roe\nPublished: 12 June 2025, 10:30\n"
        "The town closed its bridge on Monday, the mayor said.\nTraffic goes through the valley."
    )
    document = read(text.encode(), name="a.txt")
    assert document.title == "Town Closes Its Bridge"
    assert document.author == "Jane Doe and John Roe"
    assert document.published == "2025-06-12"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://a.example/x?y=1.", "https://a.example/x?y=1"),
        ("(See https://a.example/Bridge_(town).)", "https://a.example/Bridge_(town)"),
        ("“https://a.example/x”", "https://a.example/x"),
        ("See <https://a.example/x> now.", "https://a.example/x"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_addresses_in_running_text_are_links(text: str, url: str, name: str) -> None:
    document = read(text.encode(), name=name)
    assert [link.url for link in document.links] == [url]
    assert whole(document)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        pytest.param(b"", EmptyError, "empty", id="empty"),
        pytest.param(b" \n\t\r\n\xc2\xa0", EmptyError, "nothing but blanks", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", EmptyError, "nothing but blanks", id="only a mark"),
        pytest.param("\u200b\u00ad".encode(), EmptyError, "no text", id="only what cannot be seen"),
        pytest.param(PNG, DamagedError, "damaged picture", id="picture"),
        pytest.param(gzip.compress(b"text"), BinaryError, "gzip archive", id="archive"),
        pytest.param(bytes(range(256)) * 40, BinaryError, "binary data", id="bytes"),
        pytest.param(bytes(2000), EmptyError, "blanks", id="NUL bytes"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), BinaryError, "save it as .docx", id="old Word"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
            EncryptedError, "password", id="encrypted Word",
        ),
        pytest.param(b"{\\rtf1 }", EmptyError, "no text", id="rich text"),
        pytest.param(b"%PDF-1.7\nnot really", DamagedError, "damaged PDF", id="damaged PDF"),
        pytest.param(b"PK\x03\x04not really", DamagedError, "damaged Word", id="damaged Word"),
        pytest.param(b"<html><body></body></html>", EmptyError, "no article text", id="empty page"),
        pytest.param(b"<html><script>load()</script></html>", EmptyError, "no article text", id="page of scripts"),
        pytest.param(b"The bridge is closed." * 100, TooLargeError, "limit", id="too large"),
    ],
)  # fmt: skip
def test_failures_say_in_one_line_what_is_wrong_and_what_to_do(data: bytes, error: type[ReadError], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        read(data, name="article.txt", max_bytes=1000 if error is TooLargeError else 20_000_000)
    message = str(raised.value)
    assert message.startswith("article.txt: ")
    assert "; " in message
    assert "\n" not in message


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no such file"):
        read(tmp_path / "gone.txt")
    with pytest.raises(MissingError, match="a folder"):
        read(tmp_path)
    with pytest.raises(MissingError, match="cannot be opened"):
        read("a\x00b.txt")
    with pytest.raises(MissingError, match="cannot be opened"):
        read("x" * 5000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MissingError, match="a pipe or device"):
        read(tmp_path / "pipe")
    with pytest.raises(MissingError, match="a pipe or device"):
        read("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("x", encoding="utf8")
    file.chmod(0)
    with pytest.raises(MissingError, match="no permission"):
        read(file)


def test_size_is_looked_at_before_reading(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as sparse:
        sparse.truncate(40_000_000_000)
    with pytest.raises(TooLargeError, match=r"40000\.0 MB .* 20\.0 MB is the limit"):
        read(file)


def test_names_in_messages_stay_on_one_line() -> None:
    with pytest.raises(EmptyError, match=r"^a\ufffdb: "):
        read(b"", name="a\nb")


STARTS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html>",
    b"---\ntitle: ",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<!doctype html><p>",
]


@given(
    start=st.sampled_from(STARTS), rest=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.md", "a.html", ""])
)
def test_bytes_of_any_kind_are_read_or_refused(start: bytes, rest: bytes, name: str) -> None:
    document, refusal = read_or_refused(start + rest, name)
    assert "\n" not in refusal
    assert document or "; " in refusal
    assert document is None or whole(document)


@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_text_of_any_kind_is_whole(text: str, name: str) -> None:
    document, _ = read_or_refused(text.encode("utf-8", "replace"), name)
    assert document is None or whole(document)
    assert document is None or read_or_refused(document.text.encode(), "a.txt")[0].text == document.text
