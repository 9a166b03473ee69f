"""Starts a reading screen: from the first words of an article to its complete analysis."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from ...formats.load_error import LoadError
from ...library.session import Session
from ...store.errors import StoreError
from ..services import Services

if TYPE_CHECKING:
    from ...text.analysis import Analysis
    from ...text.article import Article


class Stage(IntEnum):
    """The stages of startup."""

    OPENING = 0
    """Nothing has been drawn yet."""
    TEXT_SHOWN = 1
    """The text is on the screen and keys work. For a long file only the first screens are there; the rest is being
    read."""
    STORED_APPLIED = 2
    """The whole text is there, with everything from the store: highlights, corrections, topics and, if the article was
    analysed before, the analysis."""
    ANALYSING = 3
    """The analysis process is at work; of a long article, parts of the result are shown as they come."""
    READY = 4
    """The analysis is shown and saved, or has failed, which the sidebar reports."""


class StartupScreen(Protocol):
    """What `Startup` needs from its screen."""

    @property
    def is_open(self) -> bool:
        """True until the reader leaves the screen."""

    @property
    def caret(self) -> int:
        """The code point at the caret."""

    def replace_head(self, article: Article) -> None:
        """Show the whole article in place of its head, with the same words in the window."""

    def prepare_controllers(self) -> None:
        """Import and read what actions need. Runs in a thread."""

    def show_topics_in_bar(self) -> None:
        """Put the topics of the services into the topic bar."""

    def show_stored(self) -> None:
        """Show the highlights, the list that was open last, and the analysis if there is one."""

    def show_analysis(self) -> None:
        """Paint and list the current findings."""

    def show_offered_topics(self) -> None:
        """Show in the topic bar which other topics occur in the article."""

    def show_progress_of_analysis(self, sentence: str) -> None:
        """Show the current step in the sidebar; "" when the analysis is done."""

    def show_failure(self, sentence: str) -> None:
        """Say in the sidebar and in a notification that the analysis failed."""

    def record_place(self) -> None:
        """Record the initial position, so that merely opening an article does not write one."""

    def restore(self) -> None:
        """Offer an unsaved note, show the article's notices, and restore what was dimmed, folded or hidden."""

    def save_article(self) -> object:
        """Put the article into the library, in a worker."""

    def prepare_next(self) -> None:
        """Have the article after this one parsed."""

    def show_warning(self, sentence: str) -> None:
        """A warning in the notification area."""


