"""The palette: every action by name with its key, and every topic, speaker, name and heading of the article.

The actions are those that are bound and possible on the screen now. The contents of the article come from a screen that
is a `HasPaletteItems`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from textwrap import shorten
from typing import Any, Protocol, runtime_checkable

from rich.segment import Segment
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.markup import escape
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import LoadingIndicator

from ...actions.keys import Keys, keys_of
from ...actions.table import ACTIONS, Action
from ...look.themes import AUTO, OWN
from ...text.safe import cells, one_line
from ...widgets.lists.item_list import ItemList
from .box import BoxScreen, KeyLine

WIDTH, FRAME = 84, 8
"""The widest palette, and its border, padding and scroll bar, in cells (see `Palette`)."""

MOST_NAMES = 60
"""The largest number of matches of one kind; another letter narrows them down."""


TOPIC = "Topic"
"""The kind of the items that are listed first, before anything is typed."""


FITS_TERMINAL = "our theme that fits the terminal, at each start"

OUR_THEMES = {theme.name for theme in OWN}

_WORD = re.compile(r"\w+")

EXACT = 1000.0
BEGINS = 500.0
"""More than any score of a fuzzy match, for the query itself and for a name that begins with it."""


def _is_topic(item: PaletteItem) -> bool:
    return item.kind == TOPIC


_FIRST = (
    "Topics",
    "Mark and note",
    "Lists and jumps",
    "Find",
    "Copy and articles",
    "Across articles",
    "View",
    "Program",
    "Select",
    "Move",
)
"""The groups of actions in the order of the palette."""


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """Something in the article to go to or to switch."""

    kind: str
    """Its kind, shown before the name: "Topic", "Speaker", "Person", "Heading"."""
    name: str
    """Its name as in the article; it may contain anything."""
    run: Callable[[], Any]
    """Called when it is chosen; may return an awaitable."""
    help: str = ""
    """A short explanation: "4 passages, on"."""


@runtime_checkable
class HasPaletteItems(Protocol):
    """A screen that lists the contents of its article."""

    def palette_items(self) -> Iterable[PaletteItem]:
        """Topics, speakers, names, headings, in the order to show them."""
        ...


class ActionCommands(Provider):
    """Every action possible on the screen now."""

    async def discover(self) -> Hits:
        """The topics by name and all actions; those hardly ever run by name, such as moving by a line, come last."""
        screen: object = self.screen
        for item in takewhile(_is_topic, screen.palette_items()) if isinstance(screen, HasPaletteItems) else ():
            name = f"{item.kind}: {one_line(item.name, 60)}"
            yield DiscoveryHit(Content(name), item.run, name, item.help)
        for action, node in sorted(doable(self.screen), key=lambda found: _FIRST.index(found[0].group)):
            line = self._line(Content(action.title), action)
            yield DiscoveryHit(line, self._run(action, node), action.title, self._help(action))

    async def search(self, query: str) -> Hits:
        """The actions whose name, id or help matches the query."""
        matcher = self.matcher(query)
        possible = list(doable(self.screen))
        meant = [
            (action, node)
            for action, node in possible
            if query in self._keys[action.id] or _has_words(query, f"{action.title} {action.id} {action.help}")
        ]
        for action, node in meant or possible:
            score = matcher.match(action.title)
            if score > 0 and query.casefold() in _WORD.findall(action.title.casefold()):
                score += 1  # “date” is rather “State the date” than “Figures and dates”, which matches as well
            is_meant = query in self._keys[action.id] or _begins_words(query, action.title)
            if _deletes(action) and not is_meant:
                continue  # “light” must not delete a highlight
            if score <= 0:
                # A match in the help counts less than one in the name.
                score = max(matcher.match(action.id.replace("_", " ")), matcher.match(action.help)) / 2
            if action.title.casefold().startswith(query.strip().casefold()):
                score = BEGINS - cells(action.title)  # the shortest first
            if query in self._keys[action.id]:
                score = EXACT  # its key was typed, as in `:q`
            if score > 0:
                title = highlighted(matcher, action.title)
                line = self._line(title, action)
                yield Hit(score, line, self._run(action, node), action.title, self._help(action))

    @property
    def _keys(self) -> Keys:
        of_app = getattr(self.app, "keys", None)
        return of_app if isinstance(of_app, Keys) else keys_of()

    def _line(self, title: Content, action: Action) -> Content:
        keys = self._keys.shown(action.id)
        gap = max(2, self._width - cells(title.plain) - cells(keys))
        return Content.assemble(title, (" " * gap + keys, "not bold $text-accent")) if keys else title

    def _help(self, action: Action) -> str | None:
        """What it does beyond its name in one line, cut between words."""
        return escape(shorten(action.help, self._width, placeholder=" …")) or None

    @property
    def _width(self) -> int:
        return min(WIDTH, self.app.size.width) - FRAME

    def _run(self, action: Action, node: DOMNode) -> Callable[[], Any]:
        return partial(self.app.run_action, action.action, node)


def _has_words(query: str, text: str) -> bool:
    """Whether a text has every word of a query. If some texts have, those that have only its letters are noise."""
    return all(word in text.casefold().replace("_", " ") for word in query.casefold().split())


def _begins_words(query: str, text: str) -> bool:
    """Whether every word of a query begins a word of a text."""
    words, typed = _WORD.findall(text.casefold()), _WORD.findall(query.casefold())
    return bool(typed) and all(any(word.startswith(one) for word in words) for one in typed)


def _deletes(action: Action) -> bool:
    return action.title.startswith(("Delete ", "Remove "))


class ItemCommands(Provider):
    """The contents of the article on the screen."""

    async def discover(self) -> Hits:
        """Nothing: the sidebar lists people and places."""
        return
        yield  # makes this an asynchronous generator

    async def search(self, query: str) -> Hits:
        """The items whose kind and name match the query: "topic migration", "mayor"."""
        screen: object = self.screen
        if not isinstance(screen, HasPaletteItems):
            return
        matcher = self.matcher(query)
        counts: dict[str, int] = {}
        for item in screen.palette_items():
            line = f"{item.kind}: {one_line(item.name, 60)}"
            score = matcher.match(line)
            if score > 0 and counts.setdefault(item.kind, 0) < MOST_NAMES:
                counts[item.kind] += 1
                yield Hit(score, highlighted(matcher, line), item.run, line, escape(one_line(item.help)) or None)


class ThemeCommands(Provider):
    """The themes by name, with the current one marked."""

    async def discover(self) -> Hits:
        """The choice that is left to the program, then all themes."""
        yield DiscoveryHit(AUTO, self._automatic, AUTO, FITS_TERMINAL)
        for name in sorted(self.app.available_themes):
            now = "current theme" if name == self.app.theme else None
            yield DiscoveryHit(name, partial(setattr, self.app, "theme", name), name, now)

    async def search(self, query: str) -> Hits:
        """The themes whose name matches the query."""
        matcher = self.matcher(query)
        if (score := matcher.match(AUTO)) > 0:
            yield Hit(score, highlighted(matcher, AUTO), self._automatic, AUTO, FITS_TERMINAL)
        for name in self.app.available_themes:
            if (score := matcher.match(name)) > 0:
                yield Hit(score, highlighted(matcher, name), partial(setattr, self.app, "theme", name), name)

    async def _automatic(self) -> None:
        await self.app.run_action("app.automatic_theme")


class ThemesAmongOthers(ThemeCommands):
    """The themes in the palette of everything, where the words of their names find them: “light”."""

    async def discover(self) -> Hits:
        """Nothing: there is an action that lists the themes."""
        return
        yield  # makes this an asynchronous generator

    async def search(self, query: str) -> Hits:
        """The themes with a word that begins as typed; they come before actions that only have the letters."""
        matcher = self.matcher(query)
        for name in self.app.available_themes:
            line = f"Theme: {name}"
            if _begins_words(query, name):
                score = BEGINS - cells(name) - (name not in OUR_THEMES) * WIDTH  # ours first
                yield Hit(score, highlighted(matcher, line), partial(setattr, self.app, "theme", name), line)


PROVIDERS = {ActionCommands, ItemCommands, ThemesAmongOthers}
"""For `App.COMMANDS`."""


class CommandRows(CommandList):
    """Textual's list of commands, with the sign of our own lists before the chosen row."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        style = next((segment.style for segment in strip), None)
        if style is None or style.meta.get("option", -1) != self.highlighted:
            return strip
        return Strip.join([Strip([Segment(ItemList.SIGN, style)]), strip.crop(cells(ItemList.SIGN))])


