"""Topics: what `1` to `9` switch on in an article.

A topic is a name with the words that speak for it. Some come with newsreader; your own stand in one TOML file, which
`newsreader topics path` prints, and which you may also edit by hand. A topic of your own takes the place of one that
comes with the program and has the same name.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..text.safe import one_line, visible
from .errors import CliError
from .parser import add_subcommands
from .printing import print_path

if TYPE_CHECKING:
    from ..config.settings import Settings
    from ..text.topic import Topic


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`list`, `add`, `check` and `path`."""
    command = add_subcommands(parser, "topics_command", required=False)
    listing = command("list", "list all topics and where each is from (the default)")
    listing.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    adding = command("add", "write a topic of your own")
    adding.add_argument("name", metavar="NAME", help="what it is called in the topic bar")
    adding.add_argument("terms", nargs="*", metavar="TERM", help="a word or phrase that speaks for it by itself")
    adding.add_argument("--hint", action="append", default=[], help="a word that counts only near a term, or after one")
    adding.add_argument("--entity", action="append", default=[], help="a body, place or person that speaks for it")
    adding.add_argument("--exclude", action="append", default=[], help="a phrase that only looks like it")
    adding.add_argument("--color", default="", help='a colour name such as "green", or "#rrggbb"')
    adding.add_argument("--on", action="store_true", help="have it on when an article opens")
    adding.add_argument("--file", metavar="FILE.toml", help="write to this file instead of your own")
    checking = command("check", "report what is wrong in topics files")
    checking.add_argument("files", nargs="*", metavar="FILE.toml", help="default: your own and those of the settings")
    command("path", "print the path of your topics file, whether or not it exists")


def run(args: argparse.Namespace) -> int:
    """The exit status: 1 where `check` found something wrong. Raises CliError."""
    if args.topics_command == "path":
        print_path(own_file())
        return 0
    if args.topics_command == "add":
        return add(args)
    from .config import settings_for

    settings = settings_for(args)
    if args.topics_command == "check":
        return check([Path(file) for file in args.files] or [*_existing(own_file()), *settings.topic_files])
    return show(settings, getattr(args, "format", "table"))


def own_file() -> Path:
    """The file for topics of the reader's own. It need not exist."""
    from ..config.paths import config_folder

    return config_folder() / "topics.toml"


def add(args: argparse.Namespace) -> int:
    """Write one topic to the reader's file, comments and all else left as they are."""
    from ..text.topic import TopicError
    from ..text.topics_file import add_topic, topic_from_table

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
    print(visible(f"Added {topic.name} to {path}"), file=sys.stderr)
    return 0


def check(files: list[Path]) -> int:
    """Say of each file whether it can be used."""
    from ..text.topic import TopicError
    from ..text.topics_file import read_topics

    if not files:
        print("You have no topics file of your own yet; `newsreader topics add` makes one.", file=sys.stderr)
    status = 0
    for file in files:
        try:
            count = len(read_topics(file))
        except TopicError as error:
            print(f"newsreader: {visible(str(error))}", file=sys.stderr)
            status = 1
        else:
            print(visible(f"{file}: good, {count} topic{'' if count == 1 else 's'}"))
    return status


def show(settings: Settings, format: str) -> int:
    """Print the topics there are."""
    from .choices import all_topics

    topics = all_topics(settings)
    if format == "json":
        print(json.dumps([_row(topic, settings) for topic in topics], indent=2))
        return 0
    width = max(len(topic.name) for topic in topics)
    for row in (_row(topic, settings) for topic in topics):
        on = "on " if row["on"] else "off"
        words = f"{row['terms']} terms, {row['hints']} hints, {row['entities']} entities"
        print(f"{one_line(str(row['name'])):{width}}  {on}  {words:40}  {one_line(str(row['from']))}")
    return 0


def _row(topic: Topic, settings: Settings) -> dict[str, object]:
    from ..text.topics_file import is_built_in

    on = topic.on if settings.topics_on is None else topic.name in settings.topics_on
    return {
        "name": topic.name,
        "on": on,
        "terms": len(topic.terms) + len(topic.patterns),
        "hints": len(topic.hints),
        "entities": len(topic.entities),
        "from": "built in" if is_built_in(topic) else topic.origin,
    }


def _existing(path: Path) -> list[Path]:
    return [path] if path.exists() else []
