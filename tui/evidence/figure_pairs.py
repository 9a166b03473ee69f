"""Finds figures in two articles that are about the same thing and differ: "12 people died", "14 people died"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..text.analysis import Figure
from ..text.article import Article
from .content_words import is_content_word
from .figure_values import SCALES, agree, is_exact, may_agree, value_of
from .former_figures import is_former
from .spoken_words import CURRENCY_WORDS, words_of

COUNTED = ("PERCENT", "MONEY", "QUANTITY", "CARDINAL")
"""The labels of figures that can be compared; a date is compared in the timeline."""
LENGTH = "length"
"""The kind of a length of time, which the recogniser takes for a date: "11 weeks"."""
LEAST_COMMON = 2
"""Words besides one of the unit that two sentences must share, unless they share all of them."""
LEAST_SHARE = 0.34
"""`LEAST_COMMON` as a share of the words of the shorter sentence."""
UNIT_WORDS = 3
"""Words after a figure, or before one that ends its clause, that may say what it counts."""

MONEY = "$"
"""The unit of every amount of money: its clause need not say what it is for: “has risen to $51.5 million”."""
LEAST_COMMON_MONEY, LEAST_SHARE_MONEY = 3, 0.6
"""The same limits for two figures that have only this unit in common."""

NO_UNITS = SCALES | CURRENCY_WORDS
"""Words of an amount that are no unit: `MONEY` stands for the currency, which the kind names."""

LEAST_COMMON_LENGTH = 3
"""`LEAST_COMMON` for lengths of time: weeks and years are in every article."""

_CURRENCY = re.compile(r"[$£€¥]|dollar|pound|euro|yen", re.IGNORECASE)
_SIGNS = {"dollar": "$", "pound": "£", "euro": "€", "yen": "¥"}
_CLAUSE = re.compile(r"(?:\s+(?:out\s+)?of\s+(?:the\s+)?[\d.,]*\d)?(?P<rest>(?:[^,;:.!?()“”\"—–]|(?<=\w)[.,](?=\w))*)")
"""What follows a figure, up to a punctuation mark, without the whole of which it is a part: "12 *of 98* homes"."""
_LENGTH = re.compile(
    r"(?:(?:about|around|nearly|almost|over|at least|more than|less than) )?[\w.,]+(?:-\w+)?[ -]"
    r"(?:second|minute|hour|day|night|week|month|year|decade)s?",
    re.IGNORECASE,
)


class _Context(NamedTuple):
    """What a figure is about."""

    figure: Figure
    kind: str
    """Its label, for money with the currency, or `LENGTH`."""
    words: str
    unit: frozenset[str]
    """The words after it in its clause, and those of the figure that are not numbers; or else those before it, as in
    "a cost of $41 million."; and always a verb or noun just before it."""
    about: frozenset[str]
    """All words of its sentence that carry meaning, and the unit."""
    subject: frozenset[str]
    """Those of its clause before it."""
    is_former: bool
    """Whether its article says that it is an old or a wrong figure, which only another one of those can contradict or
    repeat: else the old figure in “now £9 million, up from £8 million” would hide that the other article has only that.
    """


def disagreeing_figures(
    one: Article, ones: Sequence[Figure], two: Article, twos: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures, one from each article, that count the same thing and differ, in the order of the first.

    A figure for which the other article has the same value is not among them.
    """
    first = [_context(one, figure, kind) for figure in ones if (kind := _kind(one, figure))]
    second = [_context(two, figure, kind) for figure in twos if (kind := _kind(two, figure))]
    theirs = _by_unit(second)
    alike = [
        (score, each, other) for each in first for other in _alike(each, theirs) if (score := _likeness(each, other))
    ]
    equal = {id(both) for _, *pair in alike if agree(pair[0].words, pair[1].words) for both in pair}
    equal |= {id(both) for pair in _repeated(first, second) for both in pair}
    alike = [
        pair
        for pair in alike
        if not equal & {id(pair[1]), id(pair[2])}
        and not may_agree(pair[1].words, pair[2].words)
        and not _are_parts(pair[1], pair[2])
    ]
    best: dict[int, float] = {}
    for score, *pair in alike:
        best.update({id(both): max(score, best.get(id(both), 0.0)) for both in pair})
    matches: dict[int, _Context] = {}
    taken: set[int] = set()
    for score, each, other in sorted(alike, key=lambda pair: -len(pair[1].unit & pair[2].unit)):
        if score == best[id(each)] == best[id(other)] and not taken & {id(each), id(other)}:
            taken |= {id(each), id(other)}
            matches[id(each)] = other
    for each in first:
        if id(each) in matches:
            yield each.figure, matches[id(each)].figure


