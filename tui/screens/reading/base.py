"""What the parts of the reading screen share: the open article, the widgets, and how they are filled.

The screen's actions are told by subject in modules of their own (`reading_topics`, `reading_notes` …), each a class
that the screen inherits from. All state is here or in the `Session`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from ...actions.table import shown
from ...library.session import Session
from ...terminal.find_once import find_once
from ...terminal.notices import dismiss_notices
from ...text.safe import visible
from ...text.span import Span
from ...widgets.article.layers import Mark, Marks
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import KeyBar
from ...widgets.bars.topic_bar import SIGNS, TopicBar, TopicState
from ...widgets.lists.sidebar import Sidebar

if TYPE_CHECKING:
    from textual.screen import Screen

    from ...text.analysis import Quote
    from ..services import Services

ENTITY_STYLES = {
    "PERSON": "article--person",
    "ORG": "article--org",
    "GPE": "article--place",
    "LOC": "article--place",
    "FAC": "article--place",
}
"""Component class of the pane for each label; every other kind is `article--other`."""


UNSURE, CONFIRMED = "¿", "✓"
"""Signs in the margin beside a quotation: the speaker is a guess; it is as the reader has said. Not `?`, which in the
margin is a label's."""


QUOTES_AT_ONCE = 250
"""Quotes painted without a pause: a millisecond or two."""


def quote_marks(quotes: Sequence[Quote]) -> Iterator[Marks]:
    """How quotes look in the text, some at a time, so that painting many of them can pause for a key."""
    for first in range(0, len(quotes), QUOTES_AT_ONCE):
        some = quotes[first : first + QUOTES_AT_ONCE]
        quoted = [span for quote in some if quote.kind != "indirect" for span in quote.spans]
        yield Marks(quoted, "article--quote", weight=len(quoted))
        for style, sign, starts in (
            ("article--confirmed", CONFIRMED, [quote.span.start for quote in some if quote.confirmed]),
            ("article--unsure", UNSURE, [quote.span.start for quote in some if quote.unsure and not quote.confirmed]),
        ):
            if starts:
                yield Marks([Span(start, start + 1) for start in starts], style, sign, len(starts))


if TYPE_CHECKING:
    Part = Screen[None]
else:
    # Each class of widgets takes Textual a millisecond at the start, which only the screen itself is worth. What is
    # told with `@on` is found in any of its bases that can have messages.
    Part = MessagePump


