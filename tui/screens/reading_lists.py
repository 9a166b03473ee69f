"""The reading screen's lists: filling them, choosing in them, walking through them in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from ..widgets.item_list import Item, ItemList
from ..widgets.sidebar import Sidebar
from .reading_base import ReadingBase

if TYPE_CHECKING:
    from ..text.analysis import Entity

WALKS = {"people": "mention", "quotes": "quote", "notes": "note", "figures": "figure", "outline": "heading"}
"""What one place of each list is called."""


class ListActions(ReadingBase):
    """Actions on the sidebar's lists."""

    def fill_lists(self) -> None:
        """Make the rows of every list anew."""
        for name in ("people", "quotes", "notes", "figures", "outline"):
            self.fill_list(name)

    def fill_list(self, name: str) -> None:
        """Make the rows of one list anew."""
        from ..widgets.entity_items import entity_items
        from ..widgets.figure_items import figure_items
        from ..widgets.note_items import note_items
        from ..widgets.outline_items import outline_items
        from ..widgets.quote_items import quote_items

        session, width, other = self.session, self.sidebar.row_width, self.sorts.get(name, False)
        article, analysis = session.article, session.analysis
        waiting = self.busy or "Nothing was found."
        items: list[Item] = []
        empty = waiting
        if name == "notes":
            items = note_items(session.placed, self.label_signs, width=width)
            empty = "No marks yet. m marks the sentence, a writes a note."
        elif name == "outline":
            items = outline_items(article, width=width)
            empty = "This article has no headings."
        elif analysis is not None and name == "people":
            items = entity_items(analysis, by_place=other, width=width)
        elif analysis is not None and name == "quotes":
            items = quote_items(article, analysis, by_speaker=other, width=width)
        elif analysis is not None and name == "figures":
            items = figure_items(article, analysis, by_place=other, width=width)
        self.sidebar.set_items(name, items, empty=empty)

    def action_show_list(self, name: str) -> None:
        """Show a list, in the sidebar that is opened for it if need be; a second press goes into it."""
        again = self.sidebar.display and self.sidebar.name_shown == name
        self.show_sidebar()
        if again:
            self.sidebar.list.focus()
        else:
            self.sidebar.show_list(name)

    def show_sidebar(self) -> None:
        """Open the sidebar where it is hidden."""
        if not self.sidebar.display:
            self.sidebar.display = True

    @on(Sidebar.ListShown)
    def _list_shown(self, event: Sidebar.ListShown) -> None:
        self.session.state["list"] = event.name
        if event.name != "people":
            state = self.sidebar.lists[event.name]
            self.start_walk(WALKS[event.name], [span for item in state.items for span in item.spans[:1]])

    @on(Sidebar.Resized)
    def _sidebar_resized(self, event: Sidebar.Resized) -> None:
        self.fill_lists()

    @on(Sidebar.SortAsked)
    def _sort_asked(self, event: Sidebar.SortAsked) -> None:
        self.sorts[event.name] = not self.sorts.get(event.name, False)
        self.fill_list(event.name)

    @on(ItemList.Pointed)
    def _pointed(self, event: ItemList.Pointed) -> None:
        spans = event.item.spans if event.item else ()
        self.sidebar.show_strip(spans, len(self.session.article.text), self.view.caret)

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        item, name = event.item, self.sidebar.name_shown
        if not item.spans:
            self.tell("This note has no place in the text as it is now.", warning=True)
            return
        if name == "people":
            entity = self.session.analysis.entity(item.key) if self.session.analysis else None
            if entity is not None:
                self.show_entity(entity)
        else:
            self.light_up(item.spans if name in ("quotes", "figures") else ())
            self.start_walk(WALKS[name], [span for one in self.sidebar.lists[name].items for span in one.spans[:1]])
            self.jump(item.spans[0])
        self.view.focus()

    def show_entity(self, entity: Entity) -> None:
        """Light up all mentions and go to the first; `]` and `[` walk them."""
        spans = [mention.span for mention in entity.mentions]
        self.light_up(spans)
        self.start_walk(entity.name, spans)
        self.jump(spans[0])

    def action_item_next(self) -> None:
        """The next place of what is being looked at."""
        self._step(1)

    def action_item_previous(self) -> None:
        """The one before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        name, spans = self.walk
        if not spans:
            spans = tuple(self.session.lit_spans())
            name = "passage"
        if not spans:
            self.tell("Choose a list or switch on a topic first; then ] and [ go through it.")
            return
        self.walk = (name, spans)
        here = self.view.caret
        if by > 0:
            found = next((span for span in spans if span.start > here), None)
        else:
            found = next((span for span in reversed(spans) if span.start < here), None)
        if found is None:
            self.tell(f"That was the {'last' if by > 0 else 'first'} {name}; the walk goes on at the other end.")
            found = spans[0] if by > 0 else spans[-1]
        self.jump(found)
        if self.sidebar.name_shown != "people" and self.walk[0] == WALKS[self.sidebar.name_shown]:
            self.sidebar.list.point_near(found.start)
