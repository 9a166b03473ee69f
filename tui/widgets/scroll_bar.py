"""A scrollbar at the side of a pane of lines."""

from __future__ import annotations

from typing import cast

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from .row_strip import RowStrip


class SideBar(ScrollBar):
    """Looks and works as Textual's own, which is put through Rich's console line by line with each step of the words:
    a fifth of the time of a frame, for forty lines of which there are four kinds."""

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.styles.tint.a or self.opacity < 1:
            return super().render_lines(crop)
        bar = self.render()
        if not isinstance(bar, ScrollBarRender):
            return super().render_lines(crop)
        style = cast(Style, bar.style)
        width, height = self.size
        made = bar.render_bar(
            size=height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=width,
            vertical=self.vertical,
            back_color=style.bgcolor or Color.default(),
            bar_color=style.color or Color.default(),
        )
        ground = self.visual_style.rich_style
        background, filters = self.background_colors[1], self.get_line_filters()
        kinds: dict[int, Strip] = {}
        strips: list[Strip] = []
        for segment in made.segments:
            strip = kinds.get(id(segment))
            if strip is None:
                segments: list[Segment] = [*Segment.apply_style([segment], ground)]
                for line_filter in filters:
                    segments = line_filter.apply(segments, background)
                strip = kinds[id(segment)] = RowStrip(segments, width)
            strips.append(strip)
        strips = strips[crop.y : crop.bottom]
        if (left_right := crop.column_span) != (0, width):
            strips = [strip.crop(*left_right) for strip in strips]
        return strips
