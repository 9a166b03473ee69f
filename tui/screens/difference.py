"""What changed between two texts of an article: a list in words, then the paragraphs with what went and what came.

Any two texts that were read under one path or address can be compared: the keys step through the earlier one, and both
can be chosen from a list.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ..actions.table import bindings
from ..library.shelf_items import when
from ..store.errors import StoreError
from ..store.source import source_key
from ..text.analysis import Analysis
from ..text.article import Article
from ..text.difference import Change, changed_words
from ..text.findings import Finding, changed_findings
from ..text.safe import one_line, visible
from ..text.span import Span
from ..widgets.bars.key_bar import KeyBar
from .lists.rows import RowsScreen, counted

if TYPE_CHECKING:
    from ..store.articles import Version
    from ..store.database import Store

MOST_ROWS = 300
"""Rows shown; an article in which more has changed is another article."""

CONTEXT = 90
"""Code points of the paragraph shown on each side of a change."""

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*")

SIGNS = {"removed": "−", "added": "+", "changed": "~"}
"""Drawn before each finding, so that nothing is told by colour alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, and where it leads in the new text."""

    line: Content
    place: Span | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that were read under one path or address, and how to come by them."""

    versions: Sequence[Version] = ()
    """The one read last first."""
    load: Callable[[str], tuple[Article | None, Analysis | None]] = lambda digest: (None, None)
    """The text of a digest and what was found in it. May raise StoreError."""


def texts_of(store: Store, article: Article) -> Texts:
    """The texts of an article that are in the store. Raises StoreError."""

    def load(digest: str) -> tuple[Article | None, Analysis | None]:
        found = store.articles.analysis(digest)
        text = article if digest == article.digest else store.articles.load(digest)
        if text is not None and found is not None and (repairs := store.notebook.corrections(text)):
            from ..notes.corrected_analysis import corrected

            found = corrected(found, repairs, text)
        return text, found

    return Texts(store.articles.versions(source_key(article)), load)


