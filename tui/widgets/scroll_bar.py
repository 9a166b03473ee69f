"""A scrollbar at the side of a pane of lines."""

from __future__ import annotations

from typing import cast

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from .article.row_strip import RowStrip


class SideBar(ScrollBar):
    """Looks and works as Textual's own, which is put through Rich's console line by line with each step of the words:
    a fifth of the time of a frame, for forty lines of which there are four kinds. And it is drawn anew only where it
    looks otherwise than before: in a long article most steps do not move it."""

    _shown: list[Segment] | None = None
    """Its lines as they were drawn last."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> SideBar:
        """Ask to be drawn, where there is something new to see."""
        known = self._shown is not None and self.is_attached and not layout and not recompose
        if not known or self._shown != self._lines():
            super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def _lines(self) -> list[Segment] | None:
        """A segment for each line, those that look alike the same one. None where it is not Textual's renderer."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender):
            return None
        style = cast(Style, bar.style)
        width, height = self.size
        return bar.render_bar(
            size=height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=width,
            vertical=self.vertical,
            back_color=style.bgcolor or Color.default(),
            bar_color=style.color or Color.default(),
        ).segments

    def render_lines(self, crop: Region) -> list[Strip]:
        lines = self._shown = self._lines()
        if lines is None or self.styles.tint.a or self.opacity < 1:
            return super().render_lines(crop)
        style, ground, filters = self.visual_style.rich_style, self.background_colors[1], self.get_line_filters()
        width = self.size.width
        kinds: dict[int, Strip] = {}
        for line in lines:
            if id(line) not in kinds:
                segments = [*Segment.apply_style([line], style)]
                kinds[id(line)] = RowStrip.filtered(segments, width, filters, ground)
        strips = [kinds[id(line)] for line in lines[crop.y : crop.bottom]]
        if (columns := crop.column_span) != (0, width):
            strips = [strip.crop(*columns) for strip in strips]
        return strips
