"""The places that `]` and `[` step through, and jumping to a place."""

from __future__ import annotations

from collections.abc import Sequence

from ...text.safe import visible
from ...text.span import Span
from .controller import Controller, Workspace
from .view import ViewOptions

ROOMY = 80
"""Columns of a footer in which the sentence about the current place stays: there is room for the keys next to it."""


class Stops(Controller):
    """A named series of spans, in the order of the text."""

    def __init__(self, workspace: Workspace, options: ViewOptions) -> None:
        """`options` shows the text if a list covers it."""
        super().__init__(workspace)
        self._options = options
        self.name = ""
        """What the footer calls one of them: “quote”, “passage”, the name of a person."""
        self.spans: tuple[Span, ...] = ()
        self._reported: Span | None = None
        self._matches: Sequence[Span] | None = None
        workspace.key_bar.strip_hidden = lambda: self._sidebar.display and self._matches is None

    def set_stops(self, name: str, spans: Sequence[Span]) -> None:
        """Let `]` and `[` step through these spans."""
        same, before = name == self.name, self._sentence()
        self.name, self.spans = name, tuple(sorted(spans))
        if same and before:
            self._status.update_status(before, self._sentence(), "item_next")
        self._show_strip()

    def show_matches(self, matches: Sequence[Span] | None) -> None:
        """Show the matches of a search in the footer in place of the stops, until one of these is reported; None shows
        the stops again."""
        self._matches = matches
        self._show_strip()

    def _show_strip(self) -> None:
        """Draw in the footer where the stops or the matches are. The sidebar has a strip of its own for its rows, so
        the stops are hidden while it is open."""
        spans = self.spans if self._matches is None else self._matches
        self._key_bar.show_strip(spans, len(self._session.article.text), self._view.caret)

    def jump(self, span: Span, more: str = "") -> None:
        """`step_to`, and show the text if a list covers it."""
        self.step_to(span, more)
        self._options.uncover_text()

    def step_to(self, span: Span, more: str = "") -> None:
        """Go to a place in the text and report it. `more` is added to the sentence in the footer."""
        self._view.go_to(span)
        self.report_stop(span, more)

    def show_clicked(self, span: Span) -> None:
        """Go to a place that was clicked in a strip; a selection stays as it is, and the place only comes into view."""
        if self._view.selecting is None:
            self.jump(span)
        else:
            self._view.reveal(span.start, span.end)
            self._options.uncover_text()

    def report_stop(self, span: Span, more: str = "") -> None:
        """Show in the footer which of the stops this is."""
        self._reported = span
        if sentence := self._sentence():
            more = f" · {more}" if more else ""
            roomy = self._key_bar.size.width >= ROOMY
            self._status.set_status(f"{sentence}{more}", span, stays=roomy, action="item_next")
            self.show_matches(None)
        else:
            self._status.set_status("")

    def _sentence(self) -> str:
        """Which of the stops was reported last; "" if none or if it is one no longer."""
        if self._reported is None or self._reported not in self.spans:
            return ""
        return f"{visible(self.name)} {self.spans.index(self._reported) + 1}/{len(self.spans)}"

    def following(self, by: int) -> tuple[Span, str]:
        """The next stop after the caret (`by` 1) or before it (-1), and a remark if stepping wrapped around.

        Call it only if there are stops.
        """
        here = self._view.caret
        if by > 0:
            found = next((span for span in self.spans if span.start > here), None)
            return (found, "") if found else (self.spans[0], "again from the first")
        found = next((span for span in reversed(self.spans) if span.start < here), None)
        return (found, "") if found else (self.spans[-1], "again from the last")
