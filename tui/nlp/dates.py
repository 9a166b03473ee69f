"""Expressions of time in an article, each with the tense of its clause. Names that look like dates are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..text.analysis import Entity, Quote, TimeExpression
from ..text.span import Span, span_around
from ..text.time_expressions import CAPITALISED, forms
from .date_tense import DateTense, is_general, tense_of_date
from .lexicon import word_set
from .quote_days import days_of_quotes
from .sentences import sentences_of
from .tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_DATE = word_set("dates", "before_date")
_DAYS = word_set("dates", "days")
_AFTER_NO_DATE = word_set("dates", "after_no_date")
_NAMED = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"])
_FIGURES = frozenset(["DATE", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"])
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|before|after|from|to|through|during|for|late|early|mid|summer|spring|winter|autumn"
    r"|fall|year|and|or|election|around|about)|[(,–-])\s*$",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(("the", "this", "that", "a", "each", "every"))
_AFTER_NAME = re.compile(r"[A-Z][\w.’'-]*[^\S\n\t]+$")
_COUNTED_OFF = re.compile(r"\s+(?:in a row|running)\b")
"""After an ordinal that counts how often: "the third quarter in a row"."""
_SET_OFF = re.compile(r"\s*(?:[–—:|]|-\s)")
_NOT_A_DATE = re.compile(
    r"\s*(?:%|percent|per cent|million|billion|people|dead|tons?|miles|km|metres|meters|feet|seats|votes|jobs|hours|hrs"
    r"|GMT|UTC)"
)

_BARE_SEASON = re.compile(r"(?:in|during)\s+\w+", re.IGNORECASE)
_LAST = re.compile(r"(?:last|next)\s", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\s+(?:before|after|of|in)\s", re.IGNORECASE)
"""What follows a day that something else is counted from: "the last Sunday *before* the vote"."""


def find_dates(doc: Doc, quotes: Sequence[Quote] = (), people: Sequence[Span] = ()) -> Iterator[TimeExpression]:
    """The expressions of time of a parsed article, in order of the text.

    `quotes` are those of the article; they show which expressions somebody wrote or said on another day. `people` are
    its `names_of_people`.
    """
    text = text_of(doc)
    sentences = sentences_of(doc)
    found = []
    for match in _matches(text):
        root = _root(doc, match)
        if root is not None and _is_date(text, match, root) and not span_around(Span(*match.span()), people):
            span = Span(*match.span())
            in_dateline = sentences.is_in_dateline(span.start)  # a report is printed after its day
            tense, is_doubtful = DateTense("past") if in_dateline else tense_of_date(root)
            is_doubtful |= tense == "present" and _heads_an_entry(text, span)
            found.append((TimeExpression(span, tense, sentences.at(span.start), is_doubtful=is_doubtful), root))
    days = days_of_quotes(text, found, quotes)
    for expression, _ in found:
        day = days.get(expression.span)
        yield replace(expression, said_on=day) if day else expression


def names_of_people(text: str, entities: Iterable[Entity]) -> list[Span]:
    """Where a text names people of whom it gives the full name, in order: these words are neither dates nor figures.

    A surname that looks like a date ("Theresa May") is one of a person wherever no word for a time is before it. A
    person of whom the text has a single word may be a month that the recogniser takes for a name.
    """
    people = [entity for entity in entities if entity.label == "PERSON" and " " in entity.name]
    mentions = sorted(mention.span for person in people for mention in person.mentions)
    names = [span for span in mentions if not _is_time(text, span)]
    surnames = {person.name.split()[-1] for person in people}
    for surname in filter(forms().fullmatch, surnames):
        found = (Span(*match.span()) for match in re.finditer(rf"\b{surname}\b(?! \d)", text))
        names += [span for span in found if not _is_time(text, span) and not span_around(span, mentions)]
    return sorted(names)


def _is_time(text: str, span: Span) -> bool:
    """Whether a span has one word, with a word for a time before it: "in May", "the May vote"."""
    before = text[max(0, span.start - 8) : span.start].lower().split()
    return " " not in text[span.start : span.end] and bool(before) and before[-1] in _BEFORE_DATE | _DETERMINERS


def _heads_an_entry(text: str, span: Span) -> bool:
    """Whether a date is set off before what happened, in the present tense of a chronicle: "July 9 – Talks begin"."""
    line = text.rfind("\n", 0, span.start) + 1
    return not any(map(str.isalnum, text[line : span.start])) and bool(_SET_OFF.match(text, span.end))


def _root(doc: Doc, match: re.Match[str]) -> Token | None:
    """The token of an expression that the rest of it depends on, without the article before it: in "the Feb. 8 meeting"
    "the" does not belong to "Feb. 8"."""
    tokens = doc.char_span(*match.span(), alignment_mode="expand")
    if tokens is None:
        return None
    return tokens[1:].root if len(tokens) > 1 and tokens[0].lower_ == "the" else tokens.root


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in forms().finditer(text):
        names = [words for name, words in match.groupdict().items() if words and name in CAPITALISED]
        if all(words[0].isupper() for words in names):
            yield match


def _is_date(text: str, match: re.Match[str], root: Token) -> bool:
    form = match.lastgroup
    start, end = match.span()
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    if _COUNTED_OFF.match(after) or form == "offset" and _counts_from_an_event(root, end):
        return False
    if form == "season" and _BARE_SEASON.fullmatch(match[0]) and is_general(root):
        return False
    if _LAST.match(match[0]) and before.lower().endswith("the ") and _OF_ANOTHER.match(after):
        return False
    if form == "year":
        return (
            bool(_BEFORE_YEAR.search(before))
            and not _NOT_A_DATE.match(after)
            or (root.ent_type_ == "DATE" and not _AFTER_NAME.search(before) and not _NOT_A_DATE.match(after))
        )
    return form not in _NAMES_TOO or not _part_of_name(text, match, root)


def _counts_from_an_event(root: Token, end: int) -> bool:
    """Whether the last word of an expression is a preposition or conjunction: "two years after such mergers", "a day
    after it broke", "12 years on death row"; not "two days after, it broke", which counts from a day named before."""
    last = next((token for token in root.sent if token.idx + len(token) == end), root)
    if last.dep_ == "mark":
        return last.head.dep_ not in ("ROOT", "conj", "ccomp")
    return any(child.dep_ in ("pobj", "pcomp") for child in last.children)


