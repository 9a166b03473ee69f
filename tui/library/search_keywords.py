"""The keywords in the search text of the library: `ferry speaker:lind after:2024-05 tag:dates`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

KEYWORDS = ("speaker", "topic", "site", "after", "before", "tag")
KEYWORD_EXAMPLES = "speaker:NAME topic:NAME site:NAME after:2024-05 before:2025 tag:NAME"
"""Each keyword with a value, for the help."""

_KEYWORD = re.compile(rf'(?:^|(?<=\s))({"|".join(KEYWORDS)}):("[^"]*"?|\S*)', re.IGNORECASE)


_ANY_KEYWORD = re.compile(r"(?:^|(?<=\s))([A-Za-z]{3,}):(?!//)")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class SearchText(NamedTuple):
    """A search text, taken apart."""

    words: str = ""
    """What is left without the keywords."""
    speaker: str = ""
    topic: str = ""
    site: str = ""
    after: str = ""
    """The first day, or month, or year: "2024-05"."""
    before: str = ""
    """The day, month or year before which the article must have appeared."""
    tag: str = ""


def parse_search(typed: str) -> SearchText:
    """The words and keywords of a search text. A value with blanks stands between double quotation marks, and of two
    keywords of one name the last counts."""
    values = {name.casefold(): value.strip('"') for name, value in _KEYWORD.findall(typed)}
    return SearchText(" ".join(_KEYWORD.sub("", typed).split(" ")).strip(), **values)


def problem_with(typed: str) -> str:
    """A sentence if a keyword of a search text is misspelt, or if its value must be a date and is none; else ""."""
    for name in _ANY_KEYWORD.findall(typed):
        near = get_close_matches(name.casefold(), KEYWORDS, 1, 0.7)
        if near and near != [name.casefold()]:
            return f"There is no keyword “{name}:”. Did you mean “{near[0]}:”?"
    found = parse_search(typed)
    for name, value in (("after", found.after), ("before", found.before)):
        if value and not _DATE.fullmatch(value):
            return f"“{name}:{value}” is no date. Write {name}:2024, {name}:2024-05 or {name}:2024-05-17."
    return ""
