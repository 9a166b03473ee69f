"""List, search, add, date, remove and export the articles you have opened.

`add` reads files and folders into the library, analyses them and searches them for all topics. You can stop it at any
time with ctrl+c and start it again: nothing is analysed twice. A file that was moved keeps its notes, and a copy of an
article is not added. After `topics add`, `update` searches the articles that are already there for the new topic.

The view `quotations` in newsreader.db has one row for each speaker of a quotation, "" for nobody, called as in that
article or as you corrected or merged it in the program. COUNT(DISTINCT quotation) counts quotations.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..config.paths import data_folder
from ..export.csl import csl_item
from ..export.markdown_text import link
from ..library.known_topics import missing_topic
from ..library.outlets import copy_at, site_of
from ..library.search_keywords import KEYWORD_EXAMPLES, parse_search, problem_with, unknown_keyword
from ..library.shelf_items import FOUND_IN, LibraryQuery, count_found, count_undated, search_library, shelf_filter
from ..store.database import Store, open_store
from ..store.errors import StoreError
from ..store.findings import copies
from ..store.search import Found
from ..store.shelf import ShelfFilter, ShelfRow
from ..text.address import is_address
from ..text.safe import one_line
from ..text.topics_file import find_topic
from .arguments import add_jobs, add_paths, add_repair, day, positive, settings_for
from .errors import CliError
from .inputs import find_files, no_such_article, report
from .library_import import LibraryImport
from .library_store import open_library, warn_of_unsearched
from .parser import add_subcommands
from .person_choice import choose_person
from .printing import (
    RowFormat,
    add_output,
    chosen_format,
    count,
    escaped,
    format_rows,
    json_text,
    print_rows,
    use_colour,
    write_output,
)
from .progress import progress_bar
from .remarks import remark
from .topic_choice import all_topics

SORTS = ("opened", "title", "date", "notes")
FIELDS = (
    "source",
    "title",
    "site",
    "date",
    "byline",
    "url",
    "word_count",
    "opened",
    "read",
    "notes",
    "versions",
    "analysed",
)
EXPORT_FORMATS = ("json", "jsonl", "csv", "markdown", "csl-json")
ALL = 1_000_000
"""More articles than any library has."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The commands below `newsreader library`."""
    command = add_subcommands(parser, "library_command")
    listing = command("list", "list the articles")
    _add_selection(listing)
    listing.add_argument("--limit", type=positive, default=10_000, metavar="N", help="default: 10,000")
    add_output(listing, FORM)

    export = command("export", "write the list of articles, with their texts if you like")
    _add_selection(export)
    export.add_argument(
        "--format",
        choices=EXPORT_FORMATS,
        help="default: what the name of FILE ends in, or else json; csl-json is for Zotero",
    )
    export.add_argument("--texts", action="store_true", help="JSON only: include the text of each article")
    export.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of standard output")

    search = command("search", "find articles by their text, names, speakers and your notes")
    search.add_argument("words", nargs="+", metavar="WORDS", help=f"words to find, and keywords: {KEYWORD_EXAMPLES}")
    search.add_argument("--limit", type=positive, default=50, metavar="N", help="default: 50")
    add_output(search, FOUND)

    add = command("add", "read files and folders into the library and analyse them")
    add_paths(add)
    add_jobs(add)
    add_repair(add)
    add.add_argument("--no-analysis", action="store_true", help="only read them, so that their text can be searched")

    update = command("update", "analyse what is not analysed, and search all articles for topics that are new")
    add_jobs(update)

    page = command("page", "print the web page from which an article was extracted, as it was read")
    page.add_argument("source", metavar="ARTICLE", help="a path or address, as `list` shows it")
    page.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of standard output")

    date = command("date", "state the day of publication of an article, for every command and screen")
    date.add_argument("source", metavar="ARTICLE", help="a file, or a path or address as `list` shows it")
    date.add_argument("day", type=_day_or_none, metavar="YYYY-MM-DD", help="or none, for what the article itself gives")

    remove = command("remove", "remove articles from the library; their files and your notes remain")
    remove.add_argument("sources", nargs="+", metavar="ARTICLE", help="a path or address, as `list` shows it")


