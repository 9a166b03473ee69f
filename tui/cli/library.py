"""The articles you have opened: list, search, add, take out, export.

`add` reads files and folders into the library and analyses them. It can be stopped at any time (ctrl+c) and started
again: what is known already is not analysed twice.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..store.source import source_key
from ..text.safe import one_line, visible
from .errors import CliError
from .parser import add_subcommands
from .printing import json_text

if TYPE_CHECKING:
    from ..analysis.many import Failed
    from ..formats.article_source import ArticleSource
    from ..store.database import Store
    from ..store.shelf import ShelfRow
    from ..text.article import Article
    from ..text.topic import Topic

SORTS = ("opened", "title", "date", "notes")
FIELDS = (
    "source",
    "title",
    "site",
    "date",
    "byline",
    "url",
    "words",
    "opened",
    "read",
    "notes",
    "versions",
    "analysed",
)


def positive(text: str) -> int:
    """A number from 1 on, of the command line."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 on")
    return int(text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The sub-commands of `newsreader library`."""
    command = add_subcommands(parser, "library_command")
    for name, help in (("list", "list the articles"), ("export", "write the list, with the texts if you like")):
        listing = command(name, help)
        listing.add_argument("--sort", choices=SORTS, default="opened", help="default: the last opened first")
        listing.add_argument("--person", metavar="NAME", help="only those in which this name stands")
        listing.add_argument("--topic", metavar="NAME", help="only those with passages about it")
        listing.add_argument("--with-notes", action="store_true", help="only those you have marked something in")
        if name == "list":
            listing.add_argument("--limit", type=int, default=10_000, metavar="N")
            listing.add_argument("--format", choices=("table", "json"), default="table")
        else:
            listing.add_argument("--format", choices=("json", "csv", "markdown"), default="json")
            listing.add_argument("--texts", action="store_true", help="JSON only: with the text of each article")
            listing.add_argument("-o", "--output", metavar="FILE", help="where to write; else standard output")

    search = command("search", "find articles by their words, names, speakers and your notes")
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--limit", type=int, default=50, metavar="N")
    search.add_argument("--format", choices=("table", "json"), default="table")

    add = command("add", "read files and folders into the library and analyse them")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file, an address, - or a folder with articles")
    add.add_argument("--jobs", type=positive, default=1, metavar="N", help="processes to share the work (default: 1)")
    add.add_argument("--no-analysis", action="store_true", help="only read them in; they are searchable by their words")

    page = command("page", "the web page that an article was taken from, byte for byte as it was read")
    page.add_argument("source", metavar="ARTICLE", help="a path or address, as `list` shows it")
    page.add_argument("-o", "--output", metavar="FILE", help="where to write; else standard output")

    remove = command("remove", "take articles out of the library; the files and your notes stay")
    remove.add_argument("sources", nargs="+", metavar="ARTICLE", help="a path or address, as `list` shows it")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where something was left out or nothing found."""
    from ..config.paths import data_folder
    from ..store.database import open_store
    from ..store.errors import StoreError

    commands = {"list": _list, "export": _export, "search": _search, "page": _page, "add": _add, "remove": _remove}
    reads_only = args.library_command in ("list", "export", "page", "search")
    folder = data_folder(args.data_dir)
    try:
        if args.library_command == "search":
            _index(folder)
        with open_store(folder, read_only=reads_only) as store:
            return commands[args.library_command](store, args)
    except StoreError as error:
        raise CliError(str(error)) from error


def _index(folder: Path) -> None:
    """Make searchable what is not yet, where that can be written; else the rest is searched."""
    from ..store.database import open_store
    from ..store.errors import StoreError
    from ..store.files import holds_store

    if holds_store(folder):
        with suppress(StoreError), open_store(folder) as store:
            store.articles.index_waiting()


# ---------------------------------------------------------------- list, search, export


def _rows(store: Store, args: argparse.Namespace) -> list[ShelfRow]:
    return store.articles.library(
        person=args.person,
        topic=args.topic,
        with_notes=args.with_notes,
        sort=args.sort,
        limit=getattr(args, "limit", 1_000_000),
    )


def _list(store: Store, args: argparse.Namespace) -> int:
    rows = _rows(store, args)
    if args.format == "json":
        print(json_text([as_json(row) for row in rows], 2))
        return 0
    for line in table(rows):
        print(line)
    if not rows:
        print("No article is like that." if store.articles.library(limit=1) else "The library is empty.")
    return 0


def as_json(row: ShelfRow) -> dict[str, Any]:
    """One article for programs; `read` is how far, from 0 to 1."""
    values = (row.source, row.title, row.site, row.date, row.byline, row.url, row.words, row.opened, row.done)
    return dict(zip(FIELDS, (*values, row.notes, row.versions, row.analysed), strict=True))


def table(rows: Sequence[ShelfRow]) -> Iterator[str]:
    """Two lines for each article: when it was opened, how far it was read, notes, title; then its path."""
    for row in rows:
        done = "" if row.done is None else f"{row.done:.0%}"
        notes = f"{row.notes} {'note' if row.notes == 1 else 'notes'}" if row.notes else ""
        yield f"{row.opened[:10]}  {done:>4}  {notes:>9}  {one_line(row.title)}"
        facts = " · ".join(one_line(fact) for fact in (row.site, row.date, row.byline) if fact)
        yield f"{'':29}{one_line(row.source)}{f'  ({facts})' if facts else ''}"


def _search(store: Store, args: argparse.Namespace) -> int:
    from ..library.shelf_items import FOUND_IN

    if store.articles.index_waiting(seconds=1):
        print("Making the library searchable; this takes a while, once.", file=sys.stderr)
        store.articles.index_waiting()
    found = store.articles.search(" ".join(args.words), limit=args.limit)
    if args.format == "json":
        rows = [as_json(one.row) | {"found_in": one.field, "snippet": _marked(one.snippet, "", "")} for one in found]
        print(json_text(rows, 2))
        return 0 if found else 1
    bold = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else ("*", "*")
    for one in found:
        where = FOUND_IN[one.field]
        print(one_line(one.row.title))
        print(f"    {f'{where}: ' if where else ''}{_marked(one.snippet, *bold)}")
        print(f"    {one_line(one.row.source)}")
    if not found:
        print("Nothing was found.", file=sys.stderr)
    return 0 if found else 1


def _marked(snippet: str, before: str, after: str) -> str:
    return one_line(snippet).replace("\ue000", before).replace("\ue001", after)


def _export(store: Store, args: argparse.Namespace) -> int:
    rows = _rows(store, args)
    if args.format == "csv":
        text = _csv(rows)
    elif args.format == "markdown":
        text = "".join(f"- [{_escaped(row.title)}](<{one_line(row.url or row.source)}>){_after(row)}\n" for row in rows)
    else:
        exported = []
        for row in rows:
            exported.append(as_json(row) | ({"text": store.articles.text(row.digest)} if args.texts else {}))
        text = json_text(exported, 2) + "\n"
    if not args.output:
        sys.stdout.write(text)
        return 0
    from ..text.atomic_file import write_atomically

    try:
        write_atomically(Path(args.output), text.encode())
    except OSError as error:
        raise CliError(f"{args.output} could not be written: {error.strerror or error}.") from error
    print(f"{len(rows):,} {'article' if len(rows) == 1 else 'articles'} written to {visible(args.output)}.")
    return 0


def _csv(rows: Sequence[ShelfRow]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: visible(v) if isinstance(v, str) else v for key, v in as_json(row).items()})
    return out.getvalue()


