"""From the phrase at the cue ("he", "the senator", "Mr. Ruiz, who …") to the person or organisation it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ...text.analysis import Entity, Speaker
from ...text.span import Span
from ..coreference import Coreference, Resolved
from ..tokens import Tokens
from . import words
from .described_speakers import DescribedSpeakers
from .grammar import antecedent, is_member
from .speaker_doubt import speaker_doubt
from .speaker_labels import end_of_label
from .speakers import Candidate, mention

DESCRIPTIVE = {"he", "they", "own", "who", "pron", "human", "people", "person"}
"""Kinds of phrases that describe people without naming anything."""


SHARES = {"%", "cent", "percent"}
"""Heads of phrases for a part of a group: "58 percent of London voters"."""


class NamedSpeaker(NamedTuple):
    """A speaker, and the reason for choosing this one."""

    speaker: Speaker
    reason: str
    """In words for the user; "" if the phrase is the name itself."""
    unsure: bool
    also: tuple[Speaker, ...] = ()
    """Further people that a pronoun means: "they"."""


class SpeakerNamer:
    """Names the speakers of one article."""

    def __init__(self, tokens: Tokens, coreference: Coreference) -> None:
        self.tokens = tokens
        self.coreference = coreference
        self._described = DescribedSpeakers(tokens, coreference)
        self._by_word: dict[str, Entity | None] = {}
        for entity in coreference.entities:
            for name in (entity.name, *entity.aliases):
                word = name.split()[-1].lower() if name.split() else ""
                known = self._by_word.get(word, entity)
                self._by_word[word] = entity if known is entity else None

    def name(self, candidate: Candidate) -> NamedSpeaker:
        """The speaker that a phrase means."""
        tokens = self.tokens
        span = Span(tokens.starts[candidate.first], tokens.ends[candidate.last - 1])
        resolved = None if self._described.is_description(candidate) else self._resolve(candidate)
        if resolved is None and (head := self._named_beside(candidate)) is not None:
            begin, end = mention(tokens, head)
            named = " ".join(tokens.text_between(begin, min(end, candidate.last)).split())
            return NamedSpeaker(Speaker(span, named, None), "", False)
        if resolved is None and (described := self._described.resolve(candidate, span)) is not None:
            first, *others = described.speakers
            return NamedSpeaker(first, described.reason, described.unsure, tuple(others))
        if resolved is None:
            resolved = self._resolve(candidate)
        if resolved is None:
            nobody = candidate.kind in ("he", "they")
            last = end_of_label(tokens, candidate)
            candidate, span = replace(candidate, last=last), Span(span.start, tokens.ends[last - 1])
            why = f"it is unsure whom “{tokens.words[candidate.root]}” means" if nobody else ""
            return NamedSpeaker(Speaker(span, self._own_name(candidate), None), why, nobody)
        entity, name, reason, unsure = resolved
        if candidate.role == "turn" and (label := self._own_name(candidate)) and not _ends_alike(label, name):
            name = label  # the recogniser mistook the first word of the turn for a part of the name
        word, why = tokens.words[candidate.root], ""
        if tokens.pos[candidate.root] == "PRON":
            why = f"“{word}” is {name}, {reason}"
        elif unsure:
            alike = "of that name" if tokens.pos[candidate.root] == "PROPN" else "whom it fits"
            why = f"“{word}” may also mean another {alike}"
        if not unsure and (doubt := speaker_doubt(tokens, self.coreference, candidate, resolved)):
            return NamedSpeaker(Speaker(span, name, entity), doubt, True)
        return NamedSpeaker(Speaker(span, name, entity), why, unsure)

    def _resolve(self, candidate: Candidate) -> Resolved | None:
        """Resolve the head alone: "a spokesman for Mr. Ruiz" has another name next to it."""
        tokens = self.tokens
        root = antecedent(tokens, candidate.root)
        resolved = self.coreference.resolve(tokens.starts[root], tokens.ends[root])
        member = is_member(tokens, root)
        if member and resolved is not None and not self._is_person(resolved):
            resolved = None  # one Republican is not the party
        if resolved is None and not member and tokens.labels[root] and candidate.first <= root < candidate.last:
            # A name that goes on after its head: "the Office of Emergency Services".
            resolved = self.coreference.resolve(tokens.starts[root], tokens.ends[candidate.last - 1])
        if resolved is not None:
            return resolved
        for head in self._appositions(root):
            if candidate.first <= head < candidate.last:
                resolved = self.coreference.resolve(tokens.starts[head], tokens.ends[head])
                if resolved is not None and self._is_name(head, resolved, root):
                    return resolved
        named = tokens.pos[root] == "PROPN" and not member
        if named or candidate.role in ("transcript", "sign", "title", "line", "turn"):
            entity = self._by_word.get(tokens.lower[root])
            if entity is not None:
                return Resolved(entity.id, entity.name, "the only one of that name here")
        return None

    def _is_person(self, resolved: Resolved) -> bool:
        entity = self.coreference.entity(resolved.entity)
        return entity is not None and entity.label == "PERSON"

    def _appositions(self, root: int) -> Iterator[int]:
        """The heads of the appositions of a noun for a person, and of the appositions of those: "the chair, a
        retired judge, Ana Ruiz"."""
        tokens = self.tokens
        for child in tokens.children[root]:
            if tokens.deps[child] == "appos":
                yield child
                yield from (inner for inner in tokens.children[child] if tokens.deps[inner] == "appos")
        if tokens.tags[root] == "NN" and tokens.lemmas[root] in words.HUMANS:
            yield from self._after_body(root)

    def _after_body(self, person: int) -> Iterator[int]:
        """*Ruiz* in "the head of the port authority of Malvik, Ana Ruiz," which the parser takes for the name of
        Malvik; not in "the wife of the mayor, Ana Ruiz"."""
        tokens, inside = self.tokens, [person]
        while inside:
            noun = inside.pop()
            for preposition in tokens.children[noun]:
                if tokens.deps[preposition] != "prep" or preposition < noun:
                    continue
                for other in tokens.children[preposition]:
                    if (
                        tokens.deps[other] != "pobj"
                        or tokens.tags[other] == "NN"
                        and tokens.lemmas[other] in words.HUMANS
                    ):
                        continue
                    yield from (
                        name
                        for name in tokens.children[other]
                        if tokens.deps[name] == "appos" and tokens.words[tokens.left[name] - 1] == ","
                    )
                    inside.append(other)

    def _is_name(self, head: int, resolved: Resolved, root: int) -> bool:
        """Whether an apposition is the name of a person, or of the organisation that its noun means itself."""
        tokens = self.tokens
        if tokens.labels[head] == "PERSON" or tokens.pos[root] != "NOUN":
            return tokens.labels[head] == "PERSON"
        entity = self.coreference.entity(resolved.entity)
        names = ("PERSON", "ORG") if tokens.heads[head] == root else ("PERSON",)
        named = entity is not None and entity.label in names
        return named and tokens.pos[head] == "PROPN" and not is_member(tokens, head)

    def _named_beside(self, candidate: Candidate) -> int | None:
        """The head of the name right after the noun, where nothing else tells what it names: "the operator, *Brennock
        Power*"."""
        tokens, root = self.tokens, antecedent(self.tokens, candidate.root)
        if tokens.pos[root] != "NOUN":
            return None
        for head in tokens.children[root]:
            name = tokens.deps[head] == "appos" and tokens.pos[head] == "PROPN" and tokens.words[head][:1].isupper()
            before = tokens.left[head] - 1
            if name and root <= before and head < candidate.last and (before == root or tokens.words[before] == ","):
                known = tokens.labels[head] in ("", "PERSON", "ORG")
                return head if known and not is_member(tokens, head) else None
        return None

    def _is_part_of_name(self, i: int, root: int) -> bool:
        tokens = self.tokens
        return tokens.pos[i] == "PROPN" or tokens.labels[i] == tokens.labels[root] != "" or tokens.words[i] == "&"

    def _own_name(self, candidate: Candidate) -> str | None:
        """The name in the phrase itself, for a speaker that is not an entity: "the Daily Planet's website".

        People who are only described ("an official at the Treasury") stay unnamed.
        """
        tokens, root = self.tokens, candidate.root
        first, last = candidate.first, candidate.last
        last = next((i for i in range(root + 1, last) if tokens.words[i] == ","), last)
        if candidate.role in ("transcript", "sign", "line", "turn"):
            pass
        elif tokens.pos[root] == "PROPN" and tokens.words[root][:1].isupper() and not is_member(tokens, root):
            first = root
            while first > candidate.first and self._is_part_of_name(first - 1, root):
                first -= 1
            last = root + 1
        elif (
            candidate.kind in DESCRIPTIVE
            or is_member(tokens, root)
            or tokens.pos[root] == "PROPN"  # a tagger's mistake: "Swift's rep"
            or tokens.lower[root] in SHARES
            or last - root > 8
            or not any(tokens.pos[at] == "PROPN" and tokens.labels[at] != "NORP" for at in range(first, last))
        ):
            return None
        titles = {*words.TITLES, "."}  # the tokenizer takes the stop off "MR."
        while first < last - 1 and (tokens.pos[first] in ("DET", "NUM") or tokens.lower[first] in titles):
            first += 1
        if tokens.lower[first] == "of" or tokens.lower[last - 1] in words.TITLES:
            return None  # "one of the owners"; "the former Gov."
        return " ".join(tokens.text_between(first, last).split()) or None


def _ends_alike(one: str, other: str) -> bool:
    return one.split()[-1].casefold() == other.split()[-1].casefold()