def _add_selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sort", choices=SORTS, default="opened", help="default: opened, most recent first")
    parser.add_argument("--person", metavar="NAME", help="only articles that mention this person, thing or place")
    parser.add_argument("--topic", metavar="NAME", help="only articles with passages about this topic")
    parser.add_argument("--with-notes", action="store_true", help="only articles with notes or highlights")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if something was skipped or nothing found. Raises CliError."""
    reading = {"list": _list, "export": _export, "search": _search, "page": _page}
    if args.library_command in reading:
        with open_library(args) as store:
            return reading[args.library_command](store, args)
    writing = {"add": _add, "update": _update, "remove": _remove, "date": _date}
    try:
        with open_store(data_folder(args.data_dir)) as store:
            return writing[args.library_command](store, args)
    except StoreError as error:
        raise CliError(str(error)) from error


def _check_topics(store: Store, names: Sequence[str], args: argparse.Namespace, typed: str = "") -> list[str]:
    """Report how many articles were not searched for the topics of these names, as they are now. Returns the
    fingerprints of these topics. Raises CliError for a name that no topic has, neither now nor in an earlier
    analysis."""
    known = all_topics(settings_for(args)) if names else []
    earlier = [name for name, _ in store.articles.topics()] if names else []
    if problem := missing_topic(list(dict.fromkeys([*(topic.name for topic in known), *earlier])), names, typed):
        raise CliError(problem)
    topics = [topic for name in names if (topic := find_topic(known, name))]
    warn_of_unsearched(store, topics)
    return [topic.fingerprint for topic in topics]


def _selected(store: Store, args: argparse.Namespace) -> ShelfFilter:
    """The articles that the arguments of `_add_selection` select. Raises CliError."""
    searched = _check_topics(store, [args.topic] if args.topic else [], args)
    sources = copies(store, choose_person(store, args.person).where) if args.person else None
    query = LibraryQuery(topic=args.topic or "", with_notes=args.with_notes, sources=sources, searched=searched)
    return shelf_filter(store, query)


def _say_limited(shown: int, limit: int, count_all: Callable[[], int]) -> None:
    """Report that there are more articles than `--limit` allows, if so."""
    if shown == limit and (total := count_all()) > shown:
        remark(f"These are {shown:,} of {count(total, 'article')}; --limit {total} gives all.")


def _list(store: Store, args: argparse.Namespace) -> int:
    none = "No article matches." if store.articles.library(limit=1) else "The library is empty."
    selected = _selected(store, args)
    rows = list(store.articles.shelf.listed(selected, args.sort, args.limit))
    print_rows(rows, FORM, args, none)
    _say_limited(len(rows), args.limit, lambda: store.articles.shelf.count(selected))
    return 0


def _search(store: Store, args: argparse.Namespace) -> int:
    typed = " ".join(args.words)
    if problem := problem_with(typed):
        raise CliError(problem)
    if left := store.articles.index_queue_length():
        remark(f"The library cannot be written now, so the search leaves out {count(left, 'article')} not indexed yet.")
    query = LibraryQuery(typed, searched=_check_topics(store, parse_search(typed).topics, args, typed))
    found = search_library(store, query, args.limit)
    print_rows(found, FOUND, args, f"No match. {unknown_keyword(typed)}".strip())
    _say_limited(len(found), args.limit, lambda: count_found(store, query))
    if undated := count_undated(store, query):
        remark(f"The answer leaves out {count(undated, 'article')} without a date.")
    return 0


def _found_json(one: Found) -> dict[str, Any]:
    return as_json(one.row) | {"found_in": one.field, "snippet": _marked(one.snippet, "", "")}


def _found_table(found: Iterable[Found], width: int | None) -> Iterator[str]:
    bold = ("\x1b[1m", "\x1b[0m") if use_colour() else ("*", "*")
    for one in found:
        where = FOUND_IN[one.field]
        yield one_line(one.row.title)
        if one.snippet:
            yield f"    {f'{where}: ' if where else ''}{_marked(one.snippet, *bold)}"
        yield f"    {one_line(one.row.source)}"


def _marked(snippet: str, before: str, after: str) -> str:
    return one_line(snippet).replace("\ue000", before).replace("\ue001", after)


def _export(store: Store, args: argparse.Namespace) -> int:
    rows = list(store.articles.shelf.listed(_selected(store, args), args.sort, ALL))
    format = chosen_format(args, EXPORT_FORMATS)
    if format == "json" and args.texts:
        with_texts = [as_json(row) | {"text": store.articles.text(row.digest)} for row in rows]
        text = json_text(with_texts, 2) + "\n"
    elif format == "csl-json":
        text = json_text([csl_item(row) for row in rows], 2) + "\n"
    else:
        text = "".join(format_rows(rows, FORM, format))
    if args.output:
        write_output(args.output, text.encode(), count(len(rows), "article"))
    else:
        sys.stdout.write(text)
    return 0


def _page(store: Store, args: argparse.Namespace) -> int:
    """Write the page as it was read, and its hash to standard error."""
    versions = store.articles.versions(args.source)
    if not versions:
        raise CliError(f"{args.source} is not in the library.")
    page = store.articles.page(versions[0].digest)
    if page is None:
        raise CliError(f"{args.source} was not extracted from a web page, so there is no page to print.")
    if args.output:
        write_output(args.output, page.data, "Page")
    elif sys.stdout.isatty():
        raise CliError("A page is not printed to the terminal. Name a file with --output or use “>”.")
    else:
        sys.stdout.buffer.write(page.data)
    remark(f"sha256:{page.sha256}, read {page.stored}, {page.content_type}")
    return 0


def _add(store: Store, args: argparse.Namespace) -> int:
    settings = settings_for(args)
    paths, failures = find_files(args.paths)
    # With all topics, so that a later question about a topic that is not on has an answer.
    importing = LibraryImport(
        store, settings.model, all_topics(settings), analyse=not args.no_analysis, repair=args.repair_encoding
    )
    try:
        with progress_bar(len(paths), "Adding") as on_progress:
            importing.run(paths, args.jobs, on_progress, args.data_dir)
    except KeyboardInterrupt:
        print(f"\n{importing.summary()} Stopped; the same command continues from here.", file=sys.stderr)
        return 130
    failures += [report(path, why) for path, why in importing.failures]
    for path, other in importing.copies:
        remark(f"{one_line(path)} was not added: it has the same text as {copy_at(other)}.")
    print(importing.summary())
    return 1 if failures else 0


def _update(store: Store, args: argparse.Namespace) -> int:
    settings = settings_for(args)
    importing = LibraryImport(store, settings.model, all_topics(settings))
    rows = importing.to_update()
    stopped = False
    try:
        with progress_bar(len(rows), "Analysing") as on_progress:
            if rows:
                importing.update(rows, args.jobs, on_progress, args.data_dir)
    except KeyboardInterrupt:
        stopped = True
    failures = [report(path, why) for path, why in importing.failures]
    done = f"{count(importing.analysed, 'article')} analysed"
    if stopped:
        left = len(rows) - importing.analysed
        print(f"\n{done}, {left:,} left. Stopped; the same command continues from here.", file=sys.stderr)
        return 130
    print(f"{done}." if rows else "Every article of the library has been analysed and searched for all topics.")
    return 1 if failures else 0


def _day_or_none(text: str) -> str | None:
    return None if text == "none" else day(text)


def _date(store: Store, args: argparse.Namespace) -> int:
    if store.articles.latest(args.source) is None and not os.path.isfile(args.source):
        if is_address(args.source):
            raise CliError(f"{args.source} is not in the library.")
        raise no_such_article(args.source)
    store.articles.state_date(args.source, args.day)
    stated = f"was published on {args.day}" if args.day else "has the date that it gives itself"
    print(f"{one_line(args.source)} {stated}.")
    return 0


def _remove(store: Store, args: argparse.Namespace) -> int:
    missing = 0
    for source in args.sources:
        if store.articles.latest(source) is None:
            missing += 1
            print(f"newsreader: {one_line(source)} is not in the library.", file=sys.stderr)
            continue
        other = store.articles.forget(source)
        kept = (
            f"Your notes on it are now on {copy_at(other)}, which has the same text."
            if other
            else "Your notes on it remain."
        )
        print(f"{one_line(source)} was removed from the library. {kept}")
    return 1 if missing else 0


def as_json(row: ShelfRow) -> dict[str, Any]:
    """One article for programs; `read` is the share that was read, from 0 to 1."""
    return dict(zip(FIELDS, _fields(row), strict=True))


def _fields(row: ShelfRow) -> Iterator[object]:
    yield from (
        row.source,
        row.title,
        site_of(row, row.source) or None,
        row.date,
        row.byline,
        row.url,
        row.words,
        row.opened,
        row.done,
    )
    yield from (row.notes, row.versions, row.analysed)


def _table(rows: Iterable[ShelfRow], width: int | None) -> Iterator[str]:
    """Two lines for each article: when it was opened, how much was read, notes and title; then path and facts."""
    for row in rows:
        done = "" if row.done is None else f"{row.done:.0%}"
        own = row.notes - row.verdicts - row.to_check
        notes = count(own, "note") if own else ""
        yield f"{row.opened[:10]}  {done:>4}  {notes:>9}  {one_line(row.title)}"
        same = f"same text as {row.same_text}" if row.same_text else ""
        facts = " · ".join(one_line(fact) for fact in (row.site, row.date, row.byline, same) if fact)
        yield f"{'':29}{one_line(row.source)}{f'  ({facts})' if facts else ''}"


def _markdown(rows: Iterable[ShelfRow], width: int | None) -> Iterator[str]:
    for row in rows:
        facts = "".join(f", {escaped(fact)}" for fact in (row.site, row.date, row.byline) if fact)
        yield f"- {link(escaped(row.title), row.url or row.source, in_brackets=True)}{facts}"


FORM = RowFormat(as_json, _table, FIELDS, _fields, _markdown)
FOUND: RowFormat[Found] = RowFormat(
    _found_json, _found_table, (*FIELDS, "found_in", "snippet"), lambda one: _found_json(one).values()
)
