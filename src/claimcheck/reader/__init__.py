"""Files, pages and bytes, read into documents."""

from claimcheck.reader.files import file_bytes
from claimcheck.reader.reading import MAX_BYTES, read

__all__ = ["MAX_BYTES", "file_bytes", "read"]
