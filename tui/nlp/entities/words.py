"""Words that tell what a name stands for: titles, offices, kinds of bodies, places and things.

All lists are in lower case and written for this project. They are evidence among other evidence, so a word
that is missing costs little and a word that is doubtful should stay out.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words("mr mr. mister sir lord king prince sheikh emir sultan imam brother father fr. pope baron duke")
FEMALE_TITLES = _words("mrs mrs. ms ms. miss lady queen princess dame madam sister baroness duchess")

TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _words(
        """
        monsignor senior assistant associate saint emperor empress
        dr dr. doctor prof prof. professor president premier chancellor secretary senator sen sen. sens.
        congressman congresswoman assemblyman assemblywoman councilman councilwoman councillor alderman
        representative rep rep. reps. delegate governor gov gov. govs. mayor ambassador envoy consul general gen gen.
        brigadier brig. colonel col col. lieutenant lt lt. major maj maj. captain capt capt. commander cmdr. cmdr
        sergeant sgt sgt. corporal cpl. private pvt. admiral adm. officer detective inspector constable sheriff
        marshal chief justice judge magistrate attorney bishop archbishop cardinal reverend rev rev. rabbi ayatollah
        pastor coach chairman chairwoman chairperson spokesman spokeswoman spokesperson commissioner minister
        deputy vice whip advocate committeeman committeewoman majority minority prime first high undersecretary
        former ex-president ex-governor ex-senator president-elect director treasurer undersecretary
        prosecutor comptroller superintendent speaker administrator leader hon. honorable comrade
        """
    )
)
"""Words that may stand right before a person's name and are no part of it."""

PREFIX_ONLY = _words("former late then-president ex then current acting interim outgoing incoming incumbent")

FEMALE_NOUNS = _words(
    """
    woman women girl lady wife mother mom mum daughter sister aunt niece grandmother grandma granddaughter widow
    bride fiancée fiancee girlfriend queen princess duchess actress businesswoman congresswoman spokeswoman chairwoman
    councilwoman assemblywoman policewoman saleswoman anchorwoman stewardess waitress heroine goddess nun housewife
    schoolgirl mistress ex-wife stepmother stepdaughter mother-in-law daughter-in-law sister-in-law matriarch
    ballerina midwife noblewoman gentlewoman frontwoman sportswoman servicewoman empress
    """
)
MALE_NOUNS = _words(
    """
    man men boy gentleman husband father dad son brother uncle nephew grandfather grandpa grandson widower groom
    fiancé fiance boyfriend king prince duke businessman congressman spokesman chairman councilman assemblyman
    policeman salesman anchorman steward waiter hero god monk schoolboy ex-husband stepfather stepson father-in-law
    son-in-law brother-in-law patriarch nobleman frontman sportsman serviceman gunman fireman fisherman emperor
    statesman lawman hitman
    """
)
KIN = _words(
    """
    wife husband mother mom mum father dad parent parents daughter son child children sister brother siblings sibling
    aunt uncle niece nephew grandmother grandfather grandson granddaughter cousin widow widower fiancé fiancée
    girlfriend boyfriend ex-wife ex-husband family relatives friend friends colleague colleagues lawyer lawyers
    attorney attorneys life death career body face hands voice parents biographer aide aides birthday childhood
    """
)
"""What a person has and a body or a place has not."""

PERSON_NOUNS = (
    FEMALE_NOUNS
    | MALE_NOUNS
    | _words(
        """
        person child teenager teen adult baby infant toddler student pupil teacher professor lecturer scholar academic
        researcher scientist economist historian biologist chemist physicist psychologist sociologist analyst expert
        specialist engineer developer programmer designer architect author writer novelist poet playwright journalist
        reporter editor columnist correspondent blogger critic commentator pundit broadcaster presenter host anchor
        actor comedian singer musician rapper guitarist drummer pianist composer conductor dancer artist painter
        sculptor photographer filmmaker director producer screenwriter illustrator cartoonist animator celebrity star
        lawyer attorney barrister solicitor prosecutor judge justice magistrate detective investigator policeman
        officer agent spy soldier sergeant lieutenant captain major colonel general admiral commander marine veteran
        pilot astronaut sailor driver nurse doctor physician surgeon dentist therapist psychiatrist coroner
        president vice-president premier chancellor minister secretary senator congressman lawmaker legislator
        politician governor mayor councillor candidate nominee incumbent challenger opponent rival contender
        ambassador diplomat envoy official spokesperson spokesman spokeswoman aide adviser advisor strategist
        consultant lobbyist activist campaigner organizer protester demonstrator rebel dissident refugee migrant
        immigrant asylum-seeker executive ceo chairman chairperson founder co-founder cofounder owner entrepreneur
        investor banker trader manager boss employee worker farmer businessperson billionaire millionaire tycoon
        mogul philanthropist leader member head chief deputy commissioner administrator representative delegate
        dictator ruler monarch bishop archbishop cardinal priest pastor preacher minister rabbi imam cleric monk
        athlete player footballer striker midfielder defender goalkeeper quarterback pitcher batsman bowler cricketer
        golfer boxer wrestler swimmer runner sprinter cyclist skier skater gymnast coach trainer champion winner
        medalist medallist captain referee umpire teammate fan spectator witness victim survivor suspect defendant
        convict prisoner inmate hostage killer murderer shooter attacker assailant terrorist militant bomber hacker
        criminal thief robber resident neighbor neighbour counterpart user citizen voter patient passenger customer
        client tourist visitor parent sibling cousin friend colleague partner spouse relative orphan
        vegan atheist environmentalist feminist conservative liberal republican democrat socialist
        communist insider outsider newcomer native alumnus graduate fellow intern volunteer donor supporter
        whistleblower co-author coauthor creator inventor curator librarian principal superintendent
        dean provost chancellor inspector sheriff constable deputy trooper ranger firefighter paramedic
        spokespeople narrator protagonist character villain superhero
        """
    )
)

