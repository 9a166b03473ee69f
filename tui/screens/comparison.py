"""Two articles about the same thing, side by side: what both have, where they differ, what only one has."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ..evidence.comparison import ComparedItem, Kind, State, compare, item_words
from ..evidence.comparison_rows import COLUMNS, OTHER_SPEAKER, SOURCE_OF_BOTH, ComparisonRow, fields
from ..text.analyzed import Analyzed
from ..text.safe import cells, end_of, one_line
from ..widgets.bars.key_bar import KeyBar
from ..widgets.lists.item import Item
from ..widgets.lists.item_list import ItemList
from ..widgets.lists.row_text import heading, in_lines, short_name
from .lists.columns import two_columns
from .lists.rows import ScreenClosed
from .second_text import WIDE, ComparedRows, SecondTextScreen

TITLES: dict[Kind, str] = {
    "quotation": "Quotations",
    "figure": "Figures that disagree",
    "passage": "Passages that are nearly the same",
    "source": "Sources",
    "name": "Names in only one article",
}
STATES: dict[State, tuple[str, str, str]] = {
    "same": ("=", "the same in both", "$text-success"),
    "changed": ("~", "not quite the same", "$text-warning"),
    "disagree": ("≠", "different figures", "$text-error"),
    "first": ("A", "only in A", "$text-accent"),
    "second": ("B", "only in B", "$text-accent"),
}
"""The sign, the meaning and the colour of each state."""

PAUSE = 0.25
"""Seconds between two reports of progress."""

MOST_LINES = 6
"""The largest number of lines in a row for the words of one article."""


class ComparisonScreen(SecondTextScreen[Analyzed]):
    """Returns a span of the first article to go to, or None."""

    DEFAULT_CSS = """
    ComparisonScreen .title { height: auto; max-height: 3; padding: 0 1; background: $panel; text-style: bold; }
    ComparisonScreen ItemList { padding: 0 1; }
    """

    def __init__(self, first: Analyzed, load: Callable[[], Awaitable[Analyzed]]) -> None:
        """`load` reads and analyses the second article; it may raise LoadError, StoreError or AnalystError."""
        super().__init__(load)
        self._first = first
        self._second: Analyzed | None = None
        self.found: Sequence[ComparedItem] = ()
        """What the two articles have."""
        self._done = 0.0
        """The share of the comparison that is done."""

    def compose(self) -> ComposeResult:
        yield Static(Content("Reading and analysing the other article…"), classes="title", markup=False)
        yield ComparedRows()
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Put the articles side by side if there is room."""
        self.call_after_refresh(self._fill)

    async def compare(self, second: Analyzed) -> None:
        """Show what the two articles have in common and where they differ."""
        progress = self.set_interval(PAUSE, lambda: self.show_title(f"Comparing… {self._done:.0%}"))
        try:
            found = await asyncio.to_thread(compare, self._first, second, self._set_done)
        except ScreenClosed:
            return
        finally:
            progress.stop()
        if not self.is_gone:
            self._second, self.found = second, found
            self._fill()

    def _set_done(self, share: float) -> None:
        """Called in the thread that compares."""
        self.end_if_closed()
        self._done = share

    @work(exclusive=True, group="fill")
    async def _fill(self) -> None:
        """Show the rows; those of long articles take a second to make."""
        if self._second is None:
            return
        width = max(30, self.rows.size.width - 5)
        wide = self.size.width >= WIDE
        self.show_title(titles(self._first, self._second, self.found, width, wide))
        items = await asyncio.to_thread(
            comparison_items, self._first, self._second, self.found, width, side_by_side=wide
        )
        if not self.is_gone:
            self.rows.show(items)

    @property
    def _chosen_item(self) -> ComparedItem | None:
        item = self.rows.current
        return self.found[int(item.key)] if item else None

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        item = self.found[int(event.item.key)]
        if item.first:
            self.dismiss(item.first)
        else:
            self.action_open()

    @property
    def sources(self) -> Sequence[str]:
        """The paths or addresses of the two articles."""
        return [one.article.source for one in (self._first, self._second) if one]

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """The columns and the rows of `newsreader compare --format csv`."""
        if self._second is None or not self.found:
            return (), ()
        first, second = self._first.article, self._second.article
        return COLUMNS, [list(fields(ComparisonRow(first, second, one))) for one in self.found]

    @property
    def export_name(self) -> str:
        """The name without an ending that is suggested for an exported file."""
        return "comparison"

    def action_open(self) -> None:
        """Open the second article at the place of the row."""
        item = self._chosen_item
        if self._second is None or item is None:
            return
        if item.second is None:
            self.notify("The other article does not have this.", markup=False)
        else:
            self.open_second(self._second.article, item.second)


