"""Colours by how they look: contrast, lightness and hue, and mixing letters and grounds that go together.

Lightness, chroma and hue are those of OKLCH (Ottosson 2020), in which equal steps look equal. A `Mixer` knows one
background and the plain letters on it; a `PaletteMixer` has only the 240 fixed colours of a terminal without true
colour to choose from, where tints of our own would be rounded to grey, to each other or to the letters on them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

AA = 4.5
"""The least contrast of text and ground by WCAG 2.2, level AA."""


def contrast(text: Color, ground: Color) -> float:
    """The contrast of two opaque colours by WCAG: 1 (none) to 21 (black on white)."""
    return _contrast(luminance(text), luminance(ground))


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
    """The colour, with less chroma where a screen cannot show so much."""
    red, green, blue = _shown_channels(lightness, chroma, *_direction(hue))
    return Color(round(255 * _gamma(red)), round(255 * _gamma(green)), round(255 * _gamma(blue)))


class Mixer:
    """Mixes grounds and letters for one background."""

    FAR = 5.5
    """Contrast of a ground with the plain letters: it leaves room for coloured letters at AA between the two."""

    def __init__(self, background: Color, foreground: Color, dark: bool) -> None:
        self._lightness = to_oklch(background)[0]
        self._foreground = foreground
        self._dark = dark

    def shown(self, color: Color) -> Color:
        """The colour as the terminal will show it."""
        return color

    def ground(self, step: float, chroma: float, hue: float, *, alone: bool = False) -> Color:
        """A tint a step of lightness away from the background, towards the letters but never too near them.

        With `alone` it is like no other ground that was mixed so, as far as the terminal has that many.
        """
        # On paper a tint is seen at a smaller step than on black, and the smaller leaves letters more colour.
        step *= 1.0 if self._dark else 0.75
        while True:
            lightness = self._lightness + (step if self._dark else -step)
            color = from_oklch(lightness, chroma, hue)
            if contrast(self._foreground, color) >= self.FAR or step <= 0.02:
                return color
            step *= 0.9

    def letters(self, chroma: float, hue: float, grounds: Sequence[Color], least: float = AA) -> Color:
        """Letters of that hue with at least that contrast on each of these grounds, and not much more."""
        worst = luminance(self.worst(grounds))
        a, b = _direction(hue)
        safe, bad = (1.0, 0.5) if self._dark else (0.0, 0.75)
        for _ in range(12):
            middle = (safe + bad) / 2
            # A little more, because the colour is rounded to eight bits a channel.
            if _contrast(_luminance(*_shown_channels(middle, chroma, a, b)), worst) >= least + 0.06:
                safe = middle
            else:
                bad = middle
        return from_oklch(safe, chroma, hue)

    def worst(self, grounds: Sequence[Color]) -> Color:
        """The one that letters are nearest to: of dark grounds the lightest, of light ones the darkest."""
        return (max if self._dark else min)(grounds, key=luminance)


class Swatch(NamedTuple):
    """One of the fixed colours."""

    color: Color
    """What to give to rich so that it sends this one."""
    lightness: float
    chroma: float
    hue: float
    luminance: float


class PaletteMixer(Mixer):
    """Mixes from the 240 colours that every terminal with `256color` in its name has."""

    def __init__(self, background: Color, foreground: Color, dark: bool) -> None:
        super().__init__(background, foreground, dark)
        self._taken = {background}
        # On black the palette has few tints: to keep olive and teal, grounds may come nearer to the letters than in
        # full colour. On white it has many, and with the lightest the letters on them can have a colour at all.
        far = 4.8 if dark else 0.68 * contrast(rounded(foreground), rounded(background))
        letters = luminance(rounded(foreground))
        self._grounds = [swatch for swatch in swatches() if _contrast(letters, swatch.luminance) >= far]

    def shown(self, color: Color) -> Color:
        """The nearest of the palette; a grey for what is nearly grey."""
        return color if color in _colors() else _nearest(swatches(), *to_oklch(color))

    def ground(self, step: float, chroma: float, hue: float, *, alone: bool = False) -> Color:
        """The nearest of the palette to what full colour would have."""
        lightness = to_oklch(super().ground(step, chroma, hue))[0]
        found = _nearest(self._grounds or swatches(), lightness, chroma, hue, self._taken if alone else ())
        if alone:
            self._taken.add(found)
        return found

    def letters(self, chroma: float, hue: float, grounds: Sequence[Color], least: float = AA) -> Color:
        """The nearest of the palette to what full colour would have, among those that can be read."""
        lightness = to_oklch(super().letters(chroma, hue, grounds, least))[0]
        worst = luminance(self.worst(grounds))
        fit = [
            swatch
            for swatch in swatches()
            if _contrast(swatch.luminance, worst) >= least and (swatch.luminance > worst) is self._dark
        ]
        if not fit:
            return max(swatches(), key=lambda swatch: _contrast(swatch.luminance, worst)).color
        return _nearest(fit, lightness, chroma, hue)

    def worst(self, grounds: Sequence[Color]) -> Color:
        """The one that letters are nearest to, as it is sent."""
        return super().worst([rounded(ground) for ground in grounds])


@cache
def swatches() -> tuple[Swatch, ...]:
    """The fixed colours, without the first sixteen, which every reader sets otherwise."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = [Color(red, green, blue) for red in levels for green in levels for blue in levels]
    given = {color: color for color in cube if rounded(color) == color}
    for level in range(256):
        # rich sends most greys a step darker than they are: what to give it is the grey that comes nearest to itself.
        grey, sent = Color(level, level, level), rounded(Color(level, level, level))
        if sent not in given or abs(level - sent.r) < abs(given[sent].r - sent.r):
            given[sent] = grey
    return tuple(Swatch(grey, *to_oklch(sent), luminance(sent)) for sent, grey in given.items())


@cache
def _colors() -> frozenset[Color]:
    return frozenset(swatch.color for swatch in swatches())


def rounded(color: Color) -> Color:
    """What rich sends to a terminal of 256 colours for it. Not always the nearest: it rounds some to others."""
    return Color(*RichColor.from_rgb(*color.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def _nearest(
    among: Sequence[Swatch], lightness: float, chroma: float, hue: float, taken: Collection[Color] = ()
) -> Color:
    def grey_distance(swatch: Swatch) -> float:
        return (swatch.lightness - lightness) ** 2 + 6 * swatch.chroma**2

    def distance(swatch: Swatch) -> float:
        # Hue counts for most: a topic is known by it, and a name's kind.
        turn = abs(swatch.hue - hue) % 360
        turn = min(turn, 360 - turn) / 60
        grey = 0.5 if swatch.chroma < 0.03 else 0.0
        # Rather another one than the same twice, but not one that is a quarter of the wheel away.
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
    """Red, green and blue before the gamma, 0 to 1, with as much chroma in the direction (`a`, `b`) as there can be."""
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
