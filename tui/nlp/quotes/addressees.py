"""Whom somebody told or asked something: the object of the verb, which is no part of the words."""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .clause import PRONOUNS
from .grammar import agent_of, that_clause

ASKING = {"if", "whether"}
QUESTION_TAGS = {"WDT", "WP", "WP$", "WRB"}


def hears_clause(tokens: Tokens, verb: int, obj: int, clause: int) -> bool:
    """True for the object of "asked *the crowd* who would pay" and "promised *her* that …", who hears what is said."""
    if tokens.lemmas[verb] not in words.ADDRESSING_VERBS:
        return False
    begin = tokens.left[clause]
    if tokens.lower[obj] in PRONOUNS:
        return True
    if tokens.deps[obj] != "dobj" or tokens.deps[clause] != "ccomp" or not obj < begin:
        return False
    asks = tokens.lemmas[verb] == "ask" and (tokens.tags[begin] in QUESTION_TAGS or tokens.lower[begin] in ASKING)
    quoted = tokens.quoted[clause] >= 0 and tokens.quoted[obj] < 0
    return asks or quoted or tokens.lower[begin] == "that"


def told_clause(tokens: Tokens, verb: int, objects: list[int]) -> int | None:
    """The clause in "told a hearing that …" and "was told by Lund that …", which the parser makes a part of the
    noun before it."""
    if tokens.lemmas[verb] not in words.ADDRESSEE_VERBS:
        return None
    agent = agent_of(tokens, verb)
    return that_clause(tokens, objects if agent is None else [*objects, agent])
