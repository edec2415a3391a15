"""One key for the American and the British spelling of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

_OUR = (
    "arb ard arm behavi cand clam clang col demean endeav fav ferv flav glam harb hon hum lab mis?demean neighb od parl"
    " ranc rig rum savi sav splend succ tum val vap vig".split()
)
_DOUBLED = (
    "apparel bevel bushel cancel carol cavil channel chisel counsel cudgel dial dishevel duel enamel equal fuel funnel"
    " grovel gravel hovel impanel imperil initial jewel kennel kernel label"
    " laurel level libel marshal marvel medal metal model panel parcel"
    " pedal pencil pistol quarrel ravel refuel revel rival shovel shrivel signal snivel spiral squirrel stencil swivel"
    " symbol tassel tinsel total towel trammel travel trial tunnel vial victual weasel yodel".split()
)
_RE = "cent theat met lit fib calib sab spect lust somb meag maneuv manoeuv och reconnoit sepulch titan goit".split()

_STEMS = dict(
    pair.split("/")
    for pair in (
        "practis/practic anaem/anem anaesth/anesth haem/hem leukaem/leukem septicaem/septicem paed/ped"
        " orthopaed/orthoped"
        " archae/arche mediaev/mediev encyclopae/encyclope gynaec/gynec oestr/estr oesoph/esoph foet/fet"
        " diarrhoe/diarrhe manoeuv/maneuv ageing/aging sceptic/skeptic sulph/sulf mould/mold smould/smold moult/molt"
        " plough/plow enquir/inquir gaol/jail aeroplane/airplane focuss/focus biass/bias benefitt/benefit"
        " budgett/budget targett/target combatt/combat skilful/skillful wilful/willful woollen/woolen jewellery/jewelry"
        " instalment/installment enrolment/enrollment fulfilment/fulfillment tranquilli/tranquili chilli/chili"
        " marvellous/marvelous counsellor/counselor moustache/mustache pyjama/pajama artefact/artifact cosi/cozi"
        " yoghurt/yogurt draught/draft kerb/curb storey/story cheque/check tyre/tire aluminium/aluminum"
        " speciality/specialty specialities/specialties omelette/omelet mollusc/mollusk doughnut/donut"
        " unshakeable/unshakable sizeable/sizable likeable/likable liveable/livable useable/usable saleable/salable"
        " moveable/movable phoney/phony sceptre/scepter syphon/siphon liquorice/licorice judgement/judgment"
        " acknowledgement/acknowledgment programme/program aesthet/esthet faec/fec palaeo/paleo caesar/cesar"
        " homoeo/homeo fibregl/fibergl theatreg/theaterg centrep/centerp centref/centerf manoeuvr/maneuver"
        " chequer/checker"
        " councillor/councilor cancellation/cancelation gruelling/grueling cruell/cruel worshipp/worship kidnapp/kidnap"
        " sheikh/sheik buses/busses minibuses/minibusses gases/gasses defenceless/defenseless greyish/grayish"
    ).split()
)
_STEM = re.compile(f"(un|re|dis|mis|pre|over|ortho)?({'|'.join(sorted(_STEMS, key=len, reverse=True))})")

_END = r"(?=(?:'s)?$)"
_RULES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (rf"({'|'.join(_OUR)})our", r"\1or"),
        (rf"^((?:un|re|out|mis)?(?:{'|'.join(_DOUBLED)}))l(ed|ings?|ers?|ors?|ous|ists?|y|ery){_END}", r"\1\2"),
        (rf"({'|'.join(_RE)})re(s|d)?{_END}", r"\1er\2"),
        (rf"([a-z]{{3}})is(e[ds]?|ers?|ing|ations?|ational|able){_END}", r"\1iz\2"),
        (rf"(al|ro|ly)ys(e[ds]?|ers?|ing){_END}", r"\1yz\2"),
        (rf"([a-z]{{2}}og)u(?:e(s?)|(?=ed|ing)){_END}", r"\1\2"),
        (rf"(def|off|pret|lic)ence([sd]?){_END}", r"\1ense\2"),
        (r"^(enrol|fulfil|instil|distil|enthral|appal)(s?)$", r"\1l\2"),
        (rf"(advis|protest)or(s?){_END}", r"\1er\2"),
        (r"^(for|back|in|out|up|down|home|on|after|to|east|west|north|south)wards$", r"\1ward"),
    )
)

_PAIRS = dict(
    pair.split("/")
    for pair in (
        "grey/gray greys/grays greyer/grayer mum/mom mums/moms cosy/cozy furore/furor axe/ax amongst/among whilst/while"
        " amidst/amid learnt/learned burnt/burned dreamt/dreamed spelt/spelled spoilt/spoiled leant/leaned"
        " leapt/leaped okay/ok disc/disk discs/disks pedlar/peddler carcase/carcass connexion/connection"
        " orientated/oriented disorientated/disoriented licence/license"
    ).split()
)


@lru_cache(maxsize=32768)
def key(word: str) -> str:
    """The key of a folded word: without accents and dots, in American spelling; equal keys mean the same word."""
    if not word.isascii():
        bare = unicodedata.normalize("NFD", word.translate(_LETTERS))
        word = "".join(c for c in bare if unicodedata.category(c) != "Mn") or word
    if not (word[0].isalpha() and word[-1].isalpha()):
        return word
    word = word.replace(".", "")
    word = _PAIRS.get(word, word)
    stem = _STEM.match(word)
    if stem:
        word = (stem[1] or "") + _STEMS[stem[2]] + word[stem.end() :]
    for pattern, new in _RULES:
        word = pattern.sub(new, word)
    return word
