"""The list of quotes: who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from ...text.analysis import ATTITUDES
from ...text.article import Article
from ...text.safe import cells, one_line
from ...text.speaker_name import (
    clear_names,
    is_before_name,
    outlet_name,
    short_description,
    speaker_name,
    speaker_names,
)
from .item import Item, LateLine
from .row_text import MOST_LINES, NAME_STYLES, OTHER_STYLE, below, heading, in_lines, short_name, sign_of
from .sidebar_list import ListSource, SidebarList

if TYPE_CHECKING:
    from ...text.analysis import Analysis, Quote, Speaker

_KINDS = {"direct": "direct", "mixed": "partial", "indirect": "reported"}
"""How far a quote is in the speaker's own words."""

ADDRESSEE = 8
"""The smallest width of the addressee's name, in cells."""

SHORTEST_NAME = 5
"""The smallest width of each of several speakers, in cells. In narrower rows only the first is named, with a "+"."""

ROOMY = 46
"""Width from which a row has room for the kind, in cells. Quotation marks and italics show it as well."""


class Speakers:
    """The names under which the speakers of one article are listed."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self._article = article
        self._styles = {entity.id: NAME_STYLES.get(entity.label, OTHER_STYLE) for entity in analysis.entities}
        self._people = {entity.id for entity in analysis.entities if entity.label == "PERSON"}
        self._clear = clear_names(analysis.entities)

    def style(self, quote: Quote) -> str:
        """The colour of the speaker's name; "" if the speaker is none of the entities."""
        return self._styles.get((quote.speaker.entity if quote.speaker else None) or "", "")

    def key(self, quote: Quote) -> str:
        """A key that all quotes of one speaker share."""
        ids = [one.entity if one else None for one in (quote.speaker, *quote.also)]
        return " ".join(filter(None, ids)) if all(ids) else speaker_names(self._article.text, quote).casefold()

    def name(self, quote: Quote, width: int) -> str:
        """The full names of all who speak, or the words that the article uses, in at most `width` cells."""
        speaker, name = quote.speaker, speaker_names(self._article.text, quote)
        if quote.also and cells(name) > width:
            return self.short(quote, width)
        if speaker is None or speaker.name is None:
            return one_line(name, width)
        return short_name(name, width, person=speaker.entity in self._people)

    def short(self, quote: Quote, width: int) -> str:
        """The shortest form of the names that is clear in this article, in at most `width` cells."""
        if not quote.also:
            return self._short(quote.speaker, width)
        room = (width - 3 * len(quote.also)) // (1 + len(quote.also))
        if room < SHORTEST_NAME:
            return self._short(quote.speaker, width - 2) + " +"
        return " + ".join(self._short(one, room) for one in (quote.speaker, *quote.also))

    def _short(self, speaker: Speaker | None, width: int) -> str:
        if speaker is None or speaker.name is None:
            return one_line(short_description(speaker_name(self._article.text, speaker)), width)
        clear = self._clear.get(speaker.entity or "", speaker.name)
        return short_name(clear, width, person=speaker.entity in self._people)

    def addressee(self, quote: Quote, width: int) -> str:
        """`short` for the addressee; "" if there is none."""
        addressee = quote.addressee
        if addressee is None or not addressee.name:
            return ""
        clear = self._clear.get(addressee.entity or "", addressee.name)
        return short_name(clear, width, person=addressee.entity in self._people)


class QuoteRow(NamedTuple):
    """A quote and what its row is made from."""

    article: Article
    quote: Quote
    speakers: Speakers
    width: int

    @property
    def words(self) -> str:
        """The words of all its parts."""
        return self.article.words_at(self.quote.spans)

    @property
    def cue(self) -> str:
        """The cue on one line; "" if there is none."""
        return " ".join(self.article.words(self.quote.cue).split()) if self.quote.cue else ""

    @property
    def name_follows(self) -> bool:
        """Whether the cue stands before the speaker, as a preposition."""
        return is_before_name(self.cue)

    @property
    def sign(self) -> tuple[str, str]:
        """The sign at the left of the row."""
        return sign_of(self.quote.confirmed, self.quote.unsure)

    @property
    def style(self) -> str:
        """The style of the words."""
        return "italic" if self.quote.kind != "indirect" else ""


def key_of_row(quote: Quote) -> str:
    """The key of the row of a quote."""
    return f"q{quote.spans[0].start}"


def kind_of(quote: Quote) -> str:
    """How the words are given, in a word for the reader: "direct", "partial", "reported"; "attitude" for no words."""
    return _KINDS[quote.kind] if quote.is_said else "attitude"


def quote_items(article: Article, analysis: Analysis, *, in_text_order: bool = False, width: int = 34) -> list[Item]:
    """The statements grouped by speaker, most quoted first, or in the order of the text; then, under a heading, the
    quotes that are not statements."""
    speakers = Speakers(article, analysis)

    def in_order(quotes: Sequence[Quote]) -> list[Item]:
        return [item(QuoteRow(article, quote, speakers, width), named=True) for quote in quotes]

    attitudes = in_order([quote for quote in analysis.quotes if quote.attitude])
    last = [heading(ATTITUDES, len(attitudes)), *attitudes] if attitudes else []
    if in_text_order:
        return in_order(analysis.statements) + last
    groups: dict[str, list[Quote]] = {}
    for quote in analysis.statements:
        groups.setdefault(speakers.key(quote), []).append(quote)
    found: list[Item] = []
    for quotes in sorted(groups.values(), key=lambda group: -len(group)):
        name = speakers.name(quotes[0], width - 5)
        found.append(heading(name, len(quotes), speakers.style(quotes[0])))
        found.extend(item(QuoteRow(article, quote, speakers, width), named=False) for quote in quotes)
    return found + last


