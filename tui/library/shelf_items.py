"""Rows of the library and of a folder: the facts about an article that are known before it is opened. Plain data, no
screen."""

from __future__ import annotations

import os
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, overload

from ..formats.registry import by_suffix
from ..store.errors import StoreError
from ..store.findings import copies
from ..store.search import Found
from ..store.shelf import ShelfFilter
from ..store.source import is_pipe, source_key
from ..text.address import is_address
from ..text.safe import one_line
from .outlets import place_of
from .search_keywords import parse_search, problem_with
from .who_is import find_one_subject, find_subject

if TYPE_CHECKING:
    from ..notes.highlight import Highlight
    from ..store.database import Store
    from ..store.shelf import ShelfRow

SORTS = {
    "opened": "last opened or added first",
    "title": "by title",
    "date": "newest first",
    "notes": "most notes first",
}
"""The sort orders of the library, and their names for the reader."""

MOST_FOUND = 500
"""The largest number of articles that a search finds: the best, or the last added if very many match."""

AT_ONCE = 32
"""Rows that are read together, about a screenful: some 3 ms."""

FOUND_IN = {"text": "", "entities": "name", "speakers": "speaker", "notes": "note"}
"""The label before the words that a search has found."""


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One article in a list."""

    source: str
    """Its path or address."""
    title: str
    """Its headline; "" if that is not known yet."""
    facts: tuple[str, ...] = ()
    """Its site, date and byline, as far as they are known."""
    opened: str = ""
    """When it was last opened (UTC); "" if never."""
    done: float | None = None
    """The share of it that was read, 0 to 1."""
    notes: int = 0
    """Highlights with or without a note, and what is on the check list."""
    found: str = ""
    """The words around a match; each matching word is between U+E000 and U+E001."""
    found_in: str = ""
    """The field of the match: "note", "speaker" …; "" for the text."""
    verdicts: int = 0
    """How many of the notes are only a verdict."""
    to_check: int = 0
    """How many of the notes are only on the check list, without a verdict yet."""


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """Selects and sorts articles of the library."""

    words: str = ""
    sort: str = "opened"
    person: str = ""
    topic: str = ""
    with_notes: bool = False
    sources: Collection[str] | None = None
    """Only articles of these paths and addresses; `person` or `among` says which these are."""
    among: str = ""
    """What the articles of `sources` have in common, such as an outlet or a month."""

    searched: Sequence[str] = ()
    """The versions of topics (fingerprints) that the articles must have been searched for: what an earlier version of a
    topic found is no answer about that topic."""

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that the articles must have, of the filter and of the words."""
        return (*([self.topic] if self.topic else []), *parse_search(self.words).topics)

    @property
    def description(self) -> str:
        """The filters and the sort order, for the reader."""
        parts = [
            self.person,
            self.among,
            f"topic {self.topic}" if self.topic else "",
            "with notes" if self.with_notes else "",
        ]
        order = "best match first" if parse_search(self.words).words else SORTS[self.sort]
        return " · ".join([*(part for part in parts if part), order])

    def description_of(self, items: Sequence[ShelfItem]) -> str:
        """`description` for a result: very many matches are not ranked."""
        newest = isinstance(items, ShelfItems) and items.newest
        return self.description.replace("best match first", "last added first") if newest else self.description


class ShelfItems(Sequence[ShelfItem]):
    """Articles of the library in order. Reads only those that are shown."""

    def __init__(
        self, ids: Sequence[int], read: Callable[[Sequence[int]], dict[int, ShelfItem]], total: int | None, store: Store
    ) -> None:
        """`ids` are their numbers on the shelf; `read` returns the articles of some of them."""
        self._ids = array("q", ids)
        self._read = read
        self._store = store
        self._known: OrderedDict[int, list[ShelfItem]] = OrderedDict()
        self.total = total
        """How many match, shown or not; None if they were not counted (see `count_found`)."""
        self.newest = total is None
        """Whether these are the last added, because too many match to rank them."""

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, row: int) -> ShelfItem: ...

    @overload
    def __getitem__(self, row: slice) -> list[ShelfItem]: ...

    def __getitem__(self, row: int | slice) -> ShelfItem | list[ShelfItem]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        if row < 0:
            row += len(self)
        if not 0 <= row < len(self):
            raise IndexError(row)
        part, place = divmod(row, AT_ONCE)
        if part not in self._known:
            try:
                self._known[part] = self._fetch(part)
            except StoreError as error:  # while a row is drawn, only the row can show the error
                return ShelfItem("", str(error))
            if len(self._known) > 16:
                self._known.popitem(last=False)
        return self._known[part][place]

    def __iter__(self) -> Iterator[ShelfItem]:
        return (self[row] for row in range(len(self)))

    def _fetch(self, part: int) -> list[ShelfItem]:
        ids = self._ids[part * AT_ONCE : (part + 1) * AT_ONCE]
        found = self._read(ids)
        # Another program may have removed some: the list keeps its length until the next query.
        return [found.get(id) or ShelfItem("", "(no longer in the library)") for id in ids]

    def place_of(self, source: str) -> int | None:
        """The row of a path or address, or None."""
        id = self._store.articles.shelf.id_of(source)
        return self._ids.index(id) if id is not None and id in self._ids else None


