"""Words that tell people, offices, organisations and documents apart: data, no logic."""

from __future__ import annotations

HONORIFICS = frozenset("cllr mr mrs ms miss mx dr sir dame madam mme mlle monsieur madame herr frau".split())
"""Titles that say nothing about what someone does."""

MALE_TITLES = frozenset("mr sir lord king prince duke monsieur herr don sheikh imam father brother sultan emir".split())
FEMALE_TITLES = frozenset("mrs ms miss dame lady queen princess duchess madam mme mlle madame frau sister".split())

TITLES = frozenset(
    """
    adm admiral alderman ambassador archbishop attorney ayatollah bishop brig brigadier brother capt captain
    cardinal chair chairman chairwoman chancellor chief cmdr coach col colonel commander commissioner
    congressman congresswoman constable corporal councillor councilman councilwoman cpl cpt detective director
    doctor duchess duke emir envoy father fr gen general gov governor hon imam inspector judge justice justices
    king lady leader lieutenant lord lt magistrate maj major marshal mayor messrs minister officer pastor pope
    premier pres president presidents prince princess private prof professor prosecutor pvt queen rabbi rep
    representative reps rev reverend secretary sen senator senators sens sergeant sgt sheikh sheriff sister
    speaker spokesman spokesperson spokeswoman sultan superintendent supt vice
    """.split()
)
"""Capitalised words that stand before a person's name and end a role ("Foreign Minister", "Sen.")."""

OFFICES = frozenset(
    """
    agriculture commerce defence defense education energy environment exchequer finance foreign health homeland
    house housing intelligence interior justice labor labour police staff state transport transportation
    treasury veterans war
    """.split()
)
"""What follows "Secretary of", "Minister of", "Chief of" in a title."""

SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson spokespeople press-secretary".split())

ROLES = (
    frozenset(
        """
    academic accountant activist actor actress adjutant administrator adviser advisor advocate agent aide ally
    ambassador analyst anchor announcer anthropologist archaeologist archbishop architect artist assistant
    associate astronaut astronomer athlete attorney auditor author banker barrister biologist bishop blogger
    boss broker builder businessman businesswoman campaigner candidate captain cardinal carpenter cashier ceo
    cfo chair chairman chairperson chairwoman champion chancellor chef chemist chief cleric clerk climatologist
    co-author co-chair co-director co-founder co-owner coach cofounder colleague collector colonel columnist
    comedian commander commentator commissar commissioner committeeman composer congressman congresswoman
    conservationist constable consultant contractor controller coo coordinator coroner correspondent councillor
    councilman councilor councilwoman counsel counsellor counselor critic cto curator customs-officer dean
    defendant defender delegate democrat dentist deputy designer detective developer diplomat director dissident
    doctor driver ecologist economist editor educator emir employee engineer entrepreneur envoy epidemiologist
    essayist executive expert farmer father fellow filmmaker financier firefighter fisherman forecaster founder
    general geographer geologist governor guard guide head headteacher historian host imam inspector instructor
    investigator investor jihadist jockey journalist judge juror justice king lawmaker lawyer leader lecturer
    legislator librarian lieutenant linguist lobbyist lord magistrate major manager marshal master mathematician
    mayor mechanic mediator medic member merchant meteorologist midwife minister ministerial-aide mp msp musician
    negotiator neighbor neighbour neurologist novelist nurse nutritionist officer official operative operator
    organiser organizer owner painter paramedic partner pastor pathologist patriarch pediatrician persona
    pharmacist philosopher photographer physician physicist pilot planner player playwright poet policeman
    policewoman politician pollster pope practitioner preacher prefect premier presenter president priest
    prime-minister prince princess principal producer professor programmer prosecutor provost psychiatrist
    psychologist publicist publisher queen rabbi realtor rebel receptionist rector refugee regulator reporter
    representative republican researcher resident retiree scholar scientist screenwriter sculptor seaman
    secretary secretary-general senator sergeant sheikh sheriff shopkeeper singer sociologist soldier solicitor
    speaker specialist spokesman spokesperson spokeswoman staffer statistician strategist student sultan
    superintendent superior supervisor surgeon surveyor survivor swimmer teacher teammate technician
    technologist theologian therapist trader trainer treasurer trustee tutor undersecretary vet veteran
    veterinarian vice-chairman vice-president virologist volunteer warden warlord worker writer zoologist
    """.split()
    )
    | SPOKESPEOPLE
)
"""Nouns for what someone does or is in office."""

ROLE_ENDINGS = ("ist", "eer", "maker", "keeper", "worker", "player", "ologist", "smith", "woman", "person", "herder")
"""How other nouns for what someone does end."""

NO_ROLES = frozenset("list mist fist twist wrist waist assist career beer deer peer sheer exist persist resist".split())
"""Words that end like a role and are none."""

RECIPROCAL = frozenset("agree disagree meet discuss argue debate quarrel talk clash embrace marry divorce".split())
"""Lemmas of what two people do with each other."""

