"""Output: copying, exporting notes, opening links."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from ...actions.sidebar_lists import SIDEBAR_LISTS
from ...export.gathering import gather_article
from ...export.html_page import PAGE_SUFFIXES
from ...export.notes import merge_markdown, rewrite, to_csv, to_json
from ...export.table_file import SUFFIXES, write_table
from ...library.claim_rows import COLUMNS, claim_rows, fields
from ...store.errors import StoreError
from ...terminal.clipboard import copy
from ...text.address import host, is_address, path, plain_host
from ...text.analyzed import Analyzed
from ...text.atomic_file import why_not_written, write_atomically
from ...text.safe import one_line, visible
from ...text.same_file import is_same_file
from ...text.speaker_name import outlet_name, speaker_names
from ..lists.rows import counted
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
            kind = "reported" if quote.is_said else "attitude"
            who += f" ({kind}: “{article.words(quote.cue)}”)" if quote.cue else f" ({kind})"
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
        """Ask for a file and write the notes on this article to it; with the focus in another list, its rows."""
        name = self._sidebar.name_shown
        if self._subject.is_list and name != "notes":
            self._export_checks() if name == "checks" else self._export_rows(name)
            return
        if self._notebook.open() is None:
            return
        if not self._session.placed:
            self._status.notify("There are no notes on this article yet.")
            return
        self._ask_target(
            "Export the notes to which file? (.md, .csv or .json)", "notes.md", self.export_to, SUFFIXES, merges=[".md"]
        )

    def export_to(self, target: Path) -> None:
        """Write the notes, in the format of the file's name. In an existing Markdown file only this article's block is
        replaced; the reader's own text stays."""
        store = self._session.store
        assert store is not None
        plain = {".csv": to_csv, ".json": to_json}.get(target.suffix.lower())

        def write() -> None:
            notes = [gather_article(store, self._session.article)]
            if plain is not None:
                write_atomically(target, plain(notes).encode())
            else:
                rewrite(target, lambda old: merge_markdown(old, notes))

        self._write("The notes were", write, target)

    def _export_rows(self, name: str) -> None:
        if SIDEBAR_LISTS[name].needs_analysis and self._session.raw_analysis is None:
            self._status.notify("The article is still being analysed; the list needs the whole analysis.")
            return
        columns, rows = self._lists.exported()
        if not rows:
            self._status.notify("There are no rows to export.")
            return

        what = f"{counted(len(rows), 'row')} of the list {'was' if len(rows) == 1 else 'were'}"

        def write(target: Path) -> None:
            self._write(what, lambda: write_table(target, columns, rows), target)

        question = "Export the rows of the list to which file? (.csv, .md or .json)"
        self._ask_target(question, f"{name}.csv", write, SUFFIXES)

    def _export_checks(self) -> None:
        article, analysis, placed = self._session.article, self._session.analysis, self._session.placed
        if analysis is None:
            self._status.notify("The article is still being analysed; the check list needs the whole analysis.")
            return

        def write(target: Path) -> None:
            rows = [list(fields(row)) for row in claim_rows(Analyzed(article.source, article, analysis), placed)]
            self._write("The check list was", lambda: write_table(target, COLUMNS, rows), target)

        question = "Export the check list to which file? (.csv, .md or .json)"
        self._ask_target(question, "checks.csv", write, SUFFIXES)

    def _ask_target(
        self,
        question: str,
        name: str,
        then: Callable[[Path], None],
        suffixes: Sequence[str],
        *,
        merges: Sequence[str] = (),
    ) -> None:
        """Ask for a file, beginning with one in the current folder whose name ends in `name`."""
        source = self._session.article.source
        value = str(Path.cwd() / f"{Path(path(source)).stem or 'article'}-{name}")
        self._dialogs.ask_target(
            question,
            then,
            value=value,
            suffixes=suffixes,
            is_input=lambda target: is_same_file(target, source),
            merges=merges,
        )

    def _write(self, what: str, write: Callable[[], object], target: Path) -> None:
        try:
            write()
        except (OSError, UnicodeDecodeError, StoreError) as error:
            self._status.notify(f"{what} not exported: {why_not_written(error)}", warning=True)
        else:
            self._status.notify(f"{what} exported to {target}.")

    # ------------------------------------------------------------ the report

    def report(self) -> None:
        """Ask for a file and write a report on this article to it."""
        if self._session.raw_analysis is None:
            self._status.notify("The article is still being analysed; the report needs the whole analysis.")
            return
        self._ask_target("Write the report to which file?", "report.html", self.report_to, PAGE_SUFFIXES)

    def report_to(self, target: Path) -> None:
        """Write the report, in a thread: that of a very long article takes a second."""
        self._status.set_status("Writing the report…", stays=True)
        self._view.run_worker(self._write_report(target), exclusive=True, group="report")

    async def _write_report(self, target: Path) -> None:
        try:
            await asyncio.to_thread(self._make_report, target)
        except (OSError, StoreError) as error:
            self._status.notify(f"The report was not written: {why_not_written(error)}", warning=True)
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
