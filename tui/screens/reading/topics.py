"""Topics: switching them on and off, choosing and creating them, folding away everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Offset

from ...analysis.client import AnalystError
from ...export.plain_lines import passages
from ...library.known_topics import known_topics, own_file
from ...store.errors import StoreError
from ...text.analysis import TopicPassages
from ...text.charts import coverage, sparkline
from ...text.quotation_marks import in_quotes
from ...text.safe import cells, one_line
from ...text.span import Span
from ...text.topic import Topic, TopicError
from ...text.topics_file import LONGEST_NAME, add_topic, delete_topic
from ...widgets.article.jump_history import ViewPosition
from ...widgets.bars.topic_bar import ON
from ...widgets.lists.item import Item
from ..messages import RunAction
from .controller import Controller, Workspace
from .painting import MOST_PAINTED
from .stops import Stops

NAME_COLUMN, CHART_COLUMN, TERMS_COLUMN = 16, 14, 12
"""Cells for the name, the chart and the terms of a topic in the box to choose from."""
LEAST_TERMS = 6
"""On a narrow screen the terms have less room, or none."""
SWITCH_OFF = "switch off"
"""What choosing a topic does that is on, in place of its terms."""


class Topics(Controller):
    """The topics in the bar, which are active, and whether only their passages are shown."""

    def __init__(self, workspace: Workspace, stops: Stops, repaint: Callable[[], None]) -> None:
        """`repaint` paints passages and topic bar."""
        super().__init__(workspace)
        self._stops = stops
        self._repaint = repaint
        self._before_folding: tuple[ViewPosition, int] | None = None
        """What the reader saw before folding, and the caret right after it."""
        self._added_for_now: set[str] = set()
        """Names of the topics that are in the bar for this article only."""
        self._created: Topic | None = None
        self._deleted: Topic | None = None
        """The topic of the reader's own that was created or deleted last; one of the two is None."""
        self._change_before: object = None
        """The last change to the notes before that."""
        self._bar_before: object = None
        """What was remembered of the bar when a list or another article covered this one; None if none does."""

    # ------------------------------------------------------------ the bar

    def restore(self) -> None:
        """Restore the topics in the bar, and which of them are on, from the last article."""
        bar = self._services.remembered_bar
        names = bar.names(self._services.topics_at_start)
        if names != [topic.name for topic in self._session.topics]:
            self._session.topics = self._by_name(names)
            self._bar_changed()
        if bar.on is not None:
            self._session.active_topics = bar.on
        known = {topic.name for topic in self._session.topics}
        self._session.active_topics = [n for n in dict.fromkeys(self._session.active_topics) if n in known]

    @property
    def _remembered(self) -> object:
        return self._services.remembered_bar.names(self._services.topics_at_start), self._services.remembered_bar.on

    def covered(self) -> None:
        """A list or another article was opened over this one."""
        self._bar_before = self._remembered

    def uncovered(self) -> None:
        """Show the bar as it is now if it was changed meanwhile, perhaps in another article that was opened from a list
        over this one. What is in the bar, or on, for this article only stays."""
        session, before, self._bar_before = self._session, self._bar_before, None
        if before in (None, self._remembered):
            return
        topics, active = session.topics, session.active_topics
        session.other_topics = list(self._services.known_topics)
        self.restore()
        missing = self._added_for_now - {topic.name for topic in session.topics}
        session.topics = [*session.topics, *(topic for topic in topics if topic.name in missing)][:MOST_PAINTED]
        kept = session.topics_for_now & {topic.name for topic in session.topics}
        session.active_topics = list(dict.fromkeys([*session.active_topics, *(n for n in active if n in kept)]))
        self._bar_changed()
        self._repaint()
        self.update_stops()
        if self.is_folded:
            self.fold()
        if unsearched := session.missing_topics():
            self._view.run_worker(self._search(unsearched[0].name), exclusive=True, group="topics")

    def _by_name(self, names: list[str]) -> list[Topic]:
        """The topics of these names; those that no longer exist are left out."""
        topics = {topic.name: topic for topic in self._session.topics}
        if not topics.keys() >= set(names):
            topics = {topic.name: topic for topic in self._known_topics()} | topics
        return [topics[name] for name in names if name in topics]

    def _known_topics(self) -> list[Topic]:
        try:
            return list(known_topics(self._services.settings))
        except TopicError as error:
            self._status.notify(str(error), warning=True)
            return []

    def _bar_changed(self) -> None:
        """Use these topics for every article from now on."""
        services = self._services
        colors = [topic.color for topic in services.topics]
        services.topics = list(self._session.topics)
        if [topic.color for topic in services.topics] != colors:
            self._view.app.refresh_css(animate=False)

    def toggle(self, number: int) -> None:
        """Switch the topic with that number in the bar on or off."""
        if number > len(self._session.topics):
            self._status.notify_with(f"There is no topic {number}.", "to choose topics", "choose_topics")
            return
        name = self._session.topics[number - 1].name
        self._session.topics_for_now.discard(name)
        bar = self._services.remembered_bar
        if name in self._added_for_now:
            self._added_for_now.discard(name)
            bar.add(name)
        if name in self._session.active_topics:
            self._session.active_topics.remove(name)
        else:
            self._session.active_topics.append(name)
        bar.switch(name, on=name in self._session.active_topics)
        self.show(name)

    def update_stops(self) -> None:
        """Let `]` and `[` step through the passages that are left after a correction."""
        name = self._stops.name
        if (found := self._session.passages(name)) is not None:
            self._stops.set_stops(name, [passage.span for passage in found.passages])
        elif name == "passage":
            self._stops.set_stops(name, self._session.active_passages())

    def show(self, name: str) -> None:
        """Paint the topics. If the topic of this name is active, `]` and `[` step through its passages."""
        self._repaint()
        self._stops.show_matches(None)
        found = self._session.passages(name)
        if name in self._session.active_topics and found is not None:
            self._stops.set_stops(name, [passage.span for passage in found.passages])
            more = f" · {self._status.key('item_next')} next" if found.passages else ""
            words = f"{name}: {passages(len(found.passages))}{more}"
            self._status.set_status(words, action="item_next" if more else "")
        else:
            self._stops.set_stops("passage", self._session.active_passages())
            self._status.set_status("" if name in self._session.active_topics else f"{name} is off")
        if self.is_folded:
            self.fold()

    def clicked(self, number: int, menu_at: Offset | None) -> None:
        """Switch the topic of that number in the bar, or open its menu at a cell of the screen."""
        if menu_at is None:
            self.toggle(number)
        else:
            self._open_menu(number, menu_at)

    def more_clicked(self, name: str) -> None:
        """Add a topic that occurs here to the bar, switched on; without a name, choose topics."""
        topic = next((topic for topic in self._session.other_topics if topic.name == name), None)
        if topic is not None:
            self.add(topic)
        else:
            self.choose()

    def _open_menu(self, number: int, at: Offset) -> None:
        from ..dialogs.menu import MenuEntry

        name = self._session.topics[number - 1].name
        on = name in self._session.active_topics
        found = self._session.passages(name)
        key = self._status.key
        entries = [MenuEntry("toggle", "Switch off" if on else "Switch on", str(number))]
        if on and found is not None and found.passages:
            only = "Show the whole article" if self.is_folded else "Show only the passages on active topics"
            entries += [
                MenuEntry("item_next", "Next passage", key("item_next")),
                MenuEntry("only_matching", only, key("only_matching")),
            ]
        entries.append(MenuEntry("remove", "Remove from the bar", "x"))
        if _is_own(self._session.topics[number - 1]):
            entries.append(MenuEntry("delete", "Delete the topic", "d"))

        def done(id: str) -> None:
            if id == "toggle":
                self.toggle(number)
            elif id == "remove":
                self._remove(name)
            elif id == "delete":
                self._confirm_deleting(name)
            else:
                if id == "item_next":
                    self.show(name)  # its passages are the stops
                self._view.screen.post_message(RunAction(id))

        self._dialogs.show_menu(name, entries, done, at=at)

    # ------------------------------------------------------------ folding

    @property
    def is_folded(self) -> bool:
        """True if only passages are to be shown."""
        return bool(self._session.state.get("folded"))

    def toggle_folding(self) -> None:
        """Show only the passages on the active topics, or everything again."""
        active, spans = self._session.active_topics, self._session.active_passages()
        if not spans and not self.is_folded:
            key = self._status.key("only_matching")
            progress = self._status.progress
            if not active:
                self._status.notify(f"Switch on a topic first; then {key} shows only its passages.")
            elif any(self._session.passages(name) is None for name in active) and progress:
                self._status.notify(f"The article is still being searched for {', '.join(active)}. {progress}")
            else:
                self._status.notify("The article has no passage on the active topics.")
            return
        self._session.state["folded"] = not self.is_folded
        before, self._before_folding = self._before_folding, None
        position = self._view.position
        self.fold()
        if self.is_folded:
            self._before_folding = (position, self._view.caret)
        elif before is not None and before[1] == position.head:
            self._view.return_to(before[0])
        self._status.set_status("")

    def default_status(self) -> str:
        """Say that the rest of the article is folded away."""
        if self.is_folded and self._session.active_passages():
            return f"only passages · {self._status.key('only_matching')} shows all"
        return ""

    def unfold(self) -> bool:
        """Show the whole article again. False if it was shown already."""
        if not self.is_folded or not self._session.active_passages():
            return False
        self.toggle_folding()
        return True

    def fold(self) -> None:
        """Show the passages on the active topics with the headlines and headings, or everything if not folded."""
        active = self._session.active_passages()
        if not self.is_folded or not active:
            self._view.fold(None)
            return
        headings = [block.span for block in self._session.article.blocks if block.kind in ("headline", "heading")]
        shown = sorted({*active, *(span for span in headings if not any(one.overlaps(span) for one in active))})
        caret = self._view.caret
        self._view.fold(shown)
        if not any(span.covers(caret) for span in shown):
            place = next((span for span in active if span.start >= caret), active[-1])
            self._view.go_to(Span(place.start, place.start), remember=False)

    # ------------------------------------------------------------ choosing and making

    def choose(self) -> None:
        """Choose from all topics by typing: one in the bar is switched on or off, another is added to the bar."""
        try:
            known = known_topics(self._services.settings)
        except TopicError as error:
            self._status.notify(str(error), warning=True)
            return
        topics = {topic.name: topic for topic in [*self._session.topics, *known]}
        counts = {name: len(found.passages) for name in topics if (found := self._session.passages(name))}
        self._dialogs.choose(
            "Which topic?",
            [self._row(topics[name], switches=True) for name in sorted(topics, key=lambda name: -counts.get(name, 0))],
            lambda name: self.add(topics[name]),
            own="  A new topic: ",
            own_first=True,
            then_own=lambda words: self._make(words, words),
        )

    def choose_removed(self) -> None:
        """Choose a topic to be removed from the bar."""
        if not self._session.topics:
            self._status.notify("There is no topic in the bar.")
            return
        items = [self._row(topic) for topic in self._session.topics]
        self._dialogs.choose("Remove which topic from the bar?", items, self._remove)

    def _remove(self, name: str) -> None:
        self._services.remembered_bar.remove(name)
        self._take_out(name)
        self._bar_changed()
        self.show(name)
        self._status.set_status("")
        self._status.notify_with(
            f"{one_line(name, LONGEST_NAME)} was removed from the bar.", "to bring it back", "choose_topics"
        )

    def choose_deleted(self) -> None:
        """Choose a topic of the reader's own to be deleted from the file."""
        own = [topic for topic in self._known_topics() if _is_own(topic)]
        if not own:
            self._status.notify_with("There is no topic of your own.", "to create one", "new_topic")
            return
        self._dialogs.choose("Delete which topic?", [self._row(topic) for topic in own], self._confirm_deleting)

    def _confirm_deleting(self, name: str) -> None:
        question = f"Delete the topic {in_quotes(one_line(name, LONGEST_NAME))} and its words?"
        self._dialogs.confirm(question, "Your notes and highlights stay.", lambda: self._delete(name))

    def _delete(self, name: str) -> None:
        topic = next((topic for topic in self._known_topics() if topic.name == name), None)
        if self._delete_from_file(name):
            self._own_changed(deleted=topic)
            deleted = f"The topic {in_quotes(one_line(name, LONGEST_NAME))} was deleted."
            self._status.notify_with(deleted, "to undo", "undo")

    def _delete_from_file(self, name: str) -> bool:
        """Delete a topic, also from the bar. False if that failed, after saying why."""
        try:
            delete_topic(own_file(), name)
        except TopicError as error:
            self._status.notify(f"The topic was not deleted: {error}", warning=True)
            return False
        self._own_changed()
        self._services.remembered_bar.remove(name)
        self._take_out(name)
        self._bar_changed()
        self.show(name)
        self._status.set_status("")
        return True

    def undo(self) -> bool:
        """Delete the topic that was just created, or bring back the one that was just deleted. False if there is none,
        or if notes were changed since."""
        created, deleted = self._created, self._deleted
        if self._change_before != self._last_change():
            return False
        if created is not None:
            if self._delete_from_file(created.name):
                self._status.notify(f"New topic {in_quotes(one_line(created.name, LONGEST_NAME))} undone.")
        elif deleted is not None:
            if self._save(deleted):
                self._own_changed()
                self._status.notify(f"The topic {in_quotes(one_line(deleted.name, LONGEST_NAME))} is back.")
                self.add(deleted)
        else:
            return False
        return True

    def _last_change(self) -> object:
        store = self._services.store
        try:
            return store.notebook.next_undo() if store is not None else None
        except StoreError:
            return None

    def _own_changed(self, *, created: Topic | None = None, deleted: Topic | None = None) -> None:
        """Offer the topics that there are now, after a change in the reader's own file, and remember it for `undo`."""
        self._created, self._deleted, self._change_before = created, deleted, self._last_change()
        self._services.known_topics = self._known_topics()
        self._session.other_topics = list(self._services.known_topics)

    def _take_out(self, name: str) -> None:
        self._session.topics = [one for one in self._session.topics if one.name != name]
        self._session.active_topics = [one for one in self._session.active_topics if one != name]

    def _row(self, topic: Topic, *, switches: bool = False) -> Item:
        """A topic to choose; if that `switches` it, one that is on says so."""
        found = self._session.passages(topic.name)
        in_bar = [other.name for other in self._session.topics]
        digit = str(in_bar.index(topic.name) + 1) if topic.name in in_bar else " "
        state = f"{digit}{ON if topic.name in self._session.active_topics else ' '} "
        count = f"{len(found.passages) if found else '…':>3}"
        name = one_line(topic.name, NAME_COLUMN)
        name += " " * (NAME_COLUMN - cells(name))
        chart = self._chart(found)
        room = min(TERMS_COLUMN, self._dialogs.room - cells(f"{state}{name}{count}{chart}") - 3)
        terms = one_line(", ".join(topic.terms), room) if room >= LEAST_TERMS else ""
        if switches and topic.name in self._session.active_topics:
            terms = SWITCH_OFF if room >= len(SWITCH_OFF) else "→ off"
        return Item(
            topic.name,
            Content.assemble(
                state, (name, "bold" if digit != " " else ""), count, f" {chart}", (f"  {terms}", "$text-muted")
            ),
            search=" ".join([topic.name, *topic.terms]).casefold(),
        )

    def _chart(self, found: TopicPassages | None) -> str:
        """Where the article is about a topic, from its beginning to its end; blank while that is unknown."""
        if found is None:
            return " " * CHART_COLUMN
        spans = [passage.span for passage in found.passages]
        return sparkline(coverage(spans, len(self._session.article.text), CHART_COLUMN), peak=1)

    def add(self, topic: Topic) -> None:
        """Switch a topic in the bar on or off; add any other, active."""
        names = [one.name for one in self._session.topics]
        if topic.name in names:
            self.toggle(names.index(topic.name) + 1)
            return
        bar = self._services.remembered_bar
        bar.add(topic.name)
        bar.switch(topic.name, on=True)
        if removed := self._add(topic):
            bar.remove(removed)

    def _add(self, topic: Topic) -> str:
        """Add a topic to the bar of this article, active. Returns the name of the one that had to make room, or ""."""
        names = [one.name for one in self._session.topics]
        active = self._session.active_topics
        removed = ""
        if len(names) >= MOST_PAINTED:
            removed = next((name for name in reversed(names) if name not in active), names[-1])
            self._take_out(removed)
            self._status.notify(f"The bar shows nine topics at most, so {removed} was removed.")
        self._session.topics.append(topic)
        self._session.active_topics.append(topic.name)
        self._bar_changed()
        self._repaint()
        self._view.run_worker(self._search(topic.name), exclusive=True, group="topics")
        return removed

    def switch_on_here(self, names: Sequence[str]) -> None:
        """Switch these topics on in this article only, in the bar or outside it."""
        for topic in self._by_name([name for name in names if name not in self._session.active_topics]):
            self._session.topics_for_now.add(topic.name)
            if any(topic.name == other.name for other in self._session.topics):
                self._session.active_topics.append(topic.name)
                self.show(topic.name)
            else:
                self._added_for_now.add(topic.name)
                self._add(topic)

    async def _search(self, name: str) -> None:
        """Have the article searched for the new topics, and show one of them."""
        if self._session.raw_analysis is None:
            return  # The running analysis searches for them at its end.
        missing = self._session.missing_topics()
        if not missing:
            self.show(name)
            return
        self._status.set_status(f"looking for {name}…", stays=True)
        try:
            found, milliseconds = await self._services.analyst.passages(self._session.article, missing)
        except AnalystError as error:
            self._status.set_status("")
            self._status.notify(str(error), warning=True)
            return
        self._session.set_passages(found)
        self.show(name)
        count = next((len(one.passages) for one in found if one.name == name), 0)
        self._status.set_status(f"{name}: {passages(count)}, found in {milliseconds} ms")
        if problem := await self._services.save_analysis(self._session):
            self._status.notify(problem, warning=True)

    def ask_new(self) -> None:
        """Make a topic from the selection or the word at the caret. It is saved in the reader's own file."""
        span = self._view.selection or self._view.word_at(self._view.caret)
        words = " ".join(self._session.article.words(span).split())
        self._dialogs.ask(
            "A new topic. What is it called?" + (f" It looks for {in_quotes(words)}." if words else ""),
            lambda name: self._make(name, words or name),
            value=words,
        )

    def _make(self, name: str, term: str) -> None:
        topic = Topic(name=name, terms=(term,), on=True, origin=str(own_file()))
        if any(name.casefold() == other.name.casefold() for other in self._session.topics):
            known = f"There is already a topic called {name}."
            self._status.notify_with(known, "to see it", "choose_topics", warning=True)
            return
        if self._save(topic):
            self._own_changed(created=topic)
            deleting = f"right-click it in the bar, or press {self._status.key('palette')} and type “delete a topic”"
            self._status.notify(f"New topic {in_quotes(one_line(name, LONGEST_NAME))}. To delete it, {deleting}.")
        self.add(topic)

    def _save(self, topic: Topic) -> bool:
        """Save a topic in the reader's own file. False if that failed, after saying why."""
        try:
            add_topic(own_file(), topic)
        except (TopicError, OSError) as error:
            self._status.notify(f"The topic was not saved: {error}", warning=True)
            return False
        return True


def _is_own(topic: Topic) -> bool:
    """True for a topic in the reader's own file, from which the program can delete it."""
    return topic.origin == str(own_file())
