"""The supported themes, and the values of our own style sheet variables in each.

A Textual theme has a dozen colours. An article needs more: a text colour for each kind of name, a tinted background for
each topic and each label, search, selection, caret. They are derived here from the theme in OKLCH, a colour space in
which equal steps look equal: backgrounds have a fixed distance from the theme's own background, and text colours are
made lighter or darker until they have the contrast `AA` on *every* background on which they can appear. So every
combination is readable in every theme. Only the hue of a colour that a reader chose for a topic is used.

How to use it: The app offers `ALL`, calls `choose(os.environ, wanted)` once at the start, and in
`App.get_css_variables` replaces Textual's variables by those of `variables_for(theme)`, because some of Textual's own,
such as the cursor row of a list, fall below AA in some of its themes. `article_styles.py` uses them for the text of the
article.

The variables:

- text: `$entity-person`, `$entity-org`, `$entity-place`, `$entity-other`, `$headline`, `$heading`, `$byline`,
  `$code`, `$link`, `$muted`
- backgrounds under any of these: `$topic-1` to `$topic-9`, `$topic-several` where passages of several topics overlap,
  `$label-1` to `$label-5`, `$code-background`
- signs in the margin and in bars and lists: `$topic-1-sign` …, `$label-1-sign` …
- pairs: `$search` and `$search-text`, `$search-current`, `$selection`, `$caret`, each with its `-text`
- `$dimmed`: dimmed text, only on the page's own background
- text styles, which carry the meaning if there is no colour: `$entity-style`, `$quote-style`, `$passage-edge-style`,
  `$label-style`, `$search-style`, `$search-current-style`, `$selection-style`, `$caret-style`, `$dimmed-style`,
  `$link-text-style`

Why `choose` depends on more than the settings (Textual 8.2.8):

- `NO_COLOR` (even empty) makes it drop colour, but only if the theme is an ANSI one when `App.__init__` runs, which is
  before a subclass can choose a theme; otherwise it turns colours into greys and keeps them. `Choice.ansi_color` must
  therefore be given to `super().__init__(ansi_color=…)`. Backgrounds are dropped too, so the theme `newsreader-mono`
  uses reverse, bold and underline in place of tinted backgrounds. (A list's row is underlined, not reversed:
  `Widget.get_visual_style` loses the reverse of a component class.)
- On a terminal without colours (`TERM=vt100`, `…-m`) it sends colours all the same. `choose` returns `newsreader-mono`
  there.
- On a terminal of 16 colours (`TERM=xterm`, `linux`, `screen`, and no `COLORTERM`) it sends the nearest of the 16 for
  each colour, and our tints would become equal to each other or to the text. `choose` returns Textual's `ansi-dark` or
  `ansi-light` there, which keep the terminal's own background.
- On one of 256 (`TERM=…-256color` without `COLORTERM`: Apple's Terminal, tmux and screen by default) it rounds our
  tints to greys. `variables_for` then chooses from that palette itself (`colors.PaletteMixer`).
- `TEXTUAL_ANIMATIONS=none` is read when Textual is imported and stops its animations; ours ask `App.animation_level`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from .colors import (
    Mixer,
    PaletteMixer,
    contrast,
    from_oklch,
    rounded,
    to_oklch,
)

PLAIN = 6.5
"""The lowest contrast of plain text with panes and bars. It leaves room for tinted backgrounds in between."""

DARK = Theme(
    name="newsreader-dark",
    primary="#8fb3d1",
    secondary="#b6a585",
    accent="#e0957c",
    warning="#e0b45c",
    error="#ec8a86",
    success="#93bf85",
    foreground="#dedad0",
    background="#16181b",
    surface="#1c1f23",
    panel="#23272c",
    dark=True,
)
"""Warm white on soft black."""

LIGHT = Theme(
    name="newsreader-light",
    primary="#2b5275",
    secondary="#6b5a3c",
    accent="#8f2f1c",
    warning="#7a5300",
    error="#9c1f1f",
    success="#2f6136",
    foreground="#211e19",
    background="#f7f2e6",
    surface="#f1ebdb",
    panel="#e9e1cd",
    dark=False,
)
"""Newsprint: ink on warm paper."""

MONO = Theme(
    name="newsreader-mono",
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    # Textual's style sheets use these two in an ANSI theme, but its colour system does not define them.
    variables={"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"},
)
"""The terminal's own two colours; bold, underline and reverse take the place of colour."""

