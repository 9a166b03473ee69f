"""The help: every key by subject, searchable by typing. It is made from the table of actions and the current keys."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from ...actions.find_switches import FINDING
from ...actions.help_rows import HelpRow, help_rows
from ...actions.key_names import shown
from ...actions.keys import Keys, keys_of
from ...actions.table import BY_ID
from ...config.settings import DEFAULT_LABELS, Label
from ...notes.check import CHECK_AGAIN
from ...notes.check import SIGNS as VERDICTS
from ...text.analysis import CONFIRMED
from ...text.safe import cells
from ...widgets.article.layout import BAR as QUOTED
from ...widgets.article.margin import DEFAULT_SIGN, MORE, NOTE
from ...widgets.article.row_painter import CARET_BAR
from ...widgets.bars.strip import HERE, HIT
from ...widgets.bars.topic_bar import BAR, ON
from ...widgets.lists.item import Item
from ...widgets.lists.item_list import ItemList
from ...widgets.lists.row_text import UNSURE
from .box import BoxScreen, KeyLine

WIDTH = 84
"""Width of the box, in cells."""

KEY_COLUMN = 20
"""Greatest width of the column of keys, in cells."""

HELP_COLUMN = 54
"""Greatest width of the words next to it, in cells."""

PLACES = {
    "article": "You are in the article. {switch_pane} goes to the list beside it.",
    "find": "You are looking for words in the article. The keys of the find bar come first.",
    "sidebar": "You are in the list beside the article. {list_open} jumps to its place; {switch_pane} returns.",
    "library": "You are in the library: all articles you have opened. {list_open} opens one; {close} leaves it.",
    "folder": "These are the files and addresses you named. {list_open} opens one; {close} closes the list.",
    "feed": "These are the articles of a feed. {list_open} fetches and opens one; {close} closes the list.",
    "feeds": "These are the feeds of a list. {list_open} fetches one and lists its articles; {close} closes the list.",
    "notes": "These are your notes on all articles. {list_open} opens the article at one; {close} closes the list.",
    "names": "Everybody and everything named in your articles. {list_open} shows where; {names_merge} merges two "
    "names; {close} closes the list.",
    "across": "This list covers all articles. {list_open} opens the article at the row, or lists what the row counts; "
    "{close} closes the list.",
    "difference": "You see what changed between two versions. {list_open} goes to the change; {close} closes the list.",
    "evidence": "The article is compared with another text; headings say what the signs mean. {list_open} goes to the "
    "words, {evidence_open} opens the other text, {close} closes the list.",
    "concordance": "You see every occurrence of a word. {list_open} goes to it; {close} closes the list.",
}
"""Two sentences for each place where help can be asked for; an action's id in braces stands for its key."""

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
"""What a newcomer looks for first."""

MOUSE = (
    ("click", "Move the caret there"),
    ("click a row", "Go there; where the list fills the screen, select it"),
    ("click a name", "Show its card; on a ?, why it is uncertain"),
    ("right click", "Open a menu: mark, note, copy, correct and more"),
    ("drag", "Select"),
    ("double click", "Select the word; open the row"),
    ("triple click", "Select the sentence"),
    ("wheel", "Scroll"),
    ("click a topic", "Switch it on or off"),
    ("click a heading", "Sort the list another way"),
    ("click the map", "Go there: the line under a list"),
    ("click a key below", "The same as pressing it"),
)

SIGNS_HEADING = "Signs in the margin, in lists and in the text"

TOPIC_SIGNS = (
    (CARET_BAR, "The sentence or the row where you are"),
    (f"1{BAR} 2{BAR} 3{BAR}", "A passage on topic 1, 2, 3 of the topic bar, in that topic's colour"),
    (ON, "This topic is on"),
    ("+", "In the topic bar: {choose_topics} chooses topics"),
)
SIGNS = (
    (DEFAULT_SIGN, "Your highlight without a label"),
    (NOTE, "Your highlight has a note"),
    (UNSURE, "Uncertain name or speaker; {explain} explains why"),
    (CONFIRMED, "Corrected or confirmed by you"),
    (MORE, "More signs than fit in the margin"),
    (QUOTED.strip(), "Beside the text: words set apart as a quotation"),
    (" ".join(VERDICTS.values()), f"In the check list: {', '.join(name or 'not checked' for name in VERDICTS)}"),
    (CHECK_AGAIN, "To be checked again: the words have changed since the verdict, or are gone"),
    (
        f"{HIT} {HERE}",
        "In the line under a list: where its items are in the article; where you are. In the footer: where the matches "
        "or the passages are",
    ),
    ("▁ ▄ █", "How much of each part of the article is about a topic, from its beginning to its end"),
    ("italics", "A quotation; also a byline, a date or a caption"),
    ("bold", "A name, if there are no colours"),
    ("underlined", "Your highlight, if there are no colours; under single words: a passage begins or ends"),
    ("bold underlined", "The item you went to, if there are no colours"),
    ("reversed", "A match or the selection, if there are no colours"),
)
"""Signs and type styles with their meaning; those of labels come between the two. An action's id in braces stands for
its key."""


