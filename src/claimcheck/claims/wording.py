"""From pieces to a sentence that can be read on its own, and back to the exact words it is made of.

Every word of a claim comes from the article, by its token, except: a substitution that is listed; the supplied verb
"is", "are", "was" or "were"; "in" for "where"; "'s" for "whose"; "a" for "an" and the other way round; a verb's
singular where a list that was its subject is taken apart; capitals and the full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.claims.draft import Draft, Piece
from claimcheck.claims.tree import Tree
from claimcheck.mentions import EntityKind, Referent
from claimcheck.models import Span, Substitution
from claimcheck.text.quotation import Quotation

_OPENING = frozenset("([{“‘«‹„‚")
_BLANKS = re.compile(r"\s+")
_SOUNDS_OPEN = re.compile(
    r"(?!uni|use|usu|eu|one\b|once\b|u[ -])[aeiou]|hour|honest|honou?r|heir|8|11\b|18\b", re.IGNORECASE
)
_PRONOUNS = frozenset("he she it they him her them his hers its their theirs".split())
_POSSESSIVE = frozenset("his her its their".split())
_ARTICLES = frozenset("the this that these those".split())
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Worded:
    """A claim in words.

    Attributes:
        spans: the words of the article it is made of, in text order.
        uncertain: which of its words leave open who is meant.
    """

    text: str
    spans: tuple[Span, ...]
    substitutions: tuple[Substitution, ...] = ()
    uncertain: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what is known about the words in it.

    Attributes:
        source: the document's text.
        quoted: the quotations that meet the sentence.
        known: mentions inside the sentence with what they refer to, in text order.
    """

    tree: Tree
    source: str
    quoted: tuple[Quotation, ...] = ()
    known: tuple[tuple[Span, Referent], ...] = ()


def worded(line: Line, draft: Draft) -> Worded:
    """The words of a draft."""
    pieces = _with_marks(line, draft)
    replaced = _replacements(line, pieces)
    text = _sentence(_joined(line, draft, pieces, {old.span.start: old for old in replaced.values()}))
    return Worded(text, _runs(line, pieces), tuple(replaced.values()), _open(line, pieces, replaced))


def _with_marks(line: Line, draft: Draft) -> list[Piece]:
    """The pieces with the punctuation that stands between neighbours, quotation marks and brackets only in pairs."""
    tree, pieces = line.tree, list(draft.pieces)
    marks: set[int] = set()
    for left, right in pairwise(pieces):
        if isinstance(left, int) and isinstance(right, int) and left < right:
            between = range(left + 1, right)
            if all(tree.mark[at] for at in between):
                marks.update(between)
    marks = _paired_only(line, _closing_whole(tree, marks, draft.tokens), draft.tokens)
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        if isinstance(piece, int):
            before = piece - 1
            lead = []
            while before in marks and before not in out:
                lead.append(before)
                before -= 1
            previous = pieces[at - 1] if at else None
            if lead and (before == previous or not at or tree.text[before + 1] in "\"'("):
                out += reversed(lead)
            out.append(piece)
            after = piece + 1
            if at + 1 == len(pieces) and after in marks:
                out.append(after)
        else:
            out.append(piece)
    return out


def _closing_whole(tree: Tree, marks: set[int], inside: frozenset[int]) -> set[int]:
    """The marks without commas that close what the claim leaves out in part ("weaponry, including tanks, to ...")."""
    kept = set(marks)
    for mark in marks:
        if tree.text[mark] != ",":
            continue
        left = mark - 1
        while left >= 0 and not tree.mark[left]:
            left -= 1
        if left >= 0 and tree.text[left] == "," and any(at not in inside for at in range(left + 1, mark)):
            kept.discard(mark)
    return kept


def _paired_only(line: Line, marks: set[int], inside: frozenset[int]) -> set[int]:
    tree = line.tree
    for first, last in _pairs(line):
        words = {at for at in range(first + 1, last) if not tree.mark[at]}
        if words and words <= inside and (first in marks or last in marks):
            marks |= {first, last}
        elif not (first in marks and last in marks and words & inside):
            marks -= {first, last}
    return marks


