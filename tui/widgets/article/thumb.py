"""The thumb of a vertical scrollbar: the part that shows which rows are in the window."""

from __future__ import annotations

from textual.geometry import Region
from textual.scrollbar import ScrollBar


def move_thumb(bar: ScrollBar, y: float) -> None:
    """Show that row `y` is at the top of the window, and repaint only the rows at the thumb's ends.

    Setting `bar.position` repaints the whole bar, which takes a quarter of the time of a key.
    """
    height, rest = bar.size.height, bar.window_virtual_size - bar.window_size
    if not height or rest <= 0:
        return
    thumb = max(1, height * bar.window_size / bar.window_virtual_size)
    before, after = ((height - thumb) * position / rest for position in (bar.position, y))
    bar.set_reactive(ScrollBar.position, bar.validate_position(y))
    for end in (0, thumb):
        first, last = sorted((int(before + end), int(after + end)))
        bar.refresh(Region(0, first, bar.size.width, last - first + 2))
