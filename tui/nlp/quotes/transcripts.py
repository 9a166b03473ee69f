"""Turns of interviews and transcripts: lines that begin with who speaks ("Ana Ruiz:", "[00:12] RUIZ:", "Q."), and
names as headings above the words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ..tokens import Tokens
from .drafts import QuoteDraft, without_inner
from .grammar import TokenRange
from .speakers import Candidate

TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
WORD = r"[A-Z][\w.'’-]*"
LABEL = re.compile(
    rf"(?:{TIME}\s+)?(?P<name>{WORD}(?:\s(?:{WORD}|\d+|of|for|and|the|de|van|von|der)){{0,5}})"
    r"(?:\s?[\[(][^\])\n]{1,40}[\])])?(?::|\s[—–―])\s+(?=\S)"
)
"""The name or role before a colon or a dash, with a time before it, and a time, place or name in brackets after it."""
QUESTION_OR_ANSWER = re.compile(r"(?P<name>[QA])(?:\.|:|\s[—–―])\s+(?=\S)")
HEADING = re.compile(rf"(?P<name>{WORD}(?:\s{WORD}){{1,3}})\s*$")
MARKS = {":", "—", "–", "―"}
FEWEST = 3
"""Turns in a transcript. At least two speakers take them, and one of them more than once."""
SHARE = 0.4
"""The least share of labelled paragraphs from the first label to the last one."""


@dataclass(slots=True)
class Turn:
    """The words of one speaker between two labels."""

    label: TokenRange
    name: str
    words: list[TokenRange]
    """One range for each paragraph."""


def find_turns(tokens: Tokens) -> list[Turn]:
    """The turns of a transcript in order; none in an article that is no transcript."""
    for pattern in (QUESTION_OR_ANSWER, LABEL, HEADING):
        turns = _turns(tokens, pattern)
        if turns:
            return turns
    return []


def _turns(tokens: Tokens, pattern: re.Pattern[str]) -> list[Turn]:
    labels = {}
    for number, (begin, end) in enumerate(tokens.paragraphs):
        found = pattern.match(tokens.text, tokens.starts[begin], tokens.ends[end - 1])
        if found and tokens.quoted[begin] < 0:
            labels[number] = found
    counts = Counter(found["name"] for found in labels.values())
    repeated = sum(count > 1 for count in counts.values())
    if len(labels) < FEWEST or len(counts) < 2 or repeated < (2 if pattern is HEADING else 1):
        return []
    first, last = min(labels), max(labels)
    if len(labels) < SHARE * (last - first + 1):
        return []
    turns: list[Turn] = []
    for number in range(first, min(last + 2 if pattern is HEADING else last + 1, len(tokens.paragraphs))):
        begin, end = tokens.paragraphs[number]
        while end > begin and tokens.words[end - 1].isspace():
            end -= 1
        if number in labels:
            found = labels[number]
            label = tokens.range_of(found.start("name"), found.end("name"))
            turns.append(Turn(label, found["name"], []))
            begin, _ = tokens.range_of(found.end(), found.end())
        if begin < end:
            turns[-1].words.append((begin, end))
    return [turn for turn in turns if turn.words and turn.label[0] < turn.label[1]]


def add_turns(tokens: Tokens, drafts: list[QuoteDraft]) -> list[QuoteDraft]:
    """The drafts together with one for each turn of a transcript, instead of those within it that are no quotation of
    somebody else."""
    turns = find_turns(tokens)
    if not turns:
        return drafts
    answering = _interviewed(tokens, turns[0].label[0])
    said: list[QuoteDraft] = []
    for turn in turns:
        first, last = turn.label
        before = turn.words[0][0] - 1
        cue = (before, before + 1) if tokens.words[before] in MARKS else None
        speaker: Candidate | None = Candidate(last - 1, first, last, None, "turn", "person", cue)
        if turn.name in ("Q", "A"):
            speaker = answering if turn.name == "A" else None
        ranges = [(tokens.starts[begin], tokens.ends[end - 1]) for begin, end in turn.words]
        start, end = ranges[-1]
        ranges[-1] = start, end - (tokens.text[end - 1] == "." and end - start > 1)
        unsure = turn.name in ("Q", "A")
        said.append(QuoteDraft(ranges, speaker, unsure, tokens.paragraph_of[first], cue))
    taken = [(tokens.starts[turn.label[0]], draft.ranges[-1][1]) for turn, draft in zip(turns, said, strict=True)]
    return without_inner(drafts, taken) + [draft for draft in said if draft.speaker is not None]


def _interviewed(tokens: Tokens, end: int) -> Candidate | None:
    """The first person that the introduction of an interview names."""
    first = next((i for i in range(end) if tokens.labels[i] == "PERSON"), None)
    if first is None:
        return None
    last = first + 1
    while last < end and tokens.labels[last] == "PERSON" and tokens.name_parts[last] == 1:
        last += 1
    return Candidate(last - 1, first, last, None, "interviewed", "person", None)
