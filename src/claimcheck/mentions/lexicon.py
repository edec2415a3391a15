"""Words that tell people, offices, organisations and documents apart: data, no logic."""

from __future__ import annotations

HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame madam mme mlle monsieur madame herr frau".split())
"""Titles that say nothing about what someone does."""

MALE_TITLES = frozenset("mr sir lord king prince duke monsieur herr don sheikh imam father brother sultan emir".split())
FEMALE_TITLES = frozenset("mrs ms miss dame lady queen princess duchess madam mme mlle madame frau sister".split())

TITLES = frozenset(
    """
    sen rep gov gen lt col maj capt cpt sgt adm rev hon prof pres supt cmdr brig pvt cpl fr st
    president vice premier chancellor king queen prince princess pope lord lady duke duchess sultan emir sheikh
    imam ayatollah archbishop bishop cardinal rabbi father sister brother pastor reverend minister secretary
    ambassador envoy commissioner senator congressman congresswoman representative governor mayor councillor
    councilman councilwoman alderman sheriff constable inspector detective superintendent officer marshal general
    admiral colonel major captain lieutenant sergeant corporal private brigadier commander judge justice magistrate
    attorney prosecutor speaker chairman chairwoman chair director professor doctor spokesman spokeswoman
    spokesperson leader chief coach
    """.split()
)
"""Capitalised words that stand before a person's name and end a role ("Foreign Minister", "Sen.")."""

OFFICES = frozenset(
    """
    state defense defence staff war justice treasury commerce labor labour energy education health agriculture
    transportation transport interior finance foreign homeland veterans housing environment intelligence police
    """.split()
)
"""What follows "Secretary of", "Minister of", "Chief of" in a title."""

SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson spokespeople press-secretary".split())

ROLES = (
    frozenset(
        """
    academic accountant activist actor actress adjutant administrator adviser advisor advocate agent aide ally
    ambassador analyst anchor announcer anthropologist archaeologist archbishop architect artist assistant associate
    astronaut astronomer athlete attorney auditor author banker barrister biologist bishop blogger boss broker builder
    businessman businesswoman campaigner candidate captain cardinal carpenter cashier ceo cfo chair chairman
    chairperson chairwoman champion chancellor chef chemist chief cleric clerk climatologist coach co-author
    co-chair co-director co-founder co-owner cofounder colleague collector colonel columnist comedian commander
    commentator commissioner committeeman commissar composer congressman congresswoman conservationist constable
    consultant contractor controller coo coordinator coroner correspondent councillor councilman councilwoman
    councilor counsel counsellor counselor critic cto curator customs-officer dean defendant defender delegate
    democrat dentist deputy designer detective developer diplomat director dissident doctor driver ecologist
    economist editor educator emir employee engineer entrepreneur envoy epidemiologist essayist executive expert
    farmer father fellow filmmaker financier firefighter fisherman forecaster founder general geographer geologist
    governor guard guide head headteacher historian host imam inspector instructor investigator investor
    jihadist jockey journalist judge juror justice king lawmaker lawyer leader lecturer legislator librarian
    lieutenant linguist lobbyist lord magistrate major manager marshal mathematician mayor mechanic mediator medic
    member merchant meteorologist midwife minister ministerial-aide mp msp musician negotiator neighbor neighbour
    neurologist novelist nurse nutritionist officer official operative operator organiser organizer owner painter
    paramedic partner pastor pathologist patriarch pediatrician persona pharmacist philosopher photographer physician
    physicist pilot planner player playwright poet policeman policewoman politician pollster pope practitioner
    preacher prefect premier president presenter priest prime-minister prince princess principal producer professor
    programmer prosecutor provost psychiatrist psychologist publicist publisher queen rabbi realtor rebel
    receptionist rector refugee regulator reporter representative republican researcher resident retiree scholar
    scientist screenwriter sculptor seaman secretary secretary-general senator sergeant sheikh sheriff shopkeeper
    singer sociologist soldier solicitor speaker specialist spokesman spokesperson spokeswoman staffer statistician
    strategist student sultan superintendent superior supervisor surgeon surveyor survivor swimmer teacher teammate
    technician technologist theologian therapist trader trainer treasurer trustee tutor undersecretary veteran
    vet veterinarian vice-chairman vice-president virologist volunteer warden warlord worker writer zoologist
    """.split()
    )
    | SPOKESPEOPLE
)
"""Nouns for what someone does or is in office."""

