"""What one source passes on of another, in fixed forms: the other is who says it.

"said that, according to the driver, it had no brakes", "denied a claim by the union that it was unsafe", "quoted the
minister as saying that it had doubled". The trained weights have seen too few of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import SentenceColumns
from claimcheck.language.en.attribution.vocabulary import PASSED_ON_NOUNS, PASSING_ON, PREFACES
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.models import Span

_SURE = 5.0
_LONGEST_SOURCE = 12
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_IN_NAME = frozenset("DT NN NNS NNP NNPS JJ CD POS PRP$ PRP IN CC HYPH VBN".split())
_OPENS_NOUN = frozenset(("DT", "PRP$", "CD", "PRP"))


def passed_on(number: int, line: SentenceColumns) -> Iterator[AttributionCandidate]:
    """The attributions of a line in which one source passes on what another says."""
    for at in range(len(line)):
        for form in (_prefaced, _claimed_by, _as_saying):
            parts = form(line, at)
            if parts is not None:
                source, cue, content = parts
                yield AttributionCandidate(number, _SURE, [source], cue, [content])


_Parts = tuple[Span, list[Span], Span]


def _prefaced(line: SentenceColumns, at: int) -> _Parts | None:
    """A source inserted behind "that": "that, according to the driver, it had no brakes"."""
    if line.words[at] != "that" or line.deps[at] not in ("mark", "dobj", "nsubj", "det"):
        return None
    comma = at + 1 < len(line) and line.words[at + 1] == ","
    first = at + 1 + comma
    for preface in PREFACES:
        start = first + len(preface)
        if line.words[first:start] != preface or start >= len(line):
            continue
        last = _before_comma(line, start) if comma else _noun_phrase(line, start)
        behind = last + 1 + comma
        if last < start or behind >= len(line) or not any(tag in _FINITE for tag in line.tags[behind:]):
            continue
        return line.span_of(start, last), [line.span_of(first, start - 1)], line.span_of(behind, _end(line))
    return None


def _claimed_by(line: SentenceColumns, at: int) -> _Parts | None:
    """A noun of saying, whose it is, and a clause: "a claim by his partner, Jan Vree, that it was unsafe"."""
    if line.lemmas[at] not in PASSED_ON_NOUNS or line.pos[at] != "NOUN" or at + 2 >= len(line):
        return None
    start = at + 2
    if line.words[at + 1] not in ("by", "from"):
        return None
    that = next((k for k in range(start + 1, min(start + _LONGEST_SOURCE, len(line))) if line.words[k] == "that"), None)
    if that is None or not any(tag in _FINITE for tag in line.tags[that + 1 :]):
        return None
    last = that - 2 if line.words[that - 1] == "," else that - 1
    named = all(line.tags[k] in _IN_NAME or line.words[k] == "," for k in range(start, last + 1))
    if last < start or not named:
        return None
    verb = line.heads[that]
    end = max(line.subtree(verb)) if line.deps[that] == "mark" and verb > that else _end(line)
    return line.span_of(start, last), [line.span_of(at, at)], line.span_of(that, min(end, _end(line)))


def _as_saying(line: SentenceColumns, at: int) -> _Parts | None:
    """Who is quoted as saying something: "quoted the minister as saying that it had doubled"."""
    if line.lemmas[at] not in PASSING_ON or line.pos[at] != "VERB":
        return None
    near = range(at + 1, min(at + 1 + _LONGEST_SOURCE, len(line) - 2))
    as_ = next((k for k in near if line.words[k] == "as" and _is_saying(line, k + 1)), None)
    if as_ is None:
        return None
    says = as_ + 1 + (line.words[as_ + 1] == "having")
    behind = says + 1
    if line.lemmas[says] == "tell":
        behind = next((k for k in range(says + 1, len(line)) if line.words[k] == "that"), len(line))
    if behind >= _end(line):
        return None
    passive = [k for k in line.children[at] if line.deps[k] == "nsubjpass"]
    if as_ > at + 1:
        source = line.span_of(at + 1, as_ - 1)
    elif passive:
        inside = line.subtree(passive[0])
        source = line.span_of(min(inside), max(inside))
    else:
        return None
    return source, [line.span_of(at, at), line.span_of(as_, says)], line.span_of(behind, _end(line))


def _is_saying(line: SentenceColumns, at: int) -> bool:
    if at + 1 < len(line) and line.words[at] == "having":
        at += 1
    return line.lemmas[at] in SPEECH_VERBS and line.tags[at] in ("VBG", "VBN")


def _before_comma(line: SentenceColumns, start: int) -> int:
    """The last token before the next comma, where only a name or noun stands before it; -1 otherwise."""
    end = start
    while end < len(line) and line.words[end] != ",":
        if line.tags[end] not in _IN_NAME or end - start > _LONGEST_SOURCE:
            return -1
        end += 1
    return end - 1 if end < len(line) else -1


def _noun_phrase(line: SentenceColumns, start: int) -> int:
    """The last token of the noun phrase at ``start``, which ends where another begins; -1 where none does."""
    last = -1
    for at in range(start, len(line)):
        begins = at > start and line.tags[at] in _OPENS_NOUN
        if line.tags[at] not in _IN_NAME or begins or line.tags[at] in ("IN", "CC"):
            break
        if line.tags[at].startswith("N") or line.tags[at] == "PRP":
            last = at
    follows = last + 1
    return last if 0 <= last < len(line) - 1 and line.tags[follows] in _OPENS_NOUN else -1


def _end(line: SentenceColumns) -> int:
    last = len(line) - 1
    while last > 0 and (not line.words[last].strip() or line.words[last] in (".", "!", "?")):
        last -= 1
    return last
