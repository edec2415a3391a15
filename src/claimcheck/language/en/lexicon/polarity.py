"""Negation, what was only planned or possible, and words with an opposite."""

from __future__ import annotations

NEGATIONS = frozenset("not n't never no none nobody nothing nowhere neither nor cannot without hardly scarcely".split())
"""Words that deny what follows them."""

DENYING_PAIRS = frozenset({("yet", "to"), ("other", "than"), ("rather", "than")})
"""Two words that deny what follows them: "has yet to answer"."""

DENYING_VERBS = frozenset(
    """fail fails failed failing refuse refuses refused refusing decline declines declined declining deny denies denied
    denying lack lacks lacked lacking unable avoid avoids avoided avoiding reject rejects rejected rejecting
    stop stops stopped cease ceased prevent prevents prevented false untrue incorrect unlikely wrongly falsely
    baseless unfounded debunked hoax fake exclude excludes excluded omit omitted without""".split()
)
"""Words that deny what follows without a "not"."""

POSSIBLE = frozenset(
    """may might could possibly perhaps maybe potentially probably likely allegedly alleged reportedly supposedly
    apparently seemingly
    nominated nominee nomination shortlisted suspected rumoured rumored unconfirmed suggests suggest""".split()
)
"""Marks of what is possible or only alleged."""

PLANNED = frozenset(
    """plan plans planned planning intend intends intended intending aim aims aimed aiming hope hopes hoped hoping
    propose proposes proposed proposing consider considers considered considering want wants wanted seek seeks
    expect expects expected set scheduled slated due poised pledge pledges pledged promise promises promised vow vows
    vowed threaten threatens threatened try tries tried trying attempt attempts attempted agree agrees agreed""".split()
)
"""Marks of what is intended or announced, before "to"."""

FUTURE = frozenset("will would shall 'll 'd wo going".split())
"""Marks of what has yet to happen."""

OBLIGATION = frozenset("must should ought needs need".split())
"""Marks of what is required."""

_ROWS = """\
rise increase increasingly grow growth climb soar surge jump gain up upward expand expansion boost raise accelerate
    widen improve improvement strengthen rebound escalate / fall decrease decline drop plunge slump slide shrink dip
    lose down downward contract contraction cut reduce reduction lower slow narrow worsen deteriorate weaken tumble sink
    dwindle
more greater / less fewer
higher above over exceed / lower below under
larger bigger taller longer / smaller shorter
most highest largest biggest tallest longest greatest best / least lowest smallest shortest worst fewest
win victory victorious beat defeat / lose loss
better / worse
before earlier prior / after later following
first / last final
earliest / latest
oldest eldest / youngest
older elder / younger
old / new
open reopen / close closure shut
start begin launch / end finish stop
accept approve approval / reject rejection refuse deny veto
support back favour favor endorse / oppose
allow permit legal lawful legalise legalize / ban prohibit forbid illegal unlawful
join enter / leave left quit exit withdraw withdrawal
arrive arrival / depart departure
buy purchase acquire / sell sale
hire appoint / fire sack dismiss
guilty convict conviction / innocent acquit acquittal
alive survive survivor / dead die kill death
import / export
positive positively favourable favorable / negative negatively unfavourable unfavorable
true correct accurate accurately / false incorrect inaccurate wrong untrue
strong stronger strongest / weak weaker weakest
hot hotter hottest warm warmer warmest / cold colder coldest cool cooler coolest
fast faster fastest quick quicker / slow slower slowest
safe safer safest safely / dangerous unsafe
north northern northwards / south southern southwards
east eastern eastwards / west western westwards
left / right
male man boy son father brother husband king actor uncle grandfather / female woman girl daughter mother sister wife
    queen actress aunt grandmother
public / private
success successful successfully succeed / failure unsuccessful unsuccessfully fail
possible / impossible
profit profitable / loss
surplus / deficit
common popular widespread / rare uncommon unpopular unusual
always / never rarely seldom
easy easier easily / difficult harder
add / remove
attack / defend
minimum / maximum
majority / minority
inside / outside
present / absent
agree agreement / disagree disagreement
include / exclude
praise / criticise criticize condemn
rich richer richest wealthy / poor poorer poorest
same / different
heavy heavier / light lighter
wide wider / narrow narrower
early / late
major / minor
domestic / foreign international overseas
urban / rural
temporary temporarily / permanent permanently
deny / confirm admit
release free / arrest detain jail imprison
tighten / ease loosen relax
advance / retreat
deploy / withdraw
capture recapture seize / cede surrender
encourage / discourage
upgrade / downgrade
optimistic / pessimistic
married marry / divorced divorce unmarried
single / multiple
active / inactive
likely / unlikely
able / unable
friend ally / enemy foe
parent / child
senior / junior
upper top / bottom
visible / invisible
maternal / paternal
protagonist hero / antagonist villain
predecessor / successor
prequel / sequel
love / hate
remember / forget
push / pull
borrow / lend
teach / learn
ancient / modern
complete / incomplete
legitimate / illegitimate
stable / unstable
direct / indirect
official / unofficial
peaceful / violent
northeast northeastern / southwest southwestern
northwest northwestern / southeast southeastern
left-wing / right-wing
liberal / conservative
victim / perpetrator
plaintiff / defendant
morning / evening
day / night
summer / winter
"""

OPPOSITES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = tuple(
    (tuple(plus.split()), tuple(minus.split()))
    for plus, _, minus in (row.partition(" / ") for row in _ROWS.replace("\n    ", " ").splitlines())
)
"""Two poles a row, in base forms; a word may stand in several rows. One pole against the other is a difference."""

CONVERSES = frozenset(
    """win lose buy sell borrow lend teach learn before after parent child predecessor successor more less higher lower
    larger smaller taller shorter better worse older younger above below north south east west stronger weaker faster
    slower richer poorer heavier lighter wider narrower""".split()
)
"""Words that say the same as their opposite when the two parties change places."""

IN_PLACE_ONLY = frozenset(
    """up down left right day night first last final old new same different single multiple back light public private
    domestic foreign early late early major minor full top hit senior junior support release free open present
    parent child morning evening male man boy son father brother female woman girl daughter mother sister""".split()
)
"""Words with so many other uses that an opposite counts only where one copied sentence has it in their place."""