class ReadingBase(Part):
    """State of the reading screen, and the ways to show it. A part of a screen and none itself: `ReadingScreen`
    is."""

    view = find_once(ArticleView)
    sidebar = find_once(Sidebar)
    topic_bar = find_once(TopicBar)
    key_bar = find_once(KeyBar)

    def __init__(
        self,
        services: Services,
        session: Session,
    ) -> None:
        super().__init__()
        self.services = services
        self.session = session
        self.walk: tuple[str, tuple[Span, ...]] = ("", ())
        """What `]` and `[` go through: its name for the reader, and its spans in order."""
        self.lit_up: tuple[Span, ...] = ()
        """What stands out from all else now."""
        self.busy: str = ""
        """What the analysis is doing, for the sidebar; empty when it is not."""
        self._said_of: Span | None = None
        """The words that what the footer says is about."""
        self._said_now = False
        """Whether it is about what the last key did."""

    @property
    def is_open(self) -> bool:
        """Whether it was not left. Its panes go at once then, while Textual calls the screen attached a while yet."""
        return self.is_attached and self in self.app.screen_stack and self.app.is_running

    def tell(self, sentence: str, *, warning: bool = False) -> None:
        """A sentence in the notification area; it may hold words of the article."""
        self.notify(visible(sentence), severity="warning" if warning else "information", markup=False)

    def key(self, id: str) -> str:
        """The key of an action as the reader has set it, for a sentence; the palette where it has none."""
        return shown(self.services.keys[id][:1]) or "the palette"

    def say(self, words: str, of: Span | None = None) -> None:
        """A few words in the footer: about what stands at `of`, which go when the caret leaves it; without it about
        what was just done, which go with the next key."""
        self._said_of = of if words else None
        self._said_now = bool(words) and of is None
        if words:
            dismiss_notices(self.app)
        self.key_bar.say(words or self.standing())

    def standing(self) -> str:
        """What the footer says where nothing was just done: a mode that is on, which hit this is."""
        return ""

    def caret_moved(self, caret: int) -> None:
        """Let the footer say nothing that is not so any more, and show where the reader is now."""
        self.sidebar.show_here(caret)
        self.key_bar.show_here(caret)
        if self._said_of is not None and not self._said_of.start <= caret <= self._said_of.end:
            self._said_of = None
        if self._said_of is None and not self._said_now:
            self.say("")

    def key_pressed(self) -> None:
        """What was said of the key before is no news any more."""
        if self._said_now:
            self.say("")

    def tell_once(self, sentence: str) -> None:
        """The same, once only while the program runs: what was so when it began."""
        if sentence not in self.services.shown_once:
            self.services.shown_once.add(sentence)
            self.tell(sentence)

    # ------------------------------------------------------------ what the pane shows

    def paint(self) -> None:
        """Hand every layer to the pane."""
        self.paint_entities()
        self.paint_quotes()
        self.paint_topics()
        self.paint_highlights()

    def paint_entities(self) -> None:
        """Names, by kind."""
        analysis = None if self.services.remembered.flag("plain_words") else self.session.analysis
        marks = (
            Marks(
                entity.spans,
                ENTITY_STYLES.get(entity.label, "article--other"),
                weight=len(entity.mentions),
            )
            for entity in (analysis.entities if analysis else ())
        )
        self.view.set_layer("entity", marks)

    def paint_quotes(self) -> None:
        """Words said, with a sign in the margin where it is unsure by whom, or where the reader has said so."""
        analysis = None if self.services.remembered.flag("plain_words") else self.session.analysis
        self.view.set_layer("quote", quote_marks(analysis.quotes if analysis else ()))

    def paint_topics(self) -> None:
        """Passages of the topics that are on, and the bar with its counts."""
        marks: list[Mark] = []
        states: list[TopicState] = []
        for number, topic in enumerate(self.session.topics, start=1):
            found = self.session.passages(topic.name)
            on = topic.name in self.session.active_topics
            states.append(TopicState(topic.name, on, len(found.passages) if found else None))
            if on and found and number <= 9:
                marks += [Mark(passage.span, f"topic-{number}", SIGNS[number - 1]) for passage in found.passages]
        self.view.set_layer("passage", marks)
        self.topic_bar.show(states)

    def paint_highlights(self) -> None:
        """The reader's own marks."""
        numbers = {label.name: number for number, label in enumerate(self.services.labels, start=1)}
        signs, marks = self.label_signs, []
        for one in self.session.placed:
            if one.span is not None:
                style = f"article--label-{numbers.get(one.highlight.label, 1)}"
                marks.append(Mark(one.span, style, signs.get(one.highlight.label, "▍")))
                if one.highlight.note:
                    # The label's sign stays: a note must not leave the label to its colour alone.
                    marks.append(Mark(one.span, style, "✎"))
        self.view.set_layer("highlight", marks)

    def light_up(self, spans: Sequence[Span]) -> None:
        """Let these stand out from all else: the mentions of one person, the words of one quotation."""
        if self.lit_up != tuple(spans):
            self.lit_up = tuple(spans)
            self.view.set_layer("current", [Mark(span, "article--current") for span in spans])

    def drop_light(self) -> bool:
        """Let nothing stand out any more; False where nothing does."""
        lit = bool(self.lit_up)
        self.light_up(())
        return lit

    @property
    def label_signs(self) -> dict[str, str]:
        """The margin's sign for each label."""
        return {label.name: label.sign for label in self.services.labels}

    # ------------------------------------------------------------ moving about

    def start_walk(self, name: str, spans: Sequence[Span]) -> None:
        """From now on `]` and `[` go through these."""
        self.walk = (name, tuple(sorted(spans)))
        self.show_strip(self.view.caret)

    def show_progress(self) -> None:
        """How far down the window is, in the footer."""
        self.key_bar.show_place(f"{self.view.progress:.0%}")

    def show_strip(self, here: int) -> None:
        """Where in the article the walk's places are: in the sidebar, in the footer where that is hidden."""
        spans, length = self.walk[1], len(self.session.article.text)
        self.sidebar.show_strip(spans, length, here)
        self.key_bar.show_strip(() if self.sidebar.display else spans, length, here)

    def jump(self, span: Span, more: str = "") -> None:
        """Go to a place in the text; `'` leads back. `more` is what else the footer says."""
        self.view.go_to(span)
        self.tell_walk(span, more)

    def tell_walk(self, span: Span, more: str = "") -> None:
        """Say in the footer which of the walk's places this is."""
        name, spans = self.walk
        if span in spans:
            more = f" · {more}" if more else ""
            self.say(f"{visible(name)} {spans.index(span) + 1}/{len(spans)}{more}", span)
            self.show_strip(span.start)
        else:
            self.say("")
