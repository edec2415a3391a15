"""Words around a name that are not part of it."""

from __future__ import annotations

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady baron president prime minister chancellor king queen prince
    princess emperor pope bishop archbishop cardinal senator sen representative rep congressman congresswoman governor
    gov mayor secretary general gen colonel col captain capt lieutenant lt major maj sergeant sgt admiral judge justice
    chief executive ceo chairman chairwoman chair director minister deputy vice spokesman spokeswoman spokesperson
    former ex coach manager actor actress singer director-general foreign defence defense st saint""".split()
)
"""Titles and offices before a name: "Prime Minister Narendra Modi" names Narendra Modi."""

CORPORATE = frozenset(
    """inc ltd limited plc llc corp corporation company co group holdings gmbh ag sa club f.c fc party university
    college city state republic kingdom union""".split()
)
"""Words that a name may drop and still be the same name."""
