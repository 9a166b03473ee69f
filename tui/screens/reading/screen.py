"""The reading screen: one article, with the sidebar, the bars, and a controller for each subject.

The screen only composes the widgets, binds keys and messages to controllers, and connects controllers that affect one
another. The controllers' modules explain what each action does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen

from ...actions.sidebar_lists import FIRST_LIST
from ...actions.table import bindings
from ...library.opening import add_to_library
from ...library.session import Session
from ...store.errors import StoreError
from ...terminal.notices import thread_safe_notify
from ...text.span import Span
from ...widgets.article.view import ArticleView
from ...widgets.bars.corner_message import CornerMessage
from ...widgets.bars.key_bar import KeyBar
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.item_list import ItemList
from ...widgets.lists.line_list import LineList
from ...widgets.lists.sidebar import Sidebar
from ..messages import OpenNeighbour, PrepareNeighbour, ReloadArticle, RunAction, Sought
from ..services import Services
from .footer import Footer
from .position import Position
from .startup import Startup
from .status import Status
from .view import Panes, ViewOptions

if TYPE_CHECKING:
    from ...text.article import Article
    from ...widgets.bars.find_bar import FindBar
    from ..dialogs.palette import PaletteItem
    from .controllers import Controllers

CHECK_INTERVAL = 1.0
"""Seconds between checks of the store, and between saves of the position: a killed program loses no more than that."""


class ReadingScreen(Screen[None]):
    """One article, read closely."""

    BLANK = True  # as for `Panes`
    BINDINGS = [*bindings("reading")]

    def __init__(
        self,
        services: Services,
        session: Session,
        *,
        offset: int = 0,
        span: Span | None = None,
        sought: Sought | None = None,
        rest: Callable[[], Article] | None = None,
    ) -> None:
        """`offset` is the saved position, `span` a place to go to instead, `sought` what to highlight. If the session
        has only the head of the article, `rest` reads the whole."""
        super().__init__()
        self.services = services
        self.session = session
        self._first_offset, self._first_span = offset, span
        self._sought = sought
        self._make_widgets()
        self._make_first_controllers()
        self.startup = Startup(self, services, session, rest)

    def _make_widgets(self) -> None:
        self.view = ArticleView()
        self.sidebar = Sidebar()
        self.topic_bar = TopicBar()
        self.key_bar = KeyBar()
        self._corner = CornerMessage()
        self._panes = Panes(self.view, self.sidebar, self._corner, id="panes")

    def _make_first_controllers(self) -> None:
        """Make the controllers that the first frame needs."""
        session, services, view, sidebar = self.session, self.services, self.view, self.sidebar
        topic_bar, key_bar = self.topic_bar, self.key_bar
        self.position = Position(session, services)
        self.status = Status(key_bar, self._corner, services, self._default_status)
        self.options = ViewOptions(self, services, view, sidebar, self._panes, self.status)
        self.footer = Footer(
            session, services, view, sidebar, topic_bar, key_bar, self.options, self._is_finding, self._leave_find_bar
        )

    @cached_property
    def controllers(self) -> Controllers:
        """The other controllers. They are made after the first frame, when a key, the store or the analysis first
        needs one: with their imports they take some 40 ms."""
        from .controllers import Controllers

        topic_bar, key_bar, footer = self.topic_bar, self.key_bar, self.footer
        made = Controllers(
            self.session, self.services, self.view, self.sidebar, topic_bar, key_bar, self.status, self.options, footer
        )
        for name, method in made.actions().items():
            setattr(self, f"action_{name}", method)  # Textual looks it up by this name
        return made

    @staticmethod
    def prepare_controllers() -> None:
        """Import the controllers and the store, and read the built-in topics, so that `controllers`,
        `Services.open_store` and `Services.load_topics` take less than a frame."""
        from ...store import database  # noqa: F401
        from ...text.topics_file import built_in_topics
        from . import controllers  # noqa: F401

        built_in_topics()

    @property
    def _has_controllers(self) -> bool:
        return "controllers" in self.__dict__

    def action_article_next(self) -> None:
        """Open the next of the articles that were named or opened."""
        self.post_message(OpenNeighbour(1))

    def action_article_previous(self) -> None:
        """Open the previous of these articles."""
        self.post_message(OpenNeighbour(-1))

    def action_reload(self) -> None:
        """Read the article again and show what changed; try the analysis again if it failed."""
        self.post_message(ReloadArticle())

    def action_repair_encoding(self) -> None:
        """Read the article again as it was before it was encoded twice."""
        self.post_message(ReloadArticle(repair=True))

    def compose(self) -> ComposeResult:
        yield self.topic_bar
        yield self._panes
        yield self.key_bar

    # ------------------------------------------------------------ startup

    def on_mount(self) -> None:
        """Show the text; everything else follows the first frame (`Startup`)."""
        session, offset = self.session, self._first_offset
        self.options.restore()
        if self.services.topics_known:
            self.show_topics_in_bar()
        top = session.state.get("top", offset)
        if self._first_span is not None:
            # The window has no height yet in which the span could be centred, so it gets the paragraph before it too.
            offset = self._first_span.start
            top = max((b.span.start for b in session.article.blocks if b.span.end < offset), default=0)
        self.view.show(session.article, offset=min(top, offset), caret=offset)
        self.view.focus()
        self.position.update(self.view.caret, Span(top, top), self.view.progress)
        self.footer.show_place(top)
        for name in ("caret", "scroll_y", "progress"):
            self.watch(self.view, name, self._moved, init=False)
        first_frame = asyncio.Event()
        self.call_after_refresh(first_frame.set)
        self.run_worker(self.startup.run(first_frame), exclusive=True, group="startup")

    @property
    def is_open(self) -> bool:
        """True until the reader leaves the screen. Textual calls it attached for a while after that."""
        return self.is_attached and self in self.app.screen_stack and self.app.is_running

    @property
    def caret(self) -> int:
        """The code point at the caret."""
        return self.view.caret

    def replace_head(self, article: Article) -> None:
        """Show the whole article in place of its head, with the same words in the window. A reader who has already gone
        to the end of the head is taken to the end of the text."""
        top, caret = self.view.place
        at_end = caret > 0 and caret >= len(self.session.article.text.rstrip()) - 1
        self.session.article = article
        self.view.show(article, offset=top, caret=caret)
        if at_end:
            self.view.action_bottom()

    def show_topics_in_bar(self) -> None:
        """Put the topics of the services into the topic bar."""
        self.session.topics = list(self.services.topics)
        self.session.other_topics = list(self.services.known_topics)
        if any(topic.color for topic in self.session.topics):
            self.app.refresh_css(animate=False)
        self.controllers.topics.restore()
        self.controllers.paint_topics()

    def show_stored(self) -> None:
        """Show the highlights, the list that was open last, and the analysis if there is one."""
        name = self.session.state.get("list", FIRST_LIST)
        if name in self.sidebar.lists and name != self.sidebar.name_shown:
            self.sidebar.show_list(name)
        self.footer.show_place(self.position.top)
        if self.session.analysis:
            self.show_analysis()
        else:
            self.controllers.painting.paint_highlights()
            self.controllers.lists.fill_all()
        self.controllers.lists.set_stops_of(self.sidebar.name_shown)

    def show_analysis(self) -> None:
        """Paint and list the current findings."""
        analysis = self.session.analysis
        if not self.is_open or analysis is None:
            return
        # The lists before the text: they cause a new layout, which paints the text too.
        self.controllers.lists.fill_all()
        self.view.set_sentences(analysis.sentences)
        self.controllers.painting.paint_all()
        self.controllers.analysis_shown()

    def show_offered_topics(self) -> None:
        """Show in the topic bar which other topics occur in the article."""
        if self.is_open:
            self.controllers.paint_topics()

    def show_progress_of_analysis(self, sentence: str) -> None:
        """Show the current step in the sidebar; "" when the analysis is done."""
        self.status.progress = sentence
        self.status.update_default()  # it may say that something waits for the analysis
        self.sidebar.show_progress(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say in the sidebar and in a notification that the analysis failed."""
        self.show_progress_of_analysis("")
        self.sidebar.show_message(f"{sentence} Press {self.status.key('reload')} to try again.")
        self.status.notify_with(sentence, "to try again", "reload", warning=True)

    def show_warning(self, sentence: str) -> None:
        """Show a warning as a notification."""
        self.status.notify(sentence, warning=True)

    def record_place(self) -> None:
        """Record the initial position, so that merely opening an article does not write one."""
        self.position.update(self.view.caret, self.view.shown, self.view.progress)
        self.position.mark_saved()

    def restore(self) -> None:
        """Offer an unsaved note, show the article's notices, and restore what was dimmed, folded or hidden."""
        if notices := self.session.article.notices:  # together: a notification replaces the one before
            self.status.notify("\n".join(notices), warning=len(notices) > 1)
        if self._sought is not None:
            self.controllers.topics.switch_on_here(self._sought.topics)
            self.controllers.finding.show_sought(self._sought, go=self._first_span is None)
        self.controllers.notes.offer_draft()
        self.controllers.spotlight.restore()
        if self.services.remembered.flag("plain_words"):
            self.status.notify_once("Names and quotes are plain text, as you left it.", "to change that", "plain_words")
        self.footer.show_place(self.position.top)
        if self.controllers.topics.is_folded and self.session.active_passages():
            self.controllers.topics.fold()
        self.set_interval(CHECK_INTERVAL, self._check_store)

    def save_article(self) -> None:
        """Put the article into the library, in a worker."""
        self.run_worker(self._save_article(), exclusive=True, group="keep")

    async def _save_article(self) -> None:
        store = self.session.store
        page = self.services.pages.pop(self.session.article.digest, None)
        if store is None or not self.session.is_writable:
            return
        notify = thread_safe_notify(self.app)
        try:  # in a thread: saving a long article takes a tenth of a second
            known, changed = await asyncio.to_thread(add_to_library, store, self.session.article, page, notify)
        except StoreError as error:
            self.show_warning(str(error))
        else:
            self.session.note_changes(bool(changed))
            if not self.is_open:
                return
            self.footer.show_keys()
            if known:
                self.status.notify(known)
            elif changed and not self.session.changes_shown:
                self.status.notify_with(changed, "to see what is new", "reload")

    def prepare_next(self) -> None:
        """Have the article after this one parsed."""
        self.post_message(PrepareNeighbour(self.session.article.source))

    def analyze(self) -> None:
        """Try the analysis again."""
        self.run_worker(self.startup.analyze(), exclusive=True, group="analysis")

    # ------------------------------------------------------------ what controllers ask

    def _default_status(self) -> tuple[str, str]:
        return self.controllers.default_status() if self._has_controllers else ("", "")

    def _is_finding(self) -> bool:
        return self._has_controllers and self.controllers.finding.is_typing

    def _leave_find_bar(self, kept: bool) -> None:
        self.controllers.finding.leave(kept=kept)

    def _check_store(self) -> None:
        """Save the position, and show notes that another program has written."""
        self.position.save()
        if self.session.store is not None and self.services.store_changed():
            self.controllers.notebook.reload()

    @property
    def place(self) -> str:
        """Where the reader is, for the help."""
        return "sidebar" if self.sidebar.has_focus_within else "find" if self.footer.is_for_finding else "article"

    @property
    def can_do(self) -> list[str]:
        """The ids of the actions of the list, if it has the focus, for the help."""
        return [hint.id for hint in self.footer.list_hints()] if self.sidebar.reading else []

    def jump(self, span: Span) -> None:
        """Go to a place in the text."""
        self.controllers.stops.jump(span)

    def palette_items(self) -> Iterable[PaletteItem]:
        """The article's items for the palette."""
        return self.controllers.palette_items()

    def close_something(self) -> bool:
        """Do what `q` does before it closes the screen. False if there was nothing to close."""
        return self.controllers.highlights.cancel_placing() or self._leave_list() or self._go_back()

    def step_back(self) -> bool:
        """Do what `esc` does: undo the latest step. False if there was nothing to undo."""
        return (
            self.controllers.highlights.cancel_placing()
            or self._leave_list()
            or self.controllers.finding.drop()
            or self.controllers.painting.drop_emphasis()
            or self.controllers.topics.unfold()
            or self.controllers.spotlight.drop()
            or self._go_back()
        )

    def _go_back(self) -> bool:
        return self.controllers.way_back.go_back() or self.options.leave_zen()

    def _leave_list(self) -> bool:
        if self.view.has_focus:
            return False
        self.view.focus()
        return True

    # ------------------------------------------------------------ the caret and the footer

    def _moved(self) -> None:
        caret = self.view.caret
        if caret != self.position.caret:
            if self._has_controllers:
                self.controllers.finding.caret_moved(caret)
                self.controllers.spotlight.follow(caret)
            self.sidebar.show_here(caret)
            self.key_bar.show_here(caret)
            self.status.caret_moved(caret)
        self.position.update(caret, self.view.shown, self.view.progress)
        self.footer.show_place(self.position.top)

    # ------------------------------------------------------------ events and messages

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open the store before the first action, which may need it."""
        if self.is_mounted:
            self.startup.prepare_for_keys()
        return True

    def on_key(self, event: events.Key) -> None:
        """Notify the status line, since some keys change it."""
        self.status.key_pressed(event.key, beside_list=self.view.has_focus and self.sidebar.display)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Notify the status line. (The footer keeps a press on itself: on the status, or on a key next to it.)"""
        self.status.mouse_pressed()

    def on_resize(self, event: events.Resize) -> None:
        """Hide the sidebar if there is no room for both panes, unless the reader has chosen to show it."""
        if self.is_mounted:
            self.options.fit_sidebar()
            self._corner.fit(event.size.width)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the pane that has the focus."""
        self.footer.show_keys()
        self.status.update_default()
        self.options.focus_moved(to_text=event.widget is self.view)

    def on_screen_suspend(self) -> None:
        self.position.save()  # before a screen over this one, perhaps of the same article, saves another
        if self._has_controllers:
            self.controllers.covered_by(self.app.screen)

    def on_screen_resume(self) -> None:
        if self._has_controllers:
            self.controllers.topics.uncovered()

    def on_unmount(self) -> None:
        """Save the position, and close a list that the reader could have gone back to."""
        self.position.save()
        if self._has_controllers:
            self.controllers.way_back.drop()

    @on(KeyBar.Clicked)
    def _key_clicked(self, event: KeyBar.Clicked) -> None:
        self.status.mouse_pressed()
        if not self.footer.run_hint(event.id):
            self.post_message(RunAction(event.id))

    @on(KeyBar.PlaceClicked)
    @on(Sidebar.PlaceClicked)
    def _place_clicked(self, event: KeyBar.PlaceClicked | Sidebar.PlaceClicked) -> None:
        self.controllers.stops.show_clicked(event.span)

    @on(ArticleView.SelectionChanged)
    def _selection_changed(self) -> None:
        self.footer.show_keys()

    @on(ArticleView.TextClicked)
    def _text_clicked(self, event: ArticleView.TextClicked) -> None:
        self.controllers.explanations.explain_click(event.offset, event.sign)

    @on(ArticleView.MenuRequested)
    def _menu_of_text_requested(self, event: ArticleView.MenuRequested) -> None:
        self.controllers.menu.open_on_text(event.at)

    @on(LineList.MenuRequested)
    def _menu_of_row_requested(self, event: LineList.MenuRequested) -> None:
        self.controllers.menu.open_on_row(event.at)

    @on(TopicBar.Clicked)
    def _topic_clicked(self, event: TopicBar.Clicked) -> None:
        self.controllers.topics.clicked(event.number, event.menu_at)

    @on(TopicBar.MoreClicked)
    def _more_topics_clicked(self, event: TopicBar.MoreClicked) -> None:
        self.controllers.topics.more_clicked(event.name)

    @on(ArticleView.LinkActivated)
    def _link_activated(self, event: ArticleView.LinkActivated) -> None:
        self.controllers.output.open_address(event.href)

    @on(ArticleView.WordSought)
    async def _word_sought(self, event: ArticleView.WordSought) -> None:
        await self.controllers.finding.look_for_words(event.span)

    def on_find_bar_changed(self, event: FindBar.Changed) -> None:
        self.controllers.finding.look_for(event.query, event.options)

    def on_find_bar_closed(self, event: FindBar.Closed) -> None:
        self.controllers.finding.leave(kept=event.kept)

    def on_find_bar_next(self) -> None:
        self.controllers.finding.find_next()

    def on_find_bar_previous(self) -> None:
        self.controllers.finding.find_previous()

    @on(Sidebar.ListShown)
    def _list_shown(self, event: Sidebar.ListShown) -> None:
        self.controllers.lists.shown(event.name)
        self.footer.show_keys()

    @on(Sidebar.Resized)
    def _sidebar_resized(self) -> None:
        self.controllers.lists.fill_all()

    @on(Sidebar.SortRequested)
    def _sort_asked(self, event: Sidebar.SortRequested) -> None:
        self.controllers.lists.sort(event.name)

    @on(Sidebar.FilterRequested)
    def _narrow_asked(self, event: Sidebar.FilterRequested) -> None:
        self.controllers.lists.narrow(event.by, event.item)

    @on(Sidebar.CorrectionRequested)
    def _correction_asked(self, event: Sidebar.CorrectionRequested) -> None:
        self.controllers.corrections.correct_row(event.what)

    @on(ItemList.Pointed)
    def _row_pointed(self) -> None:
        self.controllers.lists.show_places()

    @on(ItemList.Chosen)
    def _row_chosen(self, event: ItemList.Chosen) -> None:
        self.controllers.lists.choose(event.item)
