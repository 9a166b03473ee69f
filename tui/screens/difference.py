"""What changed between two versions of an article: a summary, then each change with the text around it.

Any two versions that were read under one path or address can be compared: keys step through the earlier ones, and both
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
from textual.widgets import Static

from ..actions.table import bindings
from ..notes.check import CHECK_AGAIN
from ..store.errors import StoreError
from ..store.source import source_key
from ..text.analysis import Analysis
from ..text.article import Article
from ..text.difference import Change, changed_count, changed_words, is_whole_paragraph
from ..text.findings import Finding, changed_findings
from ..text.quotation_marks import in_quotes
from ..text.safe import one_line, visible
from ..text.span import Span
from ..text.when import when
from ..widgets.bars.key_bar import KeyBar
from ..widgets.lists.item import Item
from ..widgets.lists.item_list import ItemList
from .lists.rows import RowsScreen, counted
from .second_text import ComparedRows

if TYPE_CHECKING:
    from ..store.articles import Version
    from ..store.database import Store

MOST_ROWS = 300
"""The largest number of rows shown; if more has changed, it is a different article."""

CONTEXT = 90
"""Code points of the paragraph shown before and after a change."""


SIGNS = {"removed": "−", "added": "+", "changed": "~"}
"""Drawn before each finding, so that nothing depends on colour alone."""


@dataclass(frozen=True, slots=True)
class TextVersions:
    """The versions of an article that were read under one path or address."""

    versions: Sequence[Version] = ()
    """Latest first."""
    load: Callable[[str], tuple[Article | None, Analysis | None]] = lambda digest: (None, None)
    """Returns the text with a digest and its analysis. May raise StoreError."""


def versions_of(store: Store, article: Article) -> TextVersions:
    """The versions of an article in the store. Raises StoreError."""

    def load(digest: str) -> tuple[Article | None, Analysis | None]:
        found = store.articles.analysis(digest)
        text = article if digest == article.digest else store.articles.load(digest, article.source)
        if text is not None and found is not None and (corrections := store.notebook.corrections(text)):
            from ..notes.corrected_analysis import corrected

            found = corrected(found, corrections, text)
        return text, found

    return TextVersions(store.articles.versions(source_key(article)), load)


class DifferenceScreen(RowsScreen[Span | None]):
    """Returns a span of the open article to go to, or None."""

    DEFAULT_CSS = """
    DifferenceScreen .title { height: auto; padding: 0 1; background: $panel; text-style: bold; }
    DifferenceScreen .texts { height: 1; padding: 0 1; background: $panel; color: $text-muted; link-style: none;
        text-wrap: nowrap; text-overflow: ellipsis; }
    DifferenceScreen ItemList { padding: 0 1; max-width: 100; }
    DifferenceScreen ItemList > .item-list--heading { color: $foreground; }
    """

    BINDINGS = [*bindings("difference")]

    SCOPE = "difference"

    rows = query_one(ItemList)

    def __init__(
        self,
        old: Article,
        new: Article,
        old_found: Analysis | None,
        new_found: Callable[[], Analysis | None],
        texts: TextVersions | None = None,
        *,
        is_new: bool = True,
        to_check_again: Callable[[], int] = lambda: 0,
    ) -> None:
        """`new` is the open article; `new_found` is called for its analysis until there is one. `texts` has the
        versions that can be compared. `is_new` is false if the reader has seen these changes before. `to_check_again`
        returns the number of verdicts on words that the open article no longer has."""
        super().__init__()
        self._read = new
        self._seen = None if is_new else (old.digest, new.digest)
        self._old, self._new = old, new
        self._old_found, self._read_found = old_found, new_found
        self._new_found = new_found
        self._texts = texts or TextVersions()
        self._to_check_again = to_check_again
        self._changes: list[Change] | None = None
        self.items: list[Item] = []
        """The rows shown."""
        self._complete = False

    def compose(self) -> ComposeResult:
        yield Static(Content("Comparing…"), classes="title", markup=False)
        yield Static(classes="texts", markup=False)
        yield ComparedRows()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show changed words first; names, quotes and figures follow when the new text has been analysed."""
        self.rows.focus()
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
        self.query_one(".title", Static).update(Content(self._summary(changes)))
        plain = self.app.current_theme.ansi
        again = self._to_check_again() if self._new.digest == self._read.digest else 0
        items = difference_items(
            self._old, self._new, findings, changes, waiting=waiting, brackets=plain, to_check_again=again
        )
        moved = any(not item.heading for item in self.items[: max(0, self.rows.cursor)])
        self.items = items[:MOST_ROWS]
        if len(items) > MOST_ROWS:
            self.items.append(_heading(f"… and {len(items) - MOST_ROWS:,} more lines: this is a different article."))
        self.rows.show(self.items)
        if not moved:  # what the analysis adds comes first, and the list would stay at the row that was first before
            self.rows.action_first()
        self.key_bar.show_place(counted(len(changes), "change"))

    def _summary(self, changes: Sequence[Change]) -> str:
        if self._seen == (self._old.digest, self._new.digest):
            return "The article has not changed. " + summary(
                self._old, self._new, changes, begin="What had changed before"
            )
        return summary(self._old, self._new, changes)

    # ------------------------------------------------------------ which versions

    def _show_texts(self) -> None:
        """Name the two versions compared by the day they were read; a click opens the list of versions."""
        versions = self._texts.versions
        if not versions:
            return
        words = f"{self._called(self._old.digest)} → {self._called(self._new.digest)}"
        digests = {one.digest for one in versions} | {self._read.digest}
        if len(digests) > 2:
            words += f" · {self.key('difference_choose')}: {len(digests)} versions"
        choose = Style.from_meta({"@click": "screen.choose"})
        self.query_one(".texts", Static).update(Content(words).stylize(choose))

    def _called(self, digest: str) -> str:
        version = next((one for one in self._texts.versions if one.digest == digest), None)
        if version is None:
            return "this one" if digest == self._read.digest else "the one before"
        words = f"{when(version.first)}, {counted(version.words, 'word')}"
        return f"this one ({words})" if digest == self._read.digest else words

    def action_earlier(self) -> None:
        """Compare with the previous version."""
        self._step(1)

    def action_later(self) -> None:
        """Compare with the following version."""
        self._step(-1)

    def _step(self, by: int) -> None:
        others = [one.digest for one in self._texts.versions if one.digest != self._new.digest]
        at = others.index(self._old.digest) + by if self._old.digest in others else 0
        if 0 <= at < len(others):
            self._take(others[at], self._new.digest)
        else:
            which = "earlier" if by > 0 else "later"
            self.notify(f"There is no {which} version to compare with.", markup=False)

    def action_choose(self) -> None:
        """Choose the earlier version, then the later one."""
        from .dialogs.choose import ChooseScreen

        if len(self._texts.versions) < 2:
            self.notify("Only these two versions were saved.", markup=False)
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
                self.app.push_screen(ChooseScreen("… with which version?", others), second)

        self.app.push_screen(ChooseScreen("Compare which version …", items, point_to=self._old.digest), first)

    @work(exclusive=True, group="texts")
    async def _take(self, old: str, new: str) -> None:
        """Compare the versions with these digests; the one read earlier is the old one."""
        order = [version.digest for version in self._texts.versions]
        # A version that is not stored yet is the text just read.
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

    @on(ItemList.Chosen)
    async def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        place = next(iter(event.item.spans), None)
        if place is not None and self._new.digest != self._read.digest:
            place = await asyncio.to_thread(_carried, self._new.text, place, self._read.text)
        if place is None:
            self.notify("The article no longer contains these words.", markup=False)
        elif not self.is_gone:
            self.dismiss(place)

    def close_something(self) -> bool:
        """Back to the article."""
        self.dismiss(None)
        return True


