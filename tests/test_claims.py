"""What exactly is claimed: sentences come apart into claims that are true to them and can be read on their own."""

from __future__ import annotations

import pytest

from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.models import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    ClaimKind,
    Covered,
    Document,
    Grain,
    Span,
    SplitArticle,
)


def prose(*paragraphs: str) -> Document:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(paragraph))))
        at += len(paragraph) + 1
    return Document("\n".join(paragraphs), "sha256:0", tuple(blocks))


def split(source: str, grain: Grain = Grain.CLAUSE, told: tuple[Attribution, ...] = ()) -> SplitArticle:
    with parsing(prose(source)) as parse:
        return claims.split(parse, told, None, grain)


def texts(source: str, grain: Grain = Grain.CLAUSE, told: tuple[Attribution, ...] = ()) -> list[str]:
    return [claim.text for claim in split(source, grain, told).claims]


def said(source: str, who: str, cue: str, *content: str, type_: str = "indirect") -> Attribution:
    def at(words: str) -> Span:
        start = source.index(words)
        return Span(start, start + len(words))

    return Attribution(AttributionType(type_), (at(who),), (at(cue),), tuple(at(words) for words in content))


CLAUSES = {
    "two verbs, one subject": (
        "The council closed the library and sold the building.",
        ["The council closed the library.", "The council sold the building."],
    ),
    "two clauses": (
        "The mayor resigned and her deputy took over.",
        ["The mayor resigned.", "Her deputy took over."],
    ),
    "a shared auxiliary": (
        "The firm will open a plant in Leeds and hire 300 people.",
        ["The firm will open a plant in Leeds.", "The firm will hire 300 people."],
    ),
    "a shared passive": (
        "The suspect was arrested and charged with fraud.",
        ["The suspect was arrested.", "The suspect was charged with fraud."],
    ),
    "a shared not": (
        "The senator did not vote or comment.",
        ["The senator did not vote.", "The senator did not comment."],
    ),
    "a never that may reach on": (
        "The minister never apologised and left the country.",
        ["The minister never apologised and left the country."],
    ),
    "a relative clause": (
        "The bridge, which opened in 1932, carries 40,000 cars a day.",
        ["The bridge carries 40,000 cars a day.", "The bridge opened in 1932."],
    ),
    "who": (
        "Anna Holm, who chairs the committee, rejected the plan.",
        ["Anna Holm rejected the plan.", "Anna Holm chairs the committee."],
    ),
    "where": (
        "Researchers in Oslo, where the trial began, enrolled 900 patients.",
        ["Researchers in Oslo enrolled 900 patients.", "The trial began in Oslo."],
    ),
    "whose": (
        "The author, whose first novel sold a million copies, lives in Cork.",
        ["The author lives in Cork.", "The author's first novel sold a million copies."],
    ),
    "a relative clause that does not agree": (
        "The villages, which was flooded, are empty.",
        ["The villages, which was flooded, are empty."],
    ),
    "a relative clause that identifies": (
        "The man who shot the guard was caught.",
        ["The man who shot the guard was caught."],
    ),
    "an appositive": (
        "Maria Lopez, the mayor of Santa Rey, opened the fair.",
        ["Maria Lopez opened the fair.", "Maria Lopez is the mayor of Santa Rey."],
    ),
    "an appositive to the dead": (
        "Maria Lopez, the mayor of Santa Rey, was killed on Monday.",
        ["Maria Lopez was killed on Monday.", "Maria Lopez was the mayor of Santa Rey."],
    ),
    "an appositive of long ago": (
        "In 1952 Maria Lopez, the mayor of Santa Rey, opened the fair.",
        ["In 1952 Maria Lopez opened the fair.", "Maria Lopez was the mayor of Santa Rey."],
    ),
    "a title that tells something": (
        "The separatist-linked group Northern Star attacked a convoy.",
        ["The separatist-linked group Northern Star attacked a convoy.", "Northern Star is a separatist-linked group."],
    ),
    "an appositive in the present": (
        "The agency, a unit of the interior ministry, has 40 inspectors.",
        ["The agency has 40 inspectors.", "The agency is a unit of the interior ministry."],
    ),
    "a place is no appositive": (
        "The flight landed in Houston, Texas, at noon.",
        ["The flight landed in Houston, Texas, at noon."],
    ),
    "an age": ("Peter Grant, 44, lives in Leeds.", ["Peter Grant lives in Leeds.", "Peter Grant is 44."]),
    "known as": (
        "The group founded a party known as the Civic Front.",
        ["The group founded a party.", "A party was known as the Civic Front."],
    ),
    "a name carries on": (
        "The rebels formed a militia called the Iron Guard, which controls two towns.",
        [
            "The rebels formed a militia.",
            "A militia was called the Iron Guard.",
            "The Iron Guard controls two towns.",
        ],
    ),
    "a participle": (
        "The ship, built in 1987, sank off Malta.",
        ["The ship sank off Malta.", "The ship was built in 1987."],
    ),
    "a participle in front": (
        "Founded in 1901, the museum holds 20,000 paintings.",
        ["The museum was founded in 1901.", "The museum holds 20,000 paintings."],
    ),
    "a participle about the event": (
        "The storm crossed the island, killing four people and injuring nine.",
        [
            "The storm crossed the island.",
            "The storm crossed the island, killing four people.",
            "The storm crossed the island, injuring nine.",
        ],
    ),
    "a participle about the subject": (
        "The troops are stationed in Gao, training local recruits.",
        ["The troops are stationed in Gao.", "The troops are training local recruits."],
    ),
    "a participle under will": (
        "The minister will tour Asia, visiting Japan and Korea.",
        ["The minister will tour Asia, visiting Japan and Korea."],
    ),
    "failed": (
        "The failed coup of 2016 led to a purge.",
        ["The failed coup of 2016 led to a purge.", "The coup of 2016 failed."],
    ),
    "suspicious": (
        "The suspicious death of the banker shocked the town.",
        ["The suspicious death of the banker shocked the town.", "The death of the banker was suspicious."],
    ),
    "unaware that": (
        "The officials were unaware that the dam had cracked.",
        ["The officials were unaware that the dam had cracked.", "The dam had cracked."],
    ),
    "a list as subject": (
        "France, Spain and Italy have closed the border.",
        ["France has closed the border.", "Spain has closed the border.", "Italy has closed the border."],
    ),
    "a list with their": (
        "France, Spain and Italy have closed their borders.",
        ["France, Spain and Italy have closed their borders."],
    ),
    "a list that acts together": ("France and Spain signed a treaty.", ["France and Spain signed a treaty."]),
    "a list of examples": (
        "The police seized weapons, including rifles and grenades, from a farm.",
        [
            "The police seized weapons from a farm.",
            "The police seized rifles from a farm.",
            "The police seized grenades from a farm.",
        ],
    ),
    "an adjective that may be shared": (
        "The school needs new windows and doors.",
        ["The school needs new windows and doors."],
    ),
    "or": ("The fund bought rifles or grenades.", ["The fund bought rifles or grenades."]),
    "neither nor": (
        "Neither France nor Spain has closed its border.",
        ["Neither France nor Spain has closed its border."],
    ),
    "a number for a whole list": (
        "Thirty soldiers and officers were killed.",
        ["Thirty soldiers and officers were killed."],
    ),
    "a number each": (
        "The fire killed 30 soldiers and five civilians.",
        ["The fire killed 30 soldiers.", "The fire killed five civilians."],
    ),
    "although": ("Although turnout fell, the party won.", ["Turnout fell.", "The party won."]),
    "while": (
        "While exports rose, imports fell by 4 percent.",
        ["Exports rose.", "Imports fell by 4 percent."],
    ),
    "because": (
        "The plant closed because demand collapsed.",
        ["The plant closed because demand collapsed."],
    ),
    "if": (
        "If elected, she will cut taxes and raise pensions.",
        ["If elected, she will cut taxes.", "If elected, she will raise pensions."],
    ),
    "after": (
        "He resigned after prosecutors charged him with theft.",
        ["He resigned after prosecutors charged him with theft.", "Prosecutors charged him with theft."],
    ),
    "a date in front holds for both verbs": (
        "On 1 June 2025, rebels attacked the base and killed dozens of soldiers.",
        ["On 1 June 2025, rebels attacked the base.", "On 1 June 2025, rebels killed dozens of soldiers."],
    ),
    "a place in front holds for both verbs": (
        "In Mali, troops fought rebels and lost two towns.",
        ["In Mali, troops fought rebels.", "In Mali, troops lost two towns."],
    ),
    "a month without a preposition": (
        "Last July, the army took two villages and burned a mill.",
        ["Last July, the army took two villages.", "Last July, the army burned a mill."],
    ),
    "a day and two subjects": (
        "On Monday, the mayor resigned and a deputy took over.",
        ["On Monday, the mayor resigned.", "On Monday, a deputy took over."],
    ),
    "a year for each verb": (
        "In 2019 the party won the town, and in 2020 the party lost the county.",
        ["In 2019 the party won the town.", "In 2020 the party lost the county."],
    ),
    "a time at the end belongs to the last verb": (
        "The firm cut jobs and has lost money since late 2021.",
        ["The firm cut jobs.", "The firm has lost money since late 2021."],
    ),
    "a place holds for the participle": (
        "In Mali, trainers are attached to local units, working in combat.",
        ["In Mali, trainers are attached to local units.", "In Mali, trainers are working in combat."],
    ),
    "two adjectives": ("The plan is cheap and popular.", ["The plan is cheap.", "The plan is popular."]),
    "however": ("However, the court dismissed the case.", ["The court dismissed the case."]),
    "a semicolon": (
        "The museum was built in 1904; it was renovated in 2010.",
        ["The museum was built in 1904.", "It was renovated in 2010."],
    ),
    "not true that": (
        "It is not true that the bank failed and the state paid.",
        ["It is not true that the bank failed and the state paid."],
    ),
    "time and place stay": (
        "The vaccine was tested on 3,000 people in Brazil in 2021.",
        ["The vaccine was tested on 3,000 people in Brazil in 2021."],
    ),
    "a dateline": (
        "BERGEN, Norway (NW) — A tanker ran aground on Monday.",
        ["A tanker ran aground on Monday."],
    ),
    "a title for the second of two names": (
        "Mayor Ellen Frost and police chief Ray Dunn visited the village.",
        ["Mayor Ellen Frost visited the village.", "Police chief Ray Dunn visited the village."],
    ),
    "a title with a name beside another": (
        "The former minister, Pavel Hora, and his aide have been charged.",
        [
            "The former minister has been charged.",
            "The former minister is Pavel Hora.",
            "His aide has been charged.",
        ],
    ),
    "an appositive to the first of a list": (
        "Meyer, a broker, and his wife hid the money.",
        ["Meyer and his wife hid the money.", "Meyer is a broker."],
    ),
    "an example agrees": (
        "Three hospitals, including St Mary and the Royal, were closed on Friday.",
        [
            "Three hospitals were closed on Friday.",
            "St Mary was closed on Friday.",
            "The Royal was closed on Friday.",
        ],
    ),
    "countries like these": (
        "Countries like Mali, Burkina Faso and Niger have large reserves of gold.",
        [
            "Countries like Mali have large reserves of gold.",
            "Countries like Burkina Faso have large reserves of gold.",
            "Countries like Niger have large reserves of gold.",
        ],
    ),
    "all of a list": (
        "Sweden, Norway and Denmark all rejected the plan.",
        ["Sweden rejected the plan.", "Norway rejected the plan.", "Denmark rejected the plan."],
    ),
    "an age and a home": (
        "Jonas Falk, 43, of Bergen, was charged with fraud.",
        ["Jonas Falk of Bergen was charged with fraud.", "Jonas Falk is 43."],
    ),
    "most of whom": (
        "Some 4,000 people work at the plant, most of whom live in the valley.",
        ["Some 4,000 people work at the plant, most of whom live in the valley."],
    ),
    "when, after a number": (
        "Two people were injured, one seriously, when a tram hit a lorry.",
        ["Two people were injured, one seriously, when a tram hit a lorry."],
    ),
    "a superlative after a comma": (
        "The militia controls the port, the second largest in the country.",
        ["The militia controls the port, the second largest in the country."],
    ),
    "a figure and what it is": (
        "Inflation had fallen to 3.1 percent, its lowest level since 2011.",
        ["Inflation had fallen to 3.1 percent, its lowest level since 2011."],
    ),
    "a time": ("14:32 – Police have closed the bridge.", ["Police have closed the bridge."]),
}


