"""The reading position: the caret and the top of the window, saved with the article."""

from __future__ import annotations

from ...library.session import Session
from ...store.errors import StoreError
from ..services import Services


class Position:
    """Saves the position when it has changed. An article that was only opened and left is not written."""

    def __init__(self, session: Session, services: Services) -> None:
        self._session = session
        self._services = services
        self.caret: int | None = None
        """The caret; None before the article is shown."""
        self.top = 0
        """The first code point on the screen."""
        self._progress = 0.0
        """How far down the window is, as the footer shows it."""
        self._saved: object = None

    def update(self, caret: int, top: int, progress: float) -> None:
        """Record the current position."""
        self.caret, self.top, self._progress = caret, top, progress

    def mark_saved(self) -> None:
        """Record the present position as the saved one, so that merely opening an article does not write it."""
        self._saved = self._state()

    @property
    def is_marked(self) -> bool:
        """True once `mark_saved` was called: changes are saved from then on."""
        return self._saved is not None

    def save(self) -> None:
        """Save the position if it has changed. An error is only logged, because the reader was already notified."""
        state = self._state()
        if self.caret is None or self._saved is None or state == self._saved:
            return
        self._session.state["top"] = self.top
        try:
            self._session.save_position(self.caret, self._progress)
            self._saved = state
        except StoreError as error:
            self._services.write_log(str(error))

    def save_again(self) -> None:
        """Save the place that the reader has come back to, if the same article, opened a second time over this one, has
        saved another: what was on the screen last counts."""
        try:
            saved = self._session.saved_offset()
        except StoreError as error:
            self._services.write_log(str(error))
            return
        if self.is_marked and saved not in (None, self.caret):
            self._saved = ()
            self.save()

    def _state(self) -> object:
        others = {name: value for name, value in self._session.state.items() if name not in ("top", "done", "lit")}
        return self.caret, self.top, repr(sorted(others.items())), tuple(self._session.active_topics)