def _carried(text: str, place: Span, read: str) -> Span | None:
    """The span of the open article for a span of another version: the same words, else their paragraph, else None."""
    from ..notes.anchoring import carry

    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    for span in (place, Span(start, end if end >= 0 else len(text))):
        if found := carry(text, span.start, span.end, read):
            return Span(*found)
    return None


def summary(old: Article, new: Article, changes: Sequence[Change], *, begin: str = "What changed") -> str:
    """One sentence on how much has changed, with these words at its start."""
    if not changes:
        return "The two versions have the same words."
    removed, added = changed_count(old.text, new.text, changes)
    places = "1 place" if len(changes) == 1 else f"{len(changes):,} places"
    words = "word" if removed == 1 else "words"
    title = one_line(new.title, 60)
    return f"{begin} in {in_quotes(title)}: {removed:,} {words} removed, {added:,} added, in {places}"


def difference_items(
    old: Article,
    new: Article,
    findings: Sequence[Finding],
    changes: Sequence[Change],
    *,
    waiting: bool,
    brackets: bool = False,
    to_check_again: int = 0,
) -> list[Item]:
    """The rows: a summary of what changed, then the changed words themselves. With `waiting`, a row says that the
    findings are still to come; with `brackets`, changed words are in brackets, for terminals without colour.
    `to_check_again` is the number of verdicts on words that are no longer there."""
    items: list[Item] = []
    if findings or waiting or to_check_again:
        items.append(_heading("Summary"))
        if to_check_again:
            line = Content.assemble(
                (f"  {CHECK_AGAIN} ", "bold $text-warning"), (_on_changed_words(to_check_again), "bold")
            )
            items.append(Item("to check again", line, heading=True))
        items += [_finding_item(number, finding) for number, finding in enumerate(findings)]
        if waiting:
            line = Content.styled("  names, quotes and figures follow…", "italic $text-muted")
            items.append(Item("waiting", line, heading=True))
        items.append(_heading(""))
    if changes:
        items.append(_heading("Changed words"))
        for passage in passages(old, new, changes):
            line = change_line(old, new, passage, brackets=brackets)
            items.append(Item(f"change {passage[0].new} {passage[0].old}", line, (passage[0].new,), hang=2))
            items.append(_heading(""))
    return items


