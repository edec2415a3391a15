"""Words with their place, sentence and stem: cheap, without a language model."""

from __future__ import annotations

import re
import unicodedata

from claimcheck.language.en.lexicon.abbreviations import keeps_full_stop
from claimcheck.language.en.lexicon.grammar import CLAUSE_BREAKS, FUNCTION
from claimcheck.language.en.lexicon.questions import ASKING
from claimcheck.language.en.stems import stem
from claimcheck.models import Token

# One character for one, so that offsets stay.
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´＇", "'")
    | dict.fromkeys("“”„‟″«»＂", '"')
    | dict.fromkeys("‐‑‒−﹣－", "-")
    | dict.fromkeys("–—―", "–")
    | dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009\t\ufffd", " ")
)
# Words behind which "12 500" is two numbers: a date or a label, and then a count.
_LABELLING = tuple(
    f"{word} "
    for word in "January February March April May June July August September October November December Jan Feb Mar Apr"
    " Jun Jul Aug Sept Sep Oct Nov Dec page Page room Room rooms Rooms chapter Chapter group Group route Route bus Bus"
    " line Line flight Flight section Section article Article day Day aged Highway No. Covid".split()
)
_NOT_BEHIND = "".join(f"(?<!{re.escape(word)})" for word in _LABELLING)
_GROUPED = rf"""{_NOT_BEHIND}(?<![\d.,])[0-9]{{1,3}}(?:[\ '][0-9]{{3}})+(?![0-9])(?:[.,][0-9]{{1,2}}(?!\d))?"""
_TOKEN = re.compile(
    rf"""(?:[^\W\d_]\.){{2,}}                          # U.S.
    | US\$ | (?:KSh|Rs|R|N)(?=\d)                # money in front of its figure
    | {_GROUPED}                                     # 1 200,5
    | [0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]{{1,2}}(?!\d)     # 1.200,5
    | [0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}(?!\d)             # 1.200.000
    | (?<![\d,])[0-9]+,[0-9]{{1,2}}(?![\d,])             # 3,5
    | [0-9]+(?:,[0-9]{{2,3}})*(?:\.[0-9]+)?[½⅓⅔¼¾⅛⅜⅝⅞]? # 1,200.5
    | [½⅓⅔¼¾⅛⅜⅝⅞]
    | [A-Z][A-Za-z]*-\d+(?![\d-])                 # COVID-19
    | [^\W\d_]+?(?=n't\b) | n't\b | '(?:s|re|ve|d|ll|m)\b
    | [^\W\d_](?:[^\W_]|[\u0300-\u036f])*(?:'(?!s\b|re\b|ve\b|d\b|ll\b|m\b)[^\W\d_]+)*
    | [%$£€¥₹₦₽₩°+] | [.!?…]+ | \n\s*\n | [^\s\w]""",
    re.VERBOSE,
)
_ENDS = frozenset(".!?…")
_BREAKS = frozenset("-.!?…\n–")
_CLOSERS = frozenset("\"')]")


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
        root = stem(lower) if word else lower
        breaks = lower in CLAUSE_BREAKS or (lower[0] in _BREAKS and not word)
        is_content = word and lower not in FUNCTION
        out.append(Token(shown, lower, root, start, end, len(out), sentence, opens and word, is_content, breaks))
        if opens and word:
            opening = lower
        if word or shown[0].isalnum():
            opens = False
        if shown[0] in _ENDS:
            initial = len(before) == 1 and before.isalpha() and before.isupper()
            # A question that asks for more than yes or no is one statement with its answer.
            asking = shown[-1] == "?" and opening in ASKING
            ended = not (shown == "." and (initial or keeps_full_stop(before.lower(), plain[end : end + 3])))
        before = shown
    return tuple(out)
