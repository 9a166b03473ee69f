"""An article that stands in several containers of a page, of which an extractor takes the first.

Sites cut long articles into chunks, with advertisements between them. The chunks bear the same name, so when one of
them was taken and others with long paragraphs were not, all are put into the first and the page is read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

LONG = 110
"""Code points, without blanks, of a paragraph that is neither a teaser nor a caption."""

BEGINNING = 60
"""Code points, without blanks, by which a paragraph is known again."""

ENOUGH = 0.25
"""How much longer the article must become for it to be worth while."""

_Name = tuple[str, ...]


def join_parts(document: Any, taken: Iterable[str]) -> bool:
    """Put the chunks of an article together, in a page given as a tree of lxml, where the paragraphs `taken` are those
    of the first chunks only. False, with the tree as it was, where that is not so."""
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
    """Containers of one name with long paragraphs, in the order of the page; those with the most first."""
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
    """Without blanks, which an extractor sets as it likes."""
    return "".join("".join(element.itertext()).split())
