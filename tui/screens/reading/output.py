"""The reading screen's way out: copying, exporting, links, and other articles."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work

from ...store.errors import StoreError
from ...text.address import host, is_address, path, plain_host
from ...text.safe import one_line, visible
from ...widgets.article.view import ArticleView
from ..messages import OpenArticle, OpenNeighbour, ReloadArticle
from .corrections import MendActions
from .find import FindActions
from .topics import TopicActions
from .view import ViewActions

if TYPE_CHECKING:
    from ..dialogs.palette import PaletteItem


class OutputActions(TopicActions, FindActions, MendActions, ViewActions):
    """Actions that bring something out of the program, or another article in."""

    def close_something(self) -> bool:
        """Close what has the focus, or leave what is being done: what `q` does before it quits. False where there is
        nothing of the kind."""
        return self.leave_placing() or self._leave_list() or self._leave_zen()

    def take_back(self) -> bool:
        """Take back one thing, the nearest: what `esc` does. False where nothing is on."""
        return (
            self.leave_placing()
            or self._leave_list()
            or self.drop_find()
            or self.drop_light()
            or self.unfold()
            or self.drop_spotlight()
            or self._leave_zen()
        )

    def _leave_list(self) -> bool:
        if self.view.has_focus:
            return False
        self.view.focus()
        return True

    def _leave_zen(self) -> bool:
        if not self.has_class("zen"):
            return False
        self.action_zen()
        return True

    # ------------------------------------------------------------ copying

    def action_copy(self) -> None:
        """Copy the selection; else the quotation or note of the list; else the sentence."""
        self.copy(self.copied_words())

    def action_copy_with_source(self) -> None:
        """Copy the same with speaker, source and link."""
        self.copy("\n".join([self.copied_words(), *self.source_lines()]))

    def copied_words(self) -> str:
        """The words that `y` takes."""
        article = self.session.article
        if self.in_list("quotes") and (quote := self.quote_here()):
            return " … ".join(article.words(span) for span in quote.spans)
        if self.in_list("people") and (entity := self.entity_here()):
            return entity.name
        if self.in_list("notes") and (placed := self.highlight_here()):
            note = placed.highlight.note
            return placed.highlight.target.exact + (f"\n{note}" if note else "")
        if (row := self.in_list("figures") or self.in_list("outline")) and row.spans:
            return article.words(row.spans[0])
        return article.words(self.here())

    def source_lines(self) -> list[str]:
        """Who said it, where, and the link: the lines of a source under a quotation."""
        from ...widgets.lists.quotes_list import speaker_name

        article = self.session.article
        quote = self.quote_here()
        who = f"— {speaker_name(article, quote)}" if quote else ""
        if quote and quote.kind == "indirect":
            # Reported speech is not what somebody said to the letter; whoever pastes it must see that.
            who += f" (reported: “{article.words(quote.cue)}”)" if quote.cue else " (reported)"
        if quote and quote.unsure:
            who += " (speaker unsure)"
        where = ", ".join(part for part in (article.title, article.site, article.byline, article.date) if part)
        return [line for line in (who, where, article.url or article.source) if line]

    @work(exclusive=True, group="copy")
    async def copy(self, words: str) -> None:
        """Put words on the clipboard and say where they went."""
        from ...config.paths import data_folder
        from ...terminal.clipboard import copy

        # In a thread: a program of the system may take seconds. What goes to the terminal goes there from here.
        to_terminal: list[str] = []
        said = await asyncio.to_thread(
            copy,
            visible(words),
            to_terminal.append,
            environ=os.environ,
            folder=data_folder(self.services.data_dir),
            how=self.services.settings.clipboard,
        )
        for text in to_terminal:
            self.app.copy_to_clipboard(text)
        self.tell(said)

    # ------------------------------------------------------------ exporting

    def action_export(self) -> None:
        """Write the notes of this article to a Markdown file; the reader's own text in it stays."""
        if self.notebook() is None:
            return
        if not self.session.placed:
            self.tell("There are no notes on this article yet.")
            return
        name = Path(path(self.session.article.source)).stem or "article"
        self.ask("Export the notes to which Markdown file?", self.export_to, value=str(Path.cwd() / f"{name}-notes.md"))

    def export_to(self, path: str) -> None:
        """Write the file and say so. In a file that is there only this article's block is replaced."""
        from ...export.gathering import gather_article
        from ...export.notes import merge_markdown, rewrite

        store = self.session.store
        assert store is not None
        target = Path(os.path.expanduser(path))
        try:
            notes = [gather_article(store, self.session.article)]
            rewrite(target, lambda old: merge_markdown(old, notes))
        except (OSError, UnicodeDecodeError, StoreError) as error:
            self.tell(f"The notes were not written: {error}", warning=True)
        else:
            self.tell(f"The notes are in {path}.")

    # ------------------------------------------------------------ links and other articles

    @on(ArticleView.LinkActivated)
    def _link_activated(self, event: ArticleView.LinkActivated) -> None:
        self.ask_to_open(event.href)

    def action_open_source(self) -> None:
        """Open the article's own address in the browser."""
        address = self.session.article.url or self.session.article.source
        self.ask_to_open(address)

    def ask_to_open(self, address: str) -> None:
        """Say where a link leads, and open it only if the reader says so."""
        if not (is_address(address) and host(address)):
            self.tell(f"Only web addresses are opened, and this is none: {one_line(address, 200)}")
            return

        def done(yes: bool | None) -> None:
            if yes:
                self.app.open_url(address)

        from ..dialogs.confirm import ConfirmScreen

        asked = plain_host(address)
        shown = f"{visible(address)}\n(its host is {asked})" if asked else visible(address)
        self.app.push_screen(ConfirmScreen("Open this address in the browser?", shown), done)

    def action_open_another(self) -> None:
        """Ask for a file or an address and read it."""

        def done(source: str) -> None:
            self.post_message(OpenArticle(source))

        self.ask("Which file or address?", done, hint="a path, or https://…")

    def action_article_next(self) -> None:
        """The next article of those given on the command line."""
        self.post_message(OpenNeighbour(1))

    def action_article_previous(self) -> None:
        """The one before."""
        self.post_message(OpenNeighbour(-1))

    def action_reload(self) -> None:
        """Read the file again; try the analysis again where it failed."""
        self.post_message(ReloadArticle())

    # ------------------------------------------------------------ the palette

    def palette_items(self) -> Iterable[PaletteItem]:
        """What the article holds: topics, speakers, names, headings."""
        from ...export.plain_lines import KINDS, passages
        from ..dialogs.palette import TOPIC, PaletteItem

        session = self.session
        for number, topic in enumerate(session.topics, start=1):
            found = session.passages(topic.name)
            count = f", {passages(len(found.passages))}" if found else ""
            state = ("on" if topic.name in session.active_topics else "off") + count
            yield PaletteItem(TOPIC, topic.name, partial(self.action_topic, number), state)
        analysis = session.analysis
        speakers = {q.speaker.entity for q in analysis.quotes if q.speaker} if analysis else set()
        for entity in analysis.entities if analysis else ():
            kind = "Speaker" if entity.id in speakers else KINDS.get(entity.label, "Other").removesuffix("s")
            count = f"{len(entity.mentions)} mentions"
            yield PaletteItem(kind, entity.name, partial(self.show_entity, entity), count)
        for block in session.article.blocks:
            if block.kind in ("headline", "heading"):
                yield PaletteItem("Heading", session.article.words(block.span), partial(self.jump, block.span))
