"""Notes in the reader's own editor."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.terminal.editor import EditorError, command, edit


def test_visual_goes_before_editor_and_vi_is_the_last_resort() -> None:
    assert command({"VISUAL": "code --wait", "EDITOR": "nano"}) == ["code", "--wait"]
    assert command({"EDITOR": "nano"}) == ["nano"]
    assert command({}) == ["vi"]


def test_a_note_comes_back_whole(tmp_path: Path) -> None:
    script = tmp_path / "append.sh"
    script.write_text('#!/bin/sh\nprintf "%s\\n\\nzweite Zeile – ünïcode\\n" "$(cat "$1")" > "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    assert edit("first line", {"EDITOR": str(script)}) == "first line\n\nzweite Zeile – ünïcode"


def test_an_editor_that_fails_loses_nothing(tmp_path: Path) -> None:
    script = tmp_path / "fails.sh"
    script.write_text('#!/bin/sh\necho "typed much" > "$1"\nexit 1\n', encoding="utf-8")
    script.chmod(0o755)
    with pytest.raises(EditorError) as caught:
        edit("before", {"EDITOR": str(script)})
    (name,) = re.findall(r"the text is in (\S+)\.$", str(caught.value))
    assert Path(name).read_text(encoding="utf-8") == "typed much\n"
    Path(name).unlink()


def test_an_editor_that_is_not_there_is_named() -> None:
    with pytest.raises(EditorError, match="no-such-editor") as caught:
        edit("before", {"EDITOR": "no-such-editor"})
    Path(re.findall(r"The text is in (\S+)\.$", str(caught.value))[0]).unlink()