PEOPLE = frozenset(
    """
    man woman boy girl person people child teenager teen baby infant adult pensioner gentleman lady guy
    mother father parent son daughter brother sister husband wife spouse fiance fiancee widow widower uncle aunt
    nephew niece cousin grandfather grandmother grandson granddaughter relative friend boyfriend girlfriend
    witness victim suspect accused defendant plaintiff claimant complainant applicant appellant respondent prisoner
    inmate detainee hostage captive patient passenger pedestrian motorist cyclist customer client consumer
    bystander onlooker protester protestor demonstrator striker voter villager citizen migrant immigrant
    gunman attacker assailant shooter killer murderer robber thief hacker fugitive convict offender
    insurgent militant fighter mercenary terrorist tourist visitor traveller traveler guest caller user fan supporter
    opponent rival successor predecessor counterpart source insider whistleblower informant american european
    billionaire millionaire tycoon celebrity star hero star newcomer native local elder parishioner
    """.split()
)
"""Nouns for people that name no office."""

MALE_NOUNS = frozenset(
    """
    man boy father son husband brother uncle nephew grandfather grandson widower boyfriend gentleman guy king prince
    spokesman chairman congressman councilman businessman policeman gunman fisherman seaman actor lord duke priest
    pope imam patriarch committeeman alderman
    """.split()
)
FEMALE_NOUNS = frozenset(
    """
    woman girl mother daughter wife sister aunt niece grandmother granddaughter widow girlfriend lady queen princess
    spokeswoman chairwoman congresswoman councilwoman businesswoman policewoman actress duchess nun midwife
    """.split()
)

SAME_ROLE = (
    frozenset("spokesman spokesperson spokeswoman".split()),
    frozenset("chairman chair chairwoman chairperson".split()),
    frozenset("congressman congresswoman representative lawmaker rep".split()),
    frozenset("senator sen lawmaker".split()),
    frozenset("mp lawmaker politician legislator".split()),
    frozenset("governor gov".split()),
    frozenset("president pres".split()),
    frozenset("general gen".split()),
    frozenset("professor prof academic researcher scholar lecturer".split()),
    frozenset("doctor dr physician surgeon".split()),
    frozenset("lawyer attorney barrister solicitor counsel".split()),
    frozenset("leader head chief boss".split()),
    frozenset("expert analyst fellow specialist researcher scholar academic".split()),
    frozenset("diplomat ambassador envoy".split()),
    frozenset("executive ceo boss".split()),
    frozenset("journalist reporter correspondent".split()),
    frozenset("defendant accused".split()),
    frozenset("scientist researcher biologist chemist physicist virologist epidemiologist".split()),
    frozenset("officer policeman policewoman detective constable inspector sergeant".split()),
    frozenset("judge justice magistrate".split()),
    frozenset("soldier fighter".split()),
    frozenset("author writer novelist".split()),
)
"""Words that can describe one and the same person in office."""

ANYONE = frozenset(
    """
    man woman boy girl teenager politician victim suspect accused defendant witness patient veteran star tycoon
    billionaire inmate prisoner convict plaintiff gunman attacker fugitive newcomer
    """.split()
)
"""Descriptions ("the man") that fit any person of the right gender."""

OUTLETS = frozenset(
    """
    times post journal guardian telegraph herald tribune gazette mail mirror sun star independent observer economist
    chronicle examiner inquirer globe news press reuters bbc cnn nbc cbs abc msnbc npr pbs fox afp ap tass bloomberg
    axios politico breitbart buzzfeed vox slate salon newsweek forbes spiegel monde figaro jazeera xinhua interfax
    itar-tass ria dpa efe ansa anadolu kyodo yonhap sky itv channel radio television tv magazine review weekly daily
    newspaper standard dispatch sentinel bulletin citizen monitor register today
    """.split()
)
"""Words that end or make up the name of a news outlet."""

ORGANISATION_WORDS = (
    frozenset(
        """
    academy administration agency alliance army assembly association associates authority bank board brigade brigades
    brotherhood bureau cabinet campaign caucus center centers centre church circuit club coalition college command
    commission committee commonwealth community company confederation conference congress consortium convention
    cooperative corp corporation corps council court department division federation fellowship firm force forces forum
    foundation front fund gmbh government group guard guild holdings hospital house inc industries initiative
    institute institution international investments laboratories laboratory lab labs league legislature llc llp ltd
    ministry mission mosque movement museum nations navy network observatory office organisation organization parliament
    partners partnership party patrol plc police programme project regiment registry resistance school secretariat
    senate service services society squad staff syndicate systems taliban team technologies tribunal trust
    union university watch
    """.split()
    )
    | OUTLETS
)
"""Words inside a name that make it an organisation's."""