def titles(first: Analyzed, second: Analyzed, found: Sequence[ComparedItem], width: int, wide: bool) -> str:
    """The names of both articles, side by side if there is room."""
    room = (width - 4) // 2 - 2 if wide else width
    names = [f"{letter} {one_line(one.article.title, room - 2)}" for letter, one in (("A", first), ("B", second))]
    if names[0][2:] == names[1][2:] and first.article.source != second.article.source:
        ends = [end_of(one.article.source, room // 2) for one in (first, second)]
        names = [
            f"{name[:2]}{one_line(name[2:], room - cells(end) - 5)} · {end}"
            for name, end in zip(names, ends, strict=True)
        ]
    if not found:
        return "\n".join([*(one_line(name, width) for name in names), "The two articles have nothing to compare."])
    if wide:
        left = one_line(names[0], (width - 4) // 2 - 2)
        return "    " + left.ljust((width - 4) // 2) + one_line(names[1], width // 2 - 2)
    return "\n".join(one_line(name, width) for name in names)


def comparison_items(
    first: Analyzed, second: Analyzed, found: Sequence[ComparedItem], width: int, *, side_by_side: bool
) -> list[Item]:
    """The rows under a heading for each kind. The key of a row is its number in `found`."""
    items: list[Item] = []
    before = None
    for number, item in enumerate(found):
        if item.kind != before:
            before = item.kind
            items.append(heading(TITLES[item.kind], sum(one.kind == item.kind for one in found)))
        items.append(_row(number, item, first, second, width, side_by_side))
    return items


def _row(number: int, item: ComparedItem, first: Analyzed, second: Analyzed, width: int, side_by_side: bool) -> Item:
    sign, meaning, colour = STATES[item.state]
    if item.has_other_speaker:
        meaning = OTHER_SPEAKER
    elif item.kind == "source" and item.state == "same":
        sign, meaning = "&", SOURCE_OF_BOTH
    texts = [
        one_line(item_words(one.article, item, span)) if span else ""
        for one, span in ((first, item.first), (second, item.second))
    ]
    name = item.name or ("" if item.kind in ("figure", "passage") else "no speaker named")
    parts: list[tuple[str, str]] = [(f"{sign} ", f"bold {colour}"), (short_name(name, width - 24), "bold")]
    parts.append((f"{'  ' if name else ''}{meaning}", "$text-muted"))
    if max(item.statements) > 1:
        told = [f"{letter}: {_first_of(count)}" for letter, count in zip("AB", item.statements, strict=True) if count]
        parts.append((f"\n    {' · '.join(told)}", "$text-muted"))
    if item.kind != "name":
        parts += _texts(texts, width - 4, side_by_side)
    for one in item.differences:
        here, there = ([words or "(nothing)"] for words in (one_line(one.printed), one_line(one.said)))
        parts += _differing(here[0], there[0], width - 4, side_by_side)
    spans = tuple(span for span in (item.first or item.second,) if span)
    return Item(str(number), Content.assemble(*parts), spans, f"{name} {meaning} {' '.join(texts)}".casefold())


def _first_of(statements: int) -> str:
    """Which of the statements of a source is shown."""
    return f"the first of {statements} statements" if statements > 1 else "the only statement"


def _texts(texts: Sequence[str], width: int, side_by_side: bool) -> list[tuple[str, str]]:
    if side_by_side:
        half = width // 2 - 2
        left, right = (in_lines(words or "—", half, MOST_LINES) for words in texts)
        return two_columns(left, right, width, ("", ""))
    parts: list[tuple[str, str]] = []
    for letter, words in zip("AB", texts, strict=True):
        if words:
            lines = in_lines(words, width - 2, MOST_LINES)
            parts += [("\n    ", ""), (f"{letter} ", "bold $text-accent"), ("\n      ".join(lines), "")]
    return parts


def _differing(here: str, there: str, width: int, side_by_side: bool) -> list[tuple[str, str]]:
    styles = ("bold $text-error", "bold $text-success")
    if side_by_side:
        half = width // 2 - 4
        return two_columns([f"≠ {one_line(here, half)}"], [f"≠ {one_line(there, half)}"], width, styles)
    half = width // 2 - 4
    return [("\n      ", ""), (one_line(here, half), styles[0]), (" / ", ""), (one_line(there, half), styles[1])]
