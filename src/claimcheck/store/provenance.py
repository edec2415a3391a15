"""What trails are made of, and the citations and flags that come of them."""

from __future__ import annotations

import posixpath
import sqlite3
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import product
from urllib.parse import parse_qsl, unquote, urldefrag, urlencode, urlsplit

from claimcheck.errors import NotInStoreError
from claimcheck.models import Capture, FailureReason
from claimcheck.provenance import HeldDocument, LinkTarget, Material, Provenance, follow
from claimcheck.store import documents
from claimcheck.store.documents import document_id
from claimcheck.store.records import ClaimRecord
from claimcheck.store.rows import Row, key, reconcile, storable, to_json

_AT_HAND = 256
"""How many documents and addresses are kept at hand from one claim to the next."""

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


class Tracer:
    """Follows claims through what a database holds; what was read for one claim is kept for the next."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held = lru_cache(_AT_HAND)(partial(held, connection))
        self._landing = lru_cache(_AT_HAND)(partial(landing, connection))

    def trail(self, record: ClaimRecord) -> Provenance:
        """The trail of a claim, as far as it was captured."""
        claim, evidence = record.checked.claim, record.checked.evidence
        (article,) = self._connection.execute(
            "SELECT digest FROM claims JOIN documents ON documents.id = document_id WHERE claims.id = ?", [claim.id]
        ).fetchone()
        digests = dict.fromkeys(piece.digest for piece in evidence)
        material = Material(claim, self._held(article), evidence, {digest: self._held(digest) for digest in digests})
        return follow(material, self._landing)


def held(connection: sqlite3.Connection, digest: str) -> HeldDocument:
    """The document of this digest with what trails need to know of it.

    Raises:
        NotInStoreError: there is none.
    """
    document = documents.document(connection, digest)
    if document is None:
        raise NotInStoreError(f"{digest}: no such document in the database")
    place, captured_utc, origin, primary = connection.execute(
        """
        SELECT
            coalesce(
                (SELECT place FROM captures WHERE document_id = documents.id ORDER BY is_current DESC, place), label
            ),
            coalesce((SELECT min(captured_utc) FROM captures WHERE document_id = documents.id), ''),
            (
                SELECT heads.digest FROM origins JOIN documents AS heads ON heads.id = origin_document_id
                WHERE origins.document_id = documents.id
            ),
            (
                SELECT reason FROM source_kinds
                WHERE source_kinds.document_id = documents.id AND kind IN ('primary', 'recording', 'official')
            )
        FROM documents WHERE digest = ?
        """,
        [digest],
    ).fetchone()
    return HeldDocument(document, place, captured_utc, origin or digest, primary)


def landing(connection: sqlite3.Connection, address: str, place: str) -> LinkTarget:
    """What an address that stands in the document at ``place`` leads to: a document held now, a failure, or nothing."""
    wanted = to_json([storable(spelling) for spelling in spellings(address, place)])
    found = connection.execute(
        """
        WITH wanted (value) AS (SELECT value FROM json_each(?)),
        led (document_id) AS (
            SELECT document_id FROM captures WHERE place IN wanted AND is_current
            UNION SELECT id FROM documents WHERE url IN wanted
            UNION SELECT captures.document_id FROM retrievals JOIN captures ON captures.id = capture_id
            WHERE final_url IN wanted
            UNION SELECT captures.document_id FROM retrievals JOIN captures ON captures.id = capture_id
            WHERE memento_of IN wanted
        )
        SELECT digest FROM led JOIN documents ON documents.id = led.document_id
        WHERE EXISTS (SELECT 1 FROM captures WHERE captures.document_id = documents.id AND is_current)
        ORDER BY published IS NULL, published, digest LIMIT 1
        """,
        [wanted],
    ).fetchone()
    if found is not None:
        return held(connection, found[0])
    failed = connection.execute(
        """
        SELECT place, digest, size_bytes, failure, note FROM captures
        WHERE place IN (SELECT value FROM json_each(?)) AND failure IS NOT NULL AND is_current ORDER BY place LIMIT 1
        """,
        [wanted],
    ).fetchone()
    if failed is None:
        return None
    where, digest, size, failure, note = failed
    return Capture(where, digest, size, FailureReason(failure), note)


def keep_trails(connection: sqlite3.Connection, trails: Sequence[Provenance]) -> None:
    """Make the citations and flags of these claims what their trails say now; what is so already is not touched."""
    scope, claims = "claim_id IN (SELECT value FROM json_each(?))", [to_json([each.claim.id for each in trails])]
    reconcile(connection, "citations", scope, claims, [row for trail in trails for row in _citations(trail)])
    reconcile(connection, "trail_flags", scope, claims, [row for trail in trails for row in _flags(trail)])


def spellings(address: str, place: str) -> list[str]:
    """The ways in which an address may have been written when it was fetched; a path is one inside the workspace.

    Scheme, ``www.``, a slash at the end and what only tells who links make no difference.
    """
    bare = urldefrag("".join(address.split())).url
    try:
        parts = urlsplit(bare)
    except ValueError:
        return [address]
    if parts.scheme not in ("http", "https"):
        inside = not parts.scheme and "://" not in place
        return [posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(bare)))] if inside else [address]
    host, path = parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/")
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
    queries = {f"?{parts.query}", f"?{urlencode(asked)}"} if asked else {""}
    return sorted(
        {bare}
        | {
            f"{scheme}://{www}{host}{path}{slash}{query}"
            for scheme, www, slash, query in product(("http", "https"), ("", "www."), ("", "/"), queries)
        }
    )


def _citations(trail: Provenance) -> list[Row]:
    return [
        {
            "id": key("i", trail.claim.id, each.citing, each.how, each.source, each.span),
            "claim_id": trail.claim.id,
            "document_id": document_id(each.citing),
            "how": each.how,
            "text": each.text,
            "source": each.source,
            "cited_document_id": document_id(each.cited) if each.cited else None,
            "start_char": each.span.start if each.span else None,
            "end_char": each.span.end if each.span else None,
            "note": each.note,
        }
        for each in trail.citations
    ]


def _flags(trail: Provenance) -> list[Row]:
    return [
        {
            "id": key("m", trail.claim.id, each.flag, each.digests),
            "claim_id": trail.claim.id,
            "flag": each.flag,
            "note": each.note,
            "documents_json": to_json([document_id(digest) for digest in each.digests]),
        }
        for each in trail.flags
    ]