ORGANISATIONS = frozenset(
    "kremlin|pentagon|white house|downing street|wall street|whitehall|elysee|vatican|scotland yard|nato|hamas|"
    "hezbollah|taliban|al-qaeda|islamic state|isis|isil|boko haram|wagner|google|apple|microsoft|amazon|facebook|meta|"
    "twitter|tesla|boeing|airbus|gazprom|rosneft|huawei|samsung|toyota|volkswagen|bmw|siemens|uber|netflix|openai|"
    "spacex|interpol|europol|opec|unicef|unesco|un|u.n.|eu|fbi|cia|nsa|fda|cdc|epa|irs|sec|dea|nypd|lapd|nhs|imf|"
    "reuters|associated press|agence france-presse|tass|bbc|cnn|fox news|bloomberg|al jazeera|greenpeace|oxfam|amnesty|"
    "fsb|gru|mossad|mi5|mi6|gchq|red cross|world bank|frontex|congress|parliament|senate|house of representatives|"
    "house of commons|house of lords|supreme court|european union|united nations|state department|tories|labour".split(
        "|"
    )
)
"""Names of organisations whose shape does not give them away, in lower case."""

ORGANISATION_NOUNS = frozenset(
    """
    agency airline alliance army association authority bank board body brand bureau business cabinet campaign carmaker
    chain charity church club coalition commission committee company conglomerate consortium corporation council court
    department embassy employer enterprise faction federation firm force foundation fund gang giant government group
    hospital institute institution insurer junta league legislature lender maker manufacturer militia ministry
    movement museum network newspaper ngo office operator organisation organization outfit outlet panel paper
    parliament party police producer prosecution publication publisher regime regulator retailer school secretariat
    senate service society startup station supplier syndicate team think-tank thinktank tribunal trust union
    university utility watchdog website white-house agency's daily magazine broadcaster tabloid
    """.split()
)
"""Common nouns for organisations ("the group", "the ministry")."""

PLACE_NOUNS = frozenset(
    """
    country nation state kingdom republic city town village capital region area province territory continent island
    county district neighborhood neighbourhood suburb port archipelago peninsula
    """.split()
)
"""Common nouns for places ("the country")."""

SAME_THING = {
    "group": "group outfit organisation organization militia network movement faction band coalition alliance charity "
    "ngo brigade front corps gang association society collective watch al-qaeda hamas hezbollah taliban",
    "outfit": "group outfit militia network company",
    "organisation": "group organisation organization association society foundation charity institute agency watch",
    "organization": "group organisation organization association society foundation charity institute agency watch",
    "movement": "movement front party group",
    "militia": "militia group brigade front",
    "company": "company corporation corp inc ltd llc plc gmbh co maker giant retailer airline manufacturer startup "
    "industries motors systems technologies holdings firm conglomerate carmaker producer supplier",
    "firm": "company corporation corp inc ltd llc llp plc co partners firm startup manufacturer associates",
    "maker": "company corporation inc ltd plc maker manufacturer",
    "manufacturer": "company corporation inc ltd plc maker manufacturer",
    "agency": "agency administration bureau service department authority reuters tass afp interfax",
    "department": "department",
    "ministry": "ministry",
    "bank": "bank",
    "lender": "bank",
    "court": "court tribunal",
    "tribunal": "court tribunal",
    "committee": "committee",
    "commission": "commission",
    "council": "council",
    "panel": "committee commission council panel",
    "party": "party",
    "union": "union",
    "alliance": "alliance nato coalition",
    "bloc": "union alliance",
    "institute": "institute centre center",
    "think-tank": "institute centre center foundation",
    "charity": "charity foundation trust fund society",
    "foundation": "foundation",
    "university": "university college institute",
    "college": "college university",
    "school": "school academy college",
    "hospital": "hospital",
    "newspaper": "times post journal guardian telegraph herald tribune gazette mail mirror sun star independent "
    "observer chronicle examiner inquirer globe standard",
    "paper": "times post journal guardian telegraph herald tribune gazette mail mirror sun star independent "
    "observer chronicle examiner inquirer globe standard",
    "broadcaster": "bbc cnn nbc cbs abc msnbc npr pbs fox sky itv channel radio television jazeera",
    "network": "bbc cnn nbc cbs abc msnbc npr pbs fox network jazeera",
    "outlet": "news times post journal press radio television breitbart buzzfeed politico axios",
    "watchdog": "authority commission agency office watchdog regulator",
    "regulator": "authority commission agency administration regulator",
    "church": "church",
    "club": "club united",
    "force": "force corps police army",
    "army": "army",
    "corps": "corps",
    "fund": "fund",
    "body": "association federation authority commission council committee union agency",
    "federation": "federation",
    "association": "association",
    "airline": "airlines airways airline",
    "carmaker": "motors toyota volkswagen bmw tesla",
}
"""For a description's noun, the words that a name or an apposition must hold for the two to be the same thing."""

