"""How commands print: rows as a table, CSV, JSON, JSON Lines or Markdown, JSON values, and paths.

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
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..export.csv_row import csv_row, in_words
from ..text.atomic_file import write_atomically
from ..text.safe import cells, escape_unsafe, one_line, visible
from .errors import CliError
from .remarks import remark

if TYPE_CHECKING:
    import argparse

R = TypeVar("R")
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/null")
BY_SUFFIX = {
    ".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "markdown", ".jsonld": "jsonld", ".html": "html",
    ".htm": "html", ".parquet": "parquet",
}  # fmt: skip
"""The format that the end of a file's name asks for."""

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
    place: Callable[[R], tuple[str, int | None, str]] | None = None
    """The file of a row, the line in it, and the words to show: what an editor's list of places needs."""
    other: tuple[str, ...] = ()
    """Formats that the command prints itself."""

    @property
    def formats(self) -> tuple[str, ...]:
        """What `--format` takes, the default first."""
        by_columns = ["csv"] if self.columns else []
        more = [*(["markdown"] if self.markdown or self.columns else []), *(["grep"] if self.place else [])]
        return ("table", *by_columns, "json", "jsonl", *more, *self.other)


def add_output(parser: argparse.ArgumentParser, form: RowFormat[Any]) -> None:
    """`--format` and `--output`, which `print_rows` takes."""
    parser.add_argument(
        "--format",
        choices=form.formats,
        help="default: what the name of FILE ends in, or else table; json is one array, jsonl one object per line"
        + (", grep FILE:LINE: WORDS for editors" if form.place else ""),
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of standard output")


def chosen_format(args: argparse.Namespace, formats: Sequence[str]) -> str:
    """The format that `--format` names, or else the one that the name of `--output` ends in, or else the first of
    `formats`. Raises CliError if the name asks for a format that is not among them."""
    return str(args.format) if args.format else format_of_name(args.output or "", formats)


def format_of_name(output: str, formats: Sequence[str]) -> str:
    """The format that the end of a file's name asks for, the first of `formats` for a name without one. Raises CliError
    if it is not among them."""
    suffix = Path(output).suffix.lower()
    if not suffix or (suffix == ".txt" and formats[0] != "html"):
        return formats[0]
    wanted = BY_SUFFIX.get(suffix, f"{suffix} files")
    if wanted in formats:
        return wanted
    if len(formats) == 1:
        raise CliError(f"{output}: this command cannot write {wanted}. Name a file that ends in .{formats[0]}.")
    hint = " `newsreader analyze --output FOLDER` writes Parquet." if wanted == "parquet" else ""
    raise CliError(
        f"{output}: this command cannot write {wanted}. Choose the format with --format: {', '.join(formats)}.{hint}"
    )


def print_rows(
    rows: Iterable[R],
    form: RowFormat[R],
    args: argparse.Namespace,
    none: str,
    *,
    nothing_read: Callable[[], bool] = lambda: False,
) -> None:
    """Print the rows as `--format` and `--output` say. `none` is the sentence for standard error if there are none: a
    program that reads the output gets an empty array or just the header. If `nothing_read` returns True once all rows
    are taken, the sentence is left out: the reason has been reported already. Raises CliError."""
    format = chosen_format(args, form.formats)
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        if not nothing_read():
            remark(none)
        if format in ("table", "markdown") and not args.output:
            return
    every: Iterable[R] = () if first is None else chain([first], rows)
    if not args.output:
        for text in format_rows(every, form, format, terminal_width()):
            sys.stdout.write(text)
        return
    write_output(args.output, "".join(format_rows(every, form, format)).encode())


def write_output(path: str, data: bytes, what: str = "Output") -> None:
    """Write what `--output` asks for, and say so; the file is either complete or as it was. Raises CliError."""
    refuse_folder(path)
    try:
        if path in _STREAMS or Path(path).is_fifo():
            Path(path).write_bytes(data)
            return
        write_atomically(Path(path), data)
    except OSError as error:
        raise CliError(f"{path} could not be written: {error.strerror or error}.") from error
    remark(f"{what} written to {path}.")


def refuse_folder(path: str) -> None:
    """Raises CliError for a name that ends in a slash: the user meant a folder, and a file is needed."""
    if path.endswith("/"):
        raise CliError(f"{path} is a folder. Name a file in it.")


def format_rows(rows: Iterable[R], form: RowFormat[R], format: str, width: int | None = None) -> Iterator[str]:
    """The text of the rows in one of the formats of `form`, piece by piece; `width` is that of the terminal."""
    if format == "csv":
        yield csv_row(form.columns)
        for row in rows:
            yield csv_row(form.fields(row))
    elif format == "grep" and form.place:
        for row in rows:
            path, number, words = form.place(row)
            yield f"{visible(path)}:{number or 1}: {one_line(words)}\n"
    elif format == "jsonl":
        for row in rows:
            yield json_text(form.json(row)) + "\n"
    elif format == "json":
        before = "["
        for row in rows:
            yield before + "\n" + textwrap.indent(json_text(form.json(row), 2), "  ")
            before = ","
        yield "[]\n" if before == "[" else "\n]\n"
    else:
        lines = form.table if format == "table" else form.markdown or partial(_markdown_table, form)
        for line in lines(rows, width):
            yield line + "\n"


def _markdown_table(form: RowFormat[R], rows: Iterable[R], width: int | None) -> Iterator[str]:
    yield f"| {' | '.join(form.columns)} |"
    yield f"|{' --- |' * len(form.columns)}"
    for row in rows:
        yield f"| {' | '.join(escaped('' if cell is None else str(in_words(cell))) for cell in form.fields(row))} |"


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


def name_column(names: Iterable[str], width: int | None, most: int) -> int:
    """The cells that a column of names needs: at most `most` on a terminal; elsewhere no name is cut."""
    widest = max((cells(one_line(name)) for name in names), default=0)
    return widest if width is None else min(most, widest)


def in_column(text: str, width: int | None, room: int, tail: str = "") -> str:
    """The text and `tail` on one line in `room` cells. On a terminal, whose columns are `width`, a longer text is cut;
    elsewhere it is not, since the reader may need all of it."""
    text = one_line(text, None if width is None else room - cells(tail)) + tail
    return text + " " * (room - cells(text))


def use_colour() -> bool:
    """Whether to print colours and bold."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 note", "2,000 notes"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def escaped(text: str) -> str:
    """The text on one line, with Markdown's special characters escaped."""
    return re.sub(r"[\\`*_{}\[\]<>#|~!]|&(?=#?\w+;)", r"\\\g<0>", one_line(text))


def quoted(text: str) -> str:
    """The text as a block quotation in Markdown, paragraph by paragraph."""
    return "\n>\n".join(f"> {escaped(part)}" for part in text.splitlines() if part.strip())


def lines_after(head: str, text: str, width: int | None, least: int = 20) -> Iterator[str]:
    """`head` and the text after it, wrapped at words into lines of `width` cells, with further lines below the first
    word; one line if there is no width. The text gets at least `least` cells."""
    text = one_line(text)
    room = None if width is None else max(least, width - cells(head))
    if room is None or cells(text) <= room:
        yield (head + text).rstrip()
        return
    from rich.console import Console
    from rich.text import Text

    for line in Text(text).wrap(Console(width=room), room):
        yield (head + line.plain).rstrip()
        head = " " * cells(head)
