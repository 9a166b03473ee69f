"""Speech after a dash instead of quotation marks, as novels and many papers print it: — We cannot pay, said Ana Ruiz.

A line that begins with a dash may also be an item of a list or a signature. It is speech only if it has a speaker: a
name, a pronoun or a description next to a reporting verb, after a comma, a question mark or an exclamation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

DASH = re.compile(r"[^\S\n]*(?P<dash>[—―]|[–-](?=\s))\s?(?=\S)")
"""The dash at the start of a line."""
VERB = (
    r"(?:said|says|replied|replies|added|adds|asked|asks|explained|explains|answered|answers|shouted|shouts|cried|cries"
    r"|whispered|whispers|muttered|mutters|called|insisted|insists|continued|continues|wondered|wonders|told|tells)"
)
NAME = r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*\s?){1,4}"
SOMEBODY = rf"(?:he|she|they|(?:the|an?|his|her|my|their|one)\s\w+(?:\s\w+)?|{NAME})"
VERB_FIRST = rf"{VERB}\s+{SOMEBODY}"
CLAUSE = re.compile(rf"[,?!…]\s+(?:{VERB_FIRST}|{SOMEBODY}\s?{VERB}\b)")
"""The reporting clause with the mark before it."""
VERB_FIRST_CLAUSE = re.compile(rf"[,?!…]\s+{VERB_FIRST}")
GOES_ON = re.compile(r"[.,]\s+[—–―]\s?(?=\S)")
"""A further dash, after which the same person goes on."""


class SpokenPart(NamedTuple):
    """Words after a dash, in code points."""

    dash: int
    start: int
    end: int
    """The offset after the comma or other mark that ends them."""


def has_dialogue(text: str) -> bool:
    """True if short dashes too may open speech: a line with a dash has the verb first ("said Ruiz"), as no list has."""
    return any(
        DASH.match(line) and VERB_FIRST_CLAUSE.search(line) for line in text.split("\n") if line.lstrip()[:1] in "–-"
    )


def spoken_parts(text: str, start: int, end: int, *, short_dashes: bool) -> Iterator[SpokenPart]:
    """The speech in the line from `start` to `end`; nothing if no reporting clause names its speaker."""
    opening = DASH.match(text, start, end)
    if opening is None or (opening["dash"] in "–-" and not short_dashes):
        return
    dash, begin = opening.start("dash"), opening.end()
    clause = CLAUSE.search(text, begin, end)
    if clause is None:
        return
    yield SpokenPart(dash, begin, clause.start() + 1)
    for again in GOES_ON.finditer(text, clause.end(), end):
        yield SpokenPart(again.end() - 1, again.end(), end)
        return
