"""Write a report on an article: one page of HTML to hand in, which needs no script and no network.

It has the article with your highlights, the topics and who speaks in the margin; your notes, the sources, the topics
over the article, the timeline, the versions you read, and where the text comes from. With --against, also what became
of each quotation, as `newsreader verify` finds it. ARTICLE may be an article of the library.
"""

from __future__ import annotations

import argparse
import sys

from ..export.report import report_page
from ..export.report_gathering import gather_report
from .arguments import add_topic, settings_for
from .library_store import library_if_any
from .one_article import analyze_articles, find_article
from .printing import format_of_name, write_output
from .topic_choice import choose_topics
from .verify import add_sources, find_sources, verify_quotes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="a file, an address, - or an article of the library")
    parser.add_argument("-o", "--output", metavar="FILE.html", help="write to this file instead of standard output")
    add_sources(parser, required=False)
    add_topic(parser, "only this topic")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    if args.output:
        format_of_name(args.output, ("html",))
    settings = settings_for(args)
    topics = choose_topics(settings, args.topic)
    with library_if_any(args) as store:
        article, sources = find_article(store, args.article), find_sources(args, store)
        (found,) = analyze_articles(args, store, [article], settings, topics)
        labels = [(label.name, label.sign) for label in settings.labels]
        quotes = verify_quotes(args, store, found, sources, settings) if sources else []
        page = report_page(gather_report(store, article, found.analysis, labels, verified=quotes))
    if args.output:
        write_output(args.output, page.encode(), "Report")
    else:
        sys.stdout.write(page)
    return 0
