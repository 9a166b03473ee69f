"""Every action the program has, in one table, and the keys for them.

The footer, the help, the palette, the bindings of screens and panes, `newsreader keys` and the key table
of the README are all made from `ACTIONS`, so nothing is written twice. An action has a stable id; that is
what a reader puts under `[keys]` in the settings, and what a preset is made of. Importing this module
costs next to nothing: Textual is imported only where bindings are made.

Where one key has two meanings, this is how it is settled:

- The focused pane comes first, then the screen, then the program. So `h` and `l` move by a character in the
  article and go from list to list in the sidebar, `/` finds in the article and filters in a list, and `enter`
  opens what is under the caret or jumps to what a list has chosen.
- An action with `when` exists only in that mode; `allowed` says so, and a pane's `check_action` asks it. When
  it is refused, the key goes on to the screen. `w` is the next word while a selection is being extended and the
  list «who said what» otherwise; `o` is the other end of the selection, else the source in the browser;
  `escape` drops the selection, else leaves; in a list that shows only some of its rows it shows them all.
- `q` closes what has the focus, else the program, as in less. `escape` takes back one thing after the other, hits
  and folds too, and where nothing is left it asks to be pressed once more: whoever presses it twice by habit, as in
  vim, does not lose the place.
- `&` shows only what the topics speak of: in the article its passages, in a list its rows.
- `b` is both in one pane, so it is one action, `page_up_or_word`: a word back while a selection is being
  extended, else a page up. `ctrl+left` and `ctrl+right` are words at any time.
- Right after `m` ("marking") a digit is a label, everywhere else a topic; 6 to 9 are no labels and do nothing then.
- `n` and `N` repeat the find wherever the focus is; `]` and `[` walk the current list in the text.
- `Q` and `ctrl+q` are two actions, because `ctrl+q` must also work while one is typing.
- Rows are moved in alike in every list, in the sidebar and where a list fills the screen: those actions are there
  once ("rows"), and a pane binds its own and the shared ones side by side (`BESIDE`).
- A capital letter asks over all articles what the small one asks of this one: `P` names, `W` who said what, `C` notes.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .sidebar_lists import ENTRIES

if TYPE_CHECKING:
    from textual.binding import Binding

SCOPES = (
    *("app", "reading", "article", "sidebar", "rows", "lists", "listing"),
    *("library", "notes", "across", "difference", "concordance"),
)
"""Where an action lives: the program, the reading screen, the article pane, the sidebar; the rows of any list, what has
several lists, any screen that is one list; and such screens: the library, the notes on all articles, what was found
across all articles, what changed, the concordance."""

BESIDE: Mapping[str, tuple[str, ...]] = {
    "sidebar": ("rows", "lists"),
    "library": ("rows", "listing"),
    "notes": ("rows", "listing"),
    "across": ("rows", "lists", "listing"),
    "difference": ("rows", "listing"),
    "concordance": ("rows", "listing"),
}
"""The shared scopes that a pane or screen binds beside its own."""

CHAINS: Mapping[str, tuple[str, ...]] = {
    "article": ("article", "reading", "app"),
    "sidebar": ("sidebar", *BESIDE["sidebar"], "reading", "app"),
} | {screen: (screen, *BESIDE[screen], "app") for screen in BESIDE if screen != "sidebar"}
"""For each pane that can have the focus: the scopes asked for a key, the nearest first."""

SELECTING = "selecting"
"""Mode of the article pane: a selection is being extended, after `v` or `V`."""

MARKING = "marking"
"""Mode of the reading screen: the key before this one was `m`."""

NARROWED = "narrowed"
"""Mode of a list: it shows only some of its rows, or a filter is open."""


class Action(NamedTuple):
    """Something a reader can do."""

    id: str
    """Stable name, used under `[keys]` in the settings."""
    keys: tuple[str, ...]
    """Its keys in the default preset, as a reader would write them: "j", "ctrl+d", "?"."""
    title: str
    """Plain name: in the help, the palette, the footer's tooltip."""
    help: str
    """What it does beyond its name; may be empty."""
    group: str
    """Heading in the help."""
    scope: str
    """One of SCOPES."""
    action: str
    """Textual's action string: `action_<name>` on the pane or screen of that scope."""
    footer: bool = False
    """Shown by Textual's own footer. `footer_for` has the five for each pane."""
    short: str = ""
    """One word for the footer; empty to use the title."""
    when: str = ""
    """The mode it exists in: "", "selecting", "marking", "not marking" or "narrowed"."""
    series: str = ""
    """Title of the one row that stands for several alike, such as the nine topics; empty for most."""
    priority: bool = False
    """Works while one is typing, too. Only keys that type nothing may have this."""

    @property
    def name(self) -> str:
        """The action's bare name, as `check_action` gets it."""
        return self.action.partition("(")[0]


