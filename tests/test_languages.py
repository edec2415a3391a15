"""Which language a document is read as, and what is read of one that nobody taught us."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Run
from tests.packages import install

from claimcheck import language, library, reader, text
from claimcheck.language import LanguageOptions
from claimcheck.models import Annotated, Covered, Grain, Span
from claimcheck.store import Store

FRENCH = (
    "Depuis le 4 mars 2024, les 12 500 habitants de Brévanne ne peuvent plus boire l'eau du robinet. "
    "« Nous n'avions jamais vu de tels chiffres », a déclaré Hélène Vasseur."
)
ENGLISH = "The bridge was closed on Monday, and nobody knows when it will be open to the public again."
NORWEGIAN = "Ministeren sa mandag at broen er stengt på grunn av flom."


@pytest.mark.parametrize(
    ("words", "declared", "expected"),
    [
        pytest.param(ENGLISH, None, "en", id="English"),
        pytest.param(FRENCH, None, "fr", id="French"),
        pytest.param("Население Зареченска составляет 48 тысяч человек.", None, "ru", id="Russian"),
        pytest.param("Населення Зарічного становить 48 тисяч осіб, повідомили в раді.", None, "uk", id="Ukrainian"),
        pytest.param("يبلغ عدد سكان المدينة ثمانية وأربعين ألف نسمة.", None, "ar", id="Arabic"),
        pytest.param("Der Bürgermeister sagte am Montag nichts dazu.", None, "de", id="German"),
        pytest.param("Poe said.", None, "en", id="too short to tell"),
        pytest.param("", None, "en", id="empty"),
        pytest.param("12 345 / 67", None, "en", id="no letters"),
        pytest.param("Мост закрыт.", None, "ru", id="short, in Cyrillic"),
        pytest.param(FRENCH, "fr-CA", "fr", id="declared and so"),
        pytest.param(FRENCH, "en", "fr", id="declared by a template, and not so"),
        pytest.param(ENGLISH, "fr", "en", id="English under a French template"),
        pytest.param(NORWEGIAN, "da", "da", id="near relatives: as declared"),
        pytest.param("Poe.", "pt-BR", "pt", id="too short to tell, declared"),
        pytest.param(FRENCH, "not a tag!", "fr", id="declared nonsense"),
    ],
)
def test_the_language_of_a_document(words: str, declared: str | None, expected: str) -> None:
    """A plausible declaration counts, then the text itself; what nothing tells is English."""
    assert language.detect(replace(text.document(words), language=declared)) == expected


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(f'<html lang="fr-FR"><body><article><p>{FRENCH * 3}</p></article></body></html>', "a.html"),
        pytest.param(f"---\ntitle: Eau\nlang: fr-FR\n---\n\n{FRENCH}\n", "a.md"),
    ],
    ids=["html", "front matter"],
)
def test_a_page_declares_its_language(content: str, name: str) -> None:
    """The reader keeps what a page says about its language."""
    assert reader.read(content.encode(), name=name).language == "fr-FR"


def test_a_language_without_a_folder_says_what_is_not_read() -> None:
    """Sentences, figures, dates and quotations of a French text are there; of speakers and claims it says so."""
    document = text.document(FRENCH)
    annotated = library.annotate(document)
    said = "speakers and claims are not read in French"
    assert (annotated.language, annotated.annotator, annotated.unread) == ("fr", "plain", (said,))
    assert [sentence.span.of(FRENCH)[:12] for sentence in annotated.sentences] == ["Depuis le 4 ", "« Nous n'avi"]
    assert [quoted.content[0].of(FRENCH) for quoted in annotated.attributions] == [
        "« Nous n'avions jamais vu de tels chiffres »"
    ]
    assert annotated.attributions[0].speaker is None
    assert annotated.claims == ()
    assert {entry.covered for entry in annotated.coverage} == {Covered.GAP}
    assert {entry.why for entry in annotated.coverage} == {said}


@pytest.mark.parametrize(
    ("words", "code", "values"),
    [
        pytest.param("12 500 habitants", "fr", [("count", 12500)], id="blank between thousands"),
        pytest.param("1.200,50 € und 3,5 Millionen Euro", "de", [("euros", 1200.5), ("count", 3.5e6)], id="German"),
        pytest.param("1,200.50 or 1,200", "en-x", [("count", 1200.5), ("count", 1200)], id="no such locale"),
        pytest.param("12,5 миллиона человек", "ru", [("count", 12.5e6)], id="Russian millions"),
        pytest.param("٣٤ ألف نسمة", "ar", [("count", 34000)], id="Arabic digits"),
        pytest.param("62,5 % en mars, 5% en mai", "fr", [("share", 62.5), ("share", 5)], id="per cent"),
        pytest.param("$40 y 1.234 personas", "es", [("dollars", 40), ("count", 1234)], id="dollars"),
        pytest.param("R$ 1,2 bilhão", "pt", [("dollars", 1.2e9)], id="Portuguese billion"),
    ],
)
def test_numbers_as_languages_write_them(words: str, code: str, values: list[tuple[str, float]]) -> None:
    """Separators, multipliers and signs are those of the language."""
    assert [(one.family, one.low) for one in language.named(code).read(words).quantities] == values


@pytest.mark.parametrize(
    ("words", "code", "day"),
    [
        pytest.param("le 4 mars 2024", "fr", date(2024, 3, 4), id="French"),
        pytest.param("em 3 de maio de 2023,", "pt", date(2023, 5, 3), id="Portuguese"),
        pytest.param("3 мая 2024 года", "ru", date(2024, 5, 3), id="Russian"),
        pytest.param("Am 3. Mai 2024", "de", date(2024, 5, 3), id="German"),
        pytest.param("04/03/2024", "pt", date(2024, 3, 4), id="day first"),
        pytest.param("2024-03-04", "fi", date(2024, 3, 4), id="ISO"),
        pytest.param("2024年3月4日、", "ja", date(2024, 3, 4), id="Japanese"),
        pytest.param("le 1er mai.", "fr", date(2022, 5, 1), id="without a year"),
        pytest.param("31/02/2024", "fr", None, id="no such day"),
        pytest.param("mars", "fr", None, id="a month alone"),
        pytest.param("99 999 999", "fr", None, id="only a number"),
    ],
)
def test_dates_as_languages_write_them(words: str, code: str, day: date | None) -> None:
    """Names of months and the order of day and month are those of the language."""
    moments = language.named(code).read(words, "2022-06-01").moments
    ordinal = day and day.toordinal()
    assert [(one.days.low, one.days.high) for one in moments] == ([(ordinal, ordinal)] if ordinal else [])


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.characters(codec="utf-8") | st.sampled_from(' \n.?!«»"1,'), max_size=200),
    st.sampled_from(["fr", "ar", "ja", "xx"]),
)
def test_plain_annotation_lies_where_the_text_has_it(words: str, code: str) -> None:
    """Whatever the text, tokens read back at their places, in order, each inside its sentence, and all is covered."""
    document = text.document(words)
    annotated = language.named(code).annotate(document)
    reached = 0
    for number, token in enumerate(annotated.tokens):
        assert token.at == number
        assert token.start >= reached
        assert token.span.of(words) == token.text
        assert annotated.sentences[token.sentence].span.holds(token.span)
        reached = token.end
    solid = {at for at, letter in enumerate(words) if letter.isalnum()}
    covered = {at for entry in annotated.coverage for at in range(*entry.span)}
    assert solid <= covered
    for one in (*annotated.quantities, *annotated.moments):
        assert 0 <= one.first < one.end <= len(annotated.tokens)


TOY = '''
"""A toy language: every sentence is said by the parrot."""
from claimcheck.models import Annotated, Attribution, AttributionType, Reading, Sentence, Span, Speaker, SpeakerKind

class Toy:
    code, annotator, version = "eo", "toy", "1"
    def __init__(self, options): ...
    def annotate(self, document):
        whole = Span(0, len(document.text))
        parrot = Speaker("the parrot", SpeakerKind.PERSON)
        said = Attribution(AttributionType.INDIRECT, (), (), (whole,), parrot)
        return Annotated(document.digest, "eo", "toy", "1", (Sentence(whole, 0),), attributions=(said,))
    def read(self, text, dated=None):
        return Reading(text, ())
'''
ESPERANTO = "La ponto estas fermita de lundo, diris la urbestro, kaj neniu scias kiam ĝi estos malfermita."


def test_a_language_of_somebody_else_is_picked_up(site: Path) -> None:
    """A folder and an entry point are all that a language needs."""
    install(site, "toylang", TOY, "[claimcheck.languages]\neo = toylang:Toy\n")
    (said,) = library.attributions(ESPERANTO)
    assert said.speaker is not None
    assert said.speaker.name == "the parrot"
    assert library.annotate(ENGLISH).annotator != "toy"


def test_a_language_that_cannot_be_loaded_is_read_plainly(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A broken package costs a warning that names it, and not the document."""
    install(site, "brokenlang", "import nothing_of_this_name\n", "[claimcheck.languages]\neo = brokenlang:Toy\n")
    annotated: Annotated = library.annotate(ESPERANTO)
    assert annotated.unread == ("speakers and claims are not read in Esperanto",)
    assert "'eo' cannot be loaded" in caplog.text
    assert annotated.sentences[0].span == Span(0, len(ESPERANTO))


def test_a_language_is_made_anew_for_other_options() -> None:
    """How fine claims are cut is part of who annotates: the two are kept apart."""
    fine = language.named("en", LanguageOptions(grain=Grain.FINE))
    assert fine.annotator != language.named("en").annotator
    assert fine.version == language.named("en").version


def test_an_article_in_another_language_is_kept_and_says_what_was_not_read(tmp_path: Path, claimcheck: Run) -> None:
    """Verify and split print a line about it; what the page declares is kept with the document."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "evidence").mkdir()
    article = tmp_path / "claims" / "eau.md"
    article.write_text(f"---\ntitle: Eau\nlang: fr-FR\n---\n\n{FRENCH}\n", encoding="utf-8")
    line = "speakers and claims are not read in French"
    assert f"claims/eau.md: {line}" in claimcheck("-w", tmp_path, "verify").stderr
    assert f"{article}: {line}" in claimcheck("split", article).stderr
    with Store(tmp_path / "claimcheck.db") as store:
        (kept,) = store.articles.all()
        assert store.documents.get(kept.digest).language == "fr-FR"
