"""How the sentences of an article hang together, whatever the topic: paragraphs, quotations, who is pointed back to.

This is found once for a Doc and kept with it, so that a new topic on an open article costs only its own words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, Token

from ...text.span import Span as Stretch
from ..tokens import text_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TURNS = (
    "meanwhile",
    "elsewhere",
    "separately",
    "in other news",
    "in another",
    "in other business",
    "on another",
    "on a different",
    "on other",
    "turning to",
    "apart from that",
    "asked about",
    "in a separate",
    "by contrast",
    "instead",
)
"""Beginnings of a sentence that turn to another subject, unless the topic's own words follow."""

LINKS = _set(
    "but and so or yet then thus hence still instead rather otherwise moreover furthermore however therefore besides "
    "nevertheless nonetheless consequently accordingly because although though while indeed"
)
"""First words that tie a sentence to the one before."""

SAYING = _set("say tell ask add note call argue claim believe think year week month day time people")
"""Words in every article, which tie no two sentences together."""

REPLIES = _set(
    "add agree disagree respond reply counter echo concur answer retort elaborate object rebut rebuke reject"
)

PERSONS = _set("he she him her his hers i you we me us")
THINGS = _set("it this that these those they them its their such one ones both neither either none many some")

KNOWN = _set("the this that these those such other its their")
DEMONSTRATIVES = _set("this that these those such")

_OPEN = ("“", "«", "``")
_FURNITURE = re.compile(
    r"edited for (?:length|clarity)|contributed to this (?:report|story|article)|this (?:story|post) (?:has been|was)"
    r"|sign up for|follow \S+ on (?:twitter|facebook|instagram)|getty images|all rights reserved|read more:|video is"
    r"|click here|subscribe",
    re.IGNORECASE,
)
"""What a newsroom puts between the sentences of an article."""

