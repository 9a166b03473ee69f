"""What else an article speaks of.

The built-in topics serve as subjects that are known, whichever of them the reader has switched on: where a sentence
takes up one of them, a passage about another thing has ended. So a passage stops at the same place on every screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from ...text.topic import Topic
from ...text.topics_file import built_in_topics
from .discourse import Line
from .words import Hit, TopicWords, topic_words

Stretch = tuple[int, int]
"""First token, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a built-in topic is spoken of."""

    words: TopicWords
    terms: tuple[Stretch, ...]
    names: tuple[Stretch, ...]
    """The bodies and people that speak for it."""


_found_before: WeakKeyDictionary[Doc, list[Subject]] = WeakKeyDictionary()
# Beside the Doc and not in it: a Doc that holds an object of ours cannot be written out.


def subjects(doc: Doc, nlp: Language) -> list[Subject]:
    """The subjects of `doc` that are known. Found once and kept on the Doc."""
    if doc not in _found_before:
        _found_before[doc] = [_subject(doc, topic_words(topic, nlp)) for topic in known_topics()]
    return _found_before[doc]


@lru_cache(maxsize=1)
def known_topics() -> tuple[Topic, ...]:
    """The built-in topics, read once."""
    return tuple(built_in_topics())


def _subject(doc: Doc, words: TopicWords) -> Subject:
    hits = words.find(doc)
    sure = any(hit.kind == "term" for hit in hits)
    kinds = ("term", "name") if sure else ("term",)
    return Subject(
        words,
        tuple((hit.start, hit.end) for hit in hits if hit.kind in kinds),
        tuple((hit.start, hit.end) for hit in hits if hit.kind == "entity" or _is_name(doc, hit)),
    )


def _is_name(doc: Doc, hit: Hit) -> bool:
    """True for a term of several words that is written like the name of a body."""
    return hit.end - hit.start > 2 and doc[hit.start].is_title and doc[hit.end - 1].is_title


def apart_from(
    words: TopicWords, hits: list[Hit], found: list[Subject], lines: list[Line]
) -> tuple[list[Hit], list[set[int]]]:
    """The hits of a topic that no other subject claims, and for each other subject the numbers of its sentences."""
    for subject in found:
        if not words.related(subject.words):
            # "Customs" is no term of trade in "Immigration and Customs Enforcement".
            names = {token: end - start for start, end in subject.names for token in range(start, end)}
            hits = [hit for hit in hits if names.get(hit.start, 0) <= hit.end - hit.start]
    own = {token for hit in hits if hit.kind == "term" for token in range(hit.start, hit.end)}
    same = {(hit.start, hit.end) for hit in hits}
    spoken = _numbers(own, lines)
    turns = []
    for subject in found:
        if words.related(subject.words) or any(not own.isdisjoint(range(*span)) for span in subject.terms):
            continue  # what shares its words with the topic is no other subject
        tokens = {token for span in subject.terms if span not in same for token in range(*span)}
        # "border" is no hint of fentanyl in "border security".
        hits = [hit for hit in hits if hit.kind != "hint" or not tokens.issuperset(range(hit.start, hit.end))]
        numbers = _numbers(tokens, lines)
        if 2 * len(numbers & spoken) < len(spoken) or not spoken:
            turns.append(numbers)  # else the article speaks of both at once
    return hits, turns


def _numbers(tokens: set[int], lines: list[Line]) -> set[int]:
    return {line.number for line in lines if not tokens.isdisjoint(range(line.start, line.end))}
