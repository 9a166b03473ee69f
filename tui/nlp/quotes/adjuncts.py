"""Parts of what is said that the parser makes a part of the reporting verb: conditions, concessions and reasons.

"*Unless it rains*, Ruiz said, the well will dry up", "The well will dry up, Ruiz said, *unless it rains*", "Ruiz said
*despite the rain*, the well was dry".
"""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .content import object_of, trimmed
from .grammar import CONDITIONS, FINITE, SUBJECTS, TokenRange, has_subject

REASONS = CONDITIONS | {"because", "until"}
"""Words that begin a clause that is still said after ", he said," where "though" may begin what the reporter adds."""
SUBORDINATING = REASONS | {"although", "though"}
"""Words that begin a clause that tells nothing of when or where somebody spoke."""
OCCASION_VERBS = {"ask", "press", "question", "speak", "write"}
"""Verbs without a subject that tell when or where somebody spoke: "when asked", "speaking in the hall"."""
PREPOSITIONS = {"because", "despite", "given", "under", "without"}
"""Prepositions that tell nothing of when or where somebody spoke."""


def _adjuncts_before(tokens: Tokens, verb: int, clause: int) -> list[TokenRange]:
    """The adjuncts of a verb of speech that are the beginning of what is said, as ranges; `clause` is its verb."""
    if tokens.lemmas[verb] not in words.SAY or tokens.tags[verb] not in FINITE or clause < verb:
        return []
    subject = next((i for i in tokens.children[verb] if tokens.deps[i] in SUBJECTS and i < verb), verb)
    inserted = _is_comma(tokens, verb + 1)
    for i in tokens.children[verb]:
        first, last = tokens.left[i], tokens.right[i] + 1
        if tokens.quoted[i] >= 0 or tokens.quoted[first] >= 0:
            continue
        asked = first > 0 and tokens.lemmas[first - 1] in OCCASION_VERBS  # "Asked if it was safe, Ruiz said …"
        condition = tokens.lower[first] in CONDITIONS and tokens.deps[i] == "advcl" and not asked
        fronted = last <= tokens.left[subject] and _is_comma(tokens, last) and (condition or inserted)
        between = first == verb + 1 and _is_comma(tokens, last) and last < clause
        if (condition and i < verb) or ((fronted or between) and _is_part_of_words(tokens, i)):
            return trimmed(tokens, first, last)
    return []


def with_adjuncts(tokens: Tokens, verb: int, clause: int, content: list[TokenRange]) -> list[TokenRange]:
    """The content with its adjuncts, in one range with the one that only a comma divides from it."""
    before = _adjuncts_before(tokens, verb, clause)
    if before and content and before[-1][1] + 1 == content[0][0] and _is_comma(tokens, before[-1][1]):
        before, content = [], [(before[-1][0], content[0][1]), *content[1:]]
    return before + content + _adjuncts_after(tokens, verb, clause)


def _adjuncts_after(tokens: Tokens, verb: int, clause: int) -> list[TokenRange]:
    """The end of what is said after the reporting verb: "It will sail, Ruiz said, *unless it rains*"."""
    if tokens.lemmas[verb] not in words.SAY or tokens.tags[verb] not in FINITE or clause > verb:
        return []
    for i in tokens.children[verb]:
        first, last = tokens.left[i], tokens.right[i] + 1
        is_clause = tokens.deps[i] == "advcl" and tokens.lower[first] in REASONS and has_subject(tokens, i)
        again = tokens.lemmas[i] in words.SAY  # "…, he said, because he said …"
        if i > verb and is_clause and not again and tokens.words[first - 1] == "," and tokens.quoted[first] < 0:
            return trimmed(tokens, first, last)
    return []


def after_occasion(tokens: Tokens, verb: int, ranges: list[TokenRange]) -> list[TokenRange]:
    """The ranges without the first one if it only tells where or when somebody spoke: "*In an interview*, Ruiz said,
    the well was dry", "*When asked*, Ruiz said, …"."""
    if len(ranges) < 2 or ranges[0][1] > verb or ranges[1][0] < verb:
        return ranges
    first, last = ranges[0]
    whole = [i for i in range(first, last) if tokens.left[i] == first and tokens.right[i] == last - 1]
    return ranges[1:] if any(_tells_occasion(tokens, i) for i in whole) else ranges


def _is_comma(tokens: Tokens, i: int) -> bool:
    return tokens.words[i : i + 1] == [","]


def _tells_occasion(tokens: Tokens, i: int) -> bool:
    if tokens.deps[i] == "advcl":
        return tokens.lemmas[i] in OCCASION_VERBS and not has_subject(tokens, i)
    occasion = object_of(tokens, i) if tokens.deps[i] == "prep" and tokens.lower[i] in ("at", "during", "in") else None
    return occasion is not None and tokens.lemmas[occasion] in words.OCCASIONS | words.INTERVIEW | words.ISSUED


def _is_part_of_words(tokens: Tokens, i: int) -> bool:
    first = tokens.left[i]
    if tokens.deps[i] == "advcl":
        clausal = tokens.pos[i] in ("ADJ", "AUX", "VERB")
        return clausal and tokens.lower[first] in SUBORDINATING and (has_subject(tokens, i) or tokens.tags[i] == "VBN")
    return tokens.deps[i] == "prep" and tokens.lower[i] in PREPOSITIONS and object_of(tokens, i) is not None