PEOPLE = frozenset(
    """
    accused adult american appellant applicant assailant attacker aunt baby billionaire boy boyfriend brother
    bystander caller captive celebrity child citizen claimant client complainant consumer convict counterpart
    cousin customer cyclist daughter defendant demonstrator detainee docker driver elder european eyewitness fan
    father fiance fiancee fighter friend fugitive gentleman girl girlfriend granddaughter grandfather
    grandmother grandson guest gunman guy hacker hero hostage husband immigrant infant informant inmate insider
    insurgent killer lady local man medic mercenary migrant militant millionaire miner mother motorist murderer
    native nephew newcomer niece offender onlooker opponent parent parishioner passenger patient pedestrian
    pensioner people person plaintiff predecessor prisoner protester protestor relative rescuer respondent rival
    robber sailor shooter sister son source spouse star striker successor supporter survivor suspect teen
    teenager terrorist thief tourist traveler traveller tycoon uncle user victim villager visitor voter
    whistleblower widow widower wife witness woman
    """.split()
)
"""Nouns for people that name no office."""

MALE_NOUNS = frozenset(
    """
    actor alderman boy boyfriend brother businessman chairman committeeman congressman councilman duke father
    fisherman gentleman grandfather grandson gunman guy husband imam king lord man nephew patriarch policeman
    pope priest prince seaman son spokesman uncle widower
    """.split()
)
FEMALE_NOUNS = frozenset(
    """
    actress aunt businesswoman chairwoman congresswoman councilwoman daughter duchess girl girlfriend
    granddaughter grandmother lady midwife mother niece nun policewoman princess queen sister spokeswoman widow
    wife woman
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
    accused attacker billionaire boy convict defendant fugitive girl gunman inmate man newcomer patient
    plaintiff politician prisoner star suspect teenager tycoon veteran victim witness woman
    """.split()
)
"""Descriptions ("the man") that fit any person of the right gender."""

OUTLETS = frozenset(
    """
    abc afp anadolu ansa ap axios bbc bloomberg breitbart bulletin buzzfeed cbs channel chronicle citizen cnn
    daily dispatch dpa economist efe examiner figaro forbes fox gazette globe guardian herald independent
    inquirer interfax itar-tass itv jazeera journal kyodo magazine mail mirror monde monitor msnbc nbc news
    newspaper newsweek npr observer pbs politico post press radio register reuters review ria salon sentinel sky
    slate spiegel standard star sun tass telegraph television times today tribune tv vox weekly xinhua yonhap
    """.split()
)
"""Words that end or make up the name of a news outlet."""

