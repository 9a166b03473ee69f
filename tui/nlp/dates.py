"""Expressions of time in an article, each with the tense of its clause. Names that look like dates are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text.analysis import Tense, TimeExpression
from ..text.span import Span
from ..text.time_expressions import CAPITALISED, forms
from .lexicon import word_set
from .tokens import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_DATE, _FUTURE = word_set("dates", "before_date"), word_set("dates", "future")
_PROMISE, _AHEAD = word_set("dates", "promise"), word_set("dates", "ahead")
_DAYS = word_set("dates", "days")
_AFTER_NO_DATE = word_set("dates", "after_no_date")
_NAMED = frozenset(["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"])
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|before|after|from|to|through|during|for|late|early|mid|summer|spring|winter|autumn"
    r"|fall|year|and|or|election|around|about)|[(,–-])\s*$",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"[A-Z][\w.’'-]*\s+$")
_COUNTED_OFF = re.compile(r"\s+(?:in a row|running)\b")
"""After an ordinal that counts how often: "the third quarter in a row"."""
_NOT_A_DATE = re.compile(
    r"\s*(?:%|percent|per cent|million|billion|people|dead|tons?|miles|km|metres|meters|feet|seats|votes|jobs)"
)


def find_dates(doc: Doc) -> Iterator[TimeExpression]:
    """The expressions of time of a parsed article, in order of the text."""
    text = text_of(doc)
    for match in _matches(text):
        tokens = doc.char_span(*match.span(), alignment_mode="expand")
        if tokens is not None and _is_date(text, match, tokens.root):
            sent = tokens.root.sent
            yield TimeExpression(Span(*match.span()), _tense_of_date(tokens.root), Span(sent.start_char, sent.end_char))


def _matches(text: str) -> Iterator[re.Match[str]]:
    for match in forms().finditer(text):
        names = [words for name, words in match.groupdict().items() if words and name in CAPITALISED]
        if all(words[0].isupper() for words in names):
            yield match


def _is_date(text: str, match: re.Match[str], root: Token) -> bool:
    form = match.lastgroup
    start, end = match.span()
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    if _COUNTED_OFF.match(after):
        return False
    if form == "year":
        return (
            bool(_BEFORE_YEAR.search(before))
            and not _NOT_A_DATE.match(after)
            or (root.ent_type_ == "DATE" and not _AFTER_NAME.search(before) and not _NOT_A_DATE.match(after))
        )
    return form not in _NAMES_TOO or not _part_of_name(text, match, root)


_NAMES_TOO = frozenset(["month", "weekday", "holiday", "season", "month_day"])
"""The forms whose words may also be names."""


def _part_of_name(text: str, match: re.Match[str], root: Token) -> bool:
    """Whether the words are a name or part of one: "April Haines", "the Sunday Times", "March on Washington"."""
    found = re.match(r"\s+([\w’'-]+)", text[match.end() : match.end() + 40])
    following = found[1] if found else ""
    if following.lower() in _AFTER_NO_DATE:
        return True
    if any(
        child.dep_ == "appos" and child.ent_type_ != "DATE" and child.lemma_.lower() not in _DAYS
        for child in root.children
    ):
        return True  # "Election Day, a film"
    start, end = match.span()
    before, after = text[max(0, start - 8) : start].lower().split(), text[end : end + 40]
    preposition = bool(before) and before[-1] in _BEFORE_DATE
    if root.ent_type_ in _NAMED - ({"EVENT"} if match.lastgroup == "holiday" else set()) and not preposition:
        return True
    following_name = following[:1].isupper()
    if match.lastgroup == "month" and not preposition:
        if following_name:
            return True  # "June Aldous"
        if root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_ != "be":
            return True
        if bool(before) and before[-1] in ("the", "a") and re.match(r"\s+(?:on|for|of)\b", after):
            return True
    determined = root.i > 0 and root.nbor(-1).pos_ in ("DET", "PRON")
    return following_name and match.lastgroup == "weekday" and (root.dep_ == "compound" or determined)


def _tense_of_date(root: Token) -> Tense:
    """The tense of the clause; the present for "will discuss *Friday's* meeting", since the meeting may be today's."""
    tense = _tense(root)
    return "present" if tense == "future" and root.dep_ == "poss" else tense


def _tense(token: Token) -> Tense:
    """The tense of the clause that a token is in."""
    verb = token
    while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return "present"
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not _has_subject(verb):
        verb = verb.head
    first = token.left_edge
    before = token.head if token.head.i < token.i or not first.i else first.nbor(-1)
    if before.lower_ in ("until", "till") and verb.tag_ in ("VBZ", "VBP", "VB"):
        return "future"
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in _FUTURE for child in helpers):
        if any(child.lower_ in ("would", "could", "might") for child in helpers) and any(
            c.lower_ == "have" for c in helpers
        ):
            return "past"
        return "future"
    if any(child.lower_ == "to" for child in helpers):
        head = verb.head
        ahead = head.lemma_ in _AHEAD or head.lemma_ == "be" or head.tag_ in ("VBZ", "VBP")
        return "future" if ahead or verb.dep_ in ("acl", "xcomp", "relcl") else "past"
    if any(child.tag_ == "VBD" or child.lower_ in ("has", "have", "had", "'ve", "’ve", "having") for child in helpers):
        return "past"
    if verb.lemma_ in _PROMISE:
        return "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "past" if verb.tag_ == "VBD" or not any(child.tag_ in ("VBZ", "VBP") for child in helpers) else "present"
    if verb.tag_ == "VBG" and not helpers and verb.head.i != verb.i:
        return _tense(verb.head) if verb.head.pos_ in ("VERB", "AUX") else "past"
    return "present"


def _has_subject(verb: Token) -> bool:
    return any(
        child.dep_ in ("nsubj", "nsubjpass") or child.dep_ == "aux" and child.lower_ != "to" for child in verb.children
    )
