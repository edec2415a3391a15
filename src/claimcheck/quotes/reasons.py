"""What is remarked on a quote, in sentences that an editor would use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.models import Wording

if TYPE_CHECKING:
    from claimcheck.quotes.coding import Coded
    from claimcheck.quotes.placement import QuotePart

_SHOWN_WORDS = 14

OPENING = {
    Wording.VERBATIM: "the source has these words",
    Wording.VARIANT: "the source has the same words, with other spelling or punctuation",
    Wording.TRIMMED: "the source has these words, and nothing left out changes their sense",
    Wording.ALTERED: "the quote is not what the source has",
    Wording.SPLICED: "the quote joins passages that stand apart in the source",
    Wording.AMBIGUOUS: "it is not clear which words of the source are meant",
    Wording.NOT_FOUND: "the source does not have these words",
    Wording.MISATTRIBUTED: "the source attributes these words to someone else",
}
"""The first half of a reason, by wording."""

NO_WORDS = "the quote holds no words"
NO_TEXT = "the source holds no words"


def reason(wording: Wording, remarks: Sequence[str]) -> str:
    """The answer as a sentence; at most three remarks, then how many more there are."""
    shown = list(remarks[:3])
    if len(remarks) > 3:
        shown.append(f"and {len(remarks) - 3} more differences")
    return ": ".join(filter(None, (OPENING[wording], "; ".join(shown))))


def changed(quoted: str, source: str) -> str:
    """Other words stand there."""
    return f"it has {short(quoted)} where the source has {short(source)}"


def inserted(quoted: str) -> str:
    """Words that do not stand there."""
    return f"it adds {short(quoted)}"


def dropped(source: str) -> str:
    """Words gone silently."""
    return f"it leaves out {short(source)} without an ellipsis"


def left_out(source: str) -> str:
    """Words gone at an ellipsis."""
    return f"the ellipsis stands for {short(source)}"


def ellipsis_hides(source: str, changing: str) -> str:
    """Words gone at an ellipsis that should not be."""
    return f"its ellipsis hides {short(source)}, and '{changing}' changes the sense"


def bracketed(quoted: str, source: str) -> str:
    """An editor's bracket."""
    return f"{short(quoted)} is an editor's" + (f", for {short(source)}" if source else "")


def bracket_hides(quoted: str, source: str) -> str:
    """An editor's bracket that should not be."""
    return f"the bracket {short(quoted)} changes the sense" + (f" of {short(source)}" if source else "")


def interrupted(source: str) -> str:
    """The reporter's own words amid a quote."""
    return f"the source interrupts the quote with {short(source)}"


EDGES = {
    "negation": "{words} is cut off before it, which denies it",
    "condition": "{words} is cut off, on which it depends",
    "contrast": "{words} is cut off, which limits or takes back what it says",
    "denied": "the source has these words only in order to deny them: {words} is cut off",
    "reported": "the source gives these words as what others say: {words} is cut off",
    "asked": "the source only asks it: {words} is cut off",
    "supposed": "the source only hopes, doubts or supposes it: {words} is cut off",
}
"""What is remarked on words cut off at an edge, by what they do to the quote."""


def edge_cut(kind: str, words: str) -> str:
    """Words cut off at an edge that should not be."""
    return EDGES[kind].format(words=short(words)) + ", and that changes the sense"


def cut_short(at_end: bool) -> str:
    """An ellipsis at an end."""
    return f"its ellipsis says that the sentence {'goes on' if at_end else 'began before'}"


def question(asked: bool) -> str:
    """A question mark too many or too few."""
    return "it asks what the source states" if asked else "it states what the source asks"


def spliced(quote: Coded, before: QuotePart, after: QuotePart, apart: int | None) -> str:
    """Two places made one."""
    first, second = (quote.words(part.runs[0][1], part.runs[-1][2]) for part in (before, after))
    where = f"{apart} words apart" if apart is not None else "in the other order"
    return f"{short(first)} and {short(second)} stand {where} in the source"


def differently(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Spellings that differ."""
    return [f"{short(quoted)} for {short(source)}" for quoted, source in pairs]


def short(words: str) -> str:
    """Words in quotation marks, the middle of long ones left out."""
    split = words.split()
    if len(split) > _SHOWN_WORDS:
        split = [*split[: _SHOWN_WORDS // 2], "…", *split[-_SHOWN_WORDS // 2 :]]
    return f"'{' '.join(split)}'"
