"""Items: the rows of an `ItemList`, and functions for filtering and matching them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple, TypeVar

from textual.content import Content

from ...text.safe import cells
from ...text.span import Span

Thing = TypeVar("Thing")


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
    noun: str = ""
    """What the row is counted as, if not as a row of its list: "wish" for a row of the quotes that is no statement."""
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


def counted(noun: str, shown: Sequence[Item], rows: Sequence[Item], order: str) -> list[str]:
    """How many rows of a list are shown, and in which order: "31 names by count", "3 of 31 names by count", with those
    that are counted as something else: "17 quotes, 2 wishes by speaker". Then, for where there is no room, the same
    without the order."""
    found, total = (sum(not item.heading and not item.noun for item in items) for items in (shown, rows))
    number = f"{found} of {total}" if found != total else str(total)
    apart = Counter(item.noun for item in shown if item.noun)
    also = "".join(f", {count} {one if count == 1 else _PLURAL[one]}" for one, count in apart.items())
    plural = "s" if total != 1 else ""
    count = f"{number} {noun}{plural}{also}"
    return [f"{count} {order}".rstrip(), count]


_PLURAL = {"wish": "wishes", "gone": "gone"}


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
    headings = {item.key: row for row, item in enumerate(before) if item.heading}
    rows: dict[tuple[str, Span], int] = {}
    heading = ""
    for row, item in enumerate(before):
        heading = item.key if item.heading else heading
        rows |= {(heading, span): row for span in item.spans}

    def former_heading(group: Sequence[Item]) -> int | None:
        return headings.get(group[0].key) if group[0].heading else -1

    def former_row(heading: str, item: Item) -> int | None:
        return min((rows[heading, span] for span in item.spans if (heading, span) in rows), default=None)

    ordered: list[Item] = []
    for group in _in_former_order(_groups(items), former_heading, start=min(headings.values(), default=len(before))):
        under = [item for item in group if not item.heading]
        heading = group[0].key if group[0].heading else ""
        ordered += [item for item in group if item.heading]
        ordered += _in_former_order(under, partial(former_row, heading), end=None if insert else len(before))
    return ordered


def _groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items, each heading with those under it; first those under none."""
    groups: list[list[Item]] = []
    for item in items:
        if item.heading or not groups:
            groups.append([])
        groups[-1].append(item)
    return groups


def _in_former_order(
    things: Sequence[Thing], former: Callable[[Thing], int | None], *, start: int = -1, end: int | None = None
) -> list[Thing]:
    """The things sorted by their former rows. One without a former row stays behind the one it follows, at first behind
    row `start`; or comes last, if `end` is a row after all others."""
    ranks, last = [], start
    for thing in things:
        row = former(thing)
        last = last if row is None else row
        ranks.append((end if row is None and end is not None else last, row is None))
    return [thing for _, thing in sorted(zip(ranks, things, strict=True), key=itemgetter(0))]
