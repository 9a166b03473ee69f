"""The English word lists (`tui/nlp/en/`) that the rules for quotes use. Each data file explains its lists."""

from __future__ import annotations

from ..entities.name_words import PERSON_NOUNS
from ..entities.places import GROUPS as PEOPLES
from ..lexicon import word_map, word_set

STRONG = word_set("reporting", "strong")
SAY = word_set("reporting", "strong", "say", "manner")
MANNER = word_set("reporting", "manner")
ADDRESSEE_VERBS = word_set("reporting", "addressee")
ADDRESSING_VERBS = word_set("reporting", "addressee", "maybe_addressee")
PASSIVE_ADDRESSEE_VERBS = word_set("reporting", "passive_addressee")
SAID_OF = word_set("reporting", "said_of")
SAID_SOMEWHERE = word_set("reporting", "said_somewhere")
SOMEWHERE = word_set("reporting", "somewhere")
ASKED_FOR = word_set("reporting", "asked_for")
DECLINE = word_set("reporting", "decline")
SPEAK = word_set("reporting", "speak")
HEARSAY = word_set("reporting", "hearsay")
HEARSAY_ALONE = word_set("reporting", "hearsay_alone")
DISCLOSE = word_set("reporting", "disclose")
THINK = word_set("reporting", "think")
PROMPT = word_set("reporting", "prompt")
SEASONS = word_set("reporting", "seasons")
REJECT = word_set("reporting", "reject")
UNDERGO = word_set("reporting", "undergo")
CLAIMS = word_set("reporting", "claims")
SPEECH_ACTS = word_set("reporting", "speech_acts")
ABOUT = word_set("reporting", "about")
BRING = word_set("reporting", "bring")
OF_TEXTS = word_set("reporting", "of_texts")
STATEMENT_NOUNS = word_set("reporting", "statement_nouns")
REPORTING = SAY | SPEECH_ACTS | OF_TEXTS | STATEMENT_NOUNS | word_set("reporting", "attitude")
"""Lemmas of all verbs and nouns that report words."""
SILENT = word_set("reporting", "silent")
COURTS = word_set("reporting", "courts")
LEARN = word_set("reporting", "learn")
ACCUSE = word_set("reporting", "accuse")
ONLY = word_set("reporting", "only")
COMMENTING = word_set("reporting", "commenting")
EFFECTS = word_set("reporting", "effects")
CALLED_STATEMENTS = word_set("reporting", "called_statements")
APPLAUSE = word_set("reporting", "applause")
ECHOING = word_set("reporting", "echoing")
ATTEMPT = word_set("reporting", "attempt")
BID = word_set("reporting", "bid")
IDENTIFY = word_set("reporting", "identify")
PERCEIVE = word_set("reporting", "perceive")
SEND = word_set("reporting", "send")
ATTACHMENTS = word_set("reporting", "attachments")
NAMING = word_set("reporting", "naming")
ANSWER = word_set("reporting", "answer")
MADE_CLEAR = word_set("reporting", "made_clear")
DEEDS = {verb: frozenset(particles.split()) for verb, particles in word_map("reporting", "deeds").items()}
"""The particles with which a verb of speech reports nothing: "call off"."""

PEOPLE = word_set("quotes", "people")
SPEAKING_THINGS = word_set("quotes", "speaking_things")
OUTLETS = word_set("quotes", "outlets")
BODIES = word_set("quotes", "bodies")
NAMED_SO = word_set("quotes", "named_so")
GROUPS = word_set("quotes", "groups")
HUMANS = PERSON_NOUNS | word_set("quotes", "callings", "roles")
"""Lemmas of nouns for people. The weights of the ranker know fewer of them (`PEOPLE`)."""
ABLE_TO_SPEAK = HUMANS | BODIES | GROUPS | word_set("quotes", "institutions")
"""Lemmas of nouns for people and for bodies that speak through people."""
MEMBERS = frozenset(word for word in PEOPLES if f"{word}s" in PEOPLES) | {"tory"}
"""Words for one person of a party or a people. "British" is none, since it has no plural."""
RUNNING = word_set("quotes", "running")
NUMBERS_OF_PEOPLE = word_set("quotes", "numbers_of_people")
DATA = word_set("quotes", "data")
CLUBS = frozenset(("club", "side", "team"))
CALLINGS = word_set("quotes", "callings")
INTERVIEW = word_set("quotes", "interview")
OCCASIONS = word_set("quotes", "occasions")
TEXTS = word_set("quotes", "texts")
WRITE = word_set("quotes", "write")
ISSUED = word_set("quotes", "issued")
PARTS_OF_PEOPLE = word_set("quotes", "parts_of_people")
NOTICES = word_set("quotes", "notices")
DISPLAYS = word_set("quotes", "displays")
LABELS = word_set("quotes", "labels")
INSCRIPTIONS = word_set("quotes", "inscriptions")
PERFORM = word_set("quotes", "perform")
CHRISTEN = word_set("quotes", "christen")
WORKS = word_set("quotes", "works")
SMALL_TITLE_WORDS = word_set("quotes", "small_title_words")

TITLES = word_set("titles", "honorifics") | {
    title + stop for title in word_map("titles", "full_forms") for stop in ("", ".")
}
"""Forms of address and abbreviated titles, which are not part of a name."""

PRONOUNS_ONE = frozenset(("he", "she"))
PRONOUNS_OWN = frozenset(("i", "we", "me", "us", "my", "our"))
PRONOUNS_MANY = frozenset(("they", "them", "their"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
FIGURES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
