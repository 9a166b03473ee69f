"""Which sentences contain which words, so that patterns are tried only where they can match.

spaCy's Matcher takes a hundred times as long for a pattern as its PhraseMatcher does for a phrase. But a topic's
pattern names words, and it cannot match in a sentence that lacks one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from spacy.strings import StringStore
from spacy.tokens import Doc

from ..tokens import numbers

ATTRIBUTES = {"LOWER": "LOWER", "LEMMA": "LEMMA", "ORTH": "ORTH", "TEXT": "ORTH"}
"""Key of a token pattern that asks for letters -> spaCy's attribute."""

RequiredWord = tuple[str, frozenset[int]]
"""An attribute and words (as hashes of the vocabulary), at least one of which a sentence must contain."""


def required_words(pattern: Sequence[Mapping[str, Any]], strings: StringStore) -> tuple[RequiredWord, ...]:
    """The words that a sentence must contain for a pattern to match in it."""
    found: list[RequiredWord] = []
    for token in pattern:
        if token.get("OP", "1") not in ("1", "+"):
            continue
        for key, attribute in ATTRIBUTES.items():
            value = token.get(key)
            if isinstance(value, Mapping) and set(value) == {"IN"}:
                value = value["IN"]
            words = [value] if isinstance(value, str) else value
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                found.append((attribute, frozenset(map(strings.add, words))))
    return tuple(found)


class SentenceIndex:
    """The sentences of a Doc by the words they contain."""

    def __init__(self, doc: Doc) -> None:
        starts = [i for i, begins in enumerate(numbers(doc, "SENT_START")) if begins == 1 and i]
        self.spans = list(zip([0, *starts], [*starts, len(doc)], strict=True))
        """First token of each sentence, and one past its last. A Doc without sentence boundaries is one sentence."""
        self._words = {name: doc.to_array(name) for name in set(ATTRIBUTES.values())}
        self._indexes: dict[str, dict[int, list[int]]] = {}

    def candidates(self, patterns: Iterable[tuple[RequiredWord, ...]]) -> list[int]:
        """The numbers of the sentences in which any of several patterns may match, in order."""
        found: set[int] = set()
        for pattern in patterns:
            if not pattern:
                return list(range(len(self.spans)))
            found |= set.intersection(*(self._containing(attribute, words) for attribute, words in pattern))
        return sorted(found)

    def _containing(self, attribute: str, words: frozenset[int]) -> set[int]:
        index = self._index(attribute)
        return {number for word in words for number in index.get(word, ())}

    def _index(self, attribute: str) -> dict[int, list[int]]:
        if attribute not in self._indexes:
            index: dict[int, list[int]] = {}
            values = self._words.pop(attribute)
            for number, (start, end) in enumerate(self.spans):
                for word in set(values[start:end].tolist()):
                    index.setdefault(word, []).append(number)
            self._indexes[attribute] = index
        return self._indexes[attribute]


def sentence_tokens(doc: Doc, at: int) -> range:
    """The tokens of the sentence that contains token `at`."""
    start, end = at, at + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return range(start, end)


_indexes: WeakKeyDictionary[Doc, SentenceIndex] = WeakKeyDictionary()
# Outside the Doc: a Doc that holds one of our objects cannot be serialised.


def sentence_index(doc: Doc) -> SentenceIndex:
    """The index of `doc`, built once and cached."""
    if doc not in _indexes:
        _indexes[doc] = SentenceIndex(doc)
    return _indexes[doc]
