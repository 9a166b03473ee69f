"""From the words at the cue ("he", "the senator", "Mr. Ruiz, who …") to the person or body that is meant."""

from __future__ import annotations

from typing import NamedTuple

from ..text.analysis import Speaker
from ..text.span import Span
from . import quote_words as words
from .coreference import Coreference, Resolved
from .quote_parse import Parse
from .speakers import Candidate

INSIDE = {"compound", "flat", "nmod", "amod", "det", "nummod"}


class Named(NamedTuple):
    """A speaker, and why it is this one."""

    speaker: Speaker
    reason: str
    unsure: bool


def name_speaker(parse: Parse, one: Candidate, coreference: Coreference) -> Named:
    """The speaker that a phrase names."""
    span = Span(parse.start[one.first], parse.end[one.last - 1])
    resolved = _resolve(parse, one, coreference)
    if resolved is None:
        return Named(Speaker(span, None, None), "", False)
    entity, name, reason, unsure = resolved
    head = parse.words[one.root]
    pronoun = parse.pos[one.root] == "PRON"
    why = f"“{head}” is {name}, {reason}" if pronoun else ""
    return Named(Speaker(span, name, entity), why, unsure)


def _resolve(parse: Parse, one: Candidate, coreference: Coreference) -> Resolved | None:
    root = one.root
    if parse.lower[root] in words.RELATIVE and parse.dep[parse.head[root]] == "relcl":
        root = parse.head[parse.head[root]]
    for at in (root, *(kid for kid in parse.kids[root] if parse.dep[kid] == "appos" and kid < one.last)):
        first = at
        while (
            first - 1 >= one.first
            and parse.head[first - 1] in range(first, at + 1)
            and (parse.dep[first - 1] in INSIDE or parse.label[first - 1] == parse.label[at] != "")
        ):
            first -= 1
        resolved = coreference.resolve(parse.start[first], parse.end[at])
        if resolved is not None and (at == root or parse.label[at]):
            return resolved
    return None