def library_items(store: Store, query: LibraryQuery, *, limit: int = -1) -> ShelfItems:
    """The articles of the library that the query selects, none if it has a mistake (`problem_with`); takes some 30 ms
    with 100,000 articles. Raises StoreError, and StoreStopped where `store.read_connection.interrupt` was called
    meanwhile."""
    if problem_with(query.words):
        return ShelfItems([], lambda ids: {}, 0, store)
    if query.person or query.topic or query.words.strip():
        store.articles.index_waiting(seconds=0.05)
    # Rows are read over the main connection, which is quick; whatever may take longer uses the second connection,
    # where the previous query is interrupted.
    if store.read_connection is not store:
        store.read_connection.interrupt()
    wanted = shelf_filter(store.read_connection, query)
    if words := parse_search(query.words).words:
        found = store.read_connection.articles.finder.hits(words, wanted, limit=MOST_FOUND)
        by_id = {hit.id: hit for hit in found.hits}

        def read(ids: Sequence[int]) -> dict[int, ShelfItem]:
            some = store.articles.finder.found(words, [by_id[id] for id in ids])
            return {one.row.id: _found_item(one) for one in some}

        return _with_first_rows(ShelfItems([hit.id for hit in found.hits], read, found.total, store))
    ids = store.read_connection.articles.shelf.ids(wanted, query.sort, limit)
    total = len(ids) if limit < 0 or len(ids) < limit else store.read_connection.articles.shelf.count(wanted)
    return _with_first_rows(
        ShelfItems(ids, lambda ids: {row.id: _item(row) for row in store.articles.shelf.rows(ids)}, total, store)
    )


def _with_first_rows(items: ShelfItems) -> ShelfItems:
    """Read the first rows now, in the thread that asked."""
    if items:
        items[0]
    return items


def count_found(store: Store, query: LibraryQuery) -> int:
    """How many articles of the library the query selects; takes a tenth of a second where most of 100,000 match.
    Raises StoreError."""
    store = store.read_connection
    if words := parse_search(query.words).words:
        return store.articles.finder.count(words, shelf_filter(store, query))
    return store.articles.shelf.count(shelf_filter(store, query))


def best_note(store: Store | None, source: str, words: str) -> Highlight | None:
    """The best match among the notes on an article, or None. Raises StoreError."""
    found = store.notebook.search(words) if store else []
    return next((note for note in found if source_key(note.target.source) == source_key(source)), None)


def count_undated(store: Store, query: LibraryQuery) -> int:
    """How many articles the query leaves out only because they have no date. Raises StoreError."""
    by = parse_search(query.words)
    if problem_with(query.words) or not (by.after or by.before):
        return 0
    store = store.read_connection
    wanted = replace(shelf_filter(store, query), after="", before="", undated=True)
    return store.articles.finder.count(by.words, wanted) if by.words else store.articles.shelf.count(wanted)


def search_library(store: Store, query: LibraryQuery, limit: int) -> list[Found]:
    """The articles that a search text with keywords selects, at most `limit`; with keywords alone, the last opened
    first and without a snippet. Raises StoreError."""
    wanted = shelf_filter(store, query)
    if words := parse_search(query.words).words:
        return store.articles.search(words, wanted, limit=limit)
    shelf = store.articles.shelf
    return [Found(row, "text", "") for row in shelf.rows(shelf.ids(wanted, limit=limit))]


