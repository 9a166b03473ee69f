"""A line of a list that is put together when it is first seen.

A list of five hundred names is there at once so: the reader sees forty of them, and Textual need not measure the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.visual import Visual

if TYPE_CHECKING:
    from textual.content import Content
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


class LateLine(Visual):
    """One line, cut to the width that there is for it."""

    def __init__(self, make: Callable[[], Content]) -> None:
        self._make = make
        self._made: Content | None = None

    @property
    def content(self) -> Content:
        """What it says."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def plain(self) -> str:
        """The same without its styles."""
        return self.content.plain

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.content.render_strips(width, 1, style, options)[:1]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self.content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return 1
