"""What a quotation leaves out of the sentence that was said: “Perhaps …”, “I do not believe that …”, “… if the council
agrees”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .denial import has_denial, is_denied_after, is_denied_before
from .negation import NEGATIONS, has_negation, is_negated
from .spoken_words import words_of
from .transcript import Transcript
from .verification import Place

NEAR = 6
"""Words next to the quotation among which one must be that limits what was said."""
NEAR_IN_CAPTIONS = 4
"""The same where no sentence is marked: “nobody can claim that”."""
MOST_WORDS = 25
"""The largest number of words before or after the quotation in one sentence."""

_UNSURE_WORDS = "perhaps maybe possibly probably presumably supposedly allegedly apparently"
_DOUBT = f"{_UNSURE_WORDS} unsure doubt guess suppose think believe hope wonder if unless"
_BEFORE = frozenset(f"{_DOUBT} {' '.join(NEGATIONS)} almost nearly some most half many several".split())
_AFTER = frozenset(f"{_DOUBT} but although though except until provided".split())
_HEDGES = frozenset(f"{_UNSURE_WORDS} almost nearly".split())
"""What limits the words right after it: “perhaps *roughly half*”."""
_TERM = frozenset(("before", "while", "when"))
"""What says until when a refusal holds: "I won't discuss it" “before I have spoken with her”."""
_UNSURE = re.compile(r"\b(?:not|n't) (?:know|sure|certain)\b")


_HELPING = "is are was were am has have had will would can could do does did may might must should"
_FINITE = frozenset(_HELPING.split())
FEWEST_OF_A_CLAUSE = 6
"""Words that are more than a phrase, wherever they end."""


def cut_off(words: str, place: Place, before: str = "") -> Iterator[str]:
    """Remarks, in sentences, on a quotation with these printed words and its place in the source.

    `before` is what the article itself says before the quotation in the same sentence, which may give what is cut off
    in its own words: said she did not believe that “…”.
    """
    transcript, first, last = place.transcript, place.first, place.last
    start = _start_of_sentence(place)
    if (
        _begins_otherwise(words, place, start)
        or _is_hedged(place, start, before)
        or _is_denied(words, place, start, before)
    ):
        begin = max(0, first - NEAR_IN_CAPTIONS) if start is None else start
        dots = "… " if start is None else ""
        yield f"In the source the sentence begins: “{dots}{_one_line(transcript.said(begin, first))}”."
    end = next((k for k in range(last, last + MOST_WORDS + 1) if transcript.starts_sentence(k)), last)
    if _goes_on_otherwise(words, place, end):
        yield f"In the source the sentence goes on: “{_one_line(transcript.said(last, end))}”."


def _start_of_sentence(place: Place) -> int | None:
    """The first word of the sentence; None if it is far away, or has no capital: captions may be without stops."""
    transcript, first = place.transcript, place.first
    numbers = range(first, max(-1, first - MOST_WORDS - 1), -1)
    start = next((number for number in numbers if transcript.starts_sentence(number)), None)
    if start is None or start == first or transcript.text[transcript.words[start].start].isupper():
        return start
    return None


def _begins_otherwise(words: str, place: Place, start: int | None) -> bool:
    """Whether a quotation printed as a whole sentence leaves out a limit just before it, or a condition."""
    transcript, first = place.transcript, place.first
    if start is None or start == first or not words[:1].isupper():
        return False
    near = transcript.forms[max(start, first - NEAR) : first]
    return not _BEFORE.isdisjoint(near) or transcript.forms[start] in ("if", "unless")


def _is_hedged(place: Place, start: int | None, before: str) -> bool:
    """Whether the word before the quotation limits it, in the same sentence, and the article has no such word."""
    transcript, first = place.transcript, place.first
    if start == first or first == 0 or transcript.forms[first - 1] not in _HEDGES:
        return False
    return _HEDGES.isdisjoint(word.form for word in words_of(before))


def _is_denied(words: str, place: Place, start: int | None, before: str) -> bool:
    """Whether the source denies or doubts the words, and the article does not."""
    transcript, first = place.transcript, place.first
    begin = max(0, first - NEAR_IN_CAPTIONS) if start is None else start
    if begin == first or has_denial(before) or is_negated(before, words):
        return False
    cut = transcript.said(begin, first)
    is_end = transcript.starts_sentence(place.last)
    forms = transcript.forms[first : place.last]
    is_clause = is_end or len(forms) >= FEWEST_OF_A_CLAUSE or not _FINITE.isdisjoint(forms)
    has_verb_before = not _FINITE.isdisjoint(transcript.forms[max(begin, first - 2) : first])
    between = NEAR if start is not None and (is_end or has_verb_before) else 0
    if (is_clause or has_verb_before) and is_denied_before(cut, between):
        return True
    if start is None and re.match(r"\[?[A-Z]", words):
        return False  # a sentence of its own among captions
    return is_negated(cut + _between(transcript, first), words) and not _is_question(place)


def _between(transcript: Transcript, number: int) -> str:
    """The punctuation before a word of the source."""
    return re.sub(r"\w.*\w|\s", "", transcript.text[transcript.words[number - 1].end : transcript.words[number].start])


def _is_question(place: Place) -> bool:
    """Whether the sentence with the end of the quotation ends with a question mark."""
    transcript, last = place.transcript, place.last
    end = next((k for k in range(last, last + MOST_WORDS) if transcript.starts_sentence(k)), last)
    return transcript.text[transcript.words[end - 1].end :].startswith("?")


def _goes_on_otherwise(words: str, place: Place, end: int) -> bool:
    """Whether a condition, an exception or a denial follows a quotation in the same sentence."""
    transcript, last = place.transcript, place.last
    if end == last or last >= len(transcript.words):
        return False
    between = transcript.text[place.span.end : transcript.words[last].start]
    if is_denied_after(between + transcript.said(last, end)):
        return True
    if not re.search(r"[.,!?]$", words):
        return False
    rest = transcript.forms[last : min(end, last + NEAR)]
    if not _AFTER.isdisjoint(rest) or _UNSURE.search(" ".join(rest)):
        return True
    return rest[0] in _TERM and has_negation(words)


def _one_line(words: str) -> str:
    return " ".join(words.split())
