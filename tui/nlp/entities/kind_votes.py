"""What kind of thing a name stands for: votes from the name's own words and from the words around each mention.

A kind is PERSON, ORG, PLACE, EVENT, THING (products, works, laws) or GROUP (peoples, parties, faiths). The recogniser's
label is one vote; a title before the name, its apposition ("X, the lawyer"), the noun it explains ("the ship X"), its
preposition and its verb are others. The weight of a vote says how often such a sign misleads: 4 hardly ever, 1 often.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from ..tokens import Tokens
from .given_names import GIVEN_NAMES
from .name import Name, are_adjacent
from .name_words import (
    BUILDING_HEADS,
    CENTER_BUILDINGS,
    CLUB_PREFIXES,
    COMPANY_WORDS,
    CONNECTORS,
    DOUBTFUL_EVENT_HEADS,
    DOUBTFUL_PLACE_HEADS,
    EVENT_HEADS,
    EVENT_NOUNS,
    FIRM_ROLES,
    INNER_EVENT_WORDS,
    KIN,
    KNOWN_BODIES,
    KNOWN_EVENTS,
    KNOWN_LAWS,
    KNOWN_PRODUCTS,
    LAND_NOUNS,
    LAW_HEADS,
    LOOSE_NOUNS,
    MOTION_VERBS,
    NAMING_WORDS,
    ORG_HEADS,
    ORG_MEMBERS,
    ORG_NOUNS,
    PERFORMANCES,
    PERSON_NOUNS,
    PLACE_HEADS,
    PLACE_NOUNS,
    PLACE_PARTS,
    PLACE_PREPOSITIONS,
    SAY_VERBS,
    SHIP_PREFIXES,
    STORMS,
    THING_HEADS,
    THING_NOUNS,
    TITLES,
    WELL_KNOWN_SURNAMES,
    WORK_HEADS,
    WORKER_ENDINGS,
)
from .places import CITIES, GROUPS, PLACES, US_STATES_SHORT, place_key
from .saints import SAINTS

Votes = defaultdict[str, float]

KIND_OF = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "EVENT": "EVENT",
    "NORP": "GROUP",
    "PRODUCT": "THING",
    "WORK_OF_ART": "THING",
    "LAW": "THING",
    "LANGUAGE": "THING",
}
"""OntoNotes label to kind."""

_NUMBERED_LAW = re.compile(r"(Bill|Proposition|Prop\.|Resolution|Article|Section|Amendment|Measure) \S*\d")
_WRITING = frozenset(("publish", "star", "article", "study", "paper", "report", "essay", "story", "editorial"))
"""Words that go with a journal or a film rather than with a place."""
_HOLDINGS = frozenset(("share", "stake", "stock", "shareholder", "shareholding"))
"""What somebody has in a firm."""
_FROM_PLACES = frozenset(
    ("write", "report", "speak", "man", "woman", "boy", "girl", "child", "family", "refugee", "migrant")
)
"""Words for what is from a place rather than from an organisation, besides people who move or say something."""
_RESIDING = frozenset(("live", "meet", "bear", "gather", "reside", "dwell", "arrest", "arrive"))
"""What people do in a town rather than in an organisation or a person."""
_WEB = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|info|biz|io|tv|gov|edu|co\.\w\w|\w\w)$", re.I)
_VERSION = re.compile(r"[A-Za-z]+-?\d+[A-Za-z]?$")
_INITIALS = re.compile(r"[A-Z]{2}$")
_INITIAL = re.compile(r"[A-Z]\.$|[A-Z]\.[A-Z]\.$")
_BEFORE_OFFICES = frozenset(
    ("high", "first", "prime", "general", "chief", "vice", "former", "senior", "assistant", "associate", "deputy")
)
"""Words before an office ("former Army colonel"), which say nothing about the name after them."""
_HEAD_ENDS = frozenset(("of", "for", "on", "to", "in", "against"))
"""Prepositions after the head of a name."""
_KIND_NOUNS = (
    ("PERSON", PERSON_NOUNS),
    ("ORG", ORG_NOUNS),
    ("PLACE", PLACE_NOUNS),
    ("EVENT", EVENT_NOUNS),
    ("THING", THING_NOUNS),
)


def noun_kind(lemma: str) -> str:
    """The kind of thing that a common noun means ("ship" gives THING), or an empty string."""
    return next((kind for kind, nouns in _KIND_NOUNS if lemma in nouns), "")


@lru_cache(maxsize=8192)
def word_votes(text: str) -> dict[str, float]:
    """The votes of the words of a name by themselves."""
    votes: Votes = defaultdict(float)
    words = text.split()
    key = place_key(text)
    if key in PLACES:
        votes["PLACE"] += 3 if key in CITIES else 5
    if text.lower() in GROUPS or len(words) > 1 and all(word.lower() in GROUPS for word in words):
        votes["GROUP"] += 6  # "Muslim American"
    elif len(words) == 1 and len(text) > 6 and text.lower().endswith(("ist", "ists")):
        votes["GROUP"] += 3 if text.lower().endswith(("ologist", "ists")) else 1
    if key in KNOWN_BODIES:
        votes["ORG"] += 5
    elif key in KNOWN_EVENTS:
        votes["EVENT"] += 8
    elif key in KNOWN_PRODUCTS:
        votes["THING"] += 5
    elif key in KNOWN_LAWS:
        votes["THING"] += 8
    if _WEB.match(text) and len(words) == 1 and text.count(".") < 4 and text.lower() not in KNOWN_BODIES:
        votes["THING"] += 4
    elif any(_VERSION.match(word) for word in words) or len(words) > 1 and words[-1].isdigit():
        votes["THING"] += 1.5
        votes["PERSON"] -= 1
    if words[0] == "Operation" and len(words) > 1:
        votes["EVENT"] += 3
    if words[0] in SHIP_PREFIXES and len(words) > 1:
        votes["THING"] += 5
    if is_numbered_law(text):
        votes["THING"] += 8
    _head_votes(words, votes)
    _shape_votes(words, votes)
    return dict(votes)


def is_numbered_law(text: str) -> bool:
    """True for "Bill C-38" and the like."""
    return bool(_NUMBERED_LAW.match(text))


def is_storm(words: list[str]) -> bool:
    """True for "Tropical Storm Orla", but not for the town of Storm Lake. `words` are in lower case."""
    named = len(words) > 1 and words[-2] in STORMS and words[-1] not in PLACE_HEADS | ORG_HEADS
    return named and words[:-2] in ([], ["tropical"], ["super"], ["winter"])


def is_center(words: list[str]) -> bool:
    """True for "… Convention Center" and the like, which are buildings. `words` are in lower case."""
    return len(words) > 1 and words[-2] in CENTER_BUILDINGS and words[-1] in ("center", "centre")


def _head_votes(words: list[str], votes: Votes) -> None:
    """Add the votes of the head of a name: its last word, or the word before "of" or "for"."""
    low = [word.lower() for word in words]
    cut = next((i for i, word in enumerate(low) if i and word in _HEAD_ENDS), len(low))
    head = low[-1] if low[-1] in ORG_HEADS and low[cut - 1] in PLACE_HEADS else low[cut - 1]  # "State of Law Coalition"
    is_partnership = "&" in low[1:-1]
    if any(word in COMPANY_WORDS for word in low[1:]):
        votes["ORG"] += 4
    elif is_partnership:
        votes["ORG"] += 0.5
        votes["PERSON"] -= 2
    weight = 3.5 if len(words) > 1 else 0.6
    if head in LAW_HEADS and len(words) > 1:
        votes["THING"] += 4 if low[0] not in GIVEN_NAMES else 2  # somebody's surname may be Law
    elif head in ORG_HEADS or head == "city" and low[0] in CITIES and " ".join(low) not in PLACES:
        votes["ORG"] += weight  # "Birmingham City" is the club
    elif head in PLACE_HEADS and not is_partnership:  # Merrow & Lake
        votes["PLACE"] += 0.9 if head in DOUBTFUL_PLACE_HEADS and len(words) > 1 else weight
    elif head in EVENT_HEADS:
        # "Policy Forum" and "Climate Session": less than the recogniser's own vote.
        votes["EVENT"] += 2 if head in DOUBTFUL_EVENT_HEADS and len(words) > 1 else weight
    elif head in ("center", "centre"):
        votes["ORG"] += 1
    elif head in THING_HEADS and len(words) > 1:
        votes["THING"] += 2
    elif head in WORK_HEADS and len(words) > 1:
        votes["THING"] += weight
    if low[0] in ("university", "ministry", "department", "bank", "church", "team", "association") and len(words) > 1:
        votes["ORG"] += 2
    elif low[0] in ("mount", "lake", "cape", "port", "fort") and len(words) > 1:
        votes["PLACE"] += 2
    if len(words) > 1 and head not in EVENT_HEADS and any(word in INNER_EVENT_WORDS for word in low[:-1]):
        votes["EVENT"] += 2
    if cut < len(low) and low[-1] in BUILDING_HEADS or is_center(low):
        votes["PLACE"] += 4
    if len(words) == 1 and len(low[0]) > 6 and low[0].endswith(("news", "times", "bank", "corp", "soft", "media")):
        votes["ORG"] += 1.5
    if is_storm(low):
        votes["EVENT"] += 3.5
    if low[0] in CLUB_PREFIXES and len(words) == 2:
        votes["ORG"] += 2.5
    if low[0] in SAINTS and low[-1].endswith(("'s", "’s")):
        votes["ORG"] += 3.5


def _shape_votes(words: list[str], votes: Votes) -> None:
    """Add the votes of initials, given names and capitals."""
    if len(words) == 1:
        word = words[0]
        if word.lower() in GIVEN_NAMES:
            votes["PERSON"] += 1
        if word in WELL_KNOWN_SURNAMES:
            votes["PERSON"] += 4
        if word.isupper() and 2 <= len(word.replace(".", "")) <= 6 and word.isalpha():
            votes["ORG"] += 0.7
            votes["PERSON"] -= 1.5
        if any(c.isupper() for c in word[3:]) and not word.isupper() and word.isalpha():
            votes["ORG"] += 0.5
            votes["PERSON"] -= 2
        return
    plain = all(word[0].isupper() or word.lower() in CONNECTORS for word in words) and len(words) <= 5
    if plain and (words[0].lower() in GIVEN_NAMES) and not any(word.lower() in ORG_HEADS for word in words):
        votes["PERSON"] += 2.5
    if len(words) == 2 and _INITIALS.match(words[0]) and words[0] not in ("US", "UK", "UN", "EU", "LA", "DC"):
        votes["PERSON"] += 0.8 if words[1][1:].islower() and words[1].lower() not in ORG_HEADS else 0


def context_votes(t: Tokens, name: Name, votes: Votes) -> None:
    """Add the votes of the words around one mention."""
    head = name_head(t, name)
    _before_votes(t, name, votes)
    _after_votes(t, name, votes)
    _syntax_votes(t, name, head, votes)
    if name.start in t.datelines and t.paragraph(name.start)[0] == name.start:
        votes["PLACE"] += 4
    if name.quoted:
        votes["THING"] += 0.5 if name.label == "PERSON" else 1.5
        votes["PERSON"] -= 0 if name.label == "PERSON" else 1


def name_head(t: Tokens, name: Name) -> int:
    """The head token of a name."""
    return next(
        (i for i in range(name.end - 1, name.start - 1, -1) if not name.start <= t.heads[i] < name.end), name.end - 1
    )


def _before_votes(t: Tokens, name: Name, votes: Votes) -> None:
    """Add the votes of the title, noun or preposition right before the name."""
    i = name.start - 1
    if i < 0 or t.paragraph_of[i] != t.paragraph_of[name.start]:
        return
    if t.words[i] in ("“", '"', "''", "``", "‘", "'") and i > 0:
        i -= 1
    low = t.lower[i]
    if low in TITLES and t.spaced[i]:
        if low not in _BEFORE_OFFICES:
            votes["PERSON"] += 4 if t.words[i][0].isupper() or low not in PERSON_NOUNS else 3
    elif t.pos[i] == "NOUN" and are_adjacent(t, i, i + 1):
        kind = noun_kind(t.lemmas[i])
        if kind == "PLACE" and t.lower[name.end - 1] in ORG_HEADS:
            return  # the state Supreme Court
        if kind:
            votes[kind] += 1 if t.lemmas[i] in LOOSE_NOUNS else 3
    elif low == "by":
        votes["PERSON"] += 2 if t.lower[i - 1] in ("reporting", "editing", "writing", "photograph", "photo") else 0.6
    elif low == "the":
        if i and t.lemmas[i - 1] in ("join", "found", "head", "lead", "chair", "fund", "disband", "quit"):
            votes["ORG"] += 1.5
        if name.start <= t.heads[i] < name.end:
            votes["PERSON"] -= 2.5
            votes["THING"] += 0.3
            votes["ORG"] += 0.3
    elif low in NAMING_WORDS:
        _named_votes(t, i, votes)
    elif low == "aboard" or low == "board" and i > 0 and t.lower[i - 1] == "on":
        votes["THING"] += 3


def _named_votes(t: Tokens, verb: int, votes: Votes) -> None:
    """Add the vote of what is "called" by the name: the noun before the verb, its subject or its object."""
    governor = t.heads[verb]
    nouns = [governor] if t.deps[verb] == "acl" else []
    nouns += [child for child in t.children[verb] if t.deps[child] in ("dobj", "nsubjpass", "oprd")]
    for noun in nouns:
        kind = noun_kind(t.lemmas[noun])
        if kind and t.pos[noun] == "NOUN":
            votes[kind] += 3
            return


def _after_votes(t: Tokens, name: Name, votes: Votes) -> None:
    """Add the votes of an age (", 44,") or a state right after the name."""
    i = name.end
    if i + 1 >= len(t) or t.paragraph_of[i] != t.paragraph_of[name.start]:
        return
    if t.words[i] in (",", "(") and t.words[i + 1].isdigit() and len(t.words[i + 1]) < 3:
        if i + 2 < len(t) and t.words[i + 2] in (",", ")", "."):
            votes["PERSON"] += 4
    elif t.words[i] == "," and t.words[i + 1][0].isupper():
        for length in (1, 2):
            key = place_key(" ".join(t.words[i + 1 : i + 1 + length]))
            if key in PLACES or key in US_STATES_SHORT:
                votes["PLACE"] += 1.5
                break
    elif t.words[i] == "," and t.lower[i + 1] in ("in", "near", "outside") and t.labels[i + 2 : i + 3] != ["DATE"]:
        votes["PLACE"] += 1.5
    elif t.lower[i] in LAND_NOUNS and t.spaced[i - 1] and not (name.text.isupper() and name.text.isalpha()):
        votes["PLACE"] += 3.5  # but not the "KLTV" station


def _syntax_votes(t: Tokens, name: Name, head: int, votes: Votes) -> None:
    """Add the votes of the words that govern the name or depend on it."""
    first = _first_of_list(t, head)
    dep, governor = t.deps[first], t.heads[first]
    lemma = t.lemmas[governor]
    if first != head:
        if dep == "pobj":
            _preposition_votes(t, name, governor, votes)
    elif dep == "appos" and t.pos[governor] == "NOUN" and governor < head:
        _vote_noun(t, governor, votes, 2.5)
        _firm_votes(t, name, governor, votes)
    elif dep in ("nsubj", "nsubjpass"):
        _subject_votes(t, head, governor, dep, votes)
    elif dep in ("dobj", "dative") and lemma == "tell":
        votes["ORG"] += 0.6  # the recogniser seldom overlooks a person who is told something
        votes["PERSON"] += 0.5
    elif dep == "attr" and any(t.deps[i] == "nsubj" and t.lemmas[i] == "name" for i in t.children[governor]):
        votes["PERSON"] += 3  # "said her name was Robin"
    elif dep == "pobj":
        _preposition_votes(t, name, governor, votes)
        hall = t.lower[name.end - 1] in ("center", "centre") and t.lower[governor] == "at"
        if hall and t.lemmas[t.heads[governor]] in PERFORMANCES:
            votes["PLACE"] += 4.5
    elif dep == "poss" and lemma in KIN:
        votes["PERSON"] += 2
    elif dep in ("compound", "nmod", "amod") and governor > head:
        is_venue = lemma in BUILDING_HEADS and t.lower[name.start - 1 : name.start] == ["the"]
        if is_venue and len(name.words) == 1 and name.label == "PERSON":
            votes["PLACE"] += 2  # the Olympia shopping mall
            votes["PERSON"] -= 1
        elif lemma in PERSON_NOUNS:
            votes["ORG"] += 0.7
            votes["PLACE"] += 0.4
        elif name.label not in ("PERSON", "GPE") and noun_kind(lemma) in ("ORG", "THING"):
            votes[noun_kind(lemma)] += 1.2
        if lemma in ("user", "browser", "software", "version", "app", "website", "site", "account", "page", "player"):
            votes["THING"] += 1.5
    for child in t.children[head]:
        if t.deps[child] == "appos" and child > head:
            _vote_noun(t, child, votes, 3)
            _firm_votes(t, name, child, votes)
        elif t.deps[child] == "relcl":
            _relative_votes(t, child, votes)


def _firm_votes(t: Tokens, name: Name, noun: int, votes: Votes) -> None:
    """Add votes against a place for what is called an owner or a customer: "the mill's owner, Halden"."""
    if name.label in ("GPE", "LOC", "FAC") and t.lemmas[noun] in FIRM_ROLES:
        votes["PLACE"] -= 3
        votes["ORG"] += 3


def _first_of_list(t: Tokens, token: int) -> int:
    """The first noun of the list that a token belongs to: "Perak" for the second noun of "in Perak and Pahang"."""
    while t.deps[token] == "conj" and t.heads[token] < token:
        token = t.heads[token]
    return token


def _vote_noun(t: Tokens, noun: int, votes: Votes, weight: float) -> None:
    """Add a vote for the kind that a common noun means."""
    if t.lower[noun] == "one":
        noun = next((k for child in t.children[noun] if t.lower[child] == "of" for k in t.children[child]), noun)
    elif t.tags[noun] == "NNS":
        return
    if t.pos[noun] in ("NOUN", "PROPN"):
        kind = noun_kind(t.lemmas[noun])
        if kind:
            votes[kind] += weight / 3 if t.lemmas[noun] in LOOSE_NOUNS else weight
        elif t.lemmas[noun].endswith(WORKER_ENDINGS):
            votes["PERSON"] += weight / 2


def _subject_votes(t: Tokens, head: int, verb: int, dep: str, votes: Votes) -> None:
    """Add the votes of the verb whose subject the name is."""
    lemma = t.lemmas[verb]
    if lemma in SAY_VERBS and dep == "nsubj":
        votes["PERSON"] += 1
        votes["ORG"] += 0.7
        votes["THING"] -= 1
    elif lemma == "be":
        for child in t.children[verb]:
            if t.deps[child] == "attr" and child > verb:
                _vote_noun(t, child, votes, 2.5)


def _preposition_votes(t: Tokens, name: Name, preposition: int, votes: Votes) -> None:
    """Add the votes of the preposition before the name and of the word that governs it."""
    low, governor = t.lower[preposition], t.heads[preposition]
    lemma = t.lemmas[governor]
    if low == "of" and t.pos[governor] == "PROPN":
        votes["ORG"] += 1
        votes["PLACE"] += 0.5
    elif low in ("from", "in", "into") and name.label == "LANGUAGE":
        votes["THING"] += 1.2  # "a letter in English"
    elif low == "in" and lemma in _WRITING:
        votes["THING"] += 1
        votes["ORG"] += 1
    elif low == "in" and lemma in _HOLDINGS:
        votes["ORG"] += 1.2
    elif low == "in" and lemma in _RESIDING and len(name.words) == 1:
        votes["PLACE"] += 3.5
        votes["PERSON"] -= 0.5
    elif low in PLACE_PREPOSITIONS:
        votes["PLACE"] += 1.2
        votes["PERSON"] -= 0.5
    elif low == "from" and lemma in _FROM_PLACES | MOTION_VERBS | SAY_VERBS:
        votes["PLACE"] += 2
    elif low == "at" and t.pos[governor] == "NOUN":
        kind = noun_kind(lemma)
        votes["PLACE"] += 2 if kind == "PLACE" else 0
        votes["ORG"] += 1.2 if kind == "PERSON" else 0
    elif low == "of" and t.pos[governor] == "NOUN":
        if lemma in ORG_MEMBERS:
            votes["ORG"] += 1.2
            votes["PLACE"] += 0.6
            votes["PERSON"] -= 0.5
        elif lemma in PLACE_PARTS:
            votes["PLACE"] += 3


def _relative_votes(t: Tokens, verb: int, votes: Votes) -> None:
    """Add the votes of the pronoun in a relative clause: "who" or "which"."""
    for child in t.children[verb]:
        if t.lower[child] in ("who", "whom", "whose"):
            votes["PERSON"] += 2.5
            return
        if t.lower[child] == "which":
            votes["PERSON"] -= 2
            return
