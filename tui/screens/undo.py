"""Undoes and redoes changes to notes and corrections. An unexpected one is named first, and the reader is asked."""

from __future__ import annotations

from collections.abc import Callable

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
    from .dialogs.confirm import ConfirmScreen

    verb = "redo" if redo else "undo"

    def run(change: Change, source: str | None = None) -> None:
        try:
            if redo:
                said = notebook.redo(everywhere=everywhere) or ""
            else:
                said = notebook.undo(everywhere=everywhere, source=source) or ""
            where = "" if change.source in ("", here) else f" In {_article(notebook, change)}."
        except StoreError as error:
            host.notify(visible(str(error)), severity="warning", markup=False)
            return
        then(change)
        host.notify(visible(f"{said}{where}"), markup=False)

    def ask(change: Change, where: str, answered: Callable[[bool | None], None]) -> None:
        about = visible(f"In {where}, {when(change.made)}")
        host.app.push_screen(ConfirmScreen(visible(f"{verb.capitalize()} {change.what}?"), about), answered)

    def offer_here() -> None:
        try:
            own = notebook.next_undo(source=here)
        except StoreError:
            return
        if own is not None:
            ask(own, "this article", lambda yes: run(own, here) if yes else None)

    try:
        change = notebook.next_redo(everywhere=everywhere) if redo else notebook.next_undo(everywhere=everywhere)
        if change is None:
            host.notify(f"There is nothing to {verb}.", markup=False)
            return
        where = _article(notebook, change) if change.source else "all articles"
    except StoreError as error:
        host.notify(visible(str(error)), severity="warning", markup=False)
        return
    if is_expected(change):
        run(change)
        return

    def answered(yes: bool | None) -> None:
        if yes:
            run(change)
        elif yes is False and not redo and here not in (None, change.source):
            offer_here()

    ask(change, where, answered)


def _article(notebook: Notebook, change: Change) -> str:
    return in_quotes(one_line(notebook.title_of(change.source), 60))
