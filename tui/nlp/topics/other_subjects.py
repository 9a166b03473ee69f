"""The other subjects of an article.

The built-in topics serve as known subjects, whether or not the reader has switched them on: where a sentence takes up
one of them, a passage about another topic ends. So a passage ends at the same place for every reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from ...text.topics_file import built_in_topics
from .sentence import Sentence
from .topic_matcher import TopicMatch, TopicMatcher, topic_matcher

TokenRange = tuple[int, int]
"""First token, and one past the last."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Where an article speaks of a built-in topic."""

    matcher: TopicMatcher
    terms: tuple[TokenRange, ...]
    names: tuple[TokenRange, ...]
    """The organisations and people that indicate it."""


_subjects: WeakKeyDictionary[Doc, list[Subject]] = WeakKeyDictionary()
# Outside the Doc: a Doc that holds one of our objects cannot be serialised.


def find_subjects(doc: Doc, nlp: Language) -> list[Subject]:
    """The known subjects of `doc`, found once and cached."""
    if doc not in _subjects:
        _subjects[doc] = [_subject(doc, topic_matcher(topic, nlp)) for topic in built_in_topics()]
    return _subjects[doc]


def _subject(doc: Doc, matcher: TopicMatcher) -> Subject:
    matches = matcher.find(doc)
    sure = any(match.kind == "term" for match in matches)
    kinds = ("term", "scene", "name") if sure else ("term",)
    return Subject(
        matcher,
        tuple((match.start, match.end) for match in matches if match.kind in kinds),
        tuple((match.start, match.end) for match in matches if match.kind == "entity" or _is_name(doc, match)),
    )


def _is_name(doc: Doc, match: TopicMatch) -> bool:
    """True for a term of more than two words that is written like the name of an organisation."""
    return match.end - match.start > 2 and doc[match.start].is_title and doc[match.end - 1].is_title


def separate(
    matcher: TopicMatcher, matches: list[TopicMatch], subjects: list[Subject], sentences: list[Sentence]
) -> tuple[list[TopicMatch], list[set[int]]]:
    """The matches of a topic that no other subject claims, and the sentence numbers of each other subject."""
    for subject in subjects:
        if not matcher.is_related(subject.matcher):
            # "Customs" is not a term of trade in "Immigration and Customs Enforcement".
            names = {token: end - start for start, end in subject.names for token in range(start, end)}
            matches = [match for match in matches if names.get(match.start, 0) <= match.end - match.start]
    own_tokens = {
        token
        for match in matches
        if match.kind in ("term", "finding", "scene")
        for token in range(match.start, match.end)
    }
    own_ranges = {(match.start, match.end) for match in matches}
    own_sentences = _numbers(own_tokens, sentences)
    others = []
    for subject in subjects:
        overlaps = any(not own_tokens.isdisjoint(range(*term)) for term in subject.terms)
        if overlaps or matcher.is_related(subject.matcher):
            continue  # a subject that shares words with the topic is not another subject
        tokens = {token for term in subject.terms if term not in own_ranges for token in range(*term)}
        # "border" is not a hint of fentanyl in "border security".
        matches = [
            match for match in matches if match.kind != "hint" or not tokens.issuperset(range(match.start, match.end))
        ]
        numbers = _numbers(tokens, sentences)
        if 2 * len(numbers & own_sentences) < len(own_sentences) or not own_sentences:
            others.append(numbers)  # else the article is about both at once
    return matches, others


def _numbers(tokens: set[int], sentences: list[Sentence]) -> set[int]:
    return {sentence.number for sentence in sentences if not tokens.isdisjoint(range(sentence.start, sentence.end))}