class Startup:
    """Starts a reading screen in five stages, each reached once and in this order (see `Stage`):

    1. OPENING → TEXT_SHOWN when the first frame is drawn. Then the store and the topics are opened, and unless the
       store has the analysis, the analysis process starts to load its language model.
    2. TEXT_SHOWN → STORED_APPLIED when the rest of a long file has been read and the store asked, both in threads.
    3. STORED_APPLIED → ANALYSING at once, if the analysis, or a topic in it, is missing; otherwise → READY.
    4. ANALYSING → READY when the analysis process has answered.

    A key may be pressed at any time. Before step 1 is done, a key calls `prepare_for_keys`, which does the part of it
    that actions depend on. Leaving the screen cancels whatever is running.
    """

    def __init__(
        self,
        screen: StartupScreen,
        services: Services,
        session: Session,
        rest: Callable[[], Article] | None = None,
    ) -> None:
        """`rest` reads the whole article if the session has only its head."""
        self._screen = screen
        self._services = services
        self._session = session
        self._rest = rest
        self._prepared = False
        self.stage = Stage.OPENING

    @property
    def has_whole_text(self) -> bool:
        """Whether the session has the whole article, and not only its head."""
        return self._rest is None

    async def run(self, first_frame: asyncio.Event) -> None:
        """Go through all stages. `first_frame` is set when the text has been drawn."""
        await first_frame.wait()
        self.stage = Stage.TEXT_SHOWN
        # In a thread: a key that scrolls does not wait for it.
        await asyncio.to_thread(self._screen.prepare_controllers)
        self.prepare_for_keys()
        if not self._is_analysed():
            await self._load_model()
        await self._read_rest()
        await self._apply_stored()
        if not self._screen.is_open:
            return
        self.stage = Stage.STORED_APPLIED
        self._screen.restore()
        self._screen.save_article()
        await self.analyze()

    def prepare_for_keys(self) -> None:
        """Open the store and read the topics, which actions need besides the text."""
        if not self._prepared and self._screen.is_open:
            self._prepared = True
            self._open_store()
            if problem := self._services.load_topics():
                self._screen.show_warning(problem)
            self._screen.show_topics_in_bar()
            self._screen.record_place()

    def _open_store(self) -> None:
        known = self._services.store_problem  # the app has shown it
        self._session.store = self._services.ensure_store()
        if not known and self._services.store_problem:
            self._screen.show_warning(self._services.store_notice)

    def _is_analysed(self) -> bool:
        """Whether the store has the analysis; for a head, that of the text last read from the same source. False if the
        store cannot be read; `_apply_stored` reports that."""
        model = self._services.settings.model
        try:
            known = self._session.is_analysed if self.has_whole_text else self._session.was_analysed
            return known(model)
        except StoreError:
            return False

    async def _load_model(self) -> None:
        from ...analysis.client import AnalystError

        try:
            await self._services.analyst.prepare()
        except AnalystError as error:
            self._services.write_log(str(error))  # reported when the article is analysed

    async def _read_rest(self) -> None:
        if self._rest is None:
            return
        self._screen.show_progress_of_analysis("Reading the rest of the file…")
        try:
            article = await asyncio.to_thread(self._rest)
        except LoadError as error:
            self._screen.show_warning(str(error))
        else:
            if self._screen.is_open:
                self._screen.replace_head(article)
        self._rest = None  # it keeps the file in memory

    async def _apply_stored(self) -> None:
        try:
            stored = await asyncio.to_thread(self._session.load_stored, self._services.settings.model)
            if self._screen.is_open:
                self._session.apply_stored(stored)
        except StoreError as error:
            self._screen.show_warning(str(error))
        if self._screen.is_open:
            if self._session.raw_analysis is not None:  # nothing else will say that the rest has been read
                self._screen.show_progress_of_analysis("")
            self._screen.show_stored()

    # ------------------------------------------------------------ the analysis

    async def analyze(self) -> None:
        """Have the article analysed, or only searched for new topics, and show and save the result."""
        from ...analysis.client import AnalystError

        session = self._session
        if session.raw_analysis is None or session.missing_topics():
            self.stage = Stage.ANALYSING
            try:
                await self._ask()
            except AnalystError as error:
                self._screen.show_failure(str(error))
                self.stage = Stage.READY
                return
            self._screen.show_progress_of_analysis("")
            self._screen.show_analysis()
            if session.raw_analysis and (notice := session.raw_analysis.cut_notice(session.article.text)):
                self._screen.show_warning(notice)
            await self._save_analysis()
        self.stage = Stage.READY
        await self._count_other_topics()
        if self._screen.is_open and self._services.analyst_runs:
            self._screen.prepare_next()

    async def _ask(self) -> None:
        session, analyst = self._session, self._services.analyst
        if session.raw_analysis is None:
            self._show_progress("Reading the article", 0.0)
            analysis = await analyst.analyze(
                session.article,
                # With those that are only offered: searching for them later would save the whole analysis twice.
                [*session.topics, *session.missing_other_topics()],
                priority_offset=self._screen.caret,
                on_progress=self._show_progress,
                on_partial=self._show_partial,
            )
            session.set_analysis(analysis)
        if missing := session.missing_topics():
            found, _ = await analyst.passages(session.article, missing)
            session.set_passages(found)

    async def _count_other_topics(self) -> None:
        """Have an article that was analysed before searched for topics that are new and not in the bar, so that the bar
        can offer them."""
        from ...analysis.client import AnalystError

        session = self._session
        missing = session.missing_other_topics()
        if session.raw_analysis is None or not missing or not self._screen.is_open:
            return
        try:
            found, _ = await self._services.analyst.passages(session.article, missing)
        except AnalystError as error:
            self._services.write_log(str(error))
            return
        session.set_passages(found)
        self._screen.show_offered_topics()
        await self._save_analysis()

    def _show_progress(self, stage: str, done: float) -> None:
        if self._screen.is_open:
            self._screen.show_progress_of_analysis(f"{stage}… {done:.0%}" if done else f"{stage}…")

    def _show_partial(self, analysis: Analysis) -> None:
        if self._screen.is_open and self._session.raw_analysis is None:
            self._session.set_partial(analysis)
            self._screen.show_analysis()

    async def _save_analysis(self) -> None:
        if problem := await self._services.save_analysis(self._session):
            self._screen.show_warning(problem)
