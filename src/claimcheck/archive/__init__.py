"""Captures on disk, as WARC 1.1 under ``evidence/archive/``: what was asked, what came, and when."""

from claimcheck.archive.archive import Archive
from claimcheck.archive.reading import Kept, KeptFile
from claimcheck.archive.records import Record, Stretch

__all__ = ["Archive", "Kept", "KeptFile", "Record", "Stretch"]
