"""The library with very many articles: adding, listing, searching during typing, and opening its screen.

The wait after a key is measured twice: by querying the store as the screen does, which gives hundreds of figures, and
in the real program, where letters must appear at once whatever is being searched for.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.library_corpus import fill
from tests.benchmarks.reading import Figures
from tests.benchmarks.watched import Watched
from tui.library.shelf_items import LibraryQuery, ShelfItems, count_found, library_items
from tui.store.backup import check_quickly
from tui.store.database import Store, open_store

STEPS = (1_000, 10_000, 100_000, 1_000_000)
"""The numbers of articles after which the time to add one is measured."""
TYPED = (
    "president", "border agreement", "said that", '"last week"', "the", "tariff", "harbour", "in the", "zzgone",
    "a vote on", "cockt", "stru", "unea",
)  # fmt: skip
"""What is typed, letter by letter. Some words are in every article, some in none."""
SHOWN = re.compile(r"\d articles?\b|samples to begin")
"""The heading of the library, with or without rows."""


def make_library(folder: Path, count: int) -> tuple[Path, list[tuple[int, float]]]:
    """The folder of a store with that many articles, built once, and (articles, milliseconds for each) as it grew."""
    store_folder = folder / f"library-{count}"
    told = store_folder / "adding.json"
    if not told.exists():
        times: list[tuple[int, float]] = []
        done = 0
        with open_store(store_folder) as store:
            for step in sorted({*(step for step in STEPS if step < count), count}):
                begin = time.process_time()
                fill(store, done, step)
                times.append((step, (time.process_time() - begin) * 1000 / (step - done)))
                done = step
        told.write_text(json.dumps(times), encoding="utf-8")
    return store_folder, [(int(step), float(ms)) for step, ms in json.loads(told.read_text(encoding="utf-8"))]


def ask(folder: Path) -> Figures:
    """Milliseconds for every query to a library, by name; sizes are in bytes for each article."""
    figures: Figures = {}
    with open_store(folder) as store:
        count = len(library_items(store, LibraryQuery()))
        people = [name for name, _ in store.articles.people()[:40:13]]
        typed = [*TYPED, *people]
        for words in typed:  # once to bring the file into the disk cache, as it is during typing
            _search(store, words)
        letters = [words[:n] for words in typed for n in range(1, len(words) + 1)]
        timed = [(_timed(lambda words=words: _search(store, words)), _search_cpu(store, words)) for words in letters]
        figures["search"], figures["search, CPU alone"] = map(list, zip(*timed, strict=True))
        figures["count"] = [
            _timed(lambda words=words: count_found(store, LibraryQuery(words=words))) for words in typed
        ]
        for name, query in queries(store).items():
            figures[f"list {name}"] = [
                _timed(lambda query=query: _whole(library_items(store, query))) for _ in range(5)
            ]
        for name in ("names", "people", "speakers", "topics"):
            figures[name] = [_timed(getattr(store.articles, name)) for _ in range(5)]
        figures["check"] = [_timed(lambda: check_quickly(store._db))]
        figures["size"] = [store.size / max(1, count)]
        with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as where:
            figures["copy"] = [_timed(lambda: store.backup(Path(where) / "copy.db"))]
    return figures


def queries(store: Store) -> dict[str, LibraryQuery]:
    """The lists that a reader can request."""
    people, topics = store.articles.people(), store.articles.topics()
    found = {f"by {sort}": LibraryQuery(sort=sort) for sort in ("opened", "title", "date", "notes")}
    found["with notes"] = LibraryQuery(with_notes=True)
    if people and topics:
        found["of the most named"] = LibraryQuery(person=people[0][0])
        found["of a topic, by title"] = LibraryQuery(topic=topics[0][0], sort="title")
        found["of a topic, searched"] = LibraryQuery(topic=topics[0][0], words="president")
    return found


def _whole(items: ShelfItems) -> None:
    """Do what a screen does with a list: read its first rows and its length, and jump to the end."""
    if items:
        items[min(50, len(items) - 1)], items[len(items) - 1]


def _search(store: Store, words: str) -> None:
    _whole(library_items(store, LibraryQuery(words=words)))


def _search_cpu(store: Store, words: str) -> float:
    """Milliseconds of CPU time for a search: the rest of its time is waiting on a shared machine."""
    begin = time.process_time()
    _search(store, words)
    return (time.process_time() - begin) * 1000


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def screens(argv: Sequence[str], folders: dict[str, Path], runs: int, *, warm: bool = True) -> dict[str, Figures]:
    """Start the library screen of the real program on these stores in turn; the first turn only warms up. "open" is
    from every turn, "letter" (until a typed letter appears in the search) and "memory" (megabytes) from the last."""
    results: dict[str, Figures] = {name: {"open": [], "letter": [], "memory": []} for name in folders}
    for turn in range(-1 if warm else 0, runs):
        for name, folder in folders.items():
            with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as where:
                home = Path(where)
                (home / "data").mkdir()
                os.symlink(folder, home / "data" / "newsreader", target_is_directory=True)
                with Watched(argv, home=home) as terminal:
                    opened = terminal.seen(SHOWN, 60)
                    if opened is None or turn < 0:
                        continue
                    results[name]["open"].append(opened)
                    if turn == runs - 1:
                        _type(terminal, results[name])
    return results


def _type(terminal: Watched, figures: Figures) -> None:
    terminal.idle(1.0)
    terminal.press("/")
    terminal.idle(0.3)
    terminal.region = (0, 0, terminal.columns // 2, 3)
    for letter in "the president said":
        if press := terminal.time_key("space" if letter == " " else letter):
            figures["letter"].append(press.first)
    terminal.region = None
    terminal.idle(0.5)
    if (memory := terminal.peak_memory(terminal.process.pid)) is not None:
        figures["memory"].append(memory)


def ratio(results: dict[str, Figures], full: str, empty: str) -> float:
    """How many times as long the full library takes to open."""
    values = [results[name]["open"] for name in (full, empty)]
    return median(values[0]) / median(values[1]) if all(values) else float("nan")