_ByUnit = dict[tuple[str, bool, str], list[_Context]]
"""The figures of each kind, former or not, and word of the unit, in order of the text."""


def _by_unit(contexts: Sequence[_Context]) -> _ByUnit:
    found: _ByUnit = {}
    for context in contexts:
        for word in context.unit:
            found.setdefault((context.kind, context.is_former, word), []).append(context)
    return found


def _alike(each: _Context, others: _ByUnit) -> list[_Context]:
    """The figures of the same kind that share a word of the unit, in order of the text."""
    found = {id(other): other for word in each.unit for other in others.get((each.kind, each.is_former, word), ())}
    return sorted(found.values(), key=lambda other: other.figure.span)


def _repeated(first: Sequence[_Context], second: Sequence[_Context]) -> Iterator[tuple[_Context, _Context]]:
    """Equal figures with many digits, in sentences that have any word in common."""
    theirs: dict[tuple[str, bool, float | str], list[_Context]] = {}
    for other in filter(lambda context: is_exact(context.words), second):
        theirs.setdefault((other.kind, other.is_former, value_of(other.words)), []).append(other)
    for each in first:
        for other in theirs.get((each.kind, each.is_former, value_of(each.words)), ()):
            if each.about & other.about - {MONEY}:
                yield each, other


def _likeness(a: _Context, b: _Context) -> float:
    """The share of the words of the shorter sentence that the other one has too, without one word of the unit; 0 if
    that is too little."""
    common = len(a.about & b.about) - 1
    share = common / max(1, min(len(a.about), len(b.about)) - 1)
    only_money = a.unit & b.unit == {MONEY}
    least, least_share = (LEAST_COMMON_MONEY, LEAST_SHARE_MONEY) if only_money else (LEAST_COMMON, LEAST_SHARE)
    if a.kind == LENGTH:
        least = LEAST_COMMON_LENGTH
    is_all = share == 1.0 and a.kind != LENGTH and common + 1 >= LEAST_SHARE * max(len(a.about), len(b.about))
    is_one_phrase = len(a.unit & b.unit - {MONEY}) >= UNIT_WORDS  # “carries 900 lorries a day”
    return share if is_all or common >= least and (share >= least_share or is_one_phrase) else 0.0


def _kind(article: Article, figure: Figure) -> str:
    """The kind of a figure, which only one of the same kind can contradict; "" for one that is not compared."""
    words = " ".join(article.words(figure.span).split())
    if figure.label == "MONEY" and (currency := _CURRENCY.search(words)):
        return f"MONEY {_SIGNS.get(currency[0].lower(), currency[0])}"
    if figure.label in COUNTED:
        return figure.label
    is_length = figure.label in ("DATE", "TIME") and _LENGTH.fullmatch(words)
    return LENGTH if is_length and isinstance(value_of(words), float) else ""


def _context(article: Article, figure: Figure, kind: str) -> _Context:
    text, span, sentence = article.text, figure.span, figure.sentence
    before, own, rest = (
        [word.form for word in words_of(text, *part)]
        for part in ((sentence.start, span.start), span, (span.end, sentence.end))
    )
    clause = _CLAUSE.match(text, span.end, sentence.end)
    after = [word.form for word in words_of(text, *clause.span("rest"))][:UNIT_WORDS] if clause else []
    unit = (_unit([*own, *after]) or _unit(before[-UNIT_WORDS:])) | _unit(before[-1:])
    if figure.label == "MONEY":
        unit |= {MONEY}
    about = (_unit([*before, *rest]) - {"percent", "cent"}) | unit
    start = max(text.rfind(mark, sentence.start, span.start) for mark in ",;:—–") + 1
    subject = _unit([word.form for word in words_of(text, max(sentence.start, start), span.start)])
    return _Context(figure, kind, article.words(span), unit, about, subject, is_former(text, span, sentence))


def _are_parts(a: _Context, b: _Context) -> bool:
    """Whether two shares of different things make up the whole: the state pays 70 percent, the town 30."""
    if not a.kind == b.kind == "PERCENT" or not (a.subject - b.subject and b.subject - a.subject):
        return False
    one, other = value_of(a.words), value_of(b.words)
    return isinstance(one, float) and isinstance(other, float) and one + other == 100


def _unit(forms: Sequence[str]) -> frozenset[str]:
    return frozenset(_stem(form) for form in forms if is_content_word(form) and form not in NO_UNITS)


def _stem(form: str) -> str:
    """The word without an "s" at its end: "homes", "puts"."""
    return form[:-1] if len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is")) else form
