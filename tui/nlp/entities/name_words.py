"""The English word lists (`tui/nlp/en/`) that the rules for names use. Each data file explains its lists.

The lists are evidence among other evidence, so a missing word costs little, and a doubtful word should stay out.
"""

from __future__ import annotations

from ..lexicon import word_map, word_set

MALE_TITLES = word_set("titles", "male")
FEMALE_TITLES = word_set("titles", "female")
TITLES = word_set("titles", "male", "female", "other")
BEFORE_TITLES = word_set("titles", "before_titles")
ROYAL = word_set("titles", "royal")
HONORIFICS = word_set("titles", "honorifics")
OFFICES = word_set("titles", "offices")
DISTINGUISHING_OFFICES = word_set("titles", "distinguishing", "royal")
RANKS = word_set("titles", "offices", "ranks")
OFFICE_QUALIFIERS = word_set("titles", "qualifiers")
OFFICE_WORDS = word_set("titles", "male", "female", "other", "fields") | word_set("people", "male", "female", "other")
FORMER = word_set("titles", "former")
RULERS = word_set("titles", "rulers")
LAWMAKERS = word_set("titles", "lawmakers")
FULL_TITLES = word_map("titles", "full_forms")

MALE_NOUNS = word_set("people", "male")
FEMALE_NOUNS = word_set("people", "female")
PERSON_NOUNS = word_set("people", "male", "female", "other")
WORKER_ENDINGS = tuple(word_set("people", "worker_endings"))
LOOSE_NOUNS = word_set("people", "loose")
KIN = word_set("people", "kin")
GROUP_NOUNS = word_set("people", "groups")
MOTION_VERBS = word_set("people", "motion_verbs")
NAME_PARTICLES = word_set("people", "particles")
SECOND_PARTICLES = word_set("people", "second_particles")
SUFFIXES = word_set("people", "suffixes")
GENERATIONS = word_set("people", "generations")

ORG_NOUNS = word_set("bodies", "nouns")
ORG_HEADS = word_set("bodies", "heads", "club_heads")
LOCAL_HEADS = word_set("bodies", "local_heads")
ORG_MEMBERS = word_set("bodies", "members")
CLUB_HEADS = word_set("bodies", "club_heads")
CLUB_NICKNAMES = word_map("bodies", "club_nicknames")
CLUB_PREFIXES = word_set("bodies", "club_prefixes")
COMPANY_WORDS = word_set("bodies", "company")
KNOWN_BODIES = word_set("bodies", "known", "familiar")
STANDALONE_BODIES = word_set("bodies", "known")
BODIES_WITH_AND = tuple(tuple(name.split()) for name in sorted(word_set("bodies", "with_and")))
SAME_BODIES = word_map("bodies", "same")

PLACE_NOUNS = word_set("places", "nouns")
PLACE_HEADS = word_set("places", "heads")
BUILDING_HEADS = word_set("places", "buildings")
CENTER_BUILDINGS = word_set("places", "centers")
BEFORE_PLACES = word_set("places", "before")
DOUBTFUL_PLACE_HEADS = word_set("places", "doubtful_heads")
PERFORMANCES = word_set("places", "performances")
LAND_NOUNS = word_set("places", "land")
PLACE_PARTS = word_set("places", "parts")
PLACE_PREPOSITIONS = word_set("places", "prepositions")

EVENT_NOUNS = word_set("events", "nouns")
EVENT_HEADS = word_set("events", "heads")
STORMS = word_set("events", "storms")
KNOWN_EVENTS = word_set("events", "known")
DOUBTFUL_EVENT_HEADS = word_set("events", "doubtful_heads")
INNER_EVENT_WORDS = word_set("events", "inside")

THING_NOUNS = word_set("things", "nouns")
THING_HEADS = word_set("things", "heads")
KNOWN_PRODUCTS = word_set("things", "known")
KNOWN_TREATIES = word_set("things", "known_treaties")
LAW_HEADS = word_set("things", "laws")
WORK_HEADS = word_set("things", "works")
SHIP_PREFIXES = word_set("things", "ship_prefixes")
NAMING_WORDS = word_set("things", "naming")

WEEKDAYS = word_set("capitals", "weekdays")
MONTHS = word_set("capitals", "months")
NOT_NAMES = word_set("capitals", "weekdays", "months", "other")
CONNECTORS = word_set("capitals", "connectors")

SAY_VERBS = word_set("reporting", "strong", "say", "attitude")
