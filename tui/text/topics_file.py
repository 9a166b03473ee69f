"""Reads and writes topics in TOML files: the built-in ones, and the reader's own in the same form.

    [[topic]]
    name = "trade"
    terms = ["trade deal", "tariff"]
    exclude = ["drug trade"]

A file with an error is rejected as a whole, and the message names the file, the topic and the field, so that a typing
error never leads to a topic that quietly finds nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from .atomic_file import write_atomically
from .safe import is_safe_line, one_line
from .topic import Topic, TopicError

FOLDER = Path(__file__).parent.parent / "topics"
"""The folder of the built-in topics, one file each."""

FIRST = ("migration", "fentanyl", "APEC")
"""The built-in topics that come first in the bar, in this order; the others follow by name."""

WORD_FIELDS = ("terms", "hints", "entities", "exclude")
FIELDS = ("name", *WORD_FIELDS, "patterns", "color", "on")

LONGEST_NAME = 40
"""The largest number of code points in a name, because it is shown in the topic bar."""

LONGEST_PHRASE = 12
"""The largest number of words in a phrase. Longer ones hardly occur twice, and each costs time in every article."""

_HEADER = re.compile(r"\ufeff?\s*\[\[\s*topic\s*\]\]")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}|[a-z][a-z_]{2,39}")


@cache
def built_in_topics() -> tuple[Topic, ...]:
    """The topics that come with the program, switched on or off: migration, fentanyl and APEC first. The first call
    takes some 20 ms."""
    read = [topic for path in sorted(FOLDER.glob("*.toml")) for topic in read_topics(path)]
    topics = [topic._replace(both_numbers=False) for topic in read]
    return tuple(sorted(topics, key=lambda t: (FIRST.index(t.name) if t.name in FIRST else len(FIRST), t.name)))


def is_built_in(topic: Topic) -> bool:
    """True for a topic that came with the program."""
    return bool(topic.origin) and Path(topic.origin).parent == FOLDER


def read_topics(path: str | Path) -> list[Topic]:
    """The topics of a file, in its order. Raises TopicError if it cannot be read or has an error."""
    file = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TopicError(f"cannot be read ({error.strerror or error}).", file=file) from None
    except UnicodeDecodeError:
        raise TopicError("is not UTF-8 text; save it as UTF-8.", file=file) from None
    return parse_topics(text, file)


def parse_topics(text: str, file: str = "") -> list[Topic]:
    """The topics of a TOML text. Raises TopicError; `file` is only named in the message and stored as the origin of the
    topics."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TopicError(f"is not valid TOML: {error}.", file=file) from None
    for key in data:
        if key != "topic":
            raise TopicError(f"“{key}” is not known here; each topic is a [[topic]] table.", file=file, field=key)
    tables = data.get("topic", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise TopicError("write [[topic]] with two brackets before each topic.", file=file, field="topic")
    topics = [
        topic_from_table(table, file=file, number=number)._replace(origin=file)
        for number, table in enumerate(tables, 1)
    ]
    seen: set[str] = set()
    for topic in topics:
        if topic.name.casefold() in seen:
            raise TopicError("occurs twice; give one of them another name.", file=file, topic=topic.name)
        seen.add(topic.name.casefold())
    return topics


def topic_from_table(table: dict[str, Any], *, file: str = "", number: int = 0) -> Topic:
    """The topic that one table describes. Raises TopicError for an unknown field, a wrong type or a bad value."""
    name = table.get("name")
    label = name if isinstance(name, str) and name.strip() else f"number {number}"
    label = one_line(label)[:LONGEST_NAME]

    def wrong(field: str, problem: str) -> TopicError:
        return TopicError(problem, file=file, topic=label, field=field)

    for field in table:
        if field not in FIELDS:
            raise wrong(field, f"is not a field of a topic; the fields are {', '.join(FIELDS)}.")
    if not isinstance(name, str) or not name.strip():
        raise wrong("name", "is missing; every topic needs a name in quotation marks.")
    if len(name) > LONGEST_NAME or not is_safe_line(name):
        raise wrong("name", f"must be one line of at most {LONGEST_NAME} characters.")
    words = {field: _phrases(table.get(field, []), field, wrong) for field in WORD_FIELDS}
    patterns = _patterns(table.get("patterns", []), wrong)
    if not (words["terms"] or words["entities"] or patterns):
        raise wrong("terms", "has nothing to look for; give at least one term, entity or pattern.")
    color = table.get("color", "")
    if not isinstance(color, str) or (color and not _COLOR.fullmatch(color)):
        raise wrong("color", 'must be a colour name such as "green", or "#rrggbb".')
    on = table.get("on", False)
    if not isinstance(on, bool):
        raise wrong("on", "must be true or false.")
    return Topic(
        name=name.strip(),
        terms=words["terms"],
        hints=words["hints"],
        entities=words["entities"],
        exclude=words["exclude"],
        patterns=patterns,
        color=color,
        on=on,
    )


def _phrases(value: object, field: str, wrong: Wrong) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise wrong(field, 'must be a list such as ["first phrase", "second phrase"].')
    phrases: list[str] = []
    for item in value:
        if not isinstance(item, str):
            raise wrong(field, f"contains {item!r}, which is not text in quotation marks.")
        phrase = " ".join(item.split())
        if not re.search(r"\w", phrase):
            raise wrong(field, f"contains “{phrase}”, which has no words.")
        if len(phrase.split()) > LONGEST_PHRASE:
            raise wrong(field, f"contains “{phrase[:40]}…”, which has more than {LONGEST_PHRASE} words.")
        if phrase not in phrases:
            phrases.append(phrase)
    return tuple(phrases)


Wrong = Callable[[str, str], TopicError]
"""Makes the error for a field and a problem."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STRINGS = _set("ORTH TEXT LOWER NORM LEMMA POS TAG DEP SHAPE MORPH ENT_TYPE ENT_IOB ENT_ID ENT_KB_ID")
_FLAGS = _set(
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_STOP IS_SENT_START IS_QUOTE "
    "IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_BRACKET IS_CURRENCY LIKE_NUM LIKE_URL LIKE_EMAIL SPACY"
)
_LISTS = _set("IN NOT_IN IS_SUBSET IS_SUPERSET INTERSECTS")
_REPEAT = re.compile(r"[!?+*]|\{(?:(\d{1,2})|(\d{0,2}),(\d{0,2}))\}")


def _patterns(value: object, wrong: Wrong) -> tuple[tuple[dict[str, Any], ...], ...]:
    good = isinstance(value, list) and all(
        isinstance(pattern, list) and pattern and all(isinstance(token, dict) for token in pattern) for pattern in value
    )
    if not good:
        raise wrong("patterns", 'must be lists of tokens in spaCy’s syntax, such as [[{LOWER = "border"}]].')
    assert isinstance(value, list)
    for pattern in value:
        for token in pattern:
            for key, demand in token.items():
                _check_demand(key, demand, wrong)
        if not any(_needed(token.get("OP", "{1}")) for token in pattern):
            raise wrong("patterns", "contains a pattern in which every token is optional, so it would match nothing.")
    return tuple(tuple(dict(token) for token in pattern) for pattern in value)


def _check_demand(key: str, demand: object, wrong: Wrong) -> None:
    """Reject what spaCy would reject later, when the file can no longer be named."""
    if key == "OP":
        if not isinstance(demand, str) or not _REPEAT.fullmatch(demand):
            raise wrong("patterns", f"has OP = {demand!r}; it must be one of ! ? + * or like {{2}} or {{0,5}}.")
    elif key in _FLAGS:
        if not isinstance(demand, bool):
            raise wrong("patterns", f"has {key} = {demand!r}; it must be true or false.")
    elif key == "LENGTH":
        if not isinstance(demand, int) and not isinstance(demand, dict):
            raise wrong("patterns", f"has LENGTH = {demand!r}; it must be a whole number.")
    elif key in _STRINGS:
        _check_words(key, demand, wrong)
    else:
        raise wrong("patterns", f"asks for {one_line(key)[:40]}, which is not a token attribute in spaCy.")


def _check_words(key: str, demand: object, wrong: Wrong) -> None:
    choices = demand if isinstance(demand, dict) else {"IN": [demand]}
    for name, given in choices.items():
        if name in _LISTS:
            if not isinstance(given, list) or not given or not all(isinstance(word, str) for word in given):
                raise wrong("patterns", f"has {key} = {demand!r}; it needs text in quotation marks.")
        elif name == "REGEX" or re.fullmatch(r"FUZZY[1-9]?", name):
            if not isinstance(given, str):
                raise wrong("patterns", f"has {key} with {name} = {given!r}; it needs text in quotation marks.")
            try:
                re.compile(given if name == "REGEX" else "")
            except re.error as error:
                raise wrong("patterns", f"has {key} with an invalid regular expression: {error}.") from None
        else:
            raise wrong("patterns", f"has {key} with {name[:40]!r}, which spaCy does not know.")


def _needed(repeat: str) -> bool:
    """True if a token with that OP must occur at least once."""
    counts = _REPEAT.fullmatch(repeat)
    assert counts is not None
    least = counts[1] or counts[2]
    return int(least) > 0 if repeat.startswith("{") and least else repeat == "+"


def add_topic(path: str | Path, topic: Topic) -> None:
    """Add a topic at the end of a file, which is created if missing; the rest of the file stays exactly as it is.

    Raises TopicError if the file has an error, already has a topic of that name, or cannot be written.
    """
    there = _written(path)
    if find_topic(parse_topics(there.removeprefix("\ufeff"), str(path)), topic.name):
        raise TopicError("already exists; change it in the file.", file=str(path), topic=topic.name)
    added = topic_to_toml(topic)
    if there:
        newline = "\r\n" if "\r\n" in there else "\n"
        gap = newline if there.endswith("\n") else newline * 2
        added = there + gap + added.replace("\n", newline)
    parse_topics(added.removeprefix("\ufeff"), str(path))
    _write(path, added)


def delete_topic(path: str | Path, name: str) -> None:
    """Delete the topic of that name, ignoring case, from a file; the rest of the file, comments included, stays as it
    is.

    Raises TopicError if the file has an error or no such topic, if it is not written as a [[topic]] table of its own,
    or if the file cannot be written.
    """
    there = _written(path)
    topics = parse_topics(there.removeprefix("\ufeff"), str(path))
    topic = find_topic(topics, name)
    if topic is None:
        raise TopicError("is not in the file.", file=str(path), topic=name)
    lines = there.splitlines(keepends=True)
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    place = topics.index(topic)
    start, end = [*headers, len(lines), len(lines)][place : place + 2]
    while end > start and lines[end - 1].lstrip()[:1] in ("", "#"):
        end -= 1  # what stands above the next topic belongs to that one
    left = "".join(lines[:start] + lines[end:])
    if parse_topics(left.removeprefix("\ufeff"), str(path)) != topics[:place] + topics[place + 1 :]:
        raise TopicError("cannot be told apart from the others; delete it by hand.", file=str(path), topic=name)
    _write(path, left)


def topic_to_toml(topic: Topic) -> str:
    """The topic as TOML for a topics file, without empty fields."""
    import tomlkit
    from tomlkit.items import Array

    def lines(items: Iterable[object]) -> Array:
        array = tomlkit.array()
        array.extend(items)
        return array.multiline(len(array) > 3)

    def token(demands: dict[str, Any]) -> object:
        table = tomlkit.inline_table()
        for key, demand in demands.items():
            table[key] = token(demand) if isinstance(demand, dict) else demand
        return table

    def pattern(tokens: Iterable[dict[str, Any]]) -> Array:
        array = tomlkit.array()
        for one in tokens:
            array.append(token(one))
        return array

    table = tomlkit.table()
    table["name"] = topic.name
    for field in WORD_FIELDS:
        if getattr(topic, field):
            table[field] = lines(getattr(topic, field))
    if topic.patterns:
        table["patterns"] = lines(pattern(tokens) for tokens in topic.patterns)
    if topic.color:
        table["color"] = topic.color
    if topic.on:
        table["on"] = True
    document = tomlkit.document()
    tables = tomlkit.aot()
    tables.append(table)
    document["topic"] = tables
    return tomlkit.dumps(document)


def _written(path: str | Path) -> str:
    """The text of the file; "" if there is none."""
    file = Path(path)
    try:
        return file.read_bytes().decode("utf-8") if file.exists() else ""
    except OSError as error:
        raise TopicError(f"cannot be read ({error.strerror or error}).", file=str(path)) from None
    except UnicodeDecodeError:
        raise TopicError("is not UTF-8 text; save it as UTF-8.", file=str(path)) from None


def _write(path: str | Path, text: str) -> None:
    try:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(Path(path), text.encode("utf-8"), mode=0o600)
    except OSError as error:
        raise TopicError(f"cannot be written ({error.strerror or error}).", file=str(path)) from None


def find_topic(topics: Iterable[Topic], name: str) -> Topic | None:
    """The topic of that name, ignoring case, or None."""
    return next((topic for topic in topics if topic.name.casefold() == name.strip().casefold()), None)
