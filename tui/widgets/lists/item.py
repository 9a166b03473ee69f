"""One row of a list: what is shown, where it stands in the article, and what one does with many of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...text.safe import cells
from ...text.span import Span

if TYPE_CHECKING:
    from textual.content import Content


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
    """One row."""

    key: str
    """Tells it from all other rows of its list."""
    line: Content | LateLine
    """What is shown; it may have several lines."""
    spans: Sequence[Span] = ()
    """Where it stands in the article, in order. Empty for a heading."""
    search: str = ""
    """What the filter looks in, case folded."""
    heading: bool = False
    """A heading cannot be chosen, and stays while one of the rows under it passes the filter."""

    def height_within(self, room: int) -> int:
        """Lines of the row in `room` cells; as many as it has of itself where that is 0."""
        if isinstance(self.line, LateLine):
            return self.line.height
        plain = self.line.plain
        if room and any(len(line) > room // 2 and cells(line) > room for line in plain.split("\n")):
            return len(self.lines_within(room))
        return plain.count("\n") + 1

    def lines_within(self, room: int) -> list[Content]:
        """Its lines; those too wide for `room` cells are broken between words. A `LateLine` is made for its room."""
        content = self.line.content if isinstance(self.line, LateLine) else self.line
        if isinstance(self.line, LateLine) or all(cells(line) <= room for line in content.plain.split("\n")):
            return content.split("\n", allow_blank=True) if "\n" in content.plain else [content]
        return content.wrap(room)


def passing(items: Sequence[Item], filter: str) -> Sequence[Item]:
    """The items that hold every word of the filter, and the headings of those."""
    words = filter.casefold().split()
    if not words:
        return items
    found: list[Item] = []
    heading: Item | None = None
    for item in items:
        if item.heading:
            heading = item
        elif all(word in item.search for word in words):
            if heading:
                found.append(heading)
                heading = None
            found.append(item)
    return found


def again(item: Item, items: Sequence[Item]) -> int | None:
    """The row of `items` that is the same thing, or None.

    By key where the key still stands for the same place; a later analysis may give the same person another key, so
    else by what shares most places with it.
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


def in_order_of(items: Sequence[Item], before: Sequence[Item]) -> list[Item]:
    """The items in the order in which the reader has them before the eye: under each heading those that were there
    stay where they were among each other, and new ones come after them."""
    places = {span: row for row, item in enumerate(before) for span in item.spans}
    keys = {item.key: row for row, item in enumerate(before) if item.heading}
    groups: list[list[Item]] = [[]]
    for item in items:
        if item.heading:
            groups.append([])
        groups[-1].append(item)

    def place(item: Item) -> int:
        if item.heading:
            return -1
        return min((places[span] for span in item.spans if span in places), default=len(before))

    def group_place(group: Sequence[Item]) -> int:
        head = group[0] if group else None
        return keys.get(head.key, len(before)) if head and head.heading else -1

    return [item for group in sorted(groups, key=group_place) for item in sorted(group, key=place)]
