"""Output: copying, exporting notes, opening links."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from ...export.gathering import gather_article
from ...export.notes import merge_markdown, rewrite, to_csv, to_json
from ...export.table_file import SUFFIXES, WRONG_SUFFIX
from ...store.errors import StoreError
from ...terminal.clipboard import copy
from ...text.address import host, is_address, path, plain_host
from ...text.atomic_file import write_atomically
from ...text.safe import one_line, visible
from ...text.speaker_name import outlet_name, speaker_names
from ..messages import OpenArticle
from .controller import Controller, Workspace
from .lists import Lists


class Output(Controller):
    """Copies, exports and opens what a key acts on."""

    def __init__(self, workspace: Workspace, lists: Lists) -> None:
        super().__init__(workspace)
        self._lists = lists

    # ------------------------------------------------------------ copying

    def copy(self) -> None:
        """Copy the row of the list; else the selection; else the sentence."""
        self._copy(self.words())

    def copy_with_source(self) -> None:
        """Copy the words of `copy` with speaker, source and link."""
        self._copy("\n".join([self.words(), *self.source_lines()]))

    def words(self) -> str:
        """The words that are copied."""
        row = self._subject.current_row
        return (self._lists.copied(row) if row else "") or self._session.article.words(self._subject.span)

    def source_lines(self) -> list[str]:
        """The lines of a source under a quote: the speaker, the article, the link."""
        article, quote = self._session.article, self._subject.quote
        only_theirs = quote and (
            self._subject.row_of("quote") or any(part.contains(self._subject.span) for part in quote.spans)
        )
        who = f"{'—' if only_theirs else 'Quoted:'} {speaker_names(article.text, quote)}" if quote else ""
        if quote and quote.via:
            who += f", via {outlet_name(article.text, quote)}"
        if quote and quote.kind == "indirect":
            # Reported speech is not a verbatim quote, and anyone who pastes it must see that.
            who += f" (reported: “{article.words(quote.cue)}”)" if quote.cue else " (reported)"
        if quote and quote.unsure:
            who += " (speaker unsure)"
        where = ", ".join(part for part in (article.title, article.site, article.byline, article.date) if part)
        return [line for line in (who, where, article.url or article.source) if line]

    def _copy(self, words: str) -> None:
        self._view.run_worker(self._put_on_clipboard(words), exclusive=True, group="copy")

    async def _put_on_clipboard(self, words: str) -> None:
        # In a thread: a system's clipboard program may take seconds. What goes to the terminal is written from here.
        to_terminal: list[str] = []
        sentence = await asyncio.to_thread(
            copy,
            visible(words),
            to_terminal.append,
            environ=os.environ,
            folder=self._services.data_folder,
            how=self._services.settings.clipboard,
        )
        for text in to_terminal:
            self._view.app.copy_to_clipboard(text)
        self._status.notify(sentence)

    # ------------------------------------------------------------ exporting

    def export(self) -> None:
        """Ask for a Markdown file and write the notes on this article to it."""
        if self._notebook.open() is None:
            return
        if not self._session.placed:
            self._status.notify("There are no notes on this article yet.")
            return
        name = Path(path(self._session.article.source)).stem or "article"
        value = str(Path.cwd() / f"{name}-notes.md")
        self._dialogs.ask("Export the notes to which file? (.md, .csv or .json)", self.export_to, value=value)

    def export_to(self, path: str) -> None:
        """Write the file, in the format of its name. In an existing Markdown file only this article's block is
        replaced; the reader's own text stays."""
        store = self._session.store
        assert store is not None
        target = Path(os.path.expanduser(path))
        suffix = target.suffix.lower()
        if suffix not in SUFFIXES:
            self._status.notify(f"The notes were not exported. {WRONG_SUFFIX}", warning=True)
            return
        plain = {".csv": to_csv, ".json": to_json}.get(suffix)

        def write() -> None:
            notes = [gather_article(store, self._session.article)]
            if plain is not None:
                write_atomically(target, plain(notes).encode())
            else:
                rewrite(target, lambda old: merge_markdown(old, notes))

        if plain is not None and target.exists():
            self._dialogs.confirm("This file exists. Replace it?", str(target), lambda: self._write_notes(write, path))
        else:
            self._write_notes(write, path)

    def _write_notes(self, write: Callable[[], None], path: str) -> None:
        try:
            write()
        except (OSError, UnicodeDecodeError, StoreError) as error:
            self._status.notify(f"The notes were not exported: {error}", warning=True)
        else:
            self._status.notify(f"The notes were exported to {path}.")

    # ------------------------------------------------------------ the report

    def report(self) -> None:
        """Ask for a file and write a report on this article to it."""
        if self._session.raw_analysis is None:
            self._status.notify("The article is still being analysed; the report needs the whole analysis.")
            return
        name = Path(path(self._session.article.source)).stem or "article"
        value = str(Path.cwd() / f"{name}-report.html")
        self._dialogs.ask("Write the report to which file?", self.report_to, value=value)

    def report_to(self, path: str) -> None:
        """Write the report, in a thread: that of a very long article takes a second. Asks before a file is replaced."""
        target = Path(os.path.expanduser(path))

        def write() -> None:
            self._status.set_status("Writing the report…")
            self._view.run_worker(self._write_report(target), exclusive=True, group="report")

        if target.exists():
            self._dialogs.confirm("This file exists. Replace it?", str(target), write)
        else:
            write()

    async def _write_report(self, target: Path) -> None:
        try:
            await asyncio.to_thread(self._make_report, target)
        except (OSError, StoreError) as error:
            self._status.notify(f"The report was not written: {error}", warning=True)
        else:
            self._status.notify(f"The report was written to {target}.")
        finally:
            self._status.set_status("")

    def _make_report(self, target: Path) -> None:
        from ...export.report import report_page  # dateutil and jinja2, which only a report needs
        from ...export.report_gathering import gather_report

        session, analysis = self._session, self._session.analysis
        assert analysis is not None
        topics = {topic.fingerprint for topic in session.topics}
        analysis = replace(analysis, topics=tuple(one for one in analysis.topics if one.fingerprint in topics))
        labels = [(label.name, label.sign) for label in self._services.labels]
        page = report_page(gather_report(session.store, session.article, analysis, labels))
        write_atomically(target, page.encode())

    # ------------------------------------------------------------ opening

    def open_source(self) -> None:
        """Open the article's own address in the browser."""
        self.open_address(self._session.article.url or self._session.article.source)

    def open_address(self, address: str) -> None:
        """Show where a link leads, and open it in the browser only if the reader agrees."""
        if not (is_address(address) and host(address)):
            self._status.notify(f"Only web addresses can be opened, and this is not one: {one_line(address, 200)}")
            return
        asked = plain_host(address)
        shown = f"{visible(address)}\n(its host is {asked})" if asked else visible(address)
        self._dialogs.confirm("Open this address in the browser?", shown, lambda: self._view.app.open_url(address))

    def open_another(self) -> None:
        """Ask for a file or an address and show it in place of this screen."""
        self._dialogs.ask_path(self._open)

    def _open(self, source: str) -> None:
        self._view.post_message(OpenArticle(source))
