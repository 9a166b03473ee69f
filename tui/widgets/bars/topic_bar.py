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
    """The largest width of a name."""
    gap: int
    """The distance between a topic that is off and the next. The dot and the tint of one that is on take four cells, so
    that with four, switching it moves nothing."""


FORMS = (Form(24, 4), Form(24, 2), Form(14, 2), Form(10, 2), Form(7, 2), Form(5, 1), Form(3, 1))
"""The first that fits is used."""

WHOLE_NAMES = FORMS[:2]
CLEAR_NAMES = FORMS[:4]
"""In a narrower form, topics that do not occur come under "not here"."""

SHORT_NAME = 8
"""The largest width of a name under "not here", in cells."""

MOST_OFFERED = 36
"""The largest width of the offered topics for which the names of topics in the bar may be shortened, in cells."""

CHOOSE = ""
"""What the sign for choosing topics stands for, in place of a topic's name."""


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
        self._ends: list[tuple[int, int | str]] = []
        # Where each piece ends, and the number or the name of the topic it stands for.

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
        """The topics, others that occur in the article, and the running head, as far as there is room."""
        width = max(10, self.size.width - 1)
        if self._topics:
            found = pieces(self._topics, self._offered, width - 1, key=key_of(self, "choose_topics"))
        elif self._topics is None:
            found = []
        else:
            words = f"No topics. Press {key_of(self, 'choose_topics') or 'ctrl+p'} to choose some."
            found = [Piece(Content.styled(words, "$text-muted"), CHOOSE)]
        end = 1
        self._ends = []
        for piece in found:
            end += cells(piece.content.plain)
            self._ends.append((end, piece.topic))
        room = width - end - GAP
        head = one_line(self._head, room) if room >= min(HEAD, cells(self._head)) else ""
        gap = " " * max(1, width - end - cells(head))
        return Content.assemble(" ", *(piece.content for piece in found), gap, (head, "italic $text-muted"))

    def on_click(self, event: Click) -> None:
        """Post which topic was clicked."""
        topic = next((topic for end, topic in self._ends if event.x < end), None)
        if isinstance(topic, int):
            at = event.screen_offset if event.button == RIGHT_BUTTON else None
            self.post_message(self.Clicked(topic, at))
        elif topic is not None:
            self.post_message(self.MoreClicked(topic))


class Piece(NamedTuple):
    """A part of the bar that can be clicked."""

    content: Content
    topic: int | str
    """The number of the topic in the bar, the name of one that is offered, or `CHOOSE`."""


Numbered = Sequence[tuple[int, TopicState]]


def pieces(
    topics: Sequence[TopicState], offered: Sequence[tuple[str, int]], room: int, *, key: str = ""
) -> list[Piece]:
    """The topics that occur in the article or were not searched yet, then those offered, and then those that do not
    occur. Where there is little room, only one is offered, and the last that do not occur are only numbers."""
    numbered = list(enumerate(topics[:9], start=1))
    here = [(number, topic) for number, topic in numbered if topic.found != 0]
    absent = [(number, topic) for number, topic in numbered if topic.found == 0]
    more = Piece(Content.assemble((f"{key} ".lstrip(), "$text-accent"), ("+", "$text-muted"), " "), CHOOSE)
    start = " also here: " if here else " here: "

    room -= cells(more.content.plain)
    folded = _width(_absent(absent, 0))
    limit = _width(_offers(offered, start, MOST_OFFERED))
    shown = _in_form(here, room - folded - limit, WHOLE_NAMES)
    if shown is None:
        shown = _in_form(here, room - folded, CLEAR_NAMES) or _fitted(here, room)
    left = room - _width(shown)
    offers = _offers(offered, start, left - folded) or _offers(offered, start, left)
    others = _in_form(absent, left - _width(offers), CLEAR_NAMES)
    if others is None:
        if fewer := _offers(offered[:1], start, left - folded, more=len(offered) > 1):
            offers = fewer
        others = _absent(absent, left - _width(offers))
    return [*shown, more, *offers, *others] if offers else [*shown, *others, more]


