"""One row of CSV, as every command writes it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

from ..text.safe import visible

_FORMULA = re.compile(r"\s*[=+@\uff1d\uff0b\uff20]|\s*[-\uff0d](?!\.?\d[\d.,]*$)|[\t\r\n]")
"""The beginning of a cell that a spreadsheet would read as a formula, also after spaces and with full-width signs. A
plain negative number is not a formula."""


class _Echo:
    """A file whose `write` returns the text, so that `writerow` does too."""

    def write(self, text: str) -> str:
        return text


def csv_row(cells: Iterable[object], end: str = "\n") -> str:
    """The cells as a line that ends with `end`. None is an empty cell, True and False are "yes" and
    "no".

    Text that a spreadsheet would read as a formula gets a leading “'”, since a headline or a file name may come from
    anybody; characters that control a terminal become visible signs.
    """
    line: str = csv.writer(_Echo(), lineterminator=end).writerow(map(_safe, cells))
    return line


def in_words(cell: object) -> object:
    """The cell, with "yes" or "no" for True or False."""
    return ("yes" if cell else "no") if isinstance(cell, bool) else cell


def _safe(cell: object) -> object:
    cell = in_words(cell)
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return "'" + text if _FORMULA.match(cell) else text