@pytest.fixture(scope="module")
def together() -> dict[str, list[str]]:
    """The claims of each sentence of the table, all parsed as one document."""
    document = prose(*(source for source, _ in CLAUSES.values()))
    with parsing(document) as parse:
        found = claims.split(parse, (), None).claims
    return {
        block.span.of(document.text): [claim.text for claim in found if block.span.holds(claim.sentence)]
        for block in document.blocks
    }


@pytest.mark.parametrize(("source", "expected"), CLAUSES.values(), ids=CLAUSES.keys())
def test_a_sentence_comes_apart_into_what_a_fact_checker_would_list(
    source: str, expected: list[str], together: dict[str, list[str]]
) -> None:
    assert together[source] == expected


FINE = {
    "times and places apart": (
        "The vaccine was approved by the agency in 2021.",
        ["The vaccine was approved by the agency.", "The vaccine was approved by the agency in 2021."],
    ),
    "a title": (
        "The club hired coach Tom Reed.",
        ["The club hired Tom Reed.", "Tom Reed is a coach."],
    ),
    "a bracket": (
        "Ann Poe (born 1954) is a judge.",
        ["Ann Poe (born 1954).", "Ann Poe is a judge."],
    ),
    "an object that two verbs share": (
        "She wrote and directed plays.",
        ["She wrote plays.", "She directed plays."],
    ),
    "a verb read as an adjective": (
        "Ines Duarte studied political science at Porto University and later pursued graduate studies in Lisbon.",
        [
            "Ines Duarte studied political science.",
            "Ines Duarte studied political science at Porto University.",
            "Ines Duarte later pursued graduate studies.",
            "Ines Duarte later pursued graduate studies in Lisbon.",
        ],
    ),
    "examples without a comma": (
        "He worked for artists such as Ann Poe and Tom Reed.",
        ["He worked for artists.", "He worked for Ann Poe.", "He worked for Tom Reed."],
    ),
    "a list with a preposition inside": (
        "The law forbids theft, trade with minors, arson and fraud.",
        [
            "The law forbids theft.",
            "The law forbids trade with minors.",
            "The law forbids arson.",
            "The law forbids fraud.",
        ],
    ),
    "known for is said of the subject": (
        "Ann Poe is an actress known for her role in the series.",
        ["Ann Poe is an actress.", "Ann Poe is known for her role in the series."],
    ),
    "what a verb cannot do without": (
        "During her tenure, she focused on training pilots.",
        ["She focused on training pilots.", "During her tenure, she focused on training pilots."],
    ),
    "what is said of a predicate is said of the subject": (
        "Ann Poe is a judge who lives in Cork.",
        ["Ann Poe is a judge.", "Ann Poe lives in Cork."],
    ),
}


