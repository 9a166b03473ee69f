"""From the words at the cue ("he", "the senator", "Mr. Ruiz, who …") to the person or body that is meant."""

from __future__ import annotations

from typing import NamedTuple

from ..text.analysis import Speaker
from ..text.span import Span
from . import quote_words as words
from .coreference import Coreference, Resolved
from .quote_parse import Parse
from .speakers import Candidate


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
    """By the head word alone: in "a spokesman for Mr. Ruiz" or "the Peruvian president" other names stand near it."""
    root = one.root
    if parse.lower[root] in words.RELATIVE and parse.dep[parse.head[root]] == "relcl":
        root = parse.head[parse.head[root]]
    resolved = coreference.resolve(parse.start[root], parse.end[root])
    if resolved is not None:
        return resolved
    for kid in parse.kids[root]:
        named = parse.dep[kid] == "appos" and parse.label[kid] == "PERSON" and one.first <= kid < one.last
        if named and (resolved := coreference.resolve(parse.start[kid], parse.end[kid])):
            return resolved
    return None
