"""Headlines in which every word has a capital ("Acme Sues Rival Over Patents") and heads of tables: the places where
capitals say nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..tokens import Tokens
from .name import Name, make_name
from .name_words import COMPANY_WORDS, ORG_HEADS


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
    """The tokens of headlines that are finite verbs, which an entity recogniser adds to names: "Acme Sues Rival"."""
    return {i for i in range(len(t)) if t.tags[i] in ("VBZ", "VBD") and t.paragraph_of[i] in headlines}


def cut_in_headlines(t: Tokens, names: Sequence[Name], headlines: Collection[int]) -> list[Name]:
    """`names`, where those in headlines that go on beyond a person named in the text below are cut to that person:
    "Disavow" Lindsey Graham "Endorsement", Clinton "Wades"."""
    below = [name for name in names if t.paragraph_of[name.start] not in headlines]
    known = {name.text for name in below}
    people = [name.text for name in below if name.label == "PERSON" and len(name.words) > 1]
    surnames = {text.split()[-1] for text in people}
    full = set(people)
    cut: list[Name] = []
    for name in names:
        in_headline = t.paragraph_of[name.start] in headlines and name.label in ("PERSON", "ORG")
        if in_headline and name.text not in known and not _is_body(name):
            name = _person_inside(t, name, full, surnames) or name
        cut.append(name)
    return cut


def _is_body(name: Name) -> bool:
    return any(word.lower() in ORG_HEADS or word.lower() in COMPANY_WORDS for word in name.words)


def _person_inside(t: Tokens, name: Name, full: Collection[str], surnames: Collection[str]) -> Name | None:
    """The part of `name` that is one of the `full` names, or else ends with one of the `surnames`."""
    for size in range(name.end - name.start - 1, 1, -1):
        for start in range(name.start, name.end - size + 1):
            if " ".join(t.text_between(start, start + size).split()) in full:
                return make_name(t, start, start + size, "PERSON")
    last = next((i for i in range(name.start, name.end) if t.words[i] in surnames), None)
    return None if last is None else make_name(t, name.start, last + 1, "PERSON")


def table_heads(t: Tokens) -> set[int]:
    """The paragraphs that are the first of several rows of a table, whose cells have tabs between them."""
    rows = ["\t" in "".join(t.words[start:end]) for start, end in t.paragraphs]
    starts = [start for start, _ in t.paragraphs]
    return {
        t.paragraph_of[starts[i]] for i in range(len(rows) - 1) if rows[i] and rows[i + 1] and not (i and rows[i - 1])
    }
