"""The rows of who said what."""

from __future__ import annotations

from textual.content import Content

from ..text.analysis import Analysis, Quote
from ..text.article import Article
from ..text.safe import one_line
from .entity_items import heading
from .item_list import Item

KIND_SIGNS = {"direct": "“”", "mixed": "“…", "indirect": "—"}
"""Direct speech, partly in the speaker's words, reported speech."""


def speaker_name(article: Article, quote: Quote) -> str:
    """Who spoke, as well as is known: the name, else the words of the article, else that nobody is named."""
    if quote.speaker is None:
        return "nobody named"
    if quote.speaker.name:
        return quote.speaker.name
    mention = quote.speaker.mention
    return article.words(mention) if mention else "nobody named"


def quote_items(article: Article, analysis: Analysis, *, by_speaker: bool = False, width: int = 34) -> list[Item]:
    """The quotations in reading order, or grouped by speaker, who speaks most first."""
    rows = [(quote, item(article, quote, number, width)) for number, quote in enumerate(analysis.quotes)]
    if not by_speaker:
        return [row for _, row in rows]
    groups: dict[str, list[Item]] = {}
    for quote, row in rows:
        groups.setdefault(speaker_name(article, quote), []).append(row)
    found: list[Item] = []
    for name, members in sorted(groups.items(), key=lambda group: -len(group[1])):
        found.append(heading(f"{one_line(name, width - 6)} ({len(members)})"))
        found.extend(members)
    return found


def item(article: Article, quote: Quote, number: int, width: int) -> Item:
    """One quotation in two lines: who, with which verb and how sure; then the words."""
    name = speaker_name(article, quote)
    cue = f" {article.words(quote.cue)}" if quote.cue else ""
    doubt = " ?" if quote.unsure and not quote.confirmed else ""
    sign = "✓ " if quote.confirmed else ""
    words = " … ".join(article.words(span) for span in quote.spans)
    return Item(
        key=f"q{number}",
        line=Content.assemble(
            sign,
            (one_line(name, width - 4), "bold"),
            " ",
            (one_line(cue + doubt, max(4, width - len(name) - 1)), "$text-muted"),
            "\n  ",
            (KIND_SIGNS[quote.kind] + " ", "$text-muted"),
            (one_line(words, width - 5), "italic" if quote.kind != "indirect" else ""),
        ),
        spans=quote.spans,
        search=f"{name} {cue} {words} {quote.kind}".casefold(),
    )
