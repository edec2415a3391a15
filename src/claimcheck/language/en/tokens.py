"""Words with their place, sentence and stem: cheap, without a language model."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from claimcheck.language.en.lexicon.evidentiality import ASKING
from claimcheck.language.en.lexicon.grammar import ABBREVIATIONS, CLAUSE_BREAKS, FUNCTION
from claimcheck.language.en.stems import stem
from claimcheck.models import Span

# One character for one, so that offsets stay.
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒−﹣－", "-")
    | dict.fromkeys("–—―", "–")
    | dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009\t\ufffd", " ")
)
_TOKEN = re.compile(
    r"""-[LR][RSC]B-                              # brackets as some corpora write them
    | (?:[^\W\d_]\.){2,}                          # U.S.
    | US\$ | (?:KSh|Rs|R|N)(?=\d)                # money in front of its figure
    | [0-9]+(?:,[0-9]{2,3})*(?:\.[0-9]+)?                  # 1,200.5
    | [A-Z][A-Za-z]*-\d+(?![\d-])                 # COVID-19
    | [^\W\d_]+?(?=n't\b) | n't\b | '(?:s|re|ve|d|ll|m)\b
    | [^\W\d_](?:[^\W_]|[\u0300-\u036f])*(?:'(?!s\b|re\b|ve\b|d\b|ll\b|m\b)[^\W\d_]+)*
    | [%$£€¥₹₦₽₩°+] | [.!?…]+ | \n\s*\n | [^\s\w]""",
    re.VERBOSE,
)
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]")


class Token(NamedTuple):
    """One word, figure, sign or mark.

    Attributes:
        text: as it stands.
        lower: case-folded, plain quotation marks.
        stem: the word without its inflection; equals ``lower`` for what is not a word.
        start, end: its place.
        at: its number in the text.
        sentence: the number of its sentence.
        first: whether it opens its sentence.
    """

    text: str
    lower: str
    stem: str
    start: int
    end: int
    at: int
    sentence: int
    first: bool

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def is_figure(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0] in "0123456789"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_content(self) -> bool:
        """Whether it is a word that says something by itself."""
        return self.is_word and self.lower not in FUNCTION

    @property
    def breaks(self) -> bool:
        """Whether a clause ends here."""
        return self.lower in CLAUSE_BREAKS or (self.lower[0] in "-.!?…\n–" and not self.is_word)


def _lower(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if unicodedata.category(letter) not in ("Mn", "Cf", "Cs")
    )


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` in order; every one reads back at its place."""
    out: list[Token] = []
    sentence, opens, ended = 0, True, False
    asking, opening = False, ""
    before = ""
    plain = text.translate(_PLAIN)
    for found in _TOKEN.finditer(plain):
        start, end = found.span()
        shown = found.group()
        if shown[0] == "\n":
            ended = True
            continue
        spaced = plain[start - 1 : start].isspace()
        if ended and (spaced or shown not in _CLOSERS):
            spaced = spaced or shown[0].isupper()
            if spaced and not shown[0].islower():
                sentence, opens = sentence + (not asking), True
                asking = False
            ended = False
        lower = _lower(shown) or shown
        word = shown[0].isalpha()
        out.append(Token(shown, lower, stem(lower) if word else lower, start, end, len(out), sentence, opens and word))
        if opens and word:
            opening = lower
        if word or shown[0].isalnum():
            opens = False
        if shown[0] in _ENDS:
            initial = len(before) == 1 and before.isalpha() and before.isupper()
            # A question that asks for more than yes or no is one statement with its answer.
            asking = shown[-1] == "?" and opening in ASKING
            ended = not (shown == "." and (initial or before.lower() in ABBREVIATIONS))
        before = shown
    return tuple(out)
