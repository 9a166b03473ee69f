"""The program: themes, keys, the store and the analyst, and which screen is shown."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import App
from textual.command import CommandPalette
from textual.widget import Widget

from . import themes
from .actions import BY_ID, bindings, footer_for, keys_of, shown
from .paths import data_folder, log_file
from .session import Session
from .store.database import Store, StoreError, open_store
from .text.article import Article
from .text.files import LoadError
from .text.safe import visible
from .text.span import Span
from .text.topic import Topic
from .widgets.key_bar import Hint

if TYPE_CHECKING:
    from .analyst import Analyst
    from .settings import Label, Settings


class NewsReader(App[None]):
    """Reads articles closely."""

    TITLE = "newsreader"
    CSS_PATH = ["themes.tcss", "app.tcss"]
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
        data_dir: str | None = None,
        theme: str = "",
    ) -> None:
        """`article` is shown first; where it is only the head of one, `rest` gives the whole (`files.open_article`)."""
        # Before Textual's own start: it asks for the colours of these (`get_css_variables`).
        self.settings = settings
        self.topics = list(topics)
        self.labels: Sequence[Label] = settings.labels
        choice = themes.choose(os.environ, theme or settings.theme)
        super().__init__(ansi_color=choice.ansi_color)
        for own in themes.OWN:
            self.register_theme(own)
        self.theme = choice.theme
        self.keys = keys_of(settings.preset, dict(settings.keys))
        self._first_notices = [*([choice.notice] if choice.notice else []), *self.keys.problems]
        self.first_article = article
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
        self._analyst: Analyst | None = None
        self._open_store(data_folder(data_dir))

    # ------------------------------------------------------------ start and end

    def _open_store(self, folder: Path) -> None:
        try:
            self.store = open_store(folder)
            self._store_token = self.store.token()
        except StoreError as error:
            self.store_problem = str(error)
            self._first_notices.append(f"{error} You can read; notes are not kept.")

    def on_mount(self) -> None:
        """Show the first article with the first frame."""
        self.set_keymap(self.keys.textual())
        if self.first_article is not None:
            self.open_article(self.first_article, rest=self.first_rest)
        self.call_after_refresh(self._tell_first_notices)

    def _tell_first_notices(self) -> None:
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
        from .text.files import load_article

        try:
            # In a thread: a long file takes a second, and keys must not wait for it.
            article = await asyncio.to_thread(load_article, str(Path(path).expanduser()))
        except LoadError as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
            return
        self.open_article(article, span=span)

    def open_neighbour(self, by: int) -> None:
        """The next or previous article of those given on the command line."""
        from .screens.reading import ReadingScreen

        screen = self.screen
        source = screen.session.article.source if isinstance(screen, ReadingScreen) else ""
        if len(self.paths) < 2 or source not in self.paths:
            self.notify("There is no other article here; O opens one.", markup=False)
            return
        self.open_path(self.paths[(self.paths.index(source) + by) % len(self.paths)])

    def reload(self) -> None:
        """Read the article's file again."""
        from .screens.reading import ReadingScreen

        if isinstance(self.screen, ReadingScreen):
            self.open_path(self.screen.session.article.source)

    def open_article(
        self, article: Article, *, span: Span | None = None, rest: Callable[[], Article] | None = None
    ) -> None:
        """Read an article, on a screen of its own; one that is shown already is replaced.

        `rest` gives the whole where `article` is only its head; `span` is a place to go to.
        """
        from .screens.reading import ReadingScreen

        session = Session(article, self.store, list(self.topics))
        try:
            if rest is not None and (span is not None or not session.stopped_within()):
                session.article, rest = rest(), None
            self.start_offset = session.load_position(head=rest is not None)
        except (StoreError, LoadError) as error:
            self._first_notices.append(str(error))
        screen = ReadingScreen(session, span, rest)
        if isinstance(self.screen, ReadingScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    @property
    def analyst(self) -> Analyst:
        """Asks the analysis process, which is started with the first question."""
        if self._analyst is None:
            from .analyst import Analyst

            self._analyst = Analyst(self.settings.model, self.log_path)
        return self._analyst

    @analyst.setter
    def analyst(self, analyst: Analyst) -> None:
        self._analyst = analyst

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

    # ------------------------------------------------------------ looks

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables for the theme, and ours."""
        return super().get_css_variables() | themes.variables_for(
            self.current_theme, [topic.color for topic in self.topics], [label.color for label in self.labels]
        )

    # ------------------------------------------------------------ actions

    def action_close(self) -> None:
        """Close what is open; the program, when nothing else is."""
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.exit()

    def action_help(self) -> None:
        """Show all keys; one that is chosen there is done."""
        from .screens.help import HelpScreen

        async def done(id: str | None) -> None:
            if id:
                await self.run_by_id(id)

        self.push_screen(HelpScreen(self.keys), done)

    def action_command_palette(self) -> None:
        """Everything by its name."""
        from .screens.palette import PROVIDERS

        # Given here and not in the class: the palette is imported when it is first asked for.
        self.push_screen(CommandPalette(providers=list(PROVIDERS), placeholder="what to do, or a name"))


def is_field(widget: Widget) -> bool:
    """Whether one can type in a widget. By name: the classes take milliseconds to import and may never be needed."""
    return any(base.__name__ in ("Input", "TextArea") for base in type(widget).__mro__)


def run_app(args: argparse.Namespace, settings: Settings) -> int:
    """Open what the command line names; gives the exit status.

    The article is read before the terminal is taken, so that a file that cannot be read ends in a plain sentence.
    """
    from .cli.choices import topics_for
    from .cli.errors import CliError
    from .text.files import find_articles, open_article

    if not sys.stdout.isatty():
        raise CliError("The reader needs a terminal. `newsreader show` prints an article as plain lines.")
    try:
        paths = [str(path) for path in find_articles(args.paths)]
        opening = open_article(paths[0], format=args.format) if paths else None
    except LoadError as error:
        raise CliError(str(error)) from error
    app = NewsReader(
        settings,
        article=opening.head if opening else None,
        rest=opening.rest if opening and not opening.complete else None,
        paths=paths,
        topics=topics_for(settings),
        data_dir=args.data_dir,
        theme=args.theme or "",
    )
    app.run()
    return app.return_code or 0
