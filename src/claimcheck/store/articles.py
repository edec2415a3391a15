"""Articles under check: their claims, who says them, and what became of every sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.models import Attribution, Capture, Claim, Coverage, Span, Speaker, SplitArticle
from claimcheck.store.database import Database
from claimcheck.store.documents import Documents
from claimcheck.store.lineage import PlacedClaim, successors
from claimcheck.store.rows import Row, chars, columns, key, listed, to_json


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article under check.

    Attributes:
        place: the path inside the workspace.
        digest: of the document that it holds now.
        coverage: what became of each of its sentences.
    """

    place: str
    digest: str
    coverage: tuple[Coverage, ...]


class Articles:
    """The articles under check."""

    def __init__(self, database: Database, documents: Documents) -> None:
        self._database = database
        self._documents = documents

    def keep(self, place: str, split: SplitArticle, *, from_sheet: bool) -> None:
        """Write the article at ``place`` and its claims.

        Claims that it no longer makes go; those that a person reviewed stay and are marked. One that was edited
        leads on to what it became, and what people did with it counts for that one.
        """
        document, database = split.document, self._database
        with database.write():
            root = self.root(place, document.digest)
            before = self._placed_claims(place)
            identity = self._documents.keep(document, Capture(place, document.digest), None)
            article: Row = {
                "id": key("a", place),
                "place": place,
                "document_id": identity,
                "is_from_sheet": int(from_sheet),
                "is_current": 1,
                "root": None if root == document.digest else root,
            }
            database.reconcile("articles", "id = ?", [article["id"]], [article])
            coverage = _coverage(identity, document.text, split.coverage)
            database.reconcile("coverage", "document_id = ?", [identity], coverage)
            _keep_attributions(database, identity, document.text, split.claims)
            _keep_claims(database, identity, document.text, split.claims)
            if before:
                self._lead_on(*before, split)
            _retire(database)

    def root(self, place: str, digest: str) -> str:
        """What the keys of the claims of an article are made from, given the digest of its present text.

        It is the digest of the first version seen at ``place``; of an article that was renamed, of its first version
        under its earlier name.
        """
        found: str | None = self._database.value(
            """
            SELECT coalesce(root, digest) FROM articles JOIN documents ON documents.id = document_id
            WHERE place = :place OR digest = :digest ORDER BY place = :place DESC, is_current DESC, place LIMIT 1
            """,
            {"place": place, "digest": digest},
        )
        root = found or digest
        is_taken = self._database.row(
            """
            SELECT 1 FROM articles JOIN documents ON documents.id = document_id
            WHERE is_current AND place <> :place AND coalesce(root, digest) = :root AND digest <> :digest
            """,
            {"place": place, "root": root, "digest": digest},
        )
        return f"{digest} {place}" if is_taken else root

    def _placed_claims(self, place: str) -> tuple[str, list[PlacedClaim]] | None:
        """The text of the article as it was kept last, and its claims; None where it was not kept before."""
        row = self._database.row(
            "SELECT document_id, text FROM articles JOIN documents ON documents.id = document_id WHERE place = ?",
            [place],
        )
        if row is None:
            return None
        document, text = row
        spans = _claim_spans(self._database, document)
        claims = self._database.rows(
            """
            SELECT id, text, (
                SELECT replacement FROM reviews WHERE replacement IS NOT NULL AND claim_id IN (
                    SELECT claims.id
                    UNION ALL SELECT before.id FROM claims AS before WHERE before.successor_id = claims.id
                ) ORDER BY number DESC LIMIT 1
            )
            FROM claims WHERE document_id = ? AND is_current
            """,
            [document],
        )
        return text, [PlacedClaim(each, words, tuple(spans[each]), proposed) for each, words, proposed in claims]

    def _lead_on(self, text: str, before: Sequence[PlacedClaim], split: SplitArticle) -> None:
        """Have each claim that was edited lead on to what it became."""
        known = {claim.id for claim in before}
        made = {claim.id for claim in split.claims}
        gone = [claim for claim in before if claim.id not in made]
        fresh = [PlacedClaim(claim.id, claim.text, claim.spans) for claim in split.claims if claim.id not in known]
        found = successors(text, gone, split.document.text, fresh)
        if found:
            with self._database.working_out():
                self._database.execute_many(
                    "UPDATE claims SET successor_id = :new WHERE :old IN (id, successor_id)",
                    [{"old": old, "new": new} for old, new in found.items()],
                )

    def forget(self, kept: Collection[str]) -> None:
        """Mark articles that are not among ``kept`` as gone; of their claims, only reviewed ones stay listed."""
        with self._database.write():
            self._database.execute(
                "UPDATE articles SET is_current = 0 WHERE is_current AND place NOT IN (SELECT value FROM json_each(?))",
                [listed(sorted(kept))],
            )

    def all(self, place: str | None = None) -> list[KeptArticle]:
        """The articles that are there now, by place; or the one at ``place``."""
        found = self._database.rows(
            """
            SELECT place, digest, document_id FROM articles JOIN documents ON documents.id = document_id
            WHERE is_current AND (:place IS NULL OR place = :place) ORDER BY place
            """,
            {"place": place},
        )
        return [KeptArticle(where, digest, self._coverage(document)) for where, digest, document in found]

    def _coverage(self, document: str) -> tuple[Coverage, ...]:
        sql = "SELECT start_char, end_char, covered, why FROM coverage WHERE document_id = ? ORDER BY n"
        return tuple(self._database.made(Coverage, sql, [document]))