def item(row: QuoteRow, *, named: bool) -> Item:
    """One quote in a few lines, in full while it is under the cursor. Without `named` the speaker is left out, because
    it is in the heading."""
    quote, words = row.quote, row.words
    lines = in_lines(words, row.width - 4, 2) if named else _run_in_lines(row, 2)
    made = partial(_named, row, lines) if named else partial(_run_in, row, lines)
    unsure = " unsure" if quote.unsure and not quote.confirmed else ""
    addressee = quote.addressee.name if quote.addressee and quote.addressee.name else ""
    speaker = f"{speaker_names(row.article.text, quote)} {outlet_name(row.article.text, quote)}"
    return Item(
        key=key_of_row(quote),
        line=LateLine(made, len(lines) + named),
        spans=quote.spans,
        search=f"{speaker} {row.cue} {addressee} {words} {quote.kind} {kind_of(quote)}{unsure}".casefold(),
        full=partial(_in_full, row, named),
        noun="wish" if quote.attitude else "",
    )


def _in_full(row: QuoteRow, named: bool) -> Content:
    """The row with all its words, and with the speaker's full name if it was shortened."""
    if not named:
        return _run_in(row, _run_in_lines(row, MOST_LINES))
    lines = in_lines(row.words, row.width - 4, MOST_LINES)
    content = _named(row, lines)
    name = row.speakers.name(row.quote, row.width - 4)
    if name in content.plain:
        return content
    in_full = Content.assemble(row.sign, (name, f"bold {row.speakers.style(row.quote)}".rstrip()))
    return Content("\n").join([in_full, _named(row, lines, below_name=not row.name_follows)])


def _run_in_lines(row: QuoteRow, most: int) -> list[str]:
    """The cue and the words in lines."""
    return in_lines(f"{_lead(row)}{row.words}", row.width - 4, most)


def _lead(row: QuoteRow) -> str:
    cue = "" if row.name_follows else one_line(row.cue, row.width // 2)  # a preposition needs the name after it
    return f"{cue}: " if cue else ""


def _run_in(row: QuoteRow, lines: Sequence[str]) -> Content:
    """The cue and the words, in a row under the speaker's name."""
    lead = _lead(row).rstrip() if lines and lines[0].startswith(_lead(row).rstrip()) else ""
    first, rest = (lines[0], lines[1:]) if lines else ("", [])
    return Content.assemble(
        row.sign,
        (lead, "$text-muted"),
        (first[len(lead) :], row.style),
        *below(rest, row.style),
    )


def _named(row: QuoteRow, lines: Sequence[str], *, below_name: bool = False) -> Content:
    """The speaker, the cue, the addressee and the kind, and under them the words. `below_name` the speaker is left out,
    and so is the sign."""
    quote, width, speakers = row.quote, row.width, row.speakers
    kind = kind_of(quote) if width >= ROOMY else ""
    room = width - 2 - len(kind) - bool(kind)
    # The cue may shorten the name to its surname, but no further.
    shown = "" if below_name else speakers.short(quote, max(room * 2 // 3, room - cells(row.cue) - 1))
    left = room - cells(shown) - 1
    cue = one_line(row.cue, left) if left > 2 else ""
    addressee = speakers.addressee(quote, max(0, left - cells(cue) - 3))
    if addressee and left - cells(cue) - 3 >= ADDRESSEE:
        cue += " → " + addressee
    between = " " if cue and shown else ""
    name = (shown, f"bold {speakers.style(quote)}".rstrip())
    says = (cue, between, name) if row.name_follows else (name, between, cue)
    gap = " " * (width - 2 - cells(shown + between + cue) - len(kind)) if kind else ""
    return Content.assemble(
        "  " if below_name else row.sign,
        *says,
        gap,
        (kind, "$text-muted"),
        *below(lines, row.style),
    )


class QuotesList(SidebarList):
    """Who said what."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        if source.analysis is None:
            return ()
        return quote_items(source.article, source.analysis, in_text_order=second_order, width=width)

    def copied(self, source: ListSource, item: Item) -> str:
        return source.article.words_at(item.spans)

    COLUMNS = ("speaker", "unsure", "kind", "cue", "words", "attitude")

    def fields(self, source: ListSource) -> Mapping[str, Sequence[object]]:
        article = source.article
        return {
            key_of_row(quote): (
                speaker_names(article.text, quote),
                quote.unsure and not quote.confirmed,
                quote.kind,  # as in the table of `newsreader quotes`, and not the word that the list shows
                " ".join(article.words(quote.cue).split()) if quote.cue else "",
                article.words_at(quote.spans),
                quote.attitude,
            )
            for quote in (source.analysis.quotes if source.analysis else ())
        }

    def speaker(self, source: ListSource, item: Item) -> str | None:
        quotes = source.analysis.quotes if source.analysis else ()
        quote = next((quote for quote in quotes if quote.spans == item.spans), None)
        return speaker_name(source.article.text, quote.speaker) if quote else None


LIST = QuotesList()
