"""The sidebar: the lists of what was found, one at a time, with a filter and the strip that shows where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Resize
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from ..actions import bindings
from ..text.safe import cells
from ..text.span import Span
from .item_list import Item, ItemList
from .strip import strip_line

LISTS = {
    "people": ("p", "Who"),
    "quotes": ("w", "Quotes"),
    "notes": ("c", "Notes"),
    "figures": ("#", "Figures"),
    "outline": ("L", "Outline"),
}
"""Each list: its key and what its tab says."""


@dataclass
class ListState:
    """One list while it is not shown."""

    items: Sequence[Item] = ()
    filter: str = ""
    key: str | None = None
    count: int = 0
    empty: str = ""
    """The sentence shown where there is nothing."""


class Tabs(Widget):
    """The names of the lists in one line, the shown one marked."""

    DEFAULT_CSS = "Tabs { height: 1; width: 100%; }"

    @dataclass
    class Clicked(Message):
        """A tab was clicked."""

        name: str

    def __init__(self) -> None:
        super().__init__()
        self._current = "people"
        self._keys = {name: key for name, (key, _) in LISTS.items()}
        self._ends: list[tuple[int, str]] = []

    def show(self, current: str) -> None:
        """Mark this one."""
        self._current = current
        self.refresh()

    def render(self) -> Content:
        """Key and name of each; the names of those not shown are cut where there is no room."""
        room = self.size.width
        for short in (20, 5, 3, 0):
            parts = [self._tab(name, short) for name in LISTS]
            if sum(cells(part.plain) for part in parts) <= room:
                break
        self._ends, end = [], 0
        for name, part in zip(LISTS, parts, strict=True):
            end += cells(part.plain)
            self._ends.append((end, name))
        return Content.assemble(*parts)

    def _tab(self, name: str, short: int) -> Content:
        key, title = LISTS[name]
        if name == self._current:
            return Content.styled(f" {key} {title} ", "bold reverse")
        return Content.assemble((f" {key}", "$text-accent"), (f" {title[:short]}".rstrip() + " ", "$text-muted"))

    def on_click(self, event: Click) -> None:
        """Tell which tab was clicked."""
        for end, name in self._ends:
            if event.x < end:
                self.post_message(self.Clicked(name))
                return


class Sidebar(Vertical):
    """One list at a time. What is chosen is told as `ItemList.Chosen`, and goes up from here."""

    DEFAULT_CSS = """
    Sidebar { width: 38; height: 1fr; }
    Sidebar > Input { height: 1; border: none; padding: 0 1; display: none; }
    Sidebar > Input.open { display: block; }
    Sidebar > .says { height: auto; padding: 0 1; }
    Sidebar > .strip { height: 1; padding: 0 1; }
    """

    BINDINGS = [*bindings("sidebar")]

    @dataclass
    class ListShown(Message):
        """Another list is shown now."""

        name: str

    @dataclass
    class SortAsked(Message):
        """The reader wants the list sorted or grouped another way."""

        name: str

    @dataclass
    class MendAsked(Message):
        """The reader wants to change the row under the cursor: "merge", "split", "rename" or "kind"."""

        what: str
        item: Item

    @dataclass
    class Resized(Message):
        """There is room for rows of another width now (cells)."""

        width: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lists = {name: ListState() for name in LISTS}
        self.name_shown = "people"
        self._strip: tuple[tuple[Span, ...], int, int | None] = ((), 0, None)

    def compose(self) -> ComposeResult:
        yield Tabs()
        yield Input(placeholder="filter", compact=True, select_on_focus=False)
        yield ItemList()
        yield Static("", classes="says", markup=False)
        yield Static("", classes="strip", markup=False)

    @property
    def list(self) -> ItemList:
        """The list on the screen."""
        return self.query_one(ItemList)

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        return self.list.current

    @property
    def row_width(self) -> int:
        """Cells of a row."""
        return max(12, self.size.width - 3)

    def set_items(self, name: str, items: Sequence[Item], *, empty: str = "") -> None:
        """What a list holds now. `empty` is the sentence for a list without rows."""
        state = self.lists[name]
        state.items, state.empty = items, empty
        if name == self.name_shown:
            self._fill()

    def show_list(self, name: str) -> None:
        """Show one of the lists."""
        if self.current:
            self.lists[self.name_shown].key = self.current.key
        self.name_shown = name
        self.query_one(Tabs).show(name)
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = self.lists[name].filter
        field.set_class(bool(field.value), "open")
        self._fill()
        if key := self.lists[name].key:
            self.list.point_to(key)
        self.post_message(self.ListShown(name))

    def say(self, sentence: str) -> None:
        """A sentence under the list: what is being done, or why there is nothing."""
        says = self.query_one(".says", Static)
        says.update(Content(sentence))
        says.display = bool(sentence)

    def show_strip(self, spans: Sequence[Span], length: int, here: int | None = None) -> None:
        """Show where in a text of `length` code points something stands."""
        self._strip = (tuple(spans), length, here)
        strip = self.query_one(".strip", Static)
        strip.update(Content(strip_line(spans, length, max(0, self.size.width - 2), here)))

    def _fill(self) -> None:
        state = self.lists[self.name_shown]
        self.list.show(state.items, state.filter)
        self.say("" if state.items else state.empty)

    def on_resize(self, event: Resize) -> None:
        """Rows are cut to the width, so they have to be made anew."""
        self.post_message(self.Resized(self.row_width))
        self.show_strip(*self._strip)

    @on(Tabs.Clicked)
    def _tab_clicked(self, event: Tabs.Clicked) -> None:
        event.stop()
        self.show_list(event.name)

    @on(Input.Changed)
    def _filter_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.lists[self.name_shown].filter = event.value
        self._fill()

    @on(Input.Submitted)
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        event.input.set_class(bool(event.value), "open")
        self.list.focus()

    def action_filter(self) -> None:
        """Type to filter the list."""
        field = self.query_one(Input)
        field.add_class("open")
        field.focus()

    def close_filter(self) -> bool:
        """Take the filter away; False where there was none."""
        field = self.query_one(Input)
        if not field.has_class("open"):
            return False
        field.value = ""
        field.remove_class("open")
        self.list.focus()
        return True

    def action_next_list(self) -> None:
        """The list to the right."""
        self._step(1)

    def action_previous_list(self) -> None:
        """The list to the left."""
        self._step(-1)

    def _step(self, by: int) -> None:
        names = list(LISTS)
        self.show_list(names[(names.index(self.name_shown) + by) % len(names)])

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        self.list.action_select()

    def action_cursor_down(self) -> None:
        """The next row."""
        self.list.action_cursor_down()

    def action_cursor_up(self) -> None:
        """The row before."""
        self.list.action_cursor_up()

    def action_page_down(self) -> None:
        """A page of rows down."""
        self.list.action_page_down()  # type: ignore[no-untyped-call]  # Textual left it so

    def action_page_up(self) -> None:
        """A page of rows up."""
        self.list.action_page_up()  # type: ignore[no-untyped-call]  # Textual left it so

    def action_first(self) -> None:
        """The first row."""
        self.list.action_first()

    def action_last(self) -> None:
        """The last row."""
        self.list.action_last()

    def action_sort(self) -> None:
        """Ask for another order."""
        self.post_message(self.SortAsked(self.name_shown))

    def action_merge(self) -> None:
        """Ask to merge the row with another."""
        self._ask_mend("merge")

    def action_split(self) -> None:
        """Ask to divide the row."""
        self._ask_mend("split")

    def action_rename(self) -> None:
        """Ask for another name."""
        self._ask_mend("rename")

    def action_change_kind(self) -> None:
        """Ask for another kind."""
        self._ask_mend("kind")

    def _ask_mend(self, what: str) -> None:
        if item := self.current:
            self.post_message(self.MendAsked(what, item))
