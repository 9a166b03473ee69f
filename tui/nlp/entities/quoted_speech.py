"""Which words are quoted, and which subjects speak, for the ranking of the people that a pronoun may mean."""

from __future__ import annotations

from ..tokens import Tokens
from .name_words import SAY_VERBS


def quoted_tokens(t: Tokens) -> set[int]:
    """The tokens inside quotations of at least five tokens, or of seven if no mark closes the quotation.

    Shorter ones are most often names and labels.
    """
    inside: set[int] = set()
    for (first, last), span in zip(t.quoted_ranges, t.quoted_spans, strict=True):
        if last - first >= (5 if span.closed else 7):
            inside.update(range(first, last))
    return inside


def speaking_subjects(t: Tokens, quoted: set[int]) -> dict[int, int]:
    """Paragraph with a quotation to the subject of its first verb of saying outside the quotation."""
    found: dict[int, int] = {}
    lines = {t.paragraph_of[i] for i in quoted}
    for i, dep in enumerate(t.deps):
        if dep == "nsubj" and i not in quoted and t.paragraph_of[i] in lines and is_saying(t, i):
            found.setdefault(t.paragraph_of[i], i)
    return found


def is_saying(t: Tokens, token: int) -> bool:
    """True if the token is the subject of a verb of saying."""
    return t.deps[token] == "nsubj" and t.lemmas[t.heads[token]] in SAY_VERBS
