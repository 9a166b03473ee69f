"""Lists that covered the text: `q` leads back to them from the place to which the reader went from one of their rows.

They are screens with rows about the article, such as a comparison or a concordance, and on a narrow screen the
sidebar.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from textual.screen import Screen

from .controller import Controller, Workspace
from .footer import Footer
from .view import ViewOptions

Result = TypeVar("Result")


class WayBack(Controller):
    """Keeps the screen from which the reader went to a place in the text, as it was."""

    def __init__(self, workspace: Workspace, footer: Footer, options: ViewOptions) -> None:
        """`options` opens the sidebar again if it covered the text."""
        super().__init__(workspace)
        self._footer = footer
        self._options = options
        self._kept: tuple[Screen[Any], Callable[[Any], None]] | None = None

    def show(self, screen: Screen[Result | None], go: Callable[[Result], None]) -> None:
        """Show a screen that returns a place, or None if it was closed; `go` goes to the place. After it was closed,
        the key still leads back to the list from before, unless that was of the same kind."""
        if self._kept is not None and type(self._kept[0]) is type(screen):
            self.drop()
        self._show_in_footer()

        def done(place: Result | None) -> None:
            if place is None:
                return
            self.drop()
            # Textual removes a screen that is closed, unless it is installed.
            self._view.app.install_screen(screen, f"way back to {id(screen)}")
            self._kept = (screen, go)
            self._show_in_footer()
            self._view.focus()  # keys act on the place, not on a row of the list that had the focus before
            go(place)
            self._options.left_drawer = ""  # the screen covered the sidebar too

        self._view.app.push_screen(screen, done)

    def _show_in_footer(self) -> None:
        self._footer.leads_back = self._kept is not None
        self._footer.show_keys()

    def go_back(self) -> bool:
        """Show the latest list again. False if there is none."""
        if self._options.reopen_drawer():
            return True
        if self._kept is None:
            return False
        screen, go = self._kept
        self._kept = None
        self._view.app.uninstall_screen(screen)
        self.show(screen, go)
        return True

    def drop(self) -> None:
        """Close the screen for good, and forget that the sidebar covered the text."""
        self._options.left_drawer = ""
        if self._kept is not None:
            screen, _ = self._kept
            self._kept = None
            self._view.app.uninstall_screen(screen)
            screen.remove()
