"""The front matter of a Markdown file: what the file says about itself, read leniently.

It looks like YAML and often is none: a title with a colon in it breaks a YAML parser. Here each line is read by itself,
up to its first colon, and a line that cannot be used is kept and named instead of costing the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.models import Document
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import iso_date

KEYS = ("title", "publisher", "author", "published", "modified", "url", "kind", "lang")
_DATES = ("published", "modified")
_PEOPLE = ("author", "publisher")
_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Where the closing line is missing, the header ends with its last line of key and value.
_OPEN_BLOCK = re.compile(r"---[ \t]*\n((?:[ \t]*[\w-]+[ \t]*:.*(?:\n|\Z))+)")
_STATES_A_KEY = re.compile(rf"^[ \t]*(?:{'|'.join(KEYS)})[ \t]*:", re.MULTILINE | re.IGNORECASE)
_LINE = re.compile(r"""(?P<quote>["']?)(?P<key>[\w-]+)(?P=quote)[ \t]*:[ \t]*(?P<value>.*)""")
_TAG = re.compile(r"![^\s]*[ \t]+")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_BLOCK_SCALAR = re.compile(r"[>|][+-]?\d?")
_ITEM = re.compile(r"-[ \t]+")
_NAME = re.compile(r"name[ \t]*:[ \t]*", re.IGNORECASE)
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was stated, and where the text begins.

    Attributes:
        stated: the values of :data:`KEYS` that are given; dates as ISO 8601.
        body_start: where the text begins, in characters.
        ignored: the lines that could not be used, as they stand there.
    """

    stated: dict[str, str]
    body_start: int
    ignored: tuple[str, ...] = ()

    def applied(self, made: Document) -> Document:
        """``made`` with what was stated."""
        facts = {name: self.stated.get(name) for name in KEYS if name != "lang"}
        return replace(made, language=self.stated.get("lang"), **facts)  # type: ignore[arg-type]


@dataclass(slots=True)
class _Entry:
    key: str
    lines: list[str]
    values: list[str]


def front_matter(text: str) -> FrontMatter:
    """Read the front matter of ``text``, which has line feeds for newlines; empty where there is none."""
    found = _BLOCK.match(text)
    if not found or not _STATES_A_KEY.search(found.group(1)):
        found = _OPEN_BLOCK.match(text)
    if not found or not _STATES_A_KEY.search(found.group(1)):
        return FrontMatter({}, 0)
    stated: dict[str, str] = {}
    ignored: list[str] = []
    for entry in _entries(found.group(1)):
        if not entry.key:
            ignored += entry.lines
        elif entry.key in KEYS:
            value = _value(entry)
            if value:
                stated[entry.key] = value
            elif any(each not in _NOTHING for each in entry.values):
                ignored += entry.lines
    return FrontMatter(stated, found.end(), tuple(ignored))


def _entries(block: str) -> Iterator[_Entry]:
    """The lines of a header, each with the indented and listed lines that follow it; without key, what has none."""
    entry: _Entry | None = None
    for line in block.splitlines():
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        if entry is not None and (line[0].isspace() or _ITEM.match(words)) and entry.key:
            entry.lines.append(words)
            entry.values.append(words)
            continue
        if entry is not None:
            yield entry
        found = _LINE.match(words)
        entry = _Entry(found["key"].lower(), [words], [found["value"].strip()]) if found else _Entry("", [words], [])
    if entry is not None:
        yield entry


def _value(entry: _Entry) -> str | None:
    """The value of a key of ours; None when it cannot be used."""
    first, *rest = entry.values
    first = _TAG.sub("", first, count=1) if _TAG.match(first) else first
    if first.startswith("[") and first.endswith("]"):
        parts = [*first[1:-1].split(","), *rest]
    elif rest and (not first or _BLOCK_SCALAR.fullmatch(first)):
        parts = rest
    else:
        parts = [" ".join([first, *rest])]
    is_list = len(parts) > 1 and (first.startswith("[") or any(map(_ITEM.match, parts)))
    words = [_unquoted(_ITEM.sub("", part.strip(), count=1)) for part in parts]
    if entry.key in _PEOPLE and any(map(_NAME.match, words)):
        words = [_unquoted(_NAME.sub("", each, count=1)) for each in words if _NAME.match(each)]
        is_list = True
    value = one_line((", " if is_list else " ").join(each for each in words if each not in _NOTHING))
    if value and entry.key in _DATES:
        return iso_date(value) or iso_date(_COMMENT.sub("", value))
    return value


def _unquoted(words: str) -> str:
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] == "'":
        return words[1:-1].replace("''", "'")
    if len(words) > 1 and words[0] == words[-1] == '"':
        try:
            return str(json.loads(words))
        except ValueError:
            return words[1:-1].replace('\\"', '"')
    is_open = words[:1] in ("'", '"') and words.count(words[0]) == 1
    return words[1:] if is_open else words
