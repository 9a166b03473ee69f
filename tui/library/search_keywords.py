"""The keywords in the search text of the library: `ferry speaker:lind after:2024-05 tag:dates`."""

from __future__ import annotations

import re
from typing import NamedTuple

KEYWORDS = ("speaker", "topic", "site", "after", "before", "tag")
KEYWORD_EXAMPLES = "speaker:NAME topic:NAME site:NAME after:2024-05 before:2025 tag:NAME"
"""Each keyword with a value, for the help."""

_KEYWORD = re.compile(rf'(?:^|(?<=\s))({"|".join(KEYWORDS)}):("[^"]*"?|\S*)', re.IGNORECASE)


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
