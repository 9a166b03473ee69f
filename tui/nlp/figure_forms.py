"""What a figure is, whatever the recogniser took it for: a time by the clock, a share, an age, a rate, or nothing that
could be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text.number_words import NUMBERS, TENS, UNITS, one_to
from ..text.span import Span
from ..text.time_expressions import forms, numeric_dates
from .lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Words

_HOUR = rf"(?:{one_to(12)}|1[0-2]|[1-9])"
_MINUTES = r"(?:(?:a )?quarter|half|(?:five|ten|twenty(?:[- ]five)?|[1-5]\d|5)(?: minutes)?)"
_CLOCK = re.compile(
    rf"\b{_MINUTES} past {_HOUR}\b"
    rf"|\b(?<=at ){_MINUTES} to {_HOUR}\b"
    rf"|\b{_HOUR} o[’']clock\b"
    r"|(?<![\w.,$£€])\d{1,2}(?:[:.]\d\d)? ?[ap](?:\.m\.|\.?m\b)",
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(rf"{_HOUR}(?: (?:to|and|till|until) {_HOUR})?", re.IGNORECASE)
_DIGITAL = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\.\d{1,3})?")
_NUMBERS = NUMBERS | {"million": 1_000_000}
_COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{one_to(12)}|{'|'.join(TENS)}|million)"
_ABOUT = r"(?:(?:about|around|roughly|nearly|almost|over|at least|(?:more|less|fewer) than) )?"
_ONE_IN = re.compile(
    rf"\b{_ABOUT}(?P<part>{_COUNT}) (?:in|out of)(?: every)? (?:an? (?:hundred|thousand|million)|(?P<whole>{_COUNT}))"
    r"\b(?![-,.:/]?\d|[-‑–]|\s+(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?)\b)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b{_ABOUT}"
    r"(?:(?:two|three|four|five|six|seven|nine)[- ](?:thirds|fifths|sixths|eighths|tenths)|three[- ]quarters"
    r"|(?:a|one)[- ](?:half|third|quarter|fifth|tenth)(?= of\b))\b"
    r"(?! of an? (?:hour|mile|century|second|inch|pint|million|billion|trillion))",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?:aged )?(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?(?:[- ]olds?| of age)\b|aged \d{1,3}$", re.IGNORECASE
)
_SMALL_NUMBER = re.compile(r"\d{1,2}|1[01]\d")
_RATE = re.compile(r"(?:\d[\d,.]*|[a-z]+(?:-[a-z]+)?) (?:an?|per|each|every) [a-z]+", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_POINTS = re.compile(
    rf"\b{_ABOUT}(?:\d[\d,]*(?:\.\d+)?|half|{_COUNT})(?: (?:of )?an?)? (?:percentage|basis) points?\b", re.IGNORECASE
)
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|(?:(?:{'|'.join(TENS)})-)?(?:{'|'.join([*UNITS, *TENS])}))"
_PER_CENT = re.compile(
    rf"\b(?:(?:just|only|well) )?{_ABOUT}(?:between {_NUMBER} and |{_NUMBER}(?:[-–]| (?:to|or) ))?"
    rf"{_NUMBER}[ -]per[ -]cent\b",
    re.IGNORECASE,
)
_PARTS_PER = re.compile(r"\b\d[\d,.]*(?: [mb]illion)? parts per (?:thousand|million|billion|trillion)\b", re.IGNORECASE)
_PARTS = frozenset(("half", "third", "thirds", "quarter", "quarters", "fifth", "tenth"))
_VAGUE, _AROUND_VAGUE = word_set("figures", "vague"), word_set("figures", "around_vague")
_BEFORE_AGE = word_set("figures", "before_age")
_MARKS = frozenset((",", "(", "—", "–", "-"))
_UNITS_AND_THINGS = word_set("figures", "units_and_things")
_OF_KNOWN_THINGS = frozenset(("the", "its", "their", "our", "his", "her", "these", "those", "both", "all"))
_BY_THE_CLOCK = word_set("figures", "by_the_clock")


def whole_figures(text: str) -> Iterator[tuple[Span, str]]:
    """The shares in words ("one in four", "about two-thirds", "5 to 10 per cent"), changes of shares ("half a
    percentage point"), concentrations ("15 parts per billion") and times by the clock ("ten to five") of a text,
    each with its label, and its dates in numbers. The recogniser takes their numbers apart."""
    for found in _ONE_IN.finditer(text):
        part, whole = _value(found["part"]), _value(found["whole"] or "million")
        # "12 in 30 attacks" counts, and "one in 30" is a share.
        if part < whole and (
            part == 1 or whole <= 10 or whole in (20, 50, 100, 1000, 1_000_000) or " out " in found[0]
        ):
            yield Span(*found.span()), "PERCENT"
    for found in _FRACTION.finditer(text):
        yield Span(*found.span()), "PERCENT"
    for found in _POINTS.finditer(text):
        yield Span(*found.span()), "PERCENT"
    for found in _PER_CENT.finditer(text):
        yield Span(*found.span()), "PERCENT"
    for found in _PARTS_PER.finditer(text):
        yield Span(*found.span()), "QUANTITY"
    for found in numeric_dates().finditer(text):
        yield Span(*found.span()), "DATE"
    for found in _CLOCK.finditer(text):
        yield Span(*found.span()), "TIME"


def label_of(words: Words, label: str) -> str | None:
    """The label of a figure that the recogniser labelled so; None if nothing about it could be checked."""
    text = words.text
    if label in ("DATE", "TIME"):
        if _is_vague(words) or _is_part_of_a_name(words):
            return None
        if _AGE.search(text):
            return "QUANTITY"
        if label == "DATE" and _SMALL_NUMBER.fullmatch(text):
            return "QUANTITY" if _is_age(words) else "CARDINAL"
        if _RATE.fullmatch(text) and words[0].like_num:
            return "CARDINAL"
        if _YEAR.fullmatch(text):
            return "DATE"
    if label == "CARDINAL" and (_DIGITAL.fullmatch(text) or _BARE_HOUR.fullmatch(text) and _is_hour(words)):
        return "TIME"
    if text.lower().endswith(("per cent", "per-cent")):
        return "PERCENT"  # the recogniser takes it for money
    if label == "QUANTITY" and _counts_things(words):
        return "CARDINAL"
    if label == "CARDINAL" and words[-1].lower_ in _PARTS and _follows(words, "of"):
        return "PERCENT"
    return label


def _counts_things(words: Words) -> bool:
    """True for "the five yards have laid off welders" and "one of its two yards": a unit that is also a thing, with a
    word for things already known and no word for what is measured ("the five yards to the line")."""
    doc: Doc = words.doc
    if words[-1].lower_ not in _UNITS_AND_THINGS or len(words) > 2 or not words.start:
        return False
    known = doc[words.start - 1].lower_ in _OF_KNOWN_THINGS
    return known and not _follows(
        words, "of", "to", "from", "between", "away", "apart", "long", "wide", "deep", "high", "tall"
    )


def _value(number: str) -> float:
    return _NUMBERS.get(number.lower()) or float(number.replace(",", ""))


def _is_age(words: Words) -> bool:
    """True for the number in "Lowe, 43, said" and "she was 91", not in "hit 41 and took 3 for 22"."""
    doc: Doc = words.doc
    if not words.start:
        return False
    before = doc[words.start - 1]
    is_set_off = before.text in _MARKS and (words.end == len(doc) or doc[words.end].is_punct or doc[words.end].is_space)
    return is_set_off or before.lower_ in _BEFORE_AGE


def _is_vague(words: Words) -> bool:
    """True for "the hours", "night" and "that hour", which say neither when nor how long."""
    units = [word for word in words if word.lower_ in _VAGUE]
    return len(units) == 1 and all(word in units or word.lower_ in _AROUND_VAGUE for word in words)


def _is_part_of_a_name(words: Words) -> bool:
    """True for the "Larch" of "Larch Street"."""
    first = words[0]
    is_name = len(words) == 1 and first.pos_ == "PROPN" and first.dep_ == "compound" and first.head.pos_ == "PROPN"
    return is_name and not forms().search(words.text)


def _is_hour(words: Words) -> bool:
    """True for the numbers of "open until six" and "we open at nine"."""
    doc: Doc = words.doc
    before = doc[words.start - 1] if words.start else None
    if before is None or words.root.dep_ == "nummod" or _follows(words, "of", "percent", "%", "-"):
        return False
    if before.lower_ in ("until", "till"):
        return True
    return before.lower_ in ("at", "from", "between", "before", "after", "by") and before.head.lemma_ in _BY_THE_CLOCK


def _follows(words: Words, *following: str) -> bool:
    return words.end < len(words.doc) and words.doc[words.end].lower_ in following
