"""The reading screen's look: panes, width, zen; and the place that is remembered."""

from __future__ import annotations

from ..store.database import StoreError
from .reading_base import ReadingBase

STEP = 4
"""Columns by which the measure grows and shrinks."""


class ViewActions(ReadingBase):
    """Actions on how the article is shown."""

    def restore_view(self) -> None:
        """Take up what was remembered of how this article was looked at."""
        if self.session.state.get("folded") and self.session.lit_spans():
            self.view.fold(self.session.lit_spans())

    seen: tuple[int, int] | None = None
    """Caret and first code point on the screen, as they were last; None before anything moved."""
    _kept: object = None

    def keep_place(self) -> None:
        """Remember where the reader is, if that has changed. A store that fails here has been told of before."""
        if self.seen is None:
            return
        caret, top = self.seen
        self.session.state["top"] = top
        now = (self.seen, repr(self.session.state), tuple(self.session.lit))
        if now == self._kept:
            return
        try:
            self.session.keep_position(caret)
            self._kept = now
        except StoreError as error:
            self.log.warning(str(error))

    def action_switch_pane(self, by: int = 1) -> None:
        """From the article to the list and back."""
        if self.view.has_focus:
            self.sidebar.display = True
            self.sidebar.list.focus()
        else:
            self.view.focus()

    def action_toggle_sidebar(self) -> None:
        """Hide the sidebar or show it."""
        self.sidebar.display = not self.sidebar.display
        self.session.state["sidebar"] = self.sidebar.display
        if not self.sidebar.display:
            self.view.focus()

    def action_zen(self) -> None:
        """Hide everything but the words, or show all again."""
        self.set_class(not self.has_class("zen"), "zen")
        self.view.focus()

    def action_wider(self) -> None:
        """Longer lines."""
        self._measure(STEP)

    def action_narrower(self) -> None:
        """Shorter lines."""
        self._measure(-STEP)

    def _measure(self, by: int) -> None:
        self.view.measure = min(160, max(30, self.view.measure + by))
        self.session.state["measure"] = self.view.measure
        self.key_bar.say(f"lines of {self.view.measure} columns")
