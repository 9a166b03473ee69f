"""Finding text in the article while typing, and the concordance of a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...library.occurrences import lines_with
from ...store.source import source_key
from ...terminal.notices import seconds_shown
from ...terminal.timer import set_reliable_timer
from ...text.concordance import Line, lines
from ...text.find import Finder, FindOptions, Found
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line
from ...text.span import Span
from ...text.speaker_name import sources_of
from ...widgets.article.layers import Mark, Marks
from ..messages import Sought
from .controller import Controller, Workspace
from .stops import Stops
from .way_back import WayBack

if TYPE_CHECKING:
    from textual.timer import Timer

    from ...widgets.bars.find_bar import FindBar

ROOMY = 100
"""Columns of a footer in which the count of matches stays: the keys for marking and writing fit next to it."""


class Finding(Controller):
    """The find bar, the matches, and which match the caret is on."""

    def __init__(self, workspace: Workspace, stops: Stops, way_back: WayBack) -> None:
        super().__init__(workspace)
        self._stops = stops
        self._way_back = way_back
        self._finder: Finder | None = None
        self._bar: FindBar | None = None
        self._selected: Span | None = None
        """The selection when the search began. Finding extends it."""
        self._query = ""
        """The text that was looked for last."""
        self.found: Found | None = None
        self.current: int | None = None
        """The index of the match that the caret is on, or None."""
        self._count_end: Timer | None = None
        self._count_was_read = False
        """Whether the count has been shown long enough since the last step of the search."""
        self._origin = self._view.position
        """What the reader saw when the search began; cancelling returns to it."""

    @property
    def is_typing(self) -> bool:
        """True while the find bar is open."""
        return self._bar is not None and self._bar.is_open

    async def _find_bar(self) -> FindBar:
        from ...widgets.bars.find_bar import FindBar  # its text field takes 20 ms to import

        if self._bar is None:
            self._bar = FindBar()
            await self._view.screen.mount(self._bar, before=self._key_bar)
        return self._bar

    async def open(self) -> None:
        """Open the find bar."""
        self._status.dismiss_notices()
        self._origin = self._view.position
        self._selected = self._view.selection
        bar = await self._find_bar()
        bar.open()
        self._stops.show_matches(self.found.spans if self.found else ())
        if self._selected is not None and self._view.selection is None:
            # A new text field clears the selection of the screen.
            self._go_back()

    def look_for(self, query: str, options: FindOptions) -> None:
        """Find all matches, paint them, and show the first one at or after the origin; after a change of the options
        alone, the one at or after the match that was shown."""
        if self._finder is None or self._finder.text is not self._session.article.text:
            self._finder = Finder(self._session.article.text)
        start = self._origin.head
        if query == self._query and self.found is not None and self.current is not None:
            start = self.found.spans[self.current].start  # only an option was changed: stay at the match
        self._query = query
        self.found = self._finder.find(query, options)
        self._show_matches()
        index = self.found.at(start)
        if index is None and self.is_typing:
            self._go_back()
        self._show_match(index)

    def show_sought(self, sought: Sought, *, go: bool) -> None:
        """Paint every match of what the reader was looking for when the article was opened, so that `n` leads from one
        to the next: the statements of the speakers, if there are any, and else the words. With `go`, go to the first
        match."""
        finder = self._finder = Finder(self._session.article.text)
        spans = set(self._said_by(sought.speakers))
        for word in () if spans else (*sought.words, *sought.speakers):
            options = FindOptions(whole_words=not word.endswith("*"))
            spans.update(finder.find(word.removesuffix("*").lower(), options).spans)
        apart: list[Span] = []
        for span in sorted(spans):
            if not apart or span.start >= apart[-1].end:
                apart.append(span)
        if not apart:
            return
        self.found = Found(tuple(apart))
        self._show_matches()
        if go:
            self._show_match(0)
        else:
            self.caret_moved(self._view.caret)
            self._show_count()

    def _show_matches(self) -> None:
        """Paint the matches in the text and show in the footer where they are."""
        spans = self.found.spans if self.found else ()
        self._view.set_layer("search", [Marks(spans, "article--search")])
        self._stops.show_matches(spans)

    def _said_by(self, speakers: Sequence[str]) -> Iterator[Span]:
        """The first words of every statement of these speakers."""
        found = self._session.analysis
        for quote in found.statements if found and speakers else ():
            names = (" ".join(name.split()) for name in sources_of(self._session.article.text, quote))
            if not set(speakers).isdisjoint(names):
                yield quote.spans[0]

    async def look_for_words(self, span: Span) -> None:
        """Find all occurrences of the words of a span, and go to the next one."""
        bar = await self._find_bar()
        self._origin = self._view.position
        words, options = self._as_sought(span), FindOptions(whole_words=True)
        with bar.prevent(type(bar).Changed):
            bar.set(words)  # without "whole words", which the reader has not switched on for the next search
        self.look_for(words, options)
        self._view.return_to(self._origin)
        self.find_next()
        if self.found is not None and self.current is not None:
            # The reader has not typed these words, so the footer says what was sought.
            at = self.found.spans[self.current]
            self._status.set_status(f"{in_quotes(one_line(words, 24))}: {self._which_match}", at, action="find_next")

    def _go_back(self) -> None:
        """Restore the caret and the selection from before the search."""
        if self._selected is not None:
            self._view.select(self._selected)
            if self._origin.head == self._selected.start:
                self._view.action_select_other_end()
        self._view.return_to(self._origin)

    def drop(self) -> bool:
        """Close the find bar and discard the matches. False if there is neither."""
        was_open = self.is_typing
        if self._bar is not None:
            self._bar.close()
        self._stops.show_matches(None)
        if self.found is None:
            return was_open
        self.found = self.current = None
        self._view.set_layer("search", [])
        self._view.set_layer("match", [])
        self._status.set_status("")
        return True

    @property
    def _which_match(self) -> str:
        """Which match the caret is on, in words."""
        if self.found is None or self.current is None:
            return ""
        return f"match {self.current + 1:,}/{len(self.found.spans):,}" + ("+" if self.found.more else "")

    def default_status(self) -> str:
        """Which match the caret is on, or how many there are."""
        if self.found is None or self.is_typing or self._sidebar.has_focus_within:
            return ""  # in a list the footer is for the keys of the list
        if self._count_was_read and self._key_bar.size.width < ROOMY:
            return ""
        total = len(self.found.spans)
        more = f" · {self._status.key('find_next')} next"
        if self.current is not None:
            return self._which_match + (more if total > 1 else "")
        return f"{total:,} match{'es' if total != 1 else ''}{more}" if total else ""

    def _show_count(self) -> None:
        """Show in the footer which match the caret is on; if there is little room, only as long as a notification,
        since it takes the place of keys."""
        if self._count_end is not None:
            self._count_end.stop()
        self._count_was_read = False
        self._count_end = set_reliable_timer(self._key_bar, seconds_shown(self._which_match), self._end_count)
        self._status.set_status("")

    def _end_count(self) -> None:
        self._count_was_read = True
        self._status.update_default()

    def caret_moved(self, caret: int) -> None:
        """Emphasise the match that the caret is on, if any."""
        if self.found is not None and not self.is_typing:
            # The last one that starts here or before.
            index = self.found.previous(caret + 1)
            current = index if index is not None and self.found.spans[index].covers(caret) else None
            if current != self.current:
                self._paint_current(current)

    def _paint_current(self, index: int | None) -> None:
        self.current = index
        current = self.found.spans[index] if self.found is not None and index is not None else None
        self._view.set_layer("match", [] if current is None else [Mark(current, "article--search-current")])

    def _show_match(self, index: int | None) -> None:
        found = self.found
        if found is None:
            return
        self._paint_current(index)
        if self._bar is not None:
            self._bar.show_found(found, index)
        if index is not None:
            self._view.go_to(found.spans[index], remember=False)
            self._show_count()

    def leave(self, *, kept: bool) -> None:
        """Close the bar: stay at the match (`kept`), or return to the origin, also if there is no match."""
        bar = self._bar
        if bar is not None:
            if kept and self.found is None:
                self.look_for(bar.query_text, bar.options)  # the words from before, which were not typed again
            bar.close()
        self._view.focus()
        if kept and self.found is not None and self.found.spans:
            self._view.remember(self._origin)
            self._show_count()
        else:
            if kept and bar is not None and self.found is not None and (words := bar.query_text.strip()):
                self._status.notify(self.found.problem or f"No match for {in_quotes(one_line(words, 40))}.")
            self.drop()
            self._go_back()
        self._selected = None

    def find_next(self) -> None:
        """Go to the next match."""
        self._step(self.found.next(self._view.caret) if self.found else None, 1)

    def find_previous(self) -> None:
        """Go to the previous match."""
        self._step(self.found.previous(self._view.caret) if self.found else None, -1)

    def _step(self, index: int | None, by: int) -> None:
        if index is None or self.found is None:
            self._status.notify_with("", "to find words in the article first", "find")
            return
        if self.found.spans[index].start == self._view.caret and len(self.found.spans) > 1:
            index = (index + 1) % len(self.found.spans)
        span, before = self.found.spans[index], self._view.position
        self._show_match(index)
        self._stops.show_matches(self.found.spans)
        if self.is_typing:
            return
        self._view.remember(before)
        if span.start < before.head if by > 0 else span.start > before.head:
            end = "first" if by > 0 else "last"
            self._status.set_status(f"{self._which_match} · again from the {end}", span, action="find_next")

    def show_concordance(self) -> None:
        """Show every occurrence of the selection, or else of the name or the word at the caret, with the words around
        it; of a row in the list of names, that name."""
        from ..concordance import ConcordanceScreen  # as `FindBar`

        article = self._session.article
        words = self._words_to_look_up()
        if not words:
            self._status.notify("Put the caret on a word, or select words.")
            return
        source, store = source_key(article), self._session.store

        def here(words: str) -> list[Line]:
            spans = Finder(article.text).find(words, FindOptions(whole_words=True)).spans
            return list(lines(article.text, spans, source=source))

        screen = ConcordanceScreen(
            words,
            here,
            library=(lambda words: lines_with(store, words)) if store else None,
            names=self._headline_of,
            source=source,
        )

        def go(line: Line) -> None:
            self.show_sought(Sought((screen.words,)), go=False)
            self._stops.jump(line.span)

        self._way_back.show(screen, go)

    def _words_to_look_up(self) -> str:
        view, analysis = self._view, self._session.analysis
        if (row := self._subject.row_of("entity")) and analysis and (entity := analysis.entity(row.key)):
            return entity.name
        name = next((span for span in self._names() if span.covers(view.caret)), None)
        return self._as_sought(view.selection or name or view.word_at(view.caret))

    def _names(self) -> Iterator[Span]:
        analysis = self._session.analysis
        return (mention.span for entity in (analysis.entities if analysis else ()) for mention in entity.mentions)

    def _as_sought(self, span: Span) -> str:
        """The words of a span, as they are searched for. A capital with which only a sentence or a headline begins is
        made small, so that the word is also found elsewhere; a name keeps its capitals."""
        words = " ".join(self._session.article.words(span).split())
        if len(words) == 1 or words[1:] != words[1:].lower() or any(name.overlaps(span) for name in self._names()):
            return words
        return words.lower()

    def _headline_of(self, source: str) -> str:
        """The headline of an article of the library, or its path or address if it has none."""
        store = self._session.store
        article = store.articles.load_latest(source) if store else None
        return article.title if article else source
