"""What a poll found, reported without the word: "nearly half say", "leads by three points", "telephoned 1,100 adults".

A topic about polls cannot list such sentences as phrases. They count for a topic whose terms are those of opinion
polls, where one of the terms occurs too; in a text too short to name its poll, they count by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacy.tokens import Doc

from ...text.number_words import TENS, one_to
from ..tokens import text_of
from .sentence_index import sentence_index

_METHOD = (
    *("poll", "survey", "opinion poll", "exit poll", "pollster", "respondents", "margin of error", "percentage points"),
    *("likely voters", "registered voters", "approval rating", "public opinion", "undecided voters"),
)


def is_about_polls(terms: Set[str]) -> bool:
    """True if terms in lower case are those of opinion polls: at least two of different words, since "poll" alone may
    mean voting, and "survey" alone the measuring of land."""
    return sum(not terms.isdisjoint((term, f"{term}s")) for term in _METHOD) > 1


_SMALL = rf"(?:{one_to(10)}|\d{{1,2}})"
_TENS = rf"(?:{'|'.join(TENS)})"
_PERCENT = rf"(?:(?:(?<![\d.])\d[\d.]{{0,6}}|\b{_TENS}(?:-\w+)?|\b\w+teen|\bten|\btwelve)(?:\ ?%|[\ -]per\ ?cent))"
_SHARE = rf"""(?:
    {_PERCENT} | \bhalf | \b(?:a|one|two|three)[-\ ](?:third|quarter|fifth)s? | \bthree[-\ ]quarters
    | \bmajorit(?:y|ies) | \bpluralit(?:y|ies)
    | \b{_SMALL}[-\ ](?:in|out\ of)[-\ ](?:every\ )?(?:three|four|five|six|seven|eight|nine|ten|10|[3-9])\b
    | \b(?:smaller|larger|largest|similar)\ (?:share|portion|proportion)
)"""
_RATIO = rf"(?:{_SMALL}[-\ ](?:to[-\ ])?(?:one|1)|\d\d\ ?%?\ ?[-–]\ ?\d\d\ ?%)(?!\w)"
"""The two sides of an opinion: "two to one", "3-1", "55%-41%". A vote or a match is counted this way too, so what
people think must be with it."""
_THINK = r"(?:says?|said|think|thought|believed?|favou?r(?:ed)?|want(?:ed)?)"
_POINTS = rf"""(?:
    (?:\d+(?:\.\d)?|{one_to(10)}|single|double)
    [-\ ](?:percentage[-\ ])?(?:points?|digits?)\b
)"""
_WORD = r"""(?:\ (?!(?:after|because|when|while|since|states|members|senators|lawmakers|countries|must|senate|parliament
    |council|shareholders|judges)\b)[\w’'-]+)"""
_BRACKET = r"(?:\ \([^()]{1,20}\))"
_OPINION = r"""(?:
    says?|said|thinks?|thought|believed?s?|favou?r(?:s|ed)?|supports?|supported|opposed?s?|(?:dis)?approved?s?|wants?|wanted
    |prefer(?:s|red)?|feels?|felt|express(?:ed)?|picked|chose|views?|viewed|agreed?s?|disagreed?s?|trusts?|trusted
    |(?:un)?favou?rable|hold|named|cited?|answered|backs?|backed|described?|blamed?s?|rated?|considere?d?|expect|fear(?:ed)?
    |rejected?|would\ (?:not\ |\w+\ )?(?:vote|rather|prefer|support|back|like|choose|recommend|pick|welcome)
    |(?:are|were|is)\ (?:\w+\ )?(?:unsure|undecided|confident|worried|(?:dis)?satisfied|concerned|optimistic|pessimistic
        |opposed|against|in\ favou?r)
    |remains?\ (?:unsure|undecided)
)"""
_VOTERS = r"""(?:
    adults|voters|residents|households|respondents|workers|students|citizens|Republicans|Democrats|independents|Britons|Poles
    |Danes|Swedes|Turks|(?-i:[A-Z]\w+ans)
)"""
_PEOPLE = rf"(?:people|users|parents|women|men|{_VOTERS})"
_FIRMS = r"""(?:
    Ifop|YouGov|Ipsos|Pew|Gallup|Opinium|Kantar|Survation|Marist|Quinnipiac|Morning\ Consult|Emerson\ College|Monmouth
    |SurveyUSA|Harris|Zogby|Elabe|Forsa|Infratest|Datafolha|Levada|Rasmussen|Mori|ICM|Newspoll|Suffolk\ University
)"""
_CHANGES = r"""(?:
    slip(?:s|ped)?|falls?|fell|fallen|drop(?:s|ped)?|rises?|rose|risen|grew|grown|stands?|stood|climb(?:s|ed)?|dip(?:s|ped)?
    |sinks?|sank|sunk|jump(?:s|ed)?|plunged?|tumbled?|hits?|is|was|at
)"""

_FINDING = re.compile(
    rf"""
    {_SHARE}{_BRACKET}?{_WORD}{{0,9}}?{_BRACKET}?\ {_OPINION}\b
    | \bmost{_WORD}?\ {_VOTERS}\ {_OPINION}\b
    | \b(?:share|proportion|percentage)\ of{_WORD}?\ {_PEOPLE}\ who\ {_OPINION}\b
    | \b(?:leads?|leading|led|trails?|trailed|trailing|ahead|behind|advantage|edge|margin|gap)
      {_WORD}{{0,8}}\ {_POINTS}
    | \b{_POINTS}{_WORD}?\ (?:lead|ahead|advantage|behind|edge|margin|gap|clear\ of)\b
    | \b(?:ahead|leads?|leading|trails?|trailing){_WORD}{{0,6}},?\ \d\d(?:\ ?%|\ per\ ?cent)?(?:\ to\ |[-–])\d\d\b
    | \bwould\ (?:\w+\ )?(?:beat|defeat|win|lose)\b.{{0,60}}?{_SHARE} | \b(?:tied|split|divided)\b.{{0,40}}?{_PERCENT}
    | \bhead[-\ ]to[-\ ]head\ (?:match-?up|race|contest) | \bstatistical(?:ly)?\ (?:tied?|dead\ heat)\b
    | \b(?:approval|favou?rability|job)\ ratings?\b | \brating\ {_CHANGES}\b.{{0,30}}?{_SHARE}
    | \b(?:support|backing|approval|popularity)\ (?:for|of|among)\b.{{0,60}}?
      \b{_CHANGES}\b.{{0,20}}?(?:{_SHARE}|{_POINTS})
    | \b(?:un)?favou?rable\ (?:numbers?|ratings?)\b
    | \b(?:seen|viewed|regarded|rated|trusted)\b.{{0,40}}?\bby\ {_SHARE}
    | \b(?:is|are|was|were)\ (?:now\ )?on\ \d\d?(?:\.\d)?(?:%|\ per\ ?cent)
    | \brespondents\b | \bresults\ (?:are|were)\ weighted\b
    | \basked\ (?:whether|who|which|what|how|if|about|with|to\ name)\b.{{0,120}}?{_SHARE}
    | \b{_VOTERS}\ (?:(?:are|were|remain|remained)\ )?(?:\w+ly\ )?(?:split|divided)\b
    | \b(?:for|against|favou?r(?:ed|s)?|opposed?|back(?:ed|s)?|reject(?:ed|s)?)\b.{{0,30}}?
      \bby\ (?:\w+\ )?{_SMALL}[-\ ]to[-\ ]one\b
    | \b{_THINK}(?:\ \w+){{0,2}}?\ by\ (?:\w+\ )?{_RATIO} | \bby\ (?:\w+\ )?{_RATIO},?\ (?:they|{_PEOPLE})\ {_THINK}\b
    | \bopinions?\b{_WORD}{{0,6}}?\ (?:closely|evenly|narrowly|sharply)\ (?:split|divided)\b
    | \b(?:interviewed|telephoned|questioned|canvassed|sampled|quizzed|asked|polled|spoke\ to)
      {_WORD}{{0,3}}?\ \d[\d,]{{2,}}{_WORD}{{0,3}}?\ {_PEOPLE}\b
    | \binterviews?\ (?:with|of){_WORD}{{0,2}}?\ \d[\d,]{{2,}}
    | \brepresentative\ sample\b | \bsample\ (?:of|included|comprised)\ \d[\d,]+ | \bsampling\ error | \berror\ margin
    | {_SHARE}.{{0,160}}\baccording\ to\ (?:an?\ |the\ )?(?:new\ )?{_FIRMS}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COUNTS = re.compile(
    r"\d|[Hh]alf|third|\ (?:in|of)\ |quarter|fifth|jorit|point|digit|sampl|error|per\ ?cent|[Mm]ost|statistical|head"
    r"|split|divided|\ to\ one|respondent|rating|weighted|vorable|vourable"
)
"""What a sentence with a finding has in it. Most sentences lack it, which saves trying the patterns on them."""
_ELSEWHERE = re.compile(
    r"\b(?:Dow|Nasdaq|FTSE|index|shares|stocks?|bond|yield|basis points?|halftime|half-time|quarter-?final|playoffs?"
    r"|rebounds|quarterback|unemployment|inflation|growth|tariffs?|league|touchdowns?|scored|season|coach|profits?|revenues?"
    r"|sales|champions?|championship|finished|innings|podium|lap|relegation|standings|title race|of the table"
    r"|goalkeepers?|strikers?|midfielders?|(?:games?|match(?:es)?) (?:in hand|played|left|remaining|to play)"
    r"|credit rating|interest rates?)\b"
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
