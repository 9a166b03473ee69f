"""The component classes of the article pane, and a plain look for them over the variables of any theme.

Names colour the letters, quotes slant them, passages tint the ground and sign the margin, highlights stand
on a stronger ground. The program's own style sheet, `themes.tcss`, lies over this with colours that are measured.
"""

from __future__ import annotations

TOPICS = 9
LABELS = 5

CLASSES = {
    "article--headline",
    "article--byline",
    "article--heading",
    "article--minor-heading",
    "article--block-quote",
    "article--code-block",
    "article--table-head",
    "article--strong",
    "article--emphasis",
    "article--strikethrough",
    "article--code",
    "article--link",
    "article--person",
    "article--org",
    "article--place",
    "article--other",
    "article--figure",
    "article--quote",
    "article--speaker",
    "article--search",
    "article--search-current",
    "article--current",
    "article--selection",
    "article--caret",
    "article--caret-bar",
    "article--bars",
    "article--line",
    "article--fold",
    "article--dimmed",
    "article--sign",
    "article--search-sign",
    "article--current-sign",
    *(f"article--passage-{number}{part}" for number in range(1, TOPICS + 1) for part in ("", "-sign")),
    *(f"article--label-{number}{part}" for number in range(1, LABELS + 1) for part in ("", "-sign")),
}
"""All component classes."""

SHORT = {f"topic-{number}": f"article--passage-{number}" for number in range(1, TOPICS + 1)} | {
    f"label-{number}": f"article--label-{number}" for number in range(1, LABELS + 1)
}
"""Names that a `Mark` may use for a topic's and a label's class."""

_COLORS = ("accent", "success", "secondary", "warning", "primary", "error", "accent", "success", "secondary")


def _grounds(kind: str, count: int, strength: int) -> str:
    """A tint of its own for each; on sixteen colours, where nothing can be tinted, a line under the words."""
    rules = []
    for number, color in enumerate(_COLORS[:count], 1):
        name = f"article--{kind}-{number}"
        rules.append(f"& > .{name} {{ background: ${color} {strength if number <= 6 else strength + 15}%; }}")
        rules.append(f"& > .{name}-sign {{ color: $text-{color}; text-style: bold; }}")
    return "\n    ".join(rules)


def _without_tints() -> str:
    names = [f"article--passage-{number}" for number in range(1, TOPICS + 1)]
    rules = [f"&:ansi > .{name} {{ background: initial; text-style: underline; }}" for name in names]
    names = [f"article--label-{number}" for number in range(1, LABELS + 1)]
    rules += [f"&:ansi > .{name} {{ background: initial; text-style: reverse; }}" for name in names]
    return "\n    ".join(rules)


CSS = f"""
ArticleView {{
    width: 1fr;
    height: 1fr;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    background: $background;
    color: $foreground;
    pointer: text;

    & > .article--headline {{ text-style: bold; color: $text-primary; }}
    & > .article--byline {{ color: $text-muted; text-style: italic; }}
    & > .article--heading {{ text-style: bold; color: $text-primary; }}
    & > .article--minor-heading {{ text-style: bold; }}
    & > .article--code-block {{ background: $foreground 8%; }}
    & > .article--table-head {{ text-style: bold; }}
    & > .article--strong {{ text-style: bold; }}
    & > .article--emphasis {{ text-style: italic; }}
    & > .article--strikethrough {{ text-style: strike; }}
    & > .article--code {{ background: $foreground 8%; }}
    & > .article--link {{ text-style: underline; }}
    & > .article--person {{ color: $text-accent; text-style: bold; }}
    & > .article--org {{ color: $text-secondary; text-style: bold; }}
    & > .article--place {{ color: $text-success; text-style: bold; }}
    & > .article--other {{ color: $text-warning; text-style: bold; }}
    & > .article--figure {{ color: $text-primary; }}
    & > .article--quote {{ text-style: italic; }}
    & > .article--speaker {{ text-style: underline; }}
    & > .article--search {{ background: $warning; color: auto; text-style: bold; }}
    & > .article--search-current {{ background: $primary; color: auto; text-style: bold underline; }}
    & > .article--current {{ text-style: bold underline; }}
    & > .article--selection {{ background: $screen-selection-background; color: $foreground; }}
    & > .article--caret {{ text-style: reverse; }}
    & > .article--caret-bar {{ color: $foreground 40%; }}
    &:focus > .article--caret-bar {{ color: $accent; }}
    & > .article--bars {{ color: $foreground 60%; }}
    & > .article--line {{ color: $foreground 30%; }}
    & > .article--fold {{ color: $text-muted; text-style: italic; }}
    & > .article--dimmed {{ color: $foreground 60%; }}
    & > .article--sign {{ color: $text-muted; }}
    {_grounds("passage", TOPICS, 22)}
    {_grounds("label", LABELS, 45)}

    {_without_tints()}
    &:ansi > .article--dimmed {{ text-style: dim; }}
    &:ansi > .article--search {{ background: initial; color: initial; text-style: bold reverse; }}
    &:ansi > .article--search-current {{ background: initial; color: initial; text-style: bold underline reverse; }}
    &:ansi > .article--selection {{ background: initial; color: initial; text-style: reverse; }}
}}
"""
