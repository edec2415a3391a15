"""What was received is kept as it was, any reader of web archives can open it, and damage is found."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.archive import Archive, KeptFile, KeptRetrieval, WarcRecord
from claimcheck.errors import MissingError
from claimcheck.export.wacz import surt, write_wacz
from claimcheck.fetch import Exchange, Fetched, Known, Memento
from claimcheck.models import FailureReason
from claimcheck.store import RetrievalRecord

URL = "https://paper.example/news?id=7"
PAGE = b"<html><body><p>The tide gauge stood at four metres.</p></body></html>"
ANSWER = Exchange(
    url=URL,
    sent_utc="2026-03-01T10:00:00.000123Z",
    request_headers=(("Host", "paper.example"), ("User-Agent", "claimcheck/test")),
    address="93.184.216.34",
    protocol="HTTP/1.1",
    status=200,
    phrase="OK",
    headers=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("X-Odd", "caf\xe9 \xff")),
    body=PAGE * 30,
)
LATE = Exchange(URL, "2026-03-01T09:59:00.000000Z", failure=FailureReason.TIMEOUT, trouble="nothing came")
HTTP2 = replace(ANSWER, protocol="HTTP/2", phrase="", headers=(("content-type", "text/html"),), address="2606::1")


class Shelf:
    """An archive with a memory of what it holds, as the store would be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[str, WarcRecord] = {}
        self.open()

    def open(self) -> Archive:
        self.archive = Archive(self.folder, software="claimcheck/test", find=self.held.get)
        return self.archive

    def keep(self, *exchanges: Exchange, **more: object) -> KeptRetrieval:
        kept = self.archive.keep(Fetched(URL, exchanges, **more))
        for record in kept.answers:
            if record and record.type == "response" and record.payload_digest:
                self.held.setdefault(record.payload_digest, record)
        return kept

    def path(self) -> Path:
        (path,) = self.folder.iterdir()
        return path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "archive")
    yield made
    made.archive.close(done=True)


def filled(shelf: Shelf) -> list[KeptRetrieval | KeptFile]:
    """A bit of everything."""
    known = Known(URL, "sha256:00", '"1"', None, URL, ANSWER.sent_utc)
    return [
        shelf.keep(LATE, ANSWER),
        shelf.keep(HTTP2),
        shelf.archive.keep_file("evidence/nöte 1.txt", b"ink"),
        shelf.keep(replace(ANSWER, status=304, phrase="", body=b"", headers=(("ETag", '"1"'),)), known=known),
        shelf.keep(replace(ANSWER, status=404, body=b"gone"), failure=FailureReason.DEAD, note="no such page"),
        shelf.keep(LATE, failure=FailureReason.TIMEOUT, note="nothing came"),
        shelf.keep(replace(ANSWER, body=PAGE), memento=Memento("http://old.example/", URL, "2019-01-01T00:00:00Z")),
        shelf.keep(replace(ANSWER, body=b"x" * 70, truncated="length", failure=FailureReason.TOO_LARGE, trouble="big")),
    ]


def test_what_was_kept_comes_back(shelf: Shelf) -> None:
    """Every request, answer, failure and note, also what is only referred to."""
    kept = filled(shelf)
    shelf.archive.close(done=False)
    assert shelf.open().unfinished() == kept
    assert shelf.archive.verify(each.stretch for each in kept) == []


def test_the_same_payload_is_kept_once(shelf: Shelf) -> None:
    """The second time a revisit record refers to the first, and the body is found through it."""
    first, second = shelf.keep(ANSWER), shelf.keep(HTTP2)
    assert [first.answers[0].type, second.answers[0].type] == ["response", "revisit"]
    assert shelf.archive.exchange(second.answers[0]).body == ANSWER.body


def test_a_header_cannot_smuggle_in_another(shelf: Shelf) -> None:
    """HTTP/2 can carry line ends in values; in the record they would begin a new line."""
    kept = shelf.keep(replace(HTTP2, headers=(("x-odd", "a\r\nset-cookie: b\nc"),)))
    assert shelf.archive.exchange(kept.answers[0]).headers == (("x-odd", "a  set-cookie: b c"),)


def test_a_lost_database_does_not_stop_the_next_run(shelf: Shelf) -> None:
    """What refers to other files, which nobody knows any more, is left where it is."""
    kept = [shelf.keep(ANSWER), shelf.keep(HTTP2)]
    shelf.archive.close(done=False)
    shelf.held.clear()
    assert shelf.open().unfinished() == kept
    shelf.archive.close(done=True)
    shelf.held = {first.payload_digest: first for first in kept[0].answers if first and first.payload_digest}
    shelf.open().keep(Fetched(URL, (ANSWER,)))
    shelf.archive.close(done=False)
    shelf.held.clear()
    assert shelf.open().unfinished() == []


