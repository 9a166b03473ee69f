"""Headlines in which every word has a capital ("Acme Sues Rival Over Patents") and heads of tables: the places where
capitals say nothing."""

from __future__ import annotations

from collections.abc import Collection

from ..tokens import Tokens


def title_case_paragraphs(t: Tokens) -> set[int]:
    """The paragraphs in which nearly every word has a capital (headlines)."""
    found: set[int] = set()
    for start, end in t.paragraphs:
        words = [word for word in t.words[start:end] if len(word) > 3 and word.isalpha()]
        if len(words) < 4 or 10 * sum(word[0].isupper() for word in words) < 7 * len(words):
            continue
        # "Ruiz meets Vale." has capitals only for its names; a headline also capitalises its verb.
        if not any(t.pos[i] == "VERB" and t.words[i][0].islower() for i in range(start, end)):
            found.add(t.paragraph_of[start])
    return found


def headline_verbs(t: Tokens, headlines: Collection[int]) -> set[int]:
    """The tokens of headlines that are finite verbs, which an entity recogniser takes into names: "Acme Sues Rival"."""
    return {i for i in range(len(t)) if t.tags[i] in ("VBZ", "VBD") and t.paragraph_of[i] in headlines}


def table_heads(t: Tokens) -> set[int]:
    """The paragraphs that are the first of several rows of a table, whose cells have tabs between them."""
    rows = ["\t" in "".join(t.words[start:end]) for start, end in t.paragraphs]
    starts = [start for start, _ in t.paragraphs]
    return {
        t.paragraph_of[starts[i]] for i in range(len(rows) - 1) if rows[i] and rows[i + 1] and not (i and rows[i - 1])
    }
