"""The claim status table as CSV (RFC 4180), which a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields

from claimcheck.store import ClaimRecord, StatusRow

COLUMNS = tuple(field.name for field in fields(StatusRow) if field.name not in ("age_days", "steps_count", "handle"))
"""As in the view ``claim_status``, but for what depends on the day and what only serves taking the next step."""

BYTE_ORDER_MARK = "\ufeff"

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def status_csv(records: Sequence[ClaimRecord], head: str | None = None) -> Iterator[str]:
    """The table, piece by piece: a line of names and one for each claim; the head of the chain is the last column."""
    last = [] if head is None else [head]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([*COLUMNS, *(["head"] if last else [])])
    for record in records:
        writer.writerow([*(_cell(getattr(record.status, column)) for column in COLUMNS), *last])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def escaped(value: str) -> str:
    """The value so that no spreadsheet takes it for a formula: with an apostrophe before what would make it one.

    This is what OWASP's page on CSV injection gives, with the full-width signs that some spreadsheets take too. An
    apostrophe that stands before such a sign already gets one more, so that taking one off gives the value back.
    """
    return f"'{value}" if _FORMULA.match(value) else value


def unescaped(cell: str) -> str:
    """The value that was escaped."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return escaped(value)
    return "" if value is None else value
