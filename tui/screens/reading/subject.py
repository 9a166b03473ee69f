"""The subject of a key: the row of the list that has the focus, else the selection or the words at the caret."""

from __future__ import annotations

from ...actions.sidebar_lists import SIDEBAR_LISTS, ListEntry
from ...library.session import Session
from ...notes.highlight import Placed
from ...text.analysis import Entity, Quote
from ...text.span import Span
from ...widgets.article.view import ArticleView
from ...widgets.lists.item import Item
from ...widgets.lists.sidebar import Sidebar


class Subject:
    """Finds the row, span, quote, entity, highlight and topics that a key acts on now."""

    def __init__(self, session: Session, view: ArticleView, sidebar: Sidebar) -> None:
        self._session = session
        self._view = view
        self._sidebar = sidebar

    @property
    def is_list(self) -> bool:
        """True if the list has the focus."""
        return self._sidebar.reading

    @property
    def _entry(self) -> ListEntry:
        return SIDEBAR_LISTS[self._sidebar.name_shown]

    @property
    def current_row(self) -> Item | None:
        """The row under the cursor if the list has the focus."""
        return self._sidebar.current if self.is_list else None

    @property
    def lacks_row(self) -> bool:
        """True if the list has the focus and no row. The list of notes is not meant: it says how to make the first."""
        return self.is_list and self.current_row is None and self._entry.row_kind != "note"

    @property
    def lost(self) -> Placed | None:
        """The highlight of the row under the cursor, if the article no longer has its words."""
        row = self.current_row
        if row is None or row.spans:
            return None
        return next((one for one in self._session.placed if one.highlight.id == row.key and one.span is None), None)

    @property
    def lacks_words(self) -> bool:
        """True if the article no longer has the words of the row."""
        return self.lost is not None

    def row_of(self, kind: str) -> Item | None:
        """`current_row`, if the rows of the list are of this kind (`ListEntry.row_kind`)."""
        return self.current_row if self._entry.row_kind == kind else None

    @property
    def row(self) -> Item | None:
        """The row under the cursor if the list has the focus and the row stands for words of the article."""
        row = self.current_row
        return row if row is not None and row.spans else None

    @property
    def offset(self) -> int:
        """The start of the row's first span, else the caret; -1 for a list without rows."""
        if self.is_list:
            row = self.current_row
            return row.spans[0].start if row and row.spans else -1
        return self._view.caret

    @property
    def span(self) -> Span:
        """The words: those of the row, or its sentence (`ListEntry.target`); else the selection; else the sentence at
        the caret."""
        row = self.row
        if row is None:
            return self._view.selection or self._view.sentence_at(self._view.caret)
        if self._entry.target == "row":
            return words_of(row, self._entry)
        return self._view.sentence_at(row.spans[0].start)

    @property
    def words_of_row(self) -> Span | None:
        """The row's own words: of a quotation all of them, of a name or a source those at its first place; None without
        a row, or if its words are not in the article."""
        row = self.current_row
        return words_of(row, self._entry) if row is not None and row.spans else None

    @property
    def selection(self) -> Span | None:
        """The selection, unless the list has the focus."""
        return None if self.is_list else self._view.selection

    @property
    def quote(self) -> Quote | None:
        """The quote of the row, else the one at the caret; else the nearest in the sentence, if nothing is selected
        and the caret is on no name: the words around a quotation, such as “she had hoped”, belong to it."""
        analysis = self._session.analysis
        if analysis is None:
            return None
        if row := self.row_of("quote"):
            return next((quote for quote in analysis.quotes if quote.spans == row.spans), None)
        here = self.offset
        exact = next((one for one in analysis.quotes if any(span.covers(here) for span in one.spans)), None)
        if exact is not None or self.is_list or self.selection is not None or self.entity is not None:
            return exact
        sentence = self._view.sentence_at(here)
        around = [(span, one) for one in analysis.quotes for span in one.spans if span.overlaps(sentence)]
        return min(around, key=lambda pair: _distance(pair[0], here), default=(None, None))[1]

    @property
    def entity(self) -> Entity | None:
        """The entity of the row, else the one whose name is at the caret."""
        analysis = self._session.analysis
        if analysis is None:
            return None
        if row := self.row_of("entity"):
            return analysis.entity(row.key)
        here = self.offset
        return next((one for one in analysis.entities if any(m.span.covers(here) for m in one.mentions)), None)

    @property
    def highlight(self) -> Placed | None:
        """The highlight of the row in the list of notes, else the shortest one at the caret."""
        if lost := self.lost:
            return lost
        if row := self.row_of("note"):
            return next((one for one in self._session.placed if one.highlight.id == row.key), None)
        found = self._session.highlights_at(self.span.start if self.row else self._view.caret)
        return found[0] if found else None

    @property
    def topics(self) -> list[str]:
        """The active topics that have a passage at the caret."""
        here = self._view.caret
        found = ((name, self._session.passages(name)) for name in self._session.active_topics)
        return [name for name, topic in found if topic and any(p.span.covers(here) for p in topic.passages)]


def words_of(row: Item, entry: ListEntry) -> Span:
    """The words of a row in the article: of a quotation all of them, with what interrupts them; of a name or a source
    those at its first place."""
    return Span(row.spans[0].start, row.spans[-1].end) if entry.target == "row" else row.spans[0]


def _distance(span: Span, offset: int) -> int:
    return max(span.start - offset, offset - span.end, 0)
