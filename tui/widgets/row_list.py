"""A list of any length: rows of equal height that are drawn when they come on the screen, and a cursor.

Textual's own list measures every row before it shows one; with ten thousand articles that takes seconds. Here a frame
costs what the window shows. What a row looks like is told by a function, so the widget knows nothing of articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

MARGIN = 3
"""Cells left of every row; the cursor's sign stands there, so that it is seen without colour too."""

STRIPS = 2_000
"""Drawn lines kept."""

Draw = Callable[[int, int], Sequence[Content]]
"""Given the number of a row and the cells there are for it: its lines."""


class RowList(ScrollView, can_focus=True):
    """Rows, drawn lazily."""

    DEFAULT_CSS = """
    RowList { height: 1fr; background: transparent; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    COMPONENT_CLASSES = {"row-list--cursor", "row-list--cursor-blurred"}

    cursor = reactive(0, repaint=False)
    """The row the cursor is on."""

    @dataclass
    class Chosen(Message):
        """A row was chosen with enter or the mouse."""

        row: int

    @dataclass
    class Pointed(Message):
        """The cursor is on another row now."""

        row: int

        def can_replace(self, message: Message) -> bool:
            """Only the last of many counts, when a key is held down."""
            return isinstance(message, RowList.Pointed)

    def __init__(self, draw: Draw, *, row_height: int = 2, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._lines = row_height
        self._gap = 0
        self._strips: dict[tuple[int, bool], list[Strip]] = {}
        self.count = 0
        """How many rows there are."""

    @property
    def _row_height(self) -> int:
        return self._lines + self._gap

    def set_gap(self, lines: int) -> None:
        """Blank lines under every row."""
        if lines != self._gap:
            self._gap = lines
            self.show(self.count, cursor=self.cursor)

    def show(self, count: int, *, cursor: int = 0) -> None:
        """There are so many rows now; all of them are drawn anew when they are seen."""
        self.count = count
        self.virtual_size = Size(self.size.width, count * self._row_height)
        self.cursor = max(0, min(cursor, count - 1))
        self._keep_in_view()
        self.redraw()
        self.post_message(self.Pointed(self.cursor))

    def redraw(self) -> None:
        """What the rows say has changed."""
        self._strips.clear()
        self.refresh()

    def in_view(self) -> range:
        """The rows on the screen."""
        first = self.scroll_offset.y // self._row_height
        return range(first, min(self.count, first + self.size.height // self._row_height + 2))

    def validate_cursor(self, cursor: int) -> int:
        """The cursor stays on a row."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two rows that change."""
        self._keep_in_view()
        for row in (before, now):
            top = row * self._row_height - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self._row_height))
        self.post_message(self.Pointed(now))

    def _keep_in_view(self) -> None:
        if not self.size.height:
            return
        top, height = self.cursor * self._row_height, self._row_height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + height > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=top + height - self.size.height, animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """The rows are cut to another width."""
        self.virtual_size = Size(event.size.width, self.count * self._row_height)
        self.redraw()
        self._keep_in_view()

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        self._strips.clear()
        super().notify_style_update()

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        row, line = divmod(y + self.scroll_offset.y, self._row_height)
        if row >= self.count:
            return Strip.blank(self.size.width, self.rich_style)
        here = row == self.cursor
        strips = self._strips.get((row, here))
        if strips is None:
            if len(self._strips) > STRIPS:
                self._strips.clear()
            strips = self._strips[row, here] = self._row_strips(row, here)
        return strips[line]

    def _row_strips(self, row: int, here: bool) -> list[Strip]:
        width = self.size.width
        style = self.visual_style
        if here:
            name = "row-list--cursor" if self.has_focus else "row-list--cursor-blurred"
            style = self.get_visual_style(name)
        lines = list(self._draw(row, max(1, width - MARGIN - 1)))[: self._lines]
        lines += [Content("")] * (self._lines - len(lines))
        strips: list[Strip] = []
        for line in lines:
            sign = " ▌ " if here else " " * MARGIN
            content = Content.assemble((sign, "$text-accent" if here else ""), line)
            drawn = Visual.to_strips(self, content, width, 1, style, pad=True, apply_selection=False)
            strips.append(drawn[0] if drawn else Strip.blank(width, style.rich_style))
        return strips + [Strip.blank(width, self.visual_style.rich_style)] * self._gap

    def on_click(self, event: events.Click) -> None:
        """A click points at a row; a second one chooses it."""
        row = (event.y + self.scroll_offset.y) // self._row_height
        if row >= self.count:
            return
        again = row == self.cursor
        self.cursor = row
        if again or event.chain > 1:
            self.action_select()

    def move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += by

    @property
    def page(self) -> int:
        """Rows of a page."""
        return max(1, self.size.height // self._row_height - 1)

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self.cursor))
