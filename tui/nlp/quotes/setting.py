"""Where a stretch between quotation marks stands, and what ties it to the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from ..tokens import Tokens
from . import words
from .clauses import Clause
from .grammar import subject_of

TERMINAL = {".", "!", "?", "…", "...", ";"}
LINKING = {",", ":", "that", "as", "of"}

Reports = dict[int, list[Clause]]
"""Clauses of saying by the number of their paragraph."""


@dataclass(slots=True)
class Setting:
    """Where a stretch stands: what its features are measured from."""

    number: int
    first: int
    last: int
    outer_first: int
    outer_last: int
    paragraph: int
    before: int
    """First token of the clause before it."""
    after: int
    """One past the last token of the clause after it."""
    opens: str
    closes: str
    links: dict[int, list[tuple[str, int]]]
    """By head word of a candidate: how it is tied to the stretch, and by which verb."""
    reported: list[tuple[int, int, str]]
    """Ranges of tokens that somebody reports, and how sure that is."""


def setting(tokens: Tokens, number: int, reports: Reports) -> Setting:
    """The surroundings of one stretch; `reports` are the clauses of saying by paragraph."""
    stretch = tokens.quoted_spans[number]
    first, last = tokens.quoted_ranges[number]
    outer_first, _ = tokens.range_of(stretch.outer_start, stretch.end)
    _, outer_last = tokens.range_of(stretch.start, stretch.outer_end)
    outer_last = max(outer_last, last)
    at = min(first, tokens.count - 1)
    paragraph = tokens.paragraph_of[at]
    begin, end = tokens.paragraphs[paragraph]
    before = outer_first
    while before > begin and not _stops(tokens, before - 1):
        before -= 1
    after = outer_last
    while after < end and not _stops(tokens, after):
        after += 1
    previous = tokens.words[outer_first - 1] if outer_first > begin else ""
    opens = "start"
    if previous:
        opens = {",": "comma", ":": "colon", "that": "that"}.get(previous, "word")
        if previous in TERMINAL or outer_first == before:
            opens = "fresh"
    tail = tokens.text[stretch.end - 1]
    following = tokens.text[stretch.outer_end : stretch.outer_end + 1]
    if tail == "," or following == ",":
        closes = "comma"
    elif tail in "?!":
        closes = "mark"
    elif tail in ".…" or following in (".", ""):
        closes = "stop"
    else:
        closes = "word" if outer_last < end else "end"
    links = _links(tokens, first, last, outer_first, outer_last, before, after)
    reported = []
    for clause in reports.get(paragraph, ()):
        if clause.score > 0 and clause.source is not None:
            reported += [(*part, "sure" if clause.score > 1 else "likely") for part in clause.content]
        if clause.source is not None and any(begin < last and first < end for begin, end in clause.content):
            grade = "sure" if clause.score > 1 else "likely" if clause.score > 0 else "possible"
            if clause.score > -2:
                links.setdefault(clause.source, []).append((f"clause {grade}", clause.word))
    return Setting(
        number, first, last, outer_first, outer_last, paragraph, before, after, opens, closes, links, reported,
    )  # fmt: skip


def _stops(tokens: Tokens, i: int) -> bool:
    """True for a token that ends a sentence; inside a quotation only its very last word may."""
    number = tokens.quoted[i]
    if number >= 0:
        return i == tokens.quoted_ranges[number][1] - 1 and tokens.words[i] in TERMINAL
    return tokens.words[i] in TERMINAL


def _links(
    tokens: Tokens, first: int, last: int, outer_first: int, outer_last: int, before: int, after: int
) -> dict[int, list[tuple[str, int]]]:
    links: dict[int, list[tuple[str, int]]] = {}

    def tie(name: str, verb: int) -> None:
        subject = subject_of(tokens, verb)
        if subject is None or tokens.quoted[subject] >= 0:
            return
        if subject in tokens.datelines:
            subject = next(
                (kid for kid in tokens.children[subject] if kid not in tokens.datelines and kid > subject), subject
            )
        if tokens.lower[subject] in words.RELATIVE and tokens.deps[tokens.heads[subject]] == "relcl":
            subject = tokens.heads[tokens.heads[subject]]
        grade = (
            "strong" if tokens.lemmas[verb] in words.STRONG else "say" if tokens.lemmas[verb] in words.SAY else "other"
        )
        links.setdefault(subject, []).append((f"{name} {grade}", verb))

    at = next((i for i in range(first, last) if not first <= tokens.heads[i] < last), None)
    height = 0
    while at is not None and tokens.heads[at] != at and height < 3:
        at = tokens.heads[at]
        if tokens.pos[at] in ("VERB", "AUX") and not first <= at < last and tokens.quoted[at] < 0:
            tie(f"up {height}", at)
            height += 1
    for i in range(outer_first - 1, max(before, outer_first - 9) - 1, -1):
        if tokens.pos[i] == "VERB" and tokens.quoted[i] < 0:
            gap = [at for at in range(i + 1, outer_first) if tokens.lower[at] not in LINKING]
            colon = tokens.words[outer_first - 1] == ":"
            tie("left" if gap and not colon else "left colon" if colon else "left next", i)
            break
    for i in range(outer_last, min(after, outer_last + 9)):
        if tokens.pos[i] == "VERB" and tokens.quoted[i] < 0:
            tie("right", i)
            break
    return links