def _table() -> Iterator[Action]:
    move, find, list_, topics, across = "Move", "Find", "Lists and jumps", "Topics", "Across articles"
    select, note, out, view, program = "Select", "Mark and note", "Copy and articles", "View", "Program"

    def act(id: str, keys: str, title: str, group: str, scope: str, action: str = "", **more: str | bool) -> Action:
        return Action(
            id=id,
            keys=tuple(keys.split()),
            title=title,
            group=group,
            scope=scope,
            action=action or id,
            help=str(more.pop("help", "")),
            **more,  # type: ignore[arg-type]  # only the optional fields of Action, by name
        )

    yield act("line_down", "j down", "Line down", move, "article")
    yield act("line_up", "k up", "Line up", move, "article")
    yield act("half_page_down", "d ctrl+d", "Half a page down", move, "article")
    yield act("half_page_up", "u ctrl+u", "Half a page up", move, "article")
    yield act("page_down", "space pagedown ctrl+f", "Page down", move, "article")
    yield act("page_up", "pageup ctrl+b", "Page up", move, "article")
    yield act(
        "page_up_or_word",
        "b",
        "Page up",
        move,
        "article",
        help="While a selection is being extended: a word back.",
    )
    yield act("top", "g home", "Top of the article", move, "article")
    yield act("bottom", "G end", "End of the article", move, "article")
    yield act("paragraph_next", "}", "Next paragraph", move, "article")
    yield act("paragraph_previous", "{", "Previous paragraph", move, "article")
    yield act("sentence_next", ")", "Next sentence", move, "article")
    yield act("sentence_previous", "(", "Previous sentence", move, "article")
    yield act("word_next", "ctrl+right", "Next word", move, "article")
    yield act("word_previous", "ctrl+left", "Previous word", move, "article")
    yield act("char_left", "h left", "Letter to the left", move, "article")
    yield act("char_right", "l right", "Letter to the right", move, "article")
    yield act("back", "' ctrl+o", "Back to where I was", move, "article")
    yield act("forward", '"', "Forward again, after going back", move, "article")

    yield act("find", "/", "Find in the article", find, "reading", footer=True, short="Find")
    yield act("find_next", "n", "Next hit", find, "reading")
    yield act("find_previous", "N", "Previous hit", find, "reading")
    yield act(
        "word_under_caret",
        "*",
        "Find the word under the caret",
        find,
        "article",
        help="Finds the whole name where the caret stands on one.",
    )
    yield act(
        "concordance",
        "K",
        "Concordance",
        find,
        "reading",
        help="Every place of the word under the caret or of the selection, with the words around it.",
    )

    yield act("switch_pane", "tab", "Article or sidebar", list_, "reading", "switch_pane", footer=True, short="List")
    yield act("switch_pane_back", "shift+tab", "Article or sidebar, the other way", list_, "reading", "switch_pane(-1)")
    for entry in ENTRIES:
        yield act(
            entry.action_id,
            entry.key,
            entry.title,
            list_,
            "reading",
            f"show_list('{entry.name}')",
            help="Press it again to enter the list. From there tab or esc leads back to the article.",
        )
    yield act(
        "item_next", "]", "Next item of the list, in the text", list_, "reading", help="Of the list or topic in use."
    )
    yield act("item_previous", "[", "Previous item of the list, in the text", list_, "reading")
    yield act(
        "explain",
        "i",
        "Why, and the card",
        list_,
        "reading",
        short="Why",
        help="Tells why a speaker or a passage was found, and shows what is known of a person.",
    )
    yield act("open_here", "enter", "Open what is under the caret", list_, "article", "open_fold")
    yield act("list_open", "enter", "Open it, or jump to it in the text", list_, "rows", "select", short="Jump")
    yield act("list_down", "j down", "Next row", move, "rows", "cursor_down")
    yield act("list_up", "k up", "Previous row", move, "rows", "cursor_up")
    yield act("list_page_down", "space pagedown ctrl+f ctrl+d", "Page down in the list", move, "rows", "page_down")
    yield act("list_page_up", "b pageup ctrl+b ctrl+u", "Page up in the list", move, "rows", "page_up")
    yield act("list_first", "g home", "First row", move, "rows", "first")
    yield act("list_last", "G end", "Last row", move, "rows", "last")
    yield act("list_next", "l right", "Next list", list_, "lists", "next_list")
    yield act("list_previous", "h left", "Previous list", list_, "lists", "previous_list")
    yield act("list_filter", "/", "Search the list", list_, "rows", "filter", short="Filter")
    yield act("list_switch", "tab shift+tab", "Rows or search", list_, "listing", "switch_field", short="Search")
    yield act("found_next", "n", "Next row, after the last the first", move, "listing")
    yield act("found_previous", "N", "Previous row, before the first the last", move, "listing")
    yield act(
        "list_sort", "S", "Sort or group the list another way", list_, "sidebar", "sort", help="By count or in order."
    )
    yield act(
        "list_about",
        "&",
        "Only rows about the topics that are on",
        list_,
        "sidebar",
        "only_about",
        help="Names, quotations and figures that stand in their passages; once more for all.",
    )
    yield act(
        "list_speaker",
        ".",
        "Only what this one said",
        list_,
        "sidebar",
        "only_speaker",
        help="From a name, a quotation or a figure; once more for all.",
    )
    yield act("list_all", "escape", "The whole list again", list_, "rows", "whole_list", when=NARROWED)

    for digit in range(1, 10):
        yield act(
            f"topic_{digit}",
            str(digit),
            f"Topic {digit}: on, off",
            topics,
            "reading",
            f"topic({digit})",
            when=f"not {MARKING}",
            series="The topics, in the order of the topic bar: on, off",
        )
    yield act("choose_topics", "f", "Choose topics", topics, "reading")
    yield act("drop_topic", "X", "Take a topic out of the bar", topics, "reading")
    yield act("new_topic", "F", "New topic from the word or selection", topics, "reading")
    yield act("only_matching", "&", "Show only what matches the topics", topics, "reading")
    yield act("about_too", "A", "This is about the topic too", topics, "reading")

    yield act("select_sentence", "v", "Select the sentence", select, "article", help="Then move to extend it.")
    yield act("select_paragraph", "V", "Select the paragraph", select, "article", help="Then move to extend it.")
    yield act("select_word_next", "w", "Extend by a word", select, "article", when=SELECTING)
    yield act("select_other_end", "o", "Go to the other end of the selection", select, "article", when=SELECTING)
    yield act("select_none", "escape", "Select nothing", select, "article", when=SELECTING)

    yield act(
        "mark",
        "m",
        "Mark the selection or sentence",
        note,
        "reading",
        footer=True,
        short="Mark",
        help="With the last label; a digit right after it gives another.",
    )
    for digit in range(1, 6):
        yield act(
            f"label_{digit}",
            str(digit),
            f"Label {digit}",
            note,
            "reading",
            f"label({digit})",
            when=MARKING,
            series="Right after m: mark with that label",
        )
    yield act("note", "a", "Write a note", note, "reading", footer=True, short="Note")
    yield act("tag", "t", "Tag", note, "reading")
    yield act("edit_note", "e", "Write the note in your editor", note, "reading")
    yield act("delete", "x", "Delete the mark, or dismiss what was found", note, "reading")
    yield act(
        "mend", "s", "Set right: speaker, name, kind", note, "reading", help="Your word stands over the program's."
    )
    yield act("merge", "M", "Merge with another row", note, "sidebar")
    yield act("split", "D", "Divide the row", note, "sidebar")
    yield act("rename", "R", "Rename", note, "sidebar")
    yield act("change_kind", "T", "Change the kind", note, "sidebar")
    yield act("confirm", "C", "Right as it is", note, "sidebar", help="Your word that the row is right.")
    yield act("undo", "ctrl+z", "Undo", note, "reading")
    yield act("redo", "ctrl+y", "Redo", note, "reading")
    yield act("trash", "", "Deleted notes", note, "reading")

    yield act("copy", "y", "Copy", out, "reading", help="The selection, else the sentence, quote or note.")
    yield act("copy_with_source", "Y", "Copy with speaker, source and link", out, "reading")
    yield act("export", "E", "Export the notes", out, "reading")
    yield act("open_source", "o", "Open the source in the browser", out, "reading")
    yield act("open_another", "O", "Open another article", out, "reading")
    yield act("article_previous", "<", "Previous article", out, "reading")
    yield act("article_next", ">", "Next article", out, "reading")
    yield act("reload", "r", "Read the file again and show what changed", out, "reading")
    yield act("library_notes", "c", "Your notes on all articles", across, "library", "notes", short="Notes")
    yield act("library_another", "O", "Open another file or address", across, "library", "open_another")
    yield act("library_sort", "S", "Sort the library another way", across, "library", "sort", short="Sort")
    yield act("library_person", "p", "Only articles with one name", across, "library", "person")
    yield act("library_topic", "f", "Only articles about one topic", across, "library", "topic")
    yield act("library_spoken", "w", "Who said what in the library", across, "library", "spoken")
    yield act("library_noted", "m", "Only articles with notes", across, "library", "noted")
    yield act("library_remove", "x", "Take the article out of the library", across, "library", "remove")
    yield act("notes_delete", "x", "Delete the note", note, "notes", "delete", short="Delete")
    yield act("notes_undo", "ctrl+z", "Undo what was done last to the notes", note, "notes", "undo", short="Undo")
    yield act("notes_redo", "ctrl+y", "Redo it", note, "notes", "redo")
    yield act("across_sort", "S", "Sort another way", across, "across", "sort", short="Sort")
    yield act("across_articles", "a", "Only the articles with it", across, "across", "articles", help="In the library.")
    yield act("library", "B", "The library: all articles you have opened", across, "app", short="Library")
    yield act("all_notes", "C", "Notes on all articles", across, "app")
    yield act("all_names", "P", "People, bodies and places in all articles", across, "app", short="People")
    yield act("all_quotes", "W", "Who said what, in all articles", across, "app")
    yield act("all_topics", "T", "Passages on a topic, in all articles", across, "app", short="Topics")
    yield act(
        "difference_earlier", "h left", "Compare with an earlier text", out, "difference", "earlier", short="Earlier"
    )
    yield act("difference_later", "l right", "Compare with a later text", out, "difference", "later", short="Later")
    yield act(
        "difference_choose",
        "v",
        "Choose the two texts",
        out,
        "difference",
        "choose",
        short="Versions",
        help="All that were read under this path or address, with their dates.",
    )
    yield act("sort_left", "h left", "Sort by the words before", find, "concordance", short="Before")
    yield act("sort_right", "l right", "Sort by the words after", find, "concordance", short="After")
    yield act("sort_text", "t", "Sort in order of the text", find, "concordance")
    yield act("whole_library", "a", "This article, or the whole library", find, "concordance", short="Library")

    yield act("zen", "z", "Only the words", view, "reading")
    yield act(
        "spotlight",
        "Z",
        "Dim all but the paragraph",
        view,
        "reading",
        help="Once more: all but the sentence; and once more: nothing.",
    )
    yield act(
        "plain_words",
        "",
        "Colours of names, slant of quotations: on, off",
        view,
        "reading",
        help="For reading on with a quiet page. The lists stay.",
    )
    yield act("wider", "+ =", "Wider lines", view, "reading")
    yield act("narrower", "-", "Narrower lines", view, "reading")
    yield act("toggle_sidebar", "\\", "Move or hide the sidebar", view, "reading")
    yield act("theme", "", "Choose colours", view, "app", "change_theme")

    yield act("help", "? f1", "Help: all keys", program, "app", footer=True, short="Help")
    yield act("palette", ": ctrl+p", "Palette: everything by name", program, "app", "command_palette")
    yield act("redraw", "ctrl+l", "Draw the screen anew", program, "app")
    yield act("close", "q", "Close this, then quit", program, "app")
    yield act(
        "leave",
        "escape",
        "Take back what is on, close this",
        program,
        "app",
        help="One thing at a time: a list, hits, folds, a dimmed page. Where nothing is left, twice to quit.",
    )
    yield act("quit", "Q", "Quit", program, "app", "quit")
    yield act("quit_always", "ctrl+q", "Quit, also while typing", program, "app", "quit", priority=True)


