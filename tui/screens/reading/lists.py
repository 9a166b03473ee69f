"""The reading screen's lists: filling them, narrowing them, choosing in them, walking through them in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from ...terminal.notices import dismiss_notices
from ...text.span import Span
from ...widgets.lists.item import Item
from ...widgets.lists.sidebar import Head, Sidebar
from .view import ViewActions

if TYPE_CHECKING:
    from ...text.analysis import Analysis, Entity
    from ...widgets.lists.item_list import ItemList

WALKS = {"people": "mention", "quotes": "quote", "notes": "note", "figures": "figure", "outline": "heading"}
"""What one place of each list is called."""


ORDERS = {
    "people": ("by count", "in text order"),
    "quotes": ("in text order", "by speaker"),
    "figures": ("by kind", "in text order"),
}
"""The two orders of each list that has them, the first one first."""

OF_TOPICS = ("people", "quotes", "figures")
"""Lists that can be narrowed to what the topics speak of."""

OF_SPEAKER = ("quotes", "figures")
"""Lists that can be narrowed to one speaker."""


class ListActions(ViewActions):
    """Actions on the sidebar's lists."""

    about: bool = False
    """Whether the lists show only what stands in passages of the topics that are on."""
    stale: frozenset[str] = frozenset()
    """Lists whose rows have to be made anew before they are shown."""
    speaker: str | None = None
    """Who the quotations and figures shown are by; None for everybody."""

    def fill_lists(self) -> None:
        """Make the rows of every list anew: at once of the one that is shown, of others when they are."""
        self.stale = frozenset(WALKS)
        self.sidebar.before_show = self._fill_stale
        self.fill_list(self.sidebar.name_shown)

    def _fill_stale(self, name: str) -> None:
        if name in self.stale:
            self.fill_list(name)

    def fill_list(self, name: str) -> None:
        """Make the rows of one list anew."""
        if self.session.analysis is not None:
            self.stale -= {name}
        session, width = self.session, self.sidebar.row_width
        if name == "notes":
            from ...widgets.lists.notes_list import note_items

            items = note_items(session.placed, self.label_signs, width=width)
            empty = f"No marks yet. {self.key('mark')} marks the sentence, {self.key('note')} writes a note."
            self.sidebar.set_items(name, items, empty=empty)
        elif name == "outline":
            from ...widgets.lists.outline_list import outline_items

            items = outline_items(session.article, width=width)
            self.sidebar.set_items(name, items, empty="This article has no headings.")
        elif session.analysis is None:
            empty = self.busy or f"The article has not been analysed; {self.key('reload')} tries again."
            self.sidebar.set_items(name, (), empty=empty)
        else:
            self._fill_found(name, session.analysis)

    def _fill_found(self, name: str, analysis: Analysis) -> None:
        # Each when it is shown: the first of them comes with the first words.
        article, width = self.session.article, self.sidebar.row_width
        other = self.other_order(name)
        part, only = self._narrowed(name, analysis)
        items: Sequence[Item]
        if name == "people":
            from ...widgets.lists.people_list import entity_items

            items = entity_items(part, by_place=other, width=width)
        elif name == "quotes":
            from ...widgets.lists.quotes_list import quote_items

            items = quote_items(article, part, by_speaker=other, width=width)
        else:
            from ...widgets.lists.figures_list import figure_items

            items = figure_items(article, part, by_place=other, width=width)
        orders = ORDERS[name]
        self.sidebar.set_items(
            name,
            items,
            empty="" if only else self.busy or "Nothing was found.",
            head=Head(orders[other], orders[not other], only),
        )

    def _narrowed(self, name: str, analysis: Analysis) -> tuple[Analysis, tuple[str, ...]]:
        """The part of the analysis that a list shows, and what it is narrowed to in words."""
        only: list[str] = []
        if self.about or self.speaker is not None:
            from ...widgets.lists.narrowing import said_by, within

        if self.about and name in OF_TOPICS:
            only += self.session.active_topics
            analysis = within(analysis, self.session.active_passages())
        if self.speaker is not None and name in OF_SPEAKER:
            only.append(self.speaker)
            analysis = said_by(self.session.article, analysis, self.speaker)
        return analysis, tuple(only)

    def other_order(self, name: str) -> bool:
        """Whether the reader has chosen the second of a list's two orders."""
        return name in self.session.state.get("sorts", ())

    # ------------------------------------------------------------ narrowing

    @on(Sidebar.NarrowAsked)
    def _narrow_asked(self, event: Sidebar.NarrowAsked) -> None:
        name = self.sidebar.name_shown
        if event.by == "topic":
            self.toggle_about(name)
        elif event.by == "speaker":
            self.toggle_speaker(name, event.item)
        else:
            self.about, self.speaker = False, None
            self.fill_lists()
            self._walk_list(self.sidebar.name_shown)

    def toggle_about(self, name: str) -> None:
        """Show only what the topics that are on speak of, or all again."""
        if name not in OF_TOPICS:
            self.tell("This works in the lists of names, of quotations and of figures.")
        elif not self.about and not self.session.active_topics:
            self.tell("Switch on a topic first; then this shows only what stands in its passages.")
        else:
            self.about = not self.about
            self.fill_lists()
            self._walk_list(name)

    def toggle_speaker(self, name: str, item: Item | None) -> None:
        """Show only what the speaker of the row said, in the list of quotations; or all again."""
        if self.speaker is not None and name in OF_SPEAKER:
            self.speaker = None
        elif item is None or (speaker := self._speaker_of(name, item)) is None:
            self.tell("This row has no speaker.")
            return
        else:
            self.speaker = speaker
        self.fill_lists()
        if name == "people":
            self.sidebar.show_list("quotes")
        else:
            self._walk_list(name)

    def _speaker_of(self, name: str, item: Item) -> str | None:
        from ...widgets.lists.quotes_list import speaker_name

        analysis, article = self.session.analysis, self.session.article
        if analysis is None:
            return None
        if name == "people":
            entity = analysis.entity(item.key)
            return entity.name if entity else None
        if name == "quotes":
            quote = next((one for one in analysis.quotes if one.spans == item.spans), None)
            return speaker_name(article, quote) if quote else None
        return next((one.speaker for one in analysis.figures if (one.span,) == item.spans), None)

    def paint_topics(self) -> None:
        """The same, and the lists that are narrowed to the topics."""
        super().paint_topics()
        if self.about:
            self.about = bool(self.session.active_topics)
            self.fill_lists()

    # ------------------------------------------------------------ showing and choosing

    def action_show_list(self, name: str) -> None:
        """Show a list beside the words; a second press goes into it, and so does the first where it is shown already.

        Where the sidebar is opened over the words there is nothing else to look at, so the first press goes into it.
        """
        # At once and not when the sidebar says so: the list remembered from the last time may be about to be shown.
        self.session.state["list"] = name
        dismiss_notices(self.app)
        there = self.sidebar.display and self.sidebar.name_shown == name
        within = self.sidebar.has_focus_within
        self.open_sidebar()
        if not there:
            self.sidebar.show_list(name)
        if there or self.drawer:
            self.sidebar.list.focus()
            self.say("")
        elif not within and self.services.keys[f"show_{name}"]:
            self.say(f"{self.key(f'show_{name}')} again goes into the list")

    @on(Sidebar.ListShown)
    def _list_shown(self, event: Sidebar.ListShown) -> None:
        if event.name != self.session.state.get("list", "people"):
            self.session.state["list"] = event.name
        self._walk_list(event.name)

    def _walk_list(self, name: str) -> None:
        """From now on `]` and `[` go through the rows of this list that are shown; of names one is chosen first."""
        if name != "people":
            self.start_walk(WALKS[name], self._first_spans())

    def _first_spans(self) -> list[Span]:
        return [span for item in self.sidebar.list.passing for span in item.spans[:1]]

    @on(Sidebar.Resized)
    def _sidebar_resized(self, event: Sidebar.Resized) -> None:
        self.fill_lists()

    @on(Sidebar.SortAsked)
    def _sort_asked(self, event: Sidebar.SortAsked) -> None:
        if event.name not in ORDERS:
            self.tell("This list has one order only: that of the text.")
            return
        chosen = set(self.session.state.get("sorts", ()))
        self.session.state["sorts"] = sorted(chosen ^ {event.name})
        self.fill_list(event.name)

    def on_item_list_pointed(self, event: ItemList.Pointed) -> None:
        spans = event.item.spans if event.item else ()
        self.sidebar.show_strip(spans, len(self.session.article.text), self.view.caret)

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        item, name = event.item, self.sidebar.name_shown
        if not item.spans:
            self.tell("This note has no place in the text as it is now.", warning=True)
            return
        if name == "people":
            entity = self.session.analysis.entity(item.key) if self.session.analysis else None
            if entity is not None:
                self.show_mentions(entity.name, item.spans)
        else:
            self.light_up(item.spans if name in ("quotes", "figures") else ())
            self.start_walk(WALKS[name], self._first_spans())
            self.jump(item.spans[0])
        self.view.focus()

    def show_mentions(self, name: str, spans: Sequence[Span]) -> None:
        """Light up these mentions and go to the first; `]` and `[` walk them."""
        self.light_up(spans)
        self.start_walk(name, spans)
        self.jump(spans[0])

    def show_entity(self, entity: Entity) -> None:
        """Light up all mentions and go to the first; `]` and `[` walk them."""
        self.show_mentions(entity.name, [mention.span for mention in entity.mentions])

    def action_item_next(self) -> None:
        """The next place of what is being looked at."""
        self._step(1)

    def action_item_previous(self) -> None:
        """The one before."""
        self._step(-1)

    def _walk_row(self) -> None:
        """In the list of names, `]` and `[` go through the mentions of the row under the cursor."""
        row = self.sidebar.current if self.sidebar.list.has_focus else None
        if row is None or self.sidebar.name_shown != "people" or self.walk[1] == row.spans:
            return
        entity = self.session.analysis.entity(row.key) if self.session.analysis else None
        if entity is not None:
            self.light_up(row.spans)
            self.start_walk(entity.name, row.spans)

    def _step(self, by: int) -> None:
        self._walk_row()
        name, spans = self.walk
        if not spans:
            spans = tuple(self.session.active_passages())
            name = "passage"
        if not spans:
            keys = f"{self.key('item_next')} and {self.key('item_previous')}"
            self.tell(f"Choose a list or switch on a topic first; then {keys} go through it.")
            return
        self.walk = (name, spans)
        here, round_again = self.view.caret, ""
        if by > 0:
            found = next((span for span in spans if span.start > here), None)
        else:
            found = next((span for span in reversed(spans) if span.start < here), None)
        if found is None:
            round_again = "again from the first" if by > 0 else "again from the last"
            found = spans[0] if by > 0 else spans[-1]
        self.jump(found, round_again)
        if self.sidebar.name_shown != "people" and self.walk[0] == WALKS[self.sidebar.name_shown]:
            self.sidebar.list.point_near(found.start)
            row = self.sidebar.current
            shown = row is not None and row.spans[:1] == (found,) and self.sidebar.name_shown in OF_SPEAKER
            self.light_up(row.spans if shown and row else ())
