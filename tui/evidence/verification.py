"""Checks whether an article quotes what was said, by comparing each quotation with the words of its sources.

- verbatim: the same words in the same order;
- edited: only marked omissions (…) and words in brackets;
- altered: words changed without a mark;
- spliced: words from separate places joined as if they had been said together;
- absent: not in the sources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby, islice, pairwise
from typing import Literal

from ..text.span import Span
from ..text.speaker_name import joined_names
from ..text.turn_labels import is_role
from .content_words import is_content_word
from .differences import Difference, find_differences
from .person_names import may_be_one_person
from .printed import Printed
from .short_quotation import FEWEST_WORDS, is_said, may_be_by_chance
from .transcript import Transcript
from .word_alignment import (
    CHANGED,
    LEFT_OUT,
    Step,
    align,
    most_shared,
    with_edges,
    with_joined_additions,
    within_sentence,
)

Status = Literal["verbatim", "edited", "altered", "spliced", "absent"]

SPLICE_WORDS = 25
"""Words between two pieces from which on they count as said separately."""
LEAST_SHARED = 0.6
"""The largest share of its words in one stretch of a source for which a quotation still counts as absent."""
LEAST_SHARED_SHORT = 0.67
SHORT = 8
LEAST_PART = 4
"""The smallest number of words at the beginning or end of an absent quotation for which a place is given."""
MOST_SLIPS = 3
"""The largest number of changed words with which a quotation counts as altered if it could also be pieced together."""


def shown_name(label: str) -> str:
    """The name in a label, without the capitals: "Ana Ruiz" for “ANA RUIZ”; initials stay as they are."""
    return label.title() if label.isupper() and len(label) > 3 else label


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source that has words of a quotation."""

    transcript: Transcript
    span: Span
    first: int
    """The number of its first word in the transcript."""
    last: int
    """One past the number of its last word."""

    @property
    def words(self) -> str:
        """The words of the source there."""
        return self.transcript.text[self.span.start : self.span.end]

    @property
    def speakers(self) -> Sequence[str]:
        """The names of those who say them there; none if the source does not say."""
        return self.transcript.speakers(self.first, self.last)

    @property
    def speaker(self) -> str:
        """These names for the reader; "" if there is none."""
        return joined_names([shown_name(name) for name in self.speakers])

    @property
    def label(self) -> str:
        """The label of the turn that they are in, as the source has it; "" for words that the source quotes."""
        quoted = self.transcript.quotes(self.first, self.last)
        return "" if quoted else self.transcript.speaker(self.first) or ""

    @property
    def line(self) -> int | None:
        """The line of the source's file on which it begins, from 1; None if it is in no file, as on a web page."""
        return self.transcript.line_of(self.span)


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a quotation, compared with its sources."""

    status: Status
    places: tuple[Place, ...] = ()
    """For an absent quotation, the place of its beginning or end, if a source has that."""
    differences: tuple[Difference, ...] = ()
    is_by_chance: bool = False
    """Whether the place of an absent quotation has all its words, but they are so few that this proves nothing."""


def verify(printed: Printed, transcripts: Sequence[Transcript], speakers: Sequence[str] = ()) -> Verification:
    """The verdict on one quotation. If several places have its words, one where one of `speakers` says them counts."""
    if not printed.words:
        return Verification("absent")
    if may_be_by_chance(printed):
        return _verify_short(printed, transcripts, speakers)
    if exact := in_a_row(printed, transcripts, speakers):
        if len(exact.places) > 1:
            return Verification("spliced", exact.places, exact.differences)
        return Verification("edited" if printed.marks else "verbatim", exact.places, exact.differences)
    altered = _altered(printed, transcripts)
    spliced = _spliced(printed, transcripts)
    if spliced and (altered is None or spliced.edits < altered.edits and altered.edits > MOST_SLIPS):
        return Verification("spliced", spliced.places, spliced.differences)
    if altered:
        return Verification("altered", altered.places, altered.differences)
    return Verification("absent", _part_that_is_there(printed, transcripts))


def _verify_short(printed: Printed, transcripts: Sequence[Transcript], speakers: Sequence[str]) -> Verification:
    """The verdict on a quotation whose words may be in a source by chance."""
    found = _pieces(printed.forms, transcripts)
    said = [place for place in found if is_said(printed, place.transcript, place.first, place.last)]
    said.sort(key=lambda place: not said_by_one_of(speakers, place))
    if said and (said_by_one_of(speakers, said[0]) or any(map(is_content_word, printed.forms))):
        return Verification("edited" if printed.marks else "verbatim", (said[0],))
    if found:  # somebody says “No.” in every hearing
        return Verification("absent", tuple((said or found)[:1]), is_by_chance=True)
    altered = _altered(printed, transcripts)
    if altered and is_said(printed, altered.places[0].transcript, altered.places[0].first, altered.places[0].last):
        return Verification("altered", altered.places, altered.differences)
    return Verification("absent")


@dataclass(frozen=True, slots=True)
class Finding:
    """A possible origin of a quotation, and what was changed."""

    places: tuple[Place, ...]
    differences: tuple[Difference, ...]
    edits: int
    """How many words were changed without a mark."""
    cost: float = 0.0
    """That of the alignment (`align`)."""


def said_by_one_of(speakers: Sequence[str], place: Place) -> bool:
    """Whether, according to the source, one of the speakers said the words of a place; also if the source or the
    article names nobody. A “REPORTER” is none of them if the source has labels with their names."""
    named = place.speakers
    if named and speakers:
        return any(may_be_one_person(name, other) for name in named for other in speakers)
    return not (is_role(place.label) and place.transcript.has_label_of(speakers))


def said_by(speakers: Sequence[str], place: Place) -> str | None:
    """Who said the words according to the source, if none of the speakers in the article; otherwise None."""
    return None if said_by_one_of(speakers, place) else place.speaker or f"“{place.label}”"


# ---------------------------------------------------------------- all words in a row


def in_a_row(printed: Printed, transcripts: Sequence[Transcript], speakers: Sequence[str]) -> Finding | None:
    """The place that has every printed word in order, with nothing between them except what the marks allow; several
    if somebody else says the words after an ellipsis."""
    found = ((transcript, path) for transcript in transcripts for path in _paths(printed, transcript))
    rows = list(found if speakers or printed.marks else islice(found, 1))  # otherwise all places are as good
    if not rows:
        return None

    def preference(row: tuple[Transcript, list[Step]]) -> tuple[int, bool, bool, int]:
        place = _place(*row)
        turns = len(_places_by_speaker(*row))
        return turns, not said_by_one_of(speakers, place), is_role(place.label), place.last - place.first

    transcript, path = min(rows, key=preference)
    return Finding(_places_by_speaker(transcript, path), tuple(find_differences(printed, transcript, path)), 0)


def _places_by_speaker(transcript: Transcript, path: Sequence[Step]) -> tuple[Place, ...]:
    """The place of all words of an exact alignment, or, if several speakers say them, that of each one's words."""
    printed = [step for step in path if step[0] is not None]
    turns = [list(turn) for _, turn in groupby(printed, lambda step: transcript.speaker(step[1] or 0))]
    return tuple(_place(transcript, turn) for turn in turns) if len(turns) > 1 else (_place(transcript, path),)


