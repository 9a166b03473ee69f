"""The application: themes, keymap, the current screen. It creates the services and handles the requests of screens."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import events, on, work
from textual.app import App
from textual.content import Content
from textual.message import Message

from .actions.key_names import textual_key
from .actions.second_press import SecondPress
from .actions.table import BY_ID, bindings
from .look import themes
from .screens import messages
from .screens.fields import is_field
from .screens.opening import Opener
from .screens.services import Services
from .terminal.app import TerminalApp
from .terminal.notices import dismiss_notices, is_notice_at, notify_with_action, seconds_shown
from .text.article import Article
from .text.safe import clean, visible
from .text.span import Span
from .text.topic import Topic

if TYPE_CHECKING:
    from textual.notifications import Notify, SeverityLevel
    from textual.screen import Screen
    from textual.theme import Theme

    from .config.settings import Settings
    from .screens.lists.listing import ListScreen


class NewsReader(TerminalApp):
    """Shows articles for close reading."""

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
        topics: Sequence[Topic] | None = (),
        data_dir: str | None = None,
        theme: str = "",
        format: str | None = None,
        first_screen: Callable[[Services], Screen[None]] | None = None,
        span: Span | None = None,
        first_request: Message | None = None,
    ) -> None:
        """`article` is shown first; if it is only the head of an article, `rest` reads all of it. Without `article` the
        program opens `first_screen` if given, else the only one of `paths` (read as `format`), a list of several, or
        the library. `span` is the place in the first article to go to; `first_request` is a message to begin with, such
        as `OpenNote`.

        `topics` are those of the topic bar; None reads them from the settings after the first frame.
        """
        self.services = Services(settings, topics=topics, data_dir=data_dir)
        remembered = self.services.remembered.text("theme")
        choice = themes.choose(os.environ, theme or ("" if settings.theme == "auto" else settings.theme) or remembered)
        # Before Textual makes its style sheet: setting a theme afterwards makes it compute the whole sheet again.
        self.set_reactive(App.theme, choice.theme)
        super().__init__(ansi_color=choice.ansi_color)
        self.keys = self.services.keys
        self.moving_keys = self.keys.moving()
        self.opener = Opener(self, self.services, list(paths))
        self._first_notices = [*([choice.notice] if choice.notice else []), *self.keys.problems]
        self._first_article, self._first_rest = article, rest
        self._first_format = format
        self._first_screen = first_screen
        self._first_span, self._first_request = span, first_request
        self._leaving = SecondPress()
        self._leave_keys = {textual_key(key) for key in self.keys["leave"]}
        self._screen_below: Screen[Any] | None = None
        """The screen on top, or the one below an open box; None before the first screen."""
        if article is None or self.services.has_store:
            self._open_store()

    # ------------------------------------------------------------ start and end

    def _open_store(self) -> None:
        self.services.open_store()
        if self.services.store_problem:
            self._first_notices.append(self.services.store_notice)

    def on_mount(self) -> None:
        """Show the first article, or a list if there are several or none."""
        self.set_keymap(self.keys.textual())
        self.screen_change_signal.subscribe(self, self._screen_changed)
        self.end_on_signals()
        # Not at once: Textual holds every frame back until this handler is done.
        self.call_later(self._show_first)

    def _show_first(self) -> None:
        sources = self.opener.sources
        article, rest = self._first_article, self._first_rest
        self._first_article = self._first_rest = None  # they keep the whole file in memory
        if self._first_screen is not None:
            self.push_screen(self._first_screen(self.services))
        elif article is not None:
            self.opener.show(article, span=self._first_span, rest=rest)
        elif self._first_request is not None:
            self.post_message(self._first_request)
        elif len(sources) == 1:
            self.opener.open(sources[0], self._first_span, format=self._first_format)
        elif sources:
            from .screens.lists.folder import FolderScreen

            self.push_screen(FolderScreen(self.services, sources))
        else:
            self.action_library()
        self.call_after_refresh(self._show_first_notices)

    def _show_first_notices(self) -> None:
        for notice in self._first_notices:
            self.notify(visible(notice), severity="warning", markup=False, timeout=12)

    async def on_unmount(self) -> None:
        """End the analysis process and close the store."""
        self.opener.close()
        await self.services.close()

    # ------------------------------------------------------------ requests of screens

    @on(messages.OpenArticle)
    def _open_article(self, message: messages.OpenArticle) -> None:
        self.opener.open(message.source, message.span)

    @on(messages.OpenKnownArticle)
    def _open_known_article(self, message: messages.OpenKnownArticle) -> None:
        self.opener.open_known(message.source, message.span, message.sought)

    @on(messages.OpenNote)
    def _open_note(self, message: messages.OpenNote) -> None:
        self.opener.open_note(message.highlight)

    @on(messages.OpenNeighbour)
    def _open_neighbour(self, message: messages.OpenNeighbour) -> None:
        self.opener.open_neighbour(message.by)

    @on(messages.ReloadArticle)
    def _reload_article(self, message: messages.ReloadArticle) -> None:
        self.opener.reload(repair=message.repair)

    @on(messages.PrepareArticle)
    def _prepare_article(self, message: messages.PrepareArticle) -> None:
        self.opener.prepare(message.source, from_library=message.from_library)

    @on(messages.PrepareNeighbour)
    def _prepare_neighbour(self, message: messages.PrepareNeighbour) -> None:
        self.opener.prepare_neighbour(message.source)

    @on(messages.RunAction)
    async def _run_action_message(self, message: messages.RunAction) -> None:
        await self.run_by_id(message.id)

    async def action_run(self, id: str) -> None:
        """Run the action that a notification offers; a click on it does so."""
        await self.run_by_id(id)

    async def run_by_id(self, id: str) -> None:
        """Run the action of that id on the focused widget, or on its nearest ancestor that has it."""
        action = BY_ID[id]
        node = self.screen.focused or self.screen
        for place in [node, *node.ancestors]:
            if hasattr(place, f"action_{action.name}"):
                await self.run_action(action.action, place)
                return

    # ------------------------------------------------------------ terminal and keys

    async def on_event(self, event: events.Event) -> None:
        """Remove terminal control characters from pasted text: a field would write them back to the terminal. A key or
        a click elsewhere dismisses the notices about the previous one."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        elif isinstance(event, (events.Key, events.MouseDown)) and not event.is_forwarded:
            if isinstance(event, events.Key) or not is_notice_at(self, event.x, event.y):
                dismiss_notices(self)
            if not isinstance(event, events.Key) or event.key not in self._leave_keys:
                self._leaving.forget()
        if isinstance(event, events.MouseDown) and not event.is_forwarded:
            # What still holds the mouse missed a release: one above the first row is not reported, and one may come
            # while a box opens. Without this, the widget under the mouse would not get the click.
            self.capture_mouse(None)
        await super().on_event(event)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Stop the caret of a field from blinking if animations are off."""
        if self.animation_level == "none" and is_field(event.widget):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]  # fields have it

    # ------------------------------------------------------------ notifications and errors

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a sentence in the notification area. A warning goes to the log, too."""
        if severity != "information":
            self.warned_at = time.time()
            self.services.write_log(str(message))  # it may be `Content`
        plain = Content.from_markup(message).plain if markup else message
        timeout = timeout if severity != "information" and timeout else seconds_shown(plain)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def on_notify(self, event: Notify) -> None:
        """Let a notification replace the previous one; a warning stays long enough to be read."""
        if event.notification.severity == "information":
            dismiss_notices(self)

    def _screen_changed(self, _: object) -> None:
        """Dismiss the notices of the screen that was left. A box over a screen is part of that screen."""
        from textual.screen import ModalScreen

        below = next((one for one in reversed(self.screen_stack[1:]) if not isinstance(one, ModalScreen)), None)
        before, self._screen_below = self._screen_below, below
        if before is not None and before is not below:
            dismiss_notices(self, warnings=True)

    def write_log(self, sentence: str, error: BaseException | None = None) -> None:
        """Add a line to the log."""
        self.services.write_log(sentence, error)

    def crash_message(self, error: BaseException | None) -> str:
        """What the shell shows after a crash."""
        kind, path = type(error).__name__, self.services.log_path
        return f"newsreader crashed because of a bug. Your notes are safe. ({kind}; the details are in {path}.)"

    # ------------------------------------------------------------ themes

    def watch_theme(self, old: str, new: str) -> None:
        """Remember a theme that was chosen while reading for the next start."""
        if self.is_running and old != new:
            self.services.remembered.keep(theme=new)

    def action_automatic_theme(self) -> None:
        """Use the one of our themes that fits the terminal, now and at each start."""
        self.theme = themes.theme_for(os.environ)
        self.services.remembered.keep(theme=themes.AUTO)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and ours, by name. One table, since Textual looks a theme up for each row that it paints."""
        return themes.ALL

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables for the theme, and ours."""
        self.css_variables = super().get_css_variables() | themes.variables_for(
            self.current_theme,
            [topic.color for topic in self.services.topics],
            [label.color for label in self.services.labels],
        )
        return self.css_variables

    # ------------------------------------------------------------ actions

    def action_close(self) -> None:
        """Close whatever is open, and finally the program."""
        if not self._close("close_something"):
            self.exit()

    def action_leave(self) -> None:
        """Undo one step after the other; when nothing is left, quit on a second press."""
        self._leaving.press()
        if self._close("step_back"):
            return
        if self._leaving.quits():
            self.exit()
            return
        key = self.keys.shown("leave") or self.keys.shown("close")
        notify_with_action(self, "Your place is saved.", f"Press {key} again to quit.", "quit")

    def _close(self, way: str) -> bool:
        """Let the screen close something with its method of that name, or close the screen. False if it is the last."""
        close = getattr(self.screen, way, None) or getattr(self.screen, "close_something", None)
        if close is not None and close():
            return True
        if len(self.screen_stack) <= 2:
            return False
        self.pop_screen()
        self.opener.returned()
        return True

    def action_library(self) -> None:
        """Show all articles ever opened; closing the list leads back to the current one."""
        from .screens.lists.library import LibraryScreen

        self._show_list(LibraryScreen)

    def action_all_notes(self) -> None:
        """Show the notes on all articles."""
        from .screens.lists.notes import NotesScreen

        if self.services.ensure_store() is None:
            self.notify("Notes are off: nothing can be saved in this session.", markup=False)
            return
        self._show_list(NotesScreen)

    def action_all_names(self) -> None:
        """Show people, organisations and places in all articles."""
        from .screens.lists.names import NamesScreen

        if self._has_library():
            self._show_list(NamesScreen)

    @work(exclusive=True, group="choice")
    async def action_all_quotes(self) -> None:
        """Choose a speaker and show what they said in all articles."""
        if self._has_library():
            from .screens.lists.across_choice import choose_speaker

            await choose_speaker(self, self.services)

    def action_all_sources(self) -> None:
        """Show whose words all articles report."""
        if self._has_library():
            from .screens.lists.sources import SourcesScreen

            self._show_list(SourcesScreen)

    @work(exclusive=True, group="choice")
    async def action_all_topics(self) -> None:
        """Show the passages on a topic in all articles."""
        if self._has_library():
            from .screens.lists.across_choice import show_topics

            await show_topics(self, self.services)

    def _has_library(self) -> bool:
        if self.services.ensure_store() is None:
            self.notify("There is no library: nothing can be saved in this session.", markup=False)
        return self.services.store is not None

    def _show_list(self, kind: type[ListScreen[Any]]) -> None:
        """Go back to a list of that kind if one is open below this screen, or else open one."""
        if any(type(screen) is kind for screen in self.screen_stack):
            while type(self.screen) is not kind:
                self.pop_screen()
        else:
            self.push_screen(kind(self.services))

    def action_help_quit(self) -> None:
        """Textual's answer to `ctrl+c`, for those who expect it to end the program."""
        key = self.keys.shown("quit") or self.keys.shown("quit_always")
        how = f"Press {key} to quit." if key else "The palette has Quit."
        notify_with_action(self, "Nothing is selected to copy.", how, "quit")

    def action_redraw(self) -> None:
        """Send every cell again: another program may have written over them."""
        self.forget_screen()
        self.screen.refresh(layout=True)

    def action_help(self) -> None:
        """Show all keys; choosing one runs its action."""
        from .screens.dialogs.help import HelpScreen

        async def done(id: str | None) -> None:
            if id:
                await self.run_by_id(id)

        here, place = getattr(self.screen, "can_do", ()), getattr(self.screen, "place", "")
        self.push_screen(HelpScreen(self.keys, here, place, self.services.labels), done)

    def action_command_palette(self) -> None:
        """Show all actions by name."""
        from .screens.dialogs.palette import everything

        self.push_screen(everything())

    def action_change_theme(self) -> None:
        """Show the themes by name."""
        from .screens.dialogs.palette import colours

        self.push_screen(colours())
