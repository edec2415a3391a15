"""Irregular forms: verb, past, participle, and plurals, each with the word they belong to."""

from __future__ import annotations

_FORMS = """
beat beaten; become became; begin began begun; bend bent; bite bit bitten; blow blew blown; break broke broken;
bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen; come came; deal dealt;
dig dug; do did done does; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen;
feed fed; feel felt; fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; forget forgot
forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone goes;
grow grew grown; hang hung; have has had having; hear heard; hide hid hidden; hold held; keep kept; know knew known;
lay laid; lead led; leave left; lend lent; lie lay lain; lose lost; make made; mean meant; meet met; pay paid;
ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought; sell sold; send sent;
shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk;
sit sat; sleep slept; slide slid; speak spoke spoken; spend spent; spin spun; stand stood; steal stole stolen;
stick stuck; strike struck; swear swore sworn; sweep swept; swim swam swum; swing swung; take took taken;
teach taught; tear torn; tell told; think thought; throw threw thrown; understand understood; undergo underwent
undergone; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn; write wrote written;
overcome overcame; overthrow overthrew overthrown; overtake overtook overtaken; undertake undertook undertaken;
be is are was were been being am; man men; woman women; child children; person people; foot feet; tooth teeth;
life lives; wife wives; leaf leaves; half halves; knife knives; crisis crises; medium media; datum data;
die died dies dying; analysis analyses; good better best; bad worse worst; far further farther furthest
"""

IRREGULAR: dict[str, str] = {
    form: row.split()[0] for row in _FORMS.split(";") for form in row.split() if form not in {"found", "lay", "left"}
} | {"found": "found", "left": "left"}
"""From form to base; forms that are also words of their own ("found", "left") stay as they are."""