class DifferenceScreen(RowsScreen[Span | None]):
    """Gives back a place of the text that is read to go to, or None."""

    DEFAULT_CSS = """
    DifferenceScreen .title { height: auto; max-height: 2; padding: 0 1; background: $panel; text-style: bold; }
    DifferenceScreen .texts { height: 1; padding: 0 1; background: $panel; color: $text-muted; link-style: none;
        text-wrap: nowrap; text-overflow: ellipsis; }
    DifferenceScreen OptionList { height: 1fr; border: none !important; padding: 0 1 !important;
        background: $background; scrollbar-size-vertical: 1; }
    DifferenceScreen OptionList:focus { background-tint: 0%; }
    DifferenceScreen OptionList > .option-list--option-disabled { color: $foreground; }
    """

    BINDINGS = [*bindings("difference")]

    SCOPE = "difference"

    _list = query_one(OptionList)

    def __init__(
        self,
        old: Article,
        new: Article,
        old_found: Analysis | None,
        new_found: Callable[[], Analysis | None],
        texts: Texts | None = None,
    ) -> None:
        """`new` is the text that is read; `new_found` is asked for its analysis until there is one. `texts` are those
        that can be compared besides."""
        super().__init__()
        self._read = new
        self._old, self._new = old, new
        self._old_found, self._read_found = old_found, new_found
        self._new_found = new_found
        self._texts = texts or Texts()
        self._changes: list[Change] | None = None
        self._rows: list[Row] = []
        self._complete = False

    def compose(self) -> ComposeResult:
        yield Static(Content("Comparing…"), classes="title", markup=False)
        yield Static(classes="texts", markup=False)
        yield OptionList(markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """The words first; names, quotations and figures as soon as the new text is analysed."""
        self._list.focus()
        self.show_keys()
        self._show_texts()
        self._compare()
        self.set_interval(0.5, self._look_again)

    def _look_again(self) -> None:
        if not self._complete and self._old_found is not None and self._new_found() is not None:
            self._compare()

    @work(exclusive=True, group="compare")
    async def _compare(self) -> None:
        old, new, found = self._old, self._new, self._new_found()
        if self._changes is None:
            self._changes = await asyncio.to_thread(changed_words, old.text, new.text)
        findings = await asyncio.to_thread(changed_findings, old, self._old_found if found else None, new, found)
        self._complete = found is not None
        if not self.is_gone:
            self._show(findings)

    def _show(self, findings: Sequence[Finding]) -> None:
        changes = self._changes or []
        waiting = not self._complete and self._old_found is not None
        self.query_one(".title", Static).update(Content(summary(self._old, self._new, changes)))
        at = self._list.highlighted
        made = rows(self._old, self._new, findings, changes, waiting=waiting)
        self._rows = made[:MOST_ROWS]
        if len(made) > MOST_ROWS:
            self._rows.append(_heading(f"… and {len(made) - MOST_ROWS:,} lines more: this is another article."))
        self._list.set_options([Option(row.line, disabled=row.heading) for row in self._rows])
        choosable = [number for number, row in enumerate(self._rows) if not row.heading]
        self._list.highlighted = at if at in choosable else next(iter(choosable), None)
        self.key_bar.show_place(counted(len(changes), "change"))

    # ------------------------------------------------------------ which texts

    def _show_texts(self) -> None:
        """Which two are compared, by the day they were read; a click lets one choose."""
        versions = self._texts.versions
        if not versions:
            return
        words = f"{self._called(self._old.digest)} → {self._called(self._new.digest)}"
        kept = {one.digest for one in versions} | {self._read.digest}
        if len(kept) > 2:
            words += f" · {self.key('difference_choose')}: {len(kept)} texts"
        choose = Style.from_meta({"@click": "screen.choose"})
        self.query_one(".texts", Static).update(Content(words).stylize(choose))

    def _called(self, digest: str) -> str:
        version = next((one for one in self._texts.versions if one.digest == digest), None)
        if version is None:
            return "this one"
        words = f"{when(version.first)}, {counted(version.words, 'word')}"
        return f"this one ({words})" if digest == self._read.digest else words

    def action_earlier(self) -> None:
        """Compare with the text read before."""
        self._step(1)

    def action_later(self) -> None:
        """Compare with the text read after it."""
        self._step(-1)

    def _step(self, by: int) -> None:
        others = [one.digest for one in self._texts.versions if one.digest != self._new.digest]
        at = others.index(self._old.digest) + by if self._old.digest in others else 0
        if 0 <= at < len(others):
            self._take(others[at], self._new.digest)
        else:
            which = "earlier" if by > 0 else "later"
            self.notify(f"There is no {which} text to compare with.", markup=False)

    def action_choose(self) -> None:
        """Choose the earlier text, then the later one."""
        from ..widgets.lists.item import Item
        from .dialogs.choose import ChooseScreen

        if len(self._texts.versions) < 2:
            self.notify("Only these two texts were kept.", markup=False)
            return
        items = []
        for version in self._texts.versions:
            words = self._called(version.digest)
            items.append(Item(version.digest, Content(f"  {words}"), search=words.casefold()))

        def first(old: str | None) -> None:
            def second(new: str | None) -> None:
                if old and new:
                    self._take(old, new)

            if old:
                others = [item for item in items if item.key != old]
                self.app.push_screen(ChooseScreen("… and which one came of it?", others), second)

        self.app.push_screen(ChooseScreen("Compare which text …", items, point_to=self._old.digest), first)

    @work(exclusive=True, group="texts")
    async def _take(self, old: str, new: str) -> None:
        """Compare two texts of these digests; the one read earlier is the old one."""
        order = [version.digest for version in self._texts.versions]
        # What is not kept yet is the text that has just been read.
        if new in order and (old not in order or order.index(old) < order.index(new)):
            old, new = new, old
        self.query_one(".title", Static).update(Content("Comparing…"))
        try:
            before, before_found = await asyncio.to_thread(self._texts.load, old)
            after, after_found = await asyncio.to_thread(self._texts.load, new)
        except StoreError as error:
            self.notify(visible(str(error)), severity="warning", markup=False)
            return
        if self.is_gone or before is None or after is None:
            return
        reads = after.digest == self._read.digest
        self._old, self._new = before, after
        self._old_found = before_found
        self._new_found = self._read_found if reads else lambda: after_found
        self._changes, self._complete = None, False
        self._show_texts()
        self._compare()

    # ------------------------------------------------------------ going to a place

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = self._rows[event.option_index].place
        if place is not None and self._new.digest != self._read.digest:
            place = await asyncio.to_thread(_carried, self._new.text, place, self._read.text)
        if place is None:
            self.notify("These words are not in the text any more.", markup=False)
        elif not self.is_gone:
            self.dismiss(place)

    def close_something(self) -> bool:
        """Back to the article."""
        self.dismiss(None)
        return True

    # The rows are of several lines each, so the list is Textual's own; its keys are those of every list.

    def action_select(self) -> None:
        """Go to the place."""
        self._list.action_select()

    def action_cursor_down(self) -> None:
        """The next change."""
        self._list.action_cursor_down()

    def action_cursor_up(self) -> None:
        """The change before."""
        self._list.action_cursor_up()

    def action_page_down(self) -> None:
        """A page on."""
        self._list.action_page_down()  # type: ignore[no-untyped-call]  # Textual left it so

    def action_page_up(self) -> None:
        """A page back."""
        self._list.action_page_up()  # type: ignore[no-untyped-call]  # Textual left it so

    def action_first(self) -> None:
        """The first change."""
        self._list.action_first()

    def action_last(self) -> None:
        """The last change."""
        self._list.action_last()

    def action_found_next(self) -> None:
        """The next change, after the last the first."""
        self._list.action_cursor_down()

    def action_found_previous(self) -> None:
        """The change before, before the first the last."""
        self._list.action_cursor_up()


def _carried(text: str, place: Span, read: str) -> Span | None:
    """The place in the text that is read, where the words themselves are gone their paragraph; None where it is too."""
    from ..notes.anchoring import carry

    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    for span in (place, Span(start, end if end >= 0 else len(text))):
        if found := carry(text, span.start, span.end, read):
            return Span(*found)
    return None


def summary(old: Article, new: Article, changes: Sequence[Change]) -> str:
    """How much has changed, in one sentence."""
    if not changes:
        return "The two texts have the same words."
    removed = sum(len(_WORD.findall(old.words(change.old))) for change in changes)
    added = sum(len(_WORD.findall(new.words(change.new))) for change in changes)
    places = "1 place" if len(changes) == 1 else f"{len(changes):,} places"
    words = "word" if removed == 1 else "words"
    return f"What changed: {removed:,} {words} removed, {added:,} added, in {places}"


def rows(
    old: Article, new: Article, findings: Sequence[Finding], changes: Sequence[Change], *, waiting: bool
) -> list[Row]:
    """The list in words, then the changed words themselves."""
    made: list[Row] = []
    if findings or waiting:
        made.append(_heading("In short"))
        made += [_finding_row(finding) for finding in findings]
        if waiting:
            made.append(
                Row(Content.styled("  names, quotations and figures follow…", "italic $text-muted"), None, True)
            )
        made.append(Row(Content(""), None, True))
    if changes:
        made.append(_heading("In the words"))
        for change in changes:
            made.append(
                Row(change_line(old, new, change), Span(change.new.start, max(change.new.end, change.new.start)))
            )
            made.append(Row(Content(""), None, True))
    return made


def _heading(words: str) -> Row:
    return Row(Content.styled(words, "bold $text-accent"), None, True)


def _finding_row(finding: Finding) -> Row:
    sign = SIGNS.get(finding.kind.rpartition(" ")[2], "~")
    colour = {"−": "$text-error", "+": "$text-success"}.get(sign, "$text-warning")
    line = Content.assemble(
        (f"  {sign} ", f"bold {colour}"), (f"{finding.kind}  ", "bold"), (one_line(visible(finding.text), 400), "")
    )
    # A headline is no span of the finding, but one knows where it stands.
    return Row(line, Span(0, 0) if finding.kind == "headline changed" else finding.new)


def change_line(old: Article, new: Article, change: Change) -> Content:
    """The words that went, struck out, and those that came, underlined, with some of the paragraph around them."""
    start, end = change.new
    left = new.text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    right = new.text[end : end + CONTEXT].partition("\n")[0]
    before = "…" if len(left) == CONTEXT else ""
    after = "…" if len(right) == CONTEXT else ""
    went, came = one_line(old.words(change.old), 600), one_line(new.words(change.new), 600)
    parts: list[tuple[str, str]] = [("  " + before + visible(left), "$text-muted")]
    if went:
        parts.append((f"[−{went}−]", "strike $text-error"))
    if went and came:
        parts.append((" ", ""))
    if came:
        parts.append((f"[+{came}+]", "underline $text-success"))
    parts.append((visible(right) + after, "$text-muted"))
    return Content.assemble(*parts)
