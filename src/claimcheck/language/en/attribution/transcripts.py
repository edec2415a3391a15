"""Turns of a transcript as attributions, and the speakers that their labels name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import DocumentColumns
from claimcheck.language.en.lexicon.organisations import ORGANISATION_WORDS, ORGANISATIONS
from claimcheck.language.en.lexicon.people import HONORIFICS
from claimcheck.language.en.mentions import Mentions
from claimcheck.language.en.mentions.names import title_length
from claimcheck.language.en.parsing import Parse
from claimcheck.language.en.speaker_labels import SpeakerLabel, is_manner, is_role
from claimcheck.models import EntityKind, Span, Speaker, SpeakerKind

_CERTAIN = 10.0
_UNNAMED = "unnamed speaker"


def turns(parse: Parse, seen: DocumentColumns) -> Iterator[AttributionCandidate]:
    """A candidate for each turn."""
    starts = [line.span.start for line in seen.lines]
    for label in parse.labels:
        if label.turn:
            line = bisect_left(starts, label.span.end)
            yield AttributionCandidate(line, _CERTAIN, [label.name], [label.mark], list(label.turn))


def labelled_speakers(parse: Parse, known: Mentions) -> dict[Span, Speaker]:
    """By the place of its name in a label, each speaker of a transcript.

    A name is completed by the other labels and by the people that the document names; it keeps its capitals.
    """
    text = parse.document.text
    people = {entity.name: entity.role for entity in known.entities if entity.named and _is_person(entity.kind)}
    offices: dict[str, str | None] = {}
    parts = {label.name: _parted(" ".join(label.name.of(text).split()), label) for label in parse.labels}
    for name, role in parts.values():
        offices[name] = offices.get(name) or role
    return {place: _speaker(name, people, offices) for place, (name, _) in parts.items()}


def _is_person(kind: EntityKind) -> bool:
    return kind is EntityKind.PERSON


def _parted(words: str, label: SpeakerLabel) -> tuple[str, str | None]:
    """The name and the office of a label."""
    plain = [word.strip(".,").casefold() for word in words.split()]
    cut = title_length(plain)
    beside = label.beside if label.beside and not is_manner(label.beside) else None
    if is_role(words) or not 0 < cut < len(plain):
        return words, beside
    title = " ".join(words.split()[:cut])
    return " ".join(words.split()[cut:]), beside or (None if plain[cut - 1] in HONORIFICS else title)


def _speaker(name: str, people: dict[str, str | None], offices: dict[str, str | None]) -> Speaker:
    if not any(letter.isalnum() for letter in name):
        return Speaker(_UNNAMED, SpeakerKind.UNNAMED)
    if is_role(name):
        return Speaker(name, SpeakerKind.UNNAMED, offices[name])
    full = _completed(name, list(people)) or name
    longer = _completed(name, [other for other in offices if len(other.split()) > len(name.split())])
    full = full if full != name else longer or name
    role = offices.get(full) or offices[name] or people.get(full)
    words = name.casefold().split()
    organisation = name.casefold() in ORGANISATIONS or words[-1] in ORGANISATION_WORDS
    return Speaker(full, SpeakerKind.ORGANISATION if organisation else SpeakerKind.PERSON, role)


def _completed(name: str, others: Sequence[str]) -> str | None:
    """The only one of ``others`` that a name can be short for, or is in other capitals."""
    words = name.casefold().split()
    ends = [other for other in others if other.casefold().split()[-len(words) :] == words]
    first = [other for other in others if len(words) == 1 and other.casefold().split()[:1] == words]
    found = ends or first
    return found[0] if len(found) == 1 else None
