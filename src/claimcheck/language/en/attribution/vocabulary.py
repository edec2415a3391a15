"""The word lists of attribution: cues that state, nouns that announce a clause, objects that make a verb no cue."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__, "words.toml")

STATEMENTS = frozenset(word for words in _LISTS.tables["statements"].values() for word in words.split())
ANNOUNCING_NOUNS = _LISTS["announcing_nouns"]
DOING = _LISTS["doing"] | _LISTS["showing"]
SHOWING = _LISTS["showing"]
VOICELESS = _LISTS["voiceless"]
ANNOUNCING_VERBS = _LISTS["announcing_verbs"]
LEADING_PHRASES = tuple(
    (before.strip(), after.strip())
    for before, _, after in (phrase.partition("…") for phrase in sorted(_LISTS.phrases("leading_phrases")))
)
LEADING = frozenset(after if before == "as" else before for before, after in LEADING_PHRASES)
PREFACES = (
    ("according", "to"),
    *(
        tuple(before.split())
        for before, after in LEADING_PHRASES
        if not after and before not in ("as", "if", "to hear")
    ),
)
PASSED_ON_NOUNS = ANNOUNCING_NOUNS | _LISTS["passed_on_nouns"]
PASSING_ON = _LISTS["passing_on"]
SILENT: dict[str, frozenset[str]] = {
    verb: frozenset(objects.split()) for verb, objects in _LISTS.tables["silent"].items()
}
