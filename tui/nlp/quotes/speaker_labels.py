"""The label of a speaker without a name: "a spokesman for the group" and not all that the article says of him."""

from __future__ import annotations

from ..tokens import DASHES, Tokens
from .grammar import is_mark
from .speakers import Candidate

LONGEST_LABEL = 12
"""Words of a label, unless nothing in it can be left out."""
MODIFIERS = {"acl", "appos", "prep", "relcl"}
"""Relations of phrases and clauses without which a label is still whole."""


def end_of_label(tokens: Tokens, candidate: Candidate) -> int:
    """One past the last token of the label: before words in quotation marks that break the phrase off, and before the
    modifiers with which it is too long."""
    root, first, last = candidate.root, candidate.first, candidate.last
    ends = [i for i in range(root + 1, last) if _begins_modifier(tokens, i, root)]
    if last < tokens.count and is_mark(tokens, last) and tokens.right[root] > last:
        broken = [end for end in ends if any(_holds(tokens, i, end, last) for i in range(end, last + 2))]
        last = _before_comma(tokens, broken[-1] if broken else last, root)
    if _word_count(tokens, first, last) <= LONGEST_LABEL:
        return last
    aside = next((i for i in range(root + 1, last) if _opens_aside(tokens, i)), last)
    short = [end for end in ends if end <= aside + 1 and _word_count(tokens, first, end) <= LONGEST_LABEL]
    return _before_comma(tokens, short[-1], root) if short else last


def _begins_modifier(tokens: Tokens, i: int, root: int) -> bool:
    """True for the first token of a modifier that no verb needs: not for *in* in "who lives in Oslo"."""
    at = i
    while at != root and tokens.heads[at] != at:
        if tokens.left[at] == i and tokens.deps[at] in MODIFIERS and tokens.lower[i] != "of":
            return tokens.pos[i - 1] not in ("AUX", "VERB") and not _is_first_of_list(tokens, at)
        at = tokens.heads[at]
    return False


def _opens_aside(tokens: Tokens, i: int) -> bool:
    """True for a bracket and for a dash with spaces around it, within which no label can end."""
    return tokens.words[i] == "(" or (tokens.words[i] in DASHES and bool(tokens.spaced[i - 1] and tokens.spaced[i]))


def _is_first_of_list(tokens: Tokens, modifier: int) -> bool:
    return tokens.deps[modifier] == "appos" and any(tokens.deps[i] == "conj" for i in tokens.children[modifier])


def _holds(tokens: Tokens, i: int, first: int, mark: int) -> bool:
    """Whether `i` is the head of a modifier that begins at `first` and goes on in the words after a quotation mark."""
    return tokens.left[i] == first and tokens.deps[i] in MODIFIERS and tokens.right[i] > mark


def _word_count(tokens: Tokens, first: int, last: int) -> int:
    return sum(tokens.words[i][0].isalnum() for i in range(first, last))


def _before_comma(tokens: Tokens, last: int, root: int) -> int:
    while last - 1 > root and tokens.pos[last - 1] in ("PUNCT", "SPACE", "CCONJ"):
        last -= 1
    return last
