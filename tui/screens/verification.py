"""The quotations of an article next to what was said, according to a transcript or another article."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from itertools import zip_longest

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from ..evidence.differences import Difference
from ..evidence.source_speakers import find_speeches
from ..evidence.transcript import Speech, Transcript
from ..evidence.verification import Place, said_by
from ..evidence.verified_quotes import COLUMNS, Verdict, VerifiedQuote, fields, sources_to_analyze, verified
from ..formats.file_place import LineNumbers
from ..text.analysis import Analysis
from ..text.article import Article
from ..text.safe import one_line, visible
from ..text.span import Span
from ..widgets.bars.key_bar import KeyBar
from ..widgets.lists.item import Item
from ..widgets.lists.item_list import ItemList
from ..widgets.lists.row_text import MOST_LINES as MOST_IN_FULL
from ..widgets.lists.row_text import heading, in_lines, short_name
from .lists.columns import two_columns
from .lists.rows import counted
from .second_text import WIDE, ComparedRows, SecondTextScreen

STATUSES: dict[Verdict, tuple[str, str, str]] = {
    "altered": ("≠", "Altered: words changed without a mark", "$text-error"),
    "spliced": ("+", "Spliced: said in separate places", "$text-error"),
    "absent": ("∅", "Absent from the source", "$text-warning"),
    "misattributed": ("@", "Misattributed: said by somebody else", "$text-error"),
    "edited": ("~", "Edited: only marked omissions and brackets", "$text-accent"),
    "verbatim": ("=", "Verbatim", "$text-success"),
}
"""The sign, the heading and the colour of each verdict, what needs attention first."""

MOST_LINES = 4
"""The largest number of lines for one side of a difference."""

WORDS_LINES = 3
"""The largest number of lines for a quotation that is not under the cursor."""

MOST_OF_NOTE = 200
"""The largest width of the words that a piece of evidence quotes, in cells."""

BEFORE, AFTER = 200, 400
"""Code points of the source shown before and after a place; few before it, so that it is in view on a low screen, and
after the last place as many as fill the pane."""


class VerificationScreen(SecondTextScreen[Article]):
    """Returns a span of the article to go to, or None."""

    DEFAULT_CSS = """
    VerificationScreen .title { height: 1; padding: 0 1; background: $panel; text-style: bold; text-wrap: nowrap;
        text-overflow: ellipsis; }
    VerificationScreen #panes { height: 1fr; layout: vertical; }
    VerificationScreen.wide #panes { layout: horizontal; }
    VerificationScreen ItemList { height: 3fr; padding: 0 1; }
    VerificationScreen VerticalScroll { height: 2fr; padding: 0 2; border-top: solid $panel; }
    VerificationScreen.wide ItemList { height: 1fr; width: 1fr; }
    VerificationScreen.wide VerticalScroll { height: 1fr; width: 1fr; border-top: none; border-left: solid $panel; }
    """

    def __init__(
        self,
        article: Article,
        analysis: Analysis,
        load: Callable[[], Awaitable[Article]],
        analyze: Callable[[Article], Awaitable[Analysis]],
        check: Callable[[Span, str, str, Callable[[], None]], None],
        verdicts: Callable[[], Mapping[Span, str]],
        undo: Callable[[Widget, Callable[[], None]], None],
        redo: Callable[[Widget, Callable[[], None]], None],
    ) -> None:
        """`load` reads the source; it may raise LoadError or StoreError. `analyze` analyses it if it quotes the words
        itself; it may raise AnalystError or StoreError. `check` asks for a verdict on a span of the
        article, with a file or an address and a note as evidence, and calls its last argument when that is saved;
        `verdicts` has those of the check list, in words; `undo` undoes the last change to the notes, says so on a
        widget, and calls its last argument; so does `redo` with the change undone last."""
        super().__init__(load)
        self._analyze = analyze
        self._check = check
        self._verdicts = verdicts
        self._undo = undo
        self._redo = redo
        self._article = article
        self._analysis = analysis
        self._source: Article | None = None
        self.found: Sequence[VerifiedQuote] = ()
        """The quotations with their verdicts, in order of the text."""

    def compose(self) -> ComposeResult:
        yield Static(Content("Reading the source…"), classes="title", markup=False)
        with Container(id="panes"):
            yield ComparedRows()
            with VerticalScroll(can_focus=False):
                yield Static(classes="source", markup=False)
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Put the source next to the quotations if there is room; fit the rows."""
        self.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(self._fill)

    async def compare(self, second: Article) -> None:
        """Show what became of each quotation in the source."""
        self.show_title("Comparing the quotations…")
        found = await asyncio.to_thread(self._compare, second)
        if sources_to_analyze(found):
            self.show_title("Reading whom the source quotes…")
            speeches = find_speeches(second, await self._analyze(second))
            found = await asyncio.to_thread(self._compare, second, speeches)
        if not self.is_gone:
            self._source, self.found = second, found
            self.show_title(summary(found, second))
            self._fill()

    def _compare(self, source: Article, speeches: Sequence[Speech] = ()) -> list[VerifiedQuote]:
        lines = LineNumbers(source.source, source)
        transcript = Transcript(source.source, source.text, speeches, lines.of)
        return list(verified(self._article, self._analysis, [transcript]))

    def _fill(self) -> None:
        if self.is_gone:
            return
        width = max(30, self.rows.size.width - 5)
        verdicts = self._verdicts()
        own = [own_verdict(one, verdicts) for one in self.found]
        self.rows.show(verification_items(self.found, width, own))
        self.pointed()

    @property
    def _chosen_quote(self) -> VerifiedQuote | None:
        item = self.rows.current
        return next((one for one in self.found if item and item.spans and one.spans[0] == item.spans[0]), None)

    def pointed(self) -> None:
        """Show the place in the source of the quotation under the cursor."""
        one, pane = self._chosen_quote, self.query_one(VerticalScroll)
        room = pane.scrollable_content_region.size
        shown = source_content(one, self._source, room) if one and self._source else Content("")
        self.query_one(".source", Static).update(shown)
        pane.scroll_home(animate=False)

    @on(ItemList.Pointed)
    def _cursor_moved(self) -> None:
        self.pointed()

    @on(ItemList.Chosen)
    def _chosen(self, event: ItemList.Chosen) -> None:
        event.stop()
        self.dismiss(event.item.spans[0])

    def action_check(self) -> None:
        """Ask for a verdict on the quotation under the cursor."""
        one, source = self._chosen_quote, self._source
        if one is not None and source is not None:
            self._check(one.checked_span, source.source, evidence_note(one), self._fill)

    def action_undo(self) -> None:
        """Undo the last change to the notes, such as a verdict."""
        self._undo(self, self._fill)

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self._redo(self, self._fill)

    @property
    def sources(self) -> Sequence[str]:
        """The article's path or address, and that of what was said."""
        return [self._article.source, *([self._source.source] if self._source else [])]

    @property
    def exported(self) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
        """The columns and the rows of `newsreader verify --format csv`, and the reader's own verdicts."""
        own = self._verdicts()
        rows = [[*fields(one), own.get(one.checked_span, "").partition(" ")[2]] for one in self.found]
        return (*COLUMNS, "your_verdict") if self.found else (), rows

    def action_open(self) -> None:
        """Open the source at the place of the quotation."""
        if self._source is None:
            return
        one = self._chosen_quote
        places = one.verification.places if one else ()
        self.open_second(self._source, places[0].span if places else None)


