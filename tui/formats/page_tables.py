"""Tables of a web page, made ready for the extractor, which reads each cell as one line of words."""

from __future__ import annotations

from typing import Any

MOST_CELLS = 100
"""Cells in a row. For more, the extractor takes quadratic time, and no screen is so wide."""

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "pre", "table")
_STRUCTURE = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"])


def simplify_tables(page: Any) -> bool:
    """Turn tables that only arrange the page into plain elements, and lists in cells into words. False if there was
    nothing to change. `page` is an lxml tree."""
    changed = False
    for table in list(page.iter("table")):
        if _is_layout(table):
            for element in [table, *_own(table)]:
                element.tag = "div"
            changed = True
    for cell in list(page.iter("td", "th")):
        for inner in list(cell.iter("ul", "ol", "dl")):
            _flatten(inner)
            changed = True
    return changed


def _own(table: Any) -> list[Any]:
    """The rows, cells and other elements of a table, without those of tables within it."""
    found, waiting = [], [table]
    while waiting:
        for child in waiting.pop():
            if child.tag in _STRUCTURE and child.tag != "table":
                found.append(child)
                waiting.append(child)
    return found


def _is_layout(table: Any) -> bool:
    """Whether a row is too wide to show, or one cell has several paragraphs and most of the words."""
    own = _own(table)
    if any(element.tag == "tr" and len(element) > MOST_CELLS for element in own):
        return True
    lengths = {cell: sum(map(len, cell.itertext())) for cell in own if cell.tag in ("td", "th")}
    largest = max(lengths, key=lambda cell: lengths[cell], default=None)
    if largest is None or 2 * lengths[largest] < sum(lengths.values()):
        return False
    return sum(1 for element in largest.iter(*_BLOCKS) if element.tag not in ("ul", "ol")) > 1


def _flatten(element: Any) -> None:
    """Turn a list into words between semicolons."""
    items = [" ".join("".join(item.itertext()).split()) for item in element.iterchildren("*")]  # without comments
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "span", "; ".join(filter(None, items)), tail
