"""Words that carry grammar rather than content."""

from __future__ import annotations

FUNCTION = frozenset(
    """a an the this that these those some any each every either neither such same other another own
    i me my mine you your yours he him his she her hers it its we us our ours they them their theirs
    myself himself herself itself ourselves themselves who whom whose which what where when why how
    and or but nor so yet if then than as while because since though although whereas unless until whether
    of in on at by for from to into onto with without within about against between among through during before
    after above below over under up down out off near across along around behind beyond per via toward towards
    upon amid despite throughout
    be is are was were been being am 's 're 've 'd 'll 'm s t
    have has had having do does did done doing will would shall should can could may might must ca wo
    not n't no never there here also too very just only even still already again ever now both more most less least
    nobody nothing nowhere anybody anyone everybody everyone everything somebody someone something noone
    all none much many few several however meanwhile therefore moreover e.g i.e etc
    say says said saying told tells tell according mr mrs ms dr sir""".split()
)
"""Never counted as content; those with a meaning of their own are read by the type they belong to."""

LIGHT = frozenset(
    """make made makes making take took taken takes get got gets go goes went gone come came comes become became
    give gave given gives put set use used using include includes included including involve involved involves
    one thing way kind part number total amount figure people recently currently known called named
    well as exactly actually really overall altogether approximately about around roughly nearly almost
    report reports reported reportedly announce announced announcement feature features featured various
    different certain specific particular like similar due because result time
    receive receives received hold holds held locate located conduct conducted perform performed serve serves served
    occur occurs occurred occurrence occurrences exist exists existed appear appears appeared comprise comprises
    comprised consist consists consisted consider considered remain remains remained offer offers offered provide
    provides provided total totals place location character role name named regarding base based happen happened
    person people originally play plays played playing score scored scores work works worked working earn earned
    premiered aired rank ranks ranked type types things date start started team season video found""".split()
)
"""Content words so general that a claim is still covered when the evidence words them otherwise."""

KINDS = frozenset(
    """film movie series show song single album book novel band group company firm city town country state year day
    actor actress singer musician player politician game team club""".split()
)
"""Words for what a name names: general beside the name ("the band Blur"), the whole claim where they stand alone."""

MEASURING = frozenset(
    """reached reaching totalled totaled totalling totaling numbered numbering recorded recording confirmed registered
    reported counted estimated averaged averaging scored scoring grossed grossing earned earning exceeded passed hit
    received performed conducted needed showed increased rising risen climbed revealed saw""".split()
)
"""Verbs that only lead up to a number, whatever it counts."""

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen rep gov gen lt col maj capt sgt st rev hon jr sr vs v no nos fig approx dept est inc ltd
    co corp jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m vol ed mt ft pp""".split()
)
"""Words whose full stop does not end a sentence."""

CLAUSE_BREAKS = frozenset(', ; : . ! ? ( ) [ ] — … "'.split()) | frozenset(
    "but while whereas although though because since after before when until unless which who whom whose".split()
)
"""Where the reach of a negation or of a modal ends."""

BE = frozenset("be is are was were been being am 's 're 'm".split())
HAVE = frozenset("have has had having 've".split())
"""Auxiliaries of the passive and of the perfect."""
