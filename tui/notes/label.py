"""The labels a reader gives to highlights, and the tags that stand in a note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """One kind of highlight. The settings may replace all five."""

    name: str
    """What it is called in lists and on the command line."""
    color: str
    """A colour name or "#rrggbb"."""
    mark: str
    """One cell, drawn in the margin, so that a label is told without colour too."""


DEFAULT_LABELS = (
    Label("claim", "yellow", "▍"),
    Label("quote", "green", "❝"),
    Label("check", "red", "?"),
    Label("context", "blue", "+"),
    Label("doubt", "magenta", "!"),
)
"""The five labels of a reader who has set none, in the order of the keys 1 to 5."""

_HASHTAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]*)")


def hashtags(note: str) -> tuple[str, ...]:
    """The `#tags` that stand in a note, without the mark, each once, in order."""
    return tuple(dict.fromkeys(_HASHTAG.findall(note)))


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without blanks at the ends, a leading `#`, empty ones and repetitions, in order."""
    return tuple(dict.fromkeys(t for t in (" ".join(tag.split()).removeprefix("#") for tag in tags) if t))
