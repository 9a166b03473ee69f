"""Let Textual free the memory of removed widgets."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style

from .stock import STOCK


def free_removed_widgets() -> None:
    """Keep the cache of background colours from holding on to widgets (Textual issue 6665).

    The cache of `StylesCache.get_inner_outer` has the object itself in its key, so the last 1,024 widgets stay in
    memory with everything they have drawn. Every notification is a widget: in an hour of reading they add up to
    megabytes. The result depends on two colours only, so here they alone are the key.
    """
    if STOCK or getattr(StylesCache.get_inner_outer, "frees_widgets", False):
        return
    stock: Any = StylesCache.get_inner_outer.__wrapped__

    @lru_cache(1024)
    def inner_outer(base: Color, background: Color) -> tuple[Style, Style]:
        found: tuple[Style, Style] = stock(StylesCache, base, background)
        return found

    def get_inner_outer(_: StylesCache, base: Color, background: Color) -> tuple[Style, Style]:
        return inner_outer(base, background)

    get_inner_outer.frees_widgets = True  # type: ignore[attr-defined]
    StylesCache.get_inner_outer = get_inner_outer  # type: ignore[method-assign, assignment]
