"""English nouns that tell what kind of source a description means. Lower case and in the singular."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCUMENTS = _words(
    """
    account affidavit agreement analysis announcement answer article assessment audit bill biography blog book
    booklet briefing brief brochure bulletin census chart communique communiqué complaint constitution contract data
    dataset declaration diary dispatch document dossier draft editorial email e-mail essay estimate evidence figure
    filing finding forecast guidebook guideline handbook headline index indictment judgment law lawsuit leaflet
    letter log manifesto manual memo memoir memorandum message minutes model note notice order pact pamphlet paper
    petition placard plan poll post presentation projection proposal publication record regulation release report
    resolution result review rule ruling sign slogan statement statistic statistics study suit summary survey
    testimony text textbook transcript treaty tweet verdict warrant
    """
)
"""Nouns for texts that say something, in the singular."""

POLLS = frozenset(["poll", "survey"])

ISSUED = frozenset(["announcement", "communiqué", "communique", "email", "post", "release", "statement", "tweet"])
"""Documents that speak for the one who issued them: “the statement” is the company's words."""

MEDIA = _words(
    """
    agency broadcaster channel daily magazine media network newspaper outlet paper press programme program publication
    radio site station tabloid television tv website weekly
    """
)
"""Nouns for media, in the singular; only those that name nothing else are used for unnamed sources."""

BODIES = _words(
    """
    administration agency alliance army association authority bank board body bureau business cabinet campaign chamber
    charity church city club coalition college command commission committee company congress corporation council
    country court department embassy enterprise faculty federation firm force foundation fund government group hospital
    house institute institution jury league legislature library lobby maker manufacturer military ministry movement
    museum navy nation office organisation organization panel parliament party police prosecution provider regulator
    retailer school senate service side society startup state team tribunal trust union unit university watchdog
    """
)

SEVERAL = _words(
    """
    all both critics few half majority many most nobody none one-third others people percent quarter several
    some they third those two-thirds
    """
)
"""Words for several people that do not end in "s" like a plural, or mean several people by themselves."""

UNSPOKEN = _words(
    """
    animation chart clip drawing film footage graph graphic image images map painting photo photograph photographs
    photos picture pictures recording refusal screenshot silence trailer video videos
    """
)
"""Nouns for things that show something, and for acts, which report nobody's words."""

ANYBODY = frozenset(["individual", "insider", "man", "official", "person", "source", "speaker", "woman"])
"""Nouns for a source of whom the article says little."""

OUTLET = re.compile(
    r"\b(?:News|Times|Post|Journal|Herald|Tribune|Gazette|Guardian|Telegraph|Chronicle|Observer|Mirror|Independent"
    r"|Reuters|AFP|Agence France-Presse|Associated Press|AP|Bloomberg|Broadcasting|BBC|CNN|NBC|CBS|ABC|NPR|ITV|RT|Sky"
    r"|Xinhua|TASS|Politico|Breitbart|Fusion|Axios|Variety|Vox|Slate|Newsweek|Magazine|Radio|TV|Television|Press|Daily"
    r"|Le Monde|Der Spiegel|Al Jazeera|Today)\b|\.com\b"
)
"""Words in the names of newspapers, agencies and broadcasters."""
