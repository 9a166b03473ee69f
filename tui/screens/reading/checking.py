"""Checking claims: verdicts and evidence, which are stored with highlights and so follow their words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ...library.evidence import gather_evidence
from ...notes.check import DECIDED, SIGNS, VERDICTS, CheckedAs, Verdict, verdict_of, with_evidence
from ...notes.claims import Claim, checked_as, claim_on, claim_with, claims, lost_claims, progress
from ...notes.highlight import Highlight
from ...store.notebook import Notebook
from ...store.source import source_key
from ...text.quotation_marks import in_quotes
from ...text.safe import one_line
from ...text.span import Span
from ..undo import turn
from .controller import Controller

if TYPE_CHECKING:
    from textual.widget import Widget

    from ...store.history import Change
    from ..dialogs.menu import MenuEntry

KEYS = {"open": "o", "confirmed": "c", "wrong": "w", "cannot tell": "t"}
MOST_NAMED = 24
"""The largest number of cells of a claim's words in a question or a message."""
EVIDENCE, NOTHING = "evidence", "nothing"
"""Entries of the menu besides the verdicts."""


class Checking(Controller):
    """Gives verdicts on the words that keys act on, and collects the evidence."""

    def check(self) -> None:
        """Ask for a verdict on the words of the row; without a list, on the quotation or figure at the caret, or the
        sentence."""
        if self._notebook.open() is None:
            return
        if lost := self._subject.lost:
            self._ask_verdict_on_lost(lost.highlight)
            return
        if self._subject.is_list and self._subject.words_of_row is None:  # not the sentence at the caret
            self._status.notify(self._status.progress or "There are no words to check in this list.")
            return
        with self.row_shown():
            self._ask_verdict_here()

    def _ask_verdict_here(self) -> None:
        from ..dialogs.menu import MenuEntry

        span = self.span()
        more = [MenuEntry(EVIDENCE, "Add evidence: an address or a file", "e")]
        if (known := self._highlight(span)) and known.verdict:
            more.append(MenuEntry(NOTHING, "Take it off the check list", "x"))
        self._ask_verdict(self._in_full(span), known, lambda id: self._do(id, span), more)

    def _ask_verdict_on_lost(self, highlight: Highlight) -> None:
        """Ask for a verdict on words that the article no longer has."""
        from ..dialogs.menu import MenuEntry

        words = in_quotes(one_line(highlight.target.exact, MOST_NAMED))

        def set_verdict(id: str) -> None:
            verdict = verdict_of(id)
            if self._notebook.write(lambda book: book.change(highlight.id, verdict=verdict)):
                self._status.set_status(f"{words} {verdict or 'off the check list'}")

        more = [MenuEntry(NOTHING, "Take it off the check list", "x")] if highlight.verdict else []
        self._ask_verdict(in_quotes(highlight.target.exact), highlight, set_verdict, more)

    def check_against(self, span: Span, where: str, note: str, then: Callable[[], None]) -> None:
        """Ask for a verdict on some words; a place that was found in a source becomes the evidence for it. `then` is
        called when it is saved."""
        if self._notebook.open() is not None:
            words, known = self._in_full(span), self._highlight(span)
            self._ask_verdict(words, known, lambda id: self._run_adding(span, where, note, verdict_of(id), then))

    def verdicts(self) -> dict[Span, str]:
        """The verdict on each claim that has one, with its sign: "☑ confirmed"."""
        given = [one for one in self._claims() if one.verdict]
        return {span: f"{one.sign} {one.outcome}" for one in given for span in (one.span, one.found) if span}

    def count_to_check_again(self) -> int:
        """How many verdicts were given on words that have changed since, or are gone."""
        lost = lost_claims(self._session.article, self._session.placed)
        return sum(claim.to_check_again for claim in [*self._claims(), *lost])

    def undo(self, host: Widget, then: Callable[[], None]) -> None:
        """Undo the last change to the notes on a screen over the article, and call `then`."""
        self._turn(host, then, redo=False)

    def redo(self, host: Widget, then: Callable[[], None]) -> None:
        """Redo the change undone last, in the same way."""
        self._turn(host, then, redo=True)

    def _turn(self, host: Widget, then: Callable[[], None], *, redo: bool) -> None:
        book = self._notebook.open()
        if book is None:
            return

        def turned(change: Change) -> None:
            self._notebook.reload()
            then()

        turn(
            host,
            book,
            redo=redo,
            is_expected=self._notebook.is_own,
            then=turned,
            here=source_key(self._session.article),
        )

    def _ask_verdict(
        self, words: str, known: Highlight | None, then: Callable[[str], None], more: Sequence[MenuEntry] = ()
    ) -> None:
        from ..dialogs.menu import MenuEntry

        entries = [
            MenuEntry(verdict, f"{SIGNS[verdict]} {verdict.capitalize()}", KEYS[verdict]) for verdict in VERDICTS
        ]
        point_to = known.verdict if known else ""
        title = "What has checking shown about these words?"
        self._dialogs.show_menu(title, [*entries, *more], then, point_to=point_to, about=words)

    def span(self) -> Span:
        """The words to check: the claim on the row's words, or these words; without a row the selection; else the
        quotation or figure at the caret; else the sentence."""
        found = self._claims()
        if words := self._subject.words_of_row:
            claim = claim_on(found, words)
            return claim.span if claim else words
        if self._subject.selection:
            return self._subject.selection
        here = [one for one in found if one.span.covers(self._view.caret)]
        return min(here, key=lambda one: one.span.length).span if here else self._subject.span

    def _do(self, id: str, span: Span) -> None:
        if id == EVIDENCE:
            self._ask_where(span)
        else:
            self.set_verdict(span, verdict_of(id))

    def set_verdict(self, span: Span, verdict: Verdict) -> None:
        """Store a verdict; "" takes the words off the list."""
        known, what = self._highlight(span), self._checked_as(span)

        def change(book: Notebook) -> None:
            if known is not None:
                book.check(known.id, self._session.article, span, verdict, checked_as=what)
            elif verdict:
                book.add(self._session.article, span, verdict=verdict, checked_as=what)

        if self._notebook.write(change):
            self._say(span, verdict or "off the check list")

    def _ask_where(self, span: Span, value: str = "") -> None:
        question = f"Which file or address is the evidence about {self._named(span)}?"
        self._dialogs.ask_path(lambda where: self._ask_note(span, where), question=question, value=value)

    def _ask_note(self, span: Span, where: str) -> None:
        add = partial(self._run_adding, span, where)
        back = partial(self._ask_where, span, where)
        self._dialogs.ask_or_empty(
            f"What does it show about {self._named(span)}?", add, hint="may be left empty", back=back
        )

    def _run_adding(
        self, span: Span, where: str, note: str, verdict: Verdict = "", then: Callable[[], None] = lambda: None
    ) -> None:
        self._view.run_worker(self._add(span, where, note, verdict, then), group="evidence")

    async def _add(self, span: Span, where: str, note: str, verdict: Verdict, then: Callable[[], None]) -> None:
        """Add a piece of evidence, and give the verdict if there is one."""
        proof = await asyncio.to_thread(gather_evidence, self._session.store, where, note)
        known, article = self._highlight(span), self._session.article
        evidence = with_evidence(known.evidence if known else (), proof)
        what = self._checked_as(span)

        def change(book: Notebook) -> None:
            if known is None:
                book.add(article, span, verdict=verdict or "open", evidence=evidence, checked_as=what)
            elif verdict:
                book.check(known.id, article, span, verdict, evidence, what)
            else:
                first = None if known.verdict else what
                book.change(known.id, verdict=known.verdict or "open", evidence=evidence, checked_as=first)

        if self._notebook.write(change):
            added = "evidence added" + (", with its hash" if proof.sha256 else "")
            before = known.verdict if known and verdict != known.verdict else ""
            given = f"{verdict} (was {before})" if before in DECIDED else verdict
            self._say(span, f"{given}, {added}" if verdict else added)
            then()

    def _in_full(self, span: Span) -> str:
        """The words that a verdict on a span is about: those of the claim that has just this span, if there is one."""
        return in_quotes(self._words(span))

    def _named(self, span: Span) -> str:
        """The same, cut to fit into a question or a message."""
        return in_quotes(one_line(self._words(span), MOST_NAMED))

    def _words(self, span: Span) -> str:
        article = self._session.article
        claim = claim_with(self._claims(), span)
        return claim.words_in_full(article) if claim else article.words(span)

    def _say(self, span: Span, what: str) -> None:
        found = self._claims()
        said = f"{self._named(span)} {what}; {progress(found)}"
        if self._view.app.screen is self._view.screen:
            self._status.set_status(said)
        else:  # the footer is below the screen that compares
            self._status.notify(said)

    def _claims(self) -> list[Claim]:
        return claims(self._session.article, self._session.analysis, self._session.placed)

    def _checked_as(self, span: Span) -> CheckedAs:
        return checked_as(self._session.article, self._session.analysis, self._claims(), span)

    def _highlight(self, span: Span) -> Highlight | None:
        found = self._claims()
        return next((one.highlight for one in found if one.span == span), None)
