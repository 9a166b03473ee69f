"""Draws the rows of the library and of folders."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.content import Content

from ...library.session import READ
from ...library.shelf_items import LibraryQuery, ShelfItem, ShelfItems
from ...text.safe import cells, one_line, visible
from ...text.when import when
from .rows import counted

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def item_lines(item: ShelfItem, width: int) -> list[Content]:
    """The two lines of an article: title, number of notes and of verdicts, and how far it was read; then its source, or
    the text that matched the search."""
    right = _right(item)
    title = one_line(item.title, max(8, width - cells(right) - 2)) or one_line(item.source, width)
    gap = " " * max(1, width - cells(title) - cells(right))
    first = Content.assemble((title, "bold"), gap, (right, "$text-muted"))
    if item.found:
        return [first, snippet(item, width)]
    date = next((fact for fact in item.facts if _DATE.fullmatch(fact)), "")
    rest = " · ".join(one_line(fact, 60) for fact in item.facts if fact != date)
    opened = when(item.opened) if item.opened else ""
    # The dates are a column of their own, also next to an article without one.
    facts = f"{date:<10}  " + one_line(rest, max(8, width - cells(opened) - 14))
    gap = " " * max(1, width - cells(facts) - cells(opened))
    return [first, Content.assemble((facts, "$text-muted"), gap, (opened, "$text-muted"))]


def count_shown(items: ShelfItems, query: LibraryQuery) -> str:
    """How many of how many articles of the library are listed, if not all that the query selects."""
    if not query.words.strip():
        return counted(items.total or len(items), "article")  # the first screenful; the rest is on its way
    which = "added last" if items.newest else "best"
    return f"the {len(items):,} {which} of {'many' if items.total is None else f'{items.total:,}'}"


def no_title_matches(items: Sequence[ShelfItem], library: str) -> str:
    """What a search among files says that finds nothing; `library` is the key that opens the library."""
    absent = sum(not item.opened for item in items)
    few = f"{counted(absent, 'article')} here {'is' if absent == 1 else 'are'} not in the library yet"
    more = f" {few}: `newsreader library add PATH` adds and analyses them." if absent else ""
    return (
        "No title or path matches. The text and who speaks in it can be searched in the library "
        f"(press {library}).{more}"
    )


def _right(item: ShelfItem) -> str:
    own = item.notes - item.verdicts - item.to_check
    counts = ((own, "note", "notes"), (item.verdicts, "verdict", "verdicts"), (item.to_check, "to check", "to check"))
    made = " · ".join(counted(count, one, many) for count, one, many in counts if count)
    done = "" if item.done is None else "read" if item.done >= READ else f"{item.done:.0%}"
    return f"{made}   {done:>4}" if made else done


def snippet(item: ShelfItem, width: int) -> Content:
    """The text around the matches of a search, with the matches marked."""
    parts: list[tuple[str, str]] = [(f"{item.found_in}: ", "italic $text-muted")] if item.found_in else []
    room = width - sum(cells(words) for words, _ in parts)
    for number, piece in enumerate(re.split("\ue000(.*?)\ue001", visible(item.found))):
        lead = " " if piece.startswith(" ") else ""
        words = piece if cells(piece) <= room else lead + one_line(piece, max(0, room - len(lead)))
        room -= cells(words)
        parts.append((words, "bold $text-accent" if number % 2 else "$text-muted"))
    return Content.assemble(*parts)
