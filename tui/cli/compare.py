"""Compare two articles about the same thing: quotations in both and how their words differ, figures that disagree,
passages that are nearly the same (agency copy), and the quotations, sources and names that only one of them has.

Two figures are compared if they have the same unit, or count the same thing, and their sentences share two more words:
“12 people died on the bridge” and “14 people died near the bridge”. Lengths of time (“11 weeks”) and amounts of money
of which only the currency is the same need three. A rounded figure (“£41m” for £41.6 million) does not disagree, nor
do shares of two payers that add up (70 and 30 percent). A figure that an article gives as an old or wrong one (“up from
£8 million”) is compared only with others like it. Dates are compared in the timeline.

With a folder, more than two articles or --library: the quotations that several articles have, with the outlets and
dates that use each form.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..evidence.comparison import compare
from ..evidence.comparison_rows import COLUMNS, ComparisonRow, fields, words_of
from ..evidence.quote_groups import QuoteForm, QuoteGroup, QuoteUse, group_quotes
from ..library.outlets import place_of
from ..text.safe import one_line
from .analyzed_articles import add_articles, analyzed_articles
from .arguments import settings_for
from .errors import CliError
from .library_store import library_if_any
from .one_article import analyze_articles, find_article
from .printing import RowFormat, add_output, count, lines_after, print_rows
from .progress import progress_bar

if TYPE_CHECKING:
    from ..text.article import Article
    from ..text.span import Span

TITLES = {
    "quotation": "Quotations",
    "figure": "Figures that disagree",
    "passage": "Passages that are nearly the same",
    "source": "Sources",
    "name": "Names in only one article",
}
ONE = "There is only one article; name another to compare it with."


@dataclass(frozen=True)
class FormRow:
    """One form of a quotation that several articles have."""

    number: int
    """The number of the quotation, which all its forms share."""
    group: QuoteGroup
    form: QuoteForm


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_articles(parser)
    add_output(parser, FORM)


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if a file was skipped. Raises CliError."""
    settings = settings_for(args)
    if len(args.paths) == 2 and not args.library and not args.results and not any(map(os.path.isdir, args.paths)):
        with library_if_any(args) as store:
            articles = [find_article(store, path) for path in args.paths]
            first, second = analyze_articles(args, store, articles, settings)
        with progress_bar(100, "Comparing") as advance:
            items = compare(first, second, on_progress=lambda share: advance(int(100 * share)))
        rows = [ComparisonRow(articles[0], articles[1], item) for item in items]
        print_rows(rows, FORM, args, "The two articles have nothing to compare.")
        return 0
    if len(args.paths) == 1 and not args.library and not args.results and not os.path.isdir(args.paths[0]):
        raise CliError(ONE)
    with analyzed_articles(args, settings) as (analyzed, failures):
        groups = group_quotes(analyzed)
    forms = [FormRow(number, group, form) for number, group in enumerate(groups, start=1) for form in group.forms]
    if analyzed.count == 1:
        raise CliError(ONE)
    print_rows(forms, GROUPS, args, "No two articles have the same quotation.", nothing_read=analyzed.nothing_read)
    return 1 if failures else 0


# ---------------------------------------------------------------- two articles


def _to_json(row: ComparisonRow) -> dict[str, Any]:
    item = row.item

    def place(article: Article, span: Span | None) -> dict[str, Any] | None:
        return {"start": span.start, "end": span.end, "text": article.words(span)} if span else None

    return {
        "kind": item.kind,
        "state": item.state,
        "name": item.name or None,
        "first": place(row.first, item.first),
        "second": place(row.second, item.second),
        "differences": [{"first": one.printed, "second": one.said} for one in item.differences],
        "statements": list(item.statements) if item.kind == "source" else None,
    }


def _table(rows: Iterable[ComparisonRow], width: int | None) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield f"A  {one_line(listed[0].first.title)}"
    yield f"B  {one_line(listed[0].second.title)}"
    for kind, title in TITLES.items():
        of_kind = [row for row in listed if row.item.kind == kind]
        if of_kind:
            yield from ("", title)
            for row in of_kind:
                yield from _lines(row, width)
        elif kind == "figure":  # or the reader would not know whether they were compared
            yield from ("", f"{title}: none found")


