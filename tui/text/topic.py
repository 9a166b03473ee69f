"""A topic: what speaks for it, as data read from TOML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the topic bar. The same form serves the built-in topics and the reader's own."""

    name: str
    """What it is called in the bar and on the command line, such as "migration"."""
    terms: tuple[str, ...] = ()
    """Strong words and phrases: each speaks for the topic by itself."""
    hints: tuple[str, ...] = ()
    """Weak ones, which count only near a term or after one."""
    entities: tuple[str, ...] = ()
    """Bodies, places and people that speak for it."""
    exclude: tuple[str, ...] = ()
    """Phrases that cancel a term they overlap: "Wall Street"."""
    patterns: tuple[tuple[dict[str, Any], ...], ...] = ()
    """Token patterns in spaCy's own syntax, as strong as terms."""
    color: str = ""
    """A colour name or "#rrggbb"; empty for the next of the theme's own."""
    origin: str = ""
    """The file it was read from; "" for one typed in."""
    on: bool = False
    """Whether it is painted when an article opens and nothing else is remembered."""
