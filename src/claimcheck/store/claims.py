"""Claims with what was found out about them."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.errors import NotInStoreError
from claimcheck.models import CheckedClaim, Claim
from claimcheck.store.checks import keep_checked
from claimcheck.store.database import Database
from claimcheck.store.records import ClaimRecord, claims_of, records
from claimcheck.store.rows import to_json
from claimcheck.store.status import StatusRow, claim_rows, queue_rows, rows_named, status_rows


class Claims:
    """The claims of all articles, as a status table and as full records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep_checked(self, article_digest: str, checked: Sequence[CheckedClaim]) -> None:
        """Write findings and evidence of claims of the article with this digest, in place of earlier ones.

        Raises:
            NotInStoreError: a claim, or a document of its evidence, was never kept.
        """
        with self._database.write():
            keep_checked(self._database, article_digest, checked)

    def status(self, place: str | None = None) -> list[StatusRow]:
        """The claim status table of the article at ``place``, or of all articles."""
        return status_rows(self._database, place)

    def all(self, place: str | None = None) -> list[ClaimRecord]:
        """The full records behind the claim status table, in its order."""
        return records(self._database, status_rows(self._database, place))

    def split(self, place: str) -> tuple[Claim, ...]:
        """The claims that the article at ``place`` makes now, in its order, without what was found out about them."""
        keys = self._database.column(
            "SELECT claims.id FROM articles JOIN claims ON claims.document_id = articles.document_id"
            " WHERE articles.place = ? AND articles.is_current AND claims.is_current ORDER BY claims.n, claims.id",
            [place],
        )
        found = claims_of(self._database, to_json(keys))
        return tuple(found[key] for key in keys)

    def queue(self, place: str | None = None) -> list[ClaimRecord]:
        """The same records, what to look at first."""
        return records(self._database, queue_rows(self._database, place))

    def get(self, name: str) -> ClaimRecord:
        """The full record of one claim.

        Args:
            name: its number in the table (``harbour:3`` where several articles have one), or the beginning of its key.

        Raises:
            NotInStoreError: there is none, or more than one.
        """
        found = rows_named(self._database, name) if name else []
        keys = sorted({line.id for line in found})
        if len(keys) > 1:
            listed = ", ".join(keys[:3]) + (" ..." if len(keys) > 3 else "")
            more = f"name the article too, as in ARTICLE:{name}" if name.isdecimal() else "give more of one key"
            raise NotInStoreError(f"{name}: {len(keys)} claims go by that ({listed}); {more}")
        if not found:
            raise NotInStoreError(f"{name.strip() or 'no name'}: no such claim; `claimcheck status` lists them")
        return records(self._database, found[:1])[0]

    def get_by_key(self, identity: str) -> ClaimRecord | None:
        """The full record of the claim with this key; None where there is none."""
        return next(iter(records(self._database, claim_rows(self._database, identity))), None)

    def article_digest(self, record: ClaimRecord) -> str:
        """The digest of the article as it stood when the claim was taken from it; the claim's spans count in it."""
        sql = "SELECT documents.digest FROM claims JOIN documents ON documents.id = document_id WHERE claims.id = ?"
        return str(self._database.value(sql, [record.status.id]))
