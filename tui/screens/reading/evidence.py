"""Evidence: comparing the article with what was said."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from ...formats.head import stated_day
from ...library.opening import load, open_known
from ...library.session import version_key
from ...notes.corrected_analysis import corrected
from ...store.errors import StoreError
from ...store.source import source_key
from ...text.analyzed import Analyzed
from ...text.safe import end_of, one_line
from ...widgets.lists.item import Item
from .checking import Checking
from .controller import Controller, Workspace
from .stops import Stops
from .way_back import WayBack

if TYPE_CHECKING:
    from ...text.analysis import Analysis
    from ...text.article import Article

MOST_ARTICLES = 10_000
"""The largest number of articles of the library to choose from."""


class Evidence(Controller):
    """Compares the article with a source that the reader chooses."""

    def __init__(
        self,
        workspace: Workspace,
        stops: Stops,
        way_back: WayBack,
        checking: Checking,
        on_date: Callable[[], None],
    ) -> None:
        """`on_date` shows what depends on the date of publication."""
        super().__init__(workspace)
        self._stops = stops
        self._way_back = way_back
        self._on_date = on_date
        self._checking = checking
        self._chosen = self._typed = ""
        """The source of the article of the library that was chosen last, and the file or address typed last."""
        self._waiting: Callable[[], None] | None = None
        """Shows the comparison for which a source was chosen before the analysis was done."""

    def verify(self) -> None:
        """Ask for a source, and compare the quotations with it."""
        found = self._session.raw_analysis
        if found and not any(quote.kind != "indirect" for quote in found.quotes):
            self._status.notify("The article has no quotation to compare.")
            return
        self._choose("Verify the quotations against which article?", self._show_verification)

    def _is_analysed(self, then: Callable[[], None]) -> bool:
        """True if the article has been analysed. If it is being analysed, `then` is called afterwards."""
        if self._session.raw_analysis is None and self._status.progress:
            self._waiting = then
            self._status.set_status("")  # the default one says so, until the analysis is done
        elif self._session.raw_analysis is None:
            self._status.notify_with("The article has not been analysed.", "to try again", "reload", warning=True)
        return self._session.raw_analysis is not None

    def show_waiting(self) -> None:
        """Show the comparison that waited for the analysis, unless the reader is in another screen or box by now."""
        then, self._waiting = self._waiting, None
        if then is not None and self._view.screen.is_current:
            then()

    def default_status(self) -> str:
        """Say, while the article is analysed, that a comparison waits for it."""
        return "comparing after the analysis" if self._waiting is not None and self._status.progress else ""

    def _choose(self, question: str, then: Callable[[Callable[[], Awaitable[Article]]], None]) -> None:
        """Ask for an article of the library, a file or an address; `then` gets the function that reads it.

        The question does not wait for the analysis, or a path typed at once would be read as commands.
        """
        store = self._session.store

        async def known(source: str) -> Article:
            assert store is not None
            article = await asyncio.to_thread(open_known, store, source)
            if article is None:
                raise StoreError("This article is no longer in the library.")
            return article

        async def named(source: str) -> Article:
            return (await load(source)).article

        def chosen(source: str) -> None:
            self._chosen = source
            then(lambda: known(source))

        def typed(source: str) -> None:
            self._chosen, self._typed = "", source
            then(lambda: named(source))

        self._dialogs.choose(
            question,
            self._library_items(),
            chosen,
            point_to=self._chosen,
            own="Read the file or address ",
            last_own=self._typed,
            then_own=typed,
            hint="a title, a path (tab completes it), or https://…",
            with_files=True,
        )

    def _library_items(self) -> list[Item]:
        from ..dialogs.ask_path import path_room  # as `FindBar`

        store, here = self._session.store, source_key(self._session.article)
        try:
            rows = store.articles.library(limit=MOST_ARTICLES) if store else []
        except StoreError as error:
            self._status.notify(str(error), warning=True)
            return []
        room = path_room(self._view.app.size.width) - 12  # beside the date
        items = []
        for row in rows:
            if row.source != here:
                facts = " · ".join(fact for fact in (row.site, row.date) if fact)
                line = Content.assemble(
                    (f"{one_line(row.date or '', 10):<10}  ", "$text-muted"), one_line(row.title, room)
                )
                if row.same_title or row.title == self._session.article.title:
                    line = line.append(Content.styled(f"\n            {end_of(row.source, room)}", "$text-muted"))
                items.append(Item(row.source, line, search=f"{row.title} {facts} {row.source}".casefold()))
        return items

    def _show_verification(self, load: Callable[[], Awaitable[Article]]) -> None:
        from ..verification import VerificationScreen  # as `FindBar`

        if not self._is_analysed(lambda: self._show_verification(load)):
            return
        analysis = self._session.analysis
        assert analysis is not None
        check = self._checking
        changes = (check.check_against, check.verdicts, check.undo, check.redo)
        screen = VerificationScreen(self._session.article, analysis, load, self._analyze, *changes)
        self._way_back.show(screen, self._stops.jump)

    def compare(self) -> None:
        """Ask for another article, and compare this one with it."""
        self._choose("Compare with which article?", self._show_comparison)

    def _show_comparison(self, load: Callable[[], Awaitable[Article]]) -> None:
        from ..comparison import ComparisonScreen  # as `FindBar`

        if not self._is_analysed(lambda: self._show_comparison(load)):
            return
        session = self._session
        assert session.analysis is not None

        async def analyzed() -> Analyzed:
            article = await load()
            return Analyzed(article.source, article, await self._analyze(article))

        here = Analyzed(session.article.source, session.article, session.analysis)
        self._way_back.show(ComparisonScreen(here, analyzed), self._stops.jump)

    def state_date(self, typed: str | None = None) -> None:
        """Ask for the day of publication, which days in the text count from, and store it for this article."""
        if self._notebook.open() is None:
            return
        value = (self._session.article.date or "") if typed is None else typed
        hint = "for example 2024-05-15"
        self._dialogs.ask_or_empty("When was it published?", self._save_date, value=value, hint=hint)

    def _save_date(self, typed: str) -> None:
        session = self._session
        assert session.store is not None
        try:
            day = stated_day(typed) if typed else None
        except ValueError:
            self._status.notify(f"“{one_line(typed, 20)}” is not a day like 2024-05-15 or May 15, 2024.", warning=True)
            self.state_date(typed)
            return
        if day == (session.article.date or None):
            return  # nothing to save, and nothing to say
        try:
            session.store.articles.state_date(source_key(session.article), day)
        except StoreError as error:
            self._status.notify(f"This was not saved: {error}", warning=True)
            return
        session.article = replace(session.article, date=day).named(session.article.digest)
        self._on_date()
        self._status.set_status(
            f"published on {day}; undo does not change that" if day else "no date is stated any more"
        )

    async def _analyze(self, article: Article) -> Analysis:
        """Raises StoreError, AnalystError."""
        stored = await asyncio.to_thread(self._stored_analysis, article)
        return stored or await self._services.analyst.analyze(article, together=True)

    def _stored_analysis(self, article: Article) -> Analysis | None:
        """The analysis of the library, with the reader's corrections; None if it is out of date. Raises StoreError."""
        store = self._session.store
        version = version_key(self._services.settings.model, article)
        found = store.articles.analysis(article.digest, version=version) if store else None
        return corrected(found, store.notebook.corrections(article), article) if found and store else None
