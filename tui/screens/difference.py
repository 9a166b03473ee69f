"""What changed between two texts of an article: a list in words, then the paragraphs with what went and what came."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ..text.analysis import Analysis
from ..text.article import Article
from ..text.difference import Change, Finding, changed_findings, changed_words
from ..text.safe import one_line, visible
from ..text.span import Span

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


class DifferenceScreen(ModalScreen[Span | None]):
    """Gives back a place of the new text to go to, or None."""

    DEFAULT_CSS = """
    DifferenceScreen { background: $background; }
    DifferenceScreen .title { height: auto; max-height: 2; padding: 0 1; background: $panel; text-style: bold; }
    DifferenceScreen OptionList { height: 1fr; border: none !important; padding: 0 1 !important;
        background: $background; scrollbar-size-vertical: 1; }
    DifferenceScreen OptionList:focus { background-tint: 0%; }
    DifferenceScreen OptionList > .option-list--option-disabled { color: $foreground; }
    DifferenceScreen .hint { height: 1; padding: 0 1; color: $text-muted; }
    """

    BINDINGS = [
        Binding("escape,q,r", "leave", "Close"),
        Binding("j", "move('cursor_down')", show=False),
        Binding("k", "move('cursor_up')", show=False),
        Binding("space,ctrl+f,ctrl+d", "move('page_down')", show=False),
        Binding("b,ctrl+b,ctrl+u", "move('page_up')", show=False),
        Binding("g", "move('first')", show=False),
        Binding("G", "move('last')", show=False),
    ]

    _list = query_one(OptionList)

    def __init__(
        self, old: Article, new: Article, old_found: Analysis | None, new_found: Callable[[], Analysis | None]
    ) -> None:
        """`new_found` is asked for the analysis of the new text until there is one."""
        super().__init__()
        self._old, self._new = old, new
        self._old_found, self._new_found = old_found, new_found
        self._changes: list[Change] | None = None
        self._rows: list[Row] = []
        self._complete = False

    def compose(self) -> ComposeResult:
        yield Static(Content("Comparing…"), classes="title", markup=False)
        yield OptionList(markup=False, compact=True)
        yield Static("enter goes to the place · esc or q closes", classes="hint", markup=False)

    def on_mount(self) -> None:
        """The words first; names, quotations and figures as soon as the new text is analysed."""
        self._list.focus()
        self._compare()
        self.set_interval(0.5, self._look_again)

    def _look_again(self) -> None:
        if not self._complete and self._old_found is not None and self._new_found() is not None:
            self._compare()

    @work(exclusive=True)
    async def _compare(self) -> None:
        old, new, found = self._old, self._new, self._new_found()
        if self._changes is None:
            self._changes = await asyncio.to_thread(changed_words, old.text, new.text)
        findings = await asyncio.to_thread(changed_findings, old, self._old_found if found else None, new, found)
        self._complete = found is not None
        if self.is_attached and self.query(OptionList):
            self._show(findings)

    def _show(self, findings: Sequence[Finding]) -> None:
        changes = self._changes or []
        waiting = not self._complete and self._old_found is not None
        self.query_one(".title", Static).update(Content(summary(self._old, self._new, changes)))
        at = self._list.highlighted
        self._rows = rows(self._old, self._new, findings, changes, waiting=waiting)[:MOST_ROWS]
        self._list.set_options([Option(row.line, disabled=row.heading) for row in self._rows])
        choosable = [number for number, row in enumerate(self._rows) if not row.heading]
        self._list.highlighted = at if at in choosable else next(iter(choosable), None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._rows[event.option_index]
        if row.place is None:
            self.notify("These words are not in the text any more.", markup=False)
        else:
            self.dismiss(row.place)

    def action_move(self, what: str) -> None:
        """Move in the list."""
        getattr(self._list, f"action_{what}")()

    def action_leave(self) -> None:
        """Back to the article."""
        self.dismiss(None)


def summary(old: Article, new: Article, changes: Sequence[Change]) -> str:
    """How much has changed, in one sentence."""
    if not changes:
        return "The two texts have the same words."
    removed = sum(len(_WORD.findall(old.words(change.old))) for change in changes)
    added = sum(len(_WORD.findall(new.words(change.new))) for change in changes)
    places = "1 place" if len(changes) == 1 else f"{len(changes):,} places"
    words = "word" if removed == 1 else "words"
    return f"What changed since you read it: {removed:,} {words} removed, {added:,} added, in {places}"


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
    return Row(line, finding.new)


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
