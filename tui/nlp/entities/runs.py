"""Runs of proper nouns: names that the recogniser may have overlooked, and lines whose capitals tell nothing."""

from __future__ import annotations

from ..tokens import Tokens
from .name import Name, are_adjacent, is_capital, is_hyphen, is_name, make_name
from .name_bounds import trim
from .words import ORG_HEADS


def title_case_lines(t: Tokens) -> set[int]:
    """The paragraphs in which nearly every word has a capital (headlines): capitals tell nothing there."""
    found: set[int] = set()
    for start, end in t.paragraphs:
        words = [word for word in t.words[start:end] if len(word) > 3 and word.isalpha()]
        if len(words) < 4 or 10 * sum(word[0].isupper() for word in words) < 7 * len(words):
            continue
        # "Ruiz meets Vale." has capitals for its names alone; a headline writes its verb with one too.
        if not any(t.pos[i] == "VERB" and t.words[i][0].islower() for i in range(start, end)):
            found.add(t.paragraph_of[start])
    return found


def find_runs(t: Tokens, names: list[Name], skip_lines: set[int]) -> list[Name]:
    """Runs of proper nouns outside of `names`: what the recogniser may have overlooked. They carry no label."""
    taken = [False] * len(t)
    for name in names:
        taken[name.start : name.end] = [True] * (name.end - name.start)
    runs, i = [], 0
    while i < len(t):
        if taken[i] or not is_capital(t, i) or t.paragraph_of[i] in skip_lines:
            i += 1
            continue
        end = run_end(t, i, taken)
        start, stop = trim(t, i, end, "PERSON")
        if start < stop and is_name(t, start, stop):
            runs.append(make_name(t, start, stop, ""))
        i = end
    return runs


def run_end(t: Tokens, start: int, taken: list[bool]) -> int:
    """One past the last token of the run of proper nouns that begins at `start`; "of" and "&" may stand inside."""
    end = start + 1
    while end < len(t) and not taken[end]:
        if is_hyphen(t, end) and t.words[end + 1][0].isupper() and not taken[end + 1]:
            end += 2
        elif not are_adjacent(t, end - 1, end):
            break
        elif is_capital(t, end) or t.words[end][0].isupper() and t.lower[end] in ORG_HEADS:
            end += 1
        elif t.lower[end] in ("of", "&") and end + 1 < len(t) and is_capital(t, end + 1) and not taken[end + 1]:
            end += 2
        else:
            break
    return end
