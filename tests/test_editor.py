"""Notes in the reader's own editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.library.editor_files import EditorFiles
from tui.terminal.editor import EditorError, command, edit


def note(folder: Path, text: str) -> Path:
    """A file with a note."""
    path = folder / "note.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_visual_takes_precedence_over_editor_and_vi_is_the_fallback() -> None:
    assert command({"VISUAL": "code --wait", "EDITOR": "nano"}) == ["code", "--wait"]
    assert command({"EDITOR": "nano"}) == ["nano"]
    assert command({}) == ["vi"]


def test_a_note_comes_back_from_the_editor_complete(tmp_path: Path) -> None:
    script = tmp_path / "append.sh"
    script.write_text('#!/bin/sh\nprintf "%s\\n\\nzweite Zeile – ünïcode\\n" "$(cat "$1")" > "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    assert edit(note(tmp_path, "first line"), {"EDITOR": str(script)}) == ("first line\n\nzweite Zeile – ünïcode", "")


def test_an_editor_that_fails_loses_no_text(tmp_path: Path) -> None:
    script = tmp_path / "fails.sh"
    script.write_text('#!/bin/sh\necho "typed much" > "$1"\nexit 1\n', encoding="utf-8")
    script.chmod(0o755)
    path = note(tmp_path, "before")
    with pytest.raises(EditorError, match=r"fails\.sh ended with an error\.$"):
        edit(path, {"EDITOR": str(script)})
    assert path.read_text(encoding="utf-8") == "typed much\n"


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("kill -9 $$", "ended with an error"),
        ('rm "$1"', "No such file or directory"),
        ("printf '\\377' > \"$1\"", "did not save the text as UTF-8"),
    ],
)
def test_every_other_way_an_editor_fails_is_one_sentence(tmp_path: Path, script: str, says: str) -> None:
    path = tmp_path / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    with pytest.raises(EditorError, match=rf"^The editor \S+ [^.\n]*{says}\.$"):
        edit(note(tmp_path, "before"), {"EDITOR": str(path)})


def test_a_missing_editor_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="no-such-editor"):
        edit(note(tmp_path, "before"), {"EDITOR": "no-such-editor"})


@pytest.mark.parametrize(("name", "setting"), [("code", "code --wait"), ("gvim", "gvim -f"), ("mine", "code --wait")])
def test_an_editor_that_does_not_wait_is_detected_and_the_message_says_what_to_set(
    tmp_path: Path, name: str, setting: str
) -> None:
    script = tmp_path / name
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    script.chmod(0o755)
    after, advice = edit(note(tmp_path, "before"), {"VISUAL": str(script)})
    assert after == "before" and f"The editor {name} did not wait" in advice and f"VISUAL='{setting}'" in advice


def test_an_editor_that_changes_nothing_gives_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.terminal.editor.AT_ONCE", 0.0)
    assert edit(note(tmp_path, "before"), {"EDITOR": "true"}) == ("before", "")


def test_the_file_of_a_note_is_readable_only_by_its_owner_and_protected_from_other_windows(tmp_path: Path) -> None:
    mine, other = EditorFiles(tmp_path), EditorFiles(tmp_path)
    path = mine.create("new sha256:ab 4 9", "before")
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    path.write_text("before and after\n", encoding="utf-8")
    assert mine.left_behind() == {"new sha256:ab 4 9": "before and after"}
    assert other.left_behind() == {}, "the editor may still be open"
    with pytest.raises(OSError, match="another window"):
        other.create("new sha256:ab 4 9", "")
    mine.close()
    assert other.left_behind() == {"new sha256:ab 4 9": "before and after"}
    other.drop("new sha256:ab 4 9")
    assert list(path.parent.iterdir()) == []


def test_a_file_whose_text_is_saved_is_deleted_at_the_end(tmp_path: Path) -> None:
    files = EditorFiles(tmp_path)
    path = files.create("note 1", "before")
    path.write_text("after\n", encoding="utf-8")
    files.set_saved("note 1", "after")
    files.close()
    assert list(path.parent.iterdir()) == []
