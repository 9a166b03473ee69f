"""The tabs of the sidebar."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from ...actions.sidebar_lists import FIRST_LIST, SIDEBAR_LISTS
from ...text.safe import cells
from ..key_label import key_of


class Tabs(Widget):
    """The keys and names of the lists in one line; the current one is marked."""

    DEFAULT_CSS = "Tabs { height: 1; width: 100%; }"

    class Clicked(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self._current = FIRST_LIST
        self._ends: list[tuple[int, str]] = []

    def show(self, current: str) -> None:
        """Mark the list shown."""
        self._current = current
        self.refresh()

    def render(self) -> Content:
        """Key and name of each list; if there is no room, the name of the current one only."""
        room = self.size.width
        for most, gap in ((2, 2), (2, 1), (1, 2), (1, 1), (0, 2)):
            parts = [self._tab(name, most) for name in SIDEBAR_LISTS]
            if gap == 1:
                parts = [parts[0], *(part[1:] for part in parts[1:-1]), parts[-1][1:-1]]
            if sum(cells(part.plain) for part in parts) <= room:
                break
        self._ends, end = [], 0
        for name, part in zip(SIDEBAR_LISTS, parts, strict=True):
            end += cells(part.plain)
            self._ends.append((end, name))
        return Content.assemble(*parts)

    def _tab(self, name: str, most: int) -> Content:
        entry = SIDEBAR_LISTS[name]
        key, titles = key_of(self, entry.action_id), (entry.tab, entry.short_tab)
        if name == self._current:
            return Content.styled(f" {key} {titles[most < 2]} ".replace("  ", " "), "bold reverse")
        if not key:
            return Content.styled(f" {titles[most < 2]} ", "$text-muted")
        title = f" {titles[most < 2]}" if most else ""
        return Content.assemble((f" {key}", "$text-accent"), (title + " ", "$text-muted"))

    def on_click(self, event: Click) -> None:
        """Post which tab was clicked."""
        for end, name in self._ends:
            if event.x < end:
                self.post_message(self.Clicked(name))
                return
