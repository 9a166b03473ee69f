"""Which sentences hold which words: so that patterns are tried where they can be, and not on every word of a text.

spaCy's Matcher takes a hundred times as long for a pattern as its PhraseMatcher does for a phrase. A pattern of a topic
names words, though, and where one of them is missing it cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from spacy.strings import StringStore
from spacy.tokens import Doc

from ..tokens import numbers

WORDS = {"LOWER": "LOWER", "LEMMA": "LEMMA", "ORTH": "ORTH", "TEXT": "ORTH"}
"""What a pattern says of a token's letters -> the attribute of spaCy's it means."""

Needed = tuple[str, frozenset[int]]
"""An attribute, and the words (by their numbers in the vocabulary) of which one must stand there."""


def needed(pattern: Sequence[Mapping[str, Any]], strings: StringStore) -> tuple[Needed, ...]:
    """What a sentence must hold for a pattern to match in it."""
    found: list[Needed] = []
    for token in pattern:
        if token.get("OP", "1") not in ("1", "+"):
            continue
        for key, attribute in WORDS.items():
            value = token.get(key)
            if isinstance(value, Mapping) and set(value) == {"IN"}:
                value = value["IN"]
            words = [value] if isinstance(value, str) else value
            if isinstance(words, list) and all(isinstance(word, str) for word in words):
                found.append((attribute, frozenset(map(strings.add, words))))
    return tuple(found)


class Sentences:
    """The sentences of a Doc, by the words they hold."""

    def __init__(self, doc: Doc) -> None:
        starts = [i for i, begins in enumerate(numbers(doc, "SENT_START")) if begins == 1 and i]
        self.spans = list(zip([0, *starts], [*starts, len(doc)], strict=True))
        """First token of each, and the token after its last. Without any annotation, all is one."""
        self._words = {name: doc.to_array(name) for name in set(WORDS.values())}
        self._holding: dict[str, dict[int, list[int]]] = {}

    def matching(self, needs: Iterable[tuple[Needed, ...]]) -> list[int]:
        """The numbers of the sentences in which one of several patterns may match, in order."""
        found: set[int] = set()
        for pattern in needs:
            if not pattern:
                return list(range(len(self.spans)))
            holding = [self._with(attribute, words) for attribute, words in pattern]
            found |= set.intersection(*holding)
        return sorted(found)

    def _with(self, attribute: str, words: frozenset[int]) -> set[int]:
        index = self._index(attribute)
        return {number for word in words for number in index.get(word, ())}

    def _index(self, attribute: str) -> dict[int, list[int]]:
        if attribute not in self._holding:
            index: dict[int, list[int]] = {}
            values = self._words.pop(attribute)
            for number, (start, end) in enumerate(self.spans):
                for word in set(values[start:end].tolist()):
                    index.setdefault(word, []).append(number)
            self._holding[attribute] = index
        return self._holding[attribute]


_read_before: WeakKeyDictionary[Doc, Sentences] = WeakKeyDictionary()
# Beside the Doc and not in it: a Doc that holds an object of ours cannot be written out.


def sentences_of(doc: Doc) -> Sentences:
    """The sentences of `doc`. Found once and kept with it."""
    if doc not in _read_before:
        _read_before[doc] = Sentences(doc)
    return _read_before[doc]
