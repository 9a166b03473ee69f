"""The base of all screens that are a list: moving in the rows, the keys in the footer, rows that arrive in steps."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.getters import query_one
from textual.widgets import Input

from ...actions.footers import footer_for
from ...actions.key_names import shown
from ...actions.keys import Keys, keys_of
from ...actions.menus import menu_title
from ...actions.scopes import CHAINS
from ...actions.table import BY_ID, NARROWED, Action, actions_of, allowed, scopes_at
from ...terminal.dismissal import DismissedOnce
from ...text.atomic_file import why_not_written
from ...text.safe import visible
from ...widgets.bars.key_bar import Hint, KeyBar
from ...widgets.lists.line_list import LineList
from ..messages import RunAction

SLICE = 0.1
"""Seconds of searching between two reports of progress."""

Row = TypeVar("Row")
Steps = Iterator[tuple[float, Sequence[Row]]]
"""The findings of each step, with the progress after it, 0 to 1."""

Result = TypeVar("Result")

SAYS = {"list_open": "Open", "list_filter": "Search"}
"""The footer's words for the keys that all lists share."""


class ScreenClosed(Exception):
    """The reader has closed the screen, so work in a thread ends."""


class RowsScreen(DismissedOnce[Result]):
    """A screen with rows, a cursor, and a footer with keys."""

    SCOPE: ClassVar[str]
    """The scope of its actions; its bindings are `bindings(SCOPE)`."""

    rows = query_one(LineList)
    key_bar = query_one(KeyBar)

    @property
    def keys(self) -> Keys:
        """The keys in use."""
        of_app = getattr(self.app, "keys", None)
        return of_app if isinstance(of_app, Keys) else keys_of()

    def key(self, id: str) -> str:
        """The first key of an action, for a sentence; "the palette" if it has none."""
        return shown(self.keys[id][:1]) or "the palette"

    @property
    def is_gone(self) -> bool:
        """Whether the screen was closed while something was awaited."""
        # When the program ends, the screen is still on the stack when its rows are already removed.
        return not self.is_attached or self not in self.app.screen_stack or not self.app.is_running

    @property
    def has_rows(self) -> bool:
        """Whether its widgets are mounted and not yet removed; events reach the screen before and after that."""
        return self.is_mounted and not self.is_gone

    def end_if_closed(self) -> None:
        """End work in a thread once the screen is closed. Raises ScreenClosed."""
        if self.is_gone:
            raise ScreenClosed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape shows all rows if only some are shown; otherwise it closes the screen. A key that arrives before the
        screen has its rows does nothing."""
        return self.has_rows and allowed(self.SCOPE, action, {NARROWED} if self.narrowed else ())

    @property
    def narrowed(self) -> bool:
        """Whether only some rows are shown, so that escape shows all of them first."""
        return False

    @property
    def place(self) -> str:
        """Where the reader is, for the help."""
        return self.SCOPE

    @property
    def can_do(self) -> list[str]:
        """The ids of the actions of this screen, its own first, for the help."""
        actions = [action for scope in scopes_at(self.SCOPE) for action in actions_of(scope)]
        return [action.id for action in actions if self.offers(action)]

    def offers(self, action: Action) -> bool:
        """Whether this screen has an action of its scope, for the footer, the menu and the help."""
        return hasattr(self, f"action_{action.name}")

    def show_keys(self) -> None:
        """Fill the footer: with the keys of the rows, or with those that work while one types."""
        self.key_bar.show(self.field_hints() if isinstance(self.focused, Input) else self.hints())

    def on_descendant_focus(self) -> None:
        """Show the keys of the widget that has the focus."""
        if self.has_rows:
            self.show_keys()

    def field_hints(self) -> list[Hint]:
        """The keys of the footer while one types into the search field."""
        rows = self.keys["list_switch"][:1]
        switch = [Hint(shown(rows), "To the rows", "list_switch")] if rows else []
        clear = [Hint("esc", "All rows", "list_all")] if self.narrowed else []
        return [Hint("enter", SAYS["list_open"], "list_open"), *switch, *clear]

    def hints(self) -> list[Hint]:
        """The keys of the footer."""
        return [
            Hint(shown(self.keys[action.id][:1]), self._word_for(action), action.id)
            for action in footer_for(self.SCOPE)
            if self.keys[action.id] and (action.scope == "app" or self.offers(action))
        ]

    def _word_for(self, action: Action) -> str:
        if action.id == "close" and len(self.app.screen_stack) <= 2:
            return "Quit"  # there is no screen below
        return SAYS.get(action.id) or action.short or action.title

    @on(LineList.Pointed)
    def _pointed(self) -> None:
        if not self.has_rows:
            return
        self.key_bar.show_place(f"{self.rows.cursor + 1:,}/{self.rows.count:,}" if self.rows.count else "")
        self.pointed()

    def pointed(self) -> None:
        """Called when the cursor has moved or the rows have changed."""

    @on(KeyBar.Clicked)
    async def _key_clicked(self, event: KeyBar.Clicked) -> None:
        action = BY_ID[event.id]
        here = hasattr(self, f"action_{action.name}")
        await self.run_action(action.action if here else f"app.{action.action}")

    @on(LineList.MenuRequested)
    def _menu_requested(self, event: LineList.MenuRequested) -> None:
        """Offer everything that this screen can do; the entry that is chosen does the same as its key."""
        from ..dialogs.menu import MenuEntry, MenuScreen, row_title

        scopes = [scope for scope in scopes_at(self.SCOPE) if scope in CHAINS]
        own = [action.id for scope in scopes for action in actions_of(scope) if self.offers(action)]
        ids = ["list_open", *own, "export_rows", "close", "palette"]
        entries = [
            MenuEntry(id, menu_title(self.SCOPE, id, BY_ID[id].title), shown(self.keys[id][:1]))
            for id in ids
            if self.keys[id]
        ]

        def done(id: str | None) -> None:
            if id:
                self.post_message(RunAction(id))

        title = next((row_title(line.plain) for line in self.rows.lines_of(self.rows.cursor, 60)), "")
        self.app.push_screen(MenuScreen(title, entries, at=event.at), done)

    # ------------------------------------------------------------ exporting

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """The columns and the rows that an export writes: those shown, in their order. Without columns, the screen has
        nothing to export."""
        return (), ()

    @property
    def export_name(self) -> str:
        """The name without an ending that is suggested for an exported file."""
        return self.SCOPE

    def is_input(self, path: Path) -> bool:
        """Whether the rows were made from this file, so that an export must not replace it."""
        return False

    def action_export_rows(self) -> None:
        """Ask for a file and write the rows to it."""
        from ...export.table_file import SUFFIXES
        from ..dialogs.ask_target import AskTargetScreen

        columns, _ = self.exported
        if not columns or not self.rows.count:
            self.notify("There are no rows to export.", markup=False)
            return

        question = "Export the rows to which file? Its name ends in .csv, .md or .json."
        value = str(Path.cwd() / f"{self.export_name}.csv")
        ask = AskTargetScreen(question, value=value, suffixes=SUFFIXES, is_input=self.is_input)
        self.app.push_screen(ask, lambda path: self._export_to(Path(path)) if path else None)

    def _export_to(self, path: Path) -> None:
        from ...export.table_file import write_table

        try:
            count = write_table(path, *self.exported)
        except (ValueError, OSError) as error:
            reason = f"The rows were not exported: {why_not_written(error)}"
            self.notify(visible(reason), severity="warning", markup=False)
        else:
            self.notify(visible(f"{counted(count, 'row')} exported to {path}"), markup=False)

    def action_select(self) -> None:
        """Open the row under the cursor."""
        self.rows.action_select()

    def action_cursor_down(self) -> None:
        """The next row."""
        self.rows.action_cursor_down()

    def action_cursor_up(self) -> None:
        """The previous row."""
        self.rows.action_cursor_up()

    def action_page_down(self) -> None:
        """A page of rows down."""
        self.rows.action_page_down()

    def action_page_up(self) -> None:
        """A page of rows up."""
        self.rows.action_page_up()

    def action_first(self) -> None:
        """The first row."""
        self.rows.action_first()

    def action_last(self) -> None:
        """The last row."""
        self.rows.action_last()

    def action_found_next(self) -> None:
        """The next row; after the last, the first."""
        self.rows.action_next_round()

    def action_found_previous(self) -> None:
        """The previous row; before the first, the last."""
        self.rows.action_previous_round()


def some_of(steps: Steps[Row], seconds: float = SLICE) -> tuple[float, list[Row]]:
    """The findings within that many seconds, and the progress then, 0 to 1. Call it in a thread."""
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
