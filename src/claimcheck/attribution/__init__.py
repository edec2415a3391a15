"""Who says what: sources, cues and contents, and the speakers that the sources stand for."""

from claimcheck.attribution.detection import detect
from claimcheck.attribution.speakers import resolved
from claimcheck.attribution.statements import statements
from claimcheck.mentions import Mentions
from claimcheck.models import Attribution
from claimcheck.text import Parse

__all__ = ["attributions", "detect", "resolved", "statements"]


def attributions(parse: Parse, known: Mentions) -> tuple[Attribution, ...]:
    """Every attribution in ``parse``, in text order, with its speaker as far as the text tells."""
    return resolved(parse, detect(parse), known)
