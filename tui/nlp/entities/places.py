"""Countries, with their other names and the words for their people, and other places every newspaper reader knows."""

from __future__ import annotations

from functools import lru_cache

from ..lexicon import read_lexicon, word_map, word_set
from .folding import fold


@lru_cache(maxsize=8192)
def place_key(text: str) -> str:
    """The form of a place's name for lookups: without article and dots, in lower case."""
    key = " ".join(text.replace(".", "").replace("’", "'").split()).lower()
    return key.removeprefix("the ")


def _keys(name: str) -> frozenset[str]:
    return frozenset(map(place_key, word_set("places", name)))


def _read_countries() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    people: dict[str, str] = {}
    for country, entry in read_lexicon("countries")["countries"].items():
        names |= {place_key(name): country for name in (country, *entry.get("also", ()))}
        people |= {word.lower(): country for word in entry.get("people", ())}
    return names, people


COUNTRIES, DEMONYMS = _read_countries()
"""Key of each of its names to the country; word for its people, in lower case, to the country."""

STATE_OF_SHORT = word_map("places", "us_states_short")
STATE_OF_POSTAL = word_map("places", "us_states_postal")
"""Abbreviation, as written, to the state of the U.S."""
US_STATES_SHORT = frozenset(map(place_key, STATE_OF_SHORT))
US_STATES = _keys("us_states")
CITIES = _keys("cities")
PLACES = _keys("regions") | CITIES | US_STATES | set(COUNTRIES)
"""Keys of all known places."""

REGIONS = frozenset(key.replace("-", " ") for key in _keys("regions"))
"""Keys of parts of the world, seas and the like, in the form of `surface_key`."""

GROUPS = frozenset(word.lower() for word in word_set("groups", "groups", "phrases")) | set(DEMONYMS)
"""Words for people by nationality, faith or party, in lower case."""

_INHABITANTS = ("ians", "ans", "ns", "ders", "ers", "ites")
"""Endings of words for the people of a state or a city: "Iowans", "Michiganders", "Seattleites"."""
_STEMS = frozenset(place[:cut] for place in US_STATES | CITIES for cut in range(max(4, len(place) - 2), len(place) + 1))

SAME_PLACES = word_map("places", "same")
PARTISANS = word_map("groups", "partisans")
"""Word for the members of a party to the one form under which all such words count as the same."""


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The country that `name` is a name of ("U.S." gives "United States"), or None. "us" in lower case is not a
    country."""
    if name.lower() in ("us", "car") and not name.isupper():
        return None
    key = place_key(name)
    return COUNTRIES.get(key) or COUNTRIES.get(fold(key))


def country_of_people(word: str) -> str | None:
    """The country whose people `word` stands for ("Mexican" gives "Mexico"), or None."""
    return DEMONYMS.get(word.lower())


def are_inhabitants(text: str) -> bool:
    """True for a plural word for the people of a state of the U.S. or a well-known city: "Iowans", "New Yorkers"."""
    key = place_key(text)
    stems = (key.removesuffix(ending) for ending in _INHABITANTS if key.endswith(ending))
    return key not in PLACES and any(stem in _STEMS for stem in stems)


def group_key(text: str) -> str:
    """One key for all words for a people, party or faith: "Mexicans" and "Mexican", "Democratic" and "Democrats"."""
    word = text.lower()
    if word in DEMONYMS:
        return "people of " + DEMONYMS[word]
    word = PARTISANS.get(word, word)
    return word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else word
