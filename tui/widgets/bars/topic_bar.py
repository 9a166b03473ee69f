"""The bar above the article: topics with their number of passages, which are active, and the running head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from ...text.safe import cells, one_line
from ..key_label import key_of
from ..mouse import RIGHT_BUTTON

BAR = "▎"
"""Drawn in the topic's colour: in the bar before its name, in the margin next to its passages."""

ON = "●"
"""Before the name of an active topic, so that it is visible without colour."""

HEAD = 16
"""The smallest width of the running head, in cells, unless it is shorter; with less room it is hidden."""
GAP = 4
"""The smallest distance between the topics and the running head, in cells."""


class Form(NamedTuple):
    """How much room the topics take, in cells."""

    name: int
    """The largest width of the name of a topic that has passages."""
    name_if_none: int
    """The largest width of the name of a topic that has none."""
    gap: int
    """The distance between a topic that is off and the next. The dot and the tint of one that is on take four cells, so
    that with four, switching it moves nothing."""


FORMS = (
    *(Form(24, 24, 4), Form(24, 8, 4), Form(24, 5, 4), Form(24, 5, 2), Form(14, 5, 2), Form(10, 5, 2)),
    *(Form(7, 4, 2), Form(5, 3, 1), Form(3, 2, 1)),
)
"""The first that fits is used."""

MOST_OFFERED = 36
"""The largest width of the offered topics for which names of topics without passages are shortened, in cells."""


class TopicState(NamedTuple):
    """One topic as the bar shows it."""

    name: str
    on: bool
    found: int | None
    """Number of passages; None until they have been searched."""


class TopicBar(Widget):
    """One line. A click on a topic switches it; a click with the right button asks for its menu."""

    DEFAULT_CSS = "TopicBar { height: 1; width: 100%; }"

    class MoreClicked(Message):
        """What is after the topics was clicked: another topic, `name`, or with "" the sign for choosing topics."""

        def __init__(self, name: str = "") -> None:
            super().__init__()
            self.name = name

    class Clicked(Message):
        """A topic was clicked; `number` counts from 1. With the right button `menu_at` is the cell of the screen."""

        def __init__(self, number: int, menu_at: Offset | None = None) -> None:
            super().__init__()
            self.number = number
            self.menu_at = menu_at

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._topics: Sequence[TopicState] | None = None
        # None until the topics are known; the bar is empty then.
        self._offered: Sequence[tuple[str, int]] = ()
        self._head = ""
        self._ends: list[int] = []
        self._more_end = 0
        self._offered_ends: list[tuple[int, str]] = []
        # Where the name of each offered topic ends, after the sign for choosing topics.

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
        """The bar: the topics, then others that occur in the article, then the running head, as far as there is room.
        The names of topics without passages are shortened first."""
        width = max(10, self.size.width - 1)
        more = Content.assemble(
            (f"{key_of(self, 'choose_topics')} ".lstrip(), "$text-accent"), ("+", "$text-muted"), " "
        )
        parts = self._segments(width - 1 - cells(more.plain))
        self._ends = []
        end = 1
        for part in parts:
            end += cells(part.plain)
            self._ends.append(end)
        if self._topics:
            parts.append(more)
            end += cells(more.plain)
            also = self._also(width - end)
            self._offered_ends = [(end, ""), *self._ends_in(also, end)]
            parts.append(Content.styled(also, "$text-muted"))
            end += cells(also)
        self._more_end = end
        if self._topics is not None and not self._topics:
            words = f"No topics. Press {key_of(self, 'choose_topics') or 'ctrl+p'} to choose some."
            parts, end = [Content.styled(words, "$text-muted")], cells(words) + 2
            self._more_end = end
        room = width - end - GAP
        head = one_line(self._head, room) if room >= min(HEAD, cells(self._head)) else ""
        gap = " " * max(1, width - end - cells(head))
        return Content.assemble(" ", *parts, gap, (head, "italic $text-muted"))

    def _segments(self, room: int) -> list[Content]:
        """The topics; if even short names do not fit, the last ones without name and count. The names of topics
        without passages make room for others that occur in the article."""
        topics = list(enumerate((self._topics or ())[:9], start=1))
        forms = [[segment(topic, number, form) for number, topic in topics] for form in FORMS]
        whole = [parts for parts, form in zip(forms, FORMS, strict=True) if form.name == FORMS[0].name]
        offered = cells(self._also(MOST_OFFERED))
        parts = next((parts for parts in whole if _width(parts) + offered <= room), None)
        parts = parts or next((parts for parts in forms if _width(parts) <= room), forms[-1])
        for number, topic in reversed(topics):
            if _width(parts) <= room:
                break
            parts[number - 1] = without_name(topic, number)
        while _width(parts) > room:
            parts.pop()
        return parts

    def _also(self, room: int) -> str:
        """Which other topics occur in the article, as many as fit; “…” stands for the others."""
        for count in range(len(self._offered), 0, -1):
            words = " also here: " + ", ".join(f"{one_line(name, 24)} {found}" for name, found in self._offered[:count])
            words += ", …" if count < len(self._offered) else ""
            if cells(words) <= room:
                return words
        return ""

    def _ends_in(self, also: str, start: int) -> list[tuple[int, str]]:
        """Where each topic that `_also` names ends, and its name."""
        shown = zip(also.removesuffix(", …").split(", "), self._offered, strict=False) if also else ()
        ends, end = [], start - 2
        for words, (name, _) in shown:
            end += cells(words) + 2
            ends.append((end, name))
        return ends

    def on_click(self, event: Click) -> None:
        """Post which topic was clicked."""
        for number, end in enumerate(self._ends, start=1):
            if event.x < end:
                at = event.screen_offset if event.button == RIGHT_BUTTON else None
                self.post_message(self.Clicked(number, at))
                return
        if event.x < self._more_end:
            name = next((name for end, name in self._offered_ends if event.x < end), "")
            self.post_message(self.MoreClicked(name))


def _width(parts: Sequence[Content]) -> int:
    return sum(cells(part.plain) for part in parts)


def without_name(topic: TopicState, number: int) -> Content:
    """One topic without name and count, for which there is no room."""
    return Content.styled(f" {number}{BAR}{ON if topic.on else ''} ", f"bold $topic-{number}-sign")


def segment(topic: TopicState, number: int, form: Form) -> Content:
    """One topic: digit, bar, name and count. An active one has a dot and, if it has passages, its background colour."""
    count = "…" if topic.found is None else str(topic.found)
    if topic.found == 0:
        name = one_line(topic.name, form.name_if_none)
        dot, gap = (f"{ON} ", max(1, form.gap - 2)) if topic.on else ("", form.gap)
        return Content.styled(f" {number}{BAR}{dot}{name} 0{' ' * gap}", "$text-muted")
    name, sign = one_line(topic.name, form.name), f"bold $topic-{number}-sign"
    if topic.on:
        ground = f"on $topic-{number}"
        return Content.assemble(
            (f" {number}", sign), (f"{BAR}{ON} ", f"{sign} {ground}"), (f"{name} {count} ", f"bold {ground}"), " "
        )
    words = (f"{name} {count}", "$text-muted" if topic.found is None else "")
    return Content.assemble((f" {number}{BAR}", sign), words, " " * form.gap)
