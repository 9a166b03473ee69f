"""The styles of the article's text: colour, background and attributes of each component class that `paint` may use.

The colour of text shows the kind of a name, italics a quote, the background a passage or a highlight. The values are
variables of `themes.py`, which exist in every theme, including the terminal's own colours and no colour at all.

This is a table rather than a style sheet because Textual computes all component classes of a widget each time the
widget is styled, and there are sixty: that took a third of the time to the first frame. Here a class is looked up when
it is first drawn (`StyleResolver`).
"""

from __future__ import annotations

from typing import NamedTuple

TOPICS = 9
LABELS = 5


class Look(NamedTuple):
    """Names of variables; "" keeps the value of the layer below. A style may also be attributes such as "bold"."""

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
    "article--code": Look("code", "code-background"),
    "article--code-block": Look("code", "code-background"),
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
    # Signs in the margin, lines, and folds.
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
"""All component classes of marks and rows."""

for _number in range(1, TOPICS + 1):
    LOOKS[f"article--passage-{_number}"] = Look("", f"topic-{_number}")
    LOOKS[f"article--passage-{_number}-sign"] = Look(f"topic-{_number}-sign")
LOOKS["article--passage-several"] = Look("", "topic-several")
LOOKS["article--passage-edge"] = Look(style="passage-edge-style")
for _number in range(1, LABELS + 1):
    LOOKS[f"article--label-{_number}"] = Look("", f"label-{_number}", "label-style")
    LOOKS[f"article--label-{_number}-sign"] = Look(f"label-{_number}-sign")

SHORT = {f"topic-{number}": f"article--passage-{number}" for number in range(1, TOPICS + 1)} | {
    f"label-{number}": f"article--label-{number}" for number in range(1, LABELS + 1)
}
"""Short names that a `Mark` may use for the classes of topics and labels."""

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
