"""Countries with the words for their people, regions and continents: data, no logic."""

from __future__ import annotations

_COUNTRIES = """
Afghanistan:Afghan; Albania:Albanian; Algeria:Algerian; Andorra:Andorran; Angola:Angolan;
Argentina:Argentine,Argentinian; Armenia:Armenian; Australia:Australian; Austria:Austrian; Azerbaijan:Azerbaijani;
Bahamas:Bahamian; Bahrain:Bahraini; Bangladesh:Bangladeshi; Barbados:Barbadian; Belarus:Belarusian; Belgium:Belgian;
Belize:Belizean; Benin:Beninese; Bhutan:Bhutanese; Bolivia:Bolivian; Bosnia:Bosnian; Botswana:Botswanan;
Brazil:Brazilian; Britain:British,Briton; Brunei:Bruneian; Bulgaria:Bulgarian; Burkina Faso:Burkinabe; Burma:Burmese;
Burundi:Burundian; Cambodia:Cambodian; Cameroon:Cameroonian; Canada:Canadian; Cape Verde:Cape Verdean; Central African
Republic:Central African; Chad:Chadian; Chile:Chilean; China:Chinese; Colombia:Colombian; Comoros:Comorian;
Congo:Congolese; Costa Rica:Costa Rican; Croatia:Croatian; Cuba:Cuban; Cyprus:Cypriot; Czech Republic:Czech;
Czechia:Czech; Denmark:Danish,Dane; Djibouti:Djiboutian; Dominica:Dominican; Dominican Republic:Dominican;
Ecuador:Ecuadorian; Egypt:Egyptian; El Salvador:Salvadoran; England:English; Equatorial Guinea:Equatoguinean;
Eritrea:Eritrean; Estonia:Estonian; Eswatini:Swazi; Ethiopia:Ethiopian; Fiji:Fijian; Finland:Finnish,Finn;
France:French; Gabon:Gabonese; Gambia:Gambian; Georgia:Georgian; Germany:German; Ghana:Ghanaian; Greece:Greek;
Grenada:Grenadian; Guatemala:Guatemalan; Guinea:Guinean; Guinea-Bissau:Bissau-Guinean; Guyana:Guyanese; Haiti:Haitian;
Honduras:Honduran; Hungary:Hungarian; Iceland:Icelandic; India:Indian; Indonesia:Indonesian; Iran:Iranian; Iraq:Iraqi;
Ireland:Irish; Israel:Israeli; Italy:Italian; Ivory Coast:Ivorian; Jamaica:Jamaican; Japan:Japanese; Jordan:Jordanian;
Kazakhstan:Kazakh; Kenya:Kenyan; Kosovo:Kosovar; Kuwait:Kuwaiti; Kyrgyzstan:Kyrgyz; Laos:Laotian; Latvia:Latvian;
Lebanon:Lebanese; Lesotho:Basotho; Liberia:Liberian; Libya:Libyan; Liechtenstein:; Lithuania:Lithuanian; Luxembourg:;
Madagascar:Malagasy; Malawi:Malawian; Malaysia:Malaysian; Maldives:Maldivian; Mali:Malian; Malta:Maltese;
Mauritania:Mauritanian; Mauritius:Mauritian; Mexico:Mexican; Moldova:Moldovan; Monaco:; Mongolia:Mongolian;
Montenegro:Montenegrin; Morocco:Moroccan; Mozambique:Mozambican; Myanmar:Burmese; Namibia:Namibian;
Nepal:Nepalese,Nepali; Netherlands:Dutch; New Zealand:New Zealander; Nicaragua:Nicaraguan; Niger:Nigerien;
Nigeria:Nigerian; North Korea:North Korean; North Macedonia:Macedonian; Northern Ireland:Northern Irish;
Norway:Norwegian; Oman:Omani; Pakistan:Pakistani; Palestine:Palestinian; Panama:Panamanian; Papua New Guinea:;
Paraguay:Paraguayan; Peru:Peruvian; Philippines:Philippine,Filipino; Poland:Polish; Portugal:Portuguese; Qatar:Qatari;
Romania:Romanian; Russia:Russian; Rwanda:Rwandan; Samoa:Samoan; Saudi Arabia:Saudi; Scotland:Scottish;
Senegal:Senegalese; Serbia:Serbian; Seychelles:Seychellois; Sierra Leone:Sierra Leonean; Singapore:Singaporean;
Slovakia:Slovak,Slovakian; Slovenia:Slovenian; Somalia:Somali; South Africa:South African; South Korea:South Korean;
South Sudan:South Sudanese; Soviet Union:Soviet; Spain:Spanish; Sri Lanka:Sri Lankan; Sudan:Sudanese;
Suriname:Surinamese; Sweden:Swedish; Switzerland:Swiss; Syria:Syrian; Taiwan:Taiwanese; Tajikistan:Tajik;
Tanzania:Tanzanian; Thailand:Thai; Timor-Leste:Timorese; Togo:Togolese; Tonga:Tongan; Trinidad and Tobago:Trinidadian;
Tunisia:Tunisian; Turkey:Turkish,Turk; Turkiye:Turkish; Turkmenistan:Turkmen; Uganda:Ugandan; Ukraine:Ukrainian;
United Arab Emirates:Emirati; UAE:Emirati; United Kingdom:British; UK:British; U.K.:British; United States:American;
US:American; U.S.:American; USA:American; America:American; United States of America:American; Uruguay:Uruguayan;
Uzbekistan:Uzbek; Vanuatu:; Venezuela:Venezuelan; Vietnam:Vietnamese; Wales:Welsh; Yemen:Yemeni; Zambia:Zambian;
Zimbabwe:Zimbabwean
"""

