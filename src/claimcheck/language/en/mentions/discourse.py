"""What has been spoken of so far, and which of it a later word can mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from claimcheck.language.en.lexicon.sources import CONTINUING
from claimcheck.language.en.mentions.clusters import Cluster
from claimcheck.language.en.mentions.phrases import Form, Phrase, Position, speaks


@dataclass(frozen=True, slots=True)
class PastMention:
    """A cluster, or several named together, at one place of the text."""

    clusters: tuple[Cluster, ...]
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a word could mean: where it was last spoken of, and how prominently.

    Attributes:
        clusters: one, or several named together ("Smith and Jones").
        phrase: its most prominent mention in the nearest sentence that has one.
        back: how many sentences ago.
        score: the higher, the likelier.
    """

    clusters: tuple[Cluster, ...]
    phrase: Phrase
    back: int
    score: float


@dataclass(slots=True)
class Discourse:
    """The mentions so far, by sentence.

    Attributes:
        seen: what each sentence has spoken of.
        named: the names of each sentence, also those still to come.
        last: the last sentence that spoke of each cluster, by its number.
    """

    named: dict[int, list[PastMention]]
    seen: dict[int, list[PastMention]] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def add(self, clusters: tuple[Cluster, ...], phrase: Phrase) -> None:
        """Note that ``phrase`` speaks of ``clusters``."""
        self.seen.setdefault(phrase.sentence, []).append(PastMention(clusters, phrase))
        for cluster in clusters:
            cluster.mentions.add(phrase.span)
            self.last[cluster.number] = phrase.sentence

    def before(self, phrase: Phrase, back: int) -> Iterator[PastMention]:
        """What the sentence ``back`` sentences ago spoke of, before ``phrase``."""
        for seen in self.seen.get(phrase.sentence - back, ()):
            if seen.phrase.span.end <= phrase.span.start:
                yield seen

    def since(self, cluster: Cluster, phrase: Phrase) -> int | None:
        """How many sentences ago ``cluster`` was last spoken of; None when never."""
        last = self.last.get(cluster.number)
        return None if last is None else phrase.sentence - last

    def antecedents(self, phrase: Phrase, fits: Callable[[Cluster], bool], window: int) -> list[Antecedent]:
        """Single clusters that ``phrase`` could mean, likeliest first, each at its nearest sentence."""
        found: dict[int, Antecedent] = {}
        barred = self._barred(phrase)
        for back in range(window + 1):
            here: dict[int, Antecedent] = {}
            for seen in self.before(phrase, back):
                if len(seen.clusters) != 1:
                    continue
                cluster = seen.clusters[0]
                if cluster.number in found or cluster.number in barred or not fits(cluster):
                    continue
                score = _prominence(seen.phrase, phrase) - 3 * back
                if cluster.number not in here or score > here[cluster.number].score:
                    here[cluster.number] = Antecedent((cluster,), seen.phrase, back, score)
            found |= here
        return ranked(list(found.values()))

    def beside(self, phrase: Phrase, fits: Callable[[Cluster], bool]) -> Antecedent | None:
        """Whose "his wife" it is beside a name: "Jack Dale, his wife and Ann Poe"."""
        owned = phrase.head.head
        if phrase.head.tag_ != "PRP$" or owned.dep_ not in ("conj", "appos"):
            return None
        for seen in self.seen.get(phrase.sentence, ()):
            if seen.phrase.head.i == owned.head.i and len(seen.clusters) == 1 and fits(seen.clusters[0]):
                return Antecedent(seen.clusters, seen.phrase, 0, _prominence(seen.phrase, phrase))
        return None

    def ahead(self, phrase: Phrase, fits: Callable[[Cluster], bool]) -> Antecedent | None:
        """The subject that ``phrase`` runs ahead of: "When she arrived, Ann Lee said"."""
        for seen in self.named.get(phrase.sentence, ()):
            other = seen.phrase
            subject = other.position is Position.SUBJECT and other.main and other.quoted == phrase.quoted
            if other.span.start < phrase.span.start or not subject or not fits(seen.clusters[0]):
                continue
            if _governs(other, phrase) and not (_same_verb(other, phrase) and phrase.position is Position.SUBJECT):
                return Antecedent(seen.clusters, other, 0, _prominence(other, phrase))
        return None

    def _barred(self, phrase: Phrase) -> set[int]:
        """Clusters that ``phrase`` cannot mean: what it is part of, or its verb joins it to, who speaks its words.

        And for who speaks, whom the spoken words name: "“My daughter is a dentist,” he said". A pronoun that is a
        subject is none of those that its own clause names behind it: "one delegate said he might back Roe"
        (principle C of Chomsky, Lectures on Government and Binding, 1981).
        """
        barred: set[int] = set()
        argument = phrase.head.tag_ != "PRP$" and phrase.position is not Position.MODIFIER
        to_come = self.named.get(phrase.sentence, []) if phrase.quoted else []
        for seen in [*self.seen.get(phrase.sentence, []), *to_come]:
            other = seen.phrase
            joined = argument and other.position is not Position.MODIFIER and _same_verb(other, phrase)
            speaker = phrase.quoted and not other.quoted and speaks(other)
            quoting = other.quoted and not phrase.quoted and speaks(phrase)
            if joined or speaker or quoting or _inside(phrase, other):
                barred.update(cluster.number for cluster in seen.clusters)
        if argument and phrase.form is Form.PRONOUN and phrase.position is Position.SUBJECT:
            for seen in self.named.get(phrase.sentence, []):
                if seen.phrase.span.start > phrase.span.start and _governs(phrase, seen.phrase):
                    barred.update(cluster.number for cluster in seen.clusters)
        # “They lied,” said Quill. “They took it.”
        for seen in self.seen.get(phrase.sentence - 1, []) if phrase.quoted else ():
            if not seen.phrase.quoted and speaks(seen.phrase):
                barred.update(cluster.number for cluster in seen.clusters)
        return barred


