"""The spotlight: dims everything but the paragraph or the sentence at the caret."""

from __future__ import annotations

from ...text.span import Span
from ...widgets.article.layers import Mark
from ...widgets.article.paint import DIMMED
from .controller import Controller, Workspace

SPOTLIGHTS = ("", "paragraph", "sentence")
"""What can be left undimmed; "" dims nothing."""


class Spotlight(Controller):
    """Dims the text around the caret's paragraph or sentence, and follows the caret."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.on = ""
        """What is not dimmed, one of `SPOTLIGHTS`."""
        self._spotlit_span: Span | None = None

    def restore(self) -> None:
        """Restore the spotlight of the last session, and say so once."""
        if on := self._services.remembered.text("spotlight", *SPOTLIGHTS):
            self.set(on)
            dimmed = f"Everything but the {on} is dimmed, as you left it."
            self._status.notify_once(dimmed, "to change that", "spotlight")

    def cycle(self) -> None:
        """Dim everything but the paragraph, then everything but the sentence, then nothing."""
        self.set(SPOTLIGHTS[(SPOTLIGHTS.index(self.on) + 1) % len(SPOTLIGHTS)])
        self._status.set_status(f"dimmed: all but the {self.on}" if self.on else "nothing is dimmed")

    def default_status(self) -> str:
        """Say that the text is dimmed, and the key that changes it: short, since it stays and takes the place of other
        keys. In a list the footer is for the keys of the list."""
        return f"dimmed · {self._status.key('spotlight')}" if self.on and not self._sidebar.has_focus_within else ""

    def set(self, on: str) -> None:
        """Set what stays undimmed, one of `SPOTLIGHTS`."""
        self.on, self._spotlit_span = on, None
        self._services.remembered.keep(spotlight=on)
        self.follow(self._view.caret)

    def drop(self) -> bool:
        """Dim nothing. False if nothing was dimmed."""
        if not self.on:
            return False
        self.set("")
        return True

    def follow(self, caret: int) -> None:
        """Move the spotlight to the caret."""
        find = self._view.sentence_at if self.on == "sentence" else self._view.paragraph_at
        span = find(caret) if self.on else None
        if span == self._spotlit_span and span is not None:
            return
        end = len(self._view.article.text)
        dimmed = [] if span is None else [Span(0, span.start), Span(span.end, end)]
        self._view.set_layer("dimmed", [Mark(stretch, DIMMED) for stretch in dimmed])
        self._spotlit_span = span