header = st.tuples(
    st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True),
    st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_characters="\x7f\x85\xa0"), max_size=30),
)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(100, 999),
    st.lists(header, max_size=6),
    st.binary(max_size=300),
    st.sampled_from(["HTTP/1.1", "HTTP/1.0", "HTTP/2"]),
)
def test_any_answer_comes_back(tmp_path_factory, status: int, headers, body: bytes, protocol: str) -> None:
    """Bytes, odd headers and all."""
    shelf = Shelf(tmp_path_factory.mktemp("any") / "archive")
    phrase = "" if protocol == "HTTP/2" else "Said"
    exchange = replace(ANSWER, status=status, phrase=phrase, headers=tuple(headers), body=body, protocol=protocol)
    kept = shelf.keep(exchange)
    shelf.archive.close(done=False)
    assert shelf.open().unfinished() == [kept]
    shelf.archive.close(done=True)


def test_warcio_and_fastwarc_open_it(shelf: Shelf) -> None:
    """Digests hold for both, and they find the content."""
    filled(shelf)
    shelf.archive.close(done=True)
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", str(shelf.path())]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("digest pass") >= 15
    from fastwarc.warc import ArchiveIterator as FastIterator
    from warcio.archiveiterator import ArchiveIterator

    with shelf.path().open("rb") as stream:
        contents = [each.content_stream().read() for each in ArchiveIterator(stream) if each.rec_type == "response"]
    assert contents[0] == ANSWER.body
    with shelf.path().open("rb") as stream:
        records = [each.verify_block_digest() for each in FastIterator(stream, parse_http=False)]
    assert len(records) > 15
    assert all(records)


def test_records_say_what_the_standard_wants(shelf: Shelf) -> None:
    """WARC 1.1, with what belongs together tied together."""
    filled(shelf)
    from warcio.archiveiterator import ArchiveIterator

    with shelf.path().open("rb") as stream:
        records = [(each.rec_type, each.rec_headers) for each in ArchiveIterator(stream, no_record_parse=True)]
    assert {headers.protocol for _, headers in records} == {"WARC/1.1"}
    ids = {headers["WARC-Record-ID"] for _, headers in records}
    assert len(ids) == len(records)
    for kind, headers in records:
        assert headers["WARC-Block-Digest"].startswith("sha256:")
        if kind == "request":
            assert headers["WARC-Concurrent-To"] in ids
        if kind == "revisit":
            assert headers["WARC-Refers-To-Target-URI"] == URL
            assert headers["WARC-Refers-To-Date"] == ANSWER.sent_utc
    assert {headers["WARC-Protocol"] for kind, headers in records if kind == "response"} == {"http/1.1"}
    assert [headers["WARC-Truncated"] for kind, headers in records if kind == "response"][-1] == "length"


def test_a_torn_end_is_taken_off_wherever_it_tore(tmp_path: Path) -> None:
    """What was whole stays, what follows is written after it, and the file is whole again."""
    whole = Shelf(tmp_path / "whole")
    kept = filled(whole)
    whole.archive.close(done=False)
    content, name = whole.path().read_bytes(), whole.path().name
    chance = random.Random(7)
    for n, cut in enumerate(sorted(chance.sample(range(len(content)), 40))):
        torn = Shelf(tmp_path / f"torn{n}")
        torn.folder.mkdir()
        (torn.folder / name).write_bytes(content[:cut])
        torn.held = whole.held
        told = torn.open().unfinished()
        assert told == kept[: len(told)]
        assert len(told) == sum(each.stretch.offset + each.stretch.length <= cut for each in kept)
        more = torn.archive.keep(Fetched(URL, (ANSWER,)))
        torn.archive.close(done=True)
        assert torn.archive.verify(each.stretch for each in [*told, more]) == []


def test_any_flipped_byte_is_found(shelf: Shelf) -> None:
    """Also in parts of the packing that no reader looks at."""
    kept = filled(shelf)
    stretches = [each.stretch for each in kept]
    shelf.archive.close(done=True)
    content = shelf.path().read_bytes()
    chance = random.Random(3)
    for at in chance.sample(range(len(content)), 150):
        damaged = bytearray(content)
        damaged[at] ^= 1 << chance.randrange(8)
        shelf.path().write_bytes(damaged)
        problems = shelf.archive.verify(stretches)
        assert problems, at
        assert all(problem.startswith(shelf.path().name) for problem in problems)
    shelf.path().write_bytes(content)
    assert shelf.archive.verify(stretches) == []


@pytest.mark.parametrize("damage", ["cut", "added", "gone", "another"])
def test_other_damage_is_found(shelf: Shelf, damage: str) -> None:
    """Lost, added and exchanged files and ends."""
    stretches = [each.stretch for each in filled(shelf)]
    shelf.archive.close(done=True)
    path, content = shelf.path(), shelf.path().read_bytes()
    if damage == "cut":
        path.write_bytes(content[: stretches[-1].offset])
    elif damage == "added":
        path.write_bytes(content + content[:300])
    elif damage == "gone":
        path.unlink()
    else:
        (shelf.folder / "other.warc.gz").write_bytes(content)
    assert shelf.archive.verify(stretches)