def _paths(printed: Printed, transcript: Transcript) -> Iterator[list[Step]]:
    cuts = sorted({mark.at for mark in printed.marks if 0 < mark.at < len(printed.words) and printed.room(mark.at)})
    bounds = [0, *cuts, len(printed.words)]
    first, *others = [(start, printed.forms[start:end]) for start, end in pairwise(bounds)]
    for start in transcript.find(first[1]):
        path: list[Step] = [(k, start + k) for k in range(len(first[1]))]
        end = start + len(first[1])
        for at, forms in others:
            following = next((k for k in transcript.find(forms) if end <= k <= end + printed.room(at)), None)
            if following is None:
                break
            path += [(None, k) for k in range(end, following)]
            path += [(at + k, following + k) for k in range(len(forms))]
            end = following + len(forms)
        else:
            yield path


def _place(transcript: Transcript, path: Sequence[Step]) -> Place:
    numbers = [j for _, j in path if j is not None]
    first, last = numbers[0], numbers[-1] + 1
    return Place(transcript, transcript.span(first, last), first, last)


# ---------------------------------------------------------------- words changed


def _altered(printed: Printed, transcripts: Sequence[Transcript]) -> Finding | None:
    """The place most similar to the quotation; None if none is similar enough."""
    best: Finding | None = None
    for transcript in transcripts:
        for first, last in _windows(printed, transcript):
            found = compare_stretch(printed, transcript, first, last)
            if found and (best is None or found.cost < best.cost):
                best = found
    return best


