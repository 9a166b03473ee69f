"""A Doc as plain lists, which is what makes the search for quotes cheap.

Asking spaCy's Token objects for their attributes costs ten times what a list does, and speakers are ranked by
looking at the same few attributes again and again. So they are read once (`columns`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from operator import add

from spacy.tokens import Doc

from .. import columns
from . import words
from .marks import Stretch, find_stretches

MARKS = {'"', "“", "”", "„", "‟", "«", "»", "''", "``", "‘‘", "’’"}
LONGEST_PARAGRAPH = 600
"""Tokens after which the next sentence counts as a new paragraph."""
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}


class Parse:
    """Words, syntax and quotation marks of one Doc, by token number."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.string = columns.text(doc)
        self.count = len(doc)
        self.words = columns.strings(doc, "ORTH")
        self.lower = columns.strings(doc, "ORTH", str.lower)
        self.lemma = columns.strings(doc, "LEMMA", str.lower)
        self.pos = columns.strings(doc, "POS")
        self.tag = columns.strings(doc, "TAG")
        self.dep = columns.strings(doc, "DEP")
        self.head = columns.heads(doc)
        self.label = columns.strings(doc, "ENT_TYPE")
        self.inside = columns.numbers(doc, "ENT_IOB")
        """1 where a name goes on that has begun before (spaCy's "I")."""
        self.start = columns.numbers(doc, "IDX")
        self.end = array("i", map(add, self.start, columns.numbers(doc, "LENGTH")))
        self.kids = columns.children(self.head)
        self._edges()
        self._places()
        self.stretches = find_stretches(self.string)
        self._quoted()

    def _edges(self) -> None:
        """First and last token of what hangs on each token."""
        self.left = array("i", range(self.count))
        self.right = array("i", range(self.count))
        order = array("i", (i for i, head in enumerate(self.head) if head == i))
        for i in order:  # grows while it is gone through: heads before what hangs on them
            order.extend(self.kids[i])
        for i in reversed(order):
            head = self.head[i]
            self.left[head] = min(self.left[head], self.left[i])
            self.right[head] = max(self.right[head], self.right[i])

    def _places(self) -> None:
        """Number of the paragraph and of the sentence of each token, and where sentences begin and end."""
        self.paragraph = array("i")
        self.sentence = array("i")
        self.sentences: list[tuple[int, int]] = []
        paragraph, fresh, began, opened = 0, False, 0, 0
        starts = [begins == 1 for begins in columns.numbers(self.doc, "SENT_START")]
        for i, word in enumerate(self.words):
            if "\n" in word:
                self.paragraph.append(paragraph)
                fresh = True
            else:
                # Everything in reach of a quotation is looked at, so a text without line breaks is cut here.
                endless = starts[i] and i - opened > LONGEST_PARAGRAPH
                if fresh or endless:
                    paragraph += 1
                    opened = i
                self.paragraph.append(paragraph)
            if i and (starts[i] or (fresh and "\n" not in word)):
                self.sentences.append((began, i))
                began = i
            if "\n" not in word:
                fresh = False
            self.sentence.append(len(self.sentences))
        self.sentences.append((began, self.count))
        self.paragraphs: list[tuple[int, int]] = []
        for i, number in enumerate(self.paragraph):
            if number == len(self.paragraphs):
                self.paragraphs.append((i, i + 1))
            else:
                self.paragraphs[number] = (self.paragraphs[number][0], i + 1)

    def _quoted(self) -> None:
        """Which stretch each token is inside of (-1: none), and the first and last token of each stretch."""
        self.quoted = array("i", [-1]) * self.count
        self.ranges: list[tuple[int, int]] = []
        for number, stretch in enumerate(self.stretches):
            first, last = self.tokens(stretch.start, stretch.end)
            self.ranges.append((first, last))
            for i in range(first, last):
                self.quoted[i] = number

    @cached_property
    def datelines(self) -> frozenset[int]:
        """The tokens of place and agency before the dash that opens a report: "GENEVA (XY) —"."""
        found: set[int] = set()
        for begin, end in self.paragraphs[:6]:
            for i in range(begin + 1, min(begin + 14, end)):
                if self.words[i] in ("—", "–", "--", "-") and self.quoted[i] < 0:
                    if self.words[begin].isupper() and len(self.words[begin]) > 2:
                        found.update(range(begin, i + 1))
                    break
        return frozenset(found)

    @cached_property
    def signed(self) -> list[int]:
        """For each stretch, how far its signature may be: up to the start of the next quotation in its line that
        opens after a signature or a sentence's end outside marks; the end of the paragraph at most."""
        ends: list[int] = []
        for number, (first, _) in enumerate(self.ranges):
            end = self.paragraphs[self.paragraph[min(first, self.count - 1)]][1] if self.count else 0
            for i in range(self.ranges[number][1], end):
                if self.quoted[i] < 0 and self.words[i] in (".", "!", "?"):
                    end = i
                    break
            ends.append(end)
        return ends

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that begin inside these code points, as a half-open range."""
        return bisect_left(self.start, start), bisect_left(self.start, end)

    def goes_on(self, number: int) -> bool:
        """True for a stretch that the next paragraph goes on with."""
        return number + 1 < len(self.stretches) and self.stretches[number + 1].continues

    def is_mark(self, i: int) -> bool:
        """True for a token that is a quotation mark."""
        return self.words[i] in MARKS

    def text(self, first: int, last: int) -> str:
        """The text of tokens `first` up to and without `last`."""
        return self.string[self.start[first] : self.end[last - 1]] if first < last else ""

    def subject(self, verb: int) -> int | None:
        """The token that is the subject of `verb`: its own, or that of the verb it is joined or subordinate to."""
        at = verb
        for _ in range(6):
            for kid in self.kids[at]:
                if self.dep[kid] in SUBJECTS:
                    return kid
            if self.dep[at] == "acl":
                return self.head[at]
            if self.head[at] == at or self.dep[at] not in ("conj", "xcomp", "advcl"):
                break
            at = self.head[at]
        if self.tag[verb] in ("VBD", "VBZ", "VBP") and self.lemma[verb] in words.SAY:
            return self._name_beside(verb)
        return None

    def _name_beside(self, verb: int) -> int | None:
        """A person or pronoun right beside a word of saying, for sentences in which the parser found no subject."""
        for i in range(verb - 1, max(verb - 8, -1), -1):
            if self.quoted[i] >= 0 or self.is_mark(i) or self.paragraph[i] != self.paragraph[verb]:
                break
            if self.label[i] == "PERSON" or self.lower[i] in words.PRONOUNS_ONE:
                return i
            if self.pos[i] not in ("ADV", "AUX", "ADP") and self.label[i] not in ("DATE", "TIME"):
                break
        for i in range(verb + 1, min(verb + 4, self.count)):
            if self.label[i] == "PERSON" and (i + 1 >= self.count or self.label[i + 1] != "PERSON"):
                return i
            if self.label[i] != "PERSON":
                break
        return None

    @cached_property
    def word_counts(self) -> list[int]:
        """How many words, not counting marks and blanks, stand in each stretch."""
        return [sum(self.pos[i] not in ("PUNCT", "SPACE") for i in range(first, last)) for first, last in self.ranges]

    def stretch(self, number: int) -> Stretch:
        """The stretch of that number."""
        return self.stretches[number]


def kind(parse: Parse, i: int) -> str:
    """What sort of thing the phrase names, as far as the model and a few word lists tell."""
    lower = parse.lower[i]
    if lower in words.PRONOUNS_ONE:
        return "he"
    if lower in words.PRONOUNS_MANY:
        return "they"
    if lower in words.PRONOUNS_OWN:
        return "own"
    if lower in ("who", "whom"):
        return "who"
    if parse.pos[i] == "PRON" and lower not in words.PEOPLE:
        return "pron"
    if label := parse.label[i]:
        return {"PERSON": "person", "ORG": "org", "GPE": "place", "NORP": "people"}.get(label, "name")
    if parse.lemma[i] in words.PEOPLE or lower in words.PEOPLE:
        return "human"
    if parse.lemma[i] in words.SPEAKING_THINGS:
        return "text"
    if parse.pos[i] == "PROPN":
        return "propn"
    return "noun"
