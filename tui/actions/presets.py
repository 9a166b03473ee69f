"""Key sets that readers may know from other programs."""

from __future__ import annotations

from collections.abc import Mapping

PRESETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    # The keys for words always move the caret, as in vim; the lists they displace get a capital or a bracketed key.
    "vim": {
        "word_next": "w, ctrl+right",
        "word_previous": "b, ctrl+left",
        "page_up_or_word": "",
        "select_word_next": "",
        "show_quotes": "W",
        "half_page_down": "ctrl+d",
        "half_page_up": "ctrl+u",
        "undo": "u, ctrl+z",
        "redo": "ctrl+r, ctrl+y",
        "delete": "x, d",
        "all_quotes": "ctrl+w",
        "notes_undo": "u, ctrl+z",
        "notes_redo": "ctrl+r, ctrl+y",
        "notes_delete": "x, d",
        "names_undo": "u, ctrl+z",
        "names_redo": "ctrl+r, ctrl+y",
        "evidence_undo": "u, ctrl+z",
        "evidence_redo": "ctrl+r, ctrl+y",
    },
    # less has no notes, so its keys for moving take precedence, and the notes keep theirs if no other key is lost.
    "less": {
        "page_down": "f, space, pagedown, ctrl+f, ctrl+v",
        "line_down": "j, down, e, ctrl+n, ctrl+e",
        "line_up": "k, up, ctrl+k",
        "top": "g, home, <",
        "bottom": "G, end, >",
        "reload": "r, R",
        "help": "h, ?, f1",
        "char_left": "left",
        "choose_topics": "ctrl+t",
        "edit_note": "ctrl+x",
        "article_previous": "comma",
        "article_next": ".",
        "list_previous": "left",
        "list_page_down": "f, space, pagedown, ctrl+f, ctrl+d, ctrl+v",
        "list_down": "j, down, e, ctrl+n, ctrl+e",
        "list_up": "k, up, ctrl+k",
        "list_first": "g, home, <",
        "list_last": "G, end, >",
        "library_topic": "ctrl+t",
        "sort_left": "left",
        "difference_earlier": "left",
    },
    "newsboat": {
        "article_next": "J, n, >",
        "article_previous": "P, p, <",
        "show_people": "ctrl+e",
        "find_next": ".",
        "find_previous": "comma",
        "found_next": ".",
        "found_previous": "comma",
        "list_speaker": "=",
        "all_names": "ctrl+n",
        "export": "s, E",
        "mend": "S",
        "list_sort": "ctrl+s",
        "reload": "r, ctrl+r",
    },
}
"""Sets of keys for users of other programs: action id to its keys, separated by commas; "" removes all keys."""
