"""Jumping by letters: one key puts a letter on every name and quotation in the window."""

from __future__ import annotations

from textual.events import Key

from ...text.span import Span
from ...widgets.article.jump_letters import JumpLetters
from .controller import Controller, Workspace


class Jumping(Controller):
    """Shows the letters and takes the keys that follow; any other key, or a click, removes the letters."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._letters: JumpLetters | None = None

    def show_letters(self) -> None:
        """Put a letter on every name and quotation in the window."""
        targets = self._targets()
        if not targets:
            self._status.notify("There is no name and no quotation on this page.")
            return
        self._view.focus()
        self._letters = JumpLetters(targets)
        self._view.take_next_key(self._pressed)
        self._view.show_letters(self._letters.shown)
        self._status.set_status("type a letter to jump there", stays=True)

    def _targets(self) -> list[int]:
        analysis, window = self._session.analysis, self._view.on_screen
        if analysis is None:
            return []
        starts = {mention.span.start for entity in analysis.entities for mention in entity.mentions}
        starts |= {quote.span.start for quote in analysis.quotes}
        return sorted(offset for offset in starts if window.covers(offset))

    def _pressed(self, event: Key | None) -> bool:
        """Take a key; None for a click. False if it is not one of the letters and has its usual meaning."""
        letters, character = self._letters, event.character if event is not None else None
        if letters is None:
            return False
        target = letters.press(character or " ")
        left = letters.shown if target is None else {}
        self._view.show_letters(left)
        if left:
            self._view.take_next_key(self._pressed)
            return True
        self._letters = None
        self._status.set_status("")
        if target is not None:
            self._view.go_to(Span(target, target))
        return target is not None or (event is not None and event.key == "escape")
