"""How the article pane answers the mouse: a click puts the caret, a drag selects letters, a second click makes it
words, a third sentences, a fourth paragraphs; beyond the edge the page rolls on.

Textual's own selection counts cells of rows, and its double click takes the whole widget. Here the mouse is captured
and asked for offsets; what comes of it is published as Textual's selection, so that `ctrl+c` copies it.
"""

from __future__ import annotations

from time import monotonic

from textual import events
from textual.timer import Timer

from ...text.span import Span
from .actions import ArticleActions
from .caret import Drag, Selecting
from .layout import Row

AGAIN = 0.5
"""Seconds within which a second click on the same cell counts as one more."""
ROLL = 0.05
"""Seconds between two steps of the page while the mouse is held beyond its edge."""
WHEEL = 3
"""Rows a notch of the wheel."""
UNITS = ("letter", "word", "sentence", "paragraph")


class ArticleMouse(ArticleActions):
    """The actions of the pane's keys, and the mouse."""

    _clicked: tuple[float, int, int, int] = (0.0, -1, -1, 0)
    """When and where the last click was, and the how manieth it was."""
    _roller: Timer | None = None

    def offset_under(self, x: int, y: int) -> int:
        """The offset drawn in a cell of the pane, else the nearest in that row."""
        layout, painter = self._layout, self._painter
        rows = self._window()
        if layout is None or painter is None or not rows:
            return 0
        if y >= len(rows):
            return rows[-1][1].end
        return layout.offset_at(rows[max(0, y)][0], x - painter.left)

    def _unit_at(self, unit: str, offset: int) -> Span:
        if unit == "word":
            return self.word_at(offset)
        if unit == "sentence":
            return self.sentence_at(offset)
        if unit == "paragraph":
            return self.paragraph_at(offset)
        return Span(offset, offset)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1:
            return
        event.prevent_default()
        now = monotonic()
        at, x, y, times = self._clicked
        again = now - at < AGAIN and (x, y) == (event.x, event.y)
        times = times % len(UNITS) + 1 if again else 1
        self._clicked = (now, event.x, event.y, times)
        unit = UNITS[times - 1]
        origin = self._unit_at(unit, self.offset_under(event.x, event.y))
        self._drag = Drag(unit, origin, event.x, event.y)
        self.capture_mouse()
        if unit == "letter":
            if event.shift and self._selecting_span is not None:
                self._drag.origin = Span(self._selecting_span.anchor, self._selecting_span.anchor)
                self._drag_to(event.x, event.y)
                return
            self._select(None)
            self._put_caret(origin.start)
        elif origin.length:
            self._select(Selecting(origin.start, origin.end))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._drag is None:
            return
        if (event.x, event.y) != (self._drag.x, self._drag.y):
            self._drag.moved = True
        if self._drag.moved:
            self._drag_to(event.x, event.y)
            self._roll(outside=not 0 <= event.y < self.size.height)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._drag is None:
            return
        drag, self._drag = self._drag, None
        self.release_mouse()
        self._roll(outside=False)
        # The screen has just cleared its selection if the mouse did not move.
        self._publish(self.selection)
        if not drag.moved and drag.unit == "letter":
            row = self._row_under(event.y)
            if row is not None and row.kind == "fold":
                self._open(Span(row.start, row.end))
            elif self.selection is None and self._on_words(event.x, event.y):
                self._follow_link(self.caret)

    def _row_under(self, y: int) -> Row | None:
        rows = self._window()
        return rows[y][1] if 0 <= y < len(rows) else None

    def _on_words(self, x: int, y: int) -> bool:
        """True where a word is drawn in that cell, not the blank beside it."""
        layout, painter, rows = self._layout, self._painter, self._window()
        if layout is None or painter is None or not 0 <= y < len(rows):
            return False
        place, row = rows[y]
        return any(run.x <= x - painter.left < layout.x_of(place, run.end) for run in row.runs)

    def _drag_to(self, x: int, y: int) -> None:
        assert self._drag is not None
        self._drag.x, self._drag.y = x, y
        origin = self._drag.origin
        height = self.size.height
        offset = self.offset_under(
            x if 0 <= y < height else (0 if y < 0 else self.size.width), min(max(0, y), height - 1)
        )
        here = self._unit_at(self._drag.unit, offset)
        if here.start < origin.start:
            self._select(Selecting(origin.end, here.start))
        else:
            self._select(Selecting(origin.start, max(origin.end, here.end)))

    def _roll(self, *, outside: bool) -> None:
        """Start or stop moving the page under a mouse that is held beyond its edge."""
        if outside and self._roller is None:
            self._roller = self.set_interval(ROLL, self._roll_on)
        elif not outside and self._roller is not None:
            self._roller.stop()
            self._roller = None

    def _roll_on(self) -> None:
        drag = self._drag
        if drag is None:
            self._roll(outside=False)
            return
        beyond = drag.y if drag.y < 0 else drag.y - self.size.height + 1
        rows = max(-5, min(5, beyond))
        if rows and self.scroll_rows(rows):
            self._drag_to(drag.x, drag.y)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.prevent_default()
        event.stop()
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.prevent_default()
        event.stop()
        self.scroll_rows(-WHEEL)
