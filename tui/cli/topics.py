"""List, add, delete and check topics, which the keys 1 to 9 switch on in an article.

A topic that the list calls "on" is in the topic bar to begin with. The program remembers what you add to the bar or
take out of it; the list does not show that.

A topic is a name with the words that indicate it. Some come with newsreader; your own are in a TOML file, whose path
`newsreader topics path` prints and which you may edit by hand. In these, a plural also finds the singular: "tariffs"
finds "tariff". A topic of your own replaces one of the same name that comes with the program.

A topic with two or more terms of opinion polls (such as "poll", "survey", "pollster" or "respondents") also finds their
results without these words ("half of voters say"), in articles that have one of its terms; the reason says so.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..library.known_topics import is_on, own_file
from ..text.safe import one_line, visible
from ..text.topic import Topic, TopicError
from ..text.topics_file import add_topic, delete_topic, is_built_in, read_topics, topic_from_table
from .arguments import settings_for
from .errors import CliError
from .parser import add_subcommands
from .printing import RowFormat, add_output, count, print_path, print_rows
from .remarks import remark
from .topic_choice import all_topics

if TYPE_CHECKING:
    from ..config.settings import Settings

COLUMNS = ("name", "on", "terms", "hints", "entities", "from")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`list`, `add`, `delete`, `check` and `path`."""
    command = add_subcommands(parser, "topics_command", required=False)
    listing = command("list", "list all topics and where each is from (the default)")
    add_output(listing, FORM)
    adding = command("add", "write a topic of your own")
    adding.add_argument("name", metavar="NAME", help="what it is called in the topic bar")
    adding.add_argument(
        "terms",
        nargs="*",
        metavar="TERM",
        help="a word or phrase that indicates it by itself, in singular and plural: “tariffs” also finds “tariff”; "
        "one in capitals is found only as written",
    )
    adding.add_argument("--hint", action="append", default=[], help="a word that counts only near a term, or after one")
    adding.add_argument(
        "--entity", action="append", default=[], help="an organisation, place or person that indicates it"
    )
    adding.add_argument(
        "--exclude", action="append", default=[], help="a phrase in which its words mean something else"
    )
    adding.add_argument("--color", default="", help='a colour name such as "green", or "#rrggbb"')
    adding.add_argument("--on", action="store_true", help="switch it on when an article opens")
    adding.add_argument("--file", metavar="FILE.toml", help="write to this file instead of your own")
    deleting = command("delete", "delete a topic of your own; your notes and highlights stay")
    deleting.add_argument("name", metavar="NAME", help="its name, in any case")
    deleting.add_argument("--file", metavar="FILE.toml", help="delete it from this file instead of your own")
    checking = command("check", "report what is wrong in topics files")
    checking.add_argument("files", nargs="*", metavar="FILE.toml", help="default: your own and those of the settings")
    command("path", "print the path of your topics file, whether or not it exists")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 if `check` found something wrong. Raises CliError."""
    if args.topics_command == "path":
        print_path(own_file())
        return 0
    if args.topics_command == "add":
        return add(args)
    if args.topics_command == "delete":
        return delete(args)
    settings = settings_for(args)
    if args.topics_command == "check":
        return check([Path(file) for file in args.files] or [*_existing(own_file()), *settings.topic_files])
    if args.topics_command is None:  # `newsreader topics` alone
        args.format, args.output = FORM.formats[0], None
    print_rows((_row(topic, settings) for topic in all_topics(settings)), FORM, args, "There are no topics.")
    return 0


def add(args: argparse.Namespace) -> int:
    """Add one topic to the user's file and leave the rest of it, comments included, as it is."""
    path = Path(args.file) if args.file else own_file()
    table = {
        "name": args.name,
        "terms": args.terms,
        "hints": args.hint,
        "entities": args.entity,
        "exclude": args.exclude,
        "color": args.color,
        "on": args.on,
    }
    try:
        topic = topic_from_table(table)
        add_topic(path, topic)
    except TopicError as error:
        raise CliError(str(error)) from error
    remark(f"Added {topic.name} to {path}")
    return 0


def delete(args: argparse.Namespace) -> int:
    """Delete one topic from the user's file and leave the rest of it, comments included, as it is."""
    path = Path(args.file) if args.file else own_file()
    try:
        delete_topic(path, args.name)
    except TopicError as error:
        raise CliError(str(error)) from error
    remark(f"Deleted {args.name} from {path}")
    return 0


def check(files: list[Path]) -> int:
    """Report for each file whether it can be used."""
    if not files:
        remark("You have no topics file yet; `newsreader topics add` creates one.")
    status = 0
    for file in files:
        try:
            topics = read_topics(file)
        except TopicError as error:
            print(f"newsreader: {visible(str(error))}", file=sys.stderr)
            status = 1
        else:
            print(visible(f"{file}: good, {count(len(topics), 'topic')}"))
    return status


def _row(topic: Topic, settings: Settings) -> dict[str, Any]:
    return {
        "name": topic.name,
        "on": is_on(topic, settings),
        "terms": len(topic.terms) + len(topic.patterns),
        "hints": len(topic.hints),
        "entities": len(topic.entities),
        "from": "built in" if is_built_in(topic) else topic.origin,
    }


def _table(rows: Iterable[dict[str, Any]], width: int | None) -> Iterator[str]:
    rows = list(rows)
    names = max(len(str(row["name"])) for row in rows)
    for row in rows:
        on = "on " if row["on"] else "off"
        entities = "1 entity" if row["entities"] == 1 else f"{row['entities']} entities"
        words = f"{count(row['terms'], 'term')}, {count(row['hints'], 'hint')}, {entities}"
        yield f"{one_line(str(row['name'])):{names}}  {on}  {words:40}  {one_line(str(row['from']))}"


FORM: RowFormat[dict[str, Any]] = RowFormat(dict, _table, COLUMNS, dict.values)


def _existing(path: Path) -> list[Path]:
    return [path] if path.exists() else []