WORKER_ENDINGS = (
    *("ist", "eer", "ician", "grapher", "keeper", "taker", "worker", "writer", "holder", "woman", "smith", "monger"),
    *("maker", "dealer", "trader", "driver", "leader", "fighter", "seeker", "goer", "builder", "tender"),
)
"""How words for people by their work end, beside those listed."""

THING_HEADS = _words(
    """
    program programme project player phone browser telescope satellite lander orbiter rover spectrometer missile rifle
    engine console tablet software app vaccine virus mission probe spacecraft shuttle
    """
)
"""The last word of a product's or a programme's name."""

SHIP_PREFIXES = frozenset(("USS", "USNS", "HMS", "HMAS", "HMCS", "HMNZS", "RMS", "SS", "MV", "INS", "KRI", "RV"))
"""What stands before a ship's name."""
ROYAL = _words("prince princess king queen pope saint emperor empress sultan emir tsar czar")
"""Titles that go with a given name."""

LOOSE_NOUNS = _words(
    """
    rival partner client host leader winner champion contender opponent competitor star favourite favorite creator
    founder provider owner customer investor head chief maker guest member player victim
    """
)
"""Words for a person that are said of a body or a product too."""

ORG_NOUNS = _words(
    """
    agency association authority bank band board body broadcaster bureau business cabinet chain charity church club
    coalition college commission committee company conglomerate consortium cooperative corporation council court cult
    department directorate division enterprise faction federation firm force foundation garrison government group
    guild institute institution insurer league legislature lender lobby magazine maker manufacturer militia ministry
    movement network newspaper ngo nonprofit office operator orchestra organisation organization outfit paper
    parliament party partnership police provider publisher publication regulator retailer school senate service
    society sect startup start-up studio subsidiary syndicate team think-tank tribunal troupe trust union university
    unit vendor watchdog army navy airline airlines carrier automaker tabloid daily weekly website-owner brewery
    hospital museum
    """
)
PLACE_NOUNS = _words(
    """
    area airport avenue bay beach border borough bridge building camp canal canyon capital castle city coast continent
    country county desert district forest fort gulf harbor harbour hill hotel island islands isle lake land mountain
    mountains municipality nation neighborhood neighbourhood ocean park peninsula plain plaza port prefecture prison
    province region republic reservoir resort river road sea square stadium state station strait street suburb
    territory town township valley village volcano ward mosque cathedral temple palace
    """
)
EVENT_NOUNS = _words(
    """
    battle ceremony championship championships competition concert conference contest convention convoy crisis cup
    earthquake election exhibition expo fair festival final finals forum games hurricane massacre olympics parade
    rally revolution summit symposium tour tournament tsunami typhoon cyclone war storm holiday
    """
)
THING_NOUNS = _words(
    """
    shuttle liner trawler freighter airliner jet locomotive drone chip processor assistant-app soundtrack
    aircraft airplane album app application band-aid boat bomb bomber book brand browser car comedy comic cruiser
    destroyer device documentary drama drug engine episode ferry film firmware frigate gadget game helicopter journal
    laptop locomotive machine medicine missile model movie musical novel opera operation painting phone plane play
    podcast poem product program programme project probe prototype robot rocket satellite series ship show single
    sitcom smartphone software song spacecraft spaceship statue study submarine symphony system tablet tanker
    telescope toy train treaty trilogy truck tv vaccine vehicle vessel video videogame virus warship weapon web
    webpage website site wiki yacht platform console language magazine-cover award prize medal act bill law
    legislation statute amendment constitution directive agreement pact accord protocol resolution
    """
)
LAW_NOUNS = _words("act bill law treaty amendment constitution convention directive statute accord protocol resolution")
WORK_NOUNS = _words(
    """
    album book comedy comic documentary drama episode film journal movie musical novel opera painting play podcast
    poem series show single sitcom song study symphony trilogy essay memoir biography sequel remake report
    """
)

