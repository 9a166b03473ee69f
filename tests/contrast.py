"""Measures the contrast of what a program really paints, cell by cell, for tests of any screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.geometry import Region

from tui.look.colors import contrast


@dataclass(frozen=True)
class Painted:
    """Adjacent cells of one row in one style."""

    words: str
    text: str
    ground: str
    ratio: float


def painted(app: App[Any], within: Region | None = None) -> list[Painted]:
    """Every run of letters now on the screen (or in a part of it), with its contrast according to WCAG.

    Spaces and characters that only draw lines and blocks are left out, because they carry no words.
    """
    found = []
    part = app.screen.region if within is None else within
    assert part.area, "that line has not been laid out yet"
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        if not part.y <= y < part.bottom:
            continue
        for segment in strip.crop(part.x, part.right).apply_filter(app._filters[0], app.screen.styles.background):
            if not any(character.isalnum() for character in segment.text) or segment.style is None:
                continue
            found.append(Painted(segment.text.strip(), *measured(segment.style)))
    return found


@cache
def measured(style: Style) -> tuple[str, str, float]:
    """The colours of text and background, and their contrast."""
    assert style.color is not None and style.bgcolor is not None, style
    text, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if style.reverse:
        text, ground = ground, text
    return text.hex6, ground.hex6, round(contrast(text, ground), 2)


def too_faint(app: App[Any], least: float = 4.5, within: Region | None = None) -> list[Painted]:
    """The text on the screen, or in a part of it, whose contrast is below that value."""
    return [one for one in painted(app, within) if one.ratio < least]
