"""Jump letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reader import find, reader, ready, screen
from tui.widgets.article.jump_letters import LETTERS, JumpLetters, jump_codes


@pytest.mark.parametrize("count", [0, 1, 26, 27, 60, 676, 900])
def test_no_jump_code_is_the_beginning_of_another(count: int) -> None:
    codes = jump_codes(count)
    assert len(codes) == min(count, len(LETTERS) ** 2)
    assert not any(other.startswith(code) for code in codes for other in codes if other != code)


def test_letters_of_excluded_targets_disappear() -> None:
    letters = JumpLetters(range(30))
    assert letters.press("m") is None
    assert set(letters.shown) == set(range(25, 30)) and all(len(code) == 1 for code in letters.shown.values())
    assert letters.press("s") == 26
    assert letters.press("?") is None and not letters.shown


async def test_a_jump_letter_leads_to_a_name_and_other_keys_keep_their_meaning(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await ready(pilot)
        here = screen(app)
        await pilot.press("J")
        await pilot.pause()
        line = find(here.session.article.text, "Tora Lind").start
        letter = here.view._painter.letters[line]  # type: ignore[union-attr]  # the article is laid out
        assert any(f"{letter}ora Lind" in here.view.render_line(y).text for y in range(20))
        await pilot.press(letter)
        assert here.view.caret == line and not here.view._painter.letters  # type: ignore[union-attr]  # as above
        await pilot.press("J", "1")
        await pilot.pause()
        assert "ferry" in here.session.active_topics and not here.view._painter.letters  # type: ignore[union-attr]  # as above
        await pilot.press("J", "escape", "escape")
        assert app.is_running
