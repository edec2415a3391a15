"""What the trained weights look at: the words and grammar around a cue, as short strings.

Two questions are asked of them: does this token attribute something, and, given a cue, is that token part of its
source, of the cue itself, or of its content?
"""

from __future__ import annotations

from claimcheck.language.en.attribution.columns import SentenceColumns
from claimcheck.language.en.attribution.vocabulary import ANNOUNCING_NOUNS, SILENT

_OPEN_CLASSES = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"))
_NEVER_CUES = frozenset(("aux", "auxpass", "det", "nummod", "prt", "mark", "cc", "expl"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
_FARTHEST = 3
_REACH = 150
_EXTREMELY_LONG = 400
_SHORT_REACH = 15


def is_candidate(line: SentenceColumns, at: int, words: frozenset[str]) -> bool:
    """Whether the token can be a cue at all: a verb, or one of the ``words`` (``lemma|POS``) worth asking about."""
    pos = line.pos[at]
    if line.deps[at] in _NEVER_CUES or _is_silent(line, at):
        return False
    return pos in ("VERB", "AUX") or f"{line.lemmas[at]}|{pos}" in words


def is_surely_cue(line: SentenceColumns, at: int) -> bool:
    """Whether the token announces a clause: "the claim that", "her warning that"."""
    if line.pos[at] != "NOUN" or line.lemmas[at] not in ANNOUNCING_NOUNS:
        return False
    clauses = (child for child in line.children[at] if line.deps[child] in ("acl", "ccomp", "relcl"))
    return any(line.deps[mark] == "mark" and line.words[mark] == "that" for k in clauses for mark in line.children[k])


def _is_silent(line: SentenceColumns, at: int) -> bool:
    objects = SILENT.get(line.lemmas[at])
    if objects is None or any(line.deps[child] == "ccomp" for child in line.children[at]):
        return False
    return any(line.deps[child] in ("dobj", "dative") and line.lemmas[child] in objects for child in line.children[at])


def cue_features(line: SentenceColumns, at: int) -> list[str]:
    """The features of token ``at`` as a possible cue."""
    lemma, pos, dep, tag = line.lemmas[at], line.pos[at], line.deps[at], line.tags[at]
    head = line.heads[at]
    children = line.children[at]
    before = line.words[at - 1] if at else "^"
    after = line.words[at + 1] if at + 1 < len(line) else "$"
    quoted = line.quoted[at] >= 0
    others = len(line.quotes) > quoted
    found = [
        "1",
        f"l={lemma}",
        f"lp={lemma}|{pos}",
        f"ld={lemma}|{dep}",
        f"lt={lemma}|{tag}",
        f"pd={pos}|{dep}",
        f"td={tag}|{dep}",
        f"w={line.words[at]}",
        f"e={lemma[-3:]}|{pos}",
        f"b={before}|{pos}",
        f"a={after}|{pos}",
        f"la={lemma}|{after}",
        f"lb={before}|{lemma}",
        f"h={line.lemmas[head]}|{dep}",
        f"hp={line.pos[head]}|{dep}|{pos}",
        f"q={quoted}|{others}|{pos}",
        f"lq={lemma}|{quoted}|{others}",
    ]
    kinds = []
    for child in children:
        kind = line.deps[child]
        if kind == "punct":
            continue
        kinds.append(kind)
        found.append(f"c={kind}|{pos}")
        found.append(f"lc={lemma}|{kind}")
        if kind in _SUBJECTS:
            found.append(f"s={line.lemmas[child]}|{pos}")
            found.append(f"sp={line.tags[child]}|{dep}|{pos}")
            found.append(f"sl={line.tags[child]}|{lemma}")
        elif kind in ("ccomp", "xcomp", "acl", "advcl", "pcomp"):
            first = min(line.children[child], default=child)
            found.append(f"m={kind}|{line.words[min(first, child)]}|{pos}")
            found.append(f"mv={kind}|{line.tags[child]}|{pos}")
        elif kind in ("prep", "agent", "prt", "advmod", "aux", "neg", "poss"):
            found.append(f"x={kind}|{line.words[child]}|{pos}")
            found.append(f"xl={lemma}|{line.words[child]}")
        elif kind in ("dobj", "attr", "acomp", "oprd"):
            found.append(f"o={kind}|{line.lemmas[child]}|{pos}")
            found.append(f"op={kind}|{line.tags[child]}|{lemma}")
    found.append(f"k={' '.join(kinds)}|{pos}")
    return found


def _relations(line: SentenceColumns, cue: int) -> tuple[list[str], list[int], list[int]]:
    """For each token: the branch it belongs to as seen from the cue, that branch's top, and its depth below it."""
    path = [cue]
    while line.heads[path[-1]] != path[-1] and len(path) < len(line):
        path.append(line.heads[path[-1]])
    level = {node: min(at, _FARTHEST) for at, node in enumerate(path)}
    size = len(line)
    names, tops, depths = [""] * size, [-1] * size, [0] * size
    for node in path:
        names[node], tops[node] = f"{level[node]}*{line.deps[node]}", node
    for node in reach(line, cue):
        climbed = []
        while tops[node] < 0:
            climbed.append(node)
            node = line.heads[node]
        for below in reversed(climbed):
            if node in level and depths[node] == 0:
                side = "<" if below < cue else ">"
                names[below], tops[below] = f"{level[node]}{line.deps[below]}{side}", below
                depths[below] = 1
            else:
                names[below], tops[below], depths[below] = names[node], tops[node], depths[node] + 1
            node = below
    return names, tops, depths


def reach(line: SentenceColumns, cue: int) -> range:
    """The tokens near enough to the cue to be asked about: all of them, except in extremely long sentences."""
    far = _REACH if len(line) <= _EXTREMELY_LONG else _SHORT_REACH
    return range(max(0, cue - far), min(len(line), cue + far + 1))


def part_features(line: SentenceColumns, cue: int) -> list[list[str]]:
    """For each token in reach, its features as a part of the attribution whose cue is token ``cue``."""
    near = reach(line, cue)
    around = _Around(line, cue, near)
    return [around.features(at) for at in near]


class _Around:
    """A sentence as seen from a cue: all that the features of its tokens are made of."""

    def __init__(self, line: SentenceColumns, cue: int, near: range) -> None:
        self.line, self.cue = line, cue
        self.names, self.tops, self.depths = _relations(line, cue)
        self.opened = _first_words(line, self.tops)
        self.lemma, self.kind = line.lemmas[cue], f"{line.pos[cue]}|{line.deps[cue]}"
        children = {line.deps[child] for child in line.children[cue]}
        self.passive = bool(children & {"auxpass", "nsubjpass"}) or (line.tags[cue] == "VBN" and "aux" not in children)
        has = ("s", bool(children & _SUBJECTS)), ("c", "ccomp" in children), ("o", "dobj" in children)
        self.has = "".join(letter for letter, there in has if there)
        self.shown = [pos if pos in _OPEN_CLASSES else word for pos, word in zip(line.pos, line.words, strict=True)]
        self.commas = _marks_between(line, cue, near)
        self.first = near.start

    def features(self, at: int) -> list[str]:
        """The features of token ``at``."""
        line, lemma, kind, has, cue = self.line, self.lemma, self.kind, self.has, self.cue
        name, dep, pos, word, shown = self.names[at], line.deps[at], line.pos[at], line.words[at], self.shown[at]
        side = "=" if at == cue else "<" if at < cue else ">"
        state, top, commas, size = self._state(at), self.tops[at], min(self.commas[at], 3), len(line)
        opens = at == self.first
        before_name, before_pos, before_word = (
            ("^", "^", "^") if opens else (self.names[at - 1], line.pos[at - 1], self.shown[at - 1])
        )
        after_pos = line.pos[at + 1] if at + 1 < size else "$"
        away = abs(at - cue)
        distance = away if away < 4 else 4 if away < 8 else 5 if away < 16 else 6
        found = [
            side,
            f"r={name}",
            f"rl={name}|{lemma}",
            f"rk={name}|{kind}",
            f"rp={name}{self.passive:d}",
            f"rd={name}|{dep}|{min(self.depths[at], 3)}",
            f"rw={name}|{shown}",
            f"rf={name}|{self.opened[top]}",
            f"rq={name}|{state}",
            f"rh={name}|{has}",
            f"rt={name}|{line.tags[top]}",
            f"rb={before_name}>{name}",
            f"rn={name}|{distance}",
            f"rc={name}|{commas}",
            f"sq={side}{state}",
            f"sql={side}{state}|{lemma}",
            f"sw={side}{word}",
            f"swp={side}{before_word}|{shown}",
            f"p3={side}{before_pos}|{pos}|{after_pos}",
            f"n={side}{distance}|{pos}",
            f"c={side}{commas}|{state[0]}|{has}",
            f"hd={side}{dep}|{line.deps[line.heads[at]]}|{line.pos[line.heads[at]]}",
        ]
        if away < 3:
            found.append(f"l{at - cue}={lemma}|{shown}")
            found.append(f"k{at - cue}={kind}|{shown}")
        if at + 1 >= size - 1:
            found.append(f"end={size - at}|{side}|{shown}|{state[0]}")
        return found

    def _state(self, at: int) -> str:
        """Whether a token is quoted, in the cue's own quotation or another, and whether it opens or closes one."""
        quoted = self.line.quoted
        quote = quoted[at]
        if quote < 0:
            return "n"
        opens, closes = at == 0 or quoted[at - 1] != quote, at + 1 == len(quoted) or quoted[at + 1] != quote
        return ("o" if quote == quoted[self.cue] else "q") + "[" * opens + "]" * closes


def _marks_between(line: SentenceColumns, cue: int, near: range) -> list[int]:
    """How many marks of punctuation stand between each token in reach and the cue."""
    marks = [0] * len(line)
    for at in range(cue - 1, near.start - 1, -1):
        marks[at] = marks[at + 1] + (line.pos[at + 1] == "PUNCT")
    for at in range(cue + 1, near.stop):
        marks[at] = marks[at - 1] + (line.pos[at - 1] == "PUNCT")
    return marks


def _first_words(line: SentenceColumns, tops: list[int]) -> dict[int, str]:
    """The first word of each branch, by its top."""
    opened: dict[int, str] = {}
    for at, top in enumerate(tops):
        if top not in opened:
            opened[top] = line.words[at] if line.pos[at] not in _OPEN_CLASSES else line.tags[at]
    return opened
