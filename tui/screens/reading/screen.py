"""The reading screen: binds the pane, the lists and the bars together and turns facts into changes."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from ...actions.table import allowed, bindings
from ...formats.load_error import LoadError
from ...lean_compositor import LeanCompositor
from ...runtime import give_back, prepare_for_threads
from ...store.errors import StoreError
from ...terminal.notices import thread_safe_notify
from ...terminal.reliable_timer import later
from ...text.span import Span
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import Hint, KeyBar
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.sidebar import Sidebar
from ..messages import PrepareNeighbour, RunAction
from .output import OutputActions
from .view import ViewActions

if TYPE_CHECKING:
    from ...library.session import Session, StoredState
    from ...text.analysis import Analysis
    from ...text.article import Article
    from ..services import Services


HELD = 0.9
"""Seconds after which a frame is drawn in any case."""
BREATH = 0.01
"""Seconds between the steps that follow the first frame, for keys."""
LULL = 0.03
"""Seconds after the first frame in which nothing is done but what keys ask for."""
WITH_THE_WORDS = 0.1
"""Seconds for which the words of an article wait for what is known of it, so that both come with one frame."""

FIRST_SEEN = 40_000
"""Code points, more than any window shows: of a longer text the first frame paints only so much."""


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

    _furnished = False
    """Whether store and topics are there, and the rest is on its way."""

    def __init__(
        self,
        services: Services,
        session: Session,
        *,
        offset: int = 0,
        span: Span | None = None,
        rest: Callable[[], Article] | None = None,
    ) -> None:
        """`offset` is the code point where the reader stopped last time; see `ReadingBase`."""
        super().__init__(services, session, span, rest)
        self._offset = offset
        self._compositor = LeanCompositor()
        self._frames = 0
        """How many frames were drawn since it was opened; after the first one the rest is held until `_draw_on`."""
        self._looked_up = asyncio.Event()
        """Whether what the store knows is here: a new analysis is shown with the reader's own marks, and not before."""
        self._looking: asyncio.Task[StoredState | StoreError] | None = None
        """The looking up of what the store knows, where that was begun before the first frame."""
        warm = session.store is not None and services.analyst_runs and services.topics_known
        known = rest is None and self._is_analysed()
        self._asks_at_once = warm and rest is None and not known
        """Whether the other process has nothing to do: it can find out what is in the words while they are drawn."""
        if known or self._asks_at_once:
            # While the screen is made, so that the lists come with the words.
            prepare_for_threads()
            self._looking = asyncio.create_task(self._look_up())

    def compose(self) -> ComposeResult:
        yield TopicBar()
        with Horizontal(id="panes"):
            yield ArticleView()
            yield Sidebar()
        yield KeyBar()

    async def on_mount(self) -> None:
        """The words first, with what is known of them already; all else after they are on the screen."""
        session = self.session
        self.take_up_looks()
        if self.services.topics_known:
            self.take_up_topics()
            self.paint_topics()
        offset = self._offset
        self.view.show(session.article, offset=min(session.state.get("top", offset), offset), caret=offset)
        if self.first_span is not None:
            self.view.go_to(self.first_span)
        self.view.focus()
        self.seen = (self.view.caret, session.state.get("top", offset))
        self._show_head()
        self.watch(self.view, "caret", self._moved, init=False)
        self.watch(self.view, "scroll_y", self._moved, init=False)
        if self._asks_at_once:
            self.analyze()
        if self._looking is not None and self.sidebar.display:
            self.sidebar.fill()
            await asyncio.wait([self._looking], timeout=WITH_THE_WORDS)
            if self._looking.done() and self.is_open:
                self._furnished = True
                self._take_kept(self._looking.result())
        self.call_after_refresh(self._is_at_rest)

    def _compositor_refresh(self) -> None:
        """Textual draws a new screen five times over before it is at rest: each widget that hears of its size has all
        laid out anew. The first frame has the words; those that follow show the same and take the time in which what
        is known of the article could be found, so they are left out. What they would draw is not forgotten: the
        compositor adds up what has to be drawn anew."""
        self._compositor.update_widgets(self._dirty_widgets)
        if self._frames != 1:
            super()._compositor_refresh()
            if not self._frames and self.seen is not None and self.view.size:
                self._frames = 1
                later(self, HELD, self._draw_on)
                self.call_next(self._words_are_seen)
        self._dirty_widgets.clear()

    def _draw_on(self) -> None:
        """From now on draw every frame. The next one has what was held back since the first; where none comes by
        itself, it is asked for."""
        if self._frames < 2:
            self._frames = 2
            later(self, LULL, self._compositor_refresh)

    def _words_are_seen(self) -> None:
        """The first frame is out, and the screen not yet at rest."""
        if self._furnished:
            self._begin_to_keep_place()
            self.show_progress()
        elif self._is_analysed():
            # What is known of the article already is to stand beside its words at once.
            self._after_first_frame(at_once=True)

    def _begin_to_keep_place(self) -> None:
        """What is so before the first key is what is kept already, once the words stand where they are to stand."""
        if self._kept is None:
            self.place_is_kept()

    def _is_at_rest(self) -> None:
        if self._furnished:
            self._begin_to_keep_place()
            self._go_on_soon()
        else:
            later(self, LULL, self._after_first_frame)

    def _is_analysed(self) -> bool:
        """Whether nothing need be analysed; of a head, as far as one can tell without the rest. False where the store
        cannot be read; that is told when it is looked into."""
        model = self.services.settings.model
        try:
            return self.session.is_analysed(model) if self.rest is None else self.session.was_analysed(model)
        except StoreError:
            return False

    def _after_first_frame(self, *, at_once: bool = False) -> None:
        if self._furnished or not self.is_open:
            return
        self._furnished = True
        prepare_for_threads()
        self.session.store = self.services.ensure_store()
        if not at_once and not self._is_analysed():
            self._prepare_analysis()
        self.place_is_kept()
        if self.rest is not None:
            self._read_rest(self.rest)
        elif at_once:
            self._begin()
        else:
            # A turn of the event loop between: a key that was pressed at the first sight of the words comes first.
            later(self, BREATH, self._begin)

    def _find_topics(self) -> None:
        """Have the topics in the bar, if they are not there yet."""
        if self.services.topics_known:
            return
        if problem := self.services.load_topics():
            self.tell(problem, warning=True)
        self.session.topics = list(self.services.topics)
        if any(topic.color for topic in self.session.topics):
            self.app.refresh_css(animate=False)
        self.take_up_topics()
        self.paint_topics()

    @work(exclusive=True, group="rest")
    async def _read_rest(self, rest: Callable[[], Article]) -> None:
        """Show the whole of a long article in the place of its head, with the same words under the eye."""
        try:
            article = await asyncio.to_thread(rest)
        except LoadError as error:
            self.tell(str(error), warning=True)
        else:
            if not self.is_open:
                return
            top, caret = self.view.place
            self.session.article = article
            self.view.show(article, offset=top, caret=caret)
        self._begin()

    @work(exclusive=True, group="begin")
    async def _begin(self) -> None:
        """The words are there: now what is known of them."""
        if not self.is_open:
            return  # the reader has gone on to another article already
        self.rest = None
        found, _ = await asyncio.gather(self._looking or self._look_up(), self._make_room())
        self._looked_up.set()
        if self.is_open:
            self._take_kept(found)
            self._go_on_soon()

    async def _look_up(self) -> StoredState | StoreError:
        """What the store knows of the article, or why it cannot be read."""
        try:
            return await asyncio.to_thread(self.session.load_stored, self.services.settings.model)
        except StoreError as error:
            return error

    def _take_kept(self, found: StoredState | StoreError) -> None:
        """Show what has been looked up."""
        try:
            if isinstance(found, StoreError):
                raise found
            self.session.apply_stored(found)
        except StoreError as error:
            self.tell(str(error), warning=True)
        self._looked_up.set()
        name = self.session.state.get("list", "people")
        if name in self.sidebar.lists and name != self.sidebar.name_shown:
            self.sidebar.show_list(name)
        self._find_topics()
        if self._frames:
            self.show_progress()
        elif len(self.session.article.text) > 2 * FIRST_SEEN and not self.session.state.get("folded"):
            top, caret = self.view.place
            self.near = Span(max(0, min(top, caret) - FIRST_SEEN // 4), max(top, caret) + FIRST_SEEN)
        if self.session.analysis:
            self.show_analysis()
        else:
            self.paint_highlights()
            self.fill_lists()
        self._walk_list(self.sidebar.name_shown)

    _goes_on = False

    def _go_on_soon(self) -> None:
        """What is known stands beside the words: now for the rest."""
        if self._goes_on or not self._looked_up.is_set() or not self.is_open:
            return
        self._goes_on = True
        # What was made for the start lives as long as the program; looking through it again and again for garbage
        # costs a key 75 ms and more.
        gc.freeze()
        gc.enable()
        if notices := self.session.article.notices:
            # Together, since a sentence takes the place of the one before; a warning stays until its time is over.
            self.tell("\n".join(notices), warning=len(notices) > 1)
        self.offer_draft()
        if not self._analysing or self.session.raw_analysis is not None:
            self._draw_on()  # else what is asked for already is about to come, unless it takes long
        self.call_after_refresh(later, self, BREATH, self._go_on)

    async def _make_room(self) -> None:
        """The sidebar's parts, while what they are to show is looked up."""
        await asyncio.sleep(0)
        self.sidebar.fill()

    def _go_on(self) -> None:
        """What takes long or comes from elsewhere: the analysis, the library, another program's notes."""
        if not self.is_open:
            return
        if self.near is not None:
            self.near = None
            self.paint()
        self._find_topics()
        if not self._analysing and (self.session.raw_analysis is None or self.session.missing_topics()):
            self.analyze()
        elif not self._analysing:
            self._look_ahead()
        self.restore_view()
        self._keep_article()
        self.set_interval(1.0, self._look_for_changes)

    @work(exclusive=True, group="keep")
    async def _keep_article(self) -> None:
        """Put the article into the library. In a thread: a long one takes a tenth of a second."""
        store = self.session.store
        page = self.services.pages.pop(self.session.article.digest, None)
        if store is not None and self.session.is_writable:
            try:
                from ...library.opening import keep

                changed = await asyncio.to_thread(keep, store, self.session.article, page)
                # Once a day a copy beside the store; on any other start this only looks whether there is one.
                await asyncio.to_thread(store.run_maintenance, thread_safe_notify(self.app))
                give_back()
            except StoreError as error:
                self.tell(str(error), warning=True)
            else:
                if changed:
                    self.tell(changed)

    # ------------------------------------------------------------ analysis

    @work(exclusive=True, group="prepare")
    async def _prepare_analysis(self) -> None:
        """Have the language model loaded meanwhile: it takes seconds."""
        from ...analysis.client import AnalystError

        with suppress(AnalystError):  # it is told when something is asked
            await self.services.analyst.prepare()

    _analysing = False
    """Whether the analysis is under way."""

    @work(exclusive=True, group="analysis")
    async def analyze(self) -> None:
        """Have the article analysed, or only searched for topics that are new, and show what is found."""
        self._analysing = True
        try:
            await self._analyze()
        finally:
            self._analysing = False

    async def _analyze(self) -> None:
        from ...analysis.client import AnalystError

        session, analyst = self.session, self.services.analyst
        try:
            if session.raw_analysis is None:
                self._analysis_goes_on("Reading the article", 0.0)
                analysis = await analyst.analyze(
                    session.article,
                    session.topics,
                    near=self.view.caret,
                    told=self._analysis_goes_on,
                    known=self._analysis_begun,
                )
                await self._looked_up.wait()
                session.set_analysis(analysis)
            if missing := session.missing_topics():
                found, _ = await analyst.passages(session.article, missing)
                session.set_passages(found)
        except AnalystError as error:
            self.busy = ""
            self.sidebar.say(f"{error} {self.key('reload')} tries again.")
            self.tell(str(error), warning=True)
            return
        self.busy = ""
        self.show_analysis()
        gc.freeze()
        give_back()
        if session.raw_analysis is not None:
            await self._keep(session.raw_analysis)
            give_back()
        self._look_ahead()

    _looked_ahead = False

    def _look_ahead(self) -> None:
        """All is known of this article: now for the next one."""
        if self.is_open and self.services.analyst_runs and not self._looked_ahead:
            self._looked_ahead = True
            self.post_message(PrepareNeighbour(self.session.article.source))

    async def _keep(self, analysis: Analysis) -> None:
        try:
            # In a thread: a long article's analysis is megabytes, and a key must not wait for them.
            await asyncio.to_thread(self.session.save_analysis, analysis, self.services.settings.model)
        except StoreError as error:
            self.tell(str(error), warning=True)

    def _analysis_goes_on(self, stage: str, done: float) -> None:
        self.busy = f"{stage}… {done:.0%}" if done else f"{stage}…"
        if self.is_open and self._furnished:  # not before: the sidebar has no parts yet
            self.sidebar.say(self.busy)

    def _analysis_begun(self, analysis: Analysis) -> None:
        """A part of a long article is known: show it, and go on."""
        if self.is_open and self.session.raw_analysis is None and self._looked_up.is_set():
            self.session.set_partial(analysis)
            self.show_analysis()
            self.sidebar.say(self.busy)

    def show_analysis(self) -> None:
        """Paint and list what is known now."""
        if not self.is_open or self.session.analysis is None:
            return
        from ...text.packed import span_columns

        if self._frames:
            self._draw_on()
        # The lists before the words: they have the screen laid out anew, which paints the words too.
        self.fill_lists()
        self.view.set_sentences(*span_columns(self.session.analysis.sentences))
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
        self._draw_on()
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
        self._draw_on()
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
            self._after_first_frame()
            self._begin_to_keep_place()
            self._find_topics()
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