SHOWN_WORDS = 15
"""How many words of the beginning and of the end of a long passage are shown."""
SIGNS = {"same": "=", "changed": "~", "disagree": "≠", "first": "A", "second": "B"}


def _lines(row: ComparisonRow, width: int | None) -> Iterator[str]:
    item = row.item
    sign = f"  {SIGNS[item.state]} "
    if item.kind == "source":
        told = zip("AB", item.statements, strict=True)
        counts = ", ".join(f"{letter} {count(number, 'statement')}" for letter, number in told if number)
        sign = "  & " if item.state == "same" else sign
        yield from lines_after(sign, f"{one_line(item.name)}: {counts}", width)
        return
    if item.kind == "name":
        yield from lines_after(sign, one_line(item.name), width)
        return
    who = f"{one_line(item.name)}: " if item.name else ""
    if item.kind == "figure":
        for label, article, span, words in (
            ("A", row.first, item.first, item.differences[0].printed),
            ("B", row.second, item.second, item.differences[0].said),
        ):
            yield from lines_after(f"{sign}{label} {one_line(words)}: ", words_of(article, item, span), width)
            sign = "    "
        return
    article, span = (row.first, item.first) if item.first else (row.second, item.second)
    words = words_of(article, item, span)
    yield from lines_after(sign, who + (_ends(words) if item.kind == "passage" else words), width)
    for one in item.differences:
        first, second = one_line(one.printed) or "(nothing)", one_line(one.said) or "(nothing)"
        yield from lines_after("      ", f"A {first} · B {second}", width)


def _ends(words: str) -> str:
    """The words; of a long passage only the beginning and the end, so that the difference is not far below."""
    each = words.split()
    if len(each) <= 3 * SHOWN_WORDS:
        return words
    return f"{' '.join(each[:SHOWN_WORDS])} … {' '.join(each[-SHOWN_WORDS:])} ({count(len(each), 'word')})"


FORM: RowFormat[ComparisonRow] = RowFormat(json=_to_json, table=_table, columns=COLUMNS, fields=fields)


# ---------------------------------------------------------------- many articles

GROUP_COLUMNS = ("quotation", "words", "source", "outlet", "date", "speaker", "start", "articles")


def _outlet(use: QuoteUse) -> str:
    return one_line(use.outlet or place_of(use.path))


def _group_fields(row: FormRow) -> Iterator[object]:
    yield from (row.number, one_line(row.form.words))
    for values in zip(
        *((u.path, _outlet(u), u.date, u.speaker, str(u.span.start)) for u in row.form.uses), strict=True
    ):
        yield "; ".join(values)
    yield len({use.path for use in row.form.uses})


def _group_json(row: FormRow) -> dict[str, Any]:
    return {
        "quotation": row.number,
        "words": row.form.words,
        "uses": [
            {
                "source": use.path,
                "outlet": _outlet(use),
                "date": use.date or None,
                "speaker": use.speaker or None,
                "start": use.span.start,
                "end": use.span.end,
            }
            for use in row.form.uses
        ],
    }


def _group_table(rows: Iterable[FormRow], width: int | None) -> Iterator[str]:
    before = 0
    for row in rows:
        if row.number != before:
            if before:
                yield ""
            before = row.number
            forms = f", {count(len(row.group.forms), 'form')}" if len(row.group.forms) > 1 else ""
            yield f"{row.number}. {count(row.group.articles, 'article')}{forms}"
        yield from lines_after("  ", f"“{one_line(row.form.words)}”", width)
        for use in row.form.uses:
            who = f", {one_line(use.speaker)}" if use.speaker else ""
            yield from lines_after("      ", f"{use.date or 'no date'}  {_outlet(use)}{who}", width)


GROUPS: RowFormat[FormRow] = RowFormat(
    json=_group_json, table=_group_table, columns=GROUP_COLUMNS, fields=_group_fields
)