def _after(row: ShelfRow) -> str:
    facts = [_escaped(fact) for fact in (row.site, row.date, row.byline) if fact]
    return f", {', '.join(facts)}" if facts else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in one_line(text))


def _page(store: Store, args: argparse.Namespace) -> int:
    """The page as it was read, and on standard error what its hash is."""
    from ..text.atomic_file import write_atomically

    versions = store.articles.versions(args.source)
    if not versions:
        raise CliError(f"{args.source} is not in the library.")
    page = store.articles.page(versions[0].digest)
    if page is None:
        raise CliError(f"{args.source} was not taken from a web page, so none is kept.")
    if args.output:
        try:
            write_atomically(Path(args.output), page.data)
        except OSError as error:
            raise CliError(f"{args.output} could not be written: {error.strerror or error}.") from error
    elif sys.stdout.isatty():
        raise CliError("A page is for a file or another program: name one with --output, or use “>”.")
    else:
        sys.stdout.buffer.write(page.data)
    print(f"sha256:{page.sha256}, read {page.stored}, {visible(page.content_type)}", file=sys.stderr)
    return 0


# ---------------------------------------------------------------- add, remove


def _add(store: Store, args: argparse.Namespace) -> int:
    from .choices import find_files, report, topics_for
    from .config import settings_for
    from .progress import progress_bar

    settings = settings_for(args)
    topics = topics_for(settings)
    paths, failures = find_files(args.paths)
    adding = Adding(store, settings.model, analyse=not args.no_analysis)
    try:
        with progress_bar(len(paths), "Adding") as advance:
            if args.no_analysis:
                for done, (path, article) in enumerate(adding.articles(paths), start=1):
                    adding.refused(path, article)
                    advance(done)
            else:
                adding.run(paths, topics, args.jobs, advance, args.data_dir)
    except KeyboardInterrupt:
        print(f"\n{adding.told()} Stopped; the same command goes on from here.", file=sys.stderr)
        return 130
    failures += [report(path, why) for path, why in adding.failures]
    print(adding.told())
    return 1 if failures else 0