ACTIONS: tuple[Action, ...] = tuple(_table())
"""All actions, grouped, in the order the help shows them."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

FOOTERS: Mapping[str, tuple[str, ...]] = {
    "article": ("find", "mark", "note", "switch_pane", "help"),
    "sidebar": ("list_open", "explain", "list_filter", "switch_pane", "help"),
    "library": ("list_open", "list_filter", "library_sort", "all_names", "help"),
    "notes": ("list_open", "list_filter", "notes_delete", "notes_undo", "help"),
    "across": ("list_open", "list_filter", "list_next", "across_sort", "help"),
    "difference": ("list_open", "difference_earlier", "difference_later", "difference_choose", "help"),
    "concordance": ("list_open", "sort_left", "sort_right", "whole_library", "help"),
}

FOOTER_WORDS: Mapping[str, Mapping[str, str]] = {"sidebar": {"switch_pane": "Text"}}
"""What an action's key says in one footer, where it says something else in another."""

PRESETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    # Words move at any time, as in vim; the lists they displace get the capital or a bracketed key.
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
    },
    # less has no notes, so its keys for moving win and the notes keep theirs where nothing is lost.
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
        "all_names": "ctrl+n",
        "export": "s, E",
        "mend": "S",
        "list_sort": "ctrl+s",
        "reload": "r, ctrl+r",
    },
}
"""Sets of keys that are used to other programs: action id to its keys, comma between them; "" takes all away."""

