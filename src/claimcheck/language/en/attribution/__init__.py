"""Who says what: sources, cues and contents, and the speakers that the sources stand for."""

from claimcheck.language.en.attribution.detection import detect
from claimcheck.language.en.attribution.speakers import resolved
from claimcheck.language.en.attribution.statements import statements
from claimcheck.language.en.mentions import Mentions
from claimcheck.language.en.parsing import Parse
from claimcheck.models import Attribution

__all__ = ["attributions", "detect", "resolved", "statements"]


def attributions(parse: Parse, known: Mentions) -> tuple[Attribution, ...]:
    """Every attribution in ``parse``, in text order, with its speaker as far as the text says."""
    return resolved(parse, detect(parse), known)
