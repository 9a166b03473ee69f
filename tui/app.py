"""The program: themes, keys, the store and the analyst, and which screen is shown."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import App
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.widget import Widget

from .actions.table import BY_ID, bindings, footer_for, keys_of, shown
from .config.paths import data_folder, log_file
from .config.remembered import Remembered
from .formats.load_error import LoadError
from .library.session import Session, was_analysed
from .look import themes
from .store.database import (
    Store,
    StoreDamaged,
    StoreError,
    StoreNewer,
    holds_store,
    open_store,
)
from .terminal.short_driver import LeanDriver
from .text.address import is_address
from .text.article import Article
from .text.safe import clean, visible
from .text.span import Span
from .text.topic import Topic, TopicError
from .widgets.bars.key_bar import Hint

if TYPE_CHECKING:
    import argparse
    from logging import Logger

    from rich.console import RenderableType
    from textual.notifications import Notify, SeverityLevel
    from textual.screen import Screen
    from textual.theme import Theme

    from .analysis.client import Analyst
    from .config.settings import Label, Settings
    from .formats.article_source import ArticleSource, PartialArticle
    from .notes.highlight import Highlight
    from .reading_process import Reading
    from .screens.reading.screen import ReadingScreen


TWICE_BY_HABIT = 0.4
"""Seconds within which a second press of the key that leaves is the same one: held down, or pressed twice by habit."""
TO_LEAVE = 5.0
"""Seconds in which it quits after it has asked."""
ASKING = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What a reader does that is to be answered at once."""

AHEAD = 0.3
"""Seconds after which the article that is likely to come next is got ready: keys come first, and what the cursor passes
by is not meant."""
AHEAD_TEXT, AHEAD_FILE = 18_000, 400_000
"""Code points and bytes of the longest that is: what is parsed in one go, in half a second."""


