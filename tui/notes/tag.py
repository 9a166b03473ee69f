"""The tags of a highlight: those entered as such, and those in its note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_HASHTAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]*)")


def hashtags(note: str) -> tuple[str, ...]:
    """The `#tags` in a note, without the number sign, each once, in order."""
    return tuple(dict.fromkeys(_HASHTAG.findall(note)))


def tag_line(tags: Iterable[str]) -> str:
    """The tags in a line for the reader to change, which `typed_tags` reads."""
    return " ".join(f"#{tag}" for tag in tags)


def written_tag(tag: str) -> str:
    """A tag as Markdown, pages and tables have it: "#follow-up"."""
    return f"#{'-'.join(tag.split())}"


def written_tags(tags: Iterable[str]) -> str:
    """The tags in a line, each as `written_tag` has it: "#dates #follow-up"."""
    return " ".join(map(written_tag, tags))


def in_one_cell(tags: Iterable[str]) -> str:
    """The tags in a cell of CSV, separated by semicolons, since a tag may contain a space: "dates; follow up"."""
    return "; ".join(tags)


def typed_tags(line: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """The tags in a line that the reader typed. Commas separate them if there are any, so that “drugs, follow up” has
    the tags “drugs” and “follow-up”; otherwise spaces do. Of the `known` tags, those that a command or an import gave
    may contain spaces, and keep them."""
    parts = [" ".join(part.split()) for part in re.split(r"[,#]", line)]
    if "," not in line and not any(" " in part and part in known for part in parts):
        return clean_tags(line.split())
    return clean_tags(part if part in known else part.replace(" ", "-") for part in parts)


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags in order, without outer white space, a leading `#`, empty tags and repetitions."""
    return tuple(dict.fromkeys(t for t in (" ".join(tag.split()).removeprefix("#") for tag in tags) if t))
