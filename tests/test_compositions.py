"""Claims are put together from the words of their sentence as it means them, or the sentence is kept and marked."""

from __future__ import annotations

from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.text import document
from compositions import Composition, compositions

MOST_WRONG = 0.02
FEWEST = 400


def wrong(composition: Composition) -> list[str]:
    """The claims of a sentence that it does not make; the sentence itself where it makes none."""
    with parsing(document(composition.sentence)) as parse:
        known = mentions.mentions(parse)
        made = claims.split(parse, attribution.attributions(parse, known), known).claims
    return [claim.text for claim in made if claim.text not in composition.allowed] or (
        [] if made else [composition.sentence]
    )


def test_hardly_any_claim_is_put_together_wrongly() -> None:
    """At most two sentences in a hundred lose a claim, or make one that they do not mean."""
    made = list(compositions())
    failed = {one.sentence: found for one in made if (found := wrong(one))}
    assert len(made) >= FEWEST
    assert len(failed) <= MOST_WRONG * len(made), failed
