"""A list that fills the screen, with a search field above it.

Fetching rows may take long, so it runs in a worker that replaces its predecessor, and the heading says so if it takes
more than a moment.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.style import Style
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerError

from ...store.errors import StoreError
from ...terminal.timer import set_reliable_timer
from ...text.safe import one_line, visible
from ...widgets.bars.key_bar import Hint, KeyBar
from ...widgets.lists.line_list import LineList
from ...widgets.lists.search_field import SearchField
from .rows import RowsScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from ..services import Services

PAUSE = 0.12
"""Seconds after the last letter until the rows are fetched."""

PATIENCE = 0.3
"""Seconds after which the heading says that a search is running."""

Row = TypeVar("Row")


def when_clicked(id: str) -> Style:
    """A style for words that name a key: a click on them runs the action of that id, like the key."""
    return Style.from_meta({"@click": f"app.run({id!r})"})


class EmptyMessage(NamedTuple):
    """What a list without rows says."""

    words: str
    action: str = ""
    """The id of the action that the words name, which a click on them runs; "" if they name none."""


class ListScreen(RowsScreen[None], Generic[Row]):
    """Rows of one kind, searched while typing. Subclasses define how rows are fetched, drawn and opened."""

    DEFAULT_CSS = """
    ListScreen .bar { height: 1; width: 100%; background: $panel; }
    ListScreen .name { width: auto; max-width: 70%; padding: 0 1; text-style: bold; text-wrap: nowrap;
        text-overflow: ellipsis; }
    ListScreen .summary { width: 1fr; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis;
        color: $text-muted; link-style: none; }
    ListScreen .sign { width: 3; padding: 0 1; text-style: bold; }
    ListScreen .bar Input { background: $panel; width: 1fr; height: 1; border: none; padding: 0; }
    ListScreen .message { height: auto; padding: 1 3; display: none; link-style: none; }
    ListScreen LineList { margin: 1 0 0 0; }
    ListScreen.short LineList { margin: 0; }
    """

    AUTO_FOCUS = "LineList"
    """From the first moment, so that no key typed early goes to the search field."""

    ROW_HEIGHT: ClassVar[int] = 2
    ROOMY: ClassVar[int] = 30
    """Height from which there is a blank line between rows, in lines."""

    field = query_one(SearchField)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.items: Sequence[Row] = []
        """The rows shown."""
        self._pending: Timer | None = None
        self._reloading: Worker[None] | None = None
        self.next_key: object | None = None
        """The row on which the cursor is put when the rows are shown next."""
        self._shown_for = ""
        """The search text for which the present rows were fetched."""

    def is_input(self, path: Path) -> bool:
        """Whether this is the file of an article of the library, from which the rows are made."""
        with contextlib.suppress(StoreError):
            return self.services.store is not None and self.services.store.articles.latest(str(path)) is not None
        return False

    # ------------------------------------------------------------ what subclasses define

    @property
    def name_shown(self) -> str:
        """The title of the screen."""
        raise NotImplementedError

    @property
    def field_hint(self) -> str:
        """The hint in the empty search field."""
        return "words"

    async def fetch(self) -> Sequence[Row]:
        """The rows for the present query. May raise StoreError, and may be cancelled at any `await`."""
        raise NotImplementedError

    def key_of(self, item: Row) -> object:
        """The identity of a row, by which the cursor finds it again."""
        raise NotImplementedError

    def draw(self, item: Row, width: int) -> Sequence[Content]:
        """The lines of a row."""
        raise NotImplementedError

    def chosen(self, item: Row) -> None:
        """Open what a row stands for."""
        raise NotImplementedError

    def summary(self) -> Content:
        """The number of rows and their order, for the heading."""
        return Content(f"{len(self.items):,}")

    def empty_message(self) -> EmptyMessage:
        """What is shown if there are no rows."""
        words = "No match. Try a shorter word, or press esc to show everything."
        return EmptyMessage(words, "list_all" if self.narrowed else "")

    # ------------------------------------------------------------ the screen

    def compose(self) -> ComposeResult:
        with Horizontal(classes="bar"):
            yield Static(Content(one_line(self.name_shown, 120)), classes="name", markup=False)
            yield Static(classes="summary", markup=False)
        with Horizontal(classes="bar search"):
            yield Static("/", classes="sign", markup=False)
            yield SearchField(placeholder=self.field_hint, compact=True)
        yield from self.compose_above()
        yield Static(classes="message", markup=False)
        yield LineList(self._draw, row_height=self.ROW_HEIGHT)
        yield KeyBar()

    def compose_above(self) -> ComposeResult:
        """Widgets between the search field and the rows."""
        yield from ()

    def on_mount(self) -> None:
        """Focus the rows and start fetching them."""
        if self.is_gone:
            return
        self.field.cursor_blink = self.app.animation_level != "none"
        self.rows.focus()
        self.show_keys()
        self.start_loading()

    def start_loading(self) -> None:
        """Fetch the rows for the first time."""
        self.reload_rows()

    # Textual calls an event's handler in every base class, so there is one handler, with hooks for subclasses.

    def on_screen_resume(self) -> None:
        """A screen over the list was closed."""
        if self.has_rows and self._shown:
            self.returned_to()

    def returned_to(self) -> None:
        """Fetch the rows again, because the screen above may have changed them."""
        self.reload_rows()

    def on_resize(self, event: events.Resize) -> None:
        """Adapt to the new size."""
        if self.is_gone:
            return
        self.set_class(event.size.height < self.ROOMY, "short")
        self.fit_height(event.size.height)
        if self._shown:
            self.show_summary(self.summary())

    def fit_height(self, height: int) -> None:
        """Omit blank lines in a low window."""
        self.rows.set_gap(0 if height < self.ROOMY else 1)

    # ------------------------------------------------------------ fetching

    _shown = False
    """Whether rows have been shown."""

    def reload_rows(self) -> None:
        """Fetch the rows; a fetch in progress is cancelled."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        self._reloading = self._reload_rows()

    def reload_rows_at(self, key: object) -> None:
        """Fetch the rows and put the cursor on the one with this key."""
        self.next_key = key
        self.reload_rows()

    @work(exclusive=True, group="rows")
    async def _reload_rows(self) -> None:
        words = self.field.value
        slow = set_reliable_timer(self, PATIENCE, lambda: self.show_working("searching…"))
        try:
            found = await self.fetch()
        except StoreError as error:
            slow.stop()
            if not self.is_gone:
                self.show_found([], words)
                self.show_message(str(error))
            return
        finally:
            slow.stop()
        if not self.is_gone:
            self.show_found(found, words)

    def show_found(self, found: Sequence[Row], words: str) -> None:
        """Show these rows. The cursor stays on its item, or on its line if the item is gone; after a new search it is
        on the first."""
        at, wanted = self.rows.cursor, self.next_key
        self.next_key = None
        if words != self._shown_for and words.strip():
            at = 0
        here = self.key_of(self.items[at]) if 0 < at < len(self.items) else None
        self._shown_for = words
        self._shown = True
        self.items = found
        self.show_rows(here if wanted is None else wanted, at)

    def show_rows(self, here: object | None, at: int) -> None:
        """Show the rows with the cursor on the one with key `here`, else on row `at`."""
        if here is not None:
            at = self.place_of(here, at)
        self.rows.show_rows(len(self.items), cursor=at)
        self.show_summary(self.summary())
        self.show_message(*(() if self.items else self.empty_message()))

    def place_of(self, key: object, default: int) -> int:
        """The row with this key, or `default`."""
        return next((row for row, item in enumerate(self.items) if key == self.key_of(item)), default)

    def show_summary(self, words: Content) -> None:
        """Set the right part of the heading."""
        self.query_one(".summary", Static).update(words)

    def show_working(self, words: str) -> None:
        """Say in the heading that work is in progress."""
        if not self.is_gone:
            self.show_summary(Content.styled(words, "italic"))

    def show_message(self, words: str = "", action: str = "") -> None:
        """Show a sentence instead of rows; "" hides it. A click on it runs the action of the id `action`."""
        says = self.query_one(".message", Static)
        says.display = bool(words)
        sentence = Content.styled(visible(words), "$text-muted")
        says.update(sentence.stylize(when_clicked(action)) if action else sentence)

    def _draw(self, row: int, width: int) -> Sequence[Content]:
        return self.draw(self.items[row], width) if row < len(self.items) else []

    # ------------------------------------------------------------ typing and choosing

    def hints(self) -> list[Hint]:
        """The keys of the footer; first, how to show all rows again if a search text limits them."""
        clear = [Hint("esc", "All rows", "list_all")] if self.narrowed else []
        return clear + super().hints()

    @property
    def narrowed(self) -> bool:
        """Whether a search text limits the rows; escape clears it."""
        return bool(self.field.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if not self.has_rows:
            return
        self.show_keys()
        if self._pending is not None:
            self._pending.stop()
        self._pending = set_reliable_timer(self, PAUSE, self.reload_rows)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._open_found()

    @work(exclusive=True, group="open_found")
    async def _open_found(self) -> None:
        """Open the row under the cursor, once the search for the last letters is finished."""
        if self._pending is not None:
            self.reload_rows()
        while self._reloading is not None and not self._reloading.is_finished:
            with contextlib.suppress(WorkerError):  # replaced by a newer search, which is awaited next
                await self._reloading.wait()
        if not self.is_gone:
            self.set_focus(self.rows)
            self.rows.action_select()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if event.row < len(self.items):
            self.chosen(self.items[event.row])

    def action_filter(self) -> None:
        """Search."""
        # Not `focus()`, which takes effect later: letters typed right after the key belong here.
        self.set_focus(self.field)

    def on_click(self, event: events.Click) -> None:
        """A click on the sign of the search field is one on the field."""
        if event.widget is not None and event.widget.has_class("sign"):
            self.action_filter()

    def action_switch_field(self) -> None:
        """Move the focus between the rows and the search field."""
        if self.rows.has_focus:
            self.action_filter()
        else:
            self.set_focus(self.rows)

    def action_whole_list(self) -> None:
        """Clear the search text."""
        self.field.value = ""
