"""Finds figures in two articles that are about the same thing and differ: "12 people died", "14 people died"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text.analysis import Figure
from ..text.article import Article
from ..text.time_expressions import count
from .spoken_words import words_of

COUNTED = ("PERCENT", "MONEY", "QUANTITY", "CARDINAL")
"""The labels of figures that can be compared; a date is compared in the timeline."""
LEAST_COMMON = 2
"""Words besides the unit that two sentences must share."""
LEAST_SHARE = 0.34
"""`LEAST_COMMON` as a share of the words of the shorter sentence."""
UNIT_WORDS = 3
"""Words after a figure, or before one that ends its sentence, that may say what it counts."""

_PAIR = re.compile(r"(\w+)(?: to |[-–])(\w+)")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6}
_SMALL_WORDS = (
    "a about after all also an and are as at be been before but by can did do for from had has have he her his in"
    " into is it its more most no not of on one or other over said say says she some than that the their them there"
    " they this to under up was were when which who will with would"
)
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())


class _Context(NamedTuple):
    """What a figure is about."""

    figure: Figure
    value: float | str
    unit: frozenset[str]
    """The words after it, and those of the figure that are not numbers; or else those before it, as in "a cost
    of $41 million."."""
    words: frozenset[str]
    """The other words of its sentence that carry meaning."""


def disagreeing_figures(
    one: Article, ones: Sequence[Figure], two: Article, twos: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures, one from each article, that count the same thing and differ, in the order of the first.

    A figure for which the other article has the same value is not among them.
    """
    first = [_context(one, figure) for figure in ones if figure.label in COUNTED]
    second = [_context(two, figure) for figure in twos if figure.label in COUNTED]
    ours, theirs = _by_unit(first), _by_unit(second)
    for each in first:
        match = _best(each, theirs)
        if match is not None and match.value != each.value and _best(match, ours) is each:
            yield each.figure, match.figure


_ByUnit = dict[tuple[str, str], list[_Context]]
"""The figures with each label and word of the unit, in order of the text."""


def _by_unit(contexts: Sequence[_Context]) -> _ByUnit:
    found: _ByUnit = {}
    for context in contexts:
        for word in context.unit:
            found.setdefault((context.figure.label, word), []).append(context)
    return found


def _best(each: _Context, others: _ByUnit) -> _Context | None:
    """The figure that is most likely about the same thing; one with the same value if several are."""
    alike = {id(other): other for word in each.unit for other in others.get((each.figure.label, word), ())}
    scored = [
        (score, other.value == each.value, other) for other in alike.values() if (score := _likeness(each, other))
    ]
    return max(scored, key=lambda found: (*found[:2], -found[2].figure.span.start))[2] if scored else None


def _likeness(a: _Context, b: _Context) -> float:
    common = len(a.words & b.words)
    share = common / max(1, min(len(a.words), len(b.words)))
    return share if common >= LEAST_COMMON and share >= LEAST_SHARE else 0.0


def _context(article: Article, figure: Figure) -> _Context:
    text, span, sentence = article.text, figure.span, figure.sentence
    own = [word.form for word in words_of(text, span.start, span.end)]
    after = [word.form for word in words_of(text, span.end, sentence.end)][:UNIT_WORDS]
    before = [word.form for word in words_of(text, sentence.start, span.start)]
    rest = [word.form for word in words_of(text, span.end, sentence.end)]
    unit = _unit([*own, *after]) or _unit(before[-UNIT_WORDS:])
    return _Context(figure, value_of(article.words(span)), unit, frozenset(filter(_means, (*before, *rest))))


def _unit(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(form for form in forms if _means(form) and form not in _SCALES)


def _means(form: str) -> bool:
    return form not in _FUNCTION_WORDS and not any(character.isdigit() for character in form)


def value_of(words: str) -> float | str:
    """The number that the words express; "9-4" for a vote, a score or a range ("9 to 4", "nine to four"); the words
    themselves, in lower case, if that is unclear."""
    folded = " ".join(words.casefold().split())
    if not count(folded) and (sides := _PAIR.fullmatch(folded)) and all(map(count, sides.groups())):
        return "-".join(f"{count(side):g}" for side in sides.groups())
    scale = 1.0
    for name, factor in _SCALES.items():
        if re.search(rf"(?:\b|\d){name}\b", folded):
            scale *= factor
    if match := re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", folded):
        return float(match[0].replace(",", "")) * scale
    for part in folded.split():
        if number := count(part):
            return number * scale
    return folded
