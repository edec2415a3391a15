"""The YAML block at the head of a Markdown file: what the file says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from claimcheck.errors import DamagedError
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import iso_date

KEYS = ("title", "publisher", "author", "published", "modified", "url", "kind", "lang")
_DATES = ("published", "modified")
_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_STATES_A_KEY = re.compile(rf"^[ \t]*(?:{'|'.join(KEYS)})[ \t]*:", re.MULTILINE)
_LONGEST = 65_536


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was stated, and where the text begins."""

    stated: dict[str, str]
    body_start: int


def front_matter(text: str) -> FrontMatter:
    """Read the front matter of ``text``, which has line feeds for newlines; empty where there is none.

    Raises:
        DamagedError: it is not YAML, or not what the keys ask for; the message names the line.
    """
    found = _BLOCK.match(text)
    if not found:
        if text.startswith("---\n") and _STATES_A_KEY.match(text, 4):
            raise DamagedError("front matter line 1: opened by --- and never closed; put --- on a line after it")
        return FrontMatter({}, 0)
    if not _STATES_A_KEY.search(found.group(1)):
        return FrontMatter({}, 0)
    if len(found.group(1)) > _LONGEST:
        raise DamagedError("front matter line 1: longer than 64 KB; keep only what describes the document")
    try:
        # Composed, never constructed: the words stay as written, and no tag or alias can make anything of them.
        node = yaml.compose(found.group(1), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise DamagedError(
            f"front matter line {line}: {error.problem or 'not YAML'}; quote the value or fix it"
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise DamagedError("front matter line 1: not YAML that can be read; write it as key: value lines") from None
    if not isinstance(node, yaml.MappingNode):
        raise DamagedError("front matter line 2: not a list of key: value lines; write one to a line")
    stated: dict[str, str] = {}
    for key, value in node.value:
        name = key.value.lower() if isinstance(key, yaml.ScalarNode) else None
        words = _words(name, value) if name in KEYS else None
        if name and words:
            stated[name] = words
    return FrontMatter(stated, found.end())


def _words(key: str | None, node: yaml.Node) -> str | None:
    line = node.start_mark.line + 2
    if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
        return one_line(", ".join(item.value for item in node.value))
    if not isinstance(node, yaml.ScalarNode):
        raise DamagedError(f"front matter line {line}: {key} holds more than words; write {key}: and its words")
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if key in _DATES and node.value.strip():
        moment = iso_date(node.value)
        if moment is None:
            shown = one_line(node.value[:40])
            raise DamagedError(
                f"front matter line {line}: {key} {shown!r} is no date; write 2025-06-12, 2025-06 or 2025"
            )
        return moment
    return one_line(node.value)
