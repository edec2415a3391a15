"""Names for the words of a claim that only the article around it explains: pronouns, "the group", bare surnames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimcheck.language.en.claims.candidate import ClaimPart
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.mentions import Referent
from claimcheck.models import EntityKind, Span, Substitution

_BLANKS = re.compile(r"\s+")
_PRONOUNS = frozenset("he she it they him her them his hers its their theirs".split())
_DEMONSTRATIVES = frozenset("this that these those".split())
_ARTICLES = _DEMONSTRATIVES | {"the"}


class SentenceMention(NamedTuple):
    """Words inside a sentence that refer to somebody or something, and the tokens they are."""

    span: Span
    who: Referent
    tokens: tuple[int, ...]


def stand_ins(
    tree: Tree, source: str, tokens: frozenset[int], said: Sequence[SentenceMention]
) -> tuple[Substitution, ...]:
    """What stands in for the mentions of a claim: each name once, and none that the claim says already."""
    if not said:
        return ()
    words = _plain(" ".join([tree.text[token] for token in sorted(tokens)]))
    named = {one.who.name for one in said if _plain(one.who.name) in words}
    found: list[Substitution] = []
    for mention in said:
        name = mention.who.name
        if name in named or mention.who.uncertain or not _needs_name(tree, source, mention, said):
            continue
        wide = _with_article(tree, mention, tokens)
        if tree.tag[mention.tokens[-1]] == "PRP$":
            mark = "’" if "’" in source else "'"
            name += mark if name.endswith("s") else f"{mark}s"
        found.append(Substitution(wide, wide.of(source), name))
        named.add(mention.who.name)
    return tuple(found)


def _plain(name: str) -> str:
    return _BLANKS.sub(" ", name).lower().removeprefix("the ")


def _needs_name(tree: Tree, source: str, mention: SentenceMention, said: Iterable[SentenceMention]) -> bool:
    """Whether these words need a name in their place."""
    words, first, entity = mention.span.of(source).lower(), mention.tokens[0], mention.who.entity
    if entity is None and not mention.who.members:
        return False
    if words in _PRONOUNS:
        # “he [Roe] left”: whoever quotes has said whom it means.
        if mention.tokens[-1] + 1 < len(tree) and tree.text[mention.tokens[-1] + 1] == "[":
            return False
        idiom = words == "it" and tree.lemma[tree.head[first]] in ("do", "make")
        return tree.dep[first] != "expl" and not idiom and not _bound(tree, mention, said)
    inside = set(mention.tokens)
    if any(tree.dep[token] in ("compound", "amod") and tree.head[token] not in inside for token in inside):
        return False
    if entity is None:
        return False
    if any(tree.tag[token].startswith("NNP") for token in inside):
        shorter = _plain(words) in _plain(entity.name) and len(words.split()) < len(entity.name.split())
        return entity.kind is EntityKind.PERSON and shorter
    ahead = first - 1
    described = tree.lower[first] in _ARTICLES
    if not described and ahead >= 0 and tree.lower[ahead] in _ARTICLES:
        described, ahead = True, ahead - 1
    on_place = entity.kind is EntityKind.PLACE and ahead >= 0 and tree.lower[ahead] == "on"
    return described and entity.named and not on_place


def _bound(tree: Tree, mention: SentenceMention, said: Iterable[SentenceMention]) -> bool:
    """Whether "his", "its" or "their" may well mean the subject before it in the claim, and is clear as it stands."""
    pronoun = mention.tokens[0]
    if tree.tag[pronoun] != "PRP$":
        return False
    personal = tree.lower[pronoun] in ("his", "her")
    for other in said:
        if other.who.entity is None or other.tokens[-1] > pronoun:
            continue
        subject = any(tree.dep[at].startswith("nsubj") and tree.tag[at] != "PRP" for at in other.tokens)
        if subject and personal == (other.who.entity.kind is EntityKind.PERSON):
            return True
    return False


def _with_article(tree: Tree, mention: SentenceMention, tokens: frozenset[int]) -> Span:
    """The words that a name takes the place of: with the article, and with "of the bank" behind "the head"."""
    last = mention.tokens[-1]
    of = next((child for child in tree.children[last] if child == last + 1 and tree.lower[child] == "of"), None)
    if of is not None and of in tokens and not tree.tag[last].startswith("NNP"):
        end = max(tree.subtree(of) & tokens)
        return Span(_from_article(tree, mention, tokens).start, tree.ends[end])
    return _from_article(tree, mention, tokens)


def _from_article(tree: Tree, mention: SentenceMention, tokens: frozenset[int]) -> Span:
    before = mention.tokens[0] - 1
    if before in tokens and tree.lower[before] in _ARTICLES and tree.lower[mention.tokens[0]] not in _ARTICLES:
        return Span(tree.starts[before], mention.span.end)
    return mention.span


def _points_ahead(tree: Tree, token: int) -> bool:
    """Whether "it" only stands for the clause after it ("it is not true that ...")."""
    if tree.lower[token] != "it" or tree.lemma[tree.head[token]] not in ("be", "become", "seem"):
        return False
    quality = tree.child(tree.head[token], "acomp", "attr")
    return quality is not None and any(
        tree.dep[child] in ("ccomp", "xcomp", "csubj")
        for top in (tree.head[token], quality)
        for child in tree.children[top]
    )


def left_open(
    tree: Tree, parts: Iterable[ClaimPart], said: Iterable[SentenceMention], replaced: Sequence[Substitution]
) -> str | None:
    """Which pronoun the text leaves open, where no noun of the claim comes before it; None where all is clear."""
    known = {mention.span: mention.who for mention in said}
    for part in parts:
        if not isinstance(part, int):
            continue
        span, lower = tree.span(part), tree.lower[part]
        if tree.pos[part] in ("NOUN", "PROPN") or any(one.span.holds(span) for one in replaced):
            return None
        if lower in _PRONOUNS and tree.dep[part] != "expl" and not _points_ahead(tree, part):
            who = known.get(span)
            if who is not None and who.candidates:
                return f"“{tree.text[part]}” may refer to {' or '.join(who.candidates)}"
            return f"“{tree.text[part]}” is not clear" if who is None else None
        if (lower in _DEMONSTRATIVES or tree.tag[part] in ("WDT", "WP")) and tree.dep[part].startswith("nsubj"):
            return f"“{tree.text[part]}” refers to an earlier sentence"
    return None
