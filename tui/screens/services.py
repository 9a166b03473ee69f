"""What every screen needs besides its own data: settings, keys, the store, the analysis process, topics.

The application creates one `Services` and hands it to each screen. It knows no screen and no application: screens post
the messages of `messages.py` when something outside themselves is to happen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from ..actions.footers import footer_for
from ..actions.key_names import shown
from ..actions.keys import keys_of
from ..config.paths import data_folder, log_file
from ..config.remembered import Remembered
from ..config.remembered_bar import RememberedBar
from ..library.editor_files import EditorFiles
from ..library.unsaved_texts import UnsavedTexts
from ..store.errors import StoreDamaged, StoreError, StoreNewer
from ..store.files import holds_store
from ..text.topic import Topic, TopicError
from ..widgets.bars.key_bar import Hint

if TYPE_CHECKING:
    from logging import Logger

    from ..analysis.client import Analyst
    from ..config.settings import Label, Settings
    from ..formats.article_source import ArticleSource
    from ..library.session import Session
    from ..store.database import Store

DRAFT_PAUSE = 2.0
"""Seconds until a draft that could not be saved is tried again."""


class Services:
    """Settings, keys, store, analysis process and topics, shared by all screens of one run of the program."""

    def __init__(self, settings: Settings, *, topics: Sequence[Topic] | None = (), data_dir: str | None = None) -> None:
        """`topics` are those of the topic bar; None leaves them to `load_topics`, after the first frame.

        `data_dir` is the value of `--data-dir`.
        """
        self.settings = settings
        self.keys = keys_of(settings.preset, dict(settings.keys))
        self.labels: Sequence[Label] = settings.labels
        """The labels of highlights, in the order of their digits."""
        self.last_label = settings.labels[0].name
        """The label that the next highlight gets."""
        self.data_dir = data_dir
        self.data_folder = data_folder(data_dir)
        self.log_path = log_file(data_dir)
        self.remembered = Remembered(self.data_folder)
        self.remembered_bar = RememberedBar(self.remembered)
        self.topics = list(topics or ())
        """The topics of the topic bar, in order."""
        self.topics_at_start = [topic.name for topic in self.topics]
        """Names of the topics that the settings or the command line put into the bar."""
        self.known_topics: Sequence[Topic] = ()
        """All topics of this reader, those of the bar among them; empty until `load_topics` has read them."""
        self.topics_known = topics is not None
        """Whether `topics` are final; if not, `load_topics` reads them."""
        self.shown_once: set[str] = set()
        """Sentences that were shown and are not to be shown again."""
        self.pages: dict[str, ArticleSource] = {}
        """Web pages that were fetched and are not in the library yet, by digest of the article."""
        self.last_source = ""
        """Path or address of the article that was opened last."""
        self.store: Store | None = None
        self.store_problem = ""
        """Why nothing can be saved; empty if saving works."""
        self._store_token = 0
        self.unsaved = UnsavedTexts()
        """Text that the reader has typed but the store could not save."""
        self.editor_files = EditorFiles(self.data_folder)
        """The files of notes that are being written in the reader's own editor."""
        self._draft_problem = ""
        """Why the last draft could not be saved."""
        self._next_draft = 0.0
        """When (`monotonic`) the next attempt is made to save a draft that failed."""
        self._analyst: Analyst | None = None
        self.analysing_library = asyncio.Lock()
        """Held while an article of the library is analysed for a list."""
        self._logger: Logger | None = None

    # ------------------------------------------------------------ the store

    @property
    def has_store(self) -> bool:
        """Whether there is a store on this machine, opened or not."""
        return holds_store(self.data_folder)

    def open_store(self) -> None:
        """Open the store, or create it. Where that fails, `store_problem` says why, and the store is opened for
        reading if possible."""
        from ..store.database import open_store  # SQLite; without a store the first frame comes before it

        try:
            self.store = open_store(self.data_folder)
            self._store_token = self.store.token()
        except StoreError as error:
            self.store_problem = str(error)
            if self.has_store and not isinstance(error, StoreDamaged | StoreNewer):
                with suppress(StoreError):
                    self.store = open_store(self.data_folder, read_only=True)

    def ensure_store(self) -> Store | None:
        """The store, created now if this is the first start on this machine; None if that fails.

        Not part of the constructor, because creating a file takes time, and the first frame does not need it.
        """
        if self.store is None and not self.store_problem:
            self.open_store()
        return self.store

    @property
    def store_notice(self) -> str:
        """A sentence for the reader when an article is opened; empty if everything can be saved."""
        return f"{self.store_problem} You can read, but notes are off." if self.store_problem else ""

    def store_changed(self) -> bool:
        """Whether another program has written to the store since the last call."""
        if self.store is None:
            return False
        try:
            token = self.store.token()
        except StoreError:
            return False
        changed, self._store_token = token != self._store_token, token
        return changed

    def expect_change(self) -> None:
        """Make the next `store_changed` return True: a screen that was closed may have changed notes."""
        self._store_token = -1

    def drafts(self) -> dict[str, str]:
        """The texts of unfinished notes, by key. Raises StoreError."""
        return (self.store.notebook.drafts() if self.store else {}) | self.editor_files.left_behind()

    def take_unfinished_note(self) -> str:
        """A sentence about a note that was being written when the program ended, once in this session; else ""."""
        from ..library.unfinished_notes import unfinished_note

        try:
            sentence = unfinished_note(self.store, self.drafts()) if self.store else ""
        except StoreError:
            return ""
        if not sentence or sentence in self.shown_once:
            return ""
        self.shown_once.add(sentence)
        return sentence

    def draft(self, key: str) -> str | None:
        """The unsaved text under that key when the program last stopped, or None."""
        try:
            return self.store.notebook.draft(key) if self.store else None
        except StoreError:
            return None

    def keep_draft(self, key: str, text: str, *, about: str = "") -> str:
        """Save text that is still being typed. Returns a sentence saying why that failed, else "".

        Text that cannot be saved is held in memory, and saved by a later call, or by `close` or `rescue`. After a
        failure nothing is tried for `DRAFT_PAUSE` seconds: a store that another program is writing to costs a quarter
        of a second. `about` is a phrase for the reader that says what the note is on.
        """
        now = monotonic()
        if key in self.unsaved and now < self._next_draft:
            self.unsaved.hold(key, about, text)
            return self._draft_problem
        try:
            if self.store is None:
                raise StoreError(self.store_problem or "There is no store.")
            self.store.notebook.keep_draft(key, text)
        except StoreError as error:
            self._draft_problem, self._next_draft = str(error), now + DRAFT_PAUSE
            if key not in self.unsaved:
                self.write_log(str(error))
            self.unsaved.hold(key, about, text)
            return self._draft_problem
        self.unsaved.drop(key)
        return ""

    def drop_draft(self, key: str) -> None:
        """Delete a draft: its text was saved or discarded."""
        self.unsaved.drop(key)
        self.editor_files.drop(key)
        if self.store is not None:
            try:
                self.store.notebook.drop_draft(key)
            except StoreError as error:
                self.write_log(str(error))

    def rescue(self) -> str:
        """Write text that could not be saved to a file. Returns a sentence with its name, "" if there is no such
        text."""
        return self.unsaved.rescue([self.data_folder])

    # ------------------------------------------------------------ the analysis

    @property
    def analyst(self) -> Analyst:
        """The client of the analysis process, which starts with the first request."""
        if self._analyst is None:
            from ..analysis.client import Analyst

            self._analyst = Analyst(self.settings.model, self.log_path)
        return self._analyst

    @analyst.setter
    def analyst(self, analyst: Analyst) -> None:
        self._analyst = analyst

    @property
    def analyst_runs(self) -> bool:
        """Whether the analysis process is running."""
        return self._analyst is not None and self._analyst.running

    async def save_analysis(self, session: Session) -> str:
        """Save what was found in an article, for the next start and for the lists of all articles. Returns a sentence
        saying why that failed, else ""."""
        if session.raw_analysis is not None:
            try:
                # In a thread: a long article's analysis is megabytes, and a key must not wait for them.
                await asyncio.to_thread(session.save_analysis, session.raw_analysis, self.settings.model)
            except StoreError as error:
                return str(error)
        return ""

    async def close(self) -> None:
        """End the analysis process and close the store."""
        self.editor_files.close()
        if self._analyst is not None:
            await self._analyst.close()
        if self.store is not None:
            self._next_draft = 0.0
            for key, (about, text) in self.unsaved.items():
                self.keep_draft(key, text, about=about)
                self._next_draft = 0.0
            self.store.close()

    # ------------------------------------------------------------ topics, keys, log

    def load_topics(self) -> str:
        """Read the topics for the bar unless they are known. Returns a sentence about a topics file with an error, in
        which case the built-in topics are used; else an empty string."""
        from ..library.known_topics import is_on, known_topics
        from ..text.topics_file import built_in_topics

        if self.topics_known:
            return ""
        self.topics_known = True
        problem = ""
        try:
            self.known_topics = known_topics(self.settings)
            self.topics = [topic for topic in self.known_topics if is_on(topic, self.settings)]
        except TopicError as error:
            problem = str(error)
            self.known_topics = built_in_topics()
            self.topics = [topic for topic in self.known_topics if topic.on]
        self.topics_at_start = [topic.name for topic in self.topics]
        return problem

    def hints(self, scope: str, variant: str = "") -> list[Hint]:
        """The footer's keys for a scope of the action table and for the kind of rows or the mode (`footer_for`)."""
        return [
            Hint(shown(self.keys[action.id][:1]), action.short or action.title, action.id)
            for action in footer_for(scope, variant)
            if self.keys[action.id]
        ]

    def write_log(self, sentence: str, error: BaseException | None = None) -> None:
        """Add a warning to the log, with the error's traceback; the first line creates the file."""
        from ..config.log_file import start_log

        if self._logger is None:
            self._logger = start_log(self.log_path)
        self._logger.warning("%s", sentence, exc_info=error)