def _pairs(line: Line) -> list[tuple[int, int]]:
    """The tokens that open and close quotations and brackets; len(tree) for one that the sentence does not close."""
    tree = line.tree
    at_start = {start: token for token, start in enumerate(tree.starts)}
    at_end = {end: token for token, end in enumerate(tree.ends)}
    pairs = []
    for quotation in line.quoted:
        first, last = at_start.get(quotation.span.start), at_end.get(quotation.span.end)
        if first is not None and last is not None and first < last and tree.mark[first] and tree.mark[last]:
            pairs.append((first, last))
        else:
            pairs += [(token, len(tree)) for token in (first, last) if token is not None and tree.text[token] in "\"'"]
    waiting: list[int] = []
    for token, text in enumerate(tree.text):
        if text in "([{":
            waiting.append(token)
        elif text in ")]}" and waiting:
            pairs.append((waiting.pop(), token))
        elif text in ")]}":
            pairs.append((token, len(tree)))
    return pairs + [(token, len(tree)) for token in waiting]


def _replacements(line: Line, pieces: list[Piece]) -> dict[Span, Substitution]:
    """What stands in for pronouns, descriptions and bare surnames, once for each name that the claim lacks."""
    tokens = {piece for piece in pieces if isinstance(piece, int)}
    said = [(span, who) for span, who in line.known if tokens.issuperset(_tokens(line.tree, span))]
    words = _plain(_BLANKS.sub(" ", " ".join(line.tree.text[at] for at in sorted(tokens))))
    named = {who.name for span, who in said if _names_fully(span.of(line.source), who) or _plain(who.name) in words}
    found: dict[Span, Substitution] = {}
    for span, who in said:
        if who.name in named or who.uncertain or not _stands_in(line, span, who, said):
            continue
        wide = _with_article(line, span, tokens)
        new = who.name
        if span.of(line.source).lower() in _POSSESSIVE and line.tree.tag[_tokens(line.tree, span)[-1]] == "PRP$":
            mark = "’" if "’" in line.source else "'"
            new += mark if new.endswith("s") else f"{mark}s"
        found[wide] = Substitution(wide, wide.of(line.source), new)
        named.add(who.name)
    return found


def _tokens(tree: Tree, span: Span) -> list[int]:
    return [at for at, start in enumerate(tree.starts) if span.start <= start < span.end and not tree.mark[at]]


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ")


def _names_fully(words: str, who: Referent) -> bool:
    return _plain(_BLANKS.sub(" ", words)) == _plain(who.name)


def _bound(line: Line, pronoun: int, said: list[tuple[Span, Referent]]) -> bool:
    """Whether "his", "its" or "their" may well mean the subject before it in the claim, and is clear as it stands."""
    tree = line.tree
    if tree.tag[pronoun] != "PRP$":
        return False
    personal = tree.lower[pronoun] in ("his", "her")
    for span, who in said:
        if who.entity is None or span.end > tree.starts[pronoun]:
            continue
        subject = any(tree.dep[at].startswith("nsubj") and tree.tag[at] != "PRP" for at in _tokens(tree, span))
        if subject and personal == (who.entity.kind is EntityKind.PERSON):
            return True
    return False


def _stands_in(line: Line, span: Span, who: Referent, said: list[tuple[Span, Referent]]) -> bool:
    """Whether these words need a name in their place: a pronoun, "the group", or a person's bare surname."""
    words = span.of(line.source).lower()
    tokens = _tokens(line.tree, span)
    if not tokens or (who.entity is None and not who.members):
        return False
    if words in _PRONOUNS:
        done = words == "it" and line.tree.lemma[line.tree.head[tokens[0]]] in ("do", "make")
        return line.tree.dep[tokens[0]] != "expl" and not done and not _bound(line, tokens[0], said)
    if any(line.tree.dep[token] in ("compound", "amod") and line.tree.head[token] not in tokens for token in tokens):
        return False
    if any(line.tree.tag[token].startswith("NNP") for token in tokens):
        person = who.entity is not None and who.entity.kind is EntityKind.PERSON
        return person and _plain(words) in _plain(who.name) and len(words.split()) < len(who.name.split())
    first = line.tree.lower[tokens[0]]
    before = line.tree.lower[tokens[0] - 1] if tokens[0] else ""
    ahead = tokens[0] - 1 - (before in _ARTICLES)
    before_place = line.tree.lower[ahead] if ahead >= 0 else ""
    if before_place == "on" and who.entity is not None and who.entity.kind is EntityKind.PLACE:
        return False
    named = who.entity is not None and who.entity.named
    return named and (first in _ARTICLES or before in _ARTICLES)


