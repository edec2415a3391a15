"""Who says what: the source, the cue and the content of speech as newspapers word it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import text
from claimcheck.language.en.attribution import attributions, detect, statements
from claimcheck.language.en.mentions import mentions
from claimcheck.language.en.parsing import parsing
from claimcheck.models import Attribution, AttributionType
from generated import examples

CASES = {
    # cue after, before and inside; direct, mixed and indirect
    "cue after": ("“The bridge is safe,” the mayor said.", "direct the mayor | said | “The bridge is safe,”"),
    "cue before": ("The mayor said, “The bridge is safe.”", "direct The mayor | said | “The bridge is safe.”"),
    "cue inside": (
        "“The bridge,” the mayor said, “is safe.”",
        "direct the mayor | said | “The bridge,” / “is safe.”",
    ),
    "inverted": ("“The bridge is safe,” said the mayor.", "direct the mayor | said | “The bridge is safe,”"),
    "indirect": ("The mayor said the bridge was safe.", "indirect The mayor | said | the bridge was safe"),
    "indirect, cue after": ("The bridge was safe, the mayor said.", "indirect the mayor | said | The bridge was safe"),
    "indirect, cue inside": (
        "The bridge, the mayor said, was safe.",
        "indirect the mayor | said | The bridge / was safe",
    ),
    "mixed": (
        "Ruiz insisted that the bridge was “perfectly safe” for lorries.",
        "mixed Ruiz | insisted | that the bridge was “perfectly safe” for lorries",
    ),
    "colon": ("Ruiz tweeted: “Bridge closed until Monday.”", "direct Ruiz | tweeted | “Bridge closed until Monday.”"),
    "question": ("“Who pays for this?” Ruiz asked.", "direct Ruiz | asked | “Who pays for this?”"),
    "exclamation": ("“Stop!” he shouted.", "direct he | shouted | “Stop!”"),
    "long source after": (
        "The talks had failed, Ivo Brand, a spokesman for the ministry, said on Tuesday.",
        "indirect Ivo Brand, a spokesman for the ministry | said | The talks had failed",
    ),
    # one source, several contents
    "quote goes on after the cue": (
        "“There is no plan,” said Ivo Brand, who leads the union. “There never was one.”",
        "direct Ivo Brand, who leads the union | said | “There is no plan,” / “There never was one.”",
    ),
    "several sentences": (
        "“It will close. Repairs will take a year. Nobody will be hurt,” Ruiz said.",
        "direct Ruiz | said | “It will close. Repairs will take a year. Nobody will be hurt,”",
    ),
    "participle cue": (
        "Ruiz confirmed the closure, stating that repairs would take a year.",
        "indirect Ruiz | confirmed | the closure",
        "indirect Ruiz | stating | that repairs would take a year",
    ),
    "adding": (
        "“It will close,” Ruiz said, adding: “Repairs will take a year.”",
        "direct Ruiz | said | “It will close,”",
        "direct Ruiz | adding | “Repairs will take a year.”",
    ),
    "speaker goes on": (
        "“It will close,” Ruiz noted. He emphasized that repairs would take a year.",
        "direct Ruiz | noted | “It will close,”",
        "indirect He | emphasized | that repairs would take a year",
    ),
    "second verb with a noun": (
        "“We checked every bolt,” Ruiz explained, but also noted remaining doubts about the northern pillar.",
        "direct Ruiz | explained | “We checked every bolt,”",
        "indirect Ruiz | noted | remaining doubts about the northern pillar",
    ),
    "two speakers": (
        "Her lawyer argued the charges were political; prosecutors said they were not.",
        "indirect Her lawyer | argued | the charges were political",
        "indirect prosecutors | said | they were not",
    ),
    # other cues
    "according to, before": (
        "According to the mayor, the bridge is safe.",
        "indirect the mayor | According to | the bridge is safe",
    ),
    "according to, after": (
        "The bridge is safe, according to a report by the transport ministry.",
        "indirect a report by the transport ministry | according to | The bridge is safe",
    ),
    "as she put it": (
        "As Ruiz put it, “the bridge is older than the city.”",
        "direct Ruiz | put it | “the bridge is older than the city.”",
    ),
    "in a statement": (
        "In a statement, the ministry said the bridge would close on Monday.",
        "indirect the ministry | said | the bridge would close on Monday",
    ),
    "announcement that": (
        "Commuters were angry after the announcement that the bridge would close.",
        "indirect - | announcement | that the bridge would close",
    ),
    "calls": (
        "Smith called Jones “a disgrace to the city.”",
        "mixed Smith | called | Jones “a disgrace to the city.”",
    ),
    "accuses": ("Police accused the driver of speeding.", "indirect Police | accused | the driver of speeding"),
    "denies": ("Ruiz denied wrongdoing.", "indirect Ruiz | denied | wrongdoing"),
    "denies that": (
        "Ruiz denied that she knew about the cracks.",
        "indirect Ruiz | denied | that she knew about the cracks",
    ),
    "believes": (
        "The council believes the city should pay.",
        "indirect The council | believes | the city should pay",
    ),
    "claims responsibility": (
        "The group claimed responsibility for the attack.",
        "indirect The group | claimed | responsibility for the attack",
    ),
    "warns of": (
        "The letter warned of “imminent danger” to drivers.",
        "mixed The letter | warned of | “imminent danger” to drivers",
    ),
    "court": (
        "The court ruled that the law was invalid.",
        "indirect The court | ruled | that the law was invalid",
    ),
    # sources that are no persons, or have no name
    "reports": (
        "Reports indicate that the bridge was closed on Friday.",
        "indirect Reports | indicate | that the bridge was closed on Friday",
    ),
    "data": (
        "The data show that traffic fell by 12 percent.",
        "indirect The data | show | that traffic fell by 12 percent",
    ),
    "documents reviewed by": (
        "Documents reviewed by the Herald say the city knew of the cracks in 2019.",
        "indirect Documents reviewed by the Herald | say | the city knew of the cracks in 2019",
    ),
    "study": (
        "A study published in May found that one in five bridges is unsafe.",
        "indirect A study published in May | found | that one in five bridges is unsafe",
    ),
    "analysts": (
        "Analysts say the closure could cost 3 million euros.",
        "indirect Analysts | say | the closure could cost 3 million euros",
    ),
    "police": (
        "Police said they were looking for a man in a red jacket.",
        "indirect Police | said | they were looking for a man in a red jacket",
    ),
    "officials": (
        "It is unclear who will pay, officials said on condition of anonymity.",
        "indirect officials | said | It is unclear who will pay",
    ),
    # marks
    "british marks": (
        "'The bridge is safe,' Ruiz said. 'It's the engineers' view.'",
        "direct Ruiz | said | 'The bridge is safe,' / 'It's the engineers' view.'",
    ),
    "guillemets": ("«The bridge is safe», Ruiz said.", "direct Ruiz | said | «The bridge is safe»"),
    "german marks": ("„The bridge is safe“, Ruiz said.", "direct Ruiz | said | „The bridge is safe“"),
    "straight marks": ('"The bridge is safe," Ruiz said.', 'direct Ruiz | said | "The bridge is safe,"'),
    "quote inside a quote": (
        "“He told me ‘the bridge is safe’ and left,” Ruiz said.",
        "direct Ruiz | said | “He told me ‘the bridge is safe’ and left,”",
    ),
    "ellipsis": (
        "“There is a gap… and this is our chance,” said Ivo Brand.",
        "direct Ivo Brand | said | “There is a gap… and this is our chance,”",
    ),
    "bracketed insertion": (
        "“[The bridge] is safe,” Ruiz said.",
        "direct Ruiz | said | “[The bridge] is safe,”",
    ),
    "no one introduces it": (
        "Ivo Brand was blunt. “It will close and nobody will be hurt.”",
        "direct Ivo Brand | - | “It will close and nobody will be hurt.”",
    ),
    # paragraphs
    "quote over paragraphs": (
        "“We checked every bolt.\n\n“We found nothing at all,” Ruiz said.",
        "direct Ruiz | said | “We checked every bolt. / “We found nothing at all,”",
    ),
    "next paragraph goes on": (
        "“We checked every bolt,” Ruiz said.\n\n“We found nothing at all.”\n\nThe bridge opened in 1932.",
        "direct Ruiz | said | “We checked every bolt,” / “We found nothing at all.”",
    ),
    "questions and answers": (
        "Q: Is the bridge safe?\n\nA: It is as safe as it was.",
        "indirect Q | : | Is the bridge safe?",
        "indirect A | : | It is as safe as it was.",
    ),
    "transcript": (
        "SMITH: Is the bridge safe?\n\nRUIZ: It is safe. Nobody will be hurt.\n\nSMITH: Thank you.",
        "indirect SMITH | : | Is the bridge safe?",
        "indirect RUIZ | : | It is safe. Nobody will be hurt.",
        "indirect SMITH | : | Thank you.",
    ),
    "label with a title": ("Mayor Ruiz: Bridge is safe.", "indirect Mayor Ruiz | : | Bridge is safe."),
    "label before a quotation": ("Ann Poe: “Taxes will fall.”", "direct Ann Poe | : | “Taxes will fall.”"),
    # nobody speaks
    "lone label": ("Update: The bridge is open.",),
    "shows guests something": ("She spent the day showing reporters the line.",),
    "biography": ("He has won three medals and lives in Oslo.",),
    "event": ("The storm destroyed 40 houses and left thousands without power.",),
    "nickname": ("Robert “Bobby” Lane won the race.",),
    "scare quotes": ("The so-called “smart” city has no network.",),
    "says nothing": ("The train left at noon and arrived two hours late.",),
    "claims lives": ("A separate attack claimed the lives of nine soldiers.",),
    "calls a meeting": ("The mayor called a meeting for Monday.",),
}


def found_in(words: str, *, only_statements: bool = False) -> tuple[Attribution, ...]:
    with parsing(text.document(words)) as parse:
        return statements(attributions(parse, mentions(parse)), parse) if only_statements else detect(parse)


def shown(one: Attribution, words: str) -> str:
    parts = (" / ".join(span.of(words) for span in spans) or "-" for spans in (one.source, one.cue, one.content))
    return f"{one.type.value} {' | '.join(parts)}"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_who_says_what(case: tuple[str, ...]) -> None:
    words, *expected = case
    assert [shown(one, words) for one in found_in(words)] == expected


STATEMENTS = {
    "plans": ("The city plans to close the bridge on Monday.", []),
    "supports": ("The party supports the closure of the bridge.", []),
    "responds by": ("The ministry responded by opening a new office.", []),
    "continues": ("The government has continued to supply arms to the region.", []),
    "is known as": ("The town is known as the City of Bridges.", []),
    "says and plans": (
        "Ruiz said that the city plans to close the bridge.",
        ["indirect Ruiz | said | that the city plans to close the bridge"],
    ),
    "confirms": ("Ruiz confirmed the closure.", ["indirect Ruiz | confirmed | the closure"]),
    "hopes that": (
        "Ruiz hopes that the bridge will open soon.",
        ["indirect Ruiz | hopes | that the bridge will open soon"],
    ),
    "unintroduced": (
        "“It will close and nobody will be hurt.”",
        ["direct - | - | “It will close and nobody will be hurt.”"],
    ),
}


@pytest.mark.parametrize(("words", "expected"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_wishes_and_acts_are_no_statements(words: str, expected: list[str]) -> None:
    """What a source wants or does is told by the article; what it states, believes or shows is told by the source."""
    assert [shown(one, words) for one in found_in(words, only_statements=True)] == expected


def test_speech_inside_speech_knows_its_teller() -> None:
    words = "Ruiz told the Herald that the governor had promised that the state would pay for the repairs."
    told, promised = found_in(words)
    assert (told.outer, promised.outer) == (None, told)
    assert promised.source[0].of(words) == "the governor"


def test_one_odd_mark_costs_one_paragraph_at_most() -> None:
    words = (
        "“It rained all day, she said.\n\nIt was late.\n\n“The bridge is safe,” Ruiz said.\n\nBrand denied wrongdoing."
    )
    assert [shown(one, words) for one in found_in(words)][-2:] == [
        "direct Ruiz | said | “The bridge is safe,”",
        "indirect Brand | denied | wrongdoing",
    ]


_MARKS = "“ ” \" ' ‘ ’ « » : , . ? ; … ( )".split(" ")
_WORDS = ["Ruiz", "she", "said", "that", "Q", "adding", "3.2", "the bridge is safe", "according to", "the claim that"]
_PIECES = st.sampled_from([*_MARKS, *_WORDS, "\n\n", "\u200b", chr(0xD800)])


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_any_text_gives_spans_that_read_back_and_the_same_twice(words: str) -> None:
    found = found_in(words)
    assert found == found_in(words)
    for one in found:
        assert one.content
        assert isinstance(one.type, AttributionType)
        for part in (one.source, one.cue, one.content):
            for span in part:
                assert 0 <= span.start < span.end <= len(words)
                assert span.of(words).strip()
        assert list(one.content) == sorted(one.content)


def test_speech_inside_speech_without_end_is_read() -> None:
    """A text that only goes on reporting comes back with chains of a length that people can read."""
    found = found_in("she said that " * 700)
    assert found
    for one in found:
        depth, outer = 0, one.outer
        while outer is not None:
            depth, outer = depth + 1, outer.outer
        assert depth < 10


CASE = Path(__file__).parents[1] / "../shared/case/article.txt"


@pytest.mark.skipif(not CASE.exists(), reason="the case article is not part of the project")
def test_the_case_article() -> None:
    """Every source that the article names is found with what it says, and nothing else is taken for a statement."""
    words = CASE.read_text(encoding="utf8")
    told = {
        (one.source[0].of(words) if one.source else "-", one.cue[0].of(words))
        for one in found_in(words, only_statements=True)
    }
    assert told >= {
        ("Kremlin spokesperson Dmitry Peskov", "stating"),
        ("Peskov", "noted"),
        ("He", "emphasized"),
        ("Analysts", "suggest"),
        ("Rida Lyammouri, a senior fellow at the Policy Center for the New South", "said"),
        ("Lyammouri", "According to"),
        ("Lyammouri", "explained"),
        ("Lyammouri", "noted"),
        ("Reports", "indicate"),
        ("Satellite imagery reviewed by the Associated Press", "shows"),
    }
    assert not {source for source, _ in told} & {"The Kremlin", "Russia", "A separate attack"}
