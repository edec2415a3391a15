"""A case as one HTML page that needs nothing else: no network, no script, readable on a phone and on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from claimcheck.export.articles import CheckedArticle, standing, taken_back_of
from claimcheck.export.footnoted import methodology
from claimcheck.markup import Mark, marked, visible, web_address
from claimcheck.models import (
    PROSE,
    Block,
    BlockKind,
    Call,
    CallTerms,
    Covered,
    Edit,
    EditKind,
    Evidence,
    Finding,
    FindingKind,
    Review,
    Stage,
)
from claimcheck.models import labels as words
from claimcheck.models.labels import label
from claimcheck.store import ClaimRecord, KeptCapture

_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Code points that no text may hold, HTML least of all."""

_GOOD = frozenset({"confirmed", "supported"})
_BAD = frozenset({"wrong", "misleading", "contradicted"})
_MIXED = frozenset({"disputed", "conflicting", "failed"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision or a suggestion as it is shown.

    Attributes:
        shape: so that nobody has to tell colours apart.
        tone: good, bad, mixed or open, for the colour.
        is_suggested: the machine says so, and nobody decided yet.
    """

    word: str
    shape: str
    tone: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class ReportParagraph:
    """A piece of the article, with claims underlined and numbered where each of them ends."""

    kind: str
    html: Markup
    has_gap: bool


def report_html(
    articles: Sequence[CheckedArticle], sources: Sequence[KeptCapture], software: str, head: str | None = None
) -> str:
    """The page; the same case makes the same bytes.

    Calls off the record are not in it, and what was said on background is without its name.

    Args:
        articles: what was checked.
        sources: where every document came from, and what could not be retrieved.
        software: what is said to have made the page.
        head: the head of the chain, for the page to carry.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("claimcheck.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters |= {"answer": answer, "web": web_address}
    style = files("claimcheck.export").joinpath("templates/report.css").read_text(encoding="utf8")
    failed = [source for source in sources if source.failure is not None]
    used = {digest for article in articles for digest in article.sources}
    page = environment.get_template("report.html").render(
        articles=articles,
        title=" · ".join(article.document.title or article.place for article in articles),
        style=Markup(style),  # noqa: S704
        software=software,
        head=head,
        failed=failed,
        unused_count=len({source.digest for source in sources if source.failure is None} - used - {None}),
        view=_View(),
        words=words,
        methodology=methodology,
    )
    return _NO_CHARACTERS.sub("\ufffd", page)


def answer(record: ClaimRecord) -> Answer:
    """What is shown for a claim: the decision that stands, else what the machine suggests."""
    if decision := standing(record):
        verdict = decision.verdict.value
        return Answer(verdict, words.VERDICTS[verdict], _tone(verdict), is_suggested=False)
    return _suggestion(record.checked.suggestion)


def _suggestion(kind: FindingKind) -> Answer:
    return Answer(label(kind), words.FINDINGS[kind], _tone(kind), is_suggested=True)


def _tone(word: str) -> str:
    for tone, held in (("good", _GOOD), ("bad", _BAD), ("mixed", _MIXED)):
        if word in held:
            return tone
    return "open"


def _shown(value: object) -> object:
    return "" if value is None else visible(value)


class _View:
    """What the template asks for."""

    def finding(self, finding: Finding) -> Answer:
        """A suggestion: the wording of a quote, where that is the answer."""
        shown = _suggestion(finding.finding)
        if finding.wording is None or finding.wording == "not_found":
            return shown
        return Answer(label(finding.wording), shown.shape, shown.tone, is_suggested=True)

    def counts(self, article: CheckedArticle) -> list[tuple[str, str, int]]:
        """How many claims are at each stage: shape, word and number."""
        counted = Counter(record.status.stage.value for record in article.claims)
        return [(shape, stage, counted[stage]) for stage, shape in words.STAGES.items() if counted[stage]]

    def unsigned(self, article: CheckedArticle) -> list[ClaimRecord]:
        """The claims that nobody signed off, or that changed since."""
        return [record for record in article.claims if record.status.stage is not Stage.SIGNED]

    def galley(self, article: CheckedArticle) -> list[ReportParagraph]:
        """The article as it reads, without its boilerplate."""
        shown = [block for block in article.document.blocks if block.kind is not BlockKind.BOILERPLATE]
        return [_paragraph(article, block) for block in shown]

    def sentence(self, article: CheckedArticle, record: ClaimRecord) -> Markup:
        """The sentence of a claim, with its words marked; only of claims that the article makes now."""
        claim = record.checked.claim
        marks = [Mark(span, "words") for span in claim.spans]
        return marked(claim.sentence.of(article.document.text), claim.sentence.start, marks)

    def source_words(self, piece: Evidence) -> Markup:
        """The words of a piece of evidence, with what the claim has not marked."""
        marks = [Mark(edit.evidence_span, _edit(edit)) for edit in piece.match.edits if edit.kind is not EditKind.SAME]
        return marked(piece.text, piece.span.start, marks)

    def claim_words(self, record: ClaimRecord, piece: Evidence) -> Markup:
        """The claim, with what that piece of evidence has not marked."""
        marks = [Mark(edit.claim_span, _edit(edit)) for edit in piece.match.edits if edit.kind is not EditKind.SAME]
        return marked(record.checked.claim.text, 0, marks)

    def decisions(self, record: ClaimRecord) -> list[tuple[str, Review]]:
        """All that was decided, the oldest first, with what became of it."""
        stands, taken_back = standing(record), taken_back_of(record)
        state = {True: "Taken back", False: "Earlier"}
        return [("Decision" if each is stands else state[each in taken_back], each) for each in record.reviews]

    def calls(self, record: ClaimRecord) -> list[Call]:
        """The calls that may be published."""
        return [call for call in record.calls if call.terms is not CallTerms.OFF_RECORD]

    def resting(self, article: CheckedArticle, digest: str) -> list[ClaimRecord]:
        """The claims whose evidence stands in this document."""
        return [record for record in article.claims if digest in record.documents]


def _edit(edit: Edit) -> str:
    return "changed" if edit.kind is EditKind.CHANGED else "alone"


def _paragraph(article: CheckedArticle, block: Block) -> ReportParagraph:
    text = article.document.text
    ends: dict[int, list[ClaimRecord]] = {}
    marks = []
    for record in article.claims:
        spans = [span for span in record.checked.claim.spans if block.span.meets(span)]
        shown = answer(record)
        name = shown.tone if shown.is_suggested else f"{shown.tone} decided"
        marks += [Mark(span, name) for span in spans]
        if record.checked.claim.spans and spans and spans[-1] == record.checked.claim.spans[-1]:
            ends.setdefault(min(spans[-1].end, block.span.end), []).append(record)
    gaps = [part.span for part in article.coverage if part.covered is Covered.GAP and block.span.meets(part.span)]
    marks += [Mark(span, "gap", title="no claim was found here") for span in gaps]
    html, at = Markup(), block.span.start
    for end in sorted({*ends, block.span.end}):
        html += marked(text[at:end], at, marks)
        html += Markup().join(_number(record) for record in ends.get(end, ()))
        at = max(at, end)
    return ReportParagraph("p" if block.kind in PROSE else block.kind.value, html, bool(gaps))


def _number(record: ClaimRecord) -> Markup:
    shown = answer(record)
    return Markup('<sup><a class="{}" href="#{}">{}<span class="shape"> {}</span></a></sup>').format(
        shown.tone, record.status.id, record.status.n, shown.shape
    )
