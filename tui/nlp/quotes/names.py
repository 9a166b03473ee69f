"""From the words at the cue ("he", "the senator", "Mr. Ruiz, who …") to the person or body that is meant."""

from __future__ import annotations

from typing import NamedTuple

from ...text.analysis import Entity, Speaker
from ...text.span import Span
from ..coreference import Coreference, Resolved
from ..tokens import Tokens
from . import words
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

    def __init__(self, tokens: Tokens, coreference: Coreference) -> None:
        self.tokens = tokens
        self.coreference = coreference
        self._by_word: dict[str, Entity | None] = {}
        for entity in coreference.entities:
            for name in (entity.name, *entity.aliases):
                word = name.split()[-1].lower() if name.split() else ""
                known = self._by_word.get(word, entity)
                self._by_word[word] = entity if known is entity else None

    def name(self, one: Candidate) -> Named:
        """The speaker that a phrase names, with the reason where it is not the name itself that stands there."""
        tokens = self.tokens
        span = Span(tokens.starts[one.first], tokens.ends[one.last - 1])
        resolved = self._resolve(one)
        if resolved is None:
            return Named(Speaker(span, self._own_name(one), None), "", False)
        entity, name, reason, unsure = resolved
        pronoun = tokens.pos[one.root] == "PRON"
        why = f"“{tokens.words[one.root]}” is {name}, {reason}" if pronoun else ""
        return Named(Speaker(span, name, entity), why, unsure)

    def _resolve(self, one: Candidate) -> Resolved | None:
        """By the head word alone: in "a spokesman for Mr. Ruiz" another name stands near it."""
        tokens = self.tokens
        root = one.root
        if tokens.lower[root] in words.RELATIVE and tokens.deps[tokens.heads[root]] == "relcl":
            root = tokens.heads[tokens.heads[root]]
        resolved = self.coreference.resolve(tokens.starts[root], tokens.ends[root])
        if resolved is not None:
            return resolved
        for kid in tokens.children[root]:
            named = tokens.deps[kid] == "appos" and tokens.labels[kid] == "PERSON" and one.first <= kid < one.last
            if named and (resolved := self.coreference.resolve(tokens.starts[kid], tokens.ends[kid])):
                return resolved
        if tokens.pos[root] == "PROPN" or one.role in ("transcript", "sign", "title", "line"):
            entity = self._by_word.get(tokens.lower[root])
            if entity is not None:
                return Resolved(entity.id, entity.name, "the only one of that name here")
        return None

    def _of_name(self, i: int, root: int) -> bool:
        tokens = self.tokens
        return tokens.pos[i] == "PROPN" or tokens.labels[i] == tokens.labels[root] != "" or tokens.words[i] == "&"

    def _own_name(self, one: Candidate) -> str | None:
        """The name that the words themselves are, for a speaker that is no entity: "the Daily Planet's website".

        People who are only described ("an official at the Treasury") stay unnamed.
        """
        tokens, root = self.tokens, one.root
        first, last = one.first, one.last
        last = next((i for i in range(root + 1, last) if tokens.words[i] == ","), last)
        if one.role in ("transcript", "sign", "line"):
            pass
        elif tokens.pos[root] == "PROPN":
            first = root
            while first > one.first and self._of_name(first - 1, root):
                first -= 1
            last = root + 1
        elif (
            one.kind in DESCRIBED
            or last - root > 8
            or not any(tokens.pos[at] == "PROPN" and tokens.labels[at] != "NORP" for at in range(first, last))
        ):
            return None
        while first < last - 1 and (tokens.pos[first] in ("DET", "NUM") or tokens.lower[first] in words.TITLES):
            first += 1
        return " ".join(tokens.text_between(first, last).split()) or None
