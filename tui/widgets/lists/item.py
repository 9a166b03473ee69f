"""Items: the rows of an `ItemList`, and functions for filtering and matching them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from ...text.safe import cells
from ...text.span import Span


class LateLine:
    """A row of `height` lines whose content is made when it is first shown.

    A list of ten thousand quotes appears at once this way: the reader sees only forty of them.
    """

    def __init__(self, make: Callable[[], Content], height: int = 1) -> None:
        self._make = make
        self._made: Content | None = None
        self.height = height

    @property
    def content(self) -> Content:
        """The content, already fitted to the width of the list."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def plain(self) -> str:
        """The content without its styles."""
        return self.content.plain


class Item(NamedTuple):
    """One row of a list."""

    key: str
    """Unique in its list."""
    line: Content | LateLine
    """The text shown, of one or more lines."""
    spans: Sequence[Span] = ()
    """Its places in the article, in order. Empty for a heading."""
    search: str = ""
    """The case-folded text that the filter searches."""
    heading: bool = False
    """Whether it is a heading: it cannot be chosen, and is shown while a row under it passes the filter."""
    full: Callable[[], Content] | None = None
    """Makes the text shown while the row is under the cursor, already fitted to the width; None to show the same."""
    counted: Callable[[int], Content] | None = None
    """For a heading with the number of rows under it: its text for another number of rows."""
    hang: int = 0
    """Cells by which the second and later lines are indented if the row is wrapped."""

    def height_within(self, room: int) -> int:
        """Number of lines in `room` cells; with 0, without wrapping."""
        if isinstance(self.line, LateLine):
            return self.line.height
        plain = self.line.plain
        if room and any(len(line) > room // 2 and cells(line) > room for line in plain.split("\n")):
            return len(self.lines_within(room))
        return plain.count("\n") + 1

    def lines_within(self, room: int) -> list[Content]:
        """Its lines, wrapped to `room` cells. A `LateLine` already fits."""
        content = self.line.content if isinstance(self.line, LateLine) else self.line
        if isinstance(self.line, LateLine) or all(cells(line) <= room for line in content.plain.split("\n")):
            return content.split("\n", allow_blank=True) if "\n" in content.plain else [content]
        first, *more = content.wrap(max(1, room - self.hang))
        return [first, *(Content(" " * self.hang) + line for line in more)] if self.hang else [first, *more]


def passing(items: Sequence[Item], filter: str) -> Sequence[Item]:
    """The items that contain every word of the filter, and their headings."""
    words = filter.casefold().split()
    if not words:
        return items
    found: list[Item] = []
    heading: Item | None = None
    under: list[Item] = []
    for item in items:
        if item.heading:
            found += _under(heading, under)
            heading, under = item, []
        elif all(word in item.search for word in words):
            under.append(item)
    return found + _under(heading, under)


def _under(heading: Item | None, items: list[Item]) -> list[Item]:
    """The items with their heading, which counts them; nothing if there are none."""
    if heading is None or not items:
        return items
    return [heading._replace(line=heading.counted(len(items))) if heading.counted else heading, *items]


def again(item: Item, items: Sequence[Item]) -> int | None:
    """Index in `items` of the item that stands for the same thing, or None.

    Items match by key if the key still has the same place; otherwise by the most places in common, because a later
    analysis may give the same person another key.
    """
    mine = set(item.spans)
    best, most = None, 0
    for row, other in enumerate(items):
        if other.heading != item.heading:
            continue
        shared = len(mine.intersection(other.spans)) if mine else 0
        if other.key == item.key and (shared or not mine or not other.spans):
            return row
        if shared > most:
            best, most = row, shared
    return best


def in_order_of(items: Sequence[Item], before: Sequence[Item], *, insert: bool = False) -> list[Item]:
    """The items in the order in which they are shown now: under each heading, those that were under it in `before` keep
    their order. New ones come last, so that no row moves; with `insert`, each stays behind the one that it follows in
    `items`. So does a new heading."""
    places: dict[tuple[str, Span], int] = {}
    under = ""
    for row, item in enumerate(before):
        under = item.key if item.heading else under
        places |= {(under, span): row for span in item.spans}
    keys = {item.key: row for row, item in enumerate(before) if item.heading}
    groups: list[list[Item]] = [[]]
    for item in items:
        if item.heading:
            groups.append([])
        groups[-1].append(item)

    def in_place(group: list[Item]) -> list[Item]:
        heading = group[0].key if group and group[0].heading else ""
        ranks, last = [], -1
        for item in group:
            found = [places[heading, span] for span in item.spans if (heading, span) in places]
            if found or item.heading:
                last = min(found, default=-1)
                ranks.append((last, False))
            else:
                ranks.append((last if insert else len(before), True))
        ordered = sorted(zip(ranks, group, strict=True), key=lambda pair: pair[0])
        return [item for _, item in ordered]

    group_places, last = [(-1, False)], min(keys.values(), default=len(before))
    for head, *_ in groups[1:]:
        last = keys.get(head.key, last)
        group_places.append((last, head.key not in keys))
    in_order = sorted(zip(group_places, groups, strict=True), key=lambda pair: pair[0])
    return [item for _, group in in_order for item in in_place(group)]
