"""Words of saying: what the search for quotes knows of English besides its grammar."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAY = _words(
    """
    say tell add write ask reply respond answer tweet state declare explain argue note continue conclude recall
    insist announce claim report warn joke quip shout yell chant cry exclaim remark comment observe recount retort
    mutter whisper murmur reiterate repeat elaborate caution acknowledge admit concede confess counter stress
    emphasize proclaim assert allege contend maintain vow promise urge complain lament quote wonder muse sigh
    shoot charge fire blast snap bark boom thunder bellow holler scream post blog read email text message testify
    suggest point put go describe call dub predict opine reason boast brag gush crow jeer sneer scoff rail demand
    protest object agree affirm confirm deny echo rejoin interject chime implore plead beg intone rap sing recite
    preach lecture ridicule mock tease taunt deadpan crack clarify advise inform remind assure reveal disclose
    relate narrate express speak summarize hazard venture volunteer offer pronounce utter voice pledge swear thank
    greet welcome caption label title
    """
)
"""Verbs, by lemma, whose subject is the speaker of the words beside them."""

STRONG = _words(
    """
    say tell add write reply respond tweet state declare explain continue conclude recall exclaim remark observe
    retort reiterate quip yell shout joke argue note insist warn ask answer counter comment
    """
)
"""Verbs that seldom stand beside a quotation without having said it."""

TELL = frozenset(("tell", "inform", "remind", "assure", "warn", "notify", "advise"))
"""Verbs whose object is who was told, and not what was said."""

TOLD = TELL | {"ask", "write", "email", "text", "answer", "show", "promise", "beg", "implore"}
"""Verbs whose object can be who is spoken to."""

ANSWER = _words("answer reply respond retort counter rejoin")
"""Verbs of whoever was spoken to before."""

PEOPLE = _words(
    """
    man woman boy girl child kid person people official spokesman spokeswoman spokesperson aide adviser advisor
    president senator governor candidate mayor leader chairman chairwoman chair director secretary minister judge
    lawyer attorney professor expert analyst strategist voter supporter critic member author writer reporter
    journalist columnist editor host anchor moderator pastor bishop pope priest rabbi doctor nurse teacher student
    mother father wife husband son daughter brother sister friend neighbor colleague manager executive owner
    worker employee veteran soldier officer general admiral sheriff police prosecutor detective witness victim
    resident farmer activist organizer donor lawmaker congressman congresswoman representative delegate politician
    diplomat ambassador economist historian scientist researcher pollster consultant operative insider source
    player actor singer comedian producer driver protester demonstrator republican democrat conservative liberal
    rival opponent nominee frontrunner contender billionaire businessman mogul magnate ally surrogate deputy head
    chief boss founder operator participant attendee visitor guest speaker reader user viewer listener tourist
    refugee immigrant migrant king queen prince emperor someone somebody one everyone anyone nobody other others
    guy lady fan heckler
    """
)
"""Nouns for people."""

SPEAKING_THINGS = _words(
    """
    statement report article letter email e-mail memo tweet post ad advertisement headline message editorial poll
    survey study book document lawsuit complaint filing paper newspaper magazine site website campaign committee
    group agency department office company court government ministry administration party organization association
    union network station channel release sign banner shirt placard caption law bill rule constitution transcript
    text slogan motto song spokesperson op-ed column essay story account page profile blog video panel commission
    board council institute foundation team house police
    """
)
"""Nouns for texts and bodies that are quoted like people."""

TITLES = _words("mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. gen gen. lt lt. col col. sir dame")
"""Forms of address that are no part of a name."""

PRONOUNS_ONE = frozenset(("he", "she"))
PRONOUNS_OWN = frozenset(("i", "we", "me", "us", "my", "our"))
PRONOUNS_MANY = frozenset(("they", "them", "their"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
FIGURES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
