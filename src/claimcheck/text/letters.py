"""Capital letters of the Latin, Greek and Cyrillic alphabets, for patterns of names."""

from __future__ import annotations

_LAST = 0x0530
"""Where the Cyrillic letters end."""

CAPITAL = "".join(chr(code) for code in range(_LAST) if chr(code).isupper())
"""The capitals, to stand in a class of characters of a regular expression: names begin with Á and Š as with A."""
