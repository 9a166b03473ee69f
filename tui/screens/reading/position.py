"""The reading position: the caret and the top of the window, saved with the article."""

from __future__ import annotations

from ...library.session import READ, Session
from ...store.errors import StoreError
from ...text.span import Span
from ..services import Services

ALMOST = READ - 0.01
"""The most that is saved as read where the reader went to the end without reading what is before it."""


class Position:
    """Saves the position when it has changed. An article that was only opened and left is not written."""

    def __init__(self, session: Session, services: Services) -> None:
        self._session = session
        self._services = services
        self.caret: int | None = None
        """The caret; None before the article is shown."""
        self.top = 0
        """The first code point on the screen."""
        self._end = 0
        self._progress = 0.0
        """How far down the window is, as the footer shows it."""
        self._seen: int | None = None
        """The end of what was on the screen without a gap from the beginning, or from where the reader left off."""
        self._saved: object = None

    def update(self, caret: int, shown: Span, progress: float) -> None:
        """Record the current position: the caret, the part of the text on the screen, and how far down it is."""
        if self._seen is None:
            self._seen = self._session.state.get("top", 0)
        if not self._session.article.text[self._seen : shown.start].strip():
            self._seen = max(self._seen, shown.end)
        self.caret, self.top, self._progress = caret, shown.start, progress
        self._end = shown.end

    @property
    def progress(self) -> float:
        """How much was read, 0 to 1. One who goes to a row near the end has not read everything before it."""
        return self._progress if self._end <= (self._seen or 0) else min(self._progress, ALMOST)

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
            self._session.save_position(self.caret, self.progress)
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
