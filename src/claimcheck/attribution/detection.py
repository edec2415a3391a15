"""Find the attributions of a document: source, cue and content spans."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.attribution.lines import Line, Page, page
from claimcheck.models import Attribution, AttributionType, Span
from claimcheck.text import Parse

_CUES = frozenset(
    "accuse acknowledge add admit advise affirm agree allege announce argue ask assert assure believe blame boast brag"
    " call caution cite claim comment complain concede conclude confirm contend counter decide declare decline demand"
    " deny describe disclose doubt emphasize emphasise estimate expect explain express fear feel find forecast hope"
    " indicate inform insist joke know lament maintain mention note object observe plead pledge point predict promise"
    " propose protest quip read realize recall recommend recount refuse reiterate remark remember remind repeat reply"
    " report respond reveal rule say show signal speculate state stress suggest suspect swear tell testify think"
    " threaten tweet underline underscore urge vow warn wish wonder worry write imply discover determine conclude"
    " demonstrate".split()
)
_CUE_NOUNS = frozenset(
    "accusation admission allegation announcement argument assertion belief claim complaint conclusion criticism"
    " declaration denial estimate fear finding hope idea insistence notion opinion pledge prediction promise proposal"
    " report rumor rumour speculation statement suggestion suspicion threat view vow warning".split()
)
_NAMED = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


def detect(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution in ``parse``, in text order of its cue; speakers are left open."""
    seen = page(parse)
    found: list[Attribution] = []
    for line in seen.lines:
        for at, lemma in enumerate(line.lemmas):
            one = None
            if line.pos[at] == "VERB" and lemma in _CUES:
                one = _said(line, at)
            elif line.words[at] == "according":
                one = _according(line, at)
            elif line.pos[at] == "NOUN" and lemma in _CUE_NOUNS:
                one = _claim_that(line, at)
            if one:
                found.append(_typed(_extended(one, seen), seen))
    return tuple(_nested(found))


def _runs(line: Line, inside: set[int]) -> tuple[Span, ...]:
    """The tokens as spans, without blanks, stops and commas at either end."""
    runs: list[list[int]] = []
    for at in sorted(inside):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    spans = []
    for run in runs:
        while run and line.words[run[0]].strip() in ("", ",", "-", "—", "–", ".", ":"):
            run.pop(0)
        while run and line.words[run[-1]].strip() in ("", ",", "-", "—", "–", ".", ":") and line.quoted[run[-1]] < 0:
            run.pop()
        if run:
            spans.append(line.span(run[0], run[-1]))
    return tuple(spans)


def _subject(line: Line, at: int) -> set[int]:
    for _ in range(4):
        for child in line.children[at]:
            if line.deps[child] in _NAMED:
                return line.subtree(child)
        if line.deps[at] in ("conj", "xcomp", "advcl") and line.heads[at] != at:
            at = line.heads[at]
        elif line.deps[at] in ("acl", "relcl"):
            head = line.heads[at]
            return line.subtree(head) - line.subtree(at)
        else:
            break
    return set()


def _said(line: Line, at: int) -> Attribution | None:
    source = _subject(line, at)
    content: set[int] = set()
    for child in line.children[at]:
        if line.deps[child] in ("ccomp", "xcomp") or (line.deps[child] == "dobj" and line.lemmas[at] != "tell"):
            content |= line.subtree(child)
    if not content and line.deps[at] in ("ccomp", "parataxis") and line.heads[at] != at:
        content = line.subtree(line.heads[at]) - line.subtree(at)
    cue = {at} | {c for c in line.children[at] if line.deps[c] in ("aux", "neg", "prt") and abs(c - at) <= 2}
    inside = line.quoted[at]
    for other in range(len(line)):
        if line.quoted[other] >= 0 and line.quoted[other] != inside and other not in source:
            content.add(other)
    content -= source | cue
    if not content:
        return None
    return Attribution(AttributionType.INDIRECT, _runs(line, source), _runs(line, cue), _runs(line, content))


def _according(line: Line, at: int) -> Attribution | None:
    to = next((c for c in line.children[at] if line.words[c] == "to"), None)
    objects = [c for c in line.children[to] if line.deps[c] == "pobj"] if to is not None else []
    if to is None or not objects:
        return None
    source = line.subtree(objects[0])
    content = line.subtree(line.heads[at]) - line.subtree(at)
    return Attribution(AttributionType.INDIRECT, _runs(line, source), _runs(line, {at, to}), _runs(line, content))


def _claim_that(line: Line, at: int) -> Attribution | None:
    clauses = [c for c in line.children[at] if line.deps[c] == "acl" and line.words[min(line.subtree(c))] == "that"]
    if not clauses:
        return None
    content = line.subtree(clauses[0])
    source = {t for c in line.children[at] if line.deps[c] == "poss" for t in line.subtree(c)}
    return Attribution(AttributionType.INDIRECT, _runs(line, source), _runs(line, {at}), _runs(line, content))


def _extended(found: Attribution, seen: Page) -> Attribution:
    """The content with the whole of every quotation it has a part in."""
    content = list(found.content)
    for quotation in seen.quotations:
        if quotation.depth == 0 and any(quotation.span.meets(span) for span in content):
            if any(quotation.span.holds(cue) for cue in found.cue):
                continue
            content = [span for span in content if not quotation.span.holds(span)] + [quotation.span]
    merged: list[Span] = []
    for span in sorted(content):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return replace(found, content=tuple(merged))


def _typed(found: Attribution, seen: Page) -> Attribution:
    quoted = [q.span for q in seen.quotations if any(q.span.meets(span) for span in found.content)]
    quoted = [span for span in quoted if not any(span.holds(cue) for cue in found.cue)]
    if quoted and all(any(q.holds(span) for q in quoted) for span in found.content):
        return replace(found, type=AttributionType.DIRECT)
    return replace(found, type=AttributionType.MIXED if quoted else AttributionType.INDIRECT)


def _nested(found: list[Attribution]) -> list[Attribution]:
    """Each with the attribution that it is told inside of."""
    done: list[Attribution] = []
    for one in sorted(found, key=lambda a: (a.cue, a.content)):
        outer = [o for o in done if any(span.holds(one.cue[0]) for span in o.content)]
        done.append(replace(one, outer=outer[-1] if outer else None))
    return done