def _in_form(topics: Numbered, room: int, forms: Sequence[Form]) -> list[Piece] | None:
    """The topics in the first form that fits; None if none does."""
    for form in forms:
        parts = [Piece(segment(topic, number, form), number) for number, topic in topics]
        if _width(parts) <= room:
            return parts
    return None


def _fitted(topics: Numbered, room: int) -> list[Piece]:
    """The topics; if even short names do not fit, the last ones without name and count, or not at all."""
    if parts := _in_form(topics, room, FORMS):
        return parts
    parts = [Piece(segment(topic, number, FORMS[-1]), number) for number, topic in topics]
    for at in range(len(parts) - 1, -1, -1):
        if _width(parts) <= room:
            break
        number, topic = topics[at]
        parts[at] = Piece(without_name(topic, number), number)
    return _cut(parts, room)


def _cut(parts: list[Piece], room: int) -> list[Piece]:
    """As many of the parts as fit."""
    while _width(parts) > room:
        parts = parts[:-1]
    return parts


def _absent(topics: Numbered, room: int) -> list[Piece]:
    """The topics that do not occur, as many with a name as fit, and the numbers of the others."""
    head = Piece(Content.styled(" not here:", "$text-muted"), CHOOSE)
    for named in range(len(topics), -1, -1):
        texts: list[tuple[str, int | str]] = [
            (f" {number}{BAR}{ON if topic.on else ''}{one_line(topic.name, SHORT_NAME)}", number)
            for number, topic in topics[:named]
        ]
        if rest := topics[named:]:
            # The bar after a number tells it from the count of a named topic.
            numbers = _numbers([number for number, _ in rest])
            texts.append((f" {numbers}{BAR if named else ''}", CHOOSE))
        parts = [Piece(Content.styled(text, "$text-muted"), topic) for text, topic in texts]
        parts = [head, *parts, Piece(Content("  "), CHOOSE)] if parts else []
        if _width(parts) <= room:
            return parts
    return []


def _numbers(numbers: Sequence[int]) -> str:
    """Some numbers in order, such as "1-3 5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _offers(offered: Sequence[tuple[str, int]], start: str, room: int, *, more: bool = False) -> list[Piece]:
    """Which other topics occur in the article, as many as fit; “…” stands for the others, and for `more`."""
    for count in range(len(offered), 0, -1):
        words = [f", {one_line(name, 24)} {found}" for name, found in offered[:count]]
        words[0] = start + words[0].removeprefix(", ")
        words[-1] += ", …" if more or count < len(offered) else ""
        words[-1] += "  "
        if sum(map(cells, words)) <= room:
            names = (name for name, _ in offered)
            return [Piece(Content.styled(text, "$text-muted"), name) for text, name in zip(words, names, strict=False)]
    return []


def _width(parts: Sequence[Piece]) -> int:
    return sum(cells(part.content.plain) for part in parts)


def without_name(topic: TopicState, number: int) -> Content:
    """One topic without name and count, for which there is no room."""
    return Content.styled(f" {number}{BAR}{ON if topic.on else ''} ", f"bold $topic-{number}-sign")


def segment(topic: TopicState, number: int, form: Form) -> Content:
    """One topic: digit, bar, name and count. An active one has a dot and, if it has passages, its background colour."""
    count = "…" if topic.found is None else str(topic.found)
    name, sign = one_line(topic.name, form.name), f"bold $topic-{number}-sign"
    if topic.found == 0:
        dot, gap = (f"{ON} ", max(1, form.gap - 2)) if topic.on else ("", form.gap)
        return Content.styled(f" {number}{BAR}{dot}{name} 0{' ' * gap}", "$text-muted")
    if topic.on:
        ground = f"on $topic-{number}"
        return Content.assemble(
            (f" {number}", sign), (f"{BAR}{ON} ", f"{sign} {ground}"), (f"{name} {count} ", f"bold {ground}"), " "
        )
    words = (f"{name} {count}", "$text-muted" if topic.found is None else "")
    return Content.assemble((f" {number}{BAR}", sign), words, " " * form.gap)
