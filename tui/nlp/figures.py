"""Figures: dates, money, percentages and counts, each with its sentence and its speaker, for fact checking."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..text.analysis import FIGURE_LABELS, NAMED_LABELS, Figure, Quote
from ..text.figure_speakers import FigureSpeakers
from ..text.number_words import one_to
from ..text.span import Span, span_around
from ..text.time_expressions import MONTH, WEEKDAY
from .figure_forms import label_of, whole_figures
from .lexicon import word_set
from .sentences import sentences_of
from .tokens import strings, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CURRENCY = re.compile(r"(US|A|C|NZ|HK|R)?[$€£¥₹]$|EUR$|USD$|GBP$")
_UNITS = frozenset(("million", "billion", "trillion", "thousand", "hundred", "bn", "dozen"))
_YEAR = re.compile(r"(1[5-9]|20)\d\d$")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*\d?(st|nd|rd|th|s|k|m|bn|%)?$", re.I)
_PAIR = re.compile(r"(?<![^\s(“‘\"'])\d{1,2}[-–]\d{1,2}(?=[\s,.;:!?)”’\"']|$)")
_RESULT_VERB = (
    r"vot(?:es?|ed|ing)|split|ruled|decided|approv(?:es?|ed|ing)|pass(?:es|ed|ing)?|reject(?:s|ed|ing)?|agreed|failed|margin"
    r"|score|w[io]n|wins|winning|beat(?:s|ing|en)?|lost|los(?:es|ing)|defeat(?:s|ed)?|leads?|led|leading|trail(?:s|ed)?"
)
_SIDE = rf"(?:\d{{1,3}}|{one_to(12)})"
_AFTER_RESULT = (
    r"after|against|along|and|as|at|because|before|but|during|for|in|last|late|on|over|to|vote|when|while|with|without"
    r"|yesterday|\w+day"
)
_RESULT = re.compile(
    rf"\b(?:{_RESULT_VERB})\b(?:(?!\b(?:from|between)\b)[^\d.;!?\n]){{0,60}}?"
    rf"(?<![\w-])(?P<pair>{_SIDE}(?: to |[-–]){_SIDE})"
    rf"(?=[.,;:!?)”’\"]|$|\s(?:[\"“(—–-]|(?:{_AFTER_RESULT})\b))",
    re.IGNORECASE,
)
"""A vote or a score: "voted 9 to 4 on Tuesday", "won the match, three to one", "passed it, 220-213". A range that is
followed by what it counts ("approved 9 to 12 grants") is none."""
_MEASURES = word_set("figures", "measures")
_NUMBERED, _NAMES = word_set("figures", "numbered"), word_set("figures", "names")
_OBJECTS = frozenset(("us", "me", "you", "him", "her", "them", "it"))
_EACH = re.compile(
    r" ((?:an?|per|each|every) (?:hour|day|night|week|month|quarter|year|head|person|family|household|share|piece|mile"
    r"|acre|barrel|bottle|gallon|lit(?:er|re)|pound|kilo|ton(?:ne)?))\b(?! (?:ago|later|earlier|before|after))"
)
"""What follows an amount that is paid again and again, or for each of some things."""
_AFTER_FIGURE = frozenset(
    (
        "'s",
        "’s",
        "'",
        "’",
        ",",
        ".",
        "of",
        "a",
        "an",
        "the",
        "average",
        "and",
        "or",
        "after",
        "before",
        "from",
        "until",
        "to",
    )
)
"""Words at the end of what the recogniser found that do not belong to it: "the fall of", "the minutes of a", and "an
average" of "an average of eight months"."""
_TWO_FIGURES = {
    "DATE": re.compile(
        r"(?P<first>.*?\b(?:hour|day|night|week|month|year|decade)s?)\s+(?:from|until|till)\s+"
        rf"(?P<second>(?:{MONTH}|{WEEKDAY}|\d).*)",
        re.IGNORECASE | re.DOTALL,
    ),
    "PERCENT": re.compile(r"(?P<first>.*?\bpoints?),?\s+to\s+(?P<second>.*)", re.IGNORECASE | re.DOTALL),
}
"""Two figures that the recogniser takes for one: a length and the date on which it begins or ends ("nine months from
June 5"), a change and the share it leads to ("0.1 percentage points to 4.2 percent")."""
_BETWEEN = re.compile(r"between\s+(?:(?!\band\b).)+", re.IGNORECASE)
_MONTH = re.compile(MONTH)
_DAY_OF_MONTH = re.compile(r"[12]?\d|3[01]")
_DAY_OR_DIGIT = re.compile(rf"\d|{MONTH}|{WEEKDAY}", re.IGNORECASE)
_NO_COUNT = frozenset(("another", "of", "'s", "’s", "day", "who", "that", "thing"))

