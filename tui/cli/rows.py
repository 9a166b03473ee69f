"""Rows of quotations, passages or names on standard output: as a table, CSV, JSON or Markdown.

They are printed as they come, so that the first are there at once and no number of articles fills the memory.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..text.safe import cells, one_line, visible

R = TypeVar("R")

Lines = Callable[[Iterable[R], int | None], Iterator[str]]
"""Rows as lines for people; the number is the columns of the terminal, None where nobody looks at one."""


@dataclass(frozen=True)
class Form(Generic[R]):
    """How one kind of row is printed."""

    columns: Sequence[str]
    """The head of the CSV."""
    fields: Callable[[R], Iterable[object]]
    """A row in these columns."""
    json: Callable[[R], dict[str, object]]
    table: Lines[R]
    markdown: Lines[R] | None = None

    @property
    def formats(self) -> tuple[str, ...]:
        """What `--format` takes, the default first."""
        return ("table", "csv", "json", *(["markdown"] if self.markdown else []))


def write(rows: Iterable[R], form: Form[R], format: str) -> None:
    """Print the rows."""
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(form.columns)
        for row in rows:
            writer.writerow([visible(field) if isinstance(field, str) else field for field in form.fields(row)])
    elif format == "json":
        _write_json(form.json(row) for row in rows)
    else:
        lines = form.markdown if format == "markdown" and form.markdown else form.table
        for line in lines(rows, shutil.get_terminal_size().columns if sys.stdout.isatty() else None):
            print(line)


def _write_json(items: Iterable[dict[str, object]]) -> None:
    """One list, item by item, as `json.dumps` would write the whole."""
    before = "["
    for item in items:
        print(before + "\n" + textwrap.indent(json.dumps(item, indent=2), "  "), end="")
        before = ","
    print("[]" if before == "[" else "\n]")


def escaped(text: str) -> str:
    """On one line, with what Markdown would take for its own marked as words."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|~!" else c for c in one_line(text))


def quoted(text: str) -> str:
    """As a quotation in Markdown, paragraph by paragraph."""
    return "\n>\n".join(f"> {escaped(part)}" for part in text.splitlines() if part.strip())


def one_line_after(head: str, text: str, width: int | None, least: int = 0) -> str:
    """`head` and as much of `text` as a line of `width` columns holds, but `least` columns of it anyway."""
    room = None if width is None else max(least, width - cells(head))
    return (head + one_line(text, room)).rstrip()
