"""Five hundred sentences as news has them: hardly any claim says what its sentence does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.text import document

PROSE: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "tables" / "news_prose.yaml").read_text(encoding="utf8")
)
MOST_WRONG = 0.02
DOUBTFUL = {
    "second_object": "The army took the airport on Friday and the radio station on Saturday.",
    "second_subject": "The rebels hold the north of the country and the army the south.",
    "third_clause": "The county pays 40 percent, the state 50 and the town the rest.",
    "date_and_thing": "The bank gave the firm time until May and the union a seat on its board.",
    "other_years": "The museum lost 3 million crowns in 2020 and 2 million in 2021.",
    "some_of_them": "Harbour Lines operates nine ferries, four of them electric.",
    "most_of_them": "The county plans to plant 3 million trees by 2030, most of them oaks.",
    "to_whom": "The heiress left her house to the town and her dogs to a neighbour.",
    "put_in": "Kemp lost her job, her flat and, a month later, her licence.",
    "possessive": "His party has 40 seats, Lund's 31 and the Greens nine.",
    "its_captain": "The ship was late because of fog, its captain drunk and its radio broken.",
}


def made(sentence: str) -> list[tuple[str, bool]]:
    """The claims of a sentence, and whether each is marked as uncertain."""
    with parsing(document(sentence)) as parse:
        known = mentions.mentions(parse)
        split = claims.split(parse, attribution.attributions(parse, known), known)
    return [(claim.text, claim.uncertain is not None) for claim in split.claims]


def test_hardly_any_sentence_of_news_is_taken_apart_wrongly() -> None:
    """At most two in a hundred make a claim that nobody marked and that the sentence does not make, or none at all."""
    failed = {}
    for sentence, allowed in PROSE.items():
        found = made(sentence)
        wrong = [text for text, marked in found if text not in (*allowed, sentence) and not marked]
        if wrong or not found:
            failed[sentence] = wrong
    assert len(PROSE) >= 500
    assert len(failed) <= MOST_WRONG * len(PROSE), failed


@pytest.mark.parametrize("sentence", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_sentence_that_leaves_out_a_verb_is_kept_whole_and_marked(sentence: str) -> None:
    assert made(sentence) == [(sentence, True)]
