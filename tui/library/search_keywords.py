"""The keywords in the search text of the library: `ferry speaker:lind after:2024-05 tag:dates`."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import NamedTuple

KEYWORDS = ("speaker", "topic", "site", "after", "before", "tag")
KEYWORD_EXAMPLES = "speaker:NAME topic:NAME site:NAME after:2024-05 before:2025 tag:NAME"
"""Each keyword with a value, for the help."""

_KEYWORD = re.compile(rf'(?:^|(?<=\s))({"|".join(KEYWORDS)}):("[^"]*"?|\S*)', re.IGNORECASE)


_ANY_KEYWORD = re.compile(r"(?:^|(?<=\s))([A-Za-z]{3,}):(?!//)")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class SearchText(NamedTuple):
    """The parts of a search text."""

    words: str = ""
    """The words that are left without the keywords."""
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    after: str = ""
    """The first day, or month, or year: "2024-05"."""
    before: str = ""
    """The day, month or year before which the article must have appeared."""
    tags: tuple[str, ...] = ()


def parse_search(typed: str) -> SearchText:
    """The words and keywords of a search text. A value with blanks needs double quotation marks around it. An article
    must match all of them, even several with the same name: of two dates the narrower counts."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in _KEYWORD.findall(typed):
        if value := value.strip('"'):
            values[name.casefold()].append(value)
    return SearchText(
        " ".join(_KEYWORD.sub("", typed).split(" ")).strip(),
        speakers=tuple(values["speaker"]),
        topics=tuple(values["topic"]),
        sites=tuple(values["site"]),
        after=max(values["after"], default=""),
        before=min(values["before"], default=""),
        tags=tuple(values["tag"]),
    )


def problem_with(typed: str) -> str:
    """A sentence if a keyword of a search text is misspelt, or if its value must be a date and is not; else ""."""
    for name in _ANY_KEYWORD.findall(typed):
        near = get_close_matches(name.casefold(), KEYWORDS, 1, 0.7)
        if near and near != [name.casefold()]:
            return f"There is no keyword “{name}:”. Did you mean “{near[0]}:”?"
    for name, value in ((name.casefold(), value.strip('"')) for name, value in _KEYWORD.findall(typed)):
        if name in ("after", "before") and value and not _DATE.fullmatch(value):
            return f"“{name}:{value}” is not a date. Write {name}:2024, {name}:2024-05 or {name}:2024-05-17."
    return ""


def unknown_keyword(typed: str) -> str:
    """A sentence if a search text has a word with a colon that looks like a keyword but is not; else "". Such a word
    is searched for like any other, so this only explains why nothing was found."""
    for name in _ANY_KEYWORD.findall(typed):
        if name.casefold() not in KEYWORDS:
            return f"“{name}:” is not a keyword. The keywords are {', '.join(f'{one}:' for one in KEYWORDS)}."
    return ""