_NAMES_TOO = frozenset(["month", "weekday", "holiday", "season", "month_day"])
"""The forms whose words may also be names."""


def _part_of_name(text: str, match: re.Match[str], root: Token) -> bool:
    """Whether the words are a name or part of one: "April Haines", "the Sunday Times", "March on Washington"."""
    found = re.match(r"\s+([\w’'-]+)", text[match.end() : match.end() + 40])
    following = found[1] if found else ""
    if following.lower() in _AFTER_NO_DATE:
        return True
    following_name = following[:1].isupper()
    if match.lastgroup == "month_day" and not following_name:
        return False  # "June 17 – Nashville": with its day, a month is part of a name only before the rest of the name
    if any(
        child.dep_ == "appos" and child.ent_type_ not in _FIGURES and child.lemma_.lower() not in _DAYS
        for child in root.children
    ):
        return True  # "Election Day, a film"
    start, end = match.span()
    before, after = text[max(0, start - 8) : start].lower().split(), text[end : end + 40]
    preposition = bool(before) and before[-1] in _BEFORE_DATE
    if root.ent_type_ in _NAMED - ({"EVENT"} if match.lastgroup == "holiday" else set()) and not preposition:
        return True
    if following_name and root.ent_type_ == "FAC":
        return True  # "in May Street"
    if match.lastgroup == "month" and not preposition:
        if following_name:
            return True  # "June Aldous"
        if root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_ != "be":
            return True
        if before and (before[-1] in ("the", "a") or before[-1].isdigit()) and re.match(r"\s+(?:on|for|of)\b", after):
            return True
    determined = root.i > 0 and root.nbor(-1).pos_ in ("DET", "PRON")
    return following_name and match.lastgroup == "weekday" and (root.dep_ == "compound" or determined)
