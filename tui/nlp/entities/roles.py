"""What the article calls its people next to their names.

"Mexican President" before a name, "the lawyer" after it, "is the senator" in a sentence about him: each is a role with
its place. Descriptions without a name ("the lawyer") are resolved through these roles in `described_people`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..tokens import Tokens
from .description import Description, describe, is_person_noun, is_singular, noun_phrase
from .kind_votes import name_head
from .name_words import FORMER, HONORIFICS
from .referents import Referent

_IS = frozenset(("is", "was", "'s", "’s", "became", "becomes", "remains"))

_RolePhrase = tuple[int, int, int]
"""First token, one past the last, and head."""


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A role and who holds it."""

    referent: int
    description: Description


def find_roles(t: Tokens, referents: Sequence[Referent]) -> list[RoleHolder]:
    """The roles that the article gives its people next to their names, in order of the text."""
    found: dict[tuple[int, int], RoleHolder] = {}
    for number, referent in enumerate(referents):
        if referent.label != "PERSON":
            continue
        for name in referent.names:
            head = name_head(t, name)
            for phrase in [*_role_before(t, name.start), *_roles_around(t, head, name.start, name.end)]:
                start, end, noun = _whole_office(t, *phrase)
                if start < end:
                    found[start, end] = RoleHolder(number, describe(t, noun, start, end))
    return sorted(found.values(), key=lambda holder: holder.description.start)


def _role_before(t: Tokens, start: int) -> Iterator[_RolePhrase]:
    """The title right before a name with its modifiers: "former Mexican President"."""
    sentence = t.sentence(start)[0]
    noun = begin = start
    for i in range(start - 1, max(sentence, start - 9) - 1, -1):
        low = t.lower[i]
        if begin < i:
            continue
        if low in HONORIFICS and noun == start and not is_person_noun(t, i):
            begin = noun = start
            continue
        if noun == start:
            office = _office_with_of(t, i, sentence)
            if office is not None:
                noun = begin = office
                if is_person_noun(t, noun):
                    continue
                return
            if not is_person_noun(t, i) or not t.spaced[i] or not is_singular(t, i):
                return
            noun = begin = i
        elif t.pos[i] in ("NOUN", "ADJ", "PROPN") or low in ("-", "'s", "’s", "&") or low in FORMER:
            begin = i
        else:
            break
    while begin < noun and (t.lower[begin] in ("-", "'s", "’s", "of", "&") or not t.words[begin][0].isalnum()):
        begin += 1
    if noun < start and is_person_noun(t, noun):
        yield begin, start if t.lower[noun + 1] == "of" else noun + 1, noun


def _whole_office(t: Tokens, start: int, end: int, noun: int) -> _RolePhrase:
    """The phrase, or the longer one that it ends: "counselor to the president", who is not the president."""
    outer = start - 3
    if outer < 0 or t.lower[outer + 1] != "to" or t.pos[start - 1] != "DET" or not is_person_noun(t, outer):
        return start, end, noun
    return min(noun_phrase(t, outer, t.sentence(outer)[0])[0], outer), end, outer


def _office_with_of(t: Tokens, last: int, sentence: int) -> int | None:
    """The head of an office like "Secretary of State" that ends at token `last`, or None."""
    of = last
    while of > sentence and t.words[of][0].isupper() and last - of < 3:
        of -= 1
    if t.lower[of] == "of" and of < last and of > sentence and t.words[of - 1][0].isupper():
        return of - 1
    return None


def _roles_around(t: Tokens, head: int, start: int, end: int) -> Iterator[_RolePhrase]:
    """The appositions of a name, and what the sentence says the person is."""
    for child in t.children[head]:
        if t.deps[child] == "appos" and child >= end and is_person_noun(t, child) and is_singular(t, child):
            yield *noun_phrase(t, child, end), child
    governor = t.heads[head]
    before = t.deps[head] == "appos" and governor < start and t.pos[governor] == "NOUN"
    # In "a spokesman for the governor, Ana Ruiz," the name may be that of either.
    of_another = t.deps[governor] == "pobj" and is_person_noun(t, t.heads[t.heads[governor]])
    if before and not of_another and is_person_noun(t, governor) and is_singular(t, governor):
        first, last = noun_phrase(t, governor, 0)
        yield first, min(last, start), governor
    modal = any(t.tags[child] == "MD" for child in t.children[governor])
    if t.deps[head] == "nsubj" and t.lower[governor] in _IS and not modal:
        for child in t.children[governor]:
            if t.deps[child] == "attr" and child > governor and is_person_noun(t, child) and is_singular(t, child):
                yield *noun_phrase(t, child, governor + 1), child