_SHARE = re.compile(
    r"\d ?%|\bper ?cent\b|\bpercentage\b|\d[\d.]*[- ]points?\b|\b(?:in|of|out of) (?:10|ten|three|four|five)\b"
    r"|\b(?:one|two|three)[- ](?:third|quarter|fifth)s?\b"
)
_MARKS = re.compile(r"[“”«»\"]|''|``")
_STRAIGHT = ('"', "''")
_ASKED = re.compile(r"\s*(?:Q|Question)\s?:(?:\s|$)")
_BULLET = re.compile(r"\s*(?:[•▪◦‣·*–-]|\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(r"[.!?…:;,—–][”’\"')\]»]*\s*$")


@dataclass(slots=True)
class Line:
    """One sentence in its place."""

    number: int
    span: Stretch
    """Its code points, without white space around."""
    start: int
    """Its first token that is no white space."""
    end: int
    """The token after its last."""
    paragraph: int
    first: bool = False
    """True for the first sentence of its paragraph."""
    quotations: frozenset[int] = frozenset()
    """The direct quotations it has words of, by number; one quotation may run over several paragraphs."""
    quoted: bool = False
    """True where most of it stands in quotation marks."""
    heading: bool = False
    question: bool = False
    asked: bool = False
    """True for a line that begins with "Q:"."""
    answering: bool = False
    """True for a sentence that follows a "Q:", up to the next."""
    item: bool = False
    """True in a list."""
    turn: bool = False
    """True where it begins with a turn to something else: "Meanwhile"."""
    furniture: bool = False
    """True for a line of the newsroom's and not of the article's: a credit, "edited for length"."""
    link: bool = False
    points: str = ""
    """What it points back with, where its subject is a thing or people named before: "it", "such deaths"."""
    person: str = ""
    """The pronoun, where its subject is a person named before: "he"."""
    subject: str = ""
    """The head of the subject in lower case."""
    names: frozenset[str] = frozenset()
    """The people, bodies and places named in it."""
    words: frozenset[str] = frozenset()
    """Its nouns, verbs and adjectives, names left out, as lemmas in lower case."""
    definite: str = ""
    """The head of its subject as a lemma, where the subject is a known thing: "the bill", "other efforts"."""
    also: bool = False
    """True where its verb carries "also": one thing more, which need not be the same thing."""
    fragment: bool = False
    """True where there is no verb in it: a date, a credit line, a label."""
    share: bool = False
    """True where it gives a percentage."""
    replies: bool = False
    """True where somebody adds to what was said, or answers it: "agreed", "echoed"."""
    length: int = 0
    """How many words it has."""


_read_before: WeakKeyDictionary[Doc, list[Line]] = WeakKeyDictionary()
# Beside the Doc and not in it: a Doc that holds an object of ours cannot be written out.


def discourse(doc: Doc) -> list[Line]:
    """The sentences of `doc` in order, with what ties them together. Found once and kept on the Doc."""
    if doc not in _read_before:
        _read_before[doc] = _read(doc)
    lines = _read_before[doc]
    return lines


def _read(doc: Doc) -> list[Line]:
    text = text_of(doc)
    lines = _lines(doc)
    _mark_quotations(text, lines)
    _mark_layout(text, lines)
    names = _names(doc, lines)
    for line in lines:
        _mark_subject(doc, line)
        sent = doc[line.start : line.end]
        line.names = frozenset(names.get(line.number, ()))
        line.words = frozenset(_content(sent))
        line.also = any(token.lower_ == "also" and token.head.pos_ in ("VERB", "AUX") for token in sent)
        line.replies = sent.root.lemma_.lower() in REPLIES
        line.fragment = not any(token.pos_ in ("VERB", "AUX") for token in sent) or len(sent) < 3
        line.share = bool(_SHARE.search(text, line.span.start, line.span.end))
        line.length = sum(token.is_alpha or token.like_num for token in sent)
    return lines


def _lines(doc: Doc) -> list[Line]:
    lines: list[Line] = []
    paragraph, last_end = 0, 0
    text = text_of(doc)
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start == end:
            continue
        span = Stretch(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        if lines and "\n" in text[last_end : span.start]:
            paragraph += 1
        last_end = span.end
        first = not lines or lines[-1].paragraph != paragraph
        if not first and (not _has_word(text, span) or not _has_word(text, lines[-1].span)):
            # A bullet or a quotation mark that the parser took for a sentence belongs to its neighbour.
            lines[-1].span, lines[-1].end = Stretch(lines[-1].span.start, span.end), end
            continue
        lines.append(Line(len(lines), span, start, end, paragraph, first))
    return lines


def _has_word(text: str, span: Stretch) -> bool:
    return any(character.isalnum() for character in text[span.start : span.end])


def _mark_quotations(text: str, lines: list[Line]) -> None:
    """Number the direct quotations. One that is not closed at the end of its paragraph goes on in the next if that
    opens with a mark; else the mark was forgotten and the quotation ends with its paragraph."""
    paragraphs: dict[int, Stretch] = {}
    for line in lines:
        before = paragraphs.get(line.paragraph, line.span)
        paragraphs[line.paragraph] = Stretch(before.start, line.span.end)
    stretches: list[tuple[int, Stretch]] = []
    number, unclosed = 0, False
    for span in paragraphs.values():
        opened: int | None = None
        goes_on = unclosed and text.startswith((*_OPEN, *_STRAIGHT), span.start)
        if not goes_on:
            number += 1
        for found in _MARKS.finditer(text, span.start, span.end):
            mark, at = found.group(), found.start()
            opens = mark in _OPEN or (mark in _STRAIGHT and opened is None)
            if opens and opened is None:
                opened = at
            elif not opens and opened is not None:
                stretches.append((number, Stretch(opened, found.end())))
                opened = None
                if text[at - 1 : at] != ",":  # else "said Ann Lee" interrupts it and it goes on
                    number += 1
        unclosed = opened is not None
        if opened is not None:
            stretches.append((number, Stretch(opened, span.end)))
    starts = [stretch.start for _, stretch in stretches]
    for line in lines:
        # They are in order and apart, so those of a sentence lie side by side.
        near = stretches[max(0, bisect_right(starts, line.span.start) - 1) : bisect_right(starts, line.span.end)]
        inside = [(number, clip) for number, stretch in near if (clip := stretch.clip(line.span))]
        line.quotations = frozenset(number for number, clip in inside if clip.length > 2)
        said = sum(clip.length for _, clip in inside)
        opens = line.first and any(clip.start == line.span.start for _, clip in inside)
        line.quoted = said > line.span.length * (0.3 if opens else 0.5)


def _mark_layout(text: str, lines: list[Line]) -> None:
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.paragraph] = counts.get(line.paragraph, 0) + 1
    asked_in: set[int] = set()
    in_item: set[int] = set()
    for line in lines:
        words = text[line.span.start : line.span.end]
        line.question = words.rstrip("”’\"') ").endswith("?")
        if line.first and _BULLET.match(words):
            in_item.add(line.paragraph)
        line.item = line.paragraph in in_item
        alone = counts[line.paragraph] == 1
        line.heading = alone and len(words.split()) <= 14 and not line.item and not _SENTENCE_END.search(words)
        lowered = words.lower().lstrip("“\"'‘(•-– ")
        line.turn = lowered.startswith(TURNS)
        line.furniture = bool(_FURNITURE.search(words))
        line.link = lowered.split(" ", 1)[0].strip(",") in LINKS
        if _ASKED.match(words):
            asked_in.add(line.paragraph)
        line.asked = line.paragraph in asked_in
    for before, line in zip(lines, lines[1:], strict=False):
        # An interview: what follows a line with "Q:" answers it, in one paragraph or several, up to the next.
        line.answering = not line.asked and (before.asked or before.answering) and len(asked_in) > 1


def _mark_subject(doc: Doc, line: Line) -> None:
    subject = _subject(doc[line.start : line.end])
    if subject is None:
        return
    line.subject = lower = subject.lower_
    if subject.pos_ == "NOUN" and any(child.lower_ in KNOWN for child in subject.lefts):
        line.definite = subject.lemma_.lower()
    named_before = any(token.pos_ in ("NOUN", "PROPN") for token in doc[line.start : subject.i])
    if lower in PERSONS:
        line.person = lower
    elif lower in THINGS and subject.pos_ in ("PRON", "DET", "NUM", "ADJ"):
        # After a noun in the same sentence the pronoun may mean that one; an empty "it" means nothing.
        line.points = "" if named_before or subject.dep_ == "expl" else subject.text
    else:
        determiner = next(
            (child for child in subject.lefts if child.lower_ in DEMONSTRATIVES and child.dep_ != "poss"), None
        )
        if determiner is not None:
            line.points = doc[determiner.i : subject.i + 1].text


def _subject(sent: Span) -> Token | None:
    """The subject of the main clause; where that only tells who spoke ("he said"), of what was said."""
    root = sent.root
    for verb in (root, *root.conjuncts):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass", "expl"):
                return child
    return next((token for token in sent if token.dep_ in ("nsubj", "nsubjpass")), None)


def _names(doc: Doc, lines: list[Line]) -> dict[int, set[str]]:
    """The last words of the names in each sentence. Asked of the Doc once, since a Span looks through all of it."""
    found: dict[int, set[str]] = {}
    starts = [line.start for line in lines]
    for ent in doc.ents:
        if ent.label_ in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW"):
            last = ent[-1] if ent[-1].text not in ("'s", "’s") or len(ent) == 1 else ent[-2]
            found.setdefault(max(0, bisect_right(starts, ent.start) - 1), set()).add(last.lower_)
    return found


def _content(sent: Span) -> set[str]:
    return {
        token.lemma_.lower()
        for token in sent
        if token.pos_ in ("NOUN", "VERB", "ADJ") and not token.is_stop and len(token) > 2 and token.lemma_ not in SAYING
    }
