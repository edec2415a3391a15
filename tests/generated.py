"""How many inputs a property test makes up."""

from __future__ import annotations

import os


def examples(usual: int) -> int:
    """``usual`` many, or as many as the environment's ``EXAMPLES`` says: ``EXAMPLES=5000 ./dev test tests/...``."""
    return int(os.environ.get("EXAMPLES", usual))
