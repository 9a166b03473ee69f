"""The log file."""

from __future__ import annotations

import logging
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.cli import log as log_command
from tui.config import log_file as log
from tui.config.log_file import start_log


@pytest.fixture(autouse=True)
def _logger_as_before() -> Iterator[None]:
    logger = logging.getLogger("newsreader")
    before = (list(logger.handlers), logger.level, logger.propagate)
    yield
    for handler in logger.handlers:
        handler.close()
    logger.handlers, logger.level, logger.propagate = before


def test_no_log_file_is_created_before_the_first_entry(tmp_path: Path) -> None:
    file = tmp_path / "state" / "newsreader.log"
    logger = start_log(file)
    assert not file.parent.exists()
    logger.getChild("store").warning("the disk is %s", "full")
    assert "WARNING newsreader.store" in file.read_text()
    assert file.read_text().endswith("the disk is full\n")
    assert file.stat().st_mode & 0o077 == 0


def test_a_second_start_does_not_duplicate_log_entries(tmp_path: Path) -> None:
    start_log(tmp_path / "a.log")
    start_log(tmp_path / "b.log").error("once")
    assert not (tmp_path / "a.log").exists()
    assert (tmp_path / "b.log").read_text().count("once") == 1


def test_control_characters_are_logged_as_escapes(tmp_path: Path) -> None:
    start_log(tmp_path / "a.log").error("title \x1b]0;own\x07 \u202e caf\u00e9")
    written = (tmp_path / "a.log").read_text(encoding="utf-8")
    assert "\\u001b]0;own\\u0007 \\u202e caf\u00e9" in written


def test_a_traceback_keeps_its_lines(tmp_path: Path) -> None:
    logger = start_log(tmp_path / "a.log")
    try:
        raise ValueError("so \x1b[31m it was")
    except ValueError:
        logger.exception("no good")
    lines = (tmp_path / "a.log").read_text().splitlines()
    assert lines[1].startswith("Traceback")
    assert lines[-1] == "ValueError: so \\u001b[31m it was"


def test_a_full_log_file_is_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "SIZE", 2000)
    logger = start_log(tmp_path / "a.log")
    for n in range(200):
        logger.error("line %d of many that fill the file", n)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.log", "a.log.1", "a.log.2", "a.log.3"]
    assert all(path.stat().st_size <= 2000 for path in tmp_path.iterdir())


def test_the_log_of_an_earlier_version_becomes_private(tmp_path: Path) -> None:
    for name in ("a.log", "a.log.1"):
        (tmp_path / name).write_text("a word of an article\n")
        (tmp_path / name).chmod(0o644)
    start_log(tmp_path / "a.log").error("once")
    assert [path.stat().st_mode & 0o077 for path in sorted(tmp_path.iterdir())] == [0, 0]


def test_an_unwritable_log_causes_no_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    start_log(tmp_path / "state" / "a.log").error("lost")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_the_command_prints_the_path_of_the_log_or_its_contents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log_command.run(Namespace(data_dir=str(tmp_path), path=True)) == 0
    path = Path(capsys.readouterr().out.strip())
    assert tmp_path in path.parents
    assert log_command.run(Namespace(data_dir=str(tmp_path), path=False)) == 0
    assert capsys.readouterr().err == "newsreader: The log is empty.\n"
    path.parent.mkdir()
    path.touch()
    log_command.run(Namespace(data_dir=str(tmp_path), path=False))
    assert capsys.readouterr().err == "newsreader: The log is empty.\n"
    start_log(path).error("something went wrong")
    with path.open("a") as file:
        file.write("written past \x1b[31mthe logger\n")
    log_command.run(Namespace(data_dir=str(tmp_path), path=False))
    shown = capsys.readouterr().out
    assert "something went wrong\n" in shown
    assert "the logger\n" in shown and "\x1b" not in shown