MOST_BEFORE_NOUN = 4
"""The largest number of words between a number and the noun that it counts ("4,200 old lead service lines")."""


class _FigureTokens(NamedTuple):
    start: int
    """First token."""
    end: int
    label: str


def find_figures(doc: Doc, quotes: Sequence[Quote] = (), people: Sequence[Span] = ()) -> list[Figure]:
    """The figures of `doc` in order of the text.

    `speaker` is set inside the words that somebody said; all other figures are the article's own. It is the speaker's
    name or, for a speaker without a name, the article's phrase ("an official"). `people` are its
    `names_of_people`; words in them are no figures, although the recogniser takes "May" for a month.
    """
    sentences = sentences_of(doc)
    speakers = FigureSpeakers(text_of(doc), quotes)
    numbers_found = (one for one in (*_recognised(doc), *_overlooked(doc)) if not _is_name(doc, one))
    spans = [(Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])), label) for start, end, label in numbers_found]
    figures = []
    text = text_of(doc)
    spans = [(span, label) for span, label in spans if _has_digit(text, span) or not span_around(span, people)]
    for span, label in _with_years(text, sorted(_with_whole(text, _with_pairs(text, [*_apart(text, spans)])))):
        counted = _counted(doc, span) if label == "CARDINAL" else _rate(text, span) if label == "MONEY" else None
        if label == "CARDINAL" and counted and text[counted.start : counted.end].lower() in _MEASURES:
            label = "QUANTITY"
        figures.append(Figure(span, label, sentences.at(span.start), speakers.of(span), counted))
    return figures


def _has_digit(text: str, span: Span) -> bool:
    return any(map(str.isdigit, text[span.start : span.end]))


def _counted(doc: Doc, span: Span) -> Span | None:
    """What a number counts, if that follows it: "lead lines" for "4,200", "of 98 homes" for "12"."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    noun = words.root
    while noun.dep_ in ("nummod", "quantmod") and noun.head.i != noun.i:
        noun = noun.head
    between = doc[words.end : noun.i]
    if noun.pos_ not in ("NOUN", "PROPN") or not 0 <= len(between) <= MOST_BEFORE_NOUN or noun.i < words.end:
        return None
    if any(word.is_space or word.is_punct and word.text != "-" for word in between):
        return None
    return Span(words[-1].idx + len(words[-1]) + len(words[-1].whitespace_), noun.idx + len(noun))


def _rate(text: str, span: Span) -> Span | None:
    """What an amount of money is for: "a day" for "$67,544"."""
    found = _EACH.match(text, span.end)
    return Span(*found.span(1)) if found else None


def _is_name(doc: Doc, found: _FigureTokens) -> bool:
    """True for a number that counts nothing: "phase three", "Room 101", "No. 10", "Apollo 11", "call 911"."""
    if found.label == "CARDINAL" and found.end - found.start == 2 and doc[found.start].lower_ in _NUMBERED:
        found = found._replace(start=found.start + 1)  # the recogniser took the noun, too
    if found.label not in ("CARDINAL", "DATE", "TIME") or found.end - found.start > 1:
        return False
    number = doc[found.start]
    if number.lower_ in _NAMES and (number.dep_ != "nummod" or number.head.lower_ in ("call", "calls", "care")):
        return True
    if not found.start or found.label != "CARDINAL":
        return False
    noun = doc[found.start - 1]
    if _is_day(doc, found.start - 1, found.start):
        return False
    after_name = noun.pos_ == "PROPN" and number.dep_ == "nummod" and number.head.i == noun.i
    return noun.lower_ in _NUMBERED or after_name or _is_numero(doc, found.start)


def _is_numero(doc: Doc, number: int) -> bool:
    """True for the number in "No. 10", of which the tokenizer takes the stop off, and in "No 10" before no noun that it
    could count."""
    if number > 1 and doc[number - 2 : number].text == "No.":
        return not doc[number].is_sent_start
    counts = doc[number].dep_ == "nummod" and doc[number].head.i > number
    return doc[number - 1].text == "No" and not counts


def _with_pairs(text: str, figures: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The figures, with scores, votes and ranges as one figure each: "4-1", "voted 9 to 4"."""
    results = [Span(*found.span("pair")) for found in _RESULT.finditer(text)]
    pairs = [Span(*pair.span()) for pair in _PAIR.finditer(text)]
    pairs = sorted([*results, *(pair for pair in pairs if not any(pair.overlaps(one) for one in results))])
    whole = [span for span, _ in figures if any(span.contains(pair) for pair in pairs)]
    pairs = [pair for pair in pairs if not any(span.contains(pair) for span in whole)]
    yield from ((pair, "CARDINAL") for pair in pairs)
    starts = [pair.start for pair in pairs]
    for span, label in figures:
        at = bisect_right(starts, span.start) - 1
        if at < 0 or not pairs[at].overlaps(span):
            yield span, label


