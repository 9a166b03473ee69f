"""With `TEXTUAL_ANIMATIONS=none` nothing moves, blinks or fades."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual._animator import Animator
from textual.widgets import Input, TextArea

from tests.reader import paste, reader, ready

SIZE = (100, 20)


async def test_nothing_is_animated_and_no_caret_blinks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    true_start = Animator._animate

    def watched(self: Animator, obj: object, attribute: str, *arguments: object, **more: object) -> None:
        true_start(self, obj, attribute, *arguments, **more)  # type: ignore[arg-type]  # the arguments of the call
        moved.extend(attribute for key in self._animations if key == (id(obj), attribute))

    monkeypatch.setattr(Animator, "_animate", watched)
    app = reader(tmp_path)
    app.animation_level = "none"
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("space", "b", "d", "G", "g", "w", "w", "j", "G", "enter", "right_square_bracket")
        await pilot.press("slash")
        await paste(pilot, "ferry")
        await pilot.pause()
        assert isinstance(app.focused, Input) and not app.focused.cursor_blink
        await pilot.press("escape", "tab", "slash")
        await pilot.pause()
        assert isinstance(app.focused, Input) and not app.focused.cursor_blink
        await pilot.press(
            "escape",
            "tab",
            "slash",
            *"ferry",
            "enter",
            "n",
            "1",
            "ampersand",
            "ampersand",
            "9",
            "m",
            "m",
            "z",
            "z",
            "backslash",
            "Z",
        )
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.focused, Input) and not app.focused.cursor_blink
        await pilot.press("escape", "a")
        await pilot.pause()
        assert isinstance(app.focused, TextArea) and not app.focused.cursor_blink
        await pilot.press("escape", "f", "escape", "i", "escape", "K")
        await pilot.pause()
        await pilot.press("j", "pagedown", "escape")
        await pilot.pause()
        assert moved == []


@pytest.mark.parametrize(("value", "level"), [("none", "none"), ("", "full")])
def test_the_environment_decides_whether_anything_moves(value: str, level: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.reader import reader;"
        "print(reader(Path(sys.argv[1])).animation_level)"
    )
    environment = os.environ | {"TEXTUAL_ANIMATIONS": value}
    if not value:
        del environment["TEXTUAL_ANIMATIONS"]
    found = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.split()[-1:] == [level]
