"""Datasette's CSV on its way out, so that no spreadsheet takes a cell for a formula."""

from __future__ import annotations

import codecs
import re

from claimcheck.export.as_csv import escaped

_CELL = re.compile(r'(?P<cell>"(?:[^"]|"")*"|[^",\r\n]*)(?P<end>,|\r?\n)')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
_LONGEST_CELL = 50_000_000


class SafeCells:
    """A CSV, piece by piece as it comes, with an apostrophe before formulas; numbers stay as they are."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def passed(self, body: bytes, *, is_last: bool) -> bytes:
        """What can be passed on once ``body`` has come: whole cells alone, until the last piece."""
        text = self._rest + self._decoder.decode(body, is_last)
        made: list[str] = []
        at = 0
        while found := _CELL.match(text, at):
            made += [_safe(found["cell"]), found["end"]]
            at = found.end()
        self._rest = text[at:]
        if is_last or len(self._rest) > _LONGEST_CELL:
            made.append(_safe(self._rest))
            self._rest = ""
        return "".join(made).encode()


def _safe(cell: str) -> str:
    if _NUMBER.fullmatch(cell):
        return cell
    if not cell.startswith('"'):
        return escaped(cell)
    return f'"{escaped(cell[1:])}'