ORGANISATION_WORDS = (
    frozenset(
        """
    academy administration agency alliance army assembly associates association authority bank board brigade
    brigades brotherhood bureau cabinet campaign caucus center centers centre church circuit club coalition
    college command commission committee commonwealth community company confederation conference congress
    consortium convention cooperative corp corporation corps council court department division federation
    fellowship firm force forces forum foundation front fund gmbh government group guard guild holdings hospital
    house inc industries initiative institute institution international investments lab laboratories laboratory
    labs league legislature llc llp ltd ministry mission mosque movement museum nations navy network observatory
    office organisation organization parliament partners partnership party patrol plc police programme project
    regiment registry resistance school secretariat senate service services society squad staff syndicate
    systems taliban team technologies tribunal trust union university watch
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
    agency agency's airline alliance army association authority bank board body brand broadcaster bureau
    business cabinet campaign carmaker chain charity church club coalition commission committee company
    conglomerate consortium corporation council court daily defence department embassy employer enterprise
    faction federation firm force foundation fund gang giant government group hospital institute institution
    insurer junta league legislature lender magazine maker manufacturer militia ministry movement museum network
    newspaper ngo office operator organisation organization outfit outlet panel paper parliament party police
    producer prosecution publication publisher radio regime regulator retailer school secretariat senate service
    society startup station supplier syndicate tabloid team television think-tank thinktank tribunal trust union
    university utility watchdog website white-house
    """.split()
)
"""Common nouns for organisations ("the group", "the ministry")."""

PLACE_NOUNS = frozenset(
    """
    archipelago area capital city continent country county district island kingdom nation neighborhood
    neighbourhood peninsula port province region republic state suburb territory town village
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
    "industries motors systems technologies holdings firm conglomerate carmaker producer supplier bank insurance",
    "corporation": "company corporation corp inc plc",
    "retailer": "stores supermarkets retail retailer",
    "firm": "company corporation corp inc ltd llc llp plc co partners firm startup manufacturer associates",
    "maker": "company corporation inc ltd plc maker manufacturer",
    "manufacturer": "company corporation inc ltd plc maker manufacturer",
    "agency": "organization organisation agency administration bureau service department authority reuters tass afp "
    "interfax",
    "department": "department",
    "ministry": "ministry",
    "bank": "bank",
    "lender": "bank",
    "insurer": "insurance assurance insurer mutual",
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
    "observer chronicle examiner inquirer globe standard monde figaro spiegel daily weekly",
    "paper": "times post journal guardian telegraph herald tribune gazette mail mirror sun star independent "
    "observer chronicle examiner inquirer globe standard monde figaro spiegel daily weekly",
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
    advisory affidavit agreement analysis announcement archive article assessment audit bill biography blog book
    brief briefing bulletin cable cables column communique complaint constitution contract declaration document
    documents dossier e-mail editorial email file files filing findings indictment inquiry investigation
    judgement judgment law lawsuit leaflet letter manifesto manuscript memo memoir memorandum message minutes
    motion newsletter note notice op-ed opinion order page pamphlet paper papers paperwork petition poll post
    press-release publication record records release report research research-note resolution review ruling
    statement story study submission suit summary survey testimony text transcript transcripts treaty tweet
    verdict webpage website
    """.split()
)
"""Nouns for texts that speak as sources."""

IMAGERY_NOUNS = frozenset(
    """
    audio clip clips film footage image imagery images map maps photo photograph photographs photos picture
    pictures recording recordings scan scans screenshot screenshots tape tapes video videos
    """.split()
)
"""Nouns for pictures, film and sound as sources."""

DATA_NOUNS = frozenset(
    """
    census count data database dataset estimate estimates figures forecast forecasts index measurements model
    models numbers polling polls projection projections readings records-data results statistics tally
    """.split()
)
"""Nouns for figures as sources."""

RUMOURS = frozenset("reports rumours rumors accounts rumour rumor speculation".split())
"""What is only said to be going round: nobody's document."""

COLLECTIVES = frozenset(
    """
    administration community couple crew crowd defence defense delegation duo family jury leadership majority
    media military minority opposition pair police population press prosecution public staff team trio youth
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
    army board border borders boss capital ceo chair chairman chairperson chairwoman chief citizens co-founder
    commander commanders constitution currency customers director economy employee employees fighters forces
    founder government head headquarters lawyers leader member members minister officials parliament people
    population premier president secretary shareholders soldiers spokesman spokesperson spokeswoman staff
    territory troops workers
    """.split()
)
"""What only an organisation or a place can have: "its leader" is not the leader of a plan."""

RELATIONS = frozenset(
    """
    aunt boyfriend brother colleague counterpart cousin daughter father fiance fiancee friend girlfriend
    granddaughter grandfather grandmother grandson husband mother neighbor neighbour nephew niece opponent
    parent partner predecessor rival sister son spouse successor uncle widow widower wife
    """.split()
)
"""Nouns that name someone by another person."""

SPEECH_VERBS = frozenset(
    """
    acknowledge add admit advise agree allege announce answer argue ask assert believe boast call caution claim
    comment complain concede conceded conclude confirm contend continue counter declare demand deny describe
    disclose emphasise emphasize estimate explain hint indicate inform insist joke lament maintain mention note
    observe pledge point post predict promise quip read recall recount reiterate remark repeat reply report
    respond reveal say state stress suggest tell testify think tweet urge vow warn write
    """.split()
)
"""Lemmas of verbs of speech and thought."""

CONTINUING = frozenset("add continue conclude go explain emphasize emphasise stress reiterate note".split())
"""Lemmas with which the speaker of the sentence before goes on."""

WEATHER = frozenset("be seem appear happen turn rain snow take remain become emerge matter follow help".split())
"""Lemmas whose subject "it" often refers to nothing."""

JUDGEMENTS = frozenset(
    """end beginning start blow setback mistake error step sign signal victory defeat moment move surprise
    shame disgrace success failure change turn turnaround shift loss gain relief reminder warning test
    chance opportunity problem risk pity disaster tragedy scandal time matter question way case fact
    reason result sight insult irony coincidence breakthrough milestone triumph humiliation
    embarrassment achievement sacrifice gamble challenge priority pleasure honour honor privilege
    nightmare dream miracle crisis catastrophe betrayal provocation escalation""".split()
)
"""Nouns that say of "it" what was told before as a whole ("It was a mistake"), and of no single thing in it."""

CALENDAR = frozenset(
    """
    apr april aug august christmas dec december easter est feb february friday gmt jan january jul july jun june
    mar march may monday monday's nov november oct october ramadan saturday sep sept september sunday thursday
    tuesday utc wednesday
    """.split()
)

FIRST_NAME_MONTHS = frozenset("jan may april june august".split())
"""Months, or the beginnings of their names, that people are called by."""

PARTICLES = frozenset(
    "de del della der den di da do dos du la le van von bin ibn bint al el ul ben abu wal ad as".split()
)
"""Lower-case words inside personal names."""

SUFFIXES = frozenset("kc qc mp jr sr ii iii iv".split())

NOUNS_OF_TIME = frozenset(
    """
    afternoon age autumn beginning century day decade end evening fall friday hour minute moment monday month
    morning night period saturday season second spring start summer sunday thursday time today tomorrow tuesday
    wednesday week weekend winter year yesterday
    """.split()
)
