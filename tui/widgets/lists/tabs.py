"""The tabs of the sidebar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from ...actions.sidebar_lists import FIRST_LIST, SIDEBAR_LISTS, ListEntry
from ...text.safe import cells
from ..key_label import key_of

BEFORE, AFTER = "‹", "›"
"""Drawn at the edges if there are more lists than fit."""

Title = Callable[[ListEntry], str]


class Tab:
    """One tab, or a gap."""

    def __init__(self, content: Content, name: str = "") -> None:
        self.content = content
        self.name = name
        """The list that a click shows; "" for none."""

    @property
    def width(self) -> int:
        """Its width in cells."""
        return cells(self.content.plain)


class Tabs(Widget):
    """The keys and names of the lists; the current one is marked. A click on a tab shows the list.

    They are in one line if the names fit, else in two or three, one below the other. If there is no room for that
    either, only the current list has its name, and finally only its neighbours are shown next to it.
    """

    DEFAULT_CSS = "Tabs { height: auto; width: 100%; }"

    class Clicked(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__()
        self._current = FIRST_LIST
        self._lines: list[list[Tab]] = []

    def show(self, current: str) -> None:
        """Mark the list shown."""
        self._current = current
        self.refresh()

    def render(self) -> Content:
        """The lines."""
        self._lines = self._fitting(self.size.width or self.container_size.width)
        return Content("\n").join(Content.assemble(*[tab.content for tab in line]) for line in self._lines)

    def _fitting(self, room: int) -> list[list[Tab]]:
        """The most informative form that fits."""
        names = list(SIDEBAR_LISTS)
        line = self._line(names, lambda entry: entry.tab, gap=2)
        if _width(line) <= room:
            return [line]
        # No more names are shortened than necessary, the longest first.
        longest_first = sorted(names, key=lambda name: (-cells(SIDEBAR_LISTS[name].tab), -names.index(name)))
        for rows in (2, 3):
            for count in range(len(names) + 1):
                title = _shortened(longest_first[:count])
                if table := self._table(names, title, rows, room):
                    return table
        line = self._line(names, self._only_current, gap=1)
        return [line if _width(line) <= room else self._window(room)]

    def _only_current(self, entry: ListEntry) -> str:
        return entry.tab if entry.name == self._current else ""

    def _table(self, names: Sequence[str], title: Title, rows: int, room: int) -> list[list[Tab]]:
        """The tabs in that many lines, one below the other; empty if there is no room."""
        across = -(-len(names) // rows)
        columns = [max(self._room_of(name, title) for name in names[at::across]) for at in range(across)]
        spare = room - sum(columns)
        columns = [column + spare // across for column in columns]
        lines = [names[first : first + across] for first in range(0, len(names), across)]
        return [self._columns(line, title, columns) for line in lines] if spare >= 0 else []

    def _room_of(self, name: str, title: Title) -> int:
        # The mark of the current tab has a blank on each side; the others need as much.
        return self._tab(name, title).width + 2 * (name != self._current)

    def _columns(self, names: Sequence[str], title: Title, columns: Sequence[int]) -> list[Tab]:
        tabs: list[Tab] = []
        for name, column in zip(names, columns, strict=False):
            tab = self._tab(name, title)
            before = Tab(Content(" " * (name != self._current)))
            tabs += [before, tab, Tab(Content(" " * (column - before.width - tab.width)))]
        return tabs

    def _window(self, room: int) -> list[Tab]:
        """The current tab, with the keys of as many neighbours as fit, and an arrow where more follow."""
        names = list(SIDEBAR_LISTS)
        first = last = names.index(self._current)
        while True:
            wider = max(0, first - 1), min(len(names) - 1, last + 1)
            if wider == (first, last) or _width(self._cut(names, *wider)) > room:
                return self._cut(names, first, last)
            first, last = wider

    def _cut(self, names: Sequence[str], first: int, last: int) -> list[Tab]:
        tabs = self._line(names[first : last + 1], self._only_current, gap=1)
        if first > 0:
            tabs.insert(0, Tab(Content.styled(BEFORE, "$text-muted"), names[first - 1]))
        if last < len(names) - 1:
            tabs.append(Tab(Content.styled(AFTER, "$text-muted"), names[last + 1]))
        return tabs

    def _line(self, names: Sequence[str], title: Title, gap: int) -> list[Tab]:
        # The blanks next to the name of the current tab take the place of the gap and of the edge.
        tabs: list[Tab] = []
        taken = gap - 1
        for name in names:
            current = name == self._current
            tabs += [Tab(Content(" " * (gap - current - taken))), self._tab(name, title)]
            taken = int(current)
        return [*tabs, Tab(Content(" " * (1 - taken)))]

    def _tab(self, name: str, title: Title) -> Tab:
        entry = SIDEBAR_LISTS[name]
        key = key_of(self, entry.action_id)
        words = title(entry) if key else title(entry) or entry.short_tab
        if name == self._current:
            return Tab(Content.styled(f" {f'{key} {words}'.strip()} ", "bold reverse"), name)
        return Tab(Content.assemble((key, "$text-accent"), (f" {words}".rstrip(), "$text-muted")), name)

    def on_click(self, event: Click) -> None:
        """Post which tab was clicked."""
        end = 0
        for tab in self._lines[event.y] if event.y < len(self._lines) else ():
            end += tab.width
            if event.x < end:
                if tab.name:
                    self.post_message(self.Clicked(tab.name))
                return


def _shortened(names: Sequence[str]) -> Title:
    return lambda entry: entry.short_tab if entry.name in names else entry.tab


def _width(tabs: Sequence[Tab]) -> int:
    return sum(tab.width for tab in tabs)
