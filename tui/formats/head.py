"""Headline, byline, dateline and date, read from the top of an article.

News has used the same few forms for a century ("By Jane Doe", "MEXICO CITY (AP) —", "Nov. 17, 2023"), so each is one
regular expression that must match the whole line. A sentence that merely begins in the same way ("By Friday the council
had agreed.") must not match: whatever is found here is set apart on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

TOP = 12
"""The number of blocks examined at most; none after the first paragraph of the body."""

BODY_LENGTH = 160
"""A paragraph of at least this many code points belongs to the body and not to the top of the article."""

# The long expressions are strings, which `re` compiles and caches when a line may match: compiling all of them takes as
# long as reading an article. The short ones here are checked first.
_MAY_BE_BYLINE = re.compile("[Bb]y|BY")
_DASH = re.compile("[—–-]")
_YEAR = re.compile(r"\d\d\d\d")

_NAME = (
    r"(?:(?!AND\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][\w.’'-]*+"
    r"|(?:de|del|de la|da|dos|van|von|der|den|bin|al|el|la|le)(?=\s))"
)
_PERSON = rf"{_NAME}(?:\s+{_NAME}){{1,5}}"
_BYLINE = (
    rf"(?:By|BY|by|Story by|Reported by|Written by)[:\s]\s*(?P<names>{_PERSON}"
    rf"(?:\s*(?:,|&|and|AND|with)\s+(?:and\s+)?{_PERSON})*)"
    r"(?P<rest>\s*(?:[,/–—-]\s*[^.!?]{0,80}|[|·•]\s*.{0,80})?"
    # Markdown joins lines: the day of publication was below the authors.
    r"|\s+(?:\w+day,?\s+)?(?:\d{1,2}\s+[A-Z]\w+\.?|[A-Z]\w+\.?\s+\d{1,2},?)\s+\d{4}(?:,?\s+(?:at\s+)?\d.{0,20})?)\.?"
)

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = (
    r"(?i)\b(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?=[T\s]|\b)"
    rf"|{_MONTH.format(1)}\s+(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year1>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format(2)},?\s+(?P<year2>\d{{4}})"
    r")(?!\d)"
)
_AROUND_DATE = (
    r"(?i)(?:published|updated|posted|last updated|first published|on|at|date|"
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|noon|midnight|"
    r"e[sd]?t|c[sd]?t|m[sd]?t|p[sd]?t|gmt|bst|cet|cest|utc|z|t?\d{2}:\d{2}\S*|[+-]\d{2}:?\d{2}|min read|\d+ min|"
    r"[\s.,:;|·•()/–—-])*+"
)

_LONGEST_DATELINE = 120
_PLACE = r"[A-Z][A-Z.’'-]++(?:\s[A-Z][A-Z.’'-]*+)*+"
_DATELINE = (
    rf"(?P<dateline>{_PLACE}(?:,\s*[A-Z][\w.’'-]*+(?:\s[A-Z][\w.’'-]*+){{0,3}}?)?"
    rf"(?:,?\s+(?:{_MONTH.format('')}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH.format(3)})(?:,?\s+\d{{4}})?)?"
    r"(?:\s*\((?P<agency>[A-Z][\w .&’'/-]{0,30})\))?)\s*(?:—|–|--|-)\s+(?=\S)"
)
_DATELINE_WITH_AGENCY = (
    r"(?P<dateline>[A-Z][\w.’'-]*(?:[\s,]+[A-Z\d][\w.’'-]*){0,5}\s*"
    r"\((?:AP|AFP|Reuters|REUTERS|UPI|dpa|EFE|CNN|PTI|Xinhua|Bloomberg|TNS)\))\s*(?:—|–|--|-)\s+(?=\S)"
)

_HEADER_LINE = re.compile(r"\s+(?=By\s[A-Z]|(?:(?:First|Last)\s)?(?:Published|Updated|Posted)\b)")
"""Where one line at the top of an article begins after another: Markdown joins lines without a blank line between."""
_LONGEST_OUTLET = 60
_STOP = re.compile(r"[.!?]$")

_SPOKEN = re.compile(r"\w+:\s")
"""How a printed interview marks the speaker."""

_TURN = re.compile(r"[^\W\d_][^:\n]{0,60}:\s")
"""Who speaks at the beginning of a line. A headline may begin so too ("Storm update: …"), but no further line does."""

_LABEL = (
    r"(?i)(?:what (?:you need )?to know|key (?:points|takeaways|facts)|takeaways|at a glance|in brief|highlights"
    r"|the (?:details|gist|basics))\b.{0,40}"
)


class Top(NamedTuple):
    """The facts in the first blocks of an article, and the indices of these blocks."""

    headline: int | None = None
    byline: str | None = None
    byline_at: int | None = None
    dateline: str | None = None
    date: str | None = None
    date_at: int | None = None


def settled(lengths: Sequence[int]) -> bool:
    """Whether blocks of these lengths include all that `read_top` examines."""
    return len(lengths) > TOP or any(length >= BODY_LENGTH for length in lengths[:-1])


def top_length(lengths: Sequence[int]) -> int:
    """How many blocks of these lengths are the top of the article: those up to the first paragraph of the body."""
    body = next((index + 1 for index, length in enumerate(lengths[:TOP]) if length >= BODY_LENGTH), TOP)
    return min(body, len(lengths))


def read_top(lines: Sequence[str], *, headline: int | None = None) -> Top:
    """The facts in the first blocks, given as text. `headline` is the index of the headline if it is known."""
    byline = date = dateline = None
    byline_at = date_at = None
    for index, line in enumerate(lines[: top_length([*map(len, lines)])]):
        if index == headline or "\n" in line:
            continue
        if len(line) < BODY_LENGTH:
            if byline is None and (found := _byline_in(line)):
                byline, byline_at = found, index
            if date is None and (day := _day_in(line)):
                date, date_at = day, index
            elif date is None and byline_at == index:
                date = find_date(line)
        if dateline is None and index != byline_at:
            dateline = find_dateline(line)
        if dateline:
            date = date or find_date(dateline)
            break
    return Top(headline, byline, byline_at, dateline, date, date_at)


def _byline_in(line: str) -> str | None:
    """The authors, if a line says nothing besides but the day of publication."""
    parts = _HEADER_LINE.split(line)
    found = [byline for part in parts if (byline := find_byline(part))]
    return found[0] if len(found) + sum(date_line(part) is not None for part in parts) == len(parts) and found else None


def _day_in(line: str) -> str | None:
    """The day of publication, if a line says nothing besides but who published it: "Coast Courier Published May 3,
    2024", which were two lines."""
    parts = [part for part in _HEADER_LINE.split(line) if not find_byline(part)]
    days = [day for part in parts if (day := date_line(part))]
    outlets = [
        part for part in parts if not date_line(part) and len(part) <= _LONGEST_OUTLET and not _STOP.search(part)
    ]
    return days[0] if days and len(days) + len(outlets) == len(parts) else None


