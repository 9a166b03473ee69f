"""Contrast, lightness and hue of colours, and readable combinations of text colours and backgrounds.

Lightness, chroma and hue are those of OKLCH (Ottosson 2020), in which equal steps look equal. A `Mixer` works for one
background and the plain text colour on it. A `PaletteMixer` chooses from the 240 fixed colours of a terminal without
true colour, where our own tints would be rounded to grey, to each other or to the text on them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

AA = 4.5
"""The lowest contrast of text and background for level AA of WCAG 2.2."""


def contrast(text: Color, background: Color) -> float:
    """The contrast of two opaque colours by WCAG: 1 (none) to 21 (black on white)."""
    return _contrast(luminance(text), luminance(background))


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@cache
def luminance(color: Color) -> float:
    """Relative luminance by WCAG: 0 (black) to 1 (white)."""
    return _luminance(*(_linear(channel / 255) for channel in color.rgb))


def _luminance(red: float, green: float, blue: float) -> float:
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_oklch(color: Color) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, hue in degrees."""
    lightness, a, b = _to_oklab(color)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> Color:
    """The colour, with less chroma if a screen cannot show as much."""
    red, green, blue = _shown_channels(lightness, chroma, *_direction(hue))
    return Color(round(255 * _gamma(red)), round(255 * _gamma(green)), round(255 * _gamma(blue)))


class Mixer:
    """Mixes tinted backgrounds and text colours for one background."""

    FAR = 5.5
    """The lowest contrast of a tint with the plain text, which leaves room for coloured text at AA between the two."""

    def __init__(self, background: Color, foreground: Color, dark: bool) -> None:
        self._lightness = to_oklch(background)[0]
        self._foreground = foreground
        self._dark = dark

    def shown(self, color: Color) -> Color:
        """The colour as the terminal shows it."""
        return color

    def tint(self, step: float, chroma: float, hue: float, *, alone: bool = False) -> Color:
        """A tint one step of lightness from the background towards the text colour, but never too close to it.

        With `alone` it differs from all others mixed with `alone`, as far as the terminal has enough colours.
        """
        # On a light background a smaller step is visible, and it leaves more colour for the text.
        step *= 1.0 if self._dark else 0.75
        while True:
            lightness = self._lightness + (step if self._dark else -step)
            color = from_oklch(lightness, chroma, hue)
            if contrast(self._foreground, color) >= self.FAR or step <= 0.02:
                return color
            step *= 0.9

    def text_color(self, chroma: float, hue: float, backgrounds: Sequence[Color], least: float = AA) -> Color:
        """A text colour of that hue with at least that contrast on each of these backgrounds, and not much more."""
        worst = luminance(self.worst(backgrounds))
        a, b = _direction(hue)
        safe, bad = (1.0, 0.5) if self._dark else (0.0, 0.75)
        for _ in range(12):
            middle = (safe + bad) / 2
            # Slightly more, because the colour is rounded to eight bits per channel.
            if _contrast(_luminance(*_shown_channels(middle, chroma, a, b)), worst) >= least + 0.06:
                safe = middle
            else:
                bad = middle
        return from_oklch(safe, chroma, hue)

    def worst(self, backgrounds: Sequence[Color]) -> Color:
        """The background with the least contrast: of dark ones the lightest, of light ones the darkest."""
        return (max if self._dark else min)(backgrounds, key=luminance)


class Swatch(NamedTuple):
    """One of the fixed colours of the palette."""

    color: Color
    """A colour for which rich sends this palette colour."""
    lightness: float
    chroma: float
    hue: float
    luminance: float


