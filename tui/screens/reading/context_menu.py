"""The menu that a right click opens, on words of the article or on a row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from ...actions.key_names import shown
from ...actions.menus import MENUS, menu_title
from ...actions.sidebar_lists import SIDEBAR_LISTS
from ...actions.table import BY_ID
from ...text.quotation_marks import in_quotes
from ..messages import RunAction
from .controller import Controller, Workspace
from .highlights import Highlights

if TYPE_CHECKING:
    from ..dialogs.menu import MenuEntry

LABEL = "label "
"""Begins the id of the entry for a label."""


class ContextMenu(Controller):
    """Offers what can be done here; the entry that is chosen does the same as its key."""

    def __init__(self, workspace: Workspace, highlights: Highlights) -> None:
        super().__init__(workspace)
        self._highlights = highlights

    def open_on_text(self, at: Offset) -> None:
        """The menu of the selection, or of the sentence at the caret, at a cell of the screen."""
        labels = self._highlights.label_entries(self._services.last_label)
        labels = [entry._replace(id=f"{LABEL}{entry.id}") for entry in labels]
        words = in_quotes(self._session.article.words(self._subject.span))
        self._open(words, [*labels, *self._entries("article")], at)

    def open_on_row(self, at: Offset) -> None:
        """The menu of the row under the cursor of the list."""
        row = self._sidebar.current
        if row is not None:
            from ..dialogs.menu import row_title

            title = row_title(row.line.plain.partition("\n")[0])
            self._open(title, self._entries(SIDEBAR_LISTS[self._sidebar.name_shown].row_kind), at)

    def _entries(self, menu: str) -> list[MenuEntry]:
        from ..dialogs.menu import MenuEntry

        keys = self._services.keys
        return [
            MenuEntry(id, self._title(menu, id), shown(keys[id][:1]))
            for id in MENUS[menu]
            if self._is_possible(menu, id)
        ]

    def _title(self, menu: str, id: str) -> str:
        if menu == "article" and id in ("delete", "note") and (placed := self._subject.highlight):
            menu = "annotated" if placed.highlight.note else "highlight"
        return menu_title(menu, id, BY_ID[id].title)

    def _is_possible(self, menu: str, id: str) -> bool:
        """Whether an action would find something to act on."""
        subject = self._subject
        found = subject.entity is not None or subject.quote is not None
        if menu in ("claim", "figure") and id == "mend":
            return subject.quote is not None or subject.lost is not None
        if id in ("list_speaker", "list_all"):
            return self._sidebar.narrowed is (id == "list_all")
        if menu != "article":
            return True
        if id == "explain":
            return found or bool(subject.topics)
        if id == "mend":
            return found or subject.selection is not None
        if id == "delete":
            return subject.highlight is not None or bool(subject.topics)
        return id != "about_too" or bool(self._session.active_topics)

    def _open(self, title: str, entries: list[MenuEntry], at: Offset) -> None:
        def done(id: str) -> None:
            if id.startswith(LABEL):
                self._highlights.mark_as(id.removeprefix(LABEL))
            else:
                # From the screen, because Textual does not let a message rise through its sender's own parent.
                self._view.screen.post_message(RunAction(id))

        self._dialogs.show_menu(title, entries, done, at=at)
