"""What a desk agrees on beside decisions: deadlines, comments, and links for people without a login."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

from claimcheck.errors import NotInStoreError, RuleError
from claimcheck.store.database import Database
from claimcheck.store.people import People, now_utc
from claimcheck.store.rows import Row, key

ARTICLE, FEED, READING = "article", "feed", "reading"
"""What a link may lead to, or what a program may do with its token: read what a person may."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about a claim; ``said_utc`` is ISO 8601 with seconds, UTC."""

    claim_id: str
    person: str
    words: str
    said_utc: str


@dataclass(frozen=True, slots=True)
class Share:
    """A link that works: what it leads to, and who made it when."""

    id: str
    kind: str
    subject: str
    person: str
    made_utc: str


@dataclass(frozen=True, slots=True)
class News:
    """Something that concerns a person.

    Attributes:
        id: of the step or comment.
        claim_id, claim: the claim, as it is now.
        person: who did it, ``what`` in words, ``words`` what they said.
    """

    id: str
    at_utc: str
    claim_id: str
    claim: str
    person: str
    what: str
    words: str


class Talking:
    """Deadlines, comments and links."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def set_deadline(self, place: str, deadline_utc: str | None, person: str) -> None:
        """Say until when an article is to be checked; None to have no deadline any more."""
        at_utc, count = now_utc(), self._database.last_number("deadlines")
        row: Row = {
            "id": key("dl", place, deadline_utc, person, at_utc, count),
            "place": place,
            "deadline_utc": deadline_utc,
            "person": person,
            "set_utc": at_utc,
        }
        with self._database.write():
            self._people.welcome(person, at_utc)
            self._database.append("deadlines", row)

    def deadlines(self) -> dict[str, str]:
        """The deadlines that hold, by the articles' places."""
        rows = self._database.rows("SELECT place, deadline_utc, max(number) FROM deadlines GROUP BY place")
        return {place: deadline for place, deadline, _ in rows if deadline}

    def comment(self, claim_id: str, person: str, words: str) -> None:
        """Say something about a claim.

        Raises:
            RuleError: there are no words.
        """
        if not words.strip():
            raise RuleError("write the comment first")
        at_utc, count = now_utc(), self._database.last_number("comments")
        row: Row = {
            "id": key("cm", claim_id, person, words, at_utc, count),
            "claim_id": claim_id,
            "person": person,
            "words": words.strip(),
            "said_utc": at_utc,
        }
        with self._database.write():
            if not self._database.row("SELECT 1 FROM claims WHERE id = ?", [claim_id]):
                raise NotInStoreError(f"{claim_id}: no such claim in the database")
            self._people.welcome(person, at_utc)
            self._database.append("comments", row)

    def comments(self, claim_id: str) -> list[Comment]:
        """What was said about a claim and those that it succeeds, the oldest first."""
        return self._database.made(
            Comment,
            "SELECT claim_id, person, words, said_utc FROM comments JOIN claims ON claims.id = claim_id"
            " WHERE ? IN (claims.id, successor_id) ORDER BY comments.number",
            [claim_id],
        )

    def share(self, kind: str, subject: str, person: str) -> str:
        """Make a link; returns the secret that it holds, which is kept nowhere."""
        token, at_utc = secrets.token_urlsafe(24), now_utc()
        digest = _digest(token)
        row: Row = {
            "id": key("ln", digest),
            "kind": kind,
            "subject": subject,
            "token_digest": digest,
            "person": person,
            "made_utc": at_utc,
            "withdrawn_utc": None,
        }
        with self._database.write():
            self._people.welcome(person, at_utc)
            self._database.insert("shares", [row])
        return token

    def shared(self, token: str) -> Share | None:
        """What a link leads to; None where it never did, or was withdrawn."""
        found = self._database.made(Share, f"{_SHARES} AND token_digest = ?", [_digest(token)])
        return found[0] if found else None

    def shares(self, kind: str, subject: str) -> list[Share]:
        """The links that work for one article, or for one person's feed."""
        return self._database.made(Share, f"{_SHARES} AND kind = ? AND subject = ? ORDER BY made_utc", [kind, subject])

    def withdraw(self, share: str) -> None:
        """Have a link lead nowhere from now on."""
        with self._database.write():
            self._database.execute(
                "UPDATE shares SET withdrawn_utc = ? WHERE id = ? AND withdrawn_utc IS NULL", [now_utc(), share]
            )

    def news(self, person: str, most: int = 50) -> list[News]:
        """What others did that concerns a person, the newest first.

        That is: claims assigned to them, what became of what they decided, comments on claims that they worked on, and
        comments that name them (``@Ines``).
        """
        found = self._database.made(News, _NEWS, {"person": person})
        named = re.compile(rf"@{re.escape(person)}(?!\w)", re.IGNORECASE)
        mine = set(self._database.column(_WORKED_ON, {"person": person}))
        concerning = [
            each for each in found if each.what != "said" or each.claim_id in mine or named.search(each.words)
        ]
        return sorted(concerning, key=lambda each: each.at_utc, reverse=True)[:most]


_SHARES = "SELECT id, kind, subject, person, made_utc FROM shares WHERE withdrawn_utc IS NULL"

_NEWS = """
SELECT steps.id, at_utc, coalesce(successor_id, claims.id), claims.text, steps.person,
    CASE step WHEN 'assigned' THEN 'assigned to you' ELSE step END, steps.note
FROM steps JOIN claims ON claims.id = steps.claim_id LEFT JOIN reviews ON reviews.id = steps.review_id
WHERE steps.person <> :person AND (
    step = 'assigned' AND assignee = :person OR step IN ('signed', 'returned', 'reopened') AND reviewer = :person
)
UNION ALL
SELECT comments.id, said_utc, coalesce(successor_id, claims.id), claims.text, person, 'said', words
FROM comments JOIN claims ON claims.id = claim_id WHERE person <> :person
"""
_WORKED_ON = """
SELECT coalesce(successor_id, claims.id) FROM claims WHERE id IN (
    SELECT claim_id FROM steps WHERE :person IN (person, assignee)
    UNION SELECT claim_id FROM comments WHERE person = :person
)
"""


def _digest(token: str) -> str:
    return f"sha256:{hashlib.sha256(token.encode()).hexdigest()}"