def _prominence(phrase: Phrase, asked: Phrase) -> float:
    score = float(phrase.position) + 0.5 * phrase.main
    if phrase.spoken and not asked.spoken:
        score -= 1.5
    if phrase.quoted and not asked.quoted:
        score -= 1
    return score


def ranked(antecedents: list[Antecedent]) -> list[Antecedent]:
    """Likeliest first; of equals the later mention, then the order of first mention."""
    return sorted(antecedents, key=lambda c: (-c.score, -c.phrase.span.start, c.clusters[0].number))


def live(antecedents: list[Antecedent], asked: Phrase) -> list[Antecedent]:
    """The likeliest candidate and every other that a reader could take instead."""
    if not antecedents:
        return []
    best = antecedents[0]
    return [best, *(other for other in antecedents[1:] if _rivals(other, best, asked))]


def _rivals(other: Antecedent, best: Antecedent, asked: Phrase) -> bool:
    if other.phrase.position is Position.MODIFIER and best.phrase.position is not Position.MODIFIER:
        return False
    if other.phrase.spoken and not asked.spoken and not best.phrase.spoken:
        return False
    subject = best.phrase.position is Position.SUBJECT
    known = best.clusters[0].named and not other.clusters[0].named
    if subject and known and best.back and other.phrase.position is not Position.SUBJECT:
        return False
    if other.back == best.back:
        if subject and best.back == 0 and _governs(best.phrase, asked):
            return other.phrase.position >= Position.OBJECT and (
                _same_verb(other.phrase, best.phrase) or _governs(other.phrase, asked)
            )
        return not (subject and best.back and _goes_on(best.phrase, asked) and not speaks(other.phrase))
    return other.back == best.back + 1 and not subject and other.phrase.position is Position.SUBJECT


def _inside(phrase: Phrase, other: Phrase) -> bool:
    """Whether ``phrase`` is part of ``other`` otherwise than in a relative clause: "the claim that it failed"."""
    token = phrase.head
    for above in phrase.head.ancestors:
        complement = any(child.dep_ == "mark" for child in token.children)
        if token.dep_ == "conj" or (token.dep_ == "relcl" and not complement):
            return False
        if above.i == other.head.i:
            return True
        token = above
    return False


def _same_verb(one: Phrase, other: Phrase) -> bool:
    return one.verb is not None and other.verb is not None and one.verb.i == other.verb.i


def _governs(subject: Phrase, asked: Phrase) -> bool:
    """Whether the verb of ``subject`` stands above ``asked`` in the sentence."""
    if subject.verb is None:
        return False
    return any(token.i == subject.verb.i for token in asked.head.ancestors)


def _goes_on(speaker: Phrase, asked: Phrase) -> bool:
    """Whether ``asked`` continues to speak after ``speaker`` ("Smith told Jones ... He added")."""
    if asked.form is not Form.PRONOUN or not (speaks(speaker) and speaks(asked)) or asked.verb is None:
        return False
    return asked.verb.lemma_ in CONTINUING or any(child.lower_ == "also" for child in asked.verb.children)