class Adding:
    """Puts articles into the library one by one; whatever is done when it stops stays done."""

    def __init__(self, store: Store, model: str, *, analyse: bool = True) -> None:
        from ..library.session import version_key

        self._store = store
        self._model = model
        self._version = version_key(model)
        self._analyse = analyse
        self.added = self.changed = self.analysed = self.known = 0
        self.failures: list[tuple[str, str]] = []

    def articles(self, paths: Sequence[str]) -> Iterator[tuple[str, Article | Failed]]:
        """Each article, kept in the library; what cannot be read as a Failed."""
        from ..analysis.many import Failed
        from ..formats.load_error import LoadError
        from .sources import load_source

        for path in paths:
            try:
                loaded = load_source(path)
            except LoadError as error:
                yield path, Failed(str(error))
                continue
            self._keep(loaded)
            yield path, loaded.article

    def _keep(self, loaded: ArticleSource) -> None:
        from ..library.opening import keep

        article = loaded.article
        if self._store.articles.latest(source_key(article)) == article.digest:
            self.known += 1
        elif keep(self._store, article, loaded):
            self.changed += 1
        else:
            self.added += 1

    def unknown(self, paths: Sequence[str], told: list[int]) -> Iterator[tuple[str, Article | Failed]]:
        """Those that have no analysis by this model and version yet; `told` counts those that have."""
        from ..analysis.many import Failed

        for path, article in self.articles(paths):
            if not isinstance(article, Failed) and self._store.articles.has_analysis(article.digest, self._version):
                told[0] += 1
                continue
            yield path, article

    def refused(self, path: str, article: object) -> bool:
        """Notes a failure; whether it was one."""
        from ..analysis.many import Failed

        if isinstance(article, Failed):
            self.failures.append((path, str(article)))
            return True
        return False

    def run(
        self, paths: Sequence[str], topics: Sequence[Topic], jobs: int, advance: Callable[[int], None], data: str | None
    ) -> None:
        """Read in and analyse; `advance` is told how many are done."""
        from ..analysis.many import Failed
        from ..config.paths import log_file
        from .analyzing import analyst_pool

        skipped = [0]
        with analyst_pool(self._model, topics, jobs, log_file(data)) as pool:
            for done, (path, outcome) in enumerate(pool.run(self.unknown(paths, skipped)), start=1):
                if not isinstance(outcome, Failed):
                    self._store.articles.keep_analysis(outcome.analysis, self._version)
                    self.analysed += 1
                else:
                    self.refused(path, outcome)
                advance(done + skipped[0])
        advance(len(paths))

    def told(self) -> str:
        """What was done, in a sentence."""
        parts = [f"{self.added:,} new", f"{self.known:,} known already"]
        if self.changed:
            parts.append(f"{self.changed:,} changed since they were read")
        if self._analyse:
            parts.append(f"{self.analysed:,} analysed")
        if self.failures:
            parts.append(f"{len(self.failures):,} left out")
        return ", ".join(parts) + "."


def _remove(store: Store, args: argparse.Namespace) -> int:
    missing = 0
    for source in args.sources:
        if store.articles.latest(source) is None:
            missing += 1
            print(f"newsreader: {one_line(source)} is not in the library.", file=sys.stderr)
            continue
        store.articles.forget(source)
        print(f"{one_line(source)} is out of the library. Your notes on it stay.")
    return 1 if missing else 0
