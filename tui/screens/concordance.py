"""The concordance: every place of a word, one under the other, the words around it in columns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from rich.cells import cell_len, set_cell_size
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ..actions import bindings
from ..text.concordance import Line, Order, arranged
from ..text.safe import one_line

MOST_ROWS = 1000
"""Rows shown at once; Textual measures each before it shows one. Sorting goes over all of them."""

SOURCE = 18
"""Cells for the name of the article, where there are several."""

ORDERS: dict[Order, tuple[str, str]] = {
    "left": ("by the words before", "sort_left"),
    "text": ("in order", "sort_text"),
    "right": ("by the words after", "sort_right"),
}


class ConcordanceScreen(ModalScreen[Line | None]):
    """Gives back the line that was chosen, to go there; None where the reader only looked."""

    DEFAULT_CSS = """
    ConcordanceScreen { background: $background; }
    ConcordanceScreen .title { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    ConcordanceScreen .orders { height: 1; padding: 0 1; background: $panel; link-style: none; }
    ConcordanceScreen OptionList {
        height: 1fr; border: none !important; padding: 0 1 !important; background: $background;
        scrollbar-size-vertical: 1;
    }
    ConcordanceScreen OptionList:focus { background-tint: 0%; }
    ConcordanceScreen .hint { height: 1; padding: 0 1; color: $text-muted; }
    """

    BINDINGS = [
        *bindings("concordance"),
        Binding("escape,q", "leave", "Close"),
        Binding("j", "move('cursor_down')", "Down", show=False),
        Binding("k", "move('cursor_up')", "Up", show=False),
        Binding("space,ctrl+f,ctrl+d", "move('page_down')", "Page down", show=False),
        Binding("b,ctrl+b,ctrl+u", "move('page_up')", "Page up", show=False),
        Binding("g", "move('first')", "First", show=False),
        Binding("G", "move('last')", "Last", show=False),
    ]

    _list = query_one(OptionList)

    def __init__(
        self,
        words: str,
        lines: Sequence[Line],
        *,
        library: Callable[[], Awaitable[Sequence[Line]]] | None = None,
        names: Callable[[str], str] | None = None,
        order: Order = "text",
    ) -> None:
        """`lines` are those of the article that is read.

        `library` fetches the lines of all articles when they are asked for; `names` gives the headline for a source.
        """
        super().__init__()
        self._words = one_line(words, 60)
        self._here = list(lines)
        self._library = library
        self._names = names or (lambda source: source)
        self._everywhere: list[Line] | None = None
        self._whole = False
        self.order: Order = order
        """How the lines are sorted."""
        self.lines: list[Line] = []
        """The lines as they are shown."""

    def compose(self) -> ComposeResult:
        yield Static(classes="title", markup=False)
        yield Static(classes="orders", markup=False)
        yield OptionList(markup=False, compact=True)
        more = " · a this article or the whole library" if self._library else ""
        yield Static(f"enter jumps · h t l sort{more} · esc closes", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show the lines of the article."""
        self._list.focus()

    def on_resize(self, event: events.Resize) -> None:
        """The columns follow the width."""
        self._show()

    def _show(self) -> None:
        chosen = self._chosen_line
        found = self._everywhere if self._whole and self._everywhere is not None else self._here
        self.lines = arranged(found, self.order)
        self.query_one(".title", Static).update(Content(f"“{self._words}”: {self._count(found)}"))
        self.query_one(".orders", Static).update(self._orders())
        several = len({line.source for line in found}) > 1
        room = self.size.width - 3 - (SOURCE + 1 if several else 0)
        rows = [Option(self._row(line, room, several)) for line in self.lines[:MOST_ROWS]]
        if not rows:
            rows = [Option(Content("It does not occur."), disabled=True)]
        elif len(self.lines) > MOST_ROWS:
            rows.append(Option(Content(f"… and {len(self.lines) - MOST_ROWS:,} more"), disabled=True))
        self._list.set_options(rows)
        shown = self.lines[:MOST_ROWS]
        self._list.highlighted = shown.index(chosen) if chosen in shown else (0 if shown else None)

    @property
    def _chosen_line(self) -> Line | None:
        row = self._list.highlighted
        return self.lines[row] if row is not None and row < len(self.lines) else None

    def _count(self, found: Sequence[Line]) -> str:
        places = "1 place" if len(found) == 1 else f"{len(found):,} places"
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

    def _row(self, line: Line, room: int, several: bool) -> Content:
        words = one_line(line.words, max(8, room // 2))
        left_room = max(0, (room - cell_len(words)) // 2)
        left = _tail(line.left, left_room)
        right = set_cell_size(line.right, max(0, room - left_room - cell_len(words)))
        pad = " " * (left_room - cell_len(left))
        parts: list[tuple[str, str]] = []
        if several:
            name = one_line(self._names(line.source), SOURCE)
            parts.append((name + " " * (SOURCE + 1 - cell_len(name)), "$text-muted"))
        parts += [(pad + left, ""), (words, "bold $text-accent"), (right.rstrip(), "")]
        return Content.assemble(*parts)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._chosen_line is not None:
            self.dismiss(self._chosen_line)

    def _sort(self, order: Order) -> None:
        self.order = order
        self._show()

    def action_sort_left(self) -> None:
        """By the words before, the nearest first."""
        self._sort("left")

    def action_sort_right(self) -> None:
        """By the words after."""
        self._sort("right")

    def action_sort_text(self) -> None:
        """In order of the text."""
        self._sort("text")

    @work(exclusive=True)
    async def action_whole_library(self) -> None:
        """All articles, or only this one."""
        if self._library is None:
            return
        if self._everywhere is None:
            self.query_one(".title", Static).update(Content(f"“{self._words}”: looking through the library…"))
            self._everywhere = list(await self._library())
        self._whole = not self._whole
        self._show()

    def action_move(self, what: str) -> None:
        """Move in the list."""
        getattr(self._list, f"action_{what}")()

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)


def _tail(text: str, width: int) -> str:
    """The end of the text that fits into so many cells."""
    while cell_len(text) > width:
        text = text[max(1, (cell_len(text) - width) // 2) :]
    return text
