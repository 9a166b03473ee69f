"""Writing to the notebook: a change is saved, shown, and reported if it cannot be saved."""

from __future__ import annotations

from collections.abc import Callable

from ...library.session import Session
from ...store.errors import StoreError
from ...store.history import Change
from ...store.notebook import Notebook
from ..services import Services
from .status import Status


class NotebookWriter:
    """The reading screen changes notes and corrections only through this class."""

    def __init__(self, session: Session, services: Services, status: Status, on_change: Callable[[bool], None]) -> None:
        """`on_change` shows the notes; it gets True if the corrections changed as well."""
        self._session = session
        self._services = services
        self._status = status
        self._on_change = on_change
        self._made: set[Change] = set()
        """The changes made on this screen. Others may be newer: commands and other windows write here, too."""

    def open(self) -> Notebook | None:
        """The notebook; None if nothing can be saved, after saying why."""
        if self._session.store is None or not self._session.is_writable:
            self._status.notify(f"Notes cannot be saved: {self._services.store_problem}", warning=True)
            return None
        return self._session.store.notebook

    def write(self, change: Callable[[Notebook], object], *, quiet: bool = False) -> bool:
        """Make a change and show it. False if it could not be saved, after saying why unless `quiet`."""
        notebook = self.open()
        if notebook is None:
            return False
        try:
            before = notebook.next_undo()
            change(notebook)
            if (made := notebook.next_undo()) not in (before, None):
                self._made.add(made)
            corrections_changed = self._session.reload_notes()
        except (StoreError, ValueError) as error:
            if not quiet:
                self._status.notify(f"This was not saved: {error}", warning=True)
            return False
        self._on_change(corrections_changed)
        return True

    def is_own(self, change: Change) -> bool:
        """Whether a change was made on this screen since the article was opened."""
        return change in self._made

    def reload(self) -> None:
        """Show what another program has written. If the store cannot be read, nothing changes until it can."""
        try:
            corrections_changed = self._session.reload_notes()
        except StoreError:
            return
        self._on_change(corrections_changed)
