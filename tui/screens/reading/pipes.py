"""The reader's own programs, from the table `[pipe]` in the settings."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from ...terminal.pipe import run_pipe
from ...text.address import is_address, path
from ...text.safe import one_line
from ...text.speaker_name import speaker_names
from ...widgets.lists.item import Item
from .controller import Controller, Workspace
from .note_writing import NoteWriting
from .output import Output


class Pipes(Controller):
    """Runs one of the reader's programs on the words that keys act on."""

    def __init__(self, workspace: Workspace, output: Output, notes: NoteWriting) -> None:
        super().__init__(workspace)
        self._commands = self._services.settings.pipe
        self._output = output
        self._notes = notes

    def choose(self) -> None:
        """Ask which program to run; a single one is run at once."""
        if not self._commands:
            self._status.notify("No program is set up. Add a [pipe] table to the settings: newsreader config --path")
        elif len(self._commands) == 1:
            self.run(*self._commands)
        else:
            items = [
                Item(name, Content(f"{one_line(name)}  {one_line(command)}"), search=name.casefold())
                for name, command in self._commands.items()
            ]
            self._dialogs.choose("Run which program on these words?", items, self.run)

    def run(self, name: str) -> None:
        """Run the program of that name and show its output."""
        from ..dialogs.pipe import PipeScreen

        command, span = self._commands[name], self._subject.span
        screen = PipeScreen(name, command, partial(run_pipe, command, self.values()))

        def done(output: str | None) -> None:
            if output is not None:
                self._notes.write_text(span, output)

        self._view.app.push_screen(screen, done)

    def values(self) -> dict[str, str]:
        """What the placeholders stand for now."""
        article, quote, placed = self._session.article, self._subject.quote, self._subject.highlight
        return {
            "text": self._output.words(),
            "speaker": speaker_names(article.text, quote) if quote else "",
            "note": placed.highlight.note if placed else "",
            "title": article.title,
            "url": article.url or (article.source if is_address(article.source) else ""),
            "file": "" if is_address(article.source) else path(article.source),
        }
