"""Shows what the reader's own program makes of some words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...terminal.pipe import PipeError
from ...text.safe import visible
from .box import BoxScreen


class PipeScreen(BoxScreen[str]):
    """Runs a program and shows its output. Returns the output if it is to become a note, else None."""

    DEFAULT_CSS = """
    PipeScreen { align: center middle; }
    PipeScreen > Vertical { width: 84; max-width: 96%; height: auto; max-height: 90%; border: round $accent;
        background: $surface; padding: 0 1 1 1; }
    PipeScreen VerticalScroll { height: auto; max-height: 24; }
    PipeScreen .command { height: auto; max-height: 3; color: $text-muted; margin-bottom: 1; }
    """
    BINDINGS = [Binding("escape,q", "leave", "Close"), Binding("a", "note", "Note")]

    def __init__(self, name: str, command: str, run: Callable[[], Awaitable[str]]) -> None:
        """`run` runs the command; it raises PipeError, and ends the program when it is cancelled."""
        super().__init__()
        self._heading = name
        self._command = command
        self._run = run
        self._output = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(visible(self._heading))
            yield Static(Content(visible(self._command)), classes="command", markup=False)
            with VerticalScroll():
                yield Static("Running…", id="output", markup=False)
            yield Static("[@click=screen.leave]esc ends it[/]", classes="keys")

    def on_mount(self) -> None:
        """Run the program; leaving the screen cancels it."""
        self.run_worker(self._show_output())
        self.query_one(VerticalScroll).focus()

    async def _show_output(self) -> None:
        try:
            self._output = await self._run()
            shown = self._output or "(no output)"
        except PipeError as error:
            shown = str(error)
        keys = "[@click=screen.note]a makes it a note[/] · " if self._output else ""
        self.query_one("#output", Static).update(Content(visible(shown)))
        self.query_one(".keys", Static).update(f"{keys}[@click=screen.leave]esc closes[/]")

    def action_note(self) -> None:
        """Return the output, if there is one."""
        if self._output:
            self.dismiss(visible(self._output))
