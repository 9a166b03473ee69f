"""The tags of a highlight: those given by themselves, and those that stand in its note."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HASHTAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]*)")


def hashtags(note: str) -> tuple[str, ...]:
    """The `#tags` that stand in a note, without the mark, each once, in order."""
    return tuple(dict.fromkeys(_HASHTAG.findall(note)))


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without blanks at the ends, a leading `#`, empty ones and repetitions, in order."""
    return tuple(dict.fromkeys(t for t in (" ".join(tag.split()).removeprefix("#") for tag in tags) if t))
