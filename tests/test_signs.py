"""An amount below zero means what a word for a fall or a loss does, and the opposite of a rise or a profit."""

from __future__ import annotations

import pytest

from claimcheck import judge

CASES = [
    (
        "supported",
        "The airline made a loss of €62 million in 2023.",
        "The airline reported a net result of −€62 million for 2023.",
    ),
    (
        "contradicted",
        "The airline made a profit of €62 million in 2023.",
        "The airline reported a net result of −€62 million for 2023.",
    ),
    ("supported", "Real wages fell 2.3 percent in 2023.", "Real wages changed by -2.3 percent in 2023."),
    ("contradicted", "Real wages rose 2.3 percent in 2023.", "Real wages changed by -2.3 percent in 2023."),
    ("supported", "Output shrank by 4 percent in May.", "Growth of output in May was -4 percent."),
    ("supported", "Output shrank by 4 percent in May.", "Output growth was minus 4 percent in May."),
    ("contradicted", "Output grew by 4 percent in May.", "Output growth was minus 4 percent in May."),
    (
        "supported",
        "The firm lost 12 million crowns in 2022.",
        "The firm's net income for 2022 was (12 million) crowns.",
    ),
    ("supported", "The firm lost €12 million in 2022.", "Net income in 2022: (€12 million)."),
    ("supported", "The budget had a deficit of 3 percent of GDP.", "The budget balance was −3 percent of GDP."),
    ("contradicted", "The budget had a surplus of 3 percent of GDP.", "The budget balance was −3 percent of GDP."),
    ("supported", "The temperature fell to 12 degrees below zero.", "The temperature fell to −12 °C."),
    ("supported", "It was minus 12 degrees in Tarn on Monday.", "On Monday Tarn recorded -12 °C."),
    ("contradicted", "It was 12 degrees in Tarn on Monday.", "On Monday Tarn recorded -12 °C."),
    ("supported", "The trade balance was negative by 40 million.", "The trade balance stood at −40 million."),
    ("supported", "Shares were down 8 percent on Friday.", "Shares: −8 percent on Friday."),
    ("supported", "Prices dropped 0.4 percent in June.", "The change in prices in June was −0.4 percent."),
    ("contradicted", "Prices increased 0.4 percent in June.", "The change in prices in June was −0.4 percent."),
    ("supported", "Exports were up 5 percent in 2021.", "Exports changed by +5 percent in 2021."),
    ("contradicted", "Exports were down 5 percent in 2021.", "Exports changed by +5 percent in 2021."),
    ("supported", "The economy grew by 3 percent in 2021.", "The economy's growth rate in 2021 was 3 percent."),
    ("contradicted", "The economy grew by 3 percent in 2021.", "The economy's growth rate in 2021 was −3 percent."),
    ("supported", "The bank had negative equity of 40 million crowns.", "The bank's equity was −40 million crowns."),
    ("supported", "Revenue declined 7 percent year on year.", "Revenue growth year on year: (7%)."),
    ("contradicted", "Revenue rose 7 percent year on year.", "Revenue growth year on year: (7%)."),
]


@pytest.mark.parametrize(("expected", "claim", "evidence"), CASES, ids=[case[1] + " / " + case[2] for case in CASES])
def test_a_sign_says_what_a_word_says(expected: str, claim: str, evidence: str) -> None:
    assert judge(claim, [evidence]).finding == expected
