"""The parts of the README's manual that the parsers know: `python -m tests.manual` writes them anew."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tui.cli.main import COMMANDS
from tui.cli.parser import build_parser

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- manual: made by `python -m tests.manual` -->", "<!-- /manual -->"
GLOBAL = re.compile(r" \[-h\]| \[--data-dir DIR\]| \[--config FILE\]| \[--version\]")
WIDTH = 100


def manual() -> str:
    """Synopsis and options, as the parsers have them now."""
    lines = [*_usage(build_parser("open"), everything=True)]
    for name in COMMANDS:
        if name != "open":
            lines += [line for parser in _parsers(build_parser(name)) for line in _usage(parser)]
    options = [f"| {names} | {words} |" for names, words in _options(build_parser("open"))]
    table = ["| option | what it does |", "| --- | --- |", *options]
    return "\n".join(["### SYNOPSIS", "", "```", *lines, "```", "", "### OPTIONS", "", *table])


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers beneath one, or itself where there are none."""
    beneath = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not beneath:
        yield parser
    for action in beneath:
        yield from dict.fromkeys(action.choices.values())


def _usage(parser: argparse.ArgumentParser, *, everything: bool = False) -> list[str]:
    words = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    if not everything:
        words = GLOBAL.sub("", words)
    # An option stays in one line with its value.
    whole = re.sub(r"\[[^]]*\]", lambda found: found[0].replace(" ", "\xa0"), words)
    lines = textwrap.wrap(whole, WIDTH, subsequent_indent=" " * 6, break_on_hyphens=False, break_long_words=False)
    return [line.replace("\xa0", " ") for line in lines]


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        value = action.metavar or "|".join(action.choices or ()) or (action.dest.upper() if action.nargs != 0 else "")
        names = [f"{name} {value}".strip() for name in action.option_strings] or [str(value)]
        yield " ".join(f"`{name}`" for name in names).replace("|", "\\|"), str(action.help)


def written(readme: str) -> str:
    """The README with these parts as they are now."""
    before, _, rest = readme.partition(BEGIN)
    return before + BEGIN + "\n" + manual() + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
