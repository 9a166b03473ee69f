"""Undoes and redoes changes to notes and corrections. An unexpected one is named first, and the reader is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.widget import Widget

from ..store.errors import StoreError
from ..store.history import Change
from ..store.notebook import Notebook
from ..text.quotation_marks import in_quotes
from ..text.safe import one_line, visible
from ..text.when import when


def turn(
    host: Widget,
    notebook: Notebook,
    *,
    redo: bool,
    is_expected: Callable[[Change], bool],
    then: Callable[[Change], None],
    here: str | None = None,
    everywhere: bool = False,
) -> None:
    """Undo the last change, or redo the one undone last, and say what it was and in which article.

    A change that is not `is_expected`, such as one made before the article was opened, is named first, for a yes or
    no. `then` is called when it has been undone. `here` is the source of the article on the screen, which needs no
    name; after a no to undoing a change in another article, the last one in this article is offered. With `everywhere`,
    only corrections that hold for all articles are undone.
    """
    Turn(host, notebook, redo, is_expected, then, here, everywhere).run()


@dataclass(frozen=True)
class Turn:
    """One press of the key for undo or redo; the fields are the arguments of `turn`."""

    host: Widget
    notebook: Notebook
    redo: bool
    is_expected: Callable[[Change], bool]
    then: Callable[[Change], None]
    here: str | None
    everywhere: bool

    @property
    def verb(self) -> str:
        """What the reader asked for, in a word."""
        return "redo" if self.redo else "undo"

    def run(self) -> None:
        """Undo or redo the last change, or ask first."""
        next_change = self.notebook.next_redo if self.redo else self.notebook.next_undo
        try:
            change = next_change(everywhere=self.everywhere)
            if change is None:
                self.host.notify(f"There is nothing to {self.verb}.", markup=False)
                return
            where = _article(self.notebook, change) if change.source else "all articles"
        except StoreError as error:
            self._warn(error)
            return
        if self.is_expected(change):
            self._turn(change)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._turn(change)
            elif yes is False and not self.redo and self.here not in (None, change.source):
                self._offer_here()

        self._ask(change, where, answered)

    def _turn(self, change: Change, source: str | None = None) -> None:
        try:
            if self.redo:
                said = self.notebook.redo(everywhere=self.everywhere) or ""
            else:
                said = self.notebook.undo(everywhere=self.everywhere, source=source) or ""
            where = "" if change.source in ("", self.here) else f" In {_article(self.notebook, change)}."
        except StoreError as error:
            self._warn(error)
            return
        self.then(change)
        self.host.notify(visible(f"{said}{where}"), markup=False)

    def _offer_here(self) -> None:
        try:
            own = self.notebook.next_undo(source=self.here)
        except StoreError as error:
            self._warn(error)
            return
        if own is not None:
            self._ask(own, "this article", lambda yes: self._turn(own, self.here) if yes else None)

    def _ask(self, change: Change, where: str, answered: Callable[[bool | None], None]) -> None:
        from .dialogs.confirm import ConfirmScreen

        about = visible(f"In {where}, {when(change.made)}")
        question = visible(f"{self.verb.capitalize()} {change.what}?")
        self.host.app.push_screen(ConfirmScreen(question, about), answered)

    def _warn(self, error: StoreError) -> None:
        self.host.notify(visible(str(error)), severity="warning", markup=False)


def _article(notebook: Notebook, change: Change) -> str:
    return in_quotes(one_line(notebook.title_of(change.source), 60))
