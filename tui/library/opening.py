"""Opens an article by path, address or row of the library, and adds it to the library.

No screen and no terminal: the program and its screens call these functions, in threads where they take long.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..formats.article_files import read_bytes
from ..formats.article_source import ArticleSource
from ..formats.double_encoding import spoilt_example
from ..formats.load_error import LoadError
from ..formats.loading import load_file
from ..formats.registry import by_name
from ..store.source import is_pipe, source_key, text_only
from ..text.address import is_address
from ..text.article import Article
from ..text.safe import one_line
from ..text.when import when
from .outlets import copy_at

if TYPE_CHECKING:
    from ..notes.highlight import Highlight
    from ..store.database import Store
    from ..text.span import Span
    from ..web.fetch import Progress


async def load(
    source: str, *, format: str | None = None, repair: bool = False, progress: Progress | None = None
) -> ArticleSource:
    """Read the article at a path or address now. Raises LoadError. Cancel the task to stop it.

    Reads in threads, so that keys do not wait. `progress` is called with what has arrived from an address. With
    `repair`, text that was encoded twice is read as it was before.
    """
    if not is_address(source):
        return await asyncio.to_thread(_read, source, format, repair)
    from ..web.fetch import fetch_page, read_answer

    page = await fetch_page(source, progress=progress)
    article = await asyncio.to_thread(read_answer, page, source, format=format, repair=repair)
    return ArticleSource(article, page.data, page.content_type)


def _read(source: str, format: str | None = None, repair: bool = False) -> ArticleSource:
    return load_file(os.path.expanduser(source), format=format, repair=repair)


def repaired_before(store: Store, loaded: ArticleSource, *, format: str | None = None) -> ArticleSource:
    """An article just read from a file; with its encoding repaired if that is the text the library last read from it.

    So a repair once chosen holds until the file changes. Raises StoreError, LoadError.
    """
    article = loaded.article
    if is_address(article.source) or is_pipe(article.source) or not spoilt_example(article.text):
        return loaded
    latest = store.articles.latest(source_key(article))
    if latest is None or latest == article.digest:
        return loaded
    repaired = _read(article.source, format, repair=True)
    return repaired if repaired.article.digest == latest else loaded


def kept_article(store: Store, source: str) -> Article | None:
    """The text last read under a path or address, with a notice that it is a stored one. Raises StoreError."""
    versions = store.articles.versions(source)
    article = store.articles.load(versions[0].digest, source) if versions else None
    if article is None:
        return None
    if is_pipe(source):
        return article
    last = when(versions[0].last)
    if is_address(source):
        notice = f"This is the page as you last read it ({last}). Reload to fetch it again."
    else:
        notice = f"The file no longer exists. This is its text as you last read it ({last})."
    return replace(article, notices=(notice,))


def open_known(store: Store, source: str, *, repair: bool = False) -> Article | None:
    """An article of the library: the file as it is now (with `repair`, or if the reader repaired it earlier, as it was
    before it was encoded twice), else the stored text. None for an unknown source.

    Raises StoreError, and LoadError for an existing file that cannot be read.
    """
    if not is_address(source) and not is_pipe(source) and Path(source).exists():
        return repaired_before(store, _read(source, repair=repair)).article
    return kept_article(store, source)


def short_article(source: str, store: Store | None, most: int, *, kept: bool) -> Article | None:
    """The article of a file of at most that many bytes; with `kept`, the one that the library would show. None if there
    is none or it is longer. Raises OSError, StoreError, LoadError."""
    if not is_address(source) and not is_pipe(source) and (not kept or Path(source).exists()):
        return _read(source, None).article if os.stat(os.path.expanduser(source)).st_size <= most else None
    if not kept or store is None:
        return None
    versions = store.articles.versions(source)
    return kept_article(store, source) if versions and versions[0].words * 4 <= most else None


def place_now(store: Store, article: Article, span: Span) -> Span | None:
    """The place in the current article of a span of the text last read. Raises StoreError."""
    from ..text.span import Span

    digest = store.articles.latest(source_key(article))
    before = store.articles.text(digest) if digest and digest != article.digest else None
    if before is None:
        return span
    from ..notes.anchoring import carry

    place = carry(before, span.start, span.end, article.text)
    return Span(*place) if place else None


def open_noted(store: Store, highlight: Highlight) -> tuple[Article | None, Span | None]:
    """The article of a highlight and its place in it; None for what is missing. Raises StoreError, LoadError."""
    article = open_known(store, highlight.target.source)
    if article is None and highlight.target.digest:
        article = store.articles.load(highlight.target.digest, highlight.target.source)
    if article is None:
        return None, None
    placed = next((one for one in store.notebook.highlights(article) if one.highlight.id == highlight.id), None)
    return article, placed.span if placed else None


def follow_moved(store: Store, article: Article) -> str:
    """Pass to an article what the library has on the same text under a path that no longer exists, and the notes on it
    that were left when it was removed. Returns that path, "" if there is none. Raises StoreError."""
    if not _is_file(article.source):
        return ""
    gone = [path for path in store.articles.same_text(article) if _is_file(path) and not os.path.lexists(path)]
    for old in (*gone, *store.articles.sources_of_notes_left(article)):
        store.articles.move(old, article.source)
    return gone[0] if gone else ""


def add_to_library(
    store: Store, article: Article, page: ArticleSource | None, notify: Callable[[str], None]
) -> tuple[str, str]:
    """Add an article that is being opened to the library, and have the store maintained (`Store.run_maintenance`).
    Returns the sentences of `known_elsewhere` and `keep`. Raises StoreError.

    All in one function, and so in one thread: a long article takes megabytes, which every thread that had them keeps.
    """
    known, changed = known_elsewhere(store, article), keep(store, article, page)
    # Once a day this makes a copy next to the store; on any other start it only checks that there is one. A long
    # article is not indexed now: beside its analysis that would take megabytes, and the next search does it.
    store.run_maintenance(notify, index=store.articles.index_queue_length(article.digest) > 0)
    return known, changed


def known_elsewhere(store: Store, article: Article) -> str:
    """Follow a moved file (`follow_moved`) before the article is stored. Returns a sentence for the reader about that,
    or, the first time, about another article with the same text; else "". Raises StoreError."""
    if moved := follow_moved(store, article):
        return f"This file was {one_line(moved, 200)}. Your place and any notes moved with it."
    same = store.articles.same_text(article) if store.articles.latest(source_key(article)) is None else []
    return f"This is the same text as {copy_at(same[0])}. Your notes and corrections hold for both." if same else ""


def _is_file(source: str) -> bool:
    # U+FFFD stands for bytes that are no text, so nobody can say whether there is such a file.
    return not is_address(source) and not is_pipe(source) and "\ufffd" not in text_only(source)


def keep(store: Store, article: Article, page: ArticleSource | None = None, *, read: bool = True) -> str:
    """Add an article to the library, with the page it was extracted from. Raises StoreError.

    Returns a sentence for the reader if the text differs from the one last read under the same path or address, or from
    the one last stored if none was read; else "". With `read` false the reader does not see the article: it differs if
    another text was stored last, and stays unread. A saved page need not be passed; it is read again.
    """
    seen = store.articles.last_read(article.source)
    before = seen if read and seen else next(iter(store.articles.versions(article.source)), None)
    store.articles.keep(article, read=read)
    if page is not None and page.raw is not None:
        store.articles.keep_raw(article.digest, page.raw, page.content_type)
    else:
        _keep_page(store, article)
    if before is None or before.digest == article.digest or is_pipe(article.source):
        return ""
    since = "you read it" if seen else "it was added to the library"
    return (
        f"This article has changed since {since} ({when(before.last)}). {_notes_after_change(store, article)}".rstrip()
    )


def _notes_after_change(store: Store, article: Article) -> str:
    """A sentence about whether the notes on a changed article are found in its new text; "" without any. Raises
    StoreError."""
    notes = store.notebook.highlights(article)
    if not notes:
        return ""
    lost = sum(one.span is None for one in notes)
    if not lost:
        return "Your notes moved with it."
    rest = "; the rest moved with it" if lost < len(notes) else ""
    return f"{lost:,} {'note was' if lost == 1 else 'notes were'} not found in the new text{rest}."


def _keep_page(store: Store, article: Article) -> None:
    """Store the saved page of the article, so that a later version can extract it better."""
    format = by_name(article.format)
    if not format or not format.keeps_original or is_address(article.source) or is_pipe(article.source):
        return
    if store.articles.page(article.digest) is None:
        with suppress(LoadError):  # the file is gone; its text is here
            store.articles.keep_raw(article.digest, read_bytes(article.source), format.content_types[0])


def attach_repaired(store: Store, article: Article) -> None:
    """Attach the notes on words that were encoded twice to those words in the repaired article. Raises StoreError."""
    from ..formats.double_encoding import repair_encoding
    from ..notes.anchoring import anchor
    from ..text.span import Span

    for placed in store.notebook.highlights(article):
        target = placed.highlight.target
        if placed.span is not None or repair_encoding(target.exact) == target.exact:
            continue
        exact, prefix, suffix = map(repair_encoding, (target.exact, target.prefix, target.suffix))
        if place := anchor(target._replace(digest="", exact=exact, prefix=prefix, suffix=suffix), article.text):
            store.notebook.attach(placed.highlight.id, article, Span(*place), same=True)


def previous(store: Store, article: Article) -> Article | None:
    """The text read before this one under the same path or address, or else stored before it, or None. Raises
    StoreError."""
    if seen := store.articles.last_read(article.source, besides=article.digest):
        return store.articles.load(seen.digest, article.source)
    older = [one for one in store.articles.versions(source_key(article)) if one.digest != article.digest]
    return store.articles.load(older[0].digest, article.source) if older else None
