"""Where letters are typed: fields and menus."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def is_field(widget: Widget) -> bool:
    """Whether a widget accepts typing. Judged by class name: importing the classes takes milliseconds."""
    return any(base.__name__ in ("Input", "TextArea") for base in type(widget).__mro__)


def is_menu(screen: Screen[Any]) -> bool:
    """Whether a screen is a menu, whose rows letters choose. Judged by name too."""
    return type(screen).__name__ == "MenuScreen"