OWN: tuple[Theme, ...] = (DARK, LIGHT, MONO)
"""Our own themes."""

ALL: dict[str, Theme] = {theme.name: theme for theme in OWN} | BUILTIN_THEMES
"""Ours and all of Textual's, by name."""

SUPPORTED: tuple[str, ...] = (
    DARK.name,
    LIGHT.name,
    *(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi),
)
"""Our themes and all of Textual's in full colour. A test checks that all text in each of them has contrast AA."""

AUTO = "auto"
"""Stands for the one of our themes that fits the terminal."""

TERMINAL: tuple[str, ...] = ("ansi-dark", "ansi-light", "newsreader-mono")
"""The themes in the terminal's own colours, whose values the program does not know."""

TOPIC_HUES = (235, 42, 150, 310, 190, 10, 270, 130, 340)
"""Degrees in OKLCH; neighbours in the topic bar are far apart on the colour wheel. None is yellow, the colour of the
reader's own highlights."""

LABEL_HUES = (95, 71, 110, 84, 103)
"""Shades of yellow."""


class Choice(NamedTuple):
    """The theme with which the app starts."""

    theme: str
    ansi_color: bool | None
    """For `App.__init__`: True makes `NO_COLOR` drop colour for good; None leaves it to the theme."""
    notice: str = ""
    """A sentence for the reader if the theme differs from the one in the settings."""


def choose(environ: Mapping[str, str], wanted: str = "") -> Choice:
    """The theme for this terminal. `wanted` is the setting: a theme's name, or "" or "auto" for one of ours."""
    if "NO_COLOR" in environ or _has_no_colours(environ):
        return Choice(MONO.name, True)
    notice = ""
    if wanted in ("", AUTO):
        wanted = LIGHT.name if _light_background(environ) else DARK.name
    elif wanted not in ALL:
        notice, wanted = unknown_theme(wanted), DARK.name
    if ALL[wanted].ansi or colours_of(environ) > 16:
        return Choice(wanted, None, notice)
    light = _light_background(environ) if "COLORFGBG" in environ else not ALL[wanted].dark
    return Choice("ansi-light" if light else "ansi-dark", None, notice)


def unknown_theme(wanted: str) -> str:
    """A sentence for the reader if there is no theme of that name; "" if there is, or for "auto"."""
    from difflib import get_close_matches

    if wanted in ("", AUTO, *ALL):
        return ""
    near = get_close_matches(wanted.casefold(), ALL, n=1)
    meant = (
        f"Did you mean “{near[0]}”?" if near else f"There are “{DARK.name}”, “{LIGHT.name}” and more: see the palette."
    )
    return f"There is no theme called “{wanted}”. {meant}"


