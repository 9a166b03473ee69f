"""From the words at the cue ("he", "the senator", "Mr. Ruiz, who …") to the person or body that is meant."""

from __future__ import annotations

from typing import NamedTuple

from ...text.analysis import Entity, Speaker
from ...text.span import Span
from ..coreference import Coreference, Resolved
from . import words
from .parse import Parse
from .speakers import Candidate


class Named(NamedTuple):
    """A speaker, and why it is this one."""

    speaker: Speaker
    reason: str
    unsure: bool


DESCRIBED = {"he", "they", "own", "who", "pron", "human", "people", "person"}
"""Kinds of phrases that describe people and do not name anything."""


class Namer:
    """Names the speakers of one article."""

    def __init__(self, parse: Parse, coreference: Coreference) -> None:
        self.parse = parse
        self.coreference = coreference
        self._by_word: dict[str, Entity | None] = {}
        for entity in coreference.entities:
            for name in (entity.name, *entity.aliases):
                word = name.split()[-1].lower() if name.split() else ""
                known = self._by_word.get(word, entity)
                self._by_word[word] = entity if known is entity else None

    def name(self, one: Candidate) -> Named:
        """The speaker that a phrase names, with the reason where it is not the name itself that stands there."""
        parse = self.parse
        span = Span(parse.start[one.first], parse.end[one.last - 1])
        resolved = self._resolve(one)
        if resolved is None:
            return Named(Speaker(span, self._own_name(one), None), "", False)
        entity, name, reason, unsure = resolved
        pronoun = parse.pos[one.root] == "PRON"
        why = f"“{parse.words[one.root]}” is {name}, {reason}" if pronoun else ""
        return Named(Speaker(span, name, entity), why, unsure)

    def _resolve(self, one: Candidate) -> Resolved | None:
        """By the head word alone: in "a spokesman for Mr. Ruiz" another name stands near it."""
        parse = self.parse
        root = one.root
        if parse.lower[root] in words.RELATIVE and parse.dep[parse.head[root]] == "relcl":
            root = parse.head[parse.head[root]]
        resolved = self.coreference.resolve(parse.start[root], parse.end[root])
        if resolved is not None:
            return resolved
        for kid in parse.kids[root]:
            named = parse.dep[kid] == "appos" and parse.label[kid] == "PERSON" and one.first <= kid < one.last
            if named and (resolved := self.coreference.resolve(parse.start[kid], parse.end[kid])):
                return resolved
        if parse.pos[root] == "PROPN" or one.role in ("transcript", "sign", "title", "line"):
            entity = self._by_word.get(parse.lower[root])
            if entity is not None:
                return Resolved(entity.id, entity.name, "the only one of that name here")
        return None

    def _of_name(self, i: int, root: int) -> bool:
        parse = self.parse
        return parse.pos[i] == "PROPN" or parse.label[i] == parse.label[root] != "" or parse.words[i] == "&"

    def _own_name(self, one: Candidate) -> str | None:
        """The name that the words themselves are, for a speaker that is no entity: "the Daily Planet's website".

        People who are only described ("an official at the Treasury") stay unnamed.
        """
        parse, root = self.parse, one.root
        first, last = one.first, one.last
        last = next((i for i in range(root + 1, last) if parse.words[i] == ","), last)
        if one.role in ("transcript", "sign", "line"):
            pass
        elif parse.pos[root] == "PROPN":
            first = root
            while first > one.first and self._of_name(first - 1, root):
                first -= 1
            last = root + 1
        elif (
            one.kind in DESCRIBED
            or last - root > 8
            or not any(parse.pos[at] == "PROPN" and parse.label[at] != "NORP" for at in range(first, last))
        ):
            return None
        while first < last - 1 and (parse.pos[first] in ("DET", "NUM") or parse.lower[first] in words.TITLES):
            first += 1
        return " ".join(parse.text(first, last).split()) or None
