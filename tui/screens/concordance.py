"""The concordance: every occurrence of a word, one per line, with its context in columns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from ..actions.table import bindings
from ..store.errors import StoreError
from ..text.concordance import Line, Order, arranged
from ..text.safe import one_line, visible
from ..text.same_file import is_same_file
from ..widgets.bars.key_bar import KeyBar
from ..widgets.lists.line_list import LineList
from .lists.rows import RowsScreen, Steps, some_of
from .messages import OpenKnownArticle, Sought

SOURCE = 18
"""Width of the article's name if there are several articles, in cells."""

ORDERS: dict[Order, tuple[str, str]] = {
    "left": ("by the words before", "sort_left"),
    "text": ("in order", "sort_text"),
    "right": ("by the words after", "sort_right"),
}


class ConcordanceScreen(RowsScreen[Line | None]):
    """Returns the line of the open article to go to, or None. Lines of other articles are opened above this screen."""

    DEFAULT_CSS = """
    ConcordanceScreen .title { height: auto; padding: 0 1; background: $panel; text-style: bold; }
    ConcordanceScreen .orders { height: 1; padding: 0 1; background: $panel; link-style: none; }
    ConcordanceScreen .message { padding: 1 3; display: none; color: $text-muted; }
    """

    BINDINGS = [*bindings("concordance")]

    SCOPE = "concordance"

    def __init__(
        self,
        words: str,
        find: Callable[[str], Sequence[Line]],
        *,
        library: Callable[[str], Steps[Line]] | None = None,
        names: Callable[[str], str] | None = None,
        source: str = "",
        order: Order = "text",
    ) -> None:
        """`find` returns the lines of the open article, whose source is `source`, with some words; `library` those of
        all articles, in steps. `names` returns the headline for a source."""
        super().__init__()
        self.words = words
        """The words looked up."""
        self._find = find
        self._here = find(words)
        self._source = source
        self._library = library
        self._names = names or (lambda source: source)
        self._everywhere: list[Line] | None = None
        self._whole = False
        self.order: Order = order
        """The sort order."""
        self.lines: list[Line] = []
        """The lines in the order shown."""
        self._several = False
        """Whether the lines are from several articles."""
        self._named: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Static(classes="title", markup=False)
        yield Static(classes="orders", markup=False)
        yield Static(Content("No occurrences."), classes="message", markup=False)
        yield LineList(self._draw, row_height=1)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the lines of the article."""
        self.rows.focus()
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns to the width."""
        self._show()

    def _show(self) -> None:
        chosen = self._chosen_line
        found = self._everywhere if self._whole and self._everywhere is not None else self._here
        self.lines = arranged(found, self.order)
        self.query_one(".title", Static).update(Content(f"“{one_line(self.words, 60)}”: {self._count(found)}"))
        self.query_one(".orders", Static).update(self._orders())
        self._several = len({line.source for line in found}) > 1
        self.query_one(".message").display = not self.lines
        self.rows.show_rows(len(self.lines), cursor=self.lines.index(chosen) if chosen in self.lines else 0)

    def is_input(self, path: Path) -> bool:
        """Whether this is the file of an article that has one of the lines."""
        return any(is_same_file(path, line.source) for line in self.lines)

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """One row for each line."""
        columns = ("left", "words", "right", "source", "start", "end")
        return columns, ((line.left, line.words, line.right, line.source, *line.span) for line in self.lines)

    def _draw(self, row: int, width: int) -> Sequence[Content]:
        return [self._row(self.lines[row], width - (SOURCE + 1 if self._several else 0))]

    @property
    def _chosen_line(self) -> Line | None:
        row = self.rows.cursor
        return self.lines[row] if row < len(self.lines) else None

    def _count(self, found: Sequence[Line]) -> str:
        places = "1 occurrence" if len(found) == 1 else f"{len(found):,} occurrences"
        if not self._whole:
            return f"{places} in this article"
        articles = len({line.source for line in found})
        return f"{places} in {articles:,} article{'s' if articles != 1 else ''}"

    def _orders(self) -> Content:
        parts: list[Content] = []
        for order, (title, action) in ORDERS.items():
            mark = "bold reverse" if order == self.order else "$text-muted"
            parts.append(Content(f" {title} ").stylize(mark).stylize(Style.from_meta({"@click": f"screen.{action}"})))
        return Content(" ").join(parts)

    def _row(self, line: Line, room: int) -> Content:
        words = one_line(line.words, max(8, room // 2))
        left_room = max(0, (room - cell_len(words)) // 2)
        left = _tail(line.left, left_room)
        right = set_cell_size(line.right, max(0, room - left_room - cell_len(words)))
        pad = " " * (left_room - cell_len(left))
        parts: list[tuple[str, str]] = []
        if self._several:
            if line.source not in self._named:
                self._named[line.source] = one_line(self._names(line.source), SOURCE)
            name = self._named[line.source]
            parts.append((name + " " * (SOURCE + 1 - cell_len(name)), "$text-muted"))
        parts += [(pad + left, ""), (words, "bold $text-accent"), (right.rstrip(), "")]
        return Content.assemble(*parts)

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        line = self._chosen_line
        if line is not None and line.source == self._source:
            self.dismiss(line)
        elif line is not None:
            self.post_message(OpenKnownArticle(line.source, line.span, Sought((self.words,))))

    def _sort(self, order: Order) -> None:
        self.order = order
        self._show()

    def action_sort_left(self) -> None:
        """Sort by the words before, the nearest first."""
        self._sort("left")

    def action_sort_right(self) -> None:
        """Sort by the words after."""
        self._sort("right")

    def action_sort_text(self) -> None:
        """Sort in the order of the text."""
        self._sort("text")

    def action_look_up(self) -> None:
        """Ask for other words and show where they occur."""
        from .dialogs.ask import AskScreen

        self.app.push_screen(AskScreen("Which word, or words?"), self._look_up)

    def _look_up(self, words: str | None) -> None:
        if not words:
            return
        self.words, self._here, self._everywhere = words, self._find(words), None
        if self._whole:
            self._whole = False
            self.action_whole_library()
        else:
            self._show()

    @work(exclusive=True)
    async def action_whole_library(self) -> None:
        """Show all articles, or only this one."""
        if self._library is None:
            self.notify("Nothing can be saved in this session, so there are no other articles.", markup=False)
            return
        if self._everywhere is None:
            found: list[Line] = []
            steps, done = self._library(self.words), 0.0
            try:
                while done < 1:
                    sentence = f"“{one_line(self.words, 60)}”: searching the library… {done:.0%}"
                    self.query_one(".title", Static).update(Content(sentence))
                    done, more = await asyncio.to_thread(some_of, steps)
                    found += more
                    if self.is_gone:
                        return
            except StoreError as error:
                if not self.is_gone:
                    self._show()
                    self.notify(visible(str(error)), severity="warning", markup=False)
                return
            self._everywhere = [*self._here, *(line for line in found if line.source != self._source)]
        self._whole = not self._whole
        self._show()

    def close_something(self) -> bool:
        """Close without going anywhere."""
        self.dismiss(None)
        return True


def _tail(text: str, width: int) -> str:
    """The end of the text that fits into `width` cells."""
    while cell_len(text) > width:
        text = text[max(1, (cell_len(text) - width) // 2) :]
    return text
