"""An article and its analysis as plain lines, for pipes, screen readers and printers."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text.analysis import ATTITUDES
from ..text.article import Article, Block
from ..text.entity_kinds import KINDS
from ..text.safe import visible
from ..text.span import Span
from ..text.speaker_name import figures_in_doubt, is_in_doubt, outlet_name, speaker_names

if TYPE_CHECKING:
    from ..text.analysis import Analysis, Quote

WIDTH = 72
"""Columns of a line of text."""


def article_lines(article: Article, width: int = WIDTH) -> Iterator[str]:
    """The article: a blank line between blocks, list items with a hanging indent, headings underlined."""
    last: Block | None = None
    for block in article.blocks:
        if last and not (block.kind == last.kind and block.kind in ("list_item", "table_row")):
            yield ""
        yield from block_lines(article, block, width)
        last = block


def block_lines(article: Article, block: Block, width: int) -> Iterator[str]:
    """The lines of one block."""
    text = visible(article.words(block.span))
    margin = "  " * max(0, block.level - 1) if block.kind == "list_item" else ""
    margin = "> " * block.quoted + margin
    match block.kind:
        case "rule":
            yield margin + "-" * 20
        case "code":
            for line in text.split("\n"):
                yield margin + "    " + line
        case "table_row":
            yield margin + " | ".join(visible(article.words(cell)) for cell in block.cells)
            if block.header:
                yield margin + " | ".join("-" * max(3, cell.length) for cell in block.cells)
        case "list_item":
            bullet = block.bullet + " " if block.bullet else ""
            hang = " " * (len(bullet) or block.lead)
            yield from wrapped(text, width, margin + bullet, margin + hang)
        case "caption":
            yield from wrapped(f"[{text}]", width, margin, margin)
        case "headline" | "heading":
            lines = list(wrapped(text, width, margin, margin))
            yield from lines
            if block.kind == "headline" or block.level <= 2:
                rule = "=" if block.kind == "headline" or block.level == 1 else "-"
                yield margin + rule * max(len(line) - len(margin) for line in lines)
        case _:
            yield from wrapped(text, width, margin, margin)


def wrapped(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    """The text in lines of at most `width` columns; hard line breaks in it stay."""
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
        ) or [first.rstrip()]
        first = rest


def analysis_lines(article: Article, analysis: Analysis) -> Iterator[str]:
    """The findings: people and places, who said what, passages by topic, figures."""
    yield title(visible(article.title))
    if notice := analysis.cut_notice(article.text):
        yield notice
    yield from entity_lines(analysis)
    yield from quote_lines(article, analysis)
    yield from topic_lines(article, analysis)
    yield from figure_lines(article, analysis)


def entity_lines(analysis: Analysis) -> Iterator[str]:
    """People, organisations and places with their number of mentions, most mentioned first."""
    by_kind: dict[str, list[str]] = {}
    for entity in analysis.entities:
        also = f" (also {', '.join(entity.aliases)})" if entity.aliases else ""
        doubt = "?" if entity.unsure else ""
        row = f"{len(entity.mentions):4}  {entity.name}{doubt}{also}"
        by_kind.setdefault(KINDS.get(entity.label, "Others"), []).append(row)
    for kind in dict.fromkeys(KINDS.values()):
        if kind in by_kind:
            yield from section(kind)
            yield from map(visible, by_kind[kind])


def quote_lines(article: Article, analysis: Analysis) -> Iterator[str]:
    """Who said what, in the order of the text; then, in a section of its own, the quotes that are not statements."""
    attitudes = [quote for quote in analysis.quotes if quote.attitude]
    for name, quotes in (("Who said what", analysis.statements), (ATTITUDES, attitudes)):
        if quotes:
            yield from section(name)
        for quote in quotes:
            said = " … ".join(one_line(article, span) for span in quote.spans)
            yield from wrapped(visible(f"{attribution(article, quote)}: {said}"), WIDTH, "  ", "    ")


def attribution(article: Article, quote: Quote) -> str:
    """Who speaks and with which verb: "Joe Biden (he) said, direct"."""
    speaker, cue = quote.speaker, quote.cue
    mention = one_line(article, speaker.mention) if speaker and speaker.mention else None
    name = speaker_names(article.text, quote, "Nobody named")
    as_written = f" (“{mention}”)" if mention and mention != name else ""
    verb = f" [{one_line(article, cue)}]" if cue else ""
    doubt = ", unsure" if is_in_doubt(quote) else ""
    outlet = f", via {outlet_name(article.text, quote)}" if quote.via else ""
    return f"{name}{as_written}{verb}{outlet}, {quote.kind}{doubt}"


def topic_lines(article: Article, analysis: Analysis) -> Iterator[str]:
    """The passages of each topic; the topics without passages together at the end."""
    for topic in analysis.topics:
        if not topic.passages:
            continue
        share = sum(passage.span.length for passage in topic.passages) / max(1, len(article.text))
        yield from section(f"Topic: {visible(topic.name)} ({passages(len(topic.passages))}, {share:.0%} of the text)")
        for passage in topic.passages:
            yield from wrapped(visible(one_line(article, passage.span)), WIDTH, "  ", "    ")
    if without := [visible(topic.name) for topic in analysis.topics if not topic.passages]:
        yield from section("Topics without passages")
        yield from wrapped(", ".join(without), WIDTH, "  ", "  ")


def figure_lines(article: Article, analysis: Analysis) -> Iterator[str]:
    """Dates, amounts and counts, each with its speaker, if it has one."""
    from ..text.analysis import FIGURE_LABELS

    counts = Counter(figure.label for figure in analysis.figures)
    doubted = figures_in_doubt(analysis)
    if counts:
        yield from section("Figures")
    for label in FIGURE_LABELS:
        for figure in analysis.figures:
            if figure.label == label:
                doubt = "?" if figure.span in doubted else ""
                who = f"  (said by {figure.speaker}{doubt})" if figure.speaker else ""
                yield visible(f"  {label.lower():9} {one_line(article, figure.span)}{who}")


def passages(count: int) -> str:
    """ "1 passage", "3 passages"."""
    return f"{count} passage" if count == 1 else f"{count} passages"


def one_line(article: Article, span: Span) -> str:
    """The words of a span, with each run of white space as a single space."""
    return " ".join(article.words(span).split())


def section(name: str) -> Iterator[str]:
    """A heading with a blank line before it."""
    yield ""
    yield name


def title(text: str) -> str:
    """The title of the article, with a line below it."""
    return f"== {text} =="
