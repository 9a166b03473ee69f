"""Where a passage starts and stops.

First come the sentences that speak for the topic by their own words. From there a passage is carried on by what ties
sentences together (the rest of a quotation, an answer, "it", "such deaths", the same paragraph), bridged over a
sentence between two, and stopped by a turn to another subject.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from ...text.analysis import Because
from ...text.span import Span
from .discourse import Line
from .words import Hit, pointed_at

WINDOW = 6
"""How many sentences to each side tell whether the article is speaking of the topic just here."""

OFTEN, SELDOM = 0.4, 0.2
"""Shares of those sentences with the topic's own words: above the first the talk is of it, below the second it is
touched and left again. Taken from what annotators marked, where the behaviour changes in steps as wide as these."""


class Extent:
    """The sentences of one article that are about one topic, each with its reason."""

    def __init__(self, doc: Doc, lines: list[Line], hits: list[Hit], other: Iterable[set[int]], topic: str) -> None:
        self.doc = doc
        self.lines = lines
        self.topic = topic
        self.why: dict[int, Because] = {}
        self.hits: list[list[Hit]] = [[] for _ in lines]
        at = {token: line.number for line in lines for token in range(line.start, line.end)}
        for hit in hits:
            if hit.start in at:
                self.hits[at[hit.start]].append(hit)
        self.other = list(other)
        """For each other subject that is known here: the sentences that speak of it."""
        self.own: set[int] = set()
        """The sentences with words of the topic's own."""

    def find(self) -> dict[int, Because]:
        """The reason of each sentence that is about the topic, by its number."""
        self._seed()
        if self.own:
            for _ in range(2):  # a bridge may reach what can then be carried on
                self._forward()
                self._quotations()
                self._bridge()
        return self.why

    def _words(self, hit: Hit) -> str:
        return self.doc[hit.start : hit.end].text

    def _of(self, line: Line, *kinds: str) -> list[Hit]:
        return [hit for hit in self.hits[line.number] if hit.kind in kinds]

    def _add(self, line: Line, kind: str, text: str, hits: Iterable[Hit] = ()) -> None:
        spans = tuple(
            Span(self.doc[hit.start].idx, self.doc[hit.end - 1].idx + len(self.doc[hit.end - 1])) for hit in hits
        )
        self.why.setdefault(line.number, Because(line.span, kind, text, spans))

    # By their own words

    def _seed(self) -> None:
        sure = any(hit.kind == "term" for hits in self.hits for hit in hits)
        entities = sum(hit.kind == "entity" for hits in self.hits for hit in hits)
        for line in self.lines:
            terms = self._of(line, "term", *(("name",) if sure else ()))
            if terms:
                self._add(line, "term", f"“{self._words(terms[0])}” is a term of {self.topic}", terms)
                self.own.add(line.number)
        for line in self.lines:
            named, weak = self._of(line, "entity"), self._of(line, "hint", "passing", "name")
            near = self.own.intersection(range(line.number - WINDOW, line.number + WINDOW + 1))
            if named and line.number not in self.own and (near or weak or (not sure and entities > 1)):
                self._add(line, "entity", f"“{self._words(named[0])}” speaks for {self.topic}", named)
                self.own.add(line.number)
        spoken = [
            1.0 if line.number in self.own else 0.5 if self._of(line, "hint", "name", "kin") else 0.0
            for line in self.lines
        ]
        self.density = []
        for number in range(len(self.lines)):
            around = spoken[max(0, number - WINDOW) : number] + spoken[number + 1 : number + 1 + WINDOW]
            self.density.append(sum(around) / len(around) if around else 0.0)
        shares = sum(line.share for line in self.lines if line.number in self.own)
        again = sum(bool(self._of(line, "kin")) for line in self.lines if line.number not in self.own)
        self.main = len(self.own) + again >= len(spoken) * 0.3
        self.figures = self.main and len(self.own) > 2 and 3 * shares >= len(self.own)
        """True where the article is about the topic and speaks of it in shares, as the report of a poll does."""

    # By what ties sentences together

    def _forward(self) -> None:
        last: Line | None = None
        for line in self.lines:
            if line.number not in self.why and last is not None:
                if last.number == line.number - 1:
                    self._carry(last, line)
                else:
                    self._hint_later(last, line)
            if line.number in self.why:
                last = line

    def _hint_later(self, last: Line, line: Line) -> None:
        """A hint that points back ("the wall") counts for a while after the topic; any hint does in its paragraph,
        or where the whole article is about the topic."""
        hints = self._of(line, "hint", "passing", "name", "kin")
        if line.heading or line.turn or self._turns(line):
            return
        if self.figures and line.share and self.density[line.number] > 0:
            self._add(line, "carried", "it goes on with the figures")
        distance = line.number - last.number
        near = distance <= 3
        pointing = [
            hit
            for hit in hints
            if pointed_at(self.doc, hit.start, hit.end) and (hit.kind != "kin" or near or self.main)
        ]
        hints = [hit for hit in hints if hit.kind != "kin"]
        if pointing and distance <= 10 and (self.density[line.number] > 0 or self.main):
            self._add(line, "hint", f"“{self._words(pointing[0])}” after {self.topic} has come up", pointing)
        elif hints and (last.paragraph == line.paragraph or self.main or (len(hints) > 1 and near)):
            self._add(line, "hint", f"“{self._words(hints[0])}” near other words of {self.topic}", hints)

    def _carry(self, before: Line, line: Line) -> None:
        same = line.paragraph == before.paragraph
        hints = self._of(line, "hint", "passing", "name", "kin")
        if line.quotations & before.quotations:
            self._add(line, "quotation", "the quotation goes on")
        elif line.answering or (before.question and line.quoted):
            self._add(line, "answer", "it answers the question before")
        elif line.heading or line.furniture or (line.fragment and not same):
            return
        elif hints and (len(hints) > 1 or not self._turns(line)):
            self._add(line, "hint", f"“{self._words(hints[0])}” right after {self.topic}", hints)
        elif line.turn:
            return
        elif same:
            self._carry_in_paragraph(line)
        else:
            self._carry_over(before, line)

    def _carry_in_paragraph(self, line: Line) -> None:
        if line.points and not (line.also and self.density[line.number] < SELDOM):
            self._add(line, "carried", f"“{line.points}” points back to the sentence before")
        elif not self._leaves(line):
            self._add(line, "carried", "it goes on in the same paragraph")

    def _carry_over(self, before: Line, line: Line) -> None:
        """From one paragraph to the next something must tie the two."""
        if before.heading or self._turns(line) or self._elsewhere(line):
            return
        recent = self._recent(line)
        often = self.density[line.number] >= OFTEN
        if line.quoted and (self.density[line.number] >= SELDOM or self._tied(line)):
            self._add(line, "quotation", "a quotation on what was said before")
        elif line.points and not line.question and self.density[line.number] > 0:
            self._add(line, "carried", f"“{line.points}” points back to the sentence before")
        elif (
            line.definite
            and self.density[line.number] >= SELDOM
            and any(line.definite in other.words for other in recent)
        ):
            self._add(line, "carried", f"“{line.subject}” was spoken of before")
        elif line.replies:
            self._add(line, "carried", "it adds to what was said before, or answers it")
        elif line.share and any(
            other.share and (often or self.figures or line.words & other.words) for other in recent
        ):
            self._add(line, "carried", "it goes on with the figures")

    def _tied(self, line: Line) -> bool:
        """True where a sentence shares words, names or a subject with the one before or after it."""
        if line.fragment:
            return False
        beside = self.lines[line.number - 1 : line.number + 2 : 2]
        return bool(line.points or line.person) or any(
            line.words & other.words or line.names & other.names for other in beside
        )

    def _recent(self, line: Line) -> list[Line]:
        return [self.lines[n] for n in range(max(0, line.number - 4), line.number) if n in self.why]

    def _turns(self, line: Line) -> bool:
        """True where the sentence takes up another subject that is known and was not spoken of just before."""
        if self.density[line.number] >= OFTEN:
            return False
        near = range(max(0, line.number - 3), line.number)
        return any(line.number in subject and not subject.intersection(near) for subject in self.other)

    def _elsewhere(self, line: Line) -> bool:
        """True where the sentence speaks of another subject that is known."""
        return self.density[line.number] < OFTEN and any(line.number in subject for subject in self.other)

    def _leaves(self, line: Line) -> bool:
        """True where the topic is only touched here and the sentence goes on to something else."""
        recent = self._recent(line)
        new = line.names - frozenset().union(*(other.names for other in recent))
        if self._turns(line) and (line.also or new):
            return True
        if self.density[line.number] >= SELDOM:
            return line.also and self.density[line.number] < OFTEN
        if line.quoted:
            return False
        tied = any(line.words & other.words for other in recent) or line.length <= 8
        return line.also or (not tied and bool(new))

    def _quotations(self) -> None:
        """The rest of a quotation that speaks of the topic."""
        about = {quotation for number in self.own for quotation in self.lines[number].quotations}
        for line in self.lines:
            if line.quotations & about:
                self._add(line, "quotation", "the quotation speaks of it")

    def _bridge(self) -> None:
        numbers = sorted(self.why)
        for left, right in zip(numbers, numbers[1:], strict=False):
            between = self.lines[left + 1 : right]
            if not 1 <= len(between) <= 2 or any(
                line.heading or line.furniture or line.turn or self._turns(line) for line in between
            ):
                continue
            paragraph = self.lines[right].paragraph
            inside = self.lines[left].paragraph == paragraph
            leading = between[0].paragraph == paragraph and sum(line.length for line in between) <= 8
            if inside or leading or (self.density[left] >= OFTEN and len(between) == 1 and self._tied(between[0])):
                for line in between:
                    self._add(line, "bridged", "it stands between two sentences about it")
