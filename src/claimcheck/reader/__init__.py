"""Files, pages and bytes, read into documents."""

from claimcheck.reader.reading import MAX_BYTES, read

__all__ = ["MAX_BYTES", "read"]
