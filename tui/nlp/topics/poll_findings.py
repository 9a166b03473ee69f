"""What a poll found, told without the word: "nearly half say", "leads by three points", "telephoned 1,100 adults".

A topic about polls cannot list such sentences as phrases. They count for every topic that has "poll" or "survey" among
its terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ..tokens import text_of
from .sentence_index import sentence_index

SUBJECTS = frozenset(("poll", "polls", "survey", "opinion poll"))
"""A topic with one of these terms is about polls."""

_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|\d{1,2})"
_SHARE = rf"""(?:
    (?<![\d.])\d[\d.]{{0,6}}(?:\ ?%|\ per\ ?cent) | \bhalf | \b(?:a|one|two|three)[-\ ](?:third|quarter|fifth)s?
    | \bmajorit(?:y|ies) | \bpluralit(?:y|ies)
    | \b{_SMALL}[-\ ](?:in|out\ of)[-\ ](?:ten|10|five|5|four|4|three|3)
    | \b(?:smaller|larger|largest|similar)\ (?:share|portion|proportion)
)"""
_POINTS = r"""(?:
    (?:\d+(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|single|double)
    [-\ ](?:percentage[-\ ])?(?:points?|digits?)\b
)"""
_WORD = r"(?:\ (?!(?:after|because|when|while|since|states|members|senators|lawmakers|countries)\b)[\w’'-]+)"
_BRACKET = r"(?:\ \([^()]{1,20}\))"
_OPINION = r"""(?:
    say|said|think|thought|believed?|favou?r(?:ed)?|support(?:ed)?|opposed?|(?:dis)?approved?|want(?:ed)?|prefer(?:red)?
    |feel|felt|express(?:ed)?|picked|chose|views?|viewed|agreed?|disagreed?|trust(?:ed)?|(?:un)?favou?rable|hold|named
    |cited?|answered|would\ (?:\w+\ )?(?:vote|rather|prefer|support|back|like|choose)
    |(?:are|were)\ (?:\w+\ )?(?:unsure|undecided|confident|worried|(?:dis)?satisfied|concerned|optimistic|pessimistic)
)"""
_PEOPLE = r"(?:adults|people|voters|residents|households|respondents|users|parents|workers|students|citizens|\w+ans)"
_FIRMS = r"""(?:
    Ifop|YouGov|Ipsos|Pew|Gallup|Opinium|Kantar|Survation|Marist|Quinnipiac|Morning\ Consult|Emerson\ College|Monmouth
    |SurveyUSA|Harris|Zogby|Elabe|Forsa|Infratest|Datafolha|Levada
)"""

_FINDING = re.compile(
    rf"""
    {_SHARE}{_BRACKET}?{_WORD}{{0,9}}?{_BRACKET}?\ {_OPINION}\b
    | \b(?:leads?|leading|led|trails?|trailed|trailing|ahead|behind|advantage|edge|margin|gap)
      {_WORD}{{0,8}}\ {_POINTS}
    | \b{_POINTS}{_WORD}?\ (?:lead|ahead|advantage|behind|edge|margin|gap|clear\ of)\b
    | \basked\ (?:whether|who|which|what|how|if|about|with|to\ name)\b.{{0,120}}?{_SHARE}
    | \b(?:interviewed|telephoned|questioned|canvassed|sampled)
      {_WORD}{{0,3}}?\ \d[\d,]{{2,}}{_WORD}{{0,3}}?\ {_PEOPLE}\b
    | \binterviews?\ (?:with|of){_WORD}{{0,2}}?\ \d[\d,]{{2,}}
    | \brepresentative\ sample\b | \bsample\ of\ \d[\d,]+ | \bsampling\ error | \berror\ margin
    | {_SHARE}.{{0,160}}\baccording\ to\ (?:an?\ |the\ )?(?:new\ )?{_FIRMS}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS = re.compile(r"\d|[Hh]alf|third|in ten|out of|quarter|fifth|jorit|point|digit|sampl|error")
"""What a sentence with a finding has in it. Most sentences lack it, which saves trying the patterns on them."""
_ELSEWHERE = re.compile(
    r"\b(?:Dow|Nasdaq|FTSE|index|shares|stocks?|bond|yield|basis points?|halftime|half-time|quarter-?final|playoffs?"
    r"|rebounds|quarterback|unemployment|inflation|growth|tariffs?|league|touchdowns?|scored|season|coach|profits?|revenues?|sales)\b"
)
"""Words of markets and matches, which count points and shares as well."""


def find_findings(doc: Doc) -> Iterator[tuple[int, int]]:
    """The tokens, first and one past the last, of each finding in `doc`, one sentence at a time."""
    text = text_of(doc)
    for first, last in sentence_index(doc).spans:
        if first == last:
            continue
        start = doc[first].idx
        words = text[start : doc[last - 1].idx + len(doc[last - 1])]
        if not _COUNTS.search(words) or _ELSEWHERE.search(words):
            continue
        for match in _FINDING.finditer(words):
            span = doc.char_span(start + match.start(), start + match.end(), alignment_mode="expand")
            if span is not None:
                yield span.start, span.end