class Palette(CommandPalette):
    """Textual's palette as a box like the others."""

    # Of the screen and not in `app.tcss`, which is read before the first frame.
    CSS = """
    /* A box like the others. */
    Palette { align: center top; }
    Palette > Vertical { width: 84; max-width: 100%; height: auto; max-height: 100%; margin-top: 2; padding: 1 0;
        border: round $accent; background: $surface; visibility: visible; }
    Palette #--input { border: none; background: $panel; margin: 0 1 1 1; }
    Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; padding: 0 1; }
    Palette #--results { overlay: none; height: auto; }
    Palette CommandList, Palette CommandList:focus { border: none; max-height: 50vh;
        scrollbar-size-vertical: 1; }
    Palette CommandList > .option-list--option { padding: 0 1; text-style: none; }
    Palette CommandList > .option-list--option-highlighted { text-style: bold; }
    Palette LoadingIndicator { display: none; }
    Palette LoadingIndicator.--visible { display: block; }
    Palette KeyLine { margin: 1 2 0 2; }
    Palette.-low > Vertical { margin-top: 0; padding: 0; }
    Palette.-low KeyLine { margin: 0 2; }
    Palette > .command-palette--help-text { color: $text-muted; text-style: not dim not bold; }
    """

    VERTICAL_BREAKPOINTS = BoxScreen.VERTICAL_BREAKPOINTS

    def __init__(self, providers: Sequence[type[Provider]], hint: str) -> None:
        """`hint` is shown in the empty field."""
        super().__init__(providers)
        self._hint = hint

    def compose(self) -> ComposeResult:
        """As in Textual, but with our own list and its keys, and without an icon that many terminals lack."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield CommandInput(placeholder=self._hint, select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandRows()
                yield LoadingIndicator()
            yield KeyLine(("enter", "Run", ""), ("↓ ↑", "Move", ""), ("esc", "Cancel", "escape"))


def everything() -> CommandPalette:
    """The palette of actions and names."""
    return Palette(list(PROVIDERS), "an action or a name")


def colours() -> CommandPalette:
    """The palette of themes."""
    return Palette([ThemeCommands], "a theme")


def doable(screen: Screen[Any]) -> Iterator[tuple[Action, DOMNode]]:
    """The actions possible now, each with the widget, screen or app that runs it."""
    nodes: dict[str, DOMNode] = {}
    focused = screen.focused
    # The focused widget comes first, then everything else on the screen.
    for node in [*(focused.ancestors_with_self if focused else ()), screen, screen.app, *screen.walk_children()]:
        for id in _ids(type(node)):
            nodes.setdefault(id, node)
    for action in ACTIONS:
        node = nodes.get(action.id)
        if node is None or action.id in _NOT_LISTED:
            continue
        _, name, parameters = parse(action.action)
        if hasattr(node, f"action_{name}") and node.check_action(name, parameters):
            yield action, node


_NOT_LISTED = {
    *("palette", "quit_always", "switch_pane_back", "page_up_or_word", "list_switch"),
    *("library_notes", "library_spoken"),
    *(f"topic_{number}" for number in range(1, 10)),
    *(f"label_{number}" for number in range(1, 6)),
}
"""Actions that would be listed twice; topics are listed by name, and labels in their own menu."""


def _ids(of: type[DOMNode]) -> Iterator[str]:
    for cls in of.__mro__:
        for binding in cls.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                yield binding.id


def highlighted(matcher: Any, line: str) -> Content:
    """The line with the matched letters highlighted.

    Textual's own `Matcher.highlight` reads the line as markup, and a name from an article may look like markup.
    """
    content = Content(line)
    _, offsets = matcher.fuzzy_search.match(matcher.query, line)
    for offset in offsets:
        if not line[offset].isspace():
            content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
