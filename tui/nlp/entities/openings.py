"""Whom a paragraph names at its beginning as what it is about: "For Ruiz the bridge comes too late"."""

from __future__ import annotations

from ..tokens import Tokens
from .description import is_person_noun


def is_introduced(t: Tokens, token: int) -> bool:
    """True for *Ruiz* at the beginning of a paragraph in "For Ruiz the bridge comes too late", "As for Ruiz, the year
    has been long" and "In the case of Ruiz it was …", unless the subject is another person."""
    if t.deps[token] != "pobj":
        return False
    first, at = t.paragraph(token)[0], t.heads[token]
    if t.lower[t.heads[at]] == "case":
        at = t.heads[t.heads[at]]
    elif t.lower[t.heads[at]] == "as":
        at = t.heads[at]
    main = t.heads[at]
    if at != first or t.deps[at] != "prep" or main < token:
        return False
    subjects = [child for child in t.children[main] if t.deps[child] in ("nsubj", "nsubjpass")]
    # Without a subject the parser is mistaken: in "Unlike Ruiz, Ana Lund likes it" it takes Lund for a part of "Ruiz".
    people = [i for i in subjects if t.labels[i] == "PERSON" or t.lower[i] in ("he", "she") or is_person_noun(t, i)]
    return bool(subjects) and not people
