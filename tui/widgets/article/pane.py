"""The article as a page: one widget that wraps, paints and answers keys for what is on the screen only.

The truth about the scroll position is `_top`, a `Place` of the layout; Textual's `scroll_y` follows it. So a key
lands on the same row whether the million words above are measured already or only guessed at, and two hundred page
keys sent at once end where two hundred pages are.

`j` and `k` scroll by a row, as in less, and take the caret along when it would leave the window; at either end
of the text, and while a selection is being extended, they move the caret instead. All other movements move the
caret and bring it into view.
"""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from time import monotonic

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from ...actions.table import SELECTING, allowed, bindings
from ...look.article_styles import CSS, SHORT
from ...look.style_resolver import Looks
from ...text.article import Article
from ...text.span import Span
from ..lists.line_view import LineView
from .caret import Drag, Landmarks, Selecting
from .jumps import Jumps
from .layout import Layout, Place, Row
from .paint import Layer, Mark, Marks
from .row_strip import GUTTER, RowPainter, inline_layer

MEASURE = 72
"""Columns of text, at most."""
SLICE = 0.004
"""Seconds of wrapping at a time."""
QUIET = 0.05
"""Seconds without a key after which wrapping goes on."""
BEFORE_SETTLING = 0.4
"""Seconds before it begins: what is known of the article is to stand beside the words first."""
MANY = 10_000
"""So many marks are put in order in a thread: a hundred thousand take a third of a second."""
STRIPS = 100
"""Rows kept as strips."""


class Fact(Message):
    """Something that has happened in a pane."""

    def __init__(self, view: ArticlePane) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> ArticlePane:
        """The pane, for `@on` with a selector."""
        return self.view


