"""The reading screen's topics: switching them, choosing and making them, folding away the rest."""

from __future__ import annotations

from textual import on, work
from textual.content import Content

from ...export.plain_lines import passages
from ...text.safe import one_line
from ...text.span import Span
from ...text.topic import Topic
from ...widgets.bars.topic_bar import TopicBar
from ...widgets.lists.item import Item
from .base import ReadingBase

MOST = 9
"""Topics in the bar: as many as there are digits."""


class TopicActions(ReadingBase):
    """Actions on topics."""

    def take_up_topics(self) -> None:
        """Have the topics in the bar, and those on that were on, that the reader left there, in whatever article."""
        remembered = self.services.remembered
        names, of = remembered.names("bar"), remembered.names("bar_of")
        here = [topic.name for topic in self.session.topics]
        # Other topics in the settings, or on the command line, than those the reader changed: these count then.
        if names is not None and names != here and of == self.services.topics_at_start:
            self.session.topics = self._by_name(names)
            self._bar_changed(keep=False)
        lit = remembered.names("lit")
        if lit is not None:
            self.session.active_topics = lit
        there = {topic.name for topic in self.session.topics}
        self.session.active_topics = [name for name in dict.fromkeys(self.session.active_topics) if name in there]

    def _by_name(self, names: list[str]) -> list[Topic]:
        """The topics of these names, without those there are no more."""
        topics = {topic.name: topic for topic in self.session.topics}
        if not topics.keys() >= set(names):
            from ...library.known_topics import known_topics
            from ...text.topic import TopicError

            try:
                topics = {topic.name: topic for topic in known_topics(self.services.settings)} | topics
            except TopicError as error:
                self.tell(str(error), warning=True)
        return [topics[name] for name in names if name in topics]

    def _bar_changed(self, *, keep: bool = True) -> None:
        """Other topics stand in the bar: every article has them from now on, in their own colours."""
        services = self.services
        colors = [topic.color for topic in services.topics]
        services.topics = list(self.session.topics)
        if keep:
            names = [topic.name for topic in self.session.topics]
            services.remembered.keep(bar=names, bar_of=services.topics_at_start)
        if [topic.color for topic in services.topics] != colors:
            self.app.refresh_css(animate=False)

    def action_topic(self, number: int) -> None:
        """Switch the topic with that number in the bar on or off."""
        if number > len(self.session.topics):
            self.tell(f"There is no topic {number}. {self.key('choose_topics')} chooses topics.")
            return
        topic = self.session.topics[number - 1]
        if topic.name in self.session.active_topics:
            self.session.active_topics.remove(topic.name)
        else:
            self.session.active_topics.append(topic.name)
        self.services.remembered.keep(lit=self.session.active_topics)
        self.show_topics(topic.name)

    def show_topics(self, name: str) -> None:
        """Paint the topics as they are now; what `]` walks is the topic of that name, if it is on."""
        self.paint_topics()
        found = self.session.passages(name)
        if name in self.session.active_topics and found is not None:
            self.start_walk(name, [passage.span for passage in found.passages])
            more = f", {self.key('item_next')} for the next" if found.passages else ""
            self.say(f"{name}: {passages(len(found.passages))}{more}")
        else:
            self.start_walk("passage", self.session.active_passages())
            self.say("" if name in self.session.active_topics else f"{name} is off")
        if self.session.state.get("folded"):
            self.fold()

    @on(TopicBar.Clicked)
    def _topic_clicked(self, event: TopicBar.Clicked) -> None:
        self.action_topic(event.number)

    # ------------------------------------------------------------ folding

    def action_only_matching(self) -> None:
        """Fold away what is about none of the topics that are on; once more to see all."""
        if not self.session.active_passages() and not self.session.state.get("folded"):
            if not self.session.active_topics:
                self.tell(f"Switch on a topic first; then {self.key('only_matching')} shows only its passages.")
            elif any(self.session.passages(name) is None for name in self.session.active_topics) and self.busy:
                self.tell(
                    f"The article is still being searched for {', '.join(self.session.active_topics)}. {self.busy}"
                )
            else:
                self.tell("The topics that are on have no passage in this article.")
            return
        self.session.state["folded"] = not self.session.state.get("folded", False)
        self.fold()
        self.say("")

    def standing(self) -> str:
        """That the rest of the article is folded away."""
        if self.session.state.get("folded") and self.session.active_passages():
            return f"only passages · {self.key('only_matching')} shows all"
        return super().standing()

    def unfold(self) -> bool:
        """Show the whole article again; False where nothing is folded away."""
        if not self.session.state.get("folded") or not self.session.active_passages():
            return False
        self.action_only_matching()
        return True

    def fold(self) -> None:
        """Show what `folded` says: the passages of the topics that are on, and the headings they stand under."""
        lit = self.session.active_passages()
        if not self.session.state.get("folded") or not lit:
            self.view.fold(None)
            return
        headings = [block.span for block in self.session.article.blocks if block.kind in ("headline", "heading")]
        shown = sorted({*lit, *(span for span in headings if not any(one.overlaps(span) for one in lit))})
        caret = self.view.caret
        self.view.fold(shown)
        if not any(span.covers(caret) for span in shown):
            # The caret's words are folded away: on with the next that are not.
            place = next((span for span in lit if span.start >= caret), lit[-1])
            self.view.go_to(Span(place.start, place.start), remember=False)

    # ------------------------------------------------------------ choosing and making

    def action_choose_topics(self) -> None:
        """Choose among all topics by typing; one that is in the bar is switched, another comes into it."""
        from ...library.known_topics import known_topics
        from ...text.topic import TopicError
        from ..dialogs.choose import OWN, ChooseScreen

        try:
            known = known_topics(self.services.settings)
        except TopicError as error:
            self.tell(str(error), warning=True)
            return
        topics = {topic.name: topic for topic in [*self.session.topics, *known]}
        items = [self._topic_row(topic) for topic in topics.values()]

        def done(key: str | None) -> None:
            if key is None:
                return
            if key.startswith(OWN):
                words = key.removeprefix(OWN)
                self.make_topic(words, words)
            else:
                self.take_topic(topics[key])

        self.app.push_screen(ChooseScreen("Which topic?", items, own="  A new topic: "), done)

    def action_drop_topic(self) -> None:
        """Take a topic out of the bar."""
        from ..dialogs.choose import ChooseScreen

        if not self.session.topics:
            self.tell("There is no topic in the bar.")
            return
        items = [self._topic_row(topic) for topic in self.session.topics]

        def done(name: str | None) -> None:
            if name is not None:
                self.drop_topic(name)

        self.app.push_screen(ChooseScreen("Which topic should leave the bar?", items), done)

    def drop_topic(self, name: str) -> None:
        """Have this topic in the bar no more."""
        self.session.topics = [one for one in self.session.topics if one.name != name]
        self.session.active_topics = [one for one in self.session.active_topics if one != name]
        self.services.remembered.keep(lit=self.session.active_topics)
        self._bar_changed()
        self.show_topics(name)
        self.say("")
        self.tell(f"{one_line(name, 40)} is out of the bar; {self.key('choose_topics')} brings it back.")

    def _topic_row(self, topic: Topic) -> Item:
        found = self.session.passages(topic.name)
        in_bar = any(topic.name == other.name for other in self.session.topics)
        state = "✓ " if topic.name in self.session.active_topics else "· " if in_bar else "  "
        count = f"  {passages(len(found.passages))}" if found else ""
        terms = one_line(", ".join(topic.terms), 34)
        return Item(
            topic.name,
            Content.assemble(state, (one_line(topic.name, 24), "bold" if in_bar else ""), (count, ""), f"  {terms}"),
            search=" ".join([topic.name, *topic.terms]).casefold(),
        )

    def take_topic(self, topic: Topic) -> None:
        """Switch a topic that is in the bar; bring another into it, switched on."""
        names = [one.name for one in self.session.topics]
        if topic.name in names:
            self.action_topic(names.index(topic.name) + 1)
            return
        if len(names) >= MOST:
            gone = next((name for name in reversed(names) if name not in self.session.active_topics), names[-1])
            self.session.topics = [one for one in self.session.topics if one.name != gone]
            self.session.active_topics = [name for name in self.session.active_topics if name != gone]
            self.tell(f"The bar holds nine topics; {gone} has left it.")
        self.session.topics.append(topic)
        self.session.active_topics.append(topic.name)
        self.services.remembered.keep(lit=self.session.active_topics)
        self._bar_changed()
        self.paint_topics()
        self.search_topics(topic.name)

    @work(exclusive=True, group="topics")
    async def search_topics(self, name: str) -> None:
        """Have the article searched for the topics that are new, and show one of them."""
        from ...analysis.client import AnalystError

        if self.session.raw_analysis is None:
            return  # The analysis that is under way looks for them when it is done.
        missing = self.session.missing_topics()
        if not missing:
            self.show_topics(name)
            return
        self.say(f"looking for {name}…")
        try:
            found, milliseconds = await self.services.analyst.passages(self.session.article, missing)
        except AnalystError as error:
            self.tell(str(error), warning=True)
            return
        self.session.set_passages(found)
        self.show_topics(name)
        count = next((len(one.passages) for one in found if one.name == name), 0)
        self.say(f"{name}: {passages(count)}, found in {milliseconds} ms")

    def action_new_topic(self) -> None:
        """A new topic from the selection or the word under the caret; it is kept in the reader's own file."""
        from ..dialogs.ask import AskScreen

        span = self.view.selection or self.view.word_at(self.view.caret)
        words = " ".join(self.session.article.words(span).split())

        def done(name: str | None) -> None:
            if name:
                self.make_topic(name, words or name)

        self.app.push_screen(
            AskScreen("A new topic. What is it called?" + (f" It looks for “{words}”." if words else ""), value=words),
            done,
        )

    def make_topic(self, name: str, term: str) -> None:
        """Keep a topic in the reader's own file and paint it."""
        from ...library.known_topics import own_file
        from ...text.topic import TopicError
        from ...text.topics_file import add_topic

        topic = Topic(name=name, terms=(term,), on=True, origin=str(own_file()))
        if any(name.casefold() == other.name.casefold() for other in self.session.topics):
            self.tell(f"There is a topic called {name} already; {self.key('choose_topics')} shows it.", warning=True)
            return
        try:
            add_topic(own_file(), topic)
        except (TopicError, OSError) as error:
            self.tell(f"The topic was not kept: {error}", warning=True)
        self.take_topic(topic)
