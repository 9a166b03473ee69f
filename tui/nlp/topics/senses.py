"""Words that look like a topic's but mean something else: "survey the valley", "elect a treasurer".

Such a word is not struck out, since one sentence cannot prove it; it only hints at the topic, and does not state it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from ..lexicon import read_lexicon, word_map, word_set
from .sentence_index import sentence_tokens

_PREPOSITIONS = ("of", "from", "for", "in")
_PLACES = frozenset(("GPE", "LOC", "NORP", "FAC", "ORG", "PERSON", "EVENT"))
_FOES = word_set("topics", "foes")
_KINDS_OF_WAR = word_set("topics", "kinds_of_war")
_LEFT_BEHIND = word_set("topics", "left_behind")
_PARTISANS = frozenset(word for pair in word_map("groups", "partisans").items() for word in pair)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What surrounds a word when it means something other than the topic's."""

    capital: bool
    verb: bool
    near: frozenset[str]
    objects: frozenset[str]
    objects_of: frozenset[str]
    subject_of: frozenset[str]
    subjects: frozenset[str]
    beside: frozenset[str]
    describes: frozenset[str]
    title: frozenset[str]
    after: dict[str, frozenset[str]]
    unless: frozenset[str]
    """Words that show the topic's own sense. Where none of them is in the sentence, the word has the other sense."""
    about: frozenset[str]
    """Words of which the topic must have one. A "boat" needs migrants beside it in a topic on migration, but not in a
    reader's own topic on boats."""

    def fits(self, doc: Doc, token: Token, phrase: range) -> bool:
        if (self.capital and not token.text[:1].isupper()) or (self.verb and token.pos_ != "VERB"):
            return False
        if self.unless:
            return not any(doc[i].lower_ in self.unless for i in sentence_tokens(doc, token.i) if i != token.i)
        return bool(
            _lemmas(token, "dobj", "nsubjpass", "oprd", "attr", "xcomp") & self.objects
            or (token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in self.objects_of)
            or (token.dep_ == "nsubj" and token.head.lemma_.lower() in self.subject_of)
            or self.subjects & (_lemmas(token, "nsubj") | _objects_after(token, "by"))
            or _lemmas(token, "amod", "compound", "conj", "poss", outside=phrase) & self.beside
            or (token.dep_ in ("amod", "compound", "nmod") and token.head.lemma_.lower() in self.describes)
            or (token.i + 1 < len(doc) and doc[token.i + 1].is_title and doc[token.i + 1].lower_ in self.title)
            or any(_objects_after(token, word) & nouns for word, nouns in self.after.items())
            or (self.near and any(doc[i].lower_ in self.near for i in sentence_tokens(doc, token.i) if i != token.i))
        )


@cache
def _senses() -> dict[str, list[_Sense]]:
    found: dict[str, list[_Sense]] = {}
    for entry in read_lexicon("topics")["senses"]:
        sense = _sense(entry)
        for word in entry["words"].split():
            found.setdefault(word, []).append(sense)
    return found


def _sense(entry: dict[str, Any]) -> _Sense:
    def words(name: str) -> frozenset[str]:
        return frozenset(entry.get(name, "").split())

    return _Sense(
        capital=entry.get("capital", False),
        verb=entry.get("verb", False),
        near=words("near"),
        objects=words("objects"),
        objects_of=words("objects_of"),
        subject_of=words("subject_of"),
        subjects=words("subjects"),
        beside=words("beside"),
        describes=words("describes"),
        title=words("title"),
        after={word: words(word) for word in _PREPOSITIONS if word in entry},
        unless=words("unless"),
        about=words("about") or words("unless"),
    )


def has_another_sense(doc: Doc, start: int, end: int, words: Set[str]) -> bool:
    """True if what surrounds the words says that they mean something other than the topic.

    `words` are those of the topic's terms.
    """
    token = doc[start:end].root
    word = token.lemma_.lower()
    phrase = range(start, end)
    senses = (*_senses().get(word, ()), *_senses().get(token.lower_, ()))
    if any(sense.fits(doc, token, phrase) for sense in senses if not sense.about or sense.about & words):
        return True
    return (
        (word == "elect" and _chooses_to_act(token))
        or (word == "war" and end - start == 1 and _is_a_quarrel(token))
        or (word == "refugee" and _flees_no_place(token))
    )


def _lemmas(token: Token, *relations: str, outside: range = range(0)) -> set[str]:
    """The lemmas of what depends on `token` in one of these relations, without the tokens of `outside`."""
    return {child.lemma_.lower() for child in token.children if child.dep_ in relations and child.i not in outside}


def _nouns_after(token: Token, preposition: str) -> list[Token]:
    """The nouns that a preposition of `token` leads to."""
    return [
        noun
        for child in (*token.children, *(token.head.children if token.dep_ in ("dobj", "pobj") else ()))
        if child.lower_ == preposition and child.i > token.i
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def _objects_after(token: Token, preposition: str) -> set[str]:
    nouns = _nouns_after(token, preposition)
    return {part.lemma_.lower() for noun in nouns for part in (noun, *noun.children)}


def _chooses_to_act(token: Token) -> bool:
    """True for "elected to stay", not for "elected to parliament"."""
    return any(
        child.dep_ == "xcomp" and child.pos_ == "VERB" and any(part.lower_ == "to" for part in child.lefts)
        for child in token.children
    ) and not any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def _is_a_quarrel(token: Token) -> bool:
    """True for "streaming wars", "at war over a recipe", "go to war with the press" and "declared war on slugs": no
    state, people or army takes part."""
    kinds = [child for child in token.children if child.dep_ in ("compound", "amod") and child.pos_ == "NOUN"]
    if any(child.text.islower() and child.lemma_.lower() not in _KINDS_OF_WAR for child in kinds):
        return True
    head = token.head
    declared = token.dep_ == "dobj" and head.lemma_.lower() in ("declare", "wage")
    at_war = token.dep_ == "pobj" and (head.lower_ == "at" or head.lower_ == "to" and head.head.lemma_ == "go")
    goes = token.dep_ == "xcomp" and head.lemma_ == "go"  # "are going to war", in which the parser sees a verb
    if not (declared or at_war or goes):
        return False
    sentence = (token.doc[i] for i in sentence_tokens(token.doc, token.i))
    if any(_is_foe(part) for part in sentence):
        return False
    holder = head.head if at_war else head
    return any(
        child.lower_ in ("over", "on", "with", "against", "about")
        for part in (token, head, holder)
        for child in part.children
    )


def _is_foe(token: Token) -> bool:
    """True for what may fight a war: a country, a people that is no party, an army."""
    is_people = token.ent_type_ in ("GPE", "NORP", "LOC") and token.lower_ not in _PARTISANS
    return is_people or token.lemma_.lower() in _FOES


def _flees_no_place(token: Token) -> bool:
    """True for "a refugee from small talk"."""
    nouns = _nouns_after(token, "from")
    return bool(nouns) and not any(
        part.ent_type_ in _PLACES or part.lemma_.lower() in _LEFT_BEHIND for noun in nouns for part in noun.subtree
    )
