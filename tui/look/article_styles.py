"""What the words of the article look like: letters, ground and style of each class that `paint` may put on them.

Letters tell what a name is, italics that somebody speaks, grounds what the passage is about or how it is marked. The
values are the variables of `themes.py`, which exist in every theme, the terminal's own colours and no colour at all
included.

This is a table and not a style sheet with component classes: Textual works out every component class of a widget
each time that the widget is styled, and there are sixty of them. That was a third of the way to the first frame. Here
only what is on the screen is looked up, when it is first drawn (`looks.StyleResolver`).
"""

from __future__ import annotations

from typing import NamedTuple

TOPICS = 9
LABELS = 5


class Look(NamedTuple):
    """Names of variables; "" leaves what lies beneath as it is. A style may also be words such as "bold"."""

    letters: str = ""
    ground: str = ""
    style: str = ""


LOOKS: dict[str, Look] = {
    "article--headline": Look("headline", style="bold"),
    "article--byline": Look("byline", style="italic"),
    "article--heading": Look("heading", style="bold"),
    "article--minor-heading": Look("heading", style="bold"),
    "article--table-head": Look("heading", style="bold"),
    "article--block-quote": Look(),
    "article--code": Look("code", "code-ground"),
    "article--code-block": Look("code", "code-ground"),
    "article--link": Look("link", style="link-text-style"),
    "article--strong": Look(style="bold"),
    "article--emphasis": Look(style="italic"),
    "article--strikethrough": Look(style="strike"),
    "article--person": Look("entity-person", style="entity-style"),
    "article--org": Look("entity-org", style="entity-style"),
    "article--place": Look("entity-place", style="entity-style"),
    "article--other": Look("entity-other", style="entity-style"),
    "article--figure": Look("code"),
    "article--quote": Look(style="quote-style"),
    "article--speaker": Look(style="underline"),
    "article--search": Look("search-text", "search", "search-style"),
    "article--search-current": Look("search-current-text", "search-current", "search-current-style"),
    "article--current": Look(style="current-style"),
    "article--selection": Look("selection-text", "selection", "selection-style"),
    "article--caret": Look("caret-text", "caret", "caret-style"),
    "article--dimmed": Look("dimmed", "background", "dimmed-style"),
    # Signs in the margin, lines, and the rows that stand for folded text.
    "article--fold": Look("muted", style="italic"),
    "article--bars": Look("muted"),
    "article--line": Look("muted"),
    "article--caret-bar": Look("muted"),
    "article--caret-bar-focused": Look("text-accent", style="bold"),
    "article--sign": Look("muted"),
    "article--unsure-sign": Look("text-warning"),
    "article--confirmed-sign": Look("text-success"),
    "article--search-sign": Look("text-warning"),
    "article--current-sign": Look("text-accent"),
}
"""Every class that a mark or a row may have."""

for _number in range(1, TOPICS + 1):
    LOOKS[f"article--passage-{_number}"] = Look("", f"topic-{_number}", "passage-style")
    LOOKS[f"article--passage-{_number}-sign"] = Look(f"topic-{_number}-sign")
for _number in range(1, LABELS + 1):
    LOOKS[f"article--label-{_number}"] = Look("", f"label-{_number}", "label-style")
    LOOKS[f"article--label-{_number}-sign"] = Look(f"label-{_number}-sign")

SHORT = {f"topic-{number}": f"article--passage-{number}" for number in range(1, TOPICS + 1)} | {
    f"label-{number}": f"article--label-{number}" for number in range(1, LABELS + 1)
}
"""Names that a `Mark` may use for a topic's and a label's class."""

CSS = """
ArticlePane {
    width: 1fr;
    height: 1fr;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    background: $background;
    color: $foreground;
    pointer: text;
}
"""
