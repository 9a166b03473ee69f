"""Where a passage starts and stops.

First come the sentences that state the topic in its own words. From there a passage extends through what connects
sentences (the rest of a quotation, an answer, "it", "such deaths", the same paragraph), bridges a sentence or two in
between, and stops at a turn to another subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from ...text.analysis import Because
from ...text.span import Span
from .match_context import is_pointed_at
from .sentence import Sentence
from .topic_matcher import TopicMatch

WINDOW = 6
"""Sentences on each side that show whether the article is about the topic at this point."""

OFTEN, SELDOM = 0.4, 0.2
"""Shares of those sentences with the topic's own words. Above the first the article is about it here; below the second
it only touches on it. Taken from the annotators' markings, which change in steps as wide as these."""

MAIN_STATED, MAIN_REACHED = 0.3, 0.4
"""An article is mainly about a topic if this share of it states the topic in its own words, and its passages reach this
share of it. The best of six by four round numbers (with three for TOUCHED) on 68 labelled articles; choosing them with
each article left out gives F1 .960 and .920 on the two sets, where choosing on all gives .960 and .931."""

SCENES = 3
"""Sentences that only give a time or a role of the topic before they count without any that states it. One with two
hints is one of them."""

STATED_OFTEN = 2
"""Sentences that must state the topic before two hints in another sentence count as a statement too."""

OPENED_REACHED = 0.5
"""An opening that only hints at the topic counts in an article of which the passages reach this share."""

TOUCHED = 0.05
"""An article only touches on a topic that fewer of its sentences state; there, a paragraph does not go on with it."""

OPENING = 3
"""Sentences in which an article says what it is about."""

LEAST = 8
"""With fewer sentences than this, a text has no main subject: one sentence is too large a share. Nor has it the room to
name the poll whose result it gives."""

APART = 0.34
"""Two subjects are kept apart if less than this share of the sentences about the one states the other."""

_WEAK = ("hint", "passing", "name", "echo")


