"""Connections between the sentences of an article, whatever the topic: paragraphs, quotations, backward references.

They are read once per Doc and cached, so that another topic on an open article costs only the search for its words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, Token

from ...text.quotation_marks import QuotedSpan, find_quoted_spans
from ...text.span import Span as Stretch
from ..lexicon import read_lexicon, word_set
from ..sentences import sentences_of
from ..tokens import text_of

_TURNS = tuple(read_lexicon("topics")["turns"])
_COMMON = word_set("topics", "common")
_REPLIES = word_set("topics", "replies")
_PERSONS = word_set("topics", "persons")
_THINGS = word_set("topics", "things")
_KNOWN = word_set("topics", "known")
_DEMONSTRATIVES = word_set("topics", "demonstratives")

_BOILERPLATE = re.compile(
    r"""
    edited\ for\ (?:length|clarity)
    | (?:interview|conversation)\ (?:has\ been|was)\ (?:\w+\ )?(?:edited|shortened|condensed|translated)
    | contributed\ to\ this\ (?:report|story|article) | this\ (?:story|post)\ (?:has\ been|was)
    | sign\ up\ for | follow\ (?:\S+|the\ \S+)\ on\ (?:twitter|facebook|instagram) | click\ here | subscribe
    | ^\W*check\ out\ (?:the|our)\b | ^\W*tune\ (?:in\ )?to\b | ^\W*slideshow | ^\W*related\ (?:coverage|stor)
    | share\ (?:\w+\ ){1,4}on\ (?:facebook|twitter) | newsletter
    | getty\ images | all\ rights\ reserved | read\ more: | video\ is
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Lines that a newsroom adds between the sentences of an article."""

_LABEL = re.compile(
    r"""\W*(?:
    (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\ )? (?:\d{1,2}\ )?
    (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?
    |nov(?:ember)?|dec(?:ember)?)\.? [\d\ ,.:]*
    | \d+\ (?:minute|hour|day|week|month|year)s?\ ago
    | abstract | full\ text | advertisement
    | [\W\d]*\w?
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that states nothing: a date, "7 years ago", "ADVERTISEMENT", a single letter."""

_BYLINE = re.compile(r"B[yY]:? [^\W\d_a-z][\w.'’-]*(?:(?:,| and| &)? [^\W\d_a-z][\w.'’-]*){1,11}")
"""A line with the names of the writers, and what they are: "By Ana Ruiz and Leo Vale, Staff Writers"."""

_SHARE = re.compile(
    r"\d ?%|\bper ?cent\b|\bpercentage\b|\d[\d.]*[- ]points?\b|\b(?:in|of|out of) (?:10|ten|three|four|five)\b"
    r"|\b(?:one|two|three)[- ](?:third|quarter|fifth)s?\b"
)
_Q = re.compile(r"\s*(?:Q|Question)\s?(?::|\.(?!\s*(?:and|&)))(?:\s|$)")
_BULLET = re.compile(r"\s*(?:[•▪◦‣·*–-]|\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(r"[.!?…:;,—–][”’\"')\]»]*\s*$")


@dataclass(slots=True)
class Sentence:
    """One sentence and its place in the article."""

    number: int
    span: Stretch
    """Its code points, without white space around it."""
    start: int
    """Its first token that is not white space."""
    end: int
    """One past its last token."""
    paragraph: int
    first: bool = False
    """True for the first sentence of its paragraph."""
    quotations: frozenset[int] = frozenset()
    """The numbers of the direct quotations it has words of. One quotation may run over several paragraphs."""
    quoted: bool = False
    """True if most of it is in quotation marks."""
    heading: bool = False
    question: bool = False
    asking: bool = False
    """True if its paragraph opens with "Q:"."""
    answering: bool = False
    """True for a sentence between one "Q:" and the next."""
    turn: bool = False
    """True if it begins with a turn to something else: "Meanwhile"."""
    boilerplate: bool = False
    """True for a sentence that the newsroom added: a credit, "edited for length"."""
    points: str = ""
    """What it points back with, if its subject is a thing or people named before: "it", "such deaths"."""
    person: str = ""
    """The pronoun, if its subject is a person named before: "he"."""
    subject: str = ""
    """The head of the subject in lower case."""
    names: frozenset[str] = frozenset()
    """The last words of the people, organisations and places named in it, in lower case."""
    words: frozenset[str] = frozenset()
    """The lemmas of its nouns, verbs and adjectives in lower case, except those of every article."""
    definite: str = ""
    """The head of its subject as a lemma, if the subject is a known thing: "the bill", "other efforts"."""
    also: bool = False
    """True if its verb carries "also": one thing more, which need not be the same thing."""
    fragment: bool = False
    """True if it has no verb: a date, a credit sentence, a label."""
    share: bool = False
    """True if it gives a percentage or a share."""
    replies: bool = False
    """True if somebody adds to what was said, or answers it: "agreed", "echoed"."""
    length: int = 0
    """Number of words."""


_sentences: WeakKeyDictionary[Doc, list[Sentence]] = WeakKeyDictionary()
# Outside the Doc: a Doc that holds one of our objects cannot be serialised.


def read_sentences(doc: Doc) -> list[Sentence]:
    """The sentences of `doc` in order, with what connects them. Read once and cached."""
    if doc not in _sentences:
        _sentences[doc] = _read(doc)
    return _sentences[doc]


def _read(doc: Doc) -> list[Sentence]:
    text = text_of(doc)
    sentences = _divide(doc)
    _mark_quotations(text, sentences)
    _mark_layout(text, sentences)
    names = _names(doc, sentences)
    for sentence in sentences:
        _mark_subject(doc, sentence)
        sent = doc[sentence.start : sentence.end]
        sentence.names = frozenset(names.get(sentence.number, ()))
        sentence.words = frozenset(_content(sent))
        sentence.also = any(token.lower_ == "also" and token.head.pos_ in ("VERB", "AUX") for token in sent)
        sentence.replies = sent.root.lemma_.lower() in _REPLIES and not _has_number(sent.root)
        sentence.fragment = not any(token.pos_ in ("VERB", "AUX") for token in sent) or len(sent) < 3
        sentence.share = bool(_SHARE.search(text, sentence.span.start, sentence.span.end))
        sentence.length = sum(token.is_alpha or token.like_num for token in sent)
    return sentences


def _has_number(verb: Token) -> bool:
    """True for "silver added 0.6%", which says nothing more and answers nobody."""
    parts = (token for child in verb.children if child.dep_ in ("dobj", "npadvmod") for token in (child, *child.lefts))
    return any(token.like_num or token.ent_type_ in ("PERCENT", "MONEY") for token in parts)


def _divide(doc: Doc) -> list[Sentence]:
    sentences: list[Sentence] = []
    paragraph, last_end = 0, 0
    text = text_of(doc)
    in_dateline = sentences_of(doc).is_in_dateline
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start == end:
            continue
        span = Stretch(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        if sentences and "\n" in text[last_end : span.start]:
            paragraph += 1
        last_end = span.end
        first = not sentences or sentences[-1].paragraph != paragraph
        if not first and (
            not _has_word(text, span)
            or not _has_word(text, sentences[-1].span)
            or in_dateline(sentences[-1].span.end - 1)
        ):
            # A bullet, a quotation mark or a dateline that the parser mistook for a sentence belongs to its neighbour.
            sentences[-1].span, sentences[-1].end = Stretch(sentences[-1].span.start, span.end), end
            continue
        sentences.append(Sentence(len(sentences), span, start, end, paragraph, first))
    return sentences


def _has_word(text: str, span: Stretch) -> bool:
    return any(character.isalnum() for character in text[span.start : span.end])


def _mark_quotations(text: str, sentences: list[Sentence]) -> None:
    """Number the direct quotations.

    One that is still open at the end of its paragraph continues in the next if that opens with a mark, and one that
    closes after a comma continues after the words in between ("…," said Ann Lee, "…").
    """
    numbered: list[tuple[int, Stretch]] = []
    number = 0
    before: QuotedSpan | None = None
    for span in find_quoted_spans(text):
        if before is None or not (span.continues or _is_interrupted(text, before, span)):
            number += 1
        numbered.append((number, Stretch(span.outer_start, span.outer_end)))
        before = span
    starts = [span.start for _, span in numbered]
    for sentence in sentences:
        # The quotations are in order and do not overlap.
        first = max(0, bisect_right(starts, sentence.span.start) - 1)
        near = numbered[first : bisect_right(starts, sentence.span.end)]
        inside = [(number, clip) for number, span in near if (clip := span.clip(sentence.span))]
        sentence.quotations = frozenset(number for number, clip in inside if clip.length > 2)
        said = sum(clip.length for _, clip in inside)
        opens = sentence.first and any(clip.start == sentence.span.start for _, clip in inside)
        sentence.quoted = said > sentence.span.length * (0.3 if opens else 0.5)


def _is_interrupted(text: str, before: QuotedSpan, after: QuotedSpan) -> bool:
    """True if the reporter's words interrupt a quotation: the part before them ends with a comma."""
    same_paragraph = "\n" not in text[before.outer_end : after.outer_start]
    return before.closed and text[before.end - 1] == "," and same_paragraph


def _mark_layout(text: str, sentences: list[Sentence]) -> None:
    in_paragraph = Counter(sentence.paragraph for sentence in sentences)
    list_items: set[int] = set()
    questions: set[int] = set()
    for sentence in sentences:
        words = text[sentence.span.start : sentence.span.end]
        sentence.question = words.rstrip("”’\"') ").endswith("?")
        if sentence.first and _BULLET.match(words):
            list_items.add(sentence.paragraph)
        if _Q.match(words):
            questions.add(sentence.paragraph)
        alone = in_paragraph[sentence.paragraph] == 1 and sentence.paragraph not in list_items
        sentence.heading = alone and len(words.split()) <= 14 and not _SENTENCE_END.search(words)
        sentence.turn = _Q.sub("", words).lower().lstrip("“\"'‘(•-– ").startswith(_TURNS)
        byline = alone and _BYLINE.fullmatch(words)
        sentence.boilerplate = bool(byline or _BOILERPLATE.search(words) or _LABEL.fullmatch(words))
    if len(questions) < 2:
        return
    # An interview: what follows a paragraph with "Q:" answers it, in one paragraph or several, up to the next.
    for sentence in sentences:
        sentence.asking = sentence.paragraph in questions
    for before, sentence in pairwise(sentences):
        asked = before.paragraph in questions
        sentence.answering = sentence.paragraph not in questions and (asked or before.answering)


def _mark_subject(doc: Doc, sentence: Sentence) -> None:
    subject = _subject(doc[sentence.start : sentence.end])
    if subject is None:
        return
    sentence.subject = lower = subject.lower_
    if subject.pos_ == "NOUN" and any(child.lower_ in _KNOWN for child in subject.lefts):
        sentence.definite = subject.lemma_.lower()
    named_before = any(token.pos_ in ("NOUN", "PROPN") for token in doc[sentence.start : subject.i])
    if lower in _PERSONS:
        sentence.person = lower
    elif lower in _THINGS and subject.pos_ in ("PRON", "DET", "NUM", "ADJ"):
        # After a noun in the same sentence the pronoun may mean that noun; an empty "it" means nothing.
        sentence.points = "" if named_before or subject.dep_ == "expl" else subject.text
    else:
        determiner = next(
            (child for child in subject.lefts if child.lower_ in _DEMONSTRATIVES and child.dep_ != "poss"), None
        )
        if determiner is not None:
            sentence.points = doc[determiner.i : subject.i + 1].text


def _subject(sent: Span) -> Token | None:
    """The subject of the main clause, or else the first subject in the sentence."""
    root = sent.root
    for verb in (root, *root.conjuncts):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass", "expl"):
                return child
    return next((token for token in sent if token.dep_ in ("nsubj", "nsubjpass")), None)


def _names(doc: Doc, sentences: list[Sentence]) -> dict[int, set[str]]:
    """Sentence number to the last words of its names. `Doc.ents` is read once; `Span.ents` searches the whole Doc."""
    found: dict[int, set[str]] = {}
    starts = [sentence.start for sentence in sentences]
    for ent in doc.ents:
        if ent.label_ in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW"):
            last = ent[-1] if ent[-1].text not in ("'s", "’s") or len(ent) == 1 else ent[-2]
            found.setdefault(max(0, bisect_right(starts, ent.start) - 1), set()).add(last.lower_)
    return found


def _content(sent: Span) -> set[str]:
    content = [token for token in sent if token.pos_ in ("NOUN", "VERB", "ADJ") and not token.is_stop]
    return {token.lemma_.lower() for token in content if len(token) > 2 and token.lemma_ not in _COMMON}
