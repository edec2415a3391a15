"""Everything kept, in one SQLite file: the only package that holds query SQL."""

from claimcheck.store.annotations import KeptAnnotation
from claimcheck.store.articles import KeptArticle
from claimcheck.store.case_tables import Imported
from claimcheck.store.checks import basis
from claimcheck.store.documents import KeptCapture, KeptDocument
from claimcheck.store.known import CheckedBefore
from claimcheck.store.records import ClaimRecord
from claimcheck.store.retrievals import RetrievalRecord
from claimcheck.store.searches import Search
from claimcheck.store.status import StatusRow
from claimcheck.store.store import Store

__all__ = [
    "CheckedBefore",
    "ClaimRecord",
    "Imported",
    "KeptAnnotation",
    "KeptArticle",
    "KeptCapture",
    "KeptDocument",
    "RetrievalRecord",
    "Search",
    "StatusRow",
    "Store",
    "basis",
]
