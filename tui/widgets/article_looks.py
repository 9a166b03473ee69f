"""How the words of the article look: component classes and their style sheet, over the variables of the theme.

Channels: a name colours the letters, a quote slants them, a passage tints the ground and signs the margin,
a highlight stands on a stronger ground, underlined. Where there is no colour (`-plain`) other attributes step in,
and under a theme of the terminal's own sixteen colours (`:ansi`) nothing is blended.
"""

from __future__ import annotations

TOPICS = tuple(f"topic-{number}" for number in range(1, 10))
LABELS = tuple(f"label-{number}" for number in range(1, 6))

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
    "article--organisation",
    "article--place",
    "article--other",
    "article--figure",
    "article--quote",
    "article--speaker",
    "article--match",
    "article--current",
    "article--selection",
    "article--caret",
    "article--caret-bar",
    "article--bars",
    "article--line",
    "article--fold",
    "article--dimmed",
    *TOPICS,
    *LABELS,
}

_TOPIC_COLORS = ("accent", "success", "secondary", "warning", "primary", "error", "accent", "success", "secondary")
_ANSI_COLORS = ("yellow", "green", "magenta", "cyan", "blue", "red", "yellow", "green", "magenta")


def _topics() -> str:
    rules = []
    for number, (color, ansi) in enumerate(zip(_TOPIC_COLORS, _ANSI_COLORS, strict=True), 1):
        strength = 22 if number <= 6 else 40
        rules.append(f"& > .topic-{number} {{ background: ${color} {strength}%; }}")
        rules.append(f"&:ansi > .topic-{number} {{ background: ansi_{ansi}; color: ansi_black; }}")
    rules.extend(f"&.-plain > .topic-{number} {{ text-style: underline; }}" for number in range(1, 10))
    return "\n".join(rules)


def _labels() -> str:
    rules = []
    for number, color in enumerate(("warning", "primary", "success", "secondary", "error"), 1):
        rules.append(f"& > .label-{number} {{ background: ${color} 45%; text-style: underline; }}")
        rules.append(f"&:ansi > .label-{number} {{ background: ansi_bright_black; color: ansi_bright_white; }}")
        rules.append(f"&.-plain > .label-{number} {{ text-style: reverse; }}")
    return "\n".join(rules)


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
    & > .article--block-quote {{ color: $foreground; }}
    & > .article--code-block {{ background: $foreground 8%; }}
    & > .article--table-head {{ text-style: bold; }}
    & > .article--strong {{ text-style: bold; }}
    & > .article--emphasis {{ text-style: italic; }}
    & > .article--strikethrough {{ text-style: strike; }}
    & > .article--code {{ background: $foreground 8%; }}
    & > .article--link {{ text-style: underline; }}
    & > .article--person {{ color: $text-accent; text-style: bold; }}
    & > .article--organisation {{ color: $text-secondary; }}
    & > .article--place {{ color: $text-success; }}
    & > .article--other {{ color: $text-warning; }}
    & > .article--figure {{ color: $text-primary; }}
    & > .article--quote {{ text-style: italic; }}
    & > .article--speaker {{ text-style: underline; }}
    & > .article--match {{ background: $warning; color: auto; text-style: bold; }}
    & > .article--current {{ background: $primary; color: auto; text-style: bold underline; }}
    & > .article--selection {{ background: $screen-selection-background; color: $foreground; }}
    & > .article--caret {{ text-style: reverse; }}
    & > .article--caret-bar {{ color: $foreground 40%; }}
    &:focus > .article--caret-bar {{ color: $accent; text-style: bold; }}
    & > .article--bars {{ color: $foreground 45%; }}
    & > .article--line {{ color: $foreground 30%; }}
    & > .article--fold {{ color: $text-muted; text-style: italic; }}
    & > .article--dimmed {{ color: $foreground 60%; }}
    {_topics()}
    {_labels()}

    &:ansi > .article--dimmed {{ text-style: dim; }}
    &:ansi > .article--match {{ background: ansi_yellow; color: ansi_black; }}
    &:ansi > .article--current {{ text-style: bold reverse; }}
    &:ansi > .article--selection {{ text-style: reverse; }}
    &.-plain > .article--match {{ text-style: reverse; }}
    &.-plain > .article--current {{ text-style: bold reverse; }}
    &.-plain > .article--selection {{ text-style: reverse; }}
    &.-plain > .article--organisation {{ text-style: bold; }}
    &.-plain > .article--place {{ text-style: bold; }}
    &.-plain > .article--dimmed {{ text-style: dim; }}
}}
"""
