"""What assistants can ask of a workspace; each tool calls what the library or a command calls, and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Annotated

from pydantic import Field

from claimcheck import library, verdict
from claimcheck.errors import NotInStoreError
from claimcheck.export.as_json import Json, record_object, regions_object, split_object
from claimcheck.locating import locate, paraphrases
from claimcheck.mcp.kept import AskedText, Given, Kept, Text
from claimcheck.models import Document, Span
from claimcheck.store import ClaimRecord, Store
from claimcheck.text import sentence_around
from claimcheck.workspace import Workspace

Texts = Annotated[list[Given], Field(min_length=1, max_length=20)]
Most = Annotated[int, Field(ge=1, le=50)]


class Tools:
    """The tools over one workspace; each call opens its database to be read alone.

    Every method raises ClaimcheckError in one line.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def find(self, words: Text, most: Most = 5) -> Json:
        """Find a quote or a sentence in the workspace's evidence: the same words, changed words, and similar meaning.

        `same_words` has the closest place in each document with its wording (verbatim, variant, trimmed, altered,
        spliced, not_found: only similar words); `same_meaning` has sentences that mean something similar, or deny it.
        Spans are [start, end) characters in the text of the document named beside them.
        """
        with self._opened() as (store, kept):
            located = [each for each in locate(store, words, most) if each.is_close]
            retrieval = self._workspace.retrieval(store)
            alike = paraphrases(store, words, retrieval, most, {each.digest for each in located})
            same: list[Json] = []
            for each in located:
                document = store.documents.get(each.digest)
                checked = each.check(words, document)
                spans = checked.spans or (each.span,)
                found = asdict(replace(checked, spans=spans))
                same.append(found | _sentences(document, spans) | {"document": kept.document(document)})
            similar: list[Json] = []
            for paraphrase in alike:
                document = store.documents.get(paraphrase.digest)
                similar.append(
                    {"text": paraphrase.span.of(document.text), "span": paraphrase.span}
                    | {"similarity": paraphrase.similarity, "document": kept.document(document)}
                )
        return {"same_words": same, "same_meaning": similar, "by_meaning": retrieval.meaning is not None}

    def check_quote(self, quote: Text, source: Given, speaker: str | None = None) -> Json:
        """Check whether a quote stands in a text, and how it was changed; with `speaker`, also whether it is theirs.

        `source` is a text, or {"source": the path, address, key or digest of a kept document}. The answer has the
        wording, the reason, and the places of the words in that document, or in the text that was given.
        """
        (words,), (document,) = self._words([source])
        checked = library.check_quote(quote, words.text, speaker)
        edits = tuple(replace(edit, evidence_span=edit.evidence_span.shifted(words.start)) for edit in checked.edits)
        spans = tuple(span.shifted(words.start) for span in checked.spans)
        return asdict(replace(checked, spans=spans, edits=edits)) | {"document": document}

    def compare(self, claim: Text, evidence: Given) -> Json:
        """List the typed differences between a claim and a piece of evidence: numbers, dates, names, negations ...

        `evidence` is a text, or {"source": ..., "start": ..., "end": ...} for a stretch of a kept document, as `find`
        names it. No difference does not mean that the evidence supports the claim: ask `judge`.
        """
        (words,), (document,) = self._words([evidence])
        found = [words.placed(each) for each in library.compare(claim, words.text)]
        return {"differences": found, "span": words.span, "document": document}

    def judge(self, claim: Text, evidence: Texts) -> Json:
        """Judge what pieces of evidence, up to 20, suggest about a claim; a suggestion with its reason, not the truth.

        Each piece is a text, or {"source": ..., "start": ..., "end": ...} for a stretch of a kept document. `finding`
        is supported, contradicted, conflicting, related (the pieces are only near it) or not_found.
        """
        pieces, documents = self._words(evidence)
        found = verdict.judge(claim, [piece.text for piece in pieces], self._workspace.meaning())
        described = [
            {"span": piece.span, "document": document} for piece, document in zip(pieces, documents, strict=True)
        ]
        return {"finding": found.finding, "reason": found.reason, "rule": found.rule, "evidence": described}

    def split(self, article: str | None = None, text: Text | None = None) -> Json:
        """Split a text into atomic, attributed claims; or, with `article`, give those that the workspace has of it.

        `article` is its path, or a part of the name; give that or `text`. Spans count in the text of the article;
        `coverage` says what became of its every sentence.
        """
        if (article is None) == (text is None):
            raise NotInStoreError("give either article or text")
        if text is not None:
            return split_object(library.split_article(text))
        with self._opened() as (store, kept):
            place = self._place(article or "")
            split = self._workspace.kept_split(store, place)
            return split_object(split) | {"document": kept.document(split.document)}

    def status(self, article: str | None = None, first: bool = False) -> Json:
        """List the claims of an article (its path, or a part of the name), or of all, with what is found and decided.

        `first` orders them by what to look at first. `show` has the evidence of one. A status that begins with
        "suggested" is the machine's; any other is a person's decision.
        """
        with self._opened() as (store, kept):
            place = self._place(article) if article else None
            records = store.claims.queue(place) if first else store.claims.all(place)
            if place and not records:
                raise NotInStoreError(f"{place}: no claims in the database; run `claimcheck verify {article}`")
            articles = {each: store.documents.get(each) for each in map(store.claims.article_digest, records)}
            lines = [_line(record, store.claims.article_digest(record)) for record in records]
            return {"articles": [kept.document(document) for document in articles.values()], "claims": lines}

    def show(self, claim: str) -> Json:
        """Show one claim with its two findings, all its evidence with offsets and differences, and people's decisions.

        `claim` is its number, harbour:3 where several articles have that number, or its id. "said" answers whether the
        speaker said it in these words, "so" whether it is so.
        """
        with self._opened() as (store, kept):
            record = store.claims.get(claim)
            article = store.documents.get(store.claims.article_digest(record))
            documents = {piece.digest: store.documents.get(piece.digest) for piece in record.checked.evidence}
            regions = [documents[piece.digest].region(piece.span) for piece in record.checked.evidence]
            return (
                {"n": record.status.n, "handle": record.status.handle}
                | record_object(record)
                | regions_object(record.checked, article, regions)
                | {"article": kept.document(article)}
                | {"documents": {digest: kept.document(each) for digest, each in documents.items()}}
            )

    def sources(self, named: str = "") -> Json:
        """List what the workspace holds as evidence, or could not retrieve and why.

        With `named`, only what has these letters in its path, address, title or publisher.
        """
        with self._opened() as (store, kept):
            listed: list[Json] = []
            for capture in store.captures.sources():
                words = (capture.place, capture.label, capture.publisher)
                if named.casefold() not in " ".join(filter(None, words)).casefold():
                    continue
                copy: Json | None = None
                if capture.failure is None and capture.digest is not None:
                    copy = kept.saved_copy(capture.digest, store.documents.key(capture.digest))
                listed.append(asdict(capture) | {"saved_copy": copy})
            return {"sources": listed}

    def _words(self, given: Sequence[Given]) -> tuple[list[AskedText], list[Json]]:
        """The words that are meant, and the document of each; for texts alone no database is needed."""
        if all(isinstance(each, str) for each in given):
            texts = [AskedText(each) for each in given if isinstance(each, str)]
            return texts, [{"digest": words.digest} for words in texts]
        with self._opened() as (_, kept):
            found = [kept.words(each) for each in given]
            return found, [
                kept.document(words.document) if words.document else {"digest": words.digest} for words in found
            ]

    @contextmanager
    def _opened(self) -> Iterator[tuple[Store, Kept]]:
        database = self._workspace.database
        if not database.is_file():
            raise NotInStoreError(f"no {database}; run `claimcheck verify` first")
        store = Store.read_only(database)
        try:
            yield store, Kept(self._workspace, store)
        finally:
            store.close()

    def _place(self, article: str) -> str:
        return self._workspace.place(self._workspace.article(article))


def _sentences(document: Document, spans: Sequence[Span]) -> Json:
    sentences = [sentence_around(document, span) for span in spans]
    return {"sentences": [{"text": span.of(document.text), "span": span} for span in sentences]}


def _line(record: ClaimRecord, digest: str) -> Json:
    checked, status = record.checked, record.status
    return {
        "article": status.article,
        "digest": digest,
        "n": status.n,
        "handle": status.handle,
        "id": checked.claim.id,
        "text": checked.claim.text,
        "spans": checked.claim.spans,
        "speaker": status.speaker,
        "status": status.status,
        "flag": status.flag,
        "said": {"finding": checked.said.finding, "reason": checked.said.reason, "wording": checked.said.wording},
        "so": {"finding": checked.so.finding, "reason": checked.so.reason},
        "documents_count": status.documents_count,
        "origins_count": status.origins_count,
    }