def test_a_run_that_was_cut_off_is_told_as_such(shelf: Shelf) -> None:
    """Its torn end is not damage, and the line says what to do; flipped bytes before it are."""
    kept = filled(shelf)
    stretches = [each.stretch for each in kept]
    shelf.archive.close(done=False)
    whole = shelf.path().read_bytes()
    shelf.path().write_bytes(whole + whole[:200])
    name = shelf.path().name.removesuffix(".open")
    told = f"{name}: 200 bytes of a run that was cut off, or is under way; run `claimcheck gather`"
    assert shelf.archive.verify(stretches) == [told]
    assert shelf.archive.verify() == []
    shelf.path().write_bytes(b"".join((whole[:400], bytes([whole[400] ^ 1]), whole[401:])))
    assert any("not what was written" in problem for problem in shelf.archive.verify(stretches))


def test_nothing_is_made_before_there_is_something_to_keep(tmp_path: Path) -> None:
    """No folder, no file."""
    with Archive(tmp_path / "archive", software="", find={}.get) as archive:
        assert archive.unfinished() == []
    assert not (tmp_path / "archive").exists()


def test_two_runs_at_once_write_to_files_of_their_own(tmp_path: Path) -> None:
    """And neither takes the other's for one that was cut off."""
    one, other = Shelf(tmp_path / "archive"), Shelf(tmp_path / "archive")
    one.keep(ANSWER)
    assert other.archive.unfinished() == []
    other.keep(HTTP2)
    one.archive.close(done=True)
    other.archive.close(done=True)
    assert len(list((tmp_path / "archive").glob("*.warc.gz"))) == 2


def retrieval(**more: object) -> RetrievalRecord:
    values = {"id": "q1", "place": URL, "retrieved_utc": ANSWER.sent_utc, "final_url": URL, "title": "Tides"}
    empty = dict.fromkeys(RetrievalRecord.__dataclass_fields__)
    return RetrievalRecord(**empty | values | more)


def test_the_wacz_follows_its_specification(shelf: Shelf, tmp_path: Path) -> None:
    """Every rule of WACZ 1.1.1 that can be checked from outside; and every index line leads to its record."""
    import gzip
    import hashlib

    filled(shelf)
    shelf.archive.close(done=True)
    target = tmp_path / "evidence.wacz"
    assert write_wacz(target, shelf.folder, [retrieval(), retrieval(failure=FailureReason.DEAD)], "test") == 1
    first = target.read_bytes()
    write_wacz(target, shelf.folder, [retrieval()], "test")
    assert target.read_bytes() == first
    with zipfile.ZipFile(target) as bundle:
        names = bundle.namelist()
        package = json.loads(bundle.read("datapackage.json"))
        digest = json.loads(bundle.read("datapackage-digest.json"))
        assert digest == {"path": "datapackage.json", "hash": sha256(bundle.read("datapackage.json"))}
        assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
        assert {each["path"] for each in package["resources"]} == set(names) - {
            "datapackage.json",
            "datapackage-digest.json",
        }
        for each in package["resources"]:
            content = bundle.read(each["path"])
            assert (each["hash"], each["bytes"]) == (sha256(content), len(content))
            assert each["name"] == each["name"].lower()
        for entry in bundle.infolist():
            if entry.filename.endswith(".gz"):
                assert entry.compress_type == zipfile.ZIP_STORED
        head, *pages = [json.loads(line) for line in bundle.read("pages/pages.jsonl").splitlines()]
        assert head["format"] == "json-pages-1.0"
        assert [(page["url"], page["ts"], page["title"]) for page in pages] == [(URL, "2026-03-01T10:00:00Z", "Tides")]
        lines = gzip.decompress(bundle.read("indexes/index.cdx.gz")).decode().splitlines()
        assert lines == sorted(lines)
        assert bundle.read("indexes/index.idx").startswith(b'!meta 0 {"format": "cdxj-gzip-1.0"')
        warc = bundle.read(f"archive/{shelf.path().name}")
    assert len(lines) == 7
    for line in lines:
        _, stamp, told = line.split(" ", 2)
        entry = json.loads(told)
        member = warc[entry["offset"] : entry["offset"] + entry["length"]]
        assert f"WARC-Target-URI: {entry['url']}".encode() in gzip.decompress(member)
        assert entry["recordDigest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        assert len(stamp) == 14


def sha256(content: bytes) -> str:
    import hashlib

    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_an_empty_archive_makes_no_wacz(tmp_path: Path) -> None:
    """And says what to do first."""
    with pytest.raises(MissingError, match="claimcheck gather"):
        write_wacz(tmp_path / "x.wacz", tmp_path / "archive", [], "test")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Paper.example/News?b=2&a=1", "example,paper)/news?a=1&b=2"),
        ("http://paper.example:8080", "example,paper:8080)/"),
        ("http://paper.example:80/x", "example,paper)/x"),
        ("http://[2001:db8::1]/x", "2001:db8::1)/x"),
        ("file:///evidence/note.txt", "file:///evidence/note.txt"),
    ],
)
def test_addresses_sort_by_host(url: str, key: str) -> None:
    """As the indexes of web archives want it."""
    assert surt(url) == key
