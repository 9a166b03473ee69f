"""Screens that can be dismissed once only."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class DismissedOnce(Screen[Result]):
    """A screen of which a second dismissal does nothing.

    Two keys pressed in quick succession both reach a box that the first of them closes. Textual would then close the
    screen below, down to the last one, and end the program with an exception. (No upstream issue is known to us.)

    Name it after `ModalScreen` among the bases of a class: Textual inherits style rules through the first base only.
    """

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close this screen with that result, unless it is closed already."""
        return super().dismiss(result) if self in self.app.screen_stack else AwaitComplete()