def summary(found: Sequence[VerifiedQuote], source: Article) -> str:
    """The number of quotations of each verdict."""
    if not found:
        return "The article has no quotation to compare."
    counts = {status: sum(one.verdict == status for one in found) for status in STATUSES}
    parts = [f"{number} {status}" for status, number in counts.items() if number]
    return f"{counted(len(found), 'quotation')}: {', '.join(parts)} · {one_line(source.title, 80)}"


def own_verdict(one: VerifiedQuote, verdicts: Mapping[Span, str]) -> str:
    """A line about the reader's verdict on a quotation, or on all that it is a part of; "" for none."""
    if verdict := verdicts.get(one.checked_span):
        return f"Your verdict: {verdict}"
    on_all = verdicts.get(one.quote.span) if one.quote else ""
    return f"Your verdict on the whole quotation: {on_all}" if on_all else ""


def verification_items(found: Sequence[VerifiedQuote], width: int, own: Sequence[str] = ()) -> list[Item]:
    """The quotations under a heading for each verdict, what needs attention first. `own` has a line about the reader's
    verdict on each, "" for none."""
    notes = own or [""] * len(found)
    items: list[Item] = []
    for status, (sign, title, colour) in STATUSES.items():
        members = [(one, note) for one, note in zip(found, notes, strict=True) if one.verdict == status]
        if members:
            items.append(heading(f"{sign} {title}", len(members), colour))
            items.extend(_item(one, note, sign, colour, width) for one, note in members)
    return items