def _windows(printed: Printed, transcript: Transcript, most: int = 4) -> Iterator[tuple[int, int]]:
    """Stretches of the source that share many words with the quotation, in about the same order; without a marked
    omission, each of one speaker."""
    forms = printed.forms
    votes: defaultdict[int, float] = defaultdict(float)
    size = max(8, len(forms) // 2)
    for k in sorted(range(len(forms)), key=lambda k: len(transcript.where.get(forms[k], ())))[:40]:
        numbers = transcript.where.get(forms[k], ())
        if len(numbers) > 2_000 and votes:
            break  # only very common words are left
        for number in numbers:
            votes[(number - k) // size] += 1 / len(numbers) ** 0.5
    room = sum(min(printed.room(mark.at), 120) for mark in printed.marks)
    pairs = {place: count + votes.get(place + 1, 0.0) for place, count in votes.items()}
    for place in nlargest(most, pairs, key=pairs.__getitem__):
        start = place * size
        first, last = max(0, start - 10 - room), min(len(transcript.words), start + 2 * size + len(forms) + 14 + room)
        for begin, end in [(first, last)] if room else transcript.turns(first, last):
            if end - begin > LEAST_SHARED * len(forms):
                yield begin, end


def _part_that_is_there(printed: Printed, transcripts: Sequence[Transcript]) -> tuple[Place, ...]:
    """The place of the longest beginning or end of the quotation that is in a source word for word; empty if it is
    short."""
    forms = printed.forms
    for count in range(len(forms) - 1, max(LEAST_PART, len(forms) // 3) - 1, -1):
        for part in (forms[:count], forms[-count:]):
            if found := _pieces(part, transcripts):
                return (found[0],)
    return ()


def _in_another_order(printed: Printed, transcript: Transcript, first: int, last: int) -> Finding | None:
    """The place within a stretch of the source that has the words of the quotation, all in a row, in another order."""
    forms, count = printed.forms, len(printed.forms)
    if printed.marks or most_shared(forms, transcript.forms[first:last]) < count:
        return None
    wanted = Counter(forms)
    start = next(at for at in range(first, last - count + 1) if Counter(transcript.forms[at : at + count]) == wanted)
    moved = [k for k in range(count) if forms[k] != transcript.forms[start + k]]
    if not moved or len(moved) > max(SHORT, count // 2):  # more are all words moved by one: an edge is different
        return None
    begin, end = moved[0], moved[-1] + 1
    change = Difference(printed.stretch(begin, end), transcript.said(start + begin, start + end))
    place = Place(transcript, transcript.span(start, start + count), start, start + count)
    return Finding((place,), (change,), len(moved), CHANGED * len(moved))


def _without_sentences(printed: Printed, transcript: Transcript, first: int, last: int) -> Finding | None:
    """The place within a stretch of the source that has all words of the quotation, but with whole sentences, fewer
    than `SPLICE_WORDS` words, between two of its own."""
    for cut in _sentence_ends(printed):
        head, tail = printed.forms[:cut], printed.forms[cut:]
        starts = transcript.find(tail)
        for start in transcript.find(head):
            end = start + cut
            after = next((k for k in starts if end < k < end + SPLICE_WORDS), None)
            if first > start or after is None or after + len(tail) > last:
                continue
            if transcript.starts_sentence(after) and transcript.has_one_speaker(start, after + len(tail)):
                path: list[Step] = [(k, start + k) for k in range(cut)]
                path += [(None, k) for k in range(end, after)]
                path += [(cut + k, after + k) for k in range(len(tail))]
                place, change = _place(transcript, path), Difference("", transcript.said(end, after))
                return Finding((place,), (change,), after - end, LEFT_OUT * (after - end))
    return None


def _sentence_ends(printed: Printed) -> list[int]:
    """The numbers of the words that begin a sentence within the quotation, without a mark before them."""
    return [at for at in range(1, len(printed.words)) if not printed.room(at) and printed.starts_sentence(at)]


def compare_stretch(printed: Printed, transcript: Transcript, first: int, last: int) -> Finding | None:
    """Compare the quotation with words `first` up to but not including `last` of the source.

    None if they share too little.
    """
    if whole := _without_sentences(printed, transcript, first, last):
        return whole
    said = transcript.senses[first:last]
    count = len(printed.words)
    least = LEAST_SHARED_SHORT if count <= SHORT else LEAST_SHARED
    cost, aligned = align(printed, said)
    steps = with_joined_additions(printed, aligned)
    path = [(i, None if j is None else first + j) for i, j in steps]
    matched = sum(i is not None and j is not None and printed.senses[i] == said[j] for i, j in steps)
    # If every printed word was said in this order, words were left out, even if the last of them was said earlier too.
    if matched < count and (moved := _in_another_order(printed, transcript, first, last)):
        return moved
    if not matched or matched <= least * count and most_shared(printed.senses, said) <= least * count:
        return None
    path = with_edges(printed, transcript, within_sentence(printed, transcript, path))
    differences = tuple(find_differences(printed, transcript, path))
    unmarked = [one for one in differences if not one.marked]
    edits = sum(max(len(one.printed.split()), len(one.said.split())) for one in unmarked)
    return Finding((_place(transcript, path),), differences, edits, cost)


# ---------------------------------------------------------------- words joined


def _spliced(printed: Printed, transcripts: Sequence[Transcript]) -> Finding | None:
    """Places whose words make up the quotation; None if they are not that far apart."""
    exact = _spliced_exactly(printed, transcripts)
    return exact or _spliced_sentences(printed, transcripts) or _spliced_at_a_sentence(printed, transcripts)


def _spliced_exactly(printed: Printed, transcripts: Sequence[Transcript]) -> Finding | None:
    forms = printed.forms
    best: tuple[tuple[bool, int], Finding] | None = None
    for cut in range(FEWEST_WORDS, len(forms) - FEWEST_WORDS + 1):
        heads = [] if printed.room(cut) else _pieces(forms[:cut], transcripts)
        tails = _pieces(forms[cut:], transcripts) if heads else []
        for head in heads[:5]:
            for tail in tails[:5]:
                if _apart(head, tail):
                    natural = tail.transcript.starts_sentence(tail.first) or head.transcript.starts_sentence(head.last)
                    score = (not natural, abs(2 * cut - len(forms)))
                    if best is None or score < best[0]:
                        best = score, Finding((head, tail), (), 0)
    return best[1] if best else None


def _spliced_sentences(printed: Printed, transcripts: Sequence[Transcript]) -> Finding | None:
    """The places of the sentences of a quotation, if it has three or more: left out between them, or in another
    order."""
    bounds = [0, *_sentence_ends(printed), len(printed.words)]
    if len(bounds) < 4:
        return None
    places: list[Place] = []
    for start, end in pairwise(bounds):
        found = _pieces(printed.forms[start:end], transcripts)
        found = [place for place in found if end - start >= FEWEST_WORDS or _is_whole(place)]
        if not found:
            return None
        before = places[-1] if places else None
        follows = [one for one in found if before and one.transcript is before.transcript and one.first == before.last]
        if before and follows:
            transcript = before.transcript
            span = transcript.span(before.first, follows[0].last)
            places[-1] = Place(transcript, span, before.first, follows[0].last)
        else:
            places.append(found[0])
    if len(places) < 2 or not all(_apart(one, other) for one, other in pairwise(places)):
        return None
    return Finding(tuple(places), (), 0)


def _is_whole(place: Place) -> bool:
    """Whether a place is one or more whole sentences of the source."""
    return place.transcript.starts_sentence(place.first) and place.transcript.starts_sentence(place.last)


def _spliced_at_a_sentence(printed: Printed, transcripts: Sequence[Transcript]) -> Finding | None:
    """`_spliced` with a word or two changed: joined where a printed sentence ends."""
    best: Finding | None = None
    for cut in _sentence_ends(printed):
        if not FEWEST_WORDS <= cut <= len(printed.words) - FEWEST_WORDS:
            continue
        head, tail = (_altered(part, transcripts) for part in printed.cut(cut))
        if head and tail and head.edits + tail.edits <= MOST_SLIPS and _apart(head.places[0], tail.places[0]):
            edits = head.edits + tail.edits
            if best is None or edits < best.edits:
                best = Finding(head.places + tail.places, head.differences + tail.differences, edits)
    return best


def _pieces(forms: list[str], transcripts: Sequence[Transcript]) -> list[Place]:
    return [
        Place(transcript, transcript.span(start, start + len(forms)), start, start + len(forms))
        for transcript in transcripts
        for start in transcript.find(forms)
    ]


def _apart(head: Place, tail: Place) -> bool:
    """Whether two pieces were said in separate places."""
    transcript = head.transcript
    if transcript is not tail.transcript or tail.first < head.last:
        return True
    if tail.first - head.last >= SPLICE_WORDS or transcript.speaker(head.first) != transcript.speaker(tail.first):
        return True
    sentence_between = transcript.starts_sentence(head.last) and transcript.starts_sentence(tail.first)
    return tail.first > head.last and sentence_between
