"""Where the chain ended when somebody vouched for it."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.store import chain
from claimcheck.store.connection import plain_errors
from claimcheck.store.database import Database
from claimcheck.store.head import Position
from claimcheck.store.people import now_utc
from claimcheck.store.rows import key

_COLUMNS = "id, head, step_id, authority, token, missing, made_utc"


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head that was signed, stamped or both.

    Attributes:
        head: the line that exports carry.
        step_id: the sign-off that it was made at; None where it was made at an export or by hand.
        authority, token: who stamped it, and their answer (RFC 3161, DER); None where it is not stamped.
        missing: why it is not signed or not stamped although it was to be.
        made_utc: ISO 8601 with seconds, UTC, by the clock of this machine.
    """

    id: str
    head: str
    step_id: str | None
    authority: str | None
    token: bytes | None
    missing: str | None
    made_utc: str

    @property
    def is_signed(self) -> bool:
        """Whether it carries a signature; whether that is genuine, an audit checks."""
        return " ed25519 " in self.head


class Heads:
    """The heads of the chain; rows are only ever added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def end(self) -> Position:
        """The number and the digest of the last entry of the chain."""
        with plain_errors(self._database.path):
            return chain.end(self._database.connection)

    def digest_at(self, number: int) -> str | None:
        """The digest of an entry of the chain; None where it has none of that number."""
        with plain_errors(self._database.path):
            return chain.digest_at(self._database.connection, number)

    def keep(
        self,
        head: str,
        *,
        step_id: str | None = None,
        authority: str | None = None,
        token: bytes | None = None,
        missing: str | None = None,
    ) -> None:
        """Write a head after all others."""
        with self._database.write():
            number = self._database.last_number("heads") + 1
            self._database.execute(
                f"INSERT INTO heads ({_COLUMNS}, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                [key("hd", head, number), head, step_id, authority, token, missing, now_utc(), number],
            )

    def all(self) -> list[KeptHead]:
        """All of them, the oldest first."""
        return self._database.made(KeptHead, f"SELECT {_COLUMNS} FROM heads ORDER BY number")  # noqa: S608

    def latest(self) -> KeptHead | None:
        """The last one, where nothing was written since; None otherwise."""
        found = self._database.made(KeptHead, f"SELECT {_COLUMNS} FROM heads ORDER BY number DESC LIMIT 1")  # noqa: S608
        number, _ = self.end()
        last = self._database.row("SELECT sealed, row FROM chain WHERE number = ?", [number])
        return found[0] if found and last == ("heads", found[0].id) else None

    def of_step(self, step_id: str) -> KeptHead | None:
        """The one that was made at a sign-off."""
        sql = f"SELECT {_COLUMNS} FROM heads WHERE step_id = ? ORDER BY number DESC LIMIT 1"  # noqa: S608
        found = self._database.made(KeptHead, sql, [step_id])
        return found[0] if found else None

    def last_sign_off(self, claim_id: str) -> str | None:
        """The key of the last sign-off of a claim, or of the one that it became."""
        found: str | None = self._database.value(
            "SELECT id FROM steps WHERE step = 'signed' AND claim_id ="
            " (SELECT coalesce(successor_id, id) FROM claims WHERE id = ?) ORDER BY number DESC LIMIT 1",
            [claim_id],
        )
        return found