@pytest.mark.parametrize(("source", "expected"), FINE.values(), ids=FINE.keys())
def test_the_fine_grain_takes_every_attribute_apart(source: str, expected: list[str]) -> None:
    assert sorted(texts(source, Grain.FINE)) == sorted(expected)


def test_the_attributing_words_are_no_claim_and_the_content_is_the_speakers() -> None:
    source = "The minister said that the bridge had failed and the road was closed."
    told = said(source, "The minister", "said", "the bridge had failed and the road was closed")
    found = split(source, told=(told,)).claims
    assert [(claim.text, claim.attribution) for claim in found] == [
        ("The bridge had failed.", told),
        ("The road was closed.", told),
    ]


def test_what_the_writer_adds_about_the_source_is_the_articles_own() -> None:
    source = "According to Ann Poe, a judge in Cork, the law is void."
    told = said(source, "Ann Poe, a judge in Cork", "According to", "the law is void")
    found = split(source, told=(told,)).claims
    assert {(claim.text, claim.attribution) for claim in found} == {
        ("The law is void.", told),
        ("Ann Poe is a judge in Cork.", None),
    }


def test_what_the_writer_reads_into_a_report_is_the_articles_own() -> None:
    source = "She said the bank would lend less, signaling a change of course."
    told = said(source, "She", "said", "the bank would lend less, signaling a change of course")
    found = split(source, told=(told,)).claims
    assert {(claim.text, claim.attribution) for claim in found} == {
        ("The bank would lend less.", told),
        ("She said this, signaling a change of course.", None),
    }
    (reading,) = [claim for claim in found if claim.kind is ClaimKind.OPINION]
    assert [(one.old, one.new) for one in reading.substitutions] == [("the bank would lend less", "this")]
    assert (reading.checkable, reading.why_not) == (False, "it is the writer's interpretation, not a fact")


