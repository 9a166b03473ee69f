from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tui.cli import standard_input
from tui.cli.inputs import ProgressLine, load_source
from tui.cli.open import paths_or_pipe
from tui.formats.load_error import LoadError
from tui.web.fetch import Page

PAGE = b"""<!doctype html><html><head><title>Pier</title></head><body><article>
<p>The harbour board voted on Tuesday to close the northern pier for the winter, after divers found cracks.</p>
<p>The pier, which was built in 1921, is used by two ferries and some thirty fishing boats.</p></article></body>"""


def test_a_path_is_loaded_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("**Words.**")
    loaded = load_source(str(path))
    assert (loaded.article.text, loaded.article.source, loaded.raw) == ("Words.", str(path), None)


def test_a_saved_page_comes_with_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE)
    loaded = load_source(str(path))
    assert (loaded.article.format, loaded.raw, loaded.content_type) == ("html", PAGE, "text/html")


def test_an_address_is_fetched_and_comes_with_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, *, progress: object = None) -> Page:
        return Page(url, PAGE, "text/html; charset=utf-8", "utf-8")

    monkeypatch.setattr("tui.cli.inputs.fetch", fetch)
    loaded = load_source("https://example.org/pier")
    assert loaded.article.url == "https://example.org/pier"
    assert loaded.raw == PAGE
    assert loaded.content_type.startswith("text/html")


def test_every_failure_raises_the_same_kind_of_error() -> None:
    for source in ("missing.md", "http://127.0.0.1:9/", "https://"):
        with pytest.raises(LoadError):
            load_source(source)


def test_reading_standard_input_from_the_terminal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    with pytest.raises(LoadError, match="is the terminal"):
        standard_input.read_pipe(None, Terminal())


@pytest.mark.skipif(os.name == "nt", reason="needs pseudo-terminals")
@pytest.mark.parametrize(
    ("shell", "text"), [("printf 'The pier is closed.' | {}", "True"), ("{} < /dev/null", "False"), ("{} <&-", "False")]
)
def test_keys_come_from_the_terminal_whatever_standard_input_was(shell: str, text: str, tmp_path: Path) -> None:
    import ptyprocess

    program = (
        "import os, sys; from tui.cli.standard_input import has_text, read_pipe_bytes, take_terminal;"
        "text = has_text(); data = read_pipe_bytes() if text else b''; take_terminal();"
        "print(data.decode(), text, os.isatty(0), sys.__stdin__.fileno(), os.read(0, 1).decode())"
    )
    (tmp_path / "program.py").write_text(program)
    command = shell.format(f"'{sys.executable}' '{tmp_path / 'program.py'}'")
    terminal = ptyprocess.PtyProcess.spawn(["sh", "-c", command], env={**os.environ, "PYTHONPATH": os.getcwd()})
    terminal.write(b"k\n")
    seen = b""
    with contextlib.suppress(EOFError):
        while True:
            seen += terminal.read()
    assert f"{text} True 0 k".encode() in seen
    assert text == "False" or b"The pier is closed. True" in seen


@pytest.mark.skipif(os.name == "nt", reason="needs sessions without a terminal")
def test_without_a_terminal_there_is_one_sentence() -> None:
    code = "from tui.cli.standard_input import take_terminal as t; t()"
    run = partial(subprocess.run, stdin=subprocess.DEVNULL, capture_output=True, text=True, start_new_session=True)
    failed = run([sys.executable, "-c", code])
    assert failed.stderr.splitlines()[-1].endswith(
        "CliError: newsreader needs a terminal. `newsreader show` prints an article as plain lines."
    )


@pytest.mark.parametrize(
    ("paths", "piped", "opened"), [([], True, ["-"]), ([], False, []), (["tram.md"], True, ["tram.md"])]
)
def test_without_a_path_what_is_piped_in_is_opened(
    paths: list[str], piped: bool, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("tui.cli.open.has_text", lambda: piped)
    assert paths_or_pipe(paths) == opened


def test_the_progress_line_is_updated_from_time_to_time_and_cleared() -> None:
    told: list[str] = []
    line = ProgressLine("https://example.org/\x1b[2J", told.append)
    for here in range(0, 200_000, 1000):
        line(here, 200_000)
    line.clear()
    assert len(told) == 5
    assert "150 of 200 kB" in told[3]
    assert "\x1b[2J" not in "".join(told)


def test_loading_a_file_imports_no_http_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    code = "import sys; from tui.cli.inputs import load_source as l; l(sys.argv[1]); print('httpx2' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
