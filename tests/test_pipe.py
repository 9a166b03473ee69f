"""The reader's own programs: their input, their limits, and what happens to their output."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.processes import state
from tests.reader import reader, ready, screen, until
from tui.config.settings import Settings, SettingsError, parse_settings
from tui.screens.dialogs.note import NoteScreen
from tui.screens.dialogs.pipe import PipeScreen
from tui.terminal.pipe import PipeError, arguments, run_pipe

HOSTILE = {"text": '"; rm -rf / #', "url": "$(reboot)"}


def test_a_value_is_passed_as_one_argument_whatever_it_contains() -> None:
    assert arguments("say --to 'x y' {text} {url}!", HOSTILE) == ["say", "--to", "x y", '"; rm -rf / #', "$(reboot)!"]
    assert arguments("say {text}", {"text": "--help"}) == ["say", " --help"]
    assert arguments("say --text={text}", {"text": "-x"}) == ["say", "--text=-x"]


@pytest.mark.parametrize("command", ["say {wrong}", "say 'open", ""])
def test_a_wrong_command_is_refused_when_the_settings_are_read(command: str) -> None:
    with pytest.raises(SettingsError, match="pipe.say"):
        parse_settings(f'[pipe]\nsay = "{command}"\n', Path("settings.toml"))


async def test_the_program_gets_the_words_on_standard_input_and_its_output_is_returned() -> None:
    code = f"{sys.executable} -c 'import sys; print(sys.stdin.read().upper(), sys.argv[1])' {{title}}"
    assert await run_pipe(code, {"text": "café\n", "title": "T"}) == "CAFÉ\n T"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("/no/such/program", "could not be run"),
        (f"{sys.executable} -c 'print(\"why\"); raise SystemExit(3)'", "failed with status 3: why"),
        (f"{sys.executable} -c 'print(\"x\" * 3_000_000)'", "printed more than 1 MB"),
    ],
)
async def test_a_failing_program_gives_one_clear_message(command: str, sentence: str) -> None:
    with pytest.raises(PipeError, match=sentence):
        await run_pipe(command, {"text": "a" * 100_000})


async def test_processes_started_by_the_program_end_with_it(tmp_path: Path) -> None:
    child = "import time; time.sleep(600)"
    code = (
        f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', '{child}']); "
        f"open(r'{tmp_path}/pid', 'w').write(str(child.pid)); print('x' * 3_000_000)"
    )
    with pytest.raises(PipeError, match="more than 1 MB"):
        await run_pipe(f'{sys.executable} -c "{code}"', {"text": "a"})
    while state(int((tmp_path / "pid").read_text())):
        await asyncio.sleep(0.01)


async def test_cancelling_ends_the_program(tmp_path: Path) -> None:
    code = f"import os, time; open(r'{tmp_path}/pid', 'w').write(str(os.getpid())); time.sleep(600)"
    task = asyncio.create_task(run_pipe(f'{sys.executable} -c "{code}"', {}))
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


async def test_the_output_is_shown_without_control_characters_and_can_become_a_note(tmp_path: Path) -> None:
    shout = f"{sys.executable} -c 'import sys; print(sys.stdin.read().upper() + chr(27) + \"[31m[b]\")'"
    app = reader(tmp_path, settings=Settings(pipe=MappingProxyType({"shout": shout})))
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.press("|")
        await until(pilot, lambda: isinstance(app.screen, PipeScreen) and "[b]" in shown(app.screen))
        assert isinstance(app.screen, PipeScreen)
        assert "\x1b" not in shown(app.screen)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen(app).session.placed)
        assert "[b]" in screen(app).session.placed[0].highlight.note


async def test_without_a_configured_program_the_key_says_where_to_add_one(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("|")
        await until(pilot, lambda: any("[pipe]" in str(one.message) for one in app._notifications))


def shown(here: PipeScreen) -> str:
    return str(here.query_one("#output").render())  # type: ignore[attr-defined]  # a Static
