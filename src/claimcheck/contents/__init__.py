"""What files and captures hold: always read in processes of their own, bounded in time, memory and size."""

from claimcheck.contents.content import Content, content
from claimcheck.contents.documents import document, read, with_passages
from claimcheck.contents.processes import FEW, ReaderProcesses, ReadingLimits
from claimcheck.contents.readers import Readers

__all__ = [
    "FEW", "Content", "ReaderProcesses", "Readers", "ReadingLimits", "content", "document", "read", "with_passages",
]  # fmt: skip
