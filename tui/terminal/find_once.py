"""The parts of a screen or widget that stay while it does."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from textual.dom import DOMNode
from textual.widget import Widget

W = TypeVar("W", bound=Widget)


def find_once(kind: type[W], selector: str = "") -> cached_property[W]:
    """The widget of that kind, or the one the selector names; as `textual.getters.query_one`, but looked for once.

    Textual keeps what it has found under how often widgets came and went, which they do with every sentence that is
    told: a thousand entries, and what has gone long ago among them.
    """

    def find(node: DOMNode) -> W:
        return node.query_one(selector, kind) if selector else node.query_one(kind)

    return cached_property(find)