class PaletteMixer(Mixer):
    """Chooses from the 240 colours of every terminal with `256color` in its name."""

    def __init__(self, background: Color, foreground: Color, dark: bool) -> None:
        super().__init__(background, foreground, dark)
        self._taken = {background}
        # The palette has few dark tints: to keep olive and teal, tints may come closer to the text than in full
        # colour. It has many light ones, and only on the lightest can text have a colour.
        far = 4.8 if dark else 0.68 * contrast(rounded(foreground), rounded(background))
        text = luminance(rounded(foreground))
        self._tints = [swatch for swatch in swatches() if _contrast(text, swatch.luminance) >= far]

    def shown(self, color: Color) -> Color:
        """The nearest colour of the palette; a grey if the colour is nearly grey."""
        return color if color in _colors() else _nearest(swatches(), *to_oklch(color))

    def tint(self, step: float, chroma: float, hue: float, *, alone: bool = False) -> Color:
        """The nearest colour of the palette to the tint in full colour."""
        lightness = to_oklch(super().tint(step, chroma, hue))[0]
        found = _nearest(self._tints or swatches(), lightness, chroma, hue, self._taken if alone else ())
        if alone:
            self._taken.add(found)
        return found

    def text_color(self, chroma: float, hue: float, backgrounds: Sequence[Color], least: float = AA) -> Color:
        """The nearest readable colour of the palette to the text colour in full colour."""
        lightness = to_oklch(super().text_color(chroma, hue, backgrounds, least))[0]
        worst = luminance(self.worst(backgrounds))
        fit = [
            swatch
            for swatch in swatches()
            if _contrast(swatch.luminance, worst) >= least and (swatch.luminance > worst) is self._dark
        ]
        if not fit:
            return max(swatches(), key=lambda swatch: _contrast(swatch.luminance, worst)).color
        return _nearest(fit, lightness, chroma, hue)

    def worst(self, backgrounds: Sequence[Color]) -> Color:
        """The background with the least contrast, as the terminal shows it."""
        return super().worst([rounded(background) for background in backgrounds])


@cache
def swatches() -> tuple[Swatch, ...]:
    """The fixed colours, without the first sixteen, which depend on the terminal's settings."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = [Color(red, green, blue) for red in levels for green in levels for blue in levels]
    given = {color: color for color in cube if rounded(color) == color}
    for level in range(256):
        # rich sends most greys one step too dark, so choose the grey that is sent as the nearest.
        grey, sent = Color(level, level, level), rounded(Color(level, level, level))
        if sent not in given or abs(level - sent.r) < abs(given[sent].r - sent.r):
            given[sent] = grey
    return tuple(Swatch(grey, *to_oklch(sent), luminance(sent)) for sent, grey in given.items())


@cache
def _colors() -> frozenset[Color]:
    return frozenset(swatch.color for swatch in swatches())


@lru_cache(maxsize=4096)  # the same backgrounds are asked for with each text colour
def rounded(color: Color) -> Color:
    """The colour that rich sends to a terminal of 256 colours, which is not always the nearest."""
    return Color(*RichColor.from_rgb(*color.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def _nearest(
    among: Sequence[Swatch], lightness: float, chroma: float, hue: float, taken: Collection[Color] = ()
) -> Color:
    def grey_distance(swatch: Swatch) -> float:
        return (swatch.lightness - lightness) ** 2 + 6 * swatch.chroma**2

    def distance(swatch: Swatch) -> float:
        # Hue matters most: it identifies a topic and the kind of a name.
        turn = abs(swatch.hue - hue) % 360
        turn = min(turn, 360 - turn) / 60
        grey = 0.5 if swatch.chroma < 0.03 else 0.0
        # Another colour is better than the same one twice, but not if its hue is a quarter turn away.
        again = 0.07 if swatch.color in taken else 0.0
        near = (swatch.lightness - lightness) ** 2 + 0.05 * turn**2 + 0.3 * (swatch.chroma - chroma) ** 2
        return near + grey + again

    return min(among, key=grey_distance if chroma < 0.035 else distance).color


# -- the formulas --------------------------------------------------------------------------------------------------


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


@cache
def _to_oklab(color: Color) -> tuple[float, float, float]:
    red, green, blue = (_linear(channel / 255) for channel in color.rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _direction(hue: float) -> tuple[float, float]:
    return math.cos(math.radians(hue)), math.sin(math.radians(hue))


def _shown_channels(lightness: float, chroma: float, a: float, b: float) -> tuple[float, float, float]:
    """Linear red, green and blue, 0 to 1, with as much chroma in the direction (`a`, `b`) as a screen can show."""
    while True:
        red, green, blue = channels = _channels(lightness, chroma * a, chroma * b)
        least, most = min(channels), max(channels)
        if (least >= -0.001 and most <= 1.001) or chroma < 0.001:
            break
        chroma *= 0.85
    if least < 0.0 or most > 1.0:
        return min(1.0, max(0.0, red)), min(1.0, max(0.0, green)), min(1.0, max(0.0, blue))
    return channels


def _channels(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
