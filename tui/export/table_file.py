"""Writes the rows of a list to a file, in the format that the file's name asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..text.atomic_file import write_atomically
from ..text.safe import escape_unsafe, one_line
from .csv_row import csv_row, in_words
from .markdown_text import escape

SUFFIXES = (".csv", ".md", ".json")
"""The formats, by the end of the file's name."""


def wrong_suffix(suffixes: Sequence[str]) -> str:
    """What to say about a file whose name ends in none of these."""
    *some, last = suffixes
    return f"The file's name must end in {', '.join(some)}{' or ' if some else ''}{last}, which is its format."


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write the rows below a header, or as an array of objects; returns how many there are.

    Raises ValueError, with a sentence, for a name with another ending, and OSError. The file is either complete or as
    it was.
    """
    every = list(rows)
    write_atomically(path, table_text(path.suffix.lower(), columns, every).encode())
    return len(every)


def table_text(suffix: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The rows in the format of one of `SUFFIXES`. Raises ValueError for any other."""
    if suffix == ".csv":
        return "".join(csv_row(cells) for cells in [columns, *rows])
    if suffix == ".md":
        lines = [columns, ["---"] * len(columns), *([_cell(cell) for cell in row] for row in rows)]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    if suffix == ".json":
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        return escape_unsafe(json.dumps(objects, ensure_ascii=False, indent=2)) + "\n"
    raise ValueError(wrong_suffix(SUFFIXES))


def _cell(value: object) -> str:
    text = "" if value is None else escape(one_line(str(in_words(value))))
    return text.replace("|", "\\|") if "\\|" not in text else text
