"""What other packages add to claimcheck: values that they register as entry points."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import TypeVar

from claimcheck.errors import in_one_line

Kind = TypeVar("Kind")

_log = logging.getLogger("claimcheck")


def registered_elsewhere(group: str, kind: type[Kind]) -> Iterator[Kind]:
    """The values of type ``kind`` in an entry point group, in order of name.

    One that cannot be loaded, or is of another type, is left out with a warning: it must not stop the others.
    """
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            found = point.load()
        except Exception as error:  # noqa: BLE001 a plugin may fail in any way
            problem = in_one_line(error)
            _log.warning("%s %r cannot be loaded (%s); reinstall or remove its package", group, point.name, problem)
            continue
        if isinstance(found, kind):
            yield found
        else:
            _log.warning("%s %r is not a %s; it is left out", group, point.name, kind.__name__)