_NAMED_KEYS = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace", "enter")
    + ("escape", "tab", "space", "comma")
) | {f"f{number}" for number in range(1, 25)}

_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "escape": "esc",
    "comma": ",",
    "delete": "Del",
} | {f"f{number}": f"F{number}" for number in range(1, 25)}

_RENAMED = {
    "solidus": "slash",
    "reverse solidus": "backslash",
    "commercial at": "at",
    "hyphen-minus": "minus",
    "plus sign": "plus",
    "low line": "underscore",
}
"""Characters that Textual calls otherwise than Unicode does."""

_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape"}
"""Keys that most terminals cannot tell from another."""


def actions_of(scope: str) -> tuple[Action, ...]:
    """The actions of one scope, in order."""
    return tuple(action for action in ACTIONS if action.scope == scope)


def scopes_at(scope: str) -> tuple[str, ...]:
    """The scopes whose keys the pane or screen of that scope binds: its own, then the shared ones."""
    return (scope, *BESIDE.get(scope, ()))


def allowed(scope: str, name: str, modes: Collection[str] = ()) -> bool:
    """Whether the action `name` (as `check_action` gets it) exists in a pane or screen that is in these modes.

    True for names the table does not know, so that `check_action` can be `return allowed(…)` and nothing else.
    """
    when = next((_modes_of()[at, name] for at in scopes_at(scope) if (at, name) in _modes_of()), "")
    if when.startswith("not "):
        return when[4:] not in modes
    return not when or when in modes