ORG_HEADS = _words(
    """
    administration agency alliance army assembly associates association authority bank board brigade broadcasting
    brotherhood bureau cabinet caucus   chamber church club coalition college command commission committee
    communications community company congress conservancy consortium corp corp. corporation corps council court
    courts cooperative department departments directorate division exchange faculty federation force
    forces foundation front fund gazette government group guard guild herald holdings hospital house inc inc.
    industries initiative inspectorate institute institution institutes insurance journal-constitution laboratories
    laboratory lab labs league legion legislature library ltd ltd. llc llp magazine media militia ministry
    monitor motors movement museum navy network news newspaper newspapers office
    orchestra order organisation organization parliament partners partnership party patrol plc police post press
    productions  regiment registry school secretariat senate service services society squad studios
    syndicate systems taskforce team technologies telegraph telecom times treasury tribunal tribune trust union united
    university weekly daily reuters airlines airways rovers fc f.c. athletic u.n. commissioner's judiciary bancorp
    pharmaceuticals electronics records entertainment airforce bundesbank politburo duma knesset bundestag quartet
    newsroom broadcasters superleague constabulary academy observatory
    """
)
"""The last word (or the word before "of", "for", "on") of a body's name."""

PLACE_HEADS = _words(
    """
    airport airfield alley archipelago avenue ave. basin bay beach boulevard blvd. borough bridge building canal
    canyon cape castle cave channel cemetery city coast county creek crossing desert district downs drive falls field
    fields forest fort garden gardens glacier gulf hall harbor harbour heights highway hill hills hotel island islands
    isle isles junction lake lane manor memorial metro mosque mount mountain mountains oblast ocean palace park pass
    peninsula plains plaza plateau point port prefecture province ranch range reef region republic reservoir river
    road route sea shore square stadium state station strait straits street springs terminal territory tower towers
    town township tunnel valley village volcano ward wharf woods zone arena cathedral abbey basilica pier bazaar mall
    embassy penitentiary prison
    """
)
FAC_HEADS = _words(
    """
    airport airfield bridge building canal castle cathedral cave cemetery hall highway hotel manor memorial mosque
    palace park plaza stadium station street avenue road square terminal tower towers tunnel arena abbey basilica pier
    mall boulevard lane drive prison penitentiary embassy
    """
)
EVENT_HEADS = _words(
    """
    awards battle bowl carnival ceremony challenge championship championships conference congress-day convention cup
    day derby earthquake election elections eve expo exposition fair festival final finals forum games grammys
    hurricane intifada jubilee marathon massacre meeting olympics open parade primary questions rally
    referendum regatta revolution riots series-final session summit symposium tour tournament trophy typhoon uprising
    war wars year's year week weekend month olympiad holocaust
    """
)
BIG_EVENTS = _words("expo olympics championship championships festival marathon tournament summit conference war")
"""Words for an event that may stand inside its name: "Expo" Canada."""

LAW_HEADS = _words(
    """
    act acts bill law laws treaty amendment constitution directive accord accords agreement protocol pact statute
    """
)
WORK_HEADS = _words("study  report prize award medal series bible quran koran anthem diaries chronicles saga")

GROUP_HEADS = _words(
    """
    critics members supporters opponents officials residents leaders fans users citizens people voters police-officers
    lawmakers sources friends victims survivors students scientists researchers experts authorities activists
    """
)
"""Plural common nouns that a sentence may begin with and that are no part of a name."""

SAY_VERBS = _words(
    """
    acknowledge add admit advise agree allege announce answer argue ask assert assure believe blame boast claim
    comment complain concede conclude confirm contend criticise criticize declare demand deny describe disclose
    emphasise emphasize estimate explain express hint hope inform insist joke lament maintain mention note object
    observe predict promise propose protest quip read recall recommend recount refuse reiterate remark remind repeat
    reply report respond reveal say speak state stress suggest talk tell testify think tweet urge vow want warn
    welcome wonder write
    """
)
HUMAN_VERBS = _words(
    """
    be-born bear marry divorce die graduate resign retire smile laugh cry sit stand walk run sleep wake eat drink sing
    arrest imprison jail sentence convict kill murder shoot injure wound interrogate hospitalise hospitalize bury
    arrive travel fly return visit meet shake hug kiss feel remember forget know love hate like grow live move
    plead confess apologise apologize serve play score win lose sue campaign nominate appoint elect sack hire
    """
)
SPOKES = _words("spokesman spokeswoman spokesperson spokespeople spokesmen representative ceo chairman chairwoman")
ORG_OWNERS_OF = _words(
    """
    spokesman spokeswoman spokesperson ceo chairman chairwoman chief executive director founder co-founder cofounder
    president head member members employee employees official officials leader editor boss headquarters subsidiary
    board shares products executives representative analyst lawyer manager owner chairperson vice-president
    """
)
"""Nouns that hang on a body: "a spokesman for X", "X officials"."""

