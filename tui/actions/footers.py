"""Which keys the footer of each pane and screen shows."""

from __future__ import annotations

from collections.abc import Mapping

from .table import BY_ID, Action

FOOTERS: Mapping[str, tuple[str, ...]] = {
    "article": (
        *("page_down", "show_people", "show_quotes", "find", "mark", "note", "close", "explain", "switch_pane"),
        *("choose_topics", "mend", "item_next", "copy", "library", "undo", "help"),
    ),
    "article selecting": (
        *("select_word_next", "select_other_end", "mark", "note", "copy", "select_none", "mend", "sentence_next"),
        *("paragraph_next", "help"),
    ),
    "sidebar": (
        *("list_open", "explain", "mend", "switch_pane", "list_filter", "list_sort", "check", "note", "close", "copy"),
        *("list_speaker", "list_about", "library", "help"),
    ),
    "sidebar entity": (
        *("list_open", "explain", "mend", "switch_pane", "list_filter", "list_sort", "merge", "close", "rename"),
        *("check", "list_speaker", "copy", "list_about", "library", "help"),
    ),
    "sidebar source": (
        *("list_open", "list_speaker", "switch_pane", "list_filter", "list_sort", "check", "close", "copy"),
        *("list_about", "library", "help"),
    ),
    "sidebar note": (
        *("list_open", "note", "tag", "mend", "switch_pane", "delete", "undo", "check", "close", "copy"),
        *("list_filter", "library", "help"),
    ),
    "sidebar figure": (
        *("list_open", "check", "note", "switch_pane", "list_filter", "list_sort", "close", "list_speaker", "copy"),
        *("list_about", "library", "help"),
    ),
    "sidebar date": (
        *("list_open", "check", "note", "switch_pane", "list_filter", "list_sort", "close", "copy", "library"),
        "help",
    ),
    "sidebar claim": (
        *("list_open", "check", "note", "switch_pane", "explain", "list_filter", "list_sort", "close", "copy"),
        *("library", "help"),
    ),
    "sidebar heading": ("list_open", "switch_pane", "list_filter", "check", "close", "library", "help"),
    "library": (
        *("list_open", "list_filter", "close", "all_names", "all_quotes", "all_notes", "library_sort"),
        *("library_another", "library_person", "library_topic", "library_noted"),
        *("export_rows", "help"),
    ),
    "notes": ("list_open", "list_filter", "close", "notes_delete", "notes_undo", "export_rows", "library", "help"),
    "across": (
        *("list_open", "list_filter", "list_next", "close", "across_sort", "across_articles", "export_rows"),
        *("across_dossier", "library", "help"),
    ),
    "names": (
        *("list_open", "list_filter", "list_next", "close", "names_merge", "across_sort", "across_articles"),
        *("names_undo", "export_rows", "across_dossier", "library", "help"),
    ),
    "difference": ("list_open", "difference_earlier", "difference_later", "difference_choose", "close", "help"),
    "concordance": (
        *("list_open", "sort_left", "sort_right", "sort_text", "whole_library", "look_up", "close", "export_rows"),
        "help",
    ),
    "evidence": ("list_open", "evidence_check", "evidence_open", "close", "evidence_undo", "export_rows", "help"),
}
"""The keys in the footer of each scope, the most important first; the footer shows as many as fit, and always the last.
"sidebar note" has those for lists whose rows stand for notes (`ListEntry.row_kind`), "article selecting" those for the
article while a selection is extended."""

FOOTER_WORDS: Mapping[str, Mapping[str, str]] = {
    "article": {"close": "Quit"},
    "sidebar": {"switch_pane": "Text", "note": "Note"},
    "sidebar note": {"mend": "Attach"},
}
"""The word for an action in the footer of one scope or variant, if it differs from `Action.short`."""


def footer_for(scope: str, variant: str = "") -> tuple[Action, ...]:
    """The actions that a footer shows while a pane of that scope has the focus, the most important first.

    `variant` is the kind of the rows of a sidebar list, or the mode of the article pane.
    """
    words = {**FOOTER_WORDS.get(scope, {}), **FOOTER_WORDS.get(f"{scope} {variant}", {})}
    ids = FOOTERS.get(f"{scope} {variant}") or FOOTERS.get(scope, ())
    return tuple(BY_ID[id]._replace(short=words.get(id, BY_ID[id].short)) for id in ids)
