"""Whose words a stretch of a document gives: the claim's own speaker's, or somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language import vocabulary
from claimcheck.meaning import Entailment, Meaning
from claimcheck.models import Attribution, Document, Span, Speaker, SpeakerKind
from claimcheck.text import words
from claimcheck.verdict.stretches import Passed
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_SMALL = frozenset({"the", "a", "an", "of", "for", "and"})


def is_same(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers can be the same source."""
    if one.kind is SpeakerKind.PERSON and other.kind is SpeakerKind.PERSON:
        return any(vocabulary().same_person(one.name, name) for name in (other.name, *other.candidates) if name.strip())
    return _is_same_body(one.name, other.name)


def is_own(speaker: Speaker, document: Document, attributions: Sequence[Attribution], span: Span) -> bool:
    """Whether the words at ``span`` are the speaker's own, at whatever remove.

    They are where an attribution says so, and where the whole document is the speaker's: its author's, a release of
    the body that published it, or the speech or statement that its title announces; unless the words are given there
    to somebody else.
    """
    given = [one for one in attributions if any(content.meets(span) for content in one.content)]
    if any(is_same(speaker, one) for attribution in given for one in _speakers(attribution)):
        return True
    named = [attribution for attribution in given if attribution.speaker is not None]
    return not named and is_speaker_of(speaker, document)


def reported(
    claim: str, speaker: Speaker, passages: Sequence[Passed], meaning: Meaning | None
) -> list[Entailment | None]:
    """What a model makes of "SPEAKER said that CLAIM" and each passage; None where a passage does not name the speaker.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    naming = [meaning is not None and is_named(speaker, one.whole.of(one.text)) for one in passages]
    question = f"{speaker.name} said that {claim[:1].lower()}{claim[1:]}"
    asked = [(one.whole.of(one.text), question) for one, names in zip(passages, naming, strict=True) if names]
    answers = iter(meaning.judge(asked) if meaning is not None else ())
    return [next(answers) if names else None for names in naming]


def is_named(speaker: Speaker, text: str) -> bool:
    """Whether a text names a speaker: it has the surname of a person, or the last word of another name."""
    names = [word.text.removesuffix("'s") for word in words(speaker.name)]
    return bool(names) and names[-1] in {word.text.removesuffix("'s") for word in words(text)}


def is_speaker_of(speaker: Speaker, document: Document) -> bool:
    """Whether a whole document is what ``speaker`` says."""
    if speaker.kind is SpeakerKind.PERSON:
        if document.author and vocabulary().same_person(speaker.name, document.author):
            return True
        return _is_own_words(document) and _names(document.title, speaker)
    return bool(document.publisher) and _is_same_body(speaker.name, document.publisher or "")


def _speakers(attribution: Attribution) -> list[Speaker]:
    """The speakers of an attribution, and of those that it is reported inside of."""
    found: list[Speaker] = []
    inner: Attribution | None = attribution
    while inner is not None:
        found += [inner.speaker] if inner.speaker is not None else []
        inner = inner.outer
    return found


def _is_same_body(one: str, other: str) -> bool:
    mine, theirs = ({word.text for word in words(name)} - _SMALL for name in (one, other))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def _is_own_words(document: Document) -> bool:
    """Whether a document says of itself that it is a speech, a statement, a release or the like."""
    label = f"{document.kind or ''} {document.title or ''}".lower()
    return not _LISTS["own_words"].isdisjoint(label.replace(":", " ").split())


def _names(title: str | None, speaker: Speaker) -> bool:
    return is_named(speaker, title or "")
