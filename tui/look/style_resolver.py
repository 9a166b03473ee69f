"""Turns the names of component classes into one style.

With Textual's own component classes the last name wins. Here a tinted background covers the one below it, and text
keeps the colour from a lower layer, so that overlaps are readable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from .article_styles import LOOKS
from .themes import variables_for

NOT_REVERSED = Style(reverse=False)
TURNED = ("article--selection", "article--caret")
"""Not reversed on text that is reversed already, so that caret and selection are visible on a match without colours."""


class StyleResolver:
    """The styles of one widget's text; each combination is computed once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}
        self._variables: Mapping[str, str] = {}

    def forget(self) -> None:
        """Discard the styles, because the theme or the focus changed."""
        self._known.clear()
        self._variables = {}

    def style(self, names: Sequence[str]) -> Style:
        """The style of all the names together, lowest layer first. Unknown names are ignored."""
        key = tuple(names)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._sum(key)
        return found

    @property
    def caret_bar(self) -> Style:
        """The style of the bar next to the current sentence, brighter while the pane has the focus."""
        return self.style(("article--caret-bar-focused" if self._widget.has_focus else "article--caret-bar",))

    def _sum(self, names: tuple[str, ...]) -> Style:
        _, _, ground, letters = self._widget.colors
        text_style = Style()
        auto: Color | None = None
        variables = self._all_variables()
        for name in names:
            look = LOOKS.get(name)
            if look is None:
                continue
            if look.ground:
                ground += Color.parse(variables[look.ground])
            if look.letters:
                color = variables[look.letters]
                letters = _color(color)
                auto = letters if color.startswith("auto") else None
            if look.style:
                style = Style.parse(variables.get(look.style, look.style))
                turned = name in TURNED and text_style.reverse and style.reverse
                text_style += style + NOT_REVERSED if turned else style
        color_on = ground.get_contrast_text(auto.a) if auto is not None else letters
        return Style.from_color((ground + color_on).rich_color, ground.rich_color) + text_style

    def _all_variables(self) -> Mapping[str, str]:
        """The app's variables, with ours added if the app does not have them, as in tests."""
        if not self._variables:
            app = self._widget.app
            found = getattr(app, "css_variables", None) or app.get_css_variables()
            self._variables = found if "headline" in found else found | variables_for(app.current_theme)
        return self._variables


def _color(value: str) -> Color:
    """A colour of a theme; "auto 60%" is black or white of that opacity, whichever has more contrast."""
    if not value.startswith("auto"):
        return Color.parse(value)
    strength = value.removeprefix("auto").strip().removesuffix("%")
    return Color(0, 0, 0, float(strength or 100) / 100)
