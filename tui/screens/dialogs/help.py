"""The help: every key, by subject, found by typing. All of it is made from the table of actions and the keys in use."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ...actions.table import (
    BY_ID,
    Keys,
    Row,
    keys_of,
    shown,
    table,
)
from ...config.settings import DEFAULT_LABELS
from ...text.safe import cells
from ...widgets.article.paint import MORE
from ...widgets.bars.find_bar import SWITCHES
from ...widgets.bars.strip import HERE, HIT
from ...widgets.bars.topic_bar import SIGNS as TOPIC_SIGNS
from ...widgets.lists.quotes_list import KIND_SIGNS
from ..reading.base import CONFIRMED, UNSURE
from .box import BoxScreen

KEY_COLUMN = 20
"""Cells for the keys."""

HELP_COLUMN = 54
"""Cells for what more there is to say, so that it fits 80 columns."""

FIRST = (
    "page_down",
    "topic_1",
    "show_people",
    "show_quotes",
    "show_notes",
    "switch_pane",
    "item_next",
    "mark",
    "note",
    "mend",
    "find",
    "close",
)
"""What somebody who opens the help for the first time looks for."""

MOUSE = (
    ("click", "Put the caret there; in a list: jump to it in the text"),
    ("drag", "Select"),
    ("double click", "Select the word"),
    ("triple click", "Select the sentence"),
    ("wheel", "Scroll"),
    ("click a topic", "Switch it on or off"),
    ("click a key below", "The same as pressing it"),
)

FINDING = (
    ("enter", "Stay at the hit; n and N go on from there"),
    ("esc", "Forget it, and go back to where you were"),
    ("↓ ↑", "Next hit, previous hit"),
    *((" ".join(switch.keys), switch.help) for switch in SWITCHES),
)


SIGNS = (
    (" ".join(TOPIC_SIGNS[:3]), "In the margin: a passage of the first, second, third topic of the bar"),
    (
        " ".join(label.sign for label in DEFAULT_LABELS),
        "In the margin: your marks, by label, unless you have set others",
    ),
    ("✎", "In the margin: a mark with a note"),
    (UNSURE, "In the margin: the speaker of this quotation is a guess; i tells why"),
    (CONFIRMED, "It is so because you have said so"),
    (MORE, "In the margin: more signs than there is room for"),
    ("?", "After a name or speaker in a list: not sure"),
    (" ".join(KIND_SIGNS.values()), "Direct speech, partly in the speaker's words, reported"),
    (f"{HIT} {HERE}", "In the line under a list: where these stand in the article, where you are"),
)


class HelpScreen(BoxScreen[str]):
    """Gives back the id of the action that was chosen to be done now; None where the reader only looked."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Vertical {
        width: 84; max-width: 100%; height: 90%; background: $surface; border: round $accent; padding: 0 1;
    }
    HelpScreen .keys { padding: 0 1; }
    HelpScreen Input { height: 1; border: none; padding: 0 1; background: $panel; }
    HelpScreen OptionList { height: 1fr; border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1; }
    HelpScreen OptionList > .option-list--option-disabled { color: $foreground; }
    """

    BINDINGS = [
        Binding("escape,f1", "leave", "Close"),
        Binding("down,ctrl+n", "list('cursor_down')", "Down", priority=True),
        Binding("up,ctrl+p", "list('cursor_up')", "Up", priority=True),
        Binding("pagedown", "list('page_down')", "Page down", priority=True),
        Binding("pageup", "list('page_up')", "Page up", priority=True),
    ]

    _list = query_one(OptionList)

    def __init__(self, keys: Keys | None = None, here: Sequence[str] = ()) -> None:
        """`keys` are those in use; left out, they are taken from the app (`app.keys`), else the default ones. `here`
        are the ids of what a screen that is a list can do."""
        super().__init__()
        self._given = keys
        self._here = here

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Input(placeholder="type to search: a word, or a key", compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static("↓ ↑ move · enter does it · [@click=screen.leave]esc closes[/]", classes="keys")

    def on_mount(self) -> None:
        """Everything at first."""
        self._show("")
        self.query_one(Input).focus()

    @property
    def keys(self) -> Keys:
        """The keys in use."""
        of_app = getattr(self.app, "keys", None)
        return self._given or (of_app if isinstance(of_app, Keys) else keys_of())

    def _show(self, asked: str) -> None:
        options: list[Option] = []
        for heading, rows in sections(self.keys, asked, self._here):
            if options:
                options.append(Option(Content(""), disabled=True))
            options.append(Option(Content.styled(heading, "bold $text-accent"), disabled=True))
            options += [Option(_line(keys, title, more), id=id, disabled=id is None) for keys, title, more, id in rows]
        if not options:
            options = [Option(Content("Nothing like that. A shorter word may find more."), disabled=True)]
        self._list.set_options(options)
        # The heading stays in view above the first row that can be chosen.
        self._list.highlighted = next((row for row, option in enumerate(options) if not option.disabled), None)
        self._list.scroll_home(animate=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._list.action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss((event.option.id or "").partition(" ")[0] or None)

    def action_list(self, what: str) -> None:
        """Move in the list while the focus stays where one types."""
        getattr(self._list, f"action_{what}")()


Entry = tuple[str, str, str, str | None]
"""Keys, title, what more there is to say, and the id of an action that can be done from here."""


def sections(keys: Keys, asked: str = "", here: Sequence[str] = ()) -> Iterator[tuple[str, list[Entry]]]:
    """Headings and rows of the help, only those that hold every word of `asked`; a key asked for comes first.

    `here` is what can be done on a screen that is a list; it comes before all else.
    """
    rows = table(keys)
    wanted = asked.strip()
    if wanted:
        this = [_entry(row, f"{row.ids[0]} key") for row in rows if _has_key(keys, row, wanted)]
        if this:
            yield f"The key {wanted}", this
            if len(wanted) == 1:  # nearly every row holds any one letter
                sign: list[Entry] = [(key, title, "", None) for key, title in SIGNS if wanted in key.split()]
                if sign:
                    yield f"The sign {wanted}", sign
                return
    elif here:
        of = {id: row for row in rows for id in row.ids}
        yield "On this screen", [_entry(of[id], f"{id} here") for id in here]
    else:
        of = {id: row for row in rows for id in row.ids}
        yield "To begin with", [_entry(of[id], f"{id} first") for id in FIRST]
    groups: dict[str, list[Entry]] = {}
    for row in rows:
        if _holds(asked, row.keys, row.title, row.help, row.where, row.group, *row.ids):
            id = f"{row.ids[0]} here" if wanted and row.ids[0] in here else row.ids[0]
            groups.setdefault(row.group, []).append(_entry(row, id))
    yield from groups.items()
    for heading, fixed in (("While finding", FINDING), ("Mouse", MOUSE), ("Signs", SIGNS)):
        found: list[Entry] = [(key, title, "", None) for key, title in fixed if _holds(asked, key, title, heading)]
        if found:
            yield heading, found


def _entry(row: Row, id: str) -> Entry:
    more = ", ".join(part for part in (row.where, row.help) if part)
    if id.endswith(" first"):
        more = ""
    elif id.endswith(" here"):
        return row.keys or "palette", row.title, row.help, id
    # Several alike need a number, which only their own keys give.
    doable = len(row.ids) == 1 and not row.where and not BY_ID[row.ids[0]].when
    return row.keys or "palette", row.title, more[:1].upper() + more[1:], id if doable else None


def _has_key(keys: Keys, row: Row, wanted: str) -> bool:
    return any(wanted in (key, shown([key])) for id in row.ids for key in keys[id])


def _holds(asked: str, *words: str) -> bool:
    text = " ".join(words).casefold().replace("_", " ")
    return all(word in text for word in asked.casefold().split())


def _line(keys: str, title: str, more: str) -> Content:
    gap = " " * max(1, KEY_COLUMN - cells(keys))
    parts: list[Content | tuple[str, str]] = [(f" {keys}", "bold"), (gap, ""), (title, "")]
    if more:
        indent = "\n " + " " * KEY_COLUMN
        parts.append((indent + indent.join(textwrap.wrap(more, HELP_COLUMN)), "$text-muted"))
    return Content.assemble(*parts)
