"""A list that fills the screen, with a field above it in which one types what to look for.

Fetching rows may take long: it goes on beside the keys, what it replaces is dropped, and where it is not done at once
the heading says so.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerError

from ...store.errors import StoreError
from ...terminal.timer import set_reliable_timer
from ...text.safe import one_line, visible
from ...widgets.bars.key_bar import KeyBar
from ...widgets.lists.line_list import LineList
from ...widgets.lists.search_field import SearchField
from .rows import RowsScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from ..services import Services

PAUSE = 0.12
"""Seconds after the last letter before the rows are fetched."""

PATIENCE = 0.3
"""Seconds after which the reader is told that it takes a while."""

Row = TypeVar("Row")


class ListScreen(RowsScreen[None], Generic[Row]):
    """Rows of one kind, searched as one types. A kind of list says how they are fetched, drawn and opened."""

    DEFAULT_CSS = """
    ListScreen .bar { height: 1; width: 100%; background: $panel; }
    ListScreen .name { width: auto; max-width: 70%; padding: 0 1; text-style: bold; text-wrap: nowrap;
        text-overflow: ellipsis; }
    ListScreen .about { width: 1fr; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis;
        color: $text-muted; link-style: none; }
    ListScreen .sign { width: 3; padding: 0 1; text-style: bold; }
    ListScreen .bar Input { background: $panel; width: 1fr; height: 1; border: none; padding: 0; }
    ListScreen .says { height: auto; padding: 1 3; display: none; }
    ListScreen LineList { margin: 1 0 0 0; }
    ListScreen.short LineList { margin: 0; }
    """

    ROW_HEIGHT: ClassVar[int] = 2
    ROOMY: ClassVar[int] = 30
    """Lines of the window from which there is a blank one between rows."""

    field = query_one(SearchField)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.items: Sequence[Row] = []
        """What is listed now."""
        self._pending: Timer | None = None
        self._looking: Worker[None] | None = None
        self._shown_for = ""
        """What was typed when the rows that are shown were asked for."""

    # ------------------------------------------------------------ what a kind of list tells

    @property
    def name_shown(self) -> str:
        """What is listed."""
        raise NotImplementedError

    @property
    def field_hint(self) -> str:
        """What can be typed into the field."""
        return "words"

    async def fetch(self) -> Sequence[Row]:
        """The rows for what is asked now. May raise StoreError, and may be cancelled at any `await`."""
        raise NotImplementedError

    def key_of(self, item: Row) -> object:
        """What tells a row from the others, so that the cursor finds it again."""
        raise NotImplementedError

    def draw(self, item: Row, width: int) -> Sequence[Content]:
        """The lines of a row."""
        raise NotImplementedError

    def chosen(self, item: Row) -> None:
        """Open what a row stands for."""
        raise NotImplementedError

    def about(self) -> Content:
        """How many rows there are, and in which order."""
        return Content(f"{len(self.items):,}")

    def nothing(self) -> str:
        """The sentence in the place of rows, where there are none."""
        return "No match. Try a shorter word, or press esc to show everything."

    # ------------------------------------------------------------ the screen

    def compose(self) -> ComposeResult:
        with Horizontal(classes="bar"):
            yield Static(Content(one_line(self.name_shown, 120)), classes="name", markup=False)
            yield Static(classes="about", markup=False)
        with Horizontal(classes="bar search"):
            yield Static("/", classes="sign", markup=False)
            yield SearchField(placeholder=self.field_hint, compact=True)
        yield from self.compose_above()
        yield Static(classes="says", markup=False)
        yield LineList(self._draw, row_height=self.ROW_HEIGHT)
        yield KeyBar()

    def compose_above(self) -> ComposeResult:
        """What stands between the field and the rows."""
        yield from ()

    def on_mount(self) -> None:
        """The rows have the focus; they come when they are there."""
        if self.is_gone:
            return
        self.field.cursor_blink = self.app.animation_level != "none"
        self.rows.focus()
        self.show_keys()
        self.begin()

    def begin(self) -> None:
        """Fetch the rows for the first time."""
        self.look()

    # Textual calls the handlers of an event in every class of a screen, so there is one, and what it does is told here.

    def on_screen_resume(self) -> None:
        """Something that was over the list is closed."""
        if self.is_mounted and self._shown:
            self.back()

    def back(self) -> None:
        """Back from something that may have changed what is listed."""
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """The window has another size."""
        self.set_class(event.size.height < self.ROOMY, "short")
        self.fit(event.size.height)

    def fit(self, height: int) -> None:
        """No blank lines where there are few."""
        self.rows.set_gap(0 if height < self.ROOMY else 1)

    # ------------------------------------------------------------ fetching

    _shown = False
    """Whether rows were shown already."""

    def look(self) -> None:
        """Fetch the rows anew; what was being fetched is dropped."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        self._looking = self._look()

    @work(exclusive=True, group="rows")
    async def _look(self) -> None:
        words = self.field.value
        slow = set_reliable_timer(self, PATIENCE, lambda: self.tell_work("searching…"))
        try:
            found = await self.fetch()
        except StoreError as error:
            slow.stop()
            if not self.is_gone:
                self.take([], words)
                self.say(str(error))
            return
        finally:
            slow.stop()
        if not self.is_gone:
            self.take(found, words)

    def take(self, found: Sequence[Row], words: str) -> None:
        """Show these rows. The cursor stays on what it was on, or where that is gone on the same line; after another
        search it is on the first."""
        at = self.rows.cursor
        if words != self._shown_for and words.strip():
            at = 0
        here = self.key_of(self.items[at]) if 0 < at < len(self.items) else None
        self._shown_for = words
        self._shown = True
        self.items = found
        self.show_rows(here, at)

    def show_rows(self, here: object | None, at: int) -> None:
        """Show the rows there are, the cursor on the one of this key, else on the line it was on."""
        if here is not None:
            at = self.place_of(here, at)
        self.rows.show_rows(len(self.items), cursor=at)
        self.tell_about(self.about())
        self.say("" if self.items else self.nothing())

    def place_of(self, key: object, default: int) -> int:
        """The row of this key, or `default`."""
        return next((row for row, item in enumerate(self.items) if key == self.key_of(item)), default)

    def tell_about(self, words: Content) -> None:
        """Fill the right end of the heading."""
        self.query_one(".about", Static).update(words)

    def tell_work(self, words: str) -> None:
        """Say in the heading that something is going on."""
        if not self.is_gone:
            self.tell_about(Content.styled(words, "italic"))

    def say(self, words: str) -> None:
        """A sentence in the place of rows."""
        says = self.query_one(".says", Static)
        says.display = bool(words)
        says.update(Content.styled(visible(words), "$text-muted"))

    def _draw(self, row: int, width: int) -> Sequence[Content]:
        return self.draw(self.items[row], width) if row < len(self.items) else []

    # ------------------------------------------------------------ what is typed and chosen

    @property
    def narrowed(self) -> bool:
        """Whether something was typed: escape forgets it."""
        return bool(self.field.value) and self.rows.has_focus

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pending is not None:
            self._pending.stop()
        self._pending = set_reliable_timer(self, PAUSE, self.look)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._open_found()

    @work(exclusive=True, group="open_found")
    async def _open_found(self) -> None:
        """Open what the cursor is on once the search for the last letters is done: the first of what was found."""
        if self._pending is not None:
            self.look()
        while self._looking is not None and not self._looking.is_finished:
            with contextlib.suppress(WorkerError):  # dropped for a newer one, which is awaited next
                await self._looking.wait()
        if not self.is_gone:
            self.set_focus(self.rows)
            self.rows.action_select()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if event.row < len(self.items):
            self.chosen(self.items[event.row])

    def action_filter(self) -> None:
        """Search."""
        # Not `focus()`, which waits its turn: what is typed right after the key belongs here.
        self.set_focus(self.field)

    def action_switch_field(self) -> None:
        """From the rows to the search and back."""
        if self.rows.has_focus:
            self.action_filter()
        else:
            self.set_focus(self.rows)

    def action_whole_list(self) -> None:
        """Forget what was typed."""
        self.field.value = ""