class NewsReader(App[None]):
    """Reads articles closely."""

    TITLE = "newsreader"
    CSS_PATH = "look/app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = [*bindings("app")]

    def __init__(
        self,
        settings: Settings,
        *,
        article: Article | None = None,
        rest: Callable[[], Article] | None = None,
        paths: Sequence[str] = (),
        topics: Sequence[Topic] = (),
        more_topics: Callable[[], Sequence[Topic]] | None = None,
        has_topics: Callable[[], bool] | None = None,
        data_dir: str | None = None,
        theme: str = "",
        format: str | None = None,
    ) -> None:
        """`article` is shown first; where it is only the head of one, `rest` gives the whole (`files.open_article`).

        `more_topics` gives the topics once the words are on the screen; it may raise TopicError. `has_topics` tells
        whether it takes no time by now.
        """
        # Before Textual's own start: it asks for the colours of these (`get_css_variables`).
        self.settings = settings
        self.topics = list(topics)
        """Those of the topic bar, in order."""
        self.topics_at_start = [topic.name for topic in topics]
        """Names of the topics that the settings or the command line put there."""
        self._more_topics = more_topics
        self._has_topics = has_topics
        self.labels: Sequence[Label] = settings.labels
        self.remembered = Remembered(data_folder(data_dir))
        wanted = theme or ("" if settings.theme == "auto" else settings.theme) or self.remembered.text("theme")
        choice = themes.choose(os.environ, wanted)
        # Before Textual makes its style sheet: a theme that is set afterwards has all of it made a second time.
        self.set_reactive(App.theme, choice.theme)
        super().__init__(ansi_color=choice.ansi_color)
        self.keys = keys_of(settings.preset, dict(settings.keys))
        self._first_notices = [*([choice.notice] if choice.notice else []), *self.keys.problems]
        self.pages: dict[str, ArticleSource] = {}
        """By digest, the pages that articles were taken from, until they are kept."""
        self.first_screen: Screen[None] | None = None
        """Shown first, in place of an article."""
        self.first_article = article
        self.first_format = format
        """What an address that is opened first is to be read as; None to tell by itself."""
        self.last_source = ""
        """What was opened last, for the list it was opened from."""
        self.problem = ""
        """Why the program ended without having shown anything, for the shell."""
        self.first_rest = rest
        self.paths = list(paths)
        self.data_dir = data_dir
        self.last_label = settings.labels[0].name
        self.log_path = log_file(data_dir)
        self._sent_on: deque[events.Key] = deque(maxlen=64)
        """Letters that were given to a field late, so that none goes round for ever."""
        self.store: Store | None = None
        self.store_problem = ""
        self._store_token = 0
        self.start_offset = 0
        self.told: set[str] = set()
        """What need not be told again."""
        self._left_at = self._asked_at = float("-inf")
        """When the key that leaves was pressed last, and when it last asked to be pressed again."""
        self._analyst: Analyst | None = None
        self._ahead_of = ""
        """What is being parsed, or was last, before it is opened."""
        self._log_file: Logger | None = None
        folder = data_folder(data_dir)
        if article is None or holds_store(folder):
            self._open_store(folder)

    # ------------------------------------------------------------ start and end

    def _open_store(self, folder: Path) -> None:
        try:
            self.store = open_store(folder)
            self._store_token = self.store.token()
        except StoreError as error:
            self.store_problem = str(error)
            if holds_store(folder) and not isinstance(error, StoreDamaged | StoreNewer):
                # What was kept can be looked at all the same.
                with contextlib.suppress(StoreError):
                    self.store = open_store(folder, read_only=True)
            sentence = f"{error} You can read; notes are not kept."
            if self.is_running:
                self.notify(visible(sentence), severity="warning", markup=False, timeout=12)
            else:
                self._first_notices.append(sentence)

    def keep_from_now(self) -> Store | None:
        """The store, made now if this is the first time on this machine: the disk takes its time with a new file, and
        there is nothing in it that the first frame needs."""
        if self.store is None and not self.store_problem:
            self._open_store(data_folder(self.data_dir))
        return self.store

    def telling(self) -> Callable[[str], None]:
        """What tells the reader something from another thread."""
        loop = asyncio.get_running_loop()

        def told(sentence: str) -> None:
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(lambda: self.notify(visible(sentence), markup=False, timeout=8))

        return told

    @property
    def knows_topics(self) -> bool:
        """Whether `find_topics` has done its work."""
        return self._more_topics is None

    @property
    def has_topics(self) -> bool:
        """Whether `find_topics` takes no time."""
        return self.knows_topics or self._has_topics is not None and self._has_topics()

    def find_topics(self) -> bool:
        """Read the topics, which were left until the words are shown. False where they are known already."""
        more, self._more_topics = self._more_topics, None
        if more is None:
            return False
        try:
            self.topics = list(more())
        except TopicError as error:
            from .text.topics_file import built_in_topics

            self.notify(visible(str(error)), severity="warning", markup=False, timeout=12)
            self.topics = [topic for topic in built_in_topics() if topic.on]
        self.topics_at_start = [topic.name for topic in self.topics]
        if any(topic.color for topic in self.topics):
            self.refresh_css(animate=False)
        return True

    def on_mount(self) -> None:
        """Show the first article with the first frame; a list where several are meant, or none."""
        self.set_keymap(self.keys.textual())
        self._end_tidily()
        # Not at once: until this is done Textual holds every frame back, so the words would be laid out in vain and
        # drawn only when all that follows the first frame is done as well.
        self.call_later(self._show_first)

    def _show_first(self) -> None:
        if self.first_screen is not None:
            self.push_screen(self.first_screen)
        elif self.first_article is not None:
            self.open_article(self.first_article, rest=self.first_rest)
        elif len(self.paths) == 1:
            self._fetch_first(self.paths[0])
        else:
            from .screens.lists.library import LibraryScreen

            self.push_screen(LibraryScreen(list(self.paths)))
        self.call_after_refresh(self._tell_first_notices)

    def _end_tidily(self) -> None:
        """Give the terminal back, with what is typed kept, when somebody ends the program or closes its window."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self.exit, None, 128 + number)

    def _tell_first_notices(self) -> None:
        if self.first_article is None:
            gc.enable()
        for notice in self._first_notices:
            self.notify(visible(notice), severity="warning", markup=False, timeout=12)

    async def on_unmount(self) -> None:
        """End the analysis process and close the store."""
        if self._analyst is not None:
            await self._analyst.close()
        if self.store is not None:
            self.store.close()

    # ------------------------------------------------------------ articles

    def open_path(self, path: str, span: Span | None = None) -> None:
        """Read a file or an address; a sentence tells where that cannot be done. `span` is a place to go to."""
        self._fetch(path, span)

    @work(exclusive=True, group="open")
    async def _fetch(self, path: str, span: Span | None) -> None:
        if (opened := await self._load(path)) is not None:
            self.open_article(opened.article, span=span)

    @work(exclusive=True, group="open")
    async def _fetch_first(self, path: str) -> None:
        if (opened := await self._load(path, self.first_format)) is not None:
            self.open_article(opened.article)

    async def _load(self, source: str, format: str | None = None) -> ArticleSource | None:
        """What is at a path or an address, read now; None where there is nothing, which is told."""
        from textual.worker import get_current_worker

        from .library.opening import load

        waiting = None
        if is_address(source):
            from .screens.dialogs.fetching import FetchingScreen

            waiting = FetchingScreen(source, get_current_worker().cancel)
            await self.push_screen(waiting)
        try:
            opened = await load(source, format=format, progress=waiting.told if waiting else None)
        except LoadError as error:
            self._close_waiting(waiting, str(error))
            return None
        except asyncio.CancelledError:
            self._close_waiting(waiting, "Nothing was fetched: you left it." if waiting else "")
            raise
        self._close_waiting(waiting, "")
        if opened.raw is not None:
            self.pages[opened.article.digest] = opened
        return opened

    def _close_waiting(self, waiting: Screen[None] | None, problem: str) -> None:
        if waiting is not None and self.screen is waiting:
            self.pop_screen()
        if problem and len(self.screen_stack) < 2:
            # Nothing else is open: the sentence is told in the shell.
            self.problem = problem
            self.exit(return_code=2)
        elif problem:
            self.notify(visible(problem), severity="warning", markup=False)

    @work(exclusive=True, group="open")
    async def open_known(self, source: str, span: Span | None = None) -> None:
        """Read an article of the library: the file as it is now, or the text that was kept of an address or a pipe.

        `span` is a place in the text that was read last.
        """
        from .library.opening import open_known, place_now

        if self.store is None:
            return
        try:
            article = await asyncio.to_thread(open_known, self.store, source)
            if article is not None and span is not None:
                span = await asyncio.to_thread(place_now, self.store, article, span)
        except (LoadError, StoreError) as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
            return
        if article is None:
            self.notify("The text of this article is not in the library.", severity="warning", markup=False)
        else:
            self.open_article(article, span=span)

    @work(exclusive=True, group="open")
    async def open_note(self, highlight: Highlight) -> None:
        """Read the article of a note, at its place."""
        from .library.opening import open_noted

        if self.store is None:
            return
        try:
            article, span = await asyncio.to_thread(open_noted, self.store, highlight)
        except (LoadError, StoreError) as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
            return
        if article is None:
            where = visible(highlight.target.source)
            self.notify(f"The article of this note is not in the library: {where}", severity="warning", markup=False)
            return
        self.open_article(article, span=span)
        if span is None:
            self.notify("The marked words are not in the text as it is now.", severity="warning", markup=False)

    def open_neighbour(self, by: int) -> None:
        """The next or previous of the articles that were named or opened."""
        from .screens.reading.screen import ReadingScreen

        screen = self.screen
        source = screen.session.article.source if isinstance(screen, ReadingScreen) else ""
        neighbour = self._neighbour(source, by)
        if neighbour is None:
            self.notify("There is no other article here; O opens one.", markup=False)
            return
        self.open_path(neighbour)

    def _neighbour(self, source: str, by: int) -> str | None:
        if len(self.paths) < 2 or source not in self.paths:
            return None
        return self.paths[(self.paths.index(source) + by) % len(self.paths)]

    def look_ahead(self, source: str) -> None:
        """Get the article after this one ready while this one is read."""
        if after := self._neighbour(source, 1):
            self.get_ready(after)

    def get_ready(self, source: str, *, kept: bool = False) -> None:
        """Have an article parsed that is likely to be read next, so that its lists are there sooner; what was to be got
        ready before it is not any more. Only where the language model is loaded. Of an address, which is not asked
        since who asks is seen from outside, what the library has of it where it is to be read so (`kept`)."""
        if source != self._ahead_of and self.analyst_runs and (kept or not is_address(source)):
            self._ahead_of = source
            self._get_ready(source, kept)

    @work(exclusive=True, group="ahead")
    async def _get_ready(self, source: str, kept: bool) -> None:
        from .analysis.client import AnalystError
        from .library.opening import short_article

        await asyncio.sleep(AHEAD)
        try:
            if kept and was_analysed(self.store, source, self.settings.model):
                return  # or the file has changed since: then it is as any other when it is opened
            article = await asyncio.to_thread(short_article, source, self.store, AHEAD_FILE, kept=kept)
            if article is None or len(article.text) > AHEAD_TEXT or not self.analyst_runs:
                return
            if not Session(article, self.store).is_analysed(self.settings.model):
                await self.analyst.parse_ahead(article)
        except (OSError, LoadError, StoreError, AnalystError):
            pass  # whatever is wrong with it is told when it is opened
        except Exception as error:
            # A fault of ours in an article that nobody has opened must not end the reading of this one.
            self.keep_in_log(f"{source} could not be got ready", error)

    def reload(self) -> None:
        """Read the article's file or address again and show what has changed."""
        from .screens.reading.screen import ReadingScreen

        if isinstance(self.screen, ReadingScreen):
            self._reload(self.screen)

    @work(exclusive=True, group="open")
    async def _reload(self, screen: ReadingScreen) -> None:
        from .library.opening import previous
        from .library.shelf import is_pipe

        before = screen.session.article
        after: Article | None = before
        if not is_pipe(before.source):
            opened = await self._load(before.source)
            after = opened.article if opened else None
        if after is None or self.screen is not screen:
            return
        if after.digest == before.digest:
            if screen.session.raw_analysis is None:
                screen.analyze()
            try:
                older = previous(self.store, before) if self.store is not None else None
            except StoreError:
                older = None
            if older is None:
                self.notify("It is still the same text; there is nothing new in it.", markup=False)
                return
            self.show_difference(older, before)
        else:
            self.open_article(after)
            self.show_difference(before, after)

    @work(exclusive=True, group="difference")
    async def show_difference(self, old: Article, new: Article) -> None:
        """Show what changed from one text to the other, over the reading screen of the new one."""
        from .screens.difference import DifferenceScreen, texts_of
        from .screens.reading.screen import ReadingScreen

        await asyncio.sleep(0)  # a reading screen that is being opened comes first
        screen = self.screen
        if not isinstance(screen, ReadingScreen):
            return
        found, texts = None, None
        if self.store is not None:
            found = self.store.articles.analysis(old.digest)
            texts = texts_of(self.store, new)

        def done(span: Span | None) -> None:
            if span is not None:
                screen.jump(span)

        self.push_screen(DifferenceScreen(old, new, found, lambda: screen.session.raw_analysis, texts), done)

    def open_article(
        self, article: Article, *, span: Span | None = None, rest: Callable[[], Article] | None = None
    ) -> None:
        """Read an article, on a screen of its own; one that is shown already is replaced.

        `rest` gives the whole where `article` is only its head; `span` is a place to go to.
        """
        from .screens.reading.screen import ReadingScreen

        session = Session(article, self.store, list(self.topics))
        try:
            if rest is not None and (span is not None or not session.position_is_near_head()):
                session.article, rest = rest(), None
            self.start_offset = session.load_position(head=rest is not None)
        except (StoreError, LoadError) as error:
            self._first_notices.append(str(error))
        self.last_source = article.source
        if article.source != self._ahead_of:
            self.workers.cancel_group(self, "ahead")
            self._ahead_of = ""
        if article.source not in self.paths:
            # What was opened on the way is one of the articles that `<` and `>` walk.
            self.paths.append(article.source)
        screen = ReadingScreen(session, span, rest)
        if isinstance(self.screen, ReadingScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    @property
    def analyst(self) -> Analyst:
        """Asks the analysis process, which is started with the first question."""
        if self._analyst is None:
            from .analysis.client import Analyst

            self._analyst = Analyst(self.settings.model, self.log_path)
        return self._analyst

    @analyst.setter
    def analyst(self, analyst: Analyst) -> None:
        self._analyst = analyst

    @property
    def analyst_runs(self) -> bool:
        """Whether the analysis process is there already."""
        return self._analyst is not None and self._analyst.running

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, or ours in its place, which sends less."""
        usual = super().get_driver_class()
        return LeanDriver if usual is LinuxDriver else usual

    async def on_event(self, event: events.Event) -> None:
        """Take out of what is pasted what steers a terminal: a field would write it back to the terminal as it is."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        elif isinstance(event, (events.Resize, events.AppFocus)) and isinstance(self._driver, LeanDriver):
            # A window that was another size, or away, may have lost what it showed.
            self._driver.forget()
        elif isinstance(event, ASKING) and self._analyst is not None:
            self._analyst.stand_still()
        await super().on_event(event)

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal away, to the reader's editor. The analysis goes on meanwhile, though a key asked for it."""
        if self._analyst is not None:
            self._analyst.go_on()
        with super().suspend():
            yield

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """A frame; what was asked for is answered with it."""
        super()._display(screen, renderable)
        if self._analyst is not None:
            self._analyst.drawn()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """No caret blinks in a field where nothing is to move."""
        if self.animation_level == "none" and is_field(event.widget):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]  # fields have it

    async def _on_key(self, event: events.Key) -> None:
        """Give letters that were typed quickly to the field that has opened meanwhile.

        A key that nobody took comes here from the widget that had the focus when it was pressed. If a field has it
        now, the letter was meant for that: `/week` in one go must not run what `w` and `e` do.
        """
        field = self.focused
        if field is not None and is_field(field) and event.is_printable and event not in self._sent_on:
            event.prevent_default()
            late = events.Key(event.key, event.character)
            self._sent_on.append(late)
            field.post_message(late)
        # Textual goes on with its own handler by itself, unless the default was prevented.

    # ------------------------------------------------------------ what screens ask

    def store_changed(self) -> bool:
        """Whether another program has written to the store since this was last asked."""
        if self.store is None:
            return False
        try:
            token = self.store.token()
        except StoreError:
            return False
        changed, self._store_token = token != self._store_token, token
        return changed

    def draft(self, key: str) -> str | None:
        """What was being typed under that key when the program last stopped."""
        try:
            return self.store.notebook.draft(key) if self.store else None
        except StoreError:
            return None

    def keep_draft(self, key: str, text: str) -> None:
        """Keep what is being typed."""
        if self.store is not None:
            try:
                self.store.notebook.keep_draft(key, text)
            except StoreError as error:
                self.log.warning(str(error))

    def drop_draft(self, key: str) -> None:
        """The draft is not needed any more."""
        if self.store is not None:
            try:
                self.store.notebook.drop_draft(key)
            except StoreError as error:
                self.log.warning(str(error))

    def hints(self, scope: str) -> list[Hint]:
        """The keys of the footer for a pane."""
        return [
            Hint(shown(self.keys[action.id][:1]), action.short or action.title, action.id)
            for action in footer_for(scope)
            if self.keys[action.id]
        ]

    async def run_by_id(self, id: str) -> None:
        """Do what the action of that id does, in the pane that has the focus or the nearest that knows it."""
        action = BY_ID[id]
        node = self.screen.focused or self.screen
        for place in [node, *node.ancestors]:
            if hasattr(place, f"action_{action.name}"):
                await self.run_action(action.action, place)
                return

    # ------------------------------------------------------------ what went wrong

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """A sentence in the notification area. A warning goes to the log, too."""
        if severity != "information":
            self.keep_in_log(message)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def on_notify(self, event: Notify) -> None:
        """A sentence that answers a key takes the place of the one before; warnings stay until their time is over."""
        if event.notification.severity == "information":
            self.hush()

    def hush(self) -> None:
        """Take away what answered an earlier key: something else stands in its place now."""
        for before in [one for one in self._notifications if one.severity == "information"]:
            self._unnotify(before)
            for holder in self.screen.query("ToastHolder"):
                if holder.id and holder.id.endswith(before.identity):
                    # Textual takes only the toast away, and keeps what it lies in for ever.
                    holder.remove()

    def keep_in_log(self, sentence: str, error: BaseException | None = None) -> None:
        """Write to the log, which is made with the first line."""
        from .config.log_file import start_log

        if self._log_file is None:
            self._log_file = start_log(self.log_path)
        self._log_file.warning("%s", sentence, exc_info=error)

    def _handle_exception(self, error: Exception) -> None:
        """Let the program end that is ending anyhow: what was under way in a screen then misses its widgets."""
        if self._exit and isinstance(getattr(error, "error", error), NoMatches):
            self.keep_in_log("Something was still under way when the program ended.", error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """In place of Textual's traceback over the whole screen: a sentence, and the traceback in the log."""
        error = sys.exc_info()[1] or self._exception
        self.keep_in_log("The program has ended by a mistake of its own.", error)
        from rich.text import Text

        sentence = f"newsreader has ended by a mistake of its own ({type(error).__name__}). Your notes are kept."
        self.panic(Text(f"{sentence} What happened is in {self.log_path}."))

    # ------------------------------------------------------------ looks

    def watch_theme(self, old: str, new: str) -> None:
        """Colours that were chosen while reading are taken again at the next start."""
        if self.is_running and old != new:
            self.remembered.keep(theme=new)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and ours, by their names."""
        return {own.name: own for own in themes.OWN} | super().available_themes

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables for the theme, and ours."""
        self.css_variables = super().get_css_variables() | themes.variables_for(
            self.current_theme, [topic.color for topic in self.topics], [label.color for label in self.labels]
        )
        return self.css_variables

    # ------------------------------------------------------------ actions

    def action_close(self) -> None:
        """Close what is open; the program, when nothing else is."""
        if not self._close("close_something"):
            self.exit()

    def action_leave(self) -> None:
        """Take back what is on, one thing at a time; where nothing is left, quit when that is asked for twice."""
        now = monotonic()
        before, self._left_at = self._left_at, now
        if self._close("take_back") or now - before < TWICE_BY_HABIT:
            return
        if now - self._asked_at < TO_LEAVE:
            self.exit()
        else:
            self._asked_at = now
            keys = " or ".join(filter(None, (self.keys.shown("leave") + " once more", self.keys.shown("close"))))
            self.notify(f"Nothing is open but this. {keys} quits; your place is kept.", markup=False, timeout=TO_LEAVE)

    def _close(self, way: str) -> bool:
        """Have the screen close something by its method of that name, else close the screen. False for the last."""
        close = getattr(self.screen, way, None) or getattr(self.screen, "close_something", None)
        if close is not None and close():
            return True
        if len(self.screen_stack) <= 2:
            return False
        self.pop_screen()
        # An article below may have got other notes meanwhile, in a list or on a second screen: it looks again.
        self._store_token = -1
        return True

    def action_library(self) -> None:
        """All articles that were ever opened; closing the list leads back to the one that is read."""
        from .screens.lists.library import LibraryScreen

        self._show_list(LibraryScreen)

    def action_all_notes(self) -> None:
        """The notes on all articles."""
        from .screens.lists.notes import NotesScreen

        if self.keep_from_now() is None:
            self.notify("Nothing is kept this time, so there are no notes.", markup=False)
            return
        self._show_list(NotesScreen)

    def action_all_names(self) -> None:
        """People, bodies and places in all articles."""
        from .screens.lists.names import NamesScreen

        if self._asks_library():
            self._show_list(NamesScreen)

    @work(exclusive=True, group="choice")
    async def action_all_quotes(self) -> None:
        """Choose a speaker, and see what was said in all articles."""
        if self._asks_library():
            from .screens.lists.across_choice import choose_speaker

            await choose_speaker(self)

    @work(exclusive=True, group="choice")
    async def action_all_topics(self) -> None:
        """The passages on a topic in all articles."""
        if self._asks_library():
            from .screens.lists.across_choice import show_topics

            await show_topics(self)

    def _asks_library(self) -> bool:
        if self.keep_from_now() is None:
            self.notify("Nothing is kept this time, so there are no other articles.", markup=False)
        return self.store is not None

    def _show_list(self, kind: type[Screen[None]]) -> None:
        """Go back to the list of that kind if one is open under this screen, else open one over it."""
        if any(type(screen) is kind for screen in self.screen_stack):
            while type(self.screen) is not kind:
                self.pop_screen()
        else:
            self.push_screen(kind())

    def action_help_quit(self) -> None:
        """In place of Textual's: what `ctrl+c` is here, for who expects that it ends the program."""
        keys = self.keys.shown("quit_always") or "the palette"
        self.notify(f"ctrl+c copies what is selected, and nothing is; {keys} quits.", markup=False)

    def action_redraw(self) -> None:
        """Draw every cell again: another program may have written over them."""
        if isinstance(self._driver, LeanDriver):
            self._driver.forget()
        self.screen.refresh(layout=True)

    def action_help(self) -> None:
        """Show all keys; one that is chosen there is done."""
        from .screens.dialogs.help import HelpScreen

        async def done(id: str | None) -> None:
            if id:
                await self.run_by_id(id)

        self.push_screen(HelpScreen(self.keys, getattr(self.screen, "can_do", ())), done)

    def action_command_palette(self) -> None:
        """Everything by its name."""
        from .screens.dialogs.palette import everything

        self.push_screen(everything())

    def action_change_theme(self) -> None:
        """The themes by their names."""
        from .screens.dialogs.palette import colours

        self.push_screen(colours())


def is_field(widget: Widget) -> bool:
    """Whether one can type in a widget. By name: the classes take milliseconds to import and may never be needed."""
    return any(base.__name__ in ("Input", "TextArea") for base in type(widget).__mro__)


def topics_on(settings: Settings, reading: Reading | None = None) -> list[Topic]:
    """The topics that stand in the bar at the start. Raises TopicError."""
    from .library.known_topics import is_on, known_topics

    built_in = reading.topics() if reading is not None else None
    return [topic for topic in known_topics(settings, built_in=built_in) if is_on(topic, settings)]


def run_app(args: argparse.Namespace, settings: Settings, reading: Reading | None = None) -> int:
    """Open what the command line names; gives the exit status. `reading` has the file if it names a single one.

    The article is read before the terminal is taken, so that a file that cannot be read ends in a plain sentence.
    """
    from .cli.errors import CliError

    paths, opening = first_article(args.paths, args.format, reading)
    if not sys.stdout.isatty():
        raise CliError("The reader needs a terminal. `newsreader show` prints an article as plain lines.")
    app = NewsReader(
        settings,
        article=opening.head if opening else None,
        rest=opening.rest if opening and not opening.complete else None,
        paths=paths,
        format=args.format,
        more_topics=partial(topics_on, settings, reading),
        has_topics=reading.has_topics if reading is not None else None,
        data_dir=args.data_dir,
        theme=args.theme or "",
    )
    if opening and opening.page:
        app.pages[opening.head.digest] = opening.page
    del opening  # it holds the file
    return _run(app)


def run_reader(args: argparse.Namespace, settings: Settings, first: Screen[None]) -> int:
    """Begin with that screen; gives the exit status."""
    app = NewsReader(settings, more_topics=partial(topics_on, settings), data_dir=args.data_dir)
    app.first_screen = first
    return _run(app)


def _run(app: NewsReader) -> int:
    from .cli.errors import CliError

    app.run()
    if app.problem:
        raise CliError(app.problem)
    return app.return_code or 0


def first_article(
    given: Sequence[str], format: str | None, reading: Reading | None = None
) -> tuple[list[str], PartialArticle | None]:
    """What the words of the command line stand for, and the article to show at once where it is a single file or a
    pipe. Raises CliError. Of several files, of a folder and of an address nothing is read yet."""
    from .cli.errors import CliError
    from .formats.article_source import PartialArticle

    try:
        if reading is not None:
            return [reading.path], reading.opening()
        from .formats.article_files import find_articles
        from .formats.loading import open_article

        if "-" in given:
            from .cli.standard_input import read_pipe, take_terminal

            if len(given) > 1:
                raise CliError("Standard input (-) can only be read by itself.")
            loaded = read_pipe(format)
            take_terminal()
            return ["-"], PartialArticle(loaded.article, True, lambda: loaded.article, loaded)
        paths: list[str] = []
        for word in given:
            paths += [word] if is_address(word) else [str(path) for path in find_articles([word])]
        single = len(paths) == 1 and not is_address(paths[0])
        return paths, open_article(paths[0], format=format) if single else None
    except LoadError as error:
        raise CliError(str(error)) from error