class Extent:
    """The sentences of one article that are about one topic, each with its reason."""

    def __init__(
        self, doc: Doc, sentences: list[Sentence], matches: list[TopicMatch], others: Iterable[set[int]], topic: str
    ) -> None:
        self.doc = doc
        self.sentences = sentences
        self.topic = topic
        self.reasons: dict[int, Because] = {}
        self.matches: list[list[TopicMatch]] = [[] for _ in sentences]
        at = {token: sentence.number for sentence in sentences for token in range(sentence.start, sentence.end)}
        for match in matches:
            if match.start in at:
                self.matches[at[match.start]].append(match)
        kinds = {match.kind for matches in self.matches for match in matches}
        self.has_term = "term" in kinds or ("finding" in kinds and len(sentences) < LEAST)
        self.others = list(others)
        """The sentence numbers of each other known subject."""
        self.own: set[int] = set()
        """The sentences with the topic's own words."""
        self.apart: set[int] = set()
        """The sentences about another known subject that the article keeps apart from the topic."""
        self.density: list[float] = []
        """For each sentence, the share of those around it that have words of the topic, from 0 to 1."""
        self.main = False
        """True if the article as a whole is about the topic."""
        self.figures = False
        """True if it also gives shares of the topic throughout, as the report of a poll does."""

    def find(self) -> dict[int, Because]:
        """The reason for each sentence that is about the topic, by sentence number."""
        self._add_terms()
        self._add_entities()
        self.apart = set().union(*(other for other in self.others if len(other & self.own) < APART * len(other)))
        self._measure()
        if len(self.own) >= STATED_OFTEN:
            self._add_hinted()
        if self.own:
            for _ in range(2):  # a bridge may reach a sentence from which the passage goes on
                self._extend()
                self._add_quotations()
                self._bridge()
            self._add_interview()
            self._add_opening()
            if self._is_mainly_about():
                self._fill()
        return self.reasons

    def _words(self, match: TopicMatch) -> str:
        return self.doc[match.start : match.end].text

    def _of(self, sentence: Sentence, *kinds: str) -> list[TopicMatch]:
        return [match for match in self.matches[sentence.number] if match.kind in kinds]

    def _add(self, sentence: Sentence, kind: str, text: str, matches: Iterable[TopicMatch] = ()) -> None:
        spans = tuple(
            Span(self.doc[match.start].idx, self.doc[match.end - 1].idx + len(self.doc[match.end - 1]))
            for match in matches
        )
        self.reasons.setdefault(sentence.number, Because(sentence.span, kind, text, spans))

    # Sentences with the topic's own words

    def _add_terms(self) -> None:
        scenes = sum(bool(self._of(sentence, "scene")) for sentence in self.sentences)
        if scenes:
            scenes += sum(self._has_two_hints(sentence) for sentence in self.sentences)
        kinds = ("term", "scene", "name") if self.has_term else ("scene",) if scenes >= SCENES else ()
        for sentence in self.sentences:
            terms = self._of(sentence, *kinds)
            findings = self._of(sentence, "finding") if self.has_term else []
            if terms:
                words = self._words(terms[0])
                is_name = terms[0].kind == "name" and words.casefold() == self.topic.casefold()
                what = "the name of the topic" if is_name else f"a term of {self.topic}"
                self._add(sentence, "term", f"“{words}” is {what}", terms)
            elif findings:
                self._add(
                    sentence, "finding", f"“{self._words(findings[0])}” reads like the result of a poll", findings
                )
            if terms or findings:
                self.own.add(sentence.number)

    def _add_entities(self) -> None:
        entities = sum(match.kind == "entity" for matches in self.matches for match in matches)
        enough = entities > 1 and not self.has_term
        for sentence in self.sentences:
            named, number = self._of(sentence, "entity"), sentence.number
            if not named or number in self.own:
                continue
            near = self.own.intersection(range(number - WINDOW, number + WINDOW + 1))
            if near or enough or self._of(sentence, "hint", "passing", "name"):
                self._add(sentence, "entity", f"“{self._words(named[0])}” speaks for {self.topic}", named)
                self.own.add(number)

    def _add_hinted(self) -> None:
        """Add the sentences with two different hints: together they state the topic where it has come up elsewhere."""
        for sentence in self.sentences:
            if self._has_two_hints(sentence) and not sentence.boilerplate:
                hints = self._of(sentence, "hint", "passing", "name")
                both = f"“{self._words(hints[0])}” and “{self._words(hints[1])}”"
                self._add(sentence, "hint", f"{both} in an article that speaks of {self.topic}", hints)

    def _has_two_hints(self, sentence: Sentence) -> bool:
        hints = self._of(sentence, "hint", "passing", "name")
        return len({self.doc[match.start : match.end].lemma_.lower() for match in hints}) > 1

    def _measure(self) -> None:
        """How much each part of the article, and the article as a whole, is about the topic."""
        weights = [
            1.0 if sentence.number in self.own else 0.5 if self._of(sentence, "hint", "name", "echo") else 0.0
            for sentence in self.sentences
        ]
        for number in range(len(weights)):
            around = weights[max(0, number - WINDOW) : number] + weights[number + 1 : number + 1 + WINDOW]
            self.density.append(sum(around) / len(around) if around else 0.0)
        shares = sum(sentence.share for sentence in self.sentences if sentence.number in self.own)
        echoed = sum(bool(self._of(sentence, "echo")) for sentence in self.sentences if sentence.number not in self.own)
        self.main = len(self.own) + echoed >= len(weights) * 0.3
        self.figures = self.main and len(self.own) > 2 and 3 * shares >= len(self.own)

    # Sentences connected with these

    def _extend(self) -> None:
        last: Sentence | None = None
        for sentence in self.sentences:
            if sentence.number not in self.reasons and last is not None:
                if last.number == sentence.number - 1:
                    self._extend_to_next(last, sentence)
                else:
                    self._extend_to_later(last, sentence)
            if sentence.number in self.reasons:
                last = sentence

    def _extend_to_later(self, last: Sentence, sentence: Sentence) -> None:
        """Add a sentence with a hint some way after the topic.

        A hint that points back ("the wall") counts for a while; any hint counts in the same paragraph, and in an
        article that is about the topic as a whole.
        """
        if sentence.heading or sentence.turn or self._turns(sentence):
            return
        number = sentence.number
        if self.figures and sentence.share and self.density[number] > 0:
            self._add(sentence, "carried", "it goes on with the figures")
        distance = number - last.number
        near = distance <= 3
        hints = self._of(sentence, *_WEAK)
        pointing = [
            match
            for match in hints
            if is_pointed_at(self.doc, match.start, match.end) and (match.kind != "echo" or near or self.main)
        ]
        hints = [match for match in hints if match.kind != "echo"]
        if pointing and distance <= 10 and (self.density[number] > 0 or self.main):
            self._add(sentence, "hint", f"“{self._words(pointing[0])}” after {self.topic} has come up", pointing)
        elif hints and (last.paragraph == sentence.paragraph or self.main or (len(hints) > 1 and near)):
            self._add(sentence, "hint", f"“{self._words(hints[0])}” near other words of {self.topic}", hints)

    def _extend_to_next(self, before: Sentence, sentence: Sentence) -> None:
        same = sentence.paragraph == before.paragraph
        hints = self._of(sentence, *_WEAK)
        if sentence.quotations & before.quotations:
            self._add(sentence, "quotation", "the quotation goes on")
        elif sentence.answering or (before.question and sentence.quoted):
            self._add(sentence, "answer", "it answers the question before")
        elif sentence.heading or sentence.boilerplate or (sentence.fragment and not same):
            return
        elif hints and (len(hints) > 1 or not self._turns(sentence)):
            self._add(sentence, "hint", f"“{self._words(hints[0])}” right after {self.topic}", hints)
        elif sentence.turn:
            return
        elif same:
            self._extend_in_paragraph(sentence)
        else:
            self._extend_to_paragraph(before, sentence)

    def _extend_in_paragraph(self, sentence: Sentence) -> None:
        if sentence.points and not (sentence.also and self.density[sentence.number] < SELDOM):
            self._add(sentence, "carried", f"“{sentence.points}” points back to the sentence before")
        elif not (self._only_touches() or self._leaves(sentence)):
            self._add(sentence, "carried", "it goes on in the same paragraph")

    def _extend_to_paragraph(self, before: Sentence, sentence: Sentence) -> None:
        """Add the first sentence of the next paragraph if something connects the two."""
        if before.heading or self._turns(sentence) or self._is_elsewhere(sentence):
            return
        recent = self._recent(sentence)
        density = self.density[sentence.number]
        if sentence.quoted and (density >= SELDOM or self._is_connected(sentence)):
            self._add(sentence, "quotation", "a quotation on what was said before")
        elif sentence.points and not sentence.question and density > 0:
            self._add(sentence, "carried", f"“{sentence.points}” points back to the sentence before")
        elif sentence.definite and density >= SELDOM and any(sentence.definite in other.words for other in recent):
            self._add(sentence, "carried", f"“{sentence.subject}” was mentioned before")
        elif sentence.replies:
            self._add(sentence, "carried", "it adds to what was said before, or answers it")
        elif sentence.share and any(
            other.share and (density >= OFTEN or self.figures or sentence.words & other.words) for other in recent
        ):
            self._add(sentence, "carried", "it goes on with the figures")

    def _is_connected(self, sentence: Sentence) -> bool:
        """True if a sentence shares words, names or its subject with the one before or after it."""
        if sentence.fragment:
            return False
        neighbours = self.sentences[sentence.number - 1 : sentence.number + 2 : 2]
        return bool(sentence.points or sentence.person) or any(
            sentence.words & other.words or sentence.names & other.names for other in neighbours
        )

    def _recent(self, sentence: Sentence) -> list[Sentence]:
        return [self.sentences[n] for n in range(max(0, sentence.number - 4), sentence.number) if n in self.reasons]

    def _turns(self, sentence: Sentence) -> bool:
        """True if the sentence takes up another known subject that did not occur just before."""
        if self.density[sentence.number] >= OFTEN:
            return False
        near = range(max(0, sentence.number - 3), sentence.number)
        return any(sentence.number in subject and not subject.intersection(near) for subject in self.others)

    def _is_elsewhere(self, sentence: Sentence) -> bool:
        """True if the sentence is about another known subject."""
        if sentence.number in self.apart:
            return True
        return self.density[sentence.number] < OFTEN and any(sentence.number in subject for subject in self.others)

    def _leaves(self, sentence: Sentence) -> bool:
        """True if the article only touches on the topic here and the sentence goes on to something else."""
        recent = self._recent(sentence)
        density = self.density[sentence.number]
        new_names = sentence.names - frozenset().union(*(other.names for other in recent))
        if self._turns(sentence) and (sentence.also or new_names):
            return True
        if density >= SELDOM:
            return sentence.also and density < OFTEN
        if sentence.quoted:
            return False
        connected = any(sentence.words & other.words for other in recent) or sentence.length <= 8
        return sentence.also or (not connected and bool(new_names))

    def _add_quotations(self) -> None:
        """Add the rest of each quotation that mentions the topic."""
        about = {quotation for number in self.own for quotation in self.sentences[number].quotations}
        for sentence in self.sentences:
            if sentence.quotations & about:
                self._add(sentence, "quotation", "the quotation speaks of it")

    def _bridge(self) -> None:
        """Add one or two sentences between two that are about the topic."""
        numbers = sorted(self.reasons)
        for left, right in zip(numbers, numbers[1:], strict=False):
            between = self.sentences[left + 1 : right]
            if not 1 <= len(between) <= 2 or any(
                sentence.heading or sentence.boilerplate or sentence.turn or self._turns(sentence)
                for sentence in between
            ):
                continue
            paragraph = self.sentences[right].paragraph
            inside = self.sentences[left].paragraph == paragraph
            leading = between[0].paragraph == paragraph and sum(sentence.length for sentence in between) <= 8
            single = self.density[left] >= OFTEN and len(between) == 1 and self._is_connected(between[0])
            if inside or leading or single:
                for sentence in between:
                    self._add(sentence, "bridged", "it is between two sentences about the topic")

    # The article as a whole

    def _only_touches(self) -> bool:
        return len(self.sentences) >= LEAST and len(self.own) < TOUCHED * len(self.sentences)

    def _is_mainly_about(self) -> bool:
        """True if the article as a whole is about the topic, so that a sentence counts unless it turns away."""
        length = len(self.sentences)
        return length >= LEAST and len(self.own) >= MAIN_STATED * length and len(self.reasons) >= MAIN_REACHED * length

    def _add_interview(self) -> None:
        """Add the questions and answers of an interview that opens with the topic and seldom names it again.

        Where the topic is named all the time, a question without its words asks about something else.
        """
        first = next((sentence.number for sentence in self.sentences if sentence.asking), 0)
        about = bool(self.own.intersection(range(min(first, OPENING))))
        if not about or len(self.own) >= SELDOM * len(self.sentences):
            return
        for sentence in self.sentences[first:]:
            if sentence.asking:
                about = sentence.number in self.own or (about and not self._takes_up_another(sentence))
            if about and (sentence.asking or sentence.answering):
                self._add(sentence, "answer", f"the interview is about {self.topic}")

    def _add_opening(self) -> None:
        """Add a headline that only hints at what the article goes on to speak about."""
        length = len(self.sentences)
        if length < LEAST or len(self.reasons) < OPENED_REACHED * length:
            return
        for sentence in self.sentences[:OPENING]:
            hints = self._of(sentence, "hint", "passing", "name")
            if hints and sentence.number not in self.reasons:
                self._add(
                    sentence,
                    "hint",
                    f"“{self._words(hints[0])}” in the opening of an article about {self.topic}",
                    hints,
                )

    def _fill(self) -> None:
        """Add the sentences before and between the passages of an article that is mainly about the topic."""
        numbers = sorted(self.reasons)
        gaps = [self.sentences[left + 1 : right] for left, right in zip(numbers, numbers[1:], strict=False)]
        opening = self.sentences[: numbers[0]]
        if len(opening) < OPENING and any(self._shares_words(sentence) for sentence in opening):
            gaps.append(opening)
        for gap in gaps:
            if self._is_left_out(gap):
                continue
            for sentence in gap:
                if not sentence.boilerplate:
                    self._add(sentence, "main", f"the article is mainly about {self.topic}")

    def _is_left_out(self, gap: Sequence[Sentence]) -> bool:
        """True if all these sentences take up another subject, or most of them one that the article keeps apart."""
        turned = [sentence.number in self.apart for sentence in gap]
        most = turned[:1] == [True] and 2 * sum(turned) > len(turned)
        return most or all(self._takes_up_another(sentence) for sentence in gap)

    def _shares_words(self, sentence: Sentence) -> bool:
        """True if a sentence has words or names of the sentences that state the topic."""
        stated = [self.sentences[number] for number in self.own]
        return any(sentence.words & other.words or sentence.names & other.names for other in stated)

    def _takes_up_another(self, sentence: Sentence) -> bool:
        return sentence.turn or any(sentence.number in other for other in self.others)