_COLOURLESS = frozenset(("dumb", "vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "ansi-mono", "hpterm"))


def _has_no_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal has no colours: monochrome terminals, and terminfo entries that end in -m or -mono. Colour
    could not distinguish names there."""
    term = environ.get("TERM", "").strip().lower()
    named = term in _COLOURLESS or term.rpartition("-")[2] in ("m", "mono")
    return named and not environ.get("COLORTERM") and not environ.get("TEXTUAL_COLOR_SYSTEM")


def theme_for(environ: Mapping[str, str], wanted: str = "") -> str:
    """The name of the theme that `choose` returns."""
    return choose(environ, wanted).theme


def colours_of(environ: Mapping[str, str]) -> int:
    """The number of colours that Textual assumes for the terminal: 16, 256 or 16,777,216."""
    asked = environ.get("TEXTUAL_COLOR_SYSTEM", "auto").lower()
    if asked in _SYSTEMS:
        return _SYSTEMS[asked]
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return _SYSTEMS["truecolor"]
    return 256 if environ.get("TERM", "").strip().lower().rpartition("-")[2] in ("256color", "kitty") else 16


_SYSTEMS = {"standard": 16, "256": 256, "truecolor": 16_777_216}


def _light_background(environ: Mapping[str, str]) -> bool:
    """Whether the terminal reports a light background: `COLORFGBG=0;15`, as set by rxvt, Konsole and others."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return background in ("7", "15")


TEXT_COLORS = (
    "foreground",
    "entity-person",
    "entity-org",
    "entity-place",
    "entity-other",
    "headline",
    "heading",
    "byline",
    "code",
    "link",
    "muted",
    "text-muted",
)
"""Text that can appear on any background of the article, the bars and the lists."""

TINTS = (
    *(f"topic-{n}" for n in range(1, 10)),
    *(f"label-{n}" for n in range(1, 6)),
    *("topic-several", "code-background"),
)
"""Tinted backgrounds in the article."""

PLAIN_BACKGROUNDS = (
    "background",
    "surface",
    "panel",
    "panel-lighten-1",
    "block-cursor-background",
    "block-cursor-blurred-background",
)
"""Backgrounds of panes, bars, lists, cursor rows and notifications."""

_PLAIN_STYLES = {
    "entity-style": "none",
    "quote-style": "italic",
    "passage-edge-style": "none",
    "label-style": "none",
    "search-style": "none",
    "search-current-style": "bold underline",
    "current-style": "underline",
    "selection-style": "none",
    "caret-style": "none",
    "dimmed-style": "not bold",
    "link-text-style": "underline",
}


def variables_for(
    theme: Theme,
    topic_colors: Sequence[str] = (),
    label_colors: Sequence[str] = (),
    *,
    palette: bool | None = None,
) -> dict[str, str]:
    """Our variables for a theme, and corrections of Textual's own.

    `topic_colors` and `label_colors` are the colours that the reader chose, in the order of the slots: names or
    "#rrggbb", "" for ours. Only their hue is used, so that text on them stays readable. An invalid colour counts as "".
    With `palette` all colours are from the terminal's 256; None decides by the environment (`colours_of`).
    """
    if theme.name == MONO.name:
        return dict(_MONO)
    topic_hues = _hues(topic_colors, TOPIC_HUES)
    label_hues = _hues(label_colors, LABEL_HUES)
    if theme.ansi:
        return _ansi(theme, topic_hues, label_hues)
    if palette is None:
        palette = colours_of(os.environ) == 256
    textual = theme.to_color_system().generate()
    base = tuple((name, textual[name]) for name in _BASE)
    return dict(_full(base, theme.dark, tuple(topic_hues), tuple(label_hues), PaletteMixer if palette else Mixer))


_PANES = ("background", "surface", "panel", "panel-lighten-1")

_NAMED = ("primary", "secondary", "accent", "warning", "error", "success")

_BASE = (*_PANES, *_NAMED, "foreground")
"""The colours of a theme from which all others are derived."""


@lru_cache(maxsize=64)  # Textual asks several times per theme, and mixing takes some milliseconds
def _full(
    base: tuple[tuple[str, str], ...],
    dark: bool,
    topic_hues: tuple[float, ...],
    label_hues: tuple[float, ...],
    mixer_of: type[Mixer],
) -> Mapping[str, str]:
    given = {name: Color.parse(value) for name, value in base}
    foreground = given["foreground"]
    primary_hue = to_oklch(given["primary"])[2]
    accent_hue = to_oklch(given["accent"])[2]
    mixer = mixer_of(given["background"], foreground, dark)
    panes = {name: mixer.shown(given[name]) for name in _PANES}
    background, foreground = panes["background"], mixer.shown(foreground)
    backgrounds = list(panes.values())
    if min(contrast(foreground, pane) for pane in backgrounds) < PLAIN:
        # Some of Textual's themes have too little contrast: solarized, tokyo-night, atom-one-dark.
        _, chroma, hue = to_oklch(foreground)
        foreground = mixer.text_color(chroma, hue, backgrounds, PLAIN)
    # Textual tints a focused widget with five percent of the text colour.
    tinted = [pane.blend(foreground, 0.05) for pane in backgrounds]
    backgrounds += [rounded(pane) for pane in tinted] if mixer_of is PaletteMixer else tinted
    mixer = mixer_of(background, foreground, dark)

    # Whole paragraphs have these backgrounds: weaker in light themes, where a tint is more visible.
    tint = 0.055 if dark else 0.04
    tints = {f"topic-{n}": mixer.tint(0.09, tint, hue, alone=True) for n, hue in enumerate(topic_hues, 1)}
    tints["topic-several"] = mixer.tint(0.13, 0.012, primary_hue)
    tints |= {f"label-{n}": mixer.tint(0.16, 0.085, hue, alone=True) for n, hue in enumerate(label_hues, 1)}
    tints["code-background"] = mixer.tint(0.04, 0.01, primary_hue)
    tints["block-cursor-background"] = mixer.tint(0.16, 0.06, primary_hue)
    tints["block-cursor-blurred-background"] = mixer.tint(0.08, 0.03, primary_hue)
    tints["selection"] = mixer.tint(0.2, 0.09, 255)
    backgrounds += [tints["block-cursor-background"], tints["block-cursor-blurred-background"]]
    everywhere = [*backgrounds, *tints.values()]

    # Coloured text glows on a dark background, so it has less chroma there.
    glow = 0.8 if dark else 1.0
    colors = {name: mixer.text_color(glow * chroma, hue, everywhere) for name, (chroma, hue) in _TEXT_HUES.items()}
    colors |= {
        "foreground": foreground,
        "headline": foreground,
        "heading": mixer.text_color(0.07, primary_hue, everywhere),
        "byline": mixer.text_color(0.012, primary_hue, everywhere),
        "text-muted": mixer.text_color(0.012, primary_hue, everywhere),
        "footer-key-foreground": mixer.text_color(0.1, accent_hue, backgrounds),
        # Used only on the page itself, so it may be fainter than text on tinted backgrounds.
        "dimmed": mixer.text_color(0.012, primary_hue, [background]),
    }
    # Textual's grey for disabled text is also used for placeholders and headings in lists, which must be readable.
    for name in ("muted", "foreground-muted", "text-disabled", "foreground-disabled"):
        colors[name] = colors["text-muted"]
    colors |= {f"topic-{n}-sign": mixer.text_color(0.12, hue, everywhere) for n, hue in enumerate(topic_hues, 1)}
    colors |= {f"label-{n}-sign": mixer.text_color(0.14, hue, everywhere) for n, hue in enumerate(label_hues, 1)}
    for name in _NAMED:
        _, chroma, hue = to_oklch(given[name])
        colors[f"text-{name}"] = mixer.text_color(chroma, hue, backgrounds)
    black, white = Color.parse("#111111"), Color.parse("#ffffff")
    colors |= {
        "search": from_oklch(0.86, 0.13, 95),
        "search-text": black,
        "search-current": from_oklch(0.74, 0.16, 55),
        "search-current-text": black,
        "selection-text": foreground,
        "caret": foreground,
        "caret-text": max((black, white), key=lambda color: contrast(color, foreground)),
        "block-cursor-foreground": foreground,
        "block-cursor-blurred-foreground": foreground,
        "footer-background": panes["panel"],
        "footer-foreground": foreground,
        "footer-description-foreground": foreground,
        "input-selection-background": tints["selection"],
        "input-selection-foreground": foreground,
        "screen-selection-background": tints["selection"],
        "screen-selection-foreground": foreground,
        # Textual's own backgrounds for these are nearly black in a dark theme and look like a gap beside the text.
        "scrollbar": mixer.tint(0.16, 0.02, primary_hue),
        "scrollbar-hover": mixer.tint(0.22, 0.03, primary_hue),
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
        "input-cursor-background": foreground,
        "input-cursor-foreground": max((black, white), key=lambda color: contrast(color, foreground)),
    }
    values = {name: mixer.shown(color).hex6 for name, color in (panes | tints | colors).items()} | _PLAIN_STYLES
    if mixer_of is PaletteMixer:
        values["label-style"] = "underline"  # too few backgrounds for labels to differ from topics
    return values


_TEXT_HUES = {
    "entity-person": (0.1, 245.0),
    "entity-org": (0.1, 65.0),
    "entity-place": (0.1, 150.0),
    "entity-other": (0.09, 325.0),
    "code": (0.05, 195.0),
    "link": (0.09, 220.0),
}
"""Chroma and hue of coloured text. People and organisations are blue and orange, which need no red or green to tell
apart."""


# -- the terminal's own colours ------------------------------------------------------------------------------------

_TERMINAL_STYLES = {
    "entity-style": "none",
    "quote-style": "italic",
    "passage-edge-style": "underline",
    "label-style": "underline",
    "search-style": "none",
    "search-current-style": "bold underline",
    "current-style": "bold underline",
    "selection-style": "reverse",
    "caret-style": "reverse",
    "dimmed-style": "dim not bold not underline",
    "link-text-style": "underline",
}


def _ansi(theme: Theme, topic_hues: Sequence[float], label_hues: Sequence[float]) -> dict[str, str]:
    bright = "bright_" if theme.dark else ""
    letters = {
        "entity-person": f"ansi_{bright}cyan" if theme.dark else "ansi_blue",
        "entity-org": f"ansi_{bright}yellow" if theme.dark else "ansi_red",
        "entity-place": f"ansi_{bright}green",
        "entity-other": f"ansi_{bright}magenta",
        "link": f"ansi_{bright}blue",
    }
    signs = {f"topic-{n}-sign": _ansi_name(hue, bright) for n, hue in enumerate(topic_hues, 1)}
    signs |= {f"label-{n}-sign": _ansi_name(hue, bright) for n, hue in enumerate(label_hues, 1)}
    marked = {"search": "ansi_yellow", "search-text": "ansi_black"}
    marked |= {"search-current": "ansi_green", "search-current-text": "ansi_black"}
    # Textual mutes text with transparency, which over an unknown background may result in the background's own grey.
    cursor = {"block-cursor-foreground": "ansi_default", "block-cursor-background": "ansi_default"}
    # Not reversed: `Widget.get_visual_style` loses the reverse of a component class.
    cursor |= {"block-cursor-text-style": "bold underline", "block-cursor-blurred-text-style": "underline"}
    # Textual's own cursor in `ansi-dark` is black, which is also the background of most such terminals.
    cursor |= {"input-cursor-foreground": "ansi_default", "input-cursor-background": "ansi_default"}
    cursor["input-cursor-text-style"] = "reverse"
    # Textual's is a bright blue, the most conspicuous thing on the page.
    bars = dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), "ansi_bright_black")
    return _defaults() | _TERMINAL_STYLES | letters | signs | marked | cursor | bars