READINGS = {
    "of an event": (
        "A raid in July killed two men, highlighting the limits of the army.",
        ["A raid in July killed two men.", "This highlights the limits of the army."],
    ),
    "two at once": (
        "A raid killed two men, highlighting the limits of the army and underscoring its weakness.",
        [
            "A raid killed two men.",
            "This highlights the limits of the army.",
            "This underscores its weakness.",
        ],
    ),
    "with a figure it is a fact": (
        "Exports fell in May, reflecting 400 lost orders.",
        ["Exports fell in May.", "Exports fell in May, reflecting 400 lost orders."],
    ),
}


@pytest.mark.parametrize(("source", "expected"), READINGS.values(), ids=READINGS.keys())
def test_a_reading_is_an_opinion_that_does_not_repeat_what_it_reads(source: str, expected: list[str]) -> None:
    found = split(source).claims
    assert [claim.text for claim in found] == expected
    for claim in found:
        assert claim.checkable is not claim.text.startswith("This ")
        assert all(one.new in claim.text for one in claim.substitutions)


@pytest.mark.parametrize(
    ("source", "who", "cue", "content"),
    [
        pytest.param("The bank plans to close a branch.", "The bank", "plans", "to close a branch", id="a plan"),
        pytest.param("The rebels attacked a convoy.", "The rebels", "attacked", "a convoy", id="an act"),
        pytest.param("The state financed a dam.", "The state", "financed", "a dam", id="a payment"),
    ],
)
def test_whoever_acts_or_wishes_does_not_speak(source: str, who: str, cue: str, content: str) -> None:
    """What an attribution takes for speech, but is an act or a wish, is the article's own statement."""
    (claim,) = split(source, told=(said(source, who, cue, content),)).claims
    assert (claim.text, claim.attribution) == (source, None)


