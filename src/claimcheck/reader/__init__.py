"""Files, pages and bytes, read into documents."""

from claimcheck.reader.files import file_bytes
from claimcheck.reader.formats import Format
from claimcheck.reader.pace import more_time
from claimcheck.reader.raw import RawFile
from claimcheck.reader.reading import MAX_BYTES, read

__all__ = ["MAX_BYTES", "Format", "RawFile", "file_bytes", "more_time", "read"]