COUNTRIES = frozenset(entry.split(":")[0].strip().casefold() for entry in _COUNTRIES.split(";"))
"""Names of countries, in lower case."""

DEMONYMS = frozenset(
    word.strip().casefold()
    for entry in _COUNTRIES.split(";")
    for word in entry.split(":")[1].split(",")
    if word.strip()
) | frozenset(
    """
    african european asian arab western eastern northern southern latin republican democratic democrat liberal
    conservative labour tory communist socialist islamic islamist muslim christian jewish catholic protestant orthodox
    sunni shiite hindu buddhist sikh kurdish tuareg roma nordic scandinavian baltic balkan caribbean californian texan
    hispanic latino indigenous aboriginal
    """.split()
)
"""Words for belonging to a country, region, faith or party, in lower case; no name of their own."""

CONTINENTS = frozenset("africa|asia|europe|antarctica|north america|south america|oceania".split("|"))
"""Names of continents, in lower case."""

REGIONS = frozenset(
    "sahel|sahara|middle east|west africa|east africa|north africa|southern africa|central africa|western europe|"
    "eastern europe|central asia|southeast asia|latin america|central america|balkans|caucasus|caribbean|crimea|"
    "donbas|donbass|gaza|gaza strip|west bank|kashmir|catalonia|scandinavia|siberia|bavaria|gulf|maghreb|levant|"
    "horn of africa|great lakes|midwest|black sea|mediterranean|baltics|arctic|darfur|tigray|xinjiang|tibet|"
    "kurdistan|chechnya|normandy|tuscany|quebec|ontario|alberta|british columbia|new england".split("|")
)
"""Names of regions, in lower case."""

STATES = frozenset(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|"
    "iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|"
    "nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|"
    "pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington state|"
    "west virginia|wisconsin|wyoming".split("|")
)
"""Names of American states, in lower case."""

CITIES = frozenset(
    "moscow|washington|london|paris|berlin|beijing|tokyo|brussels|kyiv|kiev|new york|new york city|los angeles|chicago|"
    "geneva|vienna|rome|madrid|lisbon|dublin|athens|warsaw|prague|budapest|bucharest|sofia|belgrade|zagreb|sarajevo|"
    "stockholm|oslo|copenhagen|helsinki|reykjavik|amsterdam|the hague|hague|ankara|istanbul|tehran|baghdad|damascus|"
    "beirut|jerusalem|tel aviv|amman|riyadh|doha|dubai|abu dhabi|cairo|tripoli|tunis|algiers|rabat|bamako|niamey|"
    "ouagadougou|dakar|conakry|abidjan|accra|lagos|abuja|nairobi|kampala|kigali|addis ababa|khartoum|mogadishu|"
    "johannesburg|cape town|pretoria|harare|lusaka|luanda|kinshasa|maputo|new delhi|delhi|mumbai|kolkata|islamabad|"
    "karachi|lahore|kabul|dhaka|colombo|kathmandu|bangkok|hanoi|jakarta|manila|singapore|kuala lumpur|hong kong|"
    "shanghai|taipei|seoul|pyongyang|sydney|melbourne|canberra|wellington|auckland|ottawa|toronto|montreal|vancouver|"
    "mexico city|havana|bogota|caracas|lima|quito|santiago|buenos aires|montevideo|brasilia|rio de janeiro|sao paulo|"
    "san francisco|boston|philadelphia|houston|dallas|austin|seattle|denver|detroit|miami|atlanta|phoenix|baltimore|"
    "st. louis|minneapolis|las vegas|san diego|new orleans|cleveland|pittsburgh|manchester|birmingham|liverpool|leeds|"
    "glasgow|edinburgh|cardiff|belfast|munich|hamburg|frankfurt|cologne|milan|naples|turin|barcelona|valencia|lyon|"
    "marseille|zurich|bern|minsk|vilnius|riga|tallinn|tbilisi|yerevan|baku|tashkent|astana|gao|timbuktu|kidal".split(
        "|"
    )
)
"""Names of cities, in lower case."""

PLACES = COUNTRIES | CONTINENTS | REGIONS | STATES | CITIES
"""Every name of a place that is known by itself."""