def test_an_object_of_speech_is_the_sources() -> None:
    source = "The union promised a strike."
    told = said(source, "The union", "promised", "a strike")
    (claim,) = split(source, told=(told,)).claims
    assert claim.attribution == told


@pytest.mark.parametrize("verb", ["denied", "doubted", "did not say"])
def test_what_a_source_denies_is_never_told_as_its_claim(verb: str) -> None:
    source = f"The minister {verb} that the bridge had failed."
    told = said(source, "The minister", verb.split()[-1], "that the bridge had failed")
    assert texts(source, told=(told,)) == [source]


REPORTED = {
    "saying": (
        "The deputy harbour master Tom Reed disagreed, saying it was five.",
        [
            ("The deputy harbour master Tom Reed disagreed.", None),
            ("Tom Reed is a deputy harbour master.", None),
            ("It was five.", "Tom Reed"),
        ],
    ),
    "adding": (
        "The minister resigned on Tuesday, adding that she had never seen the letter.",
        [("The minister resigned on Tuesday.", None), ("The minister had never seen the letter.", "minister")],
    ),
    "adding after a quotation": (
        "“We never agreed to that,” said the lawyer, Karin Holm, adding that talks had broken down.",
        [
            ("We never agreed to that.", "Karin Holm"),
            ("The lawyer is Karin Holm.", None),
            ("Talks had broken down.", "Karin Holm"),
        ],
    ),
    "what the source was doing": (
        "The senator, speaking in Dover, said the bill would pass.",
        [("The senator was speaking in Dover.", None), ("The bill would pass.", "senator")],
    ),
    "what happened to the source": (
        "Asked whether he would resign, the governor said he would not.",
        [("The governor was asked whether he would resign.", None), ("The governor would not.", "governor")],
    ),
    "what the source is": (
        "Based in Oslo, the firm said it employed 40 people.",
        [("The firm is based in Oslo.", None), ("The firm employed 40 people.", "firm")],
    ),
    "who was told": (
        "The man, who was not named, told officers he had found the gun.",
        [("The man was not named.", None), ("The man had found the gun.", "man")],
    ),
    "when, before the source": (
        "The train was fast when the brakes failed, investigators said on Friday.",
        [
            ("The train was fast when the brakes failed.", "investigators"),
            ("The brakes failed.", "investigators"),
        ],
    ),
    "neighbours are not he": (
        "Neighbours described him as quiet, saying that he kept to himself.",
        [("Neighbours described him as quiet.", "Neighbours"), ("He kept to himself.", "Neighbours")],
    ),
    "half are not all": (
        "More than half of the 2,300 respondents said they had skipped meals.",
        [("They had skipped meals.", "more than half of the 2,300 respondents")],
    ),
    "an inspector is no bank": (
        "Police were searching for two men seen near the bank, Inspector Joan Reyes added.",
        [("Police were searching for two men seen near the bank.", "Joan Reyes")],
    ),
}


