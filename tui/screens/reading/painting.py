"""The layers that the pane paints: names, quotes, passages, highlights and emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...notes.check import sign_of
from ...text.analysis import CONFIRMED, Quote
from ...text.span import Span
from ...widgets.article.layers import Mark, Marks
from ...widgets.article.margin import DEFAULT_SIGN, NOTE
from ...widgets.bars.topic_bar import BAR, TopicState
from ...widgets.lists.row_text import UNSURE
from .controller import Controller, Workspace

ENTITY_STYLES = {
    "PERSON": "article--person",
    "ORG": "article--org",
    "GPE": "article--place",
    "LOC": "article--place",
    "FAC": "article--place",
}
"""The pane's component class for each label; every other label is `article--other`."""

_WORD = re.compile(r"\S+")

QUOTES_AT_ONCE = 250
"""Quotes painted without a pause: a millisecond or two."""

MOST_PAINTED = 9
"""Topics that have a colour."""


def quote_marks(quotes: Sequence[Quote]) -> Iterator[Marks]:
    """The marks of quotes, some at a time, so that painting many of them can pause for a key."""
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


def edge_words(text: str, span: Span) -> tuple[Span, Span]:
    """The first and the last word of a passage. They are underlined where a passage has no background: with the bar in
    the margin, that shows where it begins and ends, while whole paragraphs stay free of lines."""
    first = _WORD.search(text, span.start, span.end)
    last = max(text.rfind(" ", span.start, span.end), text.rfind("\n", span.start, span.end), span.start - 1) + 1
    return Span(*first.span()) if first else Span(span.start, span.start), Span(last, span.end)


class Painting(Controller):
    """Sets the layers of the pane. The pane repaints only the rows on which a layer changed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.emphasised: tuple[Span, ...] = ()
        """The emphasised spans: the mentions of one person, or the words of one quote."""

    @property
    def label_signs(self) -> dict[str, str]:
        """The sign of each label in the margin."""
        return {label.name: label.sign for label in self._services.labels}

    def paint_all(self) -> None:
        """Paint every layer except the emphasis."""
        self.paint_entities()
        self.paint_quotes()
        self.paint_topics()
        self.paint_highlights()

    def paint_entities(self) -> None:
        """Paint names by kind."""
        analysis = None if self._plain_words else self._session.analysis
        marks = (
            Marks(
                entity.spans,
                ENTITY_STYLES.get(entity.label, "article--other"),
                weight=len(entity.mentions),
            )
            for entity in (analysis.entities if analysis else ())
        )
        self._view.set_layer("entity", marks)

    def paint_quotes(self) -> None:
        """Paint quotes, with a sign in the margin if the speaker is unsure or confirmed."""
        analysis = None if self._plain_words else self._session.analysis
        self._view.set_layer("quote", quote_marks(analysis.quotes if analysis else ()))

    @property
    def _plain_words(self) -> bool:
        return self._services.remembered.flag("plain_words")

    def paint_topics(self) -> None:
        """Paint the passages on the active topics, and write the counts into the topic bar."""
        marks: list[Marks] = []
        states: list[TopicState] = []
        for number, topic in enumerate(self._session.topics, start=1):
            found = self._session.passages(topic.name)
            active = topic.name in self._session.active_topics
            states.append(TopicState(topic.name, active, len(found.passages) if found else None))
            # Until a topic was searched for it has a lane in the margin; without a passage it has none.
            if active and number <= MOST_PAINTED and (found is None or found.passages):
                spans = [passage.span for passage in found.passages] if found else []
                marks.append(Marks(spans, f"topic-{number}", f"{number}{BAR}", len(spans)))
        self._view.set_layer("passage", marks)
        text = self._session.article.text
        edges = (edge for some in marks for span in some.spans for edge in edge_words(text, span))
        self._view.set_layer("passage edge", [Marks(edges, "article--passage-edge")])
        self._topic_bar.show(states, self._session.offered_topics())

    def paint_highlights(self) -> None:
        """Paint the reader's highlights."""
        numbers = {label.name: number for number, label in enumerate(self._services.labels, start=1)}
        signs, marks = self.label_signs, []
        for one in self._session.placed:
            if one.span is not None:
                style = f"article--label-{numbers.get(one.highlight.label, 1)}"
                if one.highlight.verdict:
                    sign = sign_of(one.highlight.verdict, changed=one.state == "changed")
                    marks.append(Mark(one.span, style, sign))
                if one.highlight.label or not (one.highlight.note or one.highlight.verdict):
                    marks.append(Mark(one.span, style, signs.get(one.highlight.label, DEFAULT_SIGN)))
                if one.highlight.note:
                    # In addition to the label's sign: a label must be recognisable without its colour.
                    marks.append(Mark(one.span, style, NOTE))
        self._view.set_layer("highlight", marks)

    def emphasise(self, spans: Sequence[Span]) -> None:
        """Emphasise these spans and nothing else."""
        if self.emphasised != tuple(spans):
            self.emphasised = tuple(spans)
            self._view.set_layer("current", [Mark(span, "article--current") for span in spans])

    def drop_emphasis(self) -> bool:
        """Remove the emphasis. False if there was none."""
        had_any = bool(self.emphasised)
        self.emphasise(())
        return had_any

    def toggle_plain_words(self) -> None:
        """Show or hide the look of names and quotes in the text."""
        plain = not self._plain_words
        self._services.remembered.keep(plain_words=plain)
        self.paint_entities()
        self.paint_quotes()
        self._status.set_status("names and quotes as plain text" if plain else "names in colour, quotes in italics")
