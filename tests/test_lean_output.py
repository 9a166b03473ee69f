"""Fewer bytes, the same picture: frames from Textual, drawn unchanged and shortened."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pyte
import pytest
from rich.color import ColorSystem
from rich.style import Style

from tests.terminal import Terminal
from tui.terminal.short_output import ShortOutput, transition

STYLES = (
    Style(),
    Style.parse("rgb(222,218,208) on rgb(22,24,27)"),
    Style.parse("bold rgb(222,218,208) on rgb(22,24,27)"),
    Style.parse("bold underline rgb(1,2,3) on rgb(22,24,27)"),
    Style.parse("italic reverse rgb(1,2,3) on rgb(54,45,7)"),
    Style.parse("strike color(5) on color(250)"),
    Style.parse("default on bright_red"),
    Style.parse("bold"),
)
WORDS = ("", " ", "      ", "word", "words of news ", "“said”  ", " é", "中文", "👍🏽 ", "│", "▌  ")
COLUMNS, ROWS = 60, 8


def stretch(x: int, y: int, runs: Sequence[tuple[Style, str]]) -> str:
    """Some words at a position, as Textual writes them."""
    drawn = (style.render(words, color_system=ColorSystem.TRUECOLOR) for style, words in runs)
    return f"\x1b[{y};{x}H" + "".join(drawn)


def frame(dice: random.Random) -> str:
    """Rows of two stretches each; some rows are left unchanged."""
    rows = []
    for y in range(1, ROWS + 1):
        rows.append("")
        for x, width in ((1, 40), (41, 19)) if dice.random() < 0.7 else ():
            runs, used = [], 0
            while used < width:
                words = dice.choice(WORDS)[: width - used]
                room = sum(map(cells, words))
                if used + room > width:
                    words, room = " ", 1
                runs.append((dice.choice(STYLES), words))
                used += room
            rows[-1] += stretch(x, y, runs)
    return "\n".join(row for row in rows if row) + "\x1b[1;2H"


def cells(character: str) -> int:
    return max(0, pyte.screens.wcwidth(character))


def picture(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def drawn(frames: Sequence[str]) -> pyte.Screen:
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    for one in frames:
        stream.feed(one.replace("\n", "\r\n"))
    return screen


@pytest.mark.parametrize("seed", range(40))
def test_shortened_output_draws_the_same_picture(seed: int) -> None:
    dice = random.Random(seed)
    frames = [frame(dice) for _ in range(6)]
    lean = ShortOutput()
    short = [lean.shortened(one) for one in frames]
    as_is, made_short = drawn(frames), drawn(short)
    assert picture(made_short) == picture(as_is)
    assert (made_short.cursor.x, made_short.cursor.y) == (as_is.cursor.x, as_is.cursor.y)
    assert sum(map(len, short)) < sum(map(len, frames))


def test_cells_already_on_the_screen_are_not_sent_again() -> None:
    lean = ShortOutput()
    plain = STYLES[1]
    first = stretch(1, 3, [(plain, "the same words    ")])
    assert "the same words" in lean.shortened(first)
    assert lean.shortened(first) == "\x1b[3;1H"
    other = lean.shortened(stretch(1, 3, [(plain, "the other word    ")]))
    assert other.endswith("word\x1b[m\x1b[3;1H")


def test_everything_is_sent_again_once_the_screen_may_have_changed() -> None:
    lean = ShortOutput()
    row = stretch(1, 3, [(STYLES[1], "words")])
    whole = lean.shortened(row)
    lean.forget()
    assert lean.shortened(row) == whole
    assert lean.shortened("\x1b[?1049l") == "\x1b[?1049l"
    assert lean.shortened(row) == whole


def test_the_marks_of_a_frame_do_not_discard_what_is_known_of_the_screen() -> None:
    lean = ShortOutput()
    row = stretch(1, 3, [(STYLES[1], "words")])
    lean.shortened(row)
    assert lean.shortened("\x1b[?2026h") == "\x1b[?2026h"
    assert lean.shortened(row) == "\x1b[3;1H"


def test_overlapping_stretches_are_redrawn_completely() -> None:
    lean = ShortOutput()
    below = stretch(1, 1, [(STYLES[1], "0123456789")])
    above = stretch(4, 1, [(STYLES[2], "abc")])
    frames = [below, above, below]
    assert picture(drawn([lean.shortened(one) for one in frames])) == picture(drawn(frames))


def test_wide_letters_are_never_skipped() -> None:
    lean = ShortOutput()
    row = stretch(1, 1, [(STYLES[1], "中文 words  ")])
    assert lean.shortened(row) == lean.shortened(row)


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ("", "1", "\x1b[1m"),
        ("1", "", "\x1b[m"),
        ("1;38;2;10;20;30", "38;2;10;20;30", "\x1b[22m"),
        ("1;2", "2", "\x1b[0;2m"),
        ("38;2;10;20;30;48;2;1;1;1", "38;2;11;21;31;48;2;1;1;1", "\x1b[38;2;11;21;31m"),
        ("1;58;5;1", "2", "\x1b[0;2m"),
    ],
)
def test_only_the_changed_attributes_of_a_style_are_sent(before: str, after: str, sent: str) -> None:
    assert transition(before, after) == sent


def test_a_page_takes_few_bytes_and_the_redraw_key_restores_overwritten_text(
    tmp_path: Path,
) -> None:
    article = tmp_path / "long.txt"
    article.write_text("\n\n".join(f"§{n} " + "Words of an article. " * 12 for n in range(400)), encoding="utf-8")
    with Terminal.newsreader(article, home=tmp_path, analysis=False) as terminal:
        terminal.wait_for("§3 Words")
        terminal.press("space", "space")
        terminal.wait_for("§15 Words")
        terminal.settle(0.5)
        before = len(terminal.output)
        terminal.press("space")
        terminal.wait_for("§22 Words")
        terminal.settle(0.5)
        assert len(terminal.output) - before < 8000
        page = terminal.text
        terminal.stream.feed(b"\x1b[s\x1b[4;3HYou have new mail\x1b[u")
        terminal.wait_for("You have new mail")
        terminal.press("ctrl+l")
        terminal.wait_until(lambda: terminal.text == page, "the page as it was")