@cache
def _modes_of() -> Mapping[tuple[str, str], str]:
    return {(action.scope, action.name): action.when for action in ACTIONS if action.when}


def bindings(scope: str) -> list[Binding]:
    """Textual's bindings for a class of that scope, the shared ones too, with the default keys and with ids for
    `App.set_keymap`."""
    from textual.binding import Binding

    return [
        Binding(
            key=_joined(action, action.keys),
            action=action.action,
            description=action.short or action.title,
            show=action.footer,
            priority=action.priority,
            tooltip=action.title,
            id=action.id,
        )
        for at in scopes_at(scope)
        for action in actions_of(at)
    ]


def footer_for(scope: str) -> tuple[Action, ...]:
    """The actions, at most five, that a footer shows while a pane of that scope has the focus."""
    words = FOOTER_WORDS.get(scope, {})
    return tuple(BY_ID[id]._replace(short=words.get(id, BY_ID[id].short)) for id in FOOTERS.get(scope, ()))


def keys_of(preset: str = "default", overrides: Mapping[str, str | Sequence[str]] | None = None) -> Keys:
    """The keys of every action under a preset and the reader's own settings; see `Keys`."""
    return Keys(preset, overrides or {})


def keymap(
    preset: str = "default", overrides: Mapping[str, str | Sequence[str]] | None = None
) -> tuple[dict[str, str], list[str]]:
    """What `App.set_keymap` wants, and what was wrong with the settings, in sentences.

    `overrides` is the `[keys]` table: action id to one key, to several with commas between them, or to a list.
    Wrong entries are told and left out; everything else takes effect.
    """
    keys = keys_of(preset, overrides)
    return keys.textual(), list(keys.problems)


