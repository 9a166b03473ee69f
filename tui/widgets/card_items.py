"""The rows of a card: all that the article says of one person, body or place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from textual.content import Content

from ..text.analysis import Analysis, Entity
from ..text.article import Article
from ..text.safe import one_line
from ..text.span import Span
from .entity_items import heading
from .item_list import Item

WIDTH = 74
"""Cells of a row."""

MOST_BESIDE = 6
"""Others shown who appear in the same sentences."""


def entity_card(article: Article, analysis: Analysis, entity: Entity) -> list[Item]:
    """Names used, roles, first and last mention, quotes by and about, who appears beside. Rows with spans are places
    in the text."""
    return [
        *names(article, entity),
        *roles(entity),
        *mentions(article, analysis, entity),
        *quotes(article, analysis, entity),
        *beside(analysis, entity),
    ]


def names(article: Article, entity: Entity) -> Iterator[Item]:
    """Every form of the name with its count."""
    counts = Counter(" ".join(article.words(mention.span).split()) for mention in entity.mentions)
    first = {" ".join(article.words(m.span).split()): m.span for m in reversed(entity.mentions)}
    yield heading("Names used")
    for name, count in counts.most_common():
        yield place(f"name {name}", f"{one_line(name, WIDTH - 8)}  {count}", first[name])


def roles(entity: Entity) -> Iterator[Item]:
    """What else the article calls them."""
    if entity.roles:
        yield heading("Called")
    seen: set[str] = set()
    for role in entity.roles:
        if role.text.casefold() not in seen:
            seen.add(role.text.casefold())
            yield place(f"role {role.span}", one_line(role.text, WIDTH), role.span)


def mentions(article: Article, analysis: Analysis, entity: Entity) -> Iterator[Item]:
    """The first and the last sentence that names them."""
    spans = [mention.span for mention in entity.mentions]
    for title, span in dict([("First mention", spans[0]), ("Last mention", spans[-1])][: len(spans)]).items():
        yield heading(title)
        yield place(title, one_line(article.words(sentence_of(analysis, span)), WIDTH), span)


def quotes(article: Article, analysis: Analysis, entity: Entity) -> Iterator[Item]:
    """What they said, and what others said that names them."""
    said = [q for q in analysis.quotes if q.speaker and q.speaker.entity == entity.id]
    about = [
        q
        for q in analysis.quotes
        if q not in said and any(m.span.overlaps(span) for m in entity.mentions for span in q.spans)
    ]
    for title, found in (("Said", said), ("Named by others", about)):
        if found:
            yield heading(f"{title} ({len(found)})")
        for quote in found:
            words = " … ".join(article.words(span) for span in quote.spans)
            yield place(f"{title} {quote.span}", one_line(words, WIDTH), quote.spans[0])


def beside(analysis: Analysis, entity: Entity) -> Iterator[Item]:
    """Who appears in the same sentences, most often first."""
    mine = {sentence_of(analysis, mention.span) for mention in entity.mentions}
    counts = {
        other.id: sum(1 for m in other.mentions if sentence_of(analysis, m.span) in mine)
        for other in analysis.entities
        if other.id != entity.id
    }
    found = sorted((other for other in analysis.entities if counts.get(other.id)), key=lambda other: -counts[other.id])
    if found:
        yield heading("In the same sentences")
    for other in found[:MOST_BESIDE]:
        span = next(m.span for m in other.mentions if sentence_of(analysis, m.span) in mine)
        yield place(f"beside {other.id}", f"{one_line(other.name, WIDTH - 8)}  {counts[other.id]}", span)


def place(key: str, words: str, span: Span) -> Item:
    """A row that leads to a place."""
    return Item(key, Content("  " + words), (span,), words.casefold())


def sentence_of(analysis: Analysis, span: Span) -> Span:
    """The sentence in which a span begins; the span itself where none is known."""
    at = bisect_right(analysis.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at >= 0 and analysis.sentences[at].covers(span.start):
        return analysis.sentences[at]
    return span