def _item(one: VerifiedQuote, own: str, sign: str, colour: str, width: int) -> Item:
    def line(most: int) -> Content:
        parts: list[tuple[str, str]] = [(f"{sign} ", f"bold {colour}"), (short_name(one.who, width - 2), "bold")]
        parts += [(f"\n    {words}", "italic") for words in in_lines(f"“{one.words}”", width - 4, most)]
        if one.verification.differences:
            parts += two_columns(["printed"], ["said"], width - 4, ("$text-muted", "$text-muted"))
        for difference in one.verification.differences:
            parts += _side_by_side(difference, width - 4)
        for remark in one.remarks:
            parts += [(f"\n    {words}", "$text-warning") for words in in_lines(remark, width - 4, MOST_LINES)]
        parts += [(f"\n    {words}", "bold") for words in in_lines(own, width - 4, MOST_LINES) if own]
        return Content.assemble(*parts)

    return Item(
        key=f"v{one.spans[0].start}",
        line=line(WORDS_LINES),
        spans=(one.spans[0],),
        search=f"{one.who} {one.words} {one.verdict} {own}".casefold(),
        full=lambda: line(MOST_IN_FULL),
    )


def _side_by_side(difference: Difference, width: int) -> list[tuple[str, str]]:
    """One difference in two columns, the printed words and those that were said, with a remark if it is marked."""
    half = width // 2 - 1
    printed = in_lines(difference.printed or ("(marked)" if difference.marked else "(nothing)"), half, MOST_LINES)
    said = in_lines(difference.said or "(nothing)", half, MOST_LINES)
    return two_columns(printed, said, width, ("$text-error", "$text-success"))


def evidence_note(one: VerifiedQuote) -> str:
    """Where the source has the words of a quotation, what it has there, and who else said it."""
    if not one.verification.places or one.verification.is_by_chance:
        return "does not contain these words" + (" as a statement" if one.verification.places else "")
    parts = []
    for place in one.verification.places:
        other = said_by(one.people, place)
        where = [f"line {place.line:,}"] if place.line else []
        who = [f"said by {one_line(other)}"] if other else []
        words = f"“{one_line(place.words, MOST_OF_NOTE)}”"
        parts.append(": ".join([", ".join([*where, *who]), words]) if where or who else words)
    return "; ".join(parts)


def source_content(one: VerifiedQuote, source: Article, room: Size) -> Content:
    """The text of the source around the places of a quotation, with the words emphasised, or why there is none. Less of
    the text before the first place is shown if there is no room for the place otherwise."""
    if not one.verification.places:
        return Content.styled("The source does not contain these words.", "$text-muted")
    parts: list[tuple[str, str]] = []
    if one.verification.status == "absent":
        only = "these words only by chance" if one.verification.is_by_chance else "only a part of these words"
        parts.append((f"The source has {only}.\n\n", "$text-muted"))
    places = sorted(one.verification.places, key=lambda place: place.span)
    for group in _near_one_another(places):
        if head := _head(group[0]):
            parts.append((f"{head}\n", "bold $text-accent"))
        more = max(AFTER, room.width * room.height) if group[-1] == places[-1] else AFTER
        first, last = max(0, group[0].span.start - BEFORE), min(len(source.text), group[-1].span.end + more)
        ahead = source.text[first : group[0].span.start]
        ahead = "…" + visible(ahead.partition(" ")[2]) if first else visible(ahead)
        if group[0] == places[0]:
            above = "".join(words for words, _ in parts)
            words = visible(source.text[group[0].span.start : group[0].span.end])
            ahead = _shortened(ahead, above, words, room)
        parts.append((ahead, "$text-muted"))
        for place, following in zip_longest(group, group[1:]):
            parts.append((visible(source.text[place.span.start : place.span.end]), "bold underline"))
            if following:
                parts.append((visible(source.text[place.span.end : following.span.start]), "$text-muted"))
        after = source.text[group[-1].span.end : last]
        cut = last < len(source.text)
        parts.append((visible(after.rpartition(" ")[0]) + "…" if cut else visible(after), "$text-muted"))
        parts.append(("\n\n", ""))
    return Content.assemble(*parts)


def _shortened(ahead: str, above: str, words: str, room: Size) -> str:
    """The text before a place without its first paragraphs or words, so that the words of the place fit, too."""
    rest, width = ahead, max(1, room.width - 1)  # there may be a scroll bar
    while rest and len(Content(above + rest + words).wrap(width)) > room.height:
        rest = rest.partition("\n")[2].lstrip("\n") or rest.partition(" ")[2]
    return rest


def _head(place: Place) -> str:
    """The line of a place and who says its words, as far as they are known: "Line 12, Mr Berg"."""
    line = f"Line {place.line:,}" if place.line else ""
    return ", ".join(part for part in (line, one_line(_label(place), 40)) if part)


def _label(place: Place) -> str:
    """Who says the words of a place, if only by a label like “THE CHAIR”; "" if the source does not say."""
    return place.speaker or place.label


def _near_one_another(places: Sequence[Place]) -> list[list[Place]]:
    """Places in order of the source; those whose surroundings overlap are together."""
    groups: list[list[Place]] = []
    for place in places:
        if groups and place.span.start - groups[-1][-1].span.end < BEFORE + AFTER:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
