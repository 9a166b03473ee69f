"""README, manual page and `newsreader keys` agree with the parsers and the table of actions."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.actions.find_switches import SWITCHES
from tui.actions.key_names import shown
from tui.actions.table import BY_ID
from tui.cli.commands import COMMANDS
from tui.cli.main import main
from tui.cli.man import manual_page
from tui.cli.parser import build_parser, whole_parser

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")

TEN = {
    "space": "page_down",
    "1": "topic_1",
    "p": "show_people",
    "w": "show_quotes",
    "tab": "switch_pane",
    "m": "mark",
    "a": "note",
    "/": "find",
    "?": "help",
    "q": "close",
}


def section(title: str) -> str:
    _, begin, rest = README.partition(f"\n## {title}\n")
    assert begin, title
    return rest.partition("\n## ")[0]


def below(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all those below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from below(one)


def page() -> str:
    """The manual page without roff's escapes."""
    return re.sub(r"\\f[BIR]|\\[,/]", "", manual_page()).replace("\\-", "-")


def test_the_readme_takes_five_minutes_to_read() -> None:
    assert len(README.splitlines()) <= 200


def test_the_readme_shows_exactly_ten_keys_and_each_does_what_it_says() -> None:
    rows = re.findall(r"(?m)^\| `([^`]+)` \|", section("Ten keys"))
    assert rows == list(TEN)
    for key, id in TEN.items():
        assert key in shown(BY_ID[id].keys).split(), id


def test_the_readme_names_every_command() -> None:
    assert set(re.findall(r"(?m)^\| `newsreader ([a-z]+)", section("Commands"))) == set(COMMANDS) - {"open"}


def test_the_readme_names_only_subcommands_and_options_that_exist() -> None:
    commands = {name: build_parser(name) for name in COMMANDS}
    for name, rest in re.findall(r"newsreader ([a-z]+)([^`\n|]*)", README):
        if name in commands:
            actions = [action for one in below(commands[name]) for action in one._actions]
            options = {option for action in actions for option in action.option_strings}
            assert set(re.findall(r"--[a-z-]+", rest)) <= options, (name, rest)
    for row in re.findall(r"(?m)^\| `newsreader ([a-z]+) list` \|(.*)\|$", section("Commands")):
        below_it = {one.prog.split()[-1] for one in below(commands[row[0]])}
        assert set(re.findall(r"`([a-z]+)`", row[1])) <= below_it, row


def test_help_and_manual_page_have_the_same_one_line_help_for_every_command() -> None:
    text, manual = build_parser("open").format_help(), page()
    for name, help in COMMANDS.items():
        assert help in text
        assert f"newsreader {name}" in manual and help in manual


def test_the_manual_page_has_every_option_of_every_command() -> None:
    manual = page()
    for parser in below(whole_parser()):
        for action in parser._actions:
            if action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction):
                assert all(option in manual for option in action.option_strings), parser.prog


@pytest.mark.parametrize(
    "title", ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "KEYS", "FILES", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES"]
)
def test_the_manual_page_has_the_usual_sections(title: str) -> None:
    assert re.search(rf"(?m)^\.SH\s\"?{title}\"?$", manual_page())


def test_the_manual_page_lists_the_search_switches_with_their_keys() -> None:
    keys = page().partition("\n.SH KEYS\n")[2].partition("\n.SH")[0]
    for switch in SWITCHES:
        assert all(key in keys for key in switch.keys), switch.name


def test_every_command_has_a_help_text_that_says_what_it_does() -> None:
    for parser in below(whole_parser()):
        if parser.prog != "newsreader":
            assert parser.description and parser.description[0].isupper(), parser.prog


def test_the_man_command_prints_the_manual_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man"]) == 0
    assert capsys.readouterr().out.startswith(".TH NEWSREADER")


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_finds_no_fault_in_the_manual_page() -> None:
    done = subprocess.run(["groff", "-k", "-man", "-Tutf8", "-ww"], input=manual_page(), text=True, capture_output=True)
    assert done.returncode == 0 and "NEWSREADER(1)" in done.stdout
    assert not done.stderr


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other versions of argparse lay out the usage differently")
def test_the_installed_manual_page_matches_the_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Update it with `COLUMNS=80 newsreader man > tui/cli/newsreader.1`."""
    monkeypatch.setenv("COLUMNS", "80")
    installed = (Path(__file__).parent.parent / "tui/cli/newsreader.1").read_text(encoding="utf-8")
    assert dateless(installed) == dateless(manual_page())


def dateless(roff: str) -> str:
    """The page without its date and version."""
    return re.sub(r"^\.TH .*$", "", roff, flags=re.M)