@pytest.mark.parametrize(("source", "expected"), REPORTED.values(), ids=REPORTED.keys())
def test_what_is_reported_is_the_sources_and_nobodys_words_dangle(
    source: str, expected: list[tuple[str, str | None]]
) -> None:
    with parsing(prose(source)) as parse:
        known = mentions.mentions(parse)
        found = claims.split(parse, attribution.attributions(parse, known), known).claims
    assert [(claim.text, claim.speaker.name if claim.speaker else None) for claim in found] == expected


def test_quoted_words_stay_together_and_keep_their_places() -> None:
    source = "“We sold the farm, bought a boat… and left,” said Ann Poe."
    told = said(source, "Ann Poe", "said", "“We sold the farm, bought a boat… and left,”", type_="direct")
    (claim,) = split(source, told=(told,)).claims
    assert claim.kind is ClaimKind.QUOTE
    assert [span.of(source) for span in claim.quotes] == ["We sold the farm, bought a boat… and left"]
    assert claim.text == "We sold the farm, bought a boat… and left."


def test_a_quoted_fragment_is_told_with_the_clause_around_it() -> None:
    source = "Poe called the law “a disgrace” in March."
    told = said(source, "Poe", "called", "“a disgrace”", type_="direct")
    (claim,) = split(source, told=(told,)).claims
    assert claim.text == "Poe called the law “a disgrace” in March."
    assert claim.attribution == told
    assert [span.of(source) for span in claim.quotes] == ["a disgrace"]


WITHOUT_CLAIMS = {
    "question": "Why did the bank fail?",
    "greeting": "Thank you very much.",
    "instruction": "Read the full report here.",
    "signature": "― Ann B. Poe",
    "not a full sentence": "A quiet village by the sea.",
}


@pytest.mark.parametrize(("why", "source"), WITHOUT_CLAIMS.items(), ids=WITHOUT_CLAIMS.keys())
def test_what_states_nothing_is_excluded_with_the_reason(why: str, source: str) -> None:
    found = split(source)
    assert found.claims == ()
    assert [(entry.covered, entry.why) for entry in found.coverage] == [(Covered.EXCLUDED, why)]