def _with_article(line: Line, span: Span, tokens: set[int]) -> Span:
    first = _tokens(line.tree, span)[0]
    before = first - 1
    if before in tokens and line.tree.lower[before] in _ARTICLES and line.tree.lower[first] not in _ARTICLES:
        return Span(line.tree.starts[before], span.end)
    return span


def _open(line: Line, pieces: list[Piece], replaced: dict[Span, Substitution]) -> str | None:
    """Which pronouns the text leaves open, where no noun of the claim comes before them."""
    tree = line.tree
    known = dict(line.known)
    for piece in pieces:
        if not isinstance(piece, int):
            continue
        span = tree.span(piece)
        if any(old.holds(span) for old in replaced):
            return None
        if tree.lower[piece] in _PRONOUNS and tree.dep[piece] != "expl":
            who = known.get(span)
            if who is not None and who.candidates:
                return f"“{tree.text[piece]}” may be {' or '.join(who.candidates)}"
            return f"“{tree.text[piece]}” is not resolved" if who is None else None
        if tree.lower[piece] in ("this", "that", "these", "those") and tree.dep[piece].startswith("nsubj"):
            return f"“{tree.text[piece]}” points to what was said before"
        if tree.pos[piece] in ("NOUN", "PROPN"):
            return None
    return None


def _joined(line: Line, draft: Draft, pieces: list[Piece], replaced: dict[int, Substitution]) -> str:
    tree, out = line.tree, ""
    opener = next((at for at in range(len(tree)) if not tree.mark[at]), -1)
    agreeing = dict(draft.agreeing)
    within = Span(0, 0)
    previous: Piece | None = None
    for at, piece in enumerate(pieces):
        if isinstance(piece, int):
            start = tree.starts[piece]
            if within.start < start < within.end:
                previous = piece
                continue
            word = line.source[start : tree.ends[piece]]
            if start in replaced:
                word, within = replaced[start].new, replaced[start].span
            elif piece in agreeing:
                word = agreeing[piece]
            elif piece == opener and at and tree.tag[piece] not in ("NNP", "NNPS") and word[1:].islower():
                word = word[0].lower() + word[1:]
            elif tree.lower[piece] in ("a", "an") and at + 1 < len(pieces) and pieces[at + 1] != piece + 1:
                word = _article(tree, word, pieces[at + 1])
            glued = _glued(line, previous, piece)
        else:
            word, glued = piece, piece.startswith(("'", ","))
        out += word if glued or not out else f" {word}"
        previous = piece
    return out


def _glued(line: Line, previous: Piece | None, piece: int) -> bool:
    """Whether a token follows the one before it without a blank."""
    tree = line.tree
    if previous == piece - 1 and isinstance(previous, int):
        return (
            not line.source[tree.ends[previous] : tree.starts[piece]].strip()
            and tree.ends[previous] == tree.starts[piece]
        )
    if isinstance(previous, int) and tree.mark[previous] and tree.text[previous] in "([\"'":
        return True
    if tree.mark[piece]:
        return tree.text[piece] not in "([\"'"
    return piece > 0 and tree.ends[piece - 1] == tree.starts[piece] and not tree.text[piece][0].isalnum()


def _article(tree: Tree, word: str, following: Piece) -> str:
    after = tree.text[following] if isinstance(following, int) else following
    plain = "an" if _SOUNDS_OPEN.match(after) else "a"
    return plain.capitalize() if word[0].isupper() else plain


def _sentence(words: str) -> str:
    text = _BLANKS.sub(" ", words).strip(" ,;:–—-")
    first = text.split(" ", 1)[0]
    if first[:1].islower() and not any(letter.isupper() for letter in first):
        text = text[0].upper() + text[1:]
    return text if text.endswith(_ENDS) else f"{text}."


def _runs(line: Line, pieces: list[Piece]) -> tuple[Span, ...]:
    tree = line.tree
    tokens = sorted({piece for piece in pieces if isinstance(piece, int)})
    spans: list[Span] = []
    last = -2
    for token in tokens:
        if token == last + 1:
            spans[-1] = Span(spans[-1].start, tree.ends[token])
        else:
            spans.append(tree.span(token))
        last = token
    return tuple(spans)
