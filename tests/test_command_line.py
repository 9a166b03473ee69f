"""Conventions of the command line: examples, suggestions, formats, quiet runs, pipes and the pager."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli.commands import COMMANDS, EXAMPLES
from tui.cli.main import choose, main
from tui.cli.pager import paged_output
from tui.cli.parser import build_parser, whole_parser
from tui.cli.printing import lines_after
from tui.formats.article_files import read_bytes
from tui.text.safe import cells

TEXT = "# The pier\n\n“We will rebuild it,” said Ana Lind.\n"


def test_every_command_has_examples_that_its_parser_accepts() -> None:
    assert EXAMPLES.keys() == COMMANDS.keys()
    for name, examples in EXAMPLES.items():
        for example in examples:
            words = shlex.split(example.split("  ")[0].split(" | ")[0].split(" > ")[0])
            assert words[0] == "newsreader"
            command, rest = choose(words[1:])
            assert command == name
            build_parser(command).parse_args(rest)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_with_the_examples_and_fits_the_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    help = build_parser(name).format_help()
    assert "examples:\n  newsreader" in help
    described = help.partition("\n\n")[2].partition("\noptions:")[0]
    assert all(len(line) <= 80 for line in described.splitlines())


def test_a_misspelt_command_gets_a_suggestion(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["qoutes", "article.md"]) == 2
    assert "Did you mean `newsreader quotes`?" in capsys.readouterr().err
    assert choose(["harbour.md"]) == ("open", ["harbour.md"])


def test_a_file_named_like_a_misspelt_command_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qoutes").write_text(TEXT)
    assert choose(["qoutes"]) == ("open", ["qoutes"])


def test_show_writes_every_format_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    target = tmp_path / "out.txt"
    assert main(["show", str(tmp_path / "a.md"), "--text-only", "-o", str(target)]) == 0
    assert "We will rebuild it" in target.read_text()
    assert main(["show", str(tmp_path / "a.md"), "--text-only", "--format", "json"]) == 2


def test_quiet_suppresses_remarks_but_not_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--data-dir", str(tmp_path)]
    assert main(["library", "list", *folder, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["-q", "show", "--text-only", str(tmp_path / "missing.md")]) == 1
    assert "No such file" in capsys.readouterr().err
    assert main(["library", "list", *folder]) == 0
    assert "The library is empty." in capsys.readouterr().err


def test_an_empty_result_is_still_valid_json_and_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["library", "list", "--data-dir", str(tmp_path), "--format"]
    printed = {}
    for format in ("table", "csv", "json", "jsonl", "markdown"):
        assert main([*command, format]) == 0
        printed[format] = capsys.readouterr().out
    assert printed["table"] == printed["jsonl"] == printed["markdown"] == ""
    assert json.loads(printed["json"]) == []
    assert printed["csv"].startswith("source,title")


def test_a_pipe_made_by_the_shell_is_read_but_a_named_pipe_is_not(tmp_path: Path) -> None:
    read, write = os.pipe()
    with os.fdopen(write, "wb") as end:
        end.write(TEXT.encode())
    try:
        assert read_bytes(f"/dev/fd/{read}") == TEXT.encode()
    finally:
        os.close(read)
    os.mkfifo(tmp_path / "named")
    with pytest.raises(Exception, match="not a regular file"):
        read_bytes(tmp_path / "named")


def test_lines_wrap_at_words_and_are_indented_to_the_first_word() -> None:
    lines = list(lines_after("  2 Ana  ", "the harbour council met 港務局 again in the evening", 40))
    assert lines[0].startswith("  2 Ana  the harbour") and len(lines) == 2
    assert lines[1].startswith(" " * 9) and lines[1][9] != " "
    assert all(cells(line) <= 40 for line in lines)
    assert list(lines_after("a ", "b c", None)) == ["a b c"]


def test_long_output_goes_to_the_pager_and_short_output_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(
        "PAGER", f"{sys.executable} -c \"import sys; open('{tmp_path}/paged','w').write(sys.stdin.read())\""
    )
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with paged_output():
        print("one line")
    assert capsys.readouterr().out == "one line\n" and not (tmp_path / "paged").exists()
    with paged_output():
        print("\n".join(map(str, range(20))))
    assert (tmp_path / "paged").read_text().splitlines() == [str(number) for number in range(20)]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "tcsh"])
def test_completion_knows_the_options_of_open(shell: str) -> None:
    from tui.cli.completion import SHELLS

    assert shell in SHELLS
    assert "--theme" in whole_parser().format_help()


def test_bash_completes_options_without_a_command() -> None:
    script = (
        'eval "$(%s -m tui completion bash)"; COMP_WORDS=(newsreader --th); COMP_CWORD=1; '
        "_shtab_newsreader; echo ${COMPREPLY[@]}"
    )
    done = subprocess.run(
        ["bash", "-c", script % sys.executable], capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    assert done.stdout.split() == ["--theme"], done.stderr
