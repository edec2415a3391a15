"""Guess the charset of bytes that do not say theirs, by the words they would make.

Statistics over byte pairs go wrong on a page of English with three curly quotation marks in it. Asking whether the
words beyond ASCII are words of one language, letter by letter, does not.
"""

from __future__ import annotations

import re

_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"

# Per charset, the letters beyond ASCII of each language written in it, the commonest first; likelier charsets first.
_LANGUAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "cp1252",
        ("éàèêçâîôûùïœëüæÿ", "üäöß", "óíáéñúü", "ãçáéóíêõâúàôü", "èàùòéì", "åäöæøéü", "áíðóæéöþúý", "éàóèíïçòúü·", ""),
    ),
    ("cp1250", ("łęóążśćńź", "íáéěýčžřšůúťňóď", "áíéčýšľžúňťôďóäĺŕ", "áéöőóüíűú", "čšžćđ", "ăîşţâ")),
    ("cp1251", (_RUSSIAN, "оаниівертслкудмпязьбгйчхцїжшюфщєґ", "аоиенрстујквдпмлзбгчцшхњжљћџђф")),
    ("koi8-r", (_RUSSIAN,)),
    ("cp866", (_RUSSIAN,)),
    ("cp1254", ("ıüşğöçâîû",)),
    ("cp1253", ("αοιετνσηυρπκμλςόδάγέίωθήύφχβώξζψϊϋΐΰ",)),
    ("cp1255", ("יוהלארתבשמםנכחדקעפןסטזגצךףץ",)),
    ("cp1256", ("المينرتوبسدعفهكقةأجحشطصىخإذثضزغئآظؤءپچژگًٌٍَُِّْ",)),
    ("cp1257", ("āīēšūņļžķģč", "ėšųžįčūąę", "äõüöšž")),
    ("mac-roman", ("éàèêçâîôûùïœëüæÿ", "üäöß", "óíáéñúü", "")),
)
_MARKS = "‘’‚“”„‹›«»–—…•·€£¥©®™°§№¿¡½¼¾²³´`ªº\u00a0"
_WITHIN = str.maketrans("", "", "’–—·\u00ad")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_LAST_LATIN = "\u024f"
_ELSEWHERE = ["cp932", "euc_jp", "gb18030", "big5", "cp949", *(codec for codec, _ in _LANGUAGES)]
_SAMPLE = 65_536
_SURE = 0.9
_RARE_LETTERS = 0.3
_UNLIKELIER = 0.005


def guessed_charset(data: bytes) -> str:
    """The charset in which ``data``, which is not UTF-8, most likely was written."""
    sample = data[:_SAMPLE]
    best, best_score, sure = "cp1252", 0.0, False
    for place, (codec, languages) in enumerate(_LANGUAGES):
        words = [word for word in _WORD.findall(sample.decode(codec, "replace")) if not word.isascii()]
        for letters in languages:
            share = sum(_fits(word, letters) for word in words) / max(len(words), 1)
            score = share - _RARE_LETTERS * _rareness(words, letters) - _UNLIKELIER * place
            if share >= _SURE and (not sure or score > best_score):
                best, best_score, sure = codec, score, True
    if sure:
        return best
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=_ELSEWHERE, preemptive_behaviour=False).best()
    return found.encoding if found else best


def _fits(word: str, letters: str) -> bool:
    """Whether ``word`` could be one of the language with these letters, with marks at most around it."""
    inner = word.strip(_MARKS).translate(_WITHIN)
    beyond = [c for c in inner if c > "\x7f"]
    if not beyond:
        return True
    mixed_scripts = _is_own_script(letters) and any("a" <= c <= "z" for c in inner.lower())
    mixed_case = inner[1:] != inner[1:].lower() and inner != inner.upper()
    return not mixed_scripts and not mixed_case and all(c.lower() in letters for c in beyond)


def _rareness(words: list[str], letters: str) -> float:
    """How rare the letters of ``words`` are in a script of its own, 0 to 1; 0 for Latin, which mixes with ASCII."""
    if not _is_own_script(letters):
        return 0.0
    places = [letters.find(c) for c in "".join(words).lower() if c in letters]
    return sum(places) / (len(places) * len(letters)) if places else 1.0


def _is_own_script(letters: str) -> bool:
    return letters[:1] > _LAST_LATIN
