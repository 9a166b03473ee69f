"""Selecting with the mouse: a click places the caret, a drag selects characters, after a second click words, after a
third sentences, after a fourth paragraphs; beyond the edge the page scrolls. What is under the pointer at the press and
at the release of the button is included, as in terminals and in vim.

Textual's own selection counts cells, and its double click takes the whole widget. Here each cell is translated into an
offset, and the pane publishes its selection as Textual's, so that `ctrl+c` copies it.
"""

from __future__ import annotations

from time import monotonic

from textual import events
from textual.timer import Timer

from ...text.span import Span
from .pane import ArticlePane
from .selecting import Selecting

AGAIN = 0.5
"""Seconds within which a second click on the same cell counts as one more."""
SCROLL_EVERY = 0.05
"""Seconds between two steps of the page while the mouse is held beyond its edge."""
UNITS = ("character", "word", "sentence", "paragraph")


class MouseSelection:
    """Follows the mouse from the press of its button to the release."""

    def __init__(self, pane: ArticlePane) -> None:
        self._pane = pane
        self.dragging = False
        """Whether the button is down."""
        self._clicked: tuple[float, int, int, int] = (0.0, -1, -1, 0)
        """Time and cell of the last click, and how many there were on that cell."""
        self._unit = UNITS[0]
        self._origin = Span(0, 0)
        """The character, word, sentence or paragraph where the button went down; it stays selected."""
        self._at = (0, 0)
        self._moved = False
        self._scroller: Timer | None = None

    def press(self, event: events.MouseDown) -> None:
        """The button went down."""
        now, pane = monotonic(), self._pane
        before, x, y, times = self._clicked
        again = now - before < AGAIN and (x, y) == (event.x, event.y)
        times = times % len(UNITS) + 1 if again else 1
        self._clicked = (now, event.x, event.y, times)
        self._unit = UNITS[times - 1]
        self._origin = self._unit_under(event.x, event.y)
        self._at = (event.x, event.y)
        self._moved, self.dragging = False, True
        pane.capture_mouse()
        if self._unit != "character":
            if self._origin.length:
                pane.set_selecting(Selecting(*self._origin))
        elif event.shift and pane.selecting is not None:
            self._origin = Span(pane.selecting.anchor, pane.selecting.anchor)
            self._extend(event.x, event.y)
        else:
            pane.set_selecting(None)
            pane.put_caret(self._origin.start)

    def move(self, event: events.MouseMove) -> None:
        """The mouse moved."""
        self._moved = self._moved or (event.x, event.y) != self._at
        if self._moved:
            self._extend(event.x, event.y)
            self._scroll(beyond_edge=not 0 <= event.y < self._pane.size.height)

    def release(self) -> bool:
        """The button was released. True if it was a single click that selected nothing."""
        self.dragging = False
        self._pane.release_mouse()
        self._scroll(beyond_edge=False)
        self._pane.publish_selection()  # the screen has just cleared it if the mouse did not move
        return not self._moved and self._unit == "character"

    def _unit_under(self, x: int, y: int) -> Span:
        pane = self._pane
        at = {"word": pane.word_at, "sentence": pane.sentence_at, "paragraph": pane.paragraph_at}
        return at[self._unit](pane.offset_under(x, y)) if self._unit in at else pane.letter_under(x, y)

    def _extend(self, x: int, y: int) -> None:
        self._at = (x, y)
        origin, size = self._origin, self._pane.size
        edge = x if 0 <= y < size.height else (0 if y < 0 else size.width)
        here = self._unit_under(edge, min(max(0, y), size.height - 1))
        if here.start < origin.start:
            self._pane.set_selecting(Selecting(origin.end, here.start))
        else:
            self._pane.set_selecting(Selecting(origin.start, max(origin.end, here.end)))

    def _scroll(self, *, beyond_edge: bool) -> None:
        """Start or stop scrolling the page under a mouse that is held beyond its edge."""
        if beyond_edge and self._scroller is None:
            self._scroller = self._pane.set_interval(SCROLL_EVERY, self._scroll_on)
        elif not beyond_edge and self._scroller is not None:
            self._scroller.stop()
            self._scroller = None

    def _scroll_on(self) -> None:
        if not self.dragging:
            self._scroll(beyond_edge=False)
            return
        x, y = self._at
        rows = max(-5, min(5, y if y < 0 else y - self._pane.size.height + 1))
        if rows and self._pane.scroll_rows(rows):
            self._extend(x, y)
