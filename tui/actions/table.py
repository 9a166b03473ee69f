"""Every action of the program, in one table.

The footer, the help, the palette, the bindings of screens and panes, `newsreader keys` and the manual are all made from
`ACTIONS`, so nothing is written twice. An action has a stable id, which readers use under `[keys]` in the settings and
presets use too. Importing this module costs next to nothing: Textual is imported only where bindings are made.

Where one key has two meanings:

- The focused pane comes first, then the screen, then the program. So `h` and `l` move by a character in the article and
  go from list to list in the sidebar, `/` finds in the article and filters a list, and `enter` opens what is under the
  caret or jumps to the row of a list.
- An action with `when` exists only in that mode; `allowed` decides, and the pane's `check_action` calls it. A refused
  key goes on to the screen. `w` extends a selection by a word, and otherwise shows the quotes; `o` goes to
  the other end of a selection, and otherwise opens the source in the browser; `escape` clears a selection, shows the
  whole list if only a part is shown, and otherwise leaves.
- `q` closes what has the focus, and then the program, as in less. `escape` undoes one step after the other, matches and
  folds too, and asks to be pressed again when nothing is left: vim users press it twice by habit and should not lose
  their place.
- `&` shows only what concerns the active topics: passages in the article, rows in a list.
- `b` has two meanings in one pane, so it is one action, `page_up_or_word`: a word back while a selection is extended,
  and otherwise a page up. `ctrl+left` and `ctrl+right` always move by words.
- `n` and `N` repeat the search wherever the focus is; `]` and `[` step through the current list in the text.
- `Q` and `ctrl+q` are two actions, because `ctrl+q` must work while one is typing.
- The actions that move between rows are the same in every list, in the sidebar and full screen. They exist once
  ("rows"), and a pane binds its own actions and the shared ones (`BESIDE`).
- A capital letter does for all articles what the small one does for this one: `P` names, `W` quotes, `C` notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .key_names import binding_keys
from .scopes import BESIDE
from .sidebar_lists import ENTRIES

if TYPE_CHECKING:
    from textual.binding import Binding

SELECTING = "selecting"
"""Mode of the article pane: a selection is being extended, after `v` or `V`."""

NARROWED = "narrowed"
"""Mode of a list: it shows only some of its rows, or a filter is open."""


MOVE = "Move"
"""The group of the actions that only move."""


class Action(NamedTuple):
    """Something a reader can do."""

    id: str
    """Stable name, used under `[keys]` in the settings."""
    keys: tuple[str, ...]
    """Its keys in the default preset, as a reader would write them: "j", "ctrl+d", "?"."""
    title: str
    """Plain name, in the help, the palette and the tooltip of the footer."""
    help: str
    """What it does beyond its name; may be empty."""
    group: str
    """Heading in the help."""
    scope: str
    """One of `scopes.SCOPES`."""
    action: str
    """Textual's action string: `action_<name>` on the pane or screen of that scope."""
    footer: bool = False
    """Shown by Textual's own footer; `footers.py` has ours."""
    short: str = ""
    """One word for the footer; empty to use the title."""
    when: str = ""
    """The mode it exists in: "", "selecting" or "narrowed"."""
    series: str = ""
    """Title of the one row that stands for several alike, such as the nine topics; empty for most."""
    priority: bool = False
    """Whether it works while the reader is typing, too. Only keys that type nothing may have this."""

    @property
    def name(self) -> str:
        """The action's bare name, as `check_action` gets it."""
        return self.action.partition("(")[0]