def _retire(database: Database) -> None:
    """Drop what no article claims any more, but for what a person worked on and what something became of."""
    database.execute(
        "UPDATE claims SET is_current = 0 WHERE is_current AND document_id NOT IN (SELECT document_id FROM articles)"
    )
    if database.row("SELECT 1 FROM claims WHERE is_current AND successor_id IS NOT NULL"):
        with database.working_out():
            database.execute("UPDATE claims SET successor_id = NULL WHERE is_current AND successor_id IS NOT NULL")
    database.execute(
        """
        DELETE FROM claims WHERE NOT is_current AND successor_id IS NULL AND id NOT IN (
            SELECT claim_id FROM reviews UNION SELECT claim_id FROM steps UNION SELECT claim_id FROM calls
            UNION SELECT claim_id FROM overrides UNION SELECT claim_id FROM comments
        )
        """
    )
    _lead_on_to_copies(database)
    database.execute(
        """
        WITH RECURSIVE used (id) AS (
            SELECT attribution_id FROM claims WHERE attribution_id IS NOT NULL
            UNION SELECT outer_id FROM attributions JOIN used USING (id) WHERE outer_id IS NOT NULL
        )
        DELETE FROM attributions WHERE id NOT IN used
        """
    )
    database.execute(
        "DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM attributions WHERE speaker_id IS NOT NULL)"
    )


def _lead_on_to_copies(database: Database) -> None:
    """Have claims that their article no longer makes lead on to the same claim of a later version."""
    found = database.rows(
        """
        WITH successors AS (
            SELECT gone.id AS gone_id, (
                SELECT claims.id FROM captures AS before
                JOIN articles ON articles.place = before.place
                JOIN claims ON claims.document_id = articles.document_id AND claims.is_current
                WHERE before.document_id = gone.document_id AND claims.text = gone.text
                ORDER BY articles.place, claims.n LIMIT 1
            ) AS successor_id
            FROM claims AS gone WHERE NOT gone.is_current AND gone.successor_id IS NULL
        )
        SELECT successor_id, gone_id FROM successors WHERE successor_id IS NOT NULL
        """
    )
    if found:
        with database.working_out():
            database.execute_many("UPDATE claims SET successor_id = ? WHERE id = ?", found)


def attribution_id(document: str, attribution: Attribution) -> str:
    """The key of an attribution in the document of the given key."""
    outer = attribution_id(document, attribution.outer) if attribution.outer else None
    speaker = _speaker_id(attribution.speaker) if attribution.speaker else None
    parts = (attribution.source, attribution.cue, attribution.content)
    return key("t", document, attribution.type, *parts, speaker, outer)


def _speaker_id(speaker: Speaker) -> str:
    return key("s", speaker.name, speaker.kind, speaker.role, speaker.via, speaker.anonymity, speaker.candidates)


def _nested(attribution: Attribution | None) -> Iterator[Attribution]:
    """The attribution and those that it is nested in, the outermost first."""
    if attribution is not None:
        yield from _nested(attribution.outer)
        yield attribution


