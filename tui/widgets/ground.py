"""What lies under other widgets, and is seen where they leave a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    # Textual takes a widget's style sheet from its first base that is a widget; that is to be the other one.
    Widget = object


class Ground(Widget):
    """A widget all of whose lines look alike: one is drawn for all of them.

    Textual draws and cuts up each line of a container, with each frame, though its children cover all of it: with a
    sidebar that was more than half of all strips.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        return super().render_lines(Region(crop.x, crop.y, crop.width, min(1, crop.height))) * crop.height


class Panes(Ground, Horizontal):
    """Panes side by side."""
