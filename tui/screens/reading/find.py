"""The reading screen's find: as one types, over the whole article; and the concordance of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from ...terminal.notices import dismiss_notices
from ...text.span import Span
from ...widgets.article.layers import Mark, Marks
from ...widgets.article.view import ArticleView
from ...widgets.bars.key_bar import KeyBar
from ..messages import OpenKnownArticle
from .base import ReadingBase

# What finds is imported when it is first asked for: the words are on the screen before that.
if TYPE_CHECKING:
    from ...text.concordance import Line
    from ...text.find import Finder, FindOptions, Found
    from ...widgets.bars.find_bar import FindBar


class FindActions(ReadingBase):
    """Actions on what is searched for."""

    finder: Finder | None = None
    found: Found | None = None
    hit: int | None = None
    """Which of the places found the caret is on; None where it is on none."""
    _find_bar: FindBar | None = None
    found_from: int = 0
    """Where the caret was when the search began: `esc` goes back there."""
    _selected: Span | None = None
    """What was selected then. While it is, finding extends it."""

    async def find_bar(self) -> FindBar:
        """The find bar, made when it is first asked for."""
        from ...widgets.bars.find_bar import FindBar

        if self._find_bar is None:
            self._find_bar = FindBar()
            await self.mount(self._find_bar, before=self.query_one(KeyBar))
        return self._find_bar

    async def action_find(self) -> None:
        """Find in the article as one types."""
        dismiss_notices(self.app)
        self.found_from = self.view.caret
        self._selected = self.view.selection
        bar = await self.find_bar()
        bar.open()
        if self._selected is not None and self.view.selection is None:
            # A field that is made clears what is selected on the screen.
            self._go_back()

    def on_find_bar_changed(self, event: FindBar.Changed) -> None:
        """Other words are looked for."""
        self.look_for(event.query, event.options)

    def look_for(self, query: str, options: FindOptions) -> None:
        """Find all places, paint them, and show the one at or after where the search began."""
        from ...text.find import Finder

        if self.finder is None or self.finder.text is not self.session.article.text:
            self.finder = Finder(self.session.article.text)
        self.found = self.finder.find(query, options)
        self.view.set_layer("search", [Marks(self.found.spans, "article--search")])
        index = self.found.at(self.found_from)
        if index is None and self._finding:
            self._go_back()
        self.show_hit(index, remember=False)

    @property
    def _finding(self) -> bool:
        """Whether words are being typed into the bar."""
        return self._find_bar is not None and self._find_bar.is_open

    def _go_back(self) -> None:
        """The caret and the selection as they were when the search began."""
        if self._selected is not None:
            backwards = self.found_from == self._selected.start
            self.view.select(self._selected)
            if backwards:
                self.view.action_select_other_end()
        else:
            self.view.go_to(Span(self.found_from, self.found_from), remember=False)

    def drop_find(self) -> bool:
        """Take the marks of what was found away; False where there are none."""
        if self.found is None:
            return False
        self.found = self.hit = None
        self.view.set_layer("search", [])
        self.view.set_layer("hit", [])
        self.say("")
        return True

    def standing(self) -> str:
        """Which of the hits the caret is on, else how many there are."""
        if self.found is None or self._finding:
            return super().standing()
        total = len(self.found.spans)
        if self.hit is not None:
            return f"hit {self.hit + 1:,}/{total:,}" + ("+" if self.found.more else "")
        more = f", {self.key('find_next')} for the next"
        return f"{total:,} hit{'s' if total != 1 else ''}{more}" if total else super().standing()

    def caret_moved(self, caret: int) -> None:
        """The hit that was looked at is one among others once the caret is somewhere else."""
        if self.found is not None and not self._finding:
            # The last one that starts here or before.
            index = self.found.previous(caret + 1)
            hit = index if index is not None and self.found.spans[index].covers(caret) else None
            if hit != self.hit:
                self._paint_hit(hit)
        super().caret_moved(caret)

    def _paint_hit(self, index: int | None) -> None:
        """Let one of the places found, or none, stand out from the others."""
        self.hit = index
        hit = self.found.spans[index] if self.found is not None and index is not None else None
        self.view.set_layer("hit", [] if hit is None else [Mark(hit, "article--search-current")])

    def show_hit(self, index: int | None, *, remember: bool = True) -> None:
        """Go to one of the places found, and paint it apart from the others."""
        bar, found = self._find_bar, self.found
        if bar is None or found is None:
            return
        self._paint_hit(index)
        bar.show_found(found, index)
        if index is not None:
            self.view.go_to(found.spans[index], remember=remember)
            self.say("")

    def on_find_bar_closed(self, event: FindBar.Closed) -> None:
        """The reader has left the bar."""
        self.leave_find(kept=event.kept)

    def leave_find(self, *, kept: bool) -> None:
        """Close the bar: stay at the hit, or go back to where the search began."""
        if self._find_bar is not None:
            self._find_bar.close()
        self.view.focus()
        if kept:
            self.say("")
        else:
            self.drop_find()
            self._go_back()
        self._selected = None

    def on_find_bar_next(self) -> None:
        """The bar asks for the next place."""
        self.action_find_next()

    def on_find_bar_previous(self) -> None:
        """The bar asks for the place before."""
        self.action_find_previous()

    def action_find_next(self) -> None:
        """The next place."""
        self._find_step(self.found.next(self.view.caret) if self.found else None, 1)

    def action_find_previous(self) -> None:
        """The place before."""
        self._find_step(self.found.previous(self.view.caret) if self.found else None, -1)

    def _find_step(self, index: int | None, by: int) -> None:
        if index is None or self.found is None:
            self.tell(f"Nothing is searched for; {self.key('find')} finds words in the article.")
            return
        if self.found.spans[index].start == self.view.caret and len(self.found.spans) > 1:
            index = (index + 1) % len(self.found.spans)
        span, before = self.found.spans[index], self.view.caret
        self.show_hit(index)
        if not self._finding and (span.start < before if by > 0 else span.start > before):
            self.say(f"{self.standing()} · again from the {'first' if by > 0 else 'last'}", span)

    @on(ArticleView.WordSought)
    async def _word_sought(self, event: ArticleView.WordSought) -> None:
        """`*`: all places of the word or the name under the caret."""
        from ...text.find import FindOptions

        bar = await self.find_bar()
        self.found_from = event.span.start
        options = FindOptions(whole_words=True)
        with bar.prevent(type(bar).Changed):
            bar.set(self.session.article.words(event.span), options)
        self.look_for(self.session.article.words(event.span), options)
        self.action_find_next()

    def action_concordance(self) -> None:
        """Every place of the word under the caret, or of the selection, with the words around it."""
        from ...library.occurrences import lines_with
        from ...text.concordance import lines
        from ...text.find import Finder, FindOptions
        from ..concordance import ConcordanceScreen

        article = self.session.article
        span = self.view.selection or self.view.word_at(self.view.caret)
        words = article.words(span)
        if not words.strip():
            self.tell("Put the caret on a word, or select some.")
            return
        spans = Finder(article.text).find(words, FindOptions(whole_words=True)).spans

        def done(line: Line | None) -> None:
            if line is not None and line.source == "":
                self.jump(line.span)
            elif line is not None:
                self.post_message(OpenKnownArticle(line.source, line.span))

        store = self.session.store
        self.app.push_screen(
            ConcordanceScreen(
                words,
                lines(article.text, spans),
                library=(lambda: lines_with(store, words)) if store else None,
                names=self.headline_of,
            ),
            done,
        )

    def headline_of(self, source: str) -> str:
        """The headline of an article of the library, its path or address where it has none."""
        store = self.session.store
        digest = store.articles.latest(source) if store else None
        article = store.articles.load(digest) if store and digest else None
        return article.title if article else source
