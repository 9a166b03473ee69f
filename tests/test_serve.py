"""`newsreader serve`: what it starts for a browser, and its messages."""

from __future__ import annotations

import shlex
import sys
from typing import Any

import pytest

from tui.cli.main import main
from tui.cli.parser import build_parser
from tui.cli.reader_server import ReaderServer
from tui.cli.serve import command


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The arguments of each server started."""
    made: list[dict[str, Any]] = []

    def serve(server: ReaderServer) -> None:
        made.append({"command": server.command, "host": server.host, "port": server.port})
        if server.port == 1:
            raise OSError(13, "Permission denied")

    monkeypatch.setattr(ReaderServer, "serve", serve)
    return made


def test_serve_listens_only_on_this_machine_unless_told_otherwise(
    served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "a b.md"]) == 0
    assert served[0]["host"] == "localhost" and capsys.readouterr().err == ""
    assert main(["serve", "--host", "0.0.0.0", "--port", "8080"]) == 0
    assert "can read and change your library" in capsys.readouterr().err


def test_names_and_options_are_passed_on_unchanged() -> None:
    args = build_parser("serve").parse_args(["--data-dir", "my data", "it's; rm -rf.md", "--", "-x.md"])
    words = shlex.split(command(args))
    assert words[:4] == [sys.executable, "-P", "-m", "tui"]
    assert words[4:] == ["--data-dir=my data", "open", "--", "it's; rm -rf.md", "-x.md"]


def test_anything_that_cannot_be_served_gives_a_clear_message(
    served: list[dict[str, Any]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["serve", "-"]) == 2
    assert main(["serve", "--port", "1"]) == 2
    assert "Permission denied" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["serve", "--port", "70000"])
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "tui.cli.reader_server")
    assert main(["serve"]) == 2
    assert "pip install 'newsreader-tui[serve]'" in capsys.readouterr().err
