"""A pane that draws its lines itself (Textual's Line API), each when it comes on the screen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region, Spacing
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from ..article.row_strip import RowStrip
from ..scroll_bar import SideBar

NO_GUTTER = Spacing()


class Paper(NamedTuple):
    """What all lines of a frame are drawn on; Textual works it out anew from all that lies beneath, each time it is
    asked."""

    width: int
    """Cells of a line."""
    style: Style
    ground: Color
    filters: Sequence[LineFilter]


class LineView(ScrollView):
    """Asks `line_strip` for each line of the window and for nothing else."""

    _paper: Paper | None = None

    @abstractmethod
    def line_strip(self, y: int) -> Strip:
        """The line `y` of the window, filtered, as wide as the pane without its scrollbar."""

    def has_scrollbar(self) -> None:
        """The style sheet gives the pane a scrollbar in any case. Known from the start, it is laid out with the pane;
        Textual would find out afterwards and lay the whole screen out once more."""
        self.set_reactive(Widget.show_vertical_scrollbar, True)

    @property
    def vertical_scrollbar(self) -> SideBar:
        """The bar at its side; made when it is asked for."""
        bar = self._vertical_scrollbar
        if not isinstance(bar, SideBar):
            bar = SideBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar = bar
            bar.display = False
            self.app._start_widget(self, bar)
        return bar

    @property
    def paper(self) -> Paper:
        """What the lines of this frame are drawn on."""
        if self._paper is None:
            background, filters = self.background_colors[1], self.get_line_filters()
            self._paper = Paper(self.room.width, self.visual_style, background, filters)
        return self._paper

    @property
    def room(self) -> Region:
        """The pane without its scrollbar."""
        return Region(0, 0, self.size.width - self.scrollbar_size_vertical, self.size.height)

    def notify_style_update(self) -> None:
        """Other colours: what was drawn on the old ground is gone."""
        self._paper = None
        super().notify_style_update()

    def before_lines(self) -> None:
        """Called before the lines of a frame are asked for."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the window. Textual's way through borders, padding and opacity, none of which such a pane has,
        costs three times what drawing the words does, so it is taken only where one of them has been asked for."""
        self._paper = None
        self.before_lines()
        styles = self.styles
        if styles.gutter != NO_GUTTER or styles.tint.a or self.opacity < 1:
            return super().render_lines(crop)
        strips = [self.line_strip(y) for y in crop.line_range]
        left, right = crop.column_span
        # A strip ends where the scrollbar begins: Textual would cut it there, and keep all three.
        if left or right < self.paper.width:
            strips = [strip.crop(left, right) for strip in strips]
        return strips

    def row_strip(self, segments: list[Segment], width: int) -> RowStrip:
        """A strip of so many cells as the screen takes it: without colours where there are to be none."""
        return RowStrip.filtered(segments, width, self.paper.filters, self.paper.ground)

    def segments(self, content: Content, style: Style) -> list[Segment]:
        """The words of one line on the ground of that style.

        Textual's own way also puts the place of each word into its style, for selecting with the mouse. No such pane
        is selected from so, and those styles, each one of its own, fill every cache of styles there is.
        """
        parse = self.app.stylesheet.parse_style
        parts = content.render(style, end="", parse_style=parse)
        return [Segment(text, part.rich_style) for text, part in parts]