def _with_whole(text: str, figures: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The figures, with shares and times by the clock as one figure each: "one in four", "ten to five"."""
    whole = sorted(whole_figures(text))
    starts = [span.start for span, _ in whole]
    inside: set[Span] = set()
    for span, label in figures:
        over, its_label = whole[max(0, bisect_right(starts, span.end - 1) - 1)] if whole else (span, label)
        if not over.overlaps(span):
            yield span, label
        elif span.contains(over):
            inside.add(over)
            yield span, its_label if span == over or label == "CARDINAL" else label
    yield from (one for one in whole if one[0] not in inside)


def _apart(text: str, figures: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The figures, with two that stand side by side as two: a length of time and a date, a change and what it leads
    to."""
    for span, label in figures:
        two = _TWO_FIGURES.get(label)
        found = two.fullmatch(text, span.start, span.end) if two else None
        for part in (Span(*found.span("first")), Span(*found.span("second"))) if found else (span,):
            yield part, label


def _with_years(text: str, figures: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The figures, with the rest of a date that was cut off joined to it again: "Nov. 26, 2026", "14 November 2024",
    "the fall of 2027", "between 2019 and 2025"."""
    last: tuple[Span, str] | None = None
    for span, label in figures:
        year = label == "DATE" and bool(_YEAR.match(text[span.start : span.end]))
        between = text[last[0].end : span.start] if last is not None and last[1] == label == "DATE" else ""
        cut_off = between == " and " and last is not None and _BETWEEN.fullmatch(text, last[0].start, last[0].end)
        if last is not None and (cut_off or year and between in (", ", " of ") or _is_day_of(text, last, span, label)):
            last = Span(last[0].start, span.end), label
        else:
            if last is not None:
                yield last
            last = span, label
    if last is not None:
        yield last


def _is_day_of(text: str, before: tuple[Span, str], date: Span, label: str) -> bool:
    """Whether a figure is the day of the date that follows it: "14" before "November 2024"."""
    number, its_label = before
    side_by_side = (its_label, label, text[number.end : date.start]) == ("CARDINAL", "DATE", " ")
    is_day = side_by_side and _DAY_OF_MONTH.fullmatch(text, number.start, number.end)
    return bool(is_day and _MONTH.match(text, date.start))


def _recognised(doc: Doc) -> Iterator[_FigureTokens]:
    """The recogniser's figures, with their currency and unit, without words like "one" and "first"."""
    for start, end, label in _in_cells(doc):
        while start < end and _is_before_figure(doc[start]):
            start += 1
        while end > start and (doc[end - 1].is_space or doc[end - 1].lower_ in _AFTER_FIGURE):
            end -= 1
        if start < end and not doc[end - 1].is_currency and not _is_mere_word(doc, start, end, label):
            found = _with_unit(doc, start, end, label)
            if kind := label_of(doc[found.start : found.end], found.label):
                yield found._replace(label=kind)


def _in_cells(doc: Doc) -> Iterator[_FigureTokens]:
    """What the recogniser takes for figures; of two cells of a table that it joins, each by itself."""
    for ent in doc.ents:
        if ent.label_ not in FIGURE_LABELS:
            continue
        tabs = [word.i for word in ent if "\t" in word.text]
        if not tabs:
            yield _FigureTokens(ent.start, ent.end, ent.label_)
            continue
        for start, end in zip([ent.start, *(tab + 1 for tab in tabs)], [*tabs, ent.end], strict=True):
            if _DAY_OR_DIGIT.search(cell := doc[start:end].text):
                yield _FigureTokens(start, end, _label_of_cell(doc[start], cell, ent.label_))


def _label_of_cell(first: Token, cell: str, label: str) -> str:
    if any(char in cell for char in "$€£¥₹"):
        return "MONEY"
    if "%" in cell:
        return "PERCENT"
    return _label(first) if _NUMBER.fullmatch(cell) else label


def _is_before_figure(word: Token) -> bool:
    """True for a mark, and for the one who pays: "costs *us* four million dollars"."""
    return word.is_space or word.is_punct and not word.is_currency or word.text in _OBJECTS


def _is_mere_word(doc: Doc, start: int, end: int, label: str) -> bool:
    """True for "first" and for the "one" of "one another" and "one of them"."""
    if any(char.isdigit() for char in doc[start:end].text):
        return False
    if label == "ORDINAL":
        return True
    after = doc[end].lower_ if end < len(doc) else ""
    return label == "CARDINAL" and end - start == 1 and doc[start].lower_ == "one" and _no_noun(doc, start, after)


def _no_noun(doc: Doc, start: int, after: str) -> bool:
    return after in _NO_COUNT or doc[start].dep_ != "nummod"


def _with_unit(doc: Doc, start: int, end: int, label: str) -> _FigureTokens:
    if start and label in ("MONEY", "CARDINAL") and _CURRENCY.match(doc[start - 1].text):
        start, label = start - 1, "MONEY"
        if start and doc[start - 1].text in ("US", "A", "C") and not doc[start - 1].whitespace_:
            start -= 1
    if end < len(doc) and label in ("MONEY", "CARDINAL") and doc[end].lower_ in _UNITS:
        end += 1
    if end < len(doc) and label == "CARDINAL" and doc[end].lower_ in ("%", "percent"):
        end, label = end + 1, "PERCENT"
    if label == "MONEY" and doc[start:end].text.replace(",", "").replace(".", "").isdigit():
        label = "CARDINAL"
    return _FigureTokens(start, end, label)


def _overlooked(doc: Doc) -> Iterator[_FigureTokens]:
    """Numbers in digits that the recogniser missed."""
    free_from = 0
    for number, word in enumerate(strings(doc, "ORTH")):
        if number < free_from or not word[0].isdigit() or not _NUMBER.match(word):
            continue
        token = doc[number]
        if token.ent_type_:
            continue
        found = _date(doc, token.i) or _with_unit(doc, token.i, token.i + 1, _label(token))
        if not any(doc[i].ent_type_ in NAMED_LABELS for i in range(found.start, found.end)):
            free_from = found.end
            yield found


def _date(doc: Doc, number: int) -> _FigureTokens | None:
    """The date that a number is the day of: "March 2", "2 March"."""
    if number and _is_day(doc, number - 1, number):
        return _FigureTokens(number - 1, number + 1, "DATE")
    if number + 1 < len(doc) and _is_day(doc, number + 1, number):
        return _FigureTokens(number, number + 2, "DATE")
    return None


def _is_day(doc: Doc, month: int, day: int) -> bool:
    return bool(_MONTH.fullmatch(doc[month].text) and _DAY_OF_MONTH.fullmatch(doc[day].text))


def _label(token: Token) -> str:
    if token.text[-1:] == "%":
        return "PERCENT"
    if token.text[-2:].lower() in ("st", "nd", "rd", "th"):
        return "ORDINAL"
    return "DATE" if _YEAR.match(token.text) or token.text.endswith("0s") else "CARDINAL"