def shown(keys: Sequence[str]) -> str:
    """Keys as a reader sees them: ("pagedown", "ctrl+f") gives "PgDn ctrl+f"."""
    return " ".join(_shown(key) for key in keys)


def _shown(key: str) -> str:
    before, plus, last = (key[:-1], "", "+") if key.endswith("+") else key.rpartition("+")
    return before + plus + _SHOWN.get(last, last)


def parse_keys(value: str | Sequence[str]) -> tuple[list[str], list[str]]:
    """The keys that an entry of the settings names, in our spelling, and those it names that do not exist."""
    given = value.split(",") if isinstance(value, str) else list(value)
    good: list[str] = []
    bad: list[str] = []
    for key in given:
        # A blank alone is the space bar; around a name it means nothing.
        key = "space" if key == " " else key.strip()
        if not key:
            continue
        spelt = _spelt(key)
        if spelt is None:
            bad.append(key)
        elif spelt not in good:
            good.append(spelt)
    return good, bad


def _spelt(key: str) -> str | None:
    """Our spelling of a key, or None where there is none such."""
    if len(key) == 1:
        return "comma" if key == "," else key if key.isprintable() else None
    *before, last = re.split(r"\+(?=.)", key)
    modifiers = {modifier.lower() for modifier in before}
    if any(modifier not in ("ctrl", "shift", "alt", "super") for modifier in modifiers):
        return None
    if len(last) == 1:
        if modifiers == {"shift"}:
            return _spelt(last.upper())
        last = last.lower()
        if not last.isprintable():
            return None
    elif last.lower() in _NAMED_KEYS:
        last = last.lower()
    else:
        character = _character(last)
        if character is None:
            return None
        last = character
    spelt = "+".join([*sorted(modifiers), last])
    return _SAME_BYTE.get(spelt, spelt)


def _character(name: str) -> str | None:
    """The character that Textual or Unicode calls by that name ("question_mark")."""
    for character in string.punctuation:
        if textual_key(character) == name:
            return character
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None