class ArticlePane(LineView, can_focus=True, inherit_bindings=False):
    """Shows an article, its marks, a caret and a selection. `ArticleView` is this with what keys and the mouse do.

    Where the reader is one hears by watching `caret` and `scroll_y`, before the frame that shows it: a message would
    come after it, and make a second frame for each key.
    """

    DEFAULT_CSS = CSS
    BINDINGS = [*bindings("article")]

    measure: reactive[int] = reactive(MEASURE, repaint=False)
    """Columns of text at most."""
    caret: var[int] = var(0)
    """Offset of the caret."""

    class SelectionChanged(Fact, namespace="article_view"):
        """Something else is selected; `span` is None where nothing is. Only the latest counts: a key that is held down
        tells it again and again."""

        def __init__(self, view: ArticlePane, span: Span | None) -> None:
            super().__init__(view)
            self.span = span

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, type(self))

    class LinkActivated(Fact, namespace="article_view"):
        """The reader wants to follow a link. Nothing has been opened."""

        def __init__(self, view: ArticlePane, href: str) -> None:
            super().__init__(view)
            self.href = href

    class FoldOpened(Fact, namespace="article_view"):
        """A fold has been opened; `span` is what it hid."""

        def __init__(self, view: ArticlePane, span: Span) -> None:
            super().__init__(view)
            self.span = span

    class WordSought(Fact, namespace="article_view"):
        """The reader wants to find the word or the name under the caret."""

        def __init__(self, view: ArticlePane, span: Span) -> None:
            super().__init__(view)
            self.span = span

    def __init__(
        self,
        article: Article | None = None,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.has_scrollbar()
        self._article = article or Article("", "")
        self._marks = Landmarks(self._article)
        self._layers: dict[str, Layer] = {}
        self._asked: dict[str, object] = {}
        # By layer, what was asked for last: marks that come late from a thread do not take the place of later ones.
        self._looks = Looks(self)
        self._layout: Layout | None = None
        self._painter: RowPainter | None = None
        self._top = Place(0, 0)
        self._start = 0
        self._visible: list[Span] | None = None
        self._selecting_span: Selecting | None = None
        self._jumps = Jumps()
        self._column: int | None = None
        """The cell of the measure that moving by rows keeps to."""
        self._drag: Drag | None = None
        """What the mouse is selecting, while its button is down."""
        self._following = False
        self._bar: Span | None = None
        self._height = 0
        self._drawn_for = Size(0, 0)
        self._last_key = 0.0
        self._frame: tuple[Place, int, list[tuple[Place, Row]]] | None = None
        self._strips: dict[Place, Strip] = {}
        self._lay_inlines()

    # What is shown

    @property
    def article(self) -> Article:
        """The article shown."""
        return self._article

    def show(self, article: Article, *, offset: int = 0, caret: int | None = None) -> None:
        """Show another article with the row of `offset` at the top; the caret goes there too unless told where."""
        self._article = article
        self._marks = Landmarks(article)
        self._bar = None
        self._layers = {}
        self._asked = {}
        self._visible = None
        self._selecting_span = None
        self._jumps = Jumps()
        self._column = None
        self._start = offset
        self._layout = self._frame = None
        self._lay_inlines()
        self.caret = min(max(0, offset if caret is None else caret), len(article.text))
        self._lay_out()

    def _lay_inlines(self) -> None:
        if self._article.inlines:
            self._layers["inline"] = inline_layer(self._article)

    def set_layer(self, name: str, marks: Iterable[Mark | Marks], within: Span | None = None) -> None:
        """Put these marks in the place of a layer's; the names are those of `paint.LAYERS`.

        "topic-1" to "topic-9" and "label-1" to "label-5" are short for the classes of passages and labels. Many marks
        are put in order in a thread and seen a moment later; an iterator is asked for them there too. With `within`
        only those there are looked at, at once: for a first sight, the rest to follow.
        """
        if within is not None:
            self._asked[name] = object()
            self._put_layer(name, Layer(marks, SHORT, within))
            return
        rest = iter(marks)
        first: list[Mark | Marks] = []
        weight = 0
        for mark in rest:
            first.append(mark)
            weight += mark.weight if isinstance(mark, Marks) else 1
            if weight >= MANY:
                break
        asked = self._asked[name] = object()
        if weight < MANY or not self.is_attached:
            self._put_layer(name, layer_of(chain(first, rest)))
        else:
            self.run_worker(self._make_layer(name, asked, chain(first, rest)), group=f"layer {name}")

    async def _make_layer(self, name: str, asked: object, marks: Iterable[Mark | Marks]) -> None:
        layer = await asyncio.to_thread(layer_of, marks)
        if self._asked.get(name) is asked:
            self._put_layer(name, layer)

    def _put_layer(self, name: str, layer: Layer) -> None:
        before = self._layers.pop(name, None)
        if layer:
            self._layers[name] = layer
        if before is None:
            as_before = not layer
        elif before.within is not None and before.within.contains(self.on_screen):
            as_before = layer.touching(*before.within) == before.marks  # no more of it is seen now
            here = {place for place, _ in self._window()}
            self._strips = {place: strip for place, strip in self._strips.items() if place in here}
        else:
            as_before = layer.is_as(before)
        if not as_before:
            self._repaint()

    def set_sentences(self, starts: array[int], ends: array[int]) -> None:
        """From now on these are the sentences that keys move by and select, in the order of the text."""
        self._marks.know_sentences(starts, ends)
        self._bar = None
        self._repaint()

    def fold(self, visible: Sequence[Span] | None) -> None:
        """Show only these stretches, the rest as folds of a row each; None shows all."""
        self._visible = None if visible is None else list(visible)
        self._lay_out(anew=True)

    # Where the reader is

    @property
    def place(self) -> tuple[int, int]:
        """The offset at the top of the window, and the caret's: what `show` takes to come back."""
        if self._layout is None:
            return self._start, self.caret
        return self._layout.row(self._top).start, self.caret

    @property
    def progress(self) -> float:
        """How far down the window is: 0 at the top, 1 where the end is in it."""
        if self._layout is None:
            return 0.0
        most = self._layout.height - self.size.height
        return min(1.0, self._layout.y(self._top) / most) if most > 0 else 1.0

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        chosen = self._selecting_span
        return chosen.span if chosen is not None and chosen.anchor != chosen.head else None

    @property
    def chosen(self) -> Span:
        """What a mark or a note would take: the selection, else the sentence under the caret."""
        return self.selection or self.sentence_at(self.caret)

    @property
    def on_screen(self) -> Span:
        """The offsets in the window."""
        rows = self._window()
        return Span(rows[0][1].start, max(row.end for _, row in rows)) if rows else Span(0, 0)

    def sentence_at(self, offset: int) -> Span:
        """The sentence an offset is in."""
        return self._marks.sentence_at(offset)

    def paragraph_at(self, offset: int) -> Span:
        """The block an offset is in."""
        return self._marks.paragraph_at(offset)

    def word_at(self, offset: int) -> Span:
        """The word an offset is in; empty where it is in none."""
        return self._marks.word_at(offset)

    def go_to(self, span: Span, *, remember: bool = True) -> None:
        """Bring a stretch into view and put the caret on its start; a selection that is being made grows to it."""
        if remember:
            self._jumps.leave(self.caret)
        chosen = self._selecting_span
        if chosen is not None:
            self._select(Selecting(chosen.anchor, span.end if span.start >= chosen.anchor else span.start))
        else:
            self._put_caret(span.start)
        self._reveal(self.caret, span.end)

    def select(self, span: Span | None) -> None:
        """Select a stretch, or nothing."""
        self._select(None if span is None else Selecting(span.start, span.end))
        if span is not None:
            self._reveal(self.caret)

    def back(self) -> bool:
        """Go back to where the reader was before the last jump. False where there is nowhere to go."""
        return self._jump(self._jumps.back(self.caret))

    def forward(self) -> bool:
        """Undo `back`. False where there is nowhere to go."""
        return self._jump(self._jumps.forward(self.caret))

    def _jump(self, offset: int | None) -> bool:
        if offset is None:
            return False
        self.go_to(Span(offset, offset), remember=False)
        return True

    # Laying out

    def _lay_out(self, *, anew: bool = False) -> None:
        """Make the table of rows for the present width, with the words under the eye where they were."""
        across, height = self.scrollable_content_region.size
        if across <= 0 or height <= 0 or not self.is_attached:
            return
        measure = max(8, min(self.measure, across - GUTTER - 1))
        old = self._layout
        if old is None or anew or old.measure != measure:
            eye, row = self._eye()
            self._layout = Layout(self._article, measure, self._visible)
            self._frame = None
            at = self._layout.place_of(eye)
            top = at == self._layout.place_of(0) and not row
            self._top = self._clamped(Place(0, 0) if top else self._layout.step(at, -min(row, height - 1)))
            self.run_worker(self._settle(self._layout), group="settle", exclusive=True, exit_on_error=True)
        elif old is not None:
            eye, row = self._eye()
            if row >= height:
                self._top = old.step(old.place_of(eye), 1 - height)
            self._top = self._clamped(self._top)
        assert self._layout is not None
        self._height = height
        self._drawn_for = self.size
        self._painter = RowPainter(self._layout, self._looks, across, self.room.width)
        self._tell_height()
        self._follow()
        self._repaint()

    def _eye(self) -> tuple[int, int]:
        """The offset the reader looks at, and the row of the window it is to stay on."""
        layout = self._layout
        if layout is None:
            return self._start, 0
        top = self._top
        caret = layout.place_of(self.caret)
        if caret >= top:
            row = layout.y(caret) - layout.y(top)
            if row < self._height:
                return self.caret, row
        return layout.row(top).start, 0

    async def _settle(self, layout: Layout) -> None:
        """Wrap what is not on the screen in short slices, out of the way of keys."""
        slices = 0
        await asyncio.sleep(BEFORE_SETTLING)
        while not layout.settled and layout is self._layout:
            if monotonic() - self._last_key < QUIET:
                await asyncio.sleep(QUIET / 2)
                continue
            layout.settle(SLICE)
            slices += 1
            if slices % 16 == 0:
                self._follow()
            await asyncio.sleep(SLICE / 2)
        if layout is self._layout:
            self._follow()

    def _tell_height(self) -> None:
        """Tell Textual and the scrollbar how high the text is, without laying the screen out again: the scrollbar has
        its room in any case."""
        assert self._layout is not None
        size = Size(self.scrollable_content_region.width, self._layout.height)
        if self.virtual_size != size:
            self.set_reactive(Widget.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height
            self.vertical_scrollbar.window_size = self.size.height

    def _follow(self) -> None:
        """Make Textual's scroll position and scrollbar agree with `_top`, without laying the screen out again."""
        layout = self._layout
        if layout is None:
            return
        self._tell_height()
        y = layout.y(self._top)
        if y == self.scroll_y:
            return
        self._following = True
        try:
            self.set_reactive(Widget.scroll_target_y, float(y))
            self.scroll_y = y
        finally:
            self._following = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Replaces Textual's own, which draws the scrollbar anew with each row: two of eight kilobytes a key."""
        if not self._following and self._layout is not None:
            self._top = self._clamped(self._layout.at(round(new_value)))
            self._follow()
            self._take_caret_along()
        if round(old_value) != round(new_value):
            self._move_scrollbar(new_value)
            self.refresh(self.room)

    def _move_scrollbar(self, y: float) -> None:
        """Tell the scrollbar where the window is, once its thumb has half a cell to go."""
        if not self.show_vertical_scrollbar:
            return
        half_cell = self.virtual_size.height / (2 * max(1, self.size.height))
        scrollbar = self.vertical_scrollbar
        if y in (0, self.max_scroll_y) or y // half_cell != scrollbar.position // half_cell:
            scrollbar.position = y

    def _clamped(self, top: Place) -> Place:
        """The same row, or the last one that can be at the top."""
        assert self._layout is not None
        return min(top, self._layout.step(self._layout.last, 1 - max(1, self.size.height)))

    def watch_measure(self) -> None:
        self._lay_out()

    def on_mount(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        if self._drawn_for != self.size:
            self._lay_out()

    # Scrolling

    def scroll_rows(self, by: int) -> bool:
        """Scroll by so many rows and take the caret along. False where the window stays."""
        layout = self._layout
        if layout is None:
            return False
        self._last_key = monotonic()
        top = self._clamped(layout.step(self._top, by))
        if top == self._top:
            return False
        self._top = top
        self._follow()
        self._take_caret_along()
        return True

    def _take_caret_along(self) -> None:
        """Put a caret that is no longer in the window on its nearest row."""
        layout = self._layout
        if layout is None or self._selecting_span is not None:
            return
        place = layout.place_of(self.caret)
        bottom = layout.step(self._top, self.size.height - 1)
        if self._top <= place <= bottom:
            return
        x = self._column if self._column is not None else layout.x_of(place, self.caret)
        above = place < self._top
        rows = self._window() if above else reversed(self._window())
        near = next((at for at, row in rows if row.kind == "text" and row.start < row.end), None)
        if near is not None:
            self._column = x
            self._set_caret(layout.offset_at(near, x))

    def _reveal(self, offset: int, end: int | None = None) -> None:
        """Scroll no further than needed; to a third of the window where the place was out of sight."""
        layout = self._layout
        if layout is None:
            return
        self._last_key = monotonic()
        place = layout.place_of(offset)
        height = self.size.height
        margin = min(2, max(0, (height - 1) // 2))
        rows = 1 if end is None else 1 + layout.y(layout.place_of(max(offset, end - 1))) - layout.y(place)
        below = min(rows - 1 + margin, max(0, height - 1 - margin))
        first = layout.step(place, -margin)
        last = layout.step(place, below - height + 1)
        if last <= self._top <= first:
            return
        near = layout.step(self._top, -height) <= place <= layout.step(self._top, 2 * height)
        by_least = first if self._top > first else last
        self._top = self._clamped(by_least if near and end is None else layout.step(place, -(height // 3)))
        self._follow()

    # Caret and selection

    def _put_caret(self, offset: int) -> None:
        """Move the caret for a reason other than scrolling: the column to keep is forgotten."""
        self._column = None
        self._set_caret(offset)

    def _set_caret(self, offset: int) -> None:
        self.caret = min(max(0, offset), len(self._article.text))

    def watch_caret(self, old: int, new: int) -> None:
        self._bar = None
        if old == new:
            return
        for offset in (old, new):
            self._repaint(self.sentence_at(offset))
            self._repaint(Span(offset, offset + 1))

    def _select(self, chosen: Selecting | None) -> None:
        old = self.selection
        self._selecting_span = chosen
        new = self.selection
        if new is None:
            self._layers.pop("selection", None)
        else:
            self._layers["selection"] = Layer([Mark(new, "article--selection")])
        if chosen is not None:
            self._put_caret(chosen.caret)
        if old == new:
            return
        for start, end in _difference(old, new):
            self._repaint(Span(start, end))
        self._publish(new)
        self.refresh_bindings()
        self.post_message(self.SelectionChanged(self, new))

    def _publish(self, span: Span | None) -> None:
        """Tell Textual what is selected, so that its own copying takes it and its own clearing clears it."""
        if not self.is_attached:
            return
        if span is not None:
            self.screen.selections = {self: Selection(Offset(span.start, 0), Offset(span.end, 0))}
        elif self in self.screen.selections:
            self.screen.clear_selection()

    @property
    def allow_select(self) -> bool:
        """False: the pane follows the mouse itself, by offsets instead of cells, and publishes what is selected."""
        return False

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words selected, for Textual's own copying."""
        if selection.start is None or selection.end is None:
            return self._article.text, "\n"
        return self._article.text[selection.start.x : selection.end.x], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Somebody has cleared the screen's selection: drop ours. Not while one types elsewhere: Textual's fields clear
        it with every letter, and finding is to extend it."""
        if self.screen.focused is not self:
            return
        if self._drag is None and self.selection is not None and self not in self.screen.selections:
            self._select(None)

    def on_key(self, event: events.Key) -> None:
        """Textual's screen clears its selection at `escape` before any binding is asked, and then whatever is bound
        beneath, such as closing the program, would run as well."""
        if event.key == "escape" and self._selecting_span is not None:
            event.stop()
            event.prevent_default()
            self._select(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return allowed("article", action, (SELECTING,) if self._selecting_span is not None else ())

    # Painting

    def _repaint(self, span: Span | None = None) -> None:
        """Draw everything anew, or the rows in the window that a span touches."""
        if span is None or self._layout is None:
            self._strips.clear()
            self.refresh(self.room)
            return
        for y, (place, row) in enumerate(self._window()):
            if row.start <= span.end and span.start <= row.end:
                self._strips.pop(place, None)
                self.refresh_line(self.scroll_offset.y + y)

    def _window(self) -> list[tuple[Place, Row]]:
        """The rows on the screen."""
        layout = self._layout
        if layout is None:
            return []
        height = self.size.height
        if self._frame is None or self._frame[0] != self._top or self._frame[1] != height:
            self._frame = (self._top, height, layout.rows(self._top, height))
        return self._frame[2]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.forget()
        self._strips.clear()

    def before_lines(self) -> None:
        if self._layout is None:
            # The first frame comes before the news of the pane's size does, and is to have the words.
            self._lay_out()

    def line_strip(self, y: int) -> Strip:
        """A row of the window as the screen takes it. Only that is kept: a strip has seven caches of its own, and each
        filter makes another one of it."""
        rows = self._window()
        place = rows[y][0] if y < len(rows) else None
        strip = self._strips.get(place) if place is not None else None
        if strip is None:
            drawn = self.render_line(y)
            strip = self.row_strip(list(drawn), drawn.cell_length)
            if place is not None:
                if len(self._strips) > STRIPS:
                    self._strips.clear()
                self._strips[place] = strip
        return strip

    def render_line(self, y: int) -> Strip:
        rows = self._window()
        if self._painter is None or y >= len(rows):
            return Strip.blank(self.room.width, self._looks.style(()))
        place, row = rows[y]
        return self._draw(self._painter, row, place)

    def _draw(self, painter: RowPainter, row: Row, place: Place) -> Strip:
        layers = self._layers
        caret: int | None = None
        if self.has_focus and row.start <= self.caret <= row.end and painter.layout.place_of(self.caret) == place:
            caret = self.caret
            layers = {**layers, "cursor": Layer([Mark(Span(caret, caret + 1), "article--caret")])}
        if self._bar is None:
            self._bar = self.sentence_at(self.caret)
        return painter.strip(row, layers, caret, self._bar)

    def on_focus(self, event: events.Focus) -> None:
        self._repaint(Span(self.caret, self.caret + 1))

    def on_blur(self, event: events.Blur) -> None:
        self._repaint(Span(self.caret, self.caret + 1))


def layer_of(marks: Iterable[Mark | Marks]) -> Layer:
    """The marks as a layer, with the classes that their short names stand for."""
    return Layer(marks, SHORT)


def _difference(old: Span | None, new: Span | None) -> list[tuple[int, int]]:
    """The stretches that are in one of the two only."""
    if old is None or new is None or not old.overlaps(new):
        return [(span.start, span.end) for span in (old, new) if span is not None]
    edges = [(min(old.start, new.start), max(old.start, new.start)), (min(old.end, new.end), max(old.end, new.end))]
    return [(start, end) for start, end in edges if start < end]
