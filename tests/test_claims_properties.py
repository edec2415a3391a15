"""Whatever the text, splitting never raises, breaks a span, loses a sentence or drops a negation."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimcheck import text
from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.models import Attribution, AttributionType, Covered, Grain, Span, SplitArticle
from generated import examples

SUBJECTS = st.sampled_from(
    [
        "The council",
        "Ann Poe, a judge in Cork,",
        "France and Spain",
        "It",
        "The firm, which was founded in 1990,",
        "Nobody",
    ]
)
VERBS = st.sampled_from(
    ["did not sell the mine", "never paid", "was built in 1987", "has closed two ports", "will not vote", "is cheap"]
)
ENDS = st.sampled_from(
    [".", "?", "!", ", killing four people.", ", including rifles and grenades.", " (see page 4).", "…", ""]
)
JOINS = st.sampled_from([" and ", " but ", "; ", ", while ", " because ", " or ", ", said Ann Poe, “", " – ", " "])
NEGATIONS = ("not", "never", "nobody")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Sentences put together from clauses that the splitter has rules for."""
    said = draw(SUBJECTS) + " " + draw(VERBS)
    for _ in range(draw(st.integers(0, 3))):
        said += draw(JOINS) + draw(
            st.one_of(SUBJECTS.map(str.lower).flatmap(lambda s: VERBS.map(lambda v: f"{s} {v}")), VERBS)
        )
    return said + draw(ENDS)


ODD = st.text(alphabet=st.sampled_from(list("aZ .,;:?!\"'“”‘’«»()[]…—-\n\t\u200b\u00ad\ud8007%$é漢🙂")), max_size=80)


def split(source: str, told: tuple[Attribution, ...], grain: Grain) -> SplitArticle:
    with parsing(text.document(source)) as parse:
        return claims.split(parse, told, None, grain)


def holds(found: SplitArticle) -> None:
    """What must be true of every article that was taken apart."""
    source = found.document.text
    reached = 0
    for entry in found.coverage:
        assert entry.span.start >= reached
        assert not source[reached : entry.span.start].strip()
        assert entry.why or entry.covered is Covered.CLAIMS
        reached = entry.span.end
    assert not source[reached:].strip()
    ids = [claim.id for claim in found.claims]
    assert len(set(ids)) == len(ids)
    for claim in found.claims:
        assert claim.text
        assert claim.text[-1] in ".!?…"
        assert claim.spans
        assert 0 <= claim.priority_pct <= 100
        for before, after in zip(claim.spans, claim.spans[1:], strict=False):
            assert before.end <= after.start
        for span in (*claim.spans, *claim.quotes):
            assert claim.sentence.holds(span)
            assert span.of(source).strip() == span.of(source) != ""
        for one in claim.substitutions:
            assert one.span.of(source) == one.old
    told = {entry.span for entry in found.coverage if entry.covered is Covered.CLAIMS}
    assert told == {claim.sentence for claim in found.claims}


@settings(max_examples=examples(60), deadline=None, derandomize=True)
@given(st.lists(sentences(), min_size=1, max_size=3), st.sampled_from(Grain))
def test_put_together_sentences_keep_every_negation(parts: list[str], grain: Grain) -> None:
    source = " ".join(parts)
    found = split(source, (), grain)
    holds(found)
    for entry in found.coverage:
        if entry.covered is Covered.CLAIMS:
            words = entry.span.of(source).lower().split()
            told = " ".join(claim.text for claim in found.claims if claim.sentence == entry.span).lower()
            for negation in NEGATIONS:
                assert (negation in words) <= (negation in told)


@settings(max_examples=examples(60), deadline=None, derandomize=True)
@example("7", [(0, 1)], Grain.CLAUSE)
@given(ODD, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=3), st.sampled_from(Grain))
def test_odd_text_and_odd_attributions_break_nothing(source: str, places: list[tuple[int, int]], grain: Grain) -> None:
    spans = [Span(min(pair), min(max(pair), len(source))) for pair in places if min(pair) < min(max(pair), len(source))]
    told = tuple(Attribution(AttributionType.INDIRECT, (span,), (span,), (span,)) for span in spans)
    holds(split(source, told, grain))


WORDS = [
    "said",
    "Ann Poe",
    "the minister",
    "“",
    "”",
    "that",
    "he",
    "and",
    ",",
    ".",
    "in 2023",
    "which",
    "(",
    ")",
    "\n\n",
    ":",
]


@settings(max_examples=examples(60), deadline=None, derandomize=True)
@given(st.lists(st.one_of(sentences(), st.sampled_from(WORDS), ODD), max_size=6).map(" ".join), st.sampled_from(Grain))
def test_the_whole_way_breaks_nothing(source: str, grain: Grain) -> None:
    """Any mixture of sentences, loose words and odd marks, with whoever is found to speak and to be meant in it."""
    with parsing(text.document(source)) as parse:
        known = mentions.mentions(parse)
        holds(claims.split(parse, attribution.attributions(parse, known), known, grain))
