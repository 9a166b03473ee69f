"""Opening the library for a command that only reads it, and what an answer takes from it or leaves out."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ..config.paths import data_folder
from ..notes.corrected_analysis import corrected
from ..store.database import Store, open_store
from ..store.errors import StoreError
from ..store.files import holds_store
from ..store.indexing import MANY
from .errors import CliError
from .output_file import refuse_article
from .printing import count
from .remarks import remark

if TYPE_CHECKING:
    from ..text.analyzed import Analyzed
    from ..text.topic import Topic


@contextmanager
def open_library(args: argparse.Namespace) -> Iterator[Store]:
    """The library, opened for reading. New articles are indexed first if it can be written; otherwise names and topics
    are those indexed so far. Raises CliError, also if `--output` would replace an article of the library."""
    folder = data_folder(args.data_dir)
    try:
        if holds_store(folder):
            with suppress(StoreError), open_store(folder) as store:
                if (left := store.articles.index_queue_length()) > MANY:
                    remark(f"Indexing {left:,} articles of the library, which takes a while.")
                store.articles.index_waiting()
        with open_store(folder, read_only=True) as store:
            refuse_article(store, getattr(args, "output", None))
            yield store
    except StoreError as error:
        raise CliError(str(error)) from error


@contextmanager
def library_if_any(args: argparse.Namespace) -> Iterator[Store | None]:
    """The library, for reading; None if there is none, or if it cannot be read, which a remark reports. Raises CliError
    if reading it fails later."""
    folder = data_folder(args.data_dir)
    try:
        store = open_store(folder, read_only=True) if holds_store(folder) else None
    except StoreError as error:
        remark(f"Your notes and corrections are missing: {error}")
        store = None
    if store is None:
        yield None
        return
    try:
        with store:
            yield store
    except StoreError as error:
        raise CliError(str(error)) from error


def with_corrections(one: Analyzed, store: Store | None) -> Analyzed:
    """The article with the day of publication that the user stated and the user's corrections. Raises StoreError."""
    if store is None:
        return one
    one = with_stated_date(one, store)
    corrections = store.notebook.corrections(one.article)
    return replace(one, analysis=corrected(one.analysis, corrections, one.article))


def with_stated_date(one: Analyzed, store: Store | None) -> Analyzed:
    """The article with the day of publication that the user stated, if any. Raises StoreError."""
    return replace(one, article=store.articles.with_stated_date(one.article)) if store else one


def warn_of_unsearched(store: Store, topics: Iterable[Topic]) -> None:
    """Report how many articles of the library were not searched for one of these topics, so that an answer that leaves
    them out does not look like a complete one. Raises StoreError."""
    topics = list(topics)
    missing = len(store.articles.shelf.not_searched([topic.fingerprint for topic in topics])) if topics else 0
    if missing:
        names = ", ".join(topic.name for topic in topics)
        total = count(len(store.articles.library(limit=1_000_000)), "article")
        remark(
            f"The answer leaves out {missing:,} of {total} in the library, not yet searched for {names}. "
            "`newsreader library update` searches them."
        )