class HelpScreen(BoxScreen[str]):
    """Returns the id of the action to run now, or None."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > Vertical {
        width: WIDTH; max-width: 100%; height: 90%; background: $surface; border: round $accent; padding: 1;
    }
    HelpScreen.-low > Vertical { height: 100%; }
    HelpScreen.-low .where { display: none; }
    HelpScreen .keys { padding: 0 1; }
    HelpScreen .where { height: auto; padding: 0 1; margin-bottom: 1; }
    HelpScreen Input { height: 1; border: none; padding: 0 1; background: $panel; }
    HelpScreen ItemList { background: $surface; }
    HelpScreen ItemList > .item-list--heading { color: $foreground; }
    """.replace("WIDTH", str(WIDTH))

    BINDINGS = [
        Binding("escape,f1", "leave", "Close"),
        Binding("down,ctrl+n", "list('cursor_down')", "Down", priority=True),
        Binding("up,ctrl+p", "list('cursor_up')", "Up", priority=True),
        Binding("pagedown", "list('page_down')", "Page down", priority=True),
        Binding("pageup", "list('page_up')", "Page up", priority=True),
        Binding("home", "list('first')", "First row", priority=True),
        Binding("end", "list('last')", "Last row", priority=True),
    ]

    _list = query_one(ItemList)

    def __init__(
        self,
        keys: Keys | None = None,
        here: Sequence[str] = (),
        place: str = "",
        labels: Sequence[Label] = DEFAULT_LABELS,
    ) -> None:
        """`keys` are the keys in use, by default those of the app. `here` has the ids of the actions of a list that has
        the focus or fills the screen. `place` is one of `PLACES`, where the reader is. `labels` are explained with the
        signs."""
        super().__init__()
        self._labels = labels
        self._place = place
        self._given = keys
        self._here = here

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Help")
            if self._place in PLACES:
                yield Static(Content(self._where()), classes="where", markup=False)
            yield Input(placeholder="type to search: a word, a key or a sign", compact=True)
            yield ItemList()
            yield KeyLine(
                ("enter", "Do it", "do"),
                ("↓ ↑", "Move", ""),
                ("PgDn", "Page", "list('page_down')"),
                ("esc", "Close", "leave"),
            )

    def _where(self) -> str:
        return _with_keys(PLACES[self._place], self.keys)

    def on_mount(self) -> None:
        """Show everything at first."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Fit the lines to the width of the screen."""
        self._show(self.query_one(Input).value)

    @property
    def keys(self) -> Keys:
        """The keys in use."""
        of_app = getattr(self.app, "keys", None)
        return self._given or (of_app if isinstance(of_app, Keys) else keys_of())

    def _show(self, asked: str) -> None:
        items: list[Item] = []
        if asked in self.keys["close"]:
            items.append(_text(f"Press {asked} again to close the help."))
        # Without the border and the padding of the box, the scroll bar, and the margins of the list.
        room = min(WIDTH, self.app.size.width) - 7
        for heading, rows in sections(self.keys, asked, self._here, self._labels, self._place):
            if items:
                items.append(_text(""))
            items.append(_text(heading, "bold $text-accent"))
            items += [Item(id or "", _line(keys, title, more, room)) for keys, title, more, id in rows]
        self._list.show(items or [_text("No match. Try a shorter word, or press esc to close.")])
        self._list.action_first()
        self._list.scroll_home(animate=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value == " ":  # in an empty field it pages, as in the article
            with self.prevent(Input.Changed):
                event.input.value = ""
            self._list.action_page_down()
        elif event.value in [2 * key for key in self.keys["close"]]:  # "qq": one q may be the beginning of a word
            self.dismiss(None)
        else:
            self._show(event.value)

    @on(Input.Submitted)
    def action_do(self) -> None:
        """Run the action under the cursor."""
        self._list.action_select()

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        if action := event.item.key.partition(" ")[0]:
            self.dismiss(action)

    def action_list(self, what: str) -> None:
        """Move in the list while the focus stays in the search field."""
        getattr(self._list, f"action_{what}")()


Entry = tuple[str, str, str, str | None]
"""Keys, title, further explanation, and the id of the action if it can be run from here."""


def _text(words: str, style: str = "") -> Item:
    return Item(f"text {words}", Content.styled(words, style), heading=True)


def sections(
    keys: Keys,
    asked: str = "",
    here: Sequence[str] = (),
    labels: Sequence[Label] = DEFAULT_LABELS,
    place: str = "",
) -> Iterator[tuple[str, list[Entry]]]:
    """Headings and rows of the help that contain every word of `asked`; a key that was asked for comes first.

    `here` has the actions of a screen that is a list; they come before everything else, as do the keys of the find bar
    if `place` is "find".
    """
    rows = help_rows(keys)
    own = [(label.sign, f"Your highlight, labelled “{label.name}”") for label in labels]
    signs: list[Entry] = [(sign, _with_keys(words, keys), "", None) for sign, words in (*TOPIC_SIGNS, *own, *SIGNS)]
    wanted = asked.strip()
    if wanted:
        this = [_entry(row, f"{row.ids[0]} key") for row in rows if _has_key(keys, row, wanted)]
        if this:
            yield f"The key {wanted}", this
            if len(wanted) == 1:  # nearly every row contains any one letter
                sign = [entry for entry in signs if wanted in entry[0].split()]
                if sign:
                    yield f"The sign {wanted}", sign
                return
    elif place == "find":
        yield "While finding", [(*row, "", None) for row in FINDING]
    elif here:
        of = {id: row for row in rows for id in row.ids}
        yield "On this screen", [_entry(of[id], f"{id} here") for id in here]
    else:
        of = {id: row for row in rows for id in row.ids}
        yield "First steps", [_entry(of[id], f"{id} first") for id in FIRST]
    if not wanted:
        yield SIGNS_HEADING, signs
    groups: dict[str, list[Entry]] = {}
    for row in rows:
        if _holds(asked, row.keys, row.title, row.help, row.where, row.group, *row.ids):
            id = f"{row.ids[0]} here" if wanted and row.ids[0] in here else row.ids[0]
            groups.setdefault(row.group, []).append(_entry(row, id))
    yield from groups.items()
    for heading, fixed in (("While finding", FINDING), ("Mouse", MOUSE), (SIGNS_HEADING, signs if wanted else ())):
        found: list[Entry] = [(row[0], row[1], "", None) for row in fixed if _holds(asked, row[0], row[1], heading)]
        if found:
            yield heading, found


def _entry(row: HelpRow, id: str) -> Entry:
    more = ". ".join(part for part in (row.where, row.help) if part)
    if id.endswith(" first"):
        more = ""
    elif id.endswith(" here"):
        return row.keys or "palette", row.title, row.help, id
    # A series needs a number, which only its own keys provide.
    doable = len(row.ids) == 1 and not row.where and not BY_ID[row.ids[0]].when
    return row.keys or "palette", row.title, more[:1].upper() + more[1:], id if doable else None


def _has_key(keys: Keys, row: HelpRow, wanted: str) -> bool:
    return any(wanted in (key, shown([key])) for id in row.ids for key in keys[id])


def _holds(asked: str, *words: str) -> bool:
    text = " ".join(words).casefold().replace("_", " ")
    return all(word in text for word in asked.casefold().split())


def _with_keys(words: str, keys: Keys) -> str:
    """The words with the key of an action instead of its id in braces."""
    return re.sub(r"\{(\w+)\}", lambda found: shown(keys[found[1]][:1]) or "ctrl+p", words)


def _line(keys: str, title: str, more: str, room: int) -> Content:
    """A row of `room` cells: the keys, and next to them the words in a column of their own."""
    edge = min(KEY_COLUMN, 3 * room // 10)
    column = max(10, min(HELP_COLUMN, room - edge))
    words = [(line, "") for line in textwrap.wrap(title, column)]
    words += [(line, "$text-muted") for line in textwrap.wrap(more, column)]
    parts: list[tuple[str, str]] = []
    for key, line in zip_longest(textwrap.wrap(keys, edge - 2), words):
        key = key or ""
        parts += [("\n" if parts else "", ""), (key, "bold"), (" " * (edge - cells(key)), ""), line or ("", "")]
    return Content.assemble(*parts)