def _ansi_name(hue: float, bright: str) -> str:
    names = ((30, "red"), (110, "yellow"), (165, "green"), (215, "cyan"), (285, "blue"), (345, "magenta"), (361, "red"))
    return f"ansi_{bright}" + next(name for limit, name in names if hue % 360 < limit)


def _defaults() -> dict[str, str]:
    """All our variables with the terminal's own colours, so that every variable exists in every theme."""
    names = [*TEXT_COLORS[1:], *TINTS, "dimmed", "foreground-muted", "foreground-disabled", "text-disabled"]
    names += [f"topic-{n}-sign" for n in range(1, 10)] + [f"label-{n}-sign" for n in range(1, 6)]
    for name in ("search", "search-current", "selection", "caret"):
        names += [name, f"{name}-text"]
    return dict.fromkeys(names, "ansi_default")


_MONO = (
    _defaults()
    | _TERMINAL_STYLES
    | {
        "entity-style": "bold",
        "search-style": "reverse",
        "search-current-style": "bold reverse underline",
        "caret-style": "bold reverse underline",
        "block-cursor-text-style": "bold underline",
        "block-cursor-blurred-text-style": "underline",
        "block-cursor-background": "ansi_default",
        "input-cursor-text-style": "reverse",
        "footer-key-foreground": "ansi_default",
        "scrollbar": "ansi_default",
        "scrollbar-hover": "ansi_default",
        "scrollbar-active": "ansi_default",
    }
)


def _hues(chosen: Sequence[str], own: Sequence[float]) -> list[float]:
    hues: list[float] = []
    for slot, hue in enumerate(own):
        try:
            hues.append(to_oklch(Color.parse(chosen[slot]))[2] if slot < len(chosen) and chosen[slot] else hue)
        except ColorParseError:
            hues.append(hue)
    return hues
