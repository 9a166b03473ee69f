"""Names of component classes added up to one style.

Textual's own `get_component_styles(*names)` lets the last name win; here a tinted ground lies over the ground
beneath it and letters keep the colour a lower layer gave them, which is what makes overlaps readable.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.color import Color
from textual.widget import Widget


class Looks:
    """The styles of one widget's component classes, each sum worked out once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}

    def forget(self) -> None:
        """Work everything out anew: the theme or the focus has changed."""
        self._known.clear()

    def style(self, names: Sequence[str]) -> Style:
        """The style of all the names together, the lowest first. Names nobody knows are left out."""
        key = tuple(names)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._sum(key)
        return found

    def _sum(self, names: tuple[str, ...]) -> Style:
        _, _, ground, letters = self._widget.colors
        text_style = Style()
        auto: Color | None = None
        for name in names:
            try:
                styles = self._widget.get_component_styles(name)
            except KeyError:
                continue
            if styles.has_rule("background"):
                ground += styles.background
            if styles.auto_color:
                auto = styles.color
            elif styles.has_rule("color"):
                letters, auto = styles.color, None
            text_style += styles.text_style
        color = ground.get_contrast_text(auto.a) if auto is not None else letters
        return Style.from_color((ground + color).rich_color, ground.rich_color) + text_style
