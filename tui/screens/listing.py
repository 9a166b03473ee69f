"""A list that fills the screen: what the library, the notes, the concordance and the others have in common.

`RowsScreen` moves in rows and shows the keys; `ListScreen` has a field above them besides, in which one types what to
look for. Fetching rows may take long: it goes on beside the keys, what it replaces is dropped, and where it is not done
at once the heading says so.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerError

from ..actions import NARROWED, Keys, actions_of, allowed, footer_for, keys_of, scopes_at, shown
from ..store.database import StoreError
from ..text.safe import one_line, visible
from ..widgets.key_bar import Hint, KeyBar
from ..widgets.row_list import RowList
from ..widgets.search_field import SearchField

if TYPE_CHECKING:
    from textual.timer import Timer

    from ..app import NewsReader

PAUSE = 0.12
"""Seconds after the last letter before the rows are fetched."""

PATIENCE = 0.3
"""Seconds after which the reader is told that it takes a while."""

SLICE = 0.1
"""Seconds of looking between two words on how far it is."""

Row = TypeVar("Row")
Steps = Iterator[tuple[float, Sequence[Row]]]
"""What is found step by step, each with how far it is then, 0 to 1."""

Result = TypeVar("Result")

SAYS = {"list_open": "Open", "list_filter": "Search"}
"""What the footer calls the shared keys where a list fills the screen."""


class RowsScreen(Screen[Result]):
    """Rows with a cursor, the keys for them, and the footer."""

    SCOPE: ClassVar[str]
    """The scope of its actions; its bindings are `bindings(SCOPE)`."""

    rows = query_one(RowList)
    key_bar = query_one(KeyBar)

    @property
    def keys(self) -> Keys:
        """The keys in use."""
        of_app = getattr(self.app, "keys", None)
        return of_app if isinstance(of_app, Keys) else keys_of()

    @property
    def is_gone(self) -> bool:
        """Whether the screen was left while something was awaited."""
        # At the end of the program the screen is among those that are open still when its rows are gone already.
        return not self.is_attached or self not in self.app.screen_stack or not self.app.is_running

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape shows all rows where only some are shown; otherwise it closes."""
        return allowed(self.SCOPE, action, {NARROWED} if self.narrowed else ())

    @property
    def narrowed(self) -> bool:
        """Whether escape is to show more rows first."""
        return False

    @property
    def can_do(self) -> list[str]:
        """The ids of what can be done here, its own first, for the help."""
        actions = [action for scope in scopes_at(self.SCOPE) for action in actions_of(scope)]
        return [action.id for action in actions if hasattr(self, f"action_{action.name}")]

    def show_keys(self) -> None:
        """Fill the footer."""
        self.key_bar.show(self.hints())

    def hints(self) -> list[Hint]:
        """The keys of the footer."""
        return [
            Hint(shown(self.keys[action.id][:1]), SAYS.get(action.id) or action.short or action.title, action.id)
            for action in footer_for(self.SCOPE)
            if self.keys[action.id]
        ]

    @on(RowList.Pointed)
    def _pointed(self) -> None:
        self.key_bar.show_place(f"{self.rows.cursor + 1:,}/{self.rows.count:,}" if self.rows.count else "")

    @on(KeyBar.Clicked)
    async def _key_clicked(self, event: KeyBar.Clicked) -> None:
        from ..actions import BY_ID

        action = BY_ID[event.id]
        here = hasattr(self, f"action_{action.name}")
        await self.run_action(action.action if here else f"app.{action.action}")

    def action_select(self) -> None:
        """Open what is under the cursor."""
        self.rows.action_select()

    def action_cursor_down(self) -> None:
        """The next row."""
        self.rows.move(1)

    def action_cursor_up(self) -> None:
        """The row before."""
        self.rows.move(-1)

    def action_page_down(self) -> None:
        """A page of rows on."""
        self.rows.move(self.rows.page)

    def action_page_up(self) -> None:
        """A page of rows back."""
        self.rows.move(-self.rows.page)

    def action_first(self) -> None:
        """The first row."""
        self.rows.cursor = 0

    def action_last(self) -> None:
        """The last row."""
        self.rows.cursor = self.rows.count - 1

    def action_found_next(self) -> None:
        """The next row, after the last the first."""
        if self.rows.count:
            self.rows.cursor = (self.rows.cursor + 1) % self.rows.count

    def action_found_previous(self) -> None:
        """The row before, before the first the last."""
        if self.rows.count:
            self.rows.cursor = (self.rows.cursor - 1) % self.rows.count


class ListScreen(RowsScreen[None], Generic[Row]):
    """Rows of one kind, searched as one types. A kind of list says how they are fetched, drawn and opened."""

    DEFAULT_CSS = """
    ListScreen .bar { height: 1; width: 100%; }
    ListScreen .name { width: auto; max-width: 70%; padding: 0 1; text-style: bold; text-wrap: nowrap;
        text-overflow: ellipsis; }
    ListScreen .about { width: 1fr; padding: 0 1; text-align: right; text-wrap: nowrap; text-overflow: ellipsis;
        link-style: none; }
    ListScreen .sign { width: 3; padding: 0 1; text-style: bold; }
    ListScreen Input { width: 1fr; height: 1; border: none; padding: 0; }
    ListScreen .says { height: auto; padding: 1 3; display: none; }
    ListScreen RowList { margin: 1 0 0 0; }
    ListScreen.short RowList { margin: 0; }
    """

    ROW_HEIGHT: ClassVar[int] = 2
    ROOMY: ClassVar[int] = 30
    """Lines of the window from which there is a blank one between rows."""

    field = query_one(SearchField)

    def __init__(self) -> None:
        super().__init__()
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
        return "Nothing was found. A shorter word may find more; esc shows all."

    # ------------------------------------------------------------ the screen

    @property
    def reader(self) -> NewsReader:
        """The program, with its store."""
        from ..app import NewsReader

        app = self.app
        assert isinstance(app, NewsReader)
        return app

    def compose(self) -> ComposeResult:
        with Horizontal(classes="bar"):
            yield Static(Content(one_line(self.name_shown, 120)), classes="name", markup=False)
            yield Static(classes="about", markup=False)
        with Horizontal(classes="bar search"):
            yield Static("/", classes="sign", markup=False)
            yield SearchField(placeholder=self.field_hint, compact=True)
        yield from self.compose_above()
        yield Static(classes="says", markup=False)
        yield RowList(self._draw, row_height=self.ROW_HEIGHT)
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
        slow = self.set_timer(PATIENCE, lambda: self.tell_work("looking…"))
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
        self.rows.show(len(self.items), cursor=at)
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
        self._pending = self.set_timer(PAUSE, self.look)

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
            self.rows.action_select()

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
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


def some_of(steps: Steps[Row], seconds: float = SLICE) -> tuple[float, list[Row]]:
    """What comes within so many seconds, and how far it is then, 0 to 1; to be asked in a thread."""
    end = time.monotonic() + seconds
    found: list[Row] = []
    for done, rows in steps:
        found.extend(rows)
        if done < 1 and time.monotonic() > end:
            return done, found
    return 1.0, found


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 article", "1,204 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
