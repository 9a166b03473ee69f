"""The sidebar's lists: what the key table, the tabs, the remembered state and the reading screen need to know of each.

This module is plain data, so that the key table can be read without Textual. How a list makes its rows is in the module
`tui/widgets/lists/<name>_list.py`, which defines a `SidebarList` called `LIST`; `sidebar_list(name)` returns it. To add
a list, write that module, add an entry here, and test it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

Target = Literal["row", "sentence"]
Filter = Literal["topic", "speaker"]


class ListEntry(NamedTuple):
    """One list of the sidebar."""

    name: str
    """Stable name: part of the action's id (`show_people`), of the module's name (`people_list`), and stored for each
    article as the list last shown."""
    key: str
    """Key in the default preset."""
    title: str
    """Title in the help and the palette: the label of its tab, and what that means."""
    tab: str
    """Label of its tab."""
    short_tab: str
    """The same label, shortened, if there is little room."""
    row_kind: str
    """What a row stands for: "entity", "quote", "note", "figure", "date", "claim" or "heading". Actions on a row depend
    on this, not on the list's name, so that two lists can have rows of one kind."""
    stop: str
    """Noun for one place that `]` and `[` go to: "mention"."""
    empty: str
    """Sentence for a list without rows. An action's id in braces stands for that action's key."""
    orders: tuple[str, str] | None = None
    """Names of the two sort orders, the default first; None if there is only the order of the text."""
    filters: frozenset[Filter] = frozenset()
    """What its rows can be limited to: the active topics, one speaker."""
    needs_analysis: bool = True
    """Whether it stays empty until the article has been analysed."""
    emphasised: bool = False
    """Whether choosing a row emphasises its words in the article."""
    stops_in_row: bool = False
    """Whether `]` and `[` go through the places of the chosen row. Otherwise they go from row to row."""
    help: str = ""
    """A sentence under its title in the help and the palette."""
    target: Target = "sentence"
    """What an action on a row applies to: all words of the row, or the sentence in which it begins."""

    @property
    def noun(self) -> str:
        """Noun for one row: "name", "quote"."""
        return "name" if self.row_kind == "entity" else self.row_kind

    @property
    def action_id(self) -> str:
        """The id of the action that shows the list."""
        return f"show_{self.name}"

    def empty_sentence(self, key: Callable[[str], str]) -> str:
        """The sentence for a list without rows; `key` returns the key of an action."""
        return re.sub(r"\{(\w+)\}", lambda found: key(found[1]), self.empty)


ENTRIES = (
    ListEntry(
        *("people", "p", "Who: people and places", "Who", "Who", "entity", "mention"),
        empty="Nothing found.",
        orders=("by count", "in text order"),
        filters=frozenset({"topic"}),
        emphasised=True,
        stops_in_row=True,
    ),
    ListEntry(
        *("quotes", "w", "Said: who said what", "Said", "Said", "quote", "quote"),
        empty="Nothing found.",
        orders=("by speaker", "in text order"),
        filters=frozenset({"topic", "speaker"}),
        emphasised=True,
        target="row",
    ),
    ListEntry(
        *("sources", "$", "Sources: whose words", "Sources", "Srcs", "source", "statement"),
        empty="The article reports nobody's words.",
        orders=("by share", "in text order"),
        filters=frozenset({"topic", "speaker"}),
        emphasised=True,
        stops_in_row=True,
    ),
    ListEntry(
        *("notes", "c", "Notes", "Notes", "Note", "note", "note"),
        empty="No notes yet. Press {mark} to highlight a sentence or {note} to write a note.",
        needs_analysis=False,
        target="row",
    ),
    ListEntry(
        *("figures", "#", "Figures and dates", "Figures", "Figs", "figure", "figure"),
        empty="Nothing found.",
        orders=("by kind", "in text order"),
        filters=frozenset({"topic", "speaker"}),
        emphasised=True,
    ),
    ListEntry(
        *("timeline", "@", "When: timeline", "When", "When", "date", "date"),
        empty="The article mentions no dates.",
        orders=("by date", "in text order"),
        emphasised=True,
    ),
    ListEntry(
        *("checks", "!", "Checks: what to verify", "Checks", "Chks", "claim", "claim"),
        empty="Nothing to check: the article has no quotations, figures or marks.",
        help="All quotations, and figures that a record can prove wrong: no ages, ranks or years alone.",
        orders=("in text order", "unchecked first"),
        emphasised=True,
        target="row",
    ),
    ListEntry(
        *("outline", "L", "Parts: outline", "Parts", "Part", "heading", "heading"),
        empty="This article has no headings.",
        needs_analysis=False,
        target="row",
    ),
)

SIDEBAR_LISTS: Mapping[str, ListEntry] = {entry.name: entry for entry in ENTRIES}
"""Every list by name, in the order of the tabs."""

FIRST_LIST = ENTRIES[0].name
"""The list shown in an article opened for the first time."""
