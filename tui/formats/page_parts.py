"""Articles that a page splits into several containers, of which an extractor takes only the first.

Sites split long articles into chunks with advertisements between them. The chunks have the same class, so if one of
them was extracted and others with long paragraphs were not, all are moved into the first and the page is read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

LONG = 110
"""Code points, without spaces, from which a paragraph is neither a teaser nor a caption."""

BEGINNING = 60
"""Code points, without spaces, by which a paragraph is recognised."""

ENOUGH = 0.25
"""The share by which the article must grow to be read again."""

_Name = tuple[str, ...]


def join_parts(document: Any, taken: Iterable[str]) -> bool:
    """Join the chunks of an article in a page (an lxml tree) if the extracted paragraphs, `taken`, are only those of
    the first chunks. False, with the tree unchanged, if they are not."""
    paragraphs = ["".join(words.split()) for words in taken]
    known, length = {words[:BEGINNING] for words in paragraphs}, sum(map(len, paragraphs))
    for parents in _chunks(document):
        inside = [[words for p in parent.iterchildren("p") if len(words := _words(p)) >= LONG] for parent in parents]
        found = [sum(words[:BEGINNING] in known for words in part) for part in inside]
        first = next((n for n, part in enumerate(inside) if part and 2 * found[n] >= len(part)), None)
        left = sum(len(words) for n, part in enumerate(inside) if not found[n] for words in part)
        if first is None or left < ENOUGH * length:
            continue
        for parent in parents[first + 1 :]:
            parents[first].extend(list(parent))
        return True
    return False


def _chunks(document: Any) -> Iterator[Sequence[Any]]:
    """Groups of containers of the same class with long paragraphs, in page order; the largest group first."""
    groups: defaultdict[_Name, dict[Any, None]] = defaultdict(dict)
    for paragraph in document.iter("p"):
        parent = paragraph.getparent()
        if parent is not None and parent.get("class") and len(_words(paragraph)) >= LONG:
            groups[_name(parent)][parent] = None
    for group in sorted(groups.values(), key=len, reverse=True):
        if len(group) > 1:
            yield list(group)


def _name(element: Any) -> _Name:
    above = element.getparent()
    return (element.tag, element.get("class"), *(("", "") if above is None else (above.tag, above.get("class") or "")))


def _words(element: Any) -> str:
    """The text without spaces, which an extractor may change."""
    return "".join("".join(element.itertext()).split())
