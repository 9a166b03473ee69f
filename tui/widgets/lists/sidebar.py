"""The sidebar: one list at a time, with a filter and a strip that shows where in the article the items are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, DescendantBlur, Resize
from textual.message import Message
from textual.widgets import Static

from ...actions.sidebar_lists import FIRST_LIST, SIDEBAR_LISTS
from ...actions.table import NARROWED, allowed, bindings
from ...text.safe import cells, one_line, visible
from ...text.span import Span
from ..bars.strip import Places
from ..key_label import key_of
from .item import Item, counted, in_order_of

if TYPE_CHECKING:
    from textual.widgets import Input

    from .item_list import ItemList
    from .tabs import Tabs

LEAST, MOST = 38, 60
"""Narrowest and widest sidebar, in columns, if it takes the width that the text leaves."""


class Head(NamedTuple):
    """The line over a list: its sort order and its filters."""

    order: str = ""
    """The present sort order, such as "by count"; empty if there is only one."""
    other: str = ""
    """The order to which the key would switch."""
    only: tuple[str, ...] = ()
    """What the rows are limited to: a speaker, topics."""
    progress: str = ""
    """How much of the list is done, instead of the number of its rows: "5 of 47 checked"."""


class ListState:
    """The rows and the state of one list, shown or not."""

    def __init__(self) -> None:
        self.items: Sequence[Item] = ()
        self.width = 0
        """Cells of a row for which the rows were made; 0 if they have not been made yet."""
        self.filter = ""
        self.key: str | None = None
        self.empty = ""
        """The sentence shown if there are no rows."""
        self.head = Head()
        self.in_order: Sequence[Item] | None = None
        """The rows in their new order, applied when the reader leaves the list; None if they are in order."""


def _update(line: Static, content: Content) -> None:
    """Show a line or a few; hide it if it is empty. The progress of the analysis comes ten times a second, so a new
    layout is requested only if the number of lines changes."""
    shown, room = bool(content), line.size.width
    if shown or line.display:
        same = shown and line.display and room > 0 and len(content.wrap(room)) == line.size.height
        line.update(content, layout=not same)
        line.display = shown


class Sidebar(Vertical):
    """Shows one list at a time. `ItemList.Chosen` bubbles up from here."""

    DEFAULT_CSS = """
    Sidebar { width: 42; max-width: 60%; height: 1fr; }
    Sidebar > .head { height: auto; padding: 0 1; color: $text-muted; }
    Sidebar > Input { height: 1; border: none; padding: 0 1; display: none; }
    Sidebar > Input.open { display: block; padding: 0 1; }
    Sidebar > .message { height: auto; padding: 0 1; }
    Sidebar > .strip { height: 1; padding: 0 1; }
    """

    BINDINGS = [*bindings("sidebar")]

    class ListShown(Message):
        """Another list, or other rows of it, were shown."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class SortRequested(Message):
        """The reader wants the list sorted or grouped another way."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class FilterRequested(Message):
        """The reader wants to limit the rows by "topic" or by "speaker" (that of the row), or with "" to see all."""

        def __init__(self, by: str, item: Item | None) -> None:
            super().__init__()
            self.by, self.item = by, item

    class CorrectionRequested(Message):
        """The reader wants to correct the row under the cursor: "merge", "split", "rename", "kind" or "confirm"."""

        def __init__(self, what: str, item: Item) -> None:
            super().__init__()
            self.what, self.item = what, item

    class PlaceClicked(Message):
        """A place on the strip was clicked; `span` is where in the article that is."""

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

    class Resized(Message):
        """The width of the rows changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lists = {name: ListState() for name in SIDEBAR_LISTS}
        self.name_shown = FIRST_LIST
        self.before_show: Callable[[str], None] | None = None
        """Called with the name of a list before it is shown, so that it can be filled."""
        self._planned = 0
        """Expected inner width in cells, until Textual has laid the sidebar out."""
        self._strip, self._here = Places(), 0
        self._strip_line = ""
        self._progress = ""
        """The step of the analysis, shown under the rows."""

    _filled = False

    def fill(self) -> None:
        """Mount the children. This is done on first use and not in `compose`, so that the article's text is shown
        first."""
        if not self._filled:
            self._filled = True
            self.mount_all(self._parts())

    def query_one(self, selector: Any, expect_type: Any = None) -> Any:
        """The child, mounted if necessary."""
        self.fill()
        return super().query_one(selector) if expect_type is None else super().query_one(selector, expect_type)

    def _parts(self) -> ComposeResult:
        from .item_list import ItemList
        from .tabs import Tabs

        yield Tabs()
        yield Static("", classes="head", markup=False)
        yield ItemList()
        yield Static("", classes="message", markup=False)
        yield Static("", classes="strip", markup=False)

    def fit(self, width: int, across: int, measure: int) -> None:
        """Set the width to `width` columns; if that is 0, to the columns that lines of `measure` columns leave on the
        screen."""
        # The columns around the text: its margins and the scroll bar. With lanes for three topics it would be one more,
        # but on a screen of 120 columns the tabs then have their full names.
        cells = width or min(MOST, max(LEAST, across - measure - 8))
        self.styles.width = cells
        most = across if self.has_class("drawer") else across * 3 // 5
        self._planned = min(cells, most) - self.gutter.width

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape shows all rows if only some are shown; otherwise the screen handles it."""
        return allowed("sidebar", action, {NARROWED} if self.narrowed else set())

    @property
    def narrowed(self) -> bool:
        """Whether only some of the rows are shown, or a filter is open."""
        state = self.lists[self.name_shown]
        return bool(state.filter or state.head.only) or self._filtering

    _filter_field: Input | None = None

    @property
    def _field(self) -> Input:
        """The field for the filter, mounted on first use."""
        if self._filter_field is None:
            from textual.widgets import Input

            self._filter_field = Input(placeholder="filter", compact=True, select_on_focus=False)
            self.mount(self._filter_field, after=self.query_one(".head"))
        return self._filter_field

    @property
    def _filtering(self) -> bool:
        return self._filter_field is not None and self._filter_field.has_class("open")

    @property
    def list(self) -> ItemList:
        """The list on the screen."""
        self.fill()
        return self._list

    @cached_property
    def _list(self) -> ItemList:
        found: ItemList = self.query_one("ItemList")
        return found

    @property
    def reading(self) -> bool:
        """Whether the list has the focus."""
        return self._filled and self.list.has_focus

    @property
    def current(self) -> Item | None:
        """The row under the cursor."""
        return self.list.current

    @property
    def row_width(self) -> int:
        """Cells of a row."""
        return max(12, self._width - 3)

    @property
    def _width(self) -> int:
        return self.size.width or self._planned

    def has_other_width(self, name: str) -> bool:
        """Whether the rows of a list were made for another width than it has now. Opened over the text, the sidebar is
        as wide as the screen; closed or beside the text it is not."""
        return self.lists[name].width not in (0, self.row_width)

    def set_items(
        self,
        name: str,
        items: Sequence[Item],
        *,
        empty: str = "",
        head: Head | None = None,
        insert: bool = False,
    ) -> None:
        """Replace the rows of a list. `empty` is the sentence for a list without rows.

        While the list has the focus its rows keep their order, so that the row being read does not jump when the
        analysis progresses; they are sorted when the focus leaves it. New rows come last, or with `insert` where they
        belong.
        """
        state = self.lists[name]
        head = head or Head()
        reading = name == self.name_shown and self.list.has_focus and head == state.head
        state.width = self.row_width
        state.in_order = items if reading and state.items else None
        state.items = in_order_of(items, state.items, insert=insert) if reading and state.items else items
        state.empty, state.head = empty, head
        if name == self.name_shown:
            self._fill()

    def show_list(self, name: str) -> None:
        """Show one of the lists."""
        self._keep_cursor()
        if self.before_show is not None:
            self.before_show(name)
        self.name_shown = name
        self.query_one("Tabs").show(name)
        filter = self.lists[name].filter
        if self._filter_field is not None or filter:
            field = self._field
            with self.prevent(type(field).Changed):
                field.value = filter
            field.set_class(bool(filter), "open")
        self.list.show(())
        self._fill()
        if key := self.lists[name].key:
            self.list.point_to(key)
        self.post_message(self.ListShown(name))

    def _keep_cursor(self) -> None:
        if self.current:
            self.lists[self.name_shown].key = self.current.key

    def show_head(self) -> None:
        """Update the line over the list: number of rows, sort order and filters."""
        state = self.lists[self.name_shown]
        total = sum(1 for item in state.items if not item.heading)
        width = self.row_width
        key = key_of(self, "list_sort")
        right = f"{key} {state.head.other}" if state.head.other and key else ""
        noun = SIDEBAR_LISTS[self.name_shown].noun
        counts = counted(noun, self.list.items, state.items, state.head.order)
        if state.head.progress and len(self.list.items) == len(state.items):
            counts = [f"{state.head.progress} · {state.head.order}", state.head.progress]
        rights = (right, right.replace(" in ", " ", 1))  # "S in text order", "S text order"
        pairs = [(one, other) for one in counts for other in rights]
        left, right = next((pair for pair in pairs if sum(map(cells, pair)) + 2 <= width), pairs[-1])
        lines: list[Content] = []
        if total or state.head.only:
            gap = width - cells(left) - cells(right)
            ending = (" " * gap, (key, "$text-accent"), right.removeprefix(key)) if right and gap > 1 else ()
            lines.append(Content.assemble(left, *ending))
        if state.head.only:
            whole = f" {key_of(self, 'list_all')} all"
            only = one_line("only " + ", ".join(state.head.only), width - cells(whole))
            between = " " * (width - cells(only) - cells(whole) + 1)
            lines.append(Content.assemble((only, "bold $text-accent"), between + whole.strip()))
        _update(self.query_one(".head", Static), Content("\n").join(lines))

    def show_progress(self, sentence: str) -> None:
        """Show a step of the analysis under the list, and go on showing it when the rows change; "" ends that."""
        self._progress = sentence
        if sentence:
            self.show_message(sentence)

    def show_message(self, sentence: str) -> None:
        """Show a sentence under the list: progress, or why the list is empty. "" hides it."""
        _update(self.query_one(".message", Static), Content(visible(sentence)))

    def show_strip(self, spans: Sequence[Span], length: int, here: int) -> None:
        """Show where `spans` are in a text of `length` code points, and where the reader is."""
        self._strip, self._here = Places(spans, length), here
        self._draw_strip()

    def show_here(self, here: int) -> None:
        """Move the mark of the reader's position to an offset."""
        self._here = here
        if self._filled and self.display:
            self._draw_strip()

    def _draw_strip(self) -> None:
        line = self._strip.line(self._width - 2, self._here)
        if line != self._strip_line:
            self._strip_line = line
            self.query_one(".strip", Static).update(Content(line), layout=False)

    def _fill(self) -> None:
        state = self.lists[self.name_shown]
        self.list.show(state.items, state.filter)
        self.show_head()
        self._place_message(above=not self.list.found)
        if not state.items:
            self.show_message(state.empty)
        elif not self.list.found:
            self.show_message(
                f"No row contains “{one_line(state.filter, 40)}”. Press {key_of(self, 'list_all')} to show all."
            )
        else:
            self.show_message(self._progress)

    def _place_message(self, *, above: bool) -> None:
        """Put the message in place of the rows if there are none, otherwise below them, so that no row moves when it
        disappears."""
        message = self.query_one(".message")
        if above != message.has_class("above"):
            message.set_class(above, "above")
            if above:
                self.move_child(message, before=self.list)
            else:
                self.move_child(message, after=self.list)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Sort the list when the focus leaves it."""
        state = self.lists[self.name_shown]
        if state.in_order is not None and event.widget is self.list:
            state.items, state.in_order = state.in_order, None
            self._fill()

    def on_resize(self, event: Resize) -> None:
        """Rows are cut to the width, so they must be made again."""
        if self._filled:
            if self.has_other_width(self.name_shown):
                self.post_message(self.Resized())
            self._draw_strip()

    def on_click(self, event: Click) -> None:
        """The strip is a map: a click on it leads to that place. A click on the head sorts or shows all rows."""
        if event.widget is None or event.button != 1:
            return
        if event.widget.has_class("strip") and self._strip_line:
            width = self._width - 2
            cell = min(width - 1, max(0, event.screen_x - event.widget.content_region.x))
            self.post_message(self.PlaceClicked(self._strip.under(cell, width)))
        elif event.widget.has_class("head"):
            if event.screen_y > event.widget.region.y:
                self.action_whole_list()
            else:
                self.action_sort()

    def on_tabs_clicked(self, event: Tabs.Clicked) -> None:
        """Show the list of the tab."""
        event.stop()
        self.show_list(event.name)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.lists[self.name_shown].filter = event.value
        self._fill()
        self.post_message(self.ListShown(self.name_shown))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        event.input.set_class(bool(event.value), "open")
        self.list.focus()
        self.post_message(self.ListShown(self.name_shown))

    def action_filter(self) -> None:
        """Type to filter the list."""
        field = self._field
        field.add_class("open")
        field.focus()

    def action_whole_list(self) -> None:
        """Remove the filter and all limits."""
        if self._filtering:
            field = self._field
            # The cursor stays on the row that was found.
            field.value = ""
            field.remove_class("open")
        else:
            self.post_message(self.FilterRequested("", None))
        self.list.focus()

    def action_next_list(self) -> None:
        """The list to the right."""
        self._step(1)

    def action_previous_list(self) -> None:
        """The list to the left."""
        self._step(-1)

    def _step(self, by: int) -> None:
        names = list(SIDEBAR_LISTS)
        self.show_list(names[(names.index(self.name_shown) + by) % len(names)])

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        self.list.action_select()

    def action_cursor_down(self) -> None:
        """The next row."""
        self.list.action_cursor_down()

    def action_cursor_up(self) -> None:
        """The previous row."""
        self.list.action_cursor_up()

    def action_page_down(self) -> None:
        """A page of rows down."""
        self.list.action_page_down()

    def action_page_up(self) -> None:
        """A page of rows up."""
        self.list.action_page_up()

    def action_first(self) -> None:
        """The first row."""
        self.list.action_first()

    def action_last(self) -> None:
        """The last row."""
        self.list.action_last()

    def action_sort(self) -> None:
        """Request the other sort order."""
        self.post_message(self.SortRequested(self.name_shown))

    def action_only_about(self) -> None:
        """Request only items in passages on the active topics."""
        self.post_message(self.FilterRequested("topic", self.current))

    def action_only_speaker(self) -> None:
        """Request only what the row's speaker said."""
        self.post_message(self.FilterRequested("speaker", self.current))

    def action_confirm(self) -> None:
        """Confirm the row."""
        self._request_correction("confirm")

    def action_merge(self) -> None:
        """Request merging the row with another."""
        self._request_correction("merge")

    def action_split(self) -> None:
        """Request splitting the row."""
        self._request_correction("split")

    def action_rename(self) -> None:
        """Request another name."""
        self._request_correction("rename")

    def action_change_kind(self) -> None:
        """Request another kind."""
        self._request_correction("kind")

    def _request_correction(self, what: str) -> None:
        if item := self.current:
            self.post_message(self.CorrectionRequested(what, item))
