"""The footer: as many keys of the focused pane as fit, a status, and the reader's position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from textual.content import Content
from textual.events import Click, MouseDown
from textual.message import Message
from textual.widget import Widget

from ...text.safe import cells, one_line
from ...text.span import Span
from .strip import Places

LEAVING = {"close", "quit", "select_none", "leave"}
"""Ids of the actions whose keys stay in the footer whatever it has to say: how to leave must never be hidden."""

STRIP = 12
"""The smallest width of the strip, in cells."""


class Hint(NamedTuple):
    """One key of the footer."""

    key: str
    """As shown to the reader: "m", "tab"."""
    title: str
    id: str
    """The action's id."""


class KeyBar(Widget):
    """One line: keys on the left, position on the right. A click on a key has the effect of the key."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 100%; dock: bottom; }"

    class Clicked(Message):
        """A key was clicked, or a sentence that names an action."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class PlaceClicked(Message):
        """A place on the strip was clicked; `span` is where in the article that is."""

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: Sequence[Hint] = ()
        self._place = ""
        self._status, self._action = "", ""
        self._ends: list[tuple[int, str]] = []
        self._right = 0
        """Cells on the right that show the status and the position."""
        self._strip, self._here = Places(), 0
        self._strip_cells = range(0)
        """The cells that the strip was drawn in."""
        self._pressed: Message | None = None
        """The message for a click that has begun."""
        self.strip_hidden: Callable[[], bool] = lambda: False
        """Whether the strip is left out for now; asked whenever the bar is drawn."""

    def show_strip(self, spans: Sequence[Span], length: int, here: int) -> None:
        """Show a strip with the places of `spans` in a text of `length` code points, if there is room; without spans,
        hide it."""
        if (tuple(spans), length) != (self._strip.spans, self._strip.length):
            self._strip = Places(spans, length)
            self.refresh()
        self.show_here(here)

    def show_here(self, here: int) -> None:
        """Move the mark of the reader's position to an offset."""
        before, self._here = self._here, here
        width = len(self._strip_cells)
        if self._strip.spans and self._strip.line(width, before) != self._strip.line(width, here):
            self.refresh()

    def show(self, hints: Sequence[Hint]) -> None:
        """Show as many of these keys as fit: the first ones, that which leads away, and the last."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def show_place(self, place: str) -> None:
        """Show the position in the article, such as "34%"."""
        if place != self._place:
            self._place = place
            self.refresh()

    def set_status(self, words: str, action: str = "") -> None:
        """Show a status next to the position, such as "passage 2/5"; "" removes it. A click on it is one on the key of
        the action with that id."""
        self._action = action
        if words != self._status:
            self._status = words
            self.refresh()

    @property
    def status(self) -> str:
        """The status next to the position."""
        return self._status

    def render(self) -> Content:
        """The line. If there is no room, keys are dropped from the right, those of LEAVING and help last."""
        # A long status displaces all other keys; if it is still too long, it is cut.
        kept = sum(map(_width, [hint for hint in self._hints[:-1] if hint.id in LEAVING] + [*self._hints[-1:]]))
        status = one_line(self._status, max(10, self.size.width - kept - cells(self._place) - 5))
        right = f" {status}  {self._place} " if status else f" {self._place} "
        room = self.size.width - cells(right)
        hints = fitting(self._hints, room)
        widths = [_width(hint) for hint in hints]
        parts = [self._hint(hint) for hint in hints]
        self._ends = list(zip(accumulate(widths), [hint.id for hint in hints], strict=True))
        end = sum(widths)
        if end > room:
            right = f" {self._place} "
        self._right = cells(right)
        gap = max(0, self.size.width - end - self._right)
        self._strip_cells = range(0)
        if not self._strip.spans or gap < STRIP + 2 or self.strip_hidden():
            return Content.assemble(*parts, " " * gap, (right, "$text-muted"))
        strip = self._strip.line(min(gap - 2, 3 * STRIP), self._here)
        self._strip_cells = range(end + gap - len(strip), end + gap)
        return Content.assemble(*parts, " " * (gap - len(strip)), (strip + right, "$text-muted"))

    def _hint(self, hint: Hint) -> Content:
        return Content.assemble((f" {hint.key}", "bold $text-accent"), (f" {hint.title} ", ""))

    def on_mouse_down(self, event: MouseDown) -> None:
        """Remember what is pressed: by the time of the click, a message may have ended and the keys moved. The press
        goes no further, since it would end the message at once."""
        self._pressed = self._under(event.x)
        event.stop()

    def on_leave(self) -> None:
        """A press that ends elsewhere is no click."""
        self._pressed = None

    def on_click(self, event: Click) -> None:
        """Post a message about what was clicked: a key, a place on the strip or the status."""
        clicked, self._pressed = self._pressed or self._under(event.x), None
        if clicked is not None:
            self.post_message(clicked)

    def _under(self, x: int) -> Message | None:
        """The message for a click on a cell."""
        if x in self._strip_cells:
            return self.PlaceClicked(self._strip.under(x - self._strip_cells.start, len(self._strip_cells)))
        for end, id in self._ends:
            if x < end:
                return self.Clicked(id)
        return self.Clicked(self._action) if x >= self.size.width - self._right and self._action else None


def fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """The keys for which there are `room` cells: the first ones, those of LEAVING, and the last, which is always
    there."""
    shown = list(hints)
    while len(shown) > 1 and sum(map(_width, shown)) > room:
        others = [place for place, hint in enumerate(shown[:-1]) if hint.id not in LEAVING]
        del shown[others[-1] if others else -2]
    return shown


def _width(hint: Hint) -> int:
    return cells(f" {hint.key} {hint.title} ")
