"""The reading screen's topics: switching them, walking their passages, folding away the rest."""

from __future__ import annotations

from textual import on

from ..widgets.topic_bar import TopicBar
from .reading_base import ReadingBase


class TopicActions(ReadingBase):
    """Actions on topics."""

    def action_topic(self, number: int) -> None:
        """Switch the topic with that number in the bar on or off."""
        if number > len(self.session.topics):
            self.tell(f"There is no topic {number}. f chooses topics.")
            return
        topic = self.session.topics[number - 1]
        if topic.name in self.session.lit:
            self.session.lit.remove(topic.name)
        else:
            self.session.lit.append(topic.name)
        self.paint_topics()
        found = self.session.passages(topic.name)
        if topic.name in self.session.lit and found is not None:
            self.start_walk(topic.name, [passage.span for passage in found.passages])
            count = len(found.passages)
            self.key_bar.say(f"{topic.name}: {count} passage{'s' if count != 1 else ''}, ] for the next")
        else:
            lit = self.session.lit_spans()
            self.start_walk("passage", lit)
            self.key_bar.say("")
        if self.session.state.get("folded"):
            self.fold()

    @on(TopicBar.Clicked)
    def _topic_clicked(self, event: TopicBar.Clicked) -> None:
        self.action_topic(event.number)

    def action_only_matching(self) -> None:
        """Fold away what is about none of the topics that are on; once more to see all."""
        if not self.session.lit and not self.session.state.get("folded"):
            self.tell("Switch on a topic first; then & shows only its passages.")
            return
        self.session.state["folded"] = not self.session.state.get("folded", False)
        self.fold()

    def fold(self) -> None:
        """Show what `folded` says."""
        self.view.fold(self.session.lit_spans() if self.session.state.get("folded") else None)
