"""Occurrences in all articles of the library: names, quotations, passages, words. Plain data, no screen.

The screens and the sub-commands call the same functions, so their results agree. The reader's corrections are applied.
Results come in steps, article by article in the order of their dates, those without a date last, so that a long library
can be shown while it is read: each step says how much is done.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import structs

from ..notes.corrected_analysis import corrected
from ..store.findings import articles_to_recheck, named, names_of, names_with_aliases, said, shelf_entries
from ..store.shelf import ShelfFilter
from ..text.analyzed import Analyzed
from ..text.span import Span
from ..text.speaker_name import sources_of
from .name_index import ArticleNames, NameIndex, SharedNames, kind_of
from .outlets import origin_of, site_of

if TYPE_CHECKING:
    from ..store.database import Store
    from ..store.findings import ShelfEntry, StoredQuote
    from ..store.shelf import ShelfRow
    from ..text.analysis import Entity, Quote
    from ..text.article import Article
    from ..text.concordance import Line
    from ..text.topic import Topic
    from .name_index import NameRow


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Some words of one article: a quotation, a mention or a passage."""

    source: str
    title: str
    date: str
    """As stated in the article; "" if it has none."""
    site: str
    """The newspaper or site, else the host of the address or the name of the file."""
    who: str
    """The speaker, or the name mentioned; "" for a passage."""
    text: str
    """The words as the article has them, which is what an export contains."""
    span: Span
    """From its first code point to its last in the text last read, including what interrupts a quotation."""
    kind: str
    """"direct", "mixed", "indirect", "named" or "passage"."""
    unsure: bool = False
    mark: tuple[int, int] = (0, 0)
    """The part of `words` to emphasise, start and end; (0, 0) for none."""
    cue: str = ""
    """The reporting verb or phrase of a quotation; "" if there is none."""
    outlet: str = ""
    """The newspaper or site alone, for exports; "" if there is none."""

    @property
    def words(self) -> str:
        """The words on one line."""
        return " ".join(self.text.split())


Speakers = Mapping[str, Collection[str]]
"""Speakers as each article names or describes them, by path or address."""

Occurrences = Iterator[tuple[float, list[Occurrence]]]
"""Steps: the share of the library that is done (0 to 1), and what this step found."""


def analysed_articles(
    store: Store, *, topic: str = "", ids: Sequence[int] | None = None, sources: Iterable[str] | None = None
) -> Iterator[tuple[float, ShelfRow, Analyzed]]:
    """Every analysed article of the library, each text once, with the reader's corrections applied. Raises StoreError.

    `topic` selects articles with passages on it, `sources` those of these paths and addresses; `ids` selects articles
    by their numbers on the shelf and sets the order. That saves reading the other articles.
    """
    if sources is not None:
        ids = [entry.id for entry in shelf_entries(store, sources=sources)]
    if ids is None:
        listed = store.articles.library(topic=topic or None, one_of_each_text=True, limit=1_000_000)
        rows = [row for row in listed if row.analysed]
        rows.sort(key=lambda row: (row.date is None, row.date or "", row.title, row.source))
    else:
        rows = [row for row in store.articles.shelf.rows(ids) if row.analysed]
    for number, row in enumerate(rows, start=1):
        article, analysis = store.articles.load(row.digest, row.source), store.articles.analysis(row.digest)
        if article is not None and analysis is not None:
            analysis = corrected(analysis, store.notebook.corrections(article), article)
            yield number / len(rows), row, Analyzed(row.source, article, analysis)


AT_ONCE = 200
"""Articles read together: some 20 ms, during which other queries have to wait."""


def _batches(store: Store, sources: Iterable[str] | None = None) -> Iterator[tuple[float, list[ShelfEntry]]]:
    shelf = shelf_entries(store, sources=sources)
    for at in range(0, len(shelf), AT_ONCE):
        yield min(1.0, (at + AT_ONCE) / len(shelf)), shelf[at : at + AT_ONCE]


def shared_names(store: Store) -> SharedNames:
    """Which names of the library mean the same. If a great many articles are not indexed yet, without the aliases that
    only these have. Raises StoreError."""
    recheck = articles_to_recheck(store)
    waiting = shelf_entries(store, recheck) if len(recheck) <= AT_ONCE else []
    read = (one for _, _, one in analysed_articles(store, ids=[entry.id for entry in waiting]))
    return SharedNames(chain(names_with_aliases(store), (name for one in read for name in names_of(one.analysis))))


def names(store: Store) -> Iterator[tuple[float, list[NameRow]]]:
    """People, organisations, places and things: each step yields the new rows, and the counts of all rows grow."""
    found, given, recheck = NameIndex(shared_names(store)), 0, articles_to_recheck(store)
    for done, batch in _batches(store):
        here = named(store, [one.article for one in batch if one.article not in recheck])
        for place in batch:
            if place.article in recheck:
                for _, _, one in analysed_articles(store, ids=[place.id]):
                    found.add(ArticleNames.of(one))
            for name in here.get(place.article, ()):
                found.count(place.source, name)
        new, given = found.rows[given:], len(found.rows)
        yield done, new