def is_headline(line: str) -> bool:
    """Whether the first line of an article looks like its headline."""
    if len(line) > 140 or "\n" in line or re.fullmatch(_LABEL, line) or not any(map(str.isalpha, line)):
        return False
    if find_byline(line) or date_line(line) or find_dateline(line):
        return False
    if line[-1] in ",;:":
        return False
    return not line.rstrip("”’\"'").endswith(".") or _in_title_case(line)


def is_headline_over(line: str, below: Sequence[str]) -> bool:
    """Whether the first line of an article is its headline, judged by itself or by a byline or dateline below it."""
    turn = _TURN.match(line)
    if turn and any(under.startswith(turn[0]) for under in below):
        return False  # the first turn of a transcript
    if is_headline(line):
        return True
    if len(line) > 140 or "\n" in line or line[-1] in ",:" or find_byline(line) or date_line(line):
        return False
    for under in below[:3]:
        if find_byline(under) or date_line(under) or find_dateline(under):
            return not find_dateline(line)
        if len(under) >= BODY_LENGTH:
            break
    return False


def is_label(line: str) -> bool:
    """Whether a short line can be the heading of a list or section: few words, no sentence, nothing spoken."""
    if len(line) > 60 or not line[0].isalnum() or line[0].islower() or len(line.split()) > 10:
        return False
    if re.fullmatch(_LABEL, line):
        return True
    return line[-1] not in '.,;:!…”"' and not _SPOKEN.match(line) and (line[-1] != "?" or _in_title_case(line))


def find_byline(line: str) -> str | None:
    """The authors, without "By", if the whole line is a byline."""
    match = re.fullmatch(_BYLINE, line.strip()) if len(line) < BODY_LENGTH and _MAY_BE_BYLINE.search(line) else None
    if match is None:
        return None
    rest = match["rest"].strip()
    keep = rest and not find_date(rest) and rest[0] == ","
    return (match["names"] + rest if keep else match["names"]).strip(" ,") or None


def find_dateline(line: str) -> str | None:
    """The place at the start of a first paragraph, "MEXICO CITY (AP)", without the dash after it."""
    line = line[:_LONGEST_DATELINE]
    if not _DASH.search(line):
        return None
    match = re.match(_DATELINE_WITH_AGENCY, line) or re.match(_DATELINE, line)
    return match["dateline"].strip() if match else None


def find_date(text: str) -> str | None:
    """The first full date in it, in ISO 8601."""
    for match in re.finditer(_DATE, text) if _YEAR.search(text) else ():
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        else:
            name = match["month1"] or match["month2"]
            month = _MONTHS.index(name[:3].lower()) + 1
            day, year = int(match["day1"] or match["day2"]), int(match["year1"] or match["year2"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    return None


def in_words(date: str) -> str:
    """A date in ISO 8601 as newspapers print it, "Nov. 17, 2023"; anything else unchanged."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)", date)
    if match is None or not 1 <= int(match[2]) <= 12:
        return date
    return f"{_PRINTED_MONTHS[int(match[2]) - 1]} {int(match[3])}, {match[1]}"


_PRINTED_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def date_line(line: str) -> str | None:
    """The date, if the line says nothing else ("Published Friday, Nov. 17, 2023, 5 p.m. ET")."""
    if len(line) > 100:
        return None
    match = re.search(_DATE, line) if _YEAR.search(line) else None
    if match is None:
        return None
    around = re.sub(_DATE, " ", line)
    return find_date(line) if re.fullmatch(_AROUND_DATE, around) else None


def stated_day(text: str) -> str:
    """A day that a reader has typed, in one of the forms that `date_line` knows or in ISO 8601: "2024-05-15". Raises
    ValueError."""
    typed = text.strip()
    return date.fromisoformat(date_line(typed) or typed).isoformat()


def _in_title_case(line: str) -> bool:
    words = [word.strip("“”‘’\"'(") for word in line.split()]
    long = [word for word in words if len(word) > 3]
    return len(long) >= 2 and sum(word[:1].isupper() for word in long) >= 0.7 * len(long)
