"""Write a report on an article: one page of HTML to hand in, which needs no script and no network.

It has the article with your highlights, the topics and who speaks in the margin; your notes, the sources, the topics
over the article, the timeline, the versions you read, and where the text comes from. ARTICLE may be an article of the
library.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..config.paths import data_folder, log_file
from ..export.report import report_page
from ..export.report_gathering import gather_report
from ..library.session import version_key
from ..store.database import Store, open_store
from ..store.errors import StoreError
from ..text.address import is_address
from ..text.atomic_file import write_atomically
from ..text.safe import visible
from .analyzing import analyst_pool
from .arguments import add_topic, settings_for
from .errors import CliError
from .inputs import load_article
from .topic_choice import choose_topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..config.settings import Settings
    from ..text.analysis import Analysis
    from ..text.article import Article
    from ..text.topic import Topic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="a file, an address, - or an article of the library")
    parser.add_argument("-o", "--output", metavar="FILE.html", help="the file to write (default: standard output)")
    add_topic(parser, "only this topic")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    settings = settings_for(args)
    topics = choose_topics(settings, args.topic)
    store = _store(args)
    try:
        article = find_article(store, args.article)
        analysis = _stored_analysis(store, article, settings, topics) or _analysis(args, article, settings, topics)
        labels = [(label.name, label.sign) for label in settings.labels]
        page = report_page(gather_report(store, article, analysis, labels))
    except StoreError as error:
        raise CliError(str(error)) from error
    finally:
        if store is not None:
            store.close()
    write_page(page, args.output)
    return 0


def write_page(page: str, output: str | None) -> None:
    """Write a page to a file, or to standard output if none is named. Raises CliError."""
    if not output:
        sys.stdout.write(page)
        return
    try:
        write_atomically(Path(output), page.encode("utf-8"))
    except OSError as error:
        raise CliError(f"{output} cannot be written: {error.strerror or error}.") from error
    print(f"Written to {visible(output)}.", file=sys.stderr)


def find_article(store: Store | None, source: str) -> Article:
    """The article in a file or from standard input; of the library, if it has that path, or address; else that of the
    web. Raises CliError, StoreError."""
    if source == "-" or os.path.exists(source):
        return load_article(source)
    digest = store.articles.latest(source) if store else None
    article = store.articles.load(digest) if store and digest else None
    if article is not None:
        return article
    if is_address(source):
        return load_article(source)
    raise CliError(f"No such file, and {source or '“”'} is not in the library.")


def _store(args: argparse.Namespace) -> Store | None:
    """The library, for reading. None if it cannot be read: then the report has no notes."""
    try:
        return open_store(data_folder(args.data_dir), read_only=True)
    except StoreError as error:
        print(f"newsreader: The report has no notes: {visible(str(error))}", file=sys.stderr)
        return None


def _stored_analysis(
    store: Store | None, article: Article, settings: Settings, topics: Sequence[Topic]
) -> Analysis | None:
    """The analysis of the library with the passages of these topics; None if it is out of date or was not looked
    through for one of them."""
    if store is None:
        return None
    analysis = store.articles.analysis(article.digest, version=version_key(settings.model))
    return with_topics(analysis, topics) if analysis else None


def with_topics(analysis: Analysis, topics: Sequence[Topic]) -> Analysis | None:
    """The analysis with only these topics, in this order; None if it was not looked through for one of them."""
    from msgspec.structs import replace

    found = {one.fingerprint: one for one in analysis.topics}
    if any(topic.fingerprint not in found for topic in topics):
        return None
    return replace(analysis, topics=tuple(found[topic.fingerprint] for topic in topics))


def _analysis(args: argparse.Namespace, article: Article, settings: Settings, topics: Sequence[Topic]) -> Analysis:
    """The analysis, made now. Raises CliError."""
    from ..analysis.many import Failed

    with analyst_pool(settings.model, topics, 1, log_file(args.data_dir)) as pool:
        ((_, outcome),) = pool.run(iter([(article.source, article)]))
    if isinstance(outcome, Failed):
        raise CliError(f"{article.source}: {outcome}")
    return outcome.analysis