def test_a_signature_behind_a_quotation_leaves_the_quotation_whole() -> None:
    found = split("Poe wrote “the best day in the world.” ― Ann B. Poe")
    assert [claim.text for claim in found.claims] == ["Poe wrote “the best day in the world”."]


def test_headings_captions_and_boilerplate_become_no_claims() -> None:
    kinds = [BlockKind.HEADING, BlockKind.CAPTION, BlockKind.BOILERPLATE, BlockKind.PARAGRAPH]
    source = "\n".join(["The town has grown by 4 percent."] * 4)
    blocks = tuple(
        Block(kind, Span(at * 33, at * 33 + 32), why="share links" if kind is BlockKind.BOILERPLATE else None)
        for at, kind in enumerate(kinds)
    )
    with parsing(Document(source, "sha256:0", blocks)) as parse:
        found = claims.split(parse, (), None)
    assert [entry.why for entry in found.coverage] == ["heading", "caption", "share links", None]
    assert [claim.sentence for claim in found.claims] == [Span(99, 131)]


KINDS = {
    ClaimKind.NUMBER: "The mine employs 400 people.",
    ClaimKind.DATE: "The bridge was closed in March 2020.",
    ClaimKind.EVENT: "The bridge was closed.",
    ClaimKind.CAUSE: "The bridge was closed because of rust.",
    ClaimKind.COMPARISON: "The river is longer than the Rhine.",
    ClaimKind.SUPERLATIVE: "The tower is the tallest building in Asia.",
    ClaimKind.IDENTITY: "The woman is a lawyer.",
    ClaimKind.PREDICTION: "The company plans to close the mine.",
    ClaimKind.OPINION: "The government should close the mine.",
}


@pytest.mark.parametrize(("kind", "source"), KINDS.items(), ids=lambda value: str(value))
def test_a_claim_says_what_it_takes_to_check_it(kind: ClaimKind, source: str) -> None:
    (claim,) = split(source).claims
    assert claim.kind is kind


@pytest.mark.parametrize(
    "source",
    ["The government should close the mine.", "The government must close the mine."],
    ids=["opinion", "demand"],
)
def test_what_cannot_be_checked_says_why_and_comes_last(source: str) -> None:
    (claim,) = split(source).claims
    assert not claim.checkable
    assert claim.why_not
    (plain,) = split("The mine employs 400 people.").claims
    assert claim.priority_pct < plain.priority_pct


@pytest.mark.parametrize(
    "source",
    [
        "The comet will pass the Earth in 2061.",
        "The minister will present a new budget on 3 December.",
        "A warning will be added to the leaflet.",
        "The firm must pay a fine of 3.2 million florins.",
        "The driver must serve four years.",
    ],
    ids=["forecast", "appointment", "announcement", "fine", "sentence"],
)
def test_what_is_planned_or_laid_down_can_be_checked(source: str) -> None:
    """Whoever plans, expects or orders it has said so."""
    (claim,) = split(source).claims
    assert claim.checkable


@pytest.mark.parametrize(
    ("source", "judges"),
    [
        pytest.param("The retreat marks an embarrassing end to the mission.", True, id="marks an embarrassing end"),
        pytest.param("The silence of the board is alarming.", True, id="is alarming"),
        pytest.param("The vote was a farce.", True, id="was a farce"),
        pytest.param("The shocking video was filmed in Leeds.", False, id="a judging word beside a fact"),
        pytest.param("The army suffered a humiliating defeat in March.", False, id="an event that is judged too"),
    ],
)
def test_a_judgement_is_an_opinion_where_it_is_what_is_said(source: str, judges: bool) -> None:
    (claim,) = split(source).claims
    assert (claim.kind is ClaimKind.OPINION, claim.checkable) == (judges, not judges)


def test_ids_hold_still_and_differ() -> None:
    source = (
        "The council closed the library and sold the building. The council closed the library and sold the building."
    )
    first, second = split(source), split(source)
    assert first.claims == second.claims
    assert len({claim.id for claim in first.claims}) == 4
    assert all(len(claim.id) == 13 and claim.id.startswith("c") for claim in first.claims)
