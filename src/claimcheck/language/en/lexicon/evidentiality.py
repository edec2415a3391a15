"""Words by which a source keeps its distance from what it repeats, or calls it wrong."""

from __future__ import annotations

DISTANCING = frozenset(
    """claim claims claimed claiming allege alleges alleged alleging allegation allegations allegedly purport purported
    purportedly purports rumour rumor rumours rumors rumoured rumored theory theories hypothesis supposedly headline
    headlines titled viral falsely""".split()
)
"""A sentence that repeats a statement behind one of these does not bear it out."""

DEBUNKING = frozenset(
    """false fake hoax untrue misleading baseless unfounded debunked fabricated doctored manipulated photoshopped satire
    satirical incorrect inaccurate wrong fictitious unproven unsubstantiated misinformation disinformation""".split()
)
"""What a source calls a statement that it holds to be wrong."""

CLAIMING = frozenset(
    """news claim claims report reports rumour rumor rumours rumors story stories statement statements information post
    posts message messages allegation allegations assertion assertions quote quotes video photo image""".split()
)
"""What a verdict in front of it passes on: "the false claim that"."""

LACKING = frozenset("evidence proof truth record records sign indication basis mention such statement".split())
"""After "no": the source has looked and found nothing."""

POINTING = frozenset("this that it these those they such claim".split())
"""How a sentence refers back to the one before it."""

ASKING = frozenset("who whom whose what which when where why how".split())
"""Opens a question that is answered by more than yes or no."""

INVERTED = frozenset("did is was are does do has have would could".split())
"""Opens a question, with or without its mark."""

YES = frozenset("yes correct indeed true right".split())
"""Opens the answer that makes a question a statement."""
