"""Whether a word that is both somebody's name and a place means the person or the place: Ann London, London."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..tokens import Tokens
from .kind_votes import Votes, context_votes, name_head
from .name import Name
from .name_words import MOTION_VERBS
from .places import PLACES, place_key

_SUBJECTS = ("nsubj", "nsubjpass")


def person_votes(t: Tokens, name: Name) -> float:
    """Positive if the words around the name suggest a person, negative if they suggest a place, 0 if neither.

    A government says what "it" will do and deals with other capitals; a person says what "he" or "she" will do and is
    quoted. A subject of a verb of saying alone can be either.
    """
    votes: Votes = defaultdict(float)
    context_votes(t, name, votes)
    head = name_head(t, name)
    verb = _verb_above(t, head)
    score = votes["PERSON"] - votes["PLACE"]
    if verb is None:
        return score
    is_subject = t.deps[head] in _SUBJECTS and t.heads[head] == verb
    if any(_is_place(t, child) for child in t.children[head] if t.deps[child] == "conj"):
        score -= 3
    moves = is_subject and t.lemmas[verb] in MOTION_VERBS
    other_places = (_is_place(t, token) for token in _arguments(t, verb) if token != head)
    if name.start and t.lower[name.start - 1] == "from" or not moves and any(other_places):
        score -= 1.5
    if is_subject:
        score += _pronoun_votes(t, head, verb)
        quoted_before = any(i > 0 and t.quoted[i - 1] < 0 and _closes_quotation(t, i - 1) for i in (name.start, verb))
        score += 2 if quoted_before else 0
    return score


def _verb_above(t: Tokens, token: int) -> int | None:
    """The verb that governs a token, directly, through a preposition or as part of a list."""
    for _ in range(4):
        token = t.heads[token]
        if t.pos[token] in ("VERB", "AUX"):
            return token
    return None


def _arguments(t: Tokens, verb: int) -> Iterator[int]:
    """The subjects and objects of a verb and of those joined to it, and the nouns after their prepositions."""
    for child in t.children[verb]:
        if t.deps[child] in (*_SUBJECTS, "dobj", "dative"):
            yield child
            for grandchild in t.children[child]:
                if t.deps[grandchild] == "prep":
                    yield from (token for token in t.children[grandchild] if t.deps[token] == "pobj")
        elif t.deps[child] == "prep":
            yield from (token for token in t.children[child] if t.deps[token] == "pobj")
        elif t.deps[child] == "conj" and t.pos[child] == "VERB" and child > verb:
            yield from _arguments(t, child)


def _pronoun_votes(t: Tokens, head: int, verb: int) -> float:
    """Votes of the pronoun that is the subject of what somebody says or does, or that follows in the sentence."""
    for clause in t.children[verb]:
        if t.deps[clause] in ("ccomp", "xcomp", "advcl"):
            for child in t.children[clause]:
                if t.deps[child] in _SUBJECTS and t.lower[child] in ("it", "he", "she"):
                    return -2 if t.lower[child] == "it" else 2
    following = t.lower[head + 1 : t.sentence(head)[1]]
    return 1 if any(low in ("he", "she", "his", "her") for low in following) else 0


def _closes_quotation(t: Tokens, i: int) -> bool:
    return i > 0 and t.words[i] in ("”", "''", '"', "’", "»") and t.quoted[i - 1] >= 0


def _is_place(t: Tokens, token: int) -> bool:
    return t.words[token][0].isupper() and place_key(t.words[token]) in PLACES
