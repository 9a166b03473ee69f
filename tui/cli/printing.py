"""How commands print: rows as a table, CSV, JSON or Markdown, JSON values, and paths.

Rows are printed as they come, so that the first appear at once and memory does not grow with their number. Nothing
that is printed can control a terminal.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..export.csv_row import csv_row
from ..text.safe import cells, escape_unsafe, one_line, visible

R = TypeVar("R")

Lines = Callable[[Iterable[R], int | None], Iterator[str]]
"""Makes lines for people from rows; the number is the columns of the terminal, None if the output is not one."""


@dataclass(frozen=True)
class RowFormat(Generic[R]):
    """How one kind of row is printed."""

    json: Callable[[R], dict[str, Any]]
    table: Lines[R]
    columns: Sequence[str] = ()
    """The header of the CSV; empty if the rows cannot be printed as CSV."""
    fields: Callable[[R], Iterable[object]] = lambda row: ()
    """The values of a row in these columns."""
    markdown: Lines[R] | None = None

    @property
    def formats(self) -> tuple[str, ...]:
        """What `--format` takes, the default first."""
        return ("table", *(["csv"] if self.columns else []), "json", *(["markdown"] if self.markdown else []))


def print_rows(rows: Iterable[R], form: RowFormat[R], format: str) -> None:
    """Print the rows in one of the formats of `form`."""
    for text in format_rows(rows, form, format, terminal_width()):
        sys.stdout.write(text)


def format_rows(rows: Iterable[R], form: RowFormat[R], format: str, width: int | None = None) -> Iterator[str]:
    """The text of the rows in one of the formats of `form`, piece by piece; `width` is that of the terminal."""
    if format == "csv":
        yield csv_row(form.columns)
        for row in rows:
            yield csv_row(form.fields(row))
    elif format == "json":
        before = "["
        for row in rows:
            yield before + "\n" + textwrap.indent(json_text(form.json(row), 2), "  ")
            before = ","
        yield "[]\n" if before == "[" else "\n]\n"
    else:
        lines = form.markdown if format == "markdown" and form.markdown else form.table
        for line in lines(rows, width):
            yield line + "\n"


def json_text(value: Any, indent: int | None = None) -> str:
    """The value as JSON, with letters of every script as they are and terminal control characters as escapes."""
    return escape_unsafe(json.dumps(value, ensure_ascii=False, indent=indent))


def print_path(path: str | os.PathLike[str]) -> None:
    """Print a path: byte for byte for another program, without control characters for a terminal."""
    if sys.stdout.isatty():
        print(visible(os.fspath(path)))
        return
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # a stream of strings, as in a test
        print(path)
    else:
        buffer.write(os.fsencode(path) + b"\n")
        buffer.flush()


def terminal_width() -> int | None:
    """The columns of the terminal, None if standard output is not one."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def use_colour() -> bool:
    """Whether to print colours and bold."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 note", "2,000 notes"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def escaped(text: str) -> str:
    """The text on one line, with Markdown's special characters escaped."""
    return re.sub(r"[\\`*_{}\[\]<>#|~!]|&(?=#?\w+;)", r"\\\g<0>", one_line(text))


def quoted(text: str) -> str:
    """The text as a block quotation in Markdown, paragraph by paragraph."""
    return "\n>\n".join(f"> {escaped(part)}" for part in text.splitlines() if part.strip())


def one_line_after(head: str, text: str, width: int | None, least: int = 0) -> str:
    """`head` and as much of `text` as fits into a line of `width` columns, but at least `least` columns of it."""
    room = None if width is None else max(least, width - cells(head))
    return (head + one_line(text, room)).rstrip()