def quotes_of(store: Store, speakers: Speakers) -> Occurrences:
    """Every quotation of these speakers; see `speakers_called`."""
    recheck = articles_to_recheck(store)
    for done, batch in _batches(store, speakers):
        names_here = {name for place in batch for name in speakers[place.source]}
        here = said(store, names_here, [one.article for one in batch if one.article not in recheck])
        rows = {row.id: row for row in store.articles.shelf.rows([one.id for one in batch])}
        found: list[Occurrence] = []
        for place in batch:
            if place.article in recheck:
                for _, row, one in analysed_articles(store, ids=[place.id]):
                    found += quotations(row, one, partial(is_in, speakers, place.source))
            elif place.id in rows:
                quotes = (quote for quote in here.get(place.article, ()) if quote.speaker in speakers[place.source])
                found += [_quotation(rows[place.id], quote) for quote in quotes]
        yield done, found


def _quotation(row: ShelfRow, quote: StoredQuote) -> Occurrence:
    words = " … ".join(quote.text[start:end] for start, end in quote.spans)
    span = Span(quote.spans[0][0], quote.spans[-1][1])
    return _occurrence(row, quote.speaker, words, span, quote.kind, quote.unsure, cue=quote.cue)


def quotations(row: ShelfRow, one: Analyzed, wanted: Callable[[str], bool]) -> Iterator[Occurrence]:
    """The quotations in one article whose speakers are wanted, in order of the text."""
    for quote in sorted(one.analysis.statements, key=lambda quote: quote.span):
        for who in filter(wanted, sources_of(one.article.text, quote)):
            yield quotation(row, one.article, quote, who)


def quotation(row: ShelfRow, article: Article, quote: Quote, who: str) -> Occurrence:
    """A quotation in an article, said to be by `who`."""
    cue = " ".join(article.words(quote.cue).split()) if quote.cue else ""
    return _occurrence(row, who, article.words_at(quote.spans), quote.span, quote.kind, quote.unsure, cue=cue)


def _occurrence(
    row: ShelfRow,
    who: str,
    text: str,
    span: Span,
    kind: str,
    unsure: bool = False,
    mark: tuple[int, int] = (0, 0),
    cue: str = "",
) -> Occurrence:
    site, outlet = origin_of(row, row.source), site_of(row, row.source)
    return Occurrence(row.source, row.title, row.date or "", site, who, text, span, kind, unsure, mark, cue, outlet)


def first_mentions(store: Store, row: NameRow) -> Occurrences:
    """Where a name occurs: the sentence of its first mention in each article."""
    for done, place, one in analysed_articles(store, sources=row.where):
        entities = (e for e in one.analysis.entities if kind_of(e) == row.kind and is_in(row.where, one.path, e.name))
        first = min(entities, key=lambda entity: entity.mentions[0].span, default=None)
        yield done, [_mention(place, one, first)] if first else []


def is_in(names_in: Mapping[str, Collection[str]], source: str, name: str) -> bool:
    """Whether an article uses a name for one of some people or organisations; `names_in` has their names by article."""
    return " ".join(name.split()) in names_in.get(source, ())


def _mention(row: ShelfRow, one: Analyzed, entity: Entity) -> Occurrence:
    text, mention = one.article.text, entity.mentions[0]
    span = mention.span
    around = next((s for s in one.analysis.sentences if s.start <= span.start < s.end), span)
    before = " ".join(text[around.start : span.start].split())
    start = len(before) + (1 if before and text[span.start - 1].isspace() else 0)
    words = text[around.start : max(around.end, span.end)]
    mark = (start, start + len(" ".join(text[span.start : span.end].split())))
    return _occurrence(row, entity.name, words, span, "named", mention.unsure, mark)


def passages_about(store: Store, topic: str, fingerprint: str = "") -> Occurrences:
    """Every passage on a topic; with a fingerprint only those found by that version of the topic."""
    for done, row, one in analysed_articles(store, topic=topic):
        yield done, list(passages(row, one, topic, fingerprint))


def passages(row: ShelfRow, one: Analyzed, topic: str, fingerprint: str = "") -> Iterator[Occurrence]:
    """The passages on a topic in one article."""
    for found in one.analysis.topics:
        if found.name == topic and fingerprint in ("", found.fingerprint):
            for passage in found.passages:
                yield _occurrence(row, "", one.article.words(passage.span), passage.span, "passage")


MOST_ARTICLES = 5_000
"""The largest number of articles in which a word is looked up."""


def lines_with(store: Store, words: str) -> Iterator[tuple[float, list[Line]]]:
    """Every occurrence of some words in the library, with the words around it. Raises StoreError."""
    from ..text.concordance import lines
    from ..text.find import Finder, FindOptions

    hits = store.articles.search(
        f'"{words}"', ShelfFilter(one_of_each_text=True), fields=("text",), limit=MOST_ARTICLES
    )
    for number, hit in enumerate(hits, start=1):
        text = store.articles.text(hit.row.digest) or ""
        spans = Finder(text).find(words, FindOptions(whole_words=True)).spans
        yield number / len(hits), list(lines(text, spans, source=hit.row.source))


def with_topics(found: Analyzed, topics: Iterable[Topic]) -> Analyzed:
    """The article with the passages of these topics only, in their current version."""
    wanted = {topic.fingerprint for topic in topics}
    there = tuple(topic for topic in found.analysis.topics if topic.fingerprint in wanted)
    return replace(found, analysis=structs.replace(found.analysis, topics=there))
