"""The list of quotes: who said what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from ...text.article import Article
from ...text.safe import cells, one_line
from ...text.speaker_name import speaker_name
from .item import Item, LateLine
from .row_text import NAME_STYLES, OTHER_STYLE, UNSURE, confirmed_sign, heading, in_lines, short_name
from .sidebar_list import ListSource, SidebarList

if TYPE_CHECKING:
    from ...text.analysis import Analysis, Quote

KIND_SIGNS = {"direct": "“”", "mixed": "“…", "indirect": "—"}
"""Signs for the kinds of quotes, used if there is no room for the word."""

ADDRESSEE = 8
"""Least width of the addressee's name, in cells."""

ROOMY = 46
"""Width from which a row has room for the word, in cells."""


def quote_items(article: Article, analysis: Analysis, *, by_speaker: bool = False, width: int = 34) -> list[Item]:
    """The quotes in the order of the text, or grouped by speaker, most quoted first."""
    styles = {entity.id: NAME_STYLES.get(entity.label, OTHER_STYLE) for entity in analysis.entities}
    persons = {entity.id for entity in analysis.entities if entity.label == "PERSON"}

    def style_of(quote: Quote) -> str:
        return styles.get((quote.speaker.entity if quote.speaker else None) or "", "")

    if not by_speaker:
        return [item(article, quote, width, style_of(quote), persons) for quote in analysis.quotes]
    groups: dict[str, list[Quote]] = {}
    for quote in analysis.quotes:
        groups.setdefault(speaker_name(article.text, quote.speaker).casefold(), []).append(quote)
    found: list[Item] = []
    for quotes in sorted(groups.values(), key=lambda group: -len(group)):
        style = style_of(quotes[0])
        found.append(heading(shown_name(article, quotes[0], width - 5, persons), len(quotes), style))
        found.extend(item(article, quote, width, style, persons, named=False) for quote in quotes)
    return found


def shown_name(article: Article, quote: Quote, width: int, persons: Collection[str]) -> str:
    """The speaker in at most `width` cells; `persons` has the ids of the entities that are people."""
    speaker, name = quote.speaker, speaker_name(article.text, quote.speaker)
    if speaker is None or speaker.name is None:
        return one_line(name, width)
    return short_name(name, width, person=speaker.entity in persons)


def item(
    article: Article,
    quote: Quote,
    width: int,
    style: str = "",
    persons: Collection[str] = (),
    *,
    named: bool = True,
) -> Item:
    """One quote: speaker, cue, doubt and kind; then its text in at most two lines. Without `named` the speaker is left
    out, because it is in the heading."""
    words = " … ".join(article.words(span) for span in quote.spans)
    lines = in_lines(words, width - 4, 2)
    cue, addressee = cue_of(article, quote), addressee_of(quote)
    unsure = " unsure" if quote.unsure and not quote.confirmed else ""
    return Item(
        key=f"q{quote.spans[0].start}",
        line=LateLine(partial(_line, article, quote, lines, width, style, persons, named), 1 + len(lines)),
        spans=quote.spans,
        search=f"{speaker_name(article.text, quote.speaker)} {cue} {addressee} {words} {quote.kind}{unsure}".casefold(),
    )


def cue_of(article: Article, quote: Quote) -> str:
    """The cue on one line; "" if there is none."""
    return " ".join(article.words(quote.cue).split()) if quote.cue else ""


def addressee_of(quote: Quote) -> str:
    """The addressee's name; "" if there is none."""
    return quote.addressee.name if quote.addressee and quote.addressee.name else ""


def _line(
    article: Article, quote: Quote, lines: list[str], width: int, style: str, persons: Collection[str], named: bool
) -> Content:
    cue, addressee = cue_of(article, quote), addressee_of(quote)
    doubt = f" {UNSURE}" if quote.unsure and not quote.confirmed else ""
    kind = quote.kind if width >= ROOMY or not named else KIND_SIGNS[quote.kind]
    room = width - 2 - len(doubt) - len(kind) - 1
    # The cue may shorten the name to its surname, but no further.
    for_name = max(room * 2 // 3, room - cells(cue) - 1)
    shown = shown_name(article, quote, for_name, persons) if named else ""
    left = room - cells(shown) - (1 if shown else 0)
    verb = one_line(cue, left) if left > 2 else ""
    if quote.addressee and addressee and (rest := left - cells(verb) - 3) >= ADDRESSEE:
        verb += " → " + short_name(addressee, rest, person=quote.addressee.entity in persons)
    between = " " if shown and verb else ""
    gap = " " * max(1, width - 2 - cells(shown + between + verb) - len(doubt) - len(kind))
    italic = "italic" if quote.kind != "indirect" else ""
    return Content.assemble(
        confirmed_sign(quote.confirmed),
        (shown, f"bold {style}".rstrip()),
        between,
        verb,
        (doubt, "bold $text-warning"),
        gap,
        (kind, "$text-muted"),
        *[part for line in lines for part in ("\n    ", (line, italic))],
    )


class QuotesList(SidebarList):
    """Who said what."""

    def rows(self, source: ListSource, *, width: int, second_order: bool = False) -> Sequence[Item]:
        if source.analysis is None:
            return ()
        return quote_items(source.article, source.analysis, by_speaker=second_order, width=width)

    def copied(self, source: ListSource, item: Item) -> str:
        return " … ".join(source.article.words(span) for span in item.spans)

    def speaker(self, source: ListSource, item: Item) -> str | None:
        quotes = source.analysis.quotes if source.analysis else ()
        quote = next((quote for quote in quotes if quote.spans == item.spans), None)
        return speaker_name(source.article.text, quote.speaker) if quote else None


LIST = QuotesList()
