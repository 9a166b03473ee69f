"""What the menu of a right click offers. No Textual."""

from __future__ import annotations

from collections.abc import Mapping

LAST = ("undo", "palette")
"""The end of each menu."""

MENUS: Mapping[str, tuple[str, ...]] = {
    "article": (
        *("note", "tag", "copy", "copy_with_source", "explain", "mend", "delete", "about_too"),
        *("word_under_caret", "concordance", "new_topic", *LAST),
    ),
    "entity": ("list_open", "explain", "mend", "confirm", "merge", "rename", "copy", "delete", *LAST),
    "quote": (
        *("list_open", "explain", "mend", "confirm", "check", "note", "copy", "copy_with_source"),
        *("list_speaker", "list_all", "delete", *LAST),
    ),
    "note": ("list_open", "explain", "note", "tag", "mend", "check", "copy", "copy_with_source", "delete", *LAST),
    "figure": (
        *("list_open", "check", "note", "explain", "mend", "copy", "copy_with_source"),
        *("list_speaker", "list_all", *LAST),
    ),
    "date": ("list_open", "check", "note", "explain", "copy", "copy_with_source", "state_date", *LAST),
    "claim": ("list_open", "check", "note", "explain", "mend", "copy", "copy_with_source", *LAST),
    "source": ("list_open", "list_speaker", "list_all", "copy", *LAST),
    "heading": ("list_open", "copy", *LAST),
}
"""The ids of the actions in the menu of the article, and in that of a row of each kind (`ListEntry.row_kind`)."""

TITLES: Mapping[str, str] = {
    "list_open": "Open",
    **{
        f"{kind} list_open": "Jump to it in the text"
        for kind in ("entity", "quote", "note", "figure", "date", "claim", "source", "heading")
    },
    "word_under_caret": "Find in the article",
    "undo": "Undo the last change",
    "palette": "All actions…",
    "entity delete": "Not a name: remove it from the list",
    "quote delete": "Not a quote: remove it from the list",
    "article delete": "Dismiss the passage",
    "highlight delete": "Delete the highlight",
    "annotated delete": "Delete the highlight and its note",
    "annotated note": "Edit the note",
    "note note": "Edit the note",
    "note delete": "Delete the note",
    "quote mend": "Correct the speaker",
    "entity mend": "Correct the name or kind",
    "note mend": "Attach to other words",
    "claim mend": "Correct the speaker",
    "figure mend": "Correct the speaker",
}
"""Titles that are clearer in a menu than those of the actions, by id, or by menu and id."""


def menu_title(menu: str, id: str, title: str) -> str:
    """The title of an action in a menu; `title` is its usual one."""
    return TITLES.get(f"{menu} {id}") or TITLES.get(id) or title
