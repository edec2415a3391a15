"""The store: one SQLite file that holds articles, evidence, findings and decisions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from claimcheck.errors import StoreError
from claimcheck.meaning import Meaning
from claimcheck.store.acknowledgements import Acknowledgements
from claimcheck.store.annotations import KeptAnnotations
from claimcheck.store.articles import Articles
from claimcheck.store.calls import Calls
from claimcheck.store.cases import Cases
from claimcheck.store.claims import Claims
from claimcheck.store.connection import connect_to_read, may_not_write
from claimcheck.store.control_files import ControlFiles
from claimcheck.store.database import Database, opened
from claimcheck.store.documents import Captures, Documents
from claimcheck.store.heads import Heads
from claimcheck.store.integrity import Integrity
from claimcheck.store.known import KnownChecks
from claimcheck.store.notices import Notices
from claimcheck.store.origins import Origins
from claimcheck.store.passages import Passages
from claimcheck.store.people import People
from claimcheck.store.provenance import ProvenanceRecords
from claimcheck.store.rechecks import Rechecks
from claimcheck.store.retrievals import Retrievals
from claimcheck.store.reviews import Reviews
from claimcheck.store.searches import Searches
from claimcheck.store.sheet_edits import SheetEdits
from claimcheck.store.talking import Talking


class Store:
    """An open database, with a repository for each subject.

    Every method of a repository that writes does so wholly or not at all, and leaves alone what is right already; every
    one raises StoreError, in one line, when the database fails.

    Attributes:
        path: the file.
        database: the connection that the repositories share.
    """

    def __init__(self, path: Path, database: Database | None = None) -> None:
        """Open the database at ``path``, made and brought up to date where needed; or take one that is open.

        Raises:
            StoreError: it cannot be opened, is another program's, or was made by another version of claimcheck.
        """
        self.path = path
        self.database = database = database or opened(path)
        self.captures = Captures(database)
        self.documents = Documents(database, self.captures)
        self.passages = Passages(database)
        self.articles = Articles(database, self.documents)
        self.claims = Claims(database)
        self.annotations = KeptAnnotations(database)
        self.retrievals = Retrievals(database, self.documents, self.captures)
        self.rechecks = Rechecks(database)
        self.searches = Searches(database)
        self.people = People(database)
        self.reviews = Reviews(database, self.people)
        self.calls = Calls(database, self.people)
        self.sheet_edits = SheetEdits(database, self.people)
        self.talking = Talking(database, self.people)
        self.origins = Origins(database, self.people)
        self.provenance = ProvenanceRecords(database, self.documents, self.claims)
        self.acknowledgements = Acknowledgements(database, self.people)
        self.control_files = ControlFiles(database)
        self.known = KnownChecks(database)
        self.heads = Heads(database)
        self.notices = Notices(database)
        self.integrity = Integrity(database)
        self.cases = Cases(database)

    @classmethod
    def to_read(cls, path: Path) -> Self:
        """The store at ``path``; where that may not be written to, opened to be read alone.

        Raises:
            StoreError: as when it is opened to be written to.
        """
        try:
            return cls(path)
        except StoreError as error:
            if not may_not_write(error) or not path.is_file():
                raise
        return cls.read_only(path)

    @classmethod
    def read_only(cls, path: Path) -> Self:
        """The store at ``path``, through a connection that cannot write: what is computed anew is not kept.

        Raises:
            StoreError: it cannot be read, is not ours, or was made by another version of claimcheck.
        """
        return cls(path, Database(connect_to_read(path), path, is_read_only=True))

    @classmethod
    def reading(cls, connection: sqlite3.Connection) -> Self:
        """The store over a connection of somebody else, who only reads: what is written through it is not sealed."""
        (_, _, path), *_ = connection.execute("PRAGMA database_list")
        name = Path(Path(path).name)
        return cls(name, Database(connection, name))

    def meaning(self, model: Meaning) -> Meaning:
        """The model with its answers kept here."""
        from claimcheck.store.meaning import KeptMeaning

        return KeptMeaning(self.database, model)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.database.connection.close()