def _joined(action: Action, keys: Sequence[str]) -> str:
    # An action without a key keeps a binding that no keyboard can send, so that a keymap can give it one.
    return ",".join(textual_key(key) for key in keys) or f"<{action.id}>"


def textual_key(key: str) -> str:
    """Textual's name of a key in our spelling: "?" gives "question_mark"."""
    before, plus, last = (key[:-1], "", "+") if key.endswith("+") else key.rpartition("+")
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last).lower()
        last = _RENAMED.get(name, name.replace("-", "_").replace(" ", "_"))
    return before + plus + last


class Keys:
    """Which keys every action has, and what was wrong with the settings."""

    def __init__(self, preset: str, overrides: Mapping[str, str | Sequence[str]]) -> None:
        self.problems: tuple[str, ...] = ()
        """What could not be done as asked, in sentences."""
        problems: list[str] = []
        if preset not in PRESETS:
            problems.append(f"There is no set of keys called “{preset}”; there are {', '.join(PRESETS)}.")
            preset = "default"
        self._keys = {action.id: action.keys for action in ACTIONS}
        for id, preset_keys in PRESETS[preset].items():
            self._give(id, tuple(parse_keys(preset_keys)[0]))
        before = self._shadows()
        chosen: dict[tuple[str, str], str] = {}
        for id, value in overrides.items():
            problems.extend(self._override(id, value, chosen))
        problems.extend(self._new_shadows(before, set(overrides)))
        self.problems = tuple(problems)

    def __getitem__(self, id: str) -> tuple[str, ...]:
        """The keys of that action, in our spelling."""
        return self._keys[id]

    def shown(self, id: str) -> str:
        """The keys of that action as a reader sees them; empty where it has none."""
        return shown(self._keys[id])

    def textual(self) -> dict[str, str]:
        """The entries that differ from the default, and those that Textual would lose beside them.

        Applying a keymap, Textual empties each old and each new key of an entry, whatever else of the same pane is
        bound to it (`BindingsMap.apply_keymap`, 8.2.8): so an action that shares such a key goes with it.
        """
        changed = {action.id for action in ACTIONS if self._keys[action.id] != action.keys}
        fresh = set(changed)
        while fresh:
            touched = [(BY_ID[id].scope, {*BY_ID[id].keys, *self._keys[id]}) for id in fresh]
            fresh = {
                action.id
                for action in ACTIONS
                if action.id not in changed
                and any(
                    _together(action.scope, scope) and not keys.isdisjoint((*action.keys, *self._keys[action.id]))
                    for scope, keys in touched
                )
            }
            changed |= fresh
        return {action.id: _joined(action, self._keys[action.id]) for action in ACTIONS if action.id in changed}

    def _override(self, id: str, value: str | Sequence[str], chosen: dict[tuple[str, str], str]) -> Iterator[str]:
        action = BY_ID.get(id)
        if action is None:
            yield f"[keys] {id}: there is no action of that name; “newsreader keys” lists them all."
            return
        good, bad = parse_keys(value)
        for key in bad:
            yield f"[keys] {id}: “{key}” is no key; write for example “x”, “ctrl+x”, “f5” or “space”."
        if bad and not good:
            return
        if action.priority and any(len(key) == 1 or key in ("space", "enter", "backspace") for key in good):
            yield f"[keys] {id}: this works while one is typing, so it needs a key with ctrl or a function key."
            return
        for key in list(good):
            rival = next((other for other in ACTIONS if chosen.get((other.id, key)) and _meet(action, other)), None)
            if rival is not None:
                good.remove(key)
                yield f"[keys] {id}: “{key}” is already given to “{rival.id}”, which keeps it."
        yield from self._give(id, tuple(good))
        chosen.update({(id, key): id for key in good})

    def _give(self, id: str, keys: tuple[str, ...]) -> list[str]:
        """Give the action these keys, taking them from others it would meet; sentences on what was taken."""
        told = []
        action = BY_ID[id]
        self._keys[id] = keys
        for other in ACTIONS:
            taken = [key for key in self._keys[other.id] if key in keys] if _meet(action, other) else []
            if not taken:
                continue
            left = tuple(key for key in self._keys[other.id] if key not in keys)
            self._keys[other.id] = left
            now = f"it still has {shown(left)}" if left else "it is in the palette only"
            told.append(f"[keys] {id}: “{shown(taken)}” is taken from “{other.id}”; {now}.")
        return told

    def _shadows(self) -> set[tuple[str, str, str]]:
        """Where an action of a nearer scope hides one of a farther: (key, nearer id, farther id)."""
        found = set()
        for chain in CHAINS.values():
            seen: dict[str, Action] = {}
            for scope in chain:
                fresh: dict[str, Action] = {}
                for action in actions_of(scope):
                    for key in self._keys[action.id]:
                        nearer = seen.get(key)
                        if nearer is not None and not nearer.when:
                            found.add((key, nearer.id, action.id))
                        fresh.setdefault(key, action)
                seen = fresh | seen
        return found

    def _new_shadows(self, before: set[tuple[str, str, str]], touched: set[str]) -> Iterator[str]:
        for key, nearer, farther in sorted(self._shadows() - before):
            if farther in touched or nearer in touched:
                scope = BY_ID[nearer].scope
                where = _WHERE.get(scope, f"in the {scope}")
                yield (
                    f"[keys] {farther if farther in touched else nearer}: {where}, “{shown([key])}” is "
                    f"“{nearer}”, so it does not reach “{farther}” there."
                )


