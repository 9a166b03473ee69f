"""The reading screen's find: as one types, over the whole article; and the concordance of a word."""

from __future__ import annotations

from textual import on
from textual.css.query import NoMatches

from ..text.concordance import Line, lines
from ..text.find import Finder, FindOptions, Found
from ..text.span import Span
from ..widgets.article_view import ArticleView
from ..widgets.find_bar import FindBar
from ..widgets.key_bar import KeyBar
from ..widgets.paint import Mark
from .reading_base import ReadingBase


class FindActions(ReadingBase):
    """Actions on what is searched for."""

    finder: Finder | None = None
    found = Found()
    found_from: int = 0
    """Where the caret was when the search began: `esc` goes back there."""

    async def find_bar(self) -> FindBar:
        """The find bar, made when it is first asked for."""
        try:
            return self.query_one(FindBar)
        except NoMatches:
            bar = FindBar()
            await self.mount(bar, before=self.query_one(KeyBar))
            return bar

    async def action_find(self) -> None:
        """Find in the article as one types."""
        self.found_from = self.view.caret
        bar = await self.find_bar()
        bar.open()

    @on(FindBar.Changed)
    def _find_changed(self, event: FindBar.Changed) -> None:
        self.look_for(event.query, event.options)

    def look_for(self, query: str, options: FindOptions) -> None:
        """Find all places, paint them, and show the one at or after where the search began."""
        if self.finder is None or self.finder.text is not self.session.article.text:
            self.finder = Finder(self.session.article.text)
        self.found = self.finder.find(query, options)
        index = self.found.at(self.found_from)
        self.show_hit(index, remember=False)

    def show_hit(self, index: int | None, *, remember: bool = True) -> None:
        """Go to one of the places found, and paint it apart from the others."""
        bar = self.query_one(FindBar)
        marks = [
            Mark(span, "article--search-current" if number == index else "article--search")
            for number, span in enumerate(self.found.spans)
        ]
        self.view.set_layer("search", marks)
        bar.show_found(self.found, index)
        if index is not None:
            self.view.go_to(self.found.spans[index], remember=remember)
            if not bar.is_open:
                self.key_bar.say(f"hit {index + 1}/{len(self.found.spans)}")

    @on(FindBar.Closed)
    def _find_closed(self, event: FindBar.Closed) -> None:
        self.query_one(FindBar).close()
        self.view.focus()
        if event.kept and self.found.spans:
            here = self.found.at(self.view.caret)
            self.key_bar.say(f"hit {(here or 0) + 1}/{len(self.found.spans)}")
        if not event.kept:
            self.found = Found()
            self.view.set_layer("search", [])
            self.view.go_to(Span(self.found_from, self.found_from), remember=False)

    @on(FindBar.Next)
    def action_find_next(self) -> None:
        """The next place."""
        self._find_step(self.found.next(self.view.caret))

    @on(FindBar.Previous)
    def action_find_previous(self) -> None:
        """The place before."""
        self._find_step(self.found.previous(self.view.caret))

    def _find_step(self, index: int | None) -> None:
        if index is None:
            self.tell("Nothing is searched for; / finds words in the article.")
            return
        if self.found.spans[index].start == self.view.caret and len(self.found.spans) > 1:
            index = (index + 1) % len(self.found.spans)
        self.show_hit(index)

    @on(ArticleView.WordSought)
    async def _word_sought(self, event: ArticleView.WordSought) -> None:
        """`*`: all places of the word or the name under the caret."""
        bar = await self.find_bar()
        self.found_from = event.span.start
        options = FindOptions(whole_words=True)
        with bar.prevent(FindBar.Changed):
            bar.set(self.session.article.words(event.span), options)
        self.look_for(self.session.article.words(event.span), options)
        self.action_find_next()

    def action_concordance(self) -> None:
        """Every place of the word under the caret, or of the selection, with the words around it."""
        from .concordance import ConcordanceScreen

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
                self.reader.open_path(line.source, line.span)

        store = self.session.store
        self.app.push_screen(
            ConcordanceScreen(
                words,
                lines(article.text, spans),
                library=(lambda: self.concordance_of_library(words)) if store else None,
                names=self.headline_of,
            ),
            done,
        )

    async def concordance_of_library(self, words: str) -> list[Line]:
        """The places of some words in every article of the library."""
        store = self.session.store
        found: list[Line] = []
        for hit in store.articles.search(f'"{words}"', fields=("text",)) if store else ():
            text = store.articles.text(hit.row.digest) if store else None
            if text:
                spans = Finder(text).find(words, FindOptions(whole_words=True)).spans
                found += lines(text, spans, source=hit.row.source)
        return found

    def headline_of(self, source: str) -> str:
        """The headline of an article of the library, its path or address where it has none."""
        store = self.session.store
        digest = store.articles.latest(source) if store else None
        article = store.articles.load(digest) if store and digest else None
        return article.title if article else source
