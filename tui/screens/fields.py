"""Recognises the widgets in which letters are typed."""

from __future__ import annotations

from textual.widget import Widget


def is_field(widget: Widget) -> bool:
    """Whether a widget accepts typing. Judged by class name: importing the classes takes milliseconds."""
    return any(base.__name__ in ("Input", "TextArea") for base in type(widget).__mro__)