def _table() -> Iterator[Action]:
    move, find, list_, topics, across = MOVE, "Find", "Lists and jumps", "Topics", "Across articles"
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
    yield act("page_down", "space pagedown ctrl+f", "Page down", move, "article", short="Page")
    yield act("page_up", "pageup ctrl+b", "Page up", move, "article")
    yield act(
        "page_up_or_word",
        "b",
        "Page up",
        move,
        "article",
        help="While you extend a selection: a word back.",
    )
    yield act("top", "g home", "Top of the article", move, "article")
    yield act("bottom", "G end", "End of the article", move, "article")
    yield act("paragraph_next", "}", "Next paragraph", move, "article", short="Paragraph")
    yield act("paragraph_previous", "{", "Previous paragraph", move, "article")
    yield act("sentence_next", ")", "Next sentence", move, "article", short="Sentence")
    yield act("sentence_previous", "(", "Previous sentence", move, "article")
    yield act("word_next", "ctrl+right", "Next word", move, "article")
    yield act("word_previous", "ctrl+left", "Previous word", move, "article")
    yield act("char_left", "h left", "Character to the left", move, "article")
    yield act("char_right", "l right", "Character to the right", move, "article")
    yield act("back", "' ctrl+o", "Back to the previous position", move, "article")
    yield act("forward", '"', "Forward to the next position", move, "article")

    yield act("find", "/", "Find in the article", find, "reading", footer=True, short="Find")
    yield act("find_next", "n", "Next match", find, "reading")
    yield act("find_previous", "N", "Previous match", find, "reading")
    yield act(
        "word_under_caret",
        "*",
        "Find the word under the caret",
        find,
        "article",
        help="Finds the whole name if the caret is on one.",
    )
    yield act(
        "concordance",
        "K",
        "Concordance",
        find,
        "reading",
        help="Every occurrence of the word or selection, with the words around it.",
    )

    yield act(
        "switch_pane",
        "tab",
        "Switch between article and sidebar",
        list_,
        "reading",
        "switch_pane",
        footer=True,
        short="List",
    )
    yield act("switch_pane_back", "shift+tab", "Switch the other way round", list_, "reading", "switch_pane(-1)")
    for entry in ENTRIES:
        yield act(
            entry.action_id,
            entry.key,
            entry.title,
            list_,
            "reading",
            f"show_list('{entry.name}')",
            help=entry.help or "Press it again to enter the list. From there tab or esc leads back to the article.",
            short=entry.tab,
        )
    yield act(
        "item_next", "]", "Next item in the text", list_, "reading", help="Of the current list or topic.", short="Next"
    )
    yield act("item_previous", "[", "Previous item in the text", list_, "reading")
    yield act(
        "explain",
        "i",
        "Explain",
        list_,
        "reading",
        short="Why",
        help="Why a speaker or a passage was found, or what is known about a person.",
    )
    yield act("jump_letters", "J ;", "Jump to a name or quotation by its letter", list_, "reading", short="Letters")
    yield act("open_here", "enter", "Open the link or the folded part at the caret", list_, "article", "open_fold")
    yield act("list_open", "enter", "Open the row, or jump to it in the text", list_, "rows", "select", short="Jump")
    yield act("list_down", "j down", "Next row", move, "rows", "cursor_down")
    yield act("list_up", "k up", "Previous row", move, "rows", "cursor_up")
    yield act("list_page_down", "space pagedown ctrl+f ctrl+d", "Page down in the list", move, "rows", "page_down")
    yield act("list_page_up", "b pageup ctrl+b ctrl+u", "Page up in the list", move, "rows", "page_up")
    yield act("list_first", "g home", "First row", move, "rows", "first")
    yield act("list_last", "G end", "Last row", move, "rows", "last")
    yield act("list_next", "l right", "Next list", list_, "lists", "next_list", short="List")
    yield act("list_previous", "h left", "Previous list", list_, "lists", "previous_list")
    yield act("list_filter", "/", "Search the list", list_, "rows", "filter", short="Filter")
    yield act(
        "list_switch",
        "tab shift+tab",
        "Switch between rows and search",
        list_,
        "listing",
        "switch_field",
        short="Search",
    )
    yield act(
        "export_rows",
        "E",
        "Export the rows to a file",
        out,
        "listing",
        short="Export",
        help="As CSV, Markdown or JSON.",
    )
    yield act("found_next", "n", "Next row; wraps around", move, "listing")
    yield act("found_previous", "N", "Previous row; wraps around", move, "listing")
    yield act(
        "list_sort",
        "S",
        "Change how the list is sorted or grouped",
        list_,
        "sidebar",
        "sort",
        help="By count or in order.",
        short="Sort",
    )
    yield act(
        "list_about",
        "&",
        "Only rows about the active topics",
        list_,
        "sidebar",
        "only_about",
        help="Names, quotes and figures in passages on them. Press it again for all rows.",
        short="On topic",
    )
    yield act(
        "list_speaker",
        ".",
        "Only this speaker",
        list_,
        "sidebar",
        "only_speaker",
        help="The speaker of the name, quote or figure. Press it again for all rows.",
        short="Speaker",
    )
    yield act("list_all", "escape", "Show the whole list", list_, "rows", "whole_list", when=NARROWED)

    for digit in range(1, 10):
        yield act(
            f"topic_{digit}",
            str(digit),
            f"Topic {digit}: on or off",
            topics,
            "reading",
            f"topic({digit})",
            series="The topic with this number in the topic bar: on or off",
        )
    yield act("choose_topics", "f", "Choose topics", topics, "reading", short="Topics")
    yield act("drop_topic", "X", "Remove a topic from the bar", topics, "reading")
    more = "`newsreader topics path` prints the file in which you can give it more words."
    yield act("new_topic", "F", "New topic from the word or selection", topics, "reading", help=more)
    yield act("delete_topic", "", "Delete a topic of your own", topics, "reading")
    yield act("only_matching", "&", "Show only passages on the active topics", topics, "reading")
    yield act("about_too", "A", "Mark as a passage on a topic", topics, "reading")

    yield act("select_sentence", "v", "Select the sentence", select, "article", help="Then move to extend it.")
    yield act("select_paragraph", "V", "Select the paragraph", select, "article", help="Then move to extend it.")
    yield act("select_word_next", "w", "Extend by a word", select, "article", when=SELECTING, short="Word")
    yield act(
        "select_other_end",
        "o",
        "Go to the other end of the selection",
        select,
        "article",
        when=SELECTING,
        short="Other end",
    )
    yield act("select_none", "escape", "Clear the selection", select, "article", when=SELECTING, short="Clear")

    yield act(
        "mark",
        "m",
        "Mark (highlight) the selection or sentence",
        note,
        "reading",
        footer=True,
        short="Mark",
        help="Then type a label's letter or number, or the same key for the last label.",
    )
    for digit in range(1, 6):
        yield act(
            f"label_{digit}",
            "",
            f"Mark with label {digit}",
            note,
            "reading",
            f"label({digit})",
            series="Mark with label 1 to 5, without the menu",
        )
    yield act("note", "a", "Write a note", note, "reading", footer=True, short="Note")
    yield act("tag", "t", "Tag", note, "reading", short="Tag")
    yield act("edit_note", "e", "Write the note in your editor", note, "reading")
    yield act("delete", "x", "Delete the highlight, or dismiss a finding", note, "reading", short="Delete")
    yield act(
        "mend",
        "s",
        "Correct the speaker, name or kind",
        note,
        "reading",
        "correct",
        help="Your corrections take precedence. In the list of notes: attach the note to other words.",
        short="Correct",
    )
    yield act("merge", "M", "Merge with another entry", note, "sidebar", short="Merge")
    yield act("split", "D", "Split the entry", note, "sidebar")
    yield act("rename", "R", "Rename", note, "sidebar", short="Rename")
    yield act("change_kind", "", "Change the kind", note, "sidebar")
    yield act("confirm", "", "Confirm", note, "sidebar", help="Marks the entry as correct.")
    yield act("undo", "ctrl+z", "Undo", note, "reading", short="Undo")
    yield act("redo", "ctrl+y", "Redo", note, "reading")
    yield act("trash", "", "Deleted notes", note, "reading")

    yield act(
        "copy", "y", "Copy", out, "reading", help="The selection, or else the sentence, quote or note.", short="Copy"
    )
    yield act("copy_with_source", "Y", "Copy with speaker, source and link", out, "reading")
    yield act("export", "E", "Export the notes", out, "reading", help="In a list, its rows: CSV, Markdown or JSON.")
    yield act(
        "report",
        "H",
        "Write a report",
        out,
        "reading",
        help="One HTML page with the article, your notes and all that was found in it.",
    )
    yield act("verify", "U", "Verify the quotations against a source", out, "reading")
    yield act("compare", "I", "Compare with another article", out, "reading")
    yield act("check", "%", "Check: verdict and evidence", note, "reading", short="Check")
    yield act("state_date", "", "State the date of publication", note, "reading", help="Days count from it. No undo.")
    yield act("pipe", "|", "Run your own program", out, "reading", help="On these words; see [pipe] in the settings.")
    yield act("open_source", "o", "Open the source in the browser", out, "reading")
    yield act("open_another", "O", "Open another article", out, "reading")
    yield act("article_previous", "<", "Previous article", out, "reading")
    yield act("article_next", ">", "Next article", out, "reading")
    newest = "Looks for a newer version, and shows the difference."
    yield act("reload", "r", "Reload, and show what changed", out, "reading", help=newest)
    yield act("repair_encoding", "", "Repair the encoding (“cafÃ©” for “café”)", out, "reading")
    yield act("library_notes", "c", "Your notes on all articles", across, "library", "notes", short="Notes")
    yield act("library_another", "O", "Open another file or address", across, "library", "open_another", short="Add")
    yield act("library_sort", "S", "Change the sort order", across, "library", "sort", short="Sort")
    yield act("library_person", "p", "Only articles that mention a name", across, "library", "person", short="Name")
    yield act("library_topic", "f", "Only articles about a topic", across, "library", "topic", short="Topic")
    yield act("library_spoken", "w", "Who said what in the library", across, "library", "spoken")
    yield act("library_noted", "m", "Only articles with notes", across, "library", "noted", short="Noted")
    yield act("library_remove", "x", "Remove the article from the library", across, "library", "remove")
    yield act("notes_delete", "x", "Delete the note", note, "notes", "delete", short="Delete")
    yield act("notes_undo", "ctrl+z", "Undo the last change to the notes", note, "notes", "undo", short="Undo")
    yield act("notes_redo", "ctrl+y", "Redo the last change", note, "notes", "redo")
    yield act("across_sort", "S", "Change the sort order", across, "across", "sort", short="Sort")
    yield act(
        "across_articles", "a", "Show its articles in the library", across, "across", "articles", short="Articles"
    )
    yield act("across_dossier", "H", "Write a dossier on a name or topic", across, "across", "dossier", short="Dossier")
    yield act(
        "names_merge",
        "M",
        "Merge with another name, in all articles",
        across,
        "names",
        "merge",
        short="Merge",
        help="Articles that you open later use the same name.",
    )
    yield act("names_undo", "ctrl+z", "Undo the last merge", across, "names", "undo", short="Undo")
    yield act("names_redo", "ctrl+y", "Redo the last merge", across, "names", "redo")
    yield act("library", "B", "Library: all articles you have opened", across, "app", short="Library")
    yield act("all_notes", "C", "Notes on all articles", across, "app", short="Notes")
    yield act("all_names", "P", "People, organisations and places in all articles", across, "app", short="People")
    yield act("all_quotes", "W", "Who said what, in all articles", across, "app", short="Quotes")
    yield act("all_sources", "_", "Sources in all articles: by outlet, by month, named or not", across, "app")
    yield act("all_topics", "T", "Passages on a topic, in all articles", across, "app", short="Topics")
    yield act(
        "difference_earlier", "h left", "Compare with an earlier version", out, "difference", "earlier", short="Earlier"
    )
    yield act("difference_later", "l right", "Compare with a later version", out, "difference", "later", short="Later")
    yield act(
        "difference_choose",
        "v",
        "Choose the two versions",
        out,
        "difference",
        "choose",
        short="Versions",
        help="All versions read from this path or address, with their dates.",
    )
    yield act("evidence_open", "o", "Open the other text at the place", out, "evidence", "open", short="Other text")
    yield act(
        "evidence_check",
        "%",
        "Check: a verdict, with the place in the source as evidence",
        note,
        "evidence",
        "check",
        short="Check",
    )
    yield act("evidence_undo", "ctrl+z", "Undo the last change to the notes", note, "evidence", "undo", short="Undo")
    yield act("evidence_redo", "ctrl+y", "Redo the last change", note, "evidence", "redo")
    yield act("sort_left", "h left", "Sort by the words before", find, "concordance", short="Before")
    yield act("sort_right", "l right", "Sort by the words after", find, "concordance", short="After")
    yield act("sort_text", "t", "Sort in text order", find, "concordance", short="In order")
    yield act("whole_library", "a", "This article, or the whole library", find, "concordance", short="Library")
    yield act("look_up", "/", "Look up another word", find, "concordance", short="Other word")

    yield act("zen", "z", "Show only the text", view, "reading")
    yield act(
        "spotlight",
        "Z",
        "Dim all but the paragraph or sentence",
        view,
        "reading",
        help="Press it again for the sentence, and once more to stop dimming.",
    )
    yield act(
        "plain_words",
        "",
        "Colours and italics: on or off",
        view,
        "reading",
        help="For a plain page. The lists stay.",
    )
    yield act("wider", "+ =", "Wider lines", view, "reading")
    yield act("narrower", "-", "Narrower lines", view, "reading")
    yield act("toggle_sidebar", "\\", "Move or hide the sidebar", view, "reading")
    yield act("theme", "", "Colours: choose a theme", view, "app", "change_theme")

    yield act("help", "? f1", "Help: all keys", program, "app", footer=True, short="Help")
    yield act("palette", ": ctrl+p", "Palette: all actions by name", program, "app", "command_palette")
    yield act("redraw", "ctrl+l", "Redraw", program, "app")
    yield act("close", "q", "Close, then quit", program, "app", short="Close")
    yield act(
        "leave",
        "escape",
        "Undo one step, then close",
        program,
        "app",
        help="One step at a time: a list, matches, folds, a dimmed page. When nothing is left, press it twice to quit.",
    )
    yield act("quit", "Q", "Quit", program, "app", "quit", short="Quit")
    yield act("quit_always", "ctrl+q", "Quit, also while typing", program, "app", "quit", priority=True)


ACTIONS: tuple[Action, ...] = tuple(_table())
"""All actions, grouped, in the order the help shows them."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


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
            key=binding_keys(action.id, action.keys),
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
