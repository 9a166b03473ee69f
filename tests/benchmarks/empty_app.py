"""An empty Textual app: one line of text, and a key that changes it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """The floor for every program built with Textual."""

    def compose(self) -> ComposeResult:
        """Show the line that the benchmark waits for."""
        yield Static("Opening words of the benchmark", markup=False)

    def on_key(self) -> None:
        """Answer any key with another line, so that its latency can be measured."""
        line = self.query_one(Static)
        line.update("Opening words" if "benchmark" in str(line.content) else "Opening words of the benchmark")


if __name__ == "__main__":
    EmptyApp().run()