def _meet(one: Action, other: Action) -> bool:
    """Whether two actions would fight over a key: bound by the same pane, and modes that can hold at once."""
    if one is other or not _together(one.scope, other.scope):
        return False
    return not (one.when and other.when and one.when != other.when)


def _together(one: str, other: str) -> bool:
    """Whether some pane binds the keys of both scopes."""
    return one == other or any({one, other} <= {screen, *shared} for screen, shared in BESIDE.items())


class Row(NamedTuple):
    """One line of the help and of the README's table: an action, or several that are alike."""

    group: str
    keys: str
    """As a reader sees them; empty for what only the palette has."""
    title: str
    help: str
    where: str
    """Where it works, if not in the article: "in a list". Empty for most."""
    ids: tuple[str, ...]


_WHERE = {
    "sidebar": "in a list",
    "rows": "in a list",
    "lists": "in a list",
    "listing": "where a list fills the screen",
    "library": "in the library",
    "notes": "in the notes on all articles",
    "across": "across articles",
    "difference": "in what changed",
    "concordance": "in the concordance",
}

GROUPS = (
    "Move",
    "Find",
    "Lists and jumps",
    "Topics",
    "Select",
    "Mark and note",
    "Copy and articles",
    "Across articles",
    "View",
    "Program",
)
"""Headings of the help, in order."""


def table(keys: Keys) -> list[Row]:
    """Everything the program can do with the keys it has now, by group, those alike in one row."""
    rows = []
    for group in GROUPS:
        done: set[str] = set()
        for action in ACTIONS:
            if action.group != group or action.series in done:
                continue
            if action.series:
                done.add(action.series)
                alike = [other for other in ACTIONS if other.series == action.series]
            else:
                alike = [action]
            rows.append(
                Row(
                    group,
                    _keys_of_row([keys[one.id] for one in alike]),
                    action.series or action.title,
                    action.help or ("While a selection is being extended." if action.when == SELECTING else ""),
                    _WHERE.get(action.scope, ""),
                    tuple(one.id for one in alike),
                )
            )
    return rows


def _keys_of_row(all_keys: Sequence[Sequence[str]]) -> str:
    if len(all_keys) == 1:
        return shown(all_keys[0])
    firsts = [keys[0] for keys in all_keys if keys]
    in_a_row = len(firsts) > 2 and "".join(firsts) in "123456789"
    return f"{firsts[0]}-{firsts[-1]}" if in_a_row else shown(firsts)
