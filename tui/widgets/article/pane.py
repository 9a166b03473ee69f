"""The article as a page: a widget that wraps and paints only what is on the screen.

The scroll position is the `top` of a `Viewport`; Textual's `scroll_y` follows it, or is translated back into it when
the scrollbar was used. `ArticleView` adds the actions of keys and mouse.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from time import monotonic

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from ...look.article_styles import CSS, SHORT
from ...look.style_resolver import StyleResolver
from ...text.article import Article
from ...text.span import Span
from .boundaries import TextBoundaries
from .layers import Layer, Mark, Marks, first_marks
from .layout import Layout, PageRow, RowPlace
from .margin import WIDEST_GUTTER
from .pane_message import PaneMessage
from .row_painter import RowPainter, inline_layer
from .selecting import Selecting, changed_parts
from .thumb import move_thumb
from .viewport import TOP, Viewport

MEASURE = 72
"""Widest line of text, in columns."""
SLICE = 0.004
"""Seconds of wrapping at a time."""
QUIET = 0.05
"""Seconds without a key after which wrapping continues."""
BEFORE_SETTLING = 0.4
"""Seconds before the rest of the text is wrapped, so that the stored analysis is shown first."""
MANY = 10_000
"""From this many marks on a layer is sorted in a thread: a hundred thousand take a third of a second."""
CACHED_STRIPS = 100
"""Rows cached as strips."""


class ArticlePane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows an article, its marks, a caret and a selection.

    To follow the position, watch `caret`, `scroll_y` and `progress`. Watchers run before the next frame is drawn; a
    message would arrive after it and cause a second frame for each key.
    """

    DEFAULT_CSS = CSS

    measure: reactive[int] = reactive(MEASURE, repaint=False)
    """Widest line of text, in columns."""
    caret: var[int] = var(0)
    """Offset of the caret."""
    progress: var[float] = var(0.0)
    """How far down the window is: 0 at the start, 1 if the end of the article is visible."""

    class SelectionChanged(PaneMessage, namespace="article_view"):
        """The selection changed; `span` is None if nothing is selected. While a key is held down only the latest
        message counts."""

        def __init__(self, view: ArticlePane, span: Span | None) -> None:
            super().__init__(view)
            self.span = span

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, type(self))

    def __init__(
        self,
        article: Article | None = None,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        # The style sheet always gives the pane a scrollbar. Textual would notice only after the first layout.
        self.set_reactive(Widget.show_vertical_scrollbar, True)
        self._styles = StyleResolver(self)
        self._painter: RowPainter | None = None
        self._following = False
        """Whether `scroll_y` is being set to the viewport's position, not by the scrollbar."""
        self._laid_out_for = Size(0, 0)
        self._last_move = 0.0
        """When the reader last moved, by the monotonic clock."""
        self._strips: dict[RowPlace, Strip] = {}
        self._set_article(article or Article("", ""), 0)

    def _set_article(self, article: Article, offset: int) -> None:
        self._article = article
        self._boundaries = TextBoundaries(article)
        self._layers: dict[str, Layer] = {"inline": inline_layer(article)} if article.inlines else {}
        self._requests: dict[str, object] = {}
        """The last request for each layer: a layer sorted in a thread must not replace a later one."""
        self._visible: list[Span] | None = None
        self._selecting: Selecting | None = None
        self._sentence: Span | None = None
        """The sentence under the caret; None if not looked up yet."""
        self._column: int | None = None
        """The cell of the measure that moving by rows keeps to."""
        self._start = offset
        self.viewport: Viewport | None = None
        """The rows on the screen; None until the size of the pane is known."""

    # What is shown

    @property
    def article(self) -> Article:
        """The article shown."""
        return self._article

    def show(self, article: Article, *, offset: int = 0, caret: int | None = None) -> None:
        """Show another article with the row of `offset` at the top, and the caret there or at `caret`."""
        self._set_article(article, offset)
        self.caret = min(max(0, offset if caret is None else caret), len(article.text))
        self._lay_out()

    def set_layer(self, name: str, marks: Iterable[Mark | Marks]) -> None:
        """Replace the marks of a layer, one of `LAYERS`.

        "topic-1" to "topic-9" and "label-1" to "label-5" are short for the component classes of passages and labels.
        Many marks are sorted in a thread, which also consumes the iterator, and appear a moment later.
        """
        request = self._requests[name] = object()
        rest = iter(marks)
        first, more = first_marks(rest, MANY)
        if more and self.is_attached:
            self.run_worker(self._sort_layer(name, request, chain(first, rest)), group=f"layer {name}")
        else:
            self._put_layer(name, Layer(chain(first, rest), SHORT))

    async def _sort_layer(self, name: str, request: object, marks: Iterable[Mark | Marks]) -> None:
        layer = await asyncio.to_thread(Layer, marks, SHORT)
        if self._requests.get(name) is request:
            self._put_layer(name, layer)

    def _put_layer(self, name: str, layer: Layer) -> None:
        before = self._layers.pop(name, Layer())
        if layer.styles:
            self._layers[name] = layer
        if name == "passage" and layer.styles != before.styles:
            self._make_room()
        elif not layer.looks_like(before):
            self._repaint_changes(before, layer)

    def set_sentences(self, sentences: Iterable[Span]) -> None:
        """Use these sentences for moving and selecting."""
        self._boundaries.set_sentences(sentences)
        self._sentence = None
        self._repaint()

    def fold(self, visible: Sequence[Span] | None) -> None:
        """Show only these spans and the rest as folds of one row each; None shows everything."""
        self._visible = None if visible is None else list(visible)
        self._lay_out(anew=True)

    # Position

    @property
    def place(self) -> tuple[int, int]:
        """The offset at the top of the window and the caret: what `show` needs to restore the position."""
        if self.viewport is None:
            return self._start, self.caret
        return self.viewport.layout.row(self.viewport.top).start, self.caret

    @property
    def selection(self) -> Span | None:
        """The selected text."""
        selecting = self._selecting
        return selecting.span if selecting is not None and selecting.anchor != selecting.head else None

    @property
    def selecting(self) -> Selecting | None:
        """The selection while it is being extended."""
        return self._selecting

    @property
    def chosen(self) -> Span:
        """The span that a highlight or a note would apply to: the selection, else the sentence under the caret."""
        return self.selection or self.sentence_at(self.caret)

    @property
    def on_screen(self) -> Span:
        """The part of the text in the window."""
        return self.viewport.span if self.viewport is not None else Span(0, 0)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that contains an offset."""
        return self._boundaries.sentence_at(offset)

    def paragraph_at(self, offset: int) -> Span:
        """The block that contains an offset."""
        return self._boundaries.paragraph_at(offset)

    def word_at(self, offset: int) -> Span:
        """The word that contains an offset; empty if there is none."""
        return self._boundaries.word_at(offset)

    def row_under(self, y: int) -> tuple[RowPlace, PageRow] | None:
        """The row in line `y` of the window."""
        rows = self._rows()
        return rows[y] if 0 <= y < len(rows) else None

    def offset_under(self, x: int, y: int) -> int:
        """The offset drawn in a cell of the pane, or the nearest in that row."""
        rows = self._rows()
        if self.viewport is None or self._painter is None or not rows:
            return 0
        if y >= len(rows):
            return rows[-1][1].end
        return self.viewport.layout.offset_at(rows[max(0, y)][0], x - self._painter.left)

    def letter_under(self, x: int, y: int) -> Span:
        """The character drawn in a cell; next to the text an empty span at `offset_under`."""
        at = self.offset_under(x, y)
        return Span(at, self._boundaries.letter(at, 1) if self.is_text_at(x, y) else at)

    def is_text_at(self, x: int, y: int) -> bool:
        """Whether text is drawn in a cell, rather than the blank next to it."""
        found = self.row_under(y)
        if self.viewport is None or self._painter is None or found is None:
            return False
        (place, row), x, layout = found, x - self._painter.left, self.viewport.layout
        return any(run.x <= x < layout.x_of(place, run.end) for run in row.runs)

    # Layout

    def _lay_out(self, *, anew: bool = False) -> None:
        """Wrap the text to the present width; the text that the reader sees stays in place."""
        across, height = self.scrollable_content_region.size
        if across <= 0 or height <= 0 or not self.is_attached:
            return
        measure = max(8, min(self.measure, across - WIDEST_GUTTER - 1))
        if self.viewport is None or anew or self.viewport.layout.measure != measure:
            offset, row = self.viewport.anchor(self.caret) if self.viewport else (self._start, 0)
            layout = Layout(self._article, measure, self._visible)
            at = layout.place_of(offset)
            at_top = at == layout.place_of(0) and not row
            top = TOP if at_top else layout.step(at, -min(row, height - 1))
            self.viewport = Viewport(layout, height, top)
            self.viewport.keep_visible(self.caret)  # the window was perhaps larger when the place was saved
            self.run_worker(self._settle(layout), group="settle", exclusive=True)
        else:
            self.viewport.resize(height, self.caret)
        self._laid_out_for = self.size
        self._follow()
        self._make_room()

    def _make_room(self) -> None:
        """Draw everything again, with a lane in the margin for each topic that is on."""
        if self.viewport is not None:
            topics = self._layers["passage"].styles if "passage" in self._layers else ()
            across = self.scrollable_content_region.width
            self._painter = RowPainter(self.viewport.layout, self._styles, across, topics)
        self._repaint()

    async def _settle(self, layout: Layout) -> None:
        """Wrap what is not on the screen in short slices between keys."""
        slices = 0
        await asyncio.sleep(BEFORE_SETTLING)
        while not layout.settled and self.viewport is not None and layout is self.viewport.layout:
            if monotonic() - self._last_move < QUIET:
                await asyncio.sleep(QUIET / 2)
                continue
            layout.settle(SLICE)
            slices += 1
            if slices % 16 == 0 or layout.settled:
                self._follow()
            await asyncio.sleep(SLICE / 2)

    def _follow(self) -> None:
        """Set Textual's scroll position, height and scrollbar to those of the viewport.

        The height is set without the reactive's new layout of the screen, which would follow nearly every key while
        heights are still estimates.
        """
        viewport = self.viewport
        if viewport is None:
            return
        size = Size(self.scrollable_content_region.width, viewport.layout.height)
        if self.virtual_size != size:
            self.set_reactive(Widget.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        self.vertical_scrollbar.window_size = viewport.height
        self.progress = viewport.progress
        y = viewport.y
        if y == self.scroll_y:
            return
        self._following = True
        try:
            self.set_reactive(Widget.scroll_target_y, float(y))
            self.scroll_y = y
        finally:
            self._following = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        if not self._following and self.viewport is not None:
            self.viewport.move_to(self.viewport.layout.at(round(new_value)))
            self._follow()
            self._keep_caret_visible()
        move_thumb(self.vertical_scrollbar, new_value)
        super().watch_scroll_y(old_value, new_value)

    def watch_measure(self) -> None:
        self._lay_out()

    def on_mount(self) -> None:
        self._lay_out()
        self.watch(self.screen, "stack_updates", self._repaint_caret, init=False)

    def on_resize(self) -> None:
        if self._laid_out_for != self.size:
            self._lay_out()

    # Scrolling

    def scroll_rows(self, rows: int) -> bool:
        """Scroll by rows and keep the caret visible. False if the window does not move."""
        self._last_move = monotonic()
        if self.viewport is None or not self.viewport.scroll(rows):
            return False
        self._follow()
        self._keep_caret_visible()
        return True

    def _keep_caret_visible(self) -> None:
        """Move a caret that has left the window to the nearest row of it, in its column."""
        viewport = self.viewport
        if viewport is None or self._selecting is not None:
            return
        place = viewport.layout.place_of(self.caret)
        if viewport.contains(place):
            return
        x = self._column if self._column is not None else viewport.layout.x_of(place, self.caret)
        nearest = viewport.nearest_text(place)
        if nearest is not None:
            self.put_caret(viewport.layout.offset_at(nearest, x), column=x)

    def reveal(self, offset: int, end: int | None = None) -> None:
        """Scroll no further than needed to show an offset, or the text up to `end`."""
        self._last_move = monotonic()
        if self.viewport is not None and self.viewport.reveal(offset, end):
            self._follow()

    # Caret and selection

    def put_caret(self, offset: int, column: int | None = None) -> None:
        """Move the caret. `column` is the cell to keep to when moving by rows; None takes the caret's own."""
        self._column = column
        self.caret = min(max(0, offset), len(self._article.text))

    def watch_caret(self, old: int, new: int) -> None:
        self._sentence = None
        if old != new:
            for offset in (old, new):
                self._repaint(self.sentence_at(offset))
                self._repaint(Span(offset, offset + 1))

    def select(self, span: Span | None) -> None:
        """Select a span, or nothing."""
        self.set_selecting(None if span is None else Selecting(span.start, span.end))
        if span is not None:
            self.reveal(self.caret)

    def set_selecting(self, selecting: Selecting | None) -> None:
        """Replace the selection with one that can be extended further; None selects nothing."""
        old = self.selection
        self._selecting = selecting
        new = self.selection
        if new is None:
            self._layers.pop("selection", None)
        else:
            self._layers["selection"] = Layer([Mark(new, "article--selection")])
        if selecting is not None:
            self.put_caret(selecting.caret)
        if old == new:
            return
        for span in changed_parts(old, new):
            self._repaint(span)
        self.publish_selection()
        self.refresh_bindings()
        self.post_message(self.SelectionChanged(self, new))

    def publish_selection(self) -> None:
        """Make the selection the screen's, so that Textual's own copying and clearing work on it."""
        if not self.is_attached:
            return
        span = self.selection
        if span is not None:
            self.screen.selections = {self: Selection(Offset(span.start, 0), Offset(span.end, 0))}
        elif self in self.screen.selections:
            self.screen.clear_selection()

    @property
    def allow_select(self) -> bool:
        """False: the pane follows the mouse itself, by offsets instead of cells, and publishes its selection."""
        return False

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, for Textual's own copying."""
        if selection.start is None or selection.end is None:
            return self._article.text, "\n"
        return self._article.text[selection.start.x : selection.end.x], "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Keep the selection if the screen's was cleared: Textual does that at a click anywhere, on a key of the footer
        too, and at each letter typed into a field."""
        if self.selection is not None and not self.screen.selections:
            self.publish_selection()

    # Painting

    def _rows(self) -> list[tuple[RowPlace, PageRow]]:
        return self.viewport.rows if self.viewport is not None else []

    def _repaint(self, span: Span | None = None) -> None:
        """Repaint everything, or the rows in the window that a span touches."""
        if span is None or self.viewport is None:
            self._strips.clear()
            self.refresh()
            return
        self._repaint_rows(lambda row: row.start <= span.end and span.start <= row.end)

    def _repaint_changes(self, before: Layer, after: Layer) -> None:
        """Repaint the rows in the window on which two layers differ. The row of a fold shows no marks."""
        self._repaint_rows(
            lambda row: row.kind != "fold" and before.touching(row.start, row.end) != after.touching(row.start, row.end)
        )

    def _repaint_rows(self, changed: Callable[[PageRow], bool]) -> None:
        """Repaint the changed rows in the window. Cached rows outside it may be out of date as well: forget them."""
        rows = dict(self._rows())
        self._strips = {place: strip for place, strip in self._strips.items() if place in rows}
        for y, (place, row) in enumerate(rows.items()):
            if changed(row):
                self._strips.pop(place, None)
                self.refresh_line(self.scroll_offset.y + y)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.forget()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they are painted. As the pane has no border, padding or tint, Textual has nothing to add to them;
        looking for that in each row takes a quarter of the time of a key."""
        width, plain = self.size.width, self._styles.style(())  # the scrollbar covers the last cell
        strips = [self.render_line(y).adjust_cell_length(width, plain) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        if self.viewport is None:
            self._lay_out()  # the first frame comes before the event with the pane's size
        found = self.row_under(y)
        if self._painter is None or found is None:
            return Strip.blank(self.scrollable_content_region.width, self._styles.style(()))
        place, row = found
        if y == 0 and self._painter.margin.topics:  # it repeats their digits, unlike the same row further down
            return self._paint_row(self._painter, place, row, True)
        strip = self._strips.get(place)
        if strip is None:
            if len(self._strips) > CACHED_STRIPS:
                self._strips.clear()
            strip = self._strips[place] = self._paint_row(self._painter, place, row)
        return strip

    def _paint_row(self, painter: RowPainter, place: RowPlace, row: PageRow, top: bool = False) -> Strip:
        layers = self._layers
        caret: int | None = None
        # Not below a dialog, which may have a caret of its own.
        shown = self.has_focus and self.screen.is_active and row.start <= self.caret <= row.end
        if shown and painter.layout.place_of(self.caret) == place:
            caret = self.caret
            layers = {**layers, "cursor": Layer([Mark(Span(caret, caret + 1), "article--caret")])}
        if self._sentence is None:
            self._sentence = self.sentence_at(self.caret)
        return painter.strip(row, layers, caret, self._sentence, top)

    def on_focus(self) -> None:
        self._repaint_caret()

    def on_blur(self) -> None:
        self._repaint_caret()

    def _repaint_caret(self) -> None:
        self._repaint(Span(self.caret, self.caret + 1))
