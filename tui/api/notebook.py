"""The functions of `tui.api`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..cli import entities, quotes
from ..cli.errors import CliError
from ..cli.inputs import load_article
from ..formats.load_error import LoadError
from ..formats.loading import parse_article
from ..library.name_index import KINDS
from ..text.analyzed import Analyzed
from ..text.article import Article
from ..text.block_types import block_types_of
from ..text.topic import Topic

if TYPE_CHECKING:
    from ..nlp.analyze import Analyzer

TOGETHER = 64
"""Articles that are held in memory and parsed together."""


def read(source: str) -> Article:
    """The article in a file or at a web address, which is fetched. Raises ValueError with a sentence that says why it
    cannot be read."""
    try:
        return load_article(source)
    except CliError as error:
        raise ValueError(str(error)) from error


def read_text(text: str, *, format: str = "text", source: str = "") -> Article:
    """The article in a string; `format` is "text", "markdown" or "html". Raises ValueError."""
    try:
        return parse_article(text, source, format=format)
    except LoadError as error:
        raise ValueError(str(error)) from error


def analyze(article: Article, topics: Sequence[Topic] = ()) -> Analyzed:
    """The article with its analysis: `.analysis` has entities, quotes, topics, figures and dates, all as half-open
    spans of code points of `.article.text`. Takes about a second for 3,500 words."""
    (found,) = analyze_many([article], topics)
    return found


def analyze_many(articles: Iterable[Article], topics: Sequence[Topic] = ()) -> Iterator[Analyzed]:
    """Each article with its analysis, in order. Many are parsed together, and memory does not grow with their number.
    Raises the error of an article that cannot be analysed."""
    waiting = iter(articles)
    while batch := list(islice(waiting, TOGETHER)):
        given = [(article.text, article.digest, block_types_of(article)) for article in batch]
        for article, found in zip(batch, list(_analyzer().analyze_many(given, topics)), strict=True):
            if isinstance(found, Exception):
                raise found
            yield Analyzed(article.source, article, found)


def quote_rows(*found: Analyzed) -> list[dict[str, object]]:
    """One row for each quote, with the columns of `newsreader quotes --format csv`: `pandas.DataFrame` takes it."""
    return [dict(zip(quotes.FORM.columns, quotes.FORM.fields(row), strict=True)) for row in quotes.select(found)]


def entity_rows(*found: Analyzed) -> list[dict[str, object]]:
    """One row for each person, organisation, place or thing over all articles, with the columns of `newsreader entities
    --format csv`."""
    rows = entities.ordered(entities.join(found), KINDS, "count")
    return [dict(zip(entities.FORM.columns, entities.FORM.fields(row), strict=True)) for row in rows]


@cache
def _analyzer() -> Analyzer:
    from ..nlp.analyze import Analyzer
    from ..nlp.pipeline import load_model

    return Analyzer(load_model())
