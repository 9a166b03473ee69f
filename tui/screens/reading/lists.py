"""The sidebar's lists: filling, sorting and narrowing them, choosing a row, and stepping through rows in the text."""

from __future__ import annotations

from collections.abc import Sequence

from ...actions.sidebar_lists import FIRST_LIST, SIDEBAR_LISTS, ListEntry
from ...text.analysis import Analysis, Entity
from ...text.span import Span
from ...widgets.lists.item import Item
from ...widgets.lists.narrowing import said_by, within
from ...widgets.lists.sidebar import Head
from ...widgets.lists.sidebar_list import ListSource, sidebar_list
from .controller import Controller, Workspace
from .painting import Painting
from .stops import Stops
from .subject import words_of
from .view import ViewOptions

WITH_NOTES = {"notes", "checks"}
"""The lists whose rows change with the notes."""


class Lists(Controller):
    """Rows are made when their list is shown; the registry says what each list can do."""

    def __init__(self, workspace: Workspace, stops: Stops, painting: Painting, options: ViewOptions) -> None:
        super().__init__(workspace)
        self._stops = stops
        self._painting = painting
        self._options = options
        self.topics_only = False
        """True while the lists show only rows in passages on the active topics."""
        self.speaker: str | None = None
        """The speaker whose words the lists are limited to; None for everybody."""
        self.stale: frozenset[str] = frozenset()
        """Lists whose rows must be made again before they are shown."""

    @property
    def _entry(self) -> ListEntry:
        return SIDEBAR_LISTS[self._sidebar.name_shown]

    # ------------------------------------------------------------ rows

    def fill_all(self, *, by_reader: bool = False) -> None:
        """Make all rows again: those of the list on the screen now, the others when they are shown. `by_reader`: the
        reader has changed them, and not the analysis."""
        self.stale = frozenset(SIDEBAR_LISTS)
        self._sidebar.before_show = self._fill_stale
        self.fill(self._sidebar.name_shown, by_reader=by_reader)

    def _fill_stale(self, name: str) -> None:
        if name in self.stale or self._sidebar.has_other_width(name):
            self.fill(name)

    def fill(self, name: str, *, by_reader: bool = False) -> None:
        """Make the rows of one list. New ones by the reader are where they belong even while the list has the focus."""
        if self._session.analysis is not None:
            self.stale -= {name}
        entry, analysis = SIDEBAR_LISTS[name], self._session.analysis
        if entry.needs_analysis and analysis is None:
            key = self._status.key("reload")
            empty = self._status.progress or f"The article has not been analysed. Press {key} to try again."
            self._sidebar.set_items(name, (), empty=empty)
            return
        second = name in self._session.state.get("sorts", ())
        narrowed, only = self._narrowed(entry, analysis)
        shown, source = sidebar_list(name), self._source(narrowed)
        rows = shown.rows(source, width=self._sidebar.row_width, second_order=second)
        progress = self._status.progress if entry.needs_analysis else ""
        empty = "" if only else progress or entry.empty_sentence(self._status.key)
        orders = entry.orders
        head = Head(orders[second], orders[not second], only, shown.progress(source)) if orders else None
        self._sidebar.set_items(name, rows, empty=empty, head=head, insert=by_reader)
        if name != self._sidebar.name_shown:
            return
        if self._stops.name == entry.stop:
            self.set_stops_of(name)
        self.show_places()

    def _source(self, analysis: Analysis | None) -> ListSource:
        return ListSource(
            self._session.article, analysis, self._session.placed, self._painting.label_signs, self._status.key
        )

    def _narrowed(self, entry: ListEntry, analysis: Analysis | None) -> tuple[Analysis | None, tuple[str, ...]]:
        """The part of the analysis that a list shows, and, in words, what it is limited to."""
        only: list[str] = []
        if analysis is not None and self.topics_only and "topic" in entry.filters:
            only += self._session.active_topics
            analysis = within(analysis, self._session.active_passages())
        if analysis is not None and self.speaker is not None and "speaker" in entry.filters:
            only.append(self.speaker)
            analysis = said_by(self._session.article, analysis, self.speaker)
        return analysis, tuple(only)

    def notes_changed(self) -> None:
        """Make again the rows of the lists that show notes and verdicts."""
        name = self._sidebar.name_shown
        self.stale |= WITH_NOTES - {name}
        if name not in WITH_NOTES:
            return
        self.fill(name, by_reader=True)
        if not self._sidebar.list.has_focus:
            self._sidebar.list.point_near(self._view.caret)

    def point_to(self, keys: Sequence[str], spans: Sequence[Span]) -> None:
        """Put the cursor of the list on the row with one of these keys, else on one with one of these places."""
        rows = self._sidebar.list
        wanted = set(spans)
        at_place = (item.key for item in rows.passing if not wanted.isdisjoint(item.spans))
        key = next((item.key for item in rows.passing if item.key in keys), "") or next(at_place, "")
        if key:
            rows.point_to(key)

    def topics_changed(self) -> None:
        """Make again the rows that are limited to the active topics."""
        if self.topics_only:
            self.topics_only = bool(self._session.active_topics)
            self.fill_all()

    def sort(self, name: str) -> None:
        """Change a list to its other order."""
        if SIDEBAR_LISTS[name].orders is None:
            self._status.notify("This list is always in the order of the text.")
            return
        chosen = set(self._session.state.get("sorts", ()))
        self._session.state["sorts"] = sorted(chosen ^ {name})
        self.fill(name)

    def copied(self, item: Item) -> str:
        """What copying a row of the list on the screen puts on the clipboard; "" if it has no words."""
        return sidebar_list(self._entry.name).copied(self._source(self._session.analysis), item)

    def exported(self) -> tuple[Sequence[str], list[Sequence[object]]]:
        """The columns and the rows that an export of the list on the screen writes: those shown, in their order."""
        of_list = sidebar_list(self._entry.name)
        fields = of_list.fields(self._source(self._narrowed(self._entry, self._session.analysis)[0]))
        rows: list[Sequence[object]] = [
            (*fields[item.key], *words_of(item, self._entry))
            for item in self._sidebar.list.passing
            if item.key in fields
        ]
        return (*of_list.COLUMNS, "start", "end"), rows

    # ------------------------------------------------------------ narrowing

    def narrow(self, by: str, item: Item | None) -> None:
        """Limit the lists by the active topics ("topic"), by the row's speaker ("speaker"), or by nothing ("")."""
        name = self._sidebar.name_shown
        if by == "topic":
            self._toggle_topics(name)
        elif by == "speaker":
            self._toggle_speaker(name, item)
        else:
            self.topics_only, self.speaker = False, None
            self.fill_all()
            self.set_stops_of(name)

    def _toggle_topics(self, name: str) -> None:
        if "topic" not in SIDEBAR_LISTS[name].filters:
            self._status.notify("This works in the lists of names, quotes and figures.")
        elif not self.topics_only and not self._session.active_topics:
            self._status.notify("Switch on a topic first; then only rows in its passages are shown.")
        else:
            self.topics_only = not self.topics_only
            self.fill_all()
            self.set_stops_of(name)

    def _toggle_speaker(self, name: str, item: Item | None) -> None:
        has_filter = "speaker" in SIDEBAR_LISTS[name].filters
        if self.speaker is not None and has_filter:
            self.speaker = None
        else:
            source = self._source(self._session.analysis)
            speaker = sidebar_list(name).speaker(source, item) if item is not None else None
            if speaker is None:
                self._status.notify("This row has no speaker.")
                return
            self.speaker = speaker
        self.fill_all()
        if has_filter:
            self.set_stops_of(name)
        else:
            self._sidebar.show_list(next(entry.name for entry in SIDEBAR_LISTS.values() if "speaker" in entry.filters))

    # ------------------------------------------------------------ showing and choosing

    def show(self, name: str) -> None:
        """Show a list beside the text. If it is shown already, or if the sidebar covers the text, enter it."""
        # Now, not when the sidebar reports it: startup may be about to show the list from the last session.
        self._session.state["list"] = name
        self._status.dismiss_notices()
        was_shown = self._sidebar.display and self._sidebar.name_shown == name
        within_sidebar = self._sidebar.has_focus_within
        self._options.open_sidebar()
        if not was_shown:
            self._sidebar.show_list(name)
        action = SIDEBAR_LISTS[name].action_id
        if was_shown or self._options.drawer:
            self._sidebar.list.focus()
            self._status.set_status("")
        elif not within_sidebar and self._status.has_key(action):
            # The same key again, or the usual one, which the sentence may push out of the footer.
            keys = [self._status.key(id) for id in ("switch_pane", action) if self._status.has_key(id)]
            self._status.set_status(f"{' or '.join(keys)} enters the list", action=action)

    def shown(self, name: str) -> None:
        """Called when the sidebar shows another list."""
        if name != self._session.state.get("list", FIRST_LIST):
            self._session.state["list"] = name
        self.set_stops_of(name)
        self.show_places()

    def set_stops_of(self, name: str) -> None:
        """Let `]` and `[` step through the rows of a list, unless one of its rows must be chosen first."""
        entry = SIDEBAR_LISTS[name]
        if not entry.stops_in_row:
            self._stops.set_stops(entry.stop, self._first_spans())

    def _first_spans(self) -> list[Span]:
        return [span for item in self._sidebar.list.passing for span in item.spans[:1]]

    def show_places(self) -> None:
        """Show under the list where in the article its rows are; if `]` goes through the places of one row, only those
        of the row under the cursor."""
        row = self._sidebar.current
        spans = (row.spans if row else ()) if self._entry.stops_in_row else self._first_spans()
        self._sidebar.show_strip(spans, len(self._session.article.text), self._view.caret)

    def choose(self, item: Item) -> None:
        """Go to the place of a row."""
        entry = self._entry
        if not item.spans:
            what, how = "The place of this note is not known.", "to choose one"
            if entry.row_kind == "claim":
                what, how = "The article no longer has these words.", "to attach the verdict to others"
            self._status.notify_with(what, how, "mend", warning=True)
            return
        if entry.stops_in_row:
            self._set_stops_in_row(item)
        else:
            self._painting.emphasise(item.spans if entry.emphasised else ())
            self._stops.set_stops(entry.stop, self._first_spans())
        # Drop a selection first: it must not be extended as far as the row.
        self._view.action_select_none()
        self._stops.jump(item.spans[0])
        self._view.focus()

    def show_entity(self, entity: Entity) -> None:
        """Emphasise all mentions of an entity and go to the first; `]` and `[` step through them."""
        spans = [mention.span for mention in entity.mentions]
        self._painting.emphasise(spans)
        self._stops.set_stops(entity.name, spans)
        self._stops.jump(spans[0])

    # ------------------------------------------------------------ stepping

    def step_next(self) -> None:
        """Go to the next stop."""
        self._step(1)

    def step_previous(self) -> None:
        """Go to the previous stop."""
        self._step(-1)

    def _set_stops_in_row(self, item: Item) -> None:
        """Step through the places of this row, and emphasise them."""
        name = sidebar_list(self._entry.name).name(self._source(self._session.analysis), item)
        self._painting.emphasise(item.spans)
        self._stops.set_stops(name or self._entry.stop, item.spans)

    def _step(self, by: int) -> None:
        entry = self._entry
        row = self._sidebar.current if self._sidebar.reading else None
        if row is not None and entry.stops_in_row and self._stops.spans != tuple(row.spans):
            self._set_stops_in_row(row)
        if not self._stops.spans:
            self._stops.set_stops("passage", self._session.active_passages())
        if not self._stops.spans:
            self.set_stops_of(self._sidebar.name_shown)
        if not self._stops.spans:
            keys = f"{self._status.key('item_next')} and {self._status.key('item_previous')}"
            self._status.notify(f"Choose a list or switch on a topic first; then {keys} step through it.")
            return
        span, remark = self._stops.following(by)
        self._stops.step_to(span, remark)
        if not entry.stops_in_row and self._stops.name == entry.stop:
            self._sidebar.list.point_near(span.start)
            row = self._sidebar.current
            found = row is not None and row.spans[:1] == (span,) and entry.emphasised
            self._painting.emphasise(row.spans if found and row else ())
