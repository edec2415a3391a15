"""Negation, what was only planned or possible, and words with an opposite."""

from __future__ import annotations

NEGATIONS = frozenset("not n't never no none nobody nothing nowhere neither nor cannot without hardly scarcely".split())
"""Words that deny what follows them."""

DENYING_VERBS = frozenset(
    """fail fails failed failing refuse refuses refused refusing decline declines declined declining deny denies denied
    denying lack lacks lacked lacking unable avoid avoids avoided avoiding reject rejects rejected rejecting
    stop stops stopped cease ceased prevent prevents prevented false untrue incorrect unlikely wrongly falsely
    baseless unfounded debunked hoax fake""".split()
)
"""Words that deny what follows without a "not"."""

POSSIBLE = frozenset(
    """may might could possibly perhaps maybe potentially probably likely allegedly alleged reportedly supposedly
    apparently seemingly suspected rumoured rumored unconfirmed suggests suggest""".split()
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

OPPOSITES: tuple[tuple[str, str], ...] = (
    (
        """rise rises rose risen rising increase increases increased increasing increasingly grow grows grew grown growing
        growth climb climbs climbed climbing soar soars soared soaring surge surges surged surging jump jumps jumped
        jumping gain gains gained up upward expand expands expanded expanding expansion boost boosts boosted raise
        raises raised raising accelerate accelerates accelerated accelerating widen widens widened improve improves
        improved improving improvement strengthen strengthens strengthened strengthening rebound rebounded escalate
        escalated escalating""",
        """fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop
        drops dropped dropping plunge plunges plunged plunging slump slumps slumped slumping slide slides slid sliding
        shrink shrinks shrank shrunk shrinking dip dips dipped lose loses down downward contract contracted contraction
        cut cuts cutting reduce reduces reduced reducing reduction lower lowers lowered lowering slow slows slowed
        slowing narrow narrows narrowed worsen worsens worsened worsening deteriorate deteriorated deteriorating weaken
        weakens weakened weakening tumble tumbled sink sank sunk dwindle dwindled""",
    ),
    ("more greater", "less fewer"),
    ("higher above over exceeds exceeded exceeding", "lower below under"),
    ("larger bigger taller longer", "smaller shorter"),
    ("most highest largest biggest tallest longest greatest best", "least lowest smallest shortest worst fewest"),
    ("win wins won winning victory victorious beat beats beaten beating defeat defeats", "lose loses lost losing loss"),
    ("better", "worse"),
    ("before earlier prior", "after later following"),
    ("first", "last final"),
    ("earliest", "latest"),
    ("oldest older elder", "youngest younger"),
    ("old", "new"),
    ("open opens opened opening reopen reopened", "close closes closed closing closure shut shuts"),
    (
        "start starts started starting begin begins began begun beginning launch launches launched",
        "end ends ended ending finish finishes finished stop stops stopped stopping",
    ),
    (
        "accept accepts accepted accepting approve approves approved approving approval",
        "reject rejects rejected rejecting rejection refuse refuses refused deny denies denied veto vetoed",
    ),
    (
        "support supports supported supporting back backs backed backing favour favours favoured favor favors favored endorse endorsed",
        "oppose opposes opposed opposing",
    ),
    (
        "allow allows allowed allowing permit permits permitted legal lawful legalise legalised legalize legalized",
        "ban bans banned banning prohibit prohibits prohibited forbid forbids forbade forbidden illegal unlawful",
    ),
    (
        "join joins joined joining enter enters entered entering",
        "leave leaves left leaving quit quits exit exits exited withdraw withdraws withdrew withdrawn withdrawal",
    ),
    ("arrive arrives arrived arriving arrival", "depart departs departed departing departure"),
    ("buy buys bought buying purchase purchases purchased acquire acquires acquired", "sell sells sold selling sale"),
    (
        "hire hires hired hiring appoint appoints appointed",
        "fire fires fired sack sacks sacked dismiss dismisses dismissed",
    ),
    ("guilty convict convicts convicted conviction", "innocent acquit acquits acquitted acquittal"),
    (
        "alive survive survives survived surviving survivor survivors",
        "dead die dies died dying kill kills killed killing death deaths",
    ),
    ("import imports imported importing", "export exports exported exporting"),
    ("positive positively favourable favorable", "negative negatively unfavourable unfavorable"),
    ("true correct accurate accurately", "false incorrect inaccurate wrong untrue"),
    ("strong stronger strongest", "weak weaker weakest"),
    ("hot hotter hottest warm warmer warmest", "cold colder coldest cool cooler coolest"),
    ("fast faster fastest quick quicker", "slow slower slowest"),
    ("safe safer safest safely", "dangerous unsafe"),
    ("north northern northwards", "south southern southwards"),
    ("east eastern eastwards", "west western westwards"),
    ("left", "right"),
    (
        "male man men boy boys son sons father brother brothers husband king actor uncle grandfather",
        "female woman women girl girls daughter daughters mother sister sisters wife queen actress aunt grandmother",
    ),
    ("public", "private"),
    (
        "success successful successfully succeed succeeds succeeded",
        "failure unsuccessful unsuccessfully fail fails failed",
    ),
    ("possible", "impossible"),
    ("legalise legalised", "criminalise criminalised"),
    ("profit profits profitable", "loss losses"),
    ("surplus", "deficit"),
    ("common popular widespread well-known", "rare uncommon unpopular unusual"),
    ("always", "never rarely seldom"),
    ("easy easier easily", "difficult hard harder"),
    ("add adds added adding", "remove removes removed removing"),
    ("attack attacks attacked attacking", "defend defends defended defending"),
    ("guilty", "cleared"),
    ("minimum", "maximum"),
    ("majority", "minority"),
    ("inside", "outside"),
    ("present", "absent"),
    ("agree agrees agreed agreeing agreement", "disagree disagrees disagreed disagreement"),
    ("include includes included including", "exclude excludes excluded excluding"),
    (
        "praise praises praised praising",
        "criticise criticises criticised criticize criticizes criticized condemn condemns condemned",
    ),
    ("rich richer richest wealthy", "poor poorer poorest"),
    ("hit success", "flop"),
    ("same", "different"),
    ("heavy heavier", "light lighter"),
    ("wide wider", "narrow narrower"),
    ("early", "late"),
    ("major", "minor"),
    ("domestic", "foreign international overseas"),
    ("urban", "rural"),
    ("temporary temporarily", "permanent permanently"),
    ("full fully", "empty"),
    ("deny denies denied denying", "confirm confirms confirmed confirming admit admits admitted"),
    (
        "release releases released releasing free freed",
        "arrest arrests arrested detain detains detained jail jailed imprison imprisoned",
    ),
    ("tighten tightens tightened tightening", "ease eases eased easing loosen relax relaxed"),
    ("advance advances advanced advancing", "retreat retreats retreated retreating"),
    ("deploy deploys deployed deploying", "withdraw withdraws withdrew withdrawn withdrawing"),
    (
        "capture captures captured capturing recapture recaptured seize seized",
        "cede cedes ceded lose lost surrender surrendered",
    ),
    ("encourage encourages encouraged", "discourage discourages discouraged"),
    ("upgrade upgrades upgraded", "downgrade downgrades downgraded"),
    ("optimistic", "pessimistic"),
    ("married marry marries", "divorced divorce divorces unmarried"),
    ("single", "multiple"),
    ("active", "inactive"),
    ("likely", "unlikely"),
    ("able", "unable"),
    ("friend friends ally allies", "enemy enemies foe foes"),
    ("parent parents", "child children"),
    ("senior", "junior"),
    ("upper top", "bottom"),
    ("visible", "invisible"),
    ("maternal", "paternal"),
    ("protagonist hero", "antagonist villain"),
    ("predecessor", "successor"),
    ("prequel", "sequel"),
)
"""Two poles a row; a word may stand in several rows. Saying one pole against the other is a difference."""
