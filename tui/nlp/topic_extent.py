"""Where a passage starts and stops.

First come the sentences that speak for the topic by their own words. From there a passage is carried on by what ties
sentences together (the rest of a quotation, an answer, "it", "such deaths", the same paragraph), bridged over a
sentence between two, and stopped by a turn to another subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..text.analysis import Because
from ..text.span import Span
from .topic_discourse import Line
from .topic_words import Hit, pointed_at


@dataclass(slots=True)
class Evidence:
    """What a topic has in one sentence."""

    terms: list[Hit] = field(default_factory=list)
    entities: list[Hit] = field(default_factory=list)
    hints: list[Hit] = field(default_factory=list)
    kin: list[Hit] = field(default_factory=list)


class Extent:
    """The sentences of one article that are about one topic, each with its reason."""

    def __init__(self, doc: Doc, lines: list[Line], hits: list[Hit], topic: str) -> None:
        self.doc = doc
        self.lines = lines
        self.topic = topic
        self.why: dict[int, Because] = {}
        self.evidence = [Evidence() for _ in lines]
        at = {token: line.number for line in lines for token in range(line.start, line.end)}
        for hit in hits:
            if hit.start in at:
                self._kind(self.evidence[at[hit.start]], hit).append(hit)

    @staticmethod
    def _kind(evidence: Evidence, hit: Hit) -> list[Hit]:
        return {"term": evidence.terms, "entity": evidence.entities, "hint": evidence.hints, "kin": evidence.kin}[
            hit.kind
        ]

    def find(self) -> dict[int, Because]:
        """The reason of each sentence that is about the topic, by its number."""
        self._seed()
        if self.why:
            self._hints()
            self._quotations()
            self._carry()
            self._bridge()
            self._hints()
            self._quotations()
            self._carry()
            self._bridge()
        return self.why

    def _words(self, hit: Hit) -> str:
        return self.doc[hit.start : hit.end].text

    def _add(self, line: Line, kind: str, text: str, hits: list[Hit] | None = None) -> None:
        if line.number not in self.why:
            spans = tuple(
                Span(self.doc[hit.start].idx, self.doc[hit.end - 1].idx + len(self.doc[hit.end - 1]))
                for hit in hits or ()
            )
            self.why[line.number] = Because(line.span, kind, text, spans)

    # By their own words

    def _seed(self) -> None:
        sure = any(evidence.terms for evidence in self.evidence)
        named = sum(len(evidence.entities) for evidence in self.evidence)
        for line, found in zip(self.lines, self.evidence, strict=True):
            if found.terms:
                words = self._words(found.terms[0])
                self._add(line, "term", f"“{words}” is a term of {self.topic}", found.terms)
            elif found.entities and (sure or named > 1 or found.hints):
                words = self._words(found.entities[0])
                self._add(line, "entity", f"“{words}” speaks for {self.topic}", found.entities)

    def _hints(self) -> None:
        """A hint counts beside a term, or once the topic has come up if it points back ("the wall")."""
        for line, found in zip(self.lines, self.evidence, strict=True):
            if line.number in self.why:
                continue
            if found.hints:
                near = self._near(line, 2)
                if near:
                    self._add(line, "hint", f"“{self._words(found.hints[0])}” near {near}", found.hints)
                    continue
                pointing = [hit for hit in found.hints if pointed_at(self.doc, hit.start, hit.end)]
                if pointing and any(n < line.number and line.number - n <= 10 for n in self.why):
                    words = self._words(pointing[0])
                    self._add(line, "hint", f"“{words}” after {self.topic} has come up", pointing)
                    continue
            if found.kin and any(0 < line.number - n <= 3 for n in self.why):
                words = self._words(found.kin[0])
                self._add(line, "hint", f"“the {words}” was named before", found.kin)

    def _near(self, line: Line, reach: int) -> str:
        for number in sorted(self.why, key=lambda n: abs(n - line.number)):
            if abs(number - line.number) > reach:
                return ""
            hits = self.evidence[number].terms or self.evidence[number].entities
            if hits and abs(self.lines[number].paragraph - line.paragraph) <= 1:
                return f"“{self._words(hits[0])}”"
        return ""

    # By what ties sentences together

    def _quotations(self) -> None:
        """The rest of a quotation that speaks of the topic."""
        about = {q for n in self.why if self.why[n].kind != "carried" for q in self.lines[n].quotations}
        for line in self.lines:
            if line.quotations & about:
                self._add(line, "quotation", "the quotation goes on")

    def _carry(self) -> None:
        for line in self.lines[1:]:
            before = self.lines[line.number - 1]
            if line.number in self.why or before.number not in self.why:
                continue
            self._carry_from(before, line)

    def _carry_from(self, before: Line, line: Line) -> None:
        if line.turn or line.heading:
            return
        same = line.paragraph == before.paragraph
        if line.answering and (before.asked or before.answering):
            self._add(line, "answer", "it answers the question before")
        elif line.points and (same or not before.heading):
            self._add(line, "carried", f"“{line.points}” points back to the sentence before")
        elif same:
            self._add(line, "carried", "it goes on in the same paragraph")
        elif line.quoted and not before.heading:
            self._add(line, "quotation", "a quotation on what was said before")

    def _bridge(self) -> None:
        about = sorted(self.why)
        for left, right in zip(about, about[1:], strict=False):
            between = self.lines[left + 1 : right]
            if not between or len(between) > 2 or any(line.turn or line.heading for line in between):
                continue
            together = self.lines[left].paragraph == self.lines[right].paragraph
            if together:
                for line in between:
                    self._add(line, "bridged", "it stands between two sentences about it")
