"""Shortened output: only cells that change are sent, and of their styles only what changes.

Textual sends each stretch of a row with its whole style before it and a reset after it, and a row with all its blanks.
Over ssh a page is then ten to sixteen kilobytes; the same picture takes four to six. So the last output for each row is
remembered, as `curses` does: stretches that are on the screen already are skipped, and from one style to the next only
the difference is sent.

Output that is not understood here is passed on unchanged, and everything is forgotten: the next frame is sent whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_PARTS = re.compile(r"(\x1b\[[0-9;]*[Hm])")
_STRANGE = re.compile(r"\x1b(?!\[[0-9;]*[Hm])")
_HARMLESS = re.compile(r"(?:\x1b\[\?(?:2026|25)[hl])*\Z")
"""Start and end of a frame; showing and hiding the cursor."""

_UNSURE = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2500-\u259f]"
)
"""Characters that may not be one cell wide in every terminal."""

_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 21: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 51: 54, 52: 54, 53: 55}
"""The parameter that switches each attribute off."""


class Run(NamedTuple):
    """Cells of one style."""

    style: str
    """SGR parameters, from a reset terminal: "1;38;2;228;154;129"."""
    words: str


class Stretch(NamedTuple):
    """Adjacent cells sent together."""

    width: int
    """In cells; -1 if it is uncertain, in which case the cells are never skipped."""
    runs: tuple[Run, ...]


class ShortOutput:
    """Remembers what the screen shows, and shortens the next output."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Stretch]] = {}

    def forget(self) -> None:
        """Send the next frame whole, because the screen may no longer show the last one."""
        self._rows.clear()

    def shortened(self, data: str) -> str:
        """What to send instead of `data`, for the same picture."""
        if _STRANGE.search(data):
            if not _HARMLESS.match(data):
                self.forget()
            return data
        parts = _PARTS.split(data)
        if len(parts) < 4 or parts[0]:
            self.forget()
            return data
        return self._frame(parts)

    def _frame(self, parts: list[str]) -> str:
        sent: list[str] = []
        at = (0, 0)  # the position of the terminal's cursor; (0, 0) if unknown
        now = style = ""  # the style the terminal has, and the style wanted
        y = x = 0
        runs: list[Run] = []

        def end_stretch() -> None:
            nonlocal at, now
            if not runs:
                return
            for left, changed in self._changed(y, x, tuple(runs)):
                if at != (y, left):
                    sent.append(f"\x1b[{y};{left}H")
                for run in changed:
                    if run.style != now:
                        sent.append(transition(now, run.style))
                        now = run.style
                    sent.append(run.words)
                width = _width(changed)
                at = (y, left + width) if width >= 0 else (0, 0)
            runs.clear()

        for number in range(1, len(parts), 2):
            code, words = parts[number], parts[number + 1]
            if code.endswith("H"):
                end_stretch()
                row, _, column = code[2:-1].partition(";")
                y, x = int(row or 1), int(column or 1)
            else:
                style = _after(style, code[2:-1])
            if words := words.rstrip("\r\n"):
                if runs and runs[-1].style == style:
                    runs[-1] = Run(style, runs[-1].words + words)
                else:
                    runs.append(Run(style, words))
        end_stretch()
        if now:
            sent.append("\x1b[m")
        if at != (y, x):
            sent.append(f"\x1b[{y};{x}H")
        return "".join(sent)

    def _changed(self, y: int, x: int, runs: tuple[Run, ...]) -> list[tuple[int, tuple[Run, ...]]]:
        """The parts of a stretch at column `x` that must be sent, each with its column."""
        row = self._rows.setdefault(y, {})
        width = _width(runs)
        old, new = row.get(x), Stretch(width, runs)
        if old == new and width >= 0:
            return []
        end = x + width if width >= 0 else 1 << 30
        for start in [s for s, other in row.items() if s < end and (other.width < 0 or s + other.width > x)]:
            del row[start]
        row[x] = new
        if old is None or old.width != width or width < 0:
            return [(x, runs)]
        return trimmed(x, old.runs, runs)


def trimmed(x: int, old: tuple[Run, ...], new: tuple[Run, ...]) -> list[tuple[int, tuple[Run, ...]]]:
    """The part of `new` that differs from `old` in the same cells, without equal cells at both ends."""
    runs = list(new)
    first = 0
    while first < min(len(old), len(runs)) and old[first] == runs[first]:
        x += len(runs[first].words)
        first += 1
    last = 0
    while last < min(len(old), len(runs)) - first and old[-1 - last] == runs[-1 - last]:
        last += 1
    before, runs = old[first : len(old) - last], runs[first : len(runs) - last]
    if not runs:
        return []
    if before and before[-1].style == runs[-1].style and (blanks := min(_trailing(before[-1]), _trailing(runs[-1]))):
        runs[-1] = Run(runs[-1].style, runs[-1].words[:-blanks])
    if before and before[0].style == runs[0].style:
        blanks = min(_leading(before[0]), _leading(runs[0]))
        runs[0] = Run(runs[0].style, runs[0].words[blanks:])
        x += blanks
    changed = tuple(run for run in runs if run.words)
    return [(x, changed)] if changed else []


def _trailing(run: Run) -> int:
    return len(run.words) - len(run.words.rstrip(" "))


def _leading(run: Run) -> int:
    return len(run.words) - len(run.words.lstrip(" "))


def _width(runs: tuple[Run, ...]) -> int:
    """Cells, or -1 if a terminal may count differently."""
    words = "".join([run.words for run in runs])
    return -1 if _UNSURE.search(words) else len(words)


def _after(style: str, told: str) -> str:
    """The style that results if more parameters follow."""
    if told in ("", "0"):
        return ""
    return f"{style};{told}" if style else told


@lru_cache(maxsize=512)
def transition(before: str, after: str) -> str:
    """The shortest way from one style to another."""
    whole = f"\x1b[0;{after}m" if after and before else f"\x1b[{after}m"
    if not before or not after:
        return whole
    old, new = _attributes(before), _attributes(after)
    if old is None or new is None:
        return whole
    gone = {_OFF.get(code, code) for name in old if name not in new for code in (_ends(name),)}
    told = [str(code) for code in sorted(gone)]
    # 22 ends bold and dim alike.
    told += [value for name, value in new.items() if old.get(name) != value or _OFF.get(_ends(name)) in gone]
    short = f"\x1b[{';'.join(told)}m"
    return short if told and len(short) < len(whole) else whole


def _ends(name: str) -> int:
    """The parameter that `_OFF` lists an attribute under, or that ends a colour."""
    return {"letters": 39, "ground": 49}.get(name) or int(name)


def _attributes(style: str) -> dict[str, str] | None:
    """Each attribute with its parameters; None if one is unknown."""
    found: dict[str, str] = {}
    codes = style.split(";")
    place = 0
    while place < len(codes):
        code = int(codes[place] or 0)
        if code in (38, 48):
            length = {"2": 5, "5": 3}.get(codes[place + 1] if place + 1 < len(codes) else "", 0)
            if not length:
                return None
            found["letters" if code == 38 else "ground"] = ";".join(codes[place : place + length])
            place += length
            continue
        if 30 <= code <= 39 or 90 <= code <= 97:
            found["letters"] = codes[place]
        elif 40 <= code <= 49 or 100 <= code <= 107:
            found["ground"] = codes[place]
        elif code in _OFF:
            found[str(code)] = codes[place]
        else:
            return None
        place += 1
    return found
