"""What the words around a topic's term say about it: whether it counts, and what later words mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy
from spacy.tokens import Doc

from ..lexicon import word_set

_COMPANY_WORDS = word_set("topics", "companies")
_POINTING = word_set("topics", "pointing")
_VAGUE = word_set("topics", "vague")
_ROLES = word_set("topics", "roles")
_PERIODS = word_set("topics", "periods")
_TEMPORAL = word_set("topics", "temporal")


def in_passing(doc: Doc, start: int, end: int) -> bool:
    """True if the words only say who somebody is: "Ann Lee, a pollster" or "the immigration lawyer Ann Lee"."""
    token = doc[start:end].root
    for _ in range(8):
        head = token.head
        if head is token:
            return False
        outside = not start <= head.i < end
        if outside and token.dep_ == "appos" and head.ent_type_ in ("PERSON", "ORG"):
            return True
        if outside and token.dep_ in ("compound", "nmod"):
            if head.ent_type_ == "PERSON" and token.ent_type_ != "PERSON":
                return True
            if any(child.dep_ == "appos" and child.ent_type_ in ("PERSON", "ORG") for child in head.children):
                return True
        if token.dep_ not in ("compound", "amod", "nmod", "conj", "poss", "appos"):
            return False
        token = head
    return False


def sets_the_scene(doc: Doc, start: int, end: int) -> bool:
    """True if the words only give a time ("stood through two wars", "promised during the campaign") or somebody's role
    ("the nominee"). They count in an article that also states the topic otherwise."""
    token = doc[start:end].root
    while token.dep_ == "compound" and token.head.i > token.i:
        token = token.head
    word = token.lemma_.lower()
    return word in _ROLES or (word in _PERIODS and token.dep_ == "pobj" and token.head.lower_ in _TEMPORAL)


def is_pointed_at(doc: Doc, start: int, end: int) -> bool:
    """True if the words are the head of a noun phrase that is marked as known: "the long wall"."""
    head = doc[start:end].root
    return any(child.lower_ in _POINTING for child in head.lefts if child.dep_ in ("det", "poss", "amod", "predet"))


def names_another_body(doc: Doc, start: int, end: int, kind: str) -> bool:
    """True if the words are part of somebody else's name: a company, or a person called Wall."""
    after = doc[end] if end < len(doc) else None
    first = doc[start]
    if first.text[:1].isupper():
        for token in doc[end : end + 3]:
            if not token.text[:1].isupper() or not doc[token.i - 1].whitespace_:
                break
            if token.lower_.rstrip(".") in _COMPANY_WORDS:
                return True
    if kind != "hint" or first.ent_type_ not in ("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT"):
        return False
    named = first.is_title and (start == 0 or not first.is_sent_start or doc[start : end + 1].text.istitle())
    whole = first.ent_iob_ == "B" and (after is None or after.ent_iob_ != "I")
    return named and not whole


def echoes(doc: Doc, terms: Iterable[tuple[int, int]], taken: set[int]) -> Iterator[int]:
    """The tokens that take up a term again with one word that points back: "the deal" after "trade deal".

    The word is the last of the phrase, or the noun that the term describes: "the program" after "a visa program".
    """
    first: dict[str, int] = {}
    for start, end in terms:
        last = doc[end - 1]
        if last.dep_ in ("compound", "amod", "nmod") and last.head.i >= end:
            last = last.head
        elif end - start == 1:
            continue
        word = last.lemma_.lower()
        if last.pos_ in ("NOUN", "PROPN") and last.ent_type_ != "PERSON" and word not in _VAGUE:
            first[word] = min(first.get(word, start), start)
    if not first:
        return
    # By number and not token by token: this searches the whole text for every topic.
    keys = [doc.vocab.strings.add(form) for word in first for form in (word, word.title())]
    for number in numpy.flatnonzero(numpy.isin(doc.to_array("LEMMA"), numpy.array(keys, dtype="uint64"))):
        token = doc[int(number)]
        if token.pos_ in ("NOUN", "PROPN") and token.i not in taken:
            named = first.get(token.lemma_.lower())
            if named is not None and named < token.i and is_pointed_at(doc, token.i, token.i + 1):
                yield token.i
