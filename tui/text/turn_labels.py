"""The labels of a transcript: who speaks, at the start of a turn, with or without a time ("[00:12] RUIZ: …").

Only the form is examined, so a heading like “Summary:” is a label too; `may_be_anybody` is true for it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ZONE = r"(?: ?(?:[ap]\.m\.|(?:[AaPp][Mm]|GMT|UTC|BST|CES?T|[ECMP][SD]?T)\b))?"
_CLOCK = rf"(?>\d{{1,2}}:\d\d(?::\d\d)?(?:[.,]\d{{1,3}})?{_ZONE})(?!\w|:\d)"
TIME = rf"(?:\[{_CLOCK}\]|\({_CLOCK}\)|<{_CLOCK}>|{_CLOCK})"
"""A regular expression for a time: "00:12:03", "[00:12]", "(10:15 am)"."""
_SURE_TIME = rf"(?:\[{_CLOCK}\]|\({_CLOCK}\)|\d{{1,2}}:\d\d:\d\d(?![\w:]))"
"""One that is hardly ever a time of day within a sentence."""

CUE = r"(?:\d+:)?\d\d:\d\d[.,]\d{3} --> (?:\d+:)?\d\d:\d\d[.,]\d{3}(?: (?:align|line|position|size):\S+)*"
"""One for the times of a caption."""

_WORD = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
_CAPITALS = r"[A-Z](?:(?![a-z])[\w.’'-])+"
_SMALL = r"(?:de|da|di|van|von|der|den|of|for|the|and|y|bin|al|speaker|voice|male|female|man|woman|member)"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_WORD}|{_SMALL}|\d{{1,3}})){{0,5}}?)"
_OFFICE = r"(?:, (?![^:\n]*[a-z])[^:\n]{2,40}?)?"
"""What a speaker is, in capitals: "WOLF BERG, ANCHOR:"."""
_ASIDE = r"(?: ?[\[(][^\])\n]{1,40}[\])]){0,2}"
_WHO = _NAME + _OFFICE + _ASIDE
_BEGINS = rf"^[ \t]*+(?:(?:\d+\s+)?{CUE}\s++)?(?:>>+ ?|[–—-] ?)?[“\"]?"
_ENDS = r"[ \t]*+$"
_PAUSE = r"[ \t]*+[,|·•–—-]?+[ \t]*+"

_FORMS = (
    # Ruiz: …   00:12 RUIZ (MAYOR): …   Ruiz [00:12]: …
    rf"{_BEGINS}(?:{TIME}{_PAUSE})?{_WHO}(?:{_PAUSE}{TIME})?[ \t]*+:(?:[ \t]++{TIME})?(?=\s)",
    # RUIZ 00:12 and 00:12 RUIZ on a line of their own
    rf"{_BEGINS}{_WHO}{_PAUSE}{TIME}{_ENDS}",
    rf"{_BEGINS}{TIME}{_PAUSE}{_WHO}{_ENDS}",
    # ANA RUIZ [00:12] …   [00:12] Ruiz – …
    rf"{_BEGINS}(?P<name>{_CAPITALS}(?: {_CAPITALS}){{1,3}}){_PAUSE}{_SURE_TIME}(?=\s)",
    rf"{_BEGINS}{TIME}{_PAUSE}{_NAME}(?: [|–—-](?=\s)|  )",
    # Q  …
    r"^(?P<name>Q)\.?[ \t]++(?=\S)",
    # captions in WebVTT: <v Ana Ruiz>…</v>
    r"<v(?:\.[^\s>]*)?\s++(?P<name>[^>\n]{1,80})>",
    # nobody named
    r"(?P<name></v>|>>+)",
)
_ABOVE_TIME = re.compile(rf"^{_WHO}[ \t]*+\n\s*+{TIME}{_ENDS}", re.MULTILINE)
_TIME_ALONE = re.compile(rf"^[ \t]*+{TIME}{_ENDS}", re.MULTILINE)
_LABELS = [re.compile(form, re.MULTILINE) for form in _FORMS]
_WITHIN_LINE = re.compile(
    rf"(?<=[^\s:] )(?:{TIME}{_PAUSE})?(?P<name>{_CAPITALS}(?: {_CAPITALS}){{1,3}})"
    rf"(?: \([^)\n]*\))?(?:: |{_PAUSE}{_SURE_TIME}(?::|\s))"
)

_OFFICES = r"president|minister|secretary|senator|officials?|spokes\w+|chair\w*|speaker|court|counsel|witness"
_ROLES = (
    "moderator|host|interviewer|interviewee|interpreter|translator|reporter|journalist|question|answer|operator|clerk"
    "|narrator|announcer|presenter|participant|respondent|delegate|audience|crowd|all|voice|male|female|man|woman"
    "|member|unknown|unidentified|inaudible"
)
_HEADINGS = (
    "summary|introduction|conclusion|background|overview|highlights|remarks|statement|opening|closing|transcript|agenda"
    "|item|note|notes|update|updated|correction|editor['’]s note|related|read more|advertisement|photo|photograph"
    "|picture|image|video|watch|listen|source|sources|date|time|duration|location|place|subject|topic|title|contact"
    "|contacts|phone|email|published|present|apologies|attendees|participants|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_ANYBODY = re.compile(
    rf"the\b.*|.|(?:.*\s)?(?:{_OFFICES}|{_ROLES}|{_HEADINGS})(?:\s\d+)?|(?:unidentified|unknown)\b.*", re.IGNORECASE
)
_ROLE = re.compile(rf"q|(?:.*\s)?(?:{_ROLES})(?:\s\d+)?|speaker\s\d+|(?:unidentified|unknown)\b.*", re.IGNORECASE)
_OFFICE_LABEL = re.compile(rf"(?:.*\s)?(?:{_OFFICES})", re.IGNORECASE)

MOST_NAMES = 4
"""The largest number of capitalised words in the name of a speaker, with a title."""


class Label(NamedTuple):
    """A label and the name in it; "" if nobody is named from here on. Places are code points."""

    start: int
    end: int
    name: str


def find_labels(text: str) -> list[Label]:
    """The labels at the starts of lines, in order of the text.

    Within a line, where lines were joined, a label is a name in capitals, if the text also has labels at the starts of
    lines and is not in capitals throughout.
    """
    found = [match for pattern in _LABELS for match in pattern.finditer(text)]
    above = list(_ABOVE_TIME.finditer(text))
    if len(above) > 1 and 2 * len(above) > len(_TIME_ALONE.findall(text)):  # otherwise the lines are those of captions
        found += above
    if found and not text.isupper():
        found += _WITHIN_LINE.finditer(text)
    labels: list[Label] = []
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if not labels or match.start() >= labels[-1].end:
            name = match["name"]
            labels.append(Label(*match.span(), " ".join(name.split()) if name[0] not in "<>" else ""))
    return labels


def may_be_anybody(name: str) -> bool:
    """Whether a label does not say who speaks: “THE PRESIDENT”, “Q”, “Speaker 2”, “Summary”; or is no name: a headline
    of five capitalised words before a colon."""
    return bool(_ANYBODY.fullmatch(name)) or sum(word[0].isupper() for word in name.split()) > MOST_NAMES


def is_role(name: str) -> bool:
    """Whether a label has only a role in the conversation: “Q”, “REPORTER”, “Speaker 2”."""
    return bool(_ROLE.fullmatch(name))


def is_office(name: str) -> bool:
    """Whether a label has only an office, whose holder may have labels by name too: “THE PRESIDENT”, “CHAIR”."""
    return bool(_OFFICE_LABEL.fullmatch(name))