BEFORE_PLACES = _words(
    """
    east west north south upper lower central greater northern southern eastern western new lake mount cape team port
    fort san
    """
)
"""What a longer name may begin with before the name of a place."""

COMPANY_WORDS = _words("inc inc. corp corp. corporation ltd ltd. llc llp plc co. gmbh ag s.a. n.v. pty holdings")
NAMING_WORDS = _words("named called dubbed titled entitled codenamed nicknamed christened")

PLACE_OF = _words("city town village state island port district capital suburb region coast shore outskirts streets")
"""Nouns that with "of" go before a place: "the coast of X"."""

IN_PLACE = _words("in near outside inside across throughout into toward towards around")

CONNECTORS = _words(
    """
    of the and for & on to de la le del della der den das dos da do van von bin ibn al el di du ten ter y e aan op sur
    upon am
    """
)
"""Words in lower case that a name may hold inside."""

NAME_PARTICLES = _words("de la le del della der den das dos da do van von bin ibn al el di du ten ter y al- bint abu")
SUFFIXES = _words("jr jr. sr sr. ii iii iv phd ph.d. md m.d. esq esq. qc q.c. kc obe mbe cbe mp")
GENERATIONS = _words("jr jr. sr sr. ii iii iv junior senior")

WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _words(
    """
    january february march april may june july august september october november december jan jan. feb feb. aug aug.
    sept sept. oct oct. nov nov. dec dec.
    """
)

NOT_NAMES = (
    WEEKDAYS
    | MONTHS
    | _words(
        """
        i god internet web www tv image photo photos video file credit source read more click here am pm gmt est utc
        covid covid-19 coronavirus aids hiv dna rna ok fyi op-ed q a xvii
        christmas easter ramadan thanksgiving halloween
        """
    )
)
"""Words in capitals that are no person, body or place."""

KNOWN_BODIES = frozenset(
    name.strip()
    for name in """
    congress; us congress; senate; us senate; house of representatives; house; parliament; pentagon; kremlin
    white house; state department; supreme court; federal reserve; justice department; treasury; capitol hill; knesset
    bundestag; duma; european union; eu; united nations; un; nato; north atlantic treaty organization; world bank; who
    imf; international monetary fund; world trade organization; wto; opec; african union; arab league; asean; unicef
    unesco; unhcr; red cross; red crescent; amnesty international; human rights watch; greenpeace
    doctors without borders; fbi; cia; nsa; dea; dhs; epa; fda; cdc; irs; nasa; noaa; ice; tsa; faa; fcc; sec; nypd
    lapd; interpol; europol; mi5; mi6; kgb; mossad; idf; hamas; hezbollah; taliban; al-qaeda; al qaeda; isis; isil
    boko haram; al-shabab; eta; ira; plo; fatah; farc; republican party; democratic party; labour party
    conservative party; gop; rnc; dnc; labour; associated press; ap; reuters; agence france-presse; afp; bloomberg
    bbc; cnn; nbc; cbs; abc; npr; fox news; msnbc; cnbc; new york times; washington post; wall street journal
    guardian; financial times; economist; daily telegraph; le monde; der spiegel; al jazeera; xinhua; tass; usa today
    los angeles times; politico; breitbart; google; apple; microsoft; amazon; ibm; intel; samsung
    sony; nokia; dell; hp; oracle; cisco; boeing; airbus; nasa; esa; ford; general motors; toyota; honda; volkswagen
    bmw; tesla; exxonmobil; bp; shell; gazprom; huawei; nintendo; pfizer; goldman sachs; jpmorgan; citigroup
    wells fargo; walmart; disney; mcdonald's; starbucks; coca-cola; pepsi; nike; fifa; uefa; ioc; nba; nfl; mlb; nhl
    ncaa; fia; icc; wwe; harvard; yale; stanford; oxfam; nra; aclu; naacp; mit; scotland yard; vatican
    catholic church; church of england; islamic state; national guard; coast guard; secret service
    """.replace("\n", ";").split(";")
    if name.strip()
)
"""Bodies every newspaper reader knows, in lower case, without dots."""

SAME_BODIES = {
    "gop": "republican party",
    "grand old party": "republican party",
    "g o p": "republican party",
    "fed": "federal reserve",
    "tories": "conservative party",
    "un": "united nations",
    "eu": "european union",
    "ec": "european commission",
}
"""Bodies with a second name that is not made from the first."""