def _keep_attributions(database: Database, document: str, text: str, claims: Sequence[Claim]) -> None:
    found = {attribution_id(document, each): each for claim in claims for each in _nested(claim.attribution)}
    speakers = {_speaker_id(each.speaker): _speaker(each.speaker) for each in found.values() if each.speaker}
    database.reconcile(
        "speakers",
        "id IN (SELECT value FROM json_each(?))",
        [to_json(list(speakers))],
        list(speakers.values()),
    )
    rows: list[Row] = [
        {
            "id": identity,
            "document_id": document,
            "label": _label(text, each),
            "speaker_id": _speaker_id(each.speaker) if each.speaker else None,
            "source": _words(text, each.source),
            "cue": _words(text, each.cue),
            "content": _words(text, each.content),
            "type": each.type,
            "outer_id": attribution_id(document, each.outer) if each.outer else None,
        }
        for identity, each in found.items()
    ]
    database.reconcile("attributions", "document_id = ?", [document], rows, prune=False)
    spans = [
        row
        for identity, each in found.items()
        for part, places in (("source", each.source), ("cue", each.cue), ("content", each.content))
        for row in _spans("x", "attribution_id", identity, part, text, places)
    ]
    scope = "attribution_id IN (SELECT value FROM json_each(?))"
    database.reconcile("attribution_spans", scope, [to_json(list(found))], spans)


def _claim_spans(database: Database, document: str) -> defaultdict[str, list[Span]]:
    return database.made_by_owner(
        Span,
        "SELECT claim_id, claim_spans.start_char, claim_spans.end_char FROM claim_spans"
        " JOIN claims ON claims.id = claim_id WHERE document_id = ? AND part = 'words'"
        " ORDER BY claim_id, claim_spans.n",
        [document],
    )


def _label(text: str, each: Attribution) -> str:
    named = each.speaker.name if each.speaker else _words(text, each.source) or "unclear"
    return " ".join(f"{named} {_words(text, each.cue)}".split())


def _keep_claims(database: Database, document: str, text: str, claims: Sequence[Claim]) -> None:
    current = to_json([claim.id for claim in claims])
    in_current = "id IN (SELECT value FROM json_each(?))"
    numbers = dict(database.rows(f"SELECT id, number FROM claims WHERE {in_current}", [current]))  # noqa: S608
    last = database.last_number("claims")
    rows: list[Row] = []
    for n, claim in enumerate(claims, 1):
        if claim.id not in numbers:
            last += 1
        rows.append(_claim(document, claim, n, numbers.get(claim.id, last)))
    database.reconcile("claims", in_current, [current], rows, prune=False)
    database.execute(
        "UPDATE claims SET is_current = 0"
        " WHERE is_current AND document_id = ? AND id NOT IN (SELECT value FROM json_each(?))",
        [document, current],
    )
    scope = "claim_id IN (SELECT value FROM json_each(?))"
    spans = [
        row
        for claim in claims
        for part, places in (("words", claim.spans), ("quote", claim.quotes))
        for row in _spans("w", "claim_id", claim.id, part, text, places)
    ]
    database.reconcile("claim_spans", scope, [current], spans)
    substitutions: list[Row] = [
        {"id": key("b", claim.id, n), "claim_id": claim.id, "n": n, **columns(made, "old new span")}
        for claim in claims
        for n, made in enumerate(claim.substitutions, 1)
    ]
    database.reconcile("substitutions", scope, [current], substitutions)


def _claim(document: str, claim: Claim, n: int, number: int) -> Row:
    return {
        "document_id": document,
        "n": n,
        **columns(claim, "id text kind why_not uncertain priority_pct"),
        "attribution_id": attribution_id(document, claim.attribution) if claim.attribution else None,
        "is_checkable": int(claim.checkable),
        "is_current": 1,
        "number": number,
        **chars(claim.sentence, "sentence_"),
    }


def _speaker(speaker: Speaker) -> Row:
    return {
        "id": _speaker_id(speaker),
        **columns(speaker, "name kind role via anonymity"),
        "candidates_json": to_json(speaker.candidates),
    }


def _coverage(document: str, text: str, coverage: Sequence[Coverage]) -> list[Row]:
    return [
        {
            "id": key("v", document, n),
            "document_id": document,
            "n": n,
            "text": part.span.of(text),
            **columns(part, "covered why span"),
        }
        for n, part in enumerate(coverage, 1)
    ]


def _spans(letter: str, owner: str, identity: str, part: str, text: str, spans: Sequence[Span]) -> list[Row]:
    return [
        {
            "id": key(letter, identity, part, n),
            owner: identity,
            "part": part,
            "n": n,
            "text": span.of(text),
            **chars(span),
        }
        for n, span in enumerate(spans, 1)
    ]


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)