DOCUMENT_NOUNS = frozenset(
    """
    report statement document documents letter memo memorandum email e-mail study paper article story filing affidavit
    complaint indictment lawsuit suit petition ruling judgment judgement verdict order opinion dossier transcript
    book biography memoir manuscript press-release release communique advisory bulletin post tweet blog message text
    note announcement notice survey poll review audit analysis assessment investigation inquiry testimony law bill
    resolution treaty agreement contract constitution record records cable cables file files minutes brief briefing
    summary leaflet pamphlet manifesto website webpage page column editorial op-ed motion submission declaration
    paperwork archive research findings research-note newsletter publication transcripts papers
    """.split()
)
"""Nouns for texts that speak as sources."""

IMAGERY_NOUNS = frozenset(
    """
    imagery image images photo photos photograph photographs picture pictures video videos footage recording
    recordings film clip clips screenshot screenshots map maps audio tape tapes scan scans
    """.split()
)
"""Nouns for pictures, film and sound as sources."""

DATA_NOUNS = frozenset(
    """
    data figures statistics numbers estimates estimate census index database dataset records-data projections
    projection forecast forecasts model models results tally count polls polling measurements readings
    """.split()
)
"""Nouns for figures as sources."""

RUMOURS = frozenset("reports rumours rumors accounts rumour rumor speculation".split())
"""What is only said to be going round: nobody's document."""

COLLECTIVES = frozenset(
    """
    team family staff crew crowd couple public media press administration leadership opposition delegation jury
    community population majority minority pair duo trio youth military prosecution defence defense police
    """.split()
)
"""Singular nouns that can take "they"."""

FUNCTIONS = frozenset(
    "government army military parliament cabinet president prime-minister capital junta police opposition economy "
    "population authorities constitution currency".split()
)
"""Things that a country has one of ("the government" is that of the country last spoken of)."""

LEADS = frozenset(
    """
    leader chief head boss president chairman chairwoman chair chairperson ceo director founder co-founder spokesman
    spokeswoman spokesperson minister premier secretary member members employee employees workers staff soldiers
    troops forces fighters headquarters army government capital parliament population citizens people economy
    constitution currency border borders territory commander commanders officials lawyers shareholders customers board
    """.split()
)
"""What only an organisation or a place can have: "its leader" is not the leader of a plan."""

RELATIONS = frozenset(
    """
    mother father parent son daughter brother sister husband wife spouse fiance fiancee widow widower uncle aunt
    nephew niece cousin grandfather grandmother grandson granddaughter friend boyfriend girlfriend partner successor
    predecessor colleague counterpart rival opponent neighbor neighbour
    """.split()
)
"""Nouns that name someone by another person."""

SPEECH_VERBS = frozenset(
    """
    say tell add note explain state claim argue insist stress emphasize emphasise warn announce confirm deny declare
    admit acknowledge concede reply respond answer ask write report suggest believe think recall remark comment
    observe point testify allege assert maintain contend continue conclude describe promise pledge vow predict
    estimate reveal disclose caution complain joke tweet post quip counter urge demand call conceded mention reiterate
    repeat indicate hint recount agree advise inform boast lament read
    """.split()
)
"""Lemmas of verbs of speech and thought."""

CONTINUING = frozenset("add continue conclude go explain emphasize emphasise stress reiterate note".split())
"""Lemmas with which the speaker of the sentence before goes on."""

WEATHER = frozenset("be seem appear happen turn rain snow take remain become emerge matter follow help".split())
"""Lemmas whose subject "it" often refers to nothing."""

CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec easter christmas ramadan
    monday's gmt est utc
    """.split()
)

PARTICLES = frozenset(
    "de del della der den di da do dos du la le van von bin ibn bint al el ul ben abu wal ad as".split()
)
"""Lower-case words inside personal names."""

SUFFIXES = frozenset("jr sr ii iii iv".split())

NOUNS_OF_TIME = frozenset(
    """
    day week month year decade century hour minute second morning evening afternoon night time today yesterday
    tomorrow moment period weekend summer winter spring autumn fall season age end start beginning monday tuesday
    wednesday thursday friday saturday sunday
    """.split()
)
