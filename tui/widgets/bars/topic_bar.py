"""The bar above the article: topics with their number of passages, which are active, and the running head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from ...text.safe import cells, one_line
from ..key_label import key_of

BAR = "▎"
"""Drawn in the topic's colour: in the bar before its name, in the margin beside its passages."""

ON = "●"
"""Before the name of an active topic, so that it is visible without colour."""

HEAD = 22
"""Least width reserved for the running head, in cells."""
GAP = 4
"""Least distance between the topics and the running head, in cells."""


class TopicState(NamedTuple):
    """One topic as the bar shows it."""

    name: str
    on: bool
    found: int | None
    """Number of passages; None until they have been searched."""


class TopicBar(Widget):
    """One line. A click on a topic switches it."""

    DEFAULT_CSS = "TopicBar { height: 1; width: 100%; }"

    class MoreClicked(Message):
        """The sign for choosing topics at the end of the bar was clicked."""

    class Clicked(Message):
        """A topic was clicked; `number` counts from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._topics: Sequence[TopicState] | None = None
        # None until the topics are known; the bar is empty then.
        self._offered: Sequence[tuple[str, int]] = ()
        self._head = ""
        self._ends: list[int] = []
        self._more_end = 0

    def show(self, topics: Sequence[TopicState], offered: Sequence[tuple[str, int]] = ()) -> None:
        """Show these topics; the first nine have a digit. `offered` has the names of other topics that occur in the
        article, each with its number of passages."""
        if (topics, offered) != (self._topics, self._offered):
            self._topics, self._offered = topics, offered
            self.refresh()

    def show_head(self, title: str) -> None:
        """Show the title of the article on the right; "" hides it."""
        if title != self._head:
            self._head = title
            self.refresh()

    def render(self) -> Content:
        """The bar. Names are shortened before the running head is."""
        width = max(10, self.size.width - 1)
        more = Content.assemble(
            (f"{key_of(self, 'choose_topics')} ".lstrip(), "$text-accent"), ("+", "$text-muted"), " "
        )
        room = width - cells(more.plain) - min(cells(self._head), max(HEAD, width // 4))
        for most in (24, 14, 10, 7, 5):
            parts = [segment(topic, number, most) for number, topic in enumerate((self._topics or ())[:9], start=1)]
            if sum(cells(part.plain) for part in parts) <= room:
                break
        self._ends = []
        end = 1
        for part in parts if self._topics else []:
            end += cells(part.plain)
            self._ends.append(end)
        if self._topics:
            parts.append(more)
            end += cells(more.plain)
            also = self._also(width - end - (min(cells(self._head), HEAD) + GAP if self._head else 0))
            parts.append(Content.styled(also, "$text-muted"))
            end += cells(also)
        self._more_end = end
        if self._topics is not None and not self._topics:
            words = f"No topics. Press {key_of(self, 'choose_topics') or 'ctrl+p'} to choose some."
            parts, end = [Content.styled(words, "$text-muted")], cells(words) + 2
            self._more_end = end
        head = one_line(self._head, max(0, width - end - GAP))
        gap = " " * max(1, width - end - cells(head))
        return Content.assemble(" ", *parts, gap, (head, "italic $text-muted"))

    def _also(self, room: int) -> str:
        """Which other topics occur in the article, as many as fit; “…” stands for the others."""
        for count in range(len(self._offered), 0, -1):
            words = " also here: " + ", ".join(f"{one_line(name, 24)} {found}" for name, found in self._offered[:count])
            words += ", …" if count < len(self._offered) else ""
            if cells(words) <= room:
                return words
        return ""

    def on_click(self, event: Click) -> None:
        """Post which topic was clicked."""
        for number, end in enumerate(self._ends, start=1):
            if event.x < end:
                self.post_message(self.Clicked(number))
                return
        if event.x < self._more_end:
            self.post_message(self.MoreClicked())


def segment(topic: TopicState, number: int, most: int) -> Content:
    """One topic: digit, bar, name and count. An active one has its background colour and a dot."""
    count = "…" if topic.found is None else str(topic.found)
    name, sign = one_line(topic.name, most), f"bold $topic-{number}-sign"
    if topic.on:
        ground = f"on $topic-{number}"
        return Content.assemble(
            (f" {number}", sign), (f"{BAR}{ON} ", f"{sign} {ground}"), (f"{name} {count} ", f"bold {ground}"), " "
        )
    words = (f"{name} {count}", "" if topic.found else "$text-muted")
    return Content.assemble((f" {number}{BAR}", sign), words, "    ")
