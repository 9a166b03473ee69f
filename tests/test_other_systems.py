"""How the program behaves on systems without some modules of Linux, simulated by removing those modules."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.terminal import editor

ROOT = Path(__file__).parents[1]
UNIX_ONLY = {"fcntl", "termios", "tty", "pty", "resource", "pwd", "grp"}

WITHOUT = """
import sys
for name in {}:
    sys.modules[name] = None
import os
if hasattr(os, "sched_getaffinity"):
    del os.sched_getaffinity
"""


def run(code: str, tmp_path: Path) -> str:
    """The output of a fresh interpreter without these modules."""
    headless = "textual.drivers.headless_driver:HeadlessDriver"
    env = os.environ | {"NEWSREADER_DATA_DIR": str(tmp_path), "TEXTUAL_DRIVER": headless}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(sorted(UNIX_ONLY)) + code],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_program_starts_and_stores_notes_without_unix_modules(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from tui.app import NewsReader
import tui.cli.open, tui.cli.feed
from tui.cli.main import main
from tui.config.settings import Settings
app = NewsReader(Settings(), data_dir=os.environ["NEWSREADER_DATA_DIR"])
print(app.get_driver_class().__name__)
path = Path(os.environ["NEWSREADER_DATA_DIR"], "a.md")
path.write_text("# The pier\\n\\nIt burned.")
assert main(["notes", "add", str(path), "--quote", "burned"]) == 0
assert main(["notes", "list"]) == 0
from tui.analysis.batch.cluster import processors
print(processors() >= 1)
"""
    printed = run(code, tmp_path)
    assert "HeadlessDriver" in printed and "burned" in printed and printed.endswith("True\n")


def test_each_unix_module_is_imported_in_one_place_with_an_alternative() -> None:
    found: dict[str, list[str]] = {}
    for path in (ROOT / "tui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not any(name in source for name in UNIX_ONLY):
            continue
        tree = ast.parse(source)
        guarded = {
            node
            for one in ast.walk(tree)
            if (isinstance(one, ast.Try) and any("ImportError" in ast.unparse(h.type or one) for h in one.handlers))
            or (isinstance(one, ast.With) and any("suppress(ImportError" in ast.unparse(item) for item in one.items))
            for node in ast.walk(one)
        }
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in UNIX_ONLY.intersection(names):
                assert node in guarded, f"{path} imports {name} without an alternative"
                found.setdefault(name, []).append(path.name)
    assert all(len(places) == 1 for places in found.values()), found


@pytest.mark.parametrize(("system", "command"), [("nt", ["notepad"]), ("posix", ["vi"])])
def test_the_default_editor_exists_on_the_system(
    system: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "os", type("os", (), {"name": system, "environ": {}}))
    assert editor.command({}) == command


def test_a_windows_path_stays_one_word_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "os", type("os", (), {"name": "nt", "environ": {}}))
    assert editor.command({"EDITOR": r"C:\tools\vim.exe -n"}) == [r"C:\tools\vim.exe", "-n"]