def _on_changed_words(verdicts: int) -> str:
    given = "verdict was given" if verdicts == 1 else "verdicts were given"
    return f"{verdicts:,} {given} on words that have changed since or are gone; see the list of checks"


def _heading(words: str) -> Item:
    return Item(f"heading {words}", Content.styled(words, "bold $text-accent"), heading=True)


def _finding_item(number: int, finding: Finding) -> Item:
    sign = SIGNS.get(finding.kind.rpartition(" ")[2], "~")
    colour = {"−": "$text-error", "+": "$text-success"}.get(sign, "$text-warning")
    line = Content.assemble(
        (f"  {sign} ", f"bold {colour}"), (f"{finding.kind}  ", "bold"), (one_line(visible(finding.text), 400), "")
    )
    # A changed headline has no span, but it is always at the start.
    place = Span(0, 0) if finding.kind == "headline changed" else finding.new
    return Item(f"finding {number} {finding.kind}", line, () if place is None else (place,), hang=4)


def passages(old: Article, new: Article, changes: Sequence[Change]) -> list[list[Change]]:
    """The changes, together with those near them in the same paragraph: words around a change are then unchanged."""
    found: list[list[Change]] = []
    for change in changes:
        last = found[-1][-1] if found else None
        between = new.text[last.new.end : change.new.start] if last else ""
        near = last is not None and "\n" not in between and len(between) <= CONTEXT
        if near and not any(is_whole_paragraph(old.text, new.text, one) for one in (last, change) if one):
            found[-1].append(change)
        else:
            found.append([change])
    return found


def change_line(old: Article, new: Article, changes: Sequence[Change], *, brackets: bool = False) -> Content:
    """Changes of one paragraph: the removed words, struck through, and the added ones, underlined, with the words
    between them and some of the paragraph around them."""
    start, end = changes[0].new.start, changes[-1].new.end
    left = new.text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    right = new.text[end : end + CONTEXT].partition("\n")[0]
    if len(left) == CONTEXT:
        left = "…" + left.partition(" ")[2]
    if len(right) == CONTEXT:
        right = right.rpartition(" ")[0] + "…"
    if is_whole_paragraph(old.text, new.text, changes[0]):
        right = ""  # the paragraph after it
    parts, at = [(visible(left), "")], start
    for change in changes:
        removed, added = one_line(old.words(change.old), 600), one_line(new.words(change.new), 600)
        parts += [
            (visible(new.text[at : change.new.start]), ""),
            (f"[−{removed}−]" if brackets and removed else removed, "strike $text-error"),
            (f"[+{added}+]" if brackets and added else added, "bold underline $text-success"),
        ]
        at = change.new.end
    parts.append((visible(right), ""))
    return Content.assemble("  ", *_apart([part for part in parts if part[0]]))


_OPENING = re.compile(r"""[\s(“‘]$|(?:^|[\s(])["']$""")
"""The end of words that need no blank after them. A straight mark after a blank is an opening one."""
_CLOSING = re.compile(r"""[\s,.;:!?…)”’]|["'](?!\w)""")
"""The beginning of words that need no blank before them."""


def _apart(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parts with a blank wherever two would run together: a blank between words may have been cut off with one."""
    found: list[tuple[str, str]] = []
    for words, style in parts:
        if found and not _OPENING.search(found[-1][0]) and not _CLOSING.match(words):
            found.append((" ", ""))
        found.append((words, style))
    return found
