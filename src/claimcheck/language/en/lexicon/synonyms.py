"""Words that news uses for one another, and the spellings of two countries."""

from __future__ import annotations

_ROWS = """\
worldwide globally global world internationally international
outside elsewhere other overseas abroad foreign
domestic domestically home
kill dead die death slain claimed fatality perished toll
injure wound hurt injuries casualties
rise rising increase grow growth climb soar surge jump gain up expand expansion boost raise higher intensify
fall decrease decline drop plunge slump slide shrink dip down reduce reduction cut lower contract
beat defeat win victory overcame triumphed
lose loses loss
buy purchase acquire acquisition takeover
sell sale
start begin launch commence
end finish conclude
leave left withdraw withdrawal depart departure exit pull pullout quit
stay remain
show reveal indicate
think believe
big large huge major sizeable significant
small little minor tiny
car vehicle automobile
ship vessel boat
arms weapon weaponry armaments
soldier troop servicemen forces
fighter militant insurgent rebel jihadist
mercenary contractors paramilitaries
attack assault raid ambush strike strikes
police officers constabulary
boss chief head leader director chairman chairwoman president
chairperson chair chairman chairwoman
ceo executive
spokesman spokeswoman spokesperson
government administration cabinet authorities
job employment post position role work
jobless unemployed unemployment joblessness
worker employee staff staffers
employ employment
pay wage salary earnings
cost price
money funds cash
earn gross box revenue made took collected
doctor physician medic
child kid youngster
son boy
daughter girl
woman female
man male
mother mum mom
father dad
wife husband spouse married marriage wed
school college
study research researchers survey
vote ballot poll
election electoral elected
law legislation bill act statute
court judge tribunal
jail prison imprisoned imprisonment sentenced incarcerated behind
arrest detain custody
accuse allege charge
agree agreed agreement deal pact accord treaty
meet talks summit
build construct construction erected
create establish founded set formed formation
destroy destruction razed
help aid assist assistance support
stop halt cease suspended
ban prohibit outlawed barred forbidden
allow permit let
approve passed adopted endorsed ratified approval
reject refuse decline turned
choose select pick named appointed appointment
hire recruit
fire sack dismiss
resign resignation quit stepped
movie film motion picture
show series programme program
song single track tune
actor actress star portrayed played role cast
write writing author writer
direct director helmed
produce production producer manufactured made manufacturer
release came out premiere debut issued published launched
sing singer vocalist vocals performed recorded
music musical musician
band group
sold sales copies units shipped
match game fixture
team club side squad
goal score netted
coach manager
football soccer
born birth
home house residence residential
street road avenue
flat apartment
holiday vacation
quarter three-month
nation country state
city town
capital seat
locate situated lies based found
area region zone territory
border frontier boundary
million
total overall combined altogether
almost nearly
about around approximately roughly
receive got awarded
award prize honour honor
critic review reviewers
positive favourable favorable good
confirm verified
case infection infected patients
virus coronavirus covid covid-19 corona sars-cov-2
illness disease sickness
test
vaccine vaccination vaccinated jab
hospital clinic
recover recovery
fire blaze
quake earthquake
storm hurricane cyclone typhoon
rain rainfall
crash collision accident
plane aircraft jet airliner
airport airfield
train rail railway
war conflict fighting hostilities
peace ceasefire truce armistice
protest protesters demonstration demonstrators rally marched
defence defense military
oil crude petroleum
gas lng
firm company business corporation enterprise
shares stock
bank lender
trade commerce commercial
tax levy duty taxation
spend expenditure invest outlay allocated
poor poverty
rich wealthy
old elderly aged age
young youth
quick quickly fast rapid rapidly
numerous many
say stated told announced declared reported
deny rejected dismissed
use used using utilise utilize employed
need require
want wish sought
try tried attempt sought
plan intend aims
give provide supply deliver
show displayed
hide concealed
live lives reside residents inhabitants population
visit trip tour
travel travelled journey
arrive reached came landed
dock moored berthed
unload offload
happen occurred took
largest biggest greatest top
main chief primary leading principal key
own owner belong
include contains comprises consists
join signed
lead headed
replace succeed succeeded
return came back
fight battle combat clashes
famous well-known renowned noted popular
finance financial economic
rank rated placed
graduate degree
learn learnt studied
teach teacher lecturer professor instructor
american us usa
episode instalment installment
season
organise organize
programme program
centre center
labour labor
theatre theater
colour color
neighbour neighbor
harbour harbor port
favour favor
honour honor
metre meter
tonne ton
cheque check
judgement judgment ruling verdict
ageing aging
jewellery jewelry
grey gray
tyre tire
licence license
travelling traveling
cancelled canceled
analyse analyze
recognise recognize
criticise criticize
"""

GROUPS: tuple[tuple[str, ...], ...] = tuple(tuple(row.split()) for row in _ROWS.replace("\n    ", " ").splitlines())
"""Words of one group, in any inflected form, cover one another; nothing more is claimed of them."""
