"""CSV and Parquet use the same name for the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tui.analysis.batch.table import ResultRow
from tui.cli import entities, library, quotes, show
from tui.store.shelf import ShelfRow
from tui.text.analysis import Analysis, Entity, Figure, Mention, Quote, Role, Speaker
from tui.text.analyzed import Analyzed
from tui.text.article import Article
from tui.text.span import Span

TEXT = "“The nets are empty,” the skipper told Bo Ek in March, the Herald reported. “So we sail.” Lind left."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def found(source: str) -> Analyzed:
    """An article in which no two fields have the same value."""
    quote = Quote(
        kind="mixed",
        spans=(span("The nets are empty"), span("So we sail.")),
        cue=span("told"),
        speaker=Speaker(span("the skipper"), "Ana Lind", "e1"),
        addressee=Speaker(span("Bo Ek"), "Bo E. Ek", None),
        reason="subject of “told”",
        attitude=True,
        via=Speaker(span("the Herald"), "Harbour Herald", None),
    )
    entity = Entity(
        id="e1",
        name="Ana Lind",
        label="PERSON",
        mentions=(Mention(span("the skipper")), Mention(span("Lind"))),
        aliases=("Lind", "A. Lind"),
        roles=(Role(span("the skipper"), "skipper"),),
    )
    article = Article(
        source=source,
        text=TEXT,
        headline="Empty nets",
        byline="By Joe Roe",
        date="2026-01-28",
        site="The Tribune",
        url="https://example.org/nets",
    )
    figure = Figure(span("March"), "DATE", Span(0, len(TEXT)))
    return Analyzed(source, article, Analysis("", entities=(entity,), quotes=(quote,), figures=(figure,)))


def in_a_cell(value: Any, text: str) -> str:
    """A value of a Parquet file as it appears in CSV."""
    match value:
        case bool():
            return "yes" if value else "no"
        case {"start": int(start), "end": int(end), **more} if not more:
            return text[start:end]
        case {"name": name, "mention": _}:
            return str(name)
        case [*items] if all(isinstance(item, str) or "text" in item for item in items):
            return "; ".join(item if isinstance(item, str) else item["text"] for item in items)
        case [*items]:
            return str(len(items))
    return "" if value is None else str(value)


def shelved(one: Analyzed) -> ShelfRow:
    article = one.article
    head = (article.byline, article.site, article.date, article.url)
    return ShelfRow(one.path, article.digest, article.title, *head, len(TEXT.split()), "2026", 1, 0, True)


ONE = found("a.md")
ROW = ResultRow(ONE, "sha256:0").as_dict()


@pytest.mark.parametrize(
    ("columns", "cells", "parquet", "own"),
    [
        # Line, command and title depend on the file; in Parquet a quote of several spans has no single position.
        (
            quotes.FORM.columns,
            quotes.FORM.fields(next(quotes.select([ONE]))),
            {"source": ROW["source"], "date": ROW["date"], **ROW["quotes"][0]},
            {"mention", "start", "end", "line", "open", "title"},
        ),
        # A row of `entities` covers several articles.
        (
            entities.FORM.columns,
            entities.FORM.fields(entities.join([ONE, found("b.md")])[0]),
            {**ROW["entities"][0], "mentions": [{}] * 4},
            {"kind", "articles", "unsure", "sources"},
        ),
        (show.FORM.columns, show.FORM.fields(ONE), ROW, set()),
        # The title is the headline or, without one, the file name.
        (
            library.FORM.columns,
            library.FORM.fields(shelved(ONE)),
            {name: value for name, value in ROW.items() if name != "headline"},
            {"title", "opened", "read", "notes", "versions", "analysed"},
        ),
    ],
    ids=["quotes", "entities", "show", "library"],
)
def test_csv_and_parquet_use_the_same_name_for_the_same_value(
    columns: Sequence[str], cells: Any, parquet: Mapping[str, Any], own: set[str]
) -> None:
    row = dict(zip(columns, map(str, ("" if cell is None else cell for cell in cells)), strict=True))
    words = {name: in_a_cell(value, TEXT) for name, value in parquet.items()}
    assert set(row) - set(words) == own
    for name, cell in row.items():
        if name in words:
            assert cell == words[name], name
        else:
            assert cell not in {value for value in words.values() if len(value) > 3}, name
