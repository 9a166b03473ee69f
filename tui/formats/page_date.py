"""Whether a page itself states a date.

The extractor returns the likeliest date it can find, even from the year in a copyright line or the address of a
picture. Users who check facts assume that the page states the date under a headline, so a date is shown only if the
page states it in full, in one of the places where pages give their date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

MOST_PLACES = 5_000
_LONGEST = 300
_JSON_DATE = re.compile(
    r'"(?:date(?:Published|Created|Modified)|uploadDate|publish\w{0,20})"\s*:\s*"([^"]{4,60})"', re.I
)
_ABOUT_DATES = re.compile(r"date|time|publi|posted|byline|stamp|meta|info|when|created|updated|dt", re.I)


def states_date(document: Any, date: str, url: str | None = None) -> bool:
    """Whether the page (an lxml tree) or its address states this day (ISO 8601)."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", date)
    if match is None:
        return False
    year, month, day = match.groups()
    written = re.compile(
        rf"{year}[-/._]?{month}[-/._]?{day}"  # 2019-11-08, 20191108
        rf"|(?<!\d){year}(?P<a>\D{{1,4}})0?{int(month)}(?P=a)0?{int(day)}(?!\d)"  # 2019. 11. 8
        rf"|(?<!\d)0?{int(day)}(?P<b>\W{{1,3}})0?{int(month)}(?P=b){year}"  # 8.11.2019
        rf"|(?<!\d)0?{int(month)}(?P<c>\W{{1,3}})0?{int(day)}(?P=c){year}"  # 11/8/2019
        rf"|(?<!\d)0?{int(day)}(?:st|nd|rd|th)?[\s.,]*(?:de\s+)?[^\W\d_]{{3,12}}[\s.,]*(?:de\s+)?{year}"  # 8 Nov. 2019
        rf"|[^\W\d_]{{3,12}}[\s.]*0?{int(day)}(?:st|nd|rd|th)?[\s,]+(?:at\s)?{year}"  # November 8, 2019
        rf"|{year}\s*年\s*0?{int(month)}\s*月\s*0?{int(day)}",
        re.IGNORECASE,
    )
    places = islice(_places(document), MOST_PLACES)
    return any(written.search(place) for place in (url or "", *places))


def _places(document: Any) -> Iterator[str]:
    """The texts in the places where pages give their date."""
    for element in document.iter("meta", "link", "time", "abbr", "title", "h1"):
        for name in ("content", "datetime", "title", "href"):
            if value := element.get(name):
                yield value[:_LONGEST]
        yield "".join(islice(element.itertext(), 20))[:_LONGEST]
    for script in document.iter("script"):
        if script.text and "date" in script.text.lower():
            yield from _JSON_DATE.findall(script.text)
    for element in document.iter(
        "div", "span", "p", "li", "small", "em", "td", "section", "header", "dd", "b", "i", "a"
    ):
        named = " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))
        if named.strip() and _ABOUT_DATES.search(named):
            yield "".join(islice(element.itertext(), 20))[:_LONGEST]
            yield from (value[:_LONGEST] for value in element.attrib.values())