def shelf_filter(store: Store, query: LibraryQuery) -> ShelfFilter:
    """The query in the form that the store takes. The articles with a name are looked up now. Raises StoreError."""
    by = parse_search(query.words)
    listed = [query.sources] if query.sources is not None else []
    found = [find_one_subject(store, query.person)[0].where] if query.person and query.sources is None else []
    found += [find_subject(store, speaker).speakers for speaker in by.speakers]
    # Where a name is found counts once for each text, but the library lists every path and address.
    chosen = [*listed, *(copies(store, where) for where in found)]
    return ShelfFilter(
        query.topics,
        query.with_notes,
        sources=set.intersection(*map(set, chosen)) if chosen else None,
        sites=by.sites,
        after=by.after,
        before=by.before,
        tags=by.tags,
        searched=query.searched,
    )


def _item(row: ShelfRow) -> ShelfItem:
    return ShelfItem(
        row.source,
        row.title,
        _facts(row),
        row.opened,
        row.done,
        row.notes,
        verdicts=row.verdicts,
        to_check=row.to_check,
    )


def _found_item(found: Found) -> ShelfItem:
    row = found.row
    lines = found.snippet.split("\n")
    if found.field in ("entities", "speakers"):  # one name on a line; show those that match
        lines = [" · ".join(line for line in lines if "\ue000" in line)]
    words = " ".join(" ".join(lines).split())
    return replace(_item(row), found=words, found_in=FOUND_IN.get(found.field, ""))


def _facts(row: ShelfRow) -> tuple[str, ...]:
    where = row.site or place_of(row.url if row.url and not _is_file(row.source) else row.source)
    copy = place_of(row.source) if row.same_title and _is_file(row.source) else ""
    return tuple(part for part in (where, row.date, copy if copy != where else "", _same_text(row), row.byline) if part)


def _same_text(row: ShelfRow) -> str:
    if not row.same_text:
        return ""
    name = place_of(row.same_text)
    # Two files of the same name are told apart by their folders.
    return f"same text as {name if name != place_of(row.source) else os.path.join(*Path(row.same_text).parts[-2:])}"


def _is_file(source: str) -> bool:
    return not is_address(source) and not is_pipe(source)


def file_items(paths: Sequence[str], store: Store | None) -> list[ShelfItem]:
    """Files and addresses in the order given, with what the library knows about them."""
    known: dict[str, ShelfItem] = {}
    if store is not None:
        known = {source: _item(row) for source, row in store.articles.shelf.known(paths).items()}
    shared = os.path.commonpath([os.path.dirname(os.path.abspath(p)) for p in paths if _is_file(p)] or ["/"])
    items = []
    for path in paths:
        item = known.get(source_key(path))
        if item is not None:
            facts = (_under(path, shared), *item.facts[1:]) if _is_file(path) else item.facts
            items.append(replace(item, source=path, facts=facts))
        else:
            items.append(ShelfItem(path, "", (_under(path, shared),)))
    return items


def _under(path: str, shared: str) -> str:
    return os.path.relpath(os.path.abspath(path), shared) if _is_file(path) else path


def matching(items: Iterable[ShelfItem], words: str) -> list[ShelfItem]:
    """The items whose title, path or facts contain every one of the words."""
    wanted = words.casefold().split()
    if not wanted:
        return list(items)
    return [
        item
        for item in items
        if all(word in f"{item.title} {item.source} {' '.join(item.facts)}".casefold() for word in wanted)
    ]


def title_of(path: str) -> tuple[str, tuple[str, ...]]:
    """Title and facts of a file that is not in the library; reads its first screens. Never raises: for a file that
    cannot be read the fact is the reason."""
    from ..formats.load_error import LoadError
    from ..formats.loading import open_article

    format = by_suffix(path)
    if format and format.quick_title:
        with suppress(OSError):
            if title := format.quick_title(Path(path)):
                return title, (place_of(path),)
    try:
        article = open_article(path).head
    except LoadError as error:
        return place_of(path), (one_line(str(error), 200),)
    return article.title, tuple(part for part in (place_of(path), article.date, article.byline) if part)


def sample_items(known: Sequence[ShelfItem]) -> list[ShelfItem]:
    """The sample articles, with the reading state of those that were opened."""
    from .samples import sample_paths

    by_source = {item.source: item for item in known}
    rows = []
    for path in map(str, sample_paths()):
        if path not in by_source:
            title, facts = title_of(path)
            by_source[path] = ShelfItem(path, title, facts)
        rows.append(by_source[path])
    return rows
