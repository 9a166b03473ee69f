"""What a Doc knows of its tokens, an attribute at a time.

A token asked for its text or its tag makes a new string each time, and a Token object on the way. Over a million words
that is a gigabyte and a quarter of a minute. Here a whole attribute is taken out as numbers, and each of its few
strings is made once and shared by all the tokens that have it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

NONE: tuple[int, ...] = ()
"""The children of a token that has none: most."""


def strings(doc: Doc, attribute: str, change: Callable[[str], str] | None = None) -> list[str]:
    """An attribute of every token as text: "ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE". `change` is made of each
    string once."""
    return texts(doc.to_array(attribute), doc.vocab.strings, change)


def texts(hashes: numpy.ndarray, known: StringStore, change: Callable[[str], str] | None = None) -> list[str]:
    """The string of each number, the same object for the same number."""
    values, which = numpy.unique(hashes, return_inverse=True)
    words = [known[int(value)] if value else "" for value in values]
    if change is not None:
        words = [change(word) for word in words]
    named = numpy.empty(len(words), dtype=object)
    named[:] = words
    return list(named[which].tolist())


_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text(doc: Doc) -> str:
    """The text of a Doc, put together once; `Doc.text` makes a Token of each word every time it is asked."""
    if doc not in _texts:
        blanks = doc.to_array("SPACY").tolist()
        words = zip(texts(doc.to_array("ORTH"), doc.vocab.strings), blanks, strict=True)
        _texts[doc] = "".join([word + " " if blank else word for word, blank in words])
    return _texts[doc]


def numbers(doc: Doc, attribute: str) -> array[int]:
    """An attribute of every token as a number: "IDX", "LENGTH", "SENT_START" (1 at the start of a sentence)."""
    return _packed(doc.to_array(attribute).astype("int64"))


def heads(doc: Doc) -> array[int]:
    """The number of the token that governs each; its own number at the root of a sentence."""
    return _packed(doc.to_array("HEAD").astype("int64") + numpy.arange(len(doc)))


def children(heads: array[int]) -> list[tuple[int, ...]]:
    """The tokens that each governs, in order."""
    found: list[tuple[int, ...]] = [NONE] * len(heads)
    lists: dict[int, list[int]] = {}
    for number, head in enumerate(heads):
        if head != number:
            lists.setdefault(head, []).append(number)
    for head, governed in lists.items():
        found[head] = tuple(governed)
    return found


def _packed(values: numpy.ndarray) -> array[int]:
    packed = array("i")
    packed.frombytes(values.astype("int32").tobytes())
    return packed
