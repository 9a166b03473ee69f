"""Quotes as they are put together: direct speech first, then what clauses of saying add to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..lexicon import read_lexicon
from ..tokens import Tokens
from .clauses import Clause
from .grammar import kind, word_count
from .names import Namer
from .ranking import rank, rows
from .setting import Reports, Setting, setting
from .speakers import Candidate, candidates, mention
from .titles import speech_features

SHORTEST = 3
"""Words in a stretch that is taken for speech by itself; shorter ones are most often names and labels."""
SPEECH = 0.2
"""The least sum of weights with which a stretch is taken for speech and not for a title or a label."""
REPORT = 0.0
"""The least sum of weights with which a clause without quoted speech is taken for indirect speech."""

CLEAR = 0.7
"""The least sum of weights with which a clause is not marked as unsure."""
AHEAD = 2.0
"""How far ahead of the next candidate a speaker must be not to be marked as unsure. On articles that were kept to
check on, 73 in 100 of those below are right (an eighth of all), and 98 in 100 of those above."""


@dataclass(slots=True)
class Draft:
    """A quote as it is put together."""

    ranges: list[tuple[int, int]]
    """Code points."""
    one: Candidate | None
    unsure: bool
    paragraph: int
    cue: tuple[int, int] | None = None
    """Tokens."""
    word: int | None = None
    """The word of saying."""
    remnant: bool = False
    """True where most of what its word governs is a quote already, and the rest is no sentence."""
    scope: list[tuple[int, int]] = field(default_factory=list)
    """Tokens of all that the word of saying governs, whether it is a quote of its own or not."""


def direct(tokens: Tokens, said: Reports) -> list[Draft]:
    """The stretches that are speech, those of one speaker in one go joined."""
    everyone = candidates(tokens)
    weights = read_lexicon("quote_weights")
    drafts: list[Draft] = []
    previous: Candidate | None = None
    for number, stretch in enumerate(tokens.quoted_spans):
        here = setting(tokens, number, said)
        if word_count(tokens, number) < SHORTEST and not _spoken_briefly(here):
            continue
        choice = rank(rows(tokens, everyone, here, previous), weights["speaker"])
        one = choice.one
        if sum(weights["speech"].get(name, 0.0) for name in speech_features(tokens, here, choice.score)) < SPEECH:
            continue
        part = (stretch.outer_start, stretch.outer_end)
        last = drafts[-1] if drafts else None
        same = last is not None and one is not None and last.one is not None and last.one.key == one.key
        if last and same and (last.paragraph == here.paragraph or stretch.continues):
            last.ranges.append(part)
            last.unsure = last.unsure or choice.margin < AHEAD
            last.paragraph = here.paragraph
        else:
            word = _word_of_saying(tokens, one, here) if one else None
            cue = _cue(one, word, said.get(here.paragraph, []))
            drafts.append(Draft([part], one, choice.margin < AHEAD, here.paragraph, cue, word))
        previous = one or previous
    return drafts


def _spoken_briefly(here: Setting) -> bool:
    """True for a word or two that stand beside a clause of saying as speech does: “No,” she said."""
    if here.closes not in ("comma", "mark", "stop") or here.opens not in ("start", "fresh", "comma", "colon"):
        return False
    return any(
        tie in ("right strong", "left next strong", "left colon strong")
        for ties in here.links.values()
        for tie, _ in ties
    )


def _cue(one: Candidate | None, word: int | None, clauses: list[Clause]) -> tuple[int, int] | None:
    """The words of saying: those of the clause, with its auxiliaries, else the word itself."""
    if word is None:
        return one.cue if one else None
    return next((clause.cue for clause in clauses if clause.word == word), (word, word + 1))


def _word_of_saying(tokens: Tokens, one: Candidate, here: Setting) -> int | None:
    """The word that ties the speaker to the stretch, where a clause or the grammar does."""
    ties = here.links.get(one.root, [])
    order = ("clause sure", "left next strong", "clause likely", "up 0 strong", "up 0 say", "right strong", "right say")
    for name in order:
        for tie, word in ties:
            if tie == name:
                return word
    if one.role in ("title", "colon") and one.cue:
        return one.cue[0]
    return one.verb if one.role.startswith(("subj", "who", "agent")) else None


def indirect(tokens: Tokens, said: Reports, drafts: list[Draft]) -> list[Draft]:
    """The clauses of saying as quotes of their own; where one holds quoted speech, it is joined to that quote."""
    found: list[Draft] = []
    by_word = {draft.word: draft for draft in drafts if draft.word is not None}
    taken: dict[int, list[tuple[int, int]]] = {}
    for draft in drafts:
        for part in draft.ranges:
            at = min(tokens.range_of(*part)[0], tokens.count - 1)
            taken.setdefault(tokens.paragraph_of[at], []).append(part)
    for paragraph, here in said.items():
        for clause in here:
            ranges = [_whole(tokens, first, last) for first, last in clause.content if not _spoken(tokens, first, last)]
            mixed = by_word.get(clause.word)
            if not ranges:
                continue
            around = [(tokens.starts[first], tokens.ends[last - 1]) for first, last in clause.content]
            if mixed is not None and any(_touches(part, mixed.ranges) for part in around):
                mixed.ranges += ranges
                mixed.cue = clause.cue
                mixed.scope = clause.content
            elif clause.score > REPORT and (rest := _minus(ranges, taken.get(paragraph, []), tokens.text)):
                draft = Draft(rest, _source(tokens, clause), clause.score < CLEAR, paragraph, clause.cue, clause.word)
                draft.scope = clause.content
                draft.remnant = 2 * _length(rest) < _length(ranges)
                found.append(draft)
    return found


def fold(drafts: list[Draft], namer: Namer) -> list[Draft]:
    """The drafts without those that stand inside what the same speaker says: "he said he wanted to …" is one quote."""
    named = {id(draft): namer.name(draft.one).speaker for draft in drafts if draft.one}
    by_paragraph: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.scope:
            by_paragraph.setdefault(draft.paragraph, []).append(draft)
    folded: set[int] = set()
    for inner in sorted(drafts, key=lambda draft: -(draft.word or 0)):
        speaker = named.get(id(inner))
        if inner.word is None or speaker is None or speaker.entity is None:
            continue
        for outer in by_paragraph.get(inner.paragraph, ()):
            inside = any(first <= inner.word < last for first, last in outer.scope)
            other = named.get(id(outer))
            if inside and outer is not inner and other and other.entity == speaker.entity and id(outer) not in folded:
                outer.ranges += inner.ranges
                outer.remnant = outer.remnant and inner.remnant
                outer.unsure = outer.unsure and inner.unsure
                folded.add(id(inner))
                break
    return [draft for draft in drafts if id(draft) not in folded and not draft.remnant]


def _length(ranges: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in ranges)


def _minus(ranges: list[tuple[int, int]], taken: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """What of the ranges is in no stretch that is a quote already, without blanks and marks at its ends."""
    for start, end in taken:
        left: list[tuple[int, int]] = []
        for first, last in ranges:
            if end <= first or last <= start:
                left.append((first, last))
            else:
                left += [_trimmed(text, first, min(last, start)), _trimmed(text, max(first, end), last)]
        ranges = [(first, last) for first, last in left if first < last]
    return ranges


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and not text[first].isalnum():
        first += 1
    while first < last and not text[last - 1].isalnum():
        last -= 1
    return first, last


def _whole(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The code points of a range of tokens; a stretch that it cuts at an end is taken with its marks."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if tokens.quoted[first] >= 0:
        start = tokens.quoted_spans[tokens.quoted[first]].outer_start
    if tokens.quoted[last - 1] >= 0:
        end = tokens.quoted_spans[tokens.quoted[last - 1]].outer_end
    return start, end


def _spoken(tokens: Tokens, first: int, last: int) -> bool:
    """True where nothing but quoted words is in a range of tokens."""
    return all(tokens.quoted[i] >= 0 or tokens.pos[i] in ("PUNCT", "SPACE") for i in range(first, last))


def _touches(part: tuple[int, int], ranges: list[tuple[int, int]]) -> bool:
    start, end = part
    return any(start <= last + 2 and first <= end + 2 for first, last in ranges)


def _source(tokens: Tokens, clause: Clause) -> Candidate | None:
    if clause.source is None:
        return None
    first, last = mention(tokens, clause.source)
    role = {"according": "according", "headline": "line", "line": "line", "loud line": "line"}.get(
        clause.relation, "clause"
    )
    return Candidate(clause.source, first, last, clause.word, role, kind(tokens, clause.source), clause.cue)
