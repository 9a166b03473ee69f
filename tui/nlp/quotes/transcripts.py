"""Turns of interviews and transcripts: lines that begin with who speaks ("Ana Ruiz:", "[00:12] RUIZ:", "Q."), names as
headings or in bold above the words, and interviews whose questions are in bold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...text.block_types import BlockTypes
from ...text.turn_labels import TIME
from ..tokens import Tokens
from . import words
from .drafts import QuoteDraft, without_inner
from .grammar import TokenRange
from .speakers import Candidate

WORD = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
LABEL = re.compile(
    rf"(?:[—–―-]\s?)?(?:{TIME}\s+(?:[—–―-]\s+)?)?(?P<name>{WORD}(?:\s(?:{WORD}|\d+|of|for|and|the|de|van|von|der)){{0,5}})"
    rf"(?:,?\s{TIME}|,\s[^:\n()\[\]\d]{{2,40}})?(?:\s?[\[(][^\])\n]{{1,40}}[\])]){{0,2}}(?::|\s[—–―])\s+(?=\S)"
)
"""The name or role before a colon or a dash, with a time before it, and what somebody is, a time, place or name after
it."""
OFFICE = re.compile(rf"[^()]*\b(?:for|of)\s[^()]*\((?P<person>{WORD}(?:\s{WORD}){{1,4}})\)")
"""An office with the name of its holder: "The Minister for Housing (Ida Sol)"."""
QUESTION_OR_ANSWER = re.compile(r"(?P<name>[QA])(?:\.|:|\s[—–―])\s+(?=\S)")
HEADING = re.compile(rf"(?P<name>{WORD}(?:\s{WORD}){{1,3}})\s*$")
IN_BOLD = re.compile(rf"(?P<name>{WORD}(?:\s{WORD}){{0,4}})\s*$")
MARKS = {":", "—", "–", "―"}
FEWEST = 3
"""The smallest number of turns in a transcript. At least two speakers take them, and one of them more than once."""
SHARE = 0.4
"""The least share of labelled paragraphs from the first label to the last one."""
FEWEST_QUESTIONS = 2
"""The smallest number of questions in bold in an interview."""
LONGEST_REST = 2
"""Paragraphs at the end of a transcript that may belong to its last turn, if other turns have several."""
FIRST_PERSON = {"i", "me", "my", "we", "us", "our", "i'm", "i’m"}


class Label(NamedTuple):
    """Who speaks, at the beginning of a paragraph. Places are code points."""

    start: int
    end: int
    words: int
    """Where the words said begin."""
    name: str
    person: str = ""
    """Who holds the office that is the name, if the transcript says so."""

    @property
    def key(self) -> str:
        """Equal for the labels of one speaker: "IDA SOL, HOST", "SOL"."""
        return (self.person or self.name).split()[-1].casefold()


@dataclass(slots=True)
class Turn:
    """The words of one speaker between two labels."""

    label: TokenRange
    name: str
    words: list[TokenRange]
    """One range for each paragraph."""
    unsure: bool = False


def find_turns(tokens: Tokens, blocks: BlockTypes) -> list[Turn]:
    """The turns of a transcript in order; none in an article that is not a transcript."""
    for pattern in (QUESTION_OR_ANSWER, LABEL, HEADING):
        headings = pattern is HEADING
        turns = _turns(tokens, _labels(tokens, pattern), headings=headings)
        if turns and (pattern is not LABEL or _is_dialogue(tokens, turns)):
            return turns
    return _turns(tokens, _labels_in_bold(tokens, blocks), headings=False)


def _is_dialogue(tokens: Tokens, turns: list[Turn]) -> bool:
    """False for a list of facts ("Weather: Rain in the north."): nobody asks anything or says "I" or "you", and most
    labels do not name people."""
    spoken = FIRST_PERSON | {"you", "your", "?"}
    if any(tokens.lower[i] in spoken for turn in turns for part in turn.words for i in range(*part)):
        return True
    people = sum(any(tokens.labels[i] == "PERSON" for i in range(*turn.label)) for turn in turns)
    return 2 * people > len(turns)


def _labels(tokens: Tokens, pattern: re.Pattern[str]) -> dict[int, Label]:
    """The labels by the number of their paragraph."""
    labels: dict[int, Label] = {}
    held_by: dict[str, str] = {}
    for number, (begin, end) in enumerate(tokens.paragraphs):
        found = pattern.match(tokens.text, tokens.starts[begin], tokens.ends[end - 1])
        if found and tokens.quoted[begin] < 0:
            labels[number] = Label(found.start("name"), found.end("name"), found.end(), found["name"])
            if office := OFFICE.match(tokens.text, *found.span()):
                held_by[found["name"]] = office["person"]
                labels[number] = Label(*office.span("person"), found.end(), office["person"])
    return {n: label._replace(person=held_by.get(label.name, "")) for n, label in labels.items()}


def _labels_in_bold(tokens: Tokens, blocks: BlockTypes) -> dict[int, Label]:
    """The names in bold at the beginning of paragraphs, without a colon."""
    labels = {}
    for span in blocks.lead_ins:
        found = IN_BOLD.match(tokens.text[span.start : span.end].rstrip(" :.—–"))
        if found:
            number = tokens.paragraph_of[tokens.at(span.start)]
            labels[number] = Label(span.start, span.start + found.end("name"), span.end, found["name"])
    return labels


def _turns(tokens: Tokens, labels: dict[int, Label], *, headings: bool) -> list[Turn]:
    counts = Counter(label.key for label in labels.values())
    repeated = sum(count > 1 for count in counts.values())
    if len(labels) < FEWEST or len(counts) < 2 or repeated < (2 if headings else 1):
        return []
    first, last = min(labels), max(labels)
    if len(labels) < SHARE * (last - first + 1):
        return []
    turns: list[Turn] = []
    end_of_last = last + 2 if headings else _end_of_last_turn(tokens, last)
    for number in range(first, min(end_of_last, len(tokens.paragraphs))):
        begin, end = _without_blanks(tokens, number)
        if number in labels:
            label = labels[number]
            turns.append(Turn(tokens.range_of(label.start, label.end), label.name, []))
            begin, _ = tokens.range_of(label.words, label.words)
            while begin < end and tokens.words[begin].isspace():
                begin += 1
        if begin < end:
            turns[-1].words.append((begin, end))
    if not headings and any(len(turn.words) > 1 for turn in turns[:-1]):
        rest = [_without_blanks(tokens, number) for number in range(end_of_last, len(tokens.paragraphs))]
        if len(rest) <= LONGEST_REST and all(tokens.quoted[i] < 0 for part in rest for i in range(*part)):
            turns.append(replace(turns[-1], words=rest, unsure=True))
    return [turn for turn in turns if turn.words and turn.label[0] < turn.label[1]]


def _end_of_last_turn(tokens: Tokens, last: int) -> int:
    """One past the last paragraph of the last turn: it goes on in the paragraphs in the first person, and in one other
    between two of them."""
    end = number = last + 1
    while number < min(end + 2, len(tokens.paragraphs)):
        number += 1
        if _is_in_first_person(tokens, tokens.paragraphs[number - 1]):
            end = number
    return end


def _without_blanks(tokens: Tokens, paragraph: int) -> TokenRange:
    begin, end = tokens.paragraphs[paragraph]
    while end > begin and tokens.words[end - 1].isspace():
        end -= 1
    return begin, end


def add_turns(tokens: Tokens, drafts: list[QuoteDraft], blocks: BlockTypes) -> list[QuoteDraft]:
    """The drafts together with one for each turn of a transcript, instead of those within it that are not quotations of
    somebody else."""
    turns = find_turns(tokens, blocks)
    if not turns:
        return _add_answers(tokens, drafts, blocks)
    answering = _interviewed(tokens, turns[0].label[0])
    said: list[QuoteDraft] = []
    for turn in turns:
        first, last = turn.label
        before = turn.words[0][0] - 1
        cue = (before, before + 1) if tokens.words[before] in MARKS else None
        speaker: Candidate | None = Candidate(last - 1, first, last, None, "turn", "person", cue)
        if turn.name in ("Q", "A"):
            speaker = answering if turn.name == "A" else None
        said.append(_draft(tokens, turn.words, speaker, unsure=turn.unsure or turn.name in ("Q", "A")))
        said[-1].doubt = "the transcript may have ended before these words" if turn.unsure else ""
        said[-1].cue = cue
    taken = [(tokens.starts[turn.label[0]], draft.ranges[-1][1]) for turn, draft in zip(turns, said, strict=True)]
    return without_inner(drafts, taken) + [draft for draft in said if draft.speaker is not None]


def _draft(tokens: Tokens, paragraphs: list[TokenRange], speaker: Candidate | None, *, unsure: bool) -> QuoteDraft:
    """The words of these paragraphs without the last full stop."""
    ranges = [(tokens.starts[begin], tokens.ends[end - 1]) for begin, end in paragraphs]
    start, end = ranges[-1]
    ranges[-1] = start, end - (tokens.text[end - 1] == "." and end - start > 1)
    return QuoteDraft(ranges, speaker, unsure, tokens.paragraph_of[paragraphs[0][0]], verbatim=True)


def _add_answers(tokens: Tokens, drafts: list[QuoteDraft], blocks: BlockTypes) -> list[QuoteDraft]:
    """The drafts together with the answers of an interview whose questions are headings or in bold.

    An article that answers its own questions looks the same. So the introduction must name a person, and say that there
    was an interview, or half of the answers must be in the first person.
    """
    labels = [tokens.paragraph_of[tokens.at(span.start)] for span in blocks.labels]
    questions = [number for number in labels if _is_question(tokens, number)]
    if len(questions) < FEWEST_QUESTIONS:
        return drafts
    introduction = tokens.paragraphs[questions[0]][0]
    speaker = _interviewed(tokens, introduction)
    answers = []
    for number in questions:
        after = next((label for label in labels if label > number), number + 2)
        last = min(after, len(tokens.paragraphs))
        answers.append([_without_blanks(tokens, inner) for inner in range(number + 1, last)])
    answers = [answer for answer in answers if answer]
    personal = sum(any(_is_in_first_person(tokens, part) for part in answer) for answer in answers)
    says_so = any(tokens.lemmas[i] in words.INTERVIEW for i in range(introduction))
    if speaker is None or not answers or (not says_so and 2 * personal < len(answers)):
        return drafts
    said = [_draft(tokens, answer, speaker, unsure=True) for answer in answers]
    taken = [(draft.ranges[0][0], draft.ranges[-1][1]) for draft in said]
    return without_inner(drafts, taken) + said


def _is_question(tokens: Tokens, paragraph: int) -> bool:
    begin, end = _without_blanks(tokens, paragraph)
    return end > begin and "?" in (tokens.words[end - 1], tokens.words[max(end - 2, begin)])


def _is_in_first_person(tokens: Tokens, part: TokenRange) -> bool:
    return any(tokens.lower[i] in FIRST_PERSON and tokens.quoted[i] < 0 for i in range(*part))


def _interviewed(tokens: Tokens, end: int) -> Candidate | None:
    """Whom the introduction names as the one interviewed ("spoke to *Ana Ruiz*"), or else the first person in it. Those
    in the byline are not meant."""
    people = [i for i in range(end) if _begins_name(tokens, i) and tokens.lower[tokens.paragraph(i)[0]] != "by"]
    asked = (
        next((i for i in people if i > verb and tokens.sentence_of[i] == tokens.sentence_of[verb]), None)
        for verb in range(end)
        if tokens.lemmas[verb] in words.INTERVIEW
    )
    first = next((i for i in asked if i is not None), people[0] if people else None)
    if first is None:
        return None
    last = first + 1
    while last < end and _continues_name(tokens, last):
        last += 1
    while tokens.words[last - 1].isspace():
        last -= 1
    return Candidate(last - 1, first, last, None, "interviewed", "person", None)


def _begins_name(tokens: Tokens, i: int) -> bool:
    """True for the first word of a person's name; also of one that the recogniser did not see: two proper nouns."""
    if tokens.labels[i] == "PERSON":
        return i == 0 or tokens.labels[i - 1] != "PERSON" or tokens.name_parts[i] != 1
    before = tokens.pos[i - 1] if i else ""
    unseen = tokens.pos[i] == "PROPN" and tokens.labels[i] in ("", "ORG") and before != "PROPN"
    return unseen and _continues_name(tokens, i + 1)


def _continues_name(tokens: Tokens, i: int) -> bool:
    if i >= tokens.count or tokens.words[i].isspace():
        return False
    if tokens.labels[i] == "PERSON":
        return tokens.name_parts[i] == 1
    return tokens.labels[i] in ("", "ORG") and tokens.pos[i] == "PROPN" and tokens.words[i][:1].isupper()
