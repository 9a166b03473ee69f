"""A packed analysis as bytes, to be kept: its numbers as they lie in memory, so that reading them is no work.

An article of a hundred thousand words has some 150,000 items; as JSON they took a quarter of a second to read, during
which its lists were missing. As numbers they are there in ten milliseconds, and become objects when they are asked for.

MAGIC, then compressed by zlib: the length of a head in four bytes, the head in JSON, and arrays of four bytes a number,
the low byte first. The head tells of each list how many items and numbers it has, and the words that numbers stand for.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterator
from typing import Any

from .analysis import Analysis, Entity, Role, TopicPassages
from .packed import (
    FIGURES,
    MENTIONS,
    PASSAGES,
    PRONOUNS,
    QUOTES,
    SPANS,
    Form,
    Packed,
    Packing,
    Words,
)
from .span import Span

MAGIC = b"newsreader analysis 2\n"
LEVEL = 1
"""Of zlib: more gains a tenth and takes three times as long to write."""
LISTS: dict[str, Form[Any]] = {"sentences": SPANS, "pronouns": PRONOUNS, "quotes": QUOTES, "figures": FIGURES}
LENGTH = 4
"""Bytes of a number."""


def written(analysis: Analysis) -> bytes:
    """An analysis as it is kept."""
    whole = analysis
    words = _shared_words(analysis)
    if words is None:
        packing = Packing()
        packing.add(analysis)
        whole, words = packing.analysis(analysis.digest, analysis.model), packing.words
    arrays: list[array[int]] = []

    def noted(items: Packed[Any]) -> list[int]:
        arrays.extend((items.starts, items.numbers))
        return [len(items.starts), len(items.numbers)]

    mentions = Packed(MENTIONS, Words(), (mention for entity in whole.entities for mention in entity.mentions))
    head = {
        "digest": whole.digest,
        "model": whole.model,
        "words": words.known,
        "lists": {name: noted(getattr(whole, name)) for name in LISTS},
        "entities": [_entity_to_list(entity) for entity in whole.entities],
        "mentions": noted(mentions),
        "topics": [[topic.name, topic.fingerprint, *noted(topic.passages)] for topic in whole.topics],  # type: ignore[arg-type]  # packed just now
    }
    text = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    squeeze = zlib.compressobj(LEVEL)
    found = [MAGIC, squeeze.compress(len(text).to_bytes(LENGTH, "little")), squeeze.compress(text)]
    found += [squeeze.compress(_little(numbers)) for numbers in arrays]
    return b"".join([*found, squeeze.flush()])


def _shared_words(analysis: Analysis) -> Words | None:
    """The words of an analysis whose lists are all packed over the same ones: most, and those need not be packed again,
    which takes as much memory once more."""
    lists = [*(getattr(analysis, name) for name in LISTS), *(topic.passages for topic in analysis.topics)]
    words = [items.words if isinstance(items, Packed) else None for items in lists]
    return words[0] if all(one is words[0] for one in words) else None


def read(data: bytes) -> Analysis:
    """What `written` wrote, now or in an earlier version. Raises KeyError, TypeError, ValueError or zlib.error where it
    is something else."""
    if not data.startswith(MAGIC):
        return _read_lines(data)
    loosen = zlib.decompressobj()
    content = memoryview(loosen.decompress(memoryview(data)[len(MAGIC) :]))
    if not loosen.eof:
        raise ValueError("the end is missing")
    size = int.from_bytes(content[:LENGTH], "little")
    head = json.loads(bytes(content[LENGTH : LENGTH + size]))
    words = Words(head["words"])
    numbers = _Numbers(content[LENGTH + size :])
    lists = {name: numbers.packed(LISTS[name], words, *head["lists"][name]) for name in LISTS}
    mentions = numbers.packed(MENTIONS, words, *head["mentions"])
    return Analysis(
        head["digest"],
        head["model"],
        entities=tuple(_entities(head["entities"], mentions)),
        topics=tuple(
            TopicPassages(name, numbers.packed(PASSAGES, words, *sizes), print)
            for name, print, *sizes in head["topics"]
        ),
        **lists,
    )


class _Numbers:
    """Takes one array after the other."""

    def __init__(self, content: memoryview) -> None:
        self._content = content
        self._at = 0

    def packed(self, form: Form[Any], words: Words, items: int, numbers: int) -> Packed[Any]:
        starts, values = self._next(items), self._next(numbers)
        return Packed.of(form, words, values, starts)

    def _next(self, count: int) -> array[int]:
        end = self._at + count * LENGTH
        if end > len(self._content):
            raise ValueError("the end is missing")
        numbers = array("I")
        numbers.frombytes(self._content[self._at : end])
        self._at = end
        return _little(numbers)


def _little(numbers: array[int]) -> array[int]:
    """With the low byte first; or back, it is the same. Changes nothing where all machines are built so."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers


def _entity_to_list(entity: Entity) -> list[Any]:
    roles = [[*role.span, role.text] for role in entity.roles]
    return [
        entity.id, entity.name, entity.label, len(entity.mentions), list(entity.aliases), roles, entity.confirmed
    ]  # fmt: skip


def _entities(items: list[list[Any]], mentions: Packed[Any]) -> Iterator[Entity]:
    at = 0
    for id, name, label, count, aliases, roles, confirmed in items:
        # All over the same numbers, each knows its part.
        own = Packed.of(mentions.form, mentions.words, mentions.numbers, mentions.starts[at : at + count])
        at += count
        spoken = tuple([Role(Span(start, end), text) for start, end, text in roles])
        yield Entity(id, name, label, own, tuple(aliases), spoken, confirmed)
    if at != len(mentions):
        raise ValueError("mentions are missing")


def _read_lines(data: bytes) -> Analysis:
    """The form of version 0.1: the parts of an analysis, a line of JSON each, compressed."""
    packing = Packing()
    digest = model = ""
    for line in _lines(data):
        part = json.loads(line)
        if "digest" in part:
            digest, model = part["digest"], part["model"]
        packing.add(Analysis.from_json({"digest": digest, **part}))
    if not digest:
        raise ValueError("no analysis")
    return packing.analysis(digest, model)


def _lines(data: bytes) -> Iterator[bytes]:
    """The lines of compressed data, without having all of it at once."""
    loosen = zlib.decompressobj()
    rest = b""
    left = data
    while not loosen.eof:
        some = loosen.decompress(left, 1 << 16)
        left = loosen.unconsumed_tail
        if not some and not left:
            break
        *lines, rest = (rest + some).split(b"\n")
        yield from lines
    if not loosen.eof:
        raise ValueError("the end is missing")
    if rest:
        yield rest
