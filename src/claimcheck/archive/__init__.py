"""Captures on disk, as WARC 1.1 under ``evidence/archive/``: what was asked, what came, and when."""

from claimcheck.archive.archive import Archive
from claimcheck.archive.reading import KeptFile, KeptRetrieval
from claimcheck.archive.records import WarcRange, WarcRecord

__all__ = ["Archive", "KeptFile", "KeptRetrieval", "WarcRange", "WarcRecord"]
