"""The reading screen: binds the pane, the lists and the bars together and turns facts into changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from ...actions.table import allowed, bindings
from ...store.errors import StoreError
from ...terminal.notices import thread_safe_notify
from ...text.span import Span
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import Hint, KeyBar
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.sidebar import Sidebar
from ..messages import PrepareNeighbour, RunAction
from .output import OutputActions
from .startup import Startup
from .view import ViewActions

if TYPE_CHECKING:
    from ...library.session import Session
    from ...text.article import Article
    from ..services import Services


STAY, LEAVE, ROWS = "find stay", "find leave", "filter rows"
"""Keys of fields, which are no actions of the table."""
FINDING = (
    Hint("enter", "Stay here", STAY),
    Hint("↓", "Next", "find_next"),
    Hint("↑", "Previous", "find_previous"),
    Hint("esc", "Back to where I was", LEAVE),
)
"""The footer while words are typed that are to be found."""
FILTERING = (Hint("enter", "To the rows", ROWS), Hint("esc", "All rows", "list_all"))
"""The footer while a list is filtered."""


class ReadingScreen(OutputActions, ViewActions, Screen[None]):
    """One article, read closely."""

    BINDINGS = [*bindings("reading")]

    def __init__(
        self,
        services: Services,
        session: Session,
        *,
        offset: int = 0,
        span: Span | None = None,
        rest: Callable[[], Article] | None = None,
    ) -> None:
        """`offset` is the code point where the reader stopped last time, `span` a place to go to instead; `rest` reads
        the whole article where the session has only the head of it."""
        super().__init__(services, session)
        self._offset = offset
        self._span = span
        self.startup = Startup(self, services, session, rest)

    def compose(self) -> ComposeResult:
        yield TopicBar()
        with Horizontal(id="panes"):
            yield ArticleView()
            yield Sidebar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the words; `Startup` does the rest once they are on the screen."""
        session, offset = self.session, self._offset
        self.take_up_looks()
        if self.services.topics_known:
            self.take_up_topics()
            self.paint_topics()
        self.view.show(session.article, offset=min(session.state.get("top", offset), offset), caret=offset)
        if self._span is not None:
            self.view.go_to(self._span)
        self.view.focus()
        self.seen = (self.view.caret, session.state.get("top", offset))
        self._show_head()
        self.watch(self.view, "caret", self._moved, init=False)
        self.watch(self.view, "scroll_y", self._moved, init=False)
        first_frame = asyncio.Event()
        self.call_after_refresh(first_frame.set)
        self.run_worker(self.startup.run(first_frame), exclusive=True, group="startup")

    # ------------------------------------------------------------ what Startup asks for

    @property
    def caret(self) -> int:
        """The code point at the caret."""
        return self.view.caret

    def replace_head(self, article: Article) -> None:
        """Show the whole article in place of its head, with the same words in the window."""
        top, caret = self.view.place
        self.session.article = article
        self.view.show(article, offset=top, caret=caret)

    def show_topics_in_bar(self) -> None:
        """Put the topics of the services into the topic bar."""
        self.session.topics = list(self.services.topics)
        if any(topic.color for topic in self.session.topics):
            self.app.refresh_css(animate=False)
        self.take_up_topics()
        self.paint_topics()

    def show_stored(self) -> None:
        """Show highlights, the list that was open last, and the analysis if it is known."""
        name = self.session.state.get("list", "people")
        if name in self.sidebar.lists and name != self.sidebar.name_shown:
            self.sidebar.show_list(name)
        self.show_progress()
        if self.session.analysis:
            self.show_analysis()
        else:
            self.paint_highlights()
            self.fill_lists()
        self._walk_list(self.sidebar.name_shown)

    def show_progress_of_analysis(self, sentence: str) -> None:
        """Say in the sidebar what is being done; an empty sentence when it is done."""
        self.busy = sentence
        if sentence:
            self.sidebar.say(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say in the sidebar and in a notification that the analysis failed."""
        self.busy = ""
        self.sidebar.say(f"{sentence} {self.key('reload')} tries again.")
        self.tell(sentence, warning=True)

    def show_warning(self, sentence: str) -> None:
        """A warning in the notification area."""
        self.tell(sentence, warning=True)

    def record_place(self) -> None:
        """Record the initial position, so that merely opening an article does not write one."""
        self.place_is_kept()

    def restore(self) -> None:
        """Offer an unsaved note, show the article's notices, and restore what was dimmed, folded or hidden."""
        if notices := self.session.article.notices:
            # Together, since a sentence takes the place of the one before; a warning stays until its time is over.
            self.tell("\n".join(notices), warning=len(notices) > 1)
        self.offer_draft()
        self.restore_view()
        self.set_interval(1.0, self._look_for_changes)

    @work(exclusive=True, group="keep")
    async def save_article(self) -> None:
        """Put the article into the library. In a thread: a long one takes a tenth of a second."""
        store = self.session.store
        page = self.services.pages.pop(self.session.article.digest, None)
        if store is not None and self.session.is_writable:
            try:
                from ...library.opening import keep

                changed = await asyncio.to_thread(keep, store, self.session.article, page)
                # Once a day a copy beside the store; on any other start this only looks whether there is one.
                await asyncio.to_thread(store.run_maintenance, thread_safe_notify(self.app))
            except StoreError as error:
                self.tell(str(error), warning=True)
            else:
                if changed:
                    self.tell(changed)

    def prepare_next(self) -> None:
        """Have the article after this one parsed."""
        self.post_message(PrepareNeighbour(self.session.article.source))

    @work(exclusive=True, group="analysis")
    async def analyze(self) -> None:
        """Try the analysis again."""
        await self.startup.analyze()

    def show_analysis(self) -> None:
        """Paint and list what is known now."""
        if not self.is_open or self.session.analysis is None:
            return
        # The lists before the words: they have the screen laid out anew, which paints the words too.
        self.fill_lists()
        self.view.set_sentences(self.session.analysis.sentences)
        self.paint()
        self._refresh_walk()
        if self.session.state.get("folded"):
            self.fold()

    def _refresh_walk(self) -> None:
        lit = self.session.active_passages()
        if lit and not self.walk[1]:
            self.start_walk("passage", lit)

    # ------------------------------------------------------------ facts from below

    def _moved(self) -> None:
        caret = self.view.caret
        if self.seen is None or caret != self.seen[0]:
            self.caret_moved(caret)
        self.seen = (caret, self.view.place[0])
        self._show_head()
        self.show_progress()

    def _show_head(self) -> None:
        """The running head: what is being read, once its headline has left the screen."""
        article = self.session.article
        headline = next((block.span for block in article.blocks[:3] if block.kind == "headline"), None)
        seen = headline is not None and self.seen is not None and self.seen[1] < headline.end
        self.topic_bar.show_head("" if seen else article.title)

    @on(KeyBar.Clicked)
    async def _key_clicked(self, event: KeyBar.Clicked) -> None:
        if event.id == STAY:
            self.leave_find(kept=True)
        elif event.id == LEAVE:
            self.leave_find(kept=False)
        elif event.id == ROWS:
            self.sidebar.list.focus()
        else:
            self.post_message(RunAction(event.id))

    @on(KeyBar.SaysClicked)
    def _says_clicked(self) -> None:
        """On to the next of what the footer tells of."""
        if self.found is not None and self.key_bar.says == self.standing():
            self.action_find_next()
        else:
            self.action_item_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The footer shows the keys of the pane that has the focus."""
        self.show_keys()
        if event.widget is self.view:
            self.shut_drawer()

    def show_keys(self) -> None:
        """Fill the footer."""
        if self.marking is not None:
            return
        if self._finding and not self.view.has_focus:
            self.key_bar.show(FINDING)
        elif self.sidebar.reading:
            self.key_bar.show(self.services.hints("sidebar"))
        elif self.sidebar.has_focus_within:
            self.key_bar.show(FILTERING)
        else:
            self.key_bar.show(self.services.hints("article"))

    def on_key(self, event: events.Key) -> None:
        """Any key but a label's digit ends the moment in which a digit is a label."""
        self.key_pressed()
        if event.key not in "12345":
            self.end_marking()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """So does the mouse, but for a click on one of the labels in the footer."""
        if not self.key_bar.region.contains(int(event.screen_x), int(event.screen_y)):
            self.end_marking()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits are labels right after `m` and topics at any other time."""
        if self.is_mounted:
            # A key that asks for more than the words has come before what it may ask for.
            self.startup.prepare_for_keys()
        return allowed("reading", action, {"marking"} if self.marking else set())

    def on_resize(self, event: events.Resize) -> None:
        """Fold the sidebar away where there is no room for both, unless the reader has said otherwise."""
        if self.is_mounted:
            self.fit_sidebar()

    def _look_for_changes(self) -> None:
        """Notes that another program has written are shown within a second; the place is kept as often, so that a
        program that is killed loses no more than that."""
        self.keep_place()
        store = self.session.store
        if store is not None and self.services.store_changed():
            try:
                self.session.reload_notes()
            except StoreError:
                return
            self.show_notes()

    def on_unmount(self) -> None:
        """Remember the place."""
        self.keep_place()
