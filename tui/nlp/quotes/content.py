"""The words that a clause reports, as ranges of tokens."""

from __future__ import annotations

from ..tokens import Tokens
from . import words
from .grammar import FINITE, SUBJECTS, TokenRange

TRIMMED = {",", ".", ";", ":", "—", "–", "―", "--", "-", "?", "!", "…", "..."}
"""Punctuation that does not belong to the words reported."""
BREAKS = {",", "—", "–", "--"}
"""Punctuation before a remark, besides a hyphen between spaces (`is_break`)."""
ENDING = TRIMMED | {"and", "but", "or"}
"""What may come after the words reported, before the reporter goes on: "that it rained, *but* …"."""

NEGATIVE = {"neither", "nor"}
"""Conjunctions without which the words would say the opposite: "*Nor* is it safe, she said"."""


def subtree(tokens: Tokens, i: int) -> list[TokenRange]:
    return trimmed(tokens, tokens.left[i], tokens.right[i] + 1)


def from_to(tokens: Tokens, verb: int, first: int, last: int) -> list[TokenRange]:
    """From the start of one complement to the end of another, without the reporting verb and its subject."""
    start, end = tokens.left[first], max(tokens.right[last], tokens.right[first]) + 1
    if start < verb < end:
        if first < verb:
            subjects = (i for i in range(first, verb) if tokens.heads[i] == verb and tokens.deps[i] in SUBJECTS)
            subject = next(subjects, verb)
            end = max(tokens.left[subject], first + 1) if subject != verb else verb
        else:
            start = verb + 1
    return trimmed(tokens, start, end)


def without(tokens: Tokens, main: int, *parts: int) -> list[TokenRange]:
    """The subtree of `main` without the subtrees of `parts`, and without a sentence of its own before it."""
    found: list[TokenRange] = []
    own = (i for i in tokens.children[main] if tokens.deps[i] == "ccomp" and is_another_sentence(tokens, i, main))
    parts = (*parts, *own)
    start = tokens.left[main]
    for part in sorted(parts):
        if start < tokens.left[part]:
            found += trimmed(tokens, start, tokens.left[part])
        start = max(start, tokens.right[part] + 1)
    return found + trimmed(tokens, start, tokens.right[main] + 1)


def is_another_sentence(tokens: Tokens, clause: int, verb: int) -> bool:
    """True for a sentence of its own, which the parser makes the content of the next one: *It rained;* they agreed.
    *Few object:* 70 per cent say so."""
    return clause < verb and any(tokens.words[i] in (";", ":") for i in range(tokens.right[clause] + 1, verb))


def trimmed(tokens: Tokens, first: int, last: int) -> list[TokenRange]:
    """The range without outer punctuation and conjunctions, as a list of one; an empty list if nothing is left."""
    while first < last and (_is_outer(tokens, first) or _joins(tokens, first)):
        first += 1
    while last > first and (tokens.words[last - 1] in ENDING or tokens.words[last - 1].isspace()):
        last -= 1
    return [(first, last)] if first < last else []


def after_lead_in(tokens: Tokens, cue: int, first: int, last: int) -> TokenRange:
    """The range without the reporter's sentence before a quotation: "*The board did not yield:* “No,” Ruiz said"."""
    for colon in range(first + 1, min(cue, last) - 2):
        if tokens.words[colon] == ":" and tokens.quoted[colon] < 0 <= tokens.quoted[colon + 2]:
            verbs = (i for i in range(first, colon) if tokens.tags[i] in FINITE and tokens.quoted[i] < 0)
            return (colon + 1, last) if any(verbs) else (first, last)
    return first, last


def is_break(tokens: Tokens, i: int) -> bool:
    """True for a comma or dash before a remark, and for the hyphen that some newspapers write as a dash."""
    return tokens.words[i] in BREAKS or (tokens.words[i] == "-" and bool(tokens.spaced[i - 1] and tokens.spaced[i]))


def _is_outer(tokens: Tokens, i: int) -> bool:
    return i in tokens.datelines or tokens.words[i] in TRIMMED or tokens.words[i].isspace()


def _joins(tokens: Tokens, i: int) -> bool:
    return tokens.deps[i] == "cc" and tokens.lower[i] not in NEGATIVE


def before_occasion(tokens: Tokens, ranges: list[TokenRange]) -> list[TokenRange]:
    """The ranges up to the words for the occasion: "the cost of war" in "the cost of war in an interview"."""
    found: list[TokenRange] = []
    for first, last in ranges:
        cut = next((i for i in range(first + 1, last) if _tells_occasion(tokens, i)), None)
        if cut is not None:
            return found + trimmed(tokens, first, cut)
        found.append((first, last))
    return found


def before_participle(tokens: Tokens, ranges: list[TokenRange]) -> list[TokenRange]:
    """The ranges up to a remark on them: "her plan" in "announced her plan, *bringing* hope to many"."""
    first, last = ranges[-1] if ranges else (0, 0)
    for comma in range(first + 1, last - 1):
        participle = comma + 1
        remark = tokens.tags[participle] == "VBG" and tokens.deps[participle] == "advcl"
        if is_break(tokens, comma) and remark and tokens.quoted[comma] < 0:
            return ranges[:-1] + trimmed(tokens, first, comma)
    return ranges


def _tells_occasion(tokens: Tokens, preposition: int) -> bool:
    if tokens.lower[preposition] not in ("at", "during", "in", "on") or tokens.quoted[preposition] >= 0:
        return False
    occasion = object_of(tokens, preposition)
    return occasion is not None and tokens.lower[occasion] in words.OCCASIONS


def object_of(tokens: Tokens, preposition: int) -> int | None:
    return next((child for child in tokens.children[preposition] if tokens.deps[child] in ("pobj", "pcomp")), None)


def counted_noun(tokens: Tokens, head: int) -> int:
    """*Speeches* in "some of her speeches"; any other head of a phrase itself."""
    of = next((i for i in tokens.children[head] if tokens.lower[i] == "of"), None)
    counted = object_of(tokens, of) if of is not None and tokens.pos[head] != "NOUN" else None
    return head if counted is None else counted


def joined_objects(tokens: Tokens, verb: int, preposition: int) -> list[TokenRange]:
    """The further objects in "called for a ferry, *and for a tax*", where the preposition stands again."""
    again = (
        i
        for parent in (verb, preposition)
        for i in tokens.children[parent]
        if i > preposition and tokens.lower[i] == tokens.lower[preposition] and tokens.deps[i] in ("conj", "prep")
    )
    joined = [i for i in again if tokens.lower[i - 1] in ("and", "or") and tokens.quoted[i] < 0]
    return [part for i in sorted(joined) for part in trimmed(tokens, i, tokens.right[i] + 1)]
