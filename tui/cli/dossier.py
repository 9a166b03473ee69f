"""Gather what the articles of your library say of a person, organisation, place or topic: over time, by outlet, how
they are described, and what they say, article by article. A name means the row that `entities --library` has for it,
not longer names that contain it; a part of a name will do where only one has it. The statements of a person are those
that `quotes` prints with this speaker, also joint and unsure ones, without what they want or think.

With -o FILE.html it is one page to hand in, which needs no script and no network.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..evidence.dossier import NO_DATE, Dossier, person_dossier, topic_dossier
from ..export.dossier_page import dossier_page
from ..library.occurrences import analysed_articles
from ..library.outlets import outlet_of
from ..text.charts import bar, time_line
from ..text.safe import one_line
from .arguments import settings_for
from .library_store import open_library, warn_of_unsearched
from .person_choice import choose_person
from .printing import chosen_format, count, in_column, json_text, lines_after, terminal_width, write_output
from .progress import progress_bar
from .remarks import remark
from .topic_choice import choose_topics

if TYPE_CHECKING:
    from ..store.database import Store
    from ..text.analyzed import Analyzed

FORMATS = ("table", "json", "html")
BAR = 24
"""The width of a bar, in cells."""
NAME = 32
"""The largest width of a name before a bar, in cells."""
MOST_BARS = 12
"""The largest number of outlets or speakers in the table; the page and the JSON have all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    about = parser.add_mutually_exclusive_group(required=True)
    about.add_argument(
        "--person", metavar="NAME", help="a person, organisation or place: the full name, or a part that only one has"
    )
    about.add_argument("--topic", metavar="NAME", help="a topic: `newsreader topics list` names them")
    parser.add_argument("--format", choices=FORMATS, help="default: what the name of FILE ends in, or else table")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file instead of standard output")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    format = chosen_format(args, FORMATS)
    with open_library(args) as store:
        dossier = _dossier(args, store)
    if not dossier.articles:
        remark(f"No analysed article of the library has {'this name' if args.person else 'a passage on this topic'}.")
    if format == "html":
        text = dossier_page(dossier)
    elif format == "json":
        text = json_text(as_json(dossier), 2) + "\n"
    else:
        text = "".join(f"{line}\n" for line in as_lines(dossier, terminal_width()))
    if args.output:
        write_output(args.output, text.encode(), f"Dossier on {one_line(dossier.subject)}")
    else:
        sys.stdout.write(text)
    return 0


def _dossier(args: argparse.Namespace, store: Store) -> Dossier:
    if args.person:
        subject = choose_person(store, args.person)
        return person_dossier(subject.name, subject.where, _articles(store, sources=subject.where))
    (topic,) = choose_topics(settings_for(args), [args.topic])
    warn_of_unsearched(store, [topic])
    return topic_dossier(topic.name, topic.fingerprint, _articles(store, topic=topic.name))


def _articles(store: Store, *, sources: Iterable[str] | None = None, topic: str = "") -> Iterator[tuple[str, Analyzed]]:
    """The articles with these sources, or those with a passage on the topic, each with its outlet."""
    with progress_bar(100, "Reading") as advance:
        for done, row, one in analysed_articles(store, sources=sources, topic=topic):
            advance(int(100 * done))
            yield outlet_of(row, row.source), one


def as_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain lists and strings."""
    return {
        "kind": dossier.kind,
        "subject": dossier.subject,
        "also": list(dossier.also),
        "described": [{"words": words, "articles": number} for words, number in dossier.described],
        "over_time": [{"when": when, "mentions": number} for when, number in dossier.by_time()],
        "outlets": [{"outlet": outlet, "articles": number} for outlet, number in dossier.by_outlet()],
        "speakers": [one._asdict() for one in dossier.by_speaker()],
        "articles": [
            {
                **{name: value for name, value in article._asdict().items() if name != "statements"},
                "statements": [one._asdict() for one in article.statements],
            }
            for article in dossier.articles
        ],
    }


def as_lines(dossier: Dossier, width: int | None) -> Iterator[str]:
    """The dossier for people, with bars."""
    noun = "mention" if dossier.kind == "person" else "passage"
    counts = (
        count(len(dossier.articles), "article"), count(dossier.mentions, noun), count(dossier.statements, "statement")
    )  # fmt: skip
    yield f"{one_line(dossier.subject)}: {', '.join(counts)}"
    if dossier.also:
        yield from lines_after("also ", one_line(", ".join(dossier.also)), width)
    undated = dict(dossier.by_time()).get(NO_DATE, 0)
    if line := time_line((article.date, article.mentions) for article in dossier.articles):
        yield f"{noun}s over time  {line}{f'  and {undated:,} without a date' if undated else ''}"
    elif undated:
        yield f"{noun}s over time  all {undated:,} without a date"
    said = dossier.by_speaker() if dossier.kind == "topic" else []
    speakers = [(one.shown, one.statements) for one in said]
    for title, rows in (("Articles by outlet", dossier.by_outlet()), ("Statements by speaker", speakers)):
        yield from _bars(title, rows, width)
    if dossier.described:
        described = "; ".join(f"{one_line(words)} ({number})" for words, number in dossier.described)
        yield from ("", *lines_after("described as ", described, width))
    for article in dossier.articles:
        facts = [article.date[:10] or "no date", one_line(article.outlet), one_line(article.title)]
        yield from ("", *lines_after("", " · ".join(filter(None, facts)), width))
        for words in article.extracts:
            yield from lines_after("  ", one_line(words), width)
        for one in article.statements:
            who = f"{one_line(one.speaker)}: " if dossier.kind == "topic" else ""
            doubt = " ?" if one.unsure else ""
            yield from lines_after("    ", f"{who}{one_line(one.words)} [{one.kind}{doubt}]", width)


def _bars(title: str, rows: Sequence[tuple[str, int]], width: int | None) -> Iterator[str]:
    if not rows:
        return
    yield from ("", title)
    most = max(number for _, number in rows)
    for name, number in rows[:MOST_BARS]:
        yield f"  {in_column(name, width, NAME)} {bar(number / most, BAR)} {number:,}"
    if len(rows) > MOST_BARS:
        yield f"  and {len(rows) - MOST_BARS:,} more"
